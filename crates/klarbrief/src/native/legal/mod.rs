//! What the law of residence, of citizenship and of free movement asks of the text of a decision.
//!
//! Each check looks for what a letter says on one matter, and for facts of the case beside it. A whole letter is asked for what
//! is missing; a piece of one only for what it says badly.

mod ban;
mod ban_hints;
mod ban_reasons;
mod citizenship;
mod departure;
mod deportation;
mod expulsion;
mod free_movement;
mod obstacles;
mod period;
mod sheet;
mod shortening;
mod term;
mod title;
mod withdrawal;
mod words;

pub(crate) use sheet::{Asked, Line};

use super::Native;

/// Finds a check by the name that a rule file uses.
pub(super) fn find(name: &str) -> Option<Native> {
    CHECKS.iter().find(|(n, _)| *n == name).map(|(_, check)| *check)
}

/// The checks with their names.
pub(super) const CHECKS: &[(&str, Native)] = &[
    ("abschiebung-ausreisefrist", departure::period_to_leave),
    ("abschiebung-ausreisepflicht", deportation::duty_to_leave),
    ("abschiebung-bescheinigung", deportation::certificate),
    ("abschiebung-gebiet", ban_hints::area),
    ("abschiebung-hindernisse", obstacles::obstacles),
    ("abschiebung-termin", deportation::announced_day),
    ("abschiebung-weiterer-staat", deportation::other_state),
    ("abschiebung-zielstaat", deportation::target_state),
    ("aufenthalt-ausnahme", title::exception),
    ("aufenthalt-ausweisungsinteresse", title::expulsion_interest),
    ("aufenthalt-bedarfsrechnung", title::livelihood),
    ("aufenthalt-enddatum", term::end_date),
    ("aufenthalt-pauschal", title::blanket_refusal),
    ("aufenthalt-verkuerzung", shortening::shortening),
    ("ausweisung-abwaegung", expulsion::one_sided),
    ("ausweisung-faktor", expulsion::factors),
    ("ausweisung-schutz", expulsion::protection),
    ("einbuergerung-ermessen", citizenship::discretion),
    ("einbuergerung-gebuehr", citizenship::fee),
    ("einbuergerung-pauschal", citizenship::blanket_refusal),
    ("einbuergerung-ruecknahme", citizenship::taking_back),
    ("einbuergerung-urkunde", citizenship::certificate),
    ("einreiseverbot-begruendung", ban_reasons::reasons_for_length),
    ("einreiseverbot-dauer", ban::length),
    ("einreiseverbot-hinweis", ban_hints::warning),
    ("einreiseverbot-inhalt", ban::content),
    ("freizuegigkeit-verurteilung", free_movement::conviction_only),
    ("widerruf-erloeschen", withdrawal::lapse),
    ("widerruf-vertrauen", withdrawal::trust),
    ("widerruf-wirkung", withdrawal::effect),
];
