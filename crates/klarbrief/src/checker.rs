use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use diagnostic::{Diagnostic, Severity};
use document::Document;
use jiff::civil::Date;
use letter::{Kinds, LetterKind, PartKind};
use source::Lang;
use text::Paragraph;

use crate::cache::Cache;
use crate::config::{Allow, Level, Vocabulary};
use crate::engine::BlockHits;
use crate::report::Report;
use crate::ruleset::{Builtin, Ruleset, RulesetError};
use crate::selector::Selector;
use crate::{Land, engine, handling, leitziele, scores, suppress, template};

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
    /// By rule of the set: how much its findings weigh, where that is configured.
    severities: Vec<Option<Severity>>,
    pub(crate) vocabulary: Vocabulary,
    /// Own abbreviations after which no sentence ends.
    pub(crate) stops: Vec<String>,
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
    /// Rules about a set of letters note what they need.
    pub stock: bool,
    /// The text is a piece of a letter, see [`Request::piece`].
    pub piece: bool,
    /// Templates may hold fields; `None` asks the document.
    pub as_template: Option<bool>,
    /// What was decided for the letter at hand.
    pub template: bool,
    /// What is looked at.
    pub pass: Pass,
}

/// What a run of the rules looks at.
#[derive(Debug, Clone, Default)]
pub(crate) enum Pass {
    /// A letter.
    #[default]
    Letter,
    /// One of the letters that a template stands for.
    Reading,
    /// The signs of a template that cannot be read.
    Signs(Arc<[document::template::Fault]>),
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
    /// Whether the text is a template, in which fields and alternatives belong, or a finished letter; if not given, what the
    /// document says ([`Document::template`]).
    pub template: Option<bool>,
    /// Findings that the house accepts in this letter.
    pub allow: Vec<Arc<Allow>>,
    /// The text is a piece of a letter, as a rule a paragraph: only rules about words, sentences and paragraphs run. What is
    /// missing may stand elsewhere in the letter.
    pub piece: bool,
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
        let settings = self.settings_for(document, request);
        if settings.template {
            return template::check(self, settings, document, request);
        }
        let paragraphs = letter::analyse_blocks_with(document, &self.stops);
        self.report(document, request, settings, paragraphs, &mut Remembered::nothing())
    }

    /// Checks a letter that was checked before and has changed since: for editors.
    ///
    /// The report is the same as that of [`check_with`](Self::check_with); paragraphs that the cache knows are not
    /// analysed again.
    pub fn check_again(&self, document: &Document, request: &Request, cache: &mut Cache) -> Report {
        let settings = self.settings_for(document, request);
        if settings.template {
            // Each version of a template is another letter.
            return template::check(self, settings, document, request);
        }
        cache.begin(&self.ruleset, &self.stops);
        let analysed =
            letter::analyse_blocks_by(document, &self.stops, |text, layout| cache.analyse(text, layout));
        let (keys, paragraphs) = analysed.into_iter().unzip();
        let report = self.report(document, request, settings, paragraphs, &mut Remembered::some(cache, keys));
        cache.end();
        report
    }

    fn report(
        &self,
        document: &Document,
        request: &Request,
        settings: Settings,
        paragraphs: Vec<Paragraph>,
        remembered: &mut Remembered<'_>,
    ) -> Report {
        let structure = self.structure(document, &paragraphs, request);
        let scores = scores::compute(document, &paragraphs, &structure);
        let told = request.part.is_some();
        let mut marks = Vec::new();
        let (mut findings, kept) = engine::run(
            self,
            &settings,
            document,
            &paragraphs,
            &structure,
            &scores.counts,
            told,
            remembered,
            &mut marks,
        );
        self.weigh(&mut findings);
        self.vocabulary.answer(&self.ruleset, document, &paragraphs, &mut findings);
        let suppressed = suppress::apply(self, document, request, settings.date, &mut findings);
        let core = [scores.comprehensibility, scores.traceability];
        let leitziele = leitziele::compute(&self.ruleset, &findings, &kept, core);
        let handling = handling::estimate(document, &paragraphs, &structure, scores.counts.words);
        Report {
            findings,
            suppressed,
            letter: structure,
            scores,
            leitziele,
            handling,
            paragraphs,
            law_date: self.ruleset.norms().date().to_owned(),
            marks,
        }
    }

    /// What is known about a letter, from the request and else from the checker.
    fn settings_for(&self, document: &Document, request: &Request) -> Settings {
        let date = request.date.or(self.settings.date);
        Settings {
            lang: self.settings.lang,
            land: request.land.or(self.settings.land),
            date,
            date_text: date.map(|d| d.to_string()),
            kind: None,
            stock: self.settings.stock,
            piece: request.piece,
            as_template: None,
            template: request.template.or(self.settings.as_template).unwrap_or(document.template),
            pass: Pass::Letter,
        }
    }

    /// The structure of a letter, of the kind that is given.
    pub(crate) fn structure(
        &self,
        document: &Document,
        paragraphs: &[text::Paragraph],
        request: &Request,
    ) -> letter::Letter {
        let mut structure = letter::parse_with(document, paragraphs, request.part, self.ruleset.norms());
        if let Some(kind) = request.kind.or(self.settings.kind) {
            structure.kinds = Kinds::given(kind);
        }
        structure
    }

    /// Gives findings the severity that the configuration says.
    pub(crate) fn weigh(&self, findings: &mut [Diagnostic]) {
        if self.severities.iter().all(Option::is_none) {
            return;
        }
        for finding in findings {
            let index = self.ruleset.index_of(&finding.rule);
            if let Some(severity) = index.and_then(|i| self.severities[i]) {
                finding.severity = severity;
            }
        }
    }

    /// The rules of this checker, also those that are switched off.
    pub fn ruleset(&self) -> &Ruleset {
        &self.ruleset
    }

    /// The rules, for whoever keeps a report longer than the checker.
    pub fn shared_ruleset(&self) -> Arc<Ruleset> {
        self.ruleset.clone()
    }

    /// Tells whether a rule runs; `index` counts [`Ruleset::rules`].
    pub fn is_enabled(&self, index: usize) -> bool {
        self.enabled.get(index).copied().unwrap_or(false)
    }

    /// Whether this checker takes all texts for templates, for letters, or asks each document.
    pub fn template(&self) -> Option<bool> {
        self.settings.as_template
    }

    /// The language of the messages.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }
}

/// What is known of the paragraphs of a letter.
pub(crate) struct Remembered<'c> {
    cache: Option<&'c mut Cache>,
    /// By block: its key in the cache.
    keys: Vec<u64>,
}

impl<'c> Remembered<'c> {
    pub fn nothing() -> Remembered<'c> {
        Remembered { cache: None, keys: Vec::new() }
    }

    fn some(cache: &'c mut Cache, keys: Vec<u64>) -> Remembered<'c> {
        Remembered { cache: Some(cache), keys }
    }

    /// Where patterns hit in a block; see [`Cache::hits`].
    pub fn hits(&mut self, block: usize, around: u64, find: impl FnOnce() -> BlockHits) -> BlockHits {
        match (&mut self.cache, self.keys.get(block)) {
            (Some(cache), Some(key)) => cache.hits(*key, around, find),
            _ => find(),
        }
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
    severities: Vec<(Selector, Level)>,
    vocabulary: Vocabulary,
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

    /// Says that all texts are templates (or that none is) instead of asking each document.
    pub fn template(mut self, template: bool) -> CheckerBuilder {
        self.settings.as_template = Some(template);
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

    /// Sets how much the findings of the named rules weigh, or switches them off; the last call that names a rule counts.
    ///
    /// A rule that is switched off here runs all the same if [`select`](Self::select) names it as narrowly. Naming a single rule in
    /// preview switches it on.
    pub fn severity(mut self, selector: Selector, level: Level) -> CheckerBuilder {
        self.severities.push((selector, level));
        self
    }

    /// Sets words and names that the house knows.
    pub fn vocabulary(mut self, vocabulary: Vocabulary) -> CheckerBuilder {
        self.vocabulary = vocabulary;
        self
    }

    /// Prepares for a stock of letters: rules about a set of letters note what they need in each [`Report`]. Nothing else changes.
    pub fn stock(mut self) -> CheckerBuilder {
        self.settings.stock = true;
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
        let configured = self.severities.iter().map(|(selector, _)| selector);
        for selector in self.select.iter().chain(&self.ignore).chain(configured) {
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
                let level = self.severities.iter().rev().find(|(s, _)| s.matches(rule));
                let configured = matches!(level, Some((Selector::Rule(_), level)) if *level != Level::Off);
                let settled =
                    rule.status.level != rule::StatusLevel::Preview || self.preview || named || configured;
                let asked =
                    |off: &Selector| self.select.iter().any(|s| s.matches(rule) && s.width() >= off.width());
                let off = matches!(level, Some((off, Level::Off)) if !asked(off));
                (selected || self.select.is_empty())
                    && settled
                    && !off
                    && !self.ignore.iter().any(|s| s.matches(rule))
            })
            .collect();
        let level = |rule: &rule::Rule| {
            let last = self.severities.iter().rev().find(|(s, _)| s.matches(rule));
            last.and_then(|(_, level)| match level {
                Level::Severity(severity) => Some(*severity),
                Level::Off => None,
            })
        };
        let severities = ruleset.rules().iter().map(level).collect();
        let stops = self.vocabulary.stops();
        let ruleset = Arc::new(ruleset);
        let (settings, vocabulary) = (self.settings, self.vocabulary);
        Ok(Checker { ruleset, settings, enabled, severities, vocabulary, stops })
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
