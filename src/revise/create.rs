//! New items of every kind: an id from a title, and a table with it.

use super::single;
use crate::diagnostic::Path;
use crate::document::Document;
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::Table;

/// An id made from a title: `Booking & rooms` is `booking-rooms`; `fallback` where nothing of it can stand in an id.
pub fn slug(title: &str, fallback: &str) -> String {
    let mut id = String::new();
    for c in title.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') && c != '\'' && c != '\u{2019}' {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { fallback.to_owned() } else { id.to_owned() }
}

/// The id itself when it is free, else with the first free number.
pub fn numbered(id: String, taken: impl Fn(&str) -> bool) -> String {
    if !taken(&id) {
        return id;
    }
    let mut numbers = (2_u64..).map(|number| format!("{id}-{number}"));
    numbers.find(|id| !taken(id)).expect("some number is free")
}

/// An id made from a title that nothing of its kind has.
pub fn fresh(document: &Document, table: &Table, title: &str) -> String {
    let taken = |id: &str| document.value(&Path::new([table.name, id])).is_some();
    numbered(slug(title, table.name), taken)
}

/// Adds an item of a kind with a title; its id is made from that. Scenarios are added to the plan, whatever is shown.
pub fn create(document: &Document, table: &Table, title: &str, layer: &LayerName) -> (String, Change) {
    let id = fresh(document, table, title);
    let at = Path::new([table.name, id.as_str()]);
    let entries = vec![("title".to_owned(), Value::Text(title.trim().to_owned()))];
    let plan = LayerName::Plan;
    let layer = if table.name == "scenario" { &plan } else { layer };
    (id, single(format!("Add {} {}", table.name, title.trim()), Edit::AddTable { at, entries }, layer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Source, apply};
    use crate::keys;

    #[test]
    fn an_item_of_every_kind_gets_an_id_from_its_title() {
        let text = "# Ours\n[plan]\nstart = 2027-04-01\n\n[risk.flood]\ntitle = \"Flood\" # again\n";
        let document = Document::new(Source::new("plan.toml", text));
        for table in keys::collections() {
            let (id, change) = create(&document, table, "Flood", &LayerName::Plan);
            assert_eq!(id, if table.name == "risk" { "flood-2" } else { "flood" });
            let (after, _) = apply(&document, &change).unwrap();
            let block = format!("[{}.{id}]\ntitle = \"Flood\"\n", table.name);
            let after = &after.sources()[0].text;
            assert!(after.contains(&block), "{after}");
            assert!(after.contains("# Ours\n[plan]") && after.contains("\"Flood\" # again"), "{after}");
        }
        assert_eq!(slug("Children's & adults' care", "x"), "childrens-adults-care");
        assert_eq!(slug("…", "risk"), "risk");
    }
}
