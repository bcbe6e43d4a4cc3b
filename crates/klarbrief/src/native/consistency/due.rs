//! What a date is for: a deadline to act, or an appointment to come to.

use text::{Morph, Paragraph, Pos, Token};

use super::{Dated, front, sentence_text, tail, text_of};
use crate::engine::Context;

/// What a date asks of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Something is to be done by then.
    Deadline,
    /// Somebody is to come then.
    Appointment,
}

/// The role of a date; `None` if it is none of these, or if the sentence may tell of the past.
pub(super) fn role(ctx: &Context<'_>, dated: &Dated) -> Option<Role> {
    let (sentence, start) = sentence_text(ctx, dated.block, dated.sentence);
    let whole = dated.mention.whole();
    let before = tail(&text_of(ctx, dated.block)[start..whole.start.max(start)]).to_lowercase();
    let behind = front(sentence.get(whole.end.saturating_sub(start)..).unwrap_or_default()).to_lowercase();
    let paragraph = &ctx.paragraphs[dated.block];
    let tokens = clause(paragraph, dated);
    // "vom 5. Januar bis zum 18. März" is a stretch of time.
    if ends_in_range(ctx, dated) || tells_of_the_past(paragraph, tokens) {
        return None;
    }
    let last: Vec<&str> = before.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    // Articles before the weekday: "bis Montag, den", "vor Mittwoch, dem".
    let trimmed = match last.as_slice() {
        [head @ .., "den" | "dem" | "der"] if !matches!(head.last(), Some(&"vor")) => head,
        all => all,
    };
    // "bis zu Ihrer Ausreise, längstens bis zum …": how long something lasts.
    if before.contains("längstens") {
        return None;
    }
    let label = label_of(ctx, dated);
    let until = matches!(
        trimmed,
        [.., "bis" | "vor" | "spätestens"]
            | [.., "bis" | "spätestens", "zum" | "am" | "einschließlich"]
            | [.., "vor", "dem"]
            | [.., "bis", "einschließlich", "zum" | "am"]
            | [.., "bis", "zum", "ablauf", "des"]
    );
    if label == Some(Role::Deadline)
        || (until && asks(paragraph, tokens) && !says_validity(paragraph, tokens))
    {
        return Some(Role::Deadline);
    }
    // "Die Ausreisefrist endet am 20. Mai"
    let period = tokens.iter().any(|t| paragraph.norm(t).ends_with("frist"));
    if period
        && tokens.iter().any(|t| matches!(paragraph.norm(t), "endet" | "läuft"))
        && matches!(trimmed, [.., "am" | "mit"])
    {
        return Some(Role::Deadline);
    }
    let on = matches!(trimmed, [.., "am" | "zum" | "auf" | "für"]);
    let lead = behind.trim_start_matches([' ', ',', '\n', '(', ')']);
    let timed = ["um ", "zwischen ", "ab "].iter().any(|w| {
        lead.strip_prefix(w).is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    }) || letter::value::times(lead).first().is_some_and(|t| t.range.start <= 8)
        || letter::value::times(&before).last().is_some_and(|t| t.range.end + 6 >= before.trim_end().len());
    let named = matches!(
        trimmed,
        [.., "termin" | "vorsprache" | "gespräch" | "feier" | "besprechung" | "ersatztermin", "am"]
    );
    let comes = says(
        paragraph,
        tokens,
        &["kommen", "erscheinen", "einladen", "vorsprechen", "stattfinden", "abholen"],
    ) && asks(paragraph, tokens);
    // A time alone may belong to a report: somebody is spoken to, or the line is short.
    let spoken = tokens.len() < 12
        || tokens.iter().any(|t| {
            let norm = paragraph.norm(t);
            matches!(norm, "sie" | "wir" | "uns" | "ich" | "feier" | "einladung" | "gespräch" | "vorsprache")
                || norm.starts_with("ihr")
                || norm.starts_with("termin")
        });
    if label == Some(Role::Appointment) || (on && ((timed && spoken) || named || comes)) {
        return Some(Role::Appointment);
    }
    None
}

/// "Frist: 3. Mai", "Wann: Dienstag, 3. Mai", "Termin: 3. Mai"
fn label_of(ctx: &Context<'_>, dated: &Dated) -> Option<Role> {
    let before = tail(&text_of(ctx, dated.block)[..dated.mention.whole().start]).trim_end();
    let line = before.strip_suffix([':', '?'])?.rsplit('\n').next()?.trim();
    let last = line.rsplit([' ', '–', '-', '|', '\t']).next()?.to_lowercase();
    match last.as_str() {
        "wann" | "termin" | "tag" | "ersatztermin" | "vorsprachetermin" => Some(Role::Appointment),
        "frist" | "zahlungsfrist" | "abgabefrist" | "fällig" | "fälligkeit" | "äußerungsfrist"
        | "rückmeldefrist" => Some(Role::Deadline),
        _ => None,
    }
}

/// The tokens around a date up to the next colon, semicolon or bracket: what is said of this date.
fn clause<'p>(paragraph: &'p Paragraph, dated: &Dated) -> &'p [Token] {
    let Some(sentence) = dated.sentence.and_then(|s| paragraph.sentences.get(s)) else {
        return &paragraph.tokens;
    };
    let tokens = paragraph.tokens_of(sentence);
    let parts = |t: &Token| matches!(paragraph.norm(t), ":" | ";" | "(" | ")" | "?");
    let before = tokens.partition_point(|t| usize::from(t.range.end()) <= dated.mention.whole().start);
    let behind = tokens.partition_point(|t| usize::from(t.range.start()) < dated.mention.whole().end);
    // Sentences without end are looked at near the date only.
    const NEAR: usize = 60;
    let first = before.saturating_sub(NEAR);
    let last = tokens.len().min(behind + NEAR);
    let start = tokens[first..before].iter().rposition(parts).map_or(first, |i| first + i + 1);
    let end = tokens[behind..last].iter().position(parts).map_or(last, |i| behind + i);
    &tokens[start..end.max(start)]
}

/// "… bis zum 18. März" behind another date, or behind "vom", "ab", "seit".
fn ends_in_range(ctx: &Context<'_>, dated: &Dated) -> bool {
    let text = text_of(ctx, dated.block);
    let before = text[..dated.mention.whole().start].trim_end();
    let Some(rest) =
        ["bis zum", "bis einschließlich", "bis", "–", "-"].iter().find_map(|w| before.strip_suffix(w))
    else {
        return false;
    };
    // "vom 3. bis zum 8. Mai", "vom 5. Mai 2026 bis zum"
    let rest = rest.trim_end().trim_end_matches(',').trim_end_matches('.');
    rest.ends_with(|c: char| c.is_ascii_digit())
        || letter::value::dates(tail(rest)).last().is_some_and(|m| m.range.end == tail(rest).len())
}

fn is_finite(t: &Token) -> bool {
    matches!(t.pos, Pos::Verb | Pos::Aux) && t.morph.has(Morph::FIN)
}

/// A past tense, or a perfect: "hatten Sie bis zum 3. Mai", "haben Sie bis zum 3. Mai nicht eingereicht".
fn tells_of_the_past(paragraph: &Paragraph, tokens: &[Token]) -> bool {
    let past = tokens.iter().skip(1).any(|t| {
        is_finite(t) && t.morph.has(Morph::PAST) && !t.morph.has(Morph::PRES) && !t.morph.has(Morph::SUB)
    });
    // "Sollten Sie bis zum …" asks; the first word of a sentence tells nothing here.
    let was = tokens.iter().skip(1).any(|t| {
        matches!(
            paragraph.norm(t),
            "war"
                | "waren"
                | "hatte"
                | "hatten"
                | "wurde"
                | "wurden"
                | "galt"
                | "galten"
                | "lief"
                | "sollten"
                | "mussten"
                | "konnten"
                | "worden"
                | "gewesen"
                | "lebten"
                | "lagen"
                | "hätte"
                | "hätten"
                | "wäre"
                | "wären"
        )
    });
    let helper = tokens
        .iter()
        .any(|t| is_finite(t) && matches!(paragraph.lemma(t), "haben" | "sein") && t.morph.has(Morph::PRES));
    let participle = tokens.iter().any(|t| {
        matches!(t.pos, Pos::Verb | Pos::Aux) && t.morph.has(Morph::PART) && !t.morph.has(Morph::FIN)
            || matches!(paragraph.norm(t), "erschienen" | "gekommen")
    });
    past || was || (helper && participle && !requests(paragraph, tokens))
}

/// An order or a request: "Zahlen Sie …", "bitte", "müssen".
fn requests(paragraph: &Paragraph, tokens: &[Token]) -> bool {
    let norm = |i: usize| tokens.get(i).map_or("", |t| paragraph.norm(t));
    (0..tokens.len()).any(|i| {
        let verb_first =
            i == 0 || matches!(norm(i - 1), "," | "und" | "bitte" | "dann" | ")" | "–") || norm(i).is_empty();
        let order = verb_first
            && norm(i + 1) == "sie"
            && norm(i).ends_with('n')
            && !matches!(norm(i), "haben" | "sind" | "waren" | "hatten" | "wenn" | "dann")
            && tokens.get(i + 1).is_some_and(|t| t.case == text::Case::Title);
        order || norm(i) == "bitte"
    })
}

/// Something is asked for, by order, duty, permission or plain present.
fn asks(paragraph: &Paragraph, tokens: &[Token]) -> bool {
    if requests(paragraph, tokens) || tokens.is_empty() {
        return true;
    }
    // "…, dass Sie bis zum 31. Mai arbeiten": what others say.
    let reported = tokens.iter().any(|t| matches!(paragraph.norm(t), "dass" | "ob" | "wonach" | "obwohl"));
    let present = !reported && tokens.iter().any(|t| is_finite(t) && t.morph.has(Morph::PRES));
    let to_do = tokens.iter().any(|t| t.morph.has(Morph::ZU) || paragraph.norm(t) == "zu");
    let words = tokens.iter().any(|t| {
        matches!(
            paragraph.norm(t),
            "müssen"
                | "muss"
                | "können"
                | "kann"
                | "sollen"
                | "soll"
                | "gelegenheit"
                | "frist"
                | "zeit"
                | "fällig"
                | "zahlbar"
                | "verpflichtet"
                | "spätestens"
        )
    });
    // "Sie werden gebeten", not "er wurde gebeten".
    let asked = tokens.iter().any(|t| matches!(paragraph.norm(t), "gebeten" | "aufgefordert"))
        && tokens.iter().any(|t| matches!(paragraph.norm(t), "werden" | "wird"));
    let you = tokens.iter().any(|t| matches!(paragraph.norm(t), "sie" | "wir" | "uns" | "ich" | "mir"));
    words || asked || to_do || (present && you)
}

/// "gilt bis zum …", "ist bis zum … gültig": how long something lasts.
fn says_validity(paragraph: &Paragraph, tokens: &[Token]) -> bool {
    let grants_time = tokens.iter().any(|t| matches!(paragraph.norm(t), "gelegenheit" | "frist" | "zeit"));
    !grants_time
        && !requests(paragraph, tokens)
        && tokens.iter().any(|t| {
            let norm = paragraph.norm(t);
            matches!(
                norm,
                "gilt"
                    | "gelten"
                    | "gültig"
                    | "läuft"
                    | "laufen"
                    | "befristet"
                    | "erteilt"
                    | "erteilen"
                    | "verlängert"
                    | "verlängern"
                    | "besitzen"
                    | "verkürzt"
                    | "verkürzen"
                    | "gewährt"
                    | "ersetzt"
                    | "berechtigt"
                    | "ausgesetzt"
                    | "geduldet"
                    | "fortbestehend"
                    | "bleibt"
                    | "bleiben"
                    | "dauert"
                    | "erlaubt"
                    | "gestattet"
                    | "dürfen"
                    | "darf"
                    | "bekommen"
                    | "erhalten"
            ) || norm.starts_with("gültigkeit")
                || norm.starts_with("geltend")
                || matches!(norm, "fassung" | "beginn" | "zeitraum")
        })
}

fn says(paragraph: &Paragraph, tokens: &[Token], lemmas: &[&str]) -> bool {
    tokens.iter().any(|t| lemmas.contains(&paragraph.lemma(t)))
}
