//! Fits the comprehensibility score to sentences that people rated.

mod fit;
mod measure;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use readability::{Effort, Feature, Gauge, Model, Unit};
use text::{Layout, analyse};

use fit::{Line, fit};
use measure::Figures;

/// Fits the comprehensibility score, and measures it by cross-validation over articles.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `sentences.tsv`: columns `article`, `mos_complexity` (1 easy to 7 hard), `sentence`.
    data: PathBuf,
    /// How strongly weights are drawn to zero.
    #[arg(long, default_value_t = 20.0)]
    ridge: f64,
    /// The version of the table that is written.
    #[arg(long, default_value_t = 1)]
    model_version: u32,
    /// Where the table goes; with `-` only the figures are printed.
    #[arg(long, default_value = "crates/readability/data/comprehensibility.tsv")]
    out: PathBuf,
}

/// One rated text: its sentences, how hard people found it, the article it comes from.
struct Rated {
    effort: Effort,
    rating: f64,
    article: String,
}

impl Rated {
    /// The mean features of its sentences, each with the weight of its words.
    fn features(&self) -> [f64; Feature::ALL.len()] {
        let mut sums = [0.0; Feature::ALL.len()];
        let words: f64 = self.effort.units.iter().map(|u| f64::from(u.load.words)).sum();
        for unit in &self.effort.units {
            for (sum, value) in sums.iter_mut().zip(unit.load.features()) {
                *sum += value * f64::from(unit.load.words) / words;
            }
        }
        sums
    }
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    ensure!(args.ridge >= 0.0, "the ridge must not be negative");
    let rated = read(&args.data.join("sentences.tsv"))?;
    let rows: Vec<_> = rated.iter().map(Rated::features).collect();
    let ratings: Vec<f64> = rated.iter().map(|r| r.rating).collect();
    let articles: BTreeSet<&str> = rated.iter().map(|r| r.article.as_str()).collect();
    ensure!(articles.len() > 2, "cross-validation needs at least three articles");

    // Each article is predicted by a model that has seen none of its sentences.
    let mut predicted = vec![0.0; rated.len()];
    for article in &articles {
        let train: Vec<usize> = (0..rated.len()).filter(|i| rated[*i].article != *article).collect();
        let line = fit(&rows, &ratings, &train, args.ridge);
        for at in (0..rated.len()).filter(|i| rated[*i].article == *article) {
            predicted[at] = line.model(args.model_version).rate(&rated[at]);
        }
    }
    let unseen = Figures::of(&predicted, &ratings);
    let all: Vec<usize> = (0..rated.len()).collect();
    let line = fit(&rows, &ratings, &all, args.ridge);
    let model = line.model(args.model_version);
    let seen: Vec<f64> = rated.iter().map(|r| model.rate(r)).collect();
    println!("{} texts of {} articles", rated.len(), articles.len());
    println!("articles not seen in fitting: {unseen}");
    println!("all texts, seen in fitting:   {}", Figures::of(&seen, &ratings));
    for (feature, spread) in Feature::ALL.iter().zip(&line.spread) {
        println!("  {:18} {:8.4}   moves the rating by {:.2}", feature.key(), model.weight(*feature), spread);
    }
    if args.out.as_os_str() != "-" {
        let table = table(&model, &unseen, rated.len(), articles.len(), args.ridge)?;
        std::fs::write(&args.out, table).with_context(|| format!("cannot write {}", args.out.display()))?;
    }
    Ok(())
}

/// A model rates a text by its sentences, as the score does.
trait Rate {
    fn rate(&self, text: &Rated) -> f64;
}

impl Rate for Model {
    fn rate(&self, text: &Rated) -> f64 {
        let rated = |unit: &Unit| Unit { rating: self.rating(&unit.load), ..unit.clone() };
        let score = Effort::new(text.effort.units.iter().map(rated).collect()).score();
        score.map_or(f64::NAN, |score| 7.0 - 6.0 * score / 100.0)
    }
}

impl Line {
    fn model(&self, version: u32) -> Model {
        Model::new(version, self.intercept, self.weights)
    }
}

fn read(path: &std::path::Path) -> anyhow::Result<Vec<Rated>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_path(path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let header = reader.headers()?.clone();
    let column =
        |name: &str| header.iter().position(|h| h == name).with_context(|| format!("no column {name}"));
    let (article, rating, sentence) = (column("article")?, column("mos_complexity")?, column("sentence")?);
    let mut rated = Vec::new();
    for (index, row) in reader.records().enumerate() {
        let place = || format!("{}: row {}", path.display(), index + 1);
        let row = row.with_context(place)?;
        let paragraph = analyse(&row[sentence], &Layout::default());
        let mut gauge = Gauge::new();
        for sentence in &paragraph.sentences {
            gauge.sentence(&paragraph, sentence, 0);
        }
        let effort = gauge.finish();
        ensure!(!effort.units.is_empty(), "{}: no word", place());
        let rating: f64 = row[rating].parse().with_context(place)?;
        ensure!((1.0..=7.0).contains(&rating), "{}: {rating} is no rating from 1 to 7", place());
        rated.push(Rated { effort, rating, article: row[article].to_owned() });
    }
    Ok(rated)
}

/// The table with what a reader of it must know.
fn table(
    model: &Model,
    unseen: &Figures,
    texts: usize,
    articles: usize,
    ridge: f64,
) -> anyhow::Result<String> {
    let mut out = String::new();
    writeln!(out, "# Weights of the score `comprehensibility`, version {}.", model.version)?;
    writeln!(
        out,
        "# A sentence is rated intercept + sum of weight x feature, kept within 1 (very easy) and 7 (very hard)."
    )?;
    writeln!(
        out,
        "# Features: readability/src/load.rs. Linear, no weight is negative; ridge {ridge} over features of equal spread."
    )?;
    writeln!(
        out,
        "# Source: mean ratings by learners of German of {texts} sentences of {articles} articles: B. Naderi and others, Subjective"
    )?;
    writeln!(
        out,
        "# Assessment of Text Complexity: A Dataset for German Language (TextComplexityDE), 2019. Licence of the data: MIT."
    )?;
    writeln!(out, "# Only these weights are derived from it. Made by: cargo run -p xtask -- fit-score DATA")?;
    writeln!(out, "# On articles not seen in fitting (each left out once): {unseen}.")?;
    out.push_str(&model.rows());
    Ok(out)
}
