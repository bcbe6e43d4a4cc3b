//! What went wrong while rules were loaded, in words for a message box.

use klarbrief::{BuildError, Lang, RulesetError};

/// The error with its place and what can be done.
pub(crate) fn message(error: &BuildError, lang: Lang) -> String {
    match error {
        BuildError::UnknownRule { name, similar } => {
            let hint = similar
                .as_ref()
                .map(|s| lang.pick(format!(" Meinten Sie `{s}`?"), format!(" Did you mean `{s}`?")));
            let what = lang.pick(
                format!("Eine Regel oder Gruppe `{name}` gibt es nicht.{}", hint.clone().unwrap_or_default()),
                format!("There is no rule or group `{name}`.{}", hint.unwrap_or_default()),
            );
            let then = lang.pick("Bis dahin laufen alle Regeln.", "Until then all rules run.");
            format!("{what} {then}")
        }
        BuildError::Rules(RulesetError::Broken(errors)) => {
            let first = errors.first().map(|e| {
                let line = e.labels().first().map_or(1, |l| l.line);
                format!("{}:{line}: {}", e.path(), e.message(lang))
            });
            let count = errors.len();
            lang.pick(
                format!("{count} Fehler in eigenen Regeldateien, zuerst {}. Bis dahin laufen die eingebauten Regeln.", first.clone().unwrap_or_default()),
                format!("{count} errors in rule files, first {}. Until then the built-in rules run.", first.unwrap_or_default()),
            )
        }
        BuildError::Rules(RulesetError::Unreadable { path, error }) => {
            let path = path.display();
            lang.pick(
                format!("Die Regeln in `{path}` lassen sich nicht lesen ({error}). Bis dahin laufen die eingebauten."),
                format!("The rules in `{path}` cannot be read ({error}). Until then the built-in ones run."),
            )
        }
        BuildError::Rules(RulesetError::Empty(path)) => {
            let path = path.display();
            lang.pick(
                format!("Im Ordner `{path}` gibt es keine Regeldatei (*.rule)."),
                format!("There is no rule file (*.rule) in the folder `{path}`."),
            )
        }
        other => other.to_string(),
    }
}
