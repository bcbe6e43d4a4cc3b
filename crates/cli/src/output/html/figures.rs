//! Pictures as inline SVG, each with its numbers in words for those who do not see it.

use klarbrief::readability::Band;
use maud::{Markup, PreEscaped, html};

use super::page::number;
use super::paper::sentence_anchor;
use crate::lang::tr;
use crate::names;

/// A half circle that fills up to a value of 100.
pub(crate) struct Gauge<'a> {
    pub label: &'a str,
    pub value: Option<f64>,
    /// Why there is no value.
    pub none: &'a str,
    /// What a value is called.
    pub verdict: fn(f64) -> &'static str,
}

impl Gauge<'_> {
    pub(crate) fn svg(&self) -> Markup {
        let arc = "M 12 70 A 58 58 0 0 1 128 70";
        let Some(value) = self.value else {
            return html! {
                figure.gauge.empty {
                    svg viewBox="0 0 140 84" role="img" aria-label={ (self.label) ": " (self.none) } {
                        path.track d=(arc) {}
                        text.value x="70" y="66" text-anchor="middle" { "–" }
                    }
                    figcaption { (self.label) br; small { (self.none) } }
                }
            };
        };
        let value = value.clamp(0.0, 100.0);
        let shown = number(value.round());
        let words = tr(format!("{}: {shown} von 100", self.label), format!("{}: {shown} of 100", self.label));
        html! {
            figure.gauge.(band(value)) {
                svg viewBox="0 0 140 84" role="img" aria-label=(words) {
                    path.track d=(arc) {}
                    @if value >= 0.5 { path.fill d=(arc) pathLength="100" stroke-dasharray={ (format!("{value:.1}")) " 200" } {} }
                    text.value x="70" y="66" text-anchor="middle" { (shown) }
                }
                figcaption { (self.label) br; small { ((self.verdict)(value)) } }
            }
        }
    }
}

/// The band a score falls into.
pub(crate) fn band(value: f64) -> &'static str {
    match value {
        v if v < 40.0 => "low",
        v if v < 70.0 => "mid",
        _ => "high",
    }
}

/// How easy a letter is to read, in the words of the other outputs.
pub(super) fn ease(value: f64) -> &'static str {
    names::band(Band::of(value))
}

/// How far reasons can be followed.
pub(super) fn height(value: f64) -> &'static str {
    match band(value) {
        "low" => tr("niedrig", "low"),
        "mid" => tr("mittel", "medium"),
        _ => tr("hoch", "high"),
    }
}

/// One sentence in the strip.
pub(super) struct Bar {
    pub words: usize,
    pub block: usize,
    pub sentence: usize,
}

/// Words from which a sentence is long, and very long.
const LONG: usize = 20;
const VERY_LONG: usize = 30;

/// Words that the strip has room for; longer sentences touch its top.
const TOP: usize = 60;

/// Sentences that are drawn; a longer letter shows its first ones.
const MOST_BARS: usize = 400;

/// The length of every sentence along the letter.
pub(super) fn strip(bars: &[Bar], anchor: Option<&str>) -> Markup {
    let Some(longest) = bars.iter().map(|b| b.words).max() else { return html! {} };
    let long = bars.iter().filter(|b| b.words > LONG).count();
    let n = bars.len();
    let words = tr(
        format!("{n} Sätze, der längste mit {longest} Wörtern, {long} mit mehr als {LONG} Wörtern"),
        format!("{n} sentences, the longest with {longest} words, {long} with more than {LONG} words"),
    );
    let shown = &bars[..n.min(MOST_BARS)];
    let step = 100.0 / shown.len().max(24) as f64;
    let height = |words: usize| words.min(TOP) as f64 / TOP as f64 * 60.0;
    html! {
        figure.strip {
            figcaption { (tr("Satzlängen", "Sentence lengths")) " " small { (words) } }
            div.strip-plot {
                svg viewBox="0 0 100 62" preserveAspectRatio="none" role="img" aria-label=(words) {
                    @for (i, bar) in shown.iter().enumerate() {
                        @let h = height(bar.words).max(1.0);
                        @let class = if bar.words > VERY_LONG { "very-long" } else if bar.words > LONG { "long" } else { "fine" };
                        rect class=(class) x=(format!("{:.3}", i as f64 * step)) y=(format!("{:.2}", 61.0 - h))
                            width=(format!("{:.3}", (step * 0.74).min(3.0))) height=(format!("{h:.2}"))
                            data-to=[anchor.map(|a| sentence_anchor(a, bar.block, bar.sentence))] {
                            title { (tr(format!("Satz {}: {} Wörter", i + 1, bar.words), format!("Sentence {}: {} words", i + 1, bar.words))) }
                        }
                    }
                    line.limit x1="0" x2="100" y1=(format!("{:.2}", 61.0 - height(LONG))) y2=(format!("{:.2}", 61.0 - height(LONG))) {}
                }
                span.limit-label aria-hidden="true" { (LONG) }
            }
        }
    }
}

/// Findings by Leitziel, worst severity first in each row; Leitziele without findings are left out.
pub(crate) fn profile(counts: &[[usize; 4]; 12], name: impl Fn(u8) -> &'static str) -> Markup {
    let total = |row: &[usize; 4]| row.iter().sum::<usize>();
    let most = counts.iter().map(total).max().unwrap_or(0);
    if most == 0 {
        return html! {};
    }
    let keys = ["error", "warning", "info", "hint"];
    html! {
        figure.profile {
            figcaption { (tr("Funde nach Leitzielen", "Findings by Leitziel")) }
            table { tbody { @for (i, row) in counts.iter().enumerate() {
                @let n = total(row);
                tr.nothing[n == 0] {
                    th scope="row" { span.n { (i + 1) } " " (name(i as u8 + 1)) }
                    td.bar { @if n > 0 {
                        svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                            @for (x, width, key) in stack(row, most, keys) {
                                rect class=(key) x=(x) y="1" width=(width) height="8" {}
                            }
                        }
                    } }
                    td.n { (n) }
                }
            } } }
        }
    }
}

fn stack(row: &[usize; 4], most: usize, keys: [&'static str; 4]) -> Vec<(String, String, &'static str)> {
    let mut x = 0.0;
    let mut out = Vec::new();
    for (n, key) in row.iter().zip(keys) {
        let width = *n as f64 / most as f64 * 100.0;
        if *n > 0 {
            out.push((format!("{x:.2}"), format!("{width:.2}"), key));
        }
        x += width;
    }
    out
}

/// One Leitziel in the profile.
pub(super) struct Row {
    pub number: u8,
    pub name: &'static str,
    /// `None` where the letter says nothing for or against it.
    pub score: Option<f64>,
    pub estimate: bool,
    pub findings: usize,
}

/// How far the letter does what each Leitziel asks, 0 to 100.
pub(super) fn leitziel_profile(rows: &[Row]) -> Markup {
    if rows.iter().all(|r| r.score.is_none()) {
        return html! {};
    }
    html! {
        figure.profile {
            figcaption {
                (tr("Profil der Leitziele", "Profile of the Leitziele")) " "
                small { (tr("0 bis 100; was fehlt, steht in den Funden", "0 to 100; the findings say what is missing")) }
            }
            table {
                thead { tr {
                    th scope="col" { (tr("Leitziel", "Leitziel")) }
                    td {}
                    th.n scope="col" { (tr("Wert", "Score")) }
                    th.n scope="col" { (tr("Funde", "Findings")) }
                } }
                tbody { @for row in rows { tr.nothing[row.score.is_none()] {
                    th scope="row" {
                        span.n { (row.number) } " " (row.name)
                        @if row.estimate && row.score.is_some() { " " small { "(" (tr("Schätzung", "estimate")) ")" } }
                    }
                    td.bar { @if let Some(score) = row.score {
                        svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                            rect.(band(score)) x="0" y="1" width=(format!("{:.1}", score.clamp(0.5, 100.0))) height="8" {}
                        }
                    } }
                    td.n { (row.score.map_or("–".to_owned(), |s| number(s.round()))) }
                    td.n { (row.findings) }
                } } }
            }
        }
    }
}

/// An arrow from one score to another, for comparisons.
pub(crate) fn change(before: Option<f64>, after: Option<f64>) -> Markup {
    let (Some(before), Some(after)) = (before, after) else { return html! { span.change-none { "–" } } };
    let gain = (after - before).round();
    let class = if gain > 0.5 {
        "better"
    } else if gain < -0.5 {
        "worse"
    } else {
        "same"
    };
    let sign = if gain > 0.5 { "+" } else { "" };
    html! {
        span.gain.(class) { (PreEscaped(sign)) (number(gain)) }
    }
}
