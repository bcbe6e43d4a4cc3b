//! The command line as typed values.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser};
use jiff::civil::Date;
use klarbrief::config::Profile;
use klarbrief::letter::LetterKind;
use klarbrief::{Land, Lang, Selector};

use crate::command::Command;
use crate::lang::{self, tr};
use crate::names;

/// Makes a value parser of a closed list of keys.
macro_rules! choice {
    ($($key:literal => $value:expr),+ $(,)?) => {
        |text: &str| match text {
            $($key => Ok($value),)+
            _ => {
                let keys = [$($key),+];
                let similar = crate::names::nearest(text, keys.into_iter().map(|k| (k, k)));
                Err(crate::args::not_in_list(similar, &keys))
            }
        }
    };
}
pub(crate) use choice;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "klarbrief",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    subcommand_required = true,
    about = tr(
        "Prüft amtliche Briefe: Wie schwer sind sie zu lesen, und steht ihre Begründung da?",
        "Checks official German letters: how hard they are to read, and whether their reasons are stated."
    )
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_name = tr("ORDNER", "DIR"), help = tr(
        "Ordner mit eigenen Regeln; eine Regel mit gleichem Namen ersetzt die eingebaute. Mehrfach möglich",
        "Folder with rules of your own; a rule of the same name replaces the built-in one. May be repeated"
    ))]
    pub rules: Vec<PathBuf>,

    #[arg(long, global = true, value_name = tr("DATEI", "FILE"), conflicts_with = "no_config", help = tr(
        "Diese Datei mit Einstellungen nehmen statt klarbrief.toml in den Ordnern der Briefe",
        "Take this file of settings instead of klarbrief.toml in the folders of the letters"
    ))]
    pub config: Option<PathBuf>,

    #[arg(long, global = true, help = tr("Keine klarbrief.toml beachten", "Heed no klarbrief.toml"))]
    pub no_config: bool,

    #[arg(long, global = true, value_name = "bescheid|anschreiben|merkblatt|einfache-sprache", value_parser = choice! {
        "bescheid" => Profile::Bescheid, "anschreiben" => Profile::Anschreiben, "merkblatt" => Profile::Merkblatt,
        "einfache-sprache" => Profile::EinfacheSprache,
    }, help = tr(
        "Was für Texte das sind; danach richten sich Schwere und Grenzwerte einzelner Regeln",
        "What kind of writing it is; some severities and limits depend on it"
    ))]
    pub profile: Option<Profile>,

    #[arg(long, global = true, value_name = "de|en", value_parser = lang::parse, help = tr(
        "Sprache der Meldungen (sonst KLARBRIEF_LANG, sonst de)",
        "Language of messages (else KLARBRIEF_LANG, else de)"
    ))]
    pub lang: Option<Lang>,

    #[arg(long, global = true, value_name = "LAND", value_parser = land, help = tr(
        "Land der Behörde: NI, RP, NW, …; einzelne Regeln richten sich danach",
        "Land of the office: NI, RP, NW, …; some rules depend on it"
    ))]
    pub land: Option<Land>,

    #[arg(long, global = true, value_name = tr("JJJJ-MM-TT", "YYYY-MM-DD"), value_parser = date, help = tr(
        "Tag der Prüfung; ohne ihn wird nichts mit heute verglichen",
        "Day of the check; without it nothing is compared with today"
    ))]
    pub date: Option<Date>,

    #[arg(long, global = true, value_name = tr("ART", "KIND"), value_parser = kind, help = tr(
        "Art des Briefes (refusal, hearing, invitation, …) statt sie zu erkennen",
        "Kind of letter (refusal, hearing, invitation, …) instead of recognising it"
    ))]
    pub kind: Option<LetterKind>,

    #[arg(long, global = true, value_name = "yes|no", num_args = 0..=1, require_equals = true, default_missing_value = "yes",
        value_parser = choice! { "yes" => true, "no" => false }, help = tr(
        "Als Vorlage prüfen: Felder dürfen stehen, jede Fassung wird geprüft (sonst gilt das für dotx, dotm und ott)",
        "Check as a template: fields may stay, every version is checked (else done for dotx, dotm and ott)"
    ))]
    pub template: Option<bool>,

    #[arg(long, global = true, value_name = tr("REGEL|GRUPPE|leitziel:N", "RULE|GROUP|leitziel:N"), value_delimiter = ',',
        value_parser = selector, help = tr(
        "Nur diese Regeln anwenden; mehrfach oder mit Komma",
        "Run only these rules; repeated or with commas"
    ))]
    pub select: Vec<Selector>,

    #[arg(long, global = true, value_name = tr("REGEL|GRUPPE|leitziel:N", "RULE|GROUP|leitziel:N"), value_delimiter = ',',
        value_parser = selector, help = tr(
        "Diese Regeln nicht anwenden; mehrfach oder mit Komma",
        "Do not run these rules; repeated or with commas"
    ))]
    pub ignore: Vec<Selector>,

    #[arg(long, global = true, help = tr(
        "Auch Regeln anwenden, die noch erprobt werden",
        "Also run rules that are still in preview"
    ))]
    pub preview: bool,

    #[arg(long, global = true, value_name = "N", value_parser = threads, help = tr(
        "Anzahl der Threads (sonst so viele wie Prozessorkerne)",
        "Number of threads (else one per processor core)"
    ))]
    pub threads: Option<usize>,

    #[arg(long, global = true, value_name = "auto|always|never", value_parser = color, help = tr(
        "Farben: auto zeigt sie nur im Terminal und achtet auf NO_COLOR",
        "Colours: auto shows them on a terminal only and honours NO_COLOR"
    ))]
    pub color: Option<anstream::ColorChoice>,

    #[arg(long, global = true, help = tr("Keinen Fortschrittsbalken zeigen", "Show no progress bar"))]
    pub no_progress: bool,

    #[arg(short = 'h', long, global = true, action = ArgAction::Help, help = tr("Diese Hilfe zeigen", "Show this help"))]
    help: Option<bool>,

    #[arg(short = 'V', long, global = true, action = ArgAction::Version, help = tr(
        "Version und Rechtsstand zeigen",
        "Show version and state of the law"
    ))]
    version: Option<bool>,
}

impl Common {
    /// How many threads may work.
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(1)
    }
}

fn land(text: &str) -> Result<Land, String> {
    Land::parse(text).ok_or_else(|| {
        let names = Land::all().flat_map(|l| [(l.name(), l.code()), (l.code(), l.code())]);
        let similar = names::nearest(text, names).and_then(Land::parse);
        match similar {
            Some(land) => mean(land.code(), land.name()),
            None => {
                let codes: Vec<&str> = Land::all().map(Land::code).collect();
                tr(format!("Länder: {}.", codes.join(", ")), format!("The Länder are {}.", codes.join(", ")))
            }
        }
    })
}

fn kind(text: &str) -> Result<LetterKind, String> {
    LetterKind::from_key(text).ok_or_else(|| {
        let all = LetterKind::KEYS
            .into_iter()
            .flat_map(|(k, key)| [(names::kind_in(k, Lang::De), key), (key, key)]);
        match names::nearest(text, all).and_then(LetterKind::from_key) {
            Some(kind) => mean(kind.key(), names::kind(kind)),
            None => {
                let keys: Vec<&str> = LetterKind::KEYS.iter().map(|(_, key)| *key).collect();
                tr(format!("Arten: {}.", keys.join(", ")), format!("The kinds are {}.", keys.join(", ")))
            }
        }
    })
}

fn mean(key: &str, name: &str) -> String {
    tr(format!("Meinten Sie `{key}` ({name})?"), format!("Did you mean `{key}` ({name})?"))
}

/// Reads a day of the calendar.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    let written_so = text.len() == 10;
    text.parse().ok().filter(|_| written_so).ok_or_else(|| {
        tr(
            "Erwartet wird ein Tag des Kalenders als JJJJ-MM-TT, zum Beispiel 2026-05-03.",
            "A day of the calendar is expected as YYYY-MM-DD, for example 2026-05-03.",
        )
        .to_owned()
    })
}

fn selector(text: &str) -> Result<Selector, String> {
    Selector::parse(text).filter(|_| !text.trim().is_empty()).ok_or_else(|| {
        tr(
            "Erwartet wird eine Regel (satz/passiv), eine Gruppe (satz) oder leitziel:1 bis leitziel:12.",
            "A rule (satz/passiv), a group (satz) or leitziel:1 to leitziel:12 is expected.",
        )
        .to_owned()
    })
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=1024).contains(n)).ok_or_else(|| {
        tr("Erwartet wird eine Zahl von 1 bis 1024.", "A number from 1 to 1024 is expected.").to_owned()
    })
}

fn color(text: &str) -> Result<anstream::ColorChoice, String> {
    match text {
        "auto" => Ok(anstream::ColorChoice::Auto),
        "always" => Ok(anstream::ColorChoice::Always),
        "never" => Ok(anstream::ColorChoice::Never),
        _ => {
            Err(tr("Es gibt `auto`, `always` und `never`.", "There are `auto`, `always` and `never`.")
                .to_owned())
        }
    }
}

/// Says what a closed list holds.
pub(crate) fn not_in_list(similar: Option<&str>, keys: &[&str]) -> String {
    match similar {
        Some(key) => tr(format!("Meinten Sie `{key}`?"), format!("Did you mean `{key}`?")),
        None => {
            tr(format!("Möglich sind: {}.", keys.join(", ")), format!("Possible are: {}.", keys.join(", ")))
        }
    }
}
