//! One file or folder per command.

use clap::Subcommand;

use crate::{lexicon, norms, score, sentences, tagger};

#[derive(Subcommand)]
pub enum Command {
    /// Fits the comprehensibility score to sentences that people rated, and measures it by cross-validation.
    FitScore(score::Args),
    /// Makes the table of word frequencies of `text`.
    Frequency(lexicon::frequency::Args),
    /// Makes the full-form lexicon of `text` from dictionaries.
    Lexicon(lexicon::Args),
    /// Makes the norm index in `rules/normen` from the texts of laws.
    Norms(norms::Args),
    /// Trains where sentences end for `boundary`, and measures it by cross-validation.
    Sentences(sentences::Args),
    /// Trains the part-of-speech tagger of `text`, and measures it by cross-validation.
    Train(tagger::Args),
}

impl Command {
    pub fn run(self) -> anyhow::Result<()> {
        match self {
            Command::FitScore(args) => score::run(&args),
            Command::Frequency(args) => lexicon::frequency::run(&args),
            Command::Lexicon(args) => lexicon::run(&args),
            Command::Norms(args) => norms::run(&args),
            Command::Sentences(args) => sentences::run(&args),
            Command::Train(args) => tagger::run(&args),
        }
    }
}
