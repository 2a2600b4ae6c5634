//! Taking back what differs from another version of the plan: a key, all keys of an item, an item that came, went, or has
//! another id.

use super::remove::{remove, value_of};
use super::rename::rename;
use crate::content::ItemName;
use crate::diagnostic::Path;
use crate::diff::{Diff, Edited, KeyChange};
use crate::document::Document;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys;

/// The change that takes back one key of an item (`None`: all that differs of it), so that it says what the earlier
/// version said. `before` is that version, `document` the plan as it is.
///
/// # Errors
/// Why it cannot be taken back by itself, as a sentence.
pub fn take_back(
    diff: &Diff,
    (before, document): (&Document, &Document),
    item: &ItemName,
    key: Option<&[String]>,
    layer: &LayerName,
) -> Result<Change, String> {
    if let Some(edited) = diff.edited.iter().find(|it| it.item == *item) {
        return keys_back(diff, before, edited, key, layer);
    }
    let table = || keys::named(&item.table).ok_or_else(|| format!("{item} cannot be taken back"));
    if diff.added.iter().any(|it| it.item == *item) {
        return Ok(remove(document, table()?, &item.id, layer)?.change);
    }
    if diff.removed.iter().any(|it| it.item == *item) {
        let value = before.value(&item.path()).as_ref().and_then(value_of);
        let Some(Value::Table(entries)) = value else {
            return Err(format!("{item} is written in a way that cannot be written again"));
        };
        entries.iter().try_for_each(|(_, value)| unnamed(diff, value))?;
        let edits = vec![Edit::AddTable { at: item.path(), entries }];
        return Ok(Change { label: format!("Bring back {item}"), edits, layer: layer.clone() });
    }
    if let Some(it) = diff.renamed.iter().find(|it| it.table == item.table && it.to == item.id) {
        return Ok(rename(document, &item.path(), &it.from)?.change);
    }
    match diff.followed.iter().find(|it| it.item == *item).map(|it| it.because.as_slice()) {
        Some([]) => Err(format!("{item} says what it said there; only what is computed differs")),
        Some(because) => {
            let because: Vec<String> = because.iter().map(ItemName::to_string).collect();
            Err(format!("{item} says what it said there; it follows from {}", because.join(", ")))
        }
        None => Err("There is nothing in this line to take back".to_owned()),
    }
}

/// Puts keys back to what they said.
fn keys_back(
    diff: &Diff,
    before: &Document,
    edited: &Edited,
    key: Option<&[String]>,
    layer: &LayerName,
) -> Result<Change, String> {
    let item = &edited.item;
    let from = diff.renamed.iter().find(|it| it.table == item.table && it.to == item.id);
    let then = from.map_or_else(|| item.clone(), |it| ItemName::new(item.table.clone(), it.from.clone()));
    let wanted = edited.keys.iter().filter(|change| key.is_none_or(|key| change.key == key));
    let edits =
        wanted.map(|change| key_back(diff, before, (item, &then), change)).collect::<Result<Vec<_>, _>>()?;
    let label = match key {
        Some(key) => format!("Take back {} of {item}", key.join(".")),
        None => format!("Take back what {item} says otherwise"),
    };
    Ok(Change { label, edits, layer: layer.clone() })
}

fn key_back(
    diff: &Diff,
    before: &Document,
    (item, then): (&ItemName, &ItemName),
    change: &KeyChange,
) -> Result<Edit, String> {
    let below = |item: &ItemName| Path::new(item.path().keys.into_iter().chain(change.key.iter().cloned()));
    let at = below(item);
    if item.table == "stage" && change.name() == "order" {
        return Err("The order of stages is put back by moving one of them on the roadmap".to_owned());
    }
    if change.before.is_none() {
        return Ok(Edit::Remove { at });
    }
    let value = before.value(&below(then)).as_ref().and_then(value_of);
    let value =
        value.ok_or_else(|| format!("{at} was written there in a way that cannot be written again"))?;
    unnamed(diff, &value)?;
    Ok(Edit::Set { at, value })
}

/// Makes sure that a value names nothing that has another id now.
fn unnamed(diff: &Diff, value: &Value) -> Result<(), String> {
    let names = |text: &str| {
        let between = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
        diff.renamed.iter().find(|it| text.split(between).any(|word| word == it.from))
    };
    let found = match value {
        Value::Text(text) => names(text),
        Value::List(items) => items.iter().find_map(|item| names(item)),
        Value::Bare(_) => None,
        Value::Table(entries) => return entries.iter().try_for_each(|(_, value)| unnamed(diff, value)),
    };
    match found {
        Some(it) => Err(format!("It named {}, which is called {} now: take that back first", it.from, it.to)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Options, analyse};
    use crate::diff::{Side, diff};
    use crate::document::{Source, apply};
    use crate::units::Day;

    const THEN: &str = r#"[plan]
title = "Harbour"
start = 2027-04-01
end = 2030-03-31
[initiative.crm]
title = "Records"
duration = "12 months"
cost.platform = { capital = 240_000 }
[initiative.forms]
title = "Forms"
duration = "6 months"
after = "crm"
[initiative.kiosk]
title = "Kiosk"
duration = "1 month"
"#;

    /// What the text is after one thing was taken back, or why it is not.
    fn back(now: &str, item: &str, key: Option<&str>) -> Result<String, String> {
        let options = Options { case: None, today: Day::new(2027, 9, 15).unwrap() };
        let [then, now] = [THEN, now].map(|text| Document::new(Source::new("plan.toml", text)));
        let analyses = [analyse(&then, &options), analyse(&now, &options)];
        let side = |document, analysis| Side { document, analysis };
        let found = diff(side(&then, &analyses[0]), side(&now, &analyses[1]));
        let (table, id) = item.split_once('.').unwrap_or((item, ""));
        let key: Option<Vec<String>> = key.map(|key| key.split('.').map(str::to_owned).collect());
        let item = ItemName::new(table, id);
        let change = take_back(&found, (&then, &now), &item, key.as_deref(), &LayerName::Plan)?;
        let (after, _) = apply(&now, &change).map_err(|refusal| refusal.to_string())?;
        Ok(after.sources()[0].text.to_string())
    }

    #[test]
    fn a_key_says_again_what_it_said_and_comments_stay() {
        let now = THEN.replace("240_000 }", "300_000 } # agreed").replace("12 months", "9 months");
        let text = back(&now, "initiative.crm", Some("cost.platform.capital")).unwrap();
        assert_eq!(text, THEN.replace("240_000 }", "240_000 } # agreed").replace("12 months", "9 months"));
        assert_eq!(
            back(&now, "initiative.crm", None).unwrap(),
            THEN.replace("240_000 }", "240_000 } # agreed")
        );
    }

    #[test]
    fn a_key_that_is_new_goes_and_one_that_went_comes_back() {
        let new = THEN.replace("\"1 month\"\n", "\"1 month\"\nnot-before = 2028-01-01\n");
        assert_eq!(back(&new, "initiative.kiosk", Some("not-before")).unwrap(), THEN);
        let gone = THEN.replace("after = \"crm\"\n", "");
        let text = back(&gone, "initiative.forms", Some("after")).unwrap();
        assert!(text.contains("after = \"crm\""), "{text}");
    }

    #[test]
    fn items_go_come_back_and_are_called_as_they_were() {
        let added = format!("{THEN}[initiative.web]\ntitle = \"Web\"\nduration = \"2 months\"\n");
        assert_eq!(back(&added, "initiative.web", None).unwrap(), THEN);
        let removed = THEN.split("[initiative.kiosk]").next().unwrap();
        let text = back(removed, "initiative.kiosk", None).unwrap();
        assert!(text.contains("[initiative.kiosk]\ntitle = \"Kiosk\"\nduration = \"1 month\""), "{text}");
        let renamed = THEN
            .replace("initiative.crm", "initiative.records")
            .replace("after = \"crm\"", "after = \"records\"");
        assert_eq!(back(&renamed, "initiative.records", None).unwrap(), THEN);
    }

    #[test]
    fn what_follows_says_from_what_and_what_names_another_id_waits() {
        let longer = THEN.replace("12 months", "13 months");
        let why = back(&longer, "initiative.forms", None).unwrap_err();
        assert_eq!(why, "initiative.forms says what it said there; it follows from initiative.crm");
        let renamed = THEN.replace("initiative.crm", "initiative.records").replace("after = \"crm\"\n", "");
        let why = back(&renamed, "initiative.forms", Some("after")).unwrap_err();
        assert_eq!(why, "It named crm, which is called records now: take that back first");
    }
}
