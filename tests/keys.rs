//! Key by key from the key table: every key is read into the plan, and a wrong value is answered where it stands.

use milepost::diagnostic::{Code, Diagnostic, Path};
use milepost::document::{Decoded, Document, Source, decode};
use milepost::keys::{self, Figure, Key, Length, Table, Type};
use milepost::units::Day;

/// A plan with one item of each kind, as dotted keys, so that any key can be added in any order.
const ITEMS: &[&str] = &[
    "plan.start = 2027-04-01",
    "stage.s.aim = \"a\"",
    "initiative.i.duration = \"6 months\"",
    "initiative.other.duration = \"6 months\"",
    "envelope.e.total = 100",
    "technology.t.supplier = \"x\"",
    "channel.c.source = \"x\"",
    "partner.p.contact = \"x\"",
    "risk.r.owner = \"x\"",
    "measure.m.owner = \"x\"",
    "case.k.title = \"x\"",
    "scenario.z.title = \"x\"",
];

/// What must stand beside a key so that it means something.
fn companions(table: &Table, key: &Key) -> &'static [&'static str] {
    match (table.name, key.name) {
        ("cost", "recurrent") => &["initiative.i.cost.x.per = \"year\""],
        ("cost", "each") => &["initiative.i.cost.x.capital = 1", "initiative.i.cost.x.volume.2027-28 = 5"],
        ("cost", name) if !matches!(name, "capital" | "one-off") => &["initiative.i.cost.x.capital = 100"],
        ("benefit", "lag" | "ramp") => {
            &["initiative.i.benefit.x.cashable = 100", "initiative.i.benefit.x.per = \"year\""]
        }
        ("benefit", name) if !matches!(name, "cashable" | "non-cashable") => {
            &["initiative.i.benefit.x.cashable = 100"]
        }
        ("shift", "dropped") => &["initiative.i.shift.x.owner = \"x\""],
        ("reserve", "floor") | ("envelope", "add") => &["envelope.e.reserve.opening = 5"],
        ("borrowing", "life") | ("envelope", "charged-to") => &["envelope.e.borrowing.interest = \"1%\""],
        _ => &[],
    }
}

/// Where a key stands in the plan above.
fn path(table: &Table, key: &Key) -> String {
    let of_table = match table.name {
        "stage" | "gate" => table.path.replacen('*', "s", 1),
        "initiative" | "actual" => table.path.replacen('*', "i", 1),
        "cost" | "benefit" | "shift" => table.path.replacen('*', "i", 1).replacen('*', "x", 1),
        "technology" => "technology.t".to_owned(),
        "channel" => "channel.c".to_owned(),
        "partner" => "partner.p".to_owned(),
        "risk" => "risk.r".to_owned(),
        "measure" => "measure.m".to_owned(),
        "case" => "case.k".to_owned(),
        "scenario" => "scenario.z".to_owned(),
        _ => table.path.replacen('*', "e", 1),
    };
    if of_table.is_empty() { key.name.to_owned() } else { format!("{of_table}.{}", key.name) }
}

/// A value that is not the default, as the file writes it.
fn sample(key: &Key) -> Option<String> {
    let text = match key.ty {
        Type::Text | Type::Notes => "\"sample\"".to_owned(),
        Type::Date(_) | Type::Bound(_) => "2028-05-17".to_owned(),
        Type::Duration(Length::Years) => "\"7 years\"".to_owned(),
        Type::Duration(Length::Any | Length::Months) => "\"7 months\"".to_owned(),
        Type::DurationRange => "[\"2 months\", \"9 months\"]".to_owned(),
        Type::Money | Type::Amount if key.name == "high" => "150.25".to_owned(),
        Type::Money | Type::Amount => "17.25".to_owned(),
        Type::Price => "0.123456".to_owned(),
        Type::Percent(..) | Type::Percents(_) => "\"17.5%\"".to_owned(),
        Type::Bool => "true".to_owned(),
        Type::Integer(_, i64::MAX) if key.name == "milepost" => "1".to_owned(),
        Type::Integer(..) | Type::Number(_) => "17".to_owned(),
        Type::Choice(words) => format!("\"{}\"", words[words.len() - 1]),
        Type::Choices(words) => format!("[\"{}\"]", words[words.len() - 1]),
        Type::Id(item) | Type::Ids(item) => format!("\"{}\"", &item.word()[..1]),
        Type::Links => "[\"other.start + 2 months\"]".to_owned(),
        Type::Texts => "[\"one\", \"two\"]".to_owned(),
        Type::Years(Figure::Money | Figure::Count) => "{ 2027-28 = 17 }".to_owned(),
        Type::Shares(_) => "{ e = \"100%\" }".to_owned(),
        Type::Parts(_) => "{ p = \"40%\" }".to_owned(),
        Type::Currency => "\"EUR\"".to_owned(),
        Type::YearStart => "\"07-01\"".to_owned(),
        Type::Year => "\"2029-30\"".to_owned(),
        Type::Decisions => "{ 2028-02-14 = \"Cabinet\" }".to_owned(),
        Type::Acceptances => "{ M205 = \"agreed\" }".to_owned(),
        Type::Table(_) | Type::Tables(_) => return None,
    };
    Some(text)
}

/// A value that does not fit, and the code that says so.
fn misfit(key: &Key) -> (&'static str, Code) {
    match key.ty {
        Type::Text | Type::Notes | Type::Texts | Type::Parts(_) | Type::Decisions | Type::Acceptances => {
            ("5", Code::WrongType)
        }
        Type::Bool | Type::Integer(..) | Type::Number(_) => ("\"x\"", Code::WrongType),
        Type::Table(_) | Type::Tables(_) | Type::Years(_) => ("5", Code::WrongType),
        Type::Date(_) | Type::Bound(_) | Type::YearStart => ("\"soon\"", Code::BadDate),
        Type::Duration(_) | Type::DurationRange => ("\"soon\"", Code::BadDuration),
        Type::Money | Type::Amount | Type::Price => ("\"x\"", Code::BadMoney),
        Type::Percent(..) | Type::Percents(_) => ("17", Code::BadPercent),
        Type::Choice(_) | Type::Choices(_) | Type::Currency => ("\"zzz\"", Code::BadChoice),
        Type::Id(_) | Type::Ids(_) | Type::Shares(_) => ("\"nowhere\"", Code::UnknownId),
        Type::Links => ("\"no where\"", Code::BadReference),
        Type::Year => ("\"x\"", Code::BadYear),
    }
}

fn plan(lines: &[String]) -> Decoded {
    let text = lines.join("\n");
    decode(&Document::new(Source::new("plan.toml", text)), Day::new(2026, 11, 21).expect("a day"))
}

/// The lines of the plan with what stands beside a key, without that key.
fn around(table: &Table, key: &Key) -> Vec<String> {
    let path = path(table, key);
    let lines = ITEMS.iter().chain(companions(table, key)).map(|line| (*line).to_owned());
    lines
        .filter(|line| !line.starts_with(&format!("{path} =")) && !line.starts_with(&format!("{path}.")))
        .collect()
}

fn each_key(test: impl Fn(&'static Table, &'static Key)) {
    for table in keys::table() {
        for key in table.keys {
            test(table, key);
        }
    }
}

#[test]
fn every_key_is_read_into_the_plan() {
    each_key(|table, key| {
        let Some(sample) = sample(key) else { return };
        let path = path(table, key);
        let lines = around(table, key);
        let without = plan(&lines);
        let mut with = lines.clone();
        with.push(format!("{path} = {sample}"));
        let with = plan(&with);
        let problems: Vec<&Diagnostic> = with
            .diagnostics
            .iter()
            .filter(|it| {
                !matches!(it.code, Code::NotCountedYet | Code::DurationAssumed | Code::ExtendsNotRead)
            })
            .filter(|it| it.at.to_string().starts_with(&path))
            .collect();
        assert!(problems.is_empty(), "{path} = {sample}: {problems:?}");
        if !matches!(path.as_str(), "milepost" | "extends") {
            assert!(with.plan != without.plan, "{path} = {sample} changes nothing in the plan");
        }
    });
}

#[test]
fn a_value_that_does_not_fit_is_answered_where_it_stands() {
    each_key(|table, key| {
        let path = path(table, key);
        let (value, code) = misfit(key);
        let mut lines = around(table, key);
        lines.push(format!("{path} = {value}"));
        let decoded = plan(&lines);
        let at = Path::new(path.split('.'));
        let found = decoded.diagnostics.iter().find(|it| it.code == code && it.at == at);
        let found = found.unwrap_or_else(|| panic!("{path} = {value}: {:?}", decoded.diagnostics));
        assert!(found.help.as_ref().is_some_and(|help| !help.is_empty()), "{path}: no remedy");
        let text = lines.join("\n");
        let span = found.origin.clone().expect("it has its place").span;
        assert_eq!(&text[span], value, "{path}");
    });
}

#[test]
fn a_misspelt_key_is_answered_with_the_right_one() {
    each_key(|table, key| {
        if key.name.len() < 4 || table.name == "scenario" {
            return;
        }
        let wrong = format!("{}{}", key.name, &key.name[key.name.len() - 1..]);
        let path = path(table, key);
        let mut lines = around(table, key);
        lines.push(format!("{}{} = 5", path.strip_suffix(key.name).expect("it ends in its name"), wrong));
        let decoded = plan(&lines);
        let help =
            decoded.diagnostics.iter().find(|it| it.code == Code::UnknownKey).and_then(|it| it.help.clone());
        assert_eq!(help, Some(format!("did you mean `{}`?", key.name)), "{path}");
    });
}

#[test]
fn an_overlay_is_checked_though_it_is_not_shown() {
    each_key(|table, key| {
        if matches!(key.name, "milepost" | "extends" | "scenario") || table.name == "scenario" {
            return;
        }
        let path = path(table, key);
        let (value, code) = misfit(key);
        let mut lines: Vec<String> = ITEMS.iter().map(|line| (*line).to_owned()).collect();
        let before = plan(&lines).plan;
        lines.push(format!("scenario.z.{path} = {value}"));
        let decoded = plan(&lines);
        assert_eq!(decoded.plan, before, "{path}");
        let at = Path::new(format!("scenario.z.{path}").split('.'));
        let found =
            decoded.diagnostics.iter().any(|it| it.code == code && it.at == at && it.origin.is_some());
        assert!(found, "{path} = {value}: {:?}", decoded.diagnostics);
    });
}

#[test]
fn the_examples_of_the_format_are_read() {
    let page = include_str!("../docs/format.md");
    let examples: Vec<_> =
        page.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("```")).collect();
    assert!(examples.len() >= 4);
    for (example, _) in examples {
        let decoded = plan(&[example.to_owned()]);
        // A fragment may speak of what stands elsewhere in its plan.
        let elsewhere = [Code::NoPlanStart, Code::DurationAssumed, Code::UnknownId, Code::KeyHasNoEffect];
        let problems: Vec<_> =
            decoded.diagnostics.iter().filter(|it| !elsewhere.contains(&it.code)).collect();
        assert!(problems.is_empty(), "{example}\n{problems:?}");
    }
}
