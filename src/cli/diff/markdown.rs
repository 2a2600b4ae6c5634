//! A difference for a pull request: compact tables, long parts folded; nothing in a plan can become markup, link or mention.

use crate::cli::markdown::{code, inline, text};
use crate::cli::paint::Role;
use crate::display::Align;
use crate::views::changes::page::{Grid, Line, Page, Part, Row, Section, Span};

/// How many rows of one table are written out: a comment of a forge takes 65,536 characters.
const MOST: usize = 40;
/// How many characters of one text are written out.
const LONGEST: usize = 160;
/// A section with more rows than this is folded.
const FEW: usize = 12;

/// The page in Markdown as forges read it.
pub fn tell(page: &Page, small: &[String]) -> String {
    let mut out = format!("### {}\n\n", text(&page.title));
    out.push_str(&format!("{} → {}\n\n", code(&page.names.0), code(&page.names.1)));
    out.push_str(&format!("**{}**\n", text(&page.verdict.text)));
    if let Some(before) = &page.before {
        out.push_str(&format!("<br>was {}\n", text(&before.text)));
    }
    out.push('\n');
    for fact in &page.facts {
        out.push_str(&format!("- {}\n", lines_of(fact, true)));
    }
    for section in &page.sections {
        out.push('\n');
        out.push_str(&tell_section(section));
    }
    for line in small {
        out.push_str(&format!("\n<sub>{}</sub>\n", inline(line)));
    }
    out
}

/// A section under its heading, folded where it is long.
pub fn tell_section(section: &Section) -> String {
    let body: String = section.parts.iter().map(part).collect::<Vec<_>>().join("\n");
    if section.folded || section.count > FEW {
        let head = format!("<b>{}</b> ({})", text(section.title), section.count);
        return format!("<details><summary>{head}</summary>\n\n{body}\n</details>\n");
    }
    format!("#### {}\n\n{body}", text(section.title))
}

fn part(part: &Part) -> String {
    match part {
        Part::Grid(grid) => table(grid),
        Part::Lines(all) => {
            let lines: Vec<String> = all.iter().take(MOST).map(|it| item(&lines_of(it, false))).collect();
            lines.concat() + &rest(all.len())
        }
    }
}

/// A line as an item of a list; a sign at its beginning is no list in that list.
fn item(line: &str) -> String {
    let escape = if line.starts_with(['+', '-', '*']) { "\\" } else { "" };
    format!("- {escape}{line}\n")
}

fn table(grid: &Grid) -> String {
    // A column that is empty throughout says nothing.
    let said = |at: usize| {
        grid.rows
            .iter()
            .any(|row| row.cells.get(at).is_some_and(|cell| cell.iter().any(|span| !span.text.is_empty())))
    };
    let columns: Vec<usize> = (0..grid.columns.len()).filter(|at| said(*at)).collect();
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = row(columns.iter().map(|at| text(grid.columns[*at].0)).collect());
    let rule = |at: &usize| match grid.columns[*at].1 {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    };
    out.push_str(&row(columns.iter().map(rule).collect()));
    let rows = grid.gathered();
    for row_of in rows.iter().take(MOST) {
        out.push_str(&row(columns
            .iter()
            .map(|at| row_of.cells.get(*at).map_or_else(String::new, |cell| line(cell, false)))
            .collect()));
    }
    out.push_str(&rest(rows.len()));
    out
}

fn rest(all: usize) -> String {
    if all > MOST {
        format!("\n*and {} more; `milepost diff --format json` has them all*\n", all - MOST)
    } else {
        String::new()
    }
}

/// A line of its own.
fn lines_of(row: &Row, bold: bool) -> String {
    row.cells.iter().map(|cell| line(cell, bold)).collect()
}

fn line(line: &Line, bold: bool) -> String {
    line.iter().map(|it| span(it, bold)).collect()
}

fn span(span: &Span, bold: bool) -> String {
    if span.text.trim().is_empty() {
        return if span.text.is_empty() { String::new() } else { " ".to_owned() };
    }
    let short = short(&span.text);
    if span.code {
        return code(&short);
    }
    let said = inline(&short);
    match span.look {
        // Bold must begin and end at letters; the blanks around stay outside.
        Some(Role::Over | Role::Strong) if bold => {
            let inner = said.trim();
            let (before, after) =
                (&said[..said.len() - said.trim_start().len()], &said[said.trim_end().len()..]);
            format!("{before}**{inner}**{after}")
        }
        Some(Role::Over | Role::Strong | Role::Tight | Role::Within | Role::Muted) | None => said,
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_begins_a_line_makes_no_list_in_the_list() {
        assert_eq!(item("+ `crm`"), "- \\+ `crm`\n");
        assert_eq!(item("- `crm`"), "- \\- `crm`\n");
        assert_eq!(item("`crm` +3m"), "- `crm` +3m\n");
    }
}
