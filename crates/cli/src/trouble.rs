//! Errors as the user sees them: one sentence, then hints.

use std::io::{self, Write};

use klarbrief::BuildError;
use klarbrief::RulesetError;

use crate::colour::Styles;
use crate::lang::{lang, tr};

/// Why a run ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something to tell the user.
    Trouble(Trouble),
    /// Nobody reads the output any more.
    BrokenPipe,
}

/// Something the user must know, with ways out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// What is wrong, in one sentence.
    pub message: String,
    /// What the user can do about it.
    pub hints: Vec<String>,
    /// Errors with their places, drawn by whoever found them; shown before the sentence.
    pub details: String,
}

impl Trouble {
    pub(crate) fn new(message: impl Into<String>) -> Trouble {
        Trouble { message: message.into(), hints: Vec::new(), details: String::new() }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Trouble {
        self.hints.push(hint.into());
        self
    }

    /// Writes it to standard error. A standard error that is closed takes nothing and cannot be complained to.
    pub(crate) fn print(&self) {
        let mut err = anstream::stderr().lock();
        let _ = self.write(&mut err, &Styles::of_stderr());
    }

    fn write(&self, err: &mut dyn Write, styles: &Styles) -> io::Result<()> {
        if !self.details.is_empty() {
            writeln!(err, "{}", self.details.trim_end())?;
            writeln!(err)?;
        }
        let style = styles.error;
        writeln!(err, "{style}{}:{style:#} {}", tr("Fehler", "Error"), self.message)?;
        for hint in &self.hints {
            writeln!(err, "  {}: {hint}", tr("Hinweis", "Hint"))?;
        }
        err.flush()
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Failure {
        Failure::Trouble(trouble)
    }
}

impl From<io::Error> for Failure {
    /// For errors while writing output; errors of letters have their own type.
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::BrokenPipe;
        }
        let message = tr("Die Ausgabe ließ sich nicht schreiben", "The output could not be written");
        Trouble::new(format!("{message}: {}.", io_words(&error)))
            .hint(tr(
                "Prüfen Sie, ob auf dem Datenträger Platz ist.",
                "Check that there is room on the disk.",
            ))
            .into()
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Failure {
        match error {
            BuildError::Rules(error) => rules(error).into(),
            BuildError::UnknownRule { name, similar } => unknown_rule(&name, similar.as_slice()).into(),
            other => Trouble::new(other.to_string()).into(),
        }
    }
}

/// What the system says, in words for people.
pub(crate) fn io_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            tr("Datei oder Ordner gibt es nicht", "there is no such file or folder").to_owned()
        }
        io::ErrorKind::PermissionDenied => tr("die Berechtigung fehlt", "permission is missing").to_owned(),
        io::ErrorKind::StorageFull => tr("der Datenträger ist voll", "the disk is full").to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => {
            tr("der Datenträger ist schreibgeschützt", "the disk is read-only").to_owned()
        }
        io::ErrorKind::NotADirectory => tr("das ist kein Ordner", "this is no folder").to_owned(),
        _ => error.to_string(),
    }
}

/// No rule, group or principle has this name.
pub(crate) fn unknown_rule(name: &str, similar: &[String]) -> Trouble {
    let message = tr(
        format!("Eine Regel oder Gruppe `{name}` gibt es nicht."),
        format!("There is no rule or group `{name}`."),
    );
    let trouble = Trouble::new(message);
    let trouble = match did_you_mean(similar) {
        Some(hint) => trouble.hint(hint),
        None => trouble,
    };
    trouble.hint(tr("`klarbrief rules` zeigt alle Regeln.", "`klarbrief rules` lists all rules."))
}

/// "Meinten Sie `a` oder `b`?"
pub(crate) fn did_you_mean(names: &[String]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    let list = match quoted.split_last()? {
        (last, []) => last.clone(),
        (last, rest) => format!("{} {} {last}", rest.join(", "), tr("oder", "or")),
    };
    Some(tr(format!("Meinten Sie {list}?"), format!("Did you mean {list}?")))
}

fn rules(error: RulesetError) -> Trouble {
    match error {
        RulesetError::Broken(errors) => {
            let count = errors.len();
            let details: Vec<String> = errors.iter().map(|e| e.render(lang())).collect();
            let message = match count {
                1 => tr("Eine Regeldatei ist fehlerhaft.", "A rule file has an error.").to_owned(),
                n => tr(format!("{n} Fehler in Regeldateien."), format!("{n} errors in rule files.")),
            };
            Trouble { message, hints: Vec::new(), details: details.join("\n") }
        }
        RulesetError::Unreadable { path, error } => {
            let (path, words) = (path.display(), io_words(&error));
            Trouble::new(tr(
                format!("Die Regeln in `{path}` lassen sich nicht lesen: {words}."),
                format!("The rules in `{path}` cannot be read: {words}."),
            ))
            .hint(tr(
                "Prüfen Sie Pfad, Schreibweise und Leserecht.",
                "Check the path, its spelling and your rights.",
            ))
        }
        RulesetError::UnknownNative { path, function, similar } => {
            let trouble = Trouble::new(tr(
                format!("{path}: Die eingebaute Prüfung `{function}` gibt es nicht."),
                format!("{path}: There is no native check `{function}`."),
            ));
            match did_you_mean(similar.as_slice()) {
                Some(hint) => trouble.hint(hint),
                None => trouble,
            }
        }
        RulesetError::Parameter { rule, parameter, problem } => Trouble::new(tr(
            format!("Parameter `{parameter}` der Regel `{rule}`: {}", problem.message(lang())),
            format!("Parameter `{parameter}` of rule `{rule}`: {}", problem.message(lang())),
        )),
        RulesetError::Empty(path) => {
            let path = path.display();
            Trouble::new(tr(
                format!("Im Ordner `{path}` gibt es keine Regeldatei."),
                format!("There is no rule file in the folder `{path}`."),
            ))
            .hint(tr(
                "Regeldateien enden auf .rule und liegen in Ordnern ihrer Gruppe: wort/mein-wort.rule.",
                "Rule files end in .rule and lie in folders of their group: wort/mein-wort.rule.",
            ))
        }
        other => Trouble::new(other.to_string()),
    }
}
