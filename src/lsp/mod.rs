//! The language server: what an editor asks of a plan while it is being typed.
//!
//! One thread reads messages, one answers them in their order. Whatever waits is taken in before problems are computed, so
//! that of several keystrokes only the last is. No file is read or written: the editor has the texts. Each answer stands in
//! a file of its own and is a pure function of a `look::Look`, which is one text with its analysis.

mod actions;
mod changes;
mod client;
mod completion;
mod diagnostics;
mod dispatch;
mod folding;
mod formatting;
mod frame;
mod hover;
mod inlay;
mod intake;
mod lens;
mod lines;
mod look;
mod message;
mod navigate;
mod open;
mod references;
mod rename;
mod scenarios;
mod server;
mod symbols;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod words;

use std::io::{BufReader, Read, Write};
use std::sync::mpsc;
use std::thread;

use crate::units::Day;
use message::Incoming;
use server::Server;

/// How many messages the reader is ahead of the answers: so many that a client which writes for a while before it reads does
/// not wait for a server that waits for it.
const AHEAD: usize = 2_048;

/// How a server ended, as the protocol wants it told to whoever started it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was shut down first, and then told to go.
    Asked,
    /// The client went away, or told it to go without shutting it down.
    Left,
}

/// Serves one client until it goes away. Writes nothing but messages to `output`, and remarks to `remark`.
///
/// `today` is the day that counts as today; without it, the system's, asked for anew for every analysis.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write,
    remark: impl FnMut(&str),
    today: Option<Day>,
) -> Ended {
    let (sender, inbox) = mpsc::sync_channel::<Incoming>(AHEAD);
    // It ends when the input does, or when nobody takes its messages any more.
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Some(message) = frame::read(&mut input) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    Server::new(output, remark, today).run(&inbox)
}

/// Today, in the local time zone.
fn system_day() -> Day {
    let date = jiff::Zoned::now().date();
    Day::new(i32::from(date.year()), date.month().unsigned_abs().into(), date.day().unsigned_abs().into())
        .expect("a date of the system's calendar exists")
}
