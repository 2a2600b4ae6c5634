//! Value for money, kept apart from affordability; and the money that is in no envelope.

use super::panes::Line;
use crate::display::{Align, fit};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::units::Money;

/// The appraisal, the whole sums, and what is in no cell.
pub fn lines(app: &App, width: u16) -> Vec<Line> {
    let analysis = app.analysis();
    let figures = app.figures();
    let of = &analysis.money.appraisal;
    let assumptions = &analysis.plan.assumptions;
    let label = 22.min(usize::from(width) / 2);
    let number = 16.min(usize::from(width).saturating_sub(label));
    let line = |name: &str, text: String, role: Role, note: String| -> Line {
        vec![
            (fit(name, label, Align::Left), Role::Text),
            (fit(&text, number, Align::Right), role),
            (if note.is_empty() { note } else { format!("  {note}") }, Role::Muted),
        ]
    };
    let sign = |money: Money| if money.is_negative() { Role::Loss } else { Role::Gain };
    let ratio = |ratio: Option<rust_decimal::Decimal>| ratio.map_or("·".to_owned(), |it| format!("{it:.3}"));
    let years = format!("{} years at {}", assumptions.appraisal_years, assumptions.discount_rate);
    let mut lines = vec![
        line("NPV, cashable", figures.full(whole(of.npv_cashable)), sign(of.npv_cashable), years),
        line("NPV, all benefits", figures.full(whole(of.npv_all)), sign(of.npv_all), String::new()),
        line("BCR, cashable", ratio(of.bcr_cashable), Role::Heading, String::new()),
        line("BCR, all benefits", ratio(of.bcr_all), Role::Heading, String::new()),
        line(
            "Payback",
            // Where nothing is spent, nothing is paid back.
            match of.payback {
                _ if of.peak_outlay.is_zero() => "·".to_owned(),
                Some(month) => month.words(),
                None => "never".to_owned(),
            },
            Role::Heading,
            String::new(),
        ),
        line(
            "Deepest outlay",
            figures.full(whole(of.peak_outlay)),
            Role::Heading,
            of.peak_month.map_or(String::new(), crate::units::Month::words),
        ),
        line("Whole-life cost", figures.full(whole(of.whole_life_cost)), Role::Text, String::new()),
    ];
    let percent = |share: Option<rust_decimal::Decimal>| {
        share.map(|share| format!("{:.1} %", share * rust_decimal::Decimal::ONE_HUNDRED))
    };
    if let (Some(benefits), Some(costs)) = (percent(of.switching_benefits), percent(of.switching_costs)) {
        lines.push(line("NPV is nothing when", benefits, Role::Text, "of the benefits fail".to_owned()));
        lines.push(line("or when costs rise by", costs, Role::Text, String::new()));
    }
    let totals = &analysis.money.totals;
    lines.push(Vec::new());
    for (name, money) in [
        ("Capital", totals.capital),
        ("One-off revenue", totals.one_off),
        ("Running, a full year", totals.running_full_year),
        ("Cashable, a full year", totals.cashable_full_year),
    ] {
        lines.push(line(name, figures.full(money), Role::Text, String::new()));
    }
    let outside = &analysis.money.outside;
    for (name, money, role) in [
        ("In no envelope", outside.unfunded, Role::Unfunded),
        ("In more than one", outside.ambiguous, Role::Unfunded),
        ("Beyond the years", outside.beyond, Role::Unfunded),
        ("Not scheduled", outside.unscheduled, Role::Unfunded),
        ("Of ideas", outside.ideas, Role::Muted),
    ] {
        if !money.is_zero() {
            lines.push(line(name, figures.full(money), role, String::new()));
        }
    }
    lines
}

/// Whole pounds, half away from nothing: an appraisal to the penny would pretend.
fn whole(money: Money) -> Money {
    let pence = money.pence();
    Money::from_pence((pence + 50 * pence.signum()) / 100 * 100)
}

/// The same where there is nothing else to show.
pub fn alone(app: &App, canvas: &mut Canvas) {
    let width = canvas.width();
    for (y, line) in lines(app, width).iter().enumerate() {
        let pieces: Vec<(&str, Role)> = line.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        canvas.pieces(0, y as u16, width, &pieces);
    }
}
