//! Which rulings are within the discretion of the office.

use super::{Sign, Trace};
use crate::citation::{Citation, NormRef};
use crate::norm::{DecisionKind, Norms};
use crate::point::{Point, Ruling};

/// True if a ruling is by its nature, or by a norm that it rests on, within the discretion of the office.
pub(super) fn is_free<'t>(
    point: &Point,
    chain: impl Iterator<Item = &'t Trace>,
    citations: &[Citation],
    norms: &Norms,
) -> bool {
    let (mut may, mut bound, mut ended) = (false, false, false);
    let mut named = false;
    // "Auch § 25 Abs. 5 hilft nicht, da …": another way that is closed.
    let mut closed = false;
    let mut ranges = vec![(point.range, false)];
    for trace in chain {
        named |= trace.signs.has(Sign::Discretion) && !trace.signs.has(Sign::Compelled);
        // "Prüfen Sie mit uns, ob Sie eine Erlaubnis nach § 20 bekommen können": an offer, not what was decided.
        if trace.signs.has(Sign::Norm) {
            ranges.push((trace.range, trace.signs.has(Sign::Denied) && trace.signs.has(Sign::Cause)));
        }
    }
    for (range, denied) in ranges {
        let first = citations.partition_point(|c| c.range.end() <= range.start());
        for norm in
            citations[first..].iter().take_while(|c| c.range.start() < range.end()).flat_map(|c| &c.refs)
        {
            match norms.decisions(norm).next() {
                Some((DecisionKind::Discretion, ..)) if denied && point.ruling == Ruling::Refuse => {
                    closed |= grounds(norm, point.ruling);
                }
                Some((DecisionKind::Discretion, ..)) => may |= grounds(norm, point.ruling),
                Some((DecisionKind::Bound, ..)) => {
                    bound = true;
                    ended |= ends_title(norm);
                }
                _ => {}
            }
        }
    }
    match point.ruling {
        Ruling::Ban | Ruling::Shorten | Ruling::Summon => true,
        // A duty that the law itself lays down leaves no choice (§ 44a, § 60a Abs. 6 AufenthG).
        Ruling::Ancillary => may || !bound,
        Ruling::Retract | Ruling::Revoke => may || !ended,
        Ruling::Refuse => may || (closed || named) && !bound,
        Ruling::Order | Ruling::Loss => may,
        // The office itself says that it chose: whom to charge, how long a period.
        Ruling::Cost | Ruling::Threaten | Ruling::Leave => named,
        _ => false,
    }
}

/// § 52 Abs. 2 AufenthG leaves no choice; §§ 73 ff. AsylG neither.
fn ends_title(norm: &NormRef) -> bool {
    norm.law == "AufenthG" && norm.section == "52" || norm.law == "AsylG" && norm.section.starts_with("73")
}

/// Discretion of the ruling itself: not that of a fee, a period, or a form.
fn grounds(norm: &NormRef, ruling: Ruling) -> bool {
    match norm.law.as_str() {
        "AufenthG" => match ruling {
            Ruling::Refuse => {
                !matches!(norm.section.as_str(), "11" | "59" | "69" | "77" | "80" | "81" | "82" | "84")
            }
            _ => !matches!(norm.section.as_str(), "69" | "77"),
        },
        "FreizügG/EU" | "BeschV" | "AsylG" | "AufenthV" => true,
        law => law.contains("VwVfG") && matches!(norm.section.as_str(), "48" | "49" | "51" | "52"),
    }
}
