//! Things that hold signs inside: addresses, file numbers.

use super::Cutter;
use crate::segment::Class;
use crate::token::TokenKind;

impl Cutter<'_> {
    /// Things that hold signs inside: addresses, file numbers. Looks at everything up to the next white space.
    pub(super) fn chunk(&self) -> Option<(usize, TokenKind)> {
        // Only the first segment of a chunk starts one.
        if self.next > 0 && !matches!(self.segments[self.next - 1].class, Class::Space | Class::Sign) {
            return None;
        }
        // What touches: cheap test first, most chunks are one word and a full stop.
        self.touching(2)?;
        let length =
            self.segments[self.next..].iter().take_while(|s| s.class != Class::Space).take(64).count();
        let chunk = &self.segments[self.next..self.next + length];
        // Signs at the end belong to the sentence.
        let core = chunk.iter().rposition(|s| s.class != Class::Sign)? + 1;
        let chunk = &chunk[..core];
        if core < 2 {
            return None;
        }
        let text = self.str(chunk[0].start, chunk[core - 1].end);
        if let Some(at) = text.find('@') {
            let domain = &text[at + 1..];
            if at > 0 && domain.contains('.') && !domain.contains('@') {
                return Some((core, TokenKind::Email));
            }
        }
        if text.contains("://") || text.starts_with("www.") {
            return Some((core, TokenKind::Url));
        }
        // "rathaus.example/termin", "stadt.de"
        if let Some((host, _)) = text.split_once('/')
            && host.contains('.')
            && host
                .split('.')
                .all(|l| l.len() >= 2 && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            && host.rsplit('.').next().is_some_and(|top| top.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            return Some((core, TokenKind::Url));
        }
        let digits = text.bytes().any(|b| b.is_ascii_digit());
        let slashes = text.matches('/').count();
        let letters = text.bytes().any(|b| b.is_ascii_alphabetic());
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_' | ':');
        if !digits || !text.chars().all(inner) {
            return None;
        }
        let with_slash = slashes > 0 && (letters || slashes > 1 || text.contains(['-', '.']));
        // "2.32-NGU-0771", but not "5-Jahres-Frist": the letters of a file number are few.
        let separators = text.bytes().filter(|b| matches!(b, b'-' | b'.' | b'/')).count();
        let few = text.split(|c: char| !c.is_alphabetic()).all(|run| run.chars().count() <= 4);
        if with_slash || (letters && separators > 1 && few && text.contains('-')) {
            return Some((core, TokenKind::FileNumber));
        }
        None
    }
}
