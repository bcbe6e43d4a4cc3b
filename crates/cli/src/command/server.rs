//! `klarbrief server`: the language server, on standard input and output.

use lsp::{Ended, Settings};

use crate::Exit;
use crate::args::Common;
use crate::lang::tr;
use crate::trouble::{Failure, Trouble};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Editors add it out of habit; there is no other way to talk.
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(crate) fn run(_: &Args, common: &Common) -> Result<Exit, Failure> {
    let settings = Settings {
        // What nobody chose is left to the editor.
        lang: common.lang.or_else(|| std::env::var_os("KLARBRIEF_LANG").map(|_| crate::lang::lang())),
        land: common.land,
        date: common.date,
        kind: common.kind,
        preview: common.preview.then_some(true),
        select: common.select.clone(),
        ignore: common.ignore.clone(),
        rules: common
            .rules
            .iter()
            .map(|dir| std::path::absolute(dir).unwrap_or_else(|_| dir.clone()))
            .collect(),
        config: common.config.as_ref().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())),
        no_config: common.no_config,
        profile: common.profile,
        workspace: None,
    };
    match lsp::run_stdio(settings) {
        Ok(Ended::Clean) => Ok(Exit::Clean),
        // The protocol asks for 1 where a client leaves without a word.
        Ok(Ended::Abrupt) => Ok(Exit::Findings),
        Err(error) => Err(Trouble::new(tr(
            format!("Der Sprachserver ließ sich nicht starten: {error}."),
            format!("The language server could not be started: {error}."),
        ))
        .into()),
    }
}
