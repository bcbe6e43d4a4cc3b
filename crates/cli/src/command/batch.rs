//! `klarbrief batch`: a filter that answers one JSON request a line.
//!
//! A thread reads ahead; the requests that wait are answered together, in parallel, and their answers are flushed. A caller
//! that sends one request and waits for its answer gets it; one that sends many keeps all cores busy. What waits is bounded.

use std::io::{self, BufRead, BufReader, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use klarbrief::Checker;
use rayon::ThreadPool;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use crate::Exit;
use crate::args::{Common, choice};
use crate::guard::guarded;
use crate::lang::tr;
use crate::letter::LetterError;
use crate::output::json::bytes;
use crate::trouble::{Failure, Trouble, io_words};
use crate::wire::document::{Checked, Failed, Name, With};
use crate::wire::request;
use crate::{ordered, rules};

/// The longest line that is read, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// What is read ahead in one piece: until a reading of the input is used up, and at most so many lines or bytes.
const PIECE_LINES: usize = 64;
const PIECE_BYTES: usize = 1024 * 1024;

/// Pieces that may wait.
const PIECES: usize = 4;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "analysis", value_parser = choice! { "analysis" => Extra::Analysis }, help = tr(
        "Auch die Sprachanalyse ausgeben: Sätze, Wörter, Konstruktionen",
        "Also write the language analysis: sentences, tokens, constructions"
    ))]
    with: Option<Extra>,
}

/// What can be added to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extra {
    Analysis,
}

/// A line of the input.
#[derive(Debug)]
enum Line {
    Text(Vec<u8>),
    TooLong,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let checker = rules::checker_of_letters(common)?;
    let analysis = args.with == Some(Extra::Analysis);
    let pool = match common.threads() {
        1 => None,
        threads => Some(ordered::pool(threads)?),
    };
    let (sender, receiver) = sync_channel(PIECES);
    // The thread ends with the input, or when nobody takes its lines any more.
    std::thread::spawn(move || read_ahead(BufReader::with_capacity(PIECE_BYTES / 4, io::stdin()), &sender));
    let out = io::BufWriter::new(io::stdout().lock());
    answer_all(&receiver, pool.as_ref(), |line| answer(&checker, line, analysis), out)?;
    Ok(Exit::Clean)
}

fn answer_all(
    lines: &Receiver<io::Result<Vec<Line>>>,
    pool: Option<&ThreadPool>,
    answer: impl Fn(&Line) -> Vec<u8> + Sync,
    mut out: impl Write,
) -> Result<(), Failure> {
    while let Ok(first) = lines.recv() {
        let mut waiting = first.map_err(unreadable)?;
        let mut broken = None;
        // Only what waits already: a client that writes as fast as this reads must not make it grow.
        for more in lines.try_iter().take(PIECES) {
            match more {
                Ok(more) => waiting.extend(more),
                Err(error) => broken = Some(error),
            }
        }
        let answers: Vec<Vec<u8>> = match pool {
            Some(pool) if waiting.len() > 1 => pool.install(|| waiting.par_iter().map(&answer).collect()),
            _ => waiting.iter().map(&answer).collect(),
        };
        for line in &answers {
            out.write_all(line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        if let Some(error) = broken {
            return Err(unreadable(error).into());
        }
    }
    Ok(())
}

fn unreadable(error: io::Error) -> Trouble {
    let words = io_words(&error);
    Trouble::new(tr(
        format!("Die Standardeingabe ließ sich nicht lesen: {words}."),
        format!("Standard input could not be read: {words}."),
    ))
}

/// Answers one line.
fn answer(checker: &Checker, line: &Line, analysis: bool) -> Vec<u8> {
    let (id, request) = match line {
        Line::Text(text) => request::parse(text),
        Line::TooLong => (Value::Null, Err(too_long())),
    };
    let name = || Name::Id(&id);
    let outcome = request.and_then(|request| {
        guarded(|| {
            let (document, known) = request.document()?;
            let report = checker.check_with(&document, &known);
            let extracted = document.format != klarbrief::document::Format::Txt;
            let with = With { text: extracted, analysis };
            Ok(bytes(&Checked::new(name(), &document, &report, with)))
        })
    });
    outcome.unwrap_or_else(|error| bytes(&Failed::new(name(), &error)))
}

fn too_long() -> LetterError {
    let most = LONGEST / (1024 * 1024);
    LetterError::new(
        "line-too-long",
        tr(format!("Die Zeile ist länger als {most} MiB."), format!("The line is longer than {most} MiB.")),
        tr("Senden Sie jeden Brief in einer eigenen Zeile.", "Send each letter on a line of its own."),
    )
}

fn read_ahead(mut input: BufReader<impl io::Read>, sender: &SyncSender<io::Result<Vec<Line>>>) {
    loop {
        match read_piece(&mut input) {
            Ok(piece) if piece.is_empty() => return,
            piece => {
                let failed = piece.is_err();
                if sender.send(piece).is_err() || failed {
                    return;
                }
            }
        }
    }
}

/// Reads lines until nothing is left that can be read without waiting; empty at the end of the input.
fn read_piece(input: &mut BufReader<impl io::Read>) -> io::Result<Vec<Line>> {
    let mut lines = Vec::new();
    let mut size = 0;
    while let Some(line) = read_line(input)? {
        // A line of blanks asks nothing.
        let blank = matches!(&line, Line::Text(text) if text.trim_ascii().is_empty());
        if !blank {
            size += if let Line::Text(text) = &line { text.len() } else { 0 };
            lines.push(line);
        }
        let more = input.buffer().contains(&b'\n');
        if !lines.is_empty() && (!more || lines.len() >= PIECE_LINES || size >= PIECE_BYTES) {
            break;
        }
    }
    Ok(lines)
}

/// Reads one line without its line break; `None` at the end. What is too long is skipped, not kept.
fn read_line(input: &mut BufReader<impl io::Read>) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut too_long = false;
    let mut any = false;
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            break;
        }
        any = true;
        let end = chunk.iter().position(|b| *b == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        if too_long || line.len() + part.len() > LONGEST {
            too_long = true;
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let used = end.map_or(chunk.len(), |e| e + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then_some(if too_long { Line::TooLong } else { Line::Text(line) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], capacity: usize) -> Vec<String> {
        let mut input = BufReader::with_capacity(capacity, text);
        let mut out = Vec::new();
        loop {
            let piece = read_piece(&mut input).unwrap();
            if piece.is_empty() {
                return out;
            }
            out.extend(piece.into_iter().map(|l| match l {
                Line::Text(text) => String::from_utf8(text).unwrap(),
                Line::TooLong => "(too long)".to_owned(),
            }));
        }
    }

    #[test]
    fn lines_come_whole_whatever_the_readings_cut() {
        let text = "{\"a\":1}\r\n\n  \n{\"b\":2}\nlast";
        for capacity in [1, 2, 5, 64] {
            assert_eq!(lines(text.as_bytes(), capacity), ["{\"a\":1}\r", "{\"b\":2}", "last"]);
        }
        assert!(lines(b"\n\n \n", 2).is_empty());
    }

    #[test]
    fn a_line_without_end_is_skipped_and_the_next_one_read() {
        let mut text = vec![b'x'; LONGEST + 1];
        text.extend(b"\nnext\n");
        assert_eq!(lines(&text, 4096), ["(too long)", "next"]);
        assert_eq!(lines(&vec![b'x'; LONGEST], 4096)[0].len(), LONGEST);
    }

    /// A reader that ends its first reading after one line and never gets to the second until it was answered.
    #[test]
    fn one_request_is_answered_before_the_next_is_sent() {
        let (from_client, to_filter) = sync_channel::<Vec<u8>>(1);
        struct Pipe(Receiver<Vec<u8>>);
        impl io::Read for Pipe {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let Ok(bytes) = self.0.recv() else { return Ok(0) };
                buffer[..bytes.len()].copy_from_slice(&bytes);
                Ok(bytes.len())
            }
        }
        let (sender, receiver) = sync_channel(PIECES);
        let reader = std::thread::spawn(move || read_ahead(BufReader::new(Pipe(to_filter)), &sender));
        for n in ["1", "2"] {
            from_client.send(format!("{n}\n").into_bytes()).unwrap();
            let piece = receiver.recv().unwrap().unwrap();
            assert!(matches!(&piece[..], [Line::Text(t)] if t == n.as_bytes()));
        }
        drop(from_client);
        assert!(receiver.recv().is_err());
        reader.join().unwrap();
    }
}
