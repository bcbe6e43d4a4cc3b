//! The language of help, messages and errors; known before anything else, because help needs it.

use std::cell::Cell;
use std::ffi::OsString;
use std::sync::OnceLock;

use klarbrief::Lang;

static CHOSEN: OnceLock<Option<Lang>> = OnceLock::new();

thread_local! {
    /// The language of the work at hand, where one run speaks several.
    static HERE: Cell<Option<Lang>> = const { Cell::new(None) };
}

/// Does some work in another language; the trainers' page speaks the language of each request.
pub(crate) fn with<T>(lang: Lang, work: impl FnOnce() -> T) -> T {
    let before = HERE.replace(Some(lang));
    let result = work();
    HERE.set(before);
    result
}

/// Chooses the language: `--lang` on the command line, else `KLARBRIEF_LANG`, else German.
///
/// A value that is no language is reported later, with all other mistakes on the command line.
pub(crate) fn choose(args: &[OsString]) {
    let given = from_args(args).or_else(|| std::env::var("KLARBRIEF_LANG").ok());
    let _ = CHOSEN.set(given.and_then(|l| parse(&l).ok()));
}

/// The chosen language.
pub(crate) fn lang() -> Lang {
    HERE.get().or_else(given).unwrap_or_default()
}

/// The language, if somebody chose one.
pub(crate) fn given() -> Option<Lang> {
    CHOSEN.get().copied().flatten()
}

/// Picks a text in the chosen language.
pub(crate) fn tr<T>(de: T, en: T) -> T {
    lang().pick(de, en)
}

/// Reads the value of `--lang`.
pub(crate) fn parse(text: &str) -> Result<Lang, String> {
    match text.to_ascii_lowercase().as_str() {
        "de" => Ok(Lang::De),
        "en" => Ok(Lang::En),
        _ => Err(tr("Es gibt `de` und `en`.", "The languages are `de` and `en`.").to_owned()),
    }
}

fn from_args(args: &[OsString]) -> Option<String> {
    let mut args = args.iter().skip(1).map(|a| a.to_string_lossy()).take_while(|a| a != "--");
    let mut found = None;
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            found = args.next().map(|v| v.into_owned());
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            found = Some(value.to_owned());
        }
    }
    found
}
