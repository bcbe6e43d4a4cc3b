//! Work that takes time: building checkers, checking texts. Workers own nothing; they get a job and send an event back.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use klarbrief::document::Format;
use klarbrief::{Checker, Lang};

use super::guard::guarded;
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
        checker: Arc<Checker>,
        before: Option<Arc<Analysis>>,
    },
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Event {
    /// The rules are compiled; what was wrong with the settings is told in words.
    Built { generation: u64, checker: Option<Arc<Checker>>, problems: Vec<String> },
    /// One version of a letter is checked.
    Checked { key: String, revision: u64, generation: u64, outcome: Result<Arc<Analysis>, NotChecked> },
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
            let built = guarded(|| build(&settings, lang, root));
            let (checker, problems) = built.unwrap_or_else(|place| {
                let problem =
                    lang.pick("Die Regeln ließen sich nicht laden", "The rules could not be loaded");
                (None, vec![format!("{problem} ({place}).")])
            });
            Event::Built { generation, checker, problems }
        }
        Job::Check { key, revision, version, generation, format, text, checker, before } => {
            let outcome =
                guarded(|| Analysis::new(&checker, format, version, text, before.as_deref()).map(Arc::new))
                    .unwrap_or_else(|place| Err(NotChecked::Defect(place)));
            Event::Checked { key, revision, generation, outcome }
        }
    }
}

/// Builds a checker. Where settings name what does not exist, the letter is still checked with what remains.
fn build(settings: &Settings, lang: Lang, root: Option<PathBuf>) -> (Option<Arc<Checker>>, Vec<String>) {
    let mut problems = Vec::new();
    let mut tried = settings.clone();
    loop {
        match tried.builder(lang, root.as_deref()).without_examples().build() {
            Ok(checker) => return (Some(Arc::new(checker)), problems),
            Err(error) => {
                problems.push(super::trouble::message(&error, lang));
                let selectors = matches!(error, klarbrief::BuildError::UnknownRule { .. });
                if selectors && !(tried.select.is_empty() && tried.ignore.is_empty()) {
                    tried.select.clear();
                    tried.ignore.clear();
                } else if !tried.rules.is_empty() {
                    tried.rules.clear();
                } else {
                    return (None, problems);
                }
            }
        }
    }
}
