//! What differs between the plan and what it is held against, as the changes show it: the page, which of its lines are in
//! sight, and what the one under the cursor is about.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use super::app::App;
use super::comparing::With;
use super::memo::Same;
use super::past::step::Step;
use super::revisions::Known;
use crate::analysis::Analysis;
use crate::diff::{Diff, Side, diff};
use crate::display::{Align, width};
use crate::document::Document;
use crate::views::changes::page::{About, Grid, Line, Page, Part, Row};
use crate::views::changes::{self, Compared, Reported};

/// Where the reader is in the changes.
#[derive(Debug, Clone, Default)]
pub struct ChangesState {
    /// The line of the cursor, among those that are in sight.
    pub at: usize,
    /// The first line in sight.
    pub top: usize,
    /// The sections that are folded, by their titles.
    pub folded: BTreeSet<&'static str>,
    /// The revisions that can be chosen.
    pub known: Known,
    /// The commit whose changes are shown, in the place of those of the plan.
    pub step: Option<Arc<Step>>,
}

/// What differs.
#[derive(Debug)]
pub struct Told {
    /// As data.
    pub diff: Diff,
    /// As a page.
    pub page: Page,
    /// The cells that each column of each grid wants, by section and part.
    widths: Vec<Vec<Vec<u16>>>,
}

/// The widest that a column becomes by itself.
const WIDEST: u16 = 64;

impl Told {
    /// From what it is held against to the plan.
    fn of(before: (&Document, &Analysis), after: (&Document, &Analysis), names: (String, String)) -> Self {
        let side = |(document, analysis)| Side { document, analysis };
        let (before, after) = (side(before), side(after));
        let found = diff(before, after);
        let compared = Compared { before, after, diff: &found };
        let page = changes::page(&Reported { compared, names, scenarios: (None, None) }, false);
        let widths = page.sections.iter().map(|it| it.parts.iter().map(widths).collect()).collect();
        Self { diff: found, page, widths }
    }

    /// The cells that each column of a grid wants.
    pub fn widths(&self, section: usize, part: usize) -> &[u16] {
        &self.widths[section][part]
    }

    /// The row of a line; `None`: it is no row.
    pub fn row(&self, line: At) -> Option<&Row> {
        match line {
            At::Fact(at) => self.page.facts.get(at),
            At::Row(section, part, row) => match &self.page.sections[section].parts[part] {
                Part::Grid(grid) => grid.rows.get(row),
                Part::Lines(lines) => lines.get(row),
            },
            At::Blank | At::Heading(_) | At::Columns(..) => None,
        }
    }

    /// The grid that a section has as a part.
    pub fn grid(&self, section: usize, part: usize) -> Option<&Grid> {
        match &self.page.sections[section].parts[part] {
            Part::Grid(grid) => Some(grid),
            Part::Lines(_) => None,
        }
    }
}

fn widths(part: &Part) -> Vec<u16> {
    let Part::Grid(grid) = part else { return Vec::new() };
    let cells = |at: usize| {
        let title = width(grid.columns[at].0);
        let rows = grid.rows.iter().filter_map(|row| row.cells.get(at)).map(line_width);
        rows.fold(title, usize::max).min(usize::from(WIDEST)) as u16
    };
    (0..grid.columns.len()).map(cells).collect()
}

fn line_width(line: &Line) -> usize {
    line.iter().map(|span| width(&span.text)).sum()
}

/// A line of the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// One of what matters most.
    Fact(usize),
    /// Nothing.
    Blank,
    /// The heading of a section.
    Heading(usize),
    /// The titles of the columns of a part of a section.
    Columns(usize, usize),
    /// A row of a part of a section.
    Row(usize, usize, usize),
}

impl At {
    /// Whether the cursor can stand on it.
    pub const fn takes_cursor(self) -> bool {
        match self {
            Self::Fact(_) | Self::Heading(_) | Self::Row(..) => true,
            Self::Blank | Self::Columns(..) => false,
        }
    }
}

impl App {
    /// What the changes are told against: what is compared with, else the file as it was last read or written.
    pub fn against(&self) -> Option<With> {
        self.comparing.clone().or_else(|| self.disk.seen.as_ref().map(|_| With::Saved))
    }

    /// What differs from what the plan is held against; `None`: there is nothing to hold it against.
    pub fn told_changes(&self) -> Option<Rc<Told>> {
        if let Some(step) = &self.changes.step {
            return Some(self.told_step(step));
        }
        let with = self.against()?;
        let other = self.other_of(&with)?;
        let plan = self.session.shared();
        let names = || (self.other_name(&with), "the plan as it is".to_owned());
        Some(self.made.changes.of(
            |(of, to)| of.is(&other.analysis) && to.is(plan),
            || {
                let laid = self.session.laid();
                let told = Told::of((&other.document, &other.analysis), (&laid, plan), names());
                ((Same(Arc::clone(&other.analysis)), Same(Arc::clone(plan))), told)
            },
        ))
    }

    /// What a commit changed.
    fn told_step(&self, step: &Step) -> Rc<Told> {
        let (before, after) = (&step.before, &step.after);
        self.made.changes.of(
            |(of, to)| of.is(&before.analysis) && to.is(&after.analysis),
            || {
                let names = ("what it was made from".to_owned(), step.commit.short().to_owned());
                let sides = ((&before.document, &*before.analysis), (&after.document, &*after.analysis));
                let told = Told::of(sides.0, sides.1, names);
                ((Same(before.analysis.clone()), Same(after.analysis.clone())), told)
            },
        )
    }

    /// The lines that are in sight: without what is folded, and without what the filter does not let through.
    pub fn change_lines(&self, told: &Told) -> Vec<At> {
        let passes = self.passes_row();
        let mut lines: Vec<At> =
            (0..told.page.facts.len()).filter(|at| passes(&told.page.facts[*at])).map(At::Fact).collect();
        for (section, of) in told.page.sections.iter().enumerate() {
            let mut below = Vec::new();
            for (at, part) in of.parts.iter().enumerate() {
                let (rows, titled) = match part {
                    Part::Grid(grid) => (&grid.rows, true),
                    Part::Lines(rows) => (rows, false),
                };
                let shown: Vec<At> = (0..rows.len())
                    .filter(|row| passes(&rows[*row]))
                    .map(|row| At::Row(section, at, row))
                    .collect();
                if titled && !shown.is_empty() {
                    below.push(At::Columns(section, at));
                }
                below.extend(shown);
            }
            if below.is_empty() {
                continue;
            }
            lines.extend([At::Blank, At::Heading(section)]);
            if !self.changes.folded.contains(of.title) {
                lines.extend(below);
            }
        }
        lines
    }

    /// What rows the filter lets through: those of initiatives that pass, and those that have its words in them.
    fn passes_row(&self) -> impl Fn(&Row) -> bool + '_ {
        let passed = self.passed();
        let plan = &self.analysis().plan;
        move |row: &Row| {
            passed.as_ref().is_none_or(|passed| {
                let of = match &row.about {
                    Some(About::Item(item) | About::Key(item, _)) if item.table == "initiative" => {
                        plan.initiative(&item.id)
                    }
                    Some(About::Item(_) | About::Key(..) | About::Cell(..)) | None => None,
                };
                let text: String = row.cells.iter().flatten().map(|span| span.text.as_str()).collect();
                of.is_some_and(|at| passed.which.get(at.at()) == Some(&true)) || passed.filter.finds(&text)
            })
        }
    }

    /// The line of the cursor: the nearest on which it can stand; `None` when there is none.
    pub fn change_cursor(&self, lines: &[At]) -> Option<usize> {
        let last = lines.len().checked_sub(1)?;
        let at = self.changes.at.min(last);
        let behind = (at..=last).find(|at| lines[*at].takes_cursor());
        behind.or_else(|| (0..at).rev().find(|at| lines[*at].takes_cursor()))
    }

    /// What the line of the cursor is about.
    pub fn change_under_cursor(&self) -> Option<About> {
        let told = self.told_changes()?;
        let lines = self.change_lines(&told);
        let at = self.change_cursor(&lines)?;
        told.row(lines[at])?.about.clone()
    }
}

/// The cells that columns are given in a width: those that may give way do so, the widest first.
pub fn fitted(wanted: &[u16], giving: &[usize], room: u16) -> Vec<u16> {
    let mut cells = wanted.to_vec();
    let gaps = 2 * cells.len().saturating_sub(1) as u16;
    let least = |at: usize| if giving.contains(&at) { 8 } else { u16::MAX };
    loop {
        let over = (cells.iter().sum::<u16>() + gaps).saturating_sub(room);
        let widest = (0..cells.len()).filter(|at| cells[*at] > least(*at)).max_by_key(|at| (cells[*at], *at));
        let Some(widest) = widest.filter(|_| over > 0) else { return cells };
        let next =
            (0..cells.len()).filter(|at| *at != widest && cells[*at] > least(*at)).map(|at| cells[at]).max();
        let floor = next.map_or(8, |next| next.min(cells[widest] - 1)).max(8);
        cells[widest] -= over.min(cells[widest] - floor);
    }
}

/// On which side the words of a column stand.
pub const fn side(align: Align) -> super::canvas::Side {
    match align {
        Align::Left => super::canvas::Side::Left,
        Align::Right => super::canvas::Side::Right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_column_that_may_gives_way_first() {
        assert_eq!(fitted(&[10, 30, 20], &[1, 2], 64), [10, 30, 20]);
        // Ten too many: the second goes down to the third, and what is left is taken from the last of the two.
        assert_eq!(fitted(&[10, 30, 20], &[1, 2], 54), [10, 20, 20]);
        assert_eq!(fitted(&[10, 30, 20], &[1, 2], 50).iter().sum::<u16>(), 46);
        // What may not give way stays, and a column never vanishes.
        assert_eq!(fitted(&[40, 30], &[1], 20), [40, 8]);
        assert_eq!(fitted(&[], &[], 20), Vec::<u16>::new());
    }
}
