//! From options to a checker.

use klarbrief::config::Loader;
use klarbrief::{Checker, CheckerBuilder};

use crate::args::Common;
use crate::lang;
use crate::trouble::Failure;

/// Builds a checker that checks letters and shows nothing of its rules.
pub(crate) fn checker_of_letters(common: &Common) -> Result<Checker, Failure> {
    Ok(builder(common)?.without_examples().build()?)
}

/// Builds the checker that the options ask for, with everything that is known of its rules.
pub(crate) fn checker(common: &Common) -> Result<Checker, Failure> {
    Ok(builder(common)?.build()?)
}

/// Starts a checker as the options ask for. Without a letter there is no folder to look for configuration in: only the file that
/// `--config` names counts.
pub(crate) fn builder(common: &Common) -> Result<CheckerBuilder, Failure> {
    let loader = match &common.config {
        Some(path) if !common.no_config => Loader::file(path),
        _ => Loader::none(),
    };
    let config = loader.with_profile(common.profile).for_folder(std::path::Path::new(""))?;
    Ok(options(config.apply(Checker::builder()), common))
}

/// Lets the options have the last word about a checker.
pub(crate) fn options(mut builder: CheckerBuilder, common: &Common) -> CheckerBuilder {
    if let Some(lang) = lang::given() {
        builder = builder.lang(lang);
    }
    if common.preview {
        builder = builder.preview(true);
    }
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
