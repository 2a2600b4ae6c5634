//! Taking items of every kind away, with all that refers to them; leaving them out; doubling them.

use super::create::numbered;
use super::references::{How, Reference, overlays, references};
use super::single;
use crate::diagnostic::Path;
use crate::document::{Document, Form, ScalarKind, View};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::{self, Table, Type};

/// An item taken away, and what referred to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The change.
    pub change: Change,
    /// The places that named it and do not any more, in the order of the format.
    pub unhooked: Vec<Path>,
}

/// Takes an item away. In the plan: with everything written of it, overlays and all references to it included. In a
/// scenario: leaves it out there.
///
/// # Errors
/// Why the scenario that is shown cannot leave it out.
pub fn remove(
    document: &Document,
    table: &'static Table,
    id: &str,
    layer: &LayerName,
) -> Result<Removal, String> {
    let own = Path::new([table.name, id]);
    let label = format!("Remove {}", title(document, &own));
    let (LayerName::Plan, Some(source)) = (layer, document.sources().last()) else {
        if table.key("dropped").is_none() {
            return Err(format!(
                "A scenario cannot leave out {}; go to the plan itself",
                keys::a(table.name)
            ));
        }
        let change = single(format!("Leave out {}", title(document, &own)), Edit::Remove { at: own }, layer);
        return Ok(Removal { change, unhooked: Vec::new() });
    };
    let overlays: Vec<Path> = overlays(source, &own);
    let gone = |at: &Path| {
        at.keys.starts_with(&own.keys) || overlays.iter().any(|overlay| at.keys.starts_with(&overlay.keys))
    };
    let mut found = references(source, table.name, id);
    found.retain(|reference| !gone(&reference.at));
    let mut edits: Vec<Edit> = found.iter().flat_map(|reference| unhook(reference, id)).collect();
    edits.extend(overlays.into_iter().chain([own]).map(|at| Edit::Remove { at }));
    let unhooked = found.into_iter().map(|reference| reference.at).collect();
    Ok(Removal { change: Change { label, edits, layer: LayerName::Plan }, unhooked })
}

/// The edits that take an item out of what a key names. In a scenario a list that becomes empty stays, because without
/// it the list below it would hold.
pub(super) fn unhook(reference: &Reference, id: &str) -> Vec<Edit> {
    let at = &reference.at;
    let key = keys::lookup(at).map(|key| key.ty);
    match &reference.how {
        // What is left of shares is no whole; what partners pay stays.
        How::Share { alone } if *alone || matches!(key, Some(Type::Shares(_))) => {
            vec![Edit::Remove { at: at.clone() }]
        }
        How::Share { .. } => vec![Edit::Remove { at: at.child(id) }],
        How::Texts { items, of } => {
            let unset = at.keys.last().is_some_and(|key| key == "unset");
            if !unset && !matches!(key, Some(Type::Links | Type::Ids(_))) {
                return vec![Edit::Remove { at: at.clone() }];
            }
            let overlay = at.keys.first().is_some_and(|first| first == "scenario");
            if overlay && !unset && items.len() == *of {
                return vec![Edit::Set { at: at.clone(), value: Value::List(Vec::new()) }];
            }
            items.iter().map(|item| Edit::RemoveItem { at: at.clone(), item: item.clone() }).collect()
        }
    }
}

/// Leaves an item out of the plan without deleting it, or takes it in again.
///
/// # Errors
/// That its kind cannot be left out.
pub fn leave_out(document: &Document, table: &Table, id: &str, layer: &LayerName) -> Result<Change, String> {
    if table.key("dropped").is_none() {
        return Err(format!("{} cannot be left out, only removed", table.label()));
    }
    let own = Path::new([table.name, id]);
    let at = own.child("dropped");
    let out = document.value(&at).is_some_and(|view| view.scalar() == "true");
    let bare = |word: &str| Value::Bare(word.to_owned());
    let (word, edit) = match (out, layer) {
        (false, _) => ("Leave out", Edit::Set { at, value: bare("true") }),
        (true, LayerName::Plan) => ("Take in again", Edit::Remove { at }),
        // The plan below the scenario may be what leaves it out.
        (true, LayerName::Scenario(_)) => ("Take in again", Edit::Set { at, value: bare("false") }),
    };
    Ok(single(format!("{word} {}", title(document, &own)), edit, layer))
}

/// What a doubled item does not take with it: what is of the first alone.
const OWN: [&str; 7] = ["title", "code", "rank", "progress", "actual", "decided", "accept"];

/// Doubles an item: all that it says but its reference, its order and what happened to it.
///
/// # Errors
/// That there is no such item, or that its kind cannot be doubled.
pub fn duplicate(
    document: &Document,
    table: &Table,
    id: &str,
    layer: &LayerName,
) -> Result<(String, Change), String> {
    let own = Path::new([table.name, id]);
    let view = document.value(&own).ok_or_else(|| format!("There is no {} {id}", table.name))?;
    let new = numbered(format!("{id}-2"), |id| document.value(&Path::new([table.name, id])).is_some());
    let title = title(document, &own);
    if table.name == "scenario" {
        let edits = scenario(&view, &new, format!("{title} (copy)"))
            .ok_or_else(|| format!("{title} cannot be doubled"))?;
        return Ok((new, Change { label: format!("Double {title}"), edits, layer: LayerName::Plan }));
    }
    let mut entries = vec![("title".to_owned(), Value::Text(format!("{title} (copy)")))];
    for (key, below) in view.entries().filter(|(key, _)| !OWN.contains(key)) {
        let value = value_of(&below).ok_or_else(|| format!("{key} of {title} cannot be doubled"))?;
        entries.push((key.to_owned(), value));
    }
    let at = Path::new([table.name, new.as_str()]);
    Ok((new, single(format!("Double {title}"), Edit::AddTable { at, entries }, layer)))
}

/// The edits that add another scenario which says what one says: each item that it lays over has a block of its own.
pub(super) fn scenario(view: &View<'_>, new: &str, title: String) -> Option<Vec<Edit>> {
    let own = Path::new(["scenario", new]);
    let title = Value::Text(title);
    let mut edits = vec![Edit::AddTable { at: own.clone(), entries: vec![("title".to_owned(), title)] }];
    let add = |at: Path, value: Value| match value {
        Value::Table(entries) => Edit::AddTable { at, entries },
        Value::Text(_) | Value::Bare(_) | Value::List(_) => Edit::Set { at, value },
    };
    for (key, below) in view.entries().filter(|(key, _)| *key != "title") {
        let at = own.child(key);
        if below.is_table() && keys::collections().any(|table| table.name == key) {
            for (id, item) in below.entries() {
                edits.push(add(at.child(id), value_of(&item)?));
            }
        } else {
            edits.push(add(at, value_of(&below)?));
        }
    }
    Some(edits)
}

/// What stands at a place, as a value; `None` for what the format has nowhere.
/// A value as it would be written anew: what it says, without its comments; `None`: it cannot be.
pub fn value_of(view: &View<'_>) -> Option<Value> {
    match view.form() {
        Form::Scalar(ScalarKind::String) => Some(Value::Text(view.scalar().into_owned())),
        Form::Scalar(_) => Some(Value::Bare(view.raw().to_owned())),
        Form::Array => {
            let text = |item: View<'_>| {
                (item.form() == Form::Scalar(ScalarKind::String)).then(|| item.scalar().into_owned())
            };
            view.items().map(text).collect::<Option<_>>().map(Value::List)
        }
        Form::Header | Form::Implied | Form::Dotted | Form::Inline => {
            let entry = |(key, below): (&str, View<'_>)| Some((key.to_owned(), value_of(&below)?));
            view.entries().map(entry).collect::<Option<_>>().map(Value::Table)
        }
        Form::Root | Form::Tables => None,
    }
}

/// What an item is called.
pub(super) fn title(document: &Document, own: &Path) -> String {
    let title = document.value(&own.child("title")).map(|view| view.scalar().trim().to_owned());
    let id = || own.keys.last().cloned().unwrap_or_default();
    title.filter(|title| !title.is_empty()).unwrap_or_else(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Source, apply};

    fn document(text: &str) -> Document {
        Document::new(Source::new("plan.toml", text))
    }

    fn removed(text: &str, table: &str, id: &str) -> (String, Vec<String>) {
        let document = document(text);
        let removal = remove(&document, keys::named(table).unwrap(), id, &LayerName::Plan).unwrap();
        let (after, _) = apply(&document, &removal.change).unwrap();
        let unhooked = removal.unhooked.iter().map(ToString::to_string).collect();
        (after.sources()[0].text.to_string(), unhooked)
    }

    #[test]
    fn every_reference_goes_with_its_initiative() {
        let text = "\
[stage.s]
gate = { title = \"G\", after = \"crm\" }

[risk.r]
hits = [\"web\", \"crm\"]

[initiative.crm]
title = \"CRM\"

[initiative.crm-2]
after = [
    \"crm.start + 2 months\", # soon
    \"crm\",
    \"web\",
]
finish-after = 'crm.finish'

[initiative.web]

[scenario.lean.initiative.crm]
duration = \"1 month\"

[scenario.lean.initiative.web]
after = [\"crm\"]
";
        let expected = "\
[stage.s]
gate = { title = \"G\" }

[risk.r]
hits = [\"web\"]

[initiative.crm-2]
after = [
    \"web\",
]

[initiative.web]

[scenario.lean.initiative.web]
after = []
";
        assert_eq!(removed(text, "initiative", "crm").0, expected);
    }

    #[test]
    fn what_names_an_item_of_any_kind_goes_with_it() {
        let text = "\
[stage.one] # first
[stage.two]
after = [\"stage:one\", \"gate:one + 1 month\"]

[envelope.loan]
charged-to = \"revenue\" # by the treasurer
[envelope.revenue]

[initiative.crm]
stage = \"one\" # for now
shared-with = { north = \"40%\", south = \"10%\" }
cost.build = { capital = 10, funded-by = { loan = \"60%\", revenue = \"40%\" } }
uses = [\"system\"]

[partner.north]
[technology.system]
";
        let (after, unhooked) = removed(text, "stage", "one");
        assert_eq!(unhooked, ["stage.two.after", "initiative.crm.stage"]);
        assert!(after.starts_with("[stage.two]\n\n[envelope.loan]"), "{after}");
        assert!(after.contains("[initiative.crm]\nshared-with"), "{after}");
        let (after, unhooked) = removed(text, "partner", "north");
        assert_eq!(unhooked, ["initiative.crm.shared-with"]);
        assert!(after.contains("shared-with = { south = \"10%\" }"), "{after}");
        let (after, unhooked) = removed(text, "envelope", "revenue");
        assert_eq!(unhooked, ["initiative.crm.cost.build.funded-by", "envelope.loan.charged-to"]);
        assert!(after.contains("cost.build = { capital = 10 }"), "{after}");
        let (after, _) = removed(text, "technology", "system");
        assert!(!after.contains("uses"), "{after}");
    }

    #[test]
    fn a_doubled_scenario_lays_the_same_over_the_plan() {
        let text = "\
[initiative.crm]
[scenario.lean]
title = \"Lean\"
[scenario.lean.initiative]
unset = ['crm'] # not yet
[scenario.lean.plan]
end = 2030-03-31
[scenario.lean.initiative.web.cost.a]
capital = 5
";
        let document = document(text);
        let (id, change) =
            duplicate(&document, keys::named("scenario").unwrap(), "lean", &LayerName::Plan).unwrap();
        assert_eq!((id.as_str(), change.label.as_str()), ("lean-2", "Double Lean"));
        let (after, _) = apply(&document, &change).unwrap();
        let copy = "[scenario.lean-2]\ntitle = \"Lean (copy)\"\n\n[scenario.lean-2.initiative]\nunset = [\"crm\"]\n\n\
            [scenario.lean-2.initiative.web]\ncost.a = { capital = 5 }\n\n\
            [scenario.lean-2.plan]\nend = 2030-03-31\n";
        assert_eq!(&*after.sources()[0].text, format!("{text}{copy}"));
    }

    #[test]
    fn a_doubled_item_says_what_the_first_says() {
        let text = "\
[initiative.crm]
title = 'CRM' # ours
code = \"S2-05\"
duration = \"6 months\"
after = [\"web\"]
cost.build.capital = 10_000 # in dots
cost.build.note = \"\"\"two
lines\"\"\"
";
        let document = document(text);
        let (id, change) =
            duplicate(&document, keys::named("initiative").unwrap(), "crm", &LayerName::Plan).unwrap();
        assert_eq!(id, "crm-2");
        let (after, _) = apply(&document, &change).unwrap();
        let after = &after.sources()[0].text;
        assert!(after.starts_with(text), "{after}");
        let copy = after[text.len()..].replace("\\n", "\n");
        for line in
            ["title = \"CRM (copy)\"", "duration = \"6 months\"", "after = [\"web\"]", "capital = 10_000"]
        {
            assert!(copy.contains(line), "{copy}");
        }
        assert!(!copy.contains("S2-05"), "{copy}");
    }

    #[test]
    fn what_can_be_left_out_is_and_comes_back() {
        let document = document("[envelope.loan]\nyear.2027-28 = 5 # all\n[risk.r]\n");
        let envelope = keys::named("envelope").unwrap();
        let change = leave_out(&document, envelope, "loan", &LayerName::Plan).unwrap();
        let (out, _) = apply(&document, &change).unwrap();
        assert!(out.sources()[0].text.contains("dropped = true"), "{}", out.sources()[0].text);
        let change = leave_out(&out, envelope, "loan", &LayerName::Plan).unwrap();
        let (again, _) = apply(&out, &change).unwrap();
        assert_eq!(again.sources()[0].text, document.sources()[0].text);
        assert!(leave_out(&document, keys::named("risk").unwrap(), "r", &LayerName::Plan).is_err());
    }
}
