//! Where events come from: the terminal, signals, and a watch on a terminal that goes away.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self as terminal, KeyEventKind, MouseButton, MouseEventKind};

use super::event::{Event, Mouse};
use super::key::Key;

/// What a source says: an event for the app, or something about the process.
#[derive(Debug, Clone, PartialEq)]
pub enum Signal {
    /// For the app.
    Event(Event),
    /// Somebody asks the program to end; the number of the signal.
    #[cfg(unix)]
    End(i32),
    /// The terminal is gone.
    HangUp,
    /// Somebody asks the program to stop until it is continued.
    #[cfg(unix)]
    Stop,
    /// The program goes on after it was stopped by other means.
    #[cfg(unix)]
    Continue,
}

/// Catches signals. Called before the terminal is taken, so that no signal can end the program without giving it back.
pub fn catch_signals(to: &Sender<Signal>) {
    #[cfg(unix)]
    unix::signals(to.clone());
    // Elsewhere there are none: what ends the program there closes the terminal as well.
    #[cfg(not(unix))]
    let _ = to;
}

/// Starts all other sources. Their threads end with the process.
pub fn start(to: &Sender<Signal>) {
    let sender = to.clone();
    thread::spawn(move || read_terminal(&sender));
    #[cfg(unix)]
    unix::watch(to.clone());
}

fn read_terminal(to: &Sender<Signal>) {
    loop {
        let said = match terminal::read() {
            Ok(event) => translate(event).map(Signal::Event),
            Err(_) => Some(Signal::HangUp),
        };
        let over = said == Some(Signal::HangUp);
        if said.is_some_and(|said| to.send(said).is_err()) || over {
            return;
        }
    }
}

/// What the terminal says, as the app understands it; releases of keys and movements of the mouse are nothing.
fn translate(event: terminal::Event) -> Option<Event> {
    match event {
        terminal::Event::Key(key) if key.kind == KeyEventKind::Release => None,
        terminal::Event::Key(key) => Key::of(key).map(Event::Key),
        terminal::Event::Paste(text) => Some(Event::Paste(text)),
        terminal::Event::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        terminal::Event::Mouse(mouse) => {
            let what = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Press,
                MouseEventKind::ScrollUp => Mouse::WheelUp,
                MouseEventKind::ScrollDown => Mouse::WheelDown,
                _ => return None,
            };
            Some(Event::Mouse(what, mouse.column, mouse.row))
        }
        terminal::Event::FocusGained | terminal::Event::FocusLost => None,
    }
}

/// Stops the process as the shell expects it; returns when it goes on.
#[cfg(unix)]
pub fn stop() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
}

/// There is nothing to stop to.
#[cfg(not(unix))]
pub fn stop() {}

#[cfg(unix)]
mod unix {
    use std::sync::mpsc::Sender;
    use std::thread;

    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;

    use super::Signal;

    pub(super) fn signals(to: Sender<Signal>) {
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT]) else { return };
        thread::spawn(move || {
            for signal in signals.forever() {
                let said = match signal {
                    SIGHUP => Signal::HangUp,
                    SIGTSTP => Signal::Stop,
                    SIGCONT => Signal::Continue,
                    other => Signal::End(other),
                };
                if to.send(said).is_err() {
                    return;
                }
            }
        });
    }

    /// Waits for the terminal to hang up: the reader of events never notices by itself, and would spin for ever.
    pub(super) fn watch(to: Sender<Signal>) {
        thread::spawn(move || {
            let input = std::io::stdin();
            loop {
                let mut watched = [PollFd::new(&input, PollFlags::empty())];
                let gone = PollFlags::HUP | PollFlags::ERR;
                match poll(&mut watched, None) {
                    Ok(_) if watched[0].revents().intersects(gone) => {
                        let _ = to.send(Signal::HangUp);
                        return;
                    }
                    // Some systems cannot watch a terminal; then its signal and failing writes must do.
                    Ok(_) if watched[0].revents().contains(PollFlags::NVAL) => return,
                    Ok(_) | Err(rustix::io::Errno::INTR) => {}
                    Err(_) => return,
                }
            }
        });
    }
}
