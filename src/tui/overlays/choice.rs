//! Two texts of one plan, and which of them counts: what was not saved when the program ended, or what somebody else
//! wrote meanwhile. Both stay within reach whatever is chosen.
//!
//! ```text
//! ╭ northmere.toml was changed on disk ────────────────────────────╮
//! │ Somebody wrote it while your edits here are not saved. …       │
//! │  214 − duration = "6 months"                          on disk  │
//! │  214 + duration = "9 months"                             here  │
//! │ m keep mine   t take theirs   s mine under another name        │
//! ╰────────────────────────────────────────────────────────────────╯
//! ```

use super::boxed;
use crate::display::{harmless, width, wrap};
use crate::store::Seen;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::{Canvas, Side as Edge};
use crate::tui::command::{Command, Context, Entry, TABLE, When};
use crate::tui::keymap;
use crate::tui::screens::Caret;
use crate::views::lines::{Line, Side, counts, difference};

/// Two texts of one plan.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is about.
    pub about: Matter,
    /// The text of the file.
    pub theirs: Seen,
    /// The lines in which they differ: first those of the file, second those that are here.
    pub lines: Vec<Line>,
    /// The first line in sight.
    pub top: usize,
}

/// What a choice is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// The program ended with work that was not saved.
    Unsaved {
        /// How many steps were made since.
        steps: usize,
        /// When the last one was.
        written: Option<String>,
    },
    /// The file was changed while there is work that is not saved.
    Changed,
    /// The file can no longer be read, and the journal has the last state that could.
    Unreadable {
        /// The position of that state in the history.
        position: usize,
    },
}

impl Choice {
    /// A choice between the text of the file and one of ours.
    pub fn new(about: Matter, theirs: Seen, mine: &str) -> Self {
        let lines = difference(theirs.text(), mine);
        Self { about, theirs, lines, top: 0 }
    }
}

/// The title and the words of a choice.
fn words(app: &App, choice: &Choice) -> (String, String) {
    let name = app.disk.name();
    match &choice.about {
        Matter::Unsaved { steps, written } => {
            let when = written.as_ref().map(|when| format!(" (last written {when})")).unwrap_or_default();
            let what = match steps {
                0 => "Work is".to_owned(),
                1 => "1 edit is".to_owned(),
                many => format!("{many} edits are"),
            };
            (
                format!("{name}: work that was not saved"),
                format!(
                    "{what} in the journal and not in the file{when}. Either way nothing is lost: what you do not \
                     restore stays in the history (u) and as a copy."
                ),
            )
        }
        Matter::Changed => (
            format!("{name} was changed on disk"),
            "Somebody wrote the file while you have work that is not saved. Nothing is written until you choose, and \
             undo brings the other side back."
                .to_owned(),
        ),
        Matter::Unreadable { .. } => (
            format!("{name} cannot be read any more"),
            "The file was changed and is no longer TOML. The journal has the last state that could be read; putting it \
             back is an edit like any other, and the file stays as it is until you save."
                .to_owned(),
        ),
    }
}

/// The commands that answer it now.
fn answers(app: &App) -> impl Iterator<Item = &'static Entry> + '_ {
    TABLE.iter().filter(|entry| entry.context == Context::Choice && !entry.hint.is_empty()).filter(|entry| {
        (entry.when != When::Always || entry.command == Command::ChoiceLater)
            && keymap::holds(app, entry.when)
    })
}

/// Draws a choice.
pub fn draw(app: &App, canvas: &mut Canvas, choice: &Choice) -> Caret {
    let (title, words) = words(app, choice);
    let cells = canvas.width().saturating_sub(4).min(120);
    let text = wrap(&harmless(&words), usize::from(cells.saturating_sub(4)));
    let keys = answer_lines(app, cells.saturating_sub(4));
    let fixed = text.len() as u16 + keys.len() as u16 + 5;
    let wanted = fixed.saturating_add(u16::try_from(choice.lines.len().max(1)).unwrap_or(u16::MAX));
    let mut inner = boxed(canvas, cells, wanted.min(canvas.height()), &harmless(&title));
    let all = inner.width();
    let mut y = 0;
    for line in &text {
        inner.text(0, y, all, line, Role::Muted);
        y += 1;
    }
    y += 1;
    // The row under the lines says how many more there are.
    let room = inner.height().saturating_sub(y + keys.len() as u16);
    lines(&mut inner.part(0, y, all, room), choice);
    let from = inner.height().saturating_sub(keys.len() as u16);
    for (y, line) in (from..).zip(&keys) {
        let pieces: Vec<(&str, Role)> = line.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        inner.pieces(0, y, all, &pieces);
    }
    None
}

/// The answers with their keys, in as many lines as they need.
fn answer_lines(app: &App, cells: u16) -> Vec<Vec<(String, Role)>> {
    let mut lines: Vec<Vec<(String, Role)>> = vec![Vec::new()];
    let mut taken = 0;
    for entry in answers(app) {
        let key = app.keys.first(entry.command);
        let size = width(&key) + width(entry.title) + 4;
        if taken > 0 && taken + size > usize::from(cells) {
            lines.push(Vec::new());
            taken = 0;
        }
        taken += size;
        let line = lines.last_mut().expect("there is a line");
        line.push((key, Role::HintKey));
        line.push((format!(" {}   ", entry.title), Role::Panel));
    }
    lines
}

/// How far a choice can be scrolled.
pub fn last_top(choice: &Choice) -> usize {
    choice.lines.len().saturating_sub(1)
}

fn lines(canvas: &mut Canvas, choice: &Choice) {
    let (all, room) = (canvas.width(), canvas.height().saturating_sub(1));
    let widest = choice.lines.iter().map(|line| line.number).max().unwrap_or(0).to_string().len() as u16;
    let top = choice.top.min(choice.lines.len().saturating_sub(usize::from(room)));
    let mut before = None;
    for (y, line) in choice.lines.iter().skip(top).take(usize::from(room)).enumerate() {
        let y = y as u16;
        let (sign, role, whose) = match line.side {
            Side::Both => (" ", Role::Muted, ""),
            Side::First => ("−", Role::Loss, "in the file"),
            Side::Second => ("+", Role::Gain, "here"),
            Side::Gap => ("", Role::Faint, ""),
        };
        if line.side == Side::Gap {
            before = None;
            canvas.text(widest + 1, y, all, "⋯", role);
            continue;
        }
        let number = line.number.to_string();
        canvas.beside(0, y, widest, &number, Role::Faint, Edge::Right);
        canvas.text(widest + 1, y, 1, sign, role);
        // Said once for lines that belong together.
        let whose = if before.replace(line.side) == Some(line.side) { "" } else { whose };
        let beside = if whose.is_empty() { 0 } else { width(whose) as u16 + 1 };
        let room = all.saturating_sub(widest + 3 + beside);
        canvas.text(widest + 3, y, room, &harmless(&line.text), role);
        if beside > 0 {
            canvas.beside(0, y, all, whose, Role::Faint, Edge::Right);
        }
    }
    if choice.lines.len() > usize::from(room) && room > 0 {
        let (gone, come) = counts(&choice.lines);
        let rest = choice.lines.len().saturating_sub(top + usize::from(room));
        let more = if rest > 0 { format!("↓ {rest} more lines · ") } else { String::new() };
        let more = format!("{more}{gone} only in the file, {come} only here");
        canvas.beside(0, room, all, &more, Role::Accent, Edge::Right);
    }
}
