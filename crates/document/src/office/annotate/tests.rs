//! Comments stand at their words, nothing else changes, and LibreOffice reads them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipArchive;

use super::splice::{What, items};
use super::*;
use crate::read::read_bytes;

const OURS: Author<'_> = Author { name: "Klarbrief", initials: "KB" };

fn letters() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut out = Vec::new();
    for folder in std::fs::read_dir(corpus).expect("there is a corpus").map(|e| e.expect("an entry").path()) {
        for name in ["before.docx", "after.docx", "before.odt", "after.odt"] {
            out.extend(Some(folder.join(name)).filter(|p| p.is_file()));
        }
    }
    out.sort();
    assert!(out.len() >= 40, "{} letters", out.len());
    out
}

fn format(path: &Path) -> Format {
    Format::from_extension(path.extension().and_then(|e| e.to_str()).unwrap_or("")).expect("an office format")
}

fn read(bytes: &[u8], format: Format) -> Document {
    read_bytes(bytes.to_vec(), format, &Limits::default()).expect("a letter")
}

/// A comment for every third word, from its second letter on, and for some stretches over several blocks.
fn comments(document: &Document) -> Vec<Comment> {
    let mut out = vec![Comment { range: None, paragraphs: vec!["Zum ganzen Brief: <&\"> \u{1}".to_owned()] }];
    let mut at = 0;
    for (index, word) in document.text.split_whitespace().enumerate() {
        let start = at + document.text[at..].find(word).expect("the word");
        at = start + word.len();
        let inner = word.char_indices().nth(1).map_or(0, |(i, _)| i);
        let from = if index % 2 == 0 { start + inner } else { start };
        let to = if index % 30 == 0 { (at + 90).min(document.text.len()) } else { at };
        let to = (to..=document.text.len()).find(|i| document.text.is_char_boundary(*i)).unwrap_or(at);
        if index % 3 == 0 {
            let range = TextRange::new(TextSize::new(from as u32), TextSize::new(to as u32));
            out.push(Comment {
                range: Some(range),
                paragraphs: vec![format!("Nr. {index}"), "Zweiter Absatz".to_owned()],
            });
        }
    }
    out
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a container");
    let mut out = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("a readable part");
        out.insert(name, content);
    }
    out
}

/// The text between the marks of each comment, by its id or name, without white space.
fn marked_text(bytes: &[u8], format: Format) -> BTreeMap<String, String> {
    let name = if format == Format::Docx { "word/document.xml" } else { "content.xml" };
    let text = String::from_utf8(parts(bytes)[name].clone()).expect("UTF-8");
    let (mut open, mut out): (Vec<String>, BTreeMap<String, String>) = Default::default();
    let (mut inside, mut skipped) = (Vec::new(), 0);
    for item in items(&text, name).expect("XML") {
        match item.what {
            What::Start { name, empty, attributes, .. } => {
                let id = attributes
                    .iter()
                    .find(|(k, _)| k == "id" || k == "name")
                    .map(|(_, v)| v.clone())
                    .unwrap_or_default();
                match name.as_str() {
                    "commentRangeStart" => {
                        out.insert(id.clone(), String::new());
                        open.push(id);
                    }
                    "annotation" if !id.is_empty() => {
                        out.insert(id.clone(), String::new());
                        open.push(id);
                    }
                    "commentRangeEnd" | "annotation-end" => open.retain(|o| *o != id),
                    _ => {}
                }
                if !empty {
                    skipped += usize::from(name == "annotation");
                    inside.push(name);
                }
            }
            What::End => skipped -= usize::from(inside.pop().as_deref() == Some("annotation")),
            What::Text(text) => {
                let is_text = format == Format::Odt || inside.last().is_some_and(|n| n == "t");
                for id in open.iter().filter(|_| is_text && skipped == 0) {
                    let shown = text.iter().map(|(_, c)| *c).filter(|c| !c.is_whitespace());
                    out.get_mut(id).expect("an open comment").extend(shown);
                }
            }
            What::Other => {}
        }
    }
    assert!(open.is_empty(), "comments that never end: {open:?}");
    out
}

#[test]
fn comments_stand_at_their_words_and_nothing_else_changes() {
    for path in letters() {
        let bytes = std::fs::read(&path).expect("a file");
        let format = format(&path);
        let document = read(&bytes, format);
        let comments = comments(&document);
        let annotated =
            annotate(bytes.clone(), &document, OURS, &comments, &Limits::default()).expect("annotated");
        let again = read(&annotated, format);
        assert_eq!(document.text, again.text, "{}", path.display());
        assert_eq!(document.blocks, again.blocks, "{}", path.display());

        let (old, new) = (parts(&bytes), parts(&annotated));
        for (name, content) in &old {
            let ours =
                ["word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "content.xml"];
            assert!(
                ours.contains(&name.as_str()) || new[name] == *content,
                "{}: {name} changed",
                path.display()
            );
        }
        let added: Vec<&String> = new.keys().filter(|k| !old.contains_key(*k)).collect();
        assert!(added.iter().all(|name| *name == "word/comments.xml"), "{added:?}");

        // Body text only: comments on page headers and footers stand at the start.
        let marks = marked_text(&annotated, format);
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut right = 0;
        let mut in_body = 0;
        for (index, comment) in comments.iter().enumerate().filter(|(_, c)| c.range.is_some()) {
            let range = comment.range.expect("a range");
            if Placed::new(&document, comment).place.is_none() {
                continue;
            }
            in_body += 1;
            let key =
                if format == Format::Docx { index.to_string() } else { format!("klarbrief-{}", index + 1) };
            let wanted = squeezed(document.slice(range));
            right +=
                usize::from(marks.get(&key).is_some_and(|m| *m == wanted || range.len() > TextSize::new(60)));
        }
        // Signs that the office program makes by itself (numbers of lists) cannot be marked.
        assert!(right * 100 >= in_body * 97, "{}: {right} of {in_body} at their words", path.display());
    }
}

#[test]
fn running_again_replaces_our_comments_only() {
    let anna = Author { name: "Anna Muster", initials: "AM" };
    for path in letters().into_iter().filter(|p| p.to_string_lossy().contains("hearing")) {
        let format = format(&path);
        let annotate = |bytes: Vec<u8>, author, step: usize| {
            let document = read(&bytes, format);
            let comments: Vec<Comment> = comments(&document).into_iter().step_by(step).collect();
            (
                super::annotate(bytes, &document, author, &comments, &Limits::default()).expect("annotated"),
                comments.len(),
            )
        };
        let bytes = std::fs::read(&path).expect("a file");
        let (first, theirs) = annotate(bytes.clone(), anna, 4);
        let (second, _) = annotate(first, OURS, 1);
        let (third, ours) = annotate(second, OURS, 2);
        let words = |bytes: &[u8]| {
            let name = if format == Format::Docx { "word/comments.xml" } else { "content.xml" };
            String::from_utf8(parts(bytes)[name].clone()).expect("UTF-8")
        };
        let count = |bytes: &[u8], author: &str| match format {
            Format::Docx => words(bytes).matches(&format!("author=\"{author}\"")).count(),
            _ => words(bytes).matches(&format!("<dc:creator>{author}</dc:creator>")).count(),
        };
        assert_eq!(count(&third, "Anna Muster"), theirs, "{}", path.display());
        assert_eq!(count(&third, "Klarbrief"), ours, "{}", path.display());
        let document = read(&third, format);
        let none = super::annotate(third, &document, OURS, &[], &Limits::default()).expect("annotated");
        assert_eq!(count(&none, "Klarbrief"), 0);
        assert_eq!(count(&none, "Anna Muster"), theirs);
        let marks = marked_text(&none, format);
        assert!(marks.len() <= theirs, "marks without words: {marks:?}");
        assert_eq!(read(&none, format).text, read(&bytes, format).text);
    }
}

/// The program that opens the files, if it is here.
fn office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|p| p.join("soffice")).find(|p| p.is_file())
}

#[test]
fn libreoffice_opens_the_files_and_keeps_the_comments() {
    let Some(office) = office() else {
        eprintln!("skipped: soffice is not installed");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let convert = |file: &Path, to: &str| {
        let out = folder.path().join("out");
        let status = Command::new(&office)
            .args([&profile, "--headless", "--convert-to", to, "--outdir"])
            .arg(&out)
            .arg(file)
            .output()
            .expect("soffice runs");
        assert!(status.status.success(), "{status:?}");
        out.join(file.with_extension(to).file_name().expect("a name"))
    };
    for (name, other) in [("before.docx", Format::Odt), ("before.odt", Format::Docx)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/refusal-no-reasons").join(name);
        let bytes = std::fs::read(&path).expect("a file");
        let document = read(&bytes, format(&path));
        let comments: Vec<Comment> = comments(&document).into_iter().step_by(3).collect();
        let annotated = annotate(bytes, &document, OURS, &comments, &Limits::default()).expect("annotated");
        let file = folder.path().join(name);
        std::fs::write(&file, &annotated).expect("written");
        let pdf = std::fs::read(convert(&file, "pdf")).expect("a pdf");
        assert!(pdf.starts_with(b"%PDF"));
        let back = std::fs::read(convert(&file, other.key())).expect("converted");
        let all = parts(&back);
        let (part, sign) = if other == Format::Odt {
            ("content.xml", "<dc:creator>Klarbrief</dc:creator>")
        } else {
            ("word/comments.xml", "w:author=\"Klarbrief\"")
        };
        let text = String::from_utf8(all[part].clone()).expect("UTF-8");
        assert_eq!(text.matches(sign).count(), comments.len(), "{name}");
        assert!(text.contains("Zum ganzen Brief: &lt;&amp;"), "{name}: the words come back");
        // What the program makes of it reads as the same letter; page header and footer may be counted otherwise.
        let squeezed = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let reread = squeezed(&read(&back, other).text);
        for block in document.blocks.iter().filter(|b| !matches!(b.kind, crate::model::BlockKind::PageFooter))
        {
            let words = squeezed(document.slice(block.range));
            assert!(reread.contains(&words), "{name}: {words}");
        }
    }
}
