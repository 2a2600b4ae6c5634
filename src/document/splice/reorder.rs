//! Moving a key or a table among those beside it, text and comments and all.
//!
//! Of something that is written in several places only what has to stand elsewhere moves. The blank lines between two
//! neighbours stay between them.

use std::ops::Range;

use super::super::NodeId;
use super::remove::{parts, scattered};
use super::sequence::Sequence;
use super::sheet::Sheet;
use super::{Refusal, Splice};
use crate::edit::Spot;

/// Moves what stands at a path to a place beside another of the same table.
pub(super) fn reorder(sheet: Sheet<'_>, path: &[String], to: &Spot) -> Result<Vec<Splice>, Refusal> {
    let missing = |keys: &[&str]| Refusal::NoPlace(format!("there is no {}", keys.join(".")));
    let own: Vec<&str> = path.iter().map(String::as_str).collect();
    let node = sheet.find(path).ok_or_else(|| missing(&own))?;
    let above = sheet.index.parent(node).ok_or_else(|| missing(&own))?;
    let beside: Vec<&str> = own[..own.len() - 1].iter().copied().chain([to.other()]).collect();
    let other = sheet.index.child(sheet.text, above, to.other()).ok_or_else(|| missing(&beside))?;
    if !sheet.node(above).form.is_table() {
        return Err(Refusal::NoPlace(format!("{} stands in a list", path.join("."))));
    }
    if node == other || stands_there(sheet, above, node, other, to) {
        return Ok(Vec::new());
    }
    let before = matches!(to, Spot::Before(_));
    let apart = || Err(scattered(sheet, path, above));
    match (sheet.container(node), sheet.container(other)) {
        (Some(container), Some(same)) if container == same => {
            in_line(sheet, container, (node, other), before).map_or_else(apart, Ok)
        }
        (None, None) => match Layout::of(sheet, node, other) {
            Some(layout) => Ok(layout.moved(before)),
            None => apart(),
        },
        _ => apart(),
    }
}

/// Whether it stands directly before (or behind) the other already.
fn stands_there(sheet: Sheet<'_>, above: NodeId, node: NodeId, other: NodeId, to: &Spot) -> bool {
    let order: Vec<NodeId> = sheet.index.children(above).collect();
    let pair = match to {
        Spot::Before(_) => [node, other],
        Spot::Behind(_) => [other, node],
    };
    order.windows(2).any(|neighbours| neighbours == pair)
}

/// Puts the entries of an inline table in another order; its commas and spaces stay. `None` over several lines, where
/// comments may stand between.
fn in_line(
    sheet: Sheet<'_>,
    container: NodeId,
    (node, other): (NodeId, NodeId),
    before: bool,
) -> Option<Vec<Splice>> {
    if sheet.text[sheet.node(container).span()].contains('\n') {
        return None;
    }
    let sequence = Sequence::new(sheet, container, None);
    let slots = sequence.items();
    let of = |table: NodeId| move |at: &usize| sheet.within(slots[*at].0, table);
    let (own, mut order): (Vec<usize>, Vec<usize>) = (0..slots.len()).partition(of(node));
    let first = order.iter().position(of(other))?;
    let run = order[first..].iter().take_while(|at| of(other)(at)).count();
    let place = if before { first } else { first + run };
    order.splice(place..place, own);
    let moved = slots.iter().zip(&order).filter(|((_, slot), from)| *slot != slots[**from].1);
    let splice = |((_, slot), from): (&(NodeId, Range<usize>), &usize)| Splice {
        source: sheet.source,
        span: slot.clone(),
        text: sheet.text[slots[*from].1.clone()].to_owned(),
    };
    Some(moved.map(splice).collect())
}

/// Statements in the order of the text, those together that stand together.
fn runs(statements: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for next in statements {
        match runs.last_mut() {
            Some(last) if last.end == next.start => last.end = next.end,
            _ => runs.push(next),
        }
    }
    runs
}

/// How two neighbours are written that can change places.
struct Layout<'d> {
    sheet: Sheet<'d>,
    /// Runs of statements of the one that moves, in the order of the text.
    own: Vec<Range<usize>>,
    /// The first run of the other.
    other: Range<usize>,
    /// Whether they are blocks with headers, or else lines of one section.
    blocks: bool,
}

impl<'d> Layout<'d> {
    /// `None` when one is written in blocks and the other in lines, or in lines of different sections.
    fn of(sheet: Sheet<'d>, node: NodeId, other: NodeId) -> Option<Self> {
        let (keys, sections) = parts(sheet, node);
        let (other_keys, other_sections) = parts(sheet, other);
        let lines = |keys: Vec<usize>| keys.into_iter().map(|at| at..at + 1).collect::<Vec<_>>();
        let (blocks, own, other) = if keys.is_empty() && other_keys.is_empty() {
            (true, runs(sections), runs(other_sections))
        } else if sections.is_empty() && other_sections.is_empty() {
            let section = |at: usize| sheet.statements()[at].section;
            let mut all = keys.iter().chain(&other_keys).map(|at| section(*at));
            let first = all.next()?;
            all.all(|it| it == first).then_some(())?;
            (false, runs(lines(keys)), runs(lines(other_keys)))
        } else {
            return None;
        };
        Some(Self { sheet, own, other: other.into_iter().next()?, blocks })
    }

    fn moved(&self, before: bool) -> Vec<Splice> {
        let place = if before { self.other.start } else { self.other.end };
        let ahead = self.own.iter().take_while(|run| run.start < place).count();
        // What stands behind the place may stay there, but for the part that is to be met first.
        let later = ahead > 0;
        let moving = if later { &self.own[..ahead] } else { &self.own[..1] };
        let at = if before { self.sheet.lead(self.other.start) } else { self.span(&self.other).end };
        let beside = self.sheet.statements()[self.other.start].span.start;
        let mut put = Put { eol: self.sheet.eol(beside), text: String::new() };
        let head = &self.sheet.text[..at];
        let mut splices = Vec::new();
        for run in moving {
            let span = self.span(run);
            let gap = if self.blocks { self.gap(&span, later) } else { span.start..span.start };
            let joined = span.start.min(gap.start)..span.end.max(gap.end);
            let cut = if self.would_join(&joined) { span.clone() } else { joined };
            splices.push(Splice { source: self.sheet.source, span: cut, text: String::new() });
            let (block, gap) = (&self.sheet.text[span], &self.sheet.text[gap]);
            if later {
                put.line_end(head);
                put.gap(head, gap);
                put.block(block);
            } else {
                put.block(block);
                put.gap(head, gap);
            }
        }
        if later && !self.sheet.text[at..].is_empty() && !self.sheet.line(at).is_empty() && self.blocks {
            put.gap(head, "");
        }
        splices.push(Splice { source: self.sheet.source, span: at..at, text: put.text });
        splices
    }

    /// The bytes of a run with its own comments.
    fn span(&self, run: &Range<usize>) -> Range<usize> {
        let last = run.end - 1;
        let end = if self.blocks { self.sheet.block_end(last) } else { self.sheet.tail(last) };
        self.sheet.lead(run.start)..end
    }

    /// The blank lines directly below a block, or directly above it.
    fn gap(&self, block: &Range<usize>, below: bool) -> Range<usize> {
        let sheet = self.sheet;
        let (mut start, mut end) = if below { (block.end, block.end) } else { (block.start, block.start) };
        while below && end < sheet.text.len() && sheet.line(end).is_empty() {
            end = sheet.line_end(end);
        }
        while !below && start > sheet.first() && sheet.line(sheet.line_start(start - 1)).is_empty() {
            start = sheet.line_start(start - 1);
        }
        start..end
    }

    /// Whether without these bytes a comment would stand directly above what it has nothing to do with.
    fn would_join(&self, cut: &Range<usize>) -> bool {
        let rest = &self.sheet.text[cut.end..];
        self.blocks
            && ends_in_comment(&self.sheet.text[self.sheet.first()..cut.start])
            && !rest.is_empty()
            && !self.sheet.line(cut.end).is_empty()
    }
}

/// What is put in another place.
struct Put {
    eol: &'static str,
    text: String,
}

impl Put {
    fn line_end(&mut self, head: &str) {
        let above = if self.text.is_empty() { head } else { &self.text };
        if !above.ends_with('\n') {
            self.text.push_str(self.eol);
        }
    }

    fn block(&mut self, block: &str) {
        self.text.push_str(block);
        self.line_end("");
    }

    /// Blank lines; at least one where a comment would else come to stand directly above something else.
    fn gap(&mut self, head: &str, gap: &str) {
        let above = if self.text.is_empty() { head } else { &self.text };
        let missing = gap.is_empty() && ends_in_comment(above);
        self.text.push_str(if missing { self.eol } else { gap });
    }
}

/// Whether the last line of a text is a comment.
fn ends_in_comment(text: &str) -> bool {
    text.strip_suffix('\n')
        .unwrap_or(text)
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.trim_start().starts_with('#'))
}
