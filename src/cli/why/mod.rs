//! `milepost why`: what drives a date, what sums to a cell, who is in a breach and what would mend it.

mod breach;
mod date;
mod line;
mod question;
mod sum;

use super::args::Why;
use super::baseline::Held;
use super::door::Door;
use super::figures::Figures;
use super::open::{compute, open};
use super::outcome::{Failure, Outcome, Status};
use crate::analysis::Analysis;
use crate::money::Verdict;
use question::Question;

/// What every answer is made from.
struct Asked<'a> {
    analysis: &'a Analysis,
    figures: Figures,
    door: &'a Door,
}

/// Answers one question about one plan.
pub fn run(args: &Why, door: &Door) -> Result<Outcome, Failure> {
    let opened = open(&args.plan, args.scenario.as_deref())?;
    let analysis = compute(&opened, args.case.as_deref(), door)?;
    let question = question::read(&analysis, &args.item)?;
    let asked = Asked { analysis: &analysis, figures: Figures::of(&analysis.plan), door };
    let mut outcome = Outcome::fine(match question {
        Question::Date(item, end) => date::tell(&asked, item, end),
        Question::Line(initiative, source) => line::tell(&asked, initiative, source),
        Question::Cell(envelope, year) => cell(&asked, envelope, year),
        Question::Envelope(envelope) => whole(&asked, envelope),
    });
    if let Some(baseline) = &args.baseline {
        let (scenario, case) = (args.scenario.as_deref(), args.case.as_deref());
        let held = Held::open(baseline, &args.plan, scenario, case, door)?;
        outcome.out.push_str(&match question {
            Question::Date(item, _) => held.date(&opened, &analysis, item, door),
            Question::Cell(envelope, year) => held.cell(&opened, &analysis, (envelope, year), door),
            Question::Envelope(envelope) => held.cell(&opened, &analysis, (envelope, None), door),
            Question::Line(initiative, source) => held.line(&opened, &analysis, (initiative, source), door),
        });
    }
    if analysis.verdict == Verdict::Invalid {
        let name = crate::display::harmless(&opened.name);
        outcome.err =
            format!("milepost: {name} has errors, so this may not be what is meant; see `milepost check`\n");
        outcome.at_least(Status::Problem);
    }
    Ok(outcome)
}

fn cell(asked: &Asked<'_>, envelope: crate::plan::EnvelopeIx, year: Option<usize>) -> String {
    let mut out = sum::tell(asked, envelope, year);
    if let Some(year) = year {
        out.push_str(&breach::tell(asked, envelope, year));
    }
    out
}

/// An envelope without a year: every year in which it does not hold, or else its whole life.
fn whole(asked: &Asked<'_>, envelope: crate::plan::EnvelopeIx) -> String {
    let figures = asked.analysis.money.envelopes.iter().find(|figures| figures.envelope == envelope);
    let years = figures.map_or(&[][..], |figures| &figures.years);
    let broken: Vec<_> = (0..years.len()).filter(|year| years[*year].state.breached()).collect();
    if broken.is_empty() {
        return cell(asked, envelope, None);
    }
    broken.into_iter().map(|year| cell(asked, envelope, Some(year))).collect::<Vec<_>>().join("\n")
}
