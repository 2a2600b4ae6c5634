//! Problems that only the merge makes: a reference to what the other side removed, a cycle of links from both.

use super::blocks::{Three, Unit};
use super::piece::Piece;
use super::proof::merged;
use super::side::Side;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Line, Outline, Source, decode};
use crate::plan::Factors;
use crate::schedule;
use crate::units::Day;

/// What stands between the key and why it is marked.
const SEPARATOR: &str = ": ";

/// Why a key is marked, when it is for a problem that only the merge makes.
pub(super) fn why<'w>(what: &'w str, at: &[String]) -> Option<&'w str> {
    what.strip_prefix(&at.join("."))?.strip_prefix(SEPARATOR)
}

/// Marks the lines that cause an error which neither side has; `read`: the merged text, when it has been read already.
pub(super) fn hold(three: Three<'_>, units: &mut [Unit], tail: &str, read: Option<Source>) {
    let source = read.unwrap_or_else(|| merged(three, units, tail));
    let text = source.text.clone();
    if !source.index.errors().is_empty() {
        return;
    }
    let merged = Document::new(source.clone());
    let found = errors(&merged);
    if found.is_empty() {
        return;
    }
    let known: Vec<Diagnostic> =
        [&three.ours.document, &three.theirs.document].into_iter().flat_map(errors).collect();
    let is_new = |it: &&Diagnostic| !known.iter().any(|other| other.code == it.code && other.at == it.at);
    let outline = Outline::new(&source);
    let mut marked: Vec<(std::ops::Range<usize>, Vec<String>, String)> = Vec::new();
    for diagnostic in found.iter().filter(is_new) {
        let place = merged.origin(&diagnostic.at).map_or(0, |origin| origin.span.start);
        let place = diagnostic.origin.as_ref().map_or(place, |origin| origin.span.start);
        let Some(line) = line_at(&outline, place) else { continue };
        let span = line.core.start..line.rest.end;
        if !marked.iter().any(|(known, ..)| *known == span) {
            marked.push((span, line.keys(&source), diagnostic.message.clone()));
        }
    }
    for (span, keys, why) in marked {
        let own = |side: &Side| line_of(side, &keys).map(str::to_owned).unwrap_or_default();
        let (base, theirs) = (own(three.base), own(three.theirs));
        mark(units, &text[span], |ours| {
            let what = format!("{}{SEPARATOR}{why}", keys.join("."));
            Piece::disputed(what, Some(keys.clone()), [Some(&base), Some(ours), Some(&theirs)])
        });
    }
}

/// The errors of a plan that its file or its links make; what is over is none.
fn errors(document: &Document) -> Vec<Diagnostic> {
    let today = Day::from_number(0);
    let decoded = decode(document, today);
    let schedule = schedule::solve(&decoded.plan, &Factors::default());
    let all = decoded.diagnostics.into_iter().chain(schedule.diagnostics);
    all.filter(|it| it.severity == Severity::Error && !it.code.is_verdict()).collect()
}

fn lines(outline: &Outline) -> impl Iterator<Item = &Line> {
    let blocks = outline.parts.iter().filter_map(|part| part.what.as_ref());
    blocks.flat_map(|block| block.head.iter().chain(block.parts.iter().filter_map(|part| part.what.as_ref())))
}

fn line_at(outline: &Outline, place: usize) -> Option<&Line> {
    lines(outline).find(|line| (line.core.start..line.rest.end.max(line.core.end + 1)).contains(&place))
}

/// The lines of a key in one version.
fn line_of<'s>(side: &'s Side, keys: &[String]) -> Option<&'s str> {
    let line = lines(&side.outline).find(|line| line.keys(side.source()) == keys)?;
    Some(side.slice(&(line.core.start..line.rest.end)))
}

/// Puts a mark round lines of the merged text, which stand in one piece of it.
fn mark(units: &mut [Unit], lines: &str, piece: impl Fn(&str) -> Piece) {
    for unit in units {
        for at in 0..unit.pieces.len() {
            let Piece::Text(text) = &unit.pieces[at] else { continue };
            let found = text.match_indices(lines.trim_end_matches('\n'));
            let begins = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
            let Some(start) = found.map(|(at, _)| at).find(begins) else { continue };
            let end = (start + lines.len()).min(text.len());
            let parts = [Piece::text(&text[..start]), piece(&text[start..end]), Piece::text(&text[end..])];
            let parts = parts.into_iter().filter(|it| !matches!(it, Piece::Text(text) if text.is_empty()));
            let parts: Vec<Piece> = parts.collect();
            unit.pieces.splice(at..=at, parts);
            return;
        }
    }
}
