//! What stands around everything: head, style, script, foot; and small pieces that all parts share.

use klarbrief::letter::LetterKind;
use klarbrief::rule::format_number;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::lang::{lang, tr};
use crate::letter::Letter;
use crate::names;
use crate::usage::LAW_DATE;
use crate::wire::run::Tally;

/// Script of the report of letters.
pub(crate) const REPORT: &str = include_str!("assets/report.js");

const STYLE: &str = include_str!("assets/style.css");

/// A page that loads nothing: not even a mistake in here could send a word of the letter away.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// The style of reports, for pages that write it themselves.
pub(crate) fn inline_style() -> &'static str {
    STYLE
}

/// Everything before the first letter.
pub(crate) fn start(title: &str, script: &str) -> String {
    let mut out = html! {
        (DOCTYPE)
        (PreEscaped(format!("<html lang=\"{}\">", lang().pick("de", "en"))))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="generator" content={ "Klarbrief " (env!("CARGO_PKG_VERSION")) };
            title { (title) }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        a.skip href="#inhalt-der-seite" { (tr("Zum Inhalt", "Skip to content")) }
        header.masthead {
            p.brand { (logo()) " Klarbrief" }
            h1 { (title.split_once("– ").map_or(title, |(_, t)| t)) }
            @if !script.is_empty() { (filters()) }
        }
        (PreEscaped("<main id=\"inhalt-der-seite\" tabindex=\"-1\">"))
    }
    .into_string();
    out.push('\n');
    out
}

/// Everything after the last letter.
pub(crate) fn end(script: &str) -> String {
    html! {
        (PreEscaped("</main>"))
        footer.foot {
            p { "Klarbrief " (env!("CARGO_PKG_VERSION")) " · " (tr("Rechtsstand", "law as of")) " " (law_date(LAW_DATE)) }
            p { (tr(
                "Klarbrief sagt, was der Text zeigt oder was ihm fehlt, und welche Norm es verlangt. Über die Rechtmäßigkeit einer Entscheidung sagt es nichts.",
                "Klarbrief says what the text shows or lacks and which norm asks for it. It says nothing about whether a decision is lawful."
            )) }
        }
        dialog.rule-dialog aria-label=(tr("Regel", "Rule")) {
            div.rule-dialog-body {}
            form method="dialog" { button.primary { (tr("Schließen", "Close")) } }
        }
        @if !script.is_empty() { script { (PreEscaped(script)) } }
        (PreEscaped("</body></html>\n"))
    }
    .into_string()
}

/// Shows or hides findings by severity; of no use without scripts, so hidden without them.
fn filters() -> Markup {
    html! {
        fieldset.filters hidden {
            legend { (tr("Zeigen", "Show")) }
            @for (severity, _) in Tally::default().each() {
                label.sev.(severity.key()) {
                    input type="checkbox" name="severity" value=(severity.key()) checked;
                    span.mark aria-hidden="true" {}
                    (names::severity_many(severity))
                }
            }
        }
    }
}

/// A letter with an underline that turns from wavy to straight.
fn logo() -> Markup {
    html! {
        svg.logo viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" {
            rect x="3" y="5" width="26" height="22" rx="3" fill="none" stroke="currentColor" stroke-width="2" {}
            path d="M8 12h16M8 17h10" stroke="currentColor" stroke-width="2" stroke-linecap="round" {}
            path d="M8 22q1.5-2 3 0t3 0h10" fill="none" class="logo-line" stroke-width="2" stroke-linecap="round" {}
        }
    }
}

/// "2 Fehler, 1 Warnung" as a list, worst first; severities without findings are left out.
pub(crate) fn tally(tally: Tally) -> Markup {
    html! {
        @if tally.total() == 0 {
            p.tally.none { (tr("Keine Funde", "No findings")) }
        } @else {
            ul.tally { @for (severity, n) in tally.each().into_iter().filter(|(_, n)| *n > 0) {
                li.sev.(severity.key()) { span.mark aria-hidden="true" {} (names::count(severity, n)) }
            } }
        }
    }
}

/// The kind of the letter in words.
pub(crate) fn kind_line(letter: &Letter) -> String {
    let kinds = &letter.report.letter.kinds;
    if kinds.main == LetterKind::Other {
        return tr("Art des Briefes nicht erkannt", "Kind of letter not recognised").to_owned();
    }
    let also: Vec<&str> = kinds.also.iter().map(|k| names::kind(*k)).collect();
    let mut line = names::kind(kinds.main).to_owned();
    if !also.is_empty() {
        line.push_str(tr("; auch ", "; also "));
        line.push_str(&also.join(", "));
    }
    line
}

/// A number with at most one decimal, as the language writes it.
pub(crate) fn number(value: f64) -> String {
    format_number((value * 10.0).round() / 10.0, lang())
}

fn law_date(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => tr(format!("{day}.{month}.{year}"), date.to_owned()),
        _ => date.to_owned(),
    }
}
