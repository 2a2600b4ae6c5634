//! Edits as the smallest replacements of text, verified by reading the result again.
//!
//! An edit is first lowered to edits of one text (`lower`), each of these becomes splices (`set`, `add`, `remove`, `rename`,
//! `reorder`), and the text after them must mean the text before plus that edit (`verify`), or nothing is changed.

use std::ops::Range;

use super::{Document, Source};
use crate::edit::{Change, Edit, LayerName, Value};

mod add;
pub(super) mod block;
mod heads;
mod lower;
mod outlook;
mod remove;
mod rename;
mod reorder;
pub(super) mod sequence;
mod set;
pub(super) mod sheet;
pub(super) mod verify;

pub use heads::headed;
pub use outlook::outlook;
use sheet::Sheet;

/// A replacement of one byte range of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Which source, as an index.
    pub source: usize,
    /// The bytes that go, half-open, in the text before.
    pub span: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// Why an edit is not made; the text is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The place to edit does not exist, or exists already.
    #[error("{0}")]
    NoPlace(String),
    /// What is edited is written in more than one place.
    #[error("{what} is written at lines {first} and {second}: edit it by hand, or run `milepost fmt` first")]
    Scattered {
        /// What is edited.
        what: String,
        /// The first line.
        first: usize,
        /// The second line.
        second: usize,
    },
    /// The text cannot be read as TOML, so nothing can be edited safely.
    #[error("line {line} is not TOML ({message}): mend it first")]
    Unreadable {
        /// Where.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// The text after the edit would not mean what was intended; this is a fault of ours.
    #[error("the edit of {0} would change something else as well, so it was not made")]
    NotAsMeant(String),
}

/// The splices of one edit, not yet verified; in descending order of their place, so that they can be applied in order.
pub fn splices(document: &Document, edit: &Edit, layer: &LayerName) -> Result<Vec<Splice>, Refusal> {
    let (source, edits) = lower::lower(document, edit, layer)?;
    let sheet = Sheet::new(&document.sources()[source], source);
    let mut splices = Vec::new();
    for edit in &edits {
        splices.extend(of_one_text(sheet, edit)?);
    }
    Ok(tidy(splices))
}

/// The splices of an edit that is lowered to one text.
fn of_one_text(sheet: Sheet<'_>, edit: &Edit) -> Result<Vec<Splice>, Refusal> {
    let path = &edit.at().keys;
    if path.is_empty() {
        return Err(Refusal::NoPlace("an edit needs a place".to_owned()));
    }
    let splices = match edit {
        Edit::Set { value, .. } => set::set(sheet, path, value),
        Edit::Remove { .. } => remove::remove(sheet, path),
        Edit::AddItem { item, .. } => set::add_item(sheet, path, item),
        Edit::RemoveItem { item, .. } => set::remove_item(sheet, path, item),
        Edit::AddTable { entries, .. } => add::add(sheet, path, &Value::Table(entries.clone())),
        Edit::AddBlock { entries, text, .. } => add::add_block(sheet, path, entries, text),
        Edit::Rename { to, .. } => rename::rename(sheet, path, to),
        Edit::ReplaceItem { item, with, .. } => rename::replace_item(sheet, path, item, with),
        Edit::Move { to, .. } => reorder::reorder(sheet, path, to),
    }?;
    Ok(tidy(splices))
}

/// Puts splices in descending order and joins those that touch or overlap.
fn tidy(mut splices: Vec<Splice>) -> Vec<Splice> {
    splices.sort_by_key(|splice| (splice.source, splice.span.start, splice.span.end));
    let mut joined: Vec<Splice> = Vec::with_capacity(splices.len());
    for splice in splices {
        match joined.last_mut() {
            Some(last) if last.source == splice.source && splice.span.start <= last.span.end => {
                last.span.end = last.span.end.max(splice.span.end);
                last.text.push_str(&splice.text);
            }
            _ => joined.push(splice),
        }
    }
    joined.reverse();
    joined
}

/// A text with splices applied one after the other (the order of [`splices`] makes that the same as all at once), and
/// the splices that bring it back, to be applied in order.
pub fn patch(text: &str, splices: &[Splice]) -> (String, Vec<Splice>) {
    let grown: usize = splices.iter().map(|splice| splice.text.len()).sum();
    let mut output = String::with_capacity(text.len() + grown);
    output.push_str(text);
    let mut inverse = Vec::with_capacity(splices.len());
    for Splice { source, span, text } in splices {
        let gone = output[span.clone()].to_owned();
        output.replace_range(span.clone(), text);
        inverse.push(Splice { source: *source, span: span.start..span.start + text.len(), text: gone });
    }
    inverse.reverse();
    (output, inverse)
}

/// A document with splices applied in order, and the splices that bring it back, to be applied in order.
pub fn apply_splices(document: &Document, splices: &[Splice]) -> (Document, Vec<Splice>) {
    let mut document = document.clone();
    let mut inverse = Vec::new();
    for run in splices.chunk_by(|a, b| a.source == b.source) {
        let source = run[0].source;
        let (text, back) = patch(&document.sources()[source].text, run);
        document = with_text(&document, source, text);
        inverse.splice(0..0, back);
    }
    (document, inverse)
}

/// The splices that take splices back, without making the document that they give.
pub fn inverse_of(document: &Document, splices: &[Splice]) -> Vec<Splice> {
    if let [Splice { source, span, text }] = splices {
        // By far the most steps are one splice; the rest of the text need not be copied to see what it replaces.
        let gone = document.sources()[*source].text[span.clone()].to_owned();
        return vec![Splice { source: *source, span: span.start..span.start + text.len(), text: gone }];
    }
    let mut texts: Vec<Option<String>> = vec![None; document.sources().len()];
    let mut inverse = Vec::new();
    for run in splices.chunk_by(|a, b| a.source == b.source) {
        let source = run[0].source;
        let text = texts[source].as_deref().unwrap_or(&document.sources()[source].text);
        let (text, back) = patch(text, run);
        texts[source] = Some(text);
        inverse.splice(0..0, back);
    }
    inverse
}

/// The same document with another text in the place of one.
fn with_text(document: &Document, at: usize, text: String) -> Document {
    with_source(document, at, document.sources()[at].with_text(text))
}

fn with_source(document: &Document, at: usize, source: Source) -> Document {
    let mut sources = document.sources().to_vec();
    sources[at] = source;
    let scenario = document.layers().iter().rev().find_map(|layer| match &layer.name {
        LayerName::Plan => None,
        LayerName::Scenario(id) => Some(id.clone()),
    });
    let plain = Document::stack(sources);
    scenario.and_then(|id| plain.with_scenario(&id)).unwrap_or(plain)
}

/// Applies all edits of a change, verifies that the result means the old plan plus exactly these edits, and gives the
/// new document with the inverse splices (to be applied in order).
pub fn apply(document: &Document, change: &Change) -> Result<(Document, Vec<Splice>), Refusal> {
    let mut document = document.clone();
    let mut inverse = Vec::new();
    for edit in &change.edits {
        let (at, edits) = lower::lower(&document, edit, &change.layer)?;
        for edit in &edits {
            let old = &document.sources()[at];
            let sheet = Sheet::new(old, at);
            let splices = of_one_text(sheet, edit)?;
            if splices.is_empty() {
                continue;
            }
            let (text, back) = patch(&old.text, &splices);
            let new = old.with_text(text);
            if !verify::as_meant(sheet, Sheet::new(&new, at), edit, new.differs_only_in(old)) {
                return Err(verify::out_of_order(sheet, Sheet::new(&new, at), edit)
                    .unwrap_or_else(|| Refusal::NotAsMeant(edit.at().to_string())));
            }
            document = with_source(&document, at, new);
            inverse.splice(0..0, back);
        }
    }
    Ok((document, inverse))
}
