//! One file or folder per command.

use clap::Subcommand;

use crate::{lexicon, norms, sentences, tagger};

#[derive(Subcommand)]
pub enum Command {
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
            Command::Lexicon(args) => lexicon::run(&args),
            Command::Norms(args) => norms::run(&args),
            Command::Sentences(args) => sentences::run(&args),
            Command::Train(args) => tagger::run(&args),
        }
    }
}
