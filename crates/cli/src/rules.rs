//! From options to a checker.

use klarbrief::{Checker, CheckerBuilder};

use crate::args::Common;
use crate::lang::lang;
use crate::trouble::Failure;

/// Builds a checker that checks letters and shows nothing of its rules.
pub(crate) fn checker_of_letters(common: &Common) -> Result<Checker, Failure> {
    Ok(builder(common).without_examples().build()?)
}

/// Builds the checker that the options ask for, with everything that is known of its rules.
pub(crate) fn checker(common: &Common) -> Result<Checker, Failure> {
    Ok(builder(common).build()?)
}

/// Starts a checker as the options ask for.
pub(crate) fn builder(common: &Common) -> CheckerBuilder {
    let mut builder = Checker::builder().lang(lang()).preview(common.preview);
    if let Some(land) = common.land {
        builder = builder.land(land);
    }
    if let Some(date) = common.date {
        builder = builder.date(date);
    }
    if let Some(kind) = common.kind {
        builder = builder.kind(kind);
    }
    if let Some(template) = common.template {
        builder = builder.template(template);
    }
    for dir in &common.rules {
        builder = builder.rules_dir(dir);
    }
    for selector in &common.select {
        builder = builder.select(selector.clone());
    }
    for selector in &common.ignore {
        builder = builder.ignore(selector.clone());
    }
    builder
}
