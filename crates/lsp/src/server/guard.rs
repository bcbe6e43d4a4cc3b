//! Panics stay inside the request or the letter that caused them.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// Where the last panic of this thread happened.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Notes the places of panics instead of printing their messages, which may quote a letter: editors keep what is printed.
pub(crate) fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        PLACE.with(|p| *p.borrow_mut() = place);
    }));
}

/// Runs a piece of work; a panic becomes the place where it happened.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Whoever comes here works on snapshots that never change, or drops what was half changed.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| PLACE.with(|p| std::mem::take(&mut *p.borrow_mut())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_place() {
        assert_eq!(guarded(|| 3), Ok(3));
        assert!(guarded(|| -> i32 { panic!("geheim") }).is_err_and(|place| !place.contains("geheim")));
    }
}
