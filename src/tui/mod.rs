//! The planner on the screen: events in, commands, a pure update, effects out, frames drawn by differences.
//!
//! One key: event -> keymap -> command -> `update` -> edits -> `session.apply` -> analysis -> the next frame draws from
//! `&App`. Nothing is drawn and nothing runs while nothing happens.

mod app;
mod canvas;
pub mod command;
mod effect;
mod event;
mod key;
mod keymap;
mod layout;
mod overlays;
mod perform;
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

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::session::Session;
use crate::store::Seen;
use crate::theme::{Environment, Theme, ThemeError};
use crate::units::Day;

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
    /// The exit status: 0, or 128 and the signal that ended it.
    pub status: u8,
    /// Where a copy of unsaved work was left, when the program was ended from outside.
    pub rescued: Option<PathBuf>,
}

/// Runs the planner until it is left.
pub fn run(start: Start) -> Result<Ended, Failure> {
    let Start { session, path, seen, backups, today, theme, environment, note } = start;
    let depth = environment.depth();
    let theme = Theme::built_in(environment.theme_name(theme.as_deref()))?.at(depth);
    let began = Instant::now();
    let (to, from) = mpsc::channel();
    sources::catch_signals(&to);
    terminal::leave_on_panic();
    terminal::enter()?;
    let guard = Guard;
    let size = crossterm::terminal::size().unwrap_or((80, 24));
    let mut app = App::new(session, OnDisk { path, seen }, today, theme, depth, size);
    if let Some(note) = note {
        app.say(note);
    }
    let mut screen = Screen::new();
    screen.frame(app.size, |buffer| screens::draw(&app, buffer))?;
    sources::start(&to);

    let ended = loop {
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
        let mut end = None;
        for signal in waiting {
            app.now = began.elapsed().as_millis() as u64;
            end = match signal {
                Signal::Event(event) => {
                    let effects = update::update(&mut app, event);
                    obey(&mut app, &mut screen, effects, &backups)?
                }
                Signal::Stop => {
                    suspend(&mut screen)?;
                    None
                }
                Signal::Continue => {
                    screen.forget();
                    None
                }
                Signal::End(signal) => Some(128 + signal as u8),
                Signal::HangUp => Some(129),
            };
            if end.is_some() {
                break;
            }
        }
        if let Some(status) = end {
            let rescued = (status != 0).then(|| perform::rescue(&app, &backups)).flatten();
            break Ended { status, rescued };
        }
        if screen.frame(app.size, |buffer| screens::draw(&app, buffer)).is_err() {
            let rescued = perform::rescue(&app, &backups);
            break Ended { status: 129, rescued };
        }
        ways::seek(&mut app, &to);
    };
    drop(guard);
    Ok(ended)
}

/// Does what the app asks for; the exit status when it leaves.
fn obey(
    app: &mut App,
    screen: &mut Screen,
    effects: Vec<Effect>,
    backups: &std::path::Path,
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
fn suspend(screen: &mut Screen) -> Result<(), Failure> {
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
