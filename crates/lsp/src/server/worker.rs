//! Work that takes time: building checkers, checking texts. Workers own nothing; they get a job and send an event back.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use klarbrief::document::Format;
use klarbrief::{Cache, Lang};

use super::guard::guarded;
use super::house::House;
use crate::analysis::{Analysis, NotChecked};
use crate::settings::Settings;

/// A piece of work.
#[derive(Debug)]
pub(crate) enum Job {
    /// Compile the rules.
    Build { generation: u64, settings: Box<Settings>, lang: Lang, root: Option<PathBuf> },
    /// Check one version of a letter.
    Check {
        key: String,
        revision: u64,
        version: i32,
        generation: u64,
        format: Format,
        text: Arc<String>,
        house: Arc<House>,
        path: Option<PathBuf>,
        /// What earlier versions had in common with this one.
        cache: Box<Cache>,
    },
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Event {
    /// The rules are compiled; what was wrong with the settings is told in words.
    Built { generation: u64, house: Option<Arc<House>>, problems: Vec<String> },
    /// One version of a letter is checked.
    Checked {
        key: String,
        revision: u64,
        generation: u64,
        outcome: Result<Arc<Analysis>, NotChecked>,
        problem: Option<String>,
        cache: Box<Cache>,
    },
}

/// Threads that take jobs until nobody can give them any more.
#[derive(Debug)]
pub(crate) struct Workers {
    pub jobs: Sender<Job>,
    pub events: Receiver<Event>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Workers {
    pub(crate) fn start() -> io::Result<Workers> {
        let (jobs, todo) = unbounded::<Job>();
        let (done, events) = unbounded();
        let count = thread::available_parallelism().map_or(2, usize::from).clamp(2, 4);
        let threads = (0..count)
            .map(|n| {
                let (todo, done): (Receiver<Job>, Sender<Event>) = (todo.clone(), done.clone());
                thread::Builder::new()
                    .name(format!("klarbrief:check{n}"))
                    // Deeply nested HTML costs stack.
                    .stack_size(8 << 20)
                    .spawn(move || todo.iter().map(run).try_for_each(|event| done.send(event)).unwrap_or(()))
            })
            .collect::<io::Result<Vec<_>>>()?;
        Ok(Workers { jobs, events, threads })
    }

    /// Ends the workers after what they are at.
    pub(crate) fn finish(self) {
        let Workers { jobs, events, threads } = self;
        drop((jobs, events));
        for thread in threads {
            let _ = thread.join();
        }
    }
}

fn run(job: Job) -> Event {
    match job {
        Job::Build { generation, settings, lang, root } => {
            let mut problems = Vec::new();
            let built = guarded(|| House::new(&settings, lang, root, &mut problems));
            let house = built.unwrap_or_else(|place| {
                let problem =
                    lang.pick("Die Regeln ließen sich nicht laden", "The rules could not be loaded");
                problems.push(format!("{problem} ({place})."));
                None
            });
            Event::Built { generation, house: house.map(Arc::new), problems }
        }
        Job::Check { key, revision, version, generation, format, text, house, path, mut cache } => {
            let mut problem = None;
            let checked = guarded(|| {
                let plan = house.plan(path.as_deref());
                problem = plan.problem;
                if plan.ignored {
                    return Err(NotChecked::Ignored);
                }
                Analysis::new(&plan.checker, &plan.request, format, version, text, &mut cache).map(Arc::new)
            });
            let outcome = checked.unwrap_or_else(|place| {
                // Whatever it holds may be half done.
                *cache = Cache::new();
                Err(NotChecked::Defect(place))
            });
            Event::Checked { key, revision, generation, outcome, problem, cache }
        }
    }
}
