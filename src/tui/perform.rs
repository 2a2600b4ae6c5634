//! What the app asks of the disk.

use std::fs;
use std::path::{Path, PathBuf};

use super::app::App;
use super::event::SaveEnd;
use crate::store::{self, SaveError};

/// Writes the plan's text.
pub fn save(app: &App, path: PathBuf, new: bool, then_quit: bool, backups: &Path) -> SaveEnd {
    let text = app.session.text();
    let saved = match (&app.disk.seen, new) {
        (Some(seen), false) => store::save(&path, text, seen, backups),
        (Some(_) | None, _) => store::save_new(&path, text),
    };
    match saved {
        Ok(saved) => SaveEnd::Done { path, seen: saved.seen, warning: saved.warning, then_quit },
        Err(error) => SaveEnd::Failed(with_remedy(&error)),
    }
}

fn with_remedy(error: &SaveError) -> String {
    let remedy = match error {
        SaveError::Changed(_) => ". Save it under another name (g W), or quit and merge the two",
        SaveError::Exists(_) | SaveError::Folder(_) => ". Choose another name",
        SaveError::ReadOnly(_) | SaveError::NoFolder { .. } | SaveError::Io { .. } => {
            ". Save it under another name (g W)"
        }
        SaveError::Vanished(_) | SaveError::NotAFile(_) | SaveError::ReadBack(_) | SaveError::Torn { .. } => {
            ""
        }
    };
    format!("{error}{remedy}")
}

/// Leaves a copy of unsaved work in our own folder; where.
pub fn rescue(app: &App, folder: &Path) -> Option<PathBuf> {
    if !app.unsaved() {
        return None;
    }
    let name = app.disk.path.as_deref().and_then(Path::file_stem).map(|it| it.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| "plan".to_owned());
    fs::create_dir_all(folder).ok()?;
    // The process's own number keeps two programs apart.
    let path = folder.join(format!("{name}.rescued-{}.toml", std::process::id()));
    fs::write(&path, app.session.text()).ok()?;
    Some(path)
}
