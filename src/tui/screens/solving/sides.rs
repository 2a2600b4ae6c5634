//! The sides of the marked conflict: beside each other, or where there is no room for that, one below the other. What a side
//! has changed stands out from what it has left.

use std::collections::HashSet;

use ratatui::layout::{Position, Rect};

use super::{BESIDE, words};
use crate::display::{cut, harmless, width, wrap};
use crate::merge::{Choice, Dispute, Kind, News};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::solving::{Outcomes, Reading, Solving};
use crate::views::standing;

type Line = Vec<(String, Role)>;

/// One choice as it is shown.
struct Shown {
    choice: Choice,
    lines: Vec<Line>,
}

/// The cells of a column, when so many stand beside each other.
fn column(all: u16, count: usize) -> u16 {
    let count = count.max(1) as u16;
    (all.saturating_sub(2) / count).max(1)
}

/// As many rows as the lower part wants, without its rule.
pub fn height(app: &App, solving: &Solving, all: u16) -> u16 {
    let Some((dispute, outcomes)) = solving.dispute().zip(solving.outcomes()) else { return 8 };
    let shown = shown(app, solving, dispute, &outcomes, all);
    let rows = shown.iter().map(|it| it.lines.len());
    let rows = if all >= BESIDE { rows.max().unwrap_or(0) } else { rows.sum() };
    rows as u16 + notes(solving, all).len() as u16
}

fn shown(app: &App, solving: &Solving, dispute: &Dispute, outcomes: &Outcomes, all: u16) -> Vec<Shown> {
    let beside = all >= BESIDE;
    let cells =
        if beside { column(all, outcomes.each.len()).saturating_sub(2) } else { all.saturating_sub(4) };
    let before: HashSet<&str> =
        dispute.base.as_deref().unwrap_or_default().lines().map(str::trim_end).collect();
    let words: HashSet<&str> = before.iter().flat_map(|line| line.split_whitespace()).collect();
    let one = |(choice, reading): &(Choice, Reading)| {
        let mut lines = vec![heading(app, solving, choice)];
        let text = dispute.lines(choice);
        let indent = if beside { "" } else { "  " };
        for line in text.lines().filter(|line| !line.trim().is_empty() || text.lines().count() < 4) {
            let is_same = *choice == Choice::Base || before.contains(line.trim_end());
            for part in code(line, usize::from(cells)) {
                let mut pieces = vec![(indent.to_owned(), Role::Text)];
                if is_same {
                    pieces.push((part, Role::Muted));
                } else {
                    pieces.extend(told_apart(&part, &words));
                }
                lines.push(pieces);
            }
        }
        if text.trim().is_empty() {
            lines.push(vec![(format!("{indent}{}", nothing(dispute, choice)), Role::Muted)]);
        }
        if beside {
            lines.extend(sentence(reading, usize::from(cells), 3));
        } else {
            // One below the other there is no row to spare: it stands behind the name.
            let name: usize = lines[0].iter().map(|(text, _)| width(text)).sum();
            let said = sentence(reading, usize::from(cells).saturating_sub(name), 1);
            lines[0].push(("  ".to_owned(), Role::Text));
            lines[0].extend(said.into_iter().flatten());
        }
        Shown { choice: choice.clone(), lines }
    };
    outcomes.each.iter().map(one).collect()
}

/// The key, what the choice is called, whether it is chosen.
fn heading(app: &App, solving: &Solving, choice: &Choice) -> Line {
    let chosen = solving.choices[solving.at].as_ref() == Some(choice);
    let role = if chosen { Role::Accent } else { Role::Heading };
    let mut line = vec![
        (words::key_of(app, choice), Role::HintKey),
        (format!(" {}", words::side(app, solving, choice)), role),
    ];
    if chosen {
        line.push((" ✓ chosen".to_owned(), Role::Accent));
    }
    line
}

fn nothing(dispute: &Dispute, choice: &Choice) -> &'static str {
    match (&dispute.kind, choice) {
        (Kind::Added, Choice::Base) => "(neither: it was not there)",
        (_, Choice::Base) => "(it was not there)",
        (_, _) => "(nothing: deleted)",
    }
}

/// How the plan stands with a choice, in at most so many rows.
fn sentence(reading: &Reading, columns: usize, rows: usize) -> Vec<Line> {
    let standing = standing::of_verdict(reading.analysis.verdict);
    let state = format!("{} {}", standing.glyph, standing.word);
    let said = match reading.broken() {
        Some(why) => vec![format!("cannot be read: {why}")],
        None => {
            std::iter::once(&reading.analysis.sentence).chain(&reading.analysis.shorter).cloned().collect()
        }
    };
    let said = said.iter().map(|said| wrap(&format!("{state} {}", harmless(said)), columns));
    let mut lines = Vec::new();
    for wrapped in said {
        lines = wrapped;
        if lines.len() <= rows {
            break;
        }
    }
    let told = |(at, line): (usize, String)| match line.strip_prefix(&state).filter(|_| at == 0) {
        Some(rest) => vec![(state.clone(), standing.role), (rest.to_owned(), Role::Muted)],
        None => vec![(line, Role::Muted)],
    };
    lines.into_iter().take(rows).enumerate().map(told).collect()
}

/// A line whose words stand out where they were not there before.
fn told_apart(line: &str, before: &HashSet<&str>) -> Line {
    let mut pieces = Line::new();
    for part in line.split_inclusive(' ') {
        let role = if before.contains(part.trim()) { Role::Muted } else { Role::Heading };
        match pieces.last_mut().filter(|(_, last)| *last == role) {
            Some((text, _)) => text.push_str(part),
            None => pieces.push((part.to_owned(), role)),
        }
    }
    pieces
}

/// A line of the plan in lines of so many columns: its indent stays, and what is too long for one goes on in the next.
pub fn code(line: &str, columns: usize) -> Vec<String> {
    let line = harmless(line).into_owned();
    let indent = &line[..line.len() - line.trim_start().len()];
    let mut out = Vec::new();
    for mut part in wrap(&line, columns.saturating_sub(width(indent)).max(8)) {
        part.insert_str(0, indent);
        while width(&part) > columns.max(1) {
            let head = cut(&part, columns.max(1)).trim_end_matches('…').to_owned();
            if head.is_empty() {
                break;
            }
            part.drain(..head.len());
            out.push(head);
        }
        out.push(part);
    }
    out
}

/// What is to be known of the sides.
fn notes(solving: &Solving, all: u16) -> Vec<String> {
    let cells = usize::from(all.saturating_sub(4));
    solving.sides.notes.iter().flat_map(|note| wrap(&harmless(note), cells)).collect()
}

/// Draws the lower part: the sides of a conflict, or what came in.
pub fn draw(app: &App, canvas: &mut Canvas, solving: &Solving) {
    let all = canvas.width();
    if let Some(news) = solving.news() {
        return came_in(canvas, solving, news);
    }
    let Some((dispute, outcomes)) = solving.dispute().zip(solving.outcomes()) else {
        canvas.rule(0, &[("Nothing is in dispute", Role::Heading)], "");
        return;
    };
    let (item, key) = words::about(dispute);
    let kind = words::kind(solving, dispute);
    let title = [
        (item.as_str(), Role::Heading),
        ("  ", Role::Text),
        (&key, Role::Text),
        ("  ", Role::Text),
        (&kind, Role::Muted),
    ];
    canvas.rule(0, &title, "");
    let notes = notes(solving, all);
    for (y, note) in notes.iter().enumerate() {
        canvas.text(2, 1 + y as u16, all.saturating_sub(3), note, Role::Muted);
    }
    let top = 1 + notes.len() as u16;
    let height = canvas.height().saturating_sub(top);
    let mut body = canvas.part(0, top, all, height);
    let shown = shown(app, solving, dispute, &outcomes, all);
    let scroll = scroll(solving, &shown, all, height);
    let rows = usize::from(height);
    if all >= BESIDE {
        let cells = column(all, shown.len());
        for (at, it) in shown.iter().enumerate() {
            let x = 1 + at as u16 * cells;
            for (y, line) in it.lines.iter().skip(scroll).take(rows).enumerate() {
                put(&mut body, x, y as u16, cells.saturating_sub(2), line);
            }
        }
    } else {
        let lines = shown.iter().flat_map(|it| &it.lines);
        for (y, line) in lines.skip(scroll).take(rows).enumerate() {
            put(&mut body, 1, y as u16, all.saturating_sub(2), line);
        }
    }
    let longest = longest(&shown, all);
    if longest > scroll + rows && rows > 0 {
        let more = format!("↓ {} more", longest - scroll - rows);
        canvas.beside(
            0,
            canvas.height() - 1,
            all.saturating_sub(1),
            &more,
            Role::Accent,
            crate::tui::canvas::Side::Right,
        );
    }
}

fn longest(shown: &[Shown], all: u16) -> usize {
    let rows = shown.iter().map(|it| it.lines.len());
    if all >= BESIDE { rows.max().unwrap_or(0) } else { rows.sum() }
}

fn scroll(solving: &Solving, shown: &[Shown], all: u16, height: u16) -> usize {
    solving.scroll.min(longest(shown, all).saturating_sub(usize::from(height)))
}

fn put(canvas: &mut Canvas, x: u16, y: u16, cells: u16, line: &Line) {
    let pieces: Vec<(&str, Role)> = line.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    canvas.pieces(x, y, cells, &pieces);
}

/// The choice whose lines stand at a place.
pub fn choice_at(app: &App, solving: &Solving, area: Rect, at: Position) -> Option<Choice> {
    let (dispute, outcomes) = solving.dispute().zip(solving.outcomes())?;
    let shown = shown(app, solving, dispute, &outcomes, area.width);
    let top = 1 + notes(solving, area.width).len() as u16;
    let y = (at.y - area.y).checked_sub(top)?;
    if area.width >= BESIDE {
        let at = at.x.checked_sub(area.x + 1)? / column(area.width, shown.len());
        return shown.get(usize::from(at)).map(|it| it.choice.clone());
    }
    let scroll = scroll(solving, &shown, area.width, area.height.saturating_sub(top));
    let mut row = usize::from(y) + scroll;
    for it in &shown {
        if row < it.lines.len() {
            return Some(it.choice.clone());
        }
        row -= it.lines.len();
    }
    None
}

/// What came in by itself.
fn came_in(canvas: &mut Canvas, solving: &Solving, news: &News) {
    let all = canvas.width();
    let (item, key, _) = words::news(news);
    let who = words::whose(solving, news.whose);
    let title = [(item.as_str(), Role::Heading), ("  ", Role::Text), (&key, Role::Text)];
    canvas.rule(0, &title, &format!("merged by itself, changed by {who}"));
    let mut lines: Vec<Line> = Vec::new();
    let mut say = |word: &str, text: &str| {
        lines.push(vec![(word.to_owned(), Role::Muted)]);
        for line in code(text, usize::from(all.saturating_sub(4))) {
            lines.push(vec![(format!("  {line}"), Role::Text)]);
        }
    };
    match &news.what {
        crate::merge::Happened::Added => say("New", "It is in the merged plan as that side wrote it."),
        crate::merge::Happened::Removed => {
            say("Deleted", "It is not in the merged plan; the other side had not touched it.");
        }
        crate::merge::Happened::Changed { before, after, .. } => {
            say("Before", before.as_deref().unwrap_or("nothing"));
            say("In the merged plan", after.as_deref().unwrap_or("nothing"));
        }
    }
    for (y, line) in lines.iter().skip(solving.scroll.min(lines.len().saturating_sub(1))).enumerate() {
        put(canvas, 1, 1 + y as u16, all.saturating_sub(2), line);
    }
}
