//! The gates: at each what is committed by then, what can still be stopped, and what stopping all of it would free.
//!
//! ```text
//! ╭ Gates ───────────────────────────────────────────────────────────────╮
//! │ ◂ G1: baseline accepted ▸  31 Mar 2028                      1 of 4   │
//! │ Stopping the rest frees £3,058,000; £600,000 of savings lost  ✓      │
//! │ £k freed            2028/29     2029/30    all years                 │
//! │ Borrowing            320.0 ✓     128.5 ✓       448.5                 │
//! │ Can still be stopped  7                                              │
//! │ ▸ CRM                                     Apr28  320  proposed       │
//! ╰──────────────────────────────────────────────────────────────────────╯
//! ```

use std::rc::Rc;

use super::framed;
use crate::check::{self, GateStanding};
use crate::display::{harmless, wrap};
use crate::plan::InitiativeIx;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::memo::Same;
use crate::tui::screens::{Caret, short_month};
use crate::units::Money;
use crate::views::apart::{Both, later};
use crate::views::roadmap::costs_once;
use crate::views::standing;

/// Which gate is looked at, and what is marked in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gates {
    /// The gate, as an index in the order of their dates.
    pub at: usize,
    /// The marked initiative: first those that can be stopped, then those that are committed.
    pub row: usize,
}

impl App {
    /// Every gate of the plan, by date.
    pub fn gates(&self) -> Rc<Vec<GateStanding>> {
        let drawn = self.drawn();
        let make = || check::gates(&drawn.plan, &drawn.factors, &drawn.schedule, &drawn.money);
        self.made.gates.of(|of| of.is(drawn), || (Same(drawn.clone()), make()))
    }
}

/// A gate against the same one in what the plan is compared with: `+3m, frees £1.75m less vs v1.0`; `None` where nothing is
/// compared, or nothing of it differs.
fn against(app: &App, gate: &GateStanding) -> Option<String> {
    let (with, other, ids) = (app.comparing.as_ref()?, app.other()?, app.ids_there()?);
    let make = || check::gates(&other.plan, &other.factors, &other.schedule, &other.money);
    let there = app.made.gates_there.of(|of| of.is(&other), || (Same(other.clone()), make()));
    let id = &app.analysis().plan.stages[gate.stage.at()].id;
    let stage = other.plan.stage(ids.before("stage", id).unwrap_or(id));
    let name = harmless(&app.other_name(with)).into_owned();
    let Some(then) = there.iter().find(|it| Some(it.stage) == stage) else {
        return Some(format!("no gate in {name}"));
    };
    let slip = later(Both { here: gate.point, there: then.point });
    let more = gate.freed - then.freed;
    let word = if more.is_negative() { "less" } else { "more" };
    let frees = format!("frees {} {word}", app.figures().spoken(more.abs()));
    let frees = (!more.is_zero()).then_some(frees);
    let said: Vec<String> = Some(slip).filter(|slip| !slip.is_empty()).into_iter().chain(frees).collect();
    (!said.is_empty()).then(|| format!("{} vs {name}", said.join(", ")))
}

/// The initiatives of a gate in the order of its rows.
pub fn rows(gate: &GateStanding) -> Vec<InitiativeIx> {
    gate.stoppable.iter().copied().chain(gate.committed.iter().map(|it| it.initiative)).collect()
}

/// Draws the gates.
pub fn draw(app: &App, canvas: &mut Canvas, state: &Gates) -> Caret {
    let all = canvas.width();
    let height = canvas.height();
    let mut inner = framed(canvas.part(0, 0, all, height), "Gates");
    let gates = app.gates();
    let Some(gate) = gates.get(state.at.min(gates.len().saturating_sub(1))) else {
        let add = app.keys.after(": ", Command::EditStage, "on a stage opens its form");
        inner.text(0, 0, all, &format!("No stage has a gate yet{add}."), Role::Muted);
        return None;
    };
    let y = head(app, &mut inner, gate, (state.at.min(gates.len() - 1), gates.len()));
    gate.point?;
    let room = inner.height().saturating_sub(y + 4);
    let y = table(app, &mut inner, gate, y, room / 2) + 1;
    let rest = inner.height().saturating_sub(y);
    let width = inner.width();
    list(app, &mut inner.part(0, y, width, rest), gate, state.row);
    None
}

/// The name of the gate, what it waits for, and what stopping the rest would do; the row below.
fn head(app: &App, canvas: &mut Canvas, gate: &GateStanding, (at, of): (usize, usize)) -> u16 {
    let analysis = app.analysis();
    let (plan, all) = (&analysis.plan, canvas.width());
    let stage = &plan.stages[gate.stage.at()];
    let Some(held) = &stage.gate else { return 0 };
    let on = gate.point.map_or("not scheduled: it hangs on a circle".to_owned(), |it| it.previous().words());
    let count = format!("{} of {of}", at + 1);
    let end = canvas.text(0, 0, all.saturating_sub(34), &format!("◆ {}", held.title), Role::Heading);
    let end = canvas.text(end + 2, 0, all.saturating_sub(end + 10), &on, Role::Text);
    if let Some(against) = against(app, gate) {
        canvas.text(end + 3, 0, all.saturating_sub(end + 11), &against, Role::Muted);
    }
    canvas.beside(0, 0, all, &count, Role::Muted, Side::Right);
    let waits: Vec<String> = held.after.iter().map(|link| plan.reference(link)).collect();
    let mut notes = vec![format!("{} {}", gate.stage.at() + 1, stage.title)];
    notes.extend((!waits.is_empty()).then(|| format!("waits for {}", waits.join(", "))));
    notes.extend(held.criteria.iter().map(|it| format!("decides by {it}")));
    canvas.text(0, 1, all, &notes.join(" · "), Role::Muted);
    if gate.point.is_none() {
        return 2;
    }
    let standing = standing::of_verdict(gate.verdict);
    let figures = app.figures();
    let (said, role) = if gate.stoppable.is_empty() {
        ("By then everything has begun or is signed; nothing can be stopped.".to_owned(), Role::Muted)
    } else {
        let lost = match gate.savings_lost {
            lost if lost.is_zero() => String::new(),
            lost => format!(" and loses {} of savings", figures.spoken(lost)),
        };
        let frees = format!("Stopping all that can be stopped frees {}{lost}", figures.spoken(gate.freed));
        (format!("{frees}: {} {}.", standing.glyph, standing.word), standing.role)
    };
    let mut y = 2;
    for line in wrap(&harmless(&said), usize::from(all)).into_iter().take(2) {
        canvas.text(0, y, all, &line, role);
        y += 1;
    }
    if !gate.stranded.is_empty() {
        let title = |at: &InitiativeIx| plan.initiatives[at.at()].title.clone();
        let names: Vec<String> = gate.stranded.iter().map(title).collect();
        let said = format!("Committed, and waiting for what would be stopped: {}", names.join(", "));
        canvas.text(0, y, all, &said, Role::Tight);
        y += 1;
    }
    y + 1
}

/// What is freed by envelope and year with how each cell stands then, in so many rows; the row below.
fn table(app: &App, canvas: &mut Canvas, gate: &GateStanding, mut y: u16, rows: u16) -> u16 {
    if gate.cells.is_empty() || rows < 2 {
        return y.saturating_sub(1);
    }
    let analysis = app.analysis();
    let (all, figures) = (canvas.width(), app.figures());
    let name = (all / 4).clamp(14, 30);
    let years: Vec<usize> =
        (0..analysis.money.years.len()).filter(|at| gate.cells.iter().any(|it| it.year == *at)).collect();
    let each = (all.saturating_sub(name) / (years.len() as u16 + 1)).clamp(9, 16);
    let shown = usize::from(all.saturating_sub(name) / each).saturating_sub(1).min(years.len());
    let sum = name + shown as u16 * each;
    canvas.part(0, y, all, 1).fill(Role::Lane);
    canvas.text(0, y, name, &format!("{} freed", figures.unit_word()), Role::Lane);
    for (nth, year) in years.iter().take(shown).enumerate() {
        let x = name + nth as u16 * each;
        canvas.beside(x, y, each - 2, &analysis.money.years[*year].to_string(), Role::Lane, Side::Right);
    }
    let all_years = if each > 10 { "all years" } else { "total" };
    canvas.beside(sum, y, each - 2, all_years, Role::Lane, Side::Right);
    y += 1;
    let envelopes = analysis.money.envelopes.iter().map(|it| it.envelope);
    let mut changed: Vec<_> = envelopes.filter(|at| gate.cells.iter().any(|it| it.envelope == *at)).collect();
    // What would not hold then is seen first.
    changed.sort_by_key(|at| !gate.cells.iter().any(|it| it.envelope == *at && it.is.breached()));
    let room = usize::from(rows - 1);
    let whole = if changed.len() > room { room.saturating_sub(1) } else { room };
    let more = changed.len().saturating_sub(whole);
    for envelope in changed.into_iter().take(whole) {
        canvas.text(0, y, name - 1, &analysis.plan.envelopes[envelope.at()].title, Role::Text);
        for (nth, year) in years.iter().take(shown).enumerate() {
            let cell = gate.cells.iter().find(|it| (it.envelope, it.year) == (envelope, *year));
            let Some(cell) = cell else { continue };
            let standing = standing::of_state(cell.is);
            let x = name + nth as u16 * each;
            canvas.beside(x, y, each - 2, &figures.table_signed(cell.freed), Role::Text, Side::Right);
            canvas.symbol(x + each - 1, y, standing.glyph, standing.role);
        }
        let freed: Money = gate.cells.iter().filter(|it| it.envelope == envelope).map(|it| it.freed).sum();
        canvas.beside(sum, y, each - 2, &figures.table_signed(freed), Role::Heading, Side::Right);
        y += 1;
    }
    if more > 0 {
        let word = if more == 1 { "envelope" } else { "envelopes" };
        canvas.text(0, y, all, &format!("{more} more {word}; a taller window shows them"), Role::Muted);
        y += 1;
    }
    y
}

/// A line of the list.
enum Line {
    Heading(String),
    Item(usize, InitiativeIx, &'static str),
}

/// What can be stopped, then what is committed.
fn list(app: &App, canvas: &mut Canvas, gate: &GateStanding, row: usize) {
    let mut lines = vec![Line::Heading(format!("Can still be stopped  {}", gate.stoppable.len()))];
    lines.extend(gate.stoppable.iter().enumerate().map(|(nth, at)| Line::Item(nth, *at, "")));
    lines.push(Line::Heading(format!("Committed by then  {}", gate.committed.len())));
    let before = gate.stoppable.len();
    lines.extend(gate.committed.iter().enumerate().map(|(nth, it)| {
        Line::Item(before + nth, it.initiative, if it.by_status { "signed" } else { "begun by then" })
    }));
    let row = row.min((before + gate.committed.len()).saturating_sub(1));
    let marked =
        lines.iter().position(|line| matches!(line, Line::Item(nth, ..) if *nth == row)).unwrap_or(0);
    let height = usize::from(canvas.height());
    let top = layout::scrolled(marked.saturating_sub(height / 2), marked, height, lines.len());
    let (all, costs) = (canvas.width(), costs_once(app.analysis()));
    for (y, line) in lines.iter().skip(top).take(height).enumerate() {
        let y = y as u16;
        match line {
            Line::Heading(text) => {
                canvas.text(0, y, all, text, Role::Muted);
                if y == 0 {
                    columns(app, &mut canvas.part(0, y, all, 1));
                }
            }
            Line::Item(nth, at, word) => {
                item(app, &mut canvas.part(0, y, all, 1), *at, word, costs[at.at()], *nth == row);
            }
        }
    }
}

/// Cells of the columns behind the title.
const BEHIND: u16 = 15 + 9 + 7;

/// What the columns behind the title are.
fn columns(app: &App, canvas: &mut Canvas) {
    let x = canvas.width().saturating_sub(BEHIND);
    canvas.text(x, 0, 6, "starts", Role::Faint);
    canvas.beside(x + 7, 0, 8, &app.figures().unit_word(), Role::Faint, Side::Right);
    canvas.text(x + 17, 0, 14, "status", Role::Faint);
}

fn item(app: &App, canvas: &mut Canvas, at: InitiativeIx, word: &str, cost: Money, marked: bool) {
    let analysis = app.analysis();
    let (of, all) = (&analysis.plan.initiatives[at.at()], canvas.width());
    if marked {
        canvas.fill(Role::CursorRow);
        canvas.symbol(0, 0, "▸", Role::Accent);
    }
    let role = if marked { Role::Heading } else { Role::Text };
    canvas.text(2, 0, all.saturating_sub(BEHIND + 3), &of.title, role);
    let x = all.saturating_sub(BEHIND);
    let start = analysis.schedule.placed(at).map(|placed| short_month(placed.start)).unwrap_or_default();
    canvas.text(x, 0, 6, &start, Role::Muted);
    let cost = if cost.is_zero() { "·".to_owned() } else { app.figures().short(cost) };
    canvas.beside(x + 7, 0, 8, &cost, Role::Muted, Side::Right);
    let word = if word == "signed" { of.status.word() } else { word };
    canvas.text(x + 17, 0, 14, if word.is_empty() { of.status.word() } else { word }, Role::Muted);
}
