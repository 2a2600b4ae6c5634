//! What rows are called, and what they mean when they name each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, Options, RowRead};
use crate::import::cells::Sheet;
use crate::import::meaning::{Column, Meaning};
use crate::import::value::is_nothing;
use crate::plan::Plan;
use crate::revise;

/// The names of all rows.
pub(super) struct Names {
    /// The rows below the headings with their ids, and whether they are taken.
    pub rows: Vec<RowRead>,
    /// The id of what a row is called, in small letters: its id, title, code.
    known: BTreeMap<String, String>,
}

impl Names {
    /// The names of the rows of a sheet.
    pub fn of(sheet: &Sheet, columns: &[Column], options: Options, plan: &Plan) -> Self {
        let place = |meaning| columns.iter().position(|column| column.meaning == meaning);
        let (titles, ids, codes) = (place(Meaning::Title), place(Meaning::Id), place(Meaning::Code));
        let own = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut taken: BTreeSet<String> = plan.initiatives.iter().map(|it| it.id.clone()).collect();
        let mut seen: BTreeMap<String, String> =
            plan.initiatives.iter().map(|it| (it.title.to_lowercase(), it.title.clone())).collect();
        let mut names = Self { rows: Vec::new(), known: BTreeMap::new() };
        for (at, cells) in sheet.rows.iter().enumerate().skip(usize::from(options.headed)) {
            let cell = |column: Option<usize>| {
                column.map(|at| own(&cells[at])).filter(|text| !is_nothing(text)).unwrap_or_default()
            };
            let (title, given, code) = (cell(titles), cell(ids), cell(codes));
            let mut row = RowRead {
                at,
                id: String::new(),
                entries: Vec::new(),
                faults: Vec::new(),
                notes: Vec::new(),
                repeats: None,
                taken: true,
            };
            if title.is_empty() && given.is_empty() {
                let what = "a title is needed; without one the row is left out".to_owned();
                row.faults.push(Fault { column: titles.or(ids).unwrap_or(0), what });
                row.taken = false;
                names.rows.push(row);
                continue;
            }
            let fits = is_id(&given);
            if !given.is_empty() && !fits {
                let what =
                    "no id; an id has small letters, digits and hyphens. One is made of the title".to_owned();
                row.faults.push(Fault { column: ids.unwrap_or(0), what });
            }
            let wanted = if fits {
                given.clone()
            } else {
                revise::slug(if title.is_empty() { &given } else { &title }, "initiative")
            };
            row.repeats = match seen.get(&title.to_lowercase()) {
                Some(title) => Some(title.clone()),
                None => (fits && taken.contains(&wanted)).then(|| wanted.clone()),
            };
            row.taken = row.repeats.is_none() || options.take_repeats;
            row.id = revise::numbered(wanted, |id| taken.contains(id));
            if row.taken {
                taken.insert(row.id.clone());
                if !title.is_empty() {
                    seen.entry(title.to_lowercase()).or_insert_with(|| title.clone());
                }
                for name in [given, title, code] {
                    names.known.entry(name.to_lowercase()).or_insert_with(|| row.id.clone());
                }
            }
            names.rows.push(row);
        }
        names.known.remove("");
        names
    }

    /// What a cell waits for, as references of the file, and what of it is called nothing.
    pub fn links(&self, plan: &Plan, own: &str, cell: &str) -> (Vec<String>, Vec<String>) {
        let whole = self.one(plan, own, cell.trim());
        if let Some(whole) = whole {
            return (vec![whole], Vec::new());
        }
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        for part in cell.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            match self.one(plan, own, part) {
                Some(link) => found.push(link),
                None => unknown.push(part.to_owned()),
            }
        }
        found.dedup();
        (found, unknown)
    }

    /// One reference with its offset: `CRM + 2 months`.
    fn one(&self, plan: &Plan, own: &str, text: &str) -> Option<String> {
        let named = |name: &str| self.named(plan, name).filter(|id| id != own);
        if let Some(id) = named(text) {
            return Some(id);
        }
        let (name, rest) = text.split_at(text.find([' ', '+']).filter(|_| text.contains(['+', '-']))?);
        let sign = rest.find(['+', '-'])?;
        let name = [name, &rest[..sign]].concat();
        let id = named(name.trim())?;
        let length = crate::units::Duration::parse(rest[sign + 1..].trim())?;
        Some(format!("{id} {} {length}", &rest[sign..=sign]))
    }

    fn named(&self, plan: &Plan, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        let of_plan = || {
            let is = |text: Option<&str>| text.is_some_and(|text| text.to_lowercase() == name);
            let found = plan
                .initiatives
                .iter()
                .find(|it| it.id == name || is(Some(&it.title)) || is(it.code.as_deref()));
            found.map(|it| it.id.clone())
        };
        // A longer title is meant by its beginning where only one begins so.
        let begun = || {
            let begins = |title: &str| name.chars().count() >= 4 && title.to_lowercase().starts_with(&name);
            let mut begun = plan.initiatives.iter().filter(|it| begins(&it.title));
            begun.next().filter(|_| begun.next().is_none()).map(|it| it.id.clone())
        };
        self.known.get(&name).cloned().or_else(of_plan).or_else(begun)
    }
}

fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && !text.starts_with('-') && text.chars().all(fits)
}

/// The id of the stage that a text names, by id or title.
pub(super) fn stage_of(plan: &Plan, text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let found = plan.stages.iter().find(|it| it.id == lower || it.title.to_lowercase() == lower);
    found.map(|it| it.id.clone())
}

/// The id that a new stage gets, among `stages` which are new as well.
pub(super) fn stage_id(plan: &Plan, stages: &[String], title: &str) -> String {
    let mut taken: BTreeSet<String> = plan.stages.iter().map(|it| it.id.clone()).collect();
    for stage in stages {
        let id = revise::numbered(revise::slug(stage, "stage"), |id| taken.contains(id));
        if stage.eq_ignore_ascii_case(title) {
            return id;
        }
        taken.insert(id);
    }
    revise::numbered(revise::slug(title, "stage"), |id| taken.contains(id))
}
