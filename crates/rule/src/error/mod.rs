//! Errors in rule files and tables.

mod render;
mod sink;

use std::fmt;

use source::{Lang, LineIndex, TextRange};

use crate::compile::SourceFile;

pub(crate) use sink::Errors;

/// One error in a rule file or table, with its place.
///
/// [`Display`](fmt::Display) writes it as a compiler does: message, place, the line, carets, help. The excerpt is held
/// by the error, so the file is not needed any more.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleError {
    kind: ErrorKind,
    labels: Vec<Label>,
    help: Option<String>,
}

/// A marked place of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Path of the file, as handed in.
    pub path: String,
    /// Byte range in the file.
    pub range: TextRange,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What to say under the carets; may be empty.
    pub text: String,
    /// The line of the file, without its line break.
    excerpt: String,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file does not follow the grammar.
    Syntax {
        /// What could stand there instead, in words.
        expected: Vec<String>,
    },
    /// The file is larger than a mebibyte.
    FileTooLarge {
        /// Its size.
        bytes: usize,
    },
    /// More than 250 brackets stand inside each other.
    NestedTooDeep,
    /// The parser gave up.
    TooComplex,
    /// A backslash with a character that makes no escape.
    UnknownEscape {
        /// As written.
        escape: String,
    },
    /// A name that means nothing at its place.
    UnknownName {
        /// What kind of name was expected.
        what: NameKind,
        /// The name as written.
        name: String,
    },
    /// The id is not `group/name` in lower-case ASCII letters, digits and hyphens.
    InvalidId {
        /// The id as written.
        id: String,
    },
    /// The id and the path of the file do not agree.
    PathMismatch {
        /// The id of the rule.
        id: String,
    },
    /// Two rules have the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// Something that may stand once stands twice.
    Duplicate {
        /// What, in words.
        what: String,
    },
    /// A clause that every rule needs is not there.
    MissingClause {
        /// Its keyword.
        clause: &'static str,
    },
    /// A text lacks one of its languages.
    MissingLanguage {
        /// `de` or `en`.
        lang: &'static str,
    },
    /// Nothing in the rule can find anything.
    MissingFindings,
    /// A rule has too few examples.
    TooFewExamples {
        /// `bad` or `good`.
        clause: &'static str,
        /// How many there are.
        found: usize,
        /// How many there must be.
        needed: usize,
    },
    /// A pattern matches where there is no token.
    EmptyMatch,
    /// A pattern grows beyond 4,000 steps.
    PatternTooLarge,
    /// A parameter is never used.
    UnusedParameter {
        /// Its name.
        name: String,
    },
    /// A value of another type is needed.
    WrongType {
        /// What is needed, in words.
        expected: &'static str,
        /// What stands there, in words.
        found: &'static str,
    },
    /// A number is outside its range.
    OutOfRange {
        /// What the number is, in words.
        what: &'static str,
    },
    /// A string has not the form it needs.
    InvalidValue {
        /// What it should be, in words.
        what: &'static str,
    },
    /// Braces in a template do not make a placeholder.
    InvalidPlaceholder,
    /// The marks of an example do not make ranges.
    InvalidMark,
    /// Two clauses, or a clause and the lack of another, do not go together.
    Conflict {
        /// Why not, in words.
        problem: &'static str,
    },
    /// A row of a table is not as it should be.
    InvalidRow {
        /// What is wrong, in words.
        problem: &'static str,
    },
}

/// The kinds of names in rule files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs)] // the names say it
pub enum NameKind {
    Clause,
    Language,
    Severity,
    Status,
    Unit,
    Part,
    LetterKind,
    Ruling,
    Attribute,
    PosTag,
    TokenKind,
    Case,
    Feature,
    Metric,
    Function,
    Parameter,
    Construction,
    Anchor,
    Applicability,
    Placeholder,
    Table,
    Class,
    Setting,
    Rule,
}

impl NameKind {
    /// The kind in words.
    pub fn words(self, lang: Lang) -> &'static str {
        let (de, en) = match self {
            NameKind::Clause => ("Klausel", "clause"),
            NameKind::Language => ("Sprache", "language"),
            NameKind::Severity => ("Stufe", "severity"),
            NameKind::Status => ("Status", "status"),
            NameKind::Unit => ("Einheit", "unit"),
            NameKind::Part => ("Briefteil", "part of a letter"),
            NameKind::LetterKind => ("Briefart", "letter kind"),
            NameKind::Ruling => ("Art der Entscheidung", "ruling"),
            NameKind::Attribute => ("Merkmal", "attribute"),
            NameKind::PosTag => ("Wortart", "part of speech"),
            NameKind::TokenKind => ("Tokenart", "token kind"),
            NameKind::Case => ("Schreibung", "case"),
            NameKind::Feature => ("morphologisches Merkmal", "morphological feature"),
            NameKind::Metric => ("Messgröße oder Parameter", "metric or parameter"),
            NameKind::Function => ("Funktion", "function"),
            NameKind::Parameter => ("Parameter", "parameter"),
            NameKind::Construction => ("Konstruktion", "construction"),
            NameKind::Anchor => ("Stelle", "anchor"),
            NameKind::Applicability => ("Verlässlichkeit", "applicability"),
            NameKind::Placeholder => ("Platzhalter", "placeholder"),
            NameKind::Table => ("Tabelle", "table"),
            NameKind::Class => ("Klasse", "class"),
            NameKind::Setting => ("Einstellung", "setting"),
            NameKind::Rule => ("Regel", "rule"),
        };
        lang.pick(de, en)
    }
}

impl RuleError {
    /// What is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The marked places: first where the error is, then what it has to do with.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// A hint how to mend it.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The path of the file with the error.
    pub fn path(&self) -> &str {
        self.labels.first().map_or("", |l| &l.path)
    }

    /// Where the error is, in bytes of the file.
    pub fn range(&self) -> TextRange {
        self.labels.first().map_or(source::range(0, 0), |l| l.range)
    }

    /// The error in one sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        self.kind.message(lang)
    }

    /// Writes the error as a compiler does, over several lines, with a line break at the end.
    pub fn render(&self, lang: Lang) -> String {
        render::render(self, lang)
    }

    pub(crate) fn new(file: &SourceFile, kind: ErrorKind, range: TextRange) -> RuleError {
        RuleError { kind, labels: vec![Label::new(file, range, String::new())], help: None }
    }

    /// Sets the text under the carets of the first place.
    pub(crate) fn label(mut self, text: String) -> RuleError {
        if let Some(first) = self.labels.first_mut() {
            first.text = text;
        }
        self
    }

    /// Adds a second place.
    pub(crate) fn second(mut self, file: &SourceFile, range: TextRange, text: &str) -> RuleError {
        self.labels.push(Label::new(file, range, text.to_owned()));
        self
    }

    pub(crate) fn with_help(mut self, help: String) -> RuleError {
        self.help = Some(help);
        self
    }

    /// The order in which errors are shown: by place.
    pub(crate) fn sort_key(&self) -> (&str, u32, u32) {
        (self.path(), self.range().start().into(), self.range().end().into())
    }
}

impl Label {
    fn new(file: &SourceFile, range: TextRange, text: String) -> Label {
        let index = LineIndex::new(&file.text);
        let place = index.line_column(range.start());
        let excerpt = index.line(place.line).and_then(|line| file.text.get(std::ops::Range::from(line)));
        let excerpt = excerpt.unwrap_or("").trim_end_matches(['\n', '\r']).to_owned();
        Label { path: file.path.clone(), range, line: place.line, column: place.column, text, excerpt }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

impl std::error::Error for RuleError {}

impl ErrorKind {
    fn message(&self, lang: Lang) -> String {
        let pick = |de: &str, en: &str| lang.pick(de, en).to_owned();
        match self {
            ErrorKind::Syntax { .. } => pick("Syntaxfehler", "syntax error"),
            ErrorKind::FileTooLarge { bytes } => lang.pick(
                format!("die Datei ist mit {bytes} Bytes zu groß"),
                format!("the file is too large: {bytes} bytes"),
            ),
            ErrorKind::NestedTooDeep => pick("zu tief verschachtelt", "nested too deeply"),
            ErrorKind::TooComplex => pick("die Datei ist zu verwickelt", "the file is too complex to parse"),
            ErrorKind::UnknownEscape { escape } => {
                lang.pick(format!("unbekanntes Escape `{escape}`"), format!("unknown escape `{escape}`"))
            }
            ErrorKind::UnknownName { what, name } => {
                let words = what.words(lang);
                lang.pick(format!("{words} `{name}` ist unbekannt"), format!("unknown {words} `{name}`"))
            }
            ErrorKind::InvalidId { id } => {
                lang.pick(format!("`{id}` ist keine Regel-Kennung"), format!("`{id}` is not a rule id"))
            }
            ErrorKind::PathMismatch { id } => lang.pick(
                format!("die Regel `{id}` steht in der falschen Datei"),
                format!("rule `{id}` stands in the wrong file"),
            ),
            ErrorKind::DuplicateId { id } => lang
                .pick(format!("die Regel `{id}` gibt es zweimal"), format!("rule `{id}` is defined twice")),
            ErrorKind::Duplicate { what } => {
                lang.pick(format!("{what} steht zweimal da"), format!("{what} is given twice"))
            }
            ErrorKind::MissingClause { clause } => lang.pick(
                format!("der Regel fehlt die Klausel `{clause}`"),
                format!("the rule has no `{clause}` clause"),
            ),
            ErrorKind::MissingLanguage { lang: missing } => lang.pick(
                format!("der Text auf `{missing}` fehlt"),
                format!("the text in `{missing}` is missing"),
            ),
            ErrorKind::MissingFindings => {
                pick("die Regel kann nichts finden", "the rule cannot find anything")
            }
            ErrorKind::TooFewExamples { clause, found, needed } => lang.pick(
                format!("`{clause}`-Beispiele: {found} statt mindestens {needed}"),
                format!("`{clause}` examples: {found}, but a rule needs {needed}"),
            ),
            ErrorKind::EmptyMatch => {
                pick("das Muster passt auf die leere Stelle", "the pattern can match without any token")
            }
            ErrorKind::PatternTooLarge => pick("das Muster ist zu groß", "the pattern is too large"),
            ErrorKind::UnusedParameter { name } => lang.pick(
                format!("der Parameter `{name}` wird nie benutzt"),
                format!("parameter `{name}` is never used"),
            ),
            ErrorKind::WrongType { expected, found } => {
                lang.pick(format!("{found} statt {expected}"), format!("expected {expected}, found {found}"))
            }
            ErrorKind::OutOfRange { what } => {
                lang.pick(format!("{what}: Zahl außerhalb der Grenzen"), format!("{what} is out of range"))
            }
            ErrorKind::InvalidValue { what } => {
                lang.pick(format!("kein gültiger Wert: {what}"), format!("not {what}"))
            }
            ErrorKind::InvalidPlaceholder => {
                pick("unklare geschweifte Klammer in einer Vorlage", "stray brace in a template")
            }
            ErrorKind::InvalidMark => pick("unklare Marke in einem Beispiel", "stray mark in an example"),
            ErrorKind::Conflict { problem } => (*problem).to_owned(),
            ErrorKind::InvalidRow { problem } => (*problem).to_owned(),
        }
    }
}
