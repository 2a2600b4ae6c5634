//! One spelling for every way to write a value.

use std::collections::BTreeMap;

use super::{Leaf, Value};
use crate::document::{Form, ScalarKind, View};
use crate::keys::{self, Edge, Table, Type};
use crate::units::{Day, Duration, Month, Percent, parse_amount};

/// What the table of keys says of a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Under {
    /// Keys of this table; `None`: of one that the format does not know.
    Table(Option<&'static Table>),
    /// Ids, each a table of this name.
    Ids(&'static str),
    /// What a key holds, the words below it included.
    Key(Type),
    /// Nothing.
    Unknown,
}

impl Under {
    /// What stands under a key here.
    pub(super) fn below(self, key: &str) -> Self {
        match self {
            Self::Table(table) => {
                table.and_then(|table| table.key(key)).map_or(Self::Unknown, |key| match key.ty {
                    Type::Table(name) => Self::Table(keys::named(name)),
                    Type::Tables(name) => Self::Ids(name),
                    ty => Self::Key(ty),
                })
            }
            Self::Ids("scenario") => Self::Table(keys::named("")),
            Self::Ids(name) => Self::Table(keys::named(name)),
            Self::Key(ty) => Self::Key(ty),
            Self::Unknown => Self::Unknown,
        }
    }

    /// The spelling of a key here: a financial year has a hyphen.
    pub(super) fn key(self, key: &str) -> String {
        match self {
            Self::Key(Type::Years(_) | Type::Amount) => key.replace('/', "-"),
            Self::Key(_) | Self::Table(_) | Self::Ids(_) | Self::Unknown => key.to_owned(),
        }
    }

    /// What the key takes.
    pub(super) const fn ty(self) -> Option<Type> {
        match self {
            Self::Key(ty) => Some(ty),
            Self::Table(_) | Self::Ids(_) | Self::Unknown => None,
        }
    }
}

/// What a place says that is no table.
pub(super) fn leaf(view: &View<'_>, ty: Option<Type>) -> Leaf {
    let is_list = view.form() == Form::Array;
    let set = match ty {
        Some(Type::Links | Type::Ids(_) | Type::Texts | Type::Choices(_)) => true,
        Some(Type::DurationRange) => false,
        _ => is_list,
    };
    if !set {
        let written = if is_list { one_line(view) } else { written(view) };
        return Leaf::One(Value { meaning: meaning(view, ty), written });
    }
    let mut items = BTreeMap::new();
    for item in view.items() {
        let value = Value { meaning: meaning(&item, ty), written: written(&item) };
        let about = match ty {
            Some(Type::Links) => link_identity(&item.scalar()),
            _ => value.meaning.clone(),
        };
        items.insert(about, value);
    }
    Leaf::Many(items)
}

/// As the file writes a value, strings without their quotes.
fn written(view: &View<'_>) -> String {
    match view.form() {
        Form::Scalar(_) => view.scalar().into_owned(),
        Form::Array
        | Form::Tables
        | Form::Root
        | Form::Header
        | Form::Implied
        | Form::Dotted
        | Form::Inline => one_line(view),
    }
}

/// A list or table on one line.
fn one_line(view: &View<'_>) -> String {
    match view.form() {
        Form::Scalar(_) => view.raw().to_owned(),
        Form::Array | Form::Tables => {
            let items: Vec<String> = view.items().map(|item| one_line(&item)).collect();
            format!("[{}]", items.join(", "))
        }
        Form::Root | Form::Header | Form::Implied | Form::Dotted | Form::Inline => {
            let mut entries: Vec<String> =
                view.entries().map(|(key, below)| format!("{key} = {}", one_line(&below))).collect();
            entries.sort_unstable();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

/// What a value means, in one spelling.
fn meaning(view: &View<'_>, ty: Option<Type>) -> String {
    let Form::Scalar(kind) = view.form() else { return one_line(view) };
    let text = view.scalar();
    let typed = match (ty, kind) {
        (Some(Type::Duration(_) | Type::DurationRange), ScalarKind::String) => {
            Duration::parse(&text).map(|it| it.to_string())
        }
        (
            Some(Type::Percent(..) | Type::Percents(_) | Type::Parts(_) | Type::Shares(_)),
            ScalarKind::String,
        ) => Percent::parse(&text).map(|it| it.to_string()),
        (Some(Type::Date(edge) | Type::Bound(edge)), ScalarKind::String) => {
            month(&text, edge).or_else(|| offset(&text))
        }
        (Some(Type::Links), ScalarKind::String) => Some(link(&text)),
        (_, ScalarKind::Integer(_) | ScalarKind::Float) => {
            parse_amount(&text).map(|number| number.normalize().to_string())
        }
        (_, ScalarKind::String | ScalarKind::Boolean(_) | ScalarKind::DateTime) => None,
    };
    // A string that stays one is told from a bare value by its quote.
    typed.unwrap_or_else(|| if kind == ScalarKind::String { format!("\"{text}") } else { text.into_owned() })
}

/// A month that stands for its first or last day, as a date.
fn month(text: &str, edge: Edge) -> Option<String> {
    let month = Month::parse(text.trim())?;
    let day: Day = match edge {
        Edge::Begin => month.first_day(),
        Edge::End => month.plus(1).first_day().previous(),
    };
    Some(day.to_string())
}

/// `finish + 3m` as `finish + 3 months`.
fn offset(text: &str) -> Option<String> {
    let (name, sign, length) = split(text);
    let length = length.map(|length| Duration::parse(length).map(|it| it.to_string()));
    match length {
        None => None,
        Some(length) => Some(format!("\"{name} {sign} {}", length?)),
    }
}

/// A reference in one spelling: `crm.finish + 2m` is `crm + 2 months`.
fn link(text: &str) -> String {
    let (_, sign, length) = split(text);
    let about = link_identity(text);
    match length.map(Duration::parse) {
        Some(Some(length)) if !length.is_zero() => format!("{about} {sign} {length}"),
        Some(None) => text.to_owned(),
        Some(Some(_)) | None => about,
    }
}

/// What a reference is about: its target and end, without lag or lead. `crm.finish + 2m` is about `crm`.
pub fn link_identity(text: &str) -> String {
    let (name, _, _) = split(text);
    let (prefix, name) = name.split_once(':').map_or(("", name), |(prefix, name)| (prefix, name.trim()));
    let name = name.strip_suffix(".finish").unwrap_or(name);
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") }
}

/// A name, the sign of its offset, and the offset as written.
fn split(text: &str) -> (&str, char, Option<&str>) {
    let text = text.trim();
    let plus = text.find('+');
    let minus = text.match_indices('-').map(|(at, _)| at).find(|at| text[..*at].ends_with([' ', '\t']));
    match plus.into_iter().chain(minus).min() {
        None => (text, '+', None),
        Some(at) => {
            let sign = if text[at..].starts_with('-') { '-' } else { '+' };
            (text[..at].trim_end(), sign, Some(text[at + 1..].trim()))
        }
    }
}
