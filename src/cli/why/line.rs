//! A money line: what each envelope pays of it in each year, to the penny.

use super::Asked;
use crate::cli::figures::Figures;
use crate::cli::names;
use crate::cli::paint::{Role, paint};
use crate::cli::table::{Cell as Field, Table};
use crate::display::{Align, harmless};
use crate::money::{OutsideReason, Source};
use crate::plan::InitiativeIx;
use crate::units::Money;

/// Where the money of one line goes.
pub fn tell(asked: &Asked<'_>, at: InitiativeIx, source: Source) -> String {
    let plan = &asked.analysis.plan;
    let money = &asked.analysis.money;
    let currency = asked.figures.currency();
    let mut table = Table::new([("envelope", Align::Left), ("year", Align::Left), (&currency, Align::Right)]);
    let mut sum = Money::ZERO;
    for posting in money.postings.of_initiative(at).filter(|it| it.source == source) {
        let year =
            posting.year.map_or("outside the plan".to_owned(), |year| money.years[year as usize].to_string());
        // Benefits are posted as less spend; here they are what comes in.
        let amount = if matches!(source, Source::Benefit(_)) { -posting.amount } else { posting.amount };
        sum += amount;
        table.row(vec![
            harmless(&plan.envelopes[posting.envelope.at()].id).into_owned().into(),
            year.into(),
            Figures::exact(amount).into(),
        ]);
    }
    for line in money.outside.lines.iter().filter(|it| it.initiative == at && source == Source::Cost(it.cost))
    {
        sum += line.amount;
        let why = match line.reason {
            OutsideReason::Unscheduled => "not scheduled",
            OutsideReason::Idea => "an idea",
            OutsideReason::Unfunded => "unfunded",
            OutsideReason::Ambiguous => "more than one envelope could pay",
            OutsideReason::Beyond => "outside the plan's years",
        };
        table.row(vec![Field::of(why, Role::Over), "".into(), Figures::exact(line.amount).into()]);
    }
    let initiative = &plan.initiatives[at.at()];
    let name = match source {
        Source::Cost(line) => format!("cost.{}", initiative.costs[line as usize].id),
        Source::Benefit(line) => format!("benefit.{}", initiative.benefits[line as usize].id),
        Source::Repayment(..) | Source::Interest(_) => String::new(),
    };
    let heading = format!("{}: {}", names::initiative(plan, at), harmless(&name));
    let mut out = paint(&heading, Role::Strong, asked.door.colour);
    out.push('\n');
    if table.is_empty() {
        out.push_str("  No envelope sees any of it.\n");
        return out;
    }
    table.rule();
    table.row(vec![Field::of("sum", Role::Strong), "".into(), Field::of(Figures::exact(sum), Role::Strong)]);
    out.push_str(&table.text("  ", asked.door.columns, asked.door.colour));
    out
}
