mod hostile;
mod letter;

use std::fs;

use source::Lang;

use crate::{Format, Limits, read_path};

#[test]
fn files_are_read_by_their_extension() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content, format) in [
        ("brief.txt", "Guten Tag", Format::Txt),
        ("brief.MARKDOWN", "# Guten Tag", Format::Md),
        ("brief.htm", "<p>Guten Tag", Format::Html),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let document = read_path(&path, &Limits::default()).unwrap();
        assert_eq!((document.format, document.slice(document.blocks[0].range)), (format, "Guten Tag"));
    }
}

#[test]
fn paths_that_cannot_be_read_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let code = |name: &str, content: Option<&str>| {
        let path = folder.path().join(name);
        if let Some(content) = content {
            fs::write(&path, content).unwrap();
        }
        let error = read_path(&path, &Limits::default()).unwrap_err();
        assert!(!error.message(Lang::De).is_empty() && !error.hint(Lang::De).is_empty());
        assert_ne!(error.message(Lang::De), error.message(Lang::En));
        assert_ne!(error.hint(Lang::De), error.hint(Lang::En));
        error.code()
    };
    assert_eq!(code("fehlt.txt", None), "not-found");
    assert_eq!(code("leer.txt", Some("")), "empty");
    assert_eq!(code("blank.txt", Some(" \n\u{feff}\t\n")), "empty");
    assert_eq!(code("brief.doc", Some("x")), "old-word");
    assert_eq!(code("brief.pages", Some("x")), "unknown-format");
    assert_eq!(code("brief", Some("x")), "unknown-format");
    assert_eq!(read_path(folder.path(), &Limits::default()).unwrap_err().code(), "folder");
}

#[test]
fn a_text_above_the_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lang.txt");
    fs::write(&path, "Wort ".repeat(100)).unwrap();
    let limits = Limits { max_text: 100, ..Limits::default() };
    let error = read_path(&path, &limits).unwrap_err();
    assert_eq!(error.code(), "too-large");
    assert_eq!(error.message(Lang::De), "Der Inhalt ist zu groß: erlaubt sind 100 Byte.");
}
