//! Where events come from: the terminal, signals, and watches on a terminal that goes away and a file that changes.

#[cfg(unix)]
mod flood;

use std::collections::HashMap;
use std::path::PathBuf;
#[cfg(not(unix))]
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self as terminal, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::event::{Event, Mouse};
use super::key::Key;
use crate::store::stamp;

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
    /// The file of an open plan may have changed.
    Touched(PathBuf),
}

impl Signal {
    /// Whether Ctrl-C or Ctrl-Z sent it, which reach every program of the terminal.
    #[cfg(unix)]
    pub fn is_of_the_terminal(&self) -> bool {
        use signal_hook::consts::SIGINT;
        matches!(self, Self::Stop | Self::Continue | Self::End(SIGINT))
    }

    /// Whether Ctrl-C or Ctrl-Z sent it: there are no such signals here.
    #[cfg(not(unix))]
    pub fn is_of_the_terminal(&self) -> bool {
        false
    }
}

/// What waits, without the places that the mouse has already left: of movements one after the other only the last counts,
/// so that what is dragged is computed once a frame however fast the mouse moves.
pub fn latest(waiting: Vec<Signal>) -> Vec<Signal> {
    let moves = |signal: &Signal| match signal {
        Signal::Event(Event::Mouse(what @ (Mouse::Drag | Mouse::Hover), ..)) => Some(*what),
        _ => None,
    };
    let mut kept: Vec<Signal> = Vec::with_capacity(waiting.len());
    for signal in waiting {
        let follows = moves(&signal).is_some() && kept.last().and_then(moves) == moves(&signal);
        if follows {
            kept.pop();
        }
        kept.push(signal);
    }
    kept
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
pub fn start(to: &Sender<Signal>) -> Reader {
    #[cfg(unix)]
    unix::watch(to.clone());
    Reader::start(to)
}

/// How often the plan's file is looked at.
const EACH: Duration = Duration::from_secs(1);
/// How long a file that has just changed must be left alone before it is read.
const QUIET: Duration = Duration::from_millis(40);

/// The watch on the files of the open plans.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<Vec<PathBuf>>>);

impl Watch {
    /// Looks at each file once a second, and says which is another. The thread ends with the process.
    pub fn start(to: &Sender<Signal>) -> Self {
        let watch = Self::default();
        let (looked, to) = (watch.clone(), to.clone());
        thread::spawn(move || {
            let mut known = HashMap::new();
            loop {
                thread::sleep(EACH);
                let paths = looked.paths();
                known.retain(|path, _| paths.contains(path));
                for path in paths {
                    let mut now = stamp(&path);
                    if known.get(&path) == Some(&now) {
                        continue;
                    }
                    // Whoever writes it may not have done so to the end.
                    for _ in 0..10 {
                        thread::sleep(QUIET);
                        let before = std::mem::replace(&mut now, stamp(&path));
                        if before == now {
                            break;
                        }
                    }
                    known.insert(path.clone(), now);
                    if to.send(Signal::Touched(path)).is_err() {
                        return;
                    }
                }
            }
        });
        watch
    }

    /// Watches these files from now on.
    pub fn point<'a>(&self, paths: impl Iterator<Item = &'a PathBuf>) {
        let mut watched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let paths: Vec<&PathBuf> = paths.collect();
        if watched.iter().ne(paths.iter().copied()) {
            *watched = paths.into_iter().cloned().collect();
        }
    }

    fn paths(&self) -> Vec<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(unix)]
pub use unix::Reader;

/// The reader of the terminal.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Reader(Arc<AtomicBool>);

#[cfg(not(unix))]
impl Reader {
    fn start(to: &Sender<Signal>) -> Self {
        let paused = Arc::new(AtomicBool::new(false));
        let (reader, to) = (Self(paused.clone()), to.clone());
        thread::spawn(move || {
            while paused.load(Ordering::SeqCst) || !matches!(terminal::poll(QUIET), Ok(true)) || read_one(&to)
            {
                if paused.load(Ordering::SeqCst) {
                    thread::sleep(QUIET);
                }
            }
        });
        reader
    }

    /// Leaves the terminal to another program.
    pub fn pause(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Reads again.
    pub fn resume(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// Reads what there is to read; whether there can be more.
fn read_one(to: &Sender<Signal>) -> bool {
    let Ok(event) = terminal::read() else {
        let _ = to.send(Signal::HangUp);
        return false;
    };
    translate(event).is_none_or(|event| to.send(Signal::Event(event)).is_ok())
}

/// What the terminal says, as the app understands it; releases of keys are nothing.
fn translate(event: terminal::Event) -> Option<Event> {
    match event {
        terminal::Event::Key(key) if key.kind == KeyEventKind::Release => None,
        terminal::Event::Key(key) => Key::of(key).map(Event::Key),
        terminal::Event::Paste(text) => Some(Event::Paste(text)),
        terminal::Event::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        terminal::Event::Mouse(mouse) => {
            Some(Event::Mouse(movement(mouse.kind, mouse.modifiers)?, mouse.column, mouse.row))
        }
        terminal::Event::FocusLost => Some(Event::Unfocused),
        terminal::Event::FocusGained => None,
    }
}

/// What the mouse did; the middle button and the other ends of the right one are nothing.
fn movement(kind: MouseEventKind, with: KeyModifiers) -> Option<Mouse> {
    let turned = |plain, sideways, zoom| match () {
        () if with.contains(KeyModifiers::CONTROL) => zoom,
        () if with.contains(KeyModifiers::SHIFT) => sideways,
        () => plain,
    };
    Some(match kind {
        MouseEventKind::Down(MouseButton::Left) => match () {
            () if with.contains(KeyModifiers::CONTROL) => Mouse::PressOne,
            () if with.intersects(KeyModifiers::SHIFT | KeyModifiers::ALT) => Mouse::PressRange,
            () => Mouse::Press,
        },
        MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag,
        MouseEventKind::Up(MouseButton::Left) => Mouse::Release,
        MouseEventKind::Down(MouseButton::Right) => Mouse::Right,
        MouseEventKind::Moved => Mouse::Hover,
        MouseEventKind::ScrollUp => turned(Mouse::WheelUp, Mouse::WheelLeft, Mouse::ZoomIn),
        MouseEventKind::ScrollDown => turned(Mouse::WheelDown, Mouse::WheelRight, Mouse::ZoomOut),
        MouseEventKind::ScrollLeft => Mouse::WheelLeft,
        MouseEventKind::ScrollRight => Mouse::WheelRight,
        MouseEventKind::Down(MouseButton::Middle)
        | MouseEventKind::Drag(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(MouseButton::Right | MouseButton::Middle) => return None,
    })
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
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::Sender;
    use std::thread;
    use std::time::{Duration, Instant};

    use crossterm::{event as terminal, terminal as window};
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
    use signal_hook::iterator::Signals;

    use super::flood::{Flood, MOST_EVENTS};
    use super::{Signal, read_one, translate};
    use crate::tui::event::Event;

    pub(super) fn signals(to: Sender<Signal>) {
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ])
        else {
            return;
        };
        thread::spawn(move || {
            for signal in signals.forever() {
                let said = match signal {
                    SIGHUP => Signal::HangUp,
                    SIGTSTP => Signal::Stop,
                    SIGCONT => Signal::Continue,
                    // A file that may not grow is an error of the write that wanted it to.
                    SIGXFSZ => continue,
                    // The reader waits by itself and not in the library that would notice.
                    SIGWINCH => match window::size() {
                        Ok((columns, rows)) => Signal::Event(Event::Resize(columns, rows)),
                        Err(_) => continue,
                    },
                    other => Signal::End(other),
                };
                if to.send(said).is_err() {
                    return;
                }
            }
        });
    }

    /// The reader of the terminal; it can be told to leave the terminal to another program.
    #[derive(Debug)]
    pub struct Reader(Option<UnixStream>);

    impl Reader {
        pub(super) fn start(to: &Sender<Signal>) -> Self {
            let pair = UnixStream::pair().ok();
            let (own, theirs) = pair.map_or((None, None), |(own, theirs)| (Some(own), Some(theirs)));
            let to = to.clone();
            thread::spawn(move || match theirs {
                Some(told) => read_while_told(&to, told),
                None => while read_one(&to) {},
            });
            Self(own)
        }

        /// Leaves the terminal to another program: when this returns, nothing is read from it.
        pub fn pause(&mut self) {
            self.tell();
        }

        /// Reads again.
        pub fn resume(&mut self) {
            self.tell();
        }

        fn tell(&mut self) {
            if let Some(stream) = &mut self.0 {
                let _ = stream.write_all(&[0]).and_then(|()| stream.read_exact(&mut [0]));
            }
        }
    }

    /// Reads the terminal until it is told to stop, waits until it is told to go on, and so forth.
    fn read_while_told(to: &Sender<Signal>, mut told: UnixStream) {
        let input = std::io::stdin();
        let mut flood = Flood::default();
        loop {
            let mut watched = [PollFd::new(&input, PollFlags::IN), PollFd::new(&told, PollFlags::IN)];
            match poll(&mut watched, None) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => break,
            }
            let (keys, word) = (watched[0].revents(), watched[1].revents());
            if word.intersects(PollFlags::IN | PollFlags::HUP) {
                let mut byte = [0];
                // One word to stop, one to go on, each answered.
                for _ in 0..2 {
                    if told.read_exact(&mut byte).and_then(|()| told.write_all(&byte)).is_err() {
                        return;
                    }
                }
            } else if keys.contains(PollFlags::NVAL) {
                break;
            } else if keys.intersects(PollFlags::HUP | PollFlags::ERR) {
                let _ = to.send(Signal::HangUp);
                return;
            } else if !keys.is_empty() {
                loop {
                    let Some(events) = gathered() else {
                        let _ = to.send(Signal::HangUp);
                        return;
                    };
                    for event in flood.sorted(events, Instant::now()) {
                        if to.send(Signal::Event(event)).is_err() {
                            return;
                        }
                    }
                    // What the library has read and not said yet would wake nobody here; a look can come too late.
                    if !(0..LOOKS).any(|_| matches!(terminal::poll(LOOK), Ok(true))) {
                        break;
                    }
                }
            }
        }
        // Some systems cannot watch a terminal; the library waits there in its own way.
        while read_one(to) {}
    }

    /// All that came without a pause; `None` when there is no terminal any more.
    fn gathered() -> Option<Vec<Event>> {
        let mut events = Vec::new();
        loop {
            events.extend(translate(terminal::read().ok()?));
            let wait = if Flood::is_unclear(&events) {
                MORE
            } else if events.len() > 1 {
                AT_ONCE
            } else {
                LOOK
            };
            if events.len() >= MOST_EVENTS || !matches!(terminal::poll(wait), Ok(true)) {
                return Some(events);
            }
        }
    }

    /// The library is asked for what it has not said yet: with no time at all it does not look, and while a part of a
    /// millisecond is left it looks again and again instead of sleeping.
    const LOOK: Duration = Duration::from_micros(20);
    /// How often it is asked before the terminal itself is waited for: a look misses when the thread is stopped just then.
    const LOOKS: usize = 3;
    /// Without a pause, in what comes faster than one key.
    const AT_ONCE: Duration = Duration::from_micros(300);
    /// How long the rest of a text that comes as keys is waited for.
    const MORE: Duration = Duration::from_millis(10);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_movements_one_after_the_other_the_last_counts() {
        let mouse = |what, x| Signal::Event(Event::Mouse(what, x, 5));
        let waiting = vec![
            mouse(Mouse::Press, 1),
            mouse(Mouse::Drag, 2),
            mouse(Mouse::Drag, 3),
            mouse(Mouse::Drag, 4),
            mouse(Mouse::Release, 4),
            mouse(Mouse::Hover, 5),
            mouse(Mouse::Drag, 6),
        ];
        let kept = [
            waiting[0].clone(),
            waiting[3].clone(),
            waiting[4].clone(),
            waiting[5].clone(),
            waiting[6].clone(),
        ];
        assert_eq!(latest(waiting), kept);
    }

    #[test]
    fn the_wheel_turns_sideways_with_shift_and_zooms_with_ctrl() {
        let up = MouseEventKind::ScrollUp;
        assert_eq!(movement(up, KeyModifiers::NONE), Some(Mouse::WheelUp));
        assert_eq!(movement(up, KeyModifiers::SHIFT), Some(Mouse::WheelLeft));
        assert_eq!(movement(up, KeyModifiers::CONTROL | KeyModifiers::SHIFT), Some(Mouse::ZoomIn));
        assert_eq!(movement(MouseEventKind::Up(MouseButton::Right), KeyModifiers::NONE), None);
    }
}
