/// A piece of rtf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\word` or `\word12`
    Word(&'a str, Option<i32>),
    /// `\~`
    Symbol(u8),
    /// `\'fc`
    Hex(u8),
    /// Text, without line breaks, which mean nothing in rtf.
    Bytes(&'a [u8]),
}

/// Cuts a file into tokens; cannot fail.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    /// Bytes read so far.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => match self.control()? {
                    Some(token) => token,
                    None => continue,
                },
                b'\r' | b'\n' | 0 => continue,
                _ => {
                    let start = self.at - 1;
                    let rest = &self.bytes[start..];
                    let len = rest
                        .iter()
                        .position(|b| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0))
                        .unwrap_or(rest.len());
                    self.at = start + len;
                    Token::Bytes(&rest[..len])
                }
            });
        }
    }

    /// What stands behind a backslash; the inner `None` for binary data, which is passed over.
    fn control(&mut self) -> Option<Option<Token<'a>>> {
        let first = *self.bytes.get(self.at)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            if first != b'\'' {
                return Some(Some(Token::Symbol(first)));
            }
            let digits = self.bytes.get(self.at..self.at + 2)?;
            let byte = std::str::from_utf8(digits).ok().and_then(|d| u8::from_str_radix(d, 16).ok());
            if byte.is_some() {
                self.at += 2;
            }
            return Some(byte.map(Token::Hex));
        }
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len()).min(32);
        let word = std::str::from_utf8(&rest[..len]).unwrap_or("");
        self.at += len;
        let rest = &self.bytes[self.at..];
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits =
            rest[sign..].iter().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len() - sign).min(10);
        let mut number = None;
        if digits > 0 {
            number = std::str::from_utf8(&rest[..sign + digits]).ok().and_then(|d| d.parse().ok());
            self.at += sign + digits;
        }
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let len = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(len).min(self.bytes.len());
            return Some(None);
        }
        Some(Some(Token::Word(word, number)))
    }
}
