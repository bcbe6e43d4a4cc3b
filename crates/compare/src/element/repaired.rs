//! What was changed because the check had a finding on it: no loss, but a repair.

use klarbrief::diagnostic::{Diagnostic, Severity};
use klarbrief::letter::value;

use super::judge::Pass;
use super::{Change, ElementKind, Fate, Mention};

/// Rules (group, or group and name) with the content that their findings are about.
const ABOUT: &[(&str, &[ElementKind])] = {
    use ElementKind::*;
    &[
        ("rechtsbehelf/falsche-frist", &[RemedyPeriod]),
        ("rechtsbehelf/falscher-fristbeginn", &[RemedyStart]),
        ("rechtsbehelf/riskanter-fristbeginn", &[RemedyStart]),
        ("rechtsbehelf/falsche-form", &[RemedyForm]),
        ("rechtsbehelf/fehlende-elektronische-form", &[RemedyForm]),
        ("rechtsbehelf/falsche-stelle", &[RemedyBody, RemedyKind]),
        ("rechtsbehelf/falscher-rechtsbehelf", &[RemedyKind, RemedyBody]),
        (
            "rechtsbehelf/belehrung-ohne-bescheid",
            &[RemedyKind, RemedyBody, RemedyPeriod, RemedyForm, RemedyStart, RemedyEffect],
        ),
        ("rechtsbehelf/falsche-wirkungsangabe", &[RemedyEffect]),
        ("rechtsbehelf/veraltete-dreitagesfiktion", &[Period, Deadline]),
        ("rechtsbehelf/erschwerender-zusatz", &[Modality, Negation]),
        ("zitat", &[Norm]),
        ("konsistenz/falsche-summe", &[Amount]),
        ("konsistenz/unmoegliches-datum", &[Date, Deadline]),
        ("konsistenz/falscher-wochentag", &[Date, Deadline]),
        ("konsistenz/vergangene-frist", &[Date, Deadline]),
        ("konsistenz/frist-am-ruhetag", &[Date, Deadline]),
        ("konsistenz/abweichende-schreibung", &[Name, Addressee]),
        ("konsistenz/widerspruechliche-angabe", &[Date, Deadline, Amount, Period]),
        ("abschiebung/unzulaessige-ausreisefrist", &[Deadline, Period]),
        ("bescheid/widerspruechliche-entscheidung", &[Point]),
        ("vorlage/platzhalter", &[Name, Addressee]),
        ("verweis", &[Reference]),
        ("sofortvollzug", &[Point]),
        ("abschiebung/angekuendigter-termin", &[Date, Deadline, Point]),
    ]
};

/// Rules that speak about a remedy notice as a whole.
const WHOLE: &[&str] = &[
    "rechtsbehelf/falscher-rechtsbehelf",
    "rechtsbehelf/belehrung-ohne-bescheid",
    "rechtsbehelf/falsche-stelle",
    "rechtsbehelf/falsche-form",
];

/// Marks what was a defect before and is none any more.
pub(super) fn mark(pass: &Pass<'_, '_>, out: &mut [Change]) {
    let (before, after) = (&pass.old.side.report.findings, &pass.new.side.report.findings);
    for change in out.iter_mut().filter(|c| matches!(c.fate, Fate::Lost | Fate::Changed)) {
        let Some(mention) = &change.before else { continue };
        let notices = &pass.old.side.report.letter.remedies.notices;
        let notice = notices.iter().find(|n| n.range.contains_range(mention.range)).map(|n| n.range);
        let touches = |f: &&Diagnostic| {
            // What is wrong with a notice as a whole is marked at one of its words.
            let place = notice.filter(|_| WHOLE.contains(&&*f.rule)).unwrap_or(mention.range);
            let meets = f.range.intersect(place).is_some_and(|r| !r.is_empty());
            meets && is_about(&f.rule, change.kind)
        };
        // A form that the law knows is no defect, only what is missing beside it.
        let lawful = change.kind == ElementKind::RemedyForm
            && change.fate == Fate::Lost
            && !mention.value.to_lowercase().contains("mail");
        // The same complaint, or for a remedy any about the same slot, means that nothing was mended.
        let still_wrong = after.iter().any(|f| {
            is_remedy(change.kind) && f.severity >= Severity::Warning && is_about(&f.rule, change.kind)
        });
        let repaired = !lawful
            && !still_wrong
            && before
                .iter()
                .filter(touches)
                .filter(|f| f.severity >= Severity::Info)
                // Who moves a deadline off a day of rest takes one of the days beside it.
                .filter(|f| &*f.rule != "konsistenz/frist-am-ruhetag" || is_near(change))
                // The same complaint about the new words means that nothing was mended.
                .any(|f| !after.iter().any(|g| g.rule == f.rule && on_place(g, change)));
        // Who decides nothing needs no remedy notice.
        let needless = is_remedy(change.kind)
            && change.fate == Fate::Lost
            && pass.new.side.report.letter.remedies.notices.is_empty()
            && !pass.new.side.report.letter.points.iter().any(|p| p.ruling.decides());
        if repaired || needless {
            change.fate = Fate::Repaired;
        }
    }
}

/// True for a date that was moved by a week at most.
fn is_near(change: &Change) -> bool {
    let day = |m: &Option<Mention>| {
        let found = value::dates(&m.as_ref()?.value).into_iter().next()?;
        found.date()
    };
    match (day(&change.before), day(&change.after)) {
        (Some(a), Some(b)) => (a - b).get_days().unsigned_abs() <= 7,
        _ => true,
    }
}

fn is_remedy(kind: ElementKind) -> bool {
    use ElementKind::*;
    matches!(kind, RemedyKind | RemedyBody | RemedyPeriod | RemedyStart | RemedyForm | RemedyEffect)
}

fn is_about(rule: &str, kind: ElementKind) -> bool {
    ABOUT.iter().any(|(name, kinds)| {
        (rule == *name || rule.strip_prefix(name).is_some_and(|r| r.starts_with('/')))
            && kinds.contains(&kind)
    })
}

fn on_place(finding: &Diagnostic, change: &Change) -> bool {
    match &change.after {
        Some(after) => finding.range.intersect(after.range).is_some_and(|r| !r.is_empty()),
        None => true,
    }
}
