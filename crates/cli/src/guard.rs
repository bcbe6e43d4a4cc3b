//! Panics stay inside the letter that caused them.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::letter::LetterError;

thread_local! {
    /// True while this thread works on a letter.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic of this thread happened.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Notes the place of a panic inside [`guarded`] instead of printing its message, which may quote the letter.
pub(crate) fn keep_panics_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            return usual(info);
        }
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        PLACE.with(|p| *p.borrow_mut() = place);
    }));
}

/// Runs the work on one letter; a panic becomes an error of that letter.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, LetterError>) -> Result<T, LetterError> {
    let before = GUARDED.replace(true);
    // Nothing that lives longer than `work` is left half changed: checkers are immutable.
    let outcome = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    outcome.unwrap_or_else(|_| Err(LetterError::internal(&PLACE.with(|p| p.borrow().clone()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_of_its_letter() {
        keep_panics_quiet();
        let quoted = "geheim";
        let error = guarded::<()>(|| panic!("at `{quoted}`")).unwrap_err();
        assert_eq!(error.code, "internal");
        assert!(error.message.contains("guard.rs"), "{}", error.message);
        assert!(!error.message.contains("geheim"), "{}", error.message);
        assert_eq!(guarded(|| Ok(3)).unwrap(), 3);
    }
}
