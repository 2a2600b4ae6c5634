//! `milepost git`: what git needs so that plans are compared and merged by meaning, and what git then runs.

mod several;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::args::{Git, GitAct, Install};
use super::door::Door;
use super::outcome::{Failure, Outcome, Status};
use crate::analysis::{Analysis, Options, analyse};
use crate::diagnostic::Severity;
use crate::display::{harmless, harmless_lines};
use crate::document::{Document, LineColumn, Source};
use crate::git::{GitError, Repository, Step, Wanted, is_under_way};
use crate::money;

/// Does what git or a person asks for.
pub fn run(args: &Git, door: &Door) -> Result<Outcome, Failure> {
    match &args.act {
        GitAct::Install(install) => install_all(install),
        GitAct::Uninstall { dry_run } => {
            let repository = here()?;
            let steps = repository.uninstall().map_err(failed)?;
            carry_out(&repository, &steps, *dry_run, "takes back")
        }
        GitAct::Textconv { file } => Ok(textconv(file, door)),
        GitAct::PreCommit => {
            let repository = committing()?;
            pre_commit(&repository, door, &repository.merged_heads())
        }
        GitAct::PreMergeCommit => pre_commit(&committing()?, door, &several::heads()),
    }
}

fn here() -> Result<Repository, Failure> {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    Repository::here(&folder).map_err(|fault| match fault {
        GitError::Outside(folder) => Failure::Usage(format!(
            "{}: this is in no git repository; go to the folder of the plan, or make one with `git init`",
            folder.display()
        )),
        other => failed(other),
    })
}

/// The same with the index that git is about to commit.
fn committing() -> Result<Repository, Failure> {
    Ok(here()?.with_index(std::env::var_os("GIT_INDEX_FILE")))
}

#[allow(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn failed(fault: GitError) -> Failure {
    Failure::Usage(match fault {
        GitError::Failed { said } if said.contains("must be run in a work tree") => {
            "this repository has no work tree: run this in a clone of it; how `git merge-tree` merges by meaning here is in docs/git.md"
                .to_owned()
        }
        other => other.to_string(),
    })
}

fn install_all(args: &Install) -> Result<Outcome, Failure> {
    let repository = here()?;
    let patterns = args.patterns.clone();
    let wanted = Wanted { patterns, textconv: !args.no_textconv, hook: !args.no_hook };
    let steps = repository.install(&wanted).map_err(failed)?;
    if !args.check {
        let mut outcome = carry_out(&repository, &steps, args.dry_run, "writes")?;
        if !args.dry_run {
            outcome.err.push_str(&unmatched(&repository, &args.patterns));
        }
        return Ok(outcome);
    }
    let mut outcome = Outcome::new();
    outcome.err.push_str(&unmatched(&repository, &args.patterns));
    for step in &steps {
        let state = if step.done { "there" } else { "missing" };
        outcome.out.push_str(&format!("{state:<8} {}\n", told(step)));
    }
    if steps.iter().any(|step| !step.done) {
        outcome.err.push_str("milepost: `milepost git install` writes what is missing\n");
        outcome.at_least(Status::Problem);
    }
    Ok(outcome)
}

/// That files look like plans and are named by none of the patterns, with the command that names them.
fn unmatched(repository: &Repository, patterns: &[String]) -> String {
    const MOST: usize = 3;
    let found = repository.unmatched_plans().unwrap_or_default();
    let names: Vec<String> =
        found.iter().take(MOST).map(|path| harmless(&path.display().to_string()).into_owned()).collect();
    if names.is_empty() {
        return String::new();
    }
    let more = if found.len() > MOST { format!(" and {} more", found.len() - MOST) } else { String::new() };
    let quoted = patterns.iter().chain(&names).map(|it| format!("'{}'", it.replace('\'', "'\\''")));
    let (names, quoted) = (names.join(", "), quoted.collect::<Vec<_>>().join(" "));
    format!(
        "milepost: {names}{more}: a plan by what it says, but no pattern names it, so git treats it as any text; \
         `milepost git install {quoted}` does\n"
    )
}

/// Says what is written, and writes it.
fn carry_out(repository: &Repository, steps: &[Step], dry_run: bool, does: &str) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::new();
    let left: Vec<&Step> = steps.iter().filter(|step| !step.done).collect();
    if left.is_empty() {
        outcome.out.push_str("Everything is as it should be.\n");
        return Ok(outcome);
    }
    let mut said = format!("milepost {}{does}:\n", if dry_run { "would do this; it " } else { "" });
    for step in &left {
        said.push_str(&format!("  {}\n", told(step)));
    }
    // Said before anything is written, also when that fails.
    super::say(&said);
    if !dry_run {
        for step in left {
            repository.make(step).map_err(failed)?;
        }
    }
    Ok(outcome)
}

fn told(step: &Step) -> String {
    format!("{}: {}", harmless(&step.file.display().to_string()), harmless(&step.what))
}

/// The text of a plan with what is computed above it: the money first, then every date. Never fails on a broken plan.
fn textconv(file: &Path, door: &Door) -> Outcome {
    let bytes = match crate::store::bytes(file) {
        Ok(bytes) => bytes,
        Err(cause) => {
            let mut outcome = Outcome::new();
            outcome.failed(&Failure::Read(cause));
            return outcome;
        }
    };
    let Ok(text) = String::from_utf8(bytes) else {
        let mut outcome = Outcome::new();
        outcome.err.push_str("milepost: this is not UTF-8, so nothing is computed\n");
        outcome.at_least(Status::Problem);
        return outcome;
    };
    let document = Document::new(Source::new("", text.as_str()));
    // Beside a file with markers, of which nothing can be computed, the conflict alone is what is looked for.
    let is_under_way = std::env::current_dir().is_ok_and(|folder| is_under_way(&folder));
    if is_under_way || !document.sources()[0].index.errors().is_empty() {
        return Outcome::fine(text);
    }
    let analysis = analyse(&document, &Options { case: None, today: door.today });
    Outcome::fine(format!("{}\n{text}", computed(&analysis)))
}

/// What a plan comes to, a line each, so that a diff by lines shows what moved.
fn computed(analysis: &Analysis) -> String {
    let Analysis { plan, schedule, money, .. } = analysis;
    let mut out = format!("# = {}\n", harmless(&analysis.sentence));
    for figures in &money.envelopes {
        let id = &plan.envelopes[figures.envelope.at()].id;
        for (year, cell) in money.years.iter().zip(&figures.years) {
            let headroom = cell.headroom.map_or("no yearly limit".to_owned(), |it| money::amount(plan, it));
            out.push_str(&format!("# = {} {}: {headroom}, {}\n", harmless(id), year, cell.state.word()));
        }
    }
    for (initiative, placed) in plan.initiatives.iter().zip(&schedule.initiatives) {
        if let Some(placed) = placed {
            out.push_str(&format!(
                "# = {}: {} to {}\n",
                harmless(&initiative.id),
                placed.start,
                placed.last_day()
            ));
        }
    }
    out
}

/// Checks the plans that are staged, as they are staged: one with errors keeps the commit back; how it stands is said.
///
/// `heads`: the commits that are being merged, of which git itself puts several together by lines.
fn pre_commit(repository: &Repository, door: &Door, heads: &[OsString]) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::new();
    for path in repository.staged_plans().map_err(failed)? {
        let name = String::from_utf8_lossy(&path).into_owned();
        let seen = match repository.staged(&path) {
            Ok(seen) => seen,
            Err(fault) => {
                outcome.failed(&failed(fault));
                continue;
            }
        };
        let document = Document::new(Source::new(name.clone(), seen.text().clone()));
        let analysis = analyse(&document, &Options { case: None, today: door.today });
        let errors =
            analysis.diagnostics.iter().filter(|it| it.severity == Severity::Error && !it.code.is_verdict());
        for error in errors {
            let place = error.origin.as_ref().map(|it| document.sources()[it.source].place(it.span.start));
            let LineColumn { line, column } = place.unwrap_or(LineColumn { line: 1, column: 1 });
            let help = error.help.as_deref().map_or(String::new(), |help| format!("; {help}"));
            let said = format!("{name}:{line}:{column}: {} {}{help}", error.code.info().code, error.message);
            outcome.err.push_str(&format!("{}\n", harmless_lines(&said)));
            outcome.at_least(Status::Problem);
        }
        let wrong =
            (heads.len() > 1).then(|| several::wrong(repository, &path, seen.text(), heads)).flatten();
        if let Some(wrong) = wrong {
            outcome.err.push_str(&format!("{wrong}\n"));
            outcome.at_least(Status::Problem);
        }
        outcome.err.push_str(&format!("{}: {}\n", harmless(&name), harmless(&analysis.sentence)));
    }
    if outcome.status != Status::Fine {
        outcome.err.push_str("milepost: nothing is committed; mend the plan, or commit with --no-verify\n");
    }
    Ok(outcome)
}
