//! Whether a file is still the one that was looked at: one question to the system, and no reading.

use std::fs;
use std::path::Path;

use super::attributes::{Identity, identity};

/// Which file stands under a name, and when it changed; two equal ones have not been touched between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(Option<Identity>);

/// Looks at a file; one that is not there, or cannot be looked at, has a stamp as well.
pub fn stamp(path: &Path) -> Stamp {
    Stamp(fs::metadata(path).ok().map(|metadata| identity(&metadata)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_another_when_the_file_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        let nothing = stamp(&path);
        fs::write(&path, "a").unwrap();
        let one = stamp(&path);
        assert_eq!(one, stamp(&path));
        fs::write(&path, "ab").unwrap();
        let two = stamp(&path);
        fs::write(folder.path().join("new"), "ac").unwrap();
        fs::rename(folder.path().join("new"), &path).unwrap();
        assert!(nothing != one && one != two && two != stamp(&path));
        fs::remove_file(&path).unwrap();
        assert_eq!(stamp(&path), nothing);
    }
}
