//! Addresses of documents: `file:` URIs to paths and back.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;

/// The path of a `file:` URI; `None` for other schemes (`untitled:`) and for what cannot be decoded.
pub fn to_path(uri: &Uri) -> Option<PathBuf> {
    let text = uri.as_str();
    let (scheme, rest) = text.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    // `file:///path`, `file://host/path`, also `file:/path`; query and fragment are no part of it.
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let path = match rest.strip_prefix("//") {
        Some(after) => &after[after.find('/')?..],
        None => rest,
    };
    let path = decode(path)?;
    // `/c:/Briefe` on Windows.
    let drive =
        path.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) && path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if cfg!(windows) && drive { &path[1..] } else { &path }))
}

/// The URI of an absolute path; `None` if the path is not valid Unicode.
pub fn from_path(path: &Path) -> Option<Uri> {
    let mut out = String::from("file://");
    let text = path.to_str()?.replace('\\', "/");
    if !text.starts_with('/') {
        out.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char)
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri::from_str(&out).ok()
}

/// The last piece of a URI, decoded: the file name, also of documents without a file.
pub fn file_name(uri: &Uri) -> String {
    let text = uri.as_str().split(['?', '#']).next().unwrap_or_default();
    let last = text.rsplit(['/', ':', '\\']).next().unwrap_or_default();
    decode(last).unwrap_or_else(|| last.to_owned())
}

fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok().filter(|s| !s.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        Uri::from_str(text).expect("a URI")
    }

    #[test]
    fn paths_with_umlauts_and_blanks_lead_back() {
        for path in ["/tmp/Bescheid Müller.txt", "/a/b%20c.md", "/ü/😀.html", "/a/b#c?.txt"] {
            let uri = from_path(Path::new(path)).expect("a URI");
            assert_eq!(to_path(&uri), Some(PathBuf::from(path)), "{}", uri.as_str());
        }
    }

    #[test]
    fn other_addresses_are_no_paths() {
        assert_eq!(to_path(&uri("untitled:Untitled-1")), None);
        assert_eq!(to_path(&uri("file:///a/%FF.txt")), None, "no UTF-8");
        assert_eq!(to_path(&uri("file:///a/%00.txt")), None);
        assert_eq!(to_path(&uri("FILE:///a/b.txt?x#y")), Some(PathBuf::from("/a/b.txt")));
    }

    #[test]
    fn names_of_documents_without_a_file() {
        assert_eq!(file_name(&uri("untitled:Brief.md")), "Brief.md");
        assert_eq!(file_name(&uri("file:///a/M%C3%BCller.txt?x=1")), "Müller.txt");
        assert_eq!(file_name(&uri("untitled:")), "");
    }
}
