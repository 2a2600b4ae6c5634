//! Folders: what stands in them, and making them.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The files of a folder whose name ends in an extension, by name; none where there is no such folder.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == extension));
    paths.sort();
    paths
}

/// Makes a folder, with those that it lies in; nothing where it is there.
pub fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
