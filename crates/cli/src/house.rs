//! What the house settles for its letters: `klarbrief.toml`, and the options that win over it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use klarbrief::config::{Checkers, CheckersError, ConfigError, FILE_NAME, Loader, Origin, Settings, Sourced};
use klarbrief::{Checker, CheckerBuilder, Request};

use crate::args::Common;
use crate::lang::{lang, tr};
use crate::letter::{Checked, Input, Source};
use crate::rules;
use crate::trouble::{Failure, Trouble};

/// What counts for a letter.
pub(crate) struct Settled {
    settings: Settings,
    checker: Arc<Checker>,
    request: Request,
}

/// A letter with what counts for it.
pub(crate) struct Planned {
    pub input: Input,
    settled: Settled,
}

impl Settled {
    /// The checker of the letter.
    pub(crate) fn checker(&self) -> &Checker {
        &self.checker
    }

    /// Reads and checks a letter.
    pub(crate) fn check(&self, input: &Input) -> Checked {
        input.check_with(&self.checker, &self.request)
    }

    fn new(settings: Settings, checker: Arc<Checker>, common: &Common) -> Settled {
        let mut request = settings.request();
        // The checker knows the kind that the command line gives, and the command line wins.
        request.kind = request.kind.filter(|_| common.kind.is_none());
        Settled { settings, checker, request }
    }
}

/// Finds what counts for one letter; a command that names a single letter does not ask whether it is left out.
pub(crate) fn settle(input: &Input, common: &Common) -> Result<Settled, Failure> {
    let (settings, checker) = checkers(common).for_path(&loader(common), path_of(input))?;
    Ok(Settled::new(settings, checker, common))
}

fn checkers(common: &Common) -> Checkers {
    let options = common.clone();
    Checkers::new(move |builder| rules::options(builder, &options).without_examples())
}

impl Planned {
    /// Reads and checks the letter.
    pub(crate) fn check(&self) -> Checked {
        self.settled.check(&self.input)
    }

    /// The checker of its folder.
    pub(crate) fn checker(&self) -> &Checker {
        &self.settled.checker
    }

    /// Whether it is read as a template, where the command line or the configuration says so.
    pub(crate) fn template(&self) -> Option<bool> {
        self.settled.checker.template().or(self.settled.request.template)
    }

    /// Tells whether a rule runs on this letter.
    pub(crate) fn runs(&self, rule: &str) -> bool {
        let checker = &self.settled.checker;
        let rules = checker.ruleset().rules();
        rules.binary_search_by(|r| (*r.id).cmp(rule)).is_ok_and(|index| checker.is_enabled(index))
    }
}

/// Where configuration is looked for.
pub(crate) fn loader(common: &Common) -> Loader {
    let loader = match &common.config {
        _ if common.no_config => Loader::none(),
        Some(path) => Loader::file(path),
        None => Loader::upwards(),
    };
    loader.with_profile(common.profile)
}

/// Finds the settings of each letter and builds the checkers; letters that the configuration leaves out are dropped.
pub(crate) fn plan(inputs: Vec<Input>, common: &Common) -> Result<Vec<Planned>, Failure> {
    plan_with(inputs, common, |builder| builder)
}

/// The same with checkers that are prepared for a stock.
pub(crate) fn plan_stock(inputs: Vec<Input>, common: &Common) -> Result<Vec<Planned>, Failure> {
    plan_with(inputs, common, CheckerBuilder::stock)
}

fn plan_with(
    inputs: Vec<Input>,
    common: &Common,
    prepare: impl Fn(CheckerBuilder) -> CheckerBuilder + Send + Sync + 'static,
) -> Result<Vec<Planned>, Failure> {
    let loader = loader(common);
    let options = common.clone();
    let checkers =
        Checkers::new(move |builder| prepare(rules::options(builder, &options)).without_examples());
    let mut planned = Vec::with_capacity(inputs.len());
    let mut over = BTreeSet::new();
    for input in inputs {
        let (settings, checker) = checkers.for_path(&loader, path_of(&input))?;
        if let Some(origin) = &settings.ignored {
            if input.named {
                note(&tr(
                    format!("{} wird nicht geprüft ({}).", input.path, place(origin)),
                    format!("{} is not checked ({}).", input.path, place(origin)),
                ));
            }
            continue;
        }
        for allow in settings.config.allow.iter().filter(|a| a.is_over(common.date)) {
            over.insert((place(allow.origin()), allow.rule().name(), allow.until().map(|d| d.to_string())));
        }
        planned.push(Planned { input, settled: Settled::new(settings, checker, common) });
    }
    for (place, rule, until) in over {
        let until = until.unwrap_or_default();
        note(&tr(
            format!("Die Ausnahme für `{rule}` ist am {until} abgelaufen ({place})."),
            format!("The exception for `{rule}` ended on {until} ({place})."),
        ));
    }
    Ok(planned)
}

/// A checker for the formats of a run: with `pages` it knows every rule that some letter is checked with, and its examples.
pub(crate) fn checker_of_rules(
    letters: &[Planned],
    common: &Common,
    pages: bool,
) -> Result<Arc<Checker>, Failure> {
    // Nothing is described, so that of any letter will do: another one would double what a start costs.
    if let (false, Some(first)) = (pages, letters.first()) {
        return Ok(first.settled.checker.clone());
    }
    let mut builder = rules::builder(common)?;
    let mut seen = BTreeSet::new();
    for dir in letters.iter().flat_map(|letter| &letter.settled.settings.config.rules) {
        if seen.insert(&dir.value) {
            builder = builder.rules_dir(&dir.value);
        }
    }
    Ok(Arc::new(if pages { builder.build()? } else { builder.without_examples().build()? }))
}

/// Files beside the letters that a check of them depends on: configuration, also where there is none yet, and own rules.
pub(crate) fn sources(inputs: &[Input], common: &Common) -> Vec<PathBuf> {
    let loader = loader(common);
    let mut files = BTreeSet::new();
    let mut own: BTreeSet<PathBuf> = common.rules.iter().cloned().collect();
    let folders: BTreeSet<&Path> =
        inputs.iter().map(|input| path_of(input).parent().unwrap_or(Path::new(""))).collect();
    let here = std::env::current_dir().unwrap_or_default();
    for folder in folders {
        if common.config.is_none() && !common.no_config {
            files.extend(here.join(folder).ancestors().map(|dir| dir.join(FILE_NAME)));
        }
        // What is wrong with a configuration is told by the check itself.
        if let Ok(config) = loader.for_folder(folder) {
            files.extend(config.files.iter().cloned());
            own.extend(config.rules.iter().map(|dir| dir.value.clone()));
        }
    }
    files.extend(common.config.clone());
    for dir in own {
        files.extend(ignore::WalkBuilder::new(dir).build().flatten().map(ignore::DirEntry::into_path));
    }
    files.into_iter().collect()
}

/// Something to know that stops nothing.
pub(crate) fn note(message: &str) {
    use std::io::Write as _;
    let label = tr("Hinweis", "Note");
    // A standard error that is closed takes nothing and cannot be complained to.
    let _ = writeln!(anstream::stderr().lock(), "{label}: {message}");
}

fn path_of(input: &Input) -> &Path {
    match &input.source {
        Source::File(path) => path,
        _ if input.path == crate::files::STDIN => Path::new(""),
        _ => Path::new(&input.path),
    }
}

fn place(origin: &Origin) -> String {
    format!("{}:{}", shown(origin.path()), origin.line())
}

/// A path as short as it can be said from here.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}

/// The settings of letters, for people, each with its place.
pub(crate) fn show(inputs: &[Input], common: &Common) -> Result<String, Failure> {
    let loader = loader(common);
    let checkers = checkers(common);
    let mut out = String::new();
    for (index, input) in inputs.iter().enumerate() {
        let (settings, _) = checkers.for_path(&loader, path_of(input))?;
        if index > 0 {
            out.push('\n');
        }
        one(&input.path, &settings, common, &mut out);
    }
    Ok(out)
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
fn one(path: &str, settings: &Settings, common: &Common, out: &mut String) {
    let config = &settings.config;
    let _ = writeln!(out, "# {path}");
    match config.files.as_slice() {
        [] => {
            let _ = writeln!(
                out,
                "# {}",
                tr(
                    format!("keine {FILE_NAME}; es gelten die Vorgaben"),
                    format!("no {FILE_NAME}; the defaults count")
                )
            );
        }
        files => {
            for file in files {
                let _ = writeln!(out, "# {} {}", tr("aus", "from"), shown(file));
            }
        }
    }
    if let Some(origin) = &settings.ignored {
        let _ = writeln!(out, "# {} ({})", tr("wird nicht geprüft", "is not checked"), place(origin));
    }
    let mut line = |key: &str, value: String, from: String| {
        let setting = format!("{key} = {value}");
        let _ = writeln!(out, "{setting:<44} # {from}");
    };
    let option = |name: &str| tr(format!("Option --{name}"), format!("option --{name}"));
    let usual = || tr("Vorgabe", "default").to_owned();
    let pick =
        |given: Option<String>, name: &str, set: Option<(String, &Origin)>, default: Option<&str>| match (
            given, set, default,
        ) {
            (Some(value), _, _) => Some((value, option(name))),
            (None, Some((value, origin)), _) => Some((value, place(origin))),
            (None, None, Some(default)) => Some((default.to_owned(), usual())),
            _ => None,
        };
    let quoted = |text: &str| format!("{text:?}");
    let settled = [
        (
            "land",
            pick(
                common.land.map(|l| quoted(l.code())),
                "land",
                config.land.as_ref().map(|l| (quoted(l.value.code()), &l.origin)),
                None,
            ),
        ),
        (
            "profile",
            pick(
                common.profile.map(|p| quoted(p.key())),
                "profile",
                config.profile.as_ref().map(|p| (quoted(p.value.key()), &p.origin)),
                None,
            ),
        ),
        (
            "lang",
            pick(
                crate::lang::given().map(|l| quoted(l.pick("de", "en"))),
                "lang",
                config.lang.as_ref().map(|l| (quoted(l.value.pick("de", "en")), &l.origin)),
                Some("\"de\""),
            ),
        ),
        (
            "preview",
            pick(
                common.preview.then(|| "true".to_owned()),
                "preview",
                config.preview.as_ref().map(|p| (p.value.to_string(), &p.origin)),
                Some("false"),
            ),
        ),
        (
            "kind",
            pick(
                common.kind.map(|k| quoted(k.key())),
                "kind",
                settings.kind.as_ref().map(|k| (quoted(k.value.key()), &k.origin)),
                None,
            ),
        ),
        ("template", settings.template.as_ref().map(|origin| ("true".to_owned(), place(origin)))),
    ];
    for (key, setting) in settled {
        if let Some((value, from)) = setting {
            line(key, value, from);
        }
    }
    for dir in &config.rules {
        line("rules", quoted(&dir.value.display().to_string()), place(&dir.origin));
    }
    for dir in &common.rules {
        line("rules", quoted(&dir.display().to_string()), option("rules"));
    }
    for setting in &config.severities {
        let (selector, level) = &setting.value;
        line(&format!("severity.{:?}", selector.name()), quoted(level.key()), place(&setting.origin));
    }
    for ((rule, name), value) in &config.parameters {
        line(&format!("parameters.{rule:?}.{name}"), parameter(&value.value), place(&value.origin));
    }
    for (name, words) in &config.vocabulary {
        for Sourced { value, origin } in words {
            line(&format!("vocabulary.{name}"), quoted(value), place(origin));
        }
    }
    for allow in &settings.allow {
        let mut said = quoted(&allow.rule().name());
        if let Some(until) = allow.until() {
            let _ = write!(said, " {} {until}", tr("bis", "until"));
        }
        if allow.is_over(common.date) {
            said.push_str(tr(" (abgelaufen)", " (over)"));
        }
        line("allow", said, place(allow.origin()));
    }
}

fn parameter(value: &klarbrief::rule::Value) -> String {
    use klarbrief::rule::Value;
    match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("{text:?}"),
        Value::List(list) => format!("{list:?}"),
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Failure {
        let mut trouble =
            Trouble::new(tr("Die Konfiguration ist fehlerhaft.", "The configuration has an error."));
        trouble.details = error.render(lang());
        trouble.into()
    }
}

impl From<CheckersError> for Failure {
    fn from(error: CheckersError) -> Failure {
        match error {
            CheckersError::Config(error) => error.into(),
            CheckersError::Build(error) => error.into(),
            other => Trouble::new(other.to_string()).into(),
        }
    }
}
