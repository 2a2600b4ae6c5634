//! The page of a difference: how the plan stands now, what matters most, then every section.

use super::page::{About, Page, Row, Span};
use super::words::{self, count};
use super::{Reported, sections};
use crate::content::ItemName;
use crate::diagnostic::Severity;
use crate::diff::{CellChange, CommentChange, Diff, EnvelopeChange};
use crate::money::Verdict;
use crate::units::Money;
use crate::views::look::{Look, mark};

/// As many opened or closed breaches as stand in the head.
const MOST_BREACHES: usize = 6;

/// The page; with `stat` only its head and the items by name.
pub fn page(reported: &Reported<'_>, stat: bool) -> Page {
    let diff = reported.compared.diff;
    let said = |verdict: Verdict, sentence: &str| {
        let (glyph, look) = mark(verdict);
        Span::of(format!("{glyph} {sentence}"), look)
    };
    let before = diff.sentence.is_change().then(|| said(diff.verdict.before, &diff.sentence.before));
    let sections = if stat { sections::stat(reported) } else { sections::all(reported) };
    Page {
        title: reported.compared.after.analysis.plan.title.clone(),
        names: reported.names.clone(),
        verdict: said(diff.verdict.after, &diff.sentence.after),
        before,
        facts: facts(reported),
        sections,
    }
}

/// What matters most: breaches that open and close, then what was done.
fn facts(reported: &Reported<'_>) -> Vec<Row> {
    let (diff, figures) = (reported.compared.diff, reported.figures());
    let mut facts: Vec<Row> = Vec::new();
    let opened: Vec<_> = diff.cells().filter(|(_, cell)| cell.opens()).collect();
    let closed: Vec<_> = diff.cells().filter(|(_, cell)| cell.closes()).collect();
    for (envelope, cell) in opened.iter().take(MOST_BREACHES) {
        let state = cell.state().after.map_or("", crate::money::State::word);
        let by = match cell.headroom().after.filter(|headroom| headroom.is_negative()) {
            Some(headroom) => format!(" {} {state}", figures.full(headroom.abs())),
            None => format!(" {state}"),
        };
        let mut line = vec![
            Span::of(format!("opens: {} ", cell.year), Look::Over),
            Span { code: true, ..Span::of(envelope.id.clone(), Look::Over) },
            Span::of(by, Look::Over),
        ];
        let blame = words::blame(&reported.compared, envelope, cell, &figures);
        if blame.iter().any(|span| !span.text.is_empty()) {
            line.push(Span::plain(": "));
            line.extend(blame);
        }
        facts.push(Row::line(line, Some(cell_of(envelope, cell))));
    }
    more(&mut facts, opened.len(), "breaches open");
    for (envelope, cell) in closed.iter().take(MOST_BREACHES) {
        let line = vec![
            Span::of(format!("closes: {} ", cell.year), Look::Within),
            Span { code: true, ..Span::of(envelope.id.clone(), Look::Within) },
        ];
        facts.push(Row::line(line, Some(cell_of(envelope, cell))));
    }
    more(&mut facts, closed.len(), "breaches close");
    for (word, change) in diff.outside.all() {
        let more = change.after - change.before;
        if !more.is_zero() && !matches!(word, "ideas") {
            let look = if more > Money::ZERO { Look::Over } else { Look::Within };
            facts.push(Row::line(
                vec![Span::of(format!("money {}: {}", words::outside(word), figures.signed(more)), look)],
                None,
            ));
        }
    }
    problems(&mut facts, diff);
    let finish = diff.schedule.finish;
    if finish.is_change() {
        let last = |day: crate::units::Day| day.previous().words();
        let said = format!("finishes {} → {}", last(finish.before), last(finish.after));
        facts.push(Row::line(vec![Span::plain(said)], None));
    }
    facts.push(Row::line(vec![Span::of(counts(diff), Look::Muted)], None));
    facts
}

/// What is wrong now and was not, and what is right again.
fn problems(facts: &mut Vec<Row>, diff: &Diff) {
    let opened = &diff.problems.opened;
    for it in opened.iter().take(MOST_BREACHES) {
        let look = if it.severity == Severity::Error { Look::Over } else { Look::Tight };
        let line = vec![
            Span::of(format!("new {}: ", it.severity.word()), look),
            Span::code(if it.at.keys.is_empty() { "file".to_owned() } else { it.at.to_string() }),
            Span::plain(format!(": {}", it.message)),
        ];
        facts.push(Row::line(line, Some(About::Item(ItemName::of(&it.at.keys)))));
    }
    more(facts, opened.len(), "problems are new");
    let closed = diff.problems.closed.len();
    if closed > 0 {
        let said = format!("mended: {}", count(closed, "problem"));
        facts.push(Row::line(vec![Span::of(said, Look::Within)], None));
    }
}

/// Where a cell is.
pub(super) fn cell_of(envelope: &EnvelopeChange, cell: &CellChange) -> About {
    About::Cell(envelope.id.clone(), cell.year)
}

fn more(facts: &mut Vec<Row>, all: usize, word: &str) {
    if all > MOST_BREACHES {
        facts.push(Row::line(vec![Span::plain(format!("{} more {word}", all - MOST_BREACHES))], None));
    }
}

/// How much was done: `3 edited, 1 added, 12 followed, 2 comments`.
fn counts(diff: &Diff) -> String {
    let parts = [
        (diff.edited.len(), "edited"),
        (diff.added.len(), "added"),
        (diff.removed.len(), "removed"),
        (diff.renamed.len(), "renamed"),
        (diff.followed.len(), "followed"),
    ];
    let mut said: Vec<String> =
        parts.iter().filter(|(many, _)| *many > 0).map(|(many, word)| format!("{many} {word}")).collect();
    let comments: usize = diff.comments.iter().map(CommentChange::count).sum();
    if comments > 0 {
        said.push(count(comments, "comment"));
    }
    if said.is_empty() {
        let said = if diff.is_nothing() {
            "nothing differs"
        } else if diff.is_different() {
            "the same text, computed otherwise"
        } else {
            "the same meaning, written otherwise"
        };
        return said.to_owned();
    }
    said.join(", ")
}
