//! Nouns of the package german-nouns (from the German Wiktionary): a table with one column for each form.

use std::path::Path;

use anyhow::Context;
use text::lexicon::{Feats, Tag};

use super::morphy;

/// Calls `each` with form, base form, tag and features.
pub fn read(path: &Path, mut each: impl FnMut(&str, &str, Tag, Feats)) -> anyhow::Result<()> {
    let mut reader = csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
    let header = reader.headers()?.clone();
    let column =
        |name: &str| header.iter().position(|h| h == name).with_context(|| format!("no column {name}"));
    let (lemma_at, kind_at) = (column("lemma")?, column("pos")?);
    let genders: Vec<usize> =
        header.iter().enumerate().filter(|(_, h)| h.starts_with("genus")).map(|(i, _)| i).collect();
    // "dativ plural 2", "akkusativ singular*", "nominativ singular stark"
    let forms: Vec<(usize, u32, u32)> = header
        .iter()
        .enumerate()
        .filter_map(|(index, name)| {
            let case =
                ["nominativ", "genitiv", "dativ", "akkusativ"].iter().position(|c| name.starts_with(c))?;
            Some((index, 1 << case, if name.contains("plural") { 2 } else { 1 }))
        })
        .collect();
    for row in reader.records() {
        let row = row?;
        let (lemma, kinds) = (&row[lemma_at], &row[kind_at]);
        let odd = |k: &str| {
            matches!(k, "Affix" | "Suffix" | "Gebundenes Lexem" | "Buchstabe" | "Symbol" | "Redewendung")
        };
        if kinds.split(',').any(odd) || lemma.contains(' ') || !lemma.starts_with(char::is_uppercase) {
            continue;
        }
        let name = kinds.split(',').any(|k| matches!(k, "Toponym" | "Vorname" | "Nachname" | "Eigenname"));
        let gender = genders.iter().fold(0, |set, at| {
            set | match &row[*at] {
                "m" => 1,
                "f" => 2,
                "n" => 4,
                _ => 0,
            }
        });
        let gender = if gender == 0 { 7 } else { gender };
        let tag = if name { Tag::Ne } else { Tag::Nn };
        each(lemma, lemma, tag, Feats::NONE);
        for (index, case, number) in &forms {
            for form in row[*index].split(',').map(str::trim) {
                if !form.is_empty() && !form.contains([' ', '(', '—']) && form.len() < 60 {
                    each(form, lemma, tag, morphy::combine(*case, *number, gender));
                }
            }
        }
    }
    Ok(())
}
