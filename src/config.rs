//! The user's settings and themes: read from the folder of settings, checked as plans are, never in the way of starting.
//!
//! What is wrong falls back to what the program comes with, and is said. Keys are only read here; what they mean is the
//! business of the screen, which checks them by its table of commands.

mod choose;
mod keep;
mod read;
mod table;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Source, faults, render};
use crate::store::{self, ReadError};
use crate::theme::Library;

pub use choose::{Asked, Because, Chosen, glyphs, theme};
pub use keep::{KeepError, keep};
pub use read::{Binding, Bound, Given, Settings};
pub use table::{Kind, Setting, TABLE, document, setting};

/// The settings file in the folder of settings.
pub const FILE: &str = "settings.toml";
/// The folder of the user's themes in the folder of settings.
pub const THEMES: &str = "themes";

/// What the user has set, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The folder of settings; `None` when the system names none.
    pub folder: Option<PathBuf>,
    /// Whether there is a settings file.
    pub there: bool,
    /// What it says.
    pub settings: Settings,
    /// The themes there are.
    pub themes: Library,
    /// What is wrong, file by file; the settings file first.
    pub problems: Vec<(Document, Vec<Diagnostic>)>,
    /// What could not be read at all, as sentences.
    pub unread: Vec<String>,
}

impl Config {
    /// Reads the folder of settings; what is not there is as the program comes.
    pub fn read(folder: Option<PathBuf>) -> Self {
        let Some(folder) = folder else { return Self::default() };
        let mut config = Self::default();
        config.themes = Library::new(config.own_themes(&folder.join(THEMES)));
        config.problems = config.themes.problems();
        let path = folder.join(FILE);
        if let Some(source) = config.source(&path) {
            config.there = true;
            config.take(source);
        }
        config.folder = Some(folder);
        config
    }

    /// Takes a settings file for what counts.
    pub fn take(&mut self, source: Source) {
        let document = Document::new(source);
        let mut found = faults(&document);
        let (settings, wrong) = read::read(&document.sources()[0], &self.themes);
        found.extend(wrong);
        self.settings = settings;
        self.problems.insert(0, (document, found));
    }

    /// Adds what else is wrong with the settings file.
    pub fn add(&mut self, found: Vec<Diagnostic>) {
        if let Some((_, all)) = self.problems.first_mut().filter(|_| self.there) {
            all.extend(found);
            all.sort_by_key(|it| it.origin.as_ref().map_or(0, |origin| origin.span.start));
        }
    }

    /// How many errors and warnings there are.
    pub fn wrong(&self) -> usize {
        let counts = |it: &&Diagnostic| it.severity != Severity::Hint;
        self.problems.iter().map(|(_, found)| found.iter().filter(counts).count()).sum::<usize>()
            + self.unread.len()
    }

    /// All that is wrong, for people, each with its place.
    pub fn said(&self, colour: bool) -> Vec<String> {
        let unread = self.unread.iter().cloned();
        let placed = self
            .problems
            .iter()
            .flat_map(|(document, found)| found.iter().map(move |it| render(document, it, colour)));
        unread.chain(placed).collect()
    }

    fn own_themes(&mut self, folder: &Path) -> Vec<(String, Source)> {
        let paths = store::files(folder, "toml");
        let named = |path: &PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        paths.iter().filter_map(|path| Some((named(path)?, self.source(path)?))).collect()
    }

    fn source(&mut self, path: &Path) -> Option<Source> {
        match store::read(path) {
            Ok(seen) => Some(Source::new(path.display().to_string(), seen.text().clone())),
            Err(ReadError::Missing(_)) => None,
            Err(error) => {
                self.unread.push(error.to_string());
                None
            }
        }
    }
}
