//! The network: boxes in layers, links between them, and what the selection waits for and feeds.
//!
//! ```text
//! ╭ S1-01 ─────────── ◆ ╮      ╭ S1-02 ─────────── ◆ ╮
//! │ Baseline review     ├━━━┳━▸│ Digital roadmap     │
//! ╰ Apr27 ────────── 3m ╯   │  ╰ Jul27 ────────── 2m ╯
//!                           ╰─▸ …
//! ── S1-01 Baseline review ─────────────────────────────
//!  dates  1 Apr 2027 → 30 Jun 2027, 3 months   critical
//! ```

mod boxes;
mod wires;

use ratatui::layout::{Position, Rect};

use crate::display::{harmless, width};
use crate::plan::{InitiativeIx, Target};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::network::{Shown, window};
use crate::views::network::Network;

use super::{DetailLine, THERE, initiative_lines, part};

/// Draws the network.
pub fn draw(app: &App, canvas: &mut Canvas) {
    let parts = layout::network(canvas.area);
    let (network, origin, _) = window(app);
    let cursor = app.network_cursor(&network);
    let mut sheet = part(canvas, parts.sheet);
    if network.nodes.is_empty() {
        nothing(app, &mut sheet);
    }
    wires::draw(app, &mut sheet, &network, origin, cursor);
    boxes::draw(app, &mut sheet, &network, origin, cursor);
    heading(&mut sheet, &network, origin);
    if parts.foot.height > 0 {
        foot(app, &mut part(canvas, parts.foot), &network, origin, parts.sheet);
    }
}

/// What to do where there is nothing to show.
fn nothing(app: &App, canvas: &mut Canvas) {
    let text = match app.network.shown {
        Shown::All | Shown::Around(_) => {
            format!("No initiative yet{}", app.keys.after("; ", Command::NetNew, "adds one"))
        }
        Shown::Critical => {
            format!("Nothing is critical{}", app.keys.after("; ", Command::NetCritical, "shows everything"))
        }
    };
    canvas.text(2, 1, canvas.width().saturating_sub(2), &text, Role::Muted);
}

/// The heading above what is joined to nothing.
fn heading(canvas: &mut Canvas, network: &Network, origin: (i32, i32)) {
    let Some((row, count)) = network.alone else { return };
    if let Ok(y) = u16::try_from(row - origin.1)
        && y < canvas.height()
    {
        let width = canvas.width();
        canvas.part(0, y, width, 1).rule(
            0,
            &[("Linked to nothing", Role::Muted), (&format!(" · {count}"), Role::Faint)],
            "",
        );
    }
}

/// What the selection is, when, what it waits for and what it feeds; and what lies outside the window.
fn foot(app: &App, canvas: &mut Canvas, network: &Network, origin: (i32, i32), sheet: ratatui::layout::Rect) {
    let shown = match &app.network.shown {
        Shown::All => String::new(),
        Shown::Around(id) => {
            let plan = &app.analysis().plan;
            let title = plan.initiative(id).map_or(id.as_str(), |at| &plan.initiatives[at.at()].title);
            format!("around {title} · ")
        }
        Shown::Critical => "critical path only · ".to_owned(),
    };
    let beyond = beyond(network, origin, (i32::from(sheet.width), i32::from(sheet.height)));
    let boxes = if network.nodes.len() == 1 { "box" } else { "boxes" };
    let right = format!("{shown}{} {boxes}{}{beyond}", network.nodes.len(), differing(app, network));
    let Some(selected) = app.selected() else {
        let title = match &app.roadmap.cursor {
            crate::tui::app::RowKey::Lane(id) => app.analysis().plan.stage(id).map(|at| {
                let stage = &app.analysis().plan.stages[at.at()];
                stage
                    .gate
                    .as_ref()
                    .map_or(stage.title.clone(), |gate| format!("{} of {}", gate.title, stage.title))
            }),
            crate::tui::app::RowKey::Bar(_) => None,
        };
        canvas.rule(0, &[(title.unwrap_or_default().as_str(), Role::Heading)], &right);
        return;
    };
    let (title, lines) = foot_lines(app, selected);
    canvas.rule(0, &[(title.as_str(), Role::Heading)], &right);
    let width = canvas.width();
    for (y, (label, pieces)) in (1..canvas.height()).zip(&lines) {
        canvas.text(1, y, 10, label, Role::Faint);
        let mut x = FOOT_TEXT;
        for (text, role) in pieces {
            x = canvas.text(x, y, width.saturating_sub(x), text, *role);
        }
    }
}

/// How many of the boxes differ from what the plan is compared with: ` · 2 differ ±`.
fn differing(app: &App, network: &Network) -> String {
    let Some(aparts) = app.aparts() else { return String::new() };
    let differs = |of: &Target| match of {
        Target::Initiative(at) => aparts.of_one(*at).is_some(),
        Target::Stage(_) | Target::Gate(_) => false,
    };
    match network.nodes.iter().filter(|node| differs(&node.of)).count() {
        0 => " · none differs".to_owned(),
        1 => format!(" · 1 differs {}", boxes::DIFFERS),
        many => format!(" · {many} differ {}", boxes::DIFFERS),
    }
}

/// The column at which what is said at the foot begins, behind its label.
const FOOT_TEXT: u16 = 12;

/// What the foot says of an initiative: its title, and what there is room for, what it waits for and feeds first.
fn foot_lines(app: &App, selected: InitiativeIx) -> (String, Vec<DetailLine>) {
    let (title, mut lines) = initiative_lines(app, selected);
    let wanted = |label: &str| match label {
        "waits for" | "feeds" => 0,
        THERE => 1,
        "dates" => 2,
        "money" => 3,
        _ => 4,
    };
    lines.retain(|(label, _)| wanted(label) < 4);
    lines.sort_by_key(|(label, _)| wanted(label));
    (title, lines)
}

/// The initiative whose name stands at a place of the foot, among those that the selection waits for or feeds.
pub fn named_at(app: &App, view: Rect, at: Position) -> Option<InitiativeIx> {
    let foot = layout::network(view).foot;
    let selected = app.selected().filter(|_| foot.contains(at))?;
    let (_, lines) = foot_lines(app, selected);
    let (_, pieces) = lines.get(usize::from((at.y - foot.y).checked_sub(1)?))?;
    let said: String = pieces.iter().map(|(text, _)| harmless(text).into_owned()).collect();
    let cell = usize::from(at.x.checked_sub(foot.x + FOOT_TEXT)?);
    let plan = &app.analysis().plan;
    let before = plan.dependencies(selected).all().filter_map(|link| match link.target {
        Target::Initiative(at) => Some(at),
        Target::Stage(_) | Target::Gate(_) => None,
    });
    let followers = app.followers();
    before.chain(followers.waiting_for(selected).iter().copied()).find(|at| {
        let title = harmless(&plan.initiatives[at.at()].title);
        said.match_indices(&*title).any(|(begin, name)| {
            let from = width(&said[..begin]);
            (from..from + width(name)).contains(&cell)
        })
    })
}

/// On which sides the sheet goes on: ` · more ◂ ▸ ▾`.
fn beyond(network: &Network, origin: (i32, i32), window: (i32, i32)) -> String {
    let sides = [
        (origin.0 > 0, "◂"),
        (network.cells > origin.0 + window.0, "▸"),
        (origin.1 > 0, "▴"),
        (network.rows > origin.1 + window.1, "▾"),
    ];
    let there: Vec<&str> = sides.into_iter().filter(|(more, _)| *more).map(|(_, side)| side).collect();
    if there.is_empty() { String::new() } else { format!(" · more {}", there.join(" ")) }
}
