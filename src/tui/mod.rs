//! The planner on the screen: events in, commands, a pure update, effects out, frames drawn by differences.
//!
//! One key: event -> keymap -> command -> `update` -> edits -> `session.apply` -> analysis -> the next frame draws from
//! `&App`. Nothing is drawn and nothing runs while nothing happens.

mod app;
mod bindings;
mod bookmark;
mod canvas;
mod changes;
pub mod command;
mod comparing;
mod editor;
mod effect;
mod event;
#[cfg(all(test, unix))]
mod fault;
mod faults;
mod filtering;
mod grab;
mod hand;
mod headless;
mod hit;
#[cfg(test)]
mod hostile;
mod keeper;
mod key;
mod keymap;
mod layout;
mod linking;
mod marks;
mod memo;
#[cfg(test)]
mod monkey;
mod network;
mod overlays;
mod past;
mod perform;
#[cfg(test)]
mod picture;
mod presenting;
pub mod preview;
mod quick;
mod revisions;
mod room;
mod scenarios;
mod screens;
mod settings;
mod solving;
mod sources;
mod splits;
mod table;
mod tabs;
mod terminal;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod timer;
mod tour;
mod trying;
mod unkept;
mod unmerged;
mod update;
mod ways;
mod widgets;
mod world;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::analysis::Options;
use crate::config::{self, Asked, Because, Config};
use crate::document::Source;
use crate::git::Baseline;
use crate::merge::Draft;
use crate::session::Session;
use crate::store::{self, Seen};
use crate::theme::{Environment, ThemeError};
use crate::units::Day;

pub use editor::of_environment as editor_of;
pub use headless::Headless;
pub use settings::check_keys;
pub use solving::{Sides, Whence};

use app::{App, OnDisk};
use comparing::With;
use event::Event;
use keeper::Keeper;
use solving::Solving;
use sources::Signal;
use world::{Places, Touched, World};

/// What the planner needs from outside.
#[derive(Debug)]
pub struct Start {
    /// The plan to work on.
    pub session: Session,
    /// Where it stands on disk; `None`: it has no file yet (the built-in example, standard input).
    pub path: Option<PathBuf>,
    /// What stands there.
    pub seen: Option<Seen>,
    /// Other plans to open beside it.
    pub others: Vec<PathBuf>,
    /// The place among all of the plan that is shown first.
    pub shown: usize,
    /// The folder of our own state, in which the journal stands; `None` when the system names none.
    pub state: Option<PathBuf>,
    /// The folder in which the old text waits while a file is overwritten in place, and in which copies are left.
    pub backups: PathBuf,
    /// Today.
    pub today: Day,
    /// The user's settings.
    pub config: Config,
    /// What was asked for instead.
    pub asked: Asked,
    /// What the environment says of the terminal.
    pub environment: Environment,
    /// The user's editor, with its arguments.
    pub editor: String,
    /// What it is held against.
    pub baseline: Option<Baseline>,
    /// What the user should know at the start; shown for a while.
    pub note: Option<String>,
    /// Whether the tour is begun.
    pub tour: bool,
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
    /// Where unsaved work is, when the program was ended from outside.
    pub said: Option<String>,
}

/// Runs the planner until it is left.
pub fn run(start: Start) -> Result<Ended, Failure> {
    let Start { mut config, environment, asked, .. } = start;
    let depth = environment.depth();
    let glyphs = config::glyphs(&config, &asked, &environment).value;
    let chosen = config::theme(&config, &asked, &environment);
    let first = match chosen.because {
        Because::Asked => Some("--theme"),
        Because::Variable(name) => Some(name),
        Because::Line(_) | Because::Terminal(_) | Because::Default => None,
    };
    let theme = config.themes.theme(chosen.value)?;
    let theme = theme.at(depth).with(glyphs);
    let size = crossterm::terminal::size().unwrap_or((80, 24));
    let mut app =
        App::new(start.session, OnDisk::new(start.path, start.seen), start.today, theme, depth, size);
    app.comparing = start.baseline.map(|baseline| With::Baseline(Arc::new(baseline)));
    if let Some(note) = start.note {
        app.say(note);
    }
    settings::take(&mut app, &mut config);
    let view = config.settings.given("view").map(|_| app.view);
    let zoom = config.settings.given("zoom").map(|_| app.roadmap.zoom);
    let settings = config.folder;
    let (state, backups, editor) = (start.state, start.backups, start.editor);
    let places = Places { state, backups, editor, settings, first, view, zoom };
    attend(app, (start.others, start.shown), start.tour, places)
}

/// What the screen on which conflicts are solved needs from outside.
#[derive(Debug)]
pub struct SolveStart {
    /// Where the conflicts come from, and where the result goes.
    pub whence: Whence,
    /// The versions put together as far as they agree.
    pub draft: Draft,
    /// What the sides are called.
    pub sides: Sides,
    /// The folder of copies.
    pub backups: PathBuf,
    /// Today.
    pub today: Day,
    /// The user's settings.
    pub config: Config,
    /// What was asked for instead.
    pub asked: Asked,
    /// What the environment says of the terminal.
    pub environment: Environment,
    /// The user's editor, with its arguments.
    pub editor: String,
}

/// Runs the screen on which conflicts are solved until it is left: with 0 when the result is written, else with 1.
///
/// No journal is kept of it: until the result is written, nothing is.
pub fn solve(start: SolveStart) -> Result<Ended, Failure> {
    let SolveStart { whence, draft, sides, mut config, environment, asked, .. } = start;
    let depth = environment.depth();
    let glyphs = config::glyphs(&config, &asked, &environment).value;
    let theme =
        config.themes.theme(config::theme(&config, &asked, &environment).value)?.at(depth).with(glyphs);
    let size = crossterm::terminal::size().unwrap_or((80, 24));
    let name = match &whence {
        Whence::Tool { path, .. } => path.display().to_string(),
        Whence::Disk(_) | Whence::Markers => String::new(),
    };
    let options = Options { case: None, today: start.today };
    let session = Session::new(Source::new(name.clone(), draft.text(&[])), options.clone());
    let mut app = App::new(session, OnDisk::new(None, None), start.today, theme, depth, size);
    settings::take(&mut app, &mut config);
    app.solving = Some(Box::new(Solving::new(whence, sides, draft, name, (options, None))));
    let places = Places {
        state: None,
        backups: start.backups,
        editor: start.editor,
        settings: config.folder,
        first: None,
        view: None,
        zoom: None,
    };
    let (to, from) = mpsc::channel();
    sources::catch_signals(&to);
    terminal::leave_on_panic();
    terminal::enter(app.mouse)?;
    let guard = Guard;
    let mut world = World::new(places, (to, from), Instant::now());
    let ended = catch_unwind(AssertUnwindSafe(|| {
        world.screen.frame(app.size, |buffer| screens::draw(&app, buffer))?;
        world.reader = Some(sources::start(&world.to));
        live(&mut app, &mut world)
    }));
    drop(guard);
    let status = match ended {
        Ok(status) => status?,
        Err(_) => FAULT,
    };
    let said = match app.solving.as_deref().map(|solving| &solving.whence) {
        Some(Whence::Tool { then, .. }) if status == 0 => then.clone(),
        _ => None,
    };
    Ok(Ended { status, said })
}

/// Takes the terminal for an app until it is left, and gives it back whatever happens.
fn attend(
    mut app: App,
    (others, shown): (Vec<PathBuf>, usize),
    tour: bool,
    places: Places,
) -> Result<Ended, Failure> {
    let began = Instant::now();
    let (to, from) = mpsc::channel();
    sources::catch_signals(&to);
    terminal::leave_on_panic();
    terminal::enter(app.mouse)?;
    let guard = Guard;
    if let Some(state) = places.state.clone() {
        std::thread::spawn(move || store::sweep(&state, std::time::SystemTime::now()));
    }
    let mut world = World::new(places, (to, from), began);

    // A panic gives the terminal back by itself; what is not saved must outlive it.
    let ended = catch_unwind(AssertUnwindSafe(|| {
        world.begin(&mut app);
        for path in others {
            world.open(&mut app, path);
        }
        world.show(&mut app, shown);
        world.remember_open(&app);
        if tour {
            world.begin_tour(&mut app);
        } else {
            world.offer_tour(&mut app);
        }
        world.keeper.follow_typing(&mut app);
        world.screen.frame(app.size, |buffer| screens::draw(&app, buffer))?;
        world.reader = Some(sources::start(&world.to));
        live(&mut app, &mut world)
    }));
    drop(guard);
    // The journal is made durable whatever has ended the program, even where the app is not what it should be.
    let kept = catch_unwind(AssertUnwindSafe(|| world.keeper.sync(&mut app))).unwrap_or(false);
    match ended {
        Ok(Ok(0)) => world.leave_mark(&app),
        // Ended from outside: the next start goes on as if nothing had happened.
        Ok(Ok(_)) => world.mark_meanwhile(&app),
        Ok(Err(_)) | Err(_) => {}
    }
    if matches!(ended, Ok(Ok(_))) {
        world.remember_open(&app);
    }
    let status = match ended {
        Ok(status) => status?,
        Err(_) => FAULT,
    };
    if status == 0 {
        world.together.iter_mut().for_each(store::Together::quit);
        return Ok(Ended { status, said: None });
    }
    let mut said = Vec::new();
    if app.unsaved() {
        said.extend(where_it_is(&app, kept, &world.places.backups));
    }
    for world::Laid { app, keeper, .. } in &mut world.laid {
        if app.unsaved() {
            let kept = keeper.sync(app);
            said.extend(where_it_is(app, kept, &world.places.backups));
        }
    }
    let open = std::iter::once(&world.keeper).chain(world.laid.iter().map(|laid| &laid.keeper));
    if open.into_iter().any(Keeper::has_unkept) {
        said.push("what was being typed comes back with the next start".to_owned());
    }
    Ok(Ended { status, said: (!said.is_empty()).then(|| said.join("\n")) })
}

/// Says where unsaved work is; leaves a copy where the journal does not have it.
fn where_it_is(app: &App, kept: bool, backups: &Path) -> Option<String> {
    // What was only read, and whose file went meanwhile, is in no journal.
    if !kept || (app.disk.gone && !app.session.is_changed()) {
        return Some(match perform::rescue(app, backups) {
            Some(copy) => format!("what was not saved is in {}", copy.display()),
            None => "what was not saved could be kept nowhere: no folder takes a copy of it".to_owned(),
        });
    }
    let path = app.disk.path.as_ref();
    let again = path.map_or_else(String::new, |path| format!(" {}", path.display()));
    let changed = path.is_some() || app.session.is_changed();
    changed.then(|| format!("what was not saved is in the journal; `milepost{again}` offers it"))
}

/// The exit status after a fault of ours.
const FAULT: u8 = 70;
/// The exit status when the terminal is gone: 128 and the number of the signal that says so.
const HUNG_UP: u8 = 129;

/// Waits, updates, draws, until the end; the exit status.
fn live(app: &mut App, world: &mut World) -> Result<u8, Failure> {
    loop {
        let deadline = app.deadline();
        let signal = match deadline.into_iter().chain(world.marking.due()).min() {
            None => world.from.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => {
                let now = world.began.elapsed();
                world.from.recv_timeout(Duration::from_millis(until).saturating_sub(now))
            }
        };
        app.now = world.began.elapsed().as_millis() as u64;
        if signal.is_err() && deadline.is_none_or(|deadline| app.now < deadline) {
            world.mark_when_due(app);
            continue;
        }
        // All that waits is taken at once, so that a storm of resizes or keys draws one frame.
        let first = signal.unwrap_or(Signal::Event(Event::Tick));
        let waiting = sources::latest(std::iter::once(first).chain(world.from.try_iter()).collect());
        let mut quiet = true;
        for signal in waiting {
            app.now = world.began.elapsed().as_millis() as u64;
            let end = match signal {
                Signal::Event(event) => {
                    quiet = false;
                    world.happened(app, event)?
                }
                Signal::Touched(path) => match world.touched(app, &path) {
                    Touched::Nothing => None,
                    Touched::Behind => {
                        quiet = false;
                        None
                    }
                    Touched::Shown(event) => {
                        quiet = false;
                        world.happened(app, event)?
                    }
                },
                #[cfg(unix)]
                Signal::Stop => {
                    world.suspend(app)?;
                    quiet = false;
                    None
                }
                #[cfg(unix)]
                Signal::Continue => {
                    world.screen.forget();
                    quiet = false;
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
        if quiet {
            continue;
        }
        world.marking.happened(app.now);
        // Kept first, then shown: what is seen on the screen outlives the program.
        world.keeper.follow(app);
        world.keeper.follow_typing(app);
        world.watch_files(app);
        world.watch_mouse(app);
        if world.screen.frame(app.size, |buffer| screens::draw(app, buffer)).is_err() {
            return Ok(HUNG_UP);
        }
        world.mark_when_due(app);
        ways::seek(app, &world.to);
    }
}

/// Leaves the terminal when it goes out of scope, on errors too.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        terminal::leave();
    }
}
