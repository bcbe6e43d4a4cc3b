//! Makes the norm index: which sections, paragraphs, sentences and numbers the laws have.

mod absatz;
mod law;

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Context;

use crate::files;

use law::Row;

/// Makes the norm index from the texts of laws.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `laws/*.md`.
    #[arg(long)]
    data: PathBuf,
    /// The day of these texts.
    #[arg(long, default_value = "2026-08-19")]
    date: String,
    /// Where the table goes.
    #[arg(long, default_value = "rules/normen/index.tsv")]
    out: PathBuf,
    /// Where the filter goes that recognises copied wording.
    #[arg(long, default_value = "crates/letter/src/norm/wording.bin")]
    wording: PathBuf,
}

const HEAD: &str = "\
# Rechtsstand: DATE
# Welche Paragrafen, Absätze, Sätze und Nummern es gibt. Erzeugt von `cargo run --release -p xtask -- norms --data …` aus den
# amtlichen Texten (gemeinfrei nach § 5 UrhG); ein Fehler darf von Hand berichtigt werden. Zeilen sind sortiert: Gesetz, Paragraf, Absatz.
#
# absatz      -    der Paragraf hat keine gezählten Absätze
# saetze      3    drei Sätze; 3~5 je nach Zählweise drei bis fünf; ? unbekannt (Tabellen): wird nicht geprüft
# nummern     S1:1-3,4(a-c);S2:a-b   in Satz 1 die Nummern 1 bis 4, unter Nummer 4 die Buchstaben a bis c; in Satz 2 Buchstaben
# weggefallen weggefallen            der Paragraf oder Absatz; weggefallen: 4,7 diese Nummern
gesetz\tparagraf\tabsatz\tsaetze\tnummern\tweggefallen\ttitel
";

pub fn run(args: &Args) -> anyhow::Result<()> {
    let folder = args.data.join("laws");
    let mut laws: Vec<(String, PathBuf)> = Vec::new();
    for path in files::sorted(&folder)? {
        if path.extension().is_some_and(|e| e == "md")
            && let Some(stem) = path.file_stem().and_then(|s| s.to_str())
        {
            laws.push((short_name(stem), path));
        }
    }
    laws.sort();
    let mut texts: Vec<Vec<String>> = Vec::new();
    let mut out = HEAD.replace("DATE", &args.date);
    let mut total = 0;
    for (short, path) in &laws {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let rows = law::read(&text);
        if COPIED.contains(&short.as_str()) {
            texts.push(words(&text));
        }
        println!("{short}: {} rows", rows.len());
        total += rows.len();
        for row in &rows {
            write_row(&mut out, short, row);
        }
    }
    std::fs::write(&args.out, out).with_context(|| args.out.display().to_string())?;
    let wording = letter::Wording::of(&texts).to_bytes();
    std::fs::write(&args.wording, &wording).with_context(|| args.wording.display().to_string())?;
    println!("{} bytes of wording in {}", wording.len(), args.wording.display());
    println!("{total} rows of {} laws in {}", laws.len(), args.out.display());
    Ok(())
}

/// The laws whose words letters of immigration offices copy.
const COPIED: [&str; 8] = ["AsylG", "AufenthG", "AufenthV", "BeschV", "FreizügG/EU", "StAG", "VwGO", "VwVfG"];

/// The words of a law in small letters; marks of paragraphs and numbers are none.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect()
}

fn write_row(out: &mut String, law: &str, row: &Row) {
    let Row { section, paragraph, sentences, numbers, state, title } = row;
    // Writing to a string cannot fail.
    let _ = write!(out, "{law}\t{section}\t{paragraph}\t{sentences}\t{numbers}\t{state}\t{title}");
    out.truncate(out.trim_end_matches('\t').len());
    out.push('\n');
}

/// `SGB_12` is the file of SGB XII, `FreizügG_EU` that of FreizügG/EU.
fn short_name(stem: &str) -> String {
    const ROMAN: [&str; 14] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"];
    match stem.split_once('_') {
        Some(("SGB", number)) => {
            let roman = number.parse::<usize>().ok().and_then(|n| ROMAN.get(n.checked_sub(1)?));
            format!("SGB {}", roman.unwrap_or(&number))
        }
        Some((name, rest)) => format!("{name}/{rest}"),
        None => stem.to_owned(),
    }
}
