//! Why a ban on entry lasts as long as it does.

use letter::{LetterKind, PartKind};
use rule::Rule;

use super::ban::{bans, length_of, span, unlimited};
use super::period::periods;
use super::sheet::{Hit, Sheet};
use super::words;
use crate::engine::{Context, Found};

/// The length is not reasoned with facts of the case.
pub(in crate::native) fn reasons_for_length(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    let paragraph_of = |l: usize| sheet.lines[l].block;
    let bans = bans(&sheet);
    let about = !bans.is_empty() || sheet.is(LetterKind::EntryBan);
    if sheet.announces() || !about && sheet.letter().is_whole() {
        return;
    }
    let rulings = if sheet.letter().is_whole() { sheet.rulings() } else { Vec::new() };
    let free =
        |l: &usize| rulings.binary_search(l).is_err() && sheet.ctx.part(paragraph_of(*l)) != PartKind::Hints;
    const LENGTH: &[&str] = &[
        "dauer",
        "länge",
        "wie lange",
        "befristung",
        "sperrfrist",
        "sperre",
        "frist von",
        "frist … beträgt|angemessen|verhältnismäßig|geeignet|gerechtfertigt",
        "festgesetzte*",
        "frist des|für verbot*",
        "kurze|lange|längere|kürzere frist",
        "einreise- und aufenthaltsverbot*",
        "einreiseverbot*",
        "dieses verbot*",
        "das verbot",
        "verbots",
    ];
    let norms = |l: usize| {
        let r = sheet.range(l);
        ["3", "5", "5a"].iter().any(|p| sheet.cites_in(r, "AufenthG", "11", p))
            || sheet.cites_in(r, "FreizügG/EU", "7", "2")
    };
    // The paragraphs that deal with the length; what other sentences of the letter tell does not explain it.
    let ban_blocks: Vec<usize> = sheet
        .all(&["verbot*", "einreise*", "wiedereinreise*", "sperr*"])
        .iter()
        .map(|h| paragraph_of(h.line))
        .collect();
    let of_ban = |l: usize| !sheet.letter().is_whole() || ban_blocks.binary_search(&paragraph_of(l)).is_ok();
    let mut blocks: Vec<usize> = (0..sheet.lines.len())
        .filter(free)
        .filter(|l| {
            norms(*l)
                || of_ban(*l)
                    && sheet.has(*l, LENGTH)
                    && !sheet.has(
                        *l,
                        &[
                            "widerspruch*",
                            "klage",
                            "ausreisefrist",
                            "aufenthaltsdauer",
                            "dauer des aufenthalts",
                            "verlänger*",
                        ],
                    )
        })
        .map(paragraph_of)
        .collect();
    if !sheet.letter().is_whole() {
        blocks = (0..sheet.lines.len()).map(paragraph_of).collect();
    }
    blocks.dedup();
    let weighs = |l: usize| {
        sheet.has(l, words::WEIGHING)
            || sheet.has(l, words::CAUSE)
            || !sheet.has_norm(l) && sheet.has(l, &[":", "aber", "obwohl", "jedoch", "dennoch"])
            || sheet.has(
                l,
                &[
                    "ausgangspunkt",
                    "abgezogen",
                    "halbiert*",
                    "genügt|genügen|genug|reichen|reicht",
                    "erforderlich",
                ],
            )
    };
    let reasoned = (0..sheet.lines.len())
        .filter(|l| blocks.binary_search(&paragraph_of(*l)).is_ok() && free(l))
        .filter(|l| !sheet.has(*l, &["telefon*", "hinweis*", "beratung*", "verlänger*", "trotz"]))
        .any(|l| (sheet.fact(l) || own_fact(&sheet, l) || caused(&sheet, l)) && weighs(l));
    if reasoned {
        return;
    }
    const FORMULA: &[&str] = &[
        "frist|dauer|länge|befristung|sperre|verbot|verbots … angemessen|verhältnismäßig|üblich*|praxis|geeignet|rahmen|sachgerecht|ermessensgerecht|ermessensfehlerfrei|vertretbar|ausreichend|gerechtfertigt|erforderlich|ermessen",
        "ermessen … dauer|frist|länge|befristung … festzusetzen|festgesetzt|bestimmt|befristet",
        "tage|monate|monaten|jahre|jahren … angemessen|verhältnismäßig|üblich*|praxis|geeignet|rahmen|sachgerecht|ermessensgerecht|ermessensfehlerfrei|vertretbar|ermessen",
    ];
    const EMPTY: &[&str] = &[
        "angemessen",
        "verhältnismäßig",
        "üblich*",
        "praxis",
        "sachgerecht",
        "ermessensgerecht",
        "ermessensfehlerfrei",
        "vertretbar",
        "geeignet",
        "rahmen",
        "ausreichend",
        "gerechtfertigt",
    ];
    let mut formulas: Vec<Hit> =
        (0..sheet.lines.len()).filter(free).filter_map(|l| sheet.find_in(l, FORMULA)).collect();
    formulas.sort_by_key(|h| !sheet.has(h.line, EMPTY));
    let formula = formulas.into_iter().find(|h| {
        let there = blocks.binary_search(&paragraph_of(h.line)).is_ok() || !sheet.letter().is_whole();
        // "Die Dauer steht in unserem Ermessen" only tells the law.
        let says = sheet.has(h.line, EMPTY)
            || sheet.has(h.line, &["pflichtgemäß*"])
            || !periods(sheet.paragraph(h.line), span(&sheet, h.line)).is_empty();
        there
            && says
            && (!sheet.has_norm(h.line)
                || sheet.has(h.line, &["angemessen", "verhältnismäßig", "üblich*", "praxis"]))
            && !sheet.has(h.line, &["ausreisefrist", "soll … nicht … überschreiten", "ausreise"])
    });
    match formula {
        Some(hit) => found.push(sheet.mark_line(hit.line)),
        None if sheet.whole() => {
            let set =
                bans.iter().find(|l| length_of(&sheet, **l).is_some() || unlimited(&sheet, **l).is_some());
            if let Some(line) = set {
                found.push(sheet.mark_line(*line));
            }
        }
        None => {}
    }
}

/// "Drei Jahre sind nötig, weil die Spielsucht nicht behandelt ist und der Rückfall wenige Tage nach der Haft kam": a length and a
/// cause that is told in more than some words.
fn caused(sheet: &Sheet<'_>, line: usize) -> bool {
    let paragraph = sheet.paragraph(line);
    let span = paragraph.sentences[sheet.lines[line].sentence].indices();
    let words = paragraph.tokens[span.clone()].iter().filter(|t| t.is_word()).count();
    words >= 10
        && !periods(paragraph, span).is_empty()
        && sheet.has(line, words::CAUSE)
        && !sheet.has(
            line,
            &["angemessen|verhältnismäßig|üblich*|sachgerecht|pflichtgemäß* … weil|da alle|sämtliche"],
        )
}

/// "dass Sie die Visumpflicht umgangen haben", "Ihre Ehe": what the person did or has.
fn own_fact(sheet: &Sheet<'_>, line: usize) -> bool {
    sheet.has(line, &["sie … haben|waren|sind|hatten|wurden|leben|nicht", "ihr|ihre|ihrem|ihren|ihrer"])
        && !sheet.has(line, &["ihrem|ihren fall", "ihres einzelfalls"])
        && sheet.has(line, words::WEIGHING)
}
