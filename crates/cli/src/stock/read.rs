//! The words at places of a stock, read again from their letters.

use std::collections::BTreeMap;

use klarbrief::stock::Spot;

use crate::excerpt::{shortened, visible};
use crate::guard::guarded;
use crate::house::Planned;
use crate::letter::Source;
use crate::ordered;
use crate::trouble::Failure;

/// Columns of a passage that are shown.
const LONGEST: usize = 600;

/// The words at each spot. A letter that came from standard input or has changed since has none.
pub(super) fn words(
    inputs: &[Planned],
    read: &[usize],
    spots: impl Iterator<Item = Spot>,
    threads: usize,
) -> Result<BTreeMap<Spot, String>, Failure> {
    let mut by_letter: BTreeMap<u32, Vec<Spot>> = BTreeMap::new();
    for spot in spots {
        by_letter.entry(spot.letter).or_default().push(spot);
    }
    let letters: Vec<(u32, Vec<Spot>)> = by_letter.into_iter().collect();
    let mut found = BTreeMap::new();
    ordered::for_each(
        &letters,
        threads,
        |(letter, spots)| {
            let planned = &inputs[read[*letter as usize]];
            let input = &planned.input;
            if matches!(input.source, Source::Stdin(_)) {
                return Vec::new();
            }
            let Ok((document, _)) = input.read(planned.template()) else { return Vec::new() };
            let words =
                guarded(|| Ok(spots.iter().map(|spot| (*spot, spot.words(&document))).collect::<Vec<_>>()));
            words.unwrap_or_default()
        },
        |words| {
            for (spot, words) in words {
                if let Some(words) = words {
                    let clean: String = words.chars().filter_map(visible).collect();
                    found.insert(spot, shortened(&clean, LONGEST));
                }
            }
            Ok(())
        },
    )?;
    Ok(found)
}
