//! What both sides have, where that means something: the items of two lists, the comments of two people.

use super::draft::{Dispute, Kind};
use crate::diagnostic::Path;
use crate::document::{Form, Outline, Source, items};
use crate::keys::{self, Type};

/// The lines that have what both sides have; `None`: only one of the two can be.
pub(super) fn both(dispute: &Dispute) -> Option<String> {
    let made = match dispute.kind {
        Kind::Comment => comments(&dispute.ours, &dispute.theirs),
        Kind::Edited | Kind::Added | Kind::DeletedByOurs | Kind::DeletedByTheirs => {
            let at = dispute.at.as_deref()?;
            list(at, dispute.base.as_deref().unwrap_or_default(), &dispute.ours, &dispute.theirs)
        }
        Kind::Renamed | Kind::Order | Kind::Invalid(_) | Kind::Lines => None,
    };
    made.filter(|made| *made != dispute.ours && *made != dispute.theirs)
}

/// The comment lines of both, those of ours first; behind a value both in its line.
fn comments(ours: &str, theirs: &str) -> Option<String> {
    let are_comments =
        |text: &str| text.lines().all(|line| line.is_empty() || line.trim_start().starts_with('#'));
    if are_comments(ours) && are_comments(theirs) {
        let known: Vec<&str> = ours.lines().collect();
        let mut both = ours.to_owned();
        for line in theirs.lines().filter(|line| !known.contains(line)) {
            both.push_str(line);
            both.push('\n');
        }
        return Some(both);
    }
    let other = crate::document::comments(theirs).last().map(|at| theirs[at].trim_end())?;
    crate::document::comments(ours).last()?;
    let other = other.trim_start_matches('#').trim_start();
    Some(format!("{}; {other}\n", ours.trim_end()))
}

/// The list of ours with what theirs added.
fn list(at: &[String], base: &str, ours: &str, theirs: &str) -> Option<String> {
    let is_list = match keys::lookup(&Path::new(at)).map(|key| key.ty) {
        Some(Type::Links | Type::Ids(_) | Type::Texts | Type::Choices(_)) => true,
        Some(_) | None => false,
    };
    if !is_list {
        return None;
    }
    let (base, own, other) = (List::read(base)?, List::read(ours)?, List::read(theirs)?);
    let is_new = |item: &&String| !own.items.contains(item) && !base.items.contains(item);
    let new: Vec<&String> = other.items.iter().filter(is_new).collect();
    if new.is_empty() {
        return None;
    }
    let new = new.iter().map(|item| item.as_str()).collect::<Vec<_>>().join(", ");
    if own.items.is_empty() {
        return None;
    }
    if own.bracketed {
        let (head, rest) = ours.split_at(own.end);
        return Some(format!("{head}, {new}{rest}"));
    }
    let (start, end) = own.whole;
    Some(format!("{}[{}, {new}]{}", &ours[..start], &ours[start..end], &ours[end..]))
}

/// A list, or a single item in the place of one, as its lines have it.
struct List {
    items: Vec<String>,
    bracketed: bool,
    /// Where the last item ends.
    end: usize,
    whole: (usize, usize),
}

impl List {
    fn read(text: &str) -> Option<Self> {
        let source = Source::new("", text);
        if !source.index.errors().is_empty() {
            return None;
        }
        let outline = Outline::new(&source);
        let blocks = outline.parts.iter().filter_map(|part| part.what.as_ref());
        let line = blocks.flat_map(|block| &block.parts).find_map(|part| part.what.as_ref());
        let Some(line) = line else {
            return Some(Self { items: Vec::new(), bracketed: false, end: 0, whole: (0, 0) });
        };
        let node = source.index.node(line.node);
        let span = node.span();
        let whole = (span.start, span.end);
        if node.form != Form::Array {
            let items = vec![text[span.clone()].to_owned()];
            return Some(Self { items, bracketed: false, end: span.end, whole });
        }
        let elements = items(&source, line.node);
        let end = elements.last().map_or(span.end, |item| item.span.end);
        let items = elements.iter().map(|item| text[item.span.clone()].trim().to_owned()).collect();
        Some(Self { items, bracketed: true, end, whole })
    }
}
