//! JUnit XML: one suite per letter, one case per rule that found something.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use klarbrief::diagnostic::{Diagnostic, Severity};

use super::Format;
use super::concise::one_line;
use super::place::Places;
use super::xml;
use crate::lang::tr;
use crate::letter::{Checked, Letter};
use crate::names;
use crate::wire::run::Summary;

/// Findings that make the run fail are failures; the others stand in the output of their suite.
///
/// Keeps to the schema of Jenkins and pytest (`xunit2`). No times: a report says nothing that differs from run to run.
pub(crate) struct Junit {
    /// From which severity a finding is a failure; `None`: no finding is.
    pub fail_on: Option<Severity>,
}

impl Format for Junit {
    fn start(&self) -> Vec<u8> {
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"klarbrief\">\n".to_vec()
    }

    fn letter(&self, checked: &Checked) -> Vec<u8> {
        match &checked.outcome {
            Ok(letter) => self.suite(&checked.path, letter),
            Err(error) => {
                let case = format!(
                    "    {}\n      {}{}</error>\n    </testcase>\n",
                    xml::open(
                        "testcase",
                        &[("name", READ), ("classname", &checked.path), ("time", "0")],
                        false
                    ),
                    xml::open(
                        "error",
                        &[("type", error.code), ("message", &one_line(&error.message))],
                        false
                    ),
                    xml::text(&error.hint),
                );
                suite(&checked.path, [1, 0, 1], &case)
            }
        }
        .into_bytes()
    }

    fn end(&self, _: &Summary) -> Vec<u8> {
        b"</testsuites>\n".to_vec()
    }
}

/// The case that every letter has, so that a letter without findings is a test that passed.
const READ: &str = "klarbrief/read";

impl Junit {
    fn suite(&self, path: &str, letter: &Letter) -> String {
        let places = Places::new(&letter.document, &letter.report);
        let mut cases = format!(
            "    {}\n",
            xml::open("testcase", &[("name", READ), ("classname", path), ("time", "0")], true)
        );
        let mut by_rule: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        let mut mild = String::new();
        for (index, finding) in letter.report.findings.iter().enumerate() {
            // What the baseline has makes no run fail.
            if self.fail_on.is_some_and(|least| finding.severity >= least) && !letter.is_known(index) {
                by_rule.entry(&finding.rule).or_default().push(finding);
            } else {
                mild.push_str(&line(&places, path, finding));
            }
        }
        let count = by_rule.len();
        for (rule, findings) in by_rule {
            let worst = findings.iter().map(|f| f.severity).max().unwrap_or(Severity::Error);
            let message = match findings.as_slice() {
                [one] => one_line(&one.message),
                many => tr(format!("{} Funde", many.len()), format!("{} findings", many.len())),
            };
            let case = xml::open("testcase", &[("name", rule), ("classname", path), ("time", "0")], false);
            let failure = xml::open("failure", &[("type", worst.key()), ("message", &message)], false);
            let _ = write!(cases, "    {case}\n      {failure}");
            for finding in findings {
                cases.push_str(&xml::text(&line(&places, path, finding)));
                for (label, text) in
                    [(tr("Warum", "Why"), &finding.why), (tr("Quelle", "Source"), &finding.source)]
                {
                    if !text.is_empty() {
                        let _ = writeln!(cases, "  {label}: {}", xml::text(&one_line(text)));
                    }
                }
            }
            cases.push_str("</failure>\n    </testcase>\n");
        }
        if !mild.is_empty() {
            let _ = writeln!(cases, "    <system-out>{}</system-out>", xml::text(&mild));
        }
        suite(path, [count + 1, count, 0], &cases)
    }
}

fn suite(path: &str, [tests, failures, errors]: [usize; 3], cases: &str) -> String {
    let (tests, failures, errors) = (tests.to_string(), failures.to_string(), errors.to_string());
    let attributes = [
        ("name", path),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", &errors),
        ("skipped", "0"),
        ("time", "0"),
    ];
    format!("  {}\n{cases}  </testsuite>\n", xml::open("testsuite", &attributes, false))
}

fn line(places: &Places<'_>, path: &str, finding: &Diagnostic) -> String {
    let severity = names::severity(finding.severity);
    format!(
        "{}: {severity}[{}]: {}\n",
        places.long(path, finding.range),
        finding.rule,
        one_line(&finding.message)
    )
}
