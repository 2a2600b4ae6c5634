//! What was typed in a form, as one change; a field that cannot be taken says why.

use super::fields::{Field, Kind};
use super::row;
use super::subject::Subject;
use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::{Edge, Type};
use crate::plan::Plan;
use crate::revise::{self, Beside, LineKind};
use crate::units::Day;

/// The keys of a money line of which it has exactly one.
const KINDS: [&str; 5] = ["capital", "one-off", "recurrent", "cashable", "non-cashable"];

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
    let title = of.title(document);
    let (mut edits, mut names, mut wrong) = (Vec::new(), Vec::new(), false);
    let replaced = other_kinds(fields, of);
    let emptied = emptied_lines(fields, of);
    for field in fields.iter_mut() {
        (field.wrong, field.understood) = (None, None);
        if !field.touched() {
            continue;
        }
        match edits_of(field, document, analysis, of) {
            Ok(made) => {
                field.understood = understood(field, &made);
                edits.extend(made);
                let name = if field.key.is_empty() { field.label.trim() } else { &field.key };
                names.push(name.trim_start_matches("+ ").to_lowercase());
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
        return None;
    }
    // A line without any year goes as a whole.
    edits.retain(|edit| !emptied.iter().any(|line| edit.at().keys.starts_with(&line.keys)));
    edits.extend(emptied.into_iter().map(|at| Edit::Remove { at }));
    // The kind that a money line had gives way to the new one, before it, because a line has exactly one.
    edits.splice(0..0, replaced.into_iter().map(|at| Edit::Remove { at }));
    let label = match names.as_slice() {
        [one] => format!("Change {one} of {title}"),
        [one, other] => format!("Change {one} and {other} of {title}"),
        many => format!("Change {} fields of {title}", many.len()),
    };
    Some(Ok(Change { label, edits, layer: layer.clone() }))
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

fn edits_of(
    field: &Field,
    document: &Document,
    analysis: &Analysis,
    of: &Subject,
) -> Result<Vec<Edit>, String> {
    let plan = &analysis.plan;
    let typed = field.input.value();
    let empty = typed.trim().is_empty();
    match &field.kind {
        Kind::Key(path) if empty => Ok(vec![Edit::Remove { at: path.clone() }]),
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
            Ok(vec![new_line(document, plan, id, *kind, typed)?])
        }
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

/// What is written, where that reads otherwise than what was typed.
fn understood(field: &Field, edits: &[Edit]) -> Option<String> {
    let typed = field.input.value().trim();
    let [Edit::Set { value, .. }] = edits else { return None };
    let said = revise::spelled(value);
    let said = revise::figures(value).filter(|_| money(field.ty)).unwrap_or(said);
    let plain = |text: &str| text.replace(['_', ',', ' ', '£'], "");
    let line = matches!(field.kind, Kind::NewLine(_));
    (line || (plain(&said) != plain(typed) && !matches!(value, Value::List(_)))).then_some(said)
}

const fn money(ty: Type) -> bool {
    matches!(ty, Type::Money | Type::Amount | Type::Price)
}

/// A money line typed in one line: `120k capital from borrowing`, `40k cashable a year`, `12_000 from phone to web`.
fn new_line(
    document: &Document,
    plan: &Plan,
    initiative: &str,
    kind: LineKind,
    typed: &str,
) -> Result<Edit, String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let amount = words.iter().find_map(|word| revise::value(Type::Money, word));
    let amount = amount.ok_or_else(|| "an amount is needed: 120_000, 120k, 1.2m".to_owned())?;
    let behind = |mark: &str| {
        let at = words.iter().position(|word| *word == mark)?;
        words.get(at + 1).copied()
    };
    let mut entries = Vec::new();
    let word = match kind {
        LineKind::Shift => {
            entries.push(("contacts".to_owned(), amount));
            for key in ["from", "to"] {
                let known: Vec<&str> = plan.channels.iter().map(|it| it.id.as_str()).collect();
                let channel = behind(key).filter(|channel| known.contains(channel));
                let channel = channel.ok_or_else(|| format!("{key} which channel? {}", known.join(" · ")))?;
                entries.push((key.to_owned(), Value::Text(channel.to_owned())));
            }
            "shift"
        }
        LineKind::Cost | LineKind::Benefit => {
            let (kinds, fallback): (&[&str], &str) = match kind {
                LineKind::Cost => (&KINDS[..3], "capital"),
                LineKind::Benefit | LineKind::Shift => (&KINDS[3..], "cashable"),
            };
            let word = kinds.iter().find(|kind| words.contains(*kind)).copied().unwrap_or(fallback);
            entries.push((word.to_owned(), amount));
            let yearly = word == "recurrent" || words.contains(&"year") || kind == LineKind::Benefit;
            if yearly && word != "one-off" {
                entries.push(("per".to_owned(), Value::Text("year".to_owned())));
            }
            if words.contains(&"from") || words.contains(&"by") {
                let envelope = behind("from").or_else(|| behind("by")).unwrap_or_default();
                if plan.envelope(envelope).is_none() {
                    let known: Vec<&str> = plan.envelopes.iter().map(|it| it.id.as_str()).collect();
                    return Err(format!("from which envelope? {}", known.join(" · ")));
                }
                entries.push(("funded-by".to_owned(), Value::Text(envelope.to_owned())));
            }
            word
        }
    };
    let lines = Path::new(["initiative", initiative, kind.word()]);
    let id = (1..=u32::MAX)
        .map(|number| if number == 1 { word.to_owned() } else { format!("{word}-{number}") })
        .find(|id| document.value(&lines.child(id)).is_none())
        .expect("some number is free");
    Ok(revise::write_line(initiative, kind, &id, entries))
}
