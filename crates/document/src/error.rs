use std::fmt;
use std::io;

use source::{Lang, LineColumn};

use crate::Format;

/// Why a letter could not be read, where, and what to do about it.
///
/// The path of the letter is not part of it: whoever opened the letter knows it. `Display` gives the English message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub struct ReadError {
    /// What went wrong.
    pub kind: ReadErrorKind,
    /// The part of a docx or odt file it went wrong in (`word/document.xml`).
    pub part: Option<String>,
    /// Where in that part, or in the file itself.
    pub place: Option<ErrorPlace>,
}

/// A place in a file that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorPlace {
    /// Byte offset, from 0.
    Byte(u64),
    /// Line and column, from 1.
    Line(LineColumn),
}

/// What went wrong while a letter was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// There is no such file.
    NotFound,
    /// The file may not be read by this user.
    Permission,
    /// The path is a folder.
    Folder,
    /// The system reported another error; its own words.
    Io(String),
    /// More bytes than [`Limits`](crate::Limits) allow.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// More blocks, stretches of text or definitions of styles and lists than [`Limits`](crate::Limits) allow.
    TooManyBlocks {
        /// The limit.
        limit: usize,
    },
    /// No text, or white space only.
    Empty,
    /// Not text at all.
    Binary,
    /// Protected by a password.
    Encrypted,
    /// The format of Word before 2007 (`.doc`).
    OldWord,
    /// A file of another kind than its name says.
    WrongFormat {
        /// What was expected.
        expected: Format,
        /// What it is, if one of our formats.
        found: Option<Format>,
        /// What it is, in words for people (`PDF`, `RTF`); empty if unknown.
        name: &'static str,
    },
    /// Not a zip container, which every docx and odt file is.
    NotZip,
    /// A zip container whose end is missing.
    Truncated,
    /// A zip container with contradictory entries; the words of the unpacker.
    BrokenZip(String),
    /// A zip container that unpacks to far more than a letter needs.
    ZipBomb {
        /// The bytes, ratio or number of entries that is allowed.
        limit: u64,
        /// What the limit counts.
        unit: BombUnit,
    },
    /// Not well-formed XML; the words of the parser.
    BrokenXml(String),
    /// Elements nested too deeply.
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// A pdf file that cannot be taken apart; the words of the parser.
    BrokenPdf(String),
    /// A pdf file that holds pictures of text only.
    NoTextLayer,
    /// A rtf file whose braces do not match.
    BrokenRtf,
    /// A part that every file of this format has is missing.
    MissingPart,
    /// A file extension that is none of our formats.
    UnknownFormat {
        /// The extension, without the dot; empty if there is none.
        extension: String,
    },
}

/// What a limit against zip bombs counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BombUnit {
    /// Unpacked bytes.
    Bytes,
    /// Unpacked size divided by packed size.
    Ratio,
    /// Entries.
    Entries,
    /// Entries that share the same packed bytes.
    Overlap,
}

impl ReadError {
    pub(crate) fn new(kind: ReadErrorKind) -> ReadError {
        ReadError { kind, part: None, place: None }
    }

    pub(crate) fn in_part(mut self, part: &str) -> ReadError {
        self.part.get_or_insert_with(|| part.to_owned());
        self
    }

    pub(crate) fn at_byte(mut self, byte: u64) -> ReadError {
        self.place.get_or_insert(ErrorPlace::Byte(byte));
        self
    }

    pub(crate) fn at_line(mut self, place: LineColumn) -> ReadError {
        self.place.get_or_insert(ErrorPlace::Line(place));
        self
    }

    /// A short name of the error for scripts, in kebab case; it stays the same across versions.
    pub fn code(&self) -> &'static str {
        match &self.kind {
            ReadErrorKind::NotFound => "not-found",
            ReadErrorKind::Permission => "permission",
            ReadErrorKind::Folder => "folder",
            ReadErrorKind::Io(_) => "io",
            ReadErrorKind::TooLarge { .. } | ReadErrorKind::TooManyBlocks { .. } => "too-large",
            ReadErrorKind::Empty => "empty",
            ReadErrorKind::Binary => "binary",
            ReadErrorKind::Encrypted => "encrypted",
            ReadErrorKind::OldWord => "old-word",
            ReadErrorKind::WrongFormat { .. } => "wrong-format",
            ReadErrorKind::NotZip => "not-zip",
            ReadErrorKind::Truncated => "truncated",
            ReadErrorKind::BrokenZip(_) => "broken-zip",
            ReadErrorKind::ZipBomb { .. } => "zip-bomb",
            ReadErrorKind::BrokenXml(_) => "broken-xml",
            ReadErrorKind::TooDeep { .. } => "too-deep",
            ReadErrorKind::BrokenPdf(_) => "broken-pdf",
            ReadErrorKind::NoTextLayer => "no-text-layer",
            ReadErrorKind::BrokenRtf => "broken-rtf",
            ReadErrorKind::MissingPart => "missing-part",
            ReadErrorKind::UnknownFormat { .. } => "unknown-format",
        }
    }

    /// One sentence that says what is wrong and where.
    pub fn message(&self, lang: Lang) -> String {
        let cause = match lang {
            Lang::De => self.cause_de(),
            Lang::En => self.cause_en(),
        };
        let place = self.where_it_is(lang);
        if place.is_empty() { format!("{cause}.") } else { format!("{cause} ({place}).") }
    }

    /// What the user can do about it.
    pub fn hint(&self, lang: Lang) -> String {
        match lang {
            Lang::De => self.hint_de(),
            Lang::En => self.hint_en(),
        }
    }

    fn where_it_is(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if let Some(part) = &self.part {
            parts.push(format!("{} {part}", lang.pick("Teil", "part")));
        }
        match self.place {
            Some(ErrorPlace::Byte(byte)) => parts.push(format!("{} {byte}", lang.pick("Byte", "byte"))),
            Some(ErrorPlace::Line(LineColumn { line, column })) => parts.push(match lang {
                Lang::De => format!("Zeile {line}, Spalte {column}"),
                Lang::En => format!("line {line}, column {column}"),
            }),
            None => {}
        }
        parts.join(", ")
    }

    fn cause_de(&self) -> String {
        match &self.kind {
            ReadErrorKind::NotFound => "Diese Datei gibt es nicht".into(),
            ReadErrorKind::Permission => "Sie dürfen diese Datei nicht lesen".into(),
            ReadErrorKind::Folder => "Das ist ein Ordner und keine Datei".into(),
            ReadErrorKind::Io(words) => format!("Die Datei ließ sich nicht lesen: {words}"),
            ReadErrorKind::TooLarge { limit } => {
                format!("Der Inhalt ist zu groß: erlaubt sind {}", Size(*limit, Lang::De))
            }
            ReadErrorKind::TooManyBlocks { limit } => {
                format!("Die Datei hat zu viele Bestandteile: erlaubt sind {limit}")
            }
            ReadErrorKind::Empty => "Die Datei enthält keinen Text".into(),
            ReadErrorKind::Binary => "Die Datei enthält Daten und keinen lesbaren Text".into(),
            ReadErrorKind::Encrypted => "Die Datei ist mit einem Kennwort geschützt".into(),
            ReadErrorKind::OldWord => "Die Datei hat das alte Word-Format (.doc)".into(),
            ReadErrorKind::WrongFormat { expected, found, name } => match (found, *name) {
                (Some(found), _) => {
                    format!("Das ist eine {}-Datei und keine {}-Datei", found.key(), expected.key())
                }
                (None, "") => format!("Das ist keine {}-Datei", expected.key()),
                (None, name) => {
                    format!("Das ist eine Datei der Art {name} und keine {}-Datei", expected.key())
                }
            },
            ReadErrorKind::NotZip => "Das ist keine docx- oder odt-Datei: der Zip-Behälter fehlt".into(),
            ReadErrorKind::Truncated => "Die Datei ist unvollständig: ihr Ende fehlt".into(),
            ReadErrorKind::BrokenZip(words) => format!("Der Zip-Behälter der Datei ist beschädigt: {words}"),
            ReadErrorKind::ZipBomb { limit, unit } => match unit {
                BombUnit::Bytes => {
                    format!("Die Datei wird beim Entpacken zu groß: erlaubt sind {}", Size(*limit, Lang::De))
                }
                BombUnit::Ratio => {
                    format!(
                        "Die Datei wird beim Entpacken mehr als {limit}-mal so groß und gilt als schädlich"
                    )
                }
                BombUnit::Entries => format!("Die Datei hat zu viele Teile: erlaubt sind {limit}"),
                BombUnit::Overlap => "Teile der Datei überlappen sich; sie gilt als schädlich".into(),
            },
            ReadErrorKind::BrokenXml(words) => format!("Das XML ist fehlerhaft: {words}"),
            ReadErrorKind::TooDeep { limit } => {
                format!("Der Inhalt ist zu tief verschachtelt: erlaubt sind {limit} Ebenen")
            }
            ReadErrorKind::BrokenPdf(words) => format!("Die PDF-Datei ist beschädigt: {words}"),
            ReadErrorKind::NoTextLayer => "Die PDF-Datei enthält keinen Text, nur Bilder davon".into(),
            ReadErrorKind::BrokenRtf => {
                "Die rtf-Datei ist beschädigt: ihre Klammern passen nicht zusammen".into()
            }
            ReadErrorKind::MissingPart => "In der Datei fehlt ein notwendiger Teil".into(),
            ReadErrorKind::UnknownFormat { extension } if extension.is_empty() => {
                "Die Datei hat keine Endung, die das Format nennt".into()
            }
            ReadErrorKind::UnknownFormat { extension } => {
                format!("Die Endung .{extension} gehört zu keinem Format, das gelesen werden kann")
            }
        }
    }

    fn cause_en(&self) -> String {
        match &self.kind {
            ReadErrorKind::NotFound => "There is no such file".into(),
            ReadErrorKind::Permission => "You are not allowed to read this file".into(),
            ReadErrorKind::Folder => "This is a folder, not a file".into(),
            ReadErrorKind::Io(words) => format!("The file could not be read: {words}"),
            ReadErrorKind::TooLarge { limit } => {
                format!("The content is too large: the limit is {}", Size(*limit, Lang::En))
            }
            ReadErrorKind::TooManyBlocks { limit } => {
                format!("The file has too many elements: the limit is {limit}")
            }
            ReadErrorKind::Empty => "The file holds no text".into(),
            ReadErrorKind::Binary => "The file holds data, not readable text".into(),
            ReadErrorKind::Encrypted => "The file is protected by a password".into(),
            ReadErrorKind::OldWord => "The file has the old Word format (.doc)".into(),
            ReadErrorKind::WrongFormat { expected, found, name } => match (found, *name) {
                (Some(found), _) => format!("This is a {} file, not a {} file", found.key(), expected.key()),
                (None, "") => format!("This is not a {} file", expected.key()),
                (None, name) => format!("This is a file of the kind {name}, not a {} file", expected.key()),
            },
            ReadErrorKind::NotZip => "This is not a docx or odt file: the zip container is missing".into(),
            ReadErrorKind::Truncated => "The file is incomplete: its end is missing".into(),
            ReadErrorKind::BrokenZip(words) => format!("The zip container of the file is damaged: {words}"),
            ReadErrorKind::ZipBomb { limit, unit } => match unit {
                BombUnit::Bytes => {
                    format!("The file unpacks to too much: the limit is {}", Size(*limit, Lang::En))
                }
                BombUnit::Ratio => {
                    format!("The file unpacks to more than {limit} times its size and is taken as harmful")
                }
                BombUnit::Entries => format!("The file has too many parts: the limit is {limit}"),
                BombUnit::Overlap => "Parts of the file overlap; it is taken as harmful".into(),
            },
            ReadErrorKind::BrokenXml(words) => format!("The XML is not well-formed: {words}"),
            ReadErrorKind::TooDeep { limit } => {
                format!("The content is nested too deeply: the limit is {limit} levels")
            }
            ReadErrorKind::BrokenPdf(words) => format!("The pdf file is damaged: {words}"),
            ReadErrorKind::NoTextLayer => "The pdf file holds no text, only pictures of it".into(),
            ReadErrorKind::BrokenRtf => "The rtf file is damaged: its braces do not match".into(),
            ReadErrorKind::MissingPart => "The file lacks a part that it needs".into(),
            ReadErrorKind::UnknownFormat { extension } if extension.is_empty() => {
                "The file has no extension that names its format".into()
            }
            ReadErrorKind::UnknownFormat { extension } => {
                format!("The extension .{extension} belongs to no format that can be read")
            }
        }
    }

    fn hint_de(&self) -> String {
        match &self.kind {
            ReadErrorKind::NotFound => "Prüfen Sie Pfad und Schreibweise.".into(),
            ReadErrorKind::Permission => {
                "Lassen Sie sich das Leserecht geben oder kopieren Sie die Datei in einen eigenen Ordner.".into()
            }
            ReadErrorKind::Folder => "Nennen Sie die Datei in diesem Ordner.".into(),
            ReadErrorKind::Io(_) => "Prüfen Sie, ob das Laufwerk erreichbar ist, und versuchen Sie es erneut.".into(),
            ReadErrorKind::TooLarge { .. } | ReadErrorKind::TooManyBlocks { .. } => {
                "Prüfen Sie, ob das wirklich ein einzelner Brief ist; teilen Sie lange Texte auf.".into()
            }
            ReadErrorKind::Empty => {
                "Prüfen Sie, ob der Brief gespeichert ist. Ein eingescannter Brief enthält nur Bilder und keinen Text.".into()
            }
            ReadErrorKind::Binary => {
                "Speichern Sie den Brief als Text (UTF-8), docx oder odt und geben Sie die passende Endung an.".into()
            }
            ReadErrorKind::Encrypted => {
                "Öffnen Sie den Brief, entfernen Sie das Kennwort und speichern Sie eine Kopie.".into()
            }
            ReadErrorKind::OldWord => {
                "Öffnen Sie den Brief in Word oder LibreOffice und speichern Sie ihn als docx.".into()
            }
            ReadErrorKind::WrongFormat { found: Some(found), .. } => {
                format!("Geben Sie der Datei die Endung .{} oder wählen Sie dieses Format.", found.key())
            }
            ReadErrorKind::WrongFormat { .. } => {
                "Öffnen Sie die Datei in ihrem Programm und speichern Sie sie als docx, odt oder Text.".into()
            }
            ReadErrorKind::NotZip => {
                "Prüfen Sie die Endung. Öffnen Sie den Brief in Word oder LibreOffice und speichern Sie ihn neu.".into()
            }
            ReadErrorKind::Truncated | ReadErrorKind::BrokenZip(_) => {
                "Kopieren oder laden Sie die Datei erneut; sie wurde wohl nicht ganz übertragen.".into()
            }
            ReadErrorKind::ZipBomb { .. } => {
                "Öffnen Sie die Datei nicht, wenn Sie den Absender nicht kennen. Ist sie echt, speichern Sie nur den Brieftext neu.".into()
            }
            ReadErrorKind::BrokenXml(_) => {
                "Öffnen Sie den Brief in Word oder LibreOffice, lassen Sie ihn reparieren und speichern Sie ihn neu.".into()
            }
            ReadErrorKind::TooDeep { .. } => {
                "Kopieren Sie den Brieftext in ein leeres Dokument und speichern Sie dieses.".into()
            }
            ReadErrorKind::BrokenPdf(_) | ReadErrorKind::BrokenRtf => {
                "Kopieren oder laden Sie die Datei erneut, oder prüfen Sie den Brief in dem Format, in dem er geschrieben wurde.".into()
            }
            ReadErrorKind::NoTextLayer => {
                "Das ist wohl ein Scan. Prüfen Sie die ursprüngliche Datei (docx, odt) oder lassen Sie den Text zuerst erkennen (OCR), zum Beispiel mit OCRmyPDF.".into()
            }
            ReadErrorKind::MissingPart => {
                "Prüfen Sie, ob das ein Brief aus einem Textprogramm ist, und speichern Sie ihn dort neu.".into()
            }
            ReadErrorKind::UnknownFormat { .. } => {
                "Gelesen werden txt, md, html, docx, odt, rtf und pdf. Speichern Sie den Brief in einem dieser Formate oder nennen Sie das Format.".into()
            }
        }
    }

    fn hint_en(&self) -> String {
        match &self.kind {
            ReadErrorKind::NotFound => "Check the path and its spelling.".into(),
            ReadErrorKind::Permission => {
                "Ask for the right to read it, or copy the file to a folder of your own.".into()
            }
            ReadErrorKind::Folder => "Name the file inside this folder.".into(),
            ReadErrorKind::Io(_) => "Check that the drive can be reached and try again.".into(),
            ReadErrorKind::TooLarge { .. } | ReadErrorKind::TooManyBlocks { .. } => {
                "Check that this is a single letter; split long texts.".into()
            }
            ReadErrorKind::Empty => {
                "Check that the letter was saved. A scanned letter holds pictures only and no text.".into()
            }
            ReadErrorKind::Binary => {
                "Save the letter as text (UTF-8), docx or odt and use the extension that fits.".into()
            }
            ReadErrorKind::Encrypted => "Open the letter, remove the password and save a copy.".into(),
            ReadErrorKind::OldWord => "Open the letter in Word or LibreOffice and save it as docx.".into(),
            ReadErrorKind::WrongFormat { found: Some(found), .. } => {
                format!("Give the file the extension .{} or choose that format.", found.key())
            }
            ReadErrorKind::WrongFormat { .. } => {
                "Open the file in its program and save it as docx, odt or text.".into()
            }
            ReadErrorKind::NotZip => {
                "Check the extension. Open the letter in Word or LibreOffice and save it again.".into()
            }
            ReadErrorKind::Truncated | ReadErrorKind::BrokenZip(_) => {
                "Copy or download the file again; it was probably not transferred in full.".into()
            }
            ReadErrorKind::ZipBomb { .. } => {
                "Do not open the file if you do not know the sender. If it is real, save just the text of the letter anew.".into()
            }
            ReadErrorKind::BrokenXml(_) => {
                "Open the letter in Word or LibreOffice, let it repair the file and save it again.".into()
            }
            ReadErrorKind::TooDeep { .. } => {
                "Copy the text of the letter to an empty document and save that.".into()
            }
            ReadErrorKind::BrokenPdf(_) | ReadErrorKind::BrokenRtf => {
                "Copy or download the file again, or check the letter in the format it was written in.".into()
            }
            ReadErrorKind::NoTextLayer => {
                "This is probably a scan. Check the original file (docx, odt), or have its text recognised first (OCR), for example with OCRmyPDF.".into()
            }
            ReadErrorKind::MissingPart => {
                "Check that this is a letter from a word processor and save it there again.".into()
            }
            ReadErrorKind::UnknownFormat { .. } => {
                "Formats that can be read: txt, md, html, docx, odt, rtf, pdf. Save the letter as one of these or name the format.".into()
            }
        }
    }
}

impl From<ReadErrorKind> for ReadError {
    fn from(kind: ReadErrorKind) -> ReadError {
        ReadError::new(kind)
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> ReadError {
        ReadError::new(match error.kind() {
            io::ErrorKind::NotFound => ReadErrorKind::NotFound,
            io::ErrorKind::PermissionDenied => ReadErrorKind::Permission,
            io::ErrorKind::IsADirectory => ReadErrorKind::Folder,
            _ => ReadErrorKind::Io(error.to_string()),
        })
    }
}

/// Writes a number of bytes for people.
struct Size(u64, Lang);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mib = 1024 * 1024;
        if self.0 >= mib && self.0.is_multiple_of(mib) {
            write!(f, "{} MiB", self.0 / mib)
        } else {
            write!(f, "{} {}", self.0, self.1.pick("Byte", "bytes"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_part_and_place_in_both_languages() {
        let error =
            ReadError::new(ReadErrorKind::TooDeep { limit: 256 }).in_part("word/document.xml").at_byte(4096);
        assert_eq!(
            error.message(Lang::De),
            "Der Inhalt ist zu tief verschachtelt: erlaubt sind 256 Ebenen (Teil word/document.xml, Byte 4096)."
        );
        assert_eq!(
            error.to_string(),
            "The content is nested too deeply: the limit is 256 levels (part word/document.xml, byte 4096)."
        );
    }

    #[test]
    fn sizes_are_written_for_people() {
        let error = ReadError::new(ReadErrorKind::TooLarge { limit: 16 * 1024 * 1024 });
        assert_eq!(error.message(Lang::De), "Der Inhalt ist zu groß: erlaubt sind 16 MiB.");
        assert_eq!(
            ReadError::new(ReadErrorKind::TooLarge { limit: 10 }).message(Lang::En),
            "The content is too large: the limit is 10 bytes."
        );
    }
}
