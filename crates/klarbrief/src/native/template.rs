//! What a template left behind and patterns cannot see: boxes, signs around names of fields, pairs of words, bare labels.

use document::BlockKind;
use document::template::FaultKind;
use letter::PartKind;
use rule::Rule;
use source::Lang;
use text::Paragraph;

use crate::checker::Pass;
use crate::engine::{Context, Found};

fn text_of<'c>(ctx: &'c Context<'_>, block: usize) -> &'c str {
    ctx.document.slice(ctx.document.blocks[block].range)
}

fn at(ctx: &Context<'_>, block: usize, place: std::ops::Range<usize>) -> Found {
    let base = ctx.document.blocks[block].range.start();
    let sentences = &ctx.paragraphs[block].sentences;
    let next = sentences.partition_point(|s| usize::from(s.range.end()) <= place.start);
    let sentence =
        sentences.get(next).is_some_and(|s| usize::from(s.range.start()) <= place.start).then_some(next);
    Found { sentence, ..Found::at(block, source::range(place.start, place.end) + base) }
}

fn blocks<'c>(ctx: &'c Context<'_>, rule: &'c Rule) -> impl Iterator<Item = usize> + 'c {
    (0..ctx.paragraphs.len()).filter(|b| ctx.scope(rule).has(ctx.part(*b)))
}

/// Fields that the reader of the format does not know: "TT.MM.JJJJ", "{ MERGEFIELD Name }", "#Datum#", "???".
pub(crate) fn fields(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for block in blocks(ctx, rule) {
        let text = text_of(ctx, block);
        let mut add = |place: std::ops::Range<usize>| {
            let mut f = at(ctx, block, place.clone());
            f.given = vec![text[place].trim().to_owned()];
            found.push(f);
        };
        // Nearly all blocks lack a letter of each sample.
        let held = bytes_of(text);
        let may_hold = |sample: &&str| sample.bytes().all(|b| held[usize::from(b)]);
        for sample in [
            "TT.MM.JJJJ",
            "tt.mm.jjjj",
            "TT.MM.JJ",
            "DD.MM.YYYY",
            "XX.XX.",
            "xx.xx.",
            "MERGEFIELD",
            "Mustermann",
            "Musterfrau",
            "N.N.",
            "???",
        ]
        .into_iter()
        .filter(may_hold)
        {
            for (start, _) in text.match_indices(sample) {
                let free = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '?' || c == '-');
                let end = start + sample.len();
                // "TT.MM.JJ" is the start of "TT.MM.JJJJ".
                if free(text[..start].chars().next_back())
                    && (sample.ends_with('.') || free(text[end..].chars().next()))
                {
                    add(start..end);
                }
            }
        }
        for sign in ["#", "%", "§§", "@@", "##"].into_iter().filter(may_hold) {
            for place in between(text, sign) {
                add(place);
            }
        }
    }
}

/// Which bytes a text holds.
fn bytes_of(text: &str) -> [bool; 256] {
    let mut held = [false; 256];
    text.bytes().for_each(|b| held[usize::from(b)] = true);
    held
}

/// "#Datum#": a word between two equal signs that stand alone.
fn between(text: &str, sign: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut places = text.match_indices(sign).map(|(at, _)| at).peekable();
    while let Some(open) = places.next() {
        let Some(close) = places.peek().copied() else { break };
        let (start, end) = (open + sign.len(), close + sign.len());
        let Some(inner) = text.get(start..close) else { continue };
        let name = inner.len() >= 3
            && inner.len() <= 30
            && inner.starts_with(char::is_alphabetic)
            && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let alone = |c: Option<char>| {
            c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '.' | ';' | ':' | '„' | '“'))
        };
        if name && alone(text[..open].chars().next_back()) && alone(text[end..].chars().next()) {
            found.push(open..end);
            places.next();
        }
    }
    found
}

/// Empty boxes.
const BOXES: [&str; 8] = ["☐", "□", "❏", "▢", "( )", "[ ]", "(  )", "[  ]"];

/// Boxes nobody ticked, and pairs of which one was to be deleted: "hat / hat nicht".
pub(crate) fn choices(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for block in blocks(ctx, rule) {
        pairs(ctx, block, found);
        let text = text_of(ctx, block);
        if !BOXES.iter().any(|sign| text.contains(sign)) {
            continue;
        }
        // A form to fill in is an enclosure; a ticked one is filled in.
        if ctx.part(block) == PartKind::Enclosures || asks_to_tick(ctx, block) {
            continue;
        }
        if ["☒", "☑", "[x]", "[X]", "(x)", "(X)"].iter().any(|t| text.contains(t))
            || neighbour_is_ticked(ctx, block)
        {
            continue;
        }
        for sign in BOXES {
            for (start, _) in text.match_indices(sign) {
                let behind = text[start + sign.len()..].trim_start();
                let word = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
                if word > 0 {
                    let end = text.len() - behind.len() + word;
                    found.push(at(ctx, block, start..end));
                }
            }
        }
    }
    // A pattern of the rule may have hit the same words.
    found.sort_by_key(|f| (f.range.start(), std::cmp::Reverse(f.range.end())));
    found.dedup_by(|b, a| a.range.contains_range(b.range));
}

/// "Kreuzen Sie an, was zutrifft" stands just above.
fn asks_to_tick(ctx: &Context<'_>, block: usize) -> bool {
    (block.saturating_sub(3)..=block).any(|b| {
        let text = text_of(ctx, b).to_lowercase();
        text.contains("kreuzen sie") || text.contains("füllen sie") || text.contains("ankreuzen und zurück")
    })
}

fn neighbour_is_ticked(ctx: &Context<'_>, block: usize) -> bool {
    let last = ctx.paragraphs.len().saturating_sub(1);
    (block.saturating_sub(3)..=(block + 3).min(last))
        .any(|b| ["☒", "☑"].iter().any(|t| text_of(ctx, b).contains(t)))
}

/// Words that exclude each other.
const OPPOSITES: [(&str, &str); 14] = [
    ("erteilt", "versagt"),
    ("erteilt", "abgelehnt"),
    ("stattgegeben", "zurückgewiesen"),
    ("bewilligt", "abgelehnt"),
    ("genehmigt", "abgelehnt"),
    ("zulässig", "unzulässig"),
    ("begründet", "unbegründet"),
    ("vollständig", "unvollständig"),
    ("verlängert", "abgelehnt"),
    ("ledig", "verheiratet"),
    ("männlich", "weiblich"),
    ("widerrufen", "zurückgenommen"),
    ("angeordnet", "abgelehnt"),
    ("gesichert", "ungesichert"),
];

fn pairs(ctx: &Context<'_>, block: usize, found: &mut Vec<Found>) {
    if !text_of(ctx, block).contains('/') {
        return;
    }
    let paragraph: &Paragraph = &ctx.paragraphs[block];
    let norm = |i: usize| paragraph.tokens.get(i).map_or("", |t| paragraph.norm(t));
    for i in 0..paragraph.tokens.len() {
        if norm(i + 1) != "/" {
            continue;
        }
        let (left, right, next) = (norm(i), norm(i + 2), norm(i + 3));
        let no = |w: &str| matches!(w, "nicht" | "kein" | "keine" | "keinen" | "keiner");
        let last = if (right == left && no(next)) || (no(right) && next == left) {
            i + 3
        } else if OPPOSITES.iter().any(|(a, b)| (left == *a && right == *b) || (left == *b && right == *a)) {
            i + 2
        } else {
            continue;
        };
        let (first, last) = (&paragraph.tokens[i], &paragraph.tokens[last]);
        found.push(at(ctx, block, first.range.start().into()..last.range.end().into()));
    }
}

/// Labels in the head of a letter with nothing behind them: "Aktenzeichen:".
pub(crate) fn bare_labels(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const LABELS: [&str; 13] = [
        "aktenzeichen",
        "az.",
        "az",
        "datum",
        "mein zeichen",
        "unser zeichen",
        "geschäftszeichen",
        "kassenzeichen",
        "iban",
        "geburtsdatum",
        "geboren am",
        "staatsangehörigkeit",
        "betreff",
    ];
    let letter = [PartKind::Salutation, PartKind::Closing, PartKind::Address]
        .iter()
        .filter(|p| ctx.letter.has(**p))
        .count()
        >= 2;
    for block in 0..ctx.paragraphs.len() {
        let text = text_of(ctx, block);
        let Some(label) = text.trim_end().strip_suffix(':') else { continue };
        let known = LABELS.contains(&label.trim().to_lowercase().as_str());
        if !known
            || !letter
            || matches!(ctx.document.blocks[block].kind, BlockKind::TableCell { .. })
            || ctx.part(block) == PartKind::Enclosures
        {
            continue;
        }
        // The value may stand in the next line; another label does not count as one.
        let next = ctx.document.blocks.get(block + 1).filter(|b| !b.gap_before);
        let valued = next.is_some() && {
            let next = text_of(ctx, block + 1);
            !next.trim_end().ends_with(':') && !next.contains(": ")
        };
        if !valued {
            found.push(at(ctx, block, 0..text.trim_end().len()));
        }
    }
}

/// Commands and fields of a template that cannot be read.
pub(crate) fn signs(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let Pass::Signs(faults) = &ctx.settings.pass else { return };
    let last = ctx.document.blocks.len().saturating_sub(1);
    for fault in faults.iter() {
        if ctx.document.blocks.is_empty() {
            return;
        }
        let block = ctx.document.blocks.partition_point(|b| b.range.end() <= fault.range.start()).min(last);
        let mut f = Found::at(block, fault.range);
        f.given = vec![problem(&fault.kind, ctx.settings.lang)];
        // Several may stand in one block.
        f.repeats = true;
        found.push(f);
    }
}

/// What is wrong, and what to do about it.
fn problem(fault: &FaultKind, lang: Lang) -> String {
    match fault {
        FaultKind::Unclosed(end) => {
            lang.pick(format!("Dazu fehlt das Ende: {end}"), format!("Its end is missing: {end}"))
        }
        FaultKind::Unopened(begin) => {
            lang.pick(format!("Dazu fehlt der Anfang: {begin}"), format!("Its beginning is missing: {begin}"))
        }
        FaultKind::Unknown(Some(near)) => lang.pick(
            format!("Diesen Befehl gibt es nicht. Meinten Sie „{near}“?"),
            format!("There is no such command. Did you mean “{near}”?"),
        ),
        FaultKind::Unknown(None) => lang
            .pick("Diesen Befehl kennt Klarbrief nicht.", "Klarbrief does not know this command.")
            .to_owned(),
        FaultKind::Open(close) => lang.pick(
            format!("Das Feld wird nicht geschlossen: {close} fehlt."),
            format!("The field is not closed: {close} is missing."),
        ),
        FaultKind::Nameless => lang
            .pick("Hier fehlt der Name oder die Bedingung.", "A name or a condition is missing here.")
            .to_owned(),
        FaultKind::TooMany(count) => lang.pick(
            format!("Die Vorlage hat zu viele Fassungen; {count} Varianten ab hier sind nicht geprüft."),
            format!("The template has too many versions; {count} branches from here on are not checked."),
        ),
    }
}
