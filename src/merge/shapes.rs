//! One shape for what one side wrote in another shape while the other side edited it: an inline table, dotted keys and a
//! table of its own say the same, and only what has the same lines can be put together line by line.
//!
//! All three versions get the shape that one side has, with its comments, as long as what the other side did to comments
//! is still seen in it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::blocks::group;
use super::counted;
use super::side::Side;
use crate::content;
use crate::diagnostic::Path;
use crate::document::{Block, Document, Outline, Part, Source, apply, comments};
use crate::edit::{Change, Edit, LayerName};
use crate::revise;

/// Gives what the sides wrote in different shapes, and both changed, one shape in all three versions (base, ours, theirs).
pub(super) fn align(mut all: [Source; 3]) -> [Side; 3] {
    let mut outlines = all.each_ref().map(Outline::new);
    let units: Vec<Vec<String>> = both_changed(&all, &outlines).into_iter().collect();
    for of_item in units.chunk_by(|one, other| group(one) == group(other)) {
        let mut near = outlines.each_ref().map(|outline| near(outline, group(&of_item[0])));
        for unit in of_item {
            let made = [1, 2].into_iter().find_map(|frame| aligned(&all, &outlines, &near, unit, frame));
            if let Some(made) = made {
                all = made;
                outlines = all.each_ref().map(Outline::new);
                near = outlines.each_ref().map(|outline| self::near(outline, group(unit)));
            }
        }
    }
    let [base, ours, theirs] = all;
    let [before, own, other] = outlines;
    [Side::cut(base, before), Side::cut(ours, own), Side::cut(theirs, other)]
}

/// The lines of one unit (a key of an item, or one of its money lines) in one version.
#[derive(Debug, Default)]
struct Laid {
    /// Every line: the keys of the header above it, and its own from the top of the file.
    lines: BTreeSet<(Vec<String>, Vec<String>)>,
    /// Where they stand: the blank lines before, the lines, and whether they are a block with a header of its own.
    parts: Vec<(Range<usize>, Range<usize>, bool)>,
}

impl Laid {
    /// Whether something has another place or shape here than there.
    fn differs(&self, other: &Self) -> bool {
        let nested =
            |one: &[String], two: &[String]| one != two && (one.starts_with(two) || two.starts_with(one));
        self.lines.iter().any(|(head, keys)| {
            let apart = |(its, there): &(Vec<String>, Vec<String>)| {
                nested(keys, there) || (keys == there && head != its)
            };
            other.lines.iter().any(apart)
        })
    }

    fn text<'s>(&self, source: &'s Source, is_block: impl Fn(bool) -> bool) -> Vec<&'s str> {
        let own = self.parts.iter().filter(|(.., block)| is_block(*block));
        own.map(|(_, span, _)| &source.text[span.clone()]).collect()
    }

    fn comments<'s>(&self, source: &'s Source) -> Vec<&'s str> {
        let texts = self.text(source, |_| true);
        texts.into_iter().flat_map(|text| comments(text).map(|at| text[at].trim_end())).collect()
    }
}

/// The unit that a key belongs to, by its keys from the top of the file; `None`: it is a whole item.
fn unit_of(keys: &[String]) -> Option<&[String]> {
    let item = group(keys).len();
    let first = keys.get(item)?;
    let length = if matches!(first.as_str(), "cost" | "benefit" | "shift") { 2 } else { 1 };
    Some(&keys[..keys.len().min(item + length)])
}

/// The parts of a text that can hold something of an item: its own blocks, and those of the tables that it is in.
fn near(outline: &Outline, item: &[String]) -> Vec<usize> {
    let can_hold = |block: &Block| block.keys.starts_with(item) || item.starts_with(&block.keys);
    let parts = outline.parts.iter().enumerate();
    parts.filter(|(_, part)| part.what.as_ref().is_some_and(can_hold)).map(|(at, _)| at).collect()
}

/// The lines of a unit among the parts `near` its item.
fn laid(source: &Source, outline: &Outline, near: &[usize], unit: &[String]) -> Laid {
    let mut laid = Laid::default();
    for part in near.iter().map(|at| &outline.parts[*at]) {
        let Some(block) = &part.what else { continue };
        let owned = block.keys.starts_with(unit);
        // Neither leads to the other.
        if !owned && !unit.starts_with(&block.keys) {
            continue;
        }
        let before = laid.lines.len();
        for line in &block.parts {
            let Some(keys) = line.what.as_ref().map(|line| line.keys(source)) else { continue };
            if keys.starts_with(unit) {
                laid.lines.insert((block.keys.clone(), keys));
                if !owned {
                    laid.parts.push((line.before.clone(), line.span.clone(), false));
                }
            }
        }
        if owned && laid.lines.len() > before {
            laid.parts.push((part.before.clone(), part.span.clone(), true));
        }
    }
    laid
}

/// The units of items that both sides changed, the shortest first where one holds another.
fn both_changed(all: &[Source; 3], outlines: &[Outline; 3]) -> BTreeSet<Vec<String>> {
    let of = |at: usize| {
        let mut texts = HashMap::<&[String], Vec<&str>>::with_capacity(outlines[at].parts.len());
        for part in &outlines[at].parts {
            if let Some(block) = part.what.as_ref().filter(|block| !block.keys.is_empty()) {
                let item = &block.keys[..block.keys.len().min(2)];
                texts.entry(item).or_default().push(&all[at].text[part.span.clone()]);
            }
        }
        texts
    };
    let [base, ours, theirs] = [of(0), of(1), of(2)];
    let is_changed = |(item, before): &(&&[String], &Vec<&str>)| {
        let differ =
            |texts: &HashMap<&[String], Vec<&str>>| texts.get(**item).is_some_and(|it| it != *before);
        differ(&ours) && differ(&theirs) && ours.get(**item) != theirs.get(**item)
    };
    let changed: HashSet<&[String]> = base.iter().filter(is_changed).map(|(item, _)| *item).collect();
    let mut units = BTreeSet::new();
    for (source, outline) in all.iter().zip(outlines) {
        let blocks = outline.parts.iter().filter_map(|part| part.what.as_ref());
        let is_changed =
            |block: &&Block| !changed.is_empty() && changed.contains(&block.keys[..block.keys.len().min(2)]);
        for block in blocks.filter(is_changed) {
            units.extend(unit_of(&block.keys).map(<[String]>::to_vec));
            for keys in keys_of(source, block) {
                units.extend(unit_of(&keys).map(<[String]>::to_vec));
            }
        }
    }
    units
}

fn keys_of<'s>(source: &'s Source, block: &'s Block) -> impl Iterator<Item = Vec<String>> + 's {
    block.parts.iter().filter_map(|part: &Part<_>| part.what.as_ref()).map(|line| line.keys(source))
}

/// The three versions with a unit in the shape that one of them has; `None`: that is so, not needed, or not possible.
fn aligned(
    all: &[Source; 3],
    outlines: &[Outline; 3],
    near: &[Vec<usize>; 3],
    unit: &[String],
    frame: usize,
) -> Option<[Source; 3]> {
    let laid = [0, 1, 2].map(|at| laid(&all[at], &outlines[at], &near[at], unit));
    let text = |at: usize| laid[at].text(&all[at], |_| true);
    let other = 3 - frame;
    if laid[frame].lines.is_empty() || text(0) == text(1) || text(0) == text(2) || text(1) == text(2) {
        return None;
    }
    let (base_differs, other_differs) = (laid[frame].differs(&laid[0]), laid[frame].differs(&laid[other]));
    if !(base_differs || other_differs) {
        return None;
    }
    let shaped = |at: usize| reshaped(&all[frame], &all[at], &outlines[at], &laid[at], unit);
    let mut made = all.clone();
    if base_differs {
        made[0] = shaped(0)?;
    }
    if other_differs {
        made[other] = shaped(other)?;
    }
    // What the other side did to comments may have no place in another shape.
    let done = |all: &[Source; 3], laid: &[Laid; 3]| {
        let said = |at: usize| counted(laid[at].comments(&all[at]).into_iter().map(str::to_owned));
        let (before, after) = (said(0), said(other));
        let lines: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
        let times =
            |said: &BTreeMap<String, usize>, line: &String| said.get(line).copied().unwrap_or_default();
        let delta = |line: String| {
            let (was, is) = (times(&before, &line), times(&after, &line));
            (was != is).then_some((line, was.max(is) - was, was.max(is) - is))
        };
        lines.into_iter().filter_map(delta).collect::<Vec<_>>()
    };
    let outlines = made.each_ref().map(Outline::new);
    let near = outlines.each_ref().map(|outline| self::near(outline, group(unit)));
    let now = [0, 1, 2].map(|at| self::laid(&made[at], &outlines[at], &near[at], unit));
    (done(all, &laid) == done(&made, &now)).then_some(made)
}

/// A version with a unit in the shape of another one; what it says stays.
fn reshaped(frame: &Source, side: &Source, outline: &Outline, own: &Laid, unit: &[String]) -> Option<Source> {
    let (model, meant) = (Document::new(frame.clone()), Document::new(side.clone()));
    let change = Change { label: String::new(), edits: edits(&model, &meant, unit), layer: LayerName::Plan };
    let model = apply(&model, &change).ok()?.0.sources()[0].clone();
    let parts = Outline::new(&model);
    let new = laid(&model, &parts, &near(&parts, group(unit)), unit);
    let mut splices: Vec<(Range<usize>, String)> = Vec::new();
    for is_block in [false, true] {
        let text = written(&model, &new, is_block);
        let own = own.parts.iter().filter(|(.., block)| *block == is_block);
        let mut spans = own.map(|(before, span, _)| (before.clone(), span.clone()));
        match spans.next() {
            Some((before, span)) if text.is_empty() => splices.push((before.start..span.end, text)),
            Some((_, span)) => splices.push((span, text)),
            None if text.is_empty() => {}
            None => {
                let at = place(outline, &new, unit, is_block)?;
                splices.push((at..at, if is_block { format!("\n{text}") } else { text }));
            }
        }
        splices.extend(spans.map(|(before, span)| (before.start..span.end, String::new())));
    }
    splices.sort_by_key(|(span, _)| (span.start, span.end));
    let mut text = side.text.to_string();
    for (span, with) in splices.iter().rev() {
        text.replace_range(span.clone(), with);
    }
    let made = side.beside("", text);
    let says = |source: &Source| {
        let document = Document::new(source.clone());
        content::at(&document.root(), group(unit))
    };
    let same = made.index.errors().is_empty()
        && says(side).zip(says(&made)).is_some_and(|(before, after)| before.means(&after));
    same.then_some(made)
}

/// The lines of a unit, or its blocks, as one text.
fn written(source: &Source, laid: &Laid, is_block: bool) -> String {
    let mut out = String::new();
    for (before, span, _) in laid.parts.iter().filter(|(.., block)| *block == is_block) {
        if !out.is_empty() {
            out.push_str(&source.text[before.clone()]);
        }
        out.push_str(&source.text[span.clone()]);
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

/// Where lines, or blocks, of a unit come in that has none of them yet: under the header that they need, or behind the item.
fn place(outline: &Outline, new: &Laid, unit: &[String], is_block: bool) -> Option<usize> {
    let blocks = || outline.parts.iter().filter_map(|part| part.what.as_ref().map(|block| (part, block)));
    if is_block {
        let item = group(unit);
        return blocks()
            .filter(|(_, block)| block.keys.starts_with(item))
            .map(|(part, _)| part.span.end)
            .next_back();
    }
    let head = new.lines.iter().map(|(head, _)| head).find(|head| !head.starts_with(unit))?;
    let (_, block) = blocks().find(|(_, block)| block.keys == *head)?;
    let last = block.parts.iter().rev().find(|part| part.what.is_some()).map(|part| part.span.end);
    last.or_else(|| block.head.as_ref().map(|head| head.rest.end))
}

/// What makes a unit of one plan say what it says in another.
fn edits(model: &Document, meant: &Document, unit: &[String]) -> Vec<Edit> {
    let of = |document: &Document| content::at(&document.root(), unit).unwrap_or_default();
    let (now, wanted) = (of(model), of(meant));
    let mut edits: Vec<Edit> = Vec::new();
    for key in now.changed(&wanted) {
        let full: Vec<String> = unit.iter().chain(key).cloned().collect();
        let path = |length: usize| Path::new(&full[..length]);
        let lacks = |document: &Document, length: usize| document.value(&path(length)).is_none();
        // A table that only one of them has comes or goes whole.
        let lone = |length: &usize| lacks(model, *length) || lacks(meant, *length);
        let length = (unit.len()..full.len()).find(lone).unwrap_or(full.len());
        let at = path(length);
        if edits.iter().any(|edit| *edit.at() == at) {
            continue;
        }
        match meant.value(&at) {
            None => edits.push(Edit::Remove { at }),
            Some(view) => edits.extend(revise::value_of(&view).map(|value| Edit::Set { at, value })),
        }
    }
    edits
}
