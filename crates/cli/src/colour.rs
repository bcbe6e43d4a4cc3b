//! Colours, where they are shown.

use std::io::IsTerminal;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use klarbrief::diagnostic::Severity;

/// The styles of everything that is coloured; all empty where there is no colour.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Styles {
    pub error: Style,
    pub warning: Style,
    pub info: Style,
    pub hint: Style,
    /// Places and names.
    pub strong: Style,
    /// What is there for completeness.
    pub dim: Style,
    /// Good examples and clean letters.
    pub good: Style,
    /// Marked words inside a text.
    pub mark: Style,
}

impl Styles {
    /// The coloured styles.
    pub(crate) fn coloured() -> Styles {
        let fg = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        Styles {
            error: fg(AnsiColor::Red).bold(),
            warning: fg(AnsiColor::Yellow).bold(),
            info: fg(AnsiColor::Blue).bold(),
            hint: fg(AnsiColor::Cyan).bold(),
            strong: Style::new().bold(),
            dim: Style::new().dimmed(),
            good: fg(AnsiColor::Green),
            mark: Style::new().underline(),
        }
    }

    /// The styles for standard output.
    pub(crate) fn of_stdout() -> Styles {
        Styles::of(anstream::AutoStream::choice(&std::io::stdout()))
    }

    /// The styles for standard error.
    pub(crate) fn of_stderr() -> Styles {
        Styles::of(anstream::AutoStream::choice(&std::io::stderr()))
    }

    fn of(choice: ColorChoice) -> Styles {
        if choice == ColorChoice::Never { Styles::default() } else { Styles::coloured() }
    }

    /// The style of a severity.
    pub(crate) fn severity(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.info,
            Severity::Hint => self.hint,
        }
    }
}

/// Columns of the terminal; 100 where there is none.
pub(crate) fn width() -> usize {
    let terminal = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 160)
}
