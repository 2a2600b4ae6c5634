//! Messages in a stream of bytes: a header that says how long, then so many bytes of JSON. Whatever comes, only so much is
//! kept of it.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

use super::message::Incoming;

/// The longest message that is taken in: a plan of 16 MiB takes up to six times as much as JSON.
const LONGEST: u64 = 128 * 1024 * 1024;
/// The longest line of a header.
const LONGEST_LINE: u64 = 4096;

/// The next message; `None` at the end of the stream, or when nothing says where the next one begins.
pub(super) fn read(input: &mut impl BufRead) -> Option<Incoming> {
    let length = header(input)?;
    if length > LONGEST {
        let passed = io::copy(&mut input.take(length), &mut io::sink()).ok()?;
        let reason = format!("a message of {length} bytes is longer than milepost takes in ({LONGEST})");
        return (passed == length).then_some(Incoming::Broken(reason));
    }
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body).ok()?;
    if body.len() as u64 != length {
        return None;
    }
    Some(match serde_json::from_slice::<Value>(&body) {
        Ok(value) => Incoming::of(value),
        Err(cause) => Incoming::Broken(format!("a message is not JSON: {cause}")),
    })
}

/// How many bytes follow; lines that say nothing of it are passed over.
fn header(input: &mut impl BufRead) -> Option<u64> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        let read = input.take(LONGEST_LINE).read_until(b'\n', &mut line).ok()?;
        if read == 0 || !line.ends_with(b"\n") {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            // Blank lines before a header are nothing.
            match length {
                Some(length) => return Some(length),
                None => continue,
            }
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse().ok()?);
        }
    }
}

/// Writes a message, which is JSON already.
pub(super) fn write(output: &mut impl Write, body: &str) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        std::iter::from_fn(|| read(&mut input))
            .map(|message| match message {
                Incoming::Request { method, .. } => format!("request {method}"),
                Incoming::Notification { method, .. } => format!("notification {method}"),
                Incoming::Answer => "answer".to_owned(),
                Incoming::Broken(_) => "broken".to_owned(),
            })
            .collect()
    }

    #[test]
    fn messages_are_cut_out_of_the_stream() {
        let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let request = frame(r#"{"jsonrpc":"2.0","id":1,"method":"a"}"#);
        let other = format!("Content-Type: x\r\ncontent-length:{}\n\n{}", 25, r#"{"method":"b","params":1}"#);
        assert_eq!(all(format!("{request}{other}").as_bytes()), ["request a", "notification b"]);
        assert_eq!(all(frame("{").as_bytes()), ["broken"]);
        assert_eq!(all(format!("{}{request}", frame("[]")).as_bytes()), ["broken", "request a"]);
        assert_eq!(
            all(format!("{}{request}", frame(r#"{"id":1,"result":null}"#)).as_bytes()),
            ["answer", "request a"]
        );
        assert_eq!(all(b"Content-Length: 12\r\n\r\n{}"), [""; 0]);
        assert_eq!(all(b"Content-Length: -1\r\n\r\n{}"), [""; 0]);
        assert_eq!(all(&b"x".repeat(10_000)), [""; 0]);
    }

    #[test]
    fn no_more_is_kept_than_can_be_used() {
        let said = format!("Content-Length: {}\r\n\r\n", u64::MAX);
        assert_eq!(all(said.as_bytes()), [""; 0]);
        let long = LONGEST + 1;
        let next = "Content-Length: 14\r\n\r\n{\"method\":\"b\"}";
        let input = format!("Content-Length: {long}\r\n\r\n");
        let mut input =
            io::BufReader::new(input.as_bytes().chain(io::repeat(b' ').take(long)).chain(next.as_bytes()));
        assert!(matches!(read(&mut input), Some(Incoming::Broken(_))));
        assert!(matches!(read(&mut input), Some(Incoming::Notification { method, .. }) if method == "b"));
    }
}
