//! The fields of the form: made from the key table and the text, and turned into edits.

use tui_input::Input;

use super::line;
use crate::diagnostic::Path;
use crate::document::{Document, Form as Written};
use crate::edit::{Change, Edit, LayerName, Value};
use crate::keys::{self, Item, Type};
use crate::plan::{Amount, BenefitKind, ByYear, Initiative, InitiativeIx, Plan};
use crate::revise::{self, LineKind};

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it stands under.
    pub section: &'static str,
    /// What it is called.
    pub label: String,
    /// What it changes.
    pub kind: Kind,
    /// What is typed.
    pub input: Input,
    /// What the file says.
    pub was: String,
    /// What holds when it is empty.
    pub empty: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// What could be typed: ids or words.
    pub choices: Vec<String>,
    /// Why what is typed cannot be taken.
    pub wrong: Option<String>,
}

/// What a field changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A key.
    Key(Path),
    /// The amount of a money line; empty takes the line away.
    Amount(Path, LineKind, String),
    /// A money line that is not there yet.
    NewLine(LineKind),
}

impl Field {
    /// Whether it differs from the file.
    pub fn touched(&self) -> bool {
        self.input.value().trim() != self.was.trim()
    }

    /// What it is for and what it takes.
    pub fn about(&self) -> String {
        // What the file says already does not narrow what could stand there instead.
        let value = if self.touched() { self.input.value() } else { "" };
        let typed = value.rsplit(',').next().unwrap_or_default().trim().to_lowercase();
        let near: Vec<&str> = self
            .choices
            .iter()
            .map(String::as_str)
            .filter(|choice| typed.is_empty() || choice.to_lowercase().contains(&typed))
            .take(6)
            .collect();
        let takes = match &self.kind {
            _ if !near.is_empty() => near.join(" · "),
            Kind::Key(path) => keys::lookup(path).map(|key| typed_words(key.ty)).unwrap_or_default(),
            Kind::Amount(..) => "an amount: 120_000, 120k, 1.2m; empty takes the line away".to_owned(),
            Kind::NewLine(LineKind::Cost) => "120k capital from borrowing; or one-off, recurrent".to_owned(),
            Kind::NewLine(_) => "40k cashable a year; or non-cashable".to_owned(),
        };
        match (self.doc.is_empty(), takes.is_empty()) {
            (true, _) => takes,
            (false, true) => self.doc.to_owned(),
            (false, false) => format!("{}: {takes}", self.doc),
        }
    }
}

/// What can be typed, by example; nothing where any text will do.
fn typed_words(ty: Type) -> String {
    match ty {
        Type::Text | Type::Notes => String::new(),
        Type::Date(_) => "2027-10-01, or 2027-10 for the month".to_owned(),
        Type::Duration(_) => "6 months, 10 weeks; or 6m, 10w, 2q, 1y".to_owned(),
        Type::DurationRange => "shortest, longest: 4m, 9m".to_owned(),
        Type::Money | Type::Amount => "120_000, 120k or 1.2m".to_owned(),
        Type::Texts => "words, parted by commas".to_owned(),
        Type::Shares(_) => "the id of an envelope".to_owned(),
        other => other.accepts(),
    }
}

/// The value of a key as one line to type in; nothing when it is not written.
fn written(document: &Document, path: &Path) -> String {
    let Some(view) = document.value(path) else { return String::new() };
    match view.form() {
        Written::Array => view.items().map(|item| item.scalar().into_owned()).collect::<Vec<_>>().join(", "),
        Written::Scalar(_) => view.scalar().replace(['\r', '\n'], " ").trim().to_owned(),
        Written::Root
        | Written::Header
        | Written::Implied
        | Written::Dotted
        | Written::Inline
        | Written::Tables => String::new(),
    }
}

/// The fields of an initiative: its keys in the order of the key table, then its money.
pub fn of_initiative(document: &Document, plan: &Plan, at: InitiativeIx) -> Vec<Field> {
    let initiative = &plan.initiatives[at.at()];
    let own = Path::new(["initiative", initiative.id.as_str()]);
    let mut fields = Vec::new();
    for key in keys::of_table("initiative").iter().filter(|key| typed_in(key.ty)) {
        let path = own.child(key.name);
        // A text of several lines is edited in the file: typing it here would make it one line.
        let several = document.value(&path).is_some_and(|view| {
            matches!(view.form(), Written::Scalar(_)) && view.scalar().trim_end().contains('\n')
        });
        if several {
            continue;
        }
        let was = written(document, &path);
        fields.push(Field {
            section: "Initiative",
            label: key.name.to_owned(),
            input: line(&was),
            was,
            empty: key.default.trim_matches('"'),
            doc: key.doc,
            choices: choices(plan, key.ty),
            kind: Kind::Key(path),
            wrong: None,
        });
    }
    money(document, plan, initiative, &own, &mut fields);
    fields
}

const fn typed_in(ty: Type) -> bool {
    match ty {
        Type::Text
        | Type::Notes
        | Type::Date(_)
        | Type::Duration(_)
        | Type::DurationRange
        | Type::Money
        | Type::Amount
        | Type::Price
        | Type::Percent(..)
        | Type::Bool
        | Type::Integer(..)
        | Type::Number(_)
        | Type::Choice(_)
        | Type::Choices(_)
        | Type::Id(_)
        | Type::Ids(_)
        | Type::Links
        | Type::Texts
        | Type::Bound(_)
        | Type::Currency
        | Type::YearStart
        | Type::Year => true,
        Type::Percents(_)
        | Type::Years(_)
        | Type::Shares(_)
        | Type::Parts(_)
        | Type::Decisions
        | Type::Acceptances
        | Type::Table(_)
        | Type::Tables(_) => false,
    }
}

fn choices(plan: &Plan, ty: Type) -> Vec<String> {
    let ids = |item: Item| -> Vec<String> {
        match item {
            Item::Stage => plan.stages.iter().map(|it| it.id.clone()).collect(),
            Item::Initiative => {
                plan.initiatives.iter().filter(|it| !it.dropped).map(|it| it.id.clone()).collect()
            }
            Item::Envelope => plan.envelopes.iter().map(|it| it.id.clone()).collect(),
            Item::Technology => plan.technologies.iter().map(|it| it.id.clone()).collect(),
            Item::Channel => plan.channels.iter().map(|it| it.id.clone()).collect(),
            Item::Partner => plan.partners.iter().map(|it| it.id.clone()).collect(),
            Item::Measure => plan.measures.iter().map(|it| it.id.clone()).collect(),
        }
    };
    match ty {
        Type::Choice(words) | Type::Choices(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        Type::Bool => vec!["true".to_owned(), "false".to_owned()],
        Type::Id(item) | Type::Ids(item) | Type::Shares(item) => ids(item),
        Type::Links => ids(Item::Initiative),
        _ => Vec::new(),
    }
}

fn money(document: &Document, plan: &Plan, initiative: &Initiative, own: &Path, fields: &mut Vec<Field>) {
    let envelopes = choices(plan, Type::Id(Item::Envelope));
    for cost in &initiative.costs {
        let place = own.child("cost").child(&cost.id);
        amounts(document, fields, "Costs", &place, LineKind::Cost, &cost.id, cost.kind.word(), &cost.amount);
        let payer = place.child("funded-by");
        let shared = document.value(&payer).is_some_and(|view| view.is_table());
        if !shared {
            let was = written(document, &payer);
            fields.push(Field {
                section: "Costs",
                label: "  paid by".to_owned(),
                input: line(&was),
                was,
                empty: "the only envelope that pays it",
                doc: "",
                choices: envelopes.clone(),
                kind: Kind::Key(payer),
                wrong: None,
            });
        }
    }
    fields.push(new_line("Costs", "+ cost", LineKind::Cost));
    for benefit in &initiative.benefits {
        let place = own.child("benefit").child(&benefit.id);
        let kind = match benefit.kind {
            BenefitKind::Cashable => "cashable",
            BenefitKind::NonCashable => "non-cashable",
        };
        amounts(document, fields, "Benefits", &place, LineKind::Benefit, &benefit.id, kind, &benefit.amount);
    }
    fields.push(new_line("Benefits", "+ benefit", LineKind::Benefit));
}

fn new_line(section: &'static str, label: &str, kind: LineKind) -> Field {
    Field {
        section,
        label: label.to_owned(),
        kind: Kind::NewLine(kind),
        input: line(""),
        was: String::new(),
        empty: "type to add",
        doc: "",
        choices: Vec::new(),
        wrong: None,
    }
}

#[expect(clippy::too_many_arguments, reason = "a line of money has that many names")]
fn amounts(
    document: &Document,
    fields: &mut Vec<Field>,
    section: &'static str,
    place: &Path,
    line_kind: LineKind,
    id: &str,
    word: &str,
    amount: &Amount,
) {
    let mut field = |label: String, path: Path, kind: Kind| {
        let was = written(document, &path);
        fields.push(Field {
            section,
            label,
            input: line(&was),
            was,
            empty: "",
            doc: "",
            choices: Vec::new(),
            kind,
            wrong: None,
        });
    };
    let at = place.child(word);
    match amount {
        Amount::Whole(_) => {
            field(format!("{id} {word}"), at.clone(), Kind::Amount(at, line_kind, id.to_owned()));
        }
        Amount::ByYear(years) => by_year(years, |year| {
            let path = at.child(year.clone());
            field(format!("{id} {year}"), path.clone(), Kind::Key(path));
        }),
    }
}

fn by_year(years: &ByYear, mut field: impl FnMut(String)) {
    for year in years.keys() {
        field(year.key());
    }
}

/// Whether a key holds dependencies.
fn links(path: &Path) -> bool {
    keys::lookup(path).is_some_and(|key| key.ty == Type::Links)
}

/// What was typed, as one change; the field that cannot be taken says why. `document` is the one that the fields were
/// made of.
pub fn change(
    fields: &mut [Field],
    document: &Document,
    plan: &Plan,
    at: InitiativeIx,
    layer: &LayerName,
) -> Option<Result<Change, ()>> {
    let initiative = &plan.initiatives[at.at()];
    let (mut edits, mut names, mut wrong) = (Vec::new(), Vec::new(), false);
    for field in fields.iter_mut() {
        field.wrong = None;
        if !field.touched() {
            continue;
        }
        let typed = field.input.value();
        let made = match &field.kind {
            Kind::Key(path) if links(path) && !typed.trim().is_empty() => {
                Ok(revise::relink(document, path, &revise::list(typed)))
            }
            Kind::Key(path) => revise::set_typed(
                path,
                typed,
                &initiative.title,
                layer,
                revise::Beside { present: &field.was, day: None, year_start: plan.year_start },
            )
            .map(|it| it.edits),
            Kind::Amount(_, kind, id) if typed.trim().is_empty() => {
                Ok(revise::remove_line(plan, at, *kind, id, layer).edits)
            }
            Kind::Amount(path, ..) => revise::set_typed(
                path,
                typed,
                &initiative.title,
                layer,
                revise::Beside { present: &field.was, day: None, year_start: plan.year_start },
            )
            .map(|it| it.edits),
            Kind::NewLine(kind) => new(plan, initiative, *kind, typed),
        };
        match made {
            Ok(made) => {
                edits.extend(made);
                names.push(field.label.trim().trim_start_matches("+ ").to_owned());
            }
            Err(why) => {
                field.wrong = Some(why);
                wrong = true;
            }
        }
    }
    if wrong {
        return Some(Err(()));
    }
    if edits.is_empty() {
        return None;
    }
    let label = match names.as_slice() {
        [one] => format!("Change {one} of {}", initiative.title),
        [one, other] => format!("Change {one} and {other} of {}", initiative.title),
        many => format!("Change {} fields of {}", many.len(), initiative.title),
    };
    Some(Ok(Change { label, edits, layer: layer.clone() }))
}

/// A money line typed in one line: `120k capital from borrowing`, `40k cashable a year`.
fn new(plan: &Plan, initiative: &Initiative, kind: LineKind, typed: &str) -> Result<Vec<Edit>, String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let amount = words.iter().find_map(|word| revise::value(Type::Money, word));
    let amount = amount.ok_or_else(|| "an amount is needed: 120_000, 120k, 1.2m".to_owned())?;
    let (kinds, fallback): (&[&str], &str) = match kind {
        LineKind::Cost => (&["capital", "one-off", "recurrent"], "capital"),
        LineKind::Benefit | LineKind::Shift => (&["cashable", "non-cashable"], "cashable"),
    };
    let word = kinds.iter().find(|kind| words.contains(*kind)).unwrap_or(&fallback);
    let mut entries = vec![((*word).to_owned(), amount)];
    let yearly = *word == "recurrent" || words.contains(&"year") || kind == LineKind::Benefit;
    if yearly && *word != "one-off" {
        entries.push(("per".to_owned(), Value::Text("year".to_owned())));
    }
    if let Some(after) = words.iter().position(|word| *word == "from" || *word == "by") {
        let envelope = words.get(after + 1).copied().unwrap_or_default();
        if plan.envelope(envelope).is_none() {
            let known: Vec<&str> = plan.envelopes.iter().map(|it| it.id.as_str()).collect();
            return Err(format!("from which envelope? {}", known.join(" · ")));
        }
        entries.push(("funded-by".to_owned(), Value::Text(envelope.to_owned())));
    }
    let taken = |id: &str| match kind {
        LineKind::Cost => initiative.costs.iter().any(|line| line.id == id),
        LineKind::Benefit | LineKind::Shift => initiative.benefits.iter().any(|line| line.id == id),
    };
    let id = (1..=u32::MAX)
        .map(|number| if number == 1 { (*word).to_owned() } else { format!("{word}-{number}") })
        .find(|id| !taken(id))
        .expect("some number is free");
    Ok(vec![revise::write_line(&initiative.id, kind, &id, entries)])
}
