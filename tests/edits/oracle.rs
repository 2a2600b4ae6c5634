//! What an edit should mean, worked out on the tree of an independent reader of TOML.

use milepost::edit::{Edit, Value};
use toml::{Table, Value as Toml};

/// The tree of a text, line ends in strings made the same, tables without keys left out unless they are items.
pub(crate) fn tree(text: &str) -> Result<Table, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    tidy(&mut table, 0);
    Ok(table)
}

fn tidy(table: &mut Table, depth: usize) {
    for value in table.iter_mut().map(|(_, value)| value) {
        lines(value);
        if let Toml::Table(below) = value {
            tidy(below, depth + 1);
        }
    }
    let is_item = depth == 1;
    table.retain(|_, value| is_item || !matches!(value, Toml::Table(below) if below.is_empty()));
}

fn lines(value: &mut Toml) {
    if let Toml::String(text) = value {
        *text = text.replace("\r\n", "\n");
    }
}

fn toml_value(value: &Value) -> Toml {
    match value {
        Value::Text(text) => Toml::String(text.replace("\r\n", "\n")),
        Value::Bare(token) => {
            let table: Table = toml::from_str(&format!("x = {token}")).expect("a bare token is TOML");
            table["x"].clone()
        }
        Value::List(items) => Toml::Array(items.iter().cloned().map(Toml::String).collect()),
        Value::Table(entries) => {
            Toml::Table(entries.iter().map(|(key, value)| (key.clone(), toml_value(value))).collect())
        }
    }
}

/// The tree with the edit made; `None` where it cannot be made.
pub(crate) fn edited(mut tree: Table, edit: &Edit) -> Option<Table> {
    let (key, above) = edit.at().keys.split_last()?;
    let mut table = &mut tree;
    for part in above {
        let missing = !matches!(
            edit,
            Edit::Set { .. } | Edit::AddTable { .. } | Edit::AddBlock { .. } | Edit::AddItem { .. }
        ) && !table.contains_key(part);
        if missing {
            return None;
        }
        table = table.entry(part.clone()).or_insert_with(|| Toml::Table(Table::new())).as_table_mut()?;
    }
    match edit {
        Edit::Set { value, .. } => {
            table.insert(key.clone(), toml_value(value));
        }
        Edit::AddTable { entries, .. } | Edit::AddBlock { entries, .. } => {
            if table.contains_key(key) {
                return None;
            }
            table.insert(key.clone(), toml_value(&Value::Table(entries.clone())));
        }
        Edit::Remove { .. } => {
            table.remove(key)?;
        }
        Edit::AddItem { item, .. } => match table.get_mut(key) {
            None => {
                let single = key == "after" || key == "finish-after";
                let item = Toml::String(item.clone());
                table.insert(key.clone(), if single { item } else { Toml::Array(vec![item]) });
            }
            Some(Toml::Array(items)) if !items.contains(&Toml::String(item.clone())) => {
                items.push(Toml::String(item.clone()));
            }
            Some(Toml::String(first)) if first != item => {
                let both = vec![Toml::String(first.clone()), Toml::String(item.clone())];
                table.insert(key.clone(), Toml::Array(both));
            }
            Some(_) => return None,
        },
        Edit::RemoveItem { item, .. } => match table.get_mut(key)? {
            Toml::Array(items) => {
                let at = items.iter().position(|it| it.as_str() == Some(item))?;
                items.remove(at);
                if items.is_empty() {
                    table.remove(key);
                }
            }
            Toml::String(only) if only == item => {
                table.remove(key);
            }
            _ => return None,
        },
        Edit::ReplaceItem { item, with, .. } => {
            let new = Toml::String(with.clone());
            match table.get_mut(key)? {
                Toml::Array(items) => {
                    let at = items.iter().position(|it| it.as_str() == Some(item))?;
                    items[at] = new;
                }
                only if only.as_str() == Some(item) => *only = new,
                _ => return None,
            }
        }
        Edit::Rename { to, .. } => {
            if to != key && table.contains_key(to) {
                return None;
            }
            let value = table.remove(key)?;
            table.insert(to.clone(), value);
        }
        // The tree has no order; that is looked at in the text.
        Edit::Move { to, .. } => {
            table.get(key)?;
            table.get(to.other())?;
        }
    }
    tidy(&mut tree, 0);
    Some(tree)
}
