//! The view of a stock as one page that loads nothing.

use klarbrief::diagnostic::Severity;
use maud::{Markup, PreEscaped, html};

use super::earlier::{Change, Trend};
use super::text::{NO_TEXT, number, optional};
use super::view::{Alike, Mend, Place, SetLine, SetRule, Spread, View, Whole};
use crate::lang::tr;
use crate::names;
use crate::output::html::figures::profile;
use crate::output::html::page;
use crate::output::html::scores::leitziel_name;
use crate::totals::BANDS;

const STYLE: &str = include_str!("assets/stock.css");

/// Places that an entry lists; the JSON has more.
const PLACES: usize = 200;

/// Rules that the table shows.
const RULES: usize = 40;

/// The page.
pub(super) fn page(view: &View) -> String {
    let stock = &view.stock;
    let body = html! {
        style { (PreEscaped(STYLE)) }
        div.stock {
            (head(stock))
            (contents(view))
            @if let Some(trend) = &view.trend { (trend_section(trend)) }
            (mends_section(stock))
            (worst_section(stock))
            (set_section(stock))
            (scores_section(stock))
            (leitziele_section(stock))
            (alike_section(stock))
            (rules_section(stock))
        }
    };
    format!(
        "{}{}{}",
        page::start(tr("Klarbrief – Bestand", "Klarbrief – stock"), ""),
        body.into_string(),
        page::end("")
    )
}

fn head(stock: &Whole) -> Markup {
    let (letters, words) = (stock.letters, stock.words);
    html! {
        p.lead { (tr(
            format!("{letters} Briefe mit {words} Wörtern als Ganzes gesehen."),
            format!("{letters} letters of {words} words, seen as a whole."),
        )) }
        (page::tally(stock.findings))
        dl.cards {
            div { dt { (tr("Briefe", "Letters")) } dd { (letters) } }
            @if stock.errors > 0 { div { dt { (tr("nicht lesbar", "not readable")) } dd { (stock.errors) } } }
            div { dt { (tr("Lesbarkeit im Mittel", "Mean readability")) } dd { (optional(stock.comprehensibility.mean)) } }
            div { dt { (tr("Nachvollziehbarkeit im Mittel", "Mean traceability")) } dd { (optional(stock.traceability.mean)) } }
            div { dt { (tr("Funde je 1.000 Wörter", "Findings per 1,000 words")) }
                dd { (number(stock.findings.total() as f64 * 1000.0 / stock.words.max(1) as f64)) } }
        }
    }
}

fn contents(view: &View) -> Markup {
    let stock = &view.stock;
    let entries = [
        (view.trend.is_some(), "trend"),
        (!stock.mends.is_empty(), "aendern"),
        (!stock.worst.is_empty(), "schwach"),
        (!stock.set_findings.is_empty(), "ganzes"),
        (true, "werte"),
        (true, "leitziele"),
        (!stock.alike.is_empty(), "gleich"),
        (!stock.rules.is_empty(), "regeln"),
    ];
    html! {
        nav.contents aria-label=(tr("Inhalt", "Contents")) { ul {
            @for (there, id) in entries { @if there { li { a href={ "#" (id) } { (title(id)) } } } }
        } }
    }
}

/// The heading of a section.
fn title(id: &str) -> &'static str {
    match id {
        "trend" => tr("Seit dem früheren Stand", "Since the earlier state"),
        "ganzes" => tr("Über den ganzen Bestand", "About the stock as a whole"),
        "aendern" => tr("Einmal ändern, überall gewinnen", "Mend once, gain everywhere"),
        "schwach" => tr("Die schwächsten Briefe", "The weakest letters"),
        "werte" => tr("Werte und Stufen", "Scores and levels"),
        "leitziele" => tr("Leitziele", "Leitziele"),
        "gleich" => tr("Fast dasselbe in anderen Worten", "Nearly the same in other words"),
        _ => tr("Regeln", "Rules"),
    }
}

fn section(id: &str, body: Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-titel" } {
            h2 id={ (id) "-titel" } { (title(id)) }
            (body)
        }
    }
}

fn severity(key: &str) -> Markup {
    let severity = Severity::from_key(key).unwrap_or(Severity::Hint);
    html! { span.sev.(severity.key()) { span.mark aria-hidden="true" {} (names::severity(severity)) } }
}

fn trend_section(trend: &Trend) -> Markup {
    let score = |change: &Change<Option<f64>>| match (change.before, change.now) {
        (Some(before), Some(now)) if now > before + 0.05 => "better",
        (Some(before), Some(now)) if now < before - 0.05 => "worse",
        _ => "same",
    };
    let fewer = |before: f64, now: f64| match now.total_cmp(&before) {
        std::cmp::Ordering::Less => "better",
        std::cmp::Ordering::Greater => "worse",
        std::cmp::Ordering::Equal => "same",
    };
    let per = &trend.findings_per_1000_words;
    let mut rows = vec![
        (
            tr("Briefe", "Letters").to_owned(),
            trend.letters.before.to_string(),
            trend.letters.now.to_string(),
            "same",
        ),
        (
            tr("Funde je 1.000 Wörter", "Findings per 1,000 words").to_owned(),
            number(per.before),
            number(per.now),
            fewer(per.before, per.now),
        ),
    ];
    for (name, change) in [
        (tr("Lesbarkeit im Mittel", "Mean readability"), &trend.comprehensibility),
        (tr("Nachvollziehbarkeit im Mittel", "Mean traceability"), &trend.traceability),
    ] {
        rows.push((name.to_owned(), optional(change.before), optional(change.now), score(change)));
    }
    for change in &trend.rules {
        let class = fewer(change.before as f64, change.now as f64);
        rows.push((change.rule.clone(), change.before.to_string(), change.now.to_string(), class));
    }
    section(
        "trend",
        html! {
            div.scroll tabindex="0" role="group" aria-labelledby="trend-titel" { table {
                thead { tr {
                    th scope="col" { (tr("Was", "What")) }
                    th.n scope="col" { (tr("vorher", "before")) }
                    th.n scope="col" { (tr("jetzt", "now")) }
                    th scope="col" { (tr("besser oder schlechter", "better or worse")) }
                } }
                tbody { @for (name, before, now, class) in &rows { tr {
                    th scope="row" { (name) }
                    td.n { (before) }
                    td.n { (now) }
                    td.(*class) { @match *class {
                        "better" => { "▲ " (tr("besser", "better")) }
                        "worse" => { "▼ " (tr("schlechter", "worse")) }
                        _ => { "–" }
                    } }
                } } }
            } }
            @if !trend.mended.is_empty() {
                h3 { (tr("Erledigt", "Done")) }
                p { (tr(
                    "Diese Sätze standen in der früheren Liste und haben keinen Fund mehr, oder es gibt sie nicht mehr:",
                    "These sentences were in the earlier list; nothing is found in them any more, or they are gone:",
                )) }
                ul { @for mended in &trend.mended {
                    li { (mended.text.as_deref().unwrap_or(NO_TEXT)) " (" (places(mended.places)) ")" }
                } }
            }
        },
    )
}

fn set_section(stock: &Whole) -> Markup {
    if stock.set_findings.is_empty() {
        return html! {};
    }
    section(
        "ganzes",
        html! {
            @for rule in &stock.set_findings { (set_rule(rule)) }
        },
    )
}

fn set_rule(rule: &SetRule) -> Markup {
    html! {
        h3 { (rule.title) }
        p.mend-head { (severity(rule.severity)) code { (rule.rule) } span { "Leitziel " (rule.leitziel) } }
        p { (rule.why) @if !rule.source.is_empty() { " " (tr("Quelle", "Source")) ": " (rule.source) } }
        ol.mends { @for finding in &rule.findings { li { (set_line(finding)) } } }
        @if rule.count > rule.findings.len() { p { "… +" (rule.count - rule.findings.len()) } }
    }
}

fn set_line(finding: &SetLine) -> Markup {
    html! {
        p { (finding.message) }
        @if let Some(text) = &finding.text { blockquote { (text) } }
        (place_list(&finding.places, finding.places.len()))
        @if finding.places.is_empty() {
            (letter_list(tr("Damit", "With it"), &finding.marked_letters, finding.marked))
            (letter_list(tr("Ohne", "Without it"), &finding.unmarked_letters, finding.size as usize - finding.marked))
        }
    }
}

fn letter_list(label: &str, paths: &[String], total: usize) -> Markup {
    html! { @if total > 0 {
        details {
            summary { (label) ": " (tr(format!("{total} Briefe"), format!("{total} letters"))) }
            ul {
                @for path in paths { li { (path) } }
                @if total > paths.len() { li { "… +" (total - paths.len()) } }
            }
        }
    } }
}

fn place_list(list: &[Place], total: usize) -> Markup {
    html! { @if !list.is_empty() {
        details {
            summary { (places(total)) }
            ul {
                @for place in list.iter().take(PLACES) { li { (place.path) ", " (tr("Absatz", "paragraph")) " " (place.paragraph) } }
                @if total > PLACES { li { "… +" (total - PLACES) } }
            }
        }
    } }
}

fn places(count: usize) -> String {
    match count {
        1 => tr("1 Stelle", "1 place").to_owned(),
        n => tr(format!("{n} Stellen"), format!("{n} places")),
    }
}

fn mends_section(stock: &Whole) -> Markup {
    if stock.mends.is_empty() {
        return html! {};
    }
    section(
        "aendern",
        html! {
            p { (tr(
                "Derselbe Satz ist ein Eintrag, auch wenn Zahlen, Daten und Felder wechseln. Vorn steht, was zusammen am meisten Gewicht von den Briefen nimmt: ein Fehler zählt 10, eine Warnung 5, ein Hinweis 2, ein Tipp 1.",
                "The same sentence is one entry, also where numbers, dates and fields differ. First comes what takes most weight off all letters: an error counts 10, a warning 5, an info 2, a hint 1.",
            )) }
            ol.mends { @for mend in &stock.mends { li { (mend_entry(mend)) } } }
            @if stock.more_mends > 0 { p { (tr(
                format!("Dazu kommen {} Sätze mit geringerem Gewinn.", stock.more_mends),
                format!("{} more sentences gain less.", stock.more_mends),
            )) } }
        },
    )
}

fn mend_entry(mend: &Mend) -> Markup {
    html! {
        p.mend-head {
            strong { (tr("Gewinn", "Gain")) " " (mend.gain) }
            span { (places(mend.places)) }
            span { (tr(format!("{} Briefe", mend.letters), format!("{} letters", mend.letters))) }
            span { (tr(format!("{} Funde", mend.findings), format!("{} findings", mend.findings))) }
        }
        blockquote { (mend.text.as_deref().unwrap_or(NO_TEXT)) }
        p.rules-found { (mend.rules.join(", ")) }
        (place_list(&mend.at, mend.places))
    }
}

fn worst_section(stock: &Whole) -> Markup {
    if stock.worst.is_empty() {
        return html! {};
    }
    section(
        "schwach",
        html! {
            div.scroll tabindex="0" role="group" aria-labelledby="schwach-titel" { table {
                caption { (tr(
                    "Nach dem Gewicht ihrer Funde je 100 Wörter, mit den Regeln, die am meisten beitragen",
                    "By the weight of their findings per 100 words, with the rules that add most",
                )) }
                thead { tr {
                    th scope="col" { (tr("Brief", "Letter")) }
                    th.n scope="col" { (tr("Gewicht", "Weight")) }
                    th.n scope="col" { (tr("Lesbarkeit", "Readability")) }
                    th.n scope="col" { (tr("Nachvollziehbarkeit", "Traceability")) }
                    th scope="col" { (tr("Warum", "Why")) }
                } }
                tbody { @for letter in &stock.worst { tr {
                    th scope="row" { (letter.path) }
                    td.n { (number(letter.burden)) }
                    td.n { (optional(letter.comprehensibility)) }
                    td.n { (optional(letter.traceability)) }
                    td { @for (index, reason) in letter.reasons.iter().enumerate() {
                        @if index > 0 { "; " }
                        (reason.findings) " × " (reason.title)
                    } }
                } } }
            } }
        },
    )
}

fn scores_section(stock: &Whole) -> Markup {
    let bands = |spread: &Spread| -> Vec<(String, u64)> {
        let label = |band: usize| {
            let from = band * 100 / BANDS;
            let to = if band + 1 == BANDS { 100 } else { from + 100 / BANDS - 1 };
            format!("{from}–{to}")
        };
        spread.bands.iter().enumerate().map(|(band, n)| (label(band), *n as u64)).collect()
    };
    let levels: Vec<(String, u64)> = stock
        .levels
        .iter()
        .enumerate()
        .map(|(level, n)| (format!("{} {level}", tr("Stufe", "Level")), *n))
        .collect();
    section(
        "werte",
        html! {
            div.spreads {
                (chart(
                    &tr(
                        format!("Lesbarkeit, Briefe je Bereich (Mittel {})", optional(stock.comprehensibility.mean)),
                        format!("Readability, letters in each band (mean {})", optional(stock.comprehensibility.mean)),
                    ),
                    &bands(&stock.comprehensibility),
                ))
                (chart(
                    &tr(
                        format!("Nachvollziehbarkeit, Briefe je Bereich (Mittel {})", optional(stock.traceability.mean)),
                        format!("Traceability, letters in each band (mean {})", optional(stock.traceability.mean)),
                    ),
                    &bands(&stock.traceability),
                ))
                (chart(
                    tr("Belastende Entscheidungen nach Stufe ihrer Begründung", "Burdening rulings by the level of their reasons"),
                    &levels,
                ))
            }
        },
    )
}

fn chart(title: &str, rows: &[(String, u64)]) -> Markup {
    let most = rows.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    html! {
        div.spread { table {
            caption { (title) }
            tbody { @for (label, count) in rows { tr {
                th scope="row" { (label) }
                td { svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                    rect x="0" y="1" height="8" width=(format!("{:.2}", *count as f64 * 100.0 / most as f64)) {}
                } }
                td.n { (count) }
            } } }
        } }
    }
}

fn leitziele_section(stock: &Whole) -> Markup {
    let mut counts = [[0; 4]; 12];
    for (row, line) in counts.iter_mut().zip(&stock.leitziele) {
        for (cell, (_, n)) in row.iter_mut().zip(line.findings.each()) {
            *cell = n;
        }
    }
    section(
        "leitziele",
        html! {
            (profile(&counts, leitziel_name))
            p { (tr(
                "Leitziele ohne Fund sind nicht erfüllt, nur weil nichts gefunden wurde: Wartezeiten, Räume und Personal zeigt kein Text.",
                "A Leitziel without a finding is not thereby reached: no text shows waiting times, rooms and staffing.",
            )) }
        },
    )
}

fn alike_section(stock: &Whole) -> Markup {
    if stock.alike.is_empty() {
        return html! {};
    }
    section(
        "gleich",
        html! {
            p { (tr(
                "Diese Absätze haben fast dieselben Wörter. Eine gemeinsame Fassung spart Pflege.",
                "These paragraphs share nearly all their words. One shared wording saves upkeep.",
            )) }
            ol.mends { @for group in &stock.alike { li { (alike_entry(group)) } } }
            @if stock.blocks_uncompared > 0 { p { (tr(
                format!("Verglichen wurden {} verschiedene Absätze; {} weitere waren zu viele.", stock.blocks_compared, stock.blocks_uncompared),
                format!("{} different paragraphs were compared; {} more were too many.", stock.blocks_compared, stock.blocks_uncompared),
            )) } }
        },
    )
}

fn alike_entry(group: &Alike) -> Markup {
    html! {
        p.mend-head {
            strong { (tr(format!("{} Fassungen", group.wordings), format!("{} wordings", group.wordings))) }
            span { (places(group.places as usize)) }
            span { (tr("mindestens", "at least")) " " (number(group.overlap * 100.0)) " % " (tr("gemeinsame Wörter (geschätzt)", "shared words (estimate)")) }
        }
        @for wording in &group.texts {
            blockquote { (wording.text.as_deref().unwrap_or(NO_TEXT)) }
            p.rules-found { (places(wording.places as usize)) ", " (tr("zuerst in", "first in")) " " (wording.at.path) ", " (tr("Absatz", "paragraph")) " " (wording.at.paragraph) }
        }
    }
}

fn rules_section(stock: &Whole) -> Markup {
    if stock.rules.is_empty() {
        return html! {};
    }
    section(
        "regeln",
        html! {
            div.scroll tabindex="0" role="group" aria-labelledby="regeln-titel" { table {
                caption { (tr("Nach dem Gewicht ihrer Funde", "By the weight of their findings")) }
                thead { tr {
                    th scope="col" { (tr("Regel", "Rule")) }
                    th scope="col" { (tr("Schwere", "Severity")) }
                    th.n scope="col" { (tr("Funde", "Findings")) }
                    th.n scope="col" { (tr("Briefe", "Letters")) }
                } }
                tbody { @for line in stock.rules.iter().take(RULES) { tr {
                    th scope="row" { (line.title) " " code { (line.rule) } }
                    td { (severity(line.severity)) }
                    td.n { (line.findings) }
                    td.n { (line.letters) }
                } } }
            } }
            @if stock.rules.len() > RULES { p { "… +" (stock.rules.len() - RULES) } }
        },
    )
}
