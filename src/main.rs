//! The `milepost` program: it leads from the door of the commands to that of the screen.

use std::env;
use std::process::ExitCode;

use milepost::cli::{self, Next, Opening, Status};
use milepost::theme::Environment;
use milepost::tui::{self, Start};

fn main() -> ExitCode {
    match cli::start() {
        Next::Done(status) => status,
        Next::Plan(opening) => cli::guarded(|| plan(*opening)).unwrap_or_else(ExitCode::from),
    }
}

/// Opens the planner, and says what is left to say when it is closed.
fn plan(opening: Opening) -> ExitCode {
    let Opening { session, path, seen, backups, today, theme, note } = opening;
    let environment = environment();
    match tui::run(Start { session, path, seen, backups, today, theme, environment, note }) {
        Ok(ended) => {
            if let Some(copy) = ended.rescued {
                cli::say(&format!("milepost: what was not saved is in {}\n", copy.display()));
            }
            ExitCode::from(ended.status)
        }
        Err(failure @ tui::Failure::Theme(_)) => {
            cli::say(&format!("milepost: {failure}\n"));
            Status::Usage.into()
        }
        Err(failure @ tui::Failure::Terminal(_)) => {
            cli::say(&format!("milepost: {failure}\n"));
            Status::Problem.into()
        }
    }
}

/// What the environment says of the terminal.
fn environment() -> Environment {
    let said = |name: &str| env::var(name).unwrap_or_default();
    Environment {
        no_color: said("NO_COLOR"),
        colorterm: said("COLORTERM"),
        term: said("TERM"),
        term_program: said("TERM_PROGRAM"),
        term_program_version: said("TERM_PROGRAM_VERSION"),
        wt_session: said("WT_SESSION"),
        colorfgbg: said("COLORFGBG"),
        theme: said("MILEPOST_THEME"),
    }
}
