//! The commands: one file each, from arguments to text and an exit status. Nothing prints but [`start`].

mod args;
mod baseline;
mod check;
mod create;
mod diff;
mod door;
mod figures;
mod fmt;
mod git;
mod headline;
mod json;
mod leading;
mod log;
mod markdown;
mod merge;
mod mergetool;
mod names;
mod new;
mod open;
mod outcome;
mod paint;
mod planner;
mod reference;
mod settings;
mod show;
mod stamp;
mod table;
mod theme;
mod why;

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;

use crate::config::Binding;
use crate::diagnostic::Diagnostic;
use crate::theme::{Depth, Theme};
use crate::units::Day;

pub use args::Cli;
use args::Command;
use door::Door;
pub use mergetool::Solving;
pub use outcome::Status;
use outcome::{Failure, Outcome};
pub use planner::Opening;

/// What only the screen knows, and commands ask it for.
#[derive(Debug, Clone, Copy)]
pub struct Screens {
    /// What is wrong with keys that are bound in the settings.
    pub check_keys: fn(&[Binding]) -> Vec<Diagnostic>,
    /// A theme on a screen of the planner, so many columns wide.
    pub screen: fn(&Theme, Depth, usize) -> String,
    /// A theme on the other pieces of the planner, with its roles.
    pub pieces: fn(&Theme, Depth, usize) -> String,
}

/// What the program does after its arguments are read.
#[derive(Debug)]
pub enum Next {
    /// It has done what it was asked for.
    Done(ExitCode),
    /// It opens the planner.
    Plan(Box<Opening>),
    /// It serves an editor, on the day that counts as today where one is given.
    Serve(Option<Day>),
    /// It opens the screen on which conflicts are solved.
    Solve(Box<Solving>),
}

/// Runs a command, or prepares the planner.
///
/// What keys mean and what themes look like is known to the screen alone, which is asked through `screens`.
pub fn start(screens: Screens) -> Next {
    panic::set_hook(Box::new(|panic| say(&fault(panic))));
    // A file that may not grow is an error of the write that wanted it to, and not the end of the program.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    guarded(|| run(screens)).unwrap_or_else(|status| Next::Done(status.into()))
}

/// Runs the planner's door, with a panic as a sentence and an exit status.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Status> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Status::Fault)
}

fn run(screens: Screens) -> Next {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return Next::Done(usage(&error).into()),
    };
    let door = Door::open(cli.global);
    answer(&cli, &door, screens).unwrap_or_else(|failure| {
        let mut outcome = Outcome::new();
        outcome.failed(&failure);
        Next::Done(finish(&outcome).into())
    })
}

/// Says what a command has to say.
fn finish(outcome: &Outcome) -> Status {
    say(&outcome.err);
    match deliver(&outcome.out) {
        Ok(()) => outcome.status,
        Err(cause) => {
            say(&format!("milepost: the output could not be written ({cause})\n"));
            outcome.status.max(Status::Problem)
        }
    }
}

fn answer(cli: &Cli, door: &Door, screens: Screens) -> Result<Next, Failure> {
    leading::check(cli)?;
    let outcome = match &cli.command {
        None | Some(Command::Tour) => return Ok(Next::Plan(Box::new(planner::prepare(cli, door)?))),
        Some(Command::Lsp) => return Ok(Next::Serve(cli.global.now)),
        Some(Command::New(args)) => new::run(args, door)?,
        Some(Command::Check(args)) => check::run(args, door),
        Some(Command::Show(args)) => show::run(args, door)?,
        Some(Command::Why(args)) => why::run(args, door)?,
        Some(Command::Diff(args)) => diff::run(args, door)?,
        Some(Command::Log(args)) => log::run(args, door)?,
        Some(Command::Fmt(args)) => fmt::run(args, door),
        Some(Command::Git(args)) => git::run(args, door)?,
        Some(Command::Merge(args)) => merge::run(args, door)?,
        Some(Command::Mergetool(args)) => {
            return Ok(Next::Solve(Box::new(mergetool::prepare(args, cli, door)?)));
        }
        Some(Command::Settings) => settings::run(door, screens),
        Some(Command::Theme(args)) => theme::run(args, door, screens)?,
        Some(Command::Schema) => reference::schema(),
        Some(Command::Completions(args)) => reference::completions(args),
        Some(Command::Man) => reference::manual(),
    };
    Ok(Next::Done(finish(&outcome).into()))
}

/// Writes data to standard output; a reader that has gone away is no fault.
fn deliver(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes remarks to standard error; when that is gone there is nobody left to tell.
pub fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Help and version are data; anything else is wrong usage.
fn usage(error: &clap::Error) -> Status {
    let text = error.render();
    if error.use_stderr() {
        say(&text.to_string());
        return Status::Usage;
    }
    // A closed pipe is quiet, and nothing else can be done about a failure here.
    let _ = deliver(&text.to_string());
    Status::Fine
}

/// The sentence that stands for a panic.
fn fault(panic: &panic::PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    let what = owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let place = panic.location().map_or(String::new(), |at| format!(" at {}:{}", at.file(), at.line()));
    format!(
        "milepost: this is a fault of milepost, not of your plan, and nothing was written: {what}{place}\n\
         Please report it with the plan that shows it.\n"
    )
}
