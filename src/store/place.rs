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

/// The one path of a file, whether it is there or was: as much of it as is there is followed to where it really is.
pub(super) fn known_as(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = whole.ancestors().skip(1).find_map(|above| {
        let rest = whole.strip_prefix(above).ok()?;
        Some(fs::canonicalize(above).ok()?.join(rest))
    });
    real.unwrap_or(whole)
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
    fn a_file_is_known_by_the_same_path_when_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real");
        fs::create_dir(&real).unwrap();
        fs::write(real.join("plan.toml"), "").unwrap();
        symlink(&real, folder.path().join("link")).unwrap();
        let by_link = folder.path().join("link/plan.toml");
        let there = known_as(&by_link);
        assert_eq!(there, fs::canonicalize(real.join("plan.toml")).unwrap());
        fs::remove_file(real.join("plan.toml")).unwrap();
        assert_eq!(known_as(&by_link), there);
        fs::remove_dir(&real).unwrap();
        assert_eq!(known_as(&real.join("plan.toml")), there);
    }

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
