//! `milepost show`: the views of a plan as text, one file each.

mod appraisal;
mod decisions;
mod estate;
mod gates;
mod initiatives;
mod money;
mod roadmap;

use super::args::{Form, Show, Sight};
use super::baseline::{Asked, Held, Then};
use super::door::Door;
use super::figures::Figures;
use super::headline;
use super::open::{compute, open};
use super::outcome::{Failure, Outcome, Status};
use super::paint::Role;
use super::stamp::Stamp;
use super::table::Cell;
use crate::analysis::Analysis;
use crate::display::harmless;
use crate::money::Verdict;
use crate::plan::InitiativeIx;
use crate::units::Money;
use crate::views::filter::{Beside, Filter};

/// What every view is made from.
struct Shown<'a> {
    analysis: &'a Analysis,
    figures: Figures,
    door: &'a Door,
    /// Which initiatives are shown; `None`: all.
    only: Option<Vec<bool>>,
    /// What it is held against.
    then: Option<Then<'a>>,
}

impl Shown<'_> {
    /// Whether an initiative is shown: it is not left out, and the filter lets it through.
    fn shows(&self, at: InitiativeIx) -> bool {
        let dropped = self.analysis.plan.initiatives[at.at()].dropped;
        self.only.as_ref().map_or(!dropped, |only| only[at.at()])
    }

    /// How many of how many initiatives are shown, when that is not all.
    fn hidden(&self) -> String {
        let Some(only) = &self.only else { return String::new() };
        let count = only.iter().filter(|it| **it).count();
        format!("{count} of {} initiatives; the money is that of all of them.\n", only.len())
    }
}

/// By how much a figure is more than in the baseline, in the unit of tables; nothing where it is the same.
fn variance(shown: &Shown<'_>, more: Money, more_is_worse: bool) -> Cell {
    if more.is_zero() {
        return "".into();
    }
    let role = if more.is_negative() == more_is_worse { Role::Within } else { Role::Over };
    let sign = if more.is_negative() { "" } else { "+" };
    Cell::of(format!("{sign}{}", shown.figures.short(more)), role)
}

/// Which initiatives a filter lets through.
fn passed(args: &Show, analysis: &Analysis, door: &Door) -> Result<Option<Vec<bool>>, Failure> {
    let Some(text) = &args.filter else { return Ok(None) };
    if !matches!(args.view, Sight::Roadmap | Sight::Initiatives) {
        let said = "--filter narrows down the roadmap and the initiatives; the other views have none";
        return Err(Failure::Usage(said.to_owned()));
    }
    let beside = Beside { year_start: analysis.plan.year_start, today: door.today };
    let filter = Filter::read(text, beside);
    match filter.faults.first() {
        Some(fault) => Err(Failure::Usage(format!("--filter: {}", harmless(&fault.message)))),
        None => Ok(Some(filter.pass(analysis, door.today))),
    }
}

/// What is told of a view against a baseline.
const fn against(view: Sight) -> &'static [Asked] {
    match view {
        Sight::Roadmap => &[Asked::Slip],
        Sight::Money => &[Asked::Cells],
        Sight::Initiatives => &[Asked::Slip, Asked::Costs],
        Sight::Appraisal => &[Asked::Value],
        Sight::Estate => &[Asked::Technologies],
        Sight::Gates => &[Asked::Gates],
        Sight::Decisions => &[Asked::Decisions],
    }
}

/// Shows one view of one plan.
pub fn run(args: &Show, door: &Door) -> Result<Outcome, Failure> {
    if args.format == Form::Json && args.view != Sight::Gates {
        let said =
            "--format json is there for the gates; `milepost check --format json` has the other figures";
        return Err(Failure::Usage(said.to_owned()));
    }
    let opened = open(&args.plan, args.scenario.as_deref())?;
    let analysis = compute(&opened, args.case.as_deref(), door)?;
    let only = passed(args, &analysis, door)?;
    let (scenario, case) = (args.scenario.as_deref(), args.case.as_deref());
    let held = args.baseline.as_deref().map(|asked| Held::open(asked, &args.plan, scenario, case, door));
    let held = held.transpose()?;
    if args.format == Form::Json {
        return Ok(Outcome::fine(gates::json::tell(&opened, &analysis, scenario, held.as_ref())));
    }
    let then = held.as_ref().map(|held| held.then(&opened, &analysis));
    let shown = Shown { analysis: &analysis, figures: Figures::of(&analysis.plan), door, only, then };
    let mut outcome = Outcome::fine(headline::tell(&analysis, args.scenario.as_deref(), door));
    outcome.out.push('\n');
    outcome.out.push_str(&match args.view {
        Sight::Roadmap => roadmap::tell(&shown),
        Sight::Money => money::tell(&shown),
        Sight::Initiatives => initiatives::tell(&shown),
        Sight::Appraisal => appraisal::tell(&shown),
        Sight::Estate => estate::tell(&shown),
        Sight::Gates => gates::tell(&shown),
        Sight::Decisions => decisions::tell(&shown),
    });
    if let Some(held) = &held {
        outcome.out.push_str(&held.text(&opened, &analysis, against(args.view), door));
    }
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
