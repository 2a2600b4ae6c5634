//! Keeps the journal beside the screen: every step before it is shown, synced within a second, at once before the end.

use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use super::app::{App, OnDisk};
use super::command::Command;
use super::event::Event;
use super::overlays::Overlay;
use super::overlays::choice::{Choice, Matter};
use super::sources::Signal;
use super::unkept::Unkept;
use super::update::{self, show_faults};
use crate::document::{Document, Source};
use crate::session::TextHash;
use crate::store::journal::{self, Journal, JournalError, Kept, Opened, Standing, Unsynced};
use crate::store::{self, Seen};

/// How long steps are gathered before they are synced together.
const GATHER: Duration = Duration::from_millis(300);

/// The journal of the plan that is open.
#[derive(Debug)]
pub struct Keeper {
    state: Option<PathBuf>,
    journal: Option<Journal>,
    /// The plan that the journal belongs to.
    path: Option<PathBuf>,
    /// What the file holds, with its hash.
    seen: Option<(Seen, TextHash)>,
    /// How far the history was when writing failed; it is tried again when it has moved.
    failed: Option<(usize, usize)>,
    /// Whether no other program has the plan open; only then what is typed has its place.
    alone: bool,
    /// What is typed and not kept, as it was written last.
    unkept: Option<Unkept>,
    /// What was being typed when the last program ended, until it is taken up.
    waits: Option<Unkept>,
    to_sync: Sender<Unsynced>,
}

impl Keeper {
    /// A keeper that has no journal yet. What cannot be synced is said to `to`.
    pub fn new(state: Option<PathBuf>, to: &Sender<Signal>) -> Self {
        let to_sync = sync_aside(to.clone());
        Self {
            state,
            journal: None,
            path: None,
            seen: None,
            failed: None,
            alone: false,
            unkept: None,
            waits: None,
            to_sync,
        }
    }

    /// Opens the journal of the app's plan, and goes on with what was left in it, or asks.
    pub fn begin(&mut self, app: &mut App) {
        self.journal = None;
        self.seen = None;
        self.failed = None;
        self.path.clone_from(&app.disk.path);
        let Some(opened) = self.open(app) else { return };
        let Opened { journal, kept, others } = opened;
        self.journal = Some(journal);
        self.alone = others.is_empty();
        let state = self.state.as_deref().filter(|_| self.alone);
        let typed = state.and_then(|state| store::typed(state, self.path.as_deref()));
        self.waits = typed.as_deref().and_then(Unkept::read);
        if let Some(kept) = kept {
            go_on(app, kept);
        }
        if let Some(process) = others.first() {
            let who = if *process == 0 { String::new() } else { format!(" (process {process})") };
            let name = app.disk.name();
            app.fail(format!(
                "{name} is open in another window too{who}. Each keeps what is typed in it; whoever saves second is asked"
            ));
        }
    }

    fn open(&mut self, app: &mut App) -> Option<Opened> {
        let Some(state) = &self.state else {
            app.fail("The system names no folder for a journal: what is typed is safe only once it is saved");
            return None;
        };
        let opened = match (&app.disk.path, &app.disk.seen) {
            (Some(path), Some(seen)) => journal::open(state, path, seen.text()),
            (Some(_) | None, _) => journal::open_unnamed(state),
        };
        opened.map_err(|error| app.fail(without(&error))).ok()
    }

    /// Writes what was done since the last time. What cannot be written is said once, and work goes on.
    pub fn follow(&mut self, app: &mut App) {
        if app.disk.path != self.path {
            self.moved(app);
        }
        let on_disk = self.on_disk(app);
        let Some(journal) = &mut self.journal else { return };
        let history = app.session.history();
        let reached = (history.entries().len(), history.position());
        if self.failed == Some(reached) {
            return;
        }
        match journal.follow(history, app.session.document(), on_disk) {
            Ok(written) => {
                if self.failed.take().is_some() {
                    app.say("The journal works again: what is typed is kept");
                }
                if let Some(unsynced) = written.then(|| journal.unsynced()).flatten() {
                    let _ = self.to_sync.send(unsynced);
                }
            }
            Err(error) => {
                if self.failed.replace(reached).is_none() {
                    app.fail(without(&error));
                }
            }
        }
    }

    /// Keeps what is being typed, and takes up what was when the last program ended, once nothing else is asked.
    pub fn follow_typing(&mut self, app: &mut App) {
        let Some(state) = self.state.as_deref().filter(|_| self.alone && self.path == app.disk.path) else {
            return;
        };
        if self.waits.is_some() {
            if !app.overlays.is_empty() {
                return;
            }
            self.unkept = self.waits.take();
            if let Some(unkept) = &self.unkept {
                update::take_up(app, unkept);
            }
        }
        let unkept = Unkept::of(app);
        if self.unkept != unkept {
            store::keep_typed(state, self.path.as_deref(), unkept.as_ref().map(Unkept::text).as_deref());
            self.unkept = unkept;
        }
    }

    /// Whether no other program has the plan open.
    pub const fn is_alone(&self) -> bool {
        self.alone
    }

    /// Whether something is typed that is not kept.
    pub const fn has_unkept(&self) -> bool {
        self.unkept.is_some()
    }

    /// Makes what was written durable at once; whether the journal has all there is.
    pub fn sync(&mut self, app: &mut App) -> bool {
        self.follow(app);
        let safe = self.failed.is_none();
        self.journal.as_mut().is_some_and(|journal| journal.sync().is_ok()) && safe
    }

    /// After a save: what the file holds is noted durably, and the journal brought back within its bounds.
    pub fn settle(&mut self, app: &mut App) {
        self.sync(app);
        let on_disk = self.on_disk(app);
        if let Some(journal) = &mut self.journal
            && journal.settle(app.session.history(), app.session.document(), on_disk).is_err()
        {
            // It goes on growing, and the next save tries again.
            journal.mistrust();
        }
    }

    /// What is not saved is given up: nobody asks for it again. It stays in the history of a plan that has a file.
    pub fn give_up(&mut self, app: &mut App) {
        if self.path.is_some() {
            self.let_go(app);
            return;
        }
        if let Some(journal) = self.journal.take() {
            journal.remove();
        }
        self.begin(app);
    }

    /// The program is left: the journal of a plan without a file goes, unless there is work in it.
    pub fn leave(&mut self, app: &App) {
        if let (Some(_), Some(state)) = (self.unkept.take(), &self.state) {
            store::keep_typed(state, self.path.as_deref(), None);
        }
        if self.path.is_none()
            && !app.session.is_changed()
            && let Some(journal) = self.journal.take()
        {
            journal.remove();
        }
    }

    /// Notes that nothing in the journal waits to be saved, and closes it.
    fn let_go(&mut self, app: &App) {
        let (history, document) = (app.session.history(), app.session.document());
        if let Some(mut journal) = self.journal.take() {
            // Where it cannot be noted, the next start asks once more.
            let _ = journal.follow(history, document, Some(app.session.hash()));
            let _ = journal.sync();
        }
    }

    /// Notes that a sync has failed.
    pub fn mistrust(&mut self) {
        if let Some(journal) = &mut self.journal {
            journal.mistrust();
        }
    }

    /// The plan has another name: its history goes on in that one's journal.
    fn moved(&mut self, app: &mut App) {
        let old = self.journal.take();
        let was = std::mem::replace(&mut self.path, app.disk.path.clone());
        self.seen = None;
        self.failed = None;
        self.journal = self.open(app).map(|Opened { journal, kept, .. }| {
            // A plan of that name was worked on before, and is gone; what was unsaved in it is not.
            if let (Some(kept), Some(state)) = (kept, &self.state)
                && matches!(kept.standing(app.session.text()), Standing::Unsaved | Standing::Both)
            {
                let _ = journal::set_aside(&state.join("backups"), app.disk.path.as_deref(), &kept.text);
            }
            journal
        });
        self.follow(app);
        let safe = self.journal.as_mut().is_some_and(|journal| journal.sync().is_ok());
        if let Some(mut old) = old {
            let (history, document) = (app.session.history(), app.session.document());
            match was {
                Some(_) => {
                    let _ = old.follow(history, document, Some(app.session.hash()));
                }
                None if safe => old.remove(),
                None => {}
            }
        }
    }

    fn on_disk(&mut self, app: &App) -> Option<TextHash> {
        let seen = app.disk.seen.as_ref()?;
        if self.seen.as_ref().is_none_or(|(known, _)| !std::sync::Arc::ptr_eq(known.text(), seen.text())) {
            self.seen = Some((seen.clone(), TextHash::of(seen.text())));
        }
        self.seen.as_ref().map(|(_, hash)| *hash)
    }
}

/// The message that there is no journal.
fn without(error: &JournalError) -> String {
    format!("What is typed is not kept in the journal ({error}): save often (Ctrl-S); work goes on")
}

/// Syncs in a thread of its own, so that a slow disk holds up no frame. The thread ends with the process.
fn sync_aside(to: Sender<Signal>) -> Sender<Unsynced> {
    let (to_sync, from) = mpsc::channel::<Unsynced>();
    thread::spawn(move || {
        while let Ok(first) = from.recv() {
            thread::sleep(GATHER);
            let mut waiting = vec![first];
            waiting.extend(from.try_iter());
            // One sync serves all lines of a file; a new name among them needs its own.
            let named = waiting.iter().any(Unsynced::has_name);
            let ended = if named {
                waiting.iter().try_for_each(Unsynced::sync)
            } else {
                waiting.last().map_or(Ok(()), Unsynced::sync)
            };
            if let Err(cause) = ended {
                let why = format!("The journal could not be made durable ({cause}): save often (Ctrl-S)");
                if to.send(Signal::Event(Event::JournalFailed(why))).is_err() {
                    return;
                }
            }
        }
    });
    to_sync
}

/// Goes on with what an earlier program left, or asks whether to.
fn go_on(app: &mut App, kept: Kept) {
    if let Some(copy) = &kept.damaged {
        app.fail(format!(
            "The journal was damaged; all that could be read counts, and the whole is kept in {}",
            copy.display()
        ));
    }
    let Some(disk) = app.disk.seen.clone() else {
        without_file(app, kept);
        return;
    };
    let standing = kept.standing(disk.text());
    let base = on_disk_then(&kept);
    let steps = steps_since(&kept, TextHash::of(disk.text()));
    app.session.resume(&kept.text, kept.history);
    app.revision += 1;
    let mine = kept.text;
    match standing {
        Standing::Saved => {}
        Standing::Unsaved => {
            let about = Matter::Unsaved { steps, written: kept.written.and_then(words) };
            app.overlays.push(Overlay::Choice(Box::new(Choice::new(about, disk, &mine))));
        }
        Standing::ChangedSince => {
            let name = app.disk.name();
            app.session.reload(&format!("{name} changed on disk"), disk.text());
            app.session.mark_saved();
            let back = app.keys.after("; ", Command::Undo, "shows what it was");
            app.say(format!("{name} is not as it was left here{back}"));
        }
        Standing::Both => {
            // Saving asks until it is decided.
            app.disk =
                OnDisk { seen: base, news: Some(disk.clone()), asked: true, left: true, ..app.disk.clone() };
            app.overlays.push(Overlay::Choice(Box::new(Choice::new(Matter::Changed, disk, &mine))));
        }
    }
}

/// Where the text is not TOML: the last state that was, if the history has one, else the problems.
pub fn offer_good(app: &mut App) {
    let (document, history) = (app.session.document(), app.session.history());
    let readable = |document: &Document| document.sources()[0].index.errors().is_empty();
    if readable(document) || !app.overlays.is_empty() {
        return;
    }
    let (mut back, mut hash, mut walk) = (document.clone(), app.session.hash(), history.clone());
    let mut good = None;
    for _ in 0..FAR {
        let Some((before, known, _)) = walk.undo(&back, hash) else { break };
        (back, hash) = (before, known);
        if readable(&back) {
            good = Some((walk.position(), back.sources()[0].text.clone()));
            break;
        }
    }
    match good {
        Some((position, text)) => {
            let theirs = Seen::new(app.session.text());
            let choice = Choice::new(Matter::Unreadable { position }, theirs, &text);
            app.overlays.push(Overlay::Choice(Box::new(choice)));
        }
        None => show_faults(app),
    }
}

/// How many steps back a text that can be read is looked for.
const FAR: usize = 100;

/// Goes on with a plan that never had a file.
fn without_file(app: &mut App, kept: Kept) {
    let steps = kept.history.position();
    let document = Document::new(Source::new(kept.name.clone(), &*kept.text));
    let hash = TextHash::of_document(&document);
    let origin = kept.history.clone().jump(&document, hash, 0);
    let origin = origin.map_or_else(String::new, |(document, _)| document.sources()[0].text.to_string());
    app.session.resume(&kept.text, kept.history);
    app.revision += 1;
    if steps > 0 {
        let about = Matter::Unsaved { steps, written: kept.written.and_then(words) };
        app.overlays.push(Overlay::Choice(Box::new(Choice::new(about, Seen::new(origin), &kept.text))));
    }
}

/// The text that the file held when it was left; `None`: the history does not have it.
fn on_disk_then(kept: &Kept) -> Option<Seen> {
    let wanted = kept.on_disk?;
    let mut document = Document::new(Source::new("", &*kept.text));
    let mut history = kept.history.clone();
    let mut hash = TextHash::of_document(&document);
    while hash != wanted {
        let (before, known, _) = history.undo(&document, hash)?;
        (document, hash) = (before, known);
    }
    Some(Seen::new(document.sources()[0].text.clone()))
}

/// How many steps were made since a text; 0 when that is not known.
fn steps_since(kept: &Kept, disk: TextHash) -> usize {
    let made = &kept.history.entries()[..kept.history.position()];
    made.iter().rev().position(|entry| entry.before == disk).map_or(0, |steps| steps + 1)
}

/// A moment for people, in their time zone.
fn words(when: SystemTime) -> Option<String> {
    let moment = jiff::Timestamp::try_from(when).ok()?.to_zoned(jiff::tz::TimeZone::system());
    Some(moment.strftime("%-d %b %Y, %H:%M").to_string())
}
