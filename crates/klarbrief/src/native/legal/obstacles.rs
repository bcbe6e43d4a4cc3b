//! What stands against a deportation.

use letter::LetterKind;
use rule::Rule;

use super::deportation::{cites_sentence, threat};
use super::sheet::Sheet;
use crate::engine::{Context, Found};

/// Obstacles to deportation: examined, with facts of the case.
pub(in crate::native) fn obstacles(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const EXAMINED: &[&str] = &[
        "abschiebungsverbot*",
        "abschiebungshindernis*",
        "abschiebehindernis*",
        "abschiebeverbot*",
        "vollstreckungshindernis*",
        "duldungsgründe*",
        "duldungsgrund",
        "hindernis*",
        "gründe* … gegen … abschiebung",
        "gegen ~ abschiebung",
        "abschiebung … entgegen",
        "entgegen … abschiebung",
        "abschiebung … nicht … entgegen",
        "abschiebung … im wege",
        "entgegensteh*",
        "stehen|steht … androhung|abschiebung … entgegen",
        "androhung … nicht im wege",
        "gefahr|gefahren|gefährdung in|im|bei",
        "kindeswohl",
        "wohl des|der|ihres|ihrer kindes|kinder|tochter|sohnes",
        "familiäre|familiären bindung|bindungen",
        "gesundheitszustand",
        "gesundheitlich|gesundheitliche|gesundheitlichen",
        "reisefähig*",
        "verfolgung",
    ];
    const TOPICS: &[&[&str]] = &[
        &["kind*", "tochter", "sohn", "sohnes", "söhne*", "töchter", "kinderlos", "minderjährig*"],
        &[
            "famil*",
            "ehe",
            "ehefrau",
            "ehemann",
            "angehörige*",
            "verwandte*",
            "eltern",
            "geschwister",
            "großeltern",
            "ledig",
            "lebensgefährt*",
            "frau",
            "mann",
        ],
        &[
            "gesund*",
            "krank*",
            "arzt",
            "ärzt*",
            "attest*",
            "reisefähig*",
            "behandl*",
            "beschwerden",
            "befund",
            "diagnos*",
        ],
        &["gefahr*", "verfolg*", "folter", "krieg", "abschiebungsverbot*", "bundesamt*", "asyl*", "bedroh*"],
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() || sheet.union_citizen() {
        return;
    }
    // The duty to leave follows from a conviction or an extradition: obstacles do not count then.
    let exempt = (0..sheet.lines.len()).any(|l| {
        cites_sentence(&sheet, l, "59", "3", "1")
            || sheet.has(
                l,
                &[
                    "infolge|aufgrund|wegen … verurteilung … ausreisepflichtig",
                    "ausreisepflichtig … verurteil*",
                    "auslieferung*",
                ],
            )
    });
    if exempt {
        return;
    }
    let hits: Vec<usize> = sheet.all(EXAMINED).iter().map(|h| h.line).collect();
    let rulings = if sheet.asks() { sheet.rulings() } else { Vec::new() };
    let hits: Vec<usize> = hits.into_iter().filter(|l| rulings.binary_search(l).is_err()).collect();
    let law = |l: usize| {
        sheet.has_norm(l)
            && sheet.has(l, &["wenn", "darf", "dürfen", "ist … anzudrohen", "setzt"])
            && !sheet.has(l, &["weil", "denn", "da sie|ihr|ihre"])
    };
    let matter = |l: usize| {
        sheet.near(l, 3).any(|n| {
            sheet.has(
                n,
                &[
                    "abschieb*",
                    "abgeschoben",
                    "entgegen*",
                    "hinder*",
                    "androh*",
                    "rückkehr",
                    "kindeswohl",
                    "im wege",
                ],
            )
        }) || sheet.near(l, 3).any(|n| {
            sheet.cites_in(sheet.range(n), "AufenthG", "59", "")
                || sheet.cites_in(sheet.range(n), "AufenthG", "60", "")
        })
    };
    let examined = |l: &usize| {
        if !matter(*l) {
            return false;
        }
        let lines = || {
            (l.saturating_sub(3)..=l + 3).filter(|n| {
                *n < sheet.lines.len()
                    && sheet.lines[*n].block == sheet.lines[*l].block
                    && !law(*n)
                    && rulings.binary_search(n).is_err()
            })
        };
        let topics = TOPICS.iter().filter(|t| lines().any(|n| sheet.has(n, t))).count();
        topics >= 2 && lines().any(|n| !law(n) && (sheet.fact(n) || concrete(&sheet, n)))
    };
    if hits.iter().any(examined) {
        return;
    }
    // The sentence that says it without facts, else the threat.
    const BARE: &[&str] = &[
        "abschiebungsverbot*|abschiebungshindernis*|hindernisse|abschiebehindernisse|abschiebeverbote|vollstreckungshindernisse … nicht|keine|kein|weder",
        "keine|kein … abschiebungsverbot*|abschiebungshindernis*|hindernis*|duldungsgründe",
        "abschiebung … nichts|nicht|keine … entgegen*",
        "abschiebung … nichts|nicht|keine … im wege",
        "nichts|keine … gegen … abschiebung",
        "gründe* … standen|stehen … nicht|keine … im|entgegen",
        "gründe* … entgegen* … nicht|keine",
        "keine|kein … gründe* … entgegen*",
        "stehen|steht … abschiebung|androhung … nicht|nichts|keine … entgegen",
    ];
    let severe = |mut f: Found| {
        let mentions = sheet.says(&[
            "ihr|ihre|ihrem|ihren kind|kinder|kindern|tochter|sohn",
            "attest*",
            "krankheit",
            "erkrank*",
            "schwanger*",
        ]);
        let text = if mentions {
            "Der Brief spricht von Kindern, Familie oder Krankheit: Schreiben Sie mit Tatsachen, warum sie der Abschiebung nicht entgegenstehen"
        } else {
            "Schreiben Sie mit Tatsachen des Falls, dass kein Abschiebungsverbot, Kindeswohl, familiäre Bindungen oder Gesundheit entgegenstehen"
        };
        f.given = vec![text.to_owned()];
        f
    };
    let line = threat(&sheet);
    if let Some(hit) = sheet.first(BARE).filter(|h| rulings.binary_search(&h.line).is_err()) {
        if line.is_some() || sheet.is(LetterKind::DeportationWarning) {
            found.push(severe(sheet.mark_line(hit.line)));
        }
    } else if let Some(line) = line.filter(|_| sheet.asks()) {
        // In a piece the sentence about the child or the illness is what was left without an answer.
        let told = || {
            sheet.reason(&[
                "ihr|ihre|ihrem|ihren kind|kinder|tochter|sohn",
                "attest*",
                "*krankheit",
                "*erkrank*",
                "schwanger*",
            ])
        };
        let at = if sheet.whole() { None } else { told() };
        found.push(severe(sheet.mark_line(at.map_or(line, |h| h.line))));
    }
}

/// A sentence about this person without date or number: "Sie sind gesund", "Kinder haben Sie nicht".
fn concrete(sheet: &Sheet<'_>, line: usize) -> bool {
    sheet.has(line, &["sie|ihr|ihre|ihrem|ihren|ihrer|ihnen"])
        && sheet.has(line, &["haben|leben|lebt|sind|waren|nannten|genannt|verneint|angegeben|erklärt|untersucht|nimmt|wohnen|wohnt|gaben|sagten"])
}
