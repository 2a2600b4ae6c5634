//! Value for money as text: the headline figures, then the appraisal year by year.

use rust_decimal::Decimal;

use super::Shown;
use crate::cli::paint::{Role, paint};
use crate::cli::table::Table;
use crate::display::Align;
use crate::units::{Money, Month};

/// The whole view.
pub fn tell(shown: &Shown<'_>) -> String {
    let (figures, plan) = (&shown.figures, &shown.analysis.plan);
    let appraisal = &shown.analysis.money.appraisal;
    let ratio =
        |ratio: Option<Decimal>| ratio.map_or("none: there are no costs".to_owned(), |it| format!("{it:.3}"));
    let month = |month: Option<Month>, none: &str| month.map_or(none.to_owned(), Month::words);
    let share = |share: Option<Decimal>| {
        share.map_or("–".to_owned(), |it| format!("{} %", (it * Decimal::ONE_HUNDRED).normalize()))
    };
    let mut table =
        Table::new([("", Align::Left), ("cashable benefits", Align::Right), ("all benefits", Align::Right)]);
    let both = |money: Money| figures.full(money);
    table.row(vec![
        "net present value".into(),
        both(appraisal.npv_cashable).into(),
        both(appraisal.npv_all).into(),
    ]);
    table.row(vec![
        "benefits over costs".into(),
        ratio(appraisal.bcr_cashable).into(),
        ratio(appraisal.bcr_all).into(),
    ]);
    table.row(vec!["paid back".into(), month(appraisal.payback, "never").into()]);
    table.row(vec!["peak outlay".into(), both(appraisal.peak_outlay).into()]);
    table.row(vec!["in".into(), month(appraisal.peak_month, "–").into()]);
    table.row(vec!["whole-life cost".into(), both(appraisal.whole_life_cost).into()]);
    table.row(vec!["benefits may fall by".into(), share(appraisal.switching_benefits).into()]);
    table.row(vec!["costs may rise by".into(), share(appraisal.switching_costs).into()]);
    let mut out = table.text("", usize::MAX, shown.door.colour);
    let rate = plan.assumptions.discount_rate;
    let note = format!(
        "\nOver {} financial years at {rate} a year, in prices of {}; no financing, no contingency.\n",
        plan.assumptions.appraisal_years,
        plan.assumptions.price_base.unwrap_or_else(|| plan.year_of(shown.analysis.schedule.start)),
    );
    out.push_str(&paint(&note, Role::Muted, shown.door.colour));
    out.push('\n');
    out.push_str(&years(shown));
    out
}

fn years(shown: &Shown<'_>) -> String {
    let figures = &shown.figures;
    let mut table = Table::titled(
        ["year", "factor", "costs", "cashable", "non-cashable", "net cash"]
            .into_iter()
            .map(|title| (if title == "year" { figures.unit() } else { title.to_owned() }, Align::Right))
            .collect(),
    );
    for year in &shown.analysis.money.appraisal.years {
        table.row(vec![
            year.year.to_string().into(),
            format!("{:.4}", year.factor.round_dp(4)).into(),
            figures.short(year.costs).into(),
            figures.short(year.cashable).into(),
            figures.short(year.non_cashable).into(),
            figures.short(year.cashable - year.costs).into(),
        ]);
    }
    table.text("", usize::MAX, shown.door.colour)
}
