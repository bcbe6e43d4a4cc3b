/// The character that a sign of a symbol font stands for; a small square where we do not know.
pub(in crate::office) fn character(font: &str, code: u32) -> char {
    // Symbol fonts live in the private area F000-F0FF.
    let byte = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let symbol = font.to_ascii_lowercase();
    if symbol.starts_with("wingdings") {
        return match byte {
            0xFC => '✓',
            0xFB | 0xFD => '✗',
            0xFE => '☑',
            0x6F | 0xA8 | 0x71 | 0x72 => '☐',
            0x78 | 0x54 => '☒',
            0x52 => '☑',
            0xE0 | 0xF0 => '→',
            0xD8 => '➢',
            0x28 | 0x29 => '☎',
            0x2A | 0x2B => '✉',
            0x9F | 0x6C | 0xB7 => '•',
            0xA7 | 0x6E => '▪',
            _ => '▫',
        };
    }
    match byte {
        0xB7 => '•',
        0xD7 if symbol.starts_with("symbol") => '⋅',
        0xB4 if symbol.starts_with("symbol") => '×',
        0xA3 if symbol.starts_with("symbol") => '≤',
        0xB3 if symbol.starts_with("symbol") => '≥',
        0xAE if symbol.starts_with("symbol") => '→',
        byte if code < 0xE000 || byte < 0x80 => {
            char::from_u32(byte).filter(|c| !c.is_control()).unwrap_or('▫')
        }
        _ => '▫',
    }
}
