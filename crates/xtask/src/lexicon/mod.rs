//! Makes the full-form lexicon of `text` from dictionaries.

mod dict;
pub mod frequency;
mod morphy;
mod nouns;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context;
use text::lexicon::{Feats, Tag};

use table::Table;

/// Makes the full-form lexicon.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `lexicon/german.dict`, `EIG.txt`, `sonstige.txt`.
    #[arg(long)]
    data: PathBuf,
    /// `nouns.csv` of the package german-nouns.
    #[arg(long)]
    nouns: PathBuf,
    /// Words of German, `word<TAB>zipf frequency<TAB>tags of HanTa` (python/words.py).
    #[arg(long)]
    words: PathBuf,
    /// Where the table goes.
    #[arg(long, default_value = "crates/text/data/lexicon.bin")]
    out: PathBuf,
}

const CLOSED: &str = include_str!("closed.tsv");

/// Tags whose forms are all in the list of closed classes.
const CLOSED_TAGS: [Tag; 3] = [Tag::Adv, Tag::PtkvzAdv, Tag::Nn];

pub fn run(args: &Args) -> anyhow::Result<()> {
    let frequent = words(&args.words)?;
    let closed = closed()?;
    let closed_forms: BTreeSet<&str> = closed
        .iter()
        .filter(|c| !CLOSED_TAGS.contains(&c.tag))
        .flat_map(|c| c.forms.iter().copied())
        .collect();
    // "ander", "viel", "beid" are adjectives in the dictionary and determiners for us; "zweit", "letzt" have their own base form.
    let indefinite: BTreeSet<&str> = closed
        .iter()
        .filter(|c| matches!(c.tag, Tag::Piat | Tag::Adja))
        .flat_map(|c| c.forms.iter().copied())
        .collect();
    let mut table = Table::default();
    // Features of closed forms, by form.
    let mut features: BTreeMap<String, Vec<String>> =
        closed.iter().flat_map(|c| c.forms.iter()).map(|f| ((*f).to_owned(), Vec::new())).collect();

    let mut infinitives: BTreeSet<String> = BTreeSet::new();

    let folder = args.data.join("lexicon");
    let mut add = |form: &str, lemma: &str, tag: &str| {
        let norm = form.to_lowercase();
        if let Some(tags) = features.get_mut(&norm) {
            tags.push(tag.to_owned());
        }
        let Some((kind, feats)) = morphy::open(tag, form, lemma) else { return };
        let known = closed_forms.contains(norm.as_str());
        // "der" is no noun, "haben" no other verb; nouns and full verbs that look alike stay ("Weg", "sein").
        if known && matches!(kind, Tag::Adv | Tag::Adjd | Tag::Ne) || indefinite.contains(norm.as_str()) {
            return;
        }
        if kind == Tag::Nn && tag.ends_with(":INF") {
            infinitives.insert(norm.clone());
        }
        let graded = feats.0 & (Feats::CMP.0 | Feats::SUP.0) != 0;
        if graded && matches!(kind, Tag::Adja | Tag::Adjd) && !frequent.contains_key(&key(&norm)) {
            return;
        }
        table.add(&norm, kind, &lemma.to_lowercase(), feats);
    };
    let bytes = read(&folder.join("german.dict"))?;
    dict::read(&bytes, |e| add(&e.form, &e.lemma, &e.tag)).context("german.dict")?;
    for name in ["EIG.txt", "sonstige.txt"] {
        let text = String::from_utf8(read(&folder.join(name))?).with_context(|| name.to_owned())?;
        for line in text.lines() {
            if let [form, lemma, tag] = line.split('\t').collect::<Vec<_>>()[..] {
                add(form, lemma, tag);
            }
        }
    }
    nouns::read(&args.nouns, |form, lemma, kind, feats| {
        let norm = form.to_lowercase();
        // A noun of its own, not only the infinitive of a verb.
        if form == lemma {
            infinitives.remove(&norm);
        }
        if !(closed_forms.contains(norm.as_str()) && kind == Tag::Ne) {
            table.add(&norm, kind, &lemma.to_lowercase(), feats);
        }
    })?;

    // Names and adverbs that the dictionaries lack.
    for (word, seen) in &frequent {
        if closed_forms.contains(word.as_str()) {
            continue;
        }
        for tag in seen.tags.split(' ') {
            let genitive_of = word.strip_suffix('s').filter(|stem| {
                frequent.get(*stem).is_some_and(|s| s.zipf > seen.zipf && s.tags.contains("NE"))
            });
            match tag {
                "NE" if !table.has(word, Tag::Ne) => match genitive_of {
                    Some(stem) => table.add(word, Tag::Ne, stem, morphy::combine(2, 1, 7)),
                    None => table.add(word, Tag::Ne, word, Feats::NONE),
                },
                "ADV" if !table.has(word, Tag::Adv) => table.add(word, Tag::Adv, word, Feats::NONE),
                "ADJ(D)" if !table.knows(word) => table.add(word, Tag::Adjd, word, Feats::NONE),
                _ => {}
            }
        }
    }

    for entry in &closed {
        for form in &entry.forms {
            let mut feats = features
                .get(*form)
                .into_iter()
                .flatten()
                .filter_map(|tag| morphy::closed(tag, entry.tag))
                .fold(Feats::NONE, Feats::or);
            if matches!(entry.tag, Tag::Pper | Tag::Prf) {
                feats = feats.or(person(entry.lemma));
            }
            table.add(form, entry.tag, entry.lemma, feats);
        }
    }
    let rank = |form: &str, tag: Tag| {
        let of = |seen: &Seen| seen.tags.split(' ').position(|t| labelled_as(t, tag));
        frequent.get(&key(form)).and_then(of).unwrap_or(usize::MAX)
    };
    let bytes = table.write(rank, |lemma| {
        // "Stunden" is the plural of "Stunde" before it is the infinitive of "stunden".
        if infinitives.contains(lemma) { 0.0 } else { frequent.get(&key(lemma)).map_or(0.0, |s| s.zipf) }
    })?;
    println!("{}; {} bytes", table.summary(), bytes.len());
    std::fs::write(&args.out, bytes).with_context(|| args.out.display().to_string())
}

/// The list of frequent words writes ß as ss.
fn key(word: &str) -> String {
    word.replace('ß', "ss")
}

/// True if a label of HanTa is this tag.
fn labelled_as(label: &str, tag: Tag) -> bool {
    let bare: String = label.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    bare == tag.key()
}

fn person(lemma: &str) -> Feats {
    match lemma {
        "ich" | "wir" => Feats::person(0),
        "du" | "ihr" => Feats::person(1),
        _ => Feats::person(2),
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// What is known of a word from texts.
struct Seen {
    /// Zipf frequency: logarithm of its count in a billion words.
    zipf: f32,
    /// Tags that HanTa knows for it.
    tags: String,
}

fn words(path: &Path) -> anyhow::Result<BTreeMap<String, Seen>> {
    let text = String::from_utf8(read(path)?)?;
    let rows = text.lines().map(|line| {
        let [word, zipf, tags] = line.split('\t').collect::<Vec<_>>()[..] else {
            anyhow::bail!("{}: `{line}` has not three columns", path.display());
        };
        Ok((word.to_owned(), Seen { zipf: zipf.parse()?, tags: tags.to_owned() }))
    });
    rows.collect()
}

struct Closed<'a> {
    tag: Tag,
    lemma: &'a str,
    forms: Vec<&'a str>,
}

fn closed() -> anyhow::Result<Vec<Closed<'static>>> {
    let rows = CLOSED.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty());
    rows.map(|(index, line)| {
        let place = || format!("closed.tsv, line {}: `{line}`", index + 1);
        let [tag, lemma, forms] = line.split('\t').collect::<Vec<_>>()[..] else {
            anyhow::bail!("{}: three columns are needed", place());
        };
        let tag = match tag {
            "PTKVZ:ADP" => Tag::PtkvzAdp,
            "PTKVZ:ADV" => Tag::PtkvzAdv,
            key => Tag::from_key(key).with_context(place)?,
        };
        Ok(Closed { tag, lemma, forms: forms.split(' ').collect() })
    })
    .collect()
}
