//! One field of a form: what it changes, what is typed, what it says of itself.

use tui_input::Input;

use super::{InRow, line};
use crate::diagnostic::Path;
use crate::document::{Document, Form as Written, View};
use crate::keys::{Key, Type};
use crate::revise::LineKind;

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it stands under.
    pub section: String,
    /// What it is called.
    pub label: String,
    /// The key as the file writes it, where that says more than the label.
    pub key: String,
    /// What it changes.
    pub kind: Kind,
    /// What it takes.
    pub ty: Type,
    /// What is typed.
    pub input: Input,
    /// What the file says.
    pub was: String,
    /// What holds when it is empty.
    pub empty: String,
    /// What it is for.
    pub doc: &'static str,
    /// What could be typed: ids or words, each with what it is called.
    pub choices: Vec<(String, String)>,
    /// Where it stands in a row of years, if it does.
    pub row: Option<InRow>,
    /// What is wrong with what the file says.
    pub fault: Option<String>,
    /// Whether it counts in the figures; if not, it is read and kept for later.
    pub counts: bool,
    /// Why what is typed cannot be taken.
    pub wrong: Option<String>,
    /// What is typed, as it will be written, where that reads otherwise.
    pub understood: Option<String>,
}

/// What a field changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The id of the item at a path.
    Id(Path),
    /// A key.
    Key(Path),
    /// The amount of a money line; empty takes the line away.
    Amount(Path, LineKind, String),
    /// A money line that is not there yet.
    NewLine(LineKind),
    /// An entry of a table of texts that is not there yet.
    NewEntry(Path),
    /// A money line that cannot be read: what is typed takes its place, and empty takes it away.
    Line(Path, LineKind),
    /// Tags of several initiatives, to be added or taken away.
    Tags(Path, bool),
    /// Something that the format does not know: it can only be taken away.
    Unknown(Path),
}

impl Kind {
    /// The place that it changes, as far as that is known before something is typed.
    pub fn place(&self) -> Option<&Path> {
        match self {
            Self::Key(path)
            | Self::Amount(path, ..)
            | Self::NewEntry(path)
            | Self::Line(path, _)
            | Self::Tags(path, _)
            | Self::Unknown(path) => Some(path),
            Self::Id(_) | Self::NewLine(_) => None,
        }
    }
}

impl Field {
    /// A field of a key with what the file says.
    pub fn of_key(section: &str, table: &str, key: &'static Key, at: Path, was: String) -> Self {
        let label = key.label(table).into_owned();
        let differs = !label.eq_ignore_ascii_case(&key.name.replace('-', " "));
        Self {
            section: section.to_owned(),
            key: if differs { key.name.to_owned() } else { String::new() },
            label,
            kind: Kind::Key(at),
            ty: key.ty,
            input: line(&was),
            was,
            empty: empty(table, key),
            doc: key.doc,
            choices: Vec::new(),
            row: None,
            fault: None,
            counts: key.counts,
            wrong: None,
            understood: None,
        }
    }

    /// Whether something else is typed than what was there.
    pub fn touched(&self) -> bool {
        self.input.value().trim() != self.was.trim()
    }

    /// What is wrong with what stands in it: with what is typed, or as long as nothing is, with what the file says.
    pub fn complaint(&self) -> Option<&str> {
        let fault = self.fault.as_deref().filter(|_| !self.touched());
        self.wrong.as_deref().or(fault)
    }

    /// Whether its text may have several lines.
    pub const fn tall(&self) -> bool {
        matches!(self.ty, Type::Notes)
    }

    /// What it is for and what it takes.
    pub fn about(&self) -> String {
        if let Some(understood) = self.understood.as_ref().filter(|_| self.touched()) {
            return format!("= {understood}");
        }
        // What was there already does not narrow what could stand there instead.
        let value = if self.touched() { self.input.value() } else { "" };
        let typed = value.rsplit(',').next().unwrap_or_default().trim().to_lowercase();
        let near = |(choice, title): &&(String, String)| {
            typed.is_empty()
                || choice.to_lowercase().contains(&typed)
                || title.to_lowercase().contains(&typed)
        };
        let near: Vec<&str> = self.choices.iter().filter(near).map(|(it, _)| it.as_str()).take(8).collect();
        let takes = match &self.kind {
            _ if !near.is_empty() => near.join(" · "),
            Kind::Amount(..) => "120_000, 120k, 1.4m, +10%, =1.2m+200k; empty takes the line away".to_owned(),
            Kind::Line(..) => "120k capital, 24k/y; empty takes the line away".to_owned(),
            Kind::Unknown(_) => "empty takes it away".to_owned(),
            Kind::NewLine(LineKind::Cost) => "120k capital from borrowing; 15k one-off; 24k/y".to_owned(),
            Kind::NewLine(LineKind::Benefit) => "40k/y cashable; 15k once; non-cashable".to_owned(),
            Kind::NewLine(LineKind::Shift) => "12_000 from phone to web".to_owned(),
            Kind::NewEntry(_) if self.ty == Type::Decisions => "2028-02-14 Cabinet: approved".to_owned(),
            Kind::NewEntry(_) => "M205 agreed with the supplier".to_owned(),
            Kind::Key(_) if self.row.is_some() => {
                format!("{}; a pasted row fills the years", typed_words(self.ty))
            }
            Kind::Id(_) => "lower-case letters, digits and hyphens".to_owned(),
            Kind::Key(_) if self.empty.ends_with(" values)") => {
                format!("{}; - takes it away from all", typed_words(self.ty))
                    .trim_start_matches("; ")
                    .to_owned()
            }
            Kind::Key(_) | Kind::Tags(..) => typed_words(self.ty),
        };
        // What only says the label again is not said.
        let doc = if self.doc == "Its title" { "" } else { self.doc };
        let key = if self.key.is_empty() { String::new() } else { format!(" (`{}`)", self.key) };
        let key = if self.counts { key } else { format!("{key}, in no figure yet") };
        match (doc.is_empty(), takes.is_empty()) {
            (true, _) => takes,
            (false, true) => format!("{doc}{key}"),
            (false, false) => format!("{doc}{key}: {takes}"),
        }
    }
}

/// What holds while a key says nothing, in people's words.
fn empty(table: &str, key: &Key) -> String {
    match (table, key.name, key.default.trim_matches('"')) {
        ("envelope", "pays", _) => "capital, one-off, recurrent".to_owned(),
        (_, _, "false") => "no".to_owned(),
        (_, _, other) => other.to_owned(),
    }
}

/// What can be typed, by example; nothing where any text will do.
fn typed_words(ty: Type) -> String {
    let words = match ty {
        Type::Text => "",
        Type::Notes => "Alt+Enter begins a new line",
        Type::Date(_) => "2028-01-15, Jan 28, Q4 27/28, FY28/29, +6m",
        Type::Bound(_) => "finish + 3 months, start, or a date: 2028-01-15, Q4 27/28",
        Type::Duration(_) => "6 months, 10 weeks; or 6m, 10w, 2q, 1y, +2m",
        Type::DurationRange => "shortest, longest: 4m, 9m",
        Type::Money => "120_000, 120k, 1.4m, +10%, =1.2m+200k",
        Type::Price => "0.15, up to six decimals",
        Type::Amount => "120k, 1.4m, +10%, =1.2m+200k; by year: 2027-28 80k, 2028-29 40k",
        Type::Percents(words) => return format!("10%, or by kind: {} 10%, {} 5%", words[0], words[1]),
        Type::Shares(_) => "one id, or shares: borrowing 60%, grants 40%",
        Type::Parts(_) => "neighbour 40%",
        Type::Texts => "words, parted by commas",
        Type::Year => "2027-28, 27/28, FY27/28",
        Type::Percent(-100, _) => "+10%, -20%",
        Type::Percent(..) => "3.5%",
        Type::Number(None) => "52, 4.5",
        Type::Currency => "GBP",
        Type::YearStart => "04-01, or April",
        other => return other.accepts().replace('"', ""),
    };
    words.to_owned()
}

/// The value of a key as a text to type in; nothing when it is not written.
pub fn written(document: &Document, path: &Path, ty: Type) -> String {
    document.value(path).map_or_else(String::new, |view| shown(&view, ty))
}

fn shown(view: &View<'_>, ty: Type) -> String {
    match view.form() {
        Written::Array => view.items().map(|item| item.scalar().into_owned()).collect::<Vec<_>>().join(", "),
        Written::Scalar(_) if ty == Type::Bool => match view.scalar().as_ref() {
            "true" => "yes".to_owned(),
            "false" => "no".to_owned(),
            other => other.to_owned(),
        },
        Written::Scalar(_) if ty == Type::Notes => view.scalar().replace("\r\n", "\n"),
        Written::Scalar(_) => view.scalar().replace(['\r', '\n'], " ").trim().to_owned(),
        Written::Header | Written::Implied | Written::Dotted | Written::Inline => {
            let entry = |(key, value): (&str, View<'_>)| format!("{key} {}", value.scalar());
            view.entries().filter(|(_, it)| !it.is_table()).map(entry).collect::<Vec<_>>().join(", ")
        }
        Written::Root | Written::Tables => String::new(),
    }
}
