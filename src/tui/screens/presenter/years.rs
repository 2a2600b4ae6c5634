//! The headroom of an envelope, year by year, in figures for the back row.

use super::said;
use crate::plan::{EnvelopeIx, ReportUnit};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::widgets::big::{self, Form};
use crate::units::Money;
use crate::views::figures::Figures;
use crate::views::scale::TimeScale;
use crate::views::standing;
use crate::views::strip::figures_of;

/// Rows that it wants of so many.
pub fn rows(app: &App, height: u16) -> u16 {
    match (app.room.money_hidden, height) {
        (true, _) | (false, 0..14) => 3,
        (false, 14..32) => 3 + Form::all(app.theme.glyphs).iter().map(|form| form.rows()).min().unwrap_or(1),
        (false, 32..) => 3 + Form::Full.rows(),
    }
}

/// Draws it: what it is, the years, the figures, how each stands.
pub fn draw(app: &App, canvas: &mut Canvas, envelope: EnvelopeIx, scale: &TimeScale) {
    let analysis = app.analysis();
    let Some(figures) = figures_of(analysis, envelope) else { return };
    let years: Vec<(usize, u16, u16)> = scale
        .years(analysis.plan.year_start)
        .into_iter()
        .filter_map(|(year, from, to)| {
            Some((analysis.money.years.iter().position(|it| *it == year)?, from, to))
        })
        .collect();
    let rows = canvas.height().saturating_sub(3);
    let narrowest = years.iter().map(|(_, from, to)| to - from).min().unwrap_or(0);
    let headroom = |year: usize| figures.years[year].headroom;
    let money: Vec<_> = years.iter().filter_map(|(year, ..)| headroom(*year)).collect();
    let glyphs = canvas.theme().glyphs;
    let (unit, form) = units(&app.figures())
        .into_iter()
        .flat_map(|unit| Form::all(glyphs).iter().map(move |form| (unit.clone(), *form)))
        .filter(|(unit, form)| {
            let fits =
                |text: &str| big::width(text, *form).is_some_and(|cells| cells + form.gap() <= narrowest);
            let told =
                |money: Money| money.is_zero() || unit.short(money).contains(|c| matches!(c, '1'..='9'));
            form.rows() <= rows && money.iter().all(|it| told(*it) && fits(&unit.short(*it)))
        })
        .max_by_key(|(unit, form)| (form.rows(), std::cmp::Reverse(unit_size(unit.unit))))
        .map_or((app.figures(), None), |(unit, form)| (unit, Some(form)));
    let title = &analysis.plan.envelopes[envelope.at()].title;
    let title = if app.room.money_hidden {
        said(app, title).into_owned()
    } else {
        format!("Headroom in {}, {}", said(app, title), unit.unit_word())
    };
    canvas.text(0, 0, canvas.width(), &title, Role::Muted);
    for (year, from, to) in years {
        let (x, cells) = (if from == 0 { 0 } else { from + 1 }, to - from);
        let state = standing::of_state(figures.years[year].state);
        canvas.text(x, 1, cells, &analysis.money.years[year].to_string(), Role::Heading);
        let last = canvas.height().saturating_sub(1);
        let Some(money) = headroom(year) else {
            canvas.text(x, last, cells, "no limit", Role::Muted);
            continue;
        };
        let role = if figures.years[year].state.breached() { state.role } else { Role::Heading };
        match (app.room.money_hidden, form) {
            (true, _) => {}
            (false, Some(form)) => {
                big::draw(canvas, (x, 2), &unit.short(money), role, form);
            }
            (false, None) => {
                canvas.text(x, last.saturating_sub(1).max(2), cells, &unit.short(money), role);
            }
        }
        canvas.text(x, last, cells, &format!("{} {}", state.glyph, state.word), state.role);
    }
}

/// The units in which figures may be written, from that of the plan's tables upwards.
fn units(figures: &Figures) -> Vec<Figures> {
    let all = [ReportUnit::Units, ReportUnit::Thousands, ReportUnit::Millions];
    let least = unit_size(figures.unit);
    let unit = |unit: ReportUnit| Figures { unit, ..figures.clone() };
    all.into_iter().filter(|unit| unit_size(*unit) >= least).map(unit).collect()
}

const fn unit_size(unit: ReportUnit) -> u8 {
    match unit {
        ReportUnit::Units => 0,
        ReportUnit::Thousands => 1,
        ReportUnit::Millions => 2,
    }
}
