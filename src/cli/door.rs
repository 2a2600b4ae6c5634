//! What enters from outside, once: today, colours, the width of the terminal, the folder for our own state.

use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::args::{ColourChoice, Global};
use crate::theme::Environment;
use crate::units::Day;

/// What commands know of the world outside.
#[derive(Debug, Clone)]
pub struct Door {
    /// Today, or the day given instead.
    pub today: Day,
    /// Whether standard output gets colours.
    pub colour: bool,
    /// How many columns a line may have.
    pub columns: usize,
    /// The folder in which we keep what must outlive us; `None` when the system names none.
    pub state: Option<PathBuf>,
    /// The folder of settings; `None` when the system names none.
    pub settings: Option<PathBuf>,
    /// What the environment says of the terminal.
    pub environment: Environment,
}

/// Columns when nobody can say: what a projector shows.
const COLUMNS: usize = 100;

impl Door {
    /// Asks the environment.
    pub fn open(global: Global) -> Self {
        let terminal = io::stdout().is_terminal();
        Self {
            today: global.now.unwrap_or_else(today),
            colour: match global.color {
                ColourChoice::Always => true,
                ColourChoice::Never => false,
                ColourChoice::Auto => terminal && colours_welcome(),
            },
            columns: columns(terminal),
            state: state_folder(),
            settings: settings_folder(),
            environment: Environment::read(|name| env::var(name).unwrap_or_default()),
        }
    }

    /// The folder in which the old text waits while a file is overwritten in place.
    pub fn backups(&self) -> PathBuf {
        self.state.clone().unwrap_or_else(|| env::temp_dir().join("milepost")).join("backups")
    }
}

fn colours_welcome() -> bool {
    let said = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !said("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

fn columns(terminal: bool) -> usize {
    let given = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let real = || terminal_width().filter(|_| terminal);
    given.or_else(real).unwrap_or(COLUMNS).clamp(40, 400)
}

/// The width of the terminal on standard output.
#[cfg(unix)]
fn terminal_width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn terminal_width() -> Option<usize> {
    None
}

fn today() -> Day {
    let date = jiff::Zoned::now().date();
    Day::new(i32::from(date.year()), date.month().unsigned_abs().into(), date.day().unsigned_abs().into())
        .expect("a date of the system's calendar exists")
}

/// Where we keep what must outlive us: `MILEPOST_STATE` where it is set, else the place that the system has for it.
fn state_folder() -> Option<PathBuf> {
    if let Some(folder) = env::var_os("MILEPOST_STATE").filter(|folder| !folder.is_empty()) {
        return Some(PathBuf::from(folder));
    }
    let folders = directories::ProjectDirs::from("", "", "milepost")?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
}

/// Where the user's settings stand: `MILEPOST_CONFIG` where it is set, else the place that the system has for it.
fn settings_folder() -> Option<PathBuf> {
    if let Some(folder) = env::var_os("MILEPOST_CONFIG").filter(|folder| !folder.is_empty()) {
        return Some(PathBuf::from(folder));
    }
    Some(directories::ProjectDirs::from("", "", "milepost")?.config_dir().to_owned())
}
