//! The text as it would be written: what is open is marked, and what is wrong stands at its line.

use std::collections::BTreeMap;

use super::sides::code;
use crate::diagnostic::Severity;
use crate::display::harmless;
use crate::merge::Names;
use crate::theme::Role;
use crate::tui::canvas::{Canvas, Side};
use crate::tui::solving::Solving;

/// How long markers are.
const MARKS: usize = 7;

/// Draws it, from the marked conflict on.
pub fn draw(canvas: &mut Canvas, solving: &Solving) {
    let all = canvas.width();
    let lines = lines(solving, all.saturating_sub(8));
    let open = solving.open();
    let left = match open {
        0 => "all is solved".to_owned(),
        1 => "1 conflict is open".to_owned(),
        many => format!("{many} conflicts are open"),
    };
    canvas.rule(0, &[("The text as it would be", Role::Heading)], &left);
    let rows = usize::from(canvas.height().saturating_sub(1));
    let last = lines.len().saturating_sub(rows);
    let top = (from(solving, &lines, all.saturating_sub(8)) + solving.scroll).min(last);
    for (y, line) in lines.iter().skip(top).take(rows).enumerate() {
        let y = 1 + y as u16;
        if line.number > 0 {
            canvas.beside(0, y, 5, &line.number.to_string(), Role::Faint, Side::Right);
        }
        canvas.text(6, y, all.saturating_sub(7), &line.text, line.role);
    }
    if lines.len() > top + rows {
        let more = format!(" ↓ {} more lines ", lines.len() - top - rows);
        canvas.beside(0, canvas.height() - 1, all.saturating_sub(1), &more, Role::Accent, Side::Right);
    }
}

struct Line {
    number: usize,
    text: String,
    role: Role,
}

/// Where the marked conflict, or else what is wrong, begins; a few lines before it.
fn from(solving: &Solving, lines: &[Line], cells: u16) -> usize {
    let text = solving.dispute().zip(solving.choices.get(solving.at)).map(|(dispute, choice)| match choice {
        Some(choice) => dispute.lines(choice),
        None => dispute.ours.clone(),
    });
    let first = text.as_deref().and_then(|text| text.lines().find(|line| !line.trim().is_empty()));
    let found = first.and_then(|first| {
        let first = code(first, usize::from(cells)).into_iter().next()?;
        lines.iter().position(|line| line.number > 0 && line.text == first)
    });
    let wrong = || lines.iter().position(|line| line.role == Role::Over);
    found.or_else(wrong).unwrap_or(0).saturating_sub(3)
}

fn lines(solving: &Solving, cells: u16) -> Vec<Line> {
    let is_open = solving.open() > 0;
    let names = Names { ours: "ours".to_owned(), base: "before".to_owned(), theirs: "theirs".to_owned() };
    let text = if is_open {
        solving.draft.marked(&solving.choices, &names, MARKS)
    } else {
        solving.result().document.sources()[0].text.to_string()
    };
    let problems = if is_open { BTreeMap::new() } else { problems(solving) };
    let mut lines = Vec::new();
    let mut marked = false;
    for (at, line) in text.lines().enumerate() {
        let opens = line.starts_with(&"<".repeat(MARKS));
        let closes = line.starts_with(&">".repeat(MARKS));
        marked |= opens;
        let is_mark = opens
            || closes
            || marked && (line.starts_with(&"=".repeat(MARKS)) || line.starts_with(&"|".repeat(MARKS)));
        let role = match (is_mark, marked) {
            (true, _) => Role::Accent,
            (false, true) => Role::Tight,
            (false, false) => Role::Text,
        };
        marked &= !closes;
        for (nth, part) in code(line, usize::from(cells)).into_iter().enumerate() {
            lines.push(Line { number: if nth == 0 { at + 1 } else { 0 }, text: part, role });
        }
        for (message, role) in problems.get(&(at + 1)).into_iter().flatten() {
            for part in crate::display::wrap(message, usize::from(cells)) {
                lines.push(Line { number: 0, text: part, role: *role });
            }
        }
    }
    lines
}

/// What is wrong, by line.
fn problems(solving: &Solving) -> BTreeMap<usize, Vec<(String, Role)>> {
    let result = solving.result();
    let source = &result.document.sources()[0];
    let mut found: BTreeMap<usize, Vec<(String, Role)>> = BTreeMap::new();
    for it in &result.analysis.diagnostics {
        let (sign, role) = match it.severity {
            Severity::Error => ("‼", Role::Over),
            Severity::Warning => ("▴", Role::Tight),
            Severity::Hint => continue,
        };
        let line = it.origin.as_ref().map_or(1, |origin| source.place(origin.span.start).line);
        let code = it.code.info().code;
        found.entry(line).or_default().push((format!("{sign} {code} {}", harmless(&it.message)), role));
    }
    found
}
