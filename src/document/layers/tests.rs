//! Layers laid over each other, and where each value comes from.

use super::*;

fn stack(texts: &[&str]) -> Document {
    Document::stack(
        texts.iter().enumerate().map(|(n, text)| Source::new(format!("{n}.toml"), *text)).collect(),
    )
}

fn raw(document: &Document, path: &str) -> Option<(String, usize)> {
    let view = document.value(&Path::new(path.split('.')))?;
    Some((view.raw().to_owned(), view.layer().source))
}

#[test]
fn later_layers_win_key_by_key_and_each_leaf_knows_its_source() {
    let document = stack(&[
        "[plan]\ntitle = \"a\"\nowner = \"x\"\n[initiative.crm]\nduration = \"6 months\"\nafter = [\"p\", \"q\"]\n",
        "plan.title = \"b\"\n[initiative.crm]\nafter = [\"z\"]\n[initiative.new]\n",
    ]);
    assert_eq!(raw(&document, "plan.title"), Some(("\"b\"".into(), 1)));
    assert_eq!(raw(&document, "plan.owner"), Some(("\"x\"".into(), 0)));
    assert_eq!(raw(&document, "initiative.crm.duration"), Some(("\"6 months\"".into(), 0)));
    assert_eq!(raw(&document, "initiative.crm.after"), Some(("[\"z\"]".into(), 1)));
    let ids: Vec<_> =
        document.value(&Path::new(["initiative"])).unwrap().entries().map(|(key, _)| key).collect();
    assert_eq!(ids, ["crm", "new"]);
}

#[test]
fn unset_takes_away_what_lies_under_and_not_what_stands_beside() {
    let document = stack(&[
        "[initiative.crm]\ndeadline = 2028-01-01\nowner = \"x\"\ncost.a.funded-by = { b = \"50%\", c = \"50%\" }\n",
        "[initiative.crm]\nunset = [\"deadline\"]\n[initiative.crm.cost.a]\nunset = [\"funded-by\"]\nfunded-by = { d = \"100%\" }\n",
    ]);
    assert_eq!(raw(&document, "initiative.crm.deadline"), None);
    assert_eq!(raw(&document, "initiative.crm.unset"), None);
    assert!(raw(&document, "initiative.crm.owner").is_some());
    let shares = document.value(&Path::new("initiative.crm.cost.a.funded-by".split('.'))).unwrap();
    assert_eq!(shares.entries().map(|(key, _)| key).collect::<Vec<_>>(), ["d"]);
}

#[test]
fn another_kind_replaces_the_kind() {
    let document = stack(&[
        "[initiative.crm]\ncost.a = { recurrent = 12, per = \"year\", note = \"n\" }\ncost.b = { capital = { 2027-28 = 1 } }\n[assumptions]\ncontingency = { capital = \"10%\" }\n",
        "[initiative.crm]\ncost.a.one-off = 5\ncost.b.capital.2028-29 = 2\n[assumptions]\ncontingency.one-off = \"5%\"\n",
    ]);
    let keys = |path: &str| -> Vec<String> {
        let view = document.value(&Path::new(path.split('.'))).unwrap();
        view.entries().map(|(key, _)| key.to_owned()).collect()
    };
    assert_eq!(keys("initiative.crm.cost.a"), ["note", "one-off"]);
    assert_eq!(keys("initiative.crm.cost.b.capital"), ["2027-28", "2028-29"]);
    assert_eq!(keys("assumptions.contingency"), ["capital", "one-off"]);
}

#[test]
fn a_scenario_lies_over_the_plan_without_its_title() {
    let text = "title-of = 1\n[plan]\ntitle = \"a\"\n[scenario.lean]\ntitle = \"Lean\"\n[scenario.lean.plan]\ntitle = \"b\"\n[scenario.empty]\n";
    let plan = stack(&[text]);
    assert!(plan.with_scenario("fat").is_none());
    let lean = plan.with_scenario("lean").unwrap();
    assert_eq!(raw(&lean, "plan.title").unwrap().0, "\"b\"");
    assert_eq!(lean.value(&Path::new(["title"])).map(|view| view.raw()), None);
    assert_eq!(lean.layers()[1].prefix, ["scenario", "lean"]);
    assert!(plan.with_scenario("empty").is_some());
}

#[test]
fn a_missing_key_is_at_the_header_of_its_table() {
    let text =
        "[plan]\nstart = 2027-04-01\n[initiative.crm]\nafter = [\"a\", \"b\"]\ncost.x = { note = \"y\" }\n";
    let document = stack(&[text]);
    let at = |path: Path| &text[document.origin(&path).unwrap().span];
    assert_eq!(at(Path::new(["initiative", "crm", "deadline"])), "[initiative.crm]");
    assert_eq!(at(Path::new(["initiative", "crm", "after"]).item(1)), "\"b\"");
    assert_eq!(at(Path::new(["initiative", "crm", "cost", "x", "capital"])), "x");
    assert_eq!(at(Path::new(["plan", "start"])), "2027-04-01");
    assert_eq!(at(Path::new(["nothing"])), "");
}

#[test]
fn a_table_over_a_value_and_a_value_over_a_table_replace_it() {
    let document = stack(&[
        "[initiative.a]\ncost.x.capital = 5\ncost.y.capital.2027-28 = 5\n",
        "[initiative.a]\ncost.x.capital.2027-28 = 1\ncost.y.capital = 2\n",
    ]);
    let x = document.value(&Path::new("initiative.a.cost.x.capital".split('.'))).unwrap();
    assert_eq!((x.is_table(), x.depth()), (true, 1));
    assert_eq!(raw(&document, "initiative.a.cost.y.capital"), Some(("2".into(), 1)));
}
