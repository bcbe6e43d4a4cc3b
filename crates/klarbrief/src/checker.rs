use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use document::Document;
use jiff::civil::Date;
use letter::{Kinds, LetterKind, PartKind};
use source::Lang;
use text::Paragraph;

use crate::report::Report;
use crate::ruleset::{Builtin, Ruleset, RulesetError};
use crate::selector::Selector;
use crate::{Land, engine, scores};

/// Checks letters against a set of rules.
///
/// A checker never changes: it can be shared by threads, and the same letter always gives the same [`Report`].
///
/// ```
/// use klarbrief::{Checker, document};
///
/// let checker = Checker::builder().build()?;
/// let letter = document::read_txt("Die Vorschrift kommt zur Anwendung.".to_owned());
/// let report = checker.check(&letter);
/// for finding in &report.findings {
///     println!("{}: {}", finding.rule, finding.message);
/// }
/// assert!(report.findings.iter().any(|f| &*f.rule == "wort/funktionsverbgefuege"));
/// # Ok::<(), klarbrief::BuildError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Checker {
    pub(crate) ruleset: Arc<Ruleset>,
    pub(crate) settings: Settings,
    /// By rule of the set: whether it runs.
    pub(crate) enabled: Vec<bool>,
}

/// What a checker knows besides its rules.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub lang: Lang,
    pub land: Option<Land>,
    pub date: Option<Date>,
    /// The date as `YYYY-MM-DD`, as rules compare it.
    pub date_text: Option<String>,
    pub kind: Option<LetterKind>,
}

/// What is known about one letter and may differ from letter to letter.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The kind of the letter; recognised if not given.
    pub kind: Option<LetterKind>,
    /// The Land whose law the remedies follow.
    pub land: Option<Land>,
    /// Today's date.
    pub date: Option<Date>,
    /// The part that the whole text belongs to: for a piece of a letter that is checked by itself.
    pub part: Option<PartKind>,
}

impl Checker {
    /// Starts with the built-in rules, German messages, and nothing known about the letters.
    pub fn builder() -> CheckerBuilder {
        CheckerBuilder::default()
    }

    /// Checks one letter.
    pub fn check(&self, document: &Document) -> Report {
        self.check_with(document, &Request::default())
    }

    /// Checks one letter of which something is known; what is not given comes from the checker.
    pub fn check_with(&self, document: &Document, request: &Request) -> Report {
        self.check_analysed(document, letter::analyse_blocks(document), request)
    }

    /// Checks one letter whose blocks are analysed already; the report takes the analyses.
    ///
    /// `paragraphs` must be what [`letter::analyse_blocks`] gives for this document. Whoever keeps the analyses of blocks that did
    /// not change ([`letter::BlockInput`]) checks a letter again without paying for the whole of it.
    pub fn check_analysed(
        &self,
        document: &Document,
        paragraphs: Vec<Paragraph>,
        request: &Request,
    ) -> Report {
        let norms = self.ruleset.norms();
        let mut structure = letter::parse_with(document, &paragraphs, request.part, norms);
        if let Some(kind) = request.kind.or(self.settings.kind) {
            structure.kinds = Kinds::given(kind);
        }
        let date = request.date.or(self.settings.date);
        let settings = Settings {
            lang: self.settings.lang,
            land: request.land.or(self.settings.land),
            date,
            date_text: date.map(|d| d.to_string()),
            kind: None,
        };
        let scores = scores::compute(document, &paragraphs, &structure);
        let told = request.part.is_some();
        let findings = engine::run(self, &settings, document, &paragraphs, &structure, &scores.counts, told);
        Report { findings, letter: structure, scores, paragraphs, law_date: norms.date().to_owned() }
    }

    /// The rules of this checker, also those that are switched off.
    pub fn ruleset(&self) -> &Ruleset {
        &self.ruleset
    }

    /// Tells whether a rule runs; `index` counts [`Ruleset::rules`].
    pub fn is_enabled(&self, index: usize) -> bool {
        self.enabled.get(index).copied().unwrap_or(false)
    }

    /// The language of the messages.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }
}

/// Builds a [`Checker`].
#[derive(Debug, Clone, Default)]
pub struct CheckerBuilder {
    settings: Settings,
    rules_dirs: Vec<PathBuf>,
    without_builtin: bool,
    without_examples: bool,
    select: Vec<Selector>,
    ignore: Vec<Selector>,
    preview: bool,
    parameters: BTreeMap<(String, String), rule::Value>,
}

impl CheckerBuilder {
    /// Sets the language of the messages; German if not set.
    pub fn lang(mut self, lang: Lang) -> CheckerBuilder {
        self.settings.lang = lang;
        self
    }

    /// Sets the Land whose law the remedies follow.
    pub fn land(mut self, land: Land) -> CheckerBuilder {
        self.settings.land = Some(land);
        self
    }

    /// Sets today's date; nothing here reads a clock.
    pub fn date(mut self, date: Date) -> CheckerBuilder {
        self.settings.date = Some(date);
        self
    }

    /// Sets the kind of all letters instead of recognising it.
    pub fn kind(mut self, kind: LetterKind) -> CheckerBuilder {
        self.settings.kind = Some(kind);
        self
    }

    /// Adds a folder of rule files; its rules take the place of built-in ones with the same id. Later folders win.
    pub fn rules_dir(mut self, dir: impl Into<PathBuf>) -> CheckerBuilder {
        self.rules_dirs.push(dir.into());
        self
    }

    /// Leaves the built-in rules out.
    pub fn without_builtin_rules(mut self) -> CheckerBuilder {
        self.without_builtin = true;
        self
    }

    /// Runs only the named rules; several calls add up.
    pub fn select(mut self, selector: Selector) -> CheckerBuilder {
        self.select.push(selector);
        self
    }

    /// Switches the named rules off, also where they were selected.
    pub fn ignore(mut self, selector: Selector) -> CheckerBuilder {
        self.ignore.push(selector);
        self
    }

    /// Runs rules that are still in preview, too.
    pub fn preview(mut self, preview: bool) -> CheckerBuilder {
        self.preview = preview;
        self
    }

    /// Changes a parameter of a rule.
    pub fn parameter(mut self, rule: &str, name: &str, value: rule::Value) -> CheckerBuilder {
        self.parameters.insert((rule.to_owned(), name.to_owned()), value);
        self
    }

    /// Leaves most examples of the built-in rules out: enough to check letters, and quicker to build.
    pub fn without_examples(mut self) -> CheckerBuilder {
        self.without_examples = true;
        self
    }

    /// Compiles the rules.
    ///
    /// # Errors
    ///
    /// [`BuildError::Rules`] if a rule file or table is broken or a folder cannot be read, [`BuildError::UnknownRule`] if
    /// a selector or parameter names a rule or group that does not exist.
    pub fn build(self) -> Result<Checker, BuildError> {
        let builtin = match (self.without_builtin, self.without_examples) {
            (true, _) => Builtin::None,
            (false, true) => Builtin::Lean,
            (false, false) => Builtin::Whole,
        };
        let ruleset = Ruleset::load(builtin, &self.rules_dirs, &self.parameters)?;
        for selector in self.select.iter().chain(&self.ignore) {
            if !ruleset.rules().iter().any(|r| selector.matches(r)) {
                return Err(ruleset.unknown(selector));
            }
        }
        let enabled = ruleset
            .rules()
            .iter()
            .map(|rule| {
                let selected = self.select.iter().any(|s| s.matches(rule));
                let named = self.select.iter().any(|s| matches!(s, Selector::Rule(id) if **id == *rule.id));
                let settled = rule.status.level != rule::StatusLevel::Preview || self.preview || named;
                (selected || self.select.is_empty())
                    && settled
                    && !self.ignore.iter().any(|s| s.matches(rule))
            })
            .collect();
        Ok(Checker { ruleset: Arc::new(ruleset), settings: self.settings, enabled })
    }
}

/// Why a [`Checker`] could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Rule files or tables are broken, or a folder cannot be read.
    #[error(transparent)]
    Rules(#[from] RulesetError),
    /// A selector or parameter names something that does not exist.
    #[error("no rule is called `{name}`{}", .similar.as_ref().map(|s| format!(", did you mean `{s}`?")).unwrap_or_default())]
    UnknownRule {
        /// What was named.
        name: String,
        /// The nearest name that exists.
        similar: Option<String>,
    },
}
