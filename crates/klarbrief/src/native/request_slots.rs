//! What a text must say for its reader to act on it, and does not.
//!
//! The rule file describes each thing in a parameter: first its names for the message ("Frist / deadline"), then phrases of
//! which one must occur (see [`super::request_wording`]). Other parameters steer the check:
//!
//! - `anlass`: phrases that open the matter. The finding is shown there; a piece of a letter is looked at only if one occurs.
//! - `nur-mit-anlass`: whole letters, too, are looked at only if one occurs.
//! - `anlass-stueck`: the same for pieces, where fewer phrases are safe.
//! - `einzeln`: each thing that is missing is a finding of its own.
//! - `stueck`: the parameters whose things are asked of a piece of a letter; without it, only whole letters are looked at.
//! - `soll-…`: what is missing of these is one more finding, of weight warning.

use diagnostic::Severity;
use letter::PartKind;
use rule::Rule;
use source::Lang;

use super::request_wording::wording;
use super::strings;
use crate::engine::{Context, Found};

/// One finding that lists what is missing, and one for what would be good to have.
pub(crate) fn missing(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let whole = ctx.letter.is_whole();
    let asked = strings(rule, "stueck");
    if !whole && asked.is_empty() {
        return;
    }
    let for_pieces = strings(rule, "anlass-stueck");
    let openings = if whole || for_pieces.is_empty() { strings(rule, "anlass") } else { for_pieces };
    let opening = wording(ctx, openings);
    // A subject only names the matter: the sentence that opens it says more about what is missing.
    let text = rule.scope.parts.without(PartKind::Subject);
    let opening = opening.find(ctx, text).or_else(|| opening.find(ctx, rule.scope.parts));
    let only_there = rule.parameters.iter().any(|p| p.name == "nur-mit-anlass");
    if opening.is_none() && (!whole || only_there) {
        return;
    }
    let Some(place) = opening.or_else(|| first_sentence(ctx)) else { return };
    let (mut duty, mut should) = (Vec::new(), Vec::new());
    for parameter in &rule.parameters {
        if matches!(
            parameter.name.as_str(),
            "anlass" | "anlass-stueck" | "nur-mit-anlass" | "stueck" | "einzeln"
        ) {
            continue;
        }
        let Some((names, phrases)) = parameter.value.strings().split_first() else { continue };
        if !whole && !asked.contains(&parameter.name) {
            continue;
        }
        let wording = wording(ctx, phrases);
        if !wording.is_asked(ctx, rule.scope.parts) || wording.is_there(ctx, rule.scope.parts) {
            continue;
        }
        let (de, en) = names.split_once(" / ").unwrap_or((names, names));
        let list = match parameter.name.split('-').next() {
            Some("soll") => &mut should,
            _ => &mut duty,
        };
        list.push(ctx.settings.lang.pick(de, en));
    }
    let mut report = |missing: &[&str], severity: Option<Severity>| {
        if missing.is_empty() {
            return;
        }
        let mut f = Found::at(place.0, ctx.sentence_range(place.0, place.1));
        f.sentence = Some(place.1);
        f.count = missing.len();
        f.given = vec![listed(ctx.settings.lang, missing)];
        f.severity = severity;
        f.repeats = true;
        found.push(f);
    };
    let one_by_one = rule.parameters.iter().any(|p| p.name == "einzeln");
    for missing in duty.chunks(if one_by_one { 1 } else { duty.len().max(1) }) {
        report(missing, None);
    }
    report(&should, Some(Severity::Warning));
}

/// "a, b und c"
pub(super) fn listed(lang: Lang, items: &[&str]) -> String {
    let and = lang.pick(" und ", " and ");
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

/// Where a letter begins to speak: its first ruling, else its first running text.
pub(crate) fn first_sentence(ctx: &Context<'_>) -> Option<(usize, usize)> {
    let point = ctx.letter.points.first().map(|p| (p.block, p.sentence));
    let running = || {
        (0..ctx.paragraphs.len())
            .find(|b| {
                matches!(ctx.part(*b), PartKind::Body | PartKind::OperativePart | PartKind::Reasons)
                    && !ctx.paragraphs[*b].sentences.is_empty()
            })
            .map(|b| (b, 0))
    };
    point.or_else(running)
}
