//! The `milepost` program: it leads from the door of the commands to that of the screen, or of an editor.

use std::env;
use std::io;
use std::process::ExitCode;

use milepost::cli::{self, Next, Opening, Screens, Solving, Status};
use milepost::display::harmless;
use milepost::git::Unmerged;
use milepost::lsp;
use milepost::tui::{self, Sides, SolveStart, Start, Whence};
use milepost::units::Day;

fn main() -> ExitCode {
    let screens =
        Screens { check_keys: tui::check_keys, screen: tui::preview::screen, pieces: tui::preview::pieces };
    match cli::start(screens) {
        Next::Done(status) => status,
        Next::Serve(today) => cli::guarded(|| serve(today)).unwrap_or_else(ExitCode::from),
        Next::Plan(opening) => cli::guarded(|| plan(*opening)).unwrap_or_else(ExitCode::from),
        Next::Solve(opening) => cli::guarded(|| solve(*opening)).unwrap_or_else(ExitCode::from),
    }
}

/// Serves an editor until it goes away.
fn serve(today: Option<Day>) -> ExitCode {
    match lsp::serve(io::stdin(), io::stdout().lock(), cli::say, today) {
        lsp::Ended::Asked => Status::Fine.into(),
        lsp::Ended::Left => Status::Problem.into(),
    }
}

/// Opens the planner, and says what is left to say when it is closed.
fn plan(opening: Opening) -> ExitCode {
    let start = Start {
        session: opening.session,
        path: opening.path,
        seen: opening.seen,
        others: opening.others,
        shown: opening.shown,
        state: opening.state,
        backups: opening.backups,
        today: opening.today,
        config: opening.config,
        asked: opening.asked,
        environment: opening.environment,
        editor: tui::editor_of(&said("VISUAL"), &said("EDITOR")),
        baseline: opening.baseline,
        note: opening.note,
        tour: opening.tour,
    };
    told(tui::run(start))
}

/// Opens the screen on which conflicts are solved.
fn solve(opening: Solving) -> ExitCode {
    let Unmerged { draft, sides: [ours, base, theirs], notes, by_hand, .. } = opening.unmerged;
    let start = SolveStart {
        whence: Whence::Tool { path: opening.path, seen: opening.seen, by_hand, then: opening.then },
        draft,
        sides: Sides { ours, base, theirs, notes },
        backups: opening.backups,
        today: opening.today,
        config: opening.config,
        asked: opening.asked,
        environment: opening.environment,
        editor: tui::editor_of(&said("VISUAL"), &said("EDITOR")),
    };
    told(tui::solve(start))
}

/// Says what is left to say when the screen is left.
fn told(ended: Result<tui::Ended, tui::Failure>) -> ExitCode {
    match ended {
        Ok(ended) => {
            if let Some(said) = ended.said {
                cli::say(&format!("milepost: {}\n", harmless(&said)));
            }
            ExitCode::from(ended.status)
        }
        Err(failure @ tui::Failure::Theme(_)) => {
            cli::say(&format!("milepost: {}\n", harmless(&failure.to_string())));
            Status::Usage.into()
        }
        Err(failure @ tui::Failure::Terminal(_)) => {
            cli::say(&format!("milepost: {}\n", harmless(&failure.to_string())));
            Status::Problem.into()
        }
    }
}

/// A setting of the environment; empty when it has none.
fn said(name: &str) -> String {
    env::var(name).unwrap_or_default()
}
