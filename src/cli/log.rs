//! `milepost log`: what each commit did to the money of a plan, and which one opened a breach.

mod tell;

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::args::{Form, LogArgs};
use super::baseline::Held;
use super::door::Door;
use super::open::{CENTRAL, no_case};
use super::outcome::{Failure, Outcome};
use super::paint::{Role, paint};
use super::stamp::Stamp;
use crate::analysis::Options;
use crate::display::harmless;
use crate::git::{Blob, Repository};
use crate::views::history::{Chronicle, Standing, Teller, openings};
use tell::{Agreed, History};

/// Tells the history of a plan, the newest commit first.
pub fn run(args: &LogArgs, door: &Door) -> Result<Outcome, Failure> {
    let (repository, path) = Repository::around(&args.plan)?;
    let revision = repository.revision(&args.revision)?;
    let commits = repository.history(&revision, &path)?;
    if commits.is_empty() {
        let why = if args.plan.exists() {
            "no commit has touched it yet"
        } else {
            "there is no such file, and no commit has touched one of that name"
        };
        return Err(Failure::Refused(format!("{}: {why}", args.plan.display())));
    }
    let chronicle = Chronicle::new(commits, repository.tip(&revision, &path).as_ref());
    let (chronicle, stamp) = told(&repository, chronicle, args, door)?;
    let shallow = repository.is_shallow();
    let openings = args.bisect.map(|_| openings(&chronicle, args.envelope.as_deref(), args.year.as_deref()));
    let held =
        args.baseline.as_deref().map(|asked| Held::open(asked, &args.plan, None, args.case.as_deref(), door));
    let agreed = held.transpose()?.map(|held| Agreed {
        title: held.title(),
        named: held.named(),
        standing: Standing::of(&held.analysis),
    });
    let history = History { chronicle: &chronicle, shallow, agreed };
    let mut out = match (args.format, openings) {
        (Form::Json, openings) => {
            return Ok(Outcome::fine(tell::json(&args.plan, &history, openings.as_deref(), stamp.as_ref())));
        }
        (Form::Text, None) => tell::text(&history, door),
        (Form::Text, Some(openings)) => tell::bisect(&history, &openings, door),
    };
    if let Some(stamp) = stamp {
        let line = format!("at {}: {}", args.revision.to_string_lossy(), stamp.line());
        out.push_str(&format!("\n{}\n", paint(&harmless(&line), Role::Muted, door.colour)));
    }
    Ok(Outcome::fine(out))
}

/// How the plan stands with every text of its history, and the stamp of the last one.
fn told(
    repository: &Repository,
    mut chronicle: Chronicle,
    args: &LogArgs,
    door: &Door,
) -> Result<(Chronicle, Option<Stamp>), Failure> {
    let name = args.plan.display().to_string();
    let mut teller = Teller::new(name.clone(), Options { case: args.case.clone(), today: door.today });
    // The last one comes last, so that it is at hand for the case and the stamp.
    let last = chronicle.tip.and_then(|tip| chronicle.commits[tip].after.clone());
    let others = chronicle.blobs().into_iter().rev().filter(|blob| Some(blob) != last.as_ref());
    let blobs: Vec<Blob> = others.chain(last.clone()).collect();
    let shows = io::stderr().is_terminal() && blobs.len() > EVERY;
    repository.texts(&blobs, |blob, text| {
        chronicle.keep(blob.clone(), text.map(|text| Arc::new(teller.tell(text))));
        if shows && chronicle.read().is_multiple_of(EVERY) {
            super::say(&format!("\r{} of {} versions", chronicle.read(), blobs.len()));
        }
        true
    })?;
    if shows {
        super::say("\r\u{1b}[K");
    }
    let found = teller.last().filter(|_| last.is_some());
    match (&args.case, found) {
        (Some(id), Some((_, analysis))) if id != CENTRAL && analysis.case.is_none() => {
            return Err(no_case(&name, id, &analysis.plan));
        }
        _ => {}
    }
    let stamp = found
        .filter(|_| args.stamp)
        .map(|(document, analysis)| Stamp::new(&document.sources()[0].text, analysis, None, door.today));
    Ok((chronicle, stamp))
}

/// After how many versions progress is shown.
const EVERY: usize = 25;
