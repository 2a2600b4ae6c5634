//! What must outlive a replaced file: owner, mode, extended attributes; and who it is, to see that it is still the same.
//!
//! Elsewhere than on Unix only the read-only mark is kept.

use std::fs::{File, Metadata};
use std::io;
use std::time::SystemTime;

/// Which file this is, and when it changed: two equal ones have not been touched between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    file: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

/// The identity of a file.
pub(super) fn identity(metadata: &Metadata) -> Identity {
    Identity { file: number(metadata), length: metadata.len(), modified: metadata.modified().ok() }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// Whether nobody may write the file, by its mode.
pub(super) fn read_only(metadata: &Metadata) -> bool {
    metadata.permissions().readonly()
}

/// Whether replacing the file by a new one would split it from another name, or take it from its owner.
#[cfg(unix)]
pub(super) fn must_stay(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let me = rustix::process::geteuid();
    metadata.nlink() > 1 || (metadata.uid() != me.as_raw() && !me.is_root())
}

#[cfg(not(unix))]
pub(super) fn must_stay(_: &Metadata) -> bool {
    false
}

/// Gives a new file the owner, mode and extended attributes of an old one.
#[cfg(unix)]
pub(super) fn copy(old: &File, new: &File) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let (from, to) = (old.metadata()?, new.metadata()?);
    if (from.uid(), from.gid()) != (to.uid(), to.gid()) {
        let owner = rustix::fs::Uid::from_raw(from.uid());
        let group = rustix::fs::Gid::from_raw(from.gid());
        rustix::fs::fchown(new, Some(owner), Some(group))?;
    }
    // After the owner: changing that takes special bits of the mode away.
    new.set_permissions(from.permissions())?;
    extended::copy(old, new)
}

#[cfg(not(unix))]
pub(super) fn copy(old: &File, new: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())
}

/// Extended attributes: labels, access lists, what the user hung on.
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod extended {
    use std::ffi::{CStr, CString};
    use std::fs::File;
    use std::io;

    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};
    use rustix::io::Errno;

    /// Longer attributes do not exist on the file systems we know.
    const MOST: usize = 64 * 1024;

    pub(super) fn copy(old: &File, new: &File) -> io::Result<()> {
        for name in names(old)? {
            let (Some(wanted), found) = (value(old, &name)?, value(new, &name)?) else { continue };
            if found.as_ref() != Some(&wanted) {
                fsetxattr(new, &name, &wanted, XattrFlags::empty())?;
            }
        }
        Ok(())
    }

    fn names(file: &File) -> io::Result<Vec<CString>> {
        let mut list = vec![0_u8; MOST];
        let length = match flistxattr(file, &mut list[..]) {
            Ok(length) => length,
            // The file system has none.
            Err(Errno::NOTSUP) => 0,
            Err(cause) => return Err(cause.into()),
        };
        list.truncate(length);
        let names = list.split_inclusive(|byte| *byte == 0);
        Ok(names.filter_map(|name| CStr::from_bytes_with_nul(name).ok()).map(CStr::to_owned).collect())
    }

    fn value(file: &File, name: &CStr) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = vec![0_u8; MOST];
        match fgetxattr(file, name, &mut bytes[..]) {
            Ok(length) => {
                bytes.truncate(length);
                Ok(Some(bytes))
            }
            Err(Errno::NODATA | Errno::NOTSUP) => Ok(None),
            Err(cause) => Err(cause.into()),
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
mod extended {
    pub(super) fn copy(_: &std::fs::File, _: &std::fs::File) -> std::io::Result<()> {
        Ok(())
    }
}
