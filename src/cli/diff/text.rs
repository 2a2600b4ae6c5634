//! A difference for a terminal.

use crate::cli::door::Door;
use crate::cli::paint::{Role, paint};
use crate::cli::table::{Cell, Table};
use crate::display::{cut, harmless, width, wrap};
use crate::views::changes::page::{Grid, Line, Page, Part, Section, Span};

/// How many rows of one table are written out; a person reads no more, and `--format json` has them all.
const MOST: usize = 200;

/// The page in lines as wide as the terminal, with lines of small print under it.
pub fn tell(page: &Page, small: &[String], door: &Door) -> String {
    let mut out = format!("{}\n", paint(&harmless(&page.title), Role::Strong, door.colour));
    let names = format!("{} → {}", harmless(&page.names.0), harmless(&page.names.1));
    out.push_str(&format!("{}\n", paint(&names, Role::Muted, door.colour)));
    sentence(&mut out, &page.verdict, "", door);
    if let Some(before) = &page.before {
        sentence(&mut out, &Span { look: Some(Role::Muted), ..before.clone() }, "was ", door);
    }
    for fact in &page.facts {
        lines(&mut out, &fact.cells[0], "  ", door);
    }
    out.push_str(&sections(&page.sections, door));
    if !small.is_empty() {
        out.push('\n');
    }
    for line in small {
        out.push_str(&format!("{}\n", paint(&harmless(line), Role::Muted, door.colour)));
    }
    out
}

/// Sections, each with a blank line above it.
pub fn sections(sections: &[Section], door: &Door) -> String {
    let mut out = String::new();
    for section in sections {
        out.push('\n');
        out.push_str(&heading(section, door));
        for part in &section.parts {
            match part {
                Part::Grid(grid) => out.push_str(&table(grid, door)),
                Part::Lines(all) => {
                    for line in all.iter().take(MOST) {
                        out.push_str(&format!("  {}\n", one_line(&line.cells[0], door)));
                    }
                    out.push_str(&rest(all.len()));
                }
            }
        }
    }
    out
}

fn sentence(out: &mut String, span: &Span, before: &str, door: &Door) {
    let text = format!("{before}{}", harmless(&span.text));
    for (at, line) in wrap(&text, door.columns.saturating_sub(2)).iter().enumerate() {
        let indent = if at == 0 { "" } else { "  " };
        let line = span.look.map_or(line.clone(), |role| paint(line, role, door.colour));
        out.push_str(&format!("{indent}{line}\n"));
    }
}

fn heading(section: &Section, door: &Door) -> String {
    let title = paint(section.title, Role::Strong, door.colour);
    let count = paint(&format!(" {}", section.count), Role::Muted, door.colour);
    format!("{title}{count}\n")
}

/// A line in its looks, over as many lines as it takes.
fn lines(out: &mut String, line: &Line, indent: &str, door: &Door) {
    let whole: String = line.iter().map(|span| harmless(&span.text)).collect();
    if width(&whole) + width(indent) <= door.columns {
        out.push_str(&format!("{indent}{}\n", one_line(line, door)));
        return;
    }
    let role = line.first().and_then(|span| span.look);
    for (at, text) in wrap(&whole, door.columns.saturating_sub(width(indent) + 2)).iter().enumerate() {
        let further = if at == 0 { "" } else { "  " };
        let text = role.filter(|_| at == 0).map_or(text.clone(), |role| paint(text, role, door.colour));
        out.push_str(&format!("{indent}{further}{text}\n"));
    }
}

/// A line in its looks, cut where the terminal ends.
fn one_line(line: &Line, door: &Door) -> String {
    let mut left = door.columns.saturating_sub(2);
    let mut out = String::new();
    for span in line {
        let text = harmless(&span.text);
        let text = cut(&text, left);
        left -= width(&text).min(left);
        out.push_str(&span.look.map_or(text.to_string(), |role| paint(&text, role, door.colour)));
    }
    out.trim_end().to_owned()
}

fn rest(all: usize) -> String {
    if all > MOST {
        format!("  and {} more; `--format json` has them all\n", all - MOST)
    } else {
        String::new()
    }
}

fn cell(line: &Line) -> Cell {
    let text: String = line.iter().map(|span| harmless(&span.text)).collect();
    match line.first().and_then(|span| span.look) {
        Some(role) => Cell::of(text, role),
        None => text.into(),
    }
}

fn table(grid: &Grid, door: &Door) -> String {
    let shown = grid.columns.len() - usize::from(grid.grouped);
    let columns = grid.columns[..shown].iter().map(|(title, align)| ((*title).to_owned(), *align));
    let mut table = Table::titled(columns.collect()).giving(&grid.giving);
    let mut group: Option<String> = None;
    for row in grid.rows.iter().take(MOST) {
        if grid.grouped {
            let because: String = row.cells[shown].iter().map(|span| harmless(&span.text)).collect();
            if group.as_ref() != Some(&because) {
                let caption = format!("because of {because}");
                table.row(vec![Cell::over(cut(&caption, door.columns.saturating_sub(2)), Role::Muted)]);
                group = Some(because);
            }
        }
        table.row(row.cells[..shown].iter().map(cell).collect());
    }
    format!("{}{}", table.dense().text("  ", door.columns, door.colour), rest(grid.rows.len()))
}
