//! Tells Zed how to start `klarbrief server`. Zed compiles this when the extension is installed.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, LanguageServerId, Result, serde_json};

struct Klarbrief;

impl zed::Extension for Klarbrief {
    fn new() -> Klarbrief {
        Klarbrief
    }

    /// The program that the settings name, else the one on the path.
    fn language_server_command(
        &mut self,
        _: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree("klarbrief", worktree)?.binary;
        let (path, arguments) = binary.map_or((None, None), |b| (b.path, b.arguments));
        let command = path.or_else(|| worktree.which("klarbrief")).ok_or_else(|| {
            "Das Programm `klarbrief` wurde nicht gefunden. / The program `klarbrief` was not found.".to_owned()
        })?;
        let args = arguments.unwrap_or_else(|| vec!["server".to_owned()]);
        Ok(zed::Command { command, args, env: worktree.shell_env() })
    }

    fn language_server_initialization_options(
        &mut self,
        _: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree("klarbrief", worktree)?.initialization_options)
    }
}

zed::register_extension!(Klarbrief);
