//! Where a save really goes: the end of a chain of symbolic links, which may not exist yet.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// As many links as the system itself follows.
const MOST_LINKS: usize = 40;

/// The file that a path means: its symbolic links followed one by one, the last of which may lead to nothing yet.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.file_type().is_symlink() => {
                let target = fs::read_link(&place)?;
                // A relative link starts from the folder that the link stands in.
                place = folder(&place).join(target);
            }
            Ok(_) => return Ok(place),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(place),
            Err(cause) => return Err(cause),
        }
    }
    Err(io::Error::other("its symbolic links lead in a circle"))
}

/// The folder that a file stands in; `.` for a bare name.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A name for what we keep of a plan: the hash of its place.
pub(super) fn fingerprint(place: &Path) -> String {
    let digest = Sha256::digest(place.as_os_str().as_encoded_bytes());
    digest[..16].iter().fold(String::new(), |name, byte| name + &format!("{byte:02x}"))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_followed_to_what_may_not_exist_yet() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("b", at("a")).unwrap();
        symlink(at("c"), at("b")).unwrap();
        assert_eq!(resolve(&at("a")).unwrap(), at("c"));
        symlink("ring", at("ring")).unwrap();
        assert!(resolve(&at("ring")).is_err());
    }
}
