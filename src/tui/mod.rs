//! The planner on the screen: events in, commands, a pure update, effects out, frames drawn by differences.
//!
//! One key: event -> keymap -> command -> `update` -> edits -> `session.apply` -> analysis -> the next frame draws from
//! `&App`. Nothing is drawn and nothing runs while nothing happens.

mod app;
mod canvas;
pub mod command;
mod effect;
mod event;
#[cfg(all(test, unix))]
mod fault;
mod headless;
mod key;
mod keymap;
mod layout;
mod memo;
mod overlays;
mod perform;
#[cfg(test)]
mod picture;
mod quick;
mod screens;
mod sources;
mod terminal;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod update;
mod ways;
mod widgets;

use std::io::{self, Stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::session::Session;
use crate::store::Seen;
use crate::theme::{Environment, Theme, ThemeError};
use crate::units::Day;

pub use headless::Headless;

use app::{App, OnDisk};
use effect::Effect;
use event::Event;
use sources::Signal;
use terminal::Screen;

/// What the planner needs from outside.
#[derive(Debug)]
pub struct Start {
    /// The plan to work on.
    pub session: Session,
    /// Where it stands on disk; `None`: it has no file yet (the built-in example, standard input).
    pub path: Option<PathBuf>,
    /// What stands there.
    pub seen: Option<Seen>,
    /// The folder in which the old text waits while a file is overwritten in place, and in which a copy of unsaved
    /// work is left when the program must end.
    pub backups: PathBuf,
    /// Today.
    pub today: Day,
    /// The theme that was asked for.
    pub theme: Option<String>,
    /// What the environment says of the terminal.
    pub environment: Environment,
    /// What the user should know at the start; shown for a while.
    pub note: Option<String>,
}

/// Why the planner could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The theme that was asked for does not exist.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The terminal could not be taken or written to.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
}

/// How the planner ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The exit status: 0, 70 after a fault of ours, or 128 and the signal that ended it.
    pub status: u8,
    /// Where a copy of unsaved work was left, when the program was ended from outside.
    pub rescued: Option<PathBuf>,
}

/// Runs the planner until it is left.
pub fn run(start: Start) -> Result<Ended, Failure> {
    let Start { session, path, seen, backups, today, theme, environment, note } = start;
    let depth = environment.depth();
    let theme = Theme::built_in(environment.theme_name(theme.as_deref()))?.at(depth);
    let size = crossterm::terminal::size().unwrap_or((80, 24));
    let mut app = App::new(session, OnDisk { path, seen }, today, theme, depth, size);
    if let Some(note) = note {
        app.say(note);
    }
    attend(app, &backups)
}

/// Takes the terminal for an app until it is left, and gives it back whatever happens.
fn attend(mut app: App, backups: &Path) -> Result<Ended, Failure> {
    let began = Instant::now();
    let (to, from) = mpsc::channel();
    sources::catch_signals(&to);
    terminal::leave_on_panic();
    terminal::enter()?;
    let guard = Guard;
    let mut screen = Screen::new(io::stdout());
    screen.frame(app.size, |buffer| screens::draw(&app, buffer))?;
    sources::start(&to);

    // A panic gives the terminal back by itself; what is not saved must outlive it.
    let ended = catch_unwind(AssertUnwindSafe(|| live(&mut app, &mut screen, backups, (&to, &from), began)));
    drop(guard);
    let status = match ended {
        Ok(status) => status?,
        Err(_) => FAULT,
    };
    let rescued = (status != 0).then(|| perform::rescue(&app, backups)).flatten();
    Ok(Ended { status, rescued })
}

/// The exit status after a fault of ours.
const FAULT: u8 = 70;
/// The exit status when the terminal is gone: 128 and the number of the signal that says so.
const HUNG_UP: u8 = 129;

/// Waits, updates, draws, until the end; the exit status.
fn live(
    app: &mut App,
    screen: &mut Screen<Stdout>,
    backups: &Path,
    (to, from): (&Sender<Signal>, &Receiver<Signal>),
    began: Instant,
) -> Result<u8, Failure> {
    loop {
        let signal = match app.deadline() {
            None => from.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => {
                let now = began.elapsed();
                from.recv_timeout(Duration::from_millis(until).saturating_sub(now))
            }
        };
        // All that waits is taken at once, so that a storm of resizes or keys draws one frame.
        let first = signal.unwrap_or(Signal::Event(Event::Tick));
        let waiting: Vec<Signal> = std::iter::once(first).chain(from.try_iter()).collect();
        for signal in waiting {
            app.now = began.elapsed().as_millis() as u64;
            let end = match signal {
                Signal::Event(event) => {
                    let effects = update::update(app, event);
                    obey(app, screen, effects, backups)?
                }
                #[cfg(unix)]
                Signal::Stop => {
                    suspend(screen)?;
                    None
                }
                #[cfg(unix)]
                Signal::Continue => {
                    screen.forget();
                    None
                }
                #[cfg(unix)]
                Signal::End(signal) => Some(128 + signal as u8),
                Signal::HangUp => Some(HUNG_UP),
            };
            if let Some(status) = end {
                return Ok(status);
            }
        }
        if screen.frame(app.size, |buffer| screens::draw(app, buffer)).is_err() {
            return Ok(HUNG_UP);
        }
        ways::seek(app, to);
    }
}

/// Does what the app asks for; the exit status when it leaves.
fn obey(
    app: &mut App,
    screen: &mut Screen<Stdout>,
    effects: Vec<Effect>,
    backups: &Path,
) -> Result<Option<u8>, Failure> {
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(Some(0)),
            Effect::Repaint => screen.forget(),
            Effect::Suspend => suspend(screen)?,
            Effect::Save { path, new, then_quit } => {
                let end = perform::save(app, path, new, then_quit, backups);
                let after = update::update(app, Event::Saved(end));
                if after.contains(&Effect::Quit) {
                    return Ok(Some(0));
                }
            }
        }
    }
    Ok(None)
}

/// Gives the terminal to the shell until the program is continued.
fn suspend(screen: &mut Screen<Stdout>) -> Result<(), Failure> {
    terminal::leave();
    sources::stop();
    terminal::enter()?;
    screen.forget();
    Ok(())
}

/// Leaves the terminal when it goes out of scope, on errors too.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        terminal::leave();
    }
}
