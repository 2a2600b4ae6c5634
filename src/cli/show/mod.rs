//! `milepost show`: the views of a plan as text, one file each.

mod appraisal;
mod estate;
mod initiatives;
mod money;
mod roadmap;

use super::args::{Show, Sight};
use super::door::Door;
use super::figures::Figures;
use super::headline;
use super::open::{compute, open};
use super::outcome::{Failure, Outcome, Status};
use super::stamp::Stamp;
use crate::analysis::Analysis;
use crate::display::harmless;
use crate::money::Verdict;

/// What every view is made from.
struct Shown<'a> {
    analysis: &'a Analysis,
    figures: Figures,
    door: &'a Door,
}

/// Shows one view of one plan.
pub fn run(args: &Show, door: &Door) -> Result<Outcome, Failure> {
    let opened = open(&args.plan, args.scenario.as_deref())?;
    let analysis = compute(&opened, args.case.as_deref(), door)?;
    let shown = Shown { analysis: &analysis, figures: Figures::of(&analysis.plan), door };
    let mut outcome = Outcome::fine(headline::tell(&analysis, args.scenario.as_deref(), door));
    outcome.out.push('\n');
    outcome.out.push_str(&match args.view {
        Sight::Roadmap => roadmap::tell(&shown),
        Sight::Money => money::tell(&shown),
        Sight::Initiatives => initiatives::tell(&shown),
        Sight::Appraisal => appraisal::tell(&shown),
        Sight::Estate => estate::tell(&shown),
    });
    if args.stamp {
        let stamp = Stamp::new(opened.seen.text(), &analysis, args.scenario.as_deref(), door.today);
        outcome.out.push_str(&format!("\n{}\n", harmless(&stamp.line())));
    }
    if analysis.verdict == Verdict::Invalid {
        let name = harmless(&opened.name);
        outcome.err =
            format!("milepost: {name} has errors, so this may not be what is meant; see `milepost check`\n");
        outcome.at_least(Status::Problem);
    }
    Ok(outcome)
}
