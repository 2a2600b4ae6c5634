//! The recurrent test: what the plan costs and saves each year for good, financing included.

use super::panes::Line;
use crate::display::{Align, fit, width};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::layout;
use crate::units::Money;
use crate::views::standing;

/// Running cost, savings, repayment and interest by year, and how the net effect stands.
pub fn lines(app: &App, year: usize, cells: u16) -> Vec<Line> {
    let analysis = app.analysis();
    let figures = app.figures();
    let all = &analysis.money.recurrent;
    let label = 12;
    let room = usize::from(cells).saturating_sub(label);
    // Columns as narrow as their figures let them be, so that as many years as can be stand beside each other.
    let longest = longest(app) + 1;
    let each = (room / all.len().max(1)).clamp(longest, longest.max(10));
    let count = (room / each).clamp(1, all.len().max(1));
    let first = layout::scrolled(0, year, count, all.len());
    let row = |name: &str, role: Role, of: &dyn Fn(usize) -> Option<(String, Role)>| -> Line {
        let mut line = vec![(fit(name, label, Align::Left), role)];
        for at in first..(first + count).min(all.len()) {
            let (text, role) = of(at).unwrap_or_default_cell();
            line.push((fit(&text, each, Align::Right), role));
        }
        line
    };
    let plain = |money: Money| Some((figures.table(money), Role::Muted));
    let years = &analysis.money.years;
    let unit = figures.unit_word();
    let mut lines = vec![
        row(&unit, Role::Faint, &|at| {
            Some((years[at].to_string(), if at == year { Role::Accent } else { Role::Muted }))
        }),
        row("running", Role::Text, &|at| plain(all[at].running)),
        row("− cashable", Role::Text, &|at| plain(all[at].cashable)),
        row("+ repayment", Role::Text, &|at| plain(all[at].repayment)),
        row("+ interest", Role::Text, &|at| plain(all[at].interest)),
        row("= net effect", Role::Heading, &|at| Some((figures.table(all[at].net()), Role::Heading))),
    ];
    let nets = analysis
        .money
        .envelopes
        .iter()
        .filter(|it| analysis.plan.envelopes[it.envelope.at()].recurrent_only());
    for of in nets {
        let title = &analysis.plan.envelopes[of.envelope.at()].title;
        lines.push(row("allowed", Role::Text, &|at| {
            of.years[at].headroom.and_then(|headroom| plain(of.years[at].spend + headroom))
        }));
        lines.push(row("headroom", Role::Text, &|at| {
            let cell = &of.years[at];
            let state = standing::of_state(cell.state);
            Some((format!("{}{}", state.glyph, figures.table_signed(cell.headroom?)), state.role))
        }));
        lines.push(vec![(format!("against {title}"), Role::Faint)]);
    }
    if count < all.len() {
        let more = format!("{} of {} years; ← → moves on", count, all.len());
        lines.push(vec![(more, Role::Faint)]);
    }
    if all.iter().any(|it| !it.non_cashable.is_zero()) {
        lines.push(row("non-cashable", Role::Muted, &|at| plain(all[at].non_cashable)));
    }
    lines
}

/// Cells of the longest figure of the table, and of a year's name.
fn longest(app: &App) -> usize {
    let analysis = app.analysis();
    let figures = app.figures();
    let money = &analysis.money;
    let own = money.recurrent.iter().flat_map(|it| {
        [it.running, it.cashable, it.repayment, it.interest, it.net(), it.non_cashable]
            .map(|money| width(&figures.table(money)))
    });
    let nets = money
        .envelopes
        .iter()
        .filter(|it| analysis.plan.envelopes[it.envelope.at()].recurrent_only())
        .flat_map(|it| &it.years)
        .filter_map(|cell| Some((cell.spend + cell.headroom?, cell.headroom?)))
        .flat_map(|(allowed, headroom)| {
            [width(&figures.table(allowed)), 1 + width(&figures.table_signed(headroom))]
        });
    let years = money.years.iter().map(|year| width(&year.to_string()));
    own.chain(nets).chain(years).max().unwrap_or(9)
}

/// What an empty cell shows.
trait OrDot {
    fn unwrap_or_default_cell(self) -> (String, Role);
}

impl OrDot for Option<(String, Role)> {
    fn unwrap_or_default_cell(self) -> (String, Role) {
        self.unwrap_or_else(|| ("·".to_owned(), Role::Muted))
    }
}
