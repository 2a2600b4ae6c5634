//! The calendar: year lines, today, bars with their slack, gates and milestones, links of the selection.

use super::fill;
use crate::display::width;
use crate::schedule::Placed;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::hit::BarCells;
use crate::tui::screens::hand::target;
use crate::tui::widgets::bar::bar;
use crate::tui::widgets::link::{self, Enters, is_line};
use crate::units::Day;
use crate::views::roadmap::{Bar, Connection, Lane, Roadmap, Row};
use crate::views::scale::TimeScale;

/// Draws the rows in sight from `top` on, each with its number; the rows of lanes and of the cursor have their background
/// already. What is drawn later lies over the rest: links over the lines of the years, bars and words over both.
pub fn draw(
    app: &App,
    canvas: &mut Canvas,
    scale: &TimeScale,
    all: &Roadmap,
    rows: &[(usize, Row)],
    cursor: usize,
) {
    lines(app, canvas, scale);
    links(app, canvas, scale, all, rows.first().map_or(0, |(top, _)| *top));
    for (y, (at, row)) in rows.iter().enumerate() {
        let y = y as u16;
        match row {
            Row::Lane(lane) => lane_row(canvas, scale, y, lane),
            Row::Bar(bar) => bar_row(app, canvas, scale, y, bar, (*at == cursor, at % 2 == 1)),
        }
    }
    handle(app, canvas, scale, rows);
}

/// Draws the dependencies of the selection over the rows from `top` on.
fn links(app: &App, canvas: &mut Canvas, scale: &TimeScale, rows: &Roadmap, top: usize) {
    let Some(selected) = app.selected() else { return };
    let followers = app.followers();
    let connections = rows.connections(app.analysis(), selected, followers.waiting_for(selected));
    let row = |at: usize| at as i64 - top as i64;
    // A bar ends in the cell before, unless it ends inside this one.
    let behind = |point: Day| (scale.eighths(point) + 7).div_euclid(8);
    let line = |of: &Connection| link::Line {
        from: behind(of.from),
        from_row: row(of.from_row),
        to: if of.to_finish { Enters::End(behind(of.to)) } else { Enters::Begin(scale.cell(of.to)) },
        to_row: row(of.to_row),
        broken: of.broken,
    };
    link::lines(canvas, connections.iter().map(line));
}

/// The turns of the financial years, nearest by those of the months, and today.
fn lines(app: &App, canvas: &mut Canvas, scale: &TimeScale) {
    let turns: Vec<u16> = if scale.by_days() {
        scale.month_spans().into_iter().map(|(_, from, _)| from).collect()
    } else {
        scale.years(app.analysis().plan.year_start).into_iter().map(|(_, from, _)| from).collect()
    };
    for from in turns {
        for y in 0..canvas.height() {
            if from > 0 {
                canvas.symbol(from, y, "╎", Role::YearLine);
            }
        }
    }
    if let Some(today) = scale.visible(app.today) {
        for y in 0..canvas.height() {
            canvas.symbol(today, y, "┃", Role::Today);
        }
    }
}

/// A stage: a thin line as long as it lasts, and its gate with its name.
fn lane_row(canvas: &mut Canvas, scale: &TimeScale, y: u16, lane: &Lane) {
    let role = Role::stage(lane.number - 1);
    let all = i64::from(canvas.width());
    if let Some(extent) = lane.extent {
        let (from, to) = (scale.cell(extent.start), (scale.eighths(extent.finish) + 4).div_euclid(8));
        for x in from.max(0)..to.max(from + 1).min(all) {
            canvas.symbol(x as u16, y, "━", role);
        }
        if let Some((_, gate)) = lane.gate {
            for x in to.max(0)..scale.cell(gate).min(all) {
                canvas.symbol(x as u16, y, "┈", role);
            }
        }
    }
    let Some((title, gate)) = lane.gate else { return };
    // A gate stands on the last day before its half-open point.
    let cell = scale.cell(gate.previous());
    let Ok(x) = u16::try_from(cell) else { return };
    if x >= canvas.width() {
        return;
    }
    canvas.symbol(x, y, "◆", Role::Gate);
    let label = format!(" {title}");
    let free = canvas.width() - x - 1;
    if width(&label) <= usize::from(free) || free > 14 {
        canvas.text(x + 1, y, free, &label, Role::Muted);
    } else {
        let label = format!(" {title} ");
        let cells = (width(&label) as u16).min(x);
        if cells > 8 {
            canvas.text(x - cells, y, cells, &label, Role::Muted);
        }
    }
}

fn bar_row(
    app: &App,
    canvas: &mut Canvas,
    scale: &TimeScale,
    y: u16,
    of: &Bar,
    (selected, shade): (bool, bool),
) {
    if of.dropped {
        ghost(app, canvas, scale, y, of);
        if selected {
            let again = app.keys.after("; ", Command::Drop, "brings it back");
            canvas.text(1, y, canvas.width(), &format!("left out of the plan{again}"), Role::Muted);
        }
        return;
    }
    let Some(placed) = of.placed else {
        canvas.text(1, y, 40, "‼ not scheduled: it hangs on a circle", Role::Over);
        return;
    };
    ghost(app, canvas, scale, y, of);
    let mut fill = fill(of, shade);
    // What a link would be dropped on lights up, or says that it cannot be.
    fill.role = target(app, of.id).unwrap_or(fill.role);
    if placed.milestone() {
        if let Some(x) = scale.visible(placed.start) {
            canvas.symbol(x, y, "◆", fill.role);
        }
    } else {
        bar(canvas, y, scale.eighths(placed.start), scale.eighths(placed.finish), fill);
    }
    if (selected || app.roadmap.slack_of_all) && placed.late_finish > placed.finish {
        let from = (scale.eighths(placed.finish) + 7).div_euclid(8);
        let to = (scale.eighths(placed.late_finish) + 4).div_euclid(8).min(i64::from(canvas.width()));
        for x in from.max(0)..to {
            let x = x as u16;
            if !canvas.at(x, y).is_some_and(is_line) {
                canvas.symbol(x, y, "┄", Role::Slack);
            }
        }
    }
    if let Some(deadline) = of.deadline
        && let Some(x) = scale.visible(deadline.previous())
    {
        let missed = placed.finish > deadline;
        if missed || canvas.at(x, y).is_some_and(|symbol| symbol == " " || symbol == "┄" || symbol == "╎")
        {
            canvas.symbol(
                x,
                y,
                if missed { "‼" } else { "⊣" },
                if missed { Role::Over } else { Role::Muted },
            );
        }
    }
}

/// The handle behind the bar of the selection, from which a link can be dragged. Drawn last: the links that leave the bar
/// begin in its cell.
fn handle(app: &App, canvas: &mut Canvas, scale: &TimeScale, rows: &[(usize, Row)]) {
    let Some(selected) = app.selected().filter(|_| app.mouse) else { return };
    let found = rows.iter().position(|(_, row)| matches!(row, Row::Bar(bar) if bar.initiative == selected));
    let Some((y, (_, Row::Bar(of)))) = found.and_then(|y| Some((y, rows.get(y)?))) else { return };
    let Some(placed) = of.placed.filter(|_| !of.dropped) else { return };
    let cell = BarCells::of(scale, &placed).handle();
    if let Ok(x) = u16::try_from(cell)
        && x < canvas.width()
    {
        canvas.symbol(x, y as u16, "○", Role::Accent);
    }
}

/// Where the bar was before it was taken in hand, or is in what is compared with.
fn ghost(app: &App, canvas: &mut Canvas, scale: &TimeScale, y: u16, of: &Bar) {
    let dates = |placed: &Placed| (placed.start, placed.finish);
    let same = |before: &Placed| of.placed.is_some_and(|placed| dates(before) == dates(&placed));
    let Some(before) = app.ghost_of(of.id).filter(|before| !same(before)) else { return };
    let (from, to) =
        (scale.eighths(before.start).div_euclid(8), (scale.eighths(before.finish) + 7).div_euclid(8));
    for x in from.max(0)..to.min(i64::from(canvas.width())) {
        let x = x as u16;
        // The joints and ends of a link stay to be seen; a run of it goes under the ghost.
        if !canvas.at(x, y).is_some_and(|symbol| is_line(symbol) && symbol != "─") {
            canvas.symbol(x, y, "░", Role::Ghost);
        }
    }
}
