//! What plans mean alike, and what they do not, worked by hand.

use super::*;
use crate::document::{Document, Source};

fn content(text: &str) -> Content {
    Content::of(&Document::new(Source::new("p", text)).root())
}

fn initiative(text: &str, id: &str) -> Item {
    content(text).items[&ItemName::new("initiative", id)].clone()
}

#[test]
fn a_value_has_one_meaning_however_it_is_written() {
    let one = "[initiative.a]\nduration = '6m'\nafter = 'b.finish + 1m'\ncost.x = { capital = 120_000, funded-by = 'e' }\n\
        deadline = '2028-02'\nbenefit.s = { cashable = { \"2028/29\" = 5.50 } }\ntags = ['one', 'two']\nprogress = '40.0%'\n";
    let other = "[initiative]\na.duration = \"6 months\"\na.progress = \"40 %\"\n[initiative.a.cost.x]\ncapital = 120000.00\n\
        funded-by = \"e\"\n[initiative.a.benefit]\ns.cashable.2028-29 = 5.5\n";
    // A header may not reopen what dotted keys made, so the rest stands beside it.
    let other = other.replace(
        "[initiative.a.cost",
        "a.deadline = 2028-02-29\na.tags = ['two', 'one']\na.after = ['b + 1 month']\n[initiative.a.cost",
    );
    let (one, other) = (initiative(one, "a"), initiative(&other, "a"));
    assert_eq!(one.changed(&other).collect::<Vec<_>>(), Vec::<&Vec<String>>::new());
}

#[test]
fn what_differs_is_named_by_its_keys() {
    let one = "[initiative.a]\ncost.x = { capital = 1, note = '1' }\nafter = ['b', 'c + 1m']\nx = 1\n";
    let other =
        "[initiative.a]\ncost.x = { one-off = 1, note = 1 }\nafter = ['c + 2m', 'b']\nx = 1.0\ntags = []\n";
    let (one, other) = (initiative(one, "a"), initiative(other, "a"));
    let keys: Vec<String> = one.changed(&other).map(|keys| keys.join(".")).collect();
    assert_eq!(keys, ["after", "cost.x.capital", "cost.x.note", "cost.x.one-off"]);
}

#[test]
fn items_are_named_as_people_name_them() {
    let all = content(
        "milepost = 1\n[plan]\ntitle = 'x'\n[stage.b]\n[stage.a]\n[scenario.lean]\ntitle = 'L'\ninitiative.a.duration = '6m'\n",
    );
    let names: Vec<String> = all.items.keys().map(ToString::to_string).collect();
    assert_eq!(names, ["file", "plan", "scenario.lean", "stage.a", "stage.b"]);
    assert_eq!(all.stages, ["b", "a"]);
    let of = |path: &str| ItemName::of(&path.split('.').map(str::to_owned).collect::<Vec<_>>()).to_string();
    assert_eq!(of("initiative.crm.cost"), "initiative.crm");
    assert_eq!(of("assumptions.tolerance"), "assumptions");
    assert_eq!(of("milepost"), "file");
}

#[test]
fn only_what_is_written_differently_is_read() {
    let document = |text: &str| Document::new(Source::new("p", text));
    let one = document("[stage.s]\n[initiative.a]\nduration = '6m'\n[initiative.b]\nvalue = 1\n");
    let other = document("[initiative.b]\nvalue = 2\n[initiative.a]\nduration = '6m'\n[stage.s]\n");
    let (one, other) = Content::of_differing(&one.root(), &other.root());
    assert_eq!(one.items.keys().map(ToString::to_string).collect::<Vec<_>>(), ["initiative.b"]);
    assert_eq!(other.items.len(), 1);
    assert_eq!(one.stages, ["s"]);
}

#[test]
fn a_renamed_item_is_known_by_what_it_says() {
    // Five keys without the reference, of which one differs: 80 %.
    let item = |id: &str, value: u32, after: &str| {
        format!(
            "[initiative.{id}]\ntitle = 'CRM'\nowner = 'IT'\nvalue = {value}\nduration = '6m'\ncost.x.capital = 5\nafter = '{after}'\n"
        )
    };
    let one = |value| content(&item("crm", value, "a"));
    let other = |value| content(&item("customer-records", value, "b"));
    let found = renames(&one(1), &other(2));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].from.as_str(), found[0].to.as_str()), ("crm", "customer-records"));
    // With another owner as well only three of five are equal.
    let far = content(&item("customer-records", 2, "a").replace("'IT'", "'Digital'"));
    assert_eq!(renames(&one(1), &far), []);
    assert_eq!(renames(&one(1), &one(1)), []);
}

#[test]
fn of_many_renamed_items_each_is_found() {
    let text = |prefix: &str| {
        (0..300).fold(String::new(), |text, n| {
            text + &format!("[initiative.{prefix}{n}]\ntitle = 'Work {n}'\nvalue = 1\n")
        })
    };
    let found = renames(&content(&text("a")), &content(&text("b")));
    assert_eq!(found.len(), 300);
    assert!(found.iter().all(|it| it.from[1..] == it.to[1..]), "{found:?}");
}
