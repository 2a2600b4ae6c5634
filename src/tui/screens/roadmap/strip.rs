//! The money strip: spend so far in each year against that year's line, and the figures below it.

use crate::display::width;
use crate::plan::EnvelopeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::layout::RoadmapLayout;
use crate::tui::widgets::ramp::{Heights, column};
use crate::units::Money;
use crate::views::figures::Figures;
use crate::views::money::pays_words;
use crate::views::scale::{TimeScale, Zoom};
use crate::views::standing;
use crate::views::strip::{Strip, StripColumn, StripYear};

/// Draws the strip with its rule above it.
pub fn draw(app: &App, canvas: &mut Canvas, parts: &RoadmapLayout, scale: &TimeScale, envelope: EnvelopeIx) {
    let analysis = app.analysis();
    let made = app.strip(envelope);
    let Some(strip) = made.as_ref() else { return };
    let of = &analysis.plan.envelopes[envelope.at()];
    let state = standing::of_state(strip.total.state);
    let what = format!(" · {} ", pays_words(&of.pays));
    let glyph = format!("{} {}", state.glyph, state.word);
    let title =
        [(of.title.as_str(), Role::Heading), (what.as_str(), Role::Muted), (glyph.as_str(), state.role)];
    canvas.rule(0, &title, "");
    if canvas.at(parts.list, 0) == Some("─") {
        canvas.symbol(parts.list, 0, "┼", Role::Border);
    }
    let ramp_rows = parts.strip.height - 1 - parts.figures;
    if ramp_rows > 0 {
        let (lowest, highest) = strip.range;
        let heights = Heights { lowest: lowest.pence(), highest: highest.pence(), rows: ramp_rows };
        legend(app, &mut canvas.part(0, 1, parts.list, ramp_rows), &heights, strip);
        ramp(app, &mut canvas.part(parts.list + 1, 1, parts.calendar, ramp_rows), scale, strip, heights);
        ends(&mut canvas.part(parts.list + 1, 1, parts.calendar, ramp_rows), scale, strip, heights);
    }
    figures(app, canvas, parts, scale, strip);
    for y in 1..parts.strip.height {
        canvas.symbol(parts.list, y, "│", Role::Border);
    }
}

/// One envelope alone: its years, the ramp, and the scale at the left edge of it.
pub fn chart(app: &App, canvas: &mut Canvas, envelope: EnvelopeIx) {
    let analysis = app.analysis();
    let made = app.strip(envelope);
    let Some(strip) = made.as_ref() else { return };
    let (width, rows) = (canvas.width(), canvas.height().saturating_sub(1));
    let (Some(first), Some(last)) = (strip.years.first(), strip.years.last()) else { return };
    let begin = first.year.first_month();
    let scale =
        TimeScale::zoomed(Zoom::Fit, begin.first_day(), begin, last.year.plus(1).first_month(), width);
    let (lowest, highest) = strip.range;
    let heights = Heights { lowest: lowest.pence(), highest: highest.pence(), rows };
    for (year, from, to) in scale.years(analysis.plan.year_start) {
        canvas.beside(from, rows, to - from, &year.to_string(), Role::Muted, Side::Left);
    }
    ramp(app, &mut canvas.part(0, 0, width, rows), &scale, strip, heights);
    ends(&mut canvas.part(0, 0, width, rows), &scale, strip, heights);
}

fn ramp(app: &App, canvas: &mut Canvas, scale: &TimeScale, strip: &Strip, heights: Heights) {
    for (x, shown) in app.ramp(strip, scale).iter().enumerate() {
        if let Some(StripColumn { spent, limit, over }) = *shown {
            column(canvas, x as u16, heights, spent.pence(), limit.map(Money::pence), over);
        }
    }
}

/// Says on which day the money of a year runs out, over its line.
fn ends(canvas: &mut Canvas, scale: &TimeScale, strip: &Strip, heights: Heights) {
    if !strip.yearly {
        return;
    }
    for day in strip.years.iter().filter_map(|year| year.runs_out) {
        let Some(x) = scale.visible(day) else { continue };
        let text = format!("out {} ", day.words().rsplit_once(' ').map_or("", |it| it.0));
        let cells = width(&text) as u16;
        let row = heights.row(strip.limit(day).map_or(0, Money::pence));
        let Some(from) = x.checked_sub(cells) else { continue };
        let above = row.saturating_sub(1);
        if above < row && (from..x).all(|x| canvas.at(x, above) == Some(" ")) {
            canvas.text(from, above, cells, &text, Role::Over);
        }
    }
}

fn legend(app: &App, canvas: &mut Canvas, heights: &Heights, strip: &Strip) {
    let figures = app.figures();
    let cells = canvas.width();
    canvas.beside(
        0,
        0,
        cells.saturating_sub(1),
        &figures.short(Money::from_pence(heights.highest)),
        Role::Muted,
        Side::Right,
    );
    let bottom = heights.rows - 1;
    if bottom > 0 {
        let lowest = figures.short(Money::from_pence(heights.lowest));
        canvas.beside(0, bottom, cells.saturating_sub(1), &lowest, Role::Muted, Side::Right);
    }
    let words = if strip.yearly { "so far in the year" } else { "so far" };
    let entries =
        [("█", Role::Spend, words), ("╌", Role::Envelope, "what there is"), ("▞", Role::Over, "above it")];
    let room = cells.saturating_sub(9);
    for (row, (symbol, role, word)) in entries.iter().enumerate().take(usize::from(heights.rows)) {
        canvas.symbol(2, row as u16, symbol, *role);
        canvas.text(4, row as u16, room.saturating_sub(2), word, Role::Muted);
    }
    if heights.rows > 3 {
        canvas.pieces(2, 3, room, &[("$ ", Role::HintKey), ("next envelope", Role::HintText)]);
    }
}

/// Spend and what there is, then state and headroom, under each year; every year in the same words.
fn figures(app: &App, canvas: &mut Canvas, parts: &RoadmapLayout, scale: &TimeScale, strip: &Strip) {
    let y = parts.strip.height - parts.figures;
    let unit = app.figures().unit_word();
    let label = parts.list.saturating_sub(1);
    let both = parts.figures > 1;
    let head = y + parts.figures - 1;
    canvas.beside(0, head, label, "headroom", Role::Muted, Side::Right);
    let years: Vec<(u16, u16, &StripYear)> = scale
        .years(app.analysis().plan.year_start)
        .into_iter()
        .filter_map(|(year, from, to)| {
            let at = if from > 0 { from + 1 } else { 0 };
            let of = strip.years.iter().find(|it| it.year == year)?;
            Some((at, to.saturating_sub(at), of))
        })
        .collect();
    let fits = |words: &dyn Fn(&StripYear) -> String| {
        years.iter().filter(|it| it.1 >= 4).all(|(_, cells, of)| width(&words(of)) <= usize::from(*cells))
    };
    let money = app.figures();
    let spend = (0..3).find(|how| fits(&|of| spend_words(&money, of, *how))).unwrap_or(2);
    let state = (0..4).find(|how| fits(&|of| state_words(&money, of, *how))).unwrap_or(3);
    if both {
        let words = if spend < 2 { "spend / there is" } else { "spend" };
        canvas.beside(0, y, label, &format!("{words}, {unit}"), Role::Muted, Side::Right);
    }
    let mut row = canvas.part(parts.list + 1, y, parts.calendar, parts.figures);
    for (at, cells, of) in years {
        if at > 0 {
            for line in 0..parts.figures {
                row.symbol(at - 1, line, "╎", Role::YearLine);
            }
        }
        if both {
            row.text(at, 0, cells, &spend_words(&money, of, spend), Role::Muted);
        }
        let role = standing::of_state(of.cell.state).role;
        row.text(at, parts.figures - 1, cells, &state_words(&money, of, state), role);
    }
}

/// Spend and what there is, in ever fewer cells.
fn spend_words(money: &Figures, of: &StripYear, how: usize) -> String {
    let (exact, short) = (money.table(of.cell.spend), money.short(of.cell.spend));
    match (of.limit, how) {
        (Some(limit), 0) => format!("{exact} / {}", money.table(limit)),
        (Some(limit), 1) => format!("{short}/{}", money.short(limit)),
        (None, 0) => exact,
        (Some(_) | None, _) => short,
    }
}

/// State and headroom, in ever fewer cells; the glyph is always there.
fn state_words(money: &Figures, of: &StripYear, how: usize) -> String {
    let state = standing::of_state(of.cell.state);
    let Some(headroom) = of.cell.headroom else {
        return if how == 0 { format!("{} no yearly limit", state.glyph) } else { state.glyph.to_owned() };
    };
    let sign = if headroom.is_negative() || headroom.is_zero() { "" } else { "+" };
    match how {
        0 => format!("{} {sign}{} {}", state.glyph, money.table(headroom), state.word),
        1 => format!("{} {sign}{}", state.glyph, money.table(headroom)),
        2 => format!("{}{sign}{}", state.glyph, money.short(headroom)),
        _ => state.glyph.to_owned(),
    }
}
