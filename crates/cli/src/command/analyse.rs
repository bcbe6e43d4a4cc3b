//! `klarbrief analyse`: shows what is known about the language of letters.

use std::io::Write;
use std::path::PathBuf;

use klarbrief::document::Document;
use klarbrief::letter::analyse_blocks;
use klarbrief::text::Paragraph;

use crate::Exit;
use crate::args::{Common, choice};
use crate::colour::{self, Styles};
use crate::files::Letters;
use crate::guard::guarded;
use crate::lang::tr;
use crate::letter::{Input, LetterError};
use crate::ordered;
use crate::output::tree::Tree;
use crate::output::{conllu, json};
use crate::sink::Sink;
use crate::trouble::Failure;
use crate::wire::analysis::Analysis;
use crate::wire::document::{Analysed, Failed, Name};
use crate::wire::run::AnalysisSummary;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    letters: Letters,

    #[arg(long, value_name = "text|json|conllu", default_value = "text", value_parser = choice! {
        "text" => FormatName::Text, "json" => FormatName::Json, "conllu" => FormatName::Conllu,
    }, help = tr("Form der Ausgabe (sonst text)", "Form of the output (else text)"))]
    format: FormatName,

    #[arg(long, value_name = tr("DATEI", "FILE"), help = tr(
        "In diese Datei schreiben statt auf die Standardausgabe",
        "Write to this file instead of standard output"
    ))]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormatName {
    Text,
    Json,
    Conllu,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let to_file = args.output.is_some();
    let styles = if to_file { Styles::default() } else { Styles::of_stdout() };
    let view = Tree { styles, width: colour::width() };
    let inputs = args.letters.collect("analyse", args.output.as_deref().as_slice())?;
    let mut sink = Sink::open(args.output.as_deref(), !to_file && args.format == FormatName::Text)?;
    let mut summary = AnalysisSummary { files: inputs.len(), errors: 0 };
    let numbered: Vec<(usize, &Input)> =
        inputs.iter().enumerate().map(|(index, input)| (index + 1, input)).collect();

    if args.format == FormatName::Json {
        sink.write_all(&json::head())?;
    }
    let mut first = true;
    ordered::for_each(
        &numbered,
        common.threads(),
        |(number, input)| {
            (*input, analysed(input).map(|(d, p)| render(args.format, &view, input, *number, &d, &p)))
        },
        |(input, outcome)| {
            if !std::mem::take(&mut first) && args.format == FormatName::Json {
                sink.write_all(b",\n")?;
            }
            match outcome {
                Ok(bytes) => sink.write_all(&bytes)?,
                Err(error) => {
                    summary.errors += 1;
                    if args.format == FormatName::Json {
                        sink.write_all(&json::bytes(&Failed::new(Name::Path(&input.path), &error)))?;
                    }
                    sink.flush()?;
                    error.trouble(&input.path).print();
                }
            }
            Ok(())
        },
    )?;
    if args.format == FormatName::Json {
        sink.write_all(&json::tail(&summary))?;
    }
    sink.finish()?;
    Ok(if summary.errors > 0 { Exit::Trouble } else { Exit::Clean })
}

fn analysed(input: &Input) -> Result<(Document, Vec<Paragraph>), LetterError> {
    let (document, _) = input.read(None)?;
    guarded(|| {
        let paragraphs = analyse_blocks(&document);
        Ok((document, paragraphs))
    })
}

fn render(
    format: FormatName,
    view: &Tree,
    input: &Input,
    number: usize,
    document: &Document,
    paragraphs: &[Paragraph],
) -> Vec<u8> {
    match format {
        FormatName::Text => view.letter(&input.path, document, paragraphs).into_bytes(),
        FormatName::Conllu => conllu::letter(&input.path, number, document, paragraphs).into_bytes(),
        FormatName::Json => json::bytes(&Analysed {
            path: &input.path,
            format: document.format.key(),
            text: &document.text,
            analysis: Analysis::new(document, paragraphs),
        }),
    }
}
