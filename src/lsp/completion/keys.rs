//! Keys: those that the format has here and the text has not, with what they take.

use std::ops::Range;

use gen_lsp_types::CompletionItemKind as Kind;

use super::{Choice, Offer, values};
use crate::document::Next;
use crate::keys::{Edge, Figure, Item, Key, Length, Place, Table, Type, is_id, keys_of, place};
use crate::lsp::hover::facts;
use crate::lsp::look::Look;
use crate::lsp::references::{base, unquoted};

/// What may be written where a key stands.
pub(super) fn offer(look: &Look<'_>, above: &[String], part: &Range<usize>, next: Next) -> Offer {
    let typed = unquoted(&look.text()[part.clone()]);
    let there: Vec<&str> = look.names_in(above).into_iter().filter(|name| *name != typed).collect();
    let choices = match place(above) {
        Some(Place::Table { table, overlay }) => {
            let keys = keys_of(table, overlay);
            let mut choices: Vec<Choice> = keys
                .into_iter()
                .filter(|key| !is_settled(table, key, &there))
                .map(|key| choice(look, key, next))
                .collect();
            if overlay && !there.contains(&"unset") && !table.name.is_empty() {
                let text = if next == Next::Nothing { "unset = " } else { "unset" };
                choices.push(
                    Choice::new("unset", Kind::Property, text)
                        .detail("a list of keys")
                        .notes(vec!["Takes keys of the plan away.".to_owned()]),
                );
            }
            choices
        }
        Some(Place::Ids { table, .. }) => ids(look, above, table, &there, next),
        Some(Place::Key { key, .. }) => below(look, above, key, &there, next),
        Some(Place::Below { .. }) | None => Vec::new(),
    };
    (part.clone(), choices)
}

/// Whether a key need not be offered: it is there and holds one value, or another of its kind is.
fn is_settled(table: &Table, key: &Key, there: &[&str]) -> bool {
    let goes_on = matches!(
        key.ty,
        Type::Table(_) | Type::Tables(_) | Type::Years(_) | Type::Decisions | Type::Acceptances
    );
    let kinds: &[&str] = match table.name {
        "cost" => &["capital", "one-off", "recurrent"],
        "benefit" => &["cashable", "non-cashable"],
        _ => &[],
    };
    let kind_is_there = kinds.contains(&key.name) && kinds.iter().any(|kind| there.contains(kind));
    kind_is_there || (there.contains(&key.name) && !goes_on)
}

fn choice(look: &Look<'_>, key: &Key, next: Next) -> Choice {
    let (plain, snippet) = value_shape(look, key.ty);
    // What it is for is seen at once; the rest where an editor has room for it.
    let detail = if key.is_required() { format!("required: {}", key.doc) } else { key.doc.to_owned() };
    let notes = std::iter::once(format!("{}.", key.doc)).chain(facts(key)).collect();
    let kind = if matches!(key.ty, Type::Table(_) | Type::Tables(_)) { Kind::Module } else { Kind::Property };
    match next {
        Next::Nothing => {
            let text = format!("{}{plain}", key.name);
            Choice::new(key.name, kind, text).snippet(format!("{}{snippet}", key.name))
        }
        Next::Part | Next::Value => Choice::new(key.name, kind, key.name),
    }
    .detail(detail)
    .notes(notes)
}

/// What follows a key: so far as it is always the same, and with places to fill in.
fn value_shape(look: &Look<'_>, ty: Type) -> (&'static str, String) {
    let year = look.analysis.money.years.first().map_or_else(|| "2027-28".to_owned(), |year| year.key());
    let one_of = |words: &[&str]| format!("\"${{1|{}|}}\"", words.join(","));
    let value = match ty {
        Type::Years(_) => return (".", format!(".${{1:{year}}} = ${{2:0}}")),
        Type::Table(_) => return (".", ".$0".to_owned()),
        Type::Tables("cost") => {
            let snippet = ".${1:delivery} = { ${2|one-off,capital,recurrent|} = ${3:0} }";
            return (".", snippet.to_owned());
        }
        Type::Tables("benefit") => {
            let snippet = ".${1:saving} = { ${2|cashable,non-cashable|} = ${3:0}, per = \"year\" }";
            return (".", snippet.to_owned());
        }
        Type::Tables(_) => return (".", ".${1:id}.$0".to_owned()),
        Type::Decisions => {
            return (".", format!(".${{1:{}}} = \"${{2:what and by whom}}\"", look.options.today));
        }
        Type::Acceptances => return (".", ".${1:M205} = \"${2:why}\"".to_owned()),
        Type::Text | Type::Notes | Type::Id(_) | Type::Shares(_) | Type::Currency | Type::YearStart => {
            "\"$1\"".to_owned()
        }
        Type::Texts | Type::Ids(_) | Type::Links => "[\"$1\"]".to_owned(),
        Type::Choices(words) => format!("[{}]", one_of(words)),
        Type::Choice(words) => one_of(words),
        Type::Bool => "${1|true,false|}".to_owned(),
        Type::Date(Edge::Begin) => format!("${{1:{}}}", look.analysis.schedule.start),
        Type::Date(Edge::End) => format!("${{1:{}}}", look.analysis.schedule.end.previous()),
        Type::Bound(Edge::Begin | Edge::End) => "\"${1:finish}\"".to_owned(),
        Type::Duration(Length::Years) => "\"${1:5 years}\"".to_owned(),
        Type::Duration(Length::Any | Length::Months) => "\"${1:6 months}\"".to_owned(),
        Type::DurationRange => "[\"${1:4 months}\", \"${2:9 months}\"]".to_owned(),
        Type::Percent(..) | Type::Percents(_) => "\"${1:10}%\"".to_owned(),
        Type::Parts(_) => "{ ${1:partner} = \"${2:50}%\" }".to_owned(),
        Type::Year => format!("\"${{1:{year}}}\""),
        Type::Money | Type::Amount | Type::Price | Type::Integer(..) | Type::Number(_) => "${1:0}".to_owned(),
    };
    (" = ", format!(" = {value}"))
}

/// Ids: of what is there already, so that more can be said of it, and of a new one.
fn ids(look: &Look<'_>, above: &[String], table: &'static Table, there: &[&str], next: Next) -> Vec<Choice> {
    let overlaid = look.ids_in(base(above)).into_iter().filter(|id| !there.contains(id));
    let known = there.iter().copied().filter(|id| is_id(id)).chain(overlaid);
    let mut choices: Vec<Choice> =
        known.map(|id| Choice::new(id, Kind::Reference, id).detail(table.doc)).collect();
    let line = match table.name {
        "cost" => "${1:delivery} = { ${2|one-off,capital,recurrent|} = ${3:0} }",
        "benefit" => "${1:saving} = { ${2|cashable,non-cashable|} = ${3:0}, per = \"year\" }",
        _ => return choices,
    };
    if next == Next::Nothing {
        let new = Choice::new(format!("new {} line", table.name), Kind::Snippet, "").detail(table.doc);
        choices.insert(0, new.snippet(line));
    }
    choices.retain(|choice| look.client.snippets || !choice.text.is_empty());
    choices
}

/// What stands below a key: years, kinds, ids, dates, codes.
fn below(look: &Look<'_>, above: &[String], key: &Key, there: &[&str], next: Next) -> Vec<Choice> {
    let end = if next == Next::Nothing { " = " } else { "" };
    let plain = |name: String, detail: String| {
        Choice::new(name.clone(), Kind::EnumMember, format!("{name}{end}")).detail(detail)
    };
    let years = || {
        let years = look.analysis.money.years.iter().map(|year| (year.key(), year.to_string()));
        years.filter(|(key, _)| !there.contains(&key.as_str())).collect::<Vec<_>>()
    };
    match key.ty {
        Type::Years(Figure::Money | Figure::Count) | Type::Amount => {
            years().into_iter().map(|(key, shown)| plain(key, format!("financial year {shown}"))).collect()
        }
        Type::Percents(words) => {
            let words = words.iter().filter(|word| !there.contains(*word));
            words.map(|word| plain((*word).to_owned(), "a percentage".to_owned())).collect()
        }
        Type::Shares(item) | Type::Parts(item) => {
            let all = values::items(look, item).into_iter().filter(|(id, _)| !there.contains(&id.as_str()));
            all.map(|(id, title)| plain(id, title)).collect()
        }
        Type::Decisions => vec![plain(look.options.today.to_string(), "today".to_owned())],
        Type::Acceptances => {
            codes(look, above, there).into_iter().map(|(code, said)| plain(code, said)).collect()
        }
        _ => Vec::new(),
    }
}

/// The warnings that an initiative has and does not accept yet.
fn codes(look: &Look<'_>, above: &[String], there: &[&str]) -> Vec<(String, String)> {
    let path = base(above);
    let Some(owner) = path.get(..2) else { return Vec::new() };
    if owner[0] != Item::Initiative.word() {
        return Vec::new();
    }
    let of_it = look.analysis.diagnostics.iter().filter(|it| it.at.keys.starts_with(owner));
    let warnings = of_it.filter(|it| it.severity == crate::diagnostic::Severity::Warning);
    let mut found: Vec<(String, String)> = warnings
        .map(|it| (it.code.info().code.to_owned(), crate::display::harmless(&it.message).into_owned()))
        .filter(|(code, _)| !there.contains(&code.as_str()))
        .collect();
    found.dedup_by(|a, b| a.0 == b.0);
    found
}
