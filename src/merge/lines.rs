//! The lines of one block put together: keys one by one, each with its comments.

use super::comments::{self, trailing};
use super::piece::{Piece, replaced_by_both};
use super::plan::plan;
use super::side::{Entry, Side, same};
use super::{lists, values};
use crate::document::{Block, Line, Part};

/// A block in one version.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'s> {
    pub side: &'s Side,
    pub block: &'s Block,
}

/// What a part of a block is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Key(Vec<String>),
    /// A paragraph of comments: what it said in the base, and which of those that say the same.
    Comment(String, usize),
}

impl<'s> Section<'s> {
    fn entry(&self, line: &'s Line) -> Entry<'s> {
        Entry { side: self.side, line }
    }

    fn head(&self) -> Option<Entry<'s>> {
        self.block.head.as_ref().map(|line| self.entry(line))
    }

    fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for part in &self.block.parts {
            names.push(match &part.what {
                Some(line) => Name::Key(self.entry(line).keys()),
                None => comment(&names, self.side.slice(&part.span)),
            });
        }
        names
    }
}

fn comment(before: &[Name], text: &str) -> Name {
    let text = text.trim().to_owned();
    let nth = before.iter().filter(|name| matches!(name, Name::Comment(other, _) if *other == text)).count();
    Name::Comment(text, nth)
}

/// A block that stands on both sides; without a base both added it.
pub(super) fn merge(base: Option<Section<'_>>, ours: Section<'_>, theirs: Section<'_>, out: &mut Vec<Piece>) {
    if let (Some(own), Some(other)) = (ours.head(), theirs.head()) {
        both(base.and_then(|base| base.head()), own, other, out);
    }
    let base_names = base.map(|base| base.names()).unwrap_or_default();
    let mut own_names = ours.names();
    let mut other_names = theirs.names();
    let is_comment = |name: &Name| matches!(name, Name::Comment(..));
    replaced_by_both(&base_names, [&mut own_names, &mut other_names], is_comment);
    for slot in plan(&base_names, &own_names, &other_names, |_, _| true) {
        let base = base.zip(slot.base).map(|(section, at)| Place { section, part: &section.block.parts[at] });
        let own = slot.ours.map(|at| Place { section: ours, part: &ours.block.parts[at] });
        let other = slot.theirs.map(|at| Place { section: theirs, part: &theirs.block.parts[at] });
        one(base, own, other, out);
    }
}

/// A part of a block in one version.
#[derive(Clone, Copy)]
struct Place<'s> {
    section: Section<'s>,
    part: &'s Part<Line>,
}

impl<'s> Place<'s> {
    fn before(&self) -> &'s str {
        self.section.side.slice(&self.part.before)
    }

    fn text(&self) -> &'s str {
        self.section.side.slice(&self.part.span)
    }

    fn entry(&self) -> Option<Entry<'s>> {
        self.part.what.as_ref().map(|line| self.section.entry(line))
    }
}

/// The blank lines before something that may stand in all versions.
pub(super) fn blank<'t>(base: Option<&'t str>, ours: Option<&'t str>, theirs: Option<&'t str>) -> &'t str {
    match (base, ours, theirs) {
        (Some(base), Some(ours), Some(theirs)) if ours == base => theirs,
        (_, Some(ours), _) => ours,
        (_, None, theirs) => theirs.unwrap_or_default(),
    }
}

fn one(base: Option<Place<'_>>, ours: Option<Place<'_>>, theirs: Option<Place<'_>>, out: &mut Vec<Piece>) {
    let before = |place: Option<Place<'_>>| place.map(|place| place.before().to_owned());
    let (b, o, t) = (before(base), before(ours), before(theirs));
    let space = blank(b.as_deref(), o.as_deref(), t.as_deref()).to_owned();
    let mut made = Vec::new();
    let is_comment = [base, ours, theirs].into_iter().flatten().any(|place| place.part.what.is_none());
    if is_comment {
        let text = |place: Option<Place<'_>>| place.map(|place| place.text().to_owned());
        paragraph(text(base).as_deref(), text(ours).as_deref(), text(theirs).as_deref(), &mut made);
    } else {
        entries(
            base.and_then(|it| it.entry()),
            ours.and_then(|it| it.entry()),
            theirs.and_then(|it| it.entry()),
            &mut made,
        );
    }
    if !made.is_empty() {
        out.push(Piece::text(space));
        out.extend(made);
    }
}

/// A paragraph of comments that belongs to nothing.
pub(super) fn paragraph(base: Option<&str>, ours: Option<&str>, theirs: Option<&str>, out: &mut Vec<Piece>) {
    let lines = |text: Option<&'_ str>| {
        text.map(comments::lines)
            .unwrap_or_default()
            .iter()
            .map(|it| (*it).to_owned())
            .collect::<Vec<String>>()
    };
    let (b, o, t) = (lines(base), lines(ours), lines(theirs));
    let all = [&b, &o, &t].map(|lines| lines.iter().map(String::as_str).collect::<Vec<_>>());
    match comments::merge(&all[0], &all[1], &all[2]) {
        Ok(lines) if ours.is_some_and(|ours| lines == comments::lines(ours)) => {
            out.push(Piece::text(ours.unwrap_or_default()));
        }
        Ok(lines) if lines.is_empty() => {}
        Ok(lines) => out.push(Piece::text(lines.join("\n") + "\n")),
        Err(_) => out.push(Piece::comment("a comment", [base, ours, theirs])),
    }
}

/// A key in three versions.
fn entries(
    base: Option<Entry<'_>>,
    ours: Option<Entry<'_>>,
    theirs: Option<Entry<'_>>,
    out: &mut Vec<Piece>,
) {
    match (base, ours, theirs) {
        (_, None, None) => {}
        (None, Some(only), None) | (None, None, Some(only)) => out.push(Piece::text(only.whole())),
        (base, Some(ours), Some(theirs)) => both(base, ours, theirs, out),
        (Some(base), Some(ours), None) => gone(base, ours, true, out),
        (Some(base), None, Some(theirs)) => gone(base, theirs, false, out),
    }
}

/// A key that one side took away.
fn gone(base: Entry<'_>, left: Entry<'_>, is_ours: bool, out: &mut Vec<Piece>) {
    let same_value = same(base.value().item().as_ref(), left.value().item().as_ref());
    let same_comments = base.comments() == left.comments();
    if same_value && same_comments {
        return;
    }
    // What was said about the list as a whole went with it.
    let same_around = comments::lines(base.lead()) == comments::lines(left.lead())
        && trailing(base.rest()) == trailing(left.rest());
    if left.value().is_set() && base.value().is_set() && same_around {
        let (before, now) = (base.value(), left.value());
        let merged = if is_ours {
            lists::merge(Some(&before), Some(&now), None)
        } else {
            lists::merge(Some(&before), None, Some(&now))
        };
        match merged.as_deref() {
            Ok("[]") => return,
            Ok(list) => {
                out.push(Piece::text(format!("{}{list}\n", left.before_value())));
                return;
            }
            Err(_) => {}
        }
    }
    let (ours, theirs) = if is_ours { (Some(left.whole()), None) } else { (None, Some(left.whole())) };
    out.push(Piece::clash(&left.keys(), [Some(base.whole()), ours, theirs]));
}

/// A key, or a header, that stands on both sides.
fn both(base: Option<Entry<'_>>, ours: Entry<'_>, theirs: Entry<'_>, out: &mut Vec<Piece>) {
    if ours.whole() == theirs.whole() || base.is_some_and(|base| base.whole() == theirs.whole()) {
        return out.push(Piece::text(ours.whole()));
    }
    if base.is_some_and(|base| base.whole() == ours.whole()) {
        return out.push(Piece::text(theirs.whole()));
    }
    let what = ours.keys().join(".");
    let lead_of = |entry: Option<Entry<'_>>| entry.map(|it| it.lead().to_owned()).unwrap_or_default();
    let leads = [lead_of(base), ours.lead().to_owned(), theirs.lead().to_owned()];
    let lines = |at: usize| comments::lines(&leads[at]);
    match comments::merge(&lines(0), &lines(1), &lines(2)) {
        Ok(lines) if lines == comments::lines(ours.lead()) => out.push(Piece::text(ours.lead())),
        Ok(lines) => out.extend(lines.into_iter().map(|line| Piece::text(line + "\n"))),
        Err(_) => {
            let what = format!("the comment above {what}");
            let lead = base.map(|base| base.lead());
            out.push(Piece::comment(what, [lead, Some(ours.lead()), Some(theirs.lead())]));
        }
    }
    let core = core(base, ours, theirs);
    let rest = rest(base, ours, theirs);
    match (core, rest) {
        (Ok(core), Ok((rest, above))) => {
            if let Some(above) = above {
                let indent = &ours.core()[..ours.core().len() - ours.core().trim_start().len()];
                out.push(Piece::text(format!("{indent}{above}\n")));
            }
            out.push(Piece::text(format!("{core}{rest}")));
        }
        (Ok(core), Err(_)) => {
            let whole = |entry: Entry<'_>| format!("{core}{}", entry.rest());
            let what = format!("the comment behind {what}");
            let base = base.map(whole);
            out.push(Piece::comment(what, [base.as_deref(), Some(&whole(ours)), Some(&whole(theirs))]));
        }
        (Err(_), _) => {
            let base = base.map(|base| base.own());
            out.push(Piece::clash(&ours.keys(), [base, Some(ours.own()), Some(theirs.own())]));
        }
    }
}

/// The key and its value.
fn core(
    base: Option<Entry<'_>>,
    ours: Entry<'_>,
    theirs: Entry<'_>,
) -> Result<String, values::Contradiction> {
    let is_header = ours.core().trim_start().starts_with('[');
    if is_header || ours.core() == theirs.core() || base.is_some_and(|base| base.core() == theirs.core()) {
        return Ok(ours.core().to_owned());
    }
    if base.is_some_and(|base| base.core() == ours.core()) {
        return Ok(theirs.core().to_owned());
    }
    let before = base.map(|base| base.value());
    let value = values::merge(before.as_ref(), &ours.value(), &theirs.value())?;
    Ok(format!("{}{value}", ours.before_value()))
}

/// What stands behind the value, and a comment of theirs for which there is no room beside ours.
fn rest(
    base: Option<Entry<'_>>,
    ours: Entry<'_>,
    theirs: Entry<'_>,
) -> Result<(String, Option<String>), comments::Contradiction> {
    let before = base.map_or("", |base| trailing(base.rest()));
    let (own, other) = (trailing(ours.rest()), trailing(theirs.rest()));
    if own == other || other == before {
        return Ok((ours.rest().to_owned(), None));
    }
    if own == before {
        return Ok((theirs.rest().to_owned(), None));
    }
    if before.is_empty() {
        return Ok((ours.rest().to_owned(), Some(other.to_owned())));
    }
    Err(comments::Contradiction)
}
