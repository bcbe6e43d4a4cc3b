//! Parallel work with results in the order of the items.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::lang::tr;
use crate::trouble::{Failure, Trouble};

/// Items per thread and round: enough that the slowest letter of a round matters little, few enough that the results of a
/// round fit into memory many times over.
const ROUND: usize = 16;

/// Does `work` on all items and hands the results to `sink` in the order of the items.
///
/// While the threads work on one round of items, the results of the round before go to `sink`, so that at most two rounds are
/// in memory. One item or one thread needs no pool.
pub(crate) fn for_each<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if items.len() <= 1 || threads <= 1 {
        return items.iter().try_for_each(|item| sink(work(item)));
    }
    let pool = pool(threads.min(items.len()))?;
    let mut ready: Vec<R> = Vec::new();
    for round in items.chunks(threads * ROUND) {
        let mut next = Vec::new();
        let mut outcome = Ok(());
        pool.in_place_scope(|scope| {
            scope.spawn(|_| next = round.par_iter().map(&work).collect());
            outcome = ready.drain(..).try_for_each(&mut sink);
        });
        outcome?;
        ready = next;
    }
    ready.into_iter().try_for_each(sink)
}

/// Starts threads.
pub(crate) fn pool(threads: usize) -> Result<ThreadPool, Trouble> {
    ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        Trouble::new(tr(
            format!("Die Threads ließen sich nicht starten: {error}"),
            format!("The threads could not be started: {error}"),
        ))
        .hint(tr("Versuchen Sie es mit `--threads 1`.", "Try `--threads 1`."))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_for_any_number_of_threads() {
        let items: Vec<u64> = (0..500).collect();
        for threads in [1, 2, 3, 7] {
            let mut out = Vec::new();
            // Early items take longest, so that they would come last if order were left to chance.
            let work = |n: &u64| (0..(500 - n) * 50).fold(*n, |a, b| std::hint::black_box(a ^ b ^ b));
            for_each(&items, threads, work, |r| {
                out.push(r);
                Ok(())
            })
            .unwrap();
            assert_eq!(out, items, "{threads} threads");
        }
    }

    #[test]
    fn a_sink_that_fails_ends_the_run() {
        let items: Vec<u32> = (0..1000).collect();
        let mut seen = 0;
        let outcome = for_each(
            &items,
            2,
            |n| *n,
            |_| {
                seen += 1;
                if seen == 3 { Err(Failure::BrokenPipe) } else { Ok(()) }
            },
        );
        assert!(matches!(outcome, Err(Failure::BrokenPipe)));
        assert_eq!(seen, 3);
    }
}
