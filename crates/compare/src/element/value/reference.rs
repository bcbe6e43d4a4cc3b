//! File numbers, payment references and accounts.

use klarbrief::source::{TextRange, TextSize};
use klarbrief::text::TokenKind;

use crate::unit::Version;

/// File numbers, payment references and accounts: what stands behind their label, and tokens that look like one.
pub(super) fn references(version: &Version<'_>, block: usize) -> Vec<TextRange> {
    const LABELS: [&str; 19] = [
        "zeichen",
        "aktenzeichen",
        "az",
        "az.",
        "geschäftszeichen",
        "gz",
        "gz.",
        "kassenzeichen",
        "buchungszeichen",
        "iban",
        "geschäfts-",
        "vorgangsnummer",
        "kundennummer",
        "azr-nummer",
        "rechnungsnummer",
        "passnummer",
        "seriennummer",
        "verwendungszweck",
        "vertragsgegenstand",
    ];
    let laid = &version.side.document.blocks[block];
    let paragraph = &version.side.report.paragraphs[block];
    let tokens = &paragraph.tokens;
    let base = laid.range.start();
    let mut out: Vec<TextRange> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::FileNumber {
            out.push(token.range + base);
            continue;
        }
        let word = paragraph.norm(token);
        // "des Kassenzeichens" is the same label.
        let is_label = LABELS.contains(&word) || word.strip_suffix('s').is_some_and(|w| LABELS.contains(&w));
        let label_ends = is_label
            && tokens.get(i + 1).is_some_and(|t| {
                matches!(paragraph.norm(t), ":" | "." | "(")
                    || t.kind == TokenKind::Number
                    || t.kind == TokenKind::FileNumber
                    || version.text(t.range + base).chars().any(|c| c.is_ascii_digit())
            });
        if !label_ends {
            continue;
        }
        // What has digits behind the label, up to the next sign that ends it.
        let mut first = i + 1;
        while tokens.get(first).is_some_and(|t| matches!(paragraph.norm(t), ":" | "." | "unser" | "mein")) {
            first += 1;
        }
        let mut last = None;
        for (j, t) in tokens.iter().enumerate().skip(first).take(14) {
            let word = version.text(t.range + base);
            let part = word.chars().any(|c| c.is_ascii_digit())
                || word.chars().all(|c| c.is_ascii_uppercase())
                || matches!(word, "/" | "-" | "." | "–");
            let glued = !t.space_before;
            let goes_on = part || glued && word.chars().all(|c| c.is_alphanumeric());
            if !goes_on || matches!(word, "," | ";") {
                break;
            }
            if word.chars().any(char::is_alphanumeric) {
                last = Some(j);
            }
        }
        if let Some(last) = last {
            let range = TextRange::new(tokens[first].range.start(), tokens[last].range.end()) + base;
            if version.text(range).chars().any(|c| c.is_ascii_digit()) {
                out.push(range);
            }
        }
    }
    out.sort_by_key(|r| (r.start(), std::cmp::Reverse(r.end())));
    let mut end = TextSize::new(0);
    out.retain(|r| {
        let fresh = r.start() >= end;
        if fresh {
            end = r.end();
        }
        fresh
    });
    out
}

/// Letters and digits only.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
