//! `milepost check`: what is wrong with plans, and whether they are affordable; for people and for CI.

mod findings;
mod github;
mod json;
mod text;

use std::path::Path;

use super::args::{Check, Format};
use super::door::Door;
use super::open::{CENTRAL, Opened, compute, is_stdin, open};
use super::outcome::{Failure, Outcome, Status};
use super::stamp::Stamp;
use crate::analysis::Analysis;
use crate::diagnostic::Severity;
use findings::Finding;

/// One plan under one case, ready to be told.
struct Checked<'a> {
    opened: &'a Opened,
    analysis: &'a Analysis,
    findings: &'a [Finding<'a>],
    scenario: Option<&'a str>,
    stamp: Option<Stamp>,
}

/// Checks every plan; one that cannot be read does not keep the others from being checked.
pub fn run(args: &Check, door: &Door) -> Outcome {
    let mut outcome = Outcome::new();
    let mut streams = 0;
    for path in &args.plans {
        streams += usize::from(is_stdin(path));
        let checked = if streams > 1 && is_stdin(path) {
            Err(Failure::Usage("standard input can be read once: write `-` once".to_owned()))
        } else {
            check(path, args, door, &mut outcome)
        };
        if let Err(failure) = checked {
            if args.format == Format::Github {
                outcome.out.push_str(&github::failure(path, &failure));
            }
            outcome.failed(&failure);
        }
    }
    outcome
}

fn check(path: &Path, args: &Check, door: &Door, outcome: &mut Outcome) -> Result<(), Failure> {
    let opened = open(path, args.scenario.as_deref())?;
    for case in cases(&opened, args.case.as_deref(), door) {
        let analysis = compute(&opened, case.as_deref(), door)?;
        let findings = findings::collect(&opened.document, &analysis);
        let stamp = args
            .stamp
            .then(|| Stamp::new(opened.seen.text(), &analysis, args.scenario.as_deref(), door.today));
        let checked = Checked {
            opened: &opened,
            analysis: &analysis,
            findings: &findings,
            scenario: args.scenario.as_deref(),
            stamp,
        };
        if args.format == Format::Text && !outcome.out.is_empty() {
            outcome.out.push('\n');
        }
        match args.format {
            Format::Text => outcome.out.push_str(&text::tell(&checked, door)),
            Format::Json => json::tell(&checked, &mut outcome.out),
            Format::Github => outcome.out.push_str(&github::tell(&checked)),
        }
        outcome.at_least(status(&checked, args));
        if args.plans.len() == 1 {
            // The program ends here: taking a large plan apart piece by piece would be a twentieth of its time.
            std::mem::forget(findings);
            std::mem::forget(analysis);
        }
    }
    if args.plans.len() == 1 {
        std::mem::forget(opened);
    }
    Ok(())
}

/// Which cases to compute: the one named, or the plan as written and every case it has.
fn cases(opened: &Opened, wanted: Option<&str>, door: &Door) -> Vec<Option<String>> {
    if wanted != Some("all") {
        return vec![wanted.map(str::to_owned)];
    }
    let plan = crate::document::decode(&opened.document, door.today).plan;
    let named = plan.cases.into_iter().map(|case| case.id).filter(|id| id != CENTRAL).map(Some);
    std::iter::once(None).chain(named).collect()
}

fn status(checked: &Checked<'_>, args: &Check) -> Status {
    let denied = |finding: &Finding<'_>| match finding.diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => args.deny.is_some() && finding.accepted.is_none(),
        Severity::Hint => false,
    };
    if checked.analysis.verdict.affordable() && !checked.findings.iter().any(denied) {
        Status::Fine
    } else {
        Status::Problem
    }
}
