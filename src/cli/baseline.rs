//! `--baseline`: how much later or earlier, dearer or cheaper a plan is than it was at a revision, or in a file.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::{Value, json};

use super::diff::{json as told, text as written};
use super::door::Door;
use super::open::{Opened, is_stdin};
use super::outcome::Failure;
use super::paint::{Role, paint};
use crate::analysis::{Analysis, Options, analyse};
use crate::check::Item;
use crate::content::Renames;
use crate::diff::{Diff, Side, diff, renamed};
use crate::display::{harmless, wrap};
use crate::document::{Document, Source};
use crate::git::Baseline;
use crate::plan::{EnvelopeIx, Link, LinkEnd, Plan, Target};
use crate::units::{Day, Offset};
use crate::views::changes::{Compared, Reported, against, words};
use crate::views::look::mark;

pub use crate::views::changes::Asked;

/// What a plan is held against, computed.
pub struct Held {
    baseline: Baseline,
    document: Document,
    analysis: Analysis,
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

    /// The same for programs.
    pub fn json(&self, opened: &Opened, analysis: &Analysis) -> Value {
        self.with(opened, analysis, |_, diff| {
            json!({
                "name": self.baseline.name,
                "commit": self.baseline.commit,
                "verdict": self.analysis.verdict.word(),
                "sentence": self.analysis.sentence,
                "slip": slip(diff),
                "added": diff.added.iter().map(|it| it.item.to_string()).collect::<Vec<_>>(),
                "removed": diff.removed.iter().map(|it| it.item.to_string()).collect::<Vec<_>>(),
                "variance": told::variance(diff),
                "totals": told::totals(&diff.totals),
                "appraisal": told::appraisal(&diff.appraisal),
            })
        })
    }

    /// When an item was to happen, beside when it does now; nothing when it has no dates in one of them.
    pub fn date(&self, opened: &Opened, analysis: &Analysis, item: Item, door: &Door) -> String {
        let (before, after) = (
            Side { document: &self.document, analysis: &self.analysis },
            Side { document: &opened.document, analysis },
        );
        let Some(then) = same(&analysis.plan, &self.analysis.plan, item, &renamed(before, after)) else {
            return format!("{}  It is not there.\n", self.head(door));
        };
        let now = days(analysis, target(item));
        let Some((now, then)) = now.zip(days(&self.analysis, then)) else { return String::new() };
        let moved = |now: Day, then: Day, word: &str| match now.since(then) {
            0 => format!("{word} on the same day"),
            by => {
                let way = if by > 0 { "later" } else { "earlier" };
                format!("{word} {} {way} now", words::count(by.unsigned_abs() as usize, "day"))
            }
        };
        let span = words::span(then.0, then.1);
        let (starts, ends) = (moved(now.0, then.0, "starts"), moved(now.1, then.1, "ends"));
        let said = if now.0 == now.1 && then.0 == then.1 { starts } else { format!("{starts}, {ends}") };
        format!("{}  {span}: it {said}.\n", self.head(door))
    }
}

impl Held {
    /// How a cell, or all years of an envelope, stood, and what it has come to since.
    pub fn cell(
        &self,
        opened: &Opened,
        analysis: &Analysis,
        (envelope, year): (EnvelopeIx, Option<usize>),
        door: &Door,
    ) -> String {
        let id = &analysis.plan.envelopes[envelope.at()].id;
        let year = year.map(|at| analysis.money.years[at]);
        let mut out = self.head(door);
        out.push_str(&self.with(opened, analysis, |reported, diff| {
            let figures = reported.figures();
            let cells =
                diff.cells().filter(|(of, cell)| of.id == *id && year.is_none_or(|it| it == cell.year));
            let mut out = String::new();
            for (of, cell) in cells {
                let headroom = cell.headroom();
                let (before, after) = words::pair(&figures, headroom.before, headroom.after);
                let state = words::state(cell.state()).text;
                let said = format!("{} headroom {before} → {after}, {state}", cell.year);
                let blame: String = words::blame(&reported.compared, of, cell, &figures)
                    .into_iter()
                    .map(|span| span.text)
                    .collect();
                let why = if blame.is_empty() { String::new() } else { format!(": {}", harmless(&blame)) };
                for line in wrap(&format!("{said}{why}"), door.columns.saturating_sub(2)) {
                    out.push_str(&format!("  {line}\n"));
                }
            }
            if out.is_empty() { "  The same as there.\n".to_owned() } else { out }
        }));
        out
    }
}

/// By how many days each initiative starts and ends later; earlier where it is negative.
fn slip(diff: &Diff) -> Vec<Value> {
    let of = |it: &crate::diff::Moved| {
        let both = it.dates.before.zip(it.dates.after);
        let shown = |dates: Option<(Day, Day)>| dates.map(words::days);
        let (before, after) = (shown(it.dates.before), shown(it.dates.after));
        json!({
            "item": it.item.to_string(),
            "title": it.title,
            "start_before": before.map(|days| days.0.to_string()),
            "start_after": after.map(|days| days.0.to_string()),
            "start_days_later": both.map(|(then, now)| now.0.since(then.0)),
            "finish_before": before.map(|days| days.1.to_string()),
            "finish_after": after.map(|days| days.1.to_string()),
            "finish_days_later": both.map(|(then, now)| now.1.since(then.1)),
        })
    };
    diff.schedule.moved.iter().map(of).collect()
}

const fn target(item: Item) -> Target {
    match item {
        Item::Initiative(at) => Target::Initiative(at),
        Item::Stage(at) => Target::Stage(at),
        Item::Gate(at) => Target::Gate(at),
    }
}

/// The same item in an earlier version, by its id there.
fn same(plan: &Plan, other: &Plan, item: Item, ids: &Renames) -> Option<Target> {
    let stage = |at: crate::plan::StageIx| {
        let id = &plan.stages[at.at()].id;
        other.stage(ids.before("stage", id).unwrap_or(id))
    };
    Some(match item {
        Item::Initiative(at) => {
            let id = &plan.initiatives[at.at()].id;
            Target::Initiative(other.initiative(ids.before("initiative", id).unwrap_or(id))?)
        }
        Item::Stage(at) => Target::Stage(stage(at)?),
        Item::Gate(at) => Target::Gate(stage(at)?),
    })
}

/// First day and half-open end.
fn days(analysis: &Analysis, target: Target) -> Option<(Day, Day)> {
    let point = |end| analysis.schedule.point(&Link { target, end, offset: Offset::NONE });
    point(LinkEnd::Start).zip(point(LinkEnd::Finish))
}
