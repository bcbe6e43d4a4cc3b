//! Are the reasons there, and can they be followed? Ruling by ruling.

use document::BlockKind;
use letter::{LetterKind, PartKind, PartSet, Point, Ruling, Sign, Signs, Trace};
use rule::Rule;
use source::TextRange;
use text::TokenKind;

use super::number;
use crate::engine::{Context, Found};

/// A burdening decision without reasons: nothing says anything about norm or case.
pub(crate) fn missing_reasons(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    // A letter that only grants, asks or confirms needs no reasons.
    if !ctx.letter.points.is_empty() && burdens(ctx).next().is_none() {
        return;
    }
    let reasoned = if burdens(ctx).next().is_some() {
        mains(ctx).any(|p| is_reasoned(ctx, p))
    } else {
        // A piece of a letter, or a kind that was given: any reason will do.
        ctx.letter.has(PartKind::Reasons)
            && ctx.letter.traces.iter().any(|t| t.signs.any(&[Sign::Norm, Sign::Fact]))
    };
    if reasoned || waived(ctx) {
        return;
    }
    // "Begründung" with nothing below it.
    if let Some(part) = ctx.letter.part(PartKind::Reasons).filter(|p| p.blocks.len() == 1) {
        let block = part.blocks.start;
        if matches!(ctx.document.blocks[block].kind, BlockKind::Heading { .. })
            || ctx.paragraphs[block].tokens.len() <= 3
        {
            found.push(Found::at(block, part.range));
            return;
        }
    }
    found.extend(ruling_place(ctx));
}

/// A norm that can carry the ruling, or a fact that is given as a cause. What the law threatens later ("kann eine Geldbuße kosten")
/// is no reason.
fn is_reasoned(ctx: &Context<'_>, point: &Point) -> bool {
    let chain: Vec<&Trace> = chain(ctx, point).collect();
    let signs = union(&chain);
    let cited = chain
        .iter()
        .flat_map(|t| ctx.letter.citations_in(t.range))
        .any(|c| c.refs.iter().any(|r| is_basis(r, point.ruling)));
    cited || signs.has(Sign::Fact) && signs.has(Sign::Cause)
}

/// Beside other rulings: a norm, or a cause that is not told for all of them ("Sachverhalt").
fn has_own_reasons(ctx: &Context<'_>, point: &Point) -> bool {
    let shared = |i: &u32| {
        let mut others = burdens(ctx).filter(|p| p.range != point.range).peekable();
        others.peek().is_some() && others.all(|p| p.chain.contains(i))
    };
    if union(&chain(ctx, point).collect::<Vec<_>>()).has(Sign::Norm) {
        return true;
    }
    let traces = &ctx.letter.traces;
    let own: Vec<&Trace> = point.chain.iter().filter(|i| !shared(i)).map(|i| &traces[*i as usize]).collect();
    let signs = union(&own);
    signs.has(Sign::Fact) && signs.has(Sign::Cause)
}

/// Reasons of a ruling that name no fact of the case; or a requirement that is only said to be met or not.
pub(crate) fn missing_facts(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if ctx.letter.points.is_empty() {
        // A piece of reasons by itself.
        let all = pieces(ctx);
        if all.clone().any(|t| t.signs.has(Sign::Norm)) && !all.clone().any(|t| t.signs.has(Sign::Fact)) {
            found.extend(reasons_place(ctx));
        }
        return;
    }
    for point in mains(ctx) {
        let chain: Vec<&Trace> = chain(ctx, point).collect();
        let signs = union(&chain);
        if !signs.has(Sign::Fact) && signs.any(&[Sign::Norm, Sign::Requirement]) {
            found.extend(chain.iter().find(|t| t.signs.any(&[Sign::Norm, Sign::Requirement])).map(|t| at(t)));
            continue;
        }
        bare_requirements(ctx, &chain, found);
    }
}

/// "Das ist hier der Fall." behind a requirement, and nothing in this or the next two sentences that shows it.
fn bare_requirements(ctx: &Context<'_>, chain: &[&Trace], found: &mut Vec<Found>) {
    for (i, trace) in chain.iter().enumerate() {
        if !trace.signs.has(Sign::Bare) || ctx.document.slice(trace.range).trim_end().ends_with(':') {
            continue;
        }
        let shown = shown_next(&chain[i + 1..], trace);
        let words = ctx.document.slice(trace.range).to_lowercase();
        let closes =
            ["also", "daher", "deshalb", "somit", "damit", "folglich"].iter().any(|w| words.contains(w));
        let back = if closes { 3 } else { 1 };
        let before = chain[i.saturating_sub(back)..i]
            .iter()
            .any(|t| t.block == trace.block && t.signs.has(Sign::Fact));
        // "Daran fehlt es, …" closes facts that stand right before it.
        // That no exception applies needs no proof of its own.
        let exception = |t: &&Trace| {
            let words = ctx.document.slice(t.range).to_lowercase();
            [
                "ausnahme",
                "absehen",
                "abgesehen",
                "befreit",
                "härte",
                "übrigen",
                "weiteren",
                "sonstigen",
                "genannten gründen",
                "dargelegten gründen",
                "ausgeführt",
                "dargelegt",
            ]
            .iter()
            .any(|w| words.contains(w))
        };
        if chain[i.saturating_sub(1)..=i].iter().any(exception) {
            continue;
        }
        let required = (0..=i).rev().take(4).any(|j| chain[j].signs.any(&[Sign::Requirement, Sign::Norm]));
        if required && !shown && !before {
            found.push(at(trace));
        }
    }
}

/// Tells whether one of the next two sentences shows what a bare sentence claims: with a fact, and before something new begins.
fn shown_next(next: &[&Trace], bare: &Trace) -> bool {
    for trace in next.iter().take(2) {
        let far = trace.block > bare.block + 1;
        let news = trace.signs.any(&[Sign::Pro, Sign::Contra, Sign::Submission])
            && !trace.signs.has(Sign::Cause)
            || trace.signs.has(Sign::Norm)
                && trace.signs.has(Sign::Requirement)
                && !trace.signs.has(Sign::Cause);
        if far || news {
            return false;
        }
        if trace.signs.has(Sign::Fact) {
            return true;
        }
    }
    false
}

/// Reasons of a ruling that name no norm.
pub(crate) fn missing_norm(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    // "Nach geltender Rechtslage …" stands where a norm belongs, unless one is named beside it.
    found.retain(|f| {
        let own = (f.block, f.sentence.unwrap_or(0));
        let traces = &ctx.letter.traces;
        let Ok(i) = traces.binary_search_by_key(&own, |t| (t.block, t.sentence)) else { return true };
        let mut near = traces[i.saturating_sub(1)..].iter().take(3).filter(|t| t.block == f.block);
        !near.any(|t| t.signs.has(Sign::Norm)) && ctx.part(f.block) != PartKind::Hints
    });
    if ctx.letter.points.is_empty() {
        let all = pieces(ctx);
        if all.clone().any(|t| t.signs.has(Sign::Fact)) && !all.clone().any(|t| t.signs.has(Sign::Norm)) {
            found.extend(reasons_place(ctx));
        }
        return;
    }
    for point in burdens(ctx).filter(|p| p.ruling != Ruling::Immediate) {
        let own = ctx.letter.citations_in(point.range);
        let chain: Vec<&Trace> = chain(ctx, point).collect();
        let cited = chain
            .iter()
            .flat_map(|t| ctx.letter.citations_in(t.range))
            .chain(own)
            .any(|c| c.refs.iter().any(|r| is_basis(r, point.ruling)));
        let main = mains(ctx).any(|p| p.range == point.range);
        let follows = matches!(
            point.ruling,
            Ruling::Ban | Ruling::Threaten | Ruling::Leave | Ruling::Fee | Ruling::Cost | Ruling::Coerce
        );
        let reasoned = chain.iter().any(|t| t.signs.any(&[Sign::Fact, Sign::Link]));
        if !cited && reasoned && (main || follows && !shares_reasons(ctx, point)) {
            found.extend(chain.first().map(|t| at(t)));
        }
    }
}

/// "Diese Verpflichtung gilt bis zum …", "Die Beschränkung tritt am … in Kraft": more about the ruling before.
fn continues(ctx: &Context<'_>, point: &Point) -> bool {
    let words = ctx.document.slice(of_point(ctx, point).range);
    let again = ["Diese", "Dies ", "Sie gilt", "Er gilt", "Es gilt", "Die Frist beginnt", "Für Termine"];
    let lower = words.to_lowercase();
    again.iter().any(|w| words.starts_with(w))
        || [
            "in kraft",
            "endet mit",
            "endet am",
            "gilt bis",
            "gilt ab",
            "gilt längstens",
            "erlaubt",
            "gestattet",
        ]
        .iter()
        .any(|w| lower.contains(w))
}

/// Leaving the country and the warning of deportation have the same reasons; so have two rulings under one number.
fn shares_reasons(ctx: &Context<'_>, point: &Point) -> bool {
    let leaves = |p: &Point| matches!(p.ruling, Ruling::Leave | Ruling::Threaten);
    burdens(ctx).any(|p| {
        p.range != point.range && p.level >= 2 && (p.block == point.block || leaves(p) && leaves(point))
    })
}

/// Tells whether a norm can carry a ruling: one about the matter, not about how an office proceeds. Norms of laws that are
/// not in the index may.
fn is_basis(norm: &letter::NormRef, ruling: Ruling) -> bool {
    let section = norm.section.as_str();
    let number: u32 = section.trim_end_matches(char::is_alphabetic).parse().unwrap_or(0);
    let (aufenthg, freizueg) = (norm.law == "AufenthG", norm.law == "FreizügG/EU");
    let procedure = norm.law.contains("VwVfG") || norm.law == "LVwG";
    if norm.exists.is_none() && !procedure && norm.law != "GG" && norm.law != "EMRK" {
        return true;
    }
    match ruling {
        Ruling::Expel => aufenthg && number == 53 || freizueg,
        Ruling::Threaten | Ruling::Leave => {
            aufenthg && matches!(number, 50 | 58 | 59) || freizueg || norm.law == "AsylG"
        }
        Ruling::Ban => aufenthg && number == 11 || freizueg,
        Ruling::Shorten => aufenthg && matches!(number, 7 | 8 | 52),
        Ruling::Revoke => aufenthg && number == 52 || procedure || norm.law == "AsylG",
        Ruling::Retract => procedure || norm.law == "StAG",
        Ruling::Lapse => aufenthg && number == 51,
        Ruling::Loss => freizueg,
        Ruling::Summon => aufenthg && matches!(number, 82 | 48 | 49) || norm.law == "AsylG" || procedure,
        Ruling::Ancillary => {
            aufenthg && (matches!(number, 4 | 12 | 44 | 46 | 47 | 56 | 60 | 61) || section.starts_with("16"))
                || procedure && number == 36
                || matches!(norm.law.as_str(), "AsylG" | "AsylbLG" | "BeschV" | "IntV")
        }
        Ruling::Fee | Ruling::Cost => {
            aufenthg && matches!(number, 64..=69)
                || matches!(norm.law.as_str(), "AufenthV" | "BGebG" | "VwGO")
                || norm.law == "StAG" && number == 38
                || procedure && number == 80
        }
        Ruling::Immediate => norm.law == "VwGO",
        _ if procedure => matches!(number, 36 | 38 | 48 | 49 | 51 | 52 | 116..=118),
        _ => norm.law != "VwGO",
    }
}

/// Reasons with norm and facts that nothing joins.
pub(crate) fn missing_link(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let joined = |signs: Signs| !(signs.has(Sign::Fact) && signs.has(Sign::Norm)) || signs.has(Sign::Link);
    if ctx.letter.points.is_empty() {
        let all: Vec<&Trace> = pieces(ctx).collect();
        if !joined(union(&all)) {
            found.extend(reasons_place(ctx));
        }
        return;
    }
    for point in mains(ctx) {
        let chain: Vec<&Trace> = chain(ctx, point).collect();
        if !joined(union(&chain)) {
            found.extend(chain.iter().find(|t| t.signs.has(Sign::Fact)).map(|t| at(t)));
        } else {
            found.extend(unapplied(ctx, point, &chain).map(at));
        }
    }
}

/// The norm that a ruling rests on first, if nothing behind it says why the case fits: no cause, no "deshalb", no "bei Ihnen".
fn unapplied<'t>(ctx: &Context<'_>, point: &Point, chain: &[&'t Trace]) -> Option<&'t Trace> {
    if matches!(point.ruling, Ruling::Ban | Ruling::Threaten | Ruling::Leave) {
        return None;
    }
    let carries = |t: &Trace| {
        let mut refs = ctx.letter.citations_in(t.range).iter().flat_map(|c| &c.refs);
        refs.any(|r| is_basis(r, point.ruling))
    };
    let asks = |t: &Trace| {
        t.signs.has(Sign::Norm) && t.signs.has(Sign::Requirement) && !t.signs.has(Sign::Fact) && carries(t)
    };
    let first = chain.iter().position(|t| asks(t))?;
    // What follows in this and the next paragraph, up to the weighing or the next norm that asks for something.
    let block = chain[first].block;
    let mut ahead = chain[first + 1..]
        .iter()
        .take(12)
        .take_while(|t| t.block <= block + 4)
        // A fact that is given as the cause is no weighing, whichever side it speaks for.
        .take_while(|t| {
            !t.signs.any(&[Sign::Pro, Sign::Contra]) || t.signs.any(&[Sign::Cause, Sign::Applied])
        })
        .peekable();
    let short = ahead.peek().is_none() && first + 1 >= chain.len();
    let applied = ahead.any(|t| t.signs.any(&[Sign::Cause, Sign::Applied]) && !asks(t));
    // Facts and conclusion may stand before the norm.
    let before =
        chain[..first].iter().any(|t| t.signs.any(&[Sign::Cause, Sign::Applied]) && t.block + 1 >= block);
    (!applied && !before && !short).then_some(chain[first])
}

/// A ruling that the reasons never speak about, in a letter with reasons.
pub(crate) fn unreasoned_point(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if waived(ctx) || !ctx.letter.is_reasoned() {
        return;
    }
    for point in burdens(ctx).filter(|p| p.ruling != Ruling::Immediate) {
        let kind = ctx.letter.kinds.main;
        let favours = matches!(
            kind,
            LetterKind::Grant
                | LetterKind::Toleration
                | LetterKind::Naturalisation
                | LetterKind::InterimCertificate
                | LetterKind::Assurance
        );
        // The fee of a grant needs no reasons (§ 39 Abs. 2 Nr. 1 VwVfG); "Die Beschränkung endet am …" belongs to its ruling.
        let slight = favours && matches!(point.ruling, Ruling::Fee | Ruling::Cost)
            || point.ruling == Ruling::Order && continues(ctx, point);
        // If no ruling that the letter is about is reasoned, another rule says so.
        let main = mains(ctx).any(|p| p.range == point.range);
        let alone = main && !mains(ctx).any(|p| p.range != point.range && is_reasoned(ctx, p));
        if !has_own_reasons(ctx, point) && !alone && !slight && !shares_reasons(ctx, point) {
            let mut f = of_point(ctx, point);
            f.given = vec![point.number.to_string()];
            found.push(f);
        }
    }
}

/// Drops formulas that are followed by what they stand for: a fact of the case and a link to it within some sentences.
pub(crate) fn empty_formula(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let window = number(rule, "window", 2.0) as usize;
    let reasoned = ctx.letter.is_reasoned();
    found.retain(|f| {
        // Where the law is retold or the person is advised nothing has to be reasoned.
        if matches!(ctx.part(f.block), PartKind::RemedyNotice | PartKind::Hints) {
            return false;
        }
        let traces = &ctx.letter.traces;
        let own = (f.block, f.sentence.unwrap_or(0));
        // "Nach sorgfältiger Prüfung lehnen wir ab" opens a decision whose reasons follow.
        let rules = || ctx.letter.points.iter().any(|p| (p.block, p.sentence) == own);
        if reasoned && rules() {
            return false;
        }
        // "1. Ihr Lebensunterhalt ist nicht gesichert" stands like a heading above what shows it.
        let sentence = ctx.paragraphs[own.0].sentences.get(own.1);
        if sentence.is_some_and(|s| !s.terminated) && own.0 + 1 < ctx.paragraphs.len() {
            return false;
        }
        let Ok(i) = traces.binary_search_by_key(&own, |t| (t.block, t.sentence)) else { return true };
        let part = ctx.part(f.block);
        // "Die Entscheidung steht im Ermessen der Behörde. Für Ihren Aufenthalt spricht …"
        let formula = ctx.document.slice(f.range).to_lowercase();
        let weighs =
            ["ermess", "abwäg", "interesse", "belange", "verhältnis"].iter().any(|w| formula.contains(w));
        // Behind the paragraph, or with a new norm, the next requirement begins.
        let ahead = traces[i..].iter().take(window + 1).enumerate().take_while(|(n, t)| {
            let same = ctx.part(t.block) == part && (t.block == f.block || !is_numbered(ctx, t.block));
            let news = t.signs.has(Sign::Norm) && t.signs.has(Sign::Requirement) && !t.signs.has(Sign::Fact)
                || t.signs.has(Sign::Norm) && goes_on(ctx, t)
                || !weighs && t.signs.has(Sign::Submission)
                || !weighs && t.signs.any(&[Sign::Pro, Sign::Contra]);
            same && (*n == 0 || !news)
        });
        let signs = ahead.fold(Signs::NONE, |all, (_, t)| all.union(t.signs));
        let shows = |sign| signs.has(sign);
        // "… ist nicht gesichert (§ 5 Abs. 1 Nr. 1 AufenthG). Sie verdienen 800 Euro, brauchen aber 1.350 Euro": the norm and
        // the fact side by side are a reason, with or without a word between them; so is what a colon announces.
        let colon = ctx.document.slice(traces[i].range).trim_end().ends_with(':');
        let sides = weighs && (signs.favours() || signs.burdens());
        if shows(Sign::Fact) && (shows(Sign::Link) || shows(Sign::Norm) || colon || sides) {
            return false;
        }
        // "… Die Voraussetzungen liegen daher nicht vor" closes a chain whose facts stand before it; so does a weighing
        // that names what stands on both sides.
        let words = ctx.document.slice(traces[i].range).to_lowercase();
        let closes =
            ["insgesamt", "im ergebnis", "nach alledem", "danach", "damit"].iter().any(|w| words.contains(w));
        // No honest paragraph has more sentences than that.
        let shown = || {
            let block = traces[..i].iter().rev().take(60).take_while(|t| t.block == f.block);
            block.filter(|t| t.signs.has(Sign::Fact)).count()
        };
        let concludes = traces[i].signs.has(Sign::Link) || closes && shown() >= 2;
        let mut before = traces[..i].iter().rev().take(4).take_while(|t| t.block + 1 >= f.block);
        let weighed = {
            let both = traces[..i].iter().rev().take(6).take_while(|t| t.block + 1 >= f.block);
            let signs = both.fold(Signs::NONE, |all, t| all.union(t.signs));
            signs.has(Sign::Pro) && signs.has(Sign::Contra) && traces[i].signs.has(Sign::Outcome)
        };
        !(concludes && before.any(|t| t.signs.has(Sign::Fact)) || weighed)
    });
}

/// "Auch eine Duldung nach § 60a Abs. 2 Satz 3 AufenthG …": the next matter.
fn goes_on(ctx: &Context<'_>, trace: &Trace) -> bool {
    let words = ctx.document.slice(trace.range);
    ["Auch ", "Außerdem ", "Daneben ", "Ferner ", "Zudem ", "Weiter ", "Überdies "]
        .iter()
        .any(|w| words.starts_with(w))
}

/// "2. Rentenversicherung …": a new number, a new matter.
fn is_numbered(ctx: &Context<'_>, block: usize) -> bool {
    let BlockKind::ListItem { number, .. } = ctx.document.blocks[block].kind else { return false };
    number.is_some()
}

/// The first ruling comes late in the letter.
pub(crate) fn late_result(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let max = number(rule, "max-words", 120.0) as usize;
    let Some(point) = ctx.letter.points.iter().find(|p| p.ruling.decides()) else { return };
    let mut words = 0;
    for (block, paragraph) in ctx.paragraphs.iter().enumerate().take(point.block + 1) {
        if !PartSet::PROSE.has(ctx.part(block)) {
            continue;
        }
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            if block == point.block && s == point.sentence {
                break;
            }
            words += paragraph.words_of(sentence);
        }
    }
    if words > max {
        let mut f = Found::at(point.block, point.range);
        f.sentence = Some(point.sentence);
        f.count = words;
        f.given = vec![words.to_string()];
        found.push(f);
    }
}

/// Rulings that take or lay on, and decide.
pub(super) fn burdens<'a>(ctx: &Context<'a>) -> impl Iterator<Item = &'a Point> + use<'a> {
    ctx.letter.points.iter().filter(|p| p.burden && p.ruling.decides())
}

/// The rulings that a letter is about: their reasons need norm, fact and link. What follows from them (a warning of
/// deportation, a fee) has rules of its own.
pub(super) fn mains<'a>(ctx: &Context<'a>) -> impl Iterator<Item = &'a Point> + use<'a> {
    let core = |p: &Point| {
        matches!(
            p.ruling,
            Ruling::Refuse
                | Ruling::Expel
                | Ruling::Revoke
                | Ruling::Retract
                | Ruling::Shorten
                | Ruling::Lapse
                | Ruling::Loss
                | Ruling::Summon
        )
    };
    let some = burdens(ctx).any(core);
    let fee = ctx.letter.kinds.main == LetterKind::FeeNotice;
    burdens(ctx).filter(move |p| {
        core(p)
            || fee && matches!(p.ruling, Ruling::Fee | Ruling::Cost)
            || !some
                && (matches!(
                    p.ruling,
                    Ruling::Ancillary | Ruling::Order | Ruling::Ban | Ruling::Threaten | Ruling::Leave
                ))
    })
}

/// The sentences of the reasons that speak about a ruling, the ruling itself left out.
pub(super) fn chain<'a>(ctx: &Context<'a>, point: &'a Point) -> impl Iterator<Item = &'a Trace> + use<'a> {
    let traces = &ctx.letter.traces;
    point.chain.iter().map(|i| &traces[*i as usize])
}

/// The sentences of the reasons part.
fn pieces<'a>(ctx: &'a Context<'_>) -> impl Iterator<Item = &'a Trace> + Clone {
    ctx.letter.traces.iter().filter(|t| ctx.part(t.block) == PartKind::Reasons)
}

/// The words of a ruling, without the number that stands before them.
pub(super) fn of_point(ctx: &Context<'_>, point: &Point) -> Found {
    let content = ctx.document.blocks[point.block].content_start;
    let start = if point.range.contains(content) { content } else { point.range.start() };
    let mut f = Found::at(point.block, TextRange::new(start, point.range.end()));
    f.sentence = Some(point.sentence);
    f
}

pub(super) fn union(traces: &[&Trace]) -> Signs {
    traces.iter().fold(Signs::NONE, |all, t| all.union(t.signs))
}

pub(super) fn at(trace: &Trace) -> Found {
    let mut f = Found::at(trace.block, trace.range);
    f.sentence = Some(trace.sentence);
    f
}

/// "Von einer Begründung wird abgesehen": another rule asks for the ground.
fn waived(ctx: &Context<'_>) -> bool {
    ctx.paragraphs.iter().any(|p| {
        p.sentences.iter().any(|s| {
            let tokens = p.tokens_of(s);
            let says = |word: &str| tokens.iter().any(|t| p.norm(t).starts_with(word));
            says("begründung")
                && (says("abgesehen") || says("absehen") || says("verzicht") || says("entbehrlich"))
        })
    })
}

/// The first burdening ruling, else the first ruling, else the subject.
fn ruling_place(ctx: &Context<'_>) -> Option<Found> {
    let points = &ctx.letter.points;
    let point = burdens(ctx).next().or(points.first());
    if let Some(point) = point {
        return Some(of_point(ctx, point));
    }
    let blocks = [PartKind::OperativePart, PartKind::Subject, PartKind::Body];
    let block = blocks.iter().find_map(|p| ctx.letter.part(*p)).map(|p| p.blocks.start)?;
    Some(Found::at(block, ctx.document.blocks[block].range))
}

/// The first sentence of the reasons that is no heading.
fn reasons_place(ctx: &Context<'_>) -> Option<Found> {
    let mut best = None;
    for (b, paragraph) in ctx.paragraphs.iter().enumerate().filter(|(b, _)| ctx.part(*b) == PartKind::Reasons)
    {
        let Some(first) = paragraph.sentences.first() else { continue };
        let mut f = Found::at(b, ctx.sentence_range(b, 0));
        f.sentence = Some(0);
        if first.terminated && paragraph.tokens_of(first).iter().any(|t| t.kind == TokenKind::Word) {
            return Some(f);
        }
        best.get_or_insert(f);
    }
    best
}
