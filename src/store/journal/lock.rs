//! Who works on a plan now: a lock that the system takes back when its program ends, however it ends.
//!
//! The file stays behind and means nothing by itself, so that there are no stale locks. It holds the number of the
//! process that locked it last.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// A lock that is held as long as this lives.
#[derive(Debug)]
pub(in crate::store) struct Lock {
    file: File,
}

/// What came of an attempt to lock.
#[derive(Debug)]
pub(in crate::store) enum Attempt {
    /// It is ours now.
    Ours(Lock),
    /// Another process has it; its number, if it could be read.
    Theirs(Option<u32>),
}

/// Locks a file, which is made when it is not there, or says who has it. Never waits.
pub(in crate::store) fn lock(path: &Path) -> io::Result<Attempt> {
    loop {
        let attempt = lock_once(path)?;
        // One that was swept away between opening and locking it keeps nobody out.
        match &attempt {
            Attempt::Ours(lock) if lock.is_gone() => {}
            Attempt::Ours(_) | Attempt::Theirs(_) => return Ok(attempt),
        }
    }
}

impl Lock {
    /// Whether somebody took the locked file away.
    #[cfg(unix)]
    fn is_gone(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        self.file.metadata().is_ok_and(|metadata| metadata.nlink() == 0)
    }

    /// Whether somebody took the locked file away; nobody can while it is open here.
    #[cfg(not(unix))]
    fn is_gone(&self) -> bool {
        let _ = &self.file;
        false
    }
}

fn lock_once(path: &Path) -> io::Result<Attempt> {
    let mut file = match options().open(path) {
        Ok(file) => file,
        Err(cause) if taken(&cause) => return Ok(Attempt::Theirs(None)),
        Err(cause) => return Err(cause),
    };
    if !try_lock(&file)? {
        let mut digits = String::new();
        // Who it is helps to find the window; that it is somebody is what counts.
        let _ = (&mut file).take(16).read_to_string(&mut digits);
        return Ok(Attempt::Theirs(digits.trim().parse().ok()));
    }
    let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
    Ok(Attempt::Ours(Lock { file }))
}

#[cfg(unix)]
fn options() -> OpenOptions {
    let mut options = super::private_options();
    options.read(true).write(true).create(true);
    options
}

#[cfg(unix)]
fn taken(_: &io::Error) -> bool {
    false
}

#[cfg(unix)]
fn try_lock(file: &File) -> io::Result<bool> {
    match rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// On Windows a file that is opened without sharing is locked by being open.
#[cfg(windows)]
fn options() -> OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).share_mode(0);
    options
}

#[cfg(windows)]
fn taken(cause: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    cause.raw_os_error() == Some(SHARING_VIOLATION)
}

#[cfg(windows)]
fn try_lock(_: &File) -> io::Result<bool> {
    Ok(true)
}
