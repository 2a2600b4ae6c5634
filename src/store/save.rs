//! Saves a plan: beside it first, read back, then in its place in one step.
//!
//! Whatever fails, the old text stays whole under its name and no temporary file is left behind.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::attributes::{self, Identity, identity};
use super::place::{folder, resolve};
use super::read::{ReadError, regular};
use super::{Seen, in_place};

const PREFIX: &str = ".milepost-";
const SUFFIX: &str = ".tmp";

/// What a save did.
#[derive(Debug)]
pub struct Saved {
    /// What is on disk now: the next save must still find it.
    pub seen: Seen,
    /// Something the user should know although the text is saved.
    pub warning: Option<String>,
}

/// Why a plan is not saved; the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else wrote the file since it was read.
    #[error(
        "{0}: the file has changed on disk since it was read, so it was not overwritten; look at it and try again"
    )]
    Changed(PathBuf),
    /// The file is gone since it was read.
    #[error("{0}: the file is no longer there, so nothing was saved; save it under a name to write it again")]
    Vanished(PathBuf),
    /// There is no folder to put a new file into.
    #[error("{path}: there is no folder {folder} to write it in; make the folder first")]
    NoFolder {
        /// Which file.
        path: PathBuf,
        /// Which folder.
        folder: PathBuf,
    },
    /// A folder stands there.
    #[error("{0}: this is a folder; name a file in it")]
    Folder(PathBuf),
    /// Something stands there already.
    #[error("{0}: there is a file with this name already, and it was not overwritten")]
    Exists(PathBuf),
    /// The file is marked as read-only.
    #[error("{0}: the file is read-only; allow writing to it first")]
    ReadOnly(PathBuf),
    /// What stands there is not a file.
    #[error(transparent)]
    NotAFile(#[from] ReadError),
    /// What was written is not what the disk gives back.
    #[error(
        "{0}: the disk gave back something else than was written, so the old text was kept; it may be failing"
    )]
    ReadBack(PathBuf),
    /// The name does not lead to what was written, although the system said that it would.
    #[error("{0}: the file does not hold what was just saved to it; look at it before you save again")]
    NotInPlace(PathBuf),
    /// Overwriting in place failed, and so did putting the old text back.
    #[error(
        "{path}: could not be written ({cause}); it may be damaged, and the text as it was before is in {backup}"
    )]
    Torn {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
        /// Where the old text is.
        backup: PathBuf,
    },
    /// The system said no.
    #[error("{path}: cannot be saved ({cause}); the file is as it was: {}", remedy(.cause))]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

/// What a person can do about it.
fn remedy(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk and save again"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "see who may write in its folder"
        }
        io::ErrorKind::InvalidFilename => "give it a shorter name",
        _ => "try again",
    }
}

/// Saves a text over the file it was read from, which must still hold what was `seen`.
///
/// Symbolic links are followed; owner, mode and extended attributes are kept. `backups` is a folder of ours, in which
/// the old text waits while a file is overwritten in place.
pub fn save(path: &Path, text: &str, seen: &Seen, backups: &Path) -> Result<Saved, SaveError> {
    let io = |cause| failure(path, cause);
    let target = resolve(path).map_err(io)?;
    let metadata = match fs::metadata(&target) {
        Ok(metadata) => metadata,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            return Err(SaveError::Vanished(path.to_owned()));
        }
        Err(cause) => return Err(io(cause)),
    };
    regular(path, &metadata)?;
    let mut old = File::open(&target).map_err(io)?;
    let before = identity(&old.metadata().map_err(io)?);
    if !holds(&mut old, seen.text().as_bytes()).map_err(io)? {
        return Err(SaveError::Changed(path.to_owned()));
    }
    if attributes::read_only(&metadata) {
        return Err(SaveError::ReadOnly(path.to_owned()));
    }
    let beside =
        if attributes::must_stay(&metadata) { None } else { replacement(path, &target, &old, text)? };
    match beside {
        Some(new) => replace(path, &target, new, before, text),
        None => in_place::overwrite(path, &target, text, seen, backups).map(|()| saved(text, None)),
    }
}

/// Saves a text as a new file; nothing may stand there yet. A symbolic link to nothing gets its file.
pub fn save_new(path: &Path, text: &str) -> Result<Saved, SaveError> {
    let io = |cause| failure(path, cause);
    let target = resolve(path).map_err(io)?;
    if let Ok(metadata) = fs::symlink_metadata(&target) {
        let refused = if metadata.is_dir() { SaveError::Folder } else { SaveError::Exists };
        return Err(refused(path.to_owned()));
    }
    if !folder(&target).is_dir() {
        return Err(SaveError::NoFolder { path: path.to_owned(), folder: folder(&target).to_owned() });
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's umask leaves of it, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut new = builder.tempfile_in(folder(&target)).map_err(io)?;
    write(path, new.as_file_mut(), text)?;
    let beside = new.path().to_owned();
    match new.persist_noclobber(&target) {
        Ok(_) => named(path, &target, &beside, text),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(SaveError::Exists(path.to_owned()))
        }
        Err(error) => Err(io(error.error)),
    }
}

/// Writes bytes over a file that git made for us and will read at once; nothing in it needs to be kept.
pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    fs::write(path, bytes).map_err(|cause| failure(path, cause))
}

/// The new text in a file beside the old one, durable and with the old one's attributes; `None` when the folder cannot
/// be written or the attributes cannot be kept, so that the file must be overwritten in place.
fn replacement(
    path: &Path,
    target: &Path,
    old: &File,
    text: &str,
) -> Result<Option<NamedTempFile>, SaveError> {
    let io = |cause| failure(path, cause);
    sweep(folder(target));
    let new = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder(target));
    let mut new = match new {
        Ok(new) => new,
        Err(cause) if denied(&cause) => return Ok(None),
        Err(cause) => return Err(io(cause)),
    };
    write(path, new.as_file_mut(), text)?;
    if let Err(cause) = attributes::copy(old, new.as_file()) {
        return if denied(&cause) { Ok(None) } else { Err(io(cause)) };
    }
    new.as_file().sync_all().map_err(io)?;
    Ok(Some(new))
}

/// Puts the new file in the old one's place, if that is still the one that was compared.
fn replace(
    path: &Path,
    target: &Path,
    new: NamedTempFile,
    before: Identity,
    text: &str,
) -> Result<Saved, SaveError> {
    let io = |cause| failure(path, cause);
    if identity(&fs::metadata(target).map_err(io)?) != before {
        return Err(SaveError::Changed(path.to_owned()));
    }
    let beside = new.path().to_owned();
    persist(new, target).map_err(io)?;
    named(path, target, &beside, text)
}

/// Sees that the name leads to the new text now, and makes the name durable. `beside` is what it was called before.
fn named(path: &Path, target: &Path, beside: &Path, text: &str) -> Result<Saved, SaveError> {
    match File::open(target).and_then(|mut file| holds(&mut file, text.as_bytes())) {
        Ok(true) => Ok(saved(text, sync_folder(target))),
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Ok(saved(text, Some(format!("saved, but it cannot be read again ({cause})"))))
        }
        Ok(false) | Err(_) => {
            // There only if the system did not do what it said.
            let _ = fs::remove_file(beside);
            Err(SaveError::NotInPlace(path.to_owned()))
        }
    }
}

#[cfg(not(windows))]
fn persist(new: NamedTempFile, target: &Path) -> io::Result<()> {
    new.persist(target).map(drop).map_err(|error| error.error)
}

/// Windows refuses while a scanner or an editor has the file open for a moment, so it is asked again for half a second.
#[cfg(windows)]
fn persist(mut new: NamedTempFile, target: &Path) -> io::Result<()> {
    const TRIES: u32 = 10;
    for again in 0.. {
        match new.persist(target) {
            Ok(_) => break,
            Err(error) if again >= TRIES || error.error.kind() != io::ErrorKind::PermissionDenied => {
                return Err(error.error);
            }
            Err(error) => new = error.file,
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Writes a text into an empty file, makes it durable, and sees that the disk gives it back.
fn write(path: &Path, file: &mut File, text: &str) -> Result<(), SaveError> {
    let io = |cause| failure(path, cause);
    file.write_all(text.as_bytes()).map_err(io)?;
    file.sync_all().map_err(io)?;
    if !holds(file, text.as_bytes()).map_err(io)? {
        return Err(SaveError::ReadBack(path.to_owned()));
    }
    Ok(())
}

/// Whether a file holds exactly these bytes.
pub(super) fn holds(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut found = Vec::with_capacity(bytes.len() + 1);
    file.take(bytes.len() as u64 + 1).read_to_end(&mut found)?;
    Ok(found == bytes)
}

/// Makes a new name durable; a folder that cannot be synced is worth a warning, not an error.
pub(super) fn sync_folder(target: &Path) -> Option<String> {
    if cfg!(not(unix)) {
        return None;
    }
    let synced = File::open(folder(target)).and_then(|folder| folder.sync_all());
    synced.err().map(|cause| format!("saved, but a power cut now could still undo it ({cause})"))
}

/// Takes away temporary files of ours that a crash left behind more than a day ago.
fn sweep(folder: &Path) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(is_temporary);
        let age = || SystemTime::now().duration_since(entry.metadata().ok()?.modified().ok()?).ok();
        if ours && age().is_some_and(|age| age > DAY) {
            // What cannot be taken away stays; the save does not depend on it.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file's name is that of a temporary one of ours.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

fn saved(text: &str, warning: Option<String>) -> Saved {
    Saved { seen: Seen::new(text), warning }
}

/// Whether the system forbids it, as opposed to having failed at it.
fn denied(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

pub(super) fn failure(path: &Path, cause: io::Error) -> SaveError {
    // A temporary file adds its own name, which says nothing to anybody.
    let said = cause.to_string();
    let cause = match said.split_once(" at path ") {
        Some((said, _)) if cause.raw_os_error().is_none() => io::Error::new(cause.kind(), said),
        _ => cause,
    };
    SaveError::Io { path: path.to_owned(), cause }
}

#[cfg(test)]
mod tests;
