use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use letter::Norms;
use rule::{Condition, Pattern, PatternId, Quantity, Rule, RuleError, RuleSet, SourceFile, Value};
use rustc_hash::FxHashSet;

use crate::calendar::Calendar;
use crate::checker::BuildError;
use crate::native::{Laender, Wordings};
use crate::selector::Selector;
use crate::sources::{CALENDAR, LAENDER, REMEDIES, Sources, terms};

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../rules");

/// The text of a file in the built-in folder `rules/`.
pub(crate) fn builtin_text(path: &str) -> Option<&'static str> {
    BUILTIN.get_file(path)?.contents_utf8()
}

/// Compiled rules with what checking needs beside them.
#[derive(Debug)]
pub struct Ruleset {
    compiled: RuleSet,
    /// By number: patterns that whole units are asked for (given, unless, require, show, conditions).
    asked: Vec<Option<Pattern>>,
    /// Single words that the tables keep (classes `explain/…`, `known/…`), in lower case.
    terms: FxHashSet<String>,
    /// The state of the law, if a folder brought another one than the built-in.
    norms: Option<Box<Norms>>,
    calendar: Calendar,
    /// The tables of the Länder, if a folder brought others than the built-in.
    laender: Option<Box<Laender>>,
    /// The phrases of parameters, taken apart.
    wordings: Wordings,
}

/// How the built-in rules are loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Builtin {
    /// Not at all.
    None,
    /// Without most of their examples: enough to check letters, and quicker.
    Lean,
    /// With everything.
    Whole,
}

/// Why rules could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RulesetError {
    /// Rule files or tables with errors; each one knows its place.
    #[error("{} in rule files", .0.len())]
    Broken(Vec<RuleError>),
    /// A folder or file cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A rule file names a Rust function that does not exist.
    #[error("{path}: there is no native check `{function}`{}", .similar.as_ref().map(|s| format!(", did you mean `{s}`?")).unwrap_or_default())]
    UnknownNative {
        /// The rule file.
        path: String,
        /// The name it uses.
        function: String,
        /// The nearest name that exists.
        similar: Option<String>,
    },
    /// A value for a parameter does not fit.
    #[error("parameter `{parameter}` of rule `{rule}`: {}", .problem.message(source::Lang::En))]
    Parameter {
        /// Id of the rule.
        rule: String,
        /// Name of the parameter.
        parameter: String,
        /// What is wrong.
        problem: rule::RejectedOverride,
    },
    /// A folder holds neither rule files nor tables.
    #[error("{0}: no rule files (*.rule) in this folder")]
    Empty(PathBuf),
}

impl Ruleset {
    /// The built-in rules.
    ///
    /// # Errors
    ///
    /// Built-in rules are tested; an error here means that the program was built from a broken tree.
    pub fn builtin() -> Result<Ruleset, RulesetError> {
        Ruleset::load(Builtin::Whole, &[], &BTreeMap::new())
    }

    /// Loads the built-in rules as `builtin` says, then the folders over them: the same file name or table name takes the place
    /// of the earlier one.
    pub(crate) fn load(
        builtin: Builtin,
        dirs: &[PathBuf],
        parameters: &BTreeMap<(String, String), Value>,
    ) -> Result<Ruleset, RulesetError> {
        if builtin == Builtin::Lean && dirs.is_empty() {
            // Nothing differs from what was compiled together with the program, or only limits that rules look up as they run.
            if let Some(prepared) = Ruleset::prepared_with(parameters) {
                return Ok(prepared);
            }
        }
        let mut sources = Sources::default();
        if builtin != Builtin::None {
            sources.add_builtin(&BUILTIN, builtin);
        }
        sources.law.clear();
        sources.laender.clear();
        for dir in dirs {
            sources.add_dir(dir)?;
        }
        let norms = own_norms(&mut sources.law);
        for path in CALENDAR {
            // A table that no folder brings is the built-in one.
            let builtin =
                || BUILTIN.get_file(path).and_then(|f| f.contents_utf8()).unwrap_or_default().to_owned();
            sources.calendar.entry(path.to_owned()).or_insert_with(builtin);
        }
        let calendar = Calendar::new(&sources.calendar);
        let laender = own_laender(&sources.laender);
        let (tables, mut errors) = sources.lexicons();
        let files: Vec<SourceFile> = sources.rules.into_values().collect();
        let overrides: Vec<rule::Override> = parameters
            .iter()
            .map(|((rule, name), value)| rule::Override {
                rule: rule.clone(),
                parameter: name.clone(),
                value: value.clone(),
            })
            .collect();
        let (compiled, wrong, rejected) = rule::compile_with(&files, &tables, &overrides);
        errors.extend(wrong);
        if !errors.is_empty() {
            return Err(RulesetError::Broken(errors));
        }
        if let Some(first) = rejected.first() {
            let parameter = &overrides[first.index];
            return Err(RulesetError::Parameter {
                rule: parameter.rule.clone(),
                parameter: parameter.parameter.clone(),
                problem: first.clone(),
            });
        }
        for rule in &compiled.rules {
            if let Some(native) = &rule.native
                && crate::native::find(&native.function).is_none()
            {
                let function = native.function.clone();
                let similar = nearest(&function, crate::native::NAMES.iter().copied(), 1).pop();
                return Err(RulesetError::UnknownNative { path: rule.path.clone(), function, similar });
            }
        }
        let asked = asked_patterns(&compiled);
        let terms = terms(&tables).into_iter().collect();
        Ok(Ruleset { compiled, asked, terms, norms, calendar, laender, wordings: Wordings::default() })
    }

    /// The prepared rules with other numbers; `None` where a value is no number or fits no parameter: compiling says why.
    fn prepared_with(parameters: &BTreeMap<(String, String), Value>) -> Option<Ruleset> {
        let numbers = parameters.values().all(|value| matches!(value, Value::Number(_)));
        let mut prepared = numbers.then(Ruleset::prepared)??;
        for ((rule, name), value) in parameters {
            let index = prepared.compiled.rule_index(rule)?;
            let parameters = &mut prepared.compiled.rules[index].parameters;
            let parameter = parameters.iter_mut().find(|p| p.name == *name)?;
            if !matches!(parameter.value, Value::Number(_)) {
                return None;
            }
            parameter.value = value.clone();
        }
        Some(prepared)
    }

    /// The built-in rules as the build script compiled them, without examples.
    fn prepared() -> Option<Ruleset> {
        let compiled = RuleSet::from_image(include_bytes!(concat!(env!("OUT_DIR"), "/rules.image")))?;
        let terms = include_str!(concat!(env!("OUT_DIR"), "/terms.txt")).lines().map(str::to_owned).collect();
        let asked = asked_patterns(&compiled);
        let text = |path: &str| BUILTIN.get_file(path).and_then(|f| f.contents_utf8()).unwrap_or_default();
        let calendar = CALENDAR.map(|path| (path.to_owned(), text(path).to_owned()));
        let calendar = Calendar::new(&calendar.into_iter().collect());
        let wordings = Wordings::default();
        Some(Ruleset { compiled, asked, terms, norms: None, calendar, laender: None, wordings })
    }

    pub(crate) fn wordings(&self) -> &Wordings {
        &self.wordings
    }

    /// The rules, sorted by id.
    pub fn rules(&self) -> &[Rule] {
        &self.compiled.rules
    }

    /// Finds a rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.compiled.rule(id)
    }

    /// The number of a rule in [`Ruleset::rules`].
    pub(crate) fn index_of(&self, id: &str) -> Option<usize> {
        self.compiled.rule_index(id)
    }

    /// The state of the law that citations are looked up in.
    pub fn norms(&self) -> &Norms {
        self.norms.as_deref().unwrap_or_else(|| Norms::builtin())
    }

    /// Public holidays and religious feasts.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// What differs from Land to Land.
    pub(crate) fn laender(&self) -> &Laender {
        self.laender.as_deref().unwrap_or_else(|| Laender::builtin())
    }

    pub(crate) fn compiled(&self) -> &RuleSet {
        &self.compiled
    }

    /// A pattern that is asked for by name.
    pub(crate) fn asked(&self, id: PatternId) -> Option<&Pattern> {
        self.asked.get(id.index())?.as_ref()
    }

    /// True for a term of art: it is explained, not replaced. Takes lower case, also inflected.
    pub(crate) fn is_term(&self, norm: &str) -> bool {
        let mut stem = norm;
        for _ in 0..4 {
            if self.terms.contains(stem) {
                return true;
            }
            let Some((last, _)) = stem.char_indices().next_back() else { return false };
            stem = &stem[..last];
        }
        false
    }

    pub(crate) fn unknown(&self, selector: &Selector) -> BuildError {
        let name = selector.name();
        let similar = self.similar(&name).into_iter().next();
        BuildError::UnknownRule { name, similar }
    }

    /// The ids and groups most like a name, best first, at most three.
    pub fn similar(&self, name: &str) -> Vec<String> {
        let mut names: Vec<&str> = self.rules().iter().flat_map(|r| [&*r.id, r.group()]).collect();
        names.sort_unstable();
        names.dedup();
        nearest(name, names.into_iter(), 3)
    }
}

/// The state of the law that folders bring: a table that they do not have is the built-in one. `None` if they have none.
fn own_norms(tables: &mut BTreeMap<String, String>) -> Option<Box<Norms>> {
    if tables.is_empty() {
        return None;
    }
    let mut take = |path: &str| match tables.remove(path) {
        Some(text) => Cow::Owned(text),
        None => Cow::Borrowed(BUILTIN.get_file(path).and_then(|f| f.contents_utf8()).unwrap_or_default()),
    };
    let (index, laws, kinds) = (take("normen/index.tsv"), take("normen/gesetze.tsv"), take("normen/art.tsv"));
    Some(Box::new(Norms::new(index, laws, kinds)))
}

/// The tables of the Länder that folders bring; `None` if they have none.
fn own_laender(tables: &BTreeMap<String, String>) -> Option<Box<Laender>> {
    if tables.is_empty() {
        return None;
    }
    let text = |path: &str| {
        let own = tables.get(path).map(String::as_str);
        own.or_else(|| BUILTIN.get_file(path).and_then(|f| f.contents_utf8())).unwrap_or_default()
    };
    Some(Box::new(Laender::parse(text(LAENDER), text(REMEDIES))))
}

/// The names most like a word, best first, none that is quite another.
fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>, most: usize) -> Vec<String> {
    // The part after the slash counts too: `passiv` means `satz/passiv`.
    let score = |name: &str| {
        let whole = strsim::jaro_winkler(word, name);
        name.split_once('/').map_or(whole, |(_, last)| whole.max(strsim::jaro_winkler(word, last)))
    };
    let mut scored: Vec<(f64, &str)> = names.map(|n| (score(n), n)).filter(|(s, _)| *s > 0.78).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(most).map(|(_, n)| n.to_owned()).collect()
}

/// A rule file with only as many bad and good examples as every rule must have.
///
/// Only for built-in files: their examples are tested, and checking letters never looks at them.
fn with_few_examples(text: &str) -> String {
    /// So many of each kind the compiler asks for.
    const REQUIRED: usize = 2;
    let mut out = String::with_capacity(text.len());
    let (mut bad, mut good) = (0, 0);
    for line in text.split_inclusive('\n') {
        let clause = line.trim();
        let count = match clause {
            _ if !clause.ends_with("\";") => None,
            _ if clause.starts_with("bad ") => Some(&mut bad),
            _ if clause.starts_with("good ") => Some(&mut good),
            _ => None,
        };
        if let Some(count) = count {
            *count += 1;
            if *count > REQUIRED {
                continue;
            }
        }
        out.push_str(line);
    }
    out
}

/// The files of the built-in folder and of `dirs` over it, as far as they can be read.
pub(crate) fn sources(dirs: &[PathBuf]) -> Sources {
    let mut sources = Sources::default();
    sources.add_builtin(&BUILTIN, Builtin::Whole);
    for dir in dirs {
        // Whoever loads the rules to check letters says what is wrong with the folder.
        let _ = sources.add_dir(dir);
    }
    sources
}

impl Sources {
    fn add_builtin(&mut self, dir: &Dir<'_>, builtin: Builtin) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(text) = file.contents_utf8() {
                let lean = builtin == Builtin::Lean && path.ends_with(".rule");
                self.add(path, if lean { with_few_examples(text) } else { text.to_owned() });
            }
        }
        for inner in dir.dirs() {
            self.add_builtin(inner, builtin);
        }
    }

    fn add_dir(&mut self, dir: &Path) -> Result<(), RulesetError> {
        let before = self.rules.len() + self.tables.len();
        let mut open = vec![dir.to_owned()];
        let mut seen = 0;
        while let Some(folder) = open.pop() {
            let unreadable = |error| RulesetError::Unreadable { path: folder.clone(), error };
            for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|e| e == "rule" || e == "tsv") {
                    let text = std::fs::read(&path)
                        .map_err(|error| RulesetError::Unreadable { path: path.clone(), error })?;
                    let text = String::from_utf8(text).map_err(|e| RulesetError::Unreadable {
                        path: path.clone(),
                        error: std::io::Error::new(std::io::ErrorKind::InvalidData, e.utf8_error()),
                    })?;
                    seen += 1;
                    let below = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    self.add_as(below, path.to_string_lossy().into_owned(), text);
                }
            }
        }
        debug_assert!(self.rules.len() + self.tables.len() >= before);
        if seen == 0 { Err(RulesetError::Empty(dir.to_owned())) } else { Ok(()) }
    }
}

fn asked_patterns(set: &RuleSet) -> Vec<Option<Pattern>> {
    let mut out: Vec<Pattern> = Vec::new();
    for rule in &set.rules {
        for list in [&rule.given, &rule.unless, &rule.require, &rule.show] {
            out.extend(list.iter().cloned());
        }
        for condition in rule.conditions() {
            of_condition(condition, &mut out);
        }
    }
    let len = out.iter().map(|p| p.id.index() + 1).max().unwrap_or(0);
    let mut by_number = vec![None; len];
    for pattern in out {
        let index = pattern.id.index();
        by_number[index] = Some(pattern);
    }
    by_number
}

fn of_condition(condition: &Condition, out: &mut Vec<Pattern>) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|c| of_condition(c, out)),
        Condition::Not(inner) => of_condition(inner, out),
        Condition::Contains(pattern) | Condition::Letter(pattern) | Condition::Reasons(pattern) => {
            out.push(pattern.clone());
        }
        Condition::Compare { left, right, .. } => {
            of_quantity(left, out);
            of_quantity(right, out);
        }
        _ => {}
    }
}

fn of_quantity(quantity: &Quantity, out: &mut Vec<Pattern>) {
    match quantity {
        Quantity::Count(pattern) => out.push(pattern.clone()),
        Quantity::Calculation(left, _, right) => {
            of_quantity(left, out);
            of_quantity(right, out);
        }
        _ => {}
    }
}
