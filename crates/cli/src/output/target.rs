//! Where results go: the values of `--output`, and the sinks behind them.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Formats;
use crate::args::choice;
use crate::files::STDIN as DASH;
use crate::lang::tr;
use crate::sink::Sink;
use crate::totals::Totals;
use crate::trouble::{Failure, Trouble};

/// The formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormatName {
    Text,
    Summary,
    Concise,
    Json,
    JsonLines,
    Sarif,
    Junit,
    Github,
    Gitlab,
    Checkstyle,
    Html,
}

impl FormatName {
    /// The keys, for help.
    pub(crate) const KEYS: &str = "text|summary|concise|json|jsonl|sarif|junit|github|gitlab|checkstyle|html";

    /// Reads a key.
    pub(crate) fn parse(text: &str) -> Result<FormatName, String> {
        let read = choice! {
            "text" => FormatName::Text, "summary" => FormatName::Summary, "concise" => FormatName::Concise,
            "json" => FormatName::Json, "jsonl" => FormatName::JsonLines, "sarif" => FormatName::Sarif,
            "junit" => FormatName::Junit, "github" => FormatName::Github, "gitlab" => FormatName::Gitlab,
            "checkstyle" => FormatName::Checkstyle, "html" => FormatName::Html,
        };
        read(text)
    }

    /// True for formats that use colours on a terminal.
    pub(crate) fn is_coloured(self) -> bool {
        matches!(self, FormatName::Text | FormatName::Summary | FormatName::Concise)
    }
}

/// A value of `--output`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    /// The format, where the value names one; else that of `--format`.
    pub format: Option<FormatName>,
    /// `-` is standard output.
    pub path: PathBuf,
}

impl Output {
    /// Reads `FILE` or `FORMAT=FILE`. A name with a sign of folders before the `=` is a file.
    pub(crate) fn parse(text: &str) -> Result<Output, String> {
        if text.is_empty() {
            return Err(tr("Es fehlt der Name der Datei.", "The name of the file is missing.").to_owned());
        }
        match text.split_once('=') {
            Some((key, path)) if !key.contains(['/', '\\', '.']) => {
                let format = FormatName::parse(key).map_err(|hint| {
                    tr(
                        format!("Vor dem `=` steht kein Format. {hint} Eine Datei mit `=` im Namen heißt hier `./{text}`."),
                        format!("There is no format before the `=`. {hint} A file with `=` in its name is written `./{text}` here."),
                    )
                })?;
                if path.is_empty() {
                    return Err(tr(
                        format!("Nach `{key}=` fehlt die Datei."),
                        format!("The file is missing after `{key}=`."),
                    ));
                }
                Ok(Output { format: Some(format), path: path.into() })
            }
            _ => Ok(Output { format: None, path: text.into() }),
        }
    }

    fn is_stdout(&self) -> bool {
        self.path.as_os_str() == DASH
    }
}

/// One format and where it goes; `None` is standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub format: FormatName,
    pub path: Option<PathBuf>,
}

/// Makes out what is written where.
///
/// Results in the format of `--format` go to standard output, unless `--output` sends them to a file or something else to
/// standard output.
pub(crate) fn targets(format: FormatName, outputs: &[Output]) -> Result<Vec<Target>, Trouble> {
    let mut targets: Vec<Target> = outputs
        .iter()
        .map(|o| Target {
            format: o.format.unwrap_or(format),
            path: (!o.is_stdout()).then(|| o.path.clone()),
        })
        .collect();
    let settled = outputs.iter().any(|o| o.format.is_none() || o.is_stdout());
    if !settled {
        targets.insert(0, Target { format, path: None });
    }
    for (index, target) in targets.iter().enumerate() {
        if targets[..index].iter().any(|other| same(other.path.as_deref(), target.path.as_deref())) {
            let place = match &target.path {
                Some(path) => format!("`{}`", path.display()),
                None => tr("die Standardausgabe", "standard output").to_owned(),
            };
            return Err(Trouble::new(tr(
                format!("Zwei Ausgaben gehen an denselben Ort: {place}."),
                format!("Two outputs go to the same place: {place}."),
            ))
            .hint(tr("Geben Sie jeder Ausgabe eine eigene Datei.", "Give each output a file of its own.")));
        }
    }
    Ok(targets)
}

fn same(a: Option<&Path>, b: Option<&Path>) -> bool {
    let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    match (a, b) {
        (Some(a), Some(b)) => a == b || whole(a).ok().zip(whole(b).ok()).is_some_and(|(a, b)| a == b),
        (None, None) => true,
        _ => false,
    }
}

/// All open outputs of a run.
pub(crate) struct Outputs {
    sinks: Vec<Open>,
}

struct Open {
    sink: Sink,
    /// True once a letter was written.
    begun: bool,
}

impl Outputs {
    /// Opens everything before the first letter is read, so that a run that cannot write ends at once.
    pub(crate) fn open(targets: &[Target]) -> Result<Outputs, Trouble> {
        let sinks = targets.iter().map(|target| {
            let coloured = target.path.is_none() && target.format.is_coloured();
            Ok(Open { sink: Sink::open(target.path.as_deref(), coloured)?, begun: false })
        });
        Ok(Outputs { sinks: sinks.collect::<Result<_, Trouble>>()? })
    }

    /// Writes what stands before the first letter.
    pub(crate) fn start(&mut self, formats: &Formats<'_>) -> Result<(), Failure> {
        for (open, format) in self.sinks.iter_mut().zip(formats) {
            open.sink.write_all(&format.start())?;
        }
        Ok(())
    }

    /// Writes one letter.
    pub(crate) fn letter(&mut self, formats: &Formats<'_>, pieces: &[Vec<u8>]) -> Result<(), Failure> {
        for ((open, format), piece) in self.sinks.iter_mut().zip(formats).zip(pieces) {
            if piece.is_empty() {
                continue;
            }
            if std::mem::replace(&mut open.begun, true) {
                open.sink.write_all(format.between())?;
            }
            open.sink.write_all(piece)?;
        }
        Ok(())
    }

    /// Shows what was written to standard output so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        for open in &mut self.sinks {
            open.sink.flush()?;
        }
        Ok(())
    }

    /// Writes what stands after the last letter; then all files take their names.
    pub(crate) fn finish(mut self, formats: &Formats<'_>, totals: &Totals) -> Result<(), Failure> {
        for (open, format) in self.sinks.iter_mut().zip(formats) {
            open.sink.write_all(&format.close(totals))?;
            // A full disk is noticed here, before the first file takes its name.
            open.sink.flush()?;
        }
        self.sinks.into_iter().try_for_each(|open| open.sink.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[&str]) -> Result<Vec<(FormatName, Option<String>)>, Trouble> {
        let outputs: Vec<Output> = values.iter().map(|v| Output::parse(v).expect(v)).collect();
        let targets = targets(FormatName::Text, &outputs)?;
        Ok(targets.into_iter().map(|t| (t.format, t.path.map(|p| p.display().to_string()))).collect())
    }

    #[test]
    fn standard_output_is_used_once() {
        use FormatName::{Json, Sarif, Text};
        assert_eq!(of(&[]).unwrap(), [(Text, None)]);
        assert_eq!(of(&["a.txt"]).unwrap(), [(Text, Some("a.txt".into()))]);
        assert_eq!(of(&["sarif=a"]).unwrap(), [(Text, None), (Sarif, Some("a".into()))]);
        assert_eq!(of(&["json=-", "sarif=a"]).unwrap(), [(Json, None), (Sarif, Some("a".into()))]);
        assert!(of(&["json=-", "sarif=-"]).is_err());
        assert!(of(&["json=a", "sarif=./a"]).is_err());
    }

    #[test]
    fn a_misspelt_format_is_no_file() {
        assert!(Output::parse("sarf=out").unwrap_err().contains("`sarif`"));
        assert!(Output::parse("junit=").is_err());
        assert_eq!(Output::parse("./a=b").unwrap(), Output { format: None, path: "./a=b".into() });
    }
}
