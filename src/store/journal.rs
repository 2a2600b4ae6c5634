//! The journal: every step of a plan that is being worked on, in a file of our own, so that nothing is lost.
//!
//! One journal belongs to one plan and one program; a lock keeps others away, and a second program has a second
//! journal. Nothing of it is ever written to the plan by itself.

pub(super) mod lock;
mod record;
mod replay;
mod write;

#[cfg(test)]
mod tests;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::in_place::create_private;
use super::place::{fingerprint, known_as};
use crate::document::Document;
use crate::session::{History, TextHash};
use lock::{Attempt, Lock, lock};
use replay::{End, replay};
use write::Writing;
pub use write::{MOST_JOURNAL_BYTES, MOST_STEP_BYTES, MOST_STEPS, Unsynced};

/// The folder in our own state.
pub(super) const FOLDER: &str = "journal";
/// How many programs may have a journal for the same plan.
const MOST_PROGRAMS: usize = 9;
/// A larger journal is not read.
const MOST_READ: u64 = 1024 * 1024 * 1024;

/// Why there is no journal; work goes on without.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The folder is somebody else's, or a link to somewhere.
    #[error("the folder {0} is not ours alone")]
    Foreign(PathBuf),
    /// So many programs have the plan open that this one gets no journal.
    #[error("the plan is open in {MOST_PROGRAMS} windows already")]
    Crowded,
    /// The system said no.
    #[error("{path}: {cause}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

/// The journal of a plan, ours as long as this lives.
#[derive(Debug)]
pub struct Journal {
    writing: Writing,
    _lock: Lock,
}

/// What an earlier program left in a journal.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The plan's text as it was left.
    pub text: String,
    /// How its text was called.
    pub name: String,
    /// The steps, at the position where they were left.
    pub history: History,
    /// The text that stood in the plan's file then, by its hash.
    pub on_disk: Option<TextHash>,
    /// When it was last written.
    pub written: Option<SystemTime>,
    /// Where a copy of what could not be believed was left, if the journal was damaged.
    pub damaged: Option<PathBuf>,
}

/// How what was left stands to the plan's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The file has it.
    Saved,
    /// The file is as it was, and does not have all of it.
    Unsaved,
    /// The file had all of it, and was changed since.
    ChangedSince,
    /// The file does not have all of it, and was changed besides.
    Both,
}

impl Kept {
    /// How it stands to the text of the plan's file.
    pub fn standing(&self, disk: &str) -> Standing {
        let (disk, mine) = (TextHash::of(disk), TextHash::of(&self.text));
        if disk == mine {
            return Standing::Saved;
        }
        match self.on_disk {
            Some(known) if known == disk => Standing::Unsaved,
            Some(known) if known == mine => Standing::ChangedSince,
            // A crash before it was noted what the file held: any text of the history may have stood there.
            Some(_) | None if self.knows(disk) => Standing::Unsaved,
            Some(_) | None => Standing::Both,
        }
    }

    fn knows(&self, text: TextHash) -> bool {
        self.history.entries().iter().any(|entry| entry.before == text || entry.after == text)
    }
}

/// A journal that was opened, and what was in it.
#[derive(Debug)]
pub struct Opened {
    /// The journal.
    pub journal: Journal,
    /// What an earlier program left.
    pub kept: Option<Kept>,
    /// The processes that have the plan open too, where they said who they are; 0 for one that did not.
    pub others: Vec<u32>,
}

/// Opens the journal of a plan that stands at `plan`, of which the file holds the text `disk`.
///
/// Of several that were left, one with unsaved work comes first; the others are found at the next start.
pub fn open(state: &Path, plan: &Path, disk: &str) -> Result<Opened, JournalError> {
    let folder = folder(state)?;
    let stem = fingerprint(&known_as(plan));
    let mut others = Vec::new();
    let mut free = Vec::new();
    for number in 1..=MOST_PROGRAMS {
        let path =
            folder.join(if number == 1 { format!("{stem}.jrnl") } else { format!("{stem}-{number}.jrnl") });
        // A number nobody has used ends the list.
        if number > 1 && !free.is_empty() && !path.exists() {
            break;
        }
        match attempt(&path)? {
            Attempt::Theirs(who) => others.push(who.unwrap_or(0)),
            Attempt::Ours(lock) => {
                let (writing, kept) = resume(path)?;
                free.push((lock, writing, kept));
            }
        }
    }
    let rank = |kept: &Option<Kept>| match kept.as_ref().map(|kept| kept.standing(disk)) {
        Some(Standing::Unsaved | Standing::Both) => 0,
        Some(Standing::Saved) => 1,
        Some(Standing::ChangedSince) => 2,
        None => 3,
    };
    let best = free.into_iter().min_by_key(|(_, _, kept)| rank(kept));
    let (lock, writing, kept) = best.ok_or(JournalError::Crowded)?;
    Ok(Opened { journal: Journal { writing, _lock: lock }, kept, others })
}

/// The text that a plan had when it was worked on last, for a plan whose file is gone.
pub fn last_text(state: &Path, plan: &Path) -> Option<String> {
    let opened = open(state, plan, "").ok()?;
    opened.kept.map(|kept| kept.text).filter(|text| !text.trim().is_empty())
}

/// Opens a journal for a plan without a file: one that was left with work in it, else a new one.
pub fn open_unnamed(state: &Path) -> Result<Opened, JournalError> {
    let folder = folder(state)?;
    for path in unnamed(&folder) {
        if let Attempt::Ours(lock) = attempt(&path)?
            && let (writing, Some(kept)) = resume(path)?
        {
            return Ok(Opened {
                journal: Journal { writing, _lock: lock },
                kept: Some(kept),
                others: Vec::new(),
            });
        }
    }
    for number in 1.. {
        let path = folder.join(format!("{UNNAMED}{number}.jrnl"));
        if !path.exists()
            && let Attempt::Ours(lock) = attempt(&path)?
        {
            let journal = Journal { writing: Writing::new(path), _lock: lock };
            return Ok(Opened { journal, kept: None, others: Vec::new() });
        }
    }
    Err(JournalError::Crowded)
}

/// Whether a program that is gone left work on a plan without a file.
pub fn unnamed_waits(state: &Path) -> bool {
    let Ok(folder) = folder(state) else { return false };
    unnamed(&folder).into_iter().any(|path| matches!(attempt(&path), Ok(Attempt::Ours(_))))
}

/// How journals of plans without a file begin.
const UNNAMED: &str = "without-a-file-";

/// The journals of plans without a file, the one written last first.
fn unnamed(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<(Option<SystemTime>, PathBuf)> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let begins = name.to_str().is_some_and(|name| name.starts_with(UNNAMED));
            begins && entry.path().extension().is_some_and(|end| end == "jrnl")
        })
        .map(|entry| (entry.metadata().ok().and_then(|metadata| metadata.modified().ok()), entry.path()))
        .collect();
    found.sort();
    found.reverse();
    found.into_iter().map(|(_, path)| path).collect()
}

impl Journal {
    /// Where it stands.
    pub fn path(&self) -> &Path {
        self.writing.path()
    }

    /// Writes what the history has and the journal has not: whether there was anything. Where it fails, the next time
    /// writes it.
    ///
    /// `on_disk` is the text that stands in the plan's file, by its hash.
    pub fn follow(
        &mut self,
        history: &History,
        document: &Document,
        on_disk: Option<TextHash>,
    ) -> Result<bool, JournalError> {
        let written = self.writing.follow(history, document, on_disk);
        written.map_err(|cause| failure(self.path(), cause))
    }

    /// Writes the journal anew if it holds more than undo needs, within the documented bounds: called after a save.
    pub fn settle(
        &mut self,
        history: &History,
        document: &Document,
        on_disk: Option<TextHash>,
    ) -> Result<(), JournalError> {
        let settled = self.writing.settle(history, document, on_disk);
        settled.map_err(|cause| failure(self.path(), cause))
    }

    /// What must be synced, to be done within a second; `None` while nothing is written.
    pub fn unsynced(&mut self) -> Option<Unsynced> {
        self.writing.unsynced()
    }

    /// Notes that a sync has failed: what was written before may be lost, so that the next step writes all of it anew.
    pub fn mistrust(&mut self) {
        self.writing.suspect();
    }

    /// Makes it durable at once.
    pub fn sync(&mut self) -> Result<(), JournalError> {
        let Some(unsynced) = self.unsynced() else { return Ok(()) };
        unsynced.sync().map_err(|cause| {
            self.mistrust();
            failure(self.path(), cause)
        })
    }

    /// Takes it away: the plan has another journal, or its work was set aside.
    pub fn remove(mut self) {
        self.writing.remove();
    }
}

/// Leaves a text as a durable copy in a folder of ours, under a name that says whose it is; where.
pub fn set_aside(backups: &Path, plan: Option<&Path>, text: &str) -> io::Result<PathBuf> {
    use std::io::Write;
    create_private(backups)?;
    let stem = plan.and_then(Path::file_stem).map_or_else(|| "plan".into(), |stem| stem.to_string_lossy());
    let prefix = format!("{stem}.unsaved-");
    let mut copy = tempfile::Builder::new().prefix(&prefix).suffix(".toml").tempfile_in(backups)?;
    copy.write_all(text.as_bytes())?;
    copy.as_file().sync_all()?;
    let (_, path) = copy.keep().map_err(|error| error.error)?;
    let _ = super::save::sync_folder(&path);
    Ok(path)
}

/// Takes a journal away, with its lock, if nobody has it open and all that is in it is saved.
pub(super) fn forget(path: &Path) {
    if path.extension().is_none_or(|end| end != "jrnl") {
        return;
    }
    // Held until both are gone, so that nobody begins to write into what is taken away.
    let Ok(Attempt::Ours(lock)) = attempt(path) else { return };
    let settled = || {
        let bytes = whole(&mut private_options().read(true).open(path).ok()?).ok()?;
        let replayed = replay(&bytes).filter(|it| it.end == End::Whole && it.texts.len() == 1)?;
        Some(replayed.on_disk? == TextHash::of(&replayed.texts[0]))
    };
    if settled() == Some(true) && fs::remove_file(path).is_ok() {
        let _ = fs::remove_file(path.with_extension("lock"));
    }
    drop(lock);
}

/// The folder of the journals, which must be ours alone.
fn folder(state: &Path) -> Result<PathBuf, JournalError> {
    let folder = state.join(FOLDER);
    create_private(&folder).map_err(|cause| failure(&folder, cause))?;
    let metadata = fs::symlink_metadata(&folder).map_err(|cause| failure(&folder, cause))?;
    if metadata.is_dir() && ours(&folder, &metadata) {
        Ok(folder)
    } else {
        Err(JournalError::Foreign(folder))
    }
}

#[cfg(unix)]
fn ours(folder: &Path, metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let mine = metadata.uid() == rustix::process::geteuid().as_raw();
    let closed = metadata.mode() & 0o777 == 0o700;
    // One that others may look into is closed.
    mine && (closed || fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).is_ok())
}

#[cfg(not(unix))]
fn ours(_: &Path, _: &fs::Metadata) -> bool {
    true
}

fn attempt(path: &Path) -> Result<Attempt, JournalError> {
    let lock_path = path.with_extension("lock");
    lock(&lock_path).map_err(|cause| failure(&lock_path, cause))
}

/// Files that only their owner may read, and that are no links.
#[cfg(unix)]
fn private_options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.mode(0o600).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn private_options() -> OpenOptions {
    OpenOptions::new()
}

/// Reads a journal that may be there, and goes on with it. What cannot be believed is kept beside it and not touched.
fn resume(path: PathBuf) -> Result<(Writing, Option<Kept>), JournalError> {
    let io = |cause| failure(&path, cause);
    let mut file = match private_options().read(true).write(true).open(&path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok((Writing::new(path), None)),
        Err(cause) => return Err(io(cause)),
    };
    let metadata = file.metadata().map_err(io)?;
    if !metadata.is_file() {
        return Err(JournalError::Foreign(path));
    }
    let bytes = if metadata.len() <= MOST_READ { whole(&mut file).map_err(io)? } else { Vec::new() };
    // Of a plan's journal there is one text; more come with plans of several files.
    let replayed = replay(&bytes).filter(|replayed| replayed.texts.len() == 1);
    let Some(mut replayed) = replayed else {
        if !bytes.is_empty() || metadata.len() > 0 {
            fs::rename(&path, unreadable(&path)).map_err(io)?;
        }
        return Ok((Writing::new(path), None));
    };
    let mut damaged = None;
    if replayed.end == End::Damaged {
        let copy = unreadable(&path);
        fs::copy(&path, &copy).map_err(io)?;
        damaged = Some(copy);
    }
    let text = replayed.texts.remove(0);
    let name = replayed.names[0].clone();
    let kept = Kept {
        text,
        name,
        history: replayed.history.clone(),
        on_disk: replayed.on_disk,
        written: metadata.modified().ok(),
        damaged,
    };
    let mut writing = Writing::resumed(
        path,
        file,
        (replayed.names, replayed.origin),
        &replayed.history,
        replayed.on_disk,
        replayed.good,
    );
    if replayed.end != End::Whole {
        // What follows the good part would stand before what is written next.
        writing.suspect();
    }
    Ok((writing, Some(kept)))
}

fn whole(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MOST_READ).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A name beside a journal that nobody has yet.
fn unreadable(path: &Path) -> PathBuf {
    let name = |number: u32| path.with_extension(format!("unreadable-{number}"));
    // The last number is used again when all are taken.
    (1..100).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(100))
}

fn failure(path: &Path, cause: io::Error) -> JournalError {
    JournalError::Io { path: path.to_owned(), cause }
}
