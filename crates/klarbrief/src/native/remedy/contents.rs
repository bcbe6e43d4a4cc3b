//! Period, its start, forms and additions of a notice.

use diagnostic::Severity;
use jiff::ToSpan;
use jiff::civil::Date;
use letter::{FormKind, Notice, PartKind, Period, RemedyKind, StartKind, Unit};
use rule::Rule;

use super::which::land;
use super::{at, is_asylum, offer_place, offering, says, speaks_fully};
use crate::engine::{Context, Found};

/// A period that is not one month (two weeks or one under the Asylum Act), or none.
pub(crate) fn periods(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let asylum = is_asylum(ctx);
    let should = |de_asylum: &str, en_asylum: &str| {
        if asylum {
            (de_asylum.to_owned(), en_asylum.to_owned())
        } else {
            (
                "Die Frist für Widerspruch oder Klage ist ein Monat (§ 70 Absatz 1, § 74 Absatz 1 VwGO)"
                    .to_owned(),
                "The period for an objection or action is one month (§ 70(1), § 74(1) VwGO)".to_owned(),
            )
        }
    };
    let (de, en) = should(
        "Nach dem Asylgesetz sind es zwei Wochen, in einigen Fällen eine Woche (§ 74 Absatz 1 AsylG)",
        "Under the Asylum Act it is two weeks, in some cases one (§ 74(1) AsylG)",
    );
    for notice in &ctx.letter.remedies.notices {
        for period in &notice.periods {
            let right = match (period.unit, period.value) {
                (Unit::Month, 1) => !asylum,
                (Unit::Week, 1 | 2) | (Unit::Day, 7 | 14) => asylum,
                (Unit::Date, _) => {
                    if let Some(f) = early_end(ctx, period, asylum) {
                        found.push(f);
                    }
                    true
                }
                _ => false,
            };
            // A text that speaks of a year says what follows from a wrong notice.
            if !right && period.unit != Unit::Year {
                found.push(says(ctx, period.range, de.clone(), en.clone()));
            }
        }
        if notice.periods.is_empty() && speaks_fully(ctx, notice) {
            found.push(says(
                ctx,
                offer_place(notice),
                format!("Die Frist fehlt. {de}"),
                format!("The period is missing. {en}"),
            ));
        }
    }
}

/// A computed end of the period that comes before it can end.
fn early_end(ctx: &Context<'_>, period: &Period, asylum: bool) -> Option<Found> {
    let written = letter_date(ctx)?;
    let end = read_date(ctx.document.slice(period.range))?;
    let day = land(ctx).and_then(|l| ctx.ruleset.laender().row(l)).map_or(4, |r| i64::from(r.day));
    let notified = written.checked_add(day.days()).ok()?;
    let first = if asylum { notified.checked_add(1.week()) } else { notified.checked_add(1.month()) }.ok()?;
    (end < first).then(|| {
        let first = format!("{}.{}.{}", first.day(), first.month(), first.year());
        says(
            ctx,
            period.range,
            format!("Vor dem {first} kann die Frist nicht enden: sie beginnt erst am {day}. Tag nach der Aufgabe zur Post"),
            format!("The period cannot end before {first}: it starts only on day {day} after posting"),
        )
    })
}

/// The date of the letter.
fn letter_date(ctx: &Context<'_>) -> Option<Date> {
    ctx.letter
        .parts
        .iter()
        .filter(|p| p.kind == PartKind::Date)
        .find_map(|p| read_date(ctx.document.slice(p.range)))
}

/// The first full date in a text: "04.05.2026", "4. Mai 2026".
fn read_date(text: &str) -> Option<Date> {
    letter::value::dates(text).iter().find_map(letter::value::DateMention::date)
}

/// The period runs from the date of the letter.
pub(crate) fn wrong_start(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    starts(ctx, StartKind::Date, found);
}

/// The period runs from receipt, or from service although the letter goes by simple post.
pub(crate) fn risky_start(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    starts(ctx, StartKind::Receipt, found);
    if simple_post(ctx) {
        starts(ctx, StartKind::Service, found);
    }
}

fn starts(ctx: &Context<'_>, kind: StartKind, found: &mut Vec<Found>) {
    let all = ctx.letter.remedies.notices.iter().flat_map(|n| &n.starts);
    found.extend(all.filter(|s| s.kind == kind).map(|s| at(ctx, s.range)));
}

/// The letter says that it goes by simple post, and nowhere that it is served.
fn simple_post(ctx: &Context<'_>) -> bool {
    let head = [
        PartKind::Sender,
        PartKind::Address,
        PartKind::Contact,
        PartKind::Reference,
        PartKind::Subject,
        PartKind::Body,
    ];
    let text = super::table::head_of(ctx, &head);
    let posted =
        ["einfacher brief", "mit einfacher post", "per einfachem brief", "einfachem brief", "per post"];
    let served = ["zustell", "einschreiben", "empfangsbekenntnis"];
    posted.iter().any(|w| text.contains(w)) && !served.iter().any(|w| text.contains(w))
}

/// Forms that are too few, do not suffice or are gone.
pub(crate) fn forms(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    for notice in &ctx.letter.remedies.notices {
        for form in notice.forms.iter().filter(|f| !f.denied) {
            match form.kind {
                FormKind::Email => found.push(says(
                    ctx,
                    form.range,
                    "Eine einfache E-Mail genügt nicht, weder für den Widerspruch noch für die Klage (§ 3a VwVfG, § 55a VwGO)",
                    "A simple e-mail does not suffice, neither for an objection nor for an action (§ 3a VwVfG, § 55a VwGO)",
                )),
                FormKind::DeMail => {
                    let mut f = says(
                        ctx,
                        form.range,
                        "De-Mail gibt es als Form nicht mehr (§ 3a Absatz 3 VwVfG, § 55a Absatz 4 VwGO)",
                        "De-Mail is gone as a form (§ 3a(3) VwVfG, § 55a(4) VwGO)",
                    );
                    f.severity = Some(Severity::Warning);
                    found.push(f);
                }
                _ => {}
            }
        }
        found.extend(signed_by_hand(ctx, notice));
        let written = notice.forms.iter().find(|f| f.kind == FormKind::Written);
        let Some(written) = written else { continue };
        if has(notice, FormKind::Record) {
            continue;
        }
        if notice.offers(RemedyKind::Objection) && !notice.offers(RemedyKind::Action) {
            found.push(says(
                ctx,
                written.range,
                "Ein Widerspruch geht schriftlich, elektronisch, schriftformersetzend oder zur Niederschrift (§ 70 Absatz 1 VwGO); hier fehlt mindestens die Niederschrift",
                "An objection can be made in writing, electronically, by a substitute for writing or on record (§ 70(1) VwGO); here at least the record is missing",
            ));
        } else if notice.offers(RemedyKind::Action)
            && !notice.offers(RemedyKind::Objection)
            && !has(notice, FormKind::Electronic)
        {
            let mut f = says(
                ctx,
                written.range,
                "Die Klage kann man beim Verwaltungsgericht auch zu Protokoll erklären (§ 81 Absatz 1 VwGO)",
                "An action can also be declared on record at the administrative court (§ 81(1) VwGO)",
            );
            f.severity = Some(Severity::Warning);
            found.push(f);
        }
    }
}

/// "Der Widerspruch muss handschriftlich unterschrieben sein": leaves out the electronic form and the record.
fn signed_by_hand(ctx: &Context<'_>, notice: &Notice) -> Option<Found> {
    notice.blocks.clone().find_map(|b| {
        let p = ctx.paragraphs.get(b)?;
        let at = p.sentences.iter().position(|s| {
            let has = |words: &[&str]| p.tokens_of(s).iter().any(|t| words.contains(&p.norm(t)));
            has(&["handschriftlich", "eigenhändig", "handschriftliche", "eigenhändige"])
                && has(&["muss", "müssen", "nur", "erforderlich", "zwingend"])
                && has(&["widerspruch", "klage", "er", "sie", "rechtsbehelf"])
                && !has(&["nicht", "oder", "kein", "keine"])
        })?;
        Some(says(
            ctx,
            ctx.sentence_range(b, at),
            "Eine Unterschrift von Hand ist nicht die einzige Form: elektronisch und zur Niederschrift geht es ohne sie (§ 70 Absatz 1, §§ 55a, 81 VwGO)",
            "A signature by hand is not the only form: electronically and on record it goes without (§ 70(1), §§ 55a, 81 VwGO)",
        ))
    })
}

fn has(notice: &Notice, kind: FormKind) -> bool {
    notice.forms.iter().any(|f| f.kind == kind)
}

/// The electronic form is missing where the other forms of an objection are named.
pub(crate) fn missing_electronic(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    for notice in offering(ctx) {
        let objection = notice.offers(RemedyKind::Objection) && !notice.offers(RemedyKind::Action);
        if objection && has(notice, FormKind::Record) && !has(notice, FormKind::Electronic) {
            let place =
                notice.forms.iter().find(|f| f.kind == FormKind::Record).map_or(notice.range, |f| f.range);
            found.push(at(ctx, place));
        }
    }
}

/// Demands beyond the law.
pub(crate) fn extras(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let all = ctx.letter.remedies.notices.iter().flat_map(|n| &n.extras);
    found.extend(all.map(|e| at(ctx, e.range)));
}
