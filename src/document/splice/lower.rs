//! Which text an edit goes to, and what it is there: an overlay hides what lies below it by other means than deletion.

use super::super::Document;
use super::Refusal;
use super::block::header_length;
use super::heads::headed;
use super::set::{strings, texts};
use super::sheet::Sheet;
use crate::diagnostic::Path;
use crate::edit::{Edit, LayerName, Value};

/// The text that an edit goes to, and the edits of that text alone which make it.
pub(super) fn lower(
    document: &Document,
    edit: &Edit,
    layer: &LayerName,
) -> Result<(usize, Vec<Edit>), Refusal> {
    let target = Target::new(document, layer)?;
    let at = &edit.at().keys;
    let own = target.own.find(&target.full(at)).is_some();
    let edits = match edit {
        Edit::Set { value, .. } => target.set(at, value),
        Edit::Remove { .. } if target.below(at).is_some() => target.hidden(at, own),
        Edit::Remove { .. } => vec![Edit::Remove { at: target.path(at) }],
        Edit::AddItem { item, .. } => match target.list_below(at) {
            Some(mut items) if !own => {
                if items.contains(item) {
                    return Err(Refusal::NoPlace(format!("{} has {item} already", at.join("."))));
                }
                items.push(item.clone());
                vec![Edit::Set { at: target.path(at), value: Value::List(items) }]
            }
            _ => vec![Edit::AddItem { at: target.path(at), item: item.clone() }],
        },
        Edit::RemoveItem { item, .. } => match target.list_below(at) {
            Some(mut items) if !own => {
                let Some(first) = items.iter().position(|it| it == item) else {
                    return Err(Refusal::NoPlace(format!("{} does not have {item}", at.join("."))));
                };
                items.remove(first);
                if items.is_empty() {
                    vec![target.unset(at)]
                } else {
                    vec![Edit::Set { at: target.path(at), value: Value::List(items) }]
                }
            }
            // Without its last item the list would be gone, and the one below it would hold.
            Some(_) if target.own_list(at).is_some_and(|own| own == [item.clone()]) => {
                vec![Edit::Set { at: target.path(at), value: Value::List(Vec::new()) }]
            }
            _ => vec![Edit::RemoveItem { at: target.path(at), item: item.clone() }],
        },
        Edit::AddTable { entries, .. } => {
            if own || target.below(at).is_some() {
                return Err(Refusal::NoPlace(format!("there is {} already", at.join("."))));
            }
            vec![Edit::AddTable { at: target.path(at), entries: entries.clone() }]
        }
        Edit::AddBlock { entries, text, .. } => {
            if own || target.below(at).is_some() {
                return Err(Refusal::NoPlace(format!("there is {} already", at.join("."))));
            }
            let place = target.path(at);
            // Elsewhere its headers are others.
            let same = (place.keys == *at).then(|| text.clone());
            let entries = entries.clone();
            vec![match same.or_else(|| headed(text, edit.at(), &place)) {
                Some(text) => Edit::AddBlock { at: place, entries, text },
                None => Edit::AddTable { at: place, entries },
            }]
        }
        Edit::Rename { .. } | Edit::Move { .. } if target.below(at).is_some() => {
            return Err(Refusal::NoPlace(format!("{} is written in a layer below this one", at.join("."))));
        }
        Edit::Rename { to, .. } => vec![Edit::Rename { at: target.path(at), to: to.clone() }],
        Edit::Move { to, .. } => vec![Edit::Move { at: target.path(at), to: to.clone() }],
        Edit::ReplaceItem { item, with, .. } => match target.list_below(at) {
            Some(mut items) if !own => {
                let Some(first) = items.iter().position(|it| it == item) else {
                    return Err(Refusal::NoPlace(format!("{} does not have {item}", at.join("."))));
                };
                items[first].clone_from(with);
                vec![Edit::Set { at: target.path(at), value: Value::List(items) }]
            }
            _ => {
                vec![Edit::ReplaceItem { at: target.path(at), item: item.clone(), with: with.clone() }]
            }
        },
    };
    Ok((target.own.source, edits))
}

/// The layer that is edited: a part of one text, and the layers below it.
struct Target<'d> {
    own: Sheet<'d>,
    prefix: Vec<String>,
    below: Vec<Sheet<'d>>,
}

impl<'d> Target<'d> {
    fn new(document: &'d Document, layer: &LayerName) -> Result<Self, Refusal> {
        let sheets: Vec<Sheet<'d>> =
            document.sources().iter().enumerate().map(|(at, source)| Sheet::new(source, at)).collect();
        let (own, lower) = sheets.split_last().expect("a document has a text");
        let unreadable = |error: &super::super::SyntaxError| Refusal::Unreadable {
            line: own.line_number(error.span.start),
            message: error.message.clone(),
        };
        if let Some(error) = own.index.errors().first() {
            return Err(unreadable(error));
        }
        match layer {
            LayerName::Plan => Ok(Self { own: *own, prefix: Vec::new(), below: lower.to_vec() }),
            LayerName::Scenario(id) => {
                let prefix = vec!["scenario".to_owned(), id.clone()];
                let exists = own.find(&prefix).is_some();
                let target = Self { own: *own, prefix, below: sheets.clone() };
                if exists { Ok(target) } else { Err(Refusal::NoPlace(format!("there is no scenario {id}"))) }
            }
        }
    }

    fn full(&self, at: &[String]) -> Vec<String> {
        self.prefix.iter().chain(at).cloned().collect()
    }

    fn path(&self, at: &[String]) -> Path {
        Path::new(self.full(at))
    }

    /// The uppermost of the lower layers that has a place.
    fn below(&self, at: &[String]) -> Option<(Sheet<'d>, super::super::NodeId)> {
        self.below.iter().rev().find_map(|sheet| sheet.find(at).map(|node| (*sheet, node)))
    }

    /// The list of strings (or single string) that a place has in the lower layers.
    fn list_below(&self, at: &[String]) -> Option<Vec<String>> {
        let (sheet, node) = self.below(at)?;
        texts(sheet, node)
    }

    /// A value over those below; a table also hides the keys below that it does not have.
    fn set(&self, at: &[String], value: &Value) -> Vec<Edit> {
        let mut value = value.clone();
        let mut edits = Vec::new();
        if let (Value::Table(entries), Some((sheet, node))) = (&mut value, self.below(at))
            && sheet.node(node).form.is_table()
        {
            let keys = sheet.index.children(node).map(|child| sheet.index.key(sheet.text, child).to_owned());
            let hidden: Vec<String> =
                keys.filter(|key| !entries.iter().any(|(wanted, _)| wanted == key)).collect();
            if !hidden.is_empty() {
                entries.push(("unset".to_owned(), Value::List(hidden)));
            }
        }
        if let Some((key, table)) = at.split_last() {
            let unset = self.full(table).into_iter().chain(["unset".to_owned()]).collect::<Vec<_>>();
            let listed = self.own.find(&unset).and_then(|node| strings(self.own, node));
            if !self.below.is_empty() && listed.is_some_and(|keys| keys.contains(key)) {
                edits.push(Edit::RemoveItem { at: Path::new(unset), item: key.clone() });
            }
        }
        edits.push(Edit::Set { at: self.path(at), value });
        edits
    }

    /// The list that this layer itself has at a place.
    fn own_list(&self, at: &[String]) -> Option<Vec<String>> {
        texts(self.own, self.own.find(&self.full(at))?)
    }

    /// Takes away what a lower layer has, whether this one lays something over it (`own`) or not.
    fn hidden(&self, at: &[String], own: bool) -> Vec<Edit> {
        let unset = self.unset(at);
        let keeps = matches!(unset, Edit::Set { .. });
        // Removed second, so that the table does not become empty in between.
        let laid = (own && !keeps).then(|| Edit::Remove { at: self.path(at) });
        std::iter::once(unset).chain(laid).collect()
    }

    /// Takes something of a lower layer away: an item of the plan or a money line is dropped, a key is unset.
    fn unset(&self, at: &[String]) -> Edit {
        let is_item = at.len() == 2 && header_length(at, true) == 2;
        let is_line = at.len() == 4 && at[0] == "initiative";
        if is_item || is_line {
            let at = self.path(at).child("dropped");
            return Edit::Set { at, value: Value::Bare("true".to_owned()) };
        }
        let (key, table) = at.split_last().expect("an edit has a place");
        Edit::AddItem { at: self.path(table).child("unset"), item: key.clone() }
    }
}
