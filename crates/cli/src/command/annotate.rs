//! `klarbrief annotate`: the findings as comments in the letter itself.

use std::io::Write;
use std::path::PathBuf;

use klarbrief::diagnostic::{Diagnostic, Severity};
use klarbrief::document::{self, Author, Comment, Document, Format, Limits};
use klarbrief::source::TextRange;

use crate::Exit;
use crate::args::{Common, choice};
use crate::files::one;
use crate::guard::guarded;
use crate::house;
use crate::lang::tr;
use crate::letter::LetterError;
use crate::names;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble};

/// The name that office programs show beside our comments.
pub(crate) const AUTHOR: Author<'_> = Author { name: "Klarbrief", initials: "KB" };

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = tr("BRIEF", "LETTER"), help = tr(
        "Der Brief (docx oder odt)",
        "The letter (docx or odt)"
    ))]
    letter: PathBuf,

    #[arg(short = 'o', long, value_name = tr("DATEI", "FILE"), required_unless_present = "in_place",
        conflicts_with = "in_place", help = tr(
        "Wohin der Brief mit Kommentaren geschrieben wird",
        "Where the letter with comments is written"
    ))]
    output: Option<PathBuf>,

    #[arg(long, help = tr(
        "Den Brief selbst ersetzen",
        "Replace the letter itself"
    ))]
    in_place: bool,

    #[arg(long, value_name = "error|warning|info|hint", default_value = "hint", value_parser = choice! {
        "error" => Severity::Error, "warning" => Severity::Warning, "info" => Severity::Info, "hint" => Severity::Hint,
    }, help = tr(
        "Nur Funde ab dieser Schwere (sonst alle)",
        "Only findings of at least this severity (else all)"
    ))]
    min_severity: Severity,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let path = args.letter.display().to_string();
    let target = args.output.clone().unwrap_or_else(|| args.letter.clone());
    if !args.in_place && same_file(&args.letter, &target) {
        return Err(Trouble::new(tr(
            format!("`{path}` würde sich selbst überschreiben."),
            format!("`{path}` would overwrite itself."),
        ))
        .hint(tr(
            "Nennen Sie mit `-o` eine andere Datei, oder ersetzen Sie den Brief mit `--in-place`.",
            "Name another file with `-o`, or replace the letter with `--in-place`.",
        ))
        .into());
    }
    let input = one(&args.letter, None);
    let settled = house::settle(&input, common)?;
    let bytes = std::fs::read(&args.letter).ok().filter(|_| !args.letter.is_dir());
    let letter = settled.check(&input).outcome.map_err(|e| e.trouble(&path))?;
    refuse_other_formats(&path, letter.document.format)?;
    if let Some(found) = Format::from_extension(target.extension().and_then(|e| e.to_str()).unwrap_or(""))
        && found != letter.document.format
    {
        let (from, to) = (letter.document.format.key(), found.key());
        return Err(Trouble::new(tr(
            format!("Aus {from} wird hier kein {to}: Die Kommentare kommen in dieselbe Datei."),
            format!("This makes no {to} of {from}: the comments go into the same file."),
        ))
        .hint(tr(
            format!("Nennen Sie eine Datei, die auf .{from} endet."),
            format!("Name a file that ends in .{from}."),
        ))
        .into());
    }
    let mut findings: Vec<&Diagnostic> =
        letter.report.findings.iter().filter(|f| f.severity >= args.min_severity).collect();
    findings.sort_by_key(|f| (f.range.start(), std::cmp::Reverse(f.range.end())));
    let comments: Vec<Comment> = findings.iter().map(|f| comment(&letter.document, f)).collect();
    let limits = Limits::default();
    let annotated = guarded(|| {
        let bytes = bytes.clone().ok_or_else(|| {
            LetterError::from(document::ReadError::from(std::io::Error::from(std::io::ErrorKind::NotFound)))
        })?;
        document::annotate(bytes, &letter.document, AUTHOR, &comments, &limits).map_err(LetterError::from)
    })
    .map_err(|e| e.trouble(&path))?;
    let mut sink = Sink::open(Some(&target), false)?;
    sink.write_all(&annotated)?;
    sink.finish()?;
    let count = comments.len();
    let place = target.display();
    let mut err = anstream::stderr().lock();
    // A standard error that is closed takes nothing; the letter is written all the same.
    let _ = writeln!(
        err,
        "{}",
        match count {
            0 => tr(
                format!("{place}: keine Funde, also keine Kommentare."),
                format!("{place}: no findings, so no comments.")
            ),
            1 => tr(format!("{place}: 1 Kommentar geschrieben."), format!("{place}: 1 comment written.")),
            n =>
                tr(format!("{place}: {n} Kommentare geschrieben."), format!("{place}: {n} comments written.")),
        }
    );
    Ok(Exit::Clean)
}

fn refuse_other_formats(path: &str, format: Format) -> Result<(), Trouble> {
    if matches!(format, Format::Docx | Format::Odt) {
        return Ok(());
    }
    Err(Trouble::new(tr(
        format!("{path}: Kommentare gibt es nur in docx und odt."),
        format!("{path}: there are comments in docx and odt only."),
    ))
    .hint(tr(
        "`klarbrief check` zeigt die Funde in jedem Format.",
        "`klarbrief check` shows the findings in every format.",
    )))
}

/// True if both paths lead to the same file that exists.
fn same_file(a: &std::path::Path, b: &std::path::Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// A finding as a comment.
pub(crate) fn comment(document: &Document, finding: &Diagnostic) -> Comment {
    let mut paragraphs = vec![format!(
        "{} [{}]: {}",
        names::severity(finding.severity),
        finding.rule,
        one_line(&finding.message)
    )];
    if !finding.why.is_empty() {
        paragraphs.push(format!("{}: {}", tr("Warum", "Why"), one_line(&finding.why)));
    }
    if !finding.source.is_empty() {
        paragraphs.push(format!("{}: {}", tr("Quelle", "Source"), one_line(&finding.source)));
    }
    for fix in finding.fixes.iter().take(3) {
        let edits: Vec<String> = fix.edits.iter().map(|e| format!("„{}“", one_line(&e.text))).collect();
        let new = if edits.is_empty() { String::new() } else { format!(" → {}", edits.join(", ")) };
        paragraphs.push(format!("{}: {}{new}", tr("Vorschlag", "Suggestion"), one_line(&fix.title)));
    }
    let text = TextRange::new(0.into(), klarbrief::source::TextSize::of(document.text.as_str()));
    // A finding about the letter as a whole has no words of its own.
    let range = Some(finding.range).filter(|r| !r.is_empty() && *r != text);
    Comment { range, paragraphs }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
