//! Trains the part-of-speech tagger of `text`.

mod gold;
mod perceptron;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use gold::Sentence;
use perceptron::Perceptron;

use crate::files;

/// Trains the part-of-speech tagger.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `treebank/*.conllu`.
    #[arg(long)]
    data: PathBuf,
    /// Text labelled by a program (python/label.py).
    #[arg(long)]
    labelled: Option<PathBuf>,
    /// Buckets of eight features each, a power of two.
    #[arg(long, default_value_t = 1 << 13)]
    buckets: u32,
    /// Features that occur less often are left out.
    #[arg(long, default_value_t = 2)]
    least: u32,
    /// Rounds over the treebanks.
    #[arg(long, default_value_t = 8)]
    rounds: usize,
    /// How often the treebanks are seen in each round.
    #[arg(long, default_value_t = 4)]
    repeat: usize,
    /// One in so many labelled sentences is seen in each round.
    #[arg(long, default_value_t = 2)]
    thin: usize,
    /// Size of a correction from labelled text; from treebanks it is 1.
    #[arg(long, default_value_t = 1.0)]
    step: f32,
    /// Folds of the cross-validation.
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Prints the most frequent confusions, and words whose right tag the lexicon does not allow.
    #[arg(long)]
    confusions: bool,
    /// Only measures; writes nothing.
    #[arg(long)]
    dry: bool,
    /// Where the weights go.
    #[arg(long, default_value = "crates/text/data/tagger.bin")]
    out: PathBuf,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    anyhow::ensure!(args.buckets.is_power_of_two(), "--buckets must be a power of two");
    let mut paths = files::sorted(&args.data.join("treebank"))?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "conllu"));
    let mut banks = Vec::new();
    for path in &paths {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        banks.push((name, gold::treebank(path)?));
    }
    let silver = args.labelled.as_deref().map(gold::labelled).transpose()?.unwrap_or_default();
    println!("{} labelled sentences", silver.len());

    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut confusions: BTreeMap<(String, String), (usize, Vec<String>)> = BTreeMap::new();
    for fold in 0..args.folds {
        let held = |i: usize| i % args.folds == fold;
        let train: Vec<&Sentence> = banks
            .iter()
            .flat_map(|(_, b)| b.iter().enumerate().filter(|(i, _)| !held(*i)).map(|(_, s)| s))
            .collect();
        let model = train_model(args, &train, &silver);
        for (name, bank) in &banks {
            for sentence in bank.iter().enumerate().filter(|(i, _)| held(*i)).map(|(_, s)| s) {
                for (at, tag) in model.tag(sentence).into_iter().enumerate() {
                    let truth = sentence.pos[at];
                    if truth.is_empty() {
                        continue;
                    }
                    let count = counts.entry(name).or_default();
                    count[1] += 1;
                    if tag.pos().key() == truth {
                        count[0] += 1;
                        continue;
                    }
                    let allowed = sentence.words[at].tags.iter().any(|t| t.pos().key() == truth);
                    let key = (
                        truth.to_owned(),
                        format!("{}{}", tag.pos().key(), if allowed { "" } else { " (not allowed)" }),
                    );
                    let seen = confusions.entry(key).or_default();
                    seen.0 += 1;
                    seen.1.push(sentence.forms[at].clone());
                }
            }
        }
    }
    for (name, [right, all]) in &counts {
        println!(
            "{name}: UPOS {:.4} of {all} tokens cut alike ({}-fold)",
            *right as f64 / *all as f64,
            args.folds
        );
    }
    if args.confusions {
        let mut rows: Vec<_> = confusions.into_iter().collect();
        rows.sort_by_key(|(_, (n, _))| std::cmp::Reverse(*n));
        for ((truth, said), (n, words)) in rows.iter().take(40) {
            println!("{n:4} {truth} said {said}: {}", words[..words.len().min(30)].join(" "));
        }
    }
    if args.dry {
        return Ok(());
    }
    let train: Vec<&Sentence> = banks.iter().flat_map(|(_, b)| b).collect();
    let bytes = train_model(args, &train, &silver).write(args.buckets)?;
    println!("{} bytes", bytes.len());
    std::fs::write(&args.out, bytes).with_context(|| args.out.display().to_string())
}

fn train_model(args: &Args, gold: &[&Sentence], silver: &[Sentence]) -> Perceptron {
    let mut model = Perceptron::new(gold.iter().copied().chain(silver), args.least);
    let mut random = 0x2545_F491_4F6C_DD1Du64;
    for round in 0..args.rounds {
        // (sentence, size of a correction), in an order that is the same in every run.
        let mut list: Vec<(&Sentence, f32)> = Vec::new();
        for _ in 0..args.repeat {
            list.extend(gold.iter().map(|s| (*s, 1.0)));
        }
        list.extend(silver.iter().skip(round % args.thin).step_by(args.thin).map(|s| (s, args.step)));
        for i in (1..list.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            list.swap(i, (random % (i as u64 + 1)) as usize);
        }
        for (sentence, step) in list {
            model.learn(sentence, step);
        }
    }
    model.finish();
    model.prune(args.buckets);
    model
}
