//! The loss of the right to free movement.

use letter::{LetterKind, Ruling};
use rule::Rule;

use super::period::periods;
use super::sheet::Sheet;
use super::words;
use crate::engine::{Context, Found};

/// The loss rests on a conviction alone.
pub(in crate::native) fn conviction_only(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const ONLY: &[&str] = &[
        "durch|mit|wegen|aufgrund|infolge|anhand … verurteilung|urteil|straftaten|straftat|strafe|haftstrafe|freiheitsstrafe … erfüllt|gegeben|gerechtfertigt|begründet|belegt|ergibt|festgestellt|festzustellen|verloren|stellen",
        "verurteilung|verurteilungen|straftat|straftaten|urteil|freiheitsstrafe|strafe … rechtfertigt|rechtfertigen|genügt|genügen|reicht|reichen|begründet|begründen|führt|führen|trägt|belegt|zeigt|zeigen|belegen",
        "das|dies zeigen|zeigt|belegt|belegen|ergibt ~ verurteilung*|urteil*|straftat*|strafe*",
        "wegen|aufgrund ~ vorstrafen|straftaten|verurteilung|verurteilungen … nicht bleiben|ausreisen|verloren|überwiegt|verlust",
        "vorstrafen|strafregister|eintragungen|einträge … reicht|reichen|genügt|genügen|rechtfertigt|rechtfertigen|zeigt|zeigen",
        "weil|da … verurteilt … stellen|wird|haben … fest|festgestellt|verloren",
        "gründe|voraussetzung*|gefahr|gefährdung ~ mit|durch ~ urteil|verurteilung ~ vor|gegeben|erfüllt|belegt",
        "verurteilt … deshalb|daher|damit|somit … verlust|verloren|recht",
        "verlust … weil|da|wegen|aufgrund … verurteilt|verurteilung|straftaten|straftat",
        "recht … verloren … weil|da|wegen … verurteilt|verurteilung|straftaten|straftat",
    ];
    const DANGER: &[&str] = &[
        "gefahr*",
        "gefährlich*",
        "gefährde*",
        "gegenwärtig*",
        "wiederholungsgefahr",
        "rückfall*",
        "künftig*",
        "erneut",
        "prognose",
        "weitere* taten|straftaten",
    ];
    const FACTORS: [&[&str]; 5] = [
        &["aufenthalt* … jahre*|seit|dauer", "jahre* … hier|deutschland", "dauer", "seit … jahren"],
        &["alter", "jahre alt", "gesund*", "krank*", "blut*"],
        &["famil*", "tochter", "sohn", "kind*", "ehefrau", "ehemann", "partner*", "angehörig*"],
        &["arbeit*", "wirtschaft*", "integr*", "sprach*", "deutschkenntnis*", "sozial*", "kulturell*"],
        &["bindung*", "herkunftsstaat", "herkunftsland", "heimat*", "dort", "zurückkehr*"],
    ];
    let sheet = Sheet::new(ctx);
    let loses = sheet.is(LetterKind::LossOfFreeMovement)
        || sheet.point(&[Ruling::Loss]).is_some()
        || sheet.cites("FreizügG/EU", "6", "1")
            && sheet.says(&["recht ~ verloren", "verlust ~ recht*|freizügigkeit*"]);
    if sheet.announces() || !loses {
        return;
    }
    // Findings that the conditions of the right fell away need no danger.
    let order = sheet.cites("FreizügG/EU", "6", "")
        || sheet.says(&["verurteil*", "straftat*", "öffentlichen ordnung"]);
    let other = (sheet.cites("FreizügG/EU", "5", "4") || sheet.cites("FreizügG/EU", "2", "4"))
        && !sheet.cites("FreizügG/EU", "6", "1");
    if !order || other {
        return;
    }
    let say = |mut f: Found, text: &str| {
        f.given = vec![text.to_owned()];
        f.repeats = true;
        f
    };
    let danger = |l: usize| sheet.has(l, DANGER);
    let formula = sheet.all(ONLY).into_iter().find(|h| {
        let l = h.line;
        let denied = sheet.has(l, &["nicht|kein|keine|nie"]) && !sheet.has(l, &["nicht bleiben|mehr"]);
        let goes_on = sheet.near(l, 2).any(|n| {
            danger(n)
                && (sheet.fact(n) || sheet.has(n, &["weil", "denn", "da"]))
                && !sheet.has(n, &["nötig ist|sind"])
        });
        !denied && !goes_on && !danger(l)
    });
    // "Sie wurden verurteilt. Damit steht fest, dass …"
    let dangerous = sheet.says(DANGER);
    let concludes = || {
        (1..sheet.lines.len()).find(|l| {
            sheet.has(*l, &["damit|deshalb|daher|somit|folglich|also|mithin … verlust|verloren|freizügigkeit*|feststell*|recht|voraussetzung*", "das|dies|sie|diese reicht|genügt|zeigt|zeigen|rechtfertigt|belegt"])
                && sheet.has(*l - 1, &["verurteil*", "straftat*", "straffällig*", "strafregister*", "vorstrafen"])
                && !dangerous
        })
    };
    let formula = formula.or_else(|| {
        concludes().and_then(|l| {
            sheet.find_in(l, &["damit|deshalb|daher|somit|folglich|also|mithin|das|dies|sie|diese"])
        })
    });
    if let Some(hit) = formula {
        found.push(say(sheet.mark_line(hit.line), "Eine Verurteilung allein genügt nicht: Schreiben Sie, welche gegenwärtige Gefahr vom persönlichen Verhalten ausgeht (§ 6 Absatz 2 FreizügG/EU)"));
    }
    if !sheet.asks() {
        return;
    }
    let point = sheet.point(&[Ruling::Loss]).map(|p| sheet.mark_point(p));
    let said = || {
        sheet.first(&["recht ~ verloren", "verlust ~ recht*|freizügigkeit*"]).map(|h| sheet.mark_line(h.line))
    };
    let Some(at) = point.or_else(said) else { return };
    let place = || at.clone();
    let foretold = (0..sheet.lines.len()).any(|l| {
        danger(l)
            && sheet.near(l, 1).any(|n| {
                sheet.has(n, &["weil", "denn", "da", "zeigt", "ergibt", "belegt", ":"])
                    && (sheet.fact(n) || sheet.has(n, words::PERSON))
                    && !sheet.has(n, &["vollziehung"])
            })
    });
    if !foretold && found.is_empty() {
        found.push(say(place(), "Schreiben Sie, welche gegenwärtige und hinreichend schwere Gefahr vom persönlichen Verhalten ausgeht (§ 6 Absatz 2 FreizügG/EU)"));
    }
    // The factors count where the letter weighs: in the sentences about the danger, or for and against the person.
    let weighs: Vec<usize> = (0..sheet.lines.len())
        .filter(|l| {
            sheet.has(
                *l,
                &[
                    "gunsten",
                    "lasten",
                    "für sie spr*",
                    "gegen sie spr*",
                    "berücksichtig*",
                    "abwäg*",
                    "abgewogen",
                    "bedacht",
                    "gewürdigt",
                    "interesse",
                    "ermessen",
                    "bindung*",
                    "stehen … entgegen",
                ],
            )
        })
        .filter(|l| !sheet.has(*l, &["vollziehung"]))
        .collect();
    let touched = FACTORS
        .iter()
        .filter(|f| {
            weighs.iter().any(|l| {
                (!sheet.has_norm(*l) || sheet.has(*l, &["wir|ich|haben|habe"]))
                    && sheet.near(*l, 1).any(|n| sheet.has(n, f))
            })
        })
        .count();
    if touched < 3 {
        found.push(say(place(), "Wägen Sie Dauer des Aufenthalts, Alter, Gesundheit, Familie, Arbeit und Bindungen ab (§ 6 Absatz 3 FreizügG/EU)"));
    }
    // Five years of lawful stay: only serious grounds.
    let settled = sheet.says(&["daueraufenthaltsrecht", "recht auf daueraufenthalt"]) || long_stay(&sheet);
    let serious = sheet.cites("FreizügG/EU", "6", "4")
        || sheet.cites("FreizügG/EU", "4a", "")
        || sheet.cites("FreizügG/EU", "6", "5") && sheet.says(&["zwingend*"]);
    if settled
        && !serious
        && !sheet.says(&[
            "kein daueraufenthaltsrecht",
            "daueraufenthaltsrecht … nicht",
            "kein recht auf daueraufenthalt",
        ])
    {
        let stay = sheet
            .reason(&["seit … jahren", "aufenthalt* von", "daueraufenthalt*"])
            .filter(|_| sheet.decides());
        let at = stay.map_or_else(place, |h| sheet.mark_line(h.line));
        found.push(say(at, "Nach fünf Jahren rechtmäßigem Aufenthalt braucht es schwerwiegende, nach zehn Jahren zwingende Gründe: Gehen Sie darauf ein (§ 6 Absatz 4 und 5 FreizügG/EU)"));
    }
}

/// "seit acht Jahren hier", "Ihr Aufenthalt von acht Jahren".
fn long_stay(sheet: &Sheet<'_>) -> bool {
    (0..sheet.lines.len()).any(|l| {
        let p = sheet.paragraph(l);
        sheet.has(l, &["seit … jahren", "aufenthalt* von", "leben … seit"])
            && sheet.has(l, &["hier", "deutschland", "aufenthalt*", "bundesgebiet"])
            && periods(p, p.sentences[sheet.lines[l].sentence].indices()).iter().any(|d| {
                // "29 Jahre alt", "zu sechs Jahren Freiheitsstrafe" are no stay.
                let next = p.tokens.get(d.tokens.end).map_or("", |t| p.norm(t));
                let other = ["alt", "freiheitsstrafe", "jugendstrafe", "haft"].contains(&next);
                d.years() >= 4.99 && !other
            })
    })
}
