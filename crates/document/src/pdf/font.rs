//! Fonts: from the bytes of a string to characters and their widths.

use lopdf::{Dictionary, Document as File, Encoding, Object};

use super::{number, resolved};

/// Entries of a table of widths.
const MOST_WIDTHS: usize = 70_000;

/// Widths of the standard font Helvetica from the blank to the tilde, for files that leave them out.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// A font of a page.
pub(super) struct Font {
    /// Bytes of a code: 2 for composite fonts.
    wide: bool,
    /// By code, for simple fonts.
    simple: Vec<String>,
    unicode: Option<Encoding<'static>>,
    /// Widths by code in thousandths of the size.
    widths: Vec<f32>,
    default_width: f32,
    pub(super) is_bold: bool,
}

/// One character of a string.
pub(super) struct Glyph {
    pub(super) text: String,
    /// In sizes of the font.
    pub(super) width: f32,
    /// True for the one-byte code 32, which word spacing applies to.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn new(file: &File, font: &Dictionary, limit: usize) -> Font {
        let get = |dictionary: &'_ Dictionary, key: &[u8]| {
            dictionary.get(key).ok().and_then(|object| resolved(file, object)).cloned()
        };
        let name = |key: &[u8]| match get(font, key) {
            Some(Object::Name(name)) => String::from_utf8_lossy(&name).into_owned(),
            _ => String::new(),
        };
        let base = name(b"BaseFont");
        let wide = name(b"Subtype") == "Type0";
        let is_bold = ["Bold", "bold", "Black", "Heavy", "Semibold"].iter().any(|word| base.contains(word));
        let mut new = Font {
            wide,
            simple: Vec::new(),
            unicode: to_unicode(file, font, limit),
            widths: Vec::new(),
            default_width: 500.0,
            is_bold,
        };
        if wide {
            new.default_width = 1000.0;
            let descendant = get(font, b"DescendantFonts").and_then(|object| match object {
                Object::Array(fonts) => fonts.first().and_then(|f| resolved(file, f)).cloned(),
                _ => None,
            });
            if let Some(Object::Dictionary(descendant)) = descendant {
                if let Some(width) = get(&descendant, b"DW").as_ref().and_then(number) {
                    new.default_width = width;
                }
                if let Some(Object::Array(widths)) = get(&descendant, b"W") {
                    new.widths = composite_widths(file, &widths, new.default_width);
                }
            }
        } else {
            new.simple_font(file, font, &base, limit);
        }
        new
    }

    fn simple_font(&mut self, file: &File, font: &Dictionary, base: &str, limit: usize) {
        let encoding = font.get_font_encoding_with_limit(file, limit).ok();
        self.simple = (0..=255u8)
            .map(|code| {
                let of = |encoding: Option<&Encoding<'_>>| {
                    let text = encoding?.bytes_to_string(&[code]).ok()?;
                    (!text.is_empty() && !text.contains(['\u{fffd}', '\0'])).then_some(text)
                };
                let text = of(self.unicode.as_ref()).or_else(|| of(encoding.as_ref()));
                text.unwrap_or_else(|| if code == 32 { " ".to_owned() } else { String::new() })
            })
            .collect();
        let first = font.get(b"FirstChar").ok().and_then(|o| resolved(file, o)).and_then(|o| o.as_i64().ok());
        let widths = font.get(b"Widths").ok().and_then(|o| resolved(file, o)).and_then(|o| o.as_array().ok());
        self.widths = match widths {
            Some(widths) => {
                let first = usize::try_from(first.unwrap_or(0)).unwrap_or(0).min(255);
                let mut all = vec![0.0; first];
                all.extend(
                    widths.iter().take(256).map(|w| resolved(file, w).and_then(number).unwrap_or(500.0)),
                );
                all
            }
            None if base.contains("Courier") => vec![600.0; 256],
            None => {
                // Times runs narrower, bold wider.
                let factor =
                    if base.contains("Times") { 0.9 } else { 1.0 } * if self.is_bold { 1.06 } else { 1.0 };
                let mut all = vec![556.0 * factor; 256];
                for (width, known) in all[32..].iter_mut().zip(HELVETICA) {
                    *width = f32::from(known) * factor;
                }
                all
            }
        };
    }

    /// Reads a string.
    pub(super) fn glyphs<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Glyph> + 'a {
        bytes.chunks(if self.wide { 2 } else { 1 }).map(|code| {
            let value = code.iter().fold(0usize, |value, byte| value << 8 | usize::from(*byte));
            let text = if self.wide {
                let decoded = self.unicode.as_ref().and_then(|map| map.bytes_to_string(code).ok());
                decoded.filter(|text| !text.contains(['\u{fffd}', '\0'])).unwrap_or_default()
            } else {
                self.simple.get(value).cloned().unwrap_or_default()
            };
            let width = self.widths.get(value).copied().unwrap_or(self.default_width);
            Glyph { text, width: width / 1000.0, is_space: !self.wide && value == 32 }
        })
    }
}

/// The table that says which characters the codes stand for.
fn to_unicode(file: &File, font: &Dictionary, limit: usize) -> Option<Encoding<'static>> {
    let map = font.get(b"ToUnicode").ok()?;
    if !matches!(resolved(file, map)?, Object::Stream(_)) {
        return None;
    }
    // Asked without its encoding, a font answers with this table.
    let mut only = Dictionary::new();
    only.set("Type", Object::Name(b"Font".to_vec()));
    only.set("ToUnicode", map.clone());
    match only.get_font_encoding_with_limit(file, limit) {
        Ok(Encoding::UnicodeMapEncoding(map)) => Some(Encoding::UnicodeMapEncoding(map)),
        _ => None,
    }
}

/// `[first [w w w] first last w …]`
fn composite_widths(file: &File, table: &[Object], default: f32) -> Vec<f32> {
    let mut widths: Vec<f32> = Vec::new();
    let mut set = |code: usize, width: f32| {
        if code < MOST_WIDTHS {
            if widths.len() <= code {
                widths.resize(code + 1, default);
            }
            widths[code] = width;
        }
    };
    let mut entries = table.iter().take(MOST_WIDTHS).filter_map(|object| resolved(file, object));
    while let Some(first) = entries.next().and_then(number) {
        let first = first.max(0.0) as usize;
        match entries.next() {
            Some(Object::Array(list)) => {
                for (index, width) in list.iter().take(MOST_WIDTHS).enumerate() {
                    set(first + index, resolved(file, width).and_then(number).unwrap_or(default));
                }
            }
            Some(last) => {
                let last = number(last).unwrap_or(0.0).max(0.0) as usize;
                let Some(width) = entries.next().and_then(number) else { break };
                for code in first..=last.min(MOST_WIDTHS) {
                    set(code, width);
                }
            }
            None => break,
        }
    }
    widths
}
