//! What the app asks of the disk.

use std::path::{Path, PathBuf};

use super::app::App;
use super::effect::{Solved, Then};
use super::event::{Event, Nearby, OnDiskNow, SaveEnd};
use super::world::{Laid, Places};
use crate::config;
use crate::store::{self, ReadError, SaveError, journal};
use crate::units::Day;

/// Writes the plan's text.
pub fn save(app: &App, path: PathBuf, new: bool, then: Then, backups: &Path) -> SaveEnd {
    let text = app.session.text();
    let saved = match (&app.disk.seen, new) {
        (Some(seen), false) => store::save(&path, text, seen, backups),
        (Some(_) | None, _) => store::save_new(&path, text),
    };
    match saved {
        Ok(saved) => SaveEnd::Done { path, seen: saved.seen, warning: saved.warning, then },
        Err(SaveError::Changed(_)) if !new => SaveEnd::Changed,
        Err(error) => SaveEnd::Failed(with_remedy(&error)),
    }
}

fn with_remedy(error: &SaveError) -> String {
    let remedy = match error {
        SaveError::Exists(_) | SaveError::Folder(_) => ". Choose another name",
        SaveError::ReadOnly(_)
        | SaveError::NoFolder { .. }
        | SaveError::ReadBack(_)
        | SaveError::Torn { .. }
        | SaveError::Io { .. } => ", or save it under another name (g W)",
        SaveError::NotAFile(_) => "; nothing was saved, and g W saves what is here under another name",
        SaveError::Vanished(_) => " (g W)",
        SaveError::Changed(_) | SaveError::NotInPlace(_) => "",
    };
    format!("{error}{remedy}")
}

/// Writes the plan's text to a new file that is not the plan's.
pub fn copy(app: &App, path: PathBuf) -> Result<PathBuf, String> {
    match store::save_new(&path, app.session.text()) {
        Ok(_) => Ok(path),
        Err(error) => Err(with_remedy(&error)),
    }
}

/// Writes the beginning of a plan to a new file.
pub fn begin(app: &App, path: PathBuf) -> Result<PathBuf, String> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    match store::save_new(&path, &blank(&stem, app.today)) {
        Ok(_) => Ok(path),
        Err(error) => Err(with_remedy(&error)),
    }
}

/// The text of a plan that begins: called as its file, from the next first of April on, with an envelope to put a figure into.
fn blank(stem: &str, today: Day) -> String {
    let words: String = stem.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    let title = title.unwrap_or_else(|| "New plan".to_owned());
    let (year, ..) = today.civil();
    let (this, next) = (Day::new(year, 4, 1), Day::new(year + 1, 4, 1));
    let start = this.filter(|day| *day >= today).or(next).unwrap_or(today);
    format!(
        "milepost = 1\n\n[plan]\ntitle = \"{title}\"\nstart = {start}\n\n[envelope.budget]\ntitle = \"Budget\"\n\
         total = 100_000 # an example: put your own figure\n"
    )
}

/// Leaves a text as a copy in our own folder.
pub fn set_aside(app: &App, text: &str, backups: &Path) -> Result<PathBuf, String> {
    journal::set_aside(backups, app.disk.path.as_deref(), text)
        .map_err(|cause| format!("{}: no copy could be left there ({cause})", backups.display()))
}

/// The text of a copy that was edited; the copy goes.
pub fn take_back(file: &Path) -> Result<String, String> {
    let text =
        store::text_of(file).map_err(|cause| format!("What was written could not be read ({cause})"))?;
    // A copy that stays is swept later.
    let _ = store::write_text(file, None, false);
    Ok(text)
}

/// Writes a solved text over what is known to stand there; what is to be known of that.
pub fn write_merged(solved: &Solved, backups: &Path) -> Result<Option<String>, String> {
    let Solved { path, seen, text, copy } = solved;
    let left = match copy.then(|| journal::set_aside(backups, Some(path), seen.text())) {
        Some(Err(cause)) => {
            return Err(format!("{}: no copy could be left there ({cause})", backups.display()));
        }
        Some(Ok(left)) => Some(format!("what stood in it before is in {}", left.display())),
        None => None,
    };
    let saved = store::save(path, text, seen, backups).map_err(|error| match error {
        SaveError::Changed(_) => {
            "The file was changed meanwhile: nothing is written. Leave, and begin again".to_owned()
        }
        error => error.to_string(),
    })?;
    let said: Vec<String> = left.into_iter().chain(saved.warning).collect();
    Ok((!said.is_empty()).then(|| said.join("\n")))
}

/// Keeps a theme in the settings; what goes before them all the same.
pub fn keep_theme(name: &str, places: &Places) -> Result<Option<&'static str>, String> {
    let kept = config::keep(places.settings.as_deref(), "theme", name, &places.backups);
    kept.map(|_| places.first).map_err(|error| error.to_string())
}

/// The plans that could be opened, without those that are open.
pub fn nearby(app: &App, laid: &[Laid], state: Option<&Path>) -> Nearby {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let open = std::iter::once(app).chain(laid.iter().map(|laid| &laid.app));
    let mut known: Vec<PathBuf> = open.filter_map(|app| app.disk.path.as_deref().map(real)).collect();
    let mut recent = state.map(store::recent_plans).unwrap_or_default();
    recent.retain(|path| !known.contains(path));
    known.extend(recent.iter().cloned());
    let own = app.disk.path.as_deref().and_then(Path::parent);
    let folders = own.into_iter().chain([Path::new(".")]);
    let mut beside: Vec<PathBuf> = folders.flat_map(store::plans_in).collect();
    beside.retain(|path| {
        let path = real(path);
        let new = !known.contains(&path);
        known.push(path);
        new
    });
    Nearby { recent, beside }
}

/// The text of a file with rows of a spreadsheet.
pub fn rows(path: &Path) -> Result<String, String> {
    let seen = store::read(path).map_err(|error| error.to_string())?;
    Ok(seen.text().to_string())
}

/// What stands under a path now.
fn look(path: &Path) -> OnDiskNow {
    match store::read(path) {
        Ok(seen) => OnDiskNow::Text(seen),
        Err(ReadError::Missing(_)) => OnDiskNow::Gone,
        Err(ReadError::Folder(_) | ReadError::NotAFile { .. }) => OnDiskNow::Replaced,
        Err(error @ (ReadError::TooLarge(_) | ReadError::NotUtf8 { .. } | ReadError::Io { .. })) => {
            OnDiskNow::Unreadable(error.to_string())
        }
    }
}

/// What the file holds, when that is not what was last read.
pub fn look_again(app: &App) -> Option<Event> {
    let path = app.disk.path.as_ref()?;
    let now = look(path);
    let known = match (&now, &app.disk.news, &app.disk.seen) {
        (OnDiskNow::Text(text), Some(news), _) => text == news && app.disk.asked,
        (OnDiskNow::Text(text), None, Some(seen)) => text == seen && !app.disk.gone,
        (OnDiskNow::Gone | OnDiskNow::Replaced, ..) => app.disk.gone,
        (OnDiskNow::Text(_), None, None) | (OnDiskNow::Unreadable(_), ..) => false,
    };
    (!known).then_some(Event::Disk(now))
}

/// Leaves a copy of unsaved work, for when no journal has it: in our own folder, else beside the plan, else where temporary
/// files go; where. `None`: nowhere.
pub fn rescue(app: &App, folder: &Path) -> Option<PathBuf> {
    let beside = app.disk.path.as_deref().map(|path| match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        Some(_) | None => PathBuf::from("."),
    });
    let folders = [Some(folder.to_owned()), beside, Some(std::env::temp_dir())];
    folders.into_iter().flatten().find_map(|folder| set_aside(app, app.session.text(), &folder).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Verdict;
    use crate::tui::testing;

    #[test]
    fn a_plan_begins_without_a_problem_called_as_its_file() {
        let today = Day::new(2027, 11, 15).unwrap();
        for (stem, title) in [
            ("harbour-office", "Harbour office"),
            ("\"]x", "X"),
            ("écluse 2", "Écluse 2"),
            ("..", "New plan"),
        ] {
            let session = testing::session(&blank(stem, today));
            let (plan, analysis) = (&session.analysis().plan, session.analysis());
            assert_eq!((plan.title.as_str(), plan.start.to_string().as_str()), (title, "2028-04-01"));
            assert_eq!((analysis.verdict, analysis.diagnostics.len()), (Verdict::Within, 0));
        }
        assert!(blank("x", Day::new(2027, 4, 1).unwrap()).contains("start = 2027-04-01"));
    }
}
