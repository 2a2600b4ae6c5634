//! The reader: what decoding knows and collects, tables by the key table, diagnostics with their place.

use std::collections::HashSet;

use super::fields::Fields;
use super::ids::Ids;
use crate::diagnostic::{Code, Diagnostic, Origin, Path};
use crate::display::harmless;
use crate::document::{Document, Form, ScalarKind, View};
use crate::keys::{self, Item, Table, is_id};
use crate::units::{Duration, YearStart};

/// How many names are compared in all to find near ones, so that a hostile file cannot make it long.
const COMPARISONS: usize = 500_000;
/// How many diagnostics of values are kept at most; nobody reads more, and memory has an end.
const MOST: usize = 100_000;

/// What decoding knows and collects on its way through a plan.
pub(super) struct Reader<'d> {
    pub(super) document: &'d Document,
    pub(super) ids: Ids<'d>,
    /// Which stages have a gate.
    pub(super) gates: HashSet<u32>,
    pub(super) year_start: YearStart,
    pub(super) currency: String,
    /// Most decimals of an amount.
    pub(super) decimals: u32,
    pub(super) savings_lag: Option<Duration>,
    pub(super) savings_ramp: Option<Duration>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many names may still be compared.
    comparisons: usize,
    /// Whether something was left out to keep to a limit.
    cut: bool,
}

/// The keys that lead to a place, as a chain on the stack: a path is only made for a diagnostic.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trail<'a> {
    above: Option<&'a Trail<'a>>,
    pub(super) key: &'a str,
}

impl<'a> Trail<'a> {
    /// The top of the plan.
    pub(super) const TOP: Trail<'static> = Trail { above: None, key: "" };

    pub(super) const fn below(&'a self, key: &'a str) -> Self {
        Self { above: Some(self), key }
    }

    pub(super) fn path(&self) -> Path {
        let mut keys = Vec::new();
        let mut at = Some(self);
        while let Some(trail) = at {
            if trail.above.is_some() {
                keys.push(trail.key.to_owned());
            }
            at = trail.above;
        }
        keys.reverse();
        Path { keys, index: None }
    }
}

impl<'d> Reader<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            ids: Ids::default(),
            gates: HashSet::new(),
            year_start: YearStart::APRIL,
            currency: "GBP".to_owned(),
            decimals: 2,
            savings_lag: None,
            savings_ramp: None,
            diagnostics: Vec::new(),
            comparisons: COMPARISONS,
            cut: false,
        }
    }

    /// A reader that goes on where another one stopped that had compared so many names.
    pub(super) fn resumed(document: &'d Document, compared: usize) -> Self {
        Self { comparisons: COMPARISONS.saturating_sub(compared), ..Self::new(document) }
    }

    /// How many names were compared.
    pub(super) fn compared(&self) -> usize {
        COMPARISONS - self.comparisons
    }

    /// Whether nothing was left out to keep to a limit, nor could be.
    pub(super) fn is_complete(&self) -> bool {
        !self.cut && self.diagnostics.len() < MOST
    }

    /// Notes a problem at known bytes, with its remedy.
    pub(super) fn report(
        &mut self,
        code: Code,
        trail: &Trail<'_>,
        origin: Origin,
        message: String,
        help: impl Into<String>,
    ) {
        if self.diagnostics.len() < MOST {
            self.diagnostics.push(Diagnostic::new(code, trail.path(), message).help(help).origin(origin));
        }
    }

    /// The fields of a table; `None`, with a diagnostic, when something else stands there.
    pub(super) fn open<'t>(
        &mut self,
        name: &'static str,
        view: &'t View<'d>,
        trail: &'t Trail<'t>,
    ) -> Option<Fields<'t, 'd>> {
        self.open_table(keys::named(name).expect("the decoder opens tables of the key table"), view, trail)
    }

    /// The same for a table that is at hand.
    pub(super) fn open_table<'t>(
        &mut self,
        table: &'static Table,
        view: &'t View<'d>,
        trail: &'t Trail<'t>,
    ) -> Option<Fields<'t, 'd>> {
        if !self.is_table(table, view, trail) {
            return None;
        }
        let mut fields = Fields::new(table, view, trail);
        // Files mostly follow the order of the key table: the search goes on where the last one ended.
        let mut next = 0;
        for (key, node) in view.nodes() {
            let (before, after) = table.keys.split_at(next);
            let ahead = after.iter().position(|known| known.name == key).map(|at| next + at);
            match ahead.or_else(|| before.iter().position(|known| known.name == key)) {
                Some(at) => {
                    next = at + 1;
                    fields.add(at, node);
                }
                None => self.unknown_key(table, key, &view.known_child(key, node), trail),
            }
        }
        Some(fields)
    }

    /// Whether a table stands there; if not, says what it takes.
    pub(super) fn is_table(&mut self, table: &Table, view: &View<'d>, trail: &Trail<'_>) -> bool {
        if view.is_table() {
            return true;
        }
        let path = trail.path();
        let help = match view.form() {
            Form::Tables if path.keys.len() == 1 => {
                format!("give each its own id: write [{}.my-id] instead of [[{0}]]", trail.key)
            }
            Form::Tables => format!("write [{path}] with one pair of brackets, and only once"),
            Form::Array | Form::Scalar(_) => {
                let first = table.keys.first().map_or("title", |key| key.name);
                let by_id = table.path.ends_with('*') && path.keys.len() < table.path.split('.').count();
                match (path.keys.len(), by_id) {
                    (1, true) => format!("write [{path}.my-id] on a line of its own, and its keys below it"),
                    (1 | 2, _) => format!("write [{path}] on a line of its own, and its keys below it"),
                    (_, true) => format!("write {}.my-id = {{ {first} = … }}", trail.key),
                    (_, false) => format!("write {} = {{ {first} = … }}", trail.key),
                }
            }
            Form::Root | Form::Header | Form::Implied | Form::Dotted | Form::Inline => String::new(),
        };
        let message = format!("`{}` is {}, but must be a table", trail.key, found(view));
        self.report(Code::WrongType, trail, view.origin(), message, help);
        false
    }

    pub(super) fn unknown_key(&mut self, table: &Table, key: &'d str, view: &View<'d>, trail: &Trail<'_>) {
        if key == "unset" && view.form() == Form::Array {
            if !view.is_laid_over() {
                let message = "`unset` removes keys of the layers below, and there are none".to_owned();
                let help = "remove it; it works in [scenario.ID] and below";
                self.report(Code::KeyHasNoEffect, &trail.below(key), view.key_origin(), message, help);
            }
            return;
        }
        let shown = excerpt(key, 40);
        let message = match table.path {
            "" => format!("the format has no `{shown}`, so it counts for nothing"),
            path => {
                format!("`{shown}` is not a key of [{}], so it counts for nothing", path.replace('*', "ID"))
            }
        };
        let near = self
            .may_compare(table.keys.len())
            .then(|| keys::nearest(key, table.keys.iter().map(|key| key.name)))
            .flatten();
        // Only tables that lie around this one are likely meant.
        let around = |other: &&Table| {
            let (inner, outer) = (format!("{}.", table.path), format!("{}.", other.path));
            other.path.starts_with(&inner) || table.path.starts_with(&outer)
        };
        let elsewhere = keys::table().iter().filter(around).find(|other| other.key(key).is_some());
        let help = match (near, elsewhere) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(other)) => format!("`{shown}` belongs to [{}]", other.path.replace('*', "ID")),
            (None, _) => "remove it, or make it a comment with # in front".to_owned(),
        };
        self.report(Code::UnknownKey, &trail.below(key), view.key_origin(), message, help);
    }

    /// The tables by id under a key, in the order of the file; what is not a table is reported and left out.
    pub(super) fn tables(&mut self, parent: &Fields<'_, 'd>, name: &str) -> Vec<(&'d str, View<'d>)> {
        let Some((key, view)) = parent.get(name) else { return Vec::new() };
        let keys::Type::Tables(below) = key.ty else { return Vec::new() };
        let trail = parent.trail.below(key.name);
        let table = keys::named(below).expect("a key's table exists");
        if !view.is_table() {
            self.is_table(table, &view, &trail);
            return Vec::new();
        }
        let mut tables = Vec::with_capacity(view.source().index.len(view.node_id()));
        for (id, child) in view.entries() {
            let trail = trail.below(id);
            if id == "unset" && child.form() == Form::Array {
                self.unknown_key(table, id, &child, &parent.trail.below(key.name));
                continue;
            }
            self.check_id(id, &child, &trail);
            if self.is_table(table, &child, &trail) {
                tables.push((id, child));
            }
        }
        tables
    }

    pub(super) fn check_id(&mut self, id: &str, view: &View<'d>, trail: &Trail<'_>) {
        if is_id(id) {
            return;
        }
        let message =
            format!("\"{}\" is not an id: lower-case letters, digits and hyphens only", excerpt(id, 60));
        let help = match id_from(id) {
            Some(id) => format!("write `{id}`"),
            None => "write something like `crm` or `e-forms-2`".to_owned(),
        };
        self.report(Code::BadId, trail, view.key_origin(), message, help);
    }

    /// The id nearest to one that is not known.
    pub(super) fn nearest_id(&mut self, item: Item, id: &str) -> Option<&'d str> {
        let known = self.ids.list(item).len();
        self.may_compare(known).then(|| keys::nearest(id, self.ids.list(item).iter().copied())).flatten()
    }

    /// Whether that many names may still be compared.
    fn may_compare(&mut self, names: usize) -> bool {
        let left = self.comparisons.checked_sub(names);
        self.comparisons = left.unwrap_or(self.comparisons);
        self.cut |= left.is_none();
        left.is_some()
    }
}

/// The id that a text would make, if any.
fn id_from(text: &str) -> Option<String> {
    let spaced =
        text.chars().take(60).map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let id =
        spaced.collect::<String>().split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    is_id(&id).then_some(id)
}

/// The title that an id gives: `cloud-telephony` is `Cloud telephony`.
pub(super) fn title_from(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The beginning of a text from the file, made harmless, cut to that many characters.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    let mut cut: String = text.chars().take(most).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    harmless(&cut).into_owned()
}

/// What stands somewhere, for people: `the number 6`, `the text "six"`, `a list`.
pub(super) fn found(view: &View<'_>) -> String {
    let short = |text: &str| excerpt(text, 40);
    match view.form() {
        Form::Array => "a list".to_owned(),
        Form::Tables => "a list of tables".to_owned(),
        Form::Root | Form::Header | Form::Implied | Form::Dotted | Form::Inline => "a table".to_owned(),
        Form::Scalar(ScalarKind::String) => format!("the text \"{}\"", short(&view.scalar())),
        Form::Scalar(ScalarKind::Boolean(_)) => view.raw().to_owned(),
        Form::Scalar(ScalarKind::DateTime) => {
            let kind = match (view.raw().contains(':'), view.raw().contains('-')) {
                (false, _) => "date",
                (true, true) => "date and time",
                (true, false) => "time",
            };
            format!("the {kind} {}", short(view.raw()))
        }
        Form::Scalar(ScalarKind::Float | ScalarKind::Integer(_)) => {
            format!("the number {}", short(view.raw()))
        }
    }
}
