//! Values: words that the format has, ids of the plan, dates, durations.

use std::ops::Range;

use gen_lsp_types::CompletionItemKind as Kind;

use super::{Choice, Offer, links};
use crate::display::harmless;
use crate::keys::{Edge, Item, Length, Place, Type, place};
use crate::lsp::look::Look;
use crate::lsp::references::base;

/// What is typed of a value so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    /// Which item of a list it is.
    pub item: Option<usize>,
    /// The bytes of the value, quotes included.
    pub token: &'a Range<usize>,
    /// Those between its quotes.
    pub text: &'a Range<usize>,
    /// Where the cursor is.
    pub offset: usize,
}

impl Typed<'_> {
    /// The quotes that are missing before and after what takes the place of the text between them.
    pub(super) fn quotes(&self) -> (&'static str, &'static str) {
        let opened = self.text.start > self.token.start;
        let closed = self.token.end > self.text.end;
        (if opened { "" } else { "\"" }, if closed { "" } else { "\"" })
    }
}

/// What may be written as the value of a key; `None` when the format does not say.
pub(super) fn offer(look: &Look<'_>, above: &[String], typed: Typed<'_>) -> Option<Offer> {
    let ty = match place(above) {
        Some(Place::Key { key, .. }) => key.ty,
        Some(Place::Below { .. } | Place::Table { .. } | Place::Ids { .. }) => return None,
        None => return unset(look, above, typed),
    };
    if ty == Type::Links {
        return Some(links::offer(look, above, typed));
    }
    let listed =
        matches!(ty, Type::Choices(_) | Type::Ids(_) | Type::Links | Type::Texts | Type::DurationRange);
    if typed.item.is_some() && !listed {
        return None;
    }
    let quoted = |word: &str, detail: &str, kind: Kind| {
        let (before, after) = typed.quotes();
        Choice::new(word, kind, format!("{before}{word}{after}")).detail(detail)
    };
    let bare = |word: String, detail: String| Choice::new(word.clone(), Kind::Value, word).detail(detail);
    let mut span = typed.text.clone();
    let choices: Vec<Choice> = match ty {
        Type::Choice(words) => words.iter().map(|word| quoted(word, "", Kind::EnumMember)).collect(),
        Type::Choices(words) => {
            let there = written(look, above);
            let words = words
                .iter()
                .filter(|word| !there.iter().any(|it| it == *word) || is_typed(look, &typed, word));
            words.map(|word| quoted(word, "", Kind::EnumMember)).collect()
        }
        Type::Bool => ["true", "false"].map(|word| bare(word.to_owned(), String::new())).to_vec(),
        Type::Id(item) | Type::Shares(item) => {
            items(look, item).iter().map(|(id, title)| quoted(id, title, Kind::Reference)).collect()
        }
        Type::Ids(item) => {
            let there = written(look, above);
            let all = items(look, item);
            let free = all.iter().filter(|(id, _)| !there.contains(id) || is_typed(look, &typed, id));
            free.map(|(id, title)| quoted(id, title, Kind::Reference)).collect()
        }
        Type::Date(edge) => {
            span = typed.token.clone();
            dates(look, edge)
        }
        Type::Bound(edge) => {
            let words = ["start", "finish", "start + 6 months", "finish + 3 months"];
            let words = words.map(|word| quoted(word, "", Kind::EnumMember));
            let has_quote = typed.text.start > typed.token.start;
            let dates = if has_quote { Vec::new() } else { dates(look, edge) };
            words.into_iter().chain(dates).collect()
        }
        Type::Duration(length) => {
            durations(length).iter().map(|word| quoted(word, "", Kind::Value)).collect()
        }
        Type::DurationRange => {
            durations(Length::Any).iter().map(|word| quoted(word, "", Kind::Value)).collect()
        }
        Type::Year => {
            let years = look.analysis.money.years.iter();
            years.map(|year| quoted(&year.key(), "", Kind::Value)).collect()
        }
        Type::Currency => ["GBP", "EUR", "USD"].map(|word| quoted(word, "", Kind::Value)).to_vec(),
        Type::YearStart => {
            ["04-01", "01-01", "07-01", "10-01"].map(|word| quoted(word, "", Kind::Value)).to_vec()
        }
        Type::Percent(..) | Type::Percents(_) => {
            ["5%", "10%", "20%", "50%"].map(|word| quoted(word, "", Kind::Value)).to_vec()
        }
        Type::Text
        | Type::Notes
        | Type::Texts
        | Type::Money
        | Type::Amount
        | Type::Price
        | Type::Integer(..)
        | Type::Number(_)
        | Type::Links
        | Type::Years(_)
        | Type::Parts(_)
        | Type::Decisions
        | Type::Acceptances
        | Type::Table(_)
        | Type::Tables(_) => return None,
    };
    Some((span, choices))
}

/// Whether a word is just the one that stands at the cursor.
fn is_typed(look: &Look<'_>, typed: &Typed<'_>, word: &str) -> bool {
    &look.text()[typed.text.clone()] == word
}

/// The items of a list as they are written, or its single value.
pub(super) fn written(look: &Look<'_>, path: &[String]) -> Vec<String> {
    let source = look.source();
    let Some(node) = look.node(path) else { return Vec::new() };
    let all = std::iter::once(node).chain(source.index.children(node));
    all.map(|node| source.index.scalar(&source.text, node).into_owned()).collect()
}

/// The items of a kind with their titles, in the order of the file.
pub(super) fn items(look: &Look<'_>, item: Item) -> Vec<(String, String)> {
    let source = look.source();
    let title = |id: &str| {
        let node = look.node(&[item.word(), id, "title"]);
        let title = node.map_or(String::new(), |node| source.index.scalar(&source.text, node).into_owned());
        harmless(&title).into_owned()
    };
    look.ids_in(&[item.word()]).into_iter().map(|id| (id.to_owned(), title(id))).collect()
}

/// Days that are likely meant: of the plan, of its financial years, today.
fn dates(look: &Look<'_>, edge: Edge) -> Vec<Choice> {
    let (schedule, today) = (&look.analysis.schedule, look.options.today);
    let years = schedule.years.iter().map(|year| match edge {
        Edge::Begin => (year.first_day(), format!("{year} begins")),
        Edge::End => (year.end().previous(), format!("{year} ends")),
    });
    let mut days: Vec<_> = years.chain([(today, "today".to_owned())]).collect();
    days.sort_by_key(|(day, _)| *day);
    days.dedup_by_key(|(day, _)| *day);
    let choice = |(day, why): (crate::units::Day, String)| {
        Choice::new(day.to_string(), Kind::Value, day.to_string()).detail(why)
    };
    days.into_iter().map(choice).collect()
}

const fn durations(length: Length) -> &'static [&'static str] {
    match length {
        Length::Any => &["3 months", "6 months", "9 months", "12 months", "6 weeks", "0 days"],
        Length::Months => &["3 months", "6 months", "12 months", "2 years"],
        Length::Years => &["5 years", "10 years", "25 years"],
    }
}

/// The keys that an overlay may take away: those that the plan has there.
fn unset(look: &Look<'_>, above: &[String], typed: Typed<'_>) -> Option<Offer> {
    let (last, table) = above.split_last()?;
    if last != "unset" || base(table).len() == table.len() {
        return None;
    }
    let (before, after) = typed.quotes();
    let there = written(look, above);
    let names = look.ids_in(base(table)).into_iter().filter(|name| !there.iter().any(|it| it == name));
    let choices = names.map(|name| Choice::new(name, Kind::Property, format!("{before}{name}{after}")));
    Some((typed.text.clone(), choices.collect()))
}
