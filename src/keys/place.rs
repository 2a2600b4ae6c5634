//! What the format has at a path: a table, ids, a key, or what stands below a key.

use super::{Key, Table, Type, named};

/// What the format has at a path of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A table with keys.
    Table {
        /// Which one.
        table: &'static Table,
        /// Whether it is laid over the plan's by a scenario.
        overlay: bool,
    },
    /// Tables by id: `initiative`, `initiative.crm.cost`.
    Ids {
        /// What each of them is.
        table: &'static Table,
        /// Whether they are laid over the plan's by a scenario.
        overlay: bool,
    },
    /// A key with a value.
    Key {
        /// The key.
        key: &'static Key,
        /// The table that it is in.
        table: &'static Table,
    },
    /// What stands below a key: a year, a share, a date.
    Below {
        /// The key.
        key: &'static Key,
        /// The table that it is in.
        table: &'static Table,
    },
}

/// What the format has at a path, as a file writes it; `None` when it has nothing there.
///
/// What stands below `scenario.ID` is as what stands at the top.
pub fn place<S: AsRef<str>>(path: &[S]) -> Option<Place> {
    let mut here = Place::Table { table: named("")?, overlay: false };
    for name in path {
        here = below(here, name.as_ref())?;
    }
    Some(here)
}

fn below(place: Place, name: &str) -> Option<Place> {
    match place {
        Place::Table { table, overlay } => {
            let scenario = overlay && table.name.is_empty();
            // A scenario has a title besides, and nothing that only the plan's own file has.
            let title = || named("scenario").and_then(|table| Some((table, table.key("title")?)));
            if scenario && name == "title" {
                return title().map(|(table, key)| Place::Key { key, table });
            }
            let key = table.key(name).filter(|key| !scenario || !only_at_top(key))?;
            Some(match key.ty {
                Type::Table(name) => Place::Table { table: named(name)?, overlay },
                Type::Tables(name) => Place::Ids { table: named(name)?, overlay },
                _ => Place::Key { key, table },
            })
        }
        Place::Ids { table, overlay } => Some(if table.name == "scenario" {
            Place::Table { table: named("")?, overlay: true }
        } else {
            Place::Table { table, overlay }
        }),
        Place::Key { key, table } => key.ty.has_keys_below().then_some(Place::Below { key, table }),
        Place::Below { .. } => None,
    }
}

/// Whether a key of the top stands in the plan's own file alone.
pub(super) fn only_at_top(key: &Key) -> bool {
    matches!(key.name, "milepost" | "extends" | "scenario")
}

/// The keys that a table of a file can have, in the order of forms.
pub fn keys_of(table: &'static Table, overlay: bool) -> Vec<&'static Key> {
    let scenario = overlay && table.name.is_empty();
    let title = named("scenario").filter(|_| scenario).map_or(&[][..], |table| table.keys);
    let own = table.keys.iter().filter(|key| !scenario || !only_at_top(key));
    title.iter().chain(own).collect()
}

impl Key {
    /// Whether its table cannot be without it, as its sentence says.
    pub fn is_required(&self) -> bool {
        self.doc.ends_with("; required")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_of_the_format_has_its_place() {
        let at = |path: &str| {
            let keys: Vec<&str> = path.split('.').filter(|key| !key.is_empty()).collect();
            match place(&keys) {
                None => "nothing".to_owned(),
                Some(Place::Table { table, overlay }) => format!("table {} {overlay}", table.name),
                Some(Place::Ids { table, overlay }) => format!("ids {} {overlay}", table.name),
                Some(Place::Key { key, table }) => format!("key {} of {}", key.name, table.name),
                Some(Place::Below { key, .. }) => format!("below {}", key.name),
            }
        };
        assert_eq!(at(""), "table  false");
        assert_eq!(at("plan"), "table plan false");
        assert_eq!(at("initiative"), "ids initiative false");
        assert_eq!(at("initiative.crm.cost.x"), "table cost false");
        assert_eq!(at("initiative.crm.cost.x.per"), "key per of cost");
        assert_eq!(at("envelope.b.year.2027-28"), "below year");
        assert_eq!(at("envelope.b.title.x"), "nothing");
        assert_eq!(at("scenario.lean"), "table  true");
        assert_eq!(at("scenario.lean.title"), "key title of scenario");
        assert_eq!(at("scenario.lean.initiative"), "ids initiative true");
        assert_eq!(at("scenario.lean.scenario"), "nothing");
        assert_eq!(at("tool.x"), "nothing");
    }
}
