//! Does the remedy suspend the decision, and does the letter say so rightly?

use diagnostic::Severity;
use letter::{Effect, Enforcement, LetterKind, PartKind, Point, Ruling};
use rule::Rule;

use super::which::land;
use super::{has_kind, is_asylum, says, words_of};
use crate::engine::{Context, Found};

/// What the law says about the effect of a remedy against a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Truth {
    pub suspends: bool,
    /// False where it depends on more than the letter shows.
    pub sure: bool,
}

impl Truth {
    fn sure(suspends: bool) -> Option<Truth> {
        Some(Truth { suspends, sure: true })
    }

    fn likely(suspends: bool) -> Option<Truth> {
        Some(Truth { suspends, sure: false })
    }
}

/// The effect of a remedy against one ruling; `None` where the text does not show it.
fn truth(ctx: &Context<'_>, point: &Point, orders: &[&Enforcement], asylum: bool) -> Option<Truth> {
    let ordered = orders.iter().any(|e| {
        let target = &e.target;
        target.is_all() || target.points.contains(&point.number) || target.rulings.contains(&point.ruling)
    });
    if ordered || asylum && point.ruling != Ruling::Immediate {
        return Truth::sure(false);
    }
    by_law(ctx, point.ruling, &words_of(ctx, point))
}

/// The effect by law alone, without an order of immediate enforcement.
pub(super) fn by_law(ctx: &Context<'_>, ruling: Ruling, words: &str) -> Option<Truth> {
    // § 84 AufenthG is not for findings under the FreizügG/EU.
    let union = has_kind(ctx, LetterKind::LossOfFreeMovement)
        || ctx.letter.points.iter().any(|p| p.ruling == Ruling::Loss);
    let cites = |number: &str| {
        ctx.letter.citations.iter().flat_map(|c| &c.refs).any(|r| {
            r.law == "AufenthG"
                && r.section == "84"
                && r.paragraph.as_deref() == Some("1")
                && r.number.as_deref() == Some(number)
        })
    };
    match ruling {
        // Who is refused a Duldung, a work permit or naturalisation gains nothing by suspension: § 84 is silent on them.
        Ruling::Refuse
            if !has_kind(ctx, LetterKind::Refusal)
                && [LetterKind::TolerationRefusal, LetterKind::NaturalisationRefusal]
                    .iter()
                    .any(|k| has_kind(ctx, *k)) =>
        {
            None
        }
        Ruling::Refuse => {
            let other = [
                "duldung",
                "beschäftigung",
                "einbürgerung",
                "erwerbstätigkeit",
                "aussetzung",
                "kosten",
                "reiseausweis",
                "widerspruch",
                "aufenthaltskarte",
                "ausweis",
                "ratenzahlung",
            ];
            let title =
                ["aufenthalt", "niederlassung", "visum", "blaue", "titel", "verlänger", "karte", "antrag"];
            (!union && !other.iter().any(|w| words.contains(w)) && title.iter().any(|w| words.contains(w)))
                .then_some(Truth { suspends: false, sure: true })
        }
        Ruling::Expel | Ruling::Loss | Ruling::Lapse | Ruling::Retract | Ruling::Shorten => Truth::sure(true),
        // § 84 Abs. 1 Nr. 4: a title revoked because the protection of a refugee ended.
        Ruling::Revoke if cites("4") => None,
        Ruling::Revoke => Truth::sure(true),
        Ruling::Ban if !union => Truth::sure(false),
        Ruling::Threaten if !union => {
            // Land law; where the norm is not certain neither is the answer.
            let sure = land(ctx).and_then(|l| ctx.ruleset.laender().row(l)).is_none_or(|r| r.sure);
            Some(Truth { suspends: false, sure })
        }
        Ruling::Fee => Truth::likely(false),
        Ruling::Summon => Truth::sure(true),
        Ruling::Ancillary | Ruling::Order => condition(ctx, words),
        _ => None,
    }
}

/// Conditions and orders differ by their norm.
fn condition(ctx: &Context<'_>, words: &str) -> Option<Truth> {
    let cites = |section: &str, paragraphs: &[&str]| {
        ctx.letter.citations.iter().flat_map(|c| &c.refs).any(|r| {
            r.law == "AufenthG"
                && r.section == section
                && r.paragraph.as_deref().is_some_and(|p| paragraphs.contains(&p))
        })
    };
    // "die Voraussetzungen des § 12a AufenthG": which of its paragraphs is not said.
    let residence = ctx
        .letter
        .citations
        .iter()
        .flat_map(|c| &c.refs)
        .any(|r| r.law == "AufenthG" && r.section == "12a" && r.paragraph.is_none());
    // § 12a Abs. 8, § 84 Abs. 1 Nr. 1b, 1c, 2a, 6, 1a AufenthG
    let at_once = cites("12a", &["2", "3", "4"])
        || cites("61", &["1c", "1d", "1e"])
        || cites("46", &["2"])
        || cites("49", &["1", "2", "3", "4", "5", "6"]);
    let waits = cites("61", &["1f"])
        || cites("12", &["2"])
        || cites("46", &["1"])
        || cites("82", &["4"])
        || cites("44a", &["1"]);
    // Norms of both kinds in one letter: the words of the ruling tell which is its own.
    let says = |all: &[&str]| all.iter().any(|w| words.contains(w));
    if at_once && waits {
        let residence = says(&["wohnsitz", "zu wohnen"]) && cites("12a", &["2", "3", "4"]);
        let area = says(&["räumlich", "beschränkt", "gebiet"]) && cites("61", &["1c", "1d", "1e"]);
        let reports = says(&["zu melden", "meldung", "vorzusprechen"]) && cites("61", &["1f"]);
        return match (residence || area, reports) {
            (true, false) => Truth::sure(false),
            (false, true) => Truth::sure(true),
            _ => None,
        };
    }
    match (at_once, waits) {
        (true, false) => Truth::sure(false),
        (false, true) => Truth::sure(true),
        (false, false) if residence => Truth::likely(false),
        _ => None,
    }
}

/// More statements and orders than a letter has are not looked at.
const MOST: usize = 60;

/// Orders of immediate enforcement that say what they are for. A number that no ruling has was read from a list without numbers:
/// such an order may mean any ruling, so it counts for all.
fn orders<'a>(ctx: &Context<'a>) -> (Vec<&'a Enforcement>, bool) {
    let mut numbers: Vec<u32> = ctx.letter.points.iter().map(|p| p.number).collect();
    numbers.sort_unstable();
    let all: Vec<&Enforcement> = ctx.letter.remedies.enforcements.iter().take(MOST).collect();
    let lost = all.iter().any(|e| {
        e.target.rulings.is_empty()
            && !e.target.points.is_empty()
            && !e.target.points.iter().any(|n| numbers.binary_search(n).is_ok())
    });
    (all, lost)
}

/// The rulings whose effect is known: those of the letter, else the one its kind stands for.
pub(super) fn known(ctx: &Context<'_>) -> Vec<(Option<u32>, Ruling, Truth)> {
    let points = &ctx.letter.points;
    let (orders, lost) = orders(ctx);
    let asylum = is_asylum(ctx);
    let of = |p: &Point| if lost { Truth::sure(false) } else { truth(ctx, p, &orders, asylum) };
    let mut out: Vec<_> =
        points.iter().filter_map(|p| of(p).map(|t| (Some(p.number), p.ruling, t))).collect();
    if out.is_empty() {
        const BY_KIND: &[(LetterKind, Ruling)] = &[
            (LetterKind::Refusal, Ruling::Refuse),
            (LetterKind::Expulsion, Ruling::Expel),
            (LetterKind::DeportationWarning, Ruling::Threaten),
            (LetterKind::EntryBan, Ruling::Ban),
            (LetterKind::Withdrawal, Ruling::Revoke),
            (LetterKind::Restriction, Ruling::Ancillary),
            (LetterKind::Summons, Ruling::Summon),
            (LetterKind::FeeNotice, Ruling::Fee),
            (LetterKind::LossOfFreeMovement, Ruling::Loss),
        ];
        let order = !ctx.letter.remedies.enforcements.is_empty();
        for (_, ruling) in BY_KIND.iter().filter(|(k, _)| has_kind(ctx, *k)) {
            // Costs of a deportation are no fee: the courts are divided.
            if *ruling == Ruling::Fee && ctx.document.text.contains("Abschiebung") {
                continue;
            }
            let law =
                if is_asylum(ctx) { Truth::sure(false) } else { by_law(ctx, *ruling, "aufenthaltstitel") };
            if let Some(law) = law {
                out.push((None, *ruling, Truth { suspends: law.suspends && !order, ..law }));
            }
        }
        // A piece that calls itself a fee notice.
        let named =
            ctx.paragraphs.first().is_some_and(|p| p.tokens.iter().any(|t| p.norm(t) == "gebührenbescheid"));
        if out.is_empty()
            && named
            && let Some(law) = by_law(ctx, Ruling::Fee, "")
        {
            out.push((None, Ruling::Fee, law));
        }
        if has_kind(ctx, LetterKind::ObjectionDecision)
            && let Some(law) = condition(ctx, "")
        {
            out.push((None, Ruling::Ancillary, law));
        }
    }
    out
}

/// A statement about the effect that the law or the order of the letter contradicts.
pub(crate) fn wrong_effect(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let effects = &ctx.letter.remedies.effects;
    if effects.is_empty() {
        return;
    }
    let known = known(ctx);
    let refused = known.is_empty()
        && has_kind(ctx, LetterKind::TolerationRefusal)
        && !has_kind(ctx, LetterKind::Refusal);
    if refused && let Some(effect) = effects.iter().find(|e| e.suspends && !e.plain && e.target.is_all()) {
        let mut f = says(
            ctx,
            effect.range,
            "wer eine Duldung oder Erlaubnis nicht bekommt, gewinnt durch einen Aufschub nichts; es hilft nur ein Eilantrag (§ 123 VwGO)",
            "who is refused a Duldung or permit gains nothing by suspension; only interim relief helps (§ 123 VwGO)",
        );
        f.severity = Some(Severity::Warning);
        found.push(f);
        return;
    }
    for effect in effects.iter().filter(|e| !e.plain || e.suspends).take(MOST) {
        let Some((ruling, truth)) = contradicts(ctx, effect, &known) else { continue };
        let (de, en) = reason(ctx, ruling, truth.suspends);
        let mut f = says(ctx, effect.range, de, en);
        if !truth.sure {
            f.severity = Some(Severity::Warning);
        }
        found.push(f);
    }
}

fn contradicts(
    ctx: &Context<'_>,
    effect: &Effect,
    known: &[(Option<u32>, Ruling, Truth)],
) -> Option<(Ruling, Truth)> {
    let wrong = |t: &Truth| t.suspends != effect.suspends;
    let target = &effect.target;
    if !target.points.is_empty() {
        let hit = known.iter().find(|(n, _, t)| n.is_some_and(|n| target.points.contains(&n)) && wrong(t));
        return hit.map(|(_, r, t)| (*r, *t));
    }
    if !target.rulings.is_empty() {
        return target.rulings.iter().find_map(|ruling| {
            let own: Vec<Truth> = known.iter().filter(|(_, r, _)| r == ruling).map(|(_, _, t)| *t).collect();
            let order = !ctx.letter.remedies.enforcements.is_empty();
            let truth = match own.first() {
                Some(truth) => *truth,
                // Nothing of the kind was read among the rulings: what the law says, unless something is ordered.
                None if order => return None,
                None => by_law(ctx, *ruling, "aufenthaltstitel")?,
            };
            wrong(&truth).then_some((*ruling, truth))
        });
    }
    // A statement about everything is wrong if one ruling contradicts it. A fee beside the main thing is a detail.
    let main = known.iter().filter(|(_, r, _)| *r != Ruling::Fee);
    if main.clone().count() == 0 {
        return known.iter().find(|(_, _, t)| wrong(t)).map(|(_, r, t)| (*r, *t));
    }
    main.clone().find(|(_, _, t)| wrong(t)).map(|(_, r, t)| (*r, *t))
}

fn reason(ctx: &Context<'_>, ruling: Ruling, suspends: bool) -> (String, String) {
    if suspends {
        let order = "solange die sofortige Vollziehung nicht angeordnet ist";
        return match ruling {
            Ruling::Loss => (
                format!("gegen die Verlustfeststellung schiebt der Rechtsbehelf auf, {order} (§ 80 Absatz 1 VwGO; § 11 FreizügG/EU verweist nicht auf § 84 AufenthG)"),
                "against the finding of loss the remedy suspends unless immediate enforcement is ordered (§ 80(1) VwGO)".to_owned(),
            ),
            _ => (
                format!("hier schiebt der Rechtsbehelf auf, {order} (§ 80 Absatz 1 VwGO); in § 84 Absatz 1 AufenthG steht diese Entscheidung nicht"),
                "here the remedy suspends unless immediate enforcement is ordered (§ 80(1) VwGO); § 84(1) AufenthG does not list this decision".to_owned(),
            ),
        };
    }
    if !ctx.letter.remedies.enforcements.is_empty()
        && matches!(ruling, Ruling::Expel | Ruling::Retract | Ruling::Revoke | Ruling::Shorten)
    {
        return (
            "die sofortige Vollziehung ist angeordnet, deshalb schiebt der Rechtsbehelf insoweit nicht auf (§ 80 Absatz 2 Satz 1 Nummer 4 VwGO)".to_owned(),
            "immediate enforcement is ordered, so the remedy does not suspend in this respect (§ 80(2) no. 4 VwGO)".to_owned(),
        );
    }
    let norm = match ruling {
        _ if is_asylum(ctx) => "§ 75 AsylG".to_owned(),
        Ruling::Refuse => "§ 84 Absatz 1 Nummer 1 AufenthG".to_owned(),
        Ruling::Ban => "§ 84 Absatz 1 Nummer 7 AufenthG".to_owned(),
        Ruling::Fee => "§ 80 Absatz 2 Satz 1 Nummer 1 VwGO".to_owned(),
        Ruling::Threaten => match land(ctx).and_then(|l| ctx.ruleset.laender().row(l)) {
            Some(row) => format!("§ 80 Absatz 2 Satz 2 VwGO, {}", row.enforcement),
            None => "§ 80 Absatz 2 Satz 2 VwGO mit Landesrecht".to_owned(),
        },
        _ => "§ 84 Absatz 1, § 12a Absatz 8 AufenthG".to_owned(),
    };
    (
        format!("hier schiebt der Rechtsbehelf kraft Gesetzes nicht auf ({norm})"),
        format!("here the remedy does not suspend by law ({norm})"),
    )
}

/// The letter does not say that the decision holds in spite of the remedy, or not how to ask the court for more.
pub(crate) fn missing_effect(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let remedies = &ctx.letter.remedies;
    if !ctx.letter.is_whole() || super::offering(ctx).next().is_none() {
        return;
    }
    let known = known(ctx);
    if !known.iter().any(|(_, _, t)| !t.suspends) {
        return;
    }
    // A wrong statement is another finding; plain words count only if they say that the decision holds.
    let said = remedies.effects.iter().any(|e| !e.suspends || !e.plain);
    let place = super::offering(ctx).next().map(super::offer_place);
    let Some(place) = place else { return };
    if !said {
        found.push(says(
            ctx,
            place,
            "dass die Entscheidung trotz Widerspruch oder Klage gilt, und dass man das Gericht um Aufschub bitten kann",
            "that the decision holds in spite of the remedy, and that one can ask the court for a stay",
        ));
    } else if remedies.interim.is_none() && known.iter().any(|(_, r, t)| !t.suspends && *r != Ruling::Fee) {
        found.push(says(
            ctx,
            place,
            "dass man beim Verwaltungsgericht die aufschiebende Wirkung beantragen kann (§ 80 Absatz 5 VwGO)",
            "that one can ask the administrative court for suspensive effect (§ 80(5) VwGO)",
        ));
    }
}

/// Whether a block may hold reasons for something the letter orders.
pub(super) fn is_reasoning(part: PartKind) -> bool {
    matches!(part, PartKind::Reasons | PartKind::Body | PartKind::Hints | PartKind::OperativePart)
}
