//! `milepost log`: what each commit did to the money of a plan, and which one opened a breach.

mod tell;

use std::io::{self, IsTerminal};

use super::args::{Form, LogArgs};
use super::door::Door;
use super::open::{CENTRAL, no_case};
use super::outcome::{Failure, Outcome};
use super::paint::{Role, paint};
use super::stamp::Stamp;
use crate::analysis::Options;
use crate::display::harmless;
use crate::git::{Commit, Repository};
use crate::views::history::{Telling, openings};

/// Tells the history of a plan, the newest commit first.
pub fn run(args: &LogArgs, door: &Door) -> Result<Outcome, Failure> {
    let (repository, path) = Repository::around(&args.plan)?;
    let revision = repository.revision(&args.revision)?;
    let commits = repository.history(&revision, &path)?;
    if commits.is_empty() {
        return Err(Failure::Refused(format!("{}: no commit has touched it yet", args.plan.display())));
    }
    let telling = told(&repository, &commits, args, door)?;
    let stamp = telling
        .last()
        .filter(|_| args.stamp)
        .map(|(document, analysis)| Stamp::new(&document.sources()[0].text, analysis, None, door.today));
    let entries = &telling.entries;
    let openings = args.bisect.map(|_| openings(entries, args.envelope.as_deref(), args.year.as_deref()));
    let mut out = match (args.format, openings) {
        (Form::Json, openings) => {
            return Ok(Outcome::fine(tell::json(&args.plan, entries, openings.as_deref(), stamp.as_ref())));
        }
        (Form::Text, None) => tell::text(entries, door),
        (Form::Text, Some(openings)) => tell::bisect(entries, &openings, door),
    };
    if let Some(stamp) = stamp {
        let line = format!("at {}: {}", args.revision.to_string_lossy(), stamp.line());
        out.push_str(&format!("\n{}\n", paint(&harmless(&line), Role::Muted, door.colour)));
    }
    Ok(Outcome::fine(out))
}

/// Every commit with how the plan stood, the oldest first.
fn told(
    repository: &Repository,
    commits: &[Commit],
    args: &LogArgs,
    door: &Door,
) -> Result<Telling, Failure> {
    let name = args.plan.display().to_string();
    let mut telling = Telling::new(name.clone(), Options { case: args.case.clone(), today: door.today });
    let shows = io::stderr().is_terminal() && commits.len() > EVERY;
    repository.texts(commits, |commit, text| {
        telling.add(commit, text);
        if shows && telling.entries.len().is_multiple_of(EVERY) {
            super::say(&format!("\r{} of {} commits", telling.entries.len(), commits.len()));
        }
        true
    })?;
    if shows {
        super::say("\r\u{1b}[K");
    }
    match (&args.case, telling.last()) {
        (Some(id), Some((_, analysis))) if id != CENTRAL && analysis.case.is_none() => {
            Err(no_case(&name, id, &analysis.plan))
        }
        _ => Ok(telling),
    }
}

/// After how many commits progress is shown.
const EVERY: usize = 25;
