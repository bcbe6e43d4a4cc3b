//! What a block looks like.

use document::BlockKind;
use text::TokenKind;

use crate::View;

/// A heading, or a short line that stands like one ("Begründung:").
pub(crate) fn is_heading(view: &View<'_>, block: usize) -> bool {
    match view.kind(block) {
        BlockKind::Heading { .. } => true,
        BlockKind::Paragraph | BlockKind::ListItem { .. } => {
            let words = view.words(block);
            let text = view.text(block).trim_end();
            words > 0
                && words <= 8
                && text.ends_with(':')
                && view.paragraph(block).sentences.len() == 1
                && !text.contains(',')
        }
        _ => false,
    }
}

/// Running text: at least one whole sentence of some length.
pub(crate) fn is_prose(view: &View<'_>, block: usize) -> bool {
    let paragraph = view.paragraph(block);
    let sentence = paragraph.sentences.iter().any(|s| s.terminated && paragraph.words_of(s) >= 5);
    sentence || view.words(block) >= 14
}

/// A line that ends an address: five digits and a town.
pub(crate) fn has_postcode(view: &View<'_>, block: usize) -> bool {
    let paragraph = view.paragraph(block);
    paragraph.tokens.windows(2).any(|pair| {
        pair[0].kind == TokenKind::Number
            && pair[0].letters == 5
            && paragraph.norm(&pair[0]).bytes().all(|b| b.is_ascii_digit())
            && pair[1].kind == TokenKind::Word
    })
}

/// A full date, in digits or with the name of the month.
pub(crate) fn has_date(view: &View<'_>, block: usize) -> bool {
    date_at(view.paragraph(block)).is_some()
}

/// Tells whether a text holds a full date, in digits or with the name of the month.
pub fn has_date_in(paragraph: &text::Paragraph) -> bool {
    date_at(paragraph).is_some()
}

/// The token where a full date starts.
pub(crate) fn date_at(paragraph: &text::Paragraph) -> Option<usize> {
    (0..paragraph.tokens.len()).find(|i| date_len(paragraph, *i).is_some())
}

/// The number of tokens of a full date that starts at a token: "03.02.2025", "3. Mai 2026".
pub(crate) fn date_len(paragraph: &text::Paragraph, at: usize) -> Option<usize> {
    let token = paragraph.tokens.get(at)?;
    match token.kind {
        TokenKind::Date => (token.letters >= 5).then_some(1),
        TokenKind::Ordinal => {
            let month = paragraph.tokens.get(at + 1)?;
            let year = paragraph.tokens.get(at + 2)?;
            (text::is_month(paragraph.norm(month).trim_end_matches('.'))
                && year.kind == TokenKind::Number
                && year.letters == 4)
                .then_some(3)
        }
        _ => None,
    }
}

/// A heading without anything after a colon ("Fragen?", "Kontakt:").
pub(crate) fn is_heading_only(view: &View<'_>, block: usize) -> bool {
    is_heading(view, block) && view.words(block) > 6
}
