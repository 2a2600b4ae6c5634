//! Lists put together as sets: a reference is known by its target and end, anything else by what it says.

use std::collections::BTreeSet;

use super::comments;
use super::plan::plan;
use super::side::Value;
use super::values::Contradiction;
use crate::content::link_identity;
use crate::document::{Form, items};

/// One item with its comments.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unit<'s> {
    /// What it is about.
    about: String,
    /// What it means.
    meaning: String,
    /// As written.
    raw: &'s str,
    /// The comment lines above it.
    lead: Vec<&'s str>,
    /// The comment behind it in its line, with the space before.
    trail: &'s str,
}

/// How a list is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape<'s> {
    /// A single item without brackets.
    Bare,
    /// On one line: what pads the brackets, and whether a comma ends it.
    Line { pad: &'s str, comma: bool },
    /// One item a line.
    Lines { opener: &'s str, indent: &'s str, comma: bool, closer: &'s str },
}

impl<'s> Shape<'s> {
    /// The comment behind the bracket.
    fn head(self) -> &'s str {
        match self {
            Self::Lines { opener, .. } => opener.trim(),
            Self::Bare | Self::Line { .. } => "",
        }
    }
}

struct List<'s> {
    shape: Shape<'s>,
    units: Vec<Unit<'s>>,
    /// The comment lines behind the last item.
    last: Vec<&'s str>,
}

/// Where an item is written when the list had one line only.
const INDENT: &str = "    ";

/// A list that both sides may have changed; `None` among the values: it is not there.
///
/// *Shape*: the text of the merged list; an empty one stays, as its comments may.
pub(super) fn merge(
    base: Option<&Value<'_>>,
    ours: Option<&Value<'_>>,
    theirs: Option<&Value<'_>>,
) -> Result<String, Contradiction> {
    let base = base.map(List::read).transpose()?;
    let ours = ours.map(List::read).transpose()?;
    let theirs = theirs.map(List::read).transpose()?;
    let (b, o, t) = (units(base.as_ref()), units(ours.as_ref()), units(theirs.as_ref()));
    let about = |units: &[Unit<'_>]| units.iter().map(|unit| unit.about.clone()).collect::<Vec<_>>();
    let mut merged = Vec::new();
    for slot in plan(&about(b), &about(o), &about(t), |_, _| true) {
        let of = |units: &[Unit<'_>], at: Option<usize>| at.map(|at| Made::of(&units[at]));
        merged.extend(unit(of(b, slot.base), of(o, slot.ours), of(t, slot.theirs))?);
    }
    let last = |list: &Option<List<'_>>| {
        list.as_ref()
            .map(|list| list.last.iter().map(|line| (*line).to_owned()).collect())
            .unwrap_or_default()
    };
    let [b, o, t]: [Vec<String>; 3] = [last(&base), last(&ours), last(&theirs)];
    let mut last = merge_lines(&b, &o, &t)?;
    let (before, [own, other]) = (said(base.as_ref()), [said(ours.as_ref()), said(theirs.as_ref())]);
    // A comment may stand by another item on one side, and be gone on the other.
    let gone = |line: &str| before.contains(line) && !(own.contains(line) && other.contains(line));
    last.retain(|line| !gone(line));
    for made in &mut merged {
        made.lead.retain(|line| !gone(line));
    }
    let head = |list: &Option<List<'_>>| list.as_ref().map_or("", |list| list.shape.head()).to_owned();
    let (mut head, other) = headed(&head(&base), head(&ours), head(&theirs))?;
    if gone(&head) {
        head = String::new();
    }
    if let Some(line) = other.filter(|line| !gone(line)) {
        merged.first_mut().map_or(&mut last, |first| &mut first.lead).insert(0, line);
    }
    let layout = ours.as_ref().or(theirs.as_ref()).map_or(Shape::Bare, |list| list.shape);
    let other = theirs.as_ref().map(|list| list.shape);
    Ok(written(&merged, (&head, &last), layout, other))
}

/// The comment behind the bracket, and one of theirs for which there is no room beside ours.
fn headed(base: &str, ours: String, theirs: String) -> Result<(String, Option<String>), Contradiction> {
    if ours == theirs || theirs == base {
        Ok((ours, None))
    } else if ours == base {
        Ok((theirs, None))
    } else if base.is_empty() {
        Ok((ours, Some(theirs)))
    } else {
        Err(Contradiction)
    }
}

/// The comment lines of a list, wherever in it they stand.
fn said<'s>(list: Option<&List<'s>>) -> BTreeSet<&'s str> {
    let of = |list: &List<'s>| -> Vec<&'s str> {
        let head = Some(list.shape.head()).filter(|head| !head.is_empty());
        list.units.iter().flat_map(|unit| unit.lead.iter()).chain(&list.last).copied().chain(head).collect()
    };
    list.map(of).into_iter().flatten().collect()
}

fn units<'l, 's>(list: Option<&'l List<'s>>) -> &'l [Unit<'s>] {
    list.map_or(&[], |list| list.units.as_slice())
}

/// An item of the merged list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    meaning: String,
    raw: String,
    lead: Vec<String>,
    trail: String,
}

impl Made {
    fn of(unit: &Unit<'_>) -> Self {
        Self {
            meaning: unit.meaning.clone(),
            raw: unit.raw.to_owned(),
            lead: unit.lead.iter().map(|line| (*line).to_owned()).collect(),
            trail: unit.trail.to_owned(),
        }
    }

    fn same_comments(&self, other: &Self) -> bool {
        self.lead == other.lead && self.trail.trim() == other.trail.trim()
    }
}

fn merge_lines(base: &[String], ours: &[String], theirs: &[String]) -> Result<Vec<String>, Contradiction> {
    let trimmed =
        |lines: &[String]| -> Vec<String> { lines.iter().map(|line| line.trim().to_owned()).collect() };
    let (b, o, t) = (trimmed(base), trimmed(ours), trimmed(theirs));
    let all = [&b, &o, &t].map(|lines| lines.iter().map(String::as_str).collect::<Vec<_>>());
    comments::merge(&all[0], &all[1], &all[2]).map_err(|_| Contradiction)
}

/// One item in three versions.
fn unit(base: Option<Made>, ours: Option<Made>, theirs: Option<Made>) -> Result<Option<Made>, Contradiction> {
    let stays = |base: &Made, other: &Made| base.meaning == other.meaning && base.same_comments(other);
    match (base, ours, theirs) {
        (_, None, None) => Ok(None),
        (None, Some(only), None) | (None, None, Some(only)) => Ok(Some(only)),
        (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
            if stays(&base, &left) {
                Ok(None)
            } else {
                Err(Contradiction)
            }
        }
        (base, Some(ours), Some(theirs)) => {
            let was = |made: &Made| base.as_ref().is_some_and(|base| base.meaning == made.meaning);
            let value = if ours.meaning == theirs.meaning || was(&theirs) {
                &ours
            } else if was(&ours) {
                &theirs
            } else {
                return Err(Contradiction);
            };
            let nothing = Vec::new();
            let lead = base.as_ref().map_or(&nothing, |base| &base.lead);
            let mut lead = merge_lines(lead, &ours.lead, &theirs.lead)?;
            let before = base.as_ref().map_or("", |base| base.trail.trim());
            let trail = match (ours.trail.trim(), theirs.trail.trim()) {
                (own, other) if own == other || other == before => ours.trail.clone(),
                (own, _) if own == before => theirs.trail.clone(),
                // Both added one: there is room for one behind the item, and above it for the other.
                (_, other) if before.is_empty() => {
                    lead.push(other.to_owned());
                    ours.trail.clone()
                }
                _ => return Err(Contradiction),
            };
            Ok(Some(Made { meaning: value.meaning.clone(), raw: value.raw.clone(), lead, trail }))
        }
    }
}

/// The list in the layout of ours, as far as that has room for it.
fn written(
    units: &[Made],
    (head, last): (&str, &[String]),
    layout: Shape<'_>,
    other: Option<Shape<'_>>,
) -> String {
    let quiet = head.is_empty()
        && last.is_empty()
        && units.iter().all(|unit| unit.lead.is_empty() && unit.trail.trim().is_empty());
    let lines = Shape::Lines { opener: "\n", indent: INDENT, comma: true, closer: "" };
    let layout = match layout {
        Shape::Bare if units.len() == 1 && quiet => return units[0].raw.clone(),
        Shape::Bare | Shape::Line { .. } if !quiet || matches!(layout, Shape::Bare) => {
            other.filter(|other| matches!(other, Shape::Lines { .. })).unwrap_or(lines)
        }
        layout => layout,
    };
    if units.is_empty() && quiet {
        return "[]".to_owned();
    }
    match layout {
        Shape::Bare => String::new(),
        Shape::Line { pad, comma } => {
            let items: Vec<&str> = units.iter().map(|unit| unit.raw.as_str()).collect();
            format!("[{pad}{}{}{pad}]", items.join(", "), if comma { "," } else { "" })
        }
        Shape::Lines { opener, indent, comma, closer } => {
            let eol = if opener.ends_with("\r\n") { "\r\n" } else { "\n" };
            let mut out = match head {
                head if head == opener.trim() => format!("[{opener}"),
                "" => format!("[{eol}"),
                head => format!("[ {head}{eol}"),
            };
            for (at, unit) in units.iter().enumerate() {
                for line in &unit.lead {
                    out.extend([indent, line.trim(), eol]);
                }
                let comma = if comma || at + 1 < units.len() { "," } else { "" };
                out.extend([indent, &unit.raw, comma, &unit.trail, eol]);
            }
            for line in last {
                out.extend([indent, line.trim(), eol]);
            }
            out + closer + "]"
        }
    }
}

impl<'s> List<'s> {
    /// Reads a list; one that is laid out in another way than all on one line or one item a line cannot be put together.
    fn read(value: &Value<'s>) -> Result<Self, Contradiction> {
        let text = value.side.text();
        let about = |raw: &'s str, node| {
            let source = value.side.source();
            let said = source.index.scalar(text, node).into_owned();
            let meaning = if value.is_links() {
                said.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                said.clone()
            };
            let about = if value.is_links() { link_identity(&said) } else { said };
            Unit { about, meaning, raw, lead: Vec::new(), trail: "" }
        };
        if value.form() != Form::Array {
            let unit = about(value.text(), value.node);
            return Ok(Self { shape: Shape::Bare, units: vec![unit], last: Vec::new() });
        }
        let source = value.side.source();
        let outer = source.index.node(value.node).span();
        let inner = outer.start + 1..outer.end - 1;
        let elements = items(source, value.node);
        let mut units: Vec<Unit<'s>> =
            elements.iter().map(|it| about(&text[it.span.clone()], it.node)).collect();
        let mut known: Vec<&str> = units.iter().map(|unit| unit.about.as_str()).collect();
        known.sort_unstable();
        if known.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Contradiction);
        }
        if !text[inner.clone()].contains('\n') {
            let inside = &text[inner];
            let pad = &inside[..inside.len() - inside.trim_start().len()];
            let comma = inside.trim_end().ends_with(',');
            return Ok(Self { shape: Shape::Line { pad, comma }, units, last: Vec::new() });
        }
        let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let begin = line_end(inner.start);
        let opener = &text[inner.start..begin];
        if elements.first().is_some_and(|first| first.span.start < begin) {
            return Err(Contradiction);
        }
        let (mut at, mut next, mut comments, mut comma) = (begin, 0, Vec::new(), true);
        let mut indent = INDENT;
        while line_end(at) <= inner.end {
            let line = &text[at..line_end(at)];
            match elements.get(next).filter(|it| (at..line_end(at)).contains(&it.span.start)) {
                None if line.trim().is_empty() => {}
                None if line.trim().starts_with('#') => comments.push(line.trim()),
                None => return Err(Contradiction),
                Some(element) => {
                    let behind = &text[element.span.end..line_end(element.span.end)];
                    comma = behind.trim_start().starts_with(',');
                    let trail = behind.trim_start().trim_start_matches(',').trim_end();
                    if !(trail.trim().is_empty() || trail.trim().starts_with('#')) {
                        return Err(Contradiction);
                    }
                    indent = &line[..line.len() - line.trim_start().len()];
                    units[next].lead = std::mem::take(&mut comments);
                    units[next].trail = trail;
                    next += 1;
                    at = line_end(element.span.end);
                    continue;
                }
            }
            at = line_end(at);
        }
        let closer = &text[at.min(inner.end)..inner.end];
        if next < elements.len() || !closer.trim().is_empty() {
            return Err(Contradiction);
        }
        Ok(Self { shape: Shape::Lines { opener, indent, comma, closer }, units, last: comments })
    }
}
