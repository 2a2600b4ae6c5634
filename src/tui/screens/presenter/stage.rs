//! The slide of a stage: what it is for, and one bar an initiative.

use super::bars::{self, Row};
use super::said;
use crate::display::{width, wrap};
use crate::plan::{InitiativeIx, StageIx};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::presenting::{Presenting, in_stage};
use crate::tui::screens::roadmap::{axis, fill};
use crate::tui::widgets::big;
use crate::units::{Day, Money, Month};
use crate::views::roadmap::{Row as At, costs_once};

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, stage: Option<StageIx>, at: &Presenting) {
    let analysis = app.analysis();
    let (all, height) = (canvas.width(), canvas.height());
    let of = stage.map(|stage| &analysis.plan.stages[stage.at()]);
    let number = stage.map_or(analysis.plan.stages.len(), StageIx::at);
    let mut y = heading(app, canvas, of.map_or("Unstaged", |of| &of.title), Role::stage(number));
    if let Some(aim) = of.and_then(|of| of.aim.as_ref()) {
        for line in wrap(&said(app, aim), usize::from(all)).iter().take(2) {
            canvas.text(0, y, all, line, Role::Text);
            y += 1;
        }
    }
    for line in facts(app, stage, usize::from(all)) {
        canvas.text(0, y, all, &line, Role::Muted);
        y += 1;
    }
    y += 1;
    let members = in_stage(app, stage);
    let rows: Vec<Row> = members.iter().filter_map(|at| row(app, *at)).collect();
    let rest = height.saturating_sub(y + 1);
    let side = bars::beside(&rows, all, rest);
    let scale = bars::scale(months(app, stage), all.saturating_sub(side));
    axis(app, &mut canvas.part(side, y, all.saturating_sub(side), 1), &scale);
    let marked = at.row.min(rows.len().saturating_sub(1));
    bars::draw(app, &mut canvas.part(0, y + 1, all, rest), &rows, marked, side, &scale);
}

/// The title, in large letters where they fit; the rows it took.
pub fn heading(app: &App, canvas: &mut Canvas, title: &str, role: Role) -> u16 {
    let title = said(app, title);
    let rows = canvas.height() / 6;
    if let Some(form) = big::fitting(&title, canvas.width(), rows.max(1), canvas.theme().glyphs) {
        big::draw(canvas, (0, 0), &title, role, form);
        return form.rows() + 1;
    }
    canvas.symbol(0, 0, "█", role);
    canvas.text(2, 0, canvas.width().saturating_sub(2), &title, Role::Heading);
    1
}

/// When it is, what it costs, its gate; in one line if it fits.
fn facts(app: &App, stage: Option<StageIx>, cells: usize) -> Vec<String> {
    let analysis = app.analysis();
    let mut facts = Vec::new();
    if let Some((from, to)) = span(app, stage) {
        let last = if to > from { to.previous() } else { to };
        facts.push(format!("{} → {}", from.words(), last.words()));
    }
    if !app.room.money_hidden {
        let costs = costs_once(analysis);
        let sum: Money = in_stage(app, stage).iter().map(|at| costs[at.at()]).sum();
        facts.push(format!("{} once", app.figures().spoken(sum)));
    }
    let gate = stage.and_then(|stage| {
        let title = &analysis.plan.stages[stage.at()].gate.as_ref()?.title;
        Some(format!("◆ {} {}", said(app, title), analysis.schedule.gates[stage.at()]?.previous().words()))
    });
    let own = facts.join("   ");
    match gate {
        Some(gate) if width(&own) + 3 + width(&gate) <= cells => vec![format!("{own}   {gate}")],
        Some(gate) => vec![own, gate],
        None => vec![own],
    }
}

/// From when up to when (exclusive) its initiatives are.
pub fn span(app: &App, stage: Option<StageIx>) -> Option<(Day, Day)> {
    let schedule = &app.analysis().schedule;
    let members = in_stage(app, stage);
    let placed = members.iter().filter_map(|at| schedule.placed(*at));
    placed.map(|it| (it.start, it.finish)).reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

/// The months of its calendar: whole quarters round what it holds and its gate, a year at least.
fn months(app: &App, stage: Option<StageIx>) -> (Month, Month) {
    let whole = app.span();
    let Some((from, to)) = span(app, stage) else { return whole };
    let gate = stage.and_then(|stage| app.analysis().schedule.gates[stage.at()]);
    let begin = from.month();
    let end = gate.map_or(to, |gate| gate.max(to)).month().plus(2);
    let short = 12 - (end.number() - begin.number());
    (begin, end.plus(short.max(0)))
}

fn row(app: &App, at: InitiativeIx) -> Option<Row> {
    let analysis = app.analysis();
    let rows = app.rows();
    let Some(At::Bar(bar)) = rows.row(analysis, rows.row_of(at)) else { return None };
    Some(Row {
        title: said(app, bar.title).into_owned(),
        span: bar.placed.map(|placed| (placed.start, placed.finish)),
        fill: fill(&bar, false),
        gate: None,
        over: app.causes().contains(&at),
    })
}
