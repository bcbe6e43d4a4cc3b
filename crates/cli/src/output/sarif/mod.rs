//! SARIF 2.1.0, the exchange format of static analysis (OASIS), written letter by letter.

mod help;
mod wire;

use std::collections::HashMap;

use klarbrief::Checker;
use klarbrief::diagnostic::{Diagnostic, Fix as InnerFix, Severity};
use klarbrief::document::{Document, Format as LetterFormat};
use klarbrief::rule::{Rule, StatusLevel};
use klarbrief::source::{LineColumn, TextRange};

use super::Format;
use super::concise::one_line;
use super::json::bytes;
use super::place::Places;
use crate::lang::{lang, tr};
use crate::letter::{Checked, Letter};
use crate::totals::Totals;
use crate::usage::LAW_DATE;
use wire::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Configuration, Content, Driver, Fix, Invocation,
    Location, LogicalLocation, Message, Notification, PhysicalLocation, Properties, Region, Replacement,
    ReportingDescriptor, Result, ResultProperties, ToolComponentProperties,
};

/// The name under which the fingerprint of a finding stands; the number goes up when the recipe changes.
const FINGERPRINT: &str = "klarbriefFinding/v1";

/// One run with all rules that were on, and a result for each finding.
///
/// Columns count characters (`unicodeCodePoints`). Office formats have no lines: their results name paragraph and sentence as a
/// logical location and have no region.
pub(crate) struct Sarif<'a> {
    /// The rules that are on, in the order of the rule set.
    rules: Vec<&'a Rule>,
    index: HashMap<&'a str, usize>,
}

impl<'a> Sarif<'a> {
    pub(crate) fn new(checker: &'a Checker) -> Sarif<'a> {
        let all = checker.ruleset().rules().iter().enumerate();
        let rules: Vec<&Rule> = all.filter(|(i, _)| checker.is_enabled(*i)).map(|(_, rule)| rule).collect();
        let index = rules.iter().enumerate().map(|(i, rule)| (&*rule.id, i)).collect();
        Sarif { rules, index }
    }

    fn driver(&self) -> Driver<'a> {
        Driver {
            name: "Klarbrief",
            semantic_version: env!("CARGO_PKG_VERSION"),
            language: lang().pick("de", "en"),
            short_description: Message::text(tr(
                "Prüft amtliche Briefe auf Verständlichkeit und Begründung.",
                "Checks official German letters for plain language and stated reasons.",
            )),
            rules: self.rules.iter().map(|rule| descriptor(rule)).collect(),
            properties: ToolComponentProperties { law_date: LAW_DATE },
        }
    }

    fn result(
        &self,
        path: &str,
        letter: &Letter,
        places: &Places<'_>,
        finding: &Diagnostic,
        print: String,
    ) -> Result<'_> {
        let document = &letter.document;
        let place = places.of(finding.range);
        let logical = LogicalLocation {
            fully_qualified_name: format!("{path}#{}.{}", place.paragraph, place.sentence),
            name: place.words(),
            kind: "element",
        };
        let rule_id = &finding.rule;
        Result {
            rule_index: self.index.get(&**rule_id).copied(),
            rule_id: rule_id.to_string(),
            level: level(finding.severity),
            message: Message::text(place.message(&one_line(&finding.message))),
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: ArtifactLocation::new(path),
                    region: place.lines.map(region),
                },
                logical_locations: [logical],
            }],
            partial_fingerprints: [(FINGERPRINT, print)].into(),
            baseline_state: None,
            fixes: finding.fixes.iter().filter_map(|fix| self.fix(path, document, places, fix)).collect(),
            properties: ResultProperties {
                severity: finding.severity.key(),
                leitziel: finding.leitziel,
                suggestions: finding
                    .fixes
                    .iter()
                    .filter(|fix| fix.edits.is_empty())
                    .map(|fix| one_line(&fix.title))
                    .collect(),
            },
        }
    }

    /// A fix as changes of the file; `None` where the file holds other bytes than the text, as office formats do and Markdown
    /// where signs stand between the words.
    fn fix(&self, path: &str, document: &Document, places: &Places<'_>, fix: &InnerFix) -> Option<Fix> {
        if fix.edits.is_empty() {
            return None;
        }
        let replacements = fix.edits.iter().map(|edit| {
            verbatim(document, edit.range).then_some(())?;
            Some(Replacement {
                deleted_region: region(places.lines(edit.range)?),
                inserted_content: ArtifactContent { text: edit.text.clone() },
            })
        });
        Some(Fix {
            description: Message::text(one_line(&fix.title)),
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation::new(path),
                replacements: replacements.collect::<Option<_>>()?,
            }],
            properties: Properties { applicability: fix.applicability.key() },
        })
    }
}

impl Format for Sarif<'_> {
    fn start(&self) -> Vec<u8> {
        let mut out = b"{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":".to_vec();
        out.extend(bytes(&self.driver()));
        out.extend(b"},\"automationDetails\":{\"id\":\"klarbrief/\"},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n");
        out
    }

    fn letter(&self, checked: &Checked) -> Vec<u8> {
        // What could not be read is told at the end, as a notification: it is no result.
        let Ok(letter) = &checked.outcome else { return Vec::new() };
        let places = Places::new(&letter.document, &letter.report);
        let findings = letter.report.findings.iter().zip(letter.fingerprints()).enumerate();
        let results = findings.map(|(index, (finding, print))| {
            let result = self.result(&checked.path, letter, &places, finding, print.to_string());
            let state = if letter.is_known(index) { "unchanged" } else { "new" };
            bytes(&Result { baseline_state: letter.known.is_some().then_some(state), ..result })
        });
        results.collect::<Vec<_>>().join(&b",\n"[..])
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn close(&self, totals: &Totals) -> Vec<u8> {
        let notifications = totals.errors.iter().map(|(path, error)| Notification {
            descriptor: wire::DescriptorReference { id: error.code },
            level: "error",
            message: Message::text(one_line(&format!("{} {}", error.message, error.hint))),
            locations: [wire::PlainLocation {
                physical_location: PhysicalLocation {
                    artifact_location: ArtifactLocation::new(path),
                    region: None,
                },
            }],
        });
        let invocation = Invocation {
            execution_successful: totals.errors.is_empty(),
            tool_execution_notifications: notifications.collect(),
        };
        let mut out = b"\n],\"invocations\":[".to_vec();
        out.extend(bytes(&invocation));
        out.extend(b"]}]}\n");
        out
    }
}

fn descriptor(rule: &Rule) -> ReportingDescriptor<'_> {
    let title = rule.title.pick(lang());
    let why = rule.why.pick(lang());
    let (text, markdown) = help::page(rule);
    let mut tags = vec![format!("leitziel-{}", rule.leitziel), rule.group().to_owned()];
    if rule.status.level == StatusLevel::Preview {
        tags.push("preview".to_owned());
    }
    ReportingDescriptor {
        id: &rule.id,
        short_description: Message::text(title.to_string()),
        full_description: Message::text(one_line(if why.is_empty() { title } else { why })),
        help: Content { text, markdown },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: wire::RuleProperties { tags, severity: rule.severity.key(), leitziel: rule.leitziel },
    }
}

/// SARIF knows three levels; ours stands in the properties.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn region((start, end): (LineColumn, LineColumn)) -> Region {
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// True if the file holds the words of a range as the text does, so that an edit of the text is an edit of the file.
fn verbatim(document: &Document, range: TextRange) -> bool {
    match document.format {
        LetterFormat::Txt => true,
        _ => document.file_text.as_deref().zip(document.map.to_file(range)).is_some_and(|(file, there)| {
            file.get(usize::from(there.start())..usize::from(there.end())) == Some(document.slice(range))
        }),
    }
}
