//! Names for findings that stay the same from one version of a letter to the next.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use diagnostic::Diagnostic;
use document::Document;
use letter::PartKind;
use rule::Unit;
use sha2::{Digest, Sha256};
use source::TextRange;

use crate::{Report, Ruleset};

/// Names a finding, whatever stands around it.
///
/// It is made of the rule, the marked words and their sentence, read without case, white space and soft hyphens. So it survives
/// when the sentence moves and when its neighbours change; it changes when the sentence itself does. A finding about a letter or a
/// part as a whole ("the date is missing") is named after the rule and the part alone. Findings that are equal in all that are
/// numbered in reading order.
///
/// Shown as 32 hexadecimal digits. A fingerprint holds no word of the letter; but who has a sentence can find out whether it was
/// that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

/// Says which recipe fingerprints are made by; part of every one, so that another recipe never gives the same by chance.
const VERSION: &[u8] = b"klarbrief-1";

/// The fingerprints of the findings of a report, in their order.
///
/// `ruleset` must be that of the checker that wrote the report: it tells what a rule looks at.
pub fn fingerprints(ruleset: &Ruleset, document: &Document, report: &Report) -> Vec<Fingerprint> {
    let mut seen: BTreeMap<[u8; 32], u32> = BTreeMap::new();
    let findings = report.findings.iter();
    findings
        .map(|finding| {
            let key = digest(ruleset, document, report, finding);
            let count = seen.entry(key).or_default();
            let mut hash = Sha256::new_with_prefix(key);
            hash.update(count.to_le_bytes());
            *count += 1;
            let mut out = [0; 16];
            out.copy_from_slice(&hash.finalize()[..16]);
            Fingerprint(out)
        })
        .collect()
}

/// What a finding is, apart from how often.
fn digest(ruleset: &Ruleset, document: &Document, report: &Report, finding: &Diagnostic) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(VERSION);
    let mut field = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    field(&finding.rule);
    let rule = ruleset.rule(&finding.rule);
    let whole = rule.is_some_and(|r| matches!(r.scope.unit, Unit::Letter | Unit::Part | Unit::Set));
    let sentence = report.sentence(document, finding.range.start()).unwrap_or(finding.range);
    let sentence = without_marker(document, sentence);
    if whole {
        field(part_of(document, report, finding.range).key());
        // A check written in Rust may mark words ("Ihre Rechtsanwältin"); a sentence that only stands for the letter is no mark.
        let marks = rule.is_some_and(|r| r.native.is_some()) && !finding.range.contains_range(sentence);
        field(if marks { "marked" } else { "whole" });
        if marks {
            field(&normal(document.slice(finding.range)));
        }
    } else {
        field(&normal(document.slice(finding.range)));
        field(&normal(document.slice(sentence)));
    }
    hash.finalize().into()
}

/// A list item keeps its name when its number changes.
fn without_marker(document: &Document, sentence: TextRange) -> TextRange {
    let next = document.blocks.partition_point(|b| b.range.end() <= sentence.start());
    match document.blocks.get(next) {
        Some(block) if block.range.contains_range(sentence) => {
            TextRange::new(sentence.start().max(block.content_start).min(sentence.end()), sentence.end())
        }
        _ => sentence,
    }
}

fn part_of(document: &Document, report: &Report, range: TextRange) -> PartKind {
    let next = document.blocks.partition_point(|b| b.range.end() <= range.start());
    report.letter.part_of_block.get(next).copied().unwrap_or(PartKind::Body)
}

/// Words as they are compared: lower case, one blank between them, without signs that show nothing.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '„' | '“' | '”' | '«' | '»' => out.push('"'),
            '‚' | '‘' | '’' => out.push('\''),
            '–' | '—' | '‑' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is no fingerprint: it has not 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint has 32 hexadecimal digits")]
pub struct InvalidFingerprint;

impl FromStr for Fingerprint {
    type Err = InvalidFingerprint;

    fn from_str(text: &str) -> Result<Fingerprint, InvalidFingerprint> {
        let bytes = text.as_bytes();
        if bytes.len() != 32 {
            return Err(InvalidFingerprint);
        }
        let mut out = [0; 16];
        for (byte, pair) in out.iter_mut().zip(bytes.chunks_exact(2)) {
            let digit = |b: u8| (b as char).to_digit(16).ok_or(InvalidFingerprint);
            *byte = (digit(pair[0])? * 16 + digit(pair[1])?) as u8;
        }
        Ok(Fingerprint(out))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::Checker;

    /// Rule and fingerprint of each finding.
    fn named(text: &str) -> Vec<(String, Fingerprint)> {
        static CHECKER: OnceLock<Checker> = OnceLock::new();
        let checker = CHECKER.get_or_init(|| Checker::builder().build().expect("built-in rules compile"));
        let document = document::read_txt(text.to_owned());
        let report = checker.check(&document);
        let prints = fingerprints(checker.ruleset(), &document, &report);
        assert_eq!(prints.len(), report.findings.len());
        report.findings.iter().map(|f| f.rule.to_string()).zip(prints).collect()
    }

    fn of(text: &str, rule: &str) -> Vec<Fingerprint> {
        named(text).into_iter().filter(|(r, _)| r == rule).map(|(_, print)| print).collect()
    }

    const PASSIVE: &str = "Der Antrag wurde geprüft.";

    #[test]
    fn moves_and_changes_of_neighbours_keep_it() {
        let first = of(&format!("Guten Tag.\n\n{PASSIVE} Wir helfen Ihnen.\n"), "satz/passiv");
        assert_eq!(first.len(), 1);
        for text in [
            format!("{PASSIVE}\n"),
            format!("Ein neuer Satz steht vorn. {PASSIVE}\n\nWir helfen Ihnen gern.\n"),
            "Wir schreiben Ihnen. Der  Antrag\nwurde ge\u{ad}prüft. Es geht weiter.\n".to_owned(),
            format!("1. Wir helfen Ihnen.\n2. {PASSIVE}\n"),
        ] {
            assert_eq!(of(&text, "satz/passiv"), first, "{text:?}");
        }
    }

    #[test]
    fn another_sentence_or_rule_has_another_name() {
        let first = of(PASSIVE, "satz/passiv");
        assert_ne!(of("Der Antrag wurde gestern geprüft.", "satz/passiv"), first);
        let all = named("Der Antrag wurde geprüft. Die Vorschrift kommt zur Anwendung.");
        let mut prints: Vec<Fingerprint> = all.iter().map(|(_, p)| *p).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), all.len());
    }

    #[test]
    fn equal_findings_are_numbered() {
        let two = of(&format!("{PASSIVE}\n\n{PASSIVE}\n"), "satz/passiv");
        assert_eq!(two.len(), 2);
        assert_ne!(two[0], two[1]);
        assert_eq!(of(PASSIVE, "satz/passiv"), two[..1]);
    }

    #[test]
    fn a_finding_about_the_whole_letter_hangs_on_no_sentence() {
        let letter = |first: &str| {
            format!(
                "Landratsamt Auental\nAusländerbehörde\n\nFrau\nAminata Diallo\nWaldweg 8\n87654 Auental\n\nAuental, den 7. Juli 2026\n\nIhr Antrag\n\nSehr geehrte Frau Diallo,\n\n{first} Unser Telefon: 04556 900.\n\nViele Grüße\nKarl Wernecke\n"
            )
        };
        let rule = "beratung/fehlendes-hilfsangebot";
        let before = of(&letter("Ihr Antrag ist da."), rule);
        assert_eq!(before.len(), 1);
        assert_eq!(of(&letter("Wir haben Ihren Antrag heute bekommen."), rule), before);
    }

    #[test]
    fn it_is_written_and_read() {
        let print = of(PASSIVE, "satz/passiv")[0];
        let text = print.to_string();
        assert_eq!(text.len(), 32);
        assert_eq!(text.parse(), Ok(print));
        for wrong in ["", "00", "zz", &text[1..], &format!("{text}0"), "ä".repeat(16).as_str()] {
            assert_eq!(wrong.parse::<Fingerprint>(), Err(InvalidFingerprint), "{wrong}");
        }
    }

    /// Baselines and services that track findings rest on it: if this fails, raise `VERSION` and say so in the release notes.
    #[test]
    fn the_recipe_is_fixed() {
        assert_eq!(of(PASSIVE, "satz/passiv")[0].to_string(), "bd2ac460f61c9d2c09d25c18cb0ad5b9");
    }
}
