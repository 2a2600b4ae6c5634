//! No key of the format without a field, and every field writes what is typed in it.

use super::{Subject, fields_of};
use crate::analysis::{Options, analyse};
use crate::diagnostic::Path;
use crate::document::{Document, Source, apply};
use crate::edit::LayerName;
use crate::keys::{self, Key, Length, Table, Type};
use crate::tui::testing::today;

/// A plan with one of everything, each with as little in it as may be.
const ONE_OF_EACH: &str = r#"[plan]
start = 2027-04-01
end = 2030-03-31

[stage.one]

[stage.two]

[envelope.money]

[initiative.first]

[initiative.work]
stage = "one"
cost.build = { capital = 1_000 }
benefit.less = { cashable = 1_000 }
shift.web = { contacts = 10, from = "phone", to = "phone" }

[technology.system]

[channel.phone]

[channel.web]

[partner.neighbour]

[risk.flood]

[measure.speed]

[case.worse]

[scenario.lean]
"#;

fn document(text: &str) -> Document {
    Document::new(Source::new("plan.toml", text))
}

/// Where the tables of that name stand in the plan above.
fn place(table: &Table) -> Path {
    let id = |name: &str| match name {
        "stage" => "one",
        "envelope" => "money",
        "initiative" => "work",
        "technology" => "system",
        "channel" => "phone",
        "partner" => "neighbour",
        "risk" => "flood",
        "measure" => "speed",
        "case" => "worse",
        "scenario" => "lean",
        "cost" => "build",
        "benefit" => "less",
        "shift" => "web",
        other => panic!("the plan of this test has no {other}"),
    };
    let mut keys: Vec<String> = Vec::new();
    for name in table.path.split('.').filter(|name| !name.is_empty()) {
        let last = keys.last().cloned().unwrap_or_default();
        keys.push(if name == "*" { id(&last).to_owned() } else { name.to_owned() });
    }
    Path::new(keys)
}

/// The form in which the keys of a table are edited.
fn subject(table: &Table) -> Subject {
    let at = place(table);
    match at.keys.as_slice() {
        [] => Subject::Plan,
        [first, ..] if first == "plan" || first == "assumptions" => Subject::Plan,
        [_, _, line, _] if ["cost", "benefit", "shift"].contains(&line.as_str()) => {
            Subject::item(at).unwrap()
        }
        keys => Subject::item(Path::new(&keys[..2])).unwrap(),
    }
}

/// Something that could be typed for a key.
fn sample(key: &Key) -> &'static str {
    match key.ty {
        // Between nothing and what the line of the plan above amounts to, or more than that.
        _ if key.name == "low" => "0.5k",
        _ if key.name == "financial-year-starts" => "April",
        _ if key.name == "milepost" => "1",
        Type::Text | Type::Texts => "some words",
        Type::Notes => "one line\nand another",
        Type::Date(_) => "Q4 28/29",
        Type::Bound(_) => "finish + 3m",
        Type::Duration(Length::Any | Length::Months) => "6m",
        Type::Duration(Length::Years) => "5y",
        Type::DurationRange => "4m, 9m",
        Type::Money | Type::Amount | Type::Years(keys::Figure::Money) => "=1.2m+200k",
        Type::Years(keys::Figure::Count) => "4,200",
        Type::Price => "0.1525",
        Type::Percent(..) | Type::Percents(_) => "12.5%",
        Type::Bool => "true",
        Type::Integer(..) => "3",
        Type::Number(_) => "42",
        Type::Choice(words) | Type::Choices(words) => words[0],
        Type::Id(item) | Type::Ids(item) | Type::Shares(item) => match item {
            keys::Item::Stage => "two",
            keys::Item::Initiative => "first",
            keys::Item::Envelope => "money",
            keys::Item::Technology => "system",
            keys::Item::Channel => "web",
            keys::Item::Partner => "neighbour",
            keys::Item::Measure => "speed",
        },
        Type::Links => "first + 1 month",
        Type::Parts(_) => "neighbour 40%",
        Type::Currency => "EUR",
        Type::YearStart => "04-01",
        Type::Year => "27/28",
        Type::Decisions => "2028-02-14 Cabinet: approved",
        Type::Acceptances => "M205 agreed",
        Type::Table(_) | Type::Tables(_) => "",
    }
}

/// Every key of the format that is no table of its own, with its table.
fn all_keys() -> impl Iterator<Item = (&'static Table, &'static Key)> {
    let own = |key: &&Key| !matches!(key.ty, Type::Table(_) | Type::Tables(_));
    keys::table().iter().flat_map(move |table| table.keys.iter().filter(own).map(move |key| (table, key)))
}

#[test]
fn every_key_of_the_format_has_a_field_that_writes_it() {
    let document = document(ONE_OF_EACH);
    let options = Options { case: None, today: today() };
    let analysis = analyse(&document, &options);
    let mut count = 0;
    for (table, key) in all_keys() {
        let (of, at) = (subject(table), place(table).child(key.name));
        let mut fields = fields_of(&document, &analysis, &of);
        let mut own =
            fields.iter_mut().filter(|it| it.kind.place().is_some_and(|it| it.keys.starts_with(&at.keys)));
        let field = own.next().unwrap_or_else(|| panic!("{at} has no field"));
        assert!(!field.label.is_empty() && !field.section.is_empty(), "{at}");
        // What the plan says already is typed otherwise, so that something differs.
        let typed = if at.keys.last().is_some_and(|key| key == "contacts") { "43" } else { sample(key) };
        field.input = super::line(typed);
        let change = super::change(&mut fields, &document, &analysis, &of, &LayerName::Plan);
        let wrong: Vec<_> = fields.iter().filter_map(|field| field.wrong.clone()).collect();
        let change = change
            .unwrap_or_else(|| panic!("{at}: nothing is written"))
            .unwrap_or_else(|()| panic!("{at}: {wrong:?}"));
        let (after, _) = apply(&document, &change).unwrap_or_else(|refusal| panic!("{at}: {refusal}"));
        assert!(after.value(&at).is_some(), "{at} is not written by {change:?}");
        let known: Vec<_> = analysis.diagnostics.iter().map(|it| (it.code, &it.at)).collect();
        let after = analyse(&after, &options);
        let unread = |it: &&crate::diagnostic::Diagnostic| {
            it.at.keys.starts_with(&at.keys)
                && it.severity == crate::diagnostic::Severity::Error
                && it.code.info().code.starts_with("M1")
                && !known.contains(&(it.code, &it.at))
        };
        let wrong: Vec<_> = after.diagnostics.iter().filter(unread).map(|it| &it.message).collect();
        assert!(wrong.is_empty(), "{at} = {typed}: {wrong:?}");
        count += 1;
    }
    // Every key of the table but the tables: the count is of the format, and grows with it.
    assert_eq!(count, all_keys().count());
}

#[test]
fn what_cannot_be_taken_stays_in_its_field_and_is_not_written() {
    let document = document(ONE_OF_EACH);
    let analysis = analyse(&document, &Options { case: None, today: today() });
    let free =
        |ty| matches!(ty, Type::Text | Type::Notes | Type::Texts | Type::Links | Type::Id(_) | Type::Ids(_));
    for (table, key) in all_keys().filter(|(_, key)| !free(key.ty)) {
        let (of, at) = (subject(table), place(table).child(key.name));
        let mut fields = fields_of(&document, &analysis, &of);
        let mut own =
            fields.iter_mut().filter(|it| it.kind.place().is_some_and(|it| it.keys.starts_with(&at.keys)));
        let field = own.next().unwrap();
        field.input = super::line("neither fish nor fowl");
        let kind = field.kind.clone();
        let change = super::change(&mut fields, &document, &analysis, &of, &LayerName::Plan);
        assert_eq!(change, Some(Err(())), "{at}");
        let field = fields.iter().find(|field| field.kind == kind).unwrap();
        let wrong = field.wrong.as_deref().unwrap_or_default();
        assert!(!wrong.is_empty() && !wrong.ends_with('.'), "{at}: {wrong}");
        assert_eq!(field.input.value(), "neither fish nor fowl");
    }
}

#[test]
fn another_kind_takes_the_place_of_the_one_that_a_line_has() {
    let document = document(ONE_OF_EACH);
    let analysis = analyse(&document, &Options { case: None, today: today() });
    let of = Subject::item(Path::new(["initiative", "work", "cost", "build"])).unwrap();
    let mut fields = fields_of(&document, &analysis, &of);
    let field = fields.iter_mut().find(|field| field.label == "One off").unwrap();
    field.input = super::line("2k");
    let change = super::change(&mut fields, &document, &analysis, &of, &LayerName::Plan).unwrap().unwrap();
    let (after, _) = apply(&document, &change).unwrap();
    assert!(
        after.sources()[0].text.contains("cost.build = { one-off = 2_000 }"),
        "{}",
        after.sources()[0].text
    );
}
