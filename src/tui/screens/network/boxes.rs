//! The boxes of the network, in three sizes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::display::width;
use crate::plan::{InitiativeIx, StageIx, Status, Target};
use crate::schedule::Placed;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::screens::hand::target;
use crate::tui::screens::marks::MARK;
use crate::tui::screens::{short_month, span_words};
use crate::views::network::{Detail, Network, Node};

/// The sign of what differs from what the plan is compared with.
pub const DIFFERS: &str = "±";

/// Draws the boxes in the window.
pub fn draw(app: &App, canvas: &mut Canvas, network: &Network, origin: (i32, i32), cursor: Option<usize>) {
    let size = (i32::from(canvas.width()), i32::from(canvas.height()));
    for (at, node) in network.nodes.iter().enumerate() {
        let (x, y) = (node.at.x - origin.0, node.at.y - origin.1);
        if x >= size.0 || y >= size.1 || x + node.cells <= 0 || y + node.rows <= 0 {
            continue;
        }
        let selected = cursor == Some(at);
        let (cells, rows) = (node.cells as u16, node.rows as u16);
        if let (Ok(left), Ok(top)) = (u16::try_from(x), u16::try_from(y))
            && x + node.cells <= size.0
            && y + node.rows <= size.1
        {
            one(app, &mut canvas.part(left, top, cells, rows), node, selected);
            continue;
        }
        // What the edge of the window cuts is drawn whole elsewhere, and the part in sight is taken over.
        let mut whole = Buffer::empty(Rect::new(0, 0, cells, rows));
        let mut aside = Canvas::new(&mut whole, &app.theme, Rect::new(0, 0, cells, rows));
        aside.fill(Role::Text);
        one(app, &mut aside, node, selected);
        canvas.paste(&whole, x, y);
    }
}

/// One box.
fn one(app: &App, canvas: &mut Canvas, node: &Node, selected: bool) {
    match node.of {
        Target::Initiative(at) => initiative(app, canvas, at, selected),
        Target::Stage(stage) | Target::Gate(stage) => point(app, canvas, stage, node.of, selected),
    }
}

/// A gate or a stage that something waits for: a mark and its name.
fn point(app: &App, canvas: &mut Canvas, stage: StageIx, of: Target, selected: bool) {
    let stage = &app.analysis().plan.stages[stage.at()];
    let (mark, name) = match (of, &stage.gate) {
        (Target::Gate(_), Some(gate)) => ("◆", gate.title.as_str()),
        (Target::Gate(_) | Target::Stage(_) | Target::Initiative(_), _) => ("◇", stage.title.as_str()),
    };
    let cells = canvas.width();
    canvas.fill(if selected { Role::CursorRow } else { Role::Text });
    canvas.symbol(0, 0, mark, Role::Gate);
    canvas.text(2, 0, cells.saturating_sub(2), name, if selected { Role::Heading } else { Role::Muted });
}

/// What a box says of an initiative's state, apart from its colours.
struct Look {
    /// Of the frame.
    frame: Role,
    /// Of the title.
    title: Role,
    /// Of what is read second.
    quiet: Role,
    /// Whether the frame is heavy.
    heavy: bool,
    /// The signs of its state.
    marks: Vec<(&'static str, Role)>,
}

fn look(app: &App, at: InitiativeIx, selected: bool) -> Look {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[at.at()];
    let placed = analysis.schedule.placed(at);
    let stage = Role::stage(of.stage.map_or(analysis.plan.stages.len(), StageIx::at));
    let passed = app.passed().is_none_or(|passed| passed.which[at.at()]);
    let critical = placed.is_some_and(Placed::critical) && of.status != Status::Done;
    let mut marks = Vec::new();
    if app.is_marked(at) {
        marks.push((MARK, Role::Accent));
    }
    if app.causes().contains(&at) {
        marks.push(("‼", Role::Over));
    }
    if app.aparts().is_some_and(|aparts| aparts.of_one(at).is_some()) {
        marks.push((DIFFERS, Role::Accent));
    }
    match (of.dropped, placed, of.status) {
        (true, ..) => marks.push(("⊘", Role::Faint)),
        (false, None, _) => marks.push(("×", Role::Over)),
        (false, Some(_), Status::Done) => marks.push(("✓", Role::Within)),
        (false, Some(_), Status::Idea | Status::Proposed | Status::Approved | Status::Active) => {}
    }
    if critical {
        marks.push(("◆", Role::Critical));
    }
    let faint = of.dropped || !passed;
    let target = target(app, &of.id);
    Look {
        frame: match (target, faint, critical) {
            (Some(target), ..) => target,
            (None, true, _) => Role::Faint,
            (None, false, true) => Role::Critical,
            (None, false, false) => stage,
        },
        title: match (selected, faint) {
            (true, _) => Role::Heading,
            (false, true) => Role::Faint,
            (false, false) => Role::Text,
        },
        quiet: if faint { Role::Faint } else { Role::Muted },
        heavy: critical && !faint || target.is_some(),
        marks,
    }
}

fn initiative(app: &App, canvas: &mut Canvas, at: InitiativeIx, selected: bool) {
    let look = look(app, at, selected);
    canvas.fill(if selected { Role::CursorRow } else { Role::Text });
    match app.network.detail {
        Detail::Line => line(app, canvas, at, &look, selected),
        Detail::Card | Detail::Wide => card(app, canvas, at, &look, selected),
    }
}

/// Writes the marks so that they end before a cell; where they begin.
fn marks(canvas: &mut Canvas, end: u16, y: u16, look: &Look) -> u16 {
    let mut x = end;
    for (mark, role) in look.marks.iter().rev() {
        if x == 0 {
            break;
        }
        x -= 1;
        canvas.symbol(x, y, mark, *role);
    }
    x
}

/// In one line: a bar in the colour of the stage, code, title, marks.
fn line(app: &App, canvas: &mut Canvas, at: InitiativeIx, look: &Look, selected: bool) {
    let of = &app.analysis().plan.initiatives[at.at()];
    let cells = canvas.width();
    canvas.symbol(0, 0, if selected { "█" } else { "▌" }, look.frame);
    let end = marks(canvas, cells, 0, look);
    let mut x = 2;
    if let Some(code) = &of.code {
        x = canvas.text(x, 0, end.saturating_sub(x + 1), code, look.quiet) + 1;
    }
    canvas.text(x, 0, end.saturating_sub(x + 1), &of.title, look.title);
}

/// In a frame: code and marks above, the title, dates and length below; in five lines slack and cost too.
fn card(app: &App, canvas: &mut Canvas, at: InitiativeIx, look: &Look, selected: bool) {
    let analysis = app.analysis();
    let of = &analysis.plan.initiatives[at.at()];
    let placed = analysis.schedule.placed(at);
    let (cells, rows) = (canvas.width(), canvas.height());
    frame(canvas, look, selected);
    let inner = cells.saturating_sub(4);
    let mut end = 1;
    if let Some(code) = &of.code {
        end = canvas.text(1, 0, inner, &format!(" {code} "), look.quiet);
    }
    if !look.marks.is_empty() && end + look.marks.len() as u16 + 2 < cells {
        let begin = cells - 3 - look.marks.len() as u16;
        canvas.text(begin, 0, look.marks.len() as u16 + 2, &" ".repeat(look.marks.len() + 2), look.quiet);
        marks(canvas, cells - 2, 0, look);
    }
    canvas.text(2, 1, inner, &of.title, look.title);
    let Some(placed) = placed else {
        let word = if of.dropped { " left out " } else { " on a circle " };
        canvas.text(
            1,
            rows - 1,
            cells.saturating_sub(2),
            word,
            if of.dropped { Role::Faint } else { Role::Over },
        );
        return;
    };
    let length = if placed.milestone() {
        "point".to_owned()
    } else {
        of.duration.stretched(analysis.factors.duration).short()
    };
    if rows < 5 {
        let start = format!(" {} ", short_month(placed.start));
        let end = canvas.text(1, rows - 1, cells.saturating_sub(2), &start, look.quiet);
        let length = format!(" {length} ");
        let room = cells.saturating_sub(end + 1);
        if width(&length) as u16 <= room {
            canvas.beside(end, rows - 1, room, &length, look.quiet, Side::Right);
        }
        return;
    }
    let dates = format!("{} → {}, {length}", short_month(placed.start), short_month(placed.last_day()));
    canvas.text(2, 2, inner, &dates, look.quiet);
    let slack = match placed.slack_days {
        days if days < 0 => (format!("late by {}", span_words(-days)), Role::Over),
        0 => ("critical".to_owned(), Role::Critical),
        days => (format!("slack {}", span_words(days)), look.quiet),
    };
    let cost = app.rows().cost_of(at);
    let cost = if cost.is_zero() { String::new() } else { app.figures().spoken(cost) };
    let taken = width(&cost) as u16;
    canvas.text(2, 3, inner.saturating_sub(taken + 1), &slack.0, slack.1);
    canvas.beside(2, 3, inner, &cost, look.title, Side::Right);
}

/// A round frame; a heavy one where the schedule hangs on it.
fn frame(canvas: &mut Canvas, look: &Look, selected: bool) {
    let (right, bottom) = (canvas.width() - 1, canvas.height() - 1);
    let (corner, along, across) = if look.heavy {
        (["┏", "┓", "┗", "┛"], "━", "┃")
    } else {
        (["╭", "╮", "╰", "╯"], "─", "│")
    };
    let role = if selected && !look.heavy { Role::Accent } else { look.frame };
    for x in 1..right {
        canvas.symbol(x, 0, along, role);
        canvas.symbol(x, bottom, along, role);
    }
    for y in 1..bottom {
        canvas.symbol(0, y, across, role);
        canvas.symbol(right, y, across, role);
    }
    for (nth, (x, y)) in [(0, 0), (right, 0), (0, bottom), (right, bottom)].into_iter().enumerate() {
        canvas.symbol(x, y, corner[nth], role);
    }
}
