//! `--baseline`: how much later or earlier, dearer or cheaper a plan is than it was at a revision, or in a file.

mod flat;
mod json;
mod then;
mod why;

use std::ffi::OsStr;
use std::path::Path;

use super::diff::text as written;
use super::door::Door;
use super::open::{Opened, is_stdin};
use super::outcome::Failure;
use super::paint::{Role, paint};
use crate::analysis::{Analysis, Options, analyse};
use crate::diff::{Diff, Side, diff};
use crate::display::{harmless, wrap};
use crate::document::{Document, Source};
use crate::git::Baseline;
use crate::views::changes::{Compared, Reported, against};
use crate::views::look::mark;

pub use crate::views::changes::Asked;
pub use flat::CHECKED;
pub use then::Then;

/// What a plan is held against, computed.
pub struct Held {
    baseline: Baseline,
    document: Document,
    /// What is known of it.
    pub analysis: Analysis,
}

impl Held {
    /// Opens and computes a baseline of a plan, under the same scenario and case where it has them.
    pub fn open(
        asked: &OsStr,
        plan: &Path,
        scenario: Option<&str>,
        case: Option<&str>,
        door: &Door,
    ) -> Result<Self, Failure> {
        let baseline = Baseline::open(asked, Some(plan).filter(|plan| !is_stdin(plan)))?;
        let document = Document::new(Source::new(baseline.title(), baseline.seen.text().clone()));
        let laid = scenario.and_then(|id| document.with_scenario(id));
        let document = laid.unwrap_or(document);
        let analysis = analyse(&document, &Options { case: case.map(str::to_owned), today: door.today });
        Ok(Self { baseline, document, analysis })
    }

    /// What it is called.
    pub fn title(&self) -> String {
        self.baseline.title()
    }

    /// What differs from it to a plan, handed to whoever tells it.
    fn with<T>(
        &self,
        opened: &Opened,
        analysis: &Analysis,
        tell: impl FnOnce(&Reported<'_>, &Diff) -> T,
    ) -> T {
        let before = Side { document: &self.document, analysis: &self.analysis };
        let after = Side { document: &opened.document, analysis };
        let found = diff(before, after);
        let compared = Compared { before, after, diff: &found };
        let names = (self.baseline.title(), opened.name.clone());
        tell(&Reported { compared, names, scenarios: (None, None) }, &found)
    }

    /// What is asked, as text under what is told of the plan itself.
    pub fn text(&self, opened: &Opened, analysis: &Analysis, asked: &[Asked], door: &Door) -> String {
        let mut out = self.head(door);
        out.push_str(&self.with(opened, analysis, |reported, _| {
            let sections = against(reported, asked);
            if sections.is_empty() {
                "Nothing of that differs.\n".to_owned()
            } else {
                written::sections(&sections, door)
            }
        }));
        out
    }

    /// Which baseline it is, and how the plan stood there.
    fn head(&self, door: &Door) -> String {
        let name = format!("Against {}", harmless(&self.baseline.title()));
        let mut out = format!("\n{}\n", paint(&name, Role::Strong, door.colour));
        let (glyph, _) = mark(self.analysis.verdict);
        let sentence = format!("was {glyph} {}", harmless(&self.analysis.sentence));
        for line in wrap(&sentence, door.columns.saturating_sub(2)) {
            out.push_str(&format!("{}\n", paint(&line, Role::Muted, door.colour)));
        }
        out
    }
}
