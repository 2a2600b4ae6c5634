//! `milepost diff`: what two versions of a plan differ in, by meaning, the money first.

mod html;
pub mod json;
pub mod markdown;
pub mod text;
pub mod versions;

use super::args::{DiffArgs, DiffFormat};
use super::door::Door;
use super::open::{CENTRAL, Opened, no_case};
use super::outcome::{Failure, Outcome, Status};
use super::stamp::Stamp;
use crate::analysis::{Analysis, Options, analyse, analyse_again};
use crate::diagnostic::Code;
use crate::diff::{Side, diff};
use crate::display::harmless;
use crate::money::Verdict;
use crate::views::changes::{Compared, Reported, page};

/// Compares two versions of a plan.
pub fn run(args: &DiffArgs, door: &Door) -> Result<Outcome, Failure> {
    let (old, new) = versions::open(args)?;
    let before = compute(&old, args.old_case(), door, None)?;
    let after = compute(&new, args.new_case(), door, Some((&old, &before)))?;
    let sides = (
        Side { document: &old.document, analysis: &before },
        Side { document: &new.document, analysis: &after },
    );
    let found = diff(sides.0, sides.1);
    let compared = Compared { before: sides.0, after: sides.1, diff: &found };
    let scenarios = (args.old_scenario(), args.new_scenario());
    let reported = Reported { compared, names: names(&old, &new, args), scenarios };
    let stamp = |opened: &Opened, analysis: &Analysis, scenario: Option<&str>| {
        Stamp::new(opened.seen.text(), analysis, scenario, door.today)
    };
    let stamps = args
        .stamp
        .then(|| [stamp(&old, &before, args.old_scenario()), stamp(&new, &after, args.new_scenario())]);
    let small = stamps.as_ref().map(lines).unwrap_or_default();
    let out = match args.format {
        DiffFormat::Json => json::tell(&reported, stamps.as_ref()),
        DiffFormat::Text => text::tell(&page(&reported, args.stat), &small, door),
        DiffFormat::Md => markdown::tell(&page(&reported, args.stat), &small),
        DiffFormat::Html => html::tell(&page(&reported, args.stat), &small),
    };
    let mut outcome = Outcome::fine(out);
    for (opened, analysis) in [(&old, &before), (&new, &after)] {
        if analysis.verdict == Verdict::Invalid {
            outcome.err.push_str(&remark(opened, analysis));
        }
    }
    if found.is_different() {
        outcome.at_least(Status::Problem);
    }
    // The program ends here: taking two large plans apart piece by piece would be a tenth of its time.
    std::mem::forget((found, after, before, old, new));
    Ok(outcome)
}

/// The stamps of both versions, a line each.
fn lines(stamps: &[Stamp; 2]) -> Vec<String> {
    stamps.iter().zip(["old", "new"]).map(|(stamp, which)| format!("{which}: {}", stamp.line())).collect()
}

/// That a version has errors, so that what is said of it may not be what is meant.
fn remark(opened: &Opened, analysis: &Analysis) -> String {
    let name = harmless(&opened.name);
    if analysis.diagnostics.iter().any(|it| it.code == Code::UnfinishedMerge) {
        return format!(
            "milepost: {name} is an unfinished merge: what stands between its markers is not compared; finish it first\n"
        );
    }
    format!("milepost: {name} has errors, so this may not be what is meant; see `milepost check`\n")
}

/// Computes a version under its case, which must exist; of the later one only what differs is read.
fn compute(
    opened: &Opened,
    case: Option<&str>,
    door: &Door,
    earlier: Option<(&Opened, &Analysis)>,
) -> Result<Analysis, Failure> {
    let options = Options { case: case.map(str::to_owned), today: door.today };
    let analysis = match earlier {
        Some((before, analysis)) => analyse_again(&before.document, analysis, &opened.document, &options),
        None => analyse(&opened.document, &options),
    };
    match case {
        Some(id) if id != CENTRAL && analysis.case.as_deref() != Some(id) => {
            Err(no_case(&opened.name, id, &analysis.plan))
        }
        _ => Ok(analysis),
    }
}

/// What both versions are called: their names, with the scenario and the case where these differ.
fn names(old: &Opened, new: &Opened, args: &DiffArgs) -> (String, String) {
    let called = |opened: &Opened, scenario: Option<&str>, case: Option<&str>| {
        let mut name = opened.name.clone();
        if args.old_scenario() != args.new_scenario() {
            name = match scenario {
                Some(scenario) => format!("{name} (scenario {scenario})"),
                None => format!("{name} (the plan)"),
            };
        }
        if args.old_case() != args.new_case() {
            name = format!("{name} (case {})", case.unwrap_or(CENTRAL));
        }
        name
    };
    (called(old, args.old_scenario(), args.old_case()), called(new, args.new_scenario(), args.new_case()))
}
