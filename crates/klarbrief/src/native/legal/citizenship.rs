//! Naturalisation: refusals, certificates, withdrawal, fees.

use letter::{LetterKind, PartKind, Ruling};
use rule::Rule;
use text::TokenKind;

use super::period::periods;
use super::sheet::{Sheet, say};
use super::words;
use crate::engine::{Context, Found};
use crate::native::number;

fn refuses(sheet: &Sheet<'_>) -> bool {
    sheet.is(LetterKind::NaturalisationRefusal) && sheet.point(&[Ruling::Retract, Ruling::Grant]).is_none()
}

/// The refusal names no number and no facts, or rests on law that is gone.
pub(in crate::native) fn blanket_refusal(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    if let Some(line) = bare_reason(&sheet) {
        found.push(say(sheet.mark_line(line), "Schreiben Sie, welche Nummer mit welchen Tatsachen nicht erfüllt ist (§ 10 Absatz 1, §§ 11, 12a StAG)"));
        return;
    }
    for (line, _) in sheet.lines.iter().enumerate() {
        let range = sheet.range(line);
        let former = sheet.has(
            line,
            &[
                "a|alte* . f",
                "a. f.",
                "aufgehoben*",
                "früher*",
                "damals",
                "bis zum #date",
                "bisherige*",
                "geltenden fassung",
            ],
        ) && !sheet.has(line, &["müssten|müssen"]);
        let repealed = sheet.letter().citations_in(range).iter().any(|c| {
            !c.former
                && c.refs
                    .iter()
                    .any(|r| r.law == "StAG" && r.section == "10" && r.paragraph.as_deref() == Some("3"))
        });
        if repealed && !former {
            found
                .push(say(sheet.mark_line(line), "§ 10 Absatz 3 StAG ist seit dem 27. Juni 2024 aufgehoben"));
            continue;
        }
        let p = sheet.paragraph(line);
        let span = p.sentences[sheet.lines[line].sentence].indices();
        let eight = periods(p, span).into_iter().find(|d| (d.years() - 8.0).abs() < 0.01);
        let demanded = sheet.has(line, &["verlangt|fordert|setzt … acht|8 jahre*", "acht|8 jahre* … verlangt|nötig|erforderlich"])
            && sheet.cites_in(range, "StAG", "10", "")
            || sheet.has(line, &["acht|8 jahre* … aufenthalt*|rechtmäßig*|gewöhnlich*", "aufenthalt* … acht|8 jahre*"]) && sheet.has(line, &["müssen|müssten|setzt|verlangt|erforderlich|nachweisen|voraus|mindestens|voraussetzung*|bedarf"]);
        if eight.is_some() && demanded && !former {
            found.push(say(sheet.mark_line(line), "Nötig sind fünf Jahre Aufenthalt, nicht acht (§ 10 Absatz 1 Satz 1 StAG, seit dem 27. Juni 2024)"));
            continue;
        }
        if !refuses(&sheet) || sheet.ctx.part(sheet.lines[line].block) == PartKind::Hints {
            continue;
        }
        let general = sheet.has(
            line,
            &[
                "voraussetzung* … nicht|keine … erfüllt|erfüllen|vor|gegeben|vorliegen",
                "voraussetzung* erfüllen|erfüllt ~ nicht",
                "daran|hieran fehlt es",
                "erfüllen … voraussetzung* … nicht",
                "nicht … voraussetzung* … erfüllt",
                "liegen … voraussetzung* … nicht",
                "anspruch … besteht|haben … nicht|kein*",
                "kein*|keinen anspruch … einbürgerung",
                "voraussetzung* … fehlen|fehlt|mangelt",
                "einbürgerungsvoraussetzung* … nicht",
                "einbürgerung … kommt … nicht in betracht",
                "kommt … einbürgerung … nicht in betracht",
            ],
        ) && !(sheet.cites_in(range, "StAG", "8", "")
            || sheet.has(line, &["auch", "ermessen*"]));
        // "Daran fehlt es, wie folgende Aufstellung zeigt:" leads to the facts.
        let leads = sheet.ctx.document.slice(range).trim_end().ends_with(':');
        if !general || leads || sheet.has(line, &["wenn", "sobald", "falls"]) {
            continue;
        }
        let numbered =
            sheet.letter().citations_in(range).iter().any(|c| c.refs.iter().any(|r| r.number.is_some()));
        let fact = sheet.fact_near(line, 1)
            || sheet.has(line, &["weil", "da", "denn", ":"]) && (numbered || sheet.fact(line));
        // The facts may stand before it: in the same paragraph, or as a calculation whose lines lead to it.
        let block = sheet.lines[line].block;
        let led = (line.saturating_sub(4)..line).any(|l| {
            sheet.lines[l].block + 4 >= block && sheet.lines[l].block < block && sheet.has(l, &["#num euro"])
        });
        let before = line > 0 && sheet.lines[line - 1].block == block && sheet.fact(line - 1)
            || led && sheet.has(line, words::CAUSE);
        if !fact && !before {
            found.push(say(sheet.mark_line(line), "Schreiben Sie, welche Nummer mit welchen Tatsachen nicht erfüllt ist (§ 10 Absatz 1, §§ 11, 12a StAG)"));
        }
    }
}

/// A piece that refuses in one sentence without a number of the law and without a date or figure.
fn bare_reason(sheet: &Sheet<'_>) -> Option<usize> {
    if !sheet.decides() || !refuses(sheet) {
        return None;
    }
    let cited = sheet.letter().citations.iter().flat_map(|c| &c.refs).any(|r| r.law == "StAG");
    let fact = (0..sheet.lines.len())
        .filter(|l| sheet.ctx.part(sheet.lines[*l].block) != PartKind::OperativePart)
        .any(|l| sheet.has(l, &["#date", "#num"]));
    let lacks = sheet.reason(&["kein|keine|keinen|keinerlei|nicht|fehlt|fehlen|mangelt|mangels"])?;
    (!cited && !fact).then_some(lacks.line)
}

/// § 10 is refused, § 8 never mentioned.
pub(in crate::native) fn discretion(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if !sheet.asks()
        || !refuses(&sheet)
        || !sheet.cites("StAG", "10", "")
        || sheet.cites("StAG", "8", "")
        || sheet.says(&["ermessenseinbürgerung", "einbürgerung nach ermessen", "einbürgerung … ermessen"])
    {
        return;
    }
    if let Some(line) = (0..sheet.lines.len()).find(|l| sheet.cites_in(sheet.range(*l), "StAG", "10", "")) {
        found.push(sheet.mark_line(line));
    }
}

/// Naturalised by letter.
pub(in crate::native) fn certificate(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const BY_LETTER: &[&str] = &[
        "hiermit|hierdurch|damit|dadurch … eingebürgert",
        "eingebürgert|bürgern … hiermit|hierdurch",
        "bürgern|bürgere … hiermit … ein",
        "sind|ist|seid|wurden … mit|ab|durch|seit bekanntgabe|zugang|zustellung|heute|sofort|erhalt|diesem|diesen … eingebürgert",
        "sind|ist … mit|durch|ab … zugang|zustellung|bekanntgabe|erhalt|schreiben|bescheid|brief|heute|sofort … eingebürgert|deutscher|deutsche",
        "ab|mit|seit heute|sofort … deutsche|deutscher|staatsangehörigkeit|staatsangehörige*|staatsbürger*",
        "besitzen|haben|sind … ab|seit heute|sofort … staatsangehörigkeit|deutsche|deutscher",
        "mit|durch diesem|diesen brief|schreiben|bescheid … deutsche|deutscher|eingebürgert|staatsangehörigkeit",
        "mit|bei zugang|erhalt|zustellung|bekanntgabe … deutsche|deutscher|eingebürgert|staatsangehörigkeit",
        "einbürgerung … abgeschlossen|vollzogen",
        "einbürgerung … wirksam … zugang|zustellung|bekanntgabe|brief|schreiben|erhalt",
        "einbürgerung … wird|ist … mit|durch zugang|zustellung|bekanntgabe|erhalt|diesem|diesen … wirksam|vollzogen",
        "urkunde|einbürgerungsurkunde … post|zugesandt|zugeschickt|übersandt|beigefügt|anbei",
        "urkunde|einbürgerungsurkunde … senden|schicken|übersenden|zusenden … zu|ihnen|wir",
        "senden|schicken|übersenden … urkunde|einbürgerungsurkunde",
        "urkunde|einbürgerungsurkunde … per post",
        "deutsche staatsangehörigkeit … verliehen … hiermit",
        "verleihen … hiermit … staatsangehörigkeit",
        "hiermit … staatsangehörigkeit",
    ];
    let sheet = Sheet::new(ctx);
    let positive = sheet.is(LetterKind::Naturalisation);
    if !positive || sheet.is(LetterKind::NaturalisationRefusal) {
        return;
    }
    for line in 0..sheet.lines.len() {
        let past_or_handed = sheet.has(
            line,
            &[
                "übergabe",
                "aushändigung",
                "ausgehändigt",
                "aushändigen",
                "überreich*",
                "erst",
                "nicht",
                "wenn sie die urkunde",
                "moment",
                "sobald",
                "hand",
                "kopie",
                "zurück",
            ],
        );
        if let Some(hit) = sheet.find_in(line, BY_LETTER).filter(|_| !past_or_handed) {
            found.push(say(
                sheet.mark(&hit),
                "Die Einbürgerung wird erst wirksam, wenn die Urkunde übergeben ist (§ 16 Satz 1 StAG)",
            ));
        }
    }
    let handed = sheet.says(&["urkunde*", "einbürgerungsurkunde*", "aushändig*"]);
    if found.is_empty() && sheet.whole() && !handed {
        let place = sheet.point(&[Ruling::Grant, Ruling::Assure]).map(|p| sheet.mark_point(p));
        found.extend(
            place.map(|f| say(f, "Schreiben Sie, wann und wo die Urkunde übergeben wird (§ 16 Satz 1 StAG)")),
        );
    }
}

/// A naturalisation is taken back without discretion for each person.
pub(in crate::native) fn taking_back(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces() || !sheet.is(LetterKind::NaturalisationRefusal) && !sheet.is(LetterKind::Withdrawal)
    {
        return;
    }
    let max = number(rule, "max-years", 10.0);
    let whole = sheet.letter().is_whole();
    let back = sheet.all(&[
        "einbürgerung … zurückgenommen|zurück|zurückzunehmen",
        "rücknahme … einbürgerung",
        "zurücknahme|zurückgenommen … einbürgerung",
        "zurückzunehmen … einbürgerung",
    ]);
    let point = sheet.point(&[Ruling::Retract]).and_then(|p| sheet.line_of(p));
    let Some(line) = point.or_else(|| back.first().filter(|_| !whole).map(|h| h.line)) else { return };
    if back.is_empty() && !sheet.cites("StAG", "35", "") {
        return;
    }
    let push = |found: &mut Vec<Found>, l: usize, text: &str| {
        let mut f = say(sheet.mark_line(l), text);
        f.repeats = true;
        found.push(f);
    };
    let third = |l: usize| {
        sheet.has(
            l,
            &[
                "tochter",
                "töchter*",
                "sohn",
                "söhne*",
                "sohnes",
                "kind*",
                "kinder",
                "ehefrau",
                "ehemann",
                "miteingebürgert*",
                "person*",
            ],
        )
    };
    let discretion = (0..sheet.lines.len()).any(|l| {
        let formula = sheet.has(
            l,
            &[
                "ermessen … ausgeübt|betätigt|gebrauch",
                "pflichtgemäß* … ermessen",
                "ermessen … pflichtgemäß*",
            ],
        ) && !sheet.has(l, &["gunsten", "lasten", "spr*", ":", "weil"]);
        let of_children = whole && sheet.cites_in(sheet.range(l), "StAG", "35", "5");
        let denied = sheet.has(
            l,
            &["kein|keinerlei ermessen", "ermessen ~ nicht zu", "ohne ermessen", "keinen ermessens*"],
        );
        let weighs =
            sheet.has(l, &["ermessen", "gunsten", "für sie spr*", "abgewogen", "abwägung", "lasten"]);
        weighs && !formula && !of_children && !denied
    });
    let bound = sheet.first(&[
        "zwingend … zurückzunehmen|zurückgenommen",
        "ist|war|muss|musste|müssen … daher|deshalb|zwingend … zurückzunehmen|zurückgenommen|zurücknehmen",
        "muss|musste|müssen … zurückgenommen|zurücknehmen",
        "kein ermessen",
        "ohne ermessen",
        "ermessen ~ nicht zu",
        "keinen|keinerlei ermessen*",
        "rücknahme ~ zwingend|unausweichlich|alternativlos",
    ]);
    let formula = sheet.reason(&[
        "ermessen … ausgeübt|betätigt",
        "pflichtgemäß* … ermessen",
        "ermessen … pflichtgemäß*",
    ]);
    let bound = bound.or_else(|| formula.filter(|_| !discretion && sheet.asks()));
    if !discretion && (whole || bound.is_some() || sheet.says(words::CAUSE)) {
        push(
            found,
            bound.map_or(line, |h| h.line),
            "Die Rücknahme steht im Ermessen: Schreiben Sie, was für und was gegen die Person spricht (§ 35 Absatz 1 StAG)",
        );
    } else if let Some(hit) = bound {
        push(
            found,
            hit.line,
            "Die Rücknahme steht im Ermessen: Schreiben Sie, was für und was gegen die Person spricht (§ 35 Absatz 1 StAG)",
        );
    }
    let automatic = sheet.reason(&["einbürgerung … entfällt|erlischt|fällt … mit|automatisch|weg|ebenfalls"]);
    let automatic = automatic.map(|h| h.line).filter(|l| third(*l));
    let affected = automatic.or_else(|| {
        (0..sheet.lines.len()).find(|l| {
            third(*l)
                && sheet.has(*l, &["eingebürgert", "miteingebürgert*", "einbürgerung", "staatsangehörigkeit"])
                && sheet.has(
                    *l,
                    &[
                        "mit ihnen",
                        "miteingebürgert*",
                        "ebenfalls",
                        "ebenso",
                        "auch",
                        "einbürgerung ihrer|ihres",
                        "tochter",
                        "sohn",
                    ],
                )
        })
    });
    let own = sheet.cites("StAG", "35", "5")
        || sheet.says(&["eigene* … ermessen*|entscheidung", "wohl … kind*|tochter|sohn*", "kindeswohl"]);
    if let Some(l) = affected.filter(|_| !own) {
        push(
            found,
            l,
            "Für jede betroffene Person ist eigens zu entscheiden, bei Kindern mit Blick auf ihr Wohl (§ 35 Absatz 5 StAG)",
        );
    }
    if whole && !sheet.cites("StAG", "35", "3") && !sheet.says(&["zehn|10 jahre*"]) {
        push(
            found,
            line,
            &format!(
                "Schreiben Sie, dass seit der Einbürgerung keine {max:.0} Jahre vergangen sind (§ 35 Absatz 3 StAG)"
            ),
        );
    }
}

/// The fee is another than that of the law.
pub(in crate::native) fn fee(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    let adult = number(rule, "adult", 255.0);
    let child = number(rule, "child", 51.0);
    let least = number(rule, "refusal-min", 25.0);
    let refusal = sheet.is(LetterKind::NaturalisationRefusal);
    // Names that follow "Ihre Tochter", "Ihr Sohn".
    let mut children: Vec<&str> = Vec::new();
    for paragraph in ctx.paragraphs {
        for pair in paragraph.tokens.windows(2) {
            if matches!(
                paragraph.norm(&pair[0]),
                "tochter" | "sohn" | "sohnes" | "kind" | "kindes" | "kinder" | "kindern"
            ) && pair[1].kind == TokenKind::Word
            {
                children.push(paragraph.norm(&pair[1]));
            }
        }
    }
    children.sort_unstable();
    for line in 0..sheet.lines.len() {
        if !sheet.has(
            line,
            &["gebühr*", "*gebühr", "*gebühren", "kostet", "kosten", "für ~ einbürgerung … zahlen"],
        ) || !refusal
            && sheet.has(
                line,
                &[
                    "aufenthaltserlaubnis|aufenthaltstitel|niederlassungserlaubnis … kostet|gebühr*|kosten",
                    "gebühr* … aufenthaltserlaubnis|aufenthaltstitel|niederlassungserlaubnis",
                    "*test|*tests|*kurs|*kurses … kostet|kosten",
                    "kostet ~ *test|*kurs",
                ],
            )
            || sheet.has(
                line,
                &[
                    "ermäßig*",
                    "befrei*",
                    "billigkeit*",
                    "verzicht*",
                    "übersetz*",
                    "auslagen",
                    "sprachtest*",
                    "pass",
                    "reisepass",
                    "widerspruch*",
                    "eigenes einkommen",
                ],
            )
        {
            continue;
        }
        let p = sheet.paragraph(line);
        let span = p.sentences[sheet.lines[line].sentence].indices();
        let tokens = &p.tokens;
        let word = |i: usize| tokens.get(i).map_or("", |t| p.norm(t));
        for at in span.clone() {
            if tokens[at].kind != TokenKind::Number || !matches!(word(at + 1), "euro" | "€" | "eur") {
                continue;
            }
            let Ok(amount) = word(at).replace('.', "").replace(',', ".").parse::<f64>() else { continue };
            let total = (span.start..at).rev().take(3).any(|i| {
                matches!(
                    word(i).trim_end_matches(','),
                    "zusammen" | "insgesamt" | "gesamt" | "summe" | "somit" | "also" | "mithin"
                )
            });
            let for_child = word(at + 2) == "für"
                && (at + 3..at + 6).any(|i| {
                    children.binary_search(&word(i)).is_ok()
                        || matches!(
                            word(i),
                            "kind"
                                | "tochter"
                                | "sohn"
                                | "kinder"
                                | "minderjährige"
                                | "jedes"
                                | "minderjährigen"
                        )
                })
                || span
                    .clone()
                    .rev()
                    .skip_while(|i| *i >= at)
                    .take(4)
                    .any(|i| matches!(word(i), "kind" | "kinder" | "kindes" | "tochter" | "sohn"));
            let eq = |x: f64| (amount - x).abs() < 0.005;
            let right = if total {
                true
            } else if refusal {
                amount >= least && amount <= adult + 0.005
            } else if for_child {
                eq(child) || eq(adult) && sheet.has(line, &["einkommen", "selbständig*"])
            } else {
                eq(adult) || eq(child) || total
            };
            if !right {
                let mut f = sheet.mark(&super::sheet::Hit { line, tokens: at..at + 2 });
                f.given = vec![if for_child && !refusal { "51".to_owned() } else { "255".to_owned() }];
                found.push(f);
            }
        }
    }
}
