//! The first slide: how the whole plan stands, what is left by year, one bar a stage.

use super::bars::{self, Row};
use super::{said, sentence, years};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::presenting::{Presenting, stages};
use crate::tui::screens::roadmap::axis;
use crate::tui::widgets::bar::Fill;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas, at: &Presenting) {
    let (all, height) = (canvas.width(), canvas.height());
    let scale = bars::scale(app.span(), all);
    let mut y = sentence(app, canvas) + 1;
    if let Some(envelope) = app.strip_envelope() {
        let rows = years::rows(app, height);
        years::draw(app, &mut canvas.part(0, y, all, rows), envelope, &scale);
        y += rows + 1;
    } else {
        axis(app, &mut canvas.part(0, y, all, 1), &scale);
        y += 1;
    }
    let stages: Vec<Row> = stages(app).into_iter().map(|stage| row(app, stage)).collect();
    let rest = height.saturating_sub(y);
    let side = bars::beside(&stages, all, rest);
    // With titles beside them the bars have a calendar of their own.
    let scale = if side == 0 { scale } else { bars::scale(app.span(), all - side) };
    let marked = at.row.min(stages.len().saturating_sub(1));
    bars::draw(app, &mut canvas.part(0, y, all, rest), &stages, marked, side, &scale);
}

/// A stage as one bar.
fn row(app: &App, stage: Option<crate::plan::StageIx>) -> Row {
    let analysis = app.analysis();
    let number = stage.map_or(analysis.plan.stages.len(), crate::plan::StageIx::at);
    let extent = stage.and_then(|stage| analysis.schedule.stages[stage.at()]);
    let title = stage.map_or("Unstaged", |stage| &analysis.plan.stages[stage.at()].title);
    Row {
        title: said(app, title).into_owned(),
        span: extent.map(|extent| (extent.start, extent.finish)).or_else(|| super::stage::span(app, stage)),
        fill: Fill {
            role: Role::stage(number), pattern: ["█", "▓", "▒", "░"][number % 4], shade: false
        },
        gate: stage.and_then(|stage| analysis.schedule.gates[stage.at()]),
        over: false,
    }
}
