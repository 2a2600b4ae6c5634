//! Writes one setting into the settings file, and leaves all else in it as it stands.

use std::path::{Path, PathBuf};

use super::FILE;
use crate::diagnostic::Path as Place;
use crate::document::{Document, Source, apply};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::store::{self, ReadError, SaveError};

/// Why a setting could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The system names no folder of settings.
    #[error("this system names no folder for settings; MILEPOST_CONFIG can")]
    NoFolder,
    /// The folder could not be made.
    #[error("{folder}: the folder of settings could not be made ({cause})")]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The file cannot be read.
    #[error(transparent)]
    Unread(#[from] ReadError),
    /// The file is not TOML, so that nothing can be put in its place in it.
    #[error("{0}: nothing was written, because the file has errors; `milepost settings` lists them")]
    Faulty(PathBuf),
    /// The file cannot be written.
    #[error(transparent)]
    Unsaved(#[from] SaveError),
}

/// Gives a setting a value in the settings file of `folder`, which is made when there is none; where it stands.
/// `backups` is a folder of ours, for the old text while a file is overwritten in place.
pub fn keep(folder: Option<&Path>, key: &str, value: &str, backups: &Path) -> Result<PathBuf, KeepError> {
    let folder = folder.ok_or(KeepError::NoFolder)?;
    let path = folder.join(FILE);
    let seen = match store::read(&path) {
        Ok(seen) => Some(seen),
        Err(ReadError::Missing(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let old = seen.as_ref().map_or("", |seen| seen.text());
    let text = with(old, key, value).ok_or_else(|| KeepError::Faulty(path.clone()))?;
    if let Some(seen) = &seen {
        store::save(&path, &text, seen, backups)?;
    } else {
        let made = store::make_folder(folder);
        made.map_err(|cause| KeepError::Folder { folder: folder.to_owned(), cause })?;
        store::save_new(&path, &text)?;
    }
    Ok(path)
}

/// The text of a settings file with another value for a key; `None` when the text is not TOML.
fn with(text: &str, key: &str, value: &str) -> Option<String> {
    let document = Document::new(Source::new(FILE, text));
    if !document.sources()[0].index.errors().is_empty() {
        return None;
    }
    let at = Place::new([key.to_owned()]);
    let edit = Edit::Set { at, value: Value::Text(value.to_owned()) };
    let change = Change { label: String::new(), edits: vec![edit], layer: LayerName::Plan };
    let (kept, _) = apply(&document, &change).ok()?;
    Some(kept.sources()[0].text.to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn one_value_changes_and_nothing_else() {
        let mine = "# mine\ntheme = 'paper' # by day\n\n[keys]\nsave = \"F5\"\n";
        let kept = "# mine\ntheme = \"clear\" # by day\n\n[keys]\nsave = \"F5\"\n";
        assert_eq!(with(mine, "theme", "clear").as_deref(), Some(kept));
        assert_eq!(with("", "theme", "clear").as_deref(), Some("theme = \"clear\"\n"));
        let keys = with("[keys]\nsave = \"F5\"\n", "theme", "clear").expect("it is TOML");
        assert_eq!(keys.parse::<toml::Table>().expect("it is TOML")["theme"].as_str(), Some("clear"));
        assert_eq!(with("theme = \n", "theme", "clear"), None);
    }

    #[test]
    fn the_file_is_made_and_a_faulty_one_is_left_alone() {
        let place = tempfile::tempdir().expect("a folder for the test");
        let folder = place.path().join("milepost");
        let path = keep(Some(&folder), "theme", "clear", place.path()).expect("it can be written");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "theme = \"clear\"\n");
        keep(Some(&folder), "theme", "mono", place.path()).expect("it can be written");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "theme = \"mono\"\n");
        fs::write(&path, "theme =\n").expect("it can be written");
        let refused = keep(Some(&folder), "theme", "clear", place.path()).expect_err("it is not TOML");
        assert!(refused.to_string().contains("has errors"), "{refused}");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "theme =\n");
        assert!(keep(None, "theme", "clear", place.path()).is_err());
    }
}
