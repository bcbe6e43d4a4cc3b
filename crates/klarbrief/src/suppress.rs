//! Findings that are accepted: by a comment in the letter or by the configuration.
//!
//! A comment says `klarbrief: allow REGEL[, REGEL…] -- Grund` for the text that follows up to the next gap, or `allow-from` and
//! `allow-to` around a stretch. A comment of an office program counts for the text it is fixed to. What is wrong with such a comment
//! is a finding of its own, worded in the rules of group `klarbrief`.

use std::sync::Arc;

use diagnostic::Diagnostic;
use document::{Document, RemarkAnchor};
use jiff::civil::Date;
use rule::{Placeholder, Rule, StatusLevel};
use source::{TextRange, TextSize};

use crate::config::Allow;
use crate::{Checker, Request, Selector};

/// A finding that is accepted.
#[derive(Debug, Clone)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it is accepted; `None` where a comment gives no reason.
    pub reason: Option<String>,
    /// The entry of the configuration that accepts it; `None` if a comment in the letter does.
    pub allow: Option<Arc<Allow>>,
}

/// The group of rules that speak about comments.
pub(crate) const GROUP: &str = "klarbrief";

const UNKNOWN: &str = "klarbrief/unbekannte-regel";
const UNUSED: &str = "klarbrief/ungenutzte-ausnahme";
const UNREASONED: &str = "klarbrief/fehlender-grund";
const BROKEN: &str = "klarbrief/fehlerhafte-anweisung";

/// What a comment asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Allow,
    From,
    To,
}

/// A comment, read.
#[derive(Debug)]
struct Order<'d> {
    verb: Verb,
    names: Vec<&'d str>,
    reason: Option<&'d str>,
}

/// A stretch of the letter with the rules that may find something in it.
#[derive(Debug)]
struct Permit<'d> {
    selector: Selector,
    name: &'d str,
    range: TextRange,
    reason: Option<&'d str>,
    place: TextRange,
    used: bool,
}

/// Takes accepted findings out of the list; adds what is wrong with the comments.
pub(crate) fn apply(
    checker: &Checker,
    document: &Document,
    request: &Request,
    date: Option<Date>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Suppressed> {
    let mut suppressed = Vec::new();
    if !document.remarks.is_empty() {
        let mut own = Vec::new();
        let mut permits = permits(checker, document, &mut own);
        by_comments(checker, &mut permits, findings, &mut suppressed);
        let whole = |permit: &Permit<'_>| {
            // A rule that did not run could not use its permit.
            let rules = checker.ruleset().rules().iter().enumerate();
            rules
                .filter(|(_, rule)| {
                    permit.selector.matches(rule) && rule.status.level != StatusLevel::Preview
                })
                .all(|(index, _)| checker.is_enabled(index))
        };
        for permit in permits.iter().filter(|p| !p.used && whole(p)) {
            own.extend(finding(checker, UNUSED, permit.place, permit.name));
        }
        checker.weigh(&mut own);
        if !own.is_empty() {
            findings.append(&mut own);
            findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        }
    }
    for allow in request.allow.iter().filter(|a| !a.is_over(date)) {
        let ruleset = checker.ruleset();
        for finding in findings.extract_if(.., |f| allow.covers(ruleset, f, document.slice(f.range))) {
            let reason = Some(allow.reason().to_owned());
            suppressed.push(Suppressed { finding, reason, allow: Some(allow.clone()) });
        }
    }
    suppressed.sort_by(|a, b| a.finding.sort_key().cmp(&b.finding.sort_key()));
    suppressed
}

fn by_comments(
    checker: &Checker,
    permits: &mut [Permit<'_>],
    findings: &mut Vec<Diagnostic>,
    suppressed: &mut Vec<Suppressed>,
) {
    let covers = |permit: &Permit<'_>, finding: &Diagnostic, rule: &Rule| {
        permit.selector.matches(rule)
            && finding
                .range
                .intersect(permit.range)
                .is_some_and(|both| !both.is_empty() || finding.range.is_empty())
    };
    let mut kept = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let rule = checker.ruleset().rule(&finding.rule);
        // Both may help: a permit for a group is used by a finding that a narrower one covers, too.
        let mut reason = None;
        if let Some(rule) = rule {
            for permit in permits.iter_mut().filter(|p| covers(p, &finding, rule)) {
                permit.used = true;
                reason.get_or_insert(permit.reason);
            }
        }
        match reason {
            Some(reason) => {
                let reason = reason.map(str::to_owned);
                suppressed.push(Suppressed { finding, reason, allow: None });
            }
            None => kept.push(finding),
        }
    }
    *findings = kept;
}

/// Reads the comments of a letter.
fn permits<'d>(checker: &Checker, document: &'d Document, own: &mut Vec<Diagnostic>) -> Vec<Permit<'d>> {
    let mut permits: Vec<Permit<'d>> = Vec::new();
    // By index: permits that wait for their end.
    let mut open: Vec<usize> = Vec::new();
    let end_of_text = TextSize::of(document.text.as_str());
    for remark in &document.remarks {
        let place = remark.place;
        let Some(order) = read(&remark.text) else {
            own.extend(finding(checker, BROKEN, place, &remark.text));
            continue;
        };
        let fixed = match remark.anchor {
            RemarkAnchor::Around(range) => Some(range),
            RemarkAnchor::Before(_) => None,
        };
        let (start, end) = match remark.anchor {
            RemarkAnchor::Around(range) => (range.start(), range.end()),
            RemarkAnchor::Before(at) => (at, at),
        };
        if order.verb == Verb::To {
            let ends = |permit: &Permit<'_>| order.names.is_empty() || order.names.contains(&permit.name);
            let before = open.len();
            open.retain(|index| {
                let ended = ends(&permits[*index]);
                if ended {
                    let permit = &mut permits[*index];
                    permit.range = TextRange::new(permit.range.start(), end.max(permit.range.start()));
                }
                !ended
            });
            if open.len() == before {
                own.extend(finding(checker, BROKEN, place, &remark.text));
            }
            continue;
        }
        if order.reason.is_none() {
            own.extend(finding(checker, UNREASONED, place, &order.names.join(", ")));
        }
        let range = match (order.verb, fixed) {
            (Verb::From, _) => TextRange::new(start, end_of_text),
            (_, Some(range)) if !range.is_empty() => range,
            _ => next_blocks(document, start),
        };
        for name in &order.names {
            let known = Selector::parse(name)
                .filter(|s| checker.ruleset().rules().iter().any(|rule| s.matches(rule)));
            let Some(selector) = known else {
                own.extend(finding(checker, UNKNOWN, place, name));
                continue;
            };
            if order.verb == Verb::From {
                open.push(permits.len());
            }
            permits.push(Permit { selector, name, range, reason: order.reason, place, used: false });
        }
    }
    // What nobody ended counts to the end of the letter, and somebody should know.
    for index in open {
        own.extend(finding(
            checker,
            BROKEN,
            permits[index].place,
            &format!("allow-from {}", permits[index].name),
        ));
    }
    permits
}

/// Reads what a comment says; `None` if it asks for nothing that is known.
fn read(text: &str) -> Option<Order<'_>> {
    let (verb, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let verb = match verb {
        "allow" => Verb::Allow,
        "allow-from" => Verb::From,
        "allow-to" => Verb::To,
        _ => return None,
    };
    // Word makes a dash of two hyphens.
    let parted =
        ["--", "—", "–"].iter().filter_map(|sign| rest.split_once(sign)).min_by_key(|(names, _)| names.len());
    let (names, reason) = match parted {
        Some((names, reason)) => (names, Some(reason.trim()).filter(|r| !r.is_empty())),
        None => (rest, None),
    };
    let names: Vec<&str> =
        names.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty()).collect();
    (verb == Verb::To || !names.is_empty()).then_some(Order { verb, names, reason })
}

/// From an offset to the next gap: a paragraph, or a list without empty lines.
fn next_blocks(document: &Document, start: TextSize) -> TextRange {
    let blocks = &document.blocks;
    let first = blocks.partition_point(|b| b.range.end() <= start);
    let Some(block) = blocks.get(first) else { return TextRange::empty(start) };
    let more = blocks[first + 1..].iter().take_while(|b| !b.gap_before);
    let end = more.last().map_or(block.range.end(), |last| last.range.end());
    TextRange::new(block.range.start().min(end), end)
}

/// A finding of one of our own rules; `None` if the rule does not run.
fn finding(checker: &Checker, id: &str, range: TextRange, given: &str) -> Option<Diagnostic> {
    let index = checker.ruleset().index_of(id).filter(|index| checker.is_enabled(*index))?;
    let rule = &checker.ruleset().rules()[index];
    let lang = checker.lang();
    let similar = || {
        let similar = checker.ruleset().similar(given).into_iter().next();
        similar.map(|name| lang.pick(format!(" Meinten Sie „{name}“?"), format!(" Did you mean “{name}”?")))
    };
    let message = rule.message.pick(lang).render(|place, out| match place {
        Placeholder::Given(0) => out.push_str(given),
        Placeholder::Given(_) => out.push_str(&similar().unwrap_or_default()),
        _ => {}
    });
    Some(Diagnostic {
        rule: rule.id.clone(),
        leitziel: rule.leitziel,
        severity: rule.severity,
        range,
        message,
        why: rule.why.pick(lang).clone(),
        source: rule.source.pick(lang).clone(),
        fixes: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let order = read("allow satz/passiv, wort -- steht so -- im Gesetz").expect("an order");
        assert_eq!((order.verb, order.reason), (Verb::Allow, Some("steht so -- im Gesetz")));
        assert_eq!(order.names, ["satz/passiv", "wort"]);
        assert_eq!(read("allow-from satz – Grund").and_then(|o| o.reason), Some("Grund"));
        assert_eq!(read("allow wort --").map(|o| o.reason), Some(None));
        assert_eq!(read("allow-to").map(|o| o.names), Some(Vec::new()));
        for wrong in ["", "allow", "allow -- Grund", "alow satz", "erlaube satz"] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
