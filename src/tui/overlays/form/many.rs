//! The form of several initiatives: a field that says the same in all of them says it, another how many values it has.
//! Only what is touched is written, to each of them.

use std::collections::BTreeSet;

use super::change::edits_of;
use super::fields::{Field, Kind, written};
use super::{Subject, choices, line};
use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::edit::{Change, LayerName};
use crate::keys;
use crate::revise;

/// The keys that several may be given together, with the section that they stand under.
const KEYS: [(&str, &[&str]); 3] = [
    ("All of them", &["stage", "owner", "sponsor", "status", "duration"]),
    ("Dates", &["not-before", "start", "deadline"]),
    ("More about them", &["optional", "value", "scope", "uses", "retires", "moves", "shared-with"]),
];

/// What takes a key away from all: an empty field that has several values is one that was not touched.
const NOTHING: &str = "-";

/// The fields of several initiatives.
pub fn fields(document: &Document, analysis: &Analysis, ids: &[String]) -> Vec<Field> {
    let table = keys::named("initiative").expect("the format has initiatives");
    let Some(first) = ids.first() else { return Vec::new() };
    let mut made = Vec::new();
    for (section, names) in KEYS {
        for name in names {
            let key = table.key(name).expect("every key that is named here is one of an initiative");
            let place = |id: &str| Path::new(["initiative", id, name]);
            let said: BTreeSet<String> = ids.iter().map(|id| written(document, &place(id), key.ty)).collect();
            let was = if said.len() == 1 { said.iter().next().cloned() } else { None };
            let mut field = Field::of_key(section, "initiative", key, place(first), was.unwrap_or_default());
            if said.len() > 1 {
                field.empty = format!("({} values)", said.len());
            }
            field.choices = choices::of(&analysis.plan, &analysis.money.years, key.ty);
            made.push(field);
        }
    }
    let tags = table.key("tags").expect("an initiative has tags");
    for (adds, label) in [(true, "Tags: add"), (false, "Tags: take away")] {
        let place = Path::new(["initiative", first.as_str(), "tags"]);
        let mut field = Field::of_key(KEYS[0].0, "initiative", tags, place.clone(), String::new());
        (field.label, field.key, field.kind) = (label.to_owned(), String::new(), Kind::Tags(place, adds));
        made.insert(5 + usize::from(!adds), field);
    }
    made
}

/// What was typed, as one change of all of them; `None`: nothing differs; `Err`: some field cannot be taken, and says why.
pub fn change(
    fields: &mut [Field],
    document: &Document,
    analysis: &Analysis,
    ids: &[String],
    layer: &LayerName,
) -> Option<Result<Change, ()>> {
    let (mut edits, mut names, mut wrong) = (Vec::new(), Vec::new(), false);
    let mut tags = (Vec::new(), Vec::new());
    for field in fields.iter_mut() {
        (field.wrong, field.understood) = (None, None);
        if !field.touched() {
            continue;
        }
        names.push(field.label.to_lowercase());
        if let Kind::Tags(_, adds) = field.kind {
            *(if adds { &mut tags.0 } else { &mut tags.1 }) = revise::list(field.input.value());
            continue;
        }
        for id in ids {
            match one(field, document, analysis, id) {
                Ok(made) => edits.extend(made),
                Err(why) => {
                    let title =
                        analysis.plan.initiative(id).map(|at| &analysis.plan.initiatives[at.at()].title);
                    let alone = ids.len() == 1 || !why.contains("There is no");
                    field.wrong = Some(match title.filter(|_| !alone) {
                        Some(title) => format!("{title}: {why}"),
                        None => why,
                    });
                    wrong = true;
                    break;
                }
            }
        }
    }
    if wrong {
        return Some(Err(()));
    }
    let which: Vec<_> = ids.iter().filter_map(|id| analysis.plan.initiative(id)).collect();
    let tagged = revise::tag_many(document, &analysis.plan, &which, (&tags.0, &tags.1), layer);
    edits.extend(tagged.into_iter().flat_map(|change| change.edits));
    if edits.is_empty() {
        return None;
    }
    let what = match names.as_slice() {
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        many => format!("{} fields", many.len()),
    };
    let label = format!("Change {what} of {} initiatives", ids.len());
    Some(Ok(Change { label, edits, layer: layer.clone() }))
}

/// The edits that give one of them what a field says; none where it says that already.
fn one(
    field: &Field,
    document: &Document,
    analysis: &Analysis,
    id: &str,
) -> Result<Vec<crate::edit::Edit>, String> {
    let Some(key) = field.kind.place().and_then(|at| at.keys.last()) else { return Ok(Vec::new()) };
    let at = Path::new(["initiative", id, key.as_str()]);
    let was = written(document, &at, field.ty);
    let typed = match field.input.value().trim() {
        NOTHING => "",
        typed => typed,
    };
    // What counts from what is there is another in each of them.
    if typed == was.trim() && !typed.starts_with(['+', '-']) {
        return Ok(Vec::new());
    }
    let own = Field { kind: Kind::Key(at), was, input: line(typed), ..field.clone() };
    let of = Subject::item(Path::new(["initiative", id])).expect("the format has initiatives");
    edits_of(&own, document, analysis, &of)
}
