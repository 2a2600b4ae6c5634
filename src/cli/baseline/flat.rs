//! Slip and variance for what reads lines and not tables: annotations, test reports, comments of a forge.

use super::{Asked, Held};
use crate::analysis::Analysis;
use crate::cli::diff::markdown as forge;
use crate::cli::markdown::{code, text};
use crate::cli::open::Opened;
use crate::views::changes::against;
use crate::views::changes::page::{Part, Row, Section};
use crate::views::look::mark;

/// How many lines are said; a forge shows no more, and `--format json` has them all.
const MOST: usize = 20;

/// What a plan is held against, in raw text.
pub struct Flat {
    /// What it is called.
    pub name: String,
    /// How the plan stood there.
    pub was: String,
    /// How much is later, and how much is dearer, a line each.
    pub lines: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl Held {
    /// Slip and variance as lines.
    pub fn flat(&self, opened: &Opened, analysis: &Analysis) -> Flat {
        let sections = self.sections(opened, analysis, &CHECKED);
        let mut lines: Vec<String> = sections.iter().flat_map(of_section).collect();
        let more = lines.len().saturating_sub(MOST);
        lines.truncate(MOST);
        if lines.is_empty() {
            lines.push("nothing slips, and no figure varies".to_owned());
        }
        Flat { name: self.baseline.title(), was: self.was(), lines, more }
    }

    /// Slip and variance as a comment of a forge has them.
    pub fn markdown(&self, opened: &Opened, analysis: &Analysis) -> String {
        let mut out =
            format!("\n#### Against {}\n\nwas {}\n", code(&self.baseline.title()), text(&self.was()));
        let sections = self.sections(opened, analysis, &CHECKED);
        if sections.is_empty() {
            out.push_str("\nNothing slips, and no figure varies.\n");
        }
        for section in &sections {
            out.push_str(&format!("\n{}", forge::tell_section(section)));
        }
        out + "\n"
    }

    fn sections(&self, opened: &Opened, analysis: &Analysis, asked: &[Asked]) -> Vec<Section> {
        self.with(opened, analysis, |reported, _| against(reported, asked))
    }

    fn was(&self) -> String {
        format!("{} {}", mark(self.analysis.verdict).0, self.analysis.sentence)
    }
}

/// What a check tells of a baseline.
pub const CHECKED: [Asked; 3] = [Asked::Slip, Asked::Cells, Asked::Value];

impl Flat {
    /// All of it, a line each.
    pub fn said(&self) -> String {
        let mut out = format!("Against {}, when it was {}", self.name, self.was);
        for line in &self.lines {
            out.push_str(&format!("\n{line}"));
        }
        if self.more > 0 {
            out.push_str(&format!("\nand {} more; `--format json` has them all", self.more));
        }
        out
    }
}

fn of_section(section: &Section) -> Vec<String> {
    let rows = section.parts.iter().flat_map(|part| match part {
        Part::Grid(grid) => grid.rows.iter().map(|row| of_row(row, "  ")).collect::<Vec<_>>(),
        Part::Lines(rows) => rows.iter().map(|row| of_row(row, "")).collect(),
    });
    rows.map(|row| format!("{}: {row}", section.title)).collect()
}

fn of_row(row: &Row, gap: &str) -> String {
    let cells = row.cells.iter().map(|cell| cell.iter().map(|span| span.text.as_str()).collect::<String>());
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(gap)
}
