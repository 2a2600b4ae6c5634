//! What there is beside the app: the screen, the journal, the file, the editor. Does what the app asks for.

mod mark;
mod plans;
mod tour;

use std::collections::VecDeque;
use std::io::{self, Stdout};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Instant;

use super::app::{App, View};
use super::effect::Effect;
use super::event::Event;
use super::keeper::{self, Keeper};
use super::sources::{self, Reader, Signal, Watch};
use super::terminal::{self, Screen};
use super::{Failure, editor, past, perform, revisions, unmerged, update};
use crate::store;
use crate::views::scale::Zoom;

pub use mark::Marking;
pub use plans::{Laid, Touched};

/// What there is beside the app: the screen, the journal, the sources, and where things stand.
pub struct World {
    /// What is drawn.
    pub screen: Screen<Stdout>,
    /// The journal of the plan that is shown.
    pub keeper: Keeper,
    /// The other plans that are open, in their order.
    pub laid: Vec<Laid>,
    /// The reader of the terminal, once it has begun.
    pub reader: Option<Reader>,
    /// The watch on the plan's file.
    pub watch: Watch,
    /// Where sources and threads say what happened.
    pub to: Sender<Signal>,
    /// Where it comes out.
    pub from: Receiver<Signal>,
    /// When the program began.
    pub began: Instant,
    /// The list of the plans that stand open.
    pub together: Option<store::Together>,
    /// Where things stand outside.
    pub places: Places,
    /// Whether every movement of the mouse is asked for.
    pub closely: bool,
    /// When the mark is written that a crash would leave.
    pub marking: Marking,
}

/// Where things stand outside.
#[derive(Debug)]
pub struct Places {
    /// The folder of our own state, in which the journal stands; `None` when the system names none.
    pub state: Option<PathBuf>,
    /// The folder of copies.
    pub backups: PathBuf,
    /// The user's editor, with its arguments.
    pub editor: String,
    /// The folder of settings; `None` when the system names none.
    pub settings: Option<PathBuf>,
    /// What goes before the theme of the settings, where something does.
    pub first: Option<&'static str>,
    /// The view that a plan begins with, where the settings say it.
    pub view: Option<View>,
    /// The zoom that a plan begins with, where the settings say it.
    pub zoom: Option<Zoom>,
}

impl World {
    /// What there is before the first frame.
    pub fn new(places: Places, (to, from): (Sender<Signal>, Receiver<Signal>), began: Instant) -> Self {
        let keeper = Keeper::new(places.state.clone(), &to);
        let watch = Watch::start(&to);
        let together = places.state.as_deref().and_then(store::Together::begin);
        Self {
            screen: Screen::new(io::stdout()),
            keeper,
            laid: Vec::new(),
            reader: None,
            watch,
            to,
            from,
            began,
            together,
            places,
            closely: false,
            marking: Marking::default(),
        }
    }

    /// Takes up the plan: its journal, and the watch on its file.
    pub fn begin(&mut self, app: &mut App) {
        app.saved = self.places.state.as_deref().map(store::saved_views).unwrap_or_default();
        self.keeper.begin(app);
        if !unmerged::offer(app) {
            keeper::offer_good(app);
        }
        self.return_to_mark(app);
        let copy = app.disk.path.as_ref().and_then(|path| store::cut_short(path, &self.places.backups));
        if let Some(copy) = copy {
            let name = app.disk.name();
            app.fail(format!(
                "The last save of {name} was cut short; the text as it was before is in {}",
                copy.display()
            ));
        }
        self.watch_files(app);
    }

    /// Has the history of the money read.
    fn read_past(&self, app: &App, path: PathBuf, asked: u64) {
        let options = app.session.options().clone();
        past::reading::ask(path, asked, options, app.past.stop.clone(), &self.to);
    }

    /// Updates the app and does what it asks for, and what follows from that; the exit status when it leaves.
    #[expect(
        clippy::too_many_lines,
        reason = "a few lines for each effect; the rooms that they name do the work"
    )]
    pub fn happened(&mut self, app: &mut App, event: Event) -> Result<Option<u8>, Failure> {
        if matches!(event, Event::JournalFailed(_)) {
            self.keeper.mistrust();
        }
        let mut effects = VecDeque::from(updated(app, event));
        while let Some(effect) = effects.pop_front() {
            let event = match effect {
                Effect::Quit => {
                    if !self.close(app) {
                        return Ok(Some(0));
                    }
                    effects.extend(update::goes_on_leaving(app));
                    perform::look_again(app)
                }
                Effect::Repaint => {
                    self.screen.forget();
                    None
                }
                Effect::Mouse(on) => {
                    let _ = terminal::mouse(on);
                    None
                }
                Effect::Suspend => {
                    self.suspend(app)?;
                    None
                }
                Effect::Save { path, new, then } => {
                    self.keeper.sync(app);
                    Some(Event::Saved(perform::save(app, path, new, then, &self.places.backups)))
                }
                Effect::SaveCopy(path) => Some(Event::Copied(perform::copy(app, path))),
                Effect::NewPlan(path) => match perform::begin(app, path) {
                    Ok(path) => self.open(app, path),
                    Err(why) => {
                        app.fail(why);
                        None
                    }
                },
                Effect::SetAside(text) => {
                    Some(Event::Copied(perform::set_aside(app, &text, &self.places.backups)))
                }
                Effect::Look => perform::look_again(app).or_else(|| {
                    let name = app.disk.name();
                    app.say(format!("{name} is as it was read"));
                    None
                }),
                Effect::KeepTheme(name) => {
                    let kept = perform::keep_theme(&name, &self.places);
                    Some(Event::ThemeKept(name, kept))
                }
                Effect::Copy(text) => {
                    terminal::copy(&text);
                    let state = self.places.state.as_deref();
                    state.and_then(|state| store::keep_clipboard(state, &text).err()).map(Event::NotKept)
                }
                Effect::Paste => {
                    Some(Event::Clipboard(self.places.state.as_deref().and_then(store::clipboard)))
                }
                Effect::ReadViews => {
                    let kept = self.places.state.as_deref().map(store::saved_views);
                    Some(Event::Views(kept.unwrap_or_else(|| app.saved.clone())))
                }
                Effect::KeepViews(views) => {
                    let state = self.places.state.as_deref();
                    state.and_then(|state| store::keep_views(state, &views).err()).map(Event::NotKept)
                }
                Effect::ReadRows(path) => Some(Event::Rows(perform::rows(&path))),
                Effect::Recent => {
                    let near = perform::nearby(app, &self.laid, self.places.state.as_deref());
                    Some(Event::Recent(near))
                }
                Effect::Past { path, asked } => {
                    self.read_past(app, path, asked);
                    None
                }
                Effect::Step { path, commit } => {
                    past::step::ask(path, *commit, app.session.options().clone(), &self.to);
                    None
                }
                Effect::Revisions(path) => {
                    revisions::ask(path, &self.to);
                    None
                }
                Effect::Baseline { asked, path } => {
                    revisions::read(asked, path, &self.to);
                    None
                }
                Effect::Open(path) => self.open(app, path),
                Effect::Show(place) => self.show(app, place),
                Effect::Tour => self.tour(app),
                Effect::Edit { line } => {
                    self.edit(app, line)?;
                    perform::look_again(app)
                }
                Effect::EditLines { at, text } => Some(Event::Lines(at, self.edit_lines(app, &text)?)),
                Effect::WriteMerged(solved) => {
                    Some(Event::Merged(perform::write_merged(&solved, &self.places.backups)))
                }
                Effect::End(status) => return Ok(Some(status)),
                Effect::GiveUp => {
                    self.keeper.give_up(app);
                    None
                }
            };
            if let Some(event) = event {
                let saved = matches!(event, Event::Saved(_));
                effects.extend(update::update(app, event));
                if saved {
                    self.saved(app);
                }
            }
        }
        Ok(None)
    }

    /// Asks the terminal for every movement of the mouse while it drags something, and only then.
    pub fn watch_mouse(&mut self, app: &App) {
        let closely = app.mouse && app.hand.dragged().is_some();
        if std::mem::replace(&mut self.closely, closely) != closely {
            terminal::watch_closely(closely);
        }
    }

    /// The plan was saved, or not: the journal notes what the file holds before that is shown.
    fn saved(&mut self, app: &mut App) {
        self.keeper.settle(app);
        if let (Some(state), Some(path)) = (&self.places.state, &app.disk.path) {
            store::remember(state, path);
        }
    }

    /// Gives the terminal to the user's editor until it ends.
    fn edit(&mut self, app: &mut App, line: usize) -> Result<(), Failure> {
        let Some(path) = app.disk.path.clone() else { return Ok(()) };
        self.edit_file(app, &path, line)
    }

    /// Gives the terminal to the user's editor for some lines; what they are then.
    fn edit_lines(&mut self, app: &mut App, text: &str) -> Result<Result<String, String>, Failure> {
        let file = match perform::set_aside(app, text, &self.places.backups) {
            Ok(file) => file,
            Err(why) => return Ok(Err(why)),
        };
        self.edit_file(app, &file, 1)?;
        Ok(perform::take_back(&file))
    }

    fn edit_file(&mut self, app: &mut App, path: &std::path::Path, line: usize) -> Result<(), Failure> {
        let file = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let words = editor::command(&self.places.editor, &file.display().to_string(), line);
        if let Some(reader) = &mut self.reader {
            reader.pause();
        }
        terminal::leave();
        let ended = editor::run(&words);
        terminal::enter(app.mouse)?;
        if let Some(reader) = &mut self.reader {
            reader.resume();
        }
        self.screen.forget();
        // Ctrl-C and Ctrl-Z in the editor reach this program too, and are not meant for it.
        let meant = |signal: &Signal| !signal.is_of_the_terminal();
        let waiting: Vec<Signal> = self.from.try_iter().filter(meant).collect();
        for signal in waiting {
            let _ = self.to.send(signal);
        }
        match ended {
            Ok(true) => {}
            Ok(false) => app.fail(format!("{} ended with an error", words[0])),
            Err(cause) => app.fail(format!(
                "{} could not be started ({cause}); set VISUAL or EDITOR to your editor",
                words.first().map_or("the editor", String::as_str)
            )),
        }
        Ok(())
    }

    /// Gives the terminal to the shell until the program is continued.
    pub fn suspend(&mut self, app: &App) -> Result<(), Failure> {
        terminal::leave();
        sources::stop();
        terminal::enter(app.mouse)?;
        self.screen.forget();
        Ok(())
    }
}

/// Updates the app; where the file was read and has conflict markers, its conflicts are opened.
fn updated(app: &mut App, event: Event) -> Vec<Effect> {
    let looked = matches!(event, Event::Disk(_));
    let effects = update::update(app, event);
    if looked {
        unmerged::offer(app);
    }
    effects
}
