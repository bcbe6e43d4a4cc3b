//! Is it the right remedy, and is it filed in the right place?

use diagnostic::Severity;
use letter::{BodyKind, LetterKind, Notice, Offer, PartKind, RemedyKind, Ruling};
use rule::Rule;

use super::table::{Acts, Evidence, head_of};
use super::{burdens, has_kind, is_asylum, offer_place, offering, says, speaks_fully, words_of};
use crate::Land;
use crate::engine::{Context, Found};

/// The remedy that no decision has, two at once, or not the one of the act and the Land.
pub(crate) fn remedies(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let required = required(ctx);
    for notice in offering(ctx) {
        for offer in notice.offers.iter().filter(|o| o.kind == RemedyKind::Other) {
            let word = ctx.document.slice(offer.range);
            found.push(says(
                ctx,
                offer.range,
                format!("„{word}“ gibt es gegen einen Bescheid nicht, sondern je nach Land Widerspruch oder Klage"),
                format!("there is no “{word}” against a decision, but an objection or an action, depending on the Land"),
            ));
        }
        let objection = notice.offers.iter().find(|o| o.kind == RemedyKind::Objection);
        let action = notice.offers.iter().find(|o| o.kind == RemedyKind::Action);
        if let (Some(objection), Some(action)) = (objection, action)
            && same_rulings(objection, action)
        {
            let (first, second) = if objection.range.start() < action.range.start() {
                (objection, action)
            } else {
                (action, objection)
            };
            let range = if first.sentence == second.sentence {
                first.range.cover(second.range)
            } else {
                second.range
            };
            found.push(says(
                ctx,
                range,
                "hier stehen Widerspruch und Klage nebeneinander; nennen Sie genau einen Rechtsbehelf",
                "objection and action are both offered; name exactly one remedy",
            ));
            continue;
        }
        let Some(required) = &required else { continue };
        for offer in [objection, action].into_iter().flatten() {
            // "Gegen Nummer 2 …": another ruling, another remedy.
            let other = !offer.points.is_empty()
                && !required.points.is_empty()
                && !offer.points.iter().any(|p| required.points.contains(p));
            if offer.kind != required.remedy && !other && !ordered_otherwise(ctx, notice, offer) {
                let mut f = says(ctx, offer.range, required.de.clone(), required.en.clone());
                f.severity = required.severity;
                found.push(f);
            }
        }
    }
    contradictions(ctx, found);
}

/// Two notices for the same rulings that do not say the same.
fn contradictions(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let notices: Vec<&Notice> = offering(ctx).filter(|n| n.is_complete()).collect();
    for pair in notices.windows(2) {
        let (Some(a), Some(b)) =
            (pair[0].offers.iter().find(|o| o.main), pair[1].offers.iter().find(|o| o.main))
        else {
            continue;
        };
        let period = |n: &Notice| n.periods.first().map(|p| (p.value, p.unit));
        let other_period =
            period(pair[0]).is_some() && period(pair[1]).is_some() && period(pair[0]) != period(pair[1]);
        if same_rulings(a, b) && (a.kind != b.kind || other_period) {
            found.push(says(
                ctx,
                b.range,
                "der Brief hat zwei Belehrungen, die nicht dasselbe sagen",
                "the letter has two notices that do not say the same",
            ));
        }
    }
}

fn same_rulings(a: &Offer, b: &Offer) -> bool {
    a.points.is_empty() || b.points.is_empty() || a.points.iter().any(|p| b.points.contains(p))
}

/// The remedy that a letter must name.
struct Required {
    remedy: RemedyKind,
    /// The numbers of the rulings it is for; empty for all.
    points: Vec<u32>,
    severity: Option<Severity>,
    de: String,
    en: String,
}

fn required(ctx: &Context<'_>) -> Option<Required> {
    if let Some((norm_de, norm_en)) = federal(ctx) {
        let tolerations = refused_tolerations(ctx);
        let others = burdens(ctx).any(|p| !tolerations.contains(&p.number));
        let points = if others { tolerations } else { Vec::new() };
        return Some(Required {
            remedy: RemedyKind::Action,
            points,
            severity: None,
            de: format!("hier ist nur die Klage gegeben, kein Widerspruch ({norm_de})"),
            en: format!("only an action is possible here, no objection ({norm_en})"),
        });
    }
    if loses_nationality(ctx) {
        let abroad = ctx.document.text.contains("Ausland");
        return Some(Required {
            remedy: RemedyKind::Action,
            points: Vec::new(),
            severity: (!abroad).then_some(Severity::Warning),
            de: "ist die Person im Ausland, gibt es gegen die Verlustfeststellung nur die Klage (§ 28 Absatz 3 Satz 3 StAG)".to_owned(),
            en: "if the person is abroad, only an action is possible against the finding of loss (§ 28(3) s. 3 StAG)".to_owned(),
        });
    }
    let laender = ctx.ruleset.laender();
    let land = land(ctx)?;
    let sender = head_of(ctx, &[PartKind::Sender, PartKind::Contact, PartKind::Closing, PartKind::Signature]);
    let row = laender.remedy(land, acts(ctx)?, &sender)?;
    let remedy = row.remedy?;
    let (de, en) = match remedy {
        RemedyKind::Objection => ("der Widerspruch", "the objection (Widerspruch)"),
        _ => ("die Klage", "the action (Klage)"),
    };
    let (may_de, may_en) = match row.evidence {
        Evidence::Sure => ("", ""),
        Evidence::Likely | Evidence::Guess => ("wohl ", "probably "),
    };
    Some(Required {
        remedy,
        points: Vec::new(),
        severity: match row.evidence {
            Evidence::Sure => None,
            Evidence::Likely => Some(Severity::Warning),
            Evidence::Guess => Some(Severity::Info),
        },
        de: format!("in {} ist hier {may_de}{de} der richtige Rechtsbehelf ({})", land.name(), row.norm),
        en: format!("in {} the right remedy here is {may_en}{en} ({})", land.name(), row.norm),
    })
}

/// The loss of German nationality for fighting abroad (§ 28 Abs. 1 Nr. 2, Abs. 3 StAG).
fn loses_nationality(ctx: &Context<'_>) -> bool {
    ctx.letter.citations.iter().flat_map(|c| &c.refs).any(|r| {
        r.law == "StAG"
            && r.section == "28"
            && (r.paragraph.as_deref() == Some("3")
                || r.paragraph.as_deref() == Some("1") && r.number.as_deref() == Some("2"))
    })
}

/// The norm of federal law that leaves only the Klage.
fn federal(ctx: &Context<'_>) -> Option<(&'static str, &'static str)> {
    if has_kind(ctx, LetterKind::ObjectionDecision) {
        return Some((
            "gegen einen Widerspruchsbescheid, § 74 Absatz 1 VwGO",
            "against a decision on an objection, § 74(1) VwGO",
        ));
    }
    if is_asylum(ctx) {
        return Some(("§ 11 AsylG", "§ 11 AsylG"));
    }
    let cites =
        |section: &str, paragraph: &str| {
            ctx.letter.citations.iter().flat_map(|c| &c.refs).any(|r| {
                r.law == "AufenthG" && r.section == section && r.paragraph.as_deref() == Some(paragraph)
            })
        };
    if refuses_toleration(ctx) || cites("83", "2") {
        return Some(("§ 83 Absatz 2 AufenthG", "§ 83(2) AufenthG"));
    }
    if cites("15a", "2") || cites("15a", "4") {
        return Some(("§ 15a Absatz 2 und 4 AufenthG", "§ 15a(2), (4) AufenthG"));
    }
    if cites("24", "4") {
        return Some(("§ 24 Absatz 4 AufenthG", "§ 24(4) AufenthG"));
    }
    None
}

/// Words about a Duldung, and not about work.
fn speaks_of_toleration(text: &str) -> bool {
    let stay = text.contains("abschiebung")
        && ["aussetz", "auszusetz", "ausgesetzt"].iter().any(|w| text.contains(w));
    (text.contains("duldung") || stay)
        && !text.contains("beschäftigungserlaubnis")
        && !text.contains("erwerbstätigkeit")
}

/// The numbers of the rulings that refuse a Duldung.
fn refused_tolerations(ctx: &Context<'_>) -> Vec<u32> {
    let refuses = |p: &&letter::Point| p.ruling == Ruling::Refuse && speaks_of_toleration(&words_of(ctx, p));
    ctx.letter.points.iter().filter(refuses).map(|p| p.number).collect()
}

/// A refused Duldung; a refused work permit is another matter.
fn refuses_toleration(ctx: &Context<'_>) -> bool {
    let points = !refused_tolerations(ctx).is_empty();
    let alone = has_kind(ctx, LetterKind::TolerationRefusal)
        && !ctx.letter.points.iter().any(|p| p.ruling == Ruling::Refuse)
        && {
            let subject =
                ctx.letter.part(PartKind::Subject).map(|p| ctx.document.slice(p.range).to_lowercase());
            subject.is_none_or(|s| speaks_of_toleration(&s))
                && !ctx.document.text.contains("Beschäftigungserlaubnis")
        };
    let mixed = ctx.document.text.contains("Beschäftigungserlaubnis")
        && !has_kind(ctx, LetterKind::TolerationRefusal);
    points && !mixed || alone
}

/// In Niedersachsen the office may order that there is a Widerspruch.
fn ordered_otherwise(ctx: &Context<'_>, notice: &Notice, offer: &Offer) -> bool {
    offer.kind == RemedyKind::Objection
        && land(ctx).is_some_and(|l| l.code() == "NI")
        && (ctx.document.slice(notice.range).contains("§ 80 Abs")
            && ctx.document.slice(notice.range).contains("NJG")
            || ctx.document.text.contains("Vorverfahren wird angeordnet"))
}

/// The Land of the request, else the one the letter shows.
pub(super) fn land(ctx: &Context<'_>) -> Option<Land> {
    // A piece of a letter does not show who issued it, and on that the remedy may depend.
    let shown = || ctx.letter.is_whole().then(|| ctx.ruleset.laender().land_of(ctx)).flatten();
    ctx.settings.land.or_else(shown).or_else(|| named_land(ctx))
}

/// A piece whose first lines name the issuer with its Land: "Landratsamt Ostenried (Baden-Württemberg)", "…, Freistaat Bayern".
fn named_land(ctx: &Context<'_>) -> Option<Land> {
    let first = ctx.document.slice(ctx.document.blocks.first()?.range).lines().next()?.to_lowercase();
    let issuer = ["stadt", "landkreis", "kreis", "landratsamt", "amt", "behörde", "verwaltung"];
    if ctx.letter.is_whole() || first.len() > 90 || !issuer.iter().any(|w| first.contains(w)) {
        return None;
    }
    let mut named = Land::all().filter(|land| {
        let name = land.name().to_lowercase();
        first.contains(&format!("({name})")) || first.contains(&format!("freistaat {name}"))
    });
    named.next().filter(|_| named.next().is_none())
}

/// What the decision is about; `None` for letters that are none of an immigration or naturalisation office.
fn acts(ctx: &Context<'_>) -> Option<Acts> {
    let naturalisation =
        [LetterKind::Naturalisation, LetterKind::NaturalisationRefusal].iter().any(|k| has_kind(ctx, *k))
            || ctx.letter.citations.iter().flat_map(|c| &c.refs).filter(|r| r.law == "StAG").count() >= 2
            || burdens(ctx).any(|p| words_of(ctx, p).contains("einbürgerung"));
    if naturalisation {
        return Some(Acts::Naturalisation);
    }
    let residence = burdens(ctx).any(|p| match p.ruling {
        Ruling::Expel | Ruling::Threaten | Ruling::Leave | Ruling::Ban | Ruling::Loss => true,
        Ruling::Refuse => {
            let words = words_of(ctx, p);
            ["aufenthalts", "niederlassung", "visum", "blaue karte"].iter().any(|w| words.contains(w))
        }
        _ => false,
    });
    let kind =
        [LetterKind::Refusal, LetterKind::Expulsion, LetterKind::DeportationWarning, LetterKind::EntryBan];
    let residence = residence || kind.iter().any(|k| has_kind(ctx, *k));
    Some(if residence { Acts::Residence } else { Acts::Other })
}

/// The body without name or seat, the office for an action, the court for an objection, the court of another Land.
pub(crate) fn bodies(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    for notice in offering(ctx) {
        let objection = notice.offers(RemedyKind::Objection);
        let action = notice.offers(RemedyKind::Action);
        if objection == action {
            continue;
        }
        if action { court(ctx, notice, found) } else { office(ctx, notice, found) }
    }
}

fn court(ctx: &Context<'_>, notice: &Notice, found: &mut Vec<Found>) {
    // A court that is named only for interim relief is not the one to sue at.
    let offered = |b: &&letter::Body| notice.offers.iter().any(|o| o.sentence.contains_range(b.range));
    let elsewhere = notice.bodies.iter().find(|b| b.addressed && b.kind == BodyKind::Office && offered(b));
    let named = notice
        .bodies
        .iter()
        .filter(|b| elsewhere.is_none() || offered(b))
        .find(|b| b.kind == BodyKind::Court && b.town.is_some());
    if let Some(court) = named {
        // Only the table knows courts; a town that is not in it is never wrong.
        let town = court.town.as_deref().unwrap_or_default();
        let laender = ctx.ruleset.laender();
        if let (Some(own), Some(there)) = (ctx.settings.land, laender.land_of_court(town))
            && own != there
            && laender.row(own).is_some_and(|r| !r.courts.iter().any(|c| c == town))
        {
            found.push(says(
                ctx,
                court.range,
                format!(
                    "dieses Gericht liegt in {}, nicht in {} (§ 52 Nummer 3 VwGO)",
                    there.name(),
                    own.name()
                ),
                format!("this court is in {}, not in {} (§ 52 no. 3 VwGO)", there.name(), own.name()),
            ));
        }
        return;
    }
    let court = notice.bodies.iter().find(|b| b.kind == BodyKind::Court || is_vague_court(ctx, b));
    // What an office decides by the AsylbLG or a social code goes to the social courts (§ 51 SGG).
    let social = ctx
        .letter
        .citations
        .iter()
        .flat_map(|c| &c.refs)
        .any(|r| r.law == "AsylbLG" || r.law == "SGG" || r.law.starts_with("SGB"));
    let other = notice.bodies.iter().find(|b| b.kind == BodyKind::OtherCourt && b.addressed);
    if let Some(other) = other.filter(|_| court.is_none() && !social) {
        found.push(says(
            ctx,
            other.range,
            "über eine Klage gegen diese Entscheidung entscheidet das Verwaltungsgericht (§§ 40, 45 VwGO)",
            "an action against this decision goes to the administrative court (§§ 40, 45 VwGO)",
        ));
        return;
    }
    if let Some(court) = court.filter(|_| elsewhere.is_none()) {
        found.push(says(
            ctx,
            court.range,
            "es fehlen Name und Ort des Gerichts, zum Beispiel „Verwaltungsgericht Musterstadt“",
            "name and town of the court are missing, for example “Verwaltungsgericht Musterstadt”",
        ));
        return;
    }
    let office = notice.bodies.iter().find(|b| {
        b.addressed
            && matches!(b.kind, BodyKind::Office | BodyKind::District | BodyKind::Vague | BodyKind::Own)
    });
    if let Some(office) = elsewhere.or(office) {
        found.push(says(
            ctx,
            office.range,
            "die Klage geht an das Verwaltungsgericht, nicht an das Amt (§ 81 VwGO)",
            "an action goes to the administrative court, not to the office (§ 81 VwGO)",
        ));
    } else if speaks_fully(ctx, notice) {
        found.push(says(
            ctx,
            offer_place(notice),
            "es fehlt das Gericht mit Ort, zum Beispiel „Verwaltungsgericht Musterstadt“",
            "the court and its town are missing, for example “Verwaltungsgericht Musterstadt”",
        ));
    }
}

fn is_vague_court(ctx: &Context<'_>, body: &letter::Body) -> bool {
    body.kind == BodyKind::Vague && ctx.document.slice(body.range).to_lowercase().contains("gericht")
}

fn office(ctx: &Context<'_>, notice: &Notice, found: &mut Vec<Found>) {
    let is = |kind: BodyKind| notice.bodies.iter().find(|b| b.kind == kind && b.addressed);
    // "bei der hierfür zuständigen Stelle": where the objection goes is said where it is offered, not where the office is spoken of.
    let within = |b: &letter::Body| notice.offers.iter().any(|o| o.sentence.contains_range(b.range));
    let here = || notice.bodies.iter().filter(|b| within(b));
    let vague_here = here().any(|b| b.kind == BodyKind::Vague && b.addressed && !is_vague_court(ctx, b))
        && !here().any(|b| matches!(b.kind, BodyKind::Office | BodyKind::Own));
    if notice.bodies.iter().any(|b| b.kind == BodyKind::Office) && !vague_here {
        return;
    }
    let warning = |mut f: Found| {
        f.severity = Some(Severity::Warning);
        f
    };
    let court = notice.bodies.iter().find(|b| {
        b.kind == BodyKind::Court && notice.offers.iter().any(|o| o.sentence.contains_range(b.range))
    });
    if let Some(vague) = is(BodyKind::Vague).filter(|b| !is_vague_court(ctx, b)) {
        found.push(says(
            ctx,
            vague.range,
            "es fehlen Name und Ort der Stelle",
            "name and town of the body are missing",
        ));
    } else if let Some(district) = is(BodyKind::District) {
        found.push(warning(says(
            ctx,
            district.range,
            "der Sitz fehlt: nennen Sie den Ort, am besten die ganze Adresse",
            "the seat is missing: name the town, best the whole address",
        )));
    } else if let Some(court) = court {
        found.push(says(
            ctx,
            court.range,
            "der Widerspruch geht an das Amt, das entschieden hat, nicht an das Gericht (§ 70 Absatz 1 VwGO)",
            "an objection goes to the office that decided, not to the court (§ 70(1) VwGO)",
        ));
    } else if let Some(own) = is(BodyKind::Own) {
        found.push(warning(says(
            ctx,
            own.range,
            "nennen Sie Ihr Amt hier mit Namen und Ort",
            "name your office here with its town",
        )));
    } else if speaks_fully(ctx, notice) {
        found.push(says(
            ctx,
            offer_place(notice),
            "es fehlt die Stelle mit Ort, bei der man Widerspruch erhebt",
            "the body where one files the objection is missing, with its town",
        ));
    }
}
