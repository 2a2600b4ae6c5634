//! The panes below the grid: as many beside each other as the terminal has room for.

use std::cell::RefCell;
use std::rc::Rc;

use super::{recurrent, title, value, ways, who};
use crate::display::{Align, fit};
use crate::plan::EnvelopeIx;
use crate::theme::Role;
use crate::tui::app::{App, Pane};
use crate::tui::canvas::{Canvas, Side};
use crate::tui::screens::roadmap::chart as roadmap_chart;
use crate::views::money::{StepKind, reconcile};
use crate::views::standing;
use crate::views::strip::figures_of;

/// One line of a pane: pieces one after another.
pub type Line = Vec<(String, Role)>;

/// Columns that a pane keeps whatever the reader makes larger.
const LEAST: u16 = 36;

/// How many columns of panes there are in a width and a height; 1: one pane alone.
const fn count(width: u16, height: u16) -> u16 {
    match width {
        _ if height < 10 => 1,
        ..100 => 1,
        100..150 => 2,
        150.. => 3,
    }
}

/// The width of the first column of panes, where there are several.
pub fn first(app: &App, width: u16, height: u16) -> Option<u16> {
    let count = count(width, height);
    let first = app.splits.pane.map_or(width / count, |pane| pane.clamp(LEAST, width - LEAST * (count - 1)));
    (count > 1).then_some(first)
}

/// A pane in a width, and its lines.
type Known = ((Pane, u16), Rc<Vec<Line>>);

/// What the panes say of a cell, each put together once for a frame however often it is asked for.
struct Said<'a> {
    app: &'a App,
    envelope: EnvelopeIx,
    year: usize,
    known: RefCell<Vec<Known>>,
}

impl Said<'_> {
    /// The lines of a pane, of at most `width` cells; of who is in the cell none, because there may be thousands.
    fn lines(&self, pane: Pane, width: u16) -> Rc<Vec<Line>> {
        let known = self.known.borrow().iter().find(|it| it.0 == (pane, width)).map(|it| it.1.clone());
        known.unwrap_or_else(|| {
            let Self { app, envelope, year, .. } = *self;
            let lines = Rc::new(match pane {
                Pane::Reconciliation => reconciliation(app, envelope, year, width),
                Pane::Who => Vec::new(),
                Pane::Ways => ways::lines(app, envelope, year, width),
                Pane::Recurrent => recurrent::lines(app, year, width),
                Pane::Value => value::lines(app, width),
            });
            self.known.borrow_mut().push(((pane, width), lines.clone()));
            lines
        })
    }

    /// How many lines a pane has.
    fn count(&self, pane: Pane, width: u16) -> usize {
        match pane {
            Pane::Who => who::count(self.app, self.envelope, self.year),
            Pane::Reconciliation | Pane::Ways | Pane::Recurrent | Pane::Value => {
                self.lines(pane, width).len()
            }
        }
    }

    fn heading(&self) -> String {
        let analysis = self.app.analysis();
        format!("{} {}", analysis.plan.envelopes[self.envelope.at()].title, analysis.money.years[self.year])
    }
}

/// Draws the panes for a cell.
pub fn draw(app: &App, canvas: &mut Canvas, envelope: EnvelopeIx, year: usize) {
    let (width, height) = (canvas.width(), canvas.height());
    let said = &Said { app, envelope, year, known: RefCell::default() };
    let Some(first) = first(app, width, height) else { return one(said, canvas) };
    let count = count(width, height);
    let rest = (width - first) / (count - 1);
    let each = first.min(rest);
    let columns = columns(app, count, height, |pane| {
        said.count(pane, each.saturating_sub(3)).min(usize::from(height)) as u16 + 2
    });
    for (at, panes) in columns.iter().enumerate() {
        let x = if at == 0 { 0 } else { first + (at as u16 - 1) * rest };
        let cells = match at {
            0 => first,
            _ if at + 1 == columns.len() => width - x,
            _ => rest,
        };
        let mut y = 0;
        for (pane, rows) in panes {
            framed(said, &mut canvas.part(x, y, cells, *rows), *pane, at > 0);
            y += rows;
        }
        if at == 0 && panes.len() == 1 {
            picture(said, &mut canvas.part(x, 0, cells, height));
        }
        if at > 0 {
            let mut begin = 0;
            let begins: Vec<u16> = panes
                .iter()
                .map(|(_, rows)| {
                    begin += rows;
                    begin - rows
                })
                .collect();
            for y in 0..height {
                let joint = match (canvas.at(x - 1, y) == Some("─"), begins.contains(&y)) {
                    (_, true) if y == 0 => "┬",
                    (true, true) => "┼",
                    (true, false) => "┤",
                    (false, true) => "├",
                    (false, false) => "│",
                };
                canvas.symbol(x, y, joint, Role::Border);
            }
        }
    }
}

/// The envelope over the years, in the room that the reconciliation leaves.
fn picture(said: &Said, canvas: &mut Canvas) {
    let taken = said.count(Pane::Reconciliation, canvas.width().saturating_sub(3)) as u16 + 2;
    let (width, height) = (canvas.width().saturating_sub(3), canvas.height());
    if height < taken + 8 {
        return;
    }
    let rows = (height - taken - 2).min(14);
    canvas.part(0, taken, width + 2, 1).rule(0, &[("So far in each year", Role::Heading)], "");
    roadmap_chart(said.app, &mut canvas.part(1, taken + 1, width, rows), said.envelope);
}

/// Which panes stand in which column, each with its rows: as many as fit, the one that is read always among them.
fn columns(app: &App, count: u16, height: u16, needs: impl Fn(Pane) -> u16) -> Vec<Vec<(Pane, u16)>> {
    let mut columns: Vec<Vec<Pane>> = if count == 3 {
        vec![vec![Pane::Reconciliation], vec![Pane::Who], vec![Pane::Ways]]
    } else {
        vec![vec![Pane::Reconciliation], vec![Pane::Who]]
    };
    let rest = if count == 3 {
        vec![Pane::Recurrent, Pane::Value]
    } else {
        vec![Pane::Ways, Pane::Recurrent, Pane::Value]
    };
    for pane in rest {
        let taken = |column: &Vec<Pane>| column.iter().map(|it| needs(*it).min(height * 3 / 5)).sum::<u16>();
        let least = columns.iter_mut().min_by_key(|column| taken(column)).expect("there are columns");
        if taken(least) + 4 <= height {
            least.push(pane);
        } else if pane == app.money.pane {
            // What Tab turns to takes the place of the last pane that is not the first of its column.
            match least.len() {
                0 | 1 => *least = vec![pane],
                _ => *least.last_mut().expect("there is more than one") = pane,
            }
        }
    }
    columns
        .into_iter()
        .map(|panes| {
            let mut left = height;
            let last = panes.len() - 1;
            let mut rows = Vec::new();
            for (at, pane) in panes.into_iter().enumerate() {
                let own = if at == last { left } else { needs(pane).min(height * 3 / 5).min(left) };
                rows.push((pane, own));
                left -= own;
            }
            rows
        })
        .collect()
}

/// One pane, with the names of all in its rule.
fn one(said: &Said, canvas: &mut Canvas) {
    let (app, width) = (said.app, canvas.width());
    canvas.rule(0, &[], "");
    let mut at = 1;
    let short = |pane: Pane| match pane {
        Pane::Reconciliation => "Cell",
        Pane::Who => "Who",
        Pane::Ways => "Ways back",
        Pane::Recurrent => "Recurrent",
        Pane::Value => "Value",
    };
    for pane in Pane::ALL {
        let role = if pane == app.money.pane { Role::Accent } else { Role::Muted };
        let name =
            if pane == app.money.pane { format!("[{}]", short(pane)) } else { format!(" {} ", short(pane)) };
        at = canvas.text(at, 0, width, &name, role);
    }
    let cell = said.heading();
    let taken = crate::display::width(&cell) as u16 + 2;
    if at + taken < width {
        canvas.text(width - taken - 1, 0, taken, &format!(" {cell} "), Role::Heading);
    }
    let height = canvas.height().saturating_sub(1);
    let pane = app.money.pane;
    let more = content(said, &mut canvas.part(1, 1, width.saturating_sub(2), height), pane);
    if more > 0 && height > 0 {
        // The last line makes way for the word that there is more.
        let mut last = canvas.part(0, height, width, 1);
        last.fill(Role::Text);
        last.beside(
            0,
            0,
            width.saturating_sub(1),
            &format!("PgDn {} more ▾", more + 1),
            Role::Accent,
            Side::Right,
        );
    }
}

fn framed(said: &Said, canvas: &mut Canvas, pane: Pane, inner: bool) {
    let app = said.app;
    let role = if pane == app.money.pane { Role::Accent } else { Role::Heading };
    let name = match pane {
        Pane::Reconciliation => said.heading(),
        Pane::Who | Pane::Ways | Pane::Recurrent | Pane::Value => title(pane).to_owned(),
    };
    let (width, height) = (canvas.width().saturating_sub(3), canvas.height().saturating_sub(1));
    let lead = if inner { 2 } else { 1 };
    let more = content(said, &mut canvas.part(lead, 1, width, height), pane);
    let more = match more {
        0 => String::new(),
        more if pane == app.money.pane => format!("PgDn {more} more ▾"),
        more => format!("{more} more ▾"),
    };
    canvas.rule(0, &[(name.as_str(), role)], &more);
}

/// Draws what a pane says as far as there is room; how many lines are out of sight below.
fn content(said: &Said, canvas: &mut Canvas, pane: Pane) -> usize {
    let Said { app, envelope, year, .. } = *said;
    let width = canvas.width();
    let height = usize::from(canvas.height());
    let most = said.count(pane, width).saturating_sub(height);
    let top = if pane == app.money.pane { app.money.scroll.min(most) } else { 0 };
    let mut draw = |lines: &[Line]| {
        for (y, line) in (0..).zip(lines) {
            let pieces: Vec<(&str, Role)> = line.iter().map(|(text, role)| (text.as_str(), *role)).collect();
            canvas.pieces(0, y, width, &pieces);
        }
    };
    match pane {
        Pane::Who => draw(&who::lines(app, envelope, year, width, top..top + height)),
        Pane::Reconciliation | Pane::Ways | Pane::Recurrent | Pane::Value => {
            let lines = said.lines(pane, width);
            draw(&lines[top..lines.len().min(top + height)]);
        }
    }
    most - top
}

fn reconciliation(app: &App, envelope: EnvelopeIx, year: usize, width: u16) -> Vec<Line> {
    let analysis = app.analysis();
    let Some(figures) = figures_of(analysis, envelope) else { return Vec::new() };
    let words = app.figures();
    let of = &analysis.plan.envelopes[envelope.at()];
    let steps = reconcile(analysis, envelope, &figures.years[year]);
    let label = 20.min(usize::from(width) / 2);
    let amount = 15.min(usize::from(width).saturating_sub(label + 2));
    let mut lines: Vec<Line> = steps
        .iter()
        .map(|step| {
            let role = match (step.state, step.kind) {
                (Some(state), _) => standing::of_state(state).role,
                (None, StepKind::Result) => Role::Heading,
                (None, StepKind::Part) => Role::Text,
                (None, StepKind::Aside) => Role::Muted,
            };
            let word = if step.kind == StepKind::Aside { Role::Muted } else { Role::Text };
            let mut line = vec![
                (fit(step.sign, 2, Align::Left), Role::Muted),
                (fit(step.word, label, Align::Left), word),
                (fit(&words.full(step.amount), amount, Align::Right), role),
            ];
            if let Some(state) = step.state {
                let state = standing::of_state(state);
                line.push((format!(" {} {}", state.glyph, state.word), state.role));
            }
            line
        })
        .collect();
    lines.push(Vec::new());
    let pays = crate::views::money::pays_words(&of.pays);
    let rest = if of.carries_surplus { "a surplus is carried forward" } else { "a surplus lapses" };
    let rest = if of.reserve.is_some() { "a reserve: what is not drawn stays" } else { rest };
    lines.push(vec![(format!("pays {pays}; {rest}"), Role::Muted)]);
    match &of.confirmed {
        Some(confirmed) => {
            let by = confirmed.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            let on = confirmed.on.map(|on| format!(" on {}", on.words())).unwrap_or_default();
            let minute = confirmed.minute.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
            lines.push(vec![(format!("confirmed{by}{on}{minute}"), Role::Muted)]);
        }
        None => lines.push(vec![("? not confirmed by anybody yet".to_owned(), Role::Tight)]),
    }
    if let Some(note) = &of.note {
        lines.extend(
            crate::display::wrap(note, usize::from(width)).into_iter().map(|line| vec![(line, Role::Muted)]),
        );
    }
    lines
}
