//! Makes the table of word frequencies of `text`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use text::lexicon::frequency::{BUCKET_BITS, MAGIC, RAREST, STEPS, place};

/// Makes the table of word frequencies.
#[derive(clap::Args)]
pub struct Args {
    /// Words of German, `word<TAB>zipf frequency<TAB>…` (python/words.py).
    #[arg(long)]
    words: PathBuf,
    /// Rarer words are left out.
    #[arg(long, default_value_t = 2.2)]
    least: f32,
    /// Where the table goes.
    #[arg(long, default_value = "crates/text/data/frequency.bin")]
    out: PathBuf,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    ensure!(args.least >= RAREST, "words that are not listed count as {RAREST}");
    let words = super::words(&args.words)?;
    let mut buckets: BTreeMap<usize, BTreeMap<[u8; 2], u8>> = BTreeMap::new();
    let mut kept = 0usize;
    for (word, seen) in &words {
        if seen.zipf < args.least || !word.chars().any(char::is_alphabetic) {
            continue;
        }
        let (bucket, mark) = place(word);
        let steps = (seen.zipf * STEPS).round().clamp(0.0, 255.0) as u8;
        let entry = buckets.entry(bucket).or_default().entry(mark).or_default();
        // Of two words with the same hash the more frequent one matters more.
        *entry = steps.max(*entry);
        kept += 1;
    }
    let mut out = MAGIC.to_vec();
    let mut entries = Vec::new();
    let mut count = 0u32;
    for bucket in 0..1 << BUCKET_BITS {
        out.extend(count.to_le_bytes());
        for (mark, steps) in buckets.get(&bucket).into_iter().flatten() {
            entries.extend(mark);
            entries.push(*steps);
            count += 1;
        }
    }
    out.extend(count.to_le_bytes());
    out.extend(entries);
    std::fs::write(&args.out, &out).with_context(|| format!("cannot write {}", args.out.display()))?;
    println!("{kept} words, {} bytes", out.len());
    Ok(())
}
