//! A decision while it is taken down: who, what, why.
//!
//! ```text
//! ╭ Decision on Customer records ────────────────────────╮
//! │  14 Feb 2028                                         │
//! │  who    Programme board                              │
//! │  what   a quarter later                              │
//! │  why    the network comes first                      │
//! │  Enter goes on · ^S records it · Esc leaves          │
//! ╰──────────────────────────────────────────────────────╯
//! ```

use tui_input::Input;

use super::lists::{Item, Take};
use super::{boxed, field};
use crate::diagnostic::Path;
use crate::display::{cut, harmless};
use crate::plan::Initiative;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::screens::Caret;
use crate::views::decisions::{Decided, decisions};

/// The lines of the form, in their order: what each is called, and what it wants.
pub const PARTS: [(&str, &str); 3] = [
    ("who", "who decides: a person, a board"),
    ("what", "what is decided"),
    ("why", "the reason, if there is one to keep"),
];
/// The line of who.
pub const WHO: usize = 0;
/// The line of what.
pub const WHAT: usize = 1;
/// The line of why.
pub const WHY: usize = 2;

/// A decision while it is taken down.
#[derive(Debug, Clone)]
pub struct Taking {
    /// The id of the initiative that it is about.
    pub of: String,
    /// Who, what and why, as typed.
    pub parts: [Input; 3],
    /// Which line is typed in.
    pub at: usize,
    /// Why what is typed cannot be recorded.
    pub wrong: Option<&'static str>,
}

/// Draws it; where the caret stands.
pub fn draw(app: &App, canvas: &mut Canvas, taking: &Taking) -> Caret {
    let plan = &app.session.analysis().plan;
    let of = plan.initiative(&taking.of).map(|at| &plan.initiatives[at.at()]);
    let before = of.and_then(|of| of.decided.iter().find(|(day, _)| *day == app.today));
    let cells = canvas.width().saturating_sub(6).min(80);
    let title = format!("Decision on {}", of.map_or(taking.of.as_str(), |of| of.title.as_str()));
    let title = cut(&harmless(&title), usize::from(cells.saturating_sub(6))).into_owned();
    let mut inner = boxed(canvas, cells, 9 + u16::from(before.is_some()), &title);
    let all = inner.width();
    inner.text(0, 0, all, &app.today.words(), Role::Muted);
    let mut y = 1;
    if let Some((_, text)) = before {
        inner.text(0, y, all, &format!("already today: {text}"), Role::Muted);
        y += 1;
    }
    y += 1;
    let mut caret = None;
    for (at, ((name, wants), input)) in PARTS.iter().zip(&taking.parts).enumerate() {
        let on = at == taking.at;
        inner.text(0, y, 6, name, if on { Role::Heading } else { Role::Muted });
        let role = match (on, taking.wrong.is_some() && at == WHAT) {
            (_, true) => Role::InputBad,
            (true, false) => Role::InputOn,
            (false, false) => Role::Input,
        };
        let place = field::draw(&mut inner, 6, y, all.saturating_sub(6), input, role);
        if input.value().is_empty() {
            inner.text(7, y, all.saturating_sub(7), wants, Role::Faint);
        }
        caret = if on { place } else { caret };
        y += 1;
    }
    if let Some(wrong) = taking.wrong {
        inner.text(6, y, all.saturating_sub(6), wrong, Role::Over);
    }
    let goes =
        if taking.at == WHY { String::new() } else { app.keys.after("", Command::DecisionNext, "goes on") };
    let keeps = app.keys.after(if goes.is_empty() { "" } else { " · " }, keeper(taking), "records it");
    let leaves = app.keys.after(" · ", Command::DecisionLeave, "leaves");
    inner.text(0, y + 1, all, &format!("{goes}{keeps}{leaves}"), Role::Muted);
    caret
}

/// What records it where the cursor is: in the last line the key that goes on does.
const fn keeper(taking: &Taking) -> Command {
    if taking.at == WHY { Command::DecisionNext } else { Command::DecisionKeep }
}

/// Every decision of the plan, the latest first.
pub fn log(app: &App) -> Vec<Item> {
    let plan = &app.analysis().plan;
    let item = |it: Decided| {
        let of = &plan.initiatives[it.initiative.at()];
        let why = if it.parts.why.is_empty() { String::new() } else { format!("because {}", it.parts.why) };
        Item {
            title: harmless(&format!("{}  {}: {}", it.on.words(), of.title, it.parts.what)).into_owned(),
            more: harmless(&if why.is_empty() { of.title.clone() } else { why }).into_owned(),
            right: harmless(&it.parts.who).into_owned(),
            group: "",
            take: Take::Place(Path::new(["initiative", of.id.as_str()])),
        }
    };
    decisions(plan).into_iter().map(item).collect()
}

/// Initiatives to choose from.
pub fn which(app: &App, ids: &[String]) -> Vec<Item> {
    let plan = &app.analysis().plan;
    let item = |of: &Initiative| Item {
        title: harmless(&of.title).into_owned(),
        more: of.decided.last().map(|(_, text)| harmless(text).into_owned()).unwrap_or_default(),
        right: harmless(of.code.as_deref().unwrap_or(&of.id)).into_owned(),
        group: "",
        take: Take::Decide(of.id.clone()),
    };
    ids.iter().filter_map(|id| plan.initiative(id)).map(|at| item(&plan.initiatives[at.at()])).collect()
}
