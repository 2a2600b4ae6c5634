//! What was typed in a form, as one change; a field that cannot be taken says why.

use super::fields::{Field, Kind};
use super::subject::Subject;
use super::{meant, new_line, pick, row};
use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::{Edge, Type};
use crate::revise::{self, Beside};
use crate::units::{Day, FinancialYear, YearStart};

/// The keys of a money line of which it has exactly one.
pub(super) const KINDS: [&str; 5] = ["capital", "one-off", "recurrent", "cashable", "non-cashable"];

/// What was typed, as one change; `None`: nothing differs; `Err`: some field cannot be taken, and says why.
///
/// `document` is the one that the fields were made of.
pub fn change(
    fields: &mut [Field],
    document: &Document,
    analysis: &Analysis,
    of: &Subject,
    layer: &LayerName,
) -> Option<Result<Change, ()>> {
    if let Subject::Many(ids) = of {
        return super::many::change(fields, document, analysis, ids, layer);
    }
    let title = of.title(document);
    let (mut edits, mut names, mut wrong) = (Vec::new(), Vec::new(), false);
    let replaced = other_kinds(fields, of);
    let emptied = emptied_lines(fields, of);
    let renaming = match renaming(fields, document, layer) {
        None => None,
        Some(Ok(renaming)) => Some(renaming),
        Some(Err(())) => return Some(Err(())),
    };
    for field in fields.iter_mut().filter(|field| !matches!(field.kind, Kind::Id(_))) {
        (field.wrong, field.understood) = (None, None);
        if !field.touched() {
            continue;
        }
        match edits_of(field, document, analysis, of) {
            Ok(made) => {
                field.understood = understood(field, &made, analysis.plan.year_start);
                edits.extend(made);
                names.push(field.label.trim().trim_start_matches("+ ").to_lowercase());
            }
            Err(why) => {
                field.wrong = Some(why);
                wrong = true;
            }
        }
    }
    if wrong {
        return Some(Err(()));
    }
    if edits.is_empty() {
        return renaming.map(Ok);
    }
    // A line without any year goes as a whole.
    edits.retain(|edit| !emptied.iter().any(|line| edit.at().keys.starts_with(&line.keys)));
    edits.extend(emptied.into_iter().map(|at| Edit::Remove { at }));
    // The kind that a money line had gives way to the new one, before it, because a line has exactly one.
    edits.splice(0..0, replaced.into_iter().map(|at| Edit::Remove { at }));
    if let Some(renaming) = renaming {
        // The other fields are written under the name that there is.
        edits.extend(renaming.edits);
        names.push("id".to_owned());
    }
    let label = match names.as_slice() {
        [one] => format!("Change {one} of {title}"),
        [one, other] => format!("Change {one} and {other} of {title}"),
        many => format!("Change {} fields of {title}", many.len()),
    };
    Some(Ok(Change { label, edits, layer: layer.clone() }))
}

/// What gives the item another id; `None`: it keeps its own; `Err`: it cannot be called that, and the field says why.
fn renaming(fields: &mut [Field], document: &Document, layer: &LayerName) -> Option<Result<Change, ()>> {
    let others = fields.iter().any(|field| field.touched() && !matches!(field.kind, Kind::Id(_)));
    let field = fields.iter_mut().find(|field| matches!(field.kind, Kind::Id(_)))?;
    (field.wrong, field.understood) = (None, None);
    let Kind::Id(at) = field.kind.clone() else { return None };
    if !field.touched() {
        return None;
    }
    let made = if others && *layer != LayerName::Plan {
        Err("an id belongs to the plan and the other fields to the scenario; keep one first".to_owned())
    } else {
        revise::rename(document, &at, field.input.value().trim())
    };
    match made {
        Ok(renaming) => {
            field.understood = Some(renaming.words());
            Some(Ok(renaming.change))
        }
        Err(why) => {
            field.wrong = Some(why);
            Some(Err(()))
        }
    }
}

/// The kinds that a money line has already when another is typed and these are left as they are.
fn other_kinds(fields: &[Field], of: &Subject) -> Vec<Path> {
    if !of.is_line() {
        return Vec::new();
    }
    let kind = |field: &&Field| {
        field.ty == Type::Amount
            && field
                .kind
                .place()
                .and_then(|at| at.keys.last())
                .is_some_and(|key| KINDS.contains(&key.as_str()))
    };
    let given = |field: &Field| field.touched() && !field.input.value().trim().is_empty();
    if !fields.iter().filter(kind).any(given) {
        return Vec::new();
    }
    let old = fields.iter().filter(kind).filter(|it| !it.touched() && !it.was.is_empty());
    old.filter_map(|field| field.kind.place().cloned()).collect()
}

/// The money lines of an initiative that say nothing more in any year.
fn emptied_lines(fields: &[Field], of: &Subject) -> Vec<Path> {
    if of.is_line() {
        return Vec::new();
    }
    let empty = |field: &Field| field.input.value().trim().is_empty();
    let rows = row::all(fields).into_iter().map(|row| &fields[row]);
    rows.filter(|row| row.iter().all(empty) && row.iter().any(Field::touched))
        .filter_map(|row| {
            let keys = &row[0].row.as_ref()?.at.keys;
            (keys.len() == 5).then(|| Path::new(&keys[..4]))
        })
        .collect()
}

pub(super) fn edits_of(
    field: &Field,
    document: &Document,
    analysis: &Analysis,
    of: &Subject,
) -> Result<Vec<Edit>, String> {
    let plan = &analysis.plan;
    let said = field.input.value();
    let meant = meant::resolved(field, said);
    let typed = meant.as_deref().unwrap_or(said);
    let empty = typed.trim().is_empty();
    match &field.kind {
        // What gives it another id is made of the whole plan, tags of several of all of them.
        Kind::Id(_) | Kind::Tags(..) => Ok(Vec::new()),
        Kind::Key(path) | Kind::Line(path, _) | Kind::Unknown(path) if empty => {
            Ok(vec![Edit::Remove { at: path.clone() }])
        }
        Kind::Amount(path, ..) if empty => {
            let line = path.keys.len() - 1;
            Ok(vec![Edit::Remove { at: Path::new(&path.keys[..line]) }])
        }
        Kind::Key(path) if field.ty == Type::Links => {
            Ok(revise::relink(document, path, &revise::list(typed)))
        }
        Kind::Key(path) | Kind::Amount(path, ..) => {
            let value = revise::read(field.ty, typed, beside(analysis, of, field))?;
            Ok(vec![Edit::Set { at: path.clone(), value }])
        }
        Kind::NewEntry(path) => {
            let (key, value) = revise::entry(field.ty, typed)?;
            Ok(vec![Edit::Set { at: path.child(key), value }])
        }
        Kind::NewLine(kind) => {
            let id = of.initiative().unwrap_or_default();
            let (word, entries) = new_line::read(plan, *kind, typed)?;
            let id = (id, new_line::fresh_id(document, id, *kind, word));
            Ok(vec![revise::write_line(id.0, *kind, &id.1, entries)])
        }
        Kind::Line(path, kind) => {
            let (_, entries) = new_line::read(plan, *kind, typed)?;
            Ok(vec![Edit::Set { at: path.clone(), value: Value::Table(entries) }])
        }
        Kind::Unknown(_) => Err("the format has no such key; empty takes it away".to_owned()),
    }
}

/// What is known beside what is typed in a field.
pub(super) fn beside<'a>(analysis: &Analysis, of: &Subject, field: &'a Field) -> Beside<'a> {
    let day = counted_from(analysis, of, field.ty);
    Beside { present: field.was.trim(), day, year_start: analysis.plan.year_start }
}

/// The day that an offset counts from when the key says nothing: where the initiative stands now.
fn counted_from(analysis: &Analysis, of: &Subject, ty: Type) -> Option<Day> {
    let (Type::Date(edge) | Type::Bound(edge)) = ty else { return None };
    let at = analysis.plan.initiative(of.initiative()?)?;
    let placed = analysis.schedule.placed(at)?;
    Some(match edge {
        Edge::Begin => placed.start,
        Edge::End => placed.finish.previous(),
    })
}

/// What is written, where that reads otherwise than what was typed; a date as people say it.
fn understood(field: &Field, edits: &[Edit], starts: YearStart) -> Option<String> {
    let typed = field.input.value().trim();
    if let Some(meant) = meant::resolved(field, typed) {
        return Some(meant);
    }
    let [Edit::Set { value, .. }] = edits else { return None };
    let said = revise::spelled(value);
    if let Type::Date(edge) | Type::Bound(edge) = field.ty
        && let Some(day) = revise::day_of(&said, edge)
    {
        return Some(format!("{} · {}", day.words(), pick::quarter(day, FinancialYear::of(day, starts))));
    }
    let said = revise::figures(value).filter(|_| money(field.ty)).unwrap_or(said);
    let plain = |text: &str| text.replace(['_', ',', ' ', '£'], "");
    let line = matches!(field.kind, Kind::NewLine(_) | Kind::Line(..));
    (line || (plain(&said) != plain(typed) && field.ty != Type::Bool)).then_some(said)
}

const fn money(ty: Type) -> bool {
    matches!(ty, Type::Money | Type::Amount | Type::Price)
}
