//! `milepost check`: what is wrong with plans, and whether they are affordable; for people and for CI.

mod findings;
mod github;
mod held;
mod json;
mod junit;
mod markdown;
mod ratchet;
mod sarif;
mod text;

use std::path::Path;

use super::args::{Check, Format};
use super::baseline::{CHECKED, Held};
use super::door::Door;
use super::open::{CENTRAL, Opened, compute, is_stdin, open};
use super::outcome::{Failure, Outcome, Status};
use super::stamp::Stamp;
use crate::analysis::Analysis;
use crate::diagnostic::Severity;
use crate::display::harmless;
use findings::Finding;

/// One plan under one case, ready to be told.
struct Checked<'a> {
    opened: &'a Opened,
    analysis: &'a Analysis,
    findings: &'a [Finding<'a>],
    scenario: Option<&'a str>,
    stamp: Option<Stamp>,
    baseline: Option<&'a Held>,
}

/// Checks every plan; one that cannot be read does not keep the others from being checked.
pub fn run(args: &Check, door: &Door) -> Outcome {
    let mut outcome = Outcome::new();
    let mut whole = Whole::default();
    let mut streams = 0;
    for path in &args.plans {
        streams += usize::from(is_stdin(path));
        let checked = if streams > 1 && is_stdin(path) {
            Err(Failure::Usage("standard input can be read once: write `-` once".to_owned()))
        } else {
            check(path, args, door, &mut outcome, &mut whole)
        };
        if let Err(failure) = checked {
            if args.format == Format::Github {
                outcome.out.push_str(&github::failure(path, &failure));
            }
            outcome.failed(&failure);
        }
    }
    match args.format {
        Format::Sarif => outcome.out = whole.sarif.tell(),
        Format::Junit => outcome.out = whole.junit.tell(),
        Format::Text | Format::Json | Format::Github | Format::Md => {}
    }
    outcome
}

/// What is told once for all plans.
#[derive(Default)]
struct Whole {
    sarif: sarif::Log,
    junit: junit::Report,
}

fn check(
    path: &Path,
    args: &Check,
    door: &Door,
    outcome: &mut Outcome,
    whole: &mut Whole,
) -> Result<(), Failure> {
    let opened = open(path, args.scenario.as_deref())?;
    let base = base(path, args, &opened, outcome)?;
    for case in cases(&opened, args.case.as_deref(), door) {
        let analysis = compute(&opened, case.as_deref(), door)?;
        let findings = findings::collect(&opened.document, &analysis);
        let stamp = args
            .stamp
            .then(|| Stamp::new(opened.seen.text(), &analysis, args.scenario.as_deref(), door.today));
        let baseline = args.baseline.as_deref();
        let baseline = baseline
            .map(|asked| Held::open(asked, path, args.scenario.as_deref(), case.as_deref(), door))
            .transpose()?;
        let checked = Checked {
            opened: &opened,
            analysis: &analysis,
            findings: &findings,
            scenario: args.scenario.as_deref(),
            stamp,
            baseline: baseline.as_ref(),
        };
        if args.format == Format::Text && !outcome.out.is_empty() {
            outcome.out.push('\n');
        }
        let held = base.as_ref().map(|base| ratchet::hold(base, &opened, &analysis, door));
        let held = held.as_ref();
        match (args.format, held) {
            (Format::Text, None) => outcome.out.push_str(&text::tell(&checked, door)),
            (Format::Text, Some(held)) => outcome.out.push_str(&held::text(&checked, held, door)),
            (Format::Json, _) => json::tell(&checked, held, &mut outcome.out),
            (Format::Github, None) => outcome.out.push_str(&github::tell(&checked)),
            (Format::Github, Some(held)) => outcome.out.push_str(&github::held(&checked, held)),
            (Format::Md, _) => outcome.out.push_str(&markdown::tell(&checked, held)),
            (Format::Sarif, _) => whole.sarif.add(&checked, held),
            (Format::Junit, _) => whole.junit.add(&checked, held, |finding| denied(finding, args)),
        }
        if let (Some(baseline), Format::Text) = (checked.baseline, args.format) {
            outcome.out.push_str(&baseline.text(&opened, &analysis, &CHECKED, door));
        }
        outcome.at_least(match held {
            Some(held) if held.worse.is_empty() => Status::Fine,
            Some(_) => Status::Problem,
            None => status(&checked, args),
        });
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

/// The version that a plan is held against, when it is to be and was there.
fn base(path: &Path, args: &Check, plan: &Opened, outcome: &mut Outcome) -> Result<Option<Opened>, Failure> {
    if args.not_worse_than.is_none() && args.base_file.is_none() {
        return Ok(None);
    }
    match ratchet::base(path, args, plan)? {
        Ok(base) => Ok(Some(base)),
        Err(remark) => {
            outcome.err.push_str(&format!("milepost: {}\n", harmless(&remark)));
            Ok(None)
        }
    }
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
    if checked.analysis.verdict.affordable() && !checked.findings.iter().any(|it| denied(it, args)) {
        Status::Fine
    } else {
        Status::Problem
    }
}

/// Whether a problem keeps the exit status from being 0.
fn denied(finding: &Finding<'_>, args: &Check) -> bool {
    match finding.diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => args.deny.is_some() && finding.accepted.is_none(),
        Severity::Hint => false,
    }
}
