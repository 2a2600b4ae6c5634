//! `milepost [PLAN]…` and `milepost tour`: which plans the planner opens, and with what.
//!
//! The screen is another door; the program itself leads from this one to that.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::{Cli, Command, GlyphSet};
use super::create;
use super::door::Door;
use super::open::{CENTRAL, is_stdin};
use super::outcome::Failure;
use crate::analysis::Options;
use crate::config::{Asked, Config};
use crate::document::Source;
use crate::git::Baseline;
use crate::session::Session;
use crate::store::{self, ReadError, Seen};
use crate::theme::Environment;
use crate::units::Day;

/// The example that is built in.
const NORTHMERE: &str = include_str!("../../plans/northmere.toml");

/// All that the planner needs.
#[derive(Debug)]
pub struct Opening {
    /// The plan.
    pub session: Session,
    /// Where it stands; `None` for the built-in example.
    pub path: Option<PathBuf>,
    /// What stands there.
    pub seen: Option<Seen>,
    /// Other plans to open beside it.
    pub others: Vec<PathBuf>,
    /// The place among all of the plan that is shown first.
    pub shown: usize,
    /// The folder of our own state, for the journal; `None` when the system names none.
    pub state: Option<PathBuf>,
    /// The folder for copies of what could be lost.
    pub backups: PathBuf,
    /// Today.
    pub today: Day,
    /// The user's settings.
    pub config: Config,
    /// What was asked for instead.
    pub asked: Asked,
    /// What the environment says of the terminal.
    pub environment: Environment,
    /// What it is held against.
    pub baseline: Option<Baseline>,
    /// What the user should know at the start.
    pub note: Option<String>,
    /// Whether it begins with the tour.
    pub tour: bool,
}

/// Opens the plan named, the last one, or the built-in example; for the tour always the example.
pub fn prepare(cli: &Cli, door: &Door) -> Result<Opening, Failure> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "the planner needs a terminal; in a script use `milepost check`, `show` or `why`".to_owned(),
        ));
    }
    if cannot_place(&door.environment.term, cfg!(unix)) {
        return Err(Failure::Usage(no_places(&door.environment.term)));
    }
    // What was typed into a plan without a file has no other way back.
    let waits = door.state.as_deref().is_some_and(store::journal::unnamed_waits);
    let tour = matches!(cli.command, Some(Command::Tour));
    let (mut plans, mut shown, mut note) = (cli.plans.clone(), 0, None);
    if plans.is_empty() && !tour && !waits {
        (plans, shown) = door.state.as_deref().map(as_left).unwrap_or_default();
        note = Some(match plans.as_slice() {
            [] => "The built-in example, as an unsaved copy; g O begins a plan of your own".to_owned(),
            [only] => format!("Opened {}, the last plan", name(only)),
            many => format!("Opened the {} plans that were open last", many.len()),
        });
    }
    let others = plans.split_off(plans.len().min(1));
    let (mut path, mut kept) = (plans.pop(), None);
    match &path {
        Some(named) => kept = create::offer(named, door.state.as_deref())?.map(|text| (named.clone(), text)),
        None if !tour && !waits => kept = door.state.as_deref().and_then(gone),
        None => {}
    }
    let (source, seen) = match (&kept, &path) {
        (Some((gone, text)), _) => {
            let name = name(gone);
            note =
                Some(format!("{name} is gone; this is what was kept of it, and saving it asks for a name"));
            path = None;
            (Source::new(name, text.as_str()), None)
        }
        (None, Some(path)) => {
            let seen = read(path)?;
            (Source::new(path.display().to_string(), seen.text().clone()), Some(seen))
        }
        (None, None) => (Source::new("northmere.toml", NORTHMERE), None),
    };
    // A name that is wrong is told before the screen is taken.
    for path in &others {
        read(path)?;
    }
    let asked = cli.baseline.as_deref();
    let baseline = asked.map(|asked| Baseline::open(asked, path.as_deref())).transpose()?;
    if let (Some(state), Some(path)) = (&door.state, &path) {
        store::remember(state, path);
    }
    Ok(Opening {
        session: session(source, cli, door)?,
        path,
        seen,
        others,
        shown,
        state: door.state.clone(),
        backups: door.backups(),
        today: door.today,
        config: Config::read(door.settings.clone()),
        asked: Asked { theme: cli.theme.clone(), glyphs: cli.glyphs.map(GlyphSet::meant) },
        environment: door.environment.clone(),
        baseline,
        note,
        tour,
    })
}

/// Whether a terminal, by what `TERM` says, cannot put text where it is to stand; only Unix says always which terminal it is.
fn cannot_place(term: &str, unix: bool) -> bool {
    term == "dumb" || (unix && term.is_empty())
}

fn no_places(term: &str) -> String {
    let says = if term.is_empty() { "TERM is not set".to_owned() } else { format!("TERM is `{term}`") };
    format!(
        "the planner needs a terminal that can put text anywhere, and {says}; set it to what your terminal is, such as \
         `TERM=xterm-256color milepost`, or use `milepost check`, `show` or `why`, which only print"
    )
}

/// The plans that stood open when the last planner was left, and which of them was shown; else the last one.
fn as_left(state: &Path) -> (Vec<PathBuf>, usize) {
    let (mut plans, shown) = store::open_plans(state);
    // What can no longer be read is no reason not to open the others.
    let before = plans.len();
    plans.retain(|path| store::read(path).is_ok());
    match plans.len() {
        0 => (store::last_plan(state).into_iter().collect(), 0),
        left => (plans, if left == before { shown } else { 0 }),
    }
}

/// The plan that was open last, with its text, where its file is gone and the work on it is kept.
fn gone(state: &Path) -> Option<(PathBuf, String)> {
    let path = store::last_gone(state)?;
    let text = store::journal::last_text(state, &path)?;
    Some((path, text))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).display().to_string()
}

fn read(path: &Path) -> Result<Seen, Failure> {
    if is_stdin(path) {
        return Err(Failure::Usage(
            "the planner reads its keys from standard input, so the plan must be a file".to_owned(),
        ));
    }
    store::read(path).map_err(|error| match error {
        ReadError::Missing(_) => {
            let name = path.display();
            Failure::Usage(format!("{name}: there is no such file; `milepost new {name}` writes one"))
        }
        other => Failure::Read(other),
    })
}

fn session(source: Source, cli: &Cli, door: &Door) -> Result<Session, Failure> {
    let name = source.name.clone();
    let mut session = Session::new(source, Options { case: None, today: door.today });
    if let Some(id) = cli.scenario.as_deref().filter(|id| !session.select_scenario(Some((*id).to_owned()))) {
        return Err(super::open::no_scenario(&name, id));
    }
    if let Some(id) = cli.case.as_deref().filter(|id| *id != CENTRAL) {
        if session.analysis().plan.case(id).is_none() {
            return Err(super::open::no_case(&name, id, &session.analysis().plan));
        }
        session.select_case(Some(id.to_owned()));
    }
    Ok(session)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unix_says_always_which_terminal_it_is() {
        assert!(cannot_place("dumb", true) && cannot_place("dumb", false) && cannot_place("", true));
        assert!(
            !cannot_place("", false) && !cannot_place("xterm-256color", true) && !cannot_place("vt100", true)
        );
    }
}
