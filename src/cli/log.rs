//! `milepost log`: what each commit did to the money of a plan, and which one opened a breach.

mod money;
mod tell;

use std::io::{self, IsTerminal};

use super::args::{Form, LogArgs};
use super::door::Door;
use super::open::{CENTRAL, no_case};
use super::outcome::{Failure, Outcome};
use crate::analysis::{Analysis, Options, analyse, analyse_again};
use crate::document::{Document, Source};
use crate::git::{Commit, Repository};
use money::Standing;

/// One commit, and how the plan stood after it; `None` where there was no plan that could be read.
pub struct Entry {
    commit: Commit,
    standing: Option<Standing>,
}

/// Tells the history of a plan, the newest commit first.
pub fn run(args: &LogArgs, door: &Door) -> Result<Outcome, Failure> {
    let (repository, path) = Repository::around(&args.plan)?;
    let revision = repository.revision(&args.revision)?;
    let commits = repository.history(&revision, &path)?;
    if commits.is_empty() {
        return Err(Failure::Refused(format!("{}: no commit has touched it yet", args.plan.display())));
    }
    let entries = entries(&repository, &commits, args, door)?;
    let openings =
        args.bisect.map(|_| money::openings(&entries, args.envelope.as_deref(), args.year.as_deref()));
    Ok(Outcome::fine(match (args.format, openings) {
        (Form::Json, openings) => tell::json(&args.plan, &entries, openings.as_deref()),
        (Form::Text, None) => tell::text(&entries, door),
        (Form::Text, Some(openings)) => tell::bisect(&entries, &openings, door),
    }))
}

/// Every commit with how the plan stood, the oldest first: each is computed from the one before.
fn entries(
    repository: &Repository,
    commits: &[Commit],
    args: &LogArgs,
    door: &Door,
) -> Result<Vec<Entry>, Failure> {
    let options = Options { case: args.case.clone(), today: door.today };
    let name = args.plan.display().to_string();
    let mut before: Option<(Document, Analysis)> = None;
    let mut entries = Vec::with_capacity(commits.len());
    let shows = io::stderr().is_terminal() && commits.len() > EVERY;
    repository.texts(commits, |commit, text| {
        let now = text.map(|text| {
            let Some((document, analysis)) = &before else {
                let first = Document::new(Source::new(name.clone(), text));
                let analysis = analyse(&first, &options);
                return (first, analysis);
            };
            let next = Document::new(document.sources()[0].with_text(text));
            let analysis = analyse_again(document, analysis, &next, &options);
            (next, analysis)
        });
        let standing = now.as_ref().map(|(_, analysis)| Standing::of(analysis));
        entries.push(Entry { commit: commit.clone(), standing });
        before = now;
        if shows && entries.len() % EVERY == 0 {
            super::say(&format!("\r{} of {} commits", entries.len(), commits.len()));
        }
    })?;
    if shows {
        super::say("\r\u{1b}[K");
    }
    match (&args.case, before) {
        (Some(id), Some((_, analysis))) if id != CENTRAL && analysis.case.is_none() => {
            Err(no_case(&name, id, &analysis.plan))
        }
        _ => Ok(entries),
    }
}

/// After how many commits progress is shown.
const EVERY: usize = 25;
