//! Messages over standard input and output.
//!
//! Unlike the threads of `lsp-server` these outlive a message that is no message, bound what a header may announce, and never
//! keep a client waiting that writes before it reads.

use std::io::{self, BufRead, Read, Write};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};

/// Bytes that one message may have: a document of 50 MB needs about 100 with its escapes.
const MOST_BYTES: usize = 256 << 20;

/// Bytes that the header of a message may have.
const MOST_HEADER: u64 = 16 << 10;

/// Messages that were read but not handled yet; beyond, the client waits.
const MOST_WAITING: usize = 64;

/// The threads behind a connection over standard input and output.
#[derive(Debug)]
pub struct Stdio {
    written: Receiver<()>,
}

/// Opens the connection.
///
/// # Errors
///
/// If a thread cannot be started.
pub fn stdio() -> io::Result<(Connection, Stdio)> {
    let (sender, outgoing) = unbounded::<Message>();
    let (incoming, receiver) = bounded::<Message>(MOST_WAITING);
    let (done, written) = bounded(1);
    thread::Builder::new().name("klarbrief:write".into()).spawn(move || {
        // When the client no longer reads, this thread ends; the main loop sees that when it next sends.
        let _ = write_all(&mut io::stdout().lock(), &outgoing);
        drop(outgoing);
        let _ = done.send(());
    })?;
    let errors = sender.clone();
    thread::Builder::new().name("klarbrief:read".into()).spawn(move || {
        let _ = read_all(&mut io::stdin().lock(), &incoming, &errors);
    })?;
    Ok((Connection { sender, receiver }, Stdio { written }))
}

impl Stdio {
    /// Waits until everything was written; not for long, since a client may have stopped reading.
    pub fn finish(self) {
        let _ = self.written.recv_timeout(Duration::from_secs(2));
    }
}

fn write_all(out: &mut impl Write, messages: &Receiver<Message>) -> io::Result<()> {
    #[derive(serde::Serialize)]
    struct Envelope<'a> {
        jsonrpc: &'static str,
        #[serde(flatten)]
        message: &'a Message,
    }
    let mut body = Vec::new();
    for message in messages {
        body.clear();
        serde_json::to_writer(&mut body, &Envelope { jsonrpc: "2.0", message: &message })?;
        write!(out, "Content-Length: {}\r\n\r\n", body.len())?;
        out.write_all(&body)?;
        out.flush()?;
        body.shrink_to(1 << 20);
    }
    Ok(())
}

fn read_all(
    input: &mut impl BufRead,
    messages: &Sender<Message>,
    errors: &Sender<Message>,
) -> io::Result<()> {
    while let Some(length) = read_header(input)? {
        if length > MOST_BYTES {
            // It is passed over; what it meant to say cannot be answered.
            io::copy(&mut input.take(length as u64), &mut io::sink())?;
            continue;
        }
        let mut body = Vec::new();
        input.take(length as u64).read_to_end(&mut body)?;
        if body.len() < length {
            break;
        }
        let message = match serde_json::from_slice(&body) {
            Ok(message) => message,
            Err(_) => {
                if let Some(answer) = refusal(&body) {
                    let _ = errors.send(answer.into());
                }
                continue;
            }
        };
        drop(body);
        let exit = matches!(&message, Message::Notification(n) if n.method == "exit");
        if messages.send(message).is_err() || exit {
            break;
        }
    }
    Ok(())
}

/// The answer to something that is no message but has an id.
fn refusal(body: &[u8]) -> Option<Response> {
    #[derive(serde::Deserialize)]
    struct Identified {
        id: RequestId,
    }
    let Identified { id } = serde_json::from_slice(body).ok()?;
    Some(Response::new_err(id, ErrorCode::InvalidRequest as i32, "not a message of JSON-RPC 2.0".to_owned()))
}

/// The length that the next header announces; `None` at the end of the input.
///
/// Lines that are no header are passed over until one names a length, so that noise on the pipe does not end the session.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<usize>> {
    let mut length = None;
    let mut line = Vec::new();
    let mut budget = MOST_HEADER;
    loop {
        line.clear();
        let read = input.take(budget).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        budget = if budget > read as u64 { budget - read as u64 } else { MOST_HEADER };
        let text = line.trim_ascii();
        if text.is_empty() {
            if length.is_some() {
                return Ok(length);
            }
            continue;
        }
        let Some(colon) = text.iter().position(|b| *b == b':') else { continue };
        if text[..colon].trim_ascii().eq_ignore_ascii_case(b"content-length") {
            length = std::str::from_utf8(&text[colon + 1..]).ok().and_then(|v| v.trim().parse().ok());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> (Vec<Message>, Vec<Message>) {
        let (sender, receiver) = unbounded();
        let (errors, refused) = unbounded();
        read_all(&mut io::BufReader::new(input), &sender, &errors).expect("memory can be read");
        drop((sender, errors));
        (receiver.into_iter().collect(), refused.into_iter().collect())
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn noise_and_broken_messages_are_passed_over() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"a","params":{}}"#);
        let input = format!(
            "hello\r\n{}{}{}content-length:  {}\n\n{}",
            frame("{not json"),
            frame(r#"{"id":7,"params":[]}"#),
            good,
            r#"{"id":1,"method":"b"}"#.len(),
            r#"{"id":1,"method":"b"}"#
        );
        let (messages, refused) = read(input.as_bytes());
        let methods: Vec<&str> = messages
            .iter()
            .map(|m| match m {
                Message::Request(r) => r.method.as_str(),
                Message::Notification(n) => n.method.as_str(),
                Message::Response(_) => "response",
            })
            .collect();
        assert_eq!(methods, ["a", "b"]);
        let [Message::Response(refused)] = &refused[..] else { panic!("one refusal: {refused:?}") };
        assert_eq!(refused.id, RequestId::from(7));
    }

    #[test]
    fn a_length_that_lies_ends_the_input_without_taking_memory() {
        let (messages, _) = read(b"Content-Length: 99999999999999\r\n\r\n{}");
        assert!(messages.is_empty());
        let (messages, _) = read(b"Content-Length: 200000000\r\n\r\n{}");
        assert!(messages.is_empty());
        let (messages, _) = read(b"Content-Length: -5\r\n\r\n{}");
        assert!(messages.is_empty());
    }

    #[test]
    fn nothing_is_read_behind_exit() {
        let input = frame(r#"{"method":"exit"}"#) + &frame(r#"{"method":"later"}"#);
        assert_eq!(read(input.as_bytes()).0.len(), 1);
    }

    #[test]
    fn what_is_written_can_be_read() {
        let (sender, receiver) = unbounded();
        let text = "Prüfung 😀";
        sender
            .send(Message::Request(lsp_server::Request {
                id: 3.into(),
                method: "ä".into(),
                params: serde_json::json!({ "text": text }),
            }))
            .expect("open");
        drop(sender);
        let mut out = Vec::new();
        write_all(&mut out, &receiver).expect("memory can be written");
        let (messages, _) = read(&out);
        let [Message::Request(request)] = &messages[..] else { panic!("{messages:?}") };
        assert_eq!(request.params["text"], text);
    }
}
