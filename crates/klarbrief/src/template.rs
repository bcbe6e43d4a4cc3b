//! Checks a template: each letter that it stands for, and what is written wrongly in the template itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostic::{Applicability, Diagnostic};
use document::Document;
use document::template::{FieldKind, Reading, Template};
use letter::Kinds;
use rule::Unit as UnitKind;
use source::{Lang, TextRange};

use crate::checker::{Checker, Pass, Remembered, Request, Settings};
use crate::engine::Kept;
use crate::report::{Report, Scores};
use crate::{engine, handling, leitziele, scores, suppress};

/// A finding with the readings it was made in.
struct Seen {
    finding: Diagnostic,
    readings: Vec<usize>,
}

/// What makes two findings of one rule the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// Their place in the template.
    At(u32, u32),
    /// Their words: they speak about the letter as a whole.
    OfLetter(String),
}

/// Branch labels that one finding names at most.
const MOST_LABELS: usize = 3;

/// Checks each reading; a finding at the same place is told once, and says where it does not hold for all of them.
///
/// Structure and paragraphs of the report are those of the template as it is written, with all branches; its kinds are those of
/// the first reading, its scores those of the reading that is hardest to understand.
pub(crate) fn check(checker: &Checker, settings: Settings, document: &Document, request: &Request) -> Report {
    let mut template = document.as_template();
    let readings = template.readings(document);
    let mut settings = settings;
    let mut found: BTreeMap<(Arc<str>, Told), Seen> = BTreeMap::new();
    let mut hardest: Option<Scores> = None;
    let mut first: Option<(Kinds, Vec<Kept>)> = None;
    settings.pass = Pass::Reading;
    for (number, reading) in readings.iter().enumerate() {
        let letter = &reading.document;
        let paragraphs = letter::analyse_blocks_with(letter, &checker.stops);
        let structure = checker.structure(letter, &paragraphs, request);
        let scores = scores::compute(letter, &paragraphs, &structure);
        let (mut findings, kept) = engine::run(
            checker,
            &settings,
            letter,
            &paragraphs,
            &structure,
            &scores.counts,
            request.part.is_some(),
            &mut Remembered::nothing(),
            &mut Vec::new(),
        );
        checker.weigh(&mut findings);
        checker.vocabulary.answer(&checker.ruleset, letter, &paragraphs, &mut findings);
        for finding in findings {
            if !speaks_of_the_template(reading, &finding) {
                continue;
            }
            let finding = translated(document, &template, reading, finding);
            let range = finding.range;
            let about_letter =
                checker.ruleset.rule(&finding.rule).is_some_and(|r| r.scope.unit == UnitKind::Letter);
            // What a letter lacks as a whole may be told at another place in each version.
            let key = if about_letter && finding.fixes.iter().all(|f| f.edits.is_empty()) {
                (finding.rule.clone(), Told::OfLetter(finding.message.clone()))
            } else {
                (finding.rule.clone(), Told::At(range.start().into(), range.end().into()))
            };
            found.entry(key).or_insert_with(|| Seen { finding, readings: Vec::new() }).readings.push(number);
        }
        let harder = |old: &Scores| {
            scores.comprehensibility.is_some_and(|new| old.comprehensibility.is_none_or(|old| new < old))
        };
        if hardest.as_ref().is_none_or(harder) {
            hardest = Some(scores);
        }
        if first.is_none() {
            // Sentences that show a principle are told where they stand in the template.
            let kept = kept.into_iter().map(|k| Kept { range: k.range.map(|r| reading.to_template(r)), ..k });
            first = Some((structure.kinds, kept.collect()));
        }
    }
    let mut shown = Shown::new();
    for (number, reading) in readings.iter().enumerate() {
        for pair in &reading.taken {
            shown.entry(*pair).or_default().push(number);
        }
    }
    let lang = settings.lang;
    let mut findings: Vec<Diagnostic> =
        found.into_values().map(|seen| labelled(&template, &readings, &shown, seen, lang)).collect();

    let paragraphs = letter::analyse_blocks_with(document, &checker.stops);
    let mut structure = checker.structure(document, &paragraphs, request);
    let (kinds, mut kept) = first.unwrap_or_else(|| (structure.kinds.clone(), Vec::new()));
    structure.kinds = kinds;
    let scores = hardest.unwrap_or_else(|| scores::compute(document, &paragraphs, &structure));
    settings.pass = Pass::Signs(Arc::from(std::mem::take(&mut template.faults)));
    let mut marks = Vec::new();
    let (mut faults, _) = engine::run(
        checker,
        &settings,
        document,
        &paragraphs,
        &structure,
        &scores.counts,
        true,
        &mut Remembered::nothing(),
        &mut marks,
    );
    checker.weigh(&mut faults);
    findings.extend(faults);
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    // What one version shows well another may lack.
    kept.retain(|k| {
        checker.ruleset.rules().get(k.rule).is_some_and(|r| findings.iter().all(|f| f.rule != r.id))
    });
    let suppressed = suppress::apply(checker, document, request, settings.date, &mut findings);
    let core = [scores.comprehensibility, scores.traceability];
    let leitziele = leitziele::compute(&checker.ruleset, &findings, &kept, core);
    let handling = handling::estimate(document, &paragraphs, &structure, scores.counts.words);
    let law_date = checker.ruleset.norms().date().to_owned();
    Report {
        findings,
        suppressed,
        letter: structure,
        scores,
        leitziele,
        handling,
        paragraphs,
        law_date,
        marks,
    }
}

/// False for findings that rest on the words that fields were filled with.
fn speaks_of_the_template(reading: &Reading, finding: &Diagnostic) -> bool {
    let fields = reading.fields_in(finding.range);
    // It marks nothing but a field.
    if !finding.range.is_empty() && fields.iter().any(|f| f.range.contains_range(finding.range)) {
        return false;
    }
    let (group, name) = finding.rule.split_once('/').unwrap_or((&finding.rule, ""));
    match group {
        // Dates, sums and names of a finished letter are compared with each other; here they are not known yet.
        "konsistenz" => {
            let has = |kind| reading.fields.iter().any(|f| f.kind == kind);
            let quotes = |f: &document::template::Filled| {
                let word = reading.document.slice(f.range);
                word.len() >= 4 && finding.message.contains(word)
            };
            match name {
                "falsche-summe" => !has(FieldKind::Amount) && !has(FieldKind::Number),
                _ => fields.is_empty() && !reading.fields.iter().any(quotes),
            }
        }
        // A field stands for the reasons: whoever fills it gives them.
        "begruendung" => {
            let missing =
                name.starts_with("fehlend") || name.starts_with("un") || name == "uebergangene-belange";
            !(missing && reading.has_free_text)
        }
        "sofortvollzug" => !reading.has_free_text,
        _ => true,
    }
}

/// The finding in terms of the template: its places, and fields instead of the words they were filled with.
fn translated(
    document: &Document,
    template: &Template,
    reading: &Reading,
    finding: Diagnostic,
) -> Diagnostic {
    let range = reading.to_template(finding.range);
    let said = |words: &str| reading.quote_template(document, finding.range, words);
    let mut fixes = finding.fixes;
    for fix in &mut fixes {
        fix.title = said(&fix.title);
        let keeps = fix.edits.iter().all(|edit| {
            let place = reading.to_template(edit.range);
            !crosses_a_sign(template, place)
                && reading
                    .fields_in(edit.range)
                    .iter()
                    .all(|f| edit.text.matches(reading.document.slice(f.range)).count() == 1)
        });
        if keeps {
            for edit in &mut fix.edits {
                for field in reading.fields_in(edit.range) {
                    edit.text = edit.text.replacen(
                        reading.document.slice(field.range),
                        document.slice(field.field),
                        1,
                    );
                }
                edit.range = reading.to_template(edit.range);
            }
        } else {
            // What it would put in is not what stands in the template.
            fix.edits.clear();
            fix.applicability = Applicability::Manual;
        }
    }
    Diagnostic { range, message: said(&finding.message), fixes, ..finding }
}

fn crosses_a_sign(template: &Template, range: TextRange) -> bool {
    let next = template.signs.partition_point(|s| s.end() <= range.start());
    template.signs.get(next).is_some_and(|s| s.start() < range.end())
}

/// By branch: the readings that show it.
type Shown = BTreeMap<(usize, usize), Vec<usize>>;

/// Adds to a finding that does not hold for every letter of the template when it does.
fn labelled(template: &Template, readings: &[Reading], shown: &Shown, seen: Seen, lang: Lang) -> Diagnostic {
    let Seen { mut finding, readings: mut numbers } = seen;
    numbers.dedup();
    if numbers.len() == readings.len() {
        return finding;
    }
    let shown_in = |pair: &(usize, usize)| shown.get(pair).map_or(&[][..], Vec::as_slice);
    // The innermost branch that it stands in says it best.
    let mut inside = None;
    for (index, choice) in template.choices.iter().enumerate() {
        for (alternative, branch) in choice.alternatives.iter().enumerate() {
            if !branch.range.is_empty() && branch.range.contains_range(finding.range) {
                inside = Some((index, alternative));
            }
        }
    }
    let pairs: Vec<(usize, usize)> =
        match inside.filter(|pair| shown_in(pair) == numbers || numbers.len() == 1) {
            Some(pair) => vec![pair],
            // Else everything that is decided in these readings in one way and in all others in another.
            None => {
                let first = numbers.first().map_or(&[][..], |n| &readings[*n].taken);
                first.iter().copied().filter(|pair| shown_in(pair) == numbers).collect()
            }
        };
    // The same question may be asked at several places.
    let mut labels: Vec<String> = Vec::new();
    for (choice, alternative) in pairs {
        let label = template.choices[choice].label(alternative, lang);
        if !labels.contains(&label) && labels.len() <= MOST_LABELS {
            labels.push(label);
        }
    }
    let words = if labels.is_empty() {
        let (some, all) = (numbers.len(), readings.len());
        lang.pick(format!("nur in {some} von {all} Fassungen"), format!("in {some} of {all} versions only"))
    } else {
        let more = if labels.len() > MOST_LABELS { ", …" } else { "" };
        labels.truncate(MOST_LABELS);
        let labels = labels.join(", ") + more;
        lang.pick(format!("nur wenn: {labels}"), format!("only if: {labels}"))
    };
    finding.message = format!("{} ({words})", finding.message);
    finding
}
