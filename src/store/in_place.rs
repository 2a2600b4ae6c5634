//! Overwrites a file where it stands, for when a new file in its place would break something.
//!
//! The old text is made durable in our own folder first; if writing fails it is put back, and if that fails too the
//! copy stays and the message says where.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::Seen;
use super::folder::files;
use super::place::fingerprint;
use super::save::{SaveError, failure, holds, sync_folder};

/// Writes `text` over the file, which holds what was `seen`.
pub(super) fn overwrite(
    path: &Path,
    target: &Path,
    text: &str,
    seen: &Seen,
    backups: &Path,
) -> Result<(), SaveError> {
    let io = |cause: io::Error| match cause.kind() {
        io::ErrorKind::PermissionDenied => SaveError::ReadOnly(path.to_owned()),
        _ => failure(path, cause),
    };
    let mut file = OpenOptions::new().read(true).write(true).open(target).map_err(io)?;
    if !holds(&mut file, seen.text().as_bytes()).map_err(io)? {
        return Err(SaveError::Changed(path.to_owned()));
    }
    let backup = back_up(target, seen, backups).map_err(|cause| failure(path, cause))?;
    let Err(cause) = replace_contents(&mut file, text) else {
        // The copy has served; a copy that cannot be taken away does no harm.
        drop(backup);
        return Ok(());
    };
    if replace_contents(&mut file, seen.text()).is_ok() {
        return Err(failure(path, cause));
    }
    match backup.keep() {
        Ok((_, backup)) => Err(SaveError::Torn { path: path.to_owned(), cause, backup }),
        Err(error) => {
            Err(SaveError::Torn { path: path.to_owned(), cause, backup: error.file.path().to_owned() })
        }
    }
}

/// A durable copy of the old text; it goes away with the value.
fn back_up(target: &Path, seen: &Seen, backups: &Path) -> io::Result<NamedTempFile> {
    create_private(backups)?;
    let prefix = prefix(&fs::canonicalize(target)?);
    let mut copy = tempfile::Builder::new().prefix(&prefix).suffix(".toml").tempfile_in(backups)?;
    copy.write_all(seen.text().as_bytes())?;
    copy.as_file().sync_all()?;
    if !holds(copy.as_file_mut(), seen.text().as_bytes())? {
        return Err(io::Error::other("the copy of the old text was not kept by the disk"));
    }
    // A warning only: the copy itself is durable where the file system keeps names in order.
    let _ = sync_folder(copy.path());
    Ok(copy)
}

/// How the copies of a plan's old text begin.
fn prefix(place: &Path) -> String {
    format!("before-{}-", fingerprint(place))
}

/// The copy of the old text that was left because the last save of this plan was cut short while it was overwritten in
/// place; `None` when there is none, or the plan was written since.
pub fn cut_short(plan: &Path, backups: &Path) -> Option<PathBuf> {
    /// A save does not take longer.
    const SAVING: Duration = Duration::from_secs(60);
    let place = fs::canonicalize(plan).ok()?;
    let prefix = prefix(&place);
    let written = fs::metadata(&place).ok()?.modified().ok()?;
    let of_this_save = |copy: &PathBuf| {
        let name = copy.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let made = || fs::metadata(copy).ok()?.modified().ok();
        name.starts_with(&prefix) && made().is_some_and(|made| made <= written && written < made + SAVING)
    };
    let differs = |copy: &PathBuf| fs::read(copy).ok() != fs::read(&place).ok();
    files(backups, "toml").into_iter().find(|copy| of_this_save(copy) && differs(copy))
}

/// Creates a folder that only its owner may look into.
pub(super) fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn replace_contents(file: &mut File, text: &str) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    file.sync_all()?;
    if holds(file, text.as_bytes())? {
        return Ok(());
    }
    Err(io::Error::other("the disk gave back something else than was written"))
}
