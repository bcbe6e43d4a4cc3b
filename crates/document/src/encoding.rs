use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};
use source::{LineColumn, LineIndex, TextSize};

use crate::error::{ReadError, ReadErrorKind};

/// Decodes a text file; a byte order mark stays as the first character.
///
/// Order of evidence: byte order mark, `declared` (the `charset` of an HTML page), validity as UTF-8, the pattern of
/// NULs that UTF-16 leaves in Latin text, a guess among the encodings that German offices use.
///
/// # Errors
///
/// [`ReadErrorKind::Binary`] if the result is not text.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, ReadError> {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return check(decode_as(bytes, encoding));
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return check(decode_as(bytes, encoding));
    }
    if let Some(byte) = binary_byte(&bytes) {
        return Err(ReadError::new(ReadErrorKind::Binary).at_byte(byte as u64));
    }
    match declared {
        // A page that declares an encoding and is valid UTF-8 with characters beyond ASCII was saved anew without care.
        Some(encoding) if encoding != UTF_8 && std::str::from_utf8(&bytes).is_err() => {
            return check(decode_as(bytes, encoding));
        }
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => check(text),
        Err(error) => {
            let bytes = error.into_bytes();
            let encoding = if is_damaged_utf8(&bytes) { UTF_8 } else { guess(&bytes) };
            check(decode_as(bytes, encoding))
        }
    }
}

/// Decodes all bytes, mark included, broken sequences as U+FFFD.
fn decode_as(bytes: Vec<u8>, encoding: &'static Encoding) -> String {
    if encoding == UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
    }
    match encoding.decode_without_bom_handling(&bytes).0 {
        Cow::Owned(text) => text,
        Cow::Borrowed(text) => text.to_owned(),
    }
}

/// Refuses what no program would call text.
fn check(text: String) -> Result<String, ReadError> {
    let mut control = 0usize;
    let mut first = None;
    let mut characters = 0usize;
    for (offset, c) in text.char_indices() {
        characters += 1;
        if (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}')) || c == '\u{fffd}' {
            control += 1;
            first.get_or_insert(offset);
        }
    }
    // A stray control character is a fault of the letter; one in fifty is no letter.
    match first {
        Some(offset) if control * 50 > characters => {
            Err(ReadError::new(ReadErrorKind::Binary).at_line(place(&text, offset)))
        }
        _ => Ok(text),
    }
}

fn place(text: &str, offset: usize) -> LineColumn {
    LineIndex::new(text).line_column(TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX)))
}

/// The first byte that only data have: a NUL.
fn binary_byte(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|&b| b == 0)
}

/// UTF-16 without a mark: in Latin text every second byte is NUL, always the same one.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 {
        return None;
    }
    let pairs = sample.len() / 2;
    let nul = |side: usize| sample.iter().skip(side).step_by(2).filter(|&&b| b == 0).count();
    let (first, second) = (nul(0), nul(1));
    if second * 10 > pairs * 6 && first == 0 {
        Some(UTF_16LE)
    } else if first * 10 > pairs * 6 && second == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 with a few broken bytes (a file cut inside a character): other encodings hardly ever form valid sequences.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 10
}

/// Guesses among the encodings that are plausible for a letter written in Germany.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The beginning decides; a long file would only cost time.
    let sample = &bytes[..bytes.len().min(256 * 1024)];
    detector.feed(sample, sample.len() == bytes.len());
    let encoding = detector.guess(Some(b"de"), Utf8Detection::Deny);
    // Central European and Turkish text occurs in names; other guesses are accidents in German text.
    if encoding == WINDOWS_1250 || encoding == WINDOWS_1254 { encoding } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let units: Vec<u16> =
            mark.into_iter().chain(text.chars()).collect::<String>().encode_utf16().collect();
        units.iter().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    const TEXT: &str = "Grüße aus der Ausländerbehörde – 20 € Gebühr";

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        assert_eq!(decode(TEXT.into(), None).unwrap(), TEXT);
        assert_eq!(decode(format!("\u{feff}{TEXT}").into(), None).unwrap(), format!("\u{feff}{TEXT}"));
        for big in [true, false] {
            assert_eq!(decode(utf16(TEXT, big, true), None).unwrap(), format!("\u{feff}{TEXT}"));
            assert_eq!(decode(utf16(TEXT, big, false), None).unwrap(), TEXT);
        }
        let (bytes, _, lost) = WINDOWS_1252.encode(TEXT);
        assert!(!lost);
        assert_eq!(decode(bytes.into_owned(), None).unwrap(), TEXT);
    }

    #[test]
    fn data_are_refused_with_a_place() {
        let error = decode(b"abc\0def\x01\x02\x03".to_vec(), None).unwrap_err();
        assert_eq!(error.code(), "binary");
        assert_eq!(error.place, Some(crate::ErrorPlace::Byte(3)));
        let noise: Vec<u8> = (1..=31u8).cycle().take(300).collect();
        assert_eq!(decode(noise, None).unwrap_err().code(), "binary");
    }

    #[test]
    fn one_stray_control_character_is_no_reason_to_refuse() {
        let text = format!("{}\u{8}", "Der Antrag wird abgelehnt. ".repeat(5));
        assert_eq!(decode(text.clone().into(), None).unwrap(), text);
    }
}
