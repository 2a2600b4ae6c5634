//! The key table as a page for people.

use std::fmt::Write;

use super::{Table, Type, named, table};

/// The reference of all tables and keys as Markdown: one section a table, one row a key.
pub fn markdown() -> String {
    let mut page = String::new();
    for table in table() {
        section(&mut page, table);
    }
    page
}

fn section(page: &mut String, table: &Table) {
    let heading = match (table.name, table.path) {
        ("", _) => "The top of the file".to_owned(),
        (_, path) => format!("`[{}]`", path.replace('*', "ID")),
    };
    let doc = table.doc;
    writeln!(
        page,
        "### {heading}\n\n{doc}.\n\n| key | takes | default | what it is for |\n|---|---|---|---|"
    )
    .expect("a string takes all text");
    for key in table.keys {
        let later = if key.counts { "" } else { " (read and kept; not counted yet)" };
        let takes = match key.ty {
            Type::Table(name) | Type::Tables(name) => match named(name) {
                Some(below) => format!("`[{}]`", below.path.replace('*', "ID")),
                None => String::new(),
            },
            other => other.accepts(),
        };
        writeln!(
            page,
            "| `{}` | {} | {} | {}{later} |",
            key.name,
            cell(&takes),
            cell(key.default),
            cell(key.doc)
        )
        .expect("a string takes all text");
    }
    page.push('\n');
}

/// Text that does not end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
