//! The tables of the Länder in `rules/rechtsbehelf`: remedies, enforcement, courts.

use std::sync::LazyLock;

use letter::{PartKind, RemedyKind};

use crate::Land;
use crate::engine::Context;

/// The two tables.
#[derive(Debug, Clone, Default)]
pub(crate) struct Laender {
    lands: Vec<LandRow>,
    remedies: Vec<RemedyRow>,
}

/// What differs from Land to Land, apart from the remedy.
#[derive(Debug, Clone)]
pub(crate) struct LandRow {
    pub land: Land,
    /// The day after posting on which a letter counts as notified.
    pub day: u32,
    /// The norm by which remedies against enforcement do not suspend.
    pub enforcement: String,
    /// Whether that norm is certain.
    pub sure: bool,
    words: Vec<String>,
    pub courts: Vec<String>,
}

/// Which remedy there is.
#[derive(Debug, Clone)]
pub(crate) struct RemedyRow {
    land: Land,
    acts: Option<Acts>,
    issuer: Option<String>,
    /// `None`: not known.
    pub remedy: Option<RemedyKind>,
    pub evidence: Evidence,
    pub norm: String,
}

/// What a decision is about, as far as the remedy depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acts {
    Residence,
    Naturalisation,
    Other,
}

/// How certain a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    Sure,
    Likely,
    Guess,
}

impl Laender {
    /// Reads the tables; rows that cannot be read are left out (a test reads the built-in ones strictly).
    pub(crate) fn parse(lands: &str, remedies: &str) -> Laender {
        Laender {
            lands: rows(lands).filter_map(|f| land_row(&f)).collect(),
            remedies: rows(remedies).filter_map(|f| remedy_row(&f)).collect(),
        }
    }

    pub(crate) fn builtin() -> &'static Laender {
        static BUILTIN: LazyLock<Laender> = LazyLock::new(|| {
            Laender::parse(
                include_str!("../../../../../rules/rechtsbehelf/laender.tsv"),
                include_str!("../../../../../rules/rechtsbehelf/rechtsbehelfe.tsv"),
            )
        });
        &BUILTIN
    }

    pub(crate) fn row(&self, land: Land) -> Option<&LandRow> {
        self.lands.iter().find(|r| r.land == land)
    }

    /// The remedy against a decision of an issuer; `sender` is the text of the letterhead in lower case.
    pub(crate) fn remedy(&self, land: Land, acts: Acts, sender: &str) -> Option<&RemedyRow> {
        self.remedies.iter().find(|r| {
            r.land == land
                && r.acts.is_none_or(|a| a == acts)
                && r.issuer.as_ref().is_none_or(|i| sender.contains(i.as_str()))
        })
    }

    /// The only Land that has a court in a town.
    pub(crate) fn land_of_court(&self, town: &str) -> Option<Land> {
        let mut lands = self.lands.iter().filter(|r| r.courts.iter().any(|c| c == town)).map(|r| r.land);
        lands.next().filter(|_| lands.next().is_none())
    }

    /// The Land that a letter shows: by its name or laws, or by the court it names. `None` if it shows two.
    pub(crate) fn land_of(&self, ctx: &Context<'_>) -> Option<Land> {
        let mut found: Option<Land> = None;
        let mut conflict = false;
        let mut see = |land: Land| {
            conflict |= found.is_some_and(|f| f != land);
            found = Some(land);
        };
        for body in ctx.letter.remedies.notices.iter().flat_map(|n| &n.bodies) {
            if body.kind == letter::BodyKind::Court
                && let Some(land) = body.town.as_deref().and_then(|t| self.land_of_court(t))
            {
                see(land);
            }
        }
        let head = head_of(ctx, &[PartKind::Sender, PartKind::Contact]);
        for row in &self.lands {
            if row.words.iter().any(|w| holds_word(&head, w)) {
                see(row.land);
            }
        }
        found.filter(|_| !conflict)
    }
}

/// Whether a text holds words that are no part of a longer one.
fn holds_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
        ends(text[..at].chars().next_back()) && ends(text[at + found.len()..].chars().next())
    })
}

/// The text of some parts in lower case.
pub(crate) fn head_of(ctx: &Context<'_>, parts: &[PartKind]) -> String {
    let mut out = String::new();
    for part in ctx.letter.parts.iter().filter(|p| parts.contains(&p.kind)) {
        out.push_str(&ctx.document.slice(part.range).to_lowercase());
        out.push('\n');
    }
    out
}

/// The fields of the rows of a table, without comments and the header.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .skip(1)
        .map(|l| l.trim_end_matches('\r').split('\t').collect())
}

fn list(field: &str) -> Vec<String> {
    field.split(',').map(|w| w.trim().to_lowercase()).filter(|w| !w.is_empty()).collect()
}

fn land_row(fields: &[&str]) -> Option<LandRow> {
    let [code, day, enforcement, sure, words, courts, _state] = fields else { return None };
    Some(LandRow {
        land: Land::parse(code)?,
        day: day.parse().ok()?,
        enforcement: (*enforcement).to_owned(),
        sure: *sure == "yes",
        words: list(words),
        courts: list(courts),
    })
}

fn remedy_row(fields: &[&str]) -> Option<RemedyRow> {
    let [land, acts, issuer, remedy, evidence, norm, _state] = fields else { return None };
    Some(RemedyRow {
        land: Land::parse(land)?,
        acts: match *acts {
            "residence" => Some(Acts::Residence),
            "naturalisation" => Some(Acts::Naturalisation),
            "*" => None,
            _ => return None,
        },
        issuer: (*issuer != "*").then(|| issuer.to_lowercase()),
        remedy: match *remedy {
            "widerspruch" => Some(RemedyKind::Objection),
            "klage" => Some(RemedyKind::Action),
            "open" => None,
            _ => return None,
        },
        evidence: match *evidence {
            "sure" => Evidence::Sure,
            "likely" => Evidence::Likely,
            "guess" => Evidence::Guess,
            _ => return None,
        },
        norm: (*norm).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANDS: &str = include_str!("../../../../../rules/rechtsbehelf/laender.tsv");
    const REMEDIES: &str = include_str!("../../../../../rules/rechtsbehelf/rechtsbehelfe.tsv");

    #[test]
    fn every_row_is_read_and_every_land_has_a_remedy() {
        let table = Laender::builtin();
        assert_eq!(table.lands.len(), rows(LANDS).count());
        assert_eq!(table.remedies.len(), rows(REMEDIES).count());
        for land in Land::all() {
            let row = table.row(land).unwrap();
            assert!(!row.courts.is_empty() && !row.enforcement.is_empty(), "{}", land.code());
            assert!(table.remedy(land, Acts::Other, "").is_some(), "{}", land.code());
        }
    }

    #[test]
    fn no_two_laender_share_the_town_of_a_court() {
        let table = Laender::builtin();
        for row in &table.lands {
            for court in &row.courts {
                assert_eq!(table.land_of_court(court), Some(row.land), "{court}");
            }
        }
    }

    #[test]
    fn the_issuer_and_the_act_decide_in_mixed_laender() {
        let table = Laender::builtin();
        let remedy = |code: &str, acts, sender: &str| {
            table.remedy(Land::parse(code).unwrap(), acts, sender).and_then(|r| r.remedy)
        };
        let (widerspruch, klage) = (Some(RemedyKind::Objection), Some(RemedyKind::Action));
        assert_eq!(remedy("NI", Acts::Residence, "stadt hannover"), klage);
        assert_eq!(remedy("RP", Acts::Residence, "kreisverwaltung"), widerspruch);
        assert_eq!(remedy("BW", Acts::Residence, "landratsamt"), widerspruch);
        assert_eq!(remedy("BW", Acts::Residence, "regierungspräsidium karlsruhe"), klage);
        assert_eq!(remedy("BE", Acts::Residence, ""), klage);
        assert_eq!(remedy("BE", Acts::Other, ""), widerspruch);
        assert_eq!(remedy("BE", Acts::Naturalisation, ""), None);
        assert_eq!(remedy("HB", Acts::Other, "migrationsamt"), widerspruch);
        assert_eq!(remedy("HB", Acts::Other, "der senator für inneres"), klage);
        assert_eq!(remedy("MV", Acts::Naturalisation, ""), klage);
    }
}
