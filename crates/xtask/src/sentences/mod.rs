//! Trains the model of `boundary`, and measures it by cross-validation.

mod corpus;
mod figures;
mod regression;

use std::path::PathBuf;

use anyhow::Context;
use boundary::Model;
use corpus::Labelled;
use figures::Figures;

/// Trains where sentences end.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `sentences/*.json`.
    #[arg(long)]
    data: PathBuf,
    /// Letters of the project, whose lines are blocks; they teach what letters look like.
    #[arg(long, default_value = "corpus")]
    letters: PathBuf,
    /// Folds of the cross-validation; 0 leaves it out.
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Rounds over the examples.
    #[arg(long, default_value_t = 8)]
    rounds: usize,
    /// Pull of the weights towards zero.
    #[arg(long, default_value_t = 2e-6)]
    decay: f32,
    /// Features left out at random while training, per thousand.
    #[arg(long, default_value_t = 250)]
    dropout: usize,
    /// Features that occur less often are left out.
    #[arg(long, default_value_t = 3)]
    least: u32,
    /// Prints the wrong decisions of the cross-validation.
    #[arg(long)]
    errors: bool,
    /// Where the weights go.
    #[arg(long, default_value = "crates/boundary/data/weights.bin")]
    out: PathBuf,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let texts = corpus::read(&args.data.join("sentences"))?;
    let mut letters = corpus::letters(&args.letters)?;
    letters.extend(corpus::marked());
    eprintln!("{} texts, {} letters", texts.len(), letters.len());
    let mut all = Figures::default();
    let mut kept = Figures::default();
    for fold in 0..args.folds {
        let model = train(texts.iter().filter(|t| t.fold % args.folds != fold), &letters, args)?;
        for text in texts.iter().filter(|t| t.fold % args.folds == fold) {
            let found = corpus::ends_found(&text.text, &model);
            all.add(text, &found);
            if args.errors {
                figures::print_errors(text, &found);
            }
            let joined = corpus::unwrapped(text);
            kept.add(&joined, &corpus::ends_found(&joined.text, &model));
        }
    }
    if args.folds > 0 {
        println!("cross-validated over {} folds of files:", args.folds);
        print!("{all}");
        println!("the same texts without line breaks inside sentences:");
        print!("{kept}");
    }
    let model = train(texts.iter(), &letters, args)?;
    std::fs::write(&args.out, model.bytes()).with_context(|| format!("{}", args.out.display()))?;
    Ok(())
}

fn train<'a>(
    texts: impl Iterator<Item = &'a Labelled>,
    letters: &[Labelled],
    args: &Args,
) -> anyhow::Result<Model> {
    let mut examples = corpus::Examples::default();
    for (index, text) in texts.enumerate() {
        examples.learn(text, 1.0);
        examples.learn(&corpus::unwrapped(text), 0.5);
        examples.learn(&corpus::rewrapped(text, 62 + index * 7 % 38), 0.5);
        for piece in corpus::pieces(&corpus::rewrapped(text, 58 + index * 11 % 45), index) {
            examples.learn(&piece, 0.5);
        }
    }
    for (index, letter) in letters.iter().enumerate() {
        examples.learn(letter, 1.0);
        for width in [60, 72, 80, 95] {
            examples.learn(&corpus::rewrapped(letter, width + index % 7), 0.5);
        }
    }
    let mut bytes = regression::fit(&examples.gaps, args.rounds, args.decay, args.dropout, args.least);
    bytes.extend(regression::fit(&examples.lines, args.rounds, args.decay, args.dropout, args.least));
    Model::new(bytes).context("two tables")
}
