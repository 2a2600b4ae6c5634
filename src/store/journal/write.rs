//! Writes a journal: a line for each step as it is made, and the whole anew when it has grown beyond what undo needs.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::record::{Cut, MAGIC, Record, Text};
use super::replay::replace;
use crate::document::{Document, Splice};
use crate::session::{Entry, History, TextHash};
use crate::store::save::sync_folder;

/// How many steps a journal keeps when it is written anew.
pub const MOST_STEPS: usize = 1_000;
/// How many bytes of replaced and replacing text it keeps then.
pub const MOST_STEP_BYTES: usize = 8 * 1024 * 1024;
/// A journal of more bytes than this and four times the plan is written anew at once, saved or not.
pub const MOST_JOURNAL_BYTES: u64 = 64 * 1024 * 1024;

/// A journal that is being written.
#[derive(Debug)]
pub(super) struct Writing {
    path: PathBuf,
    /// `None` until the first step: nothing is kept of a plan that was only looked at.
    file: Option<Arc<File>>,
    names: Vec<String>,
    /// The hash of the texts before the first step in the file.
    origin: Option<TextHash>,
    /// The index in the history of the first step in the file.
    first: usize,
    /// The hash after each step in the file.
    steps: Vec<(TextHash, TextHash)>,
    position: usize,
    on_disk: Option<TextHash>,
    good: u64,
    /// Whether the file cannot be trusted any more: a failed sync may have lost what was written before.
    suspect: bool,
    /// Whether its name is not durable yet.
    unnamed: bool,
}

/// What has been written and is not durable yet; syncing it takes time, and can be done aside from the frame.
#[derive(Debug)]
pub struct Unsynced {
    file: Arc<File>,
    name: Option<PathBuf>,
}

impl Unsynced {
    /// Whether the file has a name that is not durable yet.
    pub fn has_name(&self) -> bool {
        self.name.is_some()
    }

    /// Makes it durable.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()?;
        if let Some(name) = &self.name {
            // Where a folder cannot be synced, its file system keeps names in order or nobody can help it.
            let _ = sync_folder(name);
        }
        Ok(())
    }
}

impl Writing {
    /// A journal that is not there yet.
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            file: None,
            names: Vec::new(),
            origin: None,
            first: 0,
            steps: Vec::new(),
            position: 0,
            on_disk: None,
            good: 0,
            suspect: false,
            unnamed: false,
        }
    }

    /// Goes on with a file that was read, after what could be believed of it.
    pub(super) fn resumed(
        path: PathBuf,
        file: File,
        (names, origin): (Vec<String>, TextHash),
        history: &History,
        on_disk: Option<TextHash>,
        good: u64,
    ) -> Self {
        let origin = Some(origin);
        let steps = marks(history.entries());
        let position = history.position();
        let file = Some(Arc::new(file));
        Self {
            path,
            file,
            names,
            origin,
            first: 0,
            steps,
            position,
            on_disk,
            good,
            suspect: false,
            unnamed: false,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn unsynced(&mut self) -> Option<Unsynced> {
        let file = self.file.clone()?;
        let name = std::mem::take(&mut self.unnamed).then(|| self.path.clone());
        Some(Unsynced { file, name })
    }

    pub(super) fn suspect(&mut self) {
        self.suspect = true;
    }

    /// Writes what the history has and the file has not; whether there was anything.
    pub(super) fn follow(
        &mut self,
        history: &History,
        document: &Document,
        on_disk: Option<TextHash>,
    ) -> io::Result<bool> {
        if self.file.is_none() && history.entries().is_empty() {
            return Ok(false);
        }
        if self.must_begin_anew(history) {
            self.write_whole(history, document, on_disk)?;
            return Ok(true);
        }
        let entries = &history.entries()[self.first..];
        let same = self.common(entries);
        let position = history.position() - self.first;
        let mut lines = String::new();
        for (at, entry) in entries.iter().enumerate().skip(same) {
            lines += &step(at, entry, &self.names).line();
        }
        let reached = if same < entries.len() { entries.len() } else { self.position };
        if reached != position {
            lines +=
                &Record::Position { at: position, hash: hash_at(entries, position, document).into() }.line();
        }
        if let Some(hash) = on_disk.filter(|_| on_disk != self.on_disk) {
            lines += &Record::Disk { hash: hash.into() }.line();
        }
        if lines.is_empty() {
            return Ok(false);
        }
        self.append(lines.as_bytes())?;
        self.steps.truncate(same);
        self.steps.extend(marks(&entries[same..]));
        self.position = position;
        self.on_disk = on_disk.or(self.on_disk);
        if self.good > MOST_JOURNAL_BYTES + 4 * bytes_of(document) {
            self.write_whole(history, document, on_disk)?;
        }
        Ok(true)
    }

    /// Writes the journal anew if it holds more than undo needs: called after a save.
    pub(super) fn settle(
        &mut self,
        history: &History,
        document: &Document,
        on_disk: Option<TextHash>,
    ) -> io::Result<()> {
        if self.file.is_none() {
            return Ok(());
        }
        let steps: usize = history.entries().iter().map(bytes_of_step).sum();
        // Escapes, hashes and labels included; what is more than twice that is steps that were overwritten.
        let needed = bytes_of(document) + steps.min(MOST_STEP_BYTES) as u64 + 400 * self.steps.len() as u64;
        let surplus = self.steps.len() > MOST_STEPS + MOST_STEPS / 4
            || steps > MOST_STEP_BYTES + MOST_STEP_BYTES / 4
            || self.good > 2 * needed + 64 * 1024;
        if surplus { self.write_whole(history, document, on_disk) } else { Ok(()) }
    }

    /// How many steps of the file are still those of the history.
    fn common(&self, entries: &[Entry]) -> usize {
        let marks = entries.iter().map(|entry| (entry.before, entry.after));
        self.steps.iter().zip(marks).take_while(|(mark, other)| **mark == *other).count()
    }

    /// Whether no line could say it: there is no file, it cannot be trusted, or it does not reach as far back.
    fn must_begin_anew(&self, history: &History) -> bool {
        let Some(file) = &self.file else { return true };
        let Some(entries) = history.entries().get(self.first..) else { return true };
        // Steps that were made to another text than the one the file begins with.
        let foreign = entries.first().is_some_and(|first| Some(first.before) != self.origin);
        let cut_off = entries.len() < self.steps.len() && self.common(entries) == entries.len();
        self.suspect || history.position() < self.first || foreign || cut_off || gone(file)
    }

    /// Appends at the end of what can be believed, and takes a part that failed away again.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let mut file: &File = file;
        let written = file.seek(SeekFrom::Start(self.good)).and_then(|_| file.write_all(bytes));
        if let Err(cause) = written {
            // A torn end is not believed anyway.
            let _ = file.set_len(self.good);
            return Err(cause);
        }
        self.good += bytes.len() as u64;
        Ok(())
    }

    /// Writes everything that undo needs as a new file in the place of the old one.
    pub(super) fn write_whole(
        &mut self,
        history: &History,
        document: &Document,
        on_disk: Option<TextHash>,
    ) -> io::Result<()> {
        let names: Vec<String> = document.sources().iter().map(|source| source.name.clone()).collect();
        let kept = kept(history);
        let entries = &history.entries()[kept.clone()];
        let position = history.position() - kept.start;
        let mut lines = String::from(MAGIC);
        lines += &base(&self.path, document, &entries[..position]).line();
        for (at, entry) in entries.iter().enumerate() {
            lines += &step(at, entry, &names).line();
        }
        if position != entries.len() {
            lines +=
                &Record::Position { at: position, hash: hash_at(entries, position, document).into() }.line();
        }
        if let Some(hash) = on_disk {
            lines += &Record::Disk { hash: hash.into() }.line();
        }
        let folder = super::super::place::folder(&self.path);
        let mut new = tempfile::Builder::new().prefix(".milepost-").suffix(".tmp").tempfile_in(folder)?;
        new.write_all(lines.as_bytes())?;
        // The first one takes nobody's place, and is synced with what follows, aside from the frame.
        let first = self.file.is_none();
        if !first {
            new.as_file().sync_all()?;
        }
        let file = new.persist(&self.path).map_err(|error| error.error)?;
        if !first {
            // A new name that is lost with the power leaves the old journal, which is whole.
            let _ = sync_folder(&self.path);
        }
        *self = Self {
            path: std::mem::take(&mut self.path),
            file: Some(Arc::new(file)),
            names,
            origin: Some(hash_at(entries, 0, document)),
            first: kept.start,
            steps: marks(entries),
            position,
            on_disk,
            good: lines.len() as u64,
            suspect: false,
            unnamed: first,
        };
        Ok(())
    }

    /// Takes the journal away.
    pub(super) fn remove(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn marks(entries: &[Entry]) -> Vec<(TextHash, TextHash)> {
    entries.iter().map(|entry| (entry.before, entry.after)).collect()
}

/// The hash of the texts at a position among steps; without any step, of those that there are.
fn hash_at(entries: &[Entry], position: usize, document: &Document) -> TextHash {
    match (position.checked_sub(1), entries.first()) {
        (Some(last), _) => entries[last].after,
        (None, Some(first)) => first.before,
        (None, None) => TextHash::of_document(document),
    }
}

fn bytes_of(document: &Document) -> u64 {
    document.sources().iter().map(|source| source.text.len() as u64).sum()
}

fn bytes_of_step(entry: &Entry) -> usize {
    entry.forward.iter().chain(&entry.backward).map(|splice| splice.text.len()).sum()
}

/// The steps that are kept: those around the position that stay within the bounds, undo before redo.
fn kept(history: &History) -> std::ops::Range<usize> {
    let (entries, position) = (history.entries(), history.position());
    let (mut steps, mut bytes) = (0, 0);
    let mut room = |entry: &Entry| {
        steps += 1;
        bytes += bytes_of_step(entry);
        steps <= MOST_STEPS && bytes <= MOST_STEP_BYTES
    };
    let start = position - entries[..position].iter().rev().take_while(|entry| room(entry)).count();
    let end = position + entries[position..].iter().take_while(|entry| room(entry)).count();
    start..end
}

/// The record of the texts before the steps that are made.
fn base(path: &Path, document: &Document, made: &[Entry]) -> Record {
    let mut texts: Vec<String> = document.sources().iter().map(|source| source.text.to_string()).collect();
    for entry in made.iter().rev() {
        replace(&mut texts, &entry.backward).expect("a step of the history can be taken back");
    }
    let sources = document.sources().iter().zip(texts);
    let sources = sources.map(|(source, text)| Text { name: source.name.clone(), text }).collect();
    Record::Base { path: path.to_str().map(str::to_owned), sources }
}

fn step(at: usize, entry: &Entry, names: &[String]) -> Record {
    let cut = |splice: &Splice| Cut {
        name: names[splice.source].clone(),
        from: splice.span.start,
        to: splice.span.end,
        text: splice.text.clone(),
    };
    Record::Step {
        at,
        label: entry.label.clone(),
        splices: entry.forward.iter().map(cut).collect(),
        before: entry.before.into(),
        after: entry.after.into(),
    }
}

/// Whether somebody took the file away while it was written.
#[cfg(unix)]
fn gone(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|metadata| metadata.nlink() == 0)
}

#[cfg(not(unix))]
fn gone(_: &File) -> bool {
    false
}
