//! Another id for an item: everything that names it follows, and nothing else is another.

use std::collections::BTreeMap;

use milepost::analysis::{Analysis, Options, analyse};
use milepost::diagnostic::Path;
use milepost::document::{Document, Source, apply, apply_splices};
use milepost::keys::{self, Item, Key, Table, Type};
use milepost::money::Assessment;
use milepost::plan::InitiativeIx;
use milepost::revise;
use milepost::schedule::Schedule;
use milepost::units::Day;

fn document(text: &str) -> Document {
    Document::new(Source::new("plan.toml", text))
}

fn text(document: &Document) -> &str {
    &document.sources()[0].text
}

fn at(path: &str) -> Path {
    Path::new(path.split('/'))
}

/// The plan with another id, and back again to the byte, by undo and by the old name.
#[track_caller]
fn renamed(before: &str, path: &str, to: &str) -> (Document, revise::Renaming) {
    let old = document(before);
    let renaming = revise::rename(&old, &at(path), to).expect("it can be called that");
    let (new, inverse) = apply(&old, &renaming.change).expect("it is renamed");
    assert_eq!(text(&apply_splices(&new, &inverse).0), before);
    let mut back = at(path);
    let id = back.keys.pop().expect("an item has an id");
    let again = revise::rename(&new, &back.child(to), &id).expect("it can be called as before");
    assert_eq!(text(&apply(&new, &again.change).expect("it is renamed back").0), before);
    (new, renaming)
}

/// Values for a key that names the item `old` of a kind.
fn naming(key: &Key, item: Item) -> Vec<String> {
    let links = |prefix: &str| {
        vec![
            format!("'{prefix}old'"),
            format!("[ \"{prefix}old.start + 2 months\", '{prefix}old.finish-1 week' , '''{prefix}old''' ]"),
            format!("[\n    \"{prefix}older\", # not it\n    \"{prefix}old - 1w\", # it\n]"),
        ]
    };
    match key.ty {
        Type::Links if item == Item::Stage => [links("stage:"), links("gate:"), links("stage: ")].concat(),
        Type::Links => links(""),
        Type::Id(_) => vec!["\"old\"".to_owned(), "'old'".to_owned()],
        Type::Ids(_) => vec!["'old'".to_owned(), "[ 'other', \"old\" ]".to_owned()],
        Type::Shares(_) => {
            vec![
                "\"old\"".to_owned(),
                "{ old = \"60%\", other=\"40%\" }".to_owned(),
                "{ 'old'='100%' }".to_owned(),
            ]
        }
        Type::Parts(_) => vec!["{ other = '5%',\"old\" = \"10%\" }".to_owned()],
        _ => panic!("{} names items in a way that no test knows", key.name),
    }
}

/// The header of a table of the format, with an id for each `*`.
fn header(table: &Table, overlay: bool) -> String {
    let path = table.path.replacen('*', "one", 1).replace('*', "line");
    if overlay { format!("scenario.lean.{path}") } else { path }
}

#[test]
fn whatever_key_of_the_format_names_an_item_follows_it() {
    let (mut looked_at, mut tried) = (0, 0);
    for table in keys::table() {
        for key in table.keys {
            looked_at += 1;
            let Some(item) = key.references() else { continue };
            let kinds = if key.ty == Type::Links { vec![item, Item::Stage] } else { vec![item] };
            for (item, overlay) in kinds.into_iter().flat_map(|item| [(item, false), (item, true)]) {
                for value in naming(key, item) {
                    tried += 1;
                    let (kind, header) = (item.word(), header(table, overlay));
                    let before = format!(
                        "[{kind}.old] # old\n\n[{kind}.older]\n\n[{header}]\n{} = {value} # as agreed\n",
                        key.name
                    );
                    let (new, renaming) = renamed(&before, &format!("{kind}/old"), "new-2");
                    let expected: String = before
                        .split_inclusive(['\n'])
                        .map(|line| match line.split_once('#') {
                            Some((code, comment)) => format!("{}#{comment}", swapped(code)),
                            None => swapped(line),
                        })
                        .collect();
                    assert_eq!(text(&new), expected);
                    assert_eq!(renaming.followed, [Path::new(header.split('.')).child(key.name)]);
                    assert_eq!(renaming.comments, 1);
                }
            }
        }
    }
    assert_eq!((looked_at, tried > 60), (keys::table().iter().map(|table| table.keys.len()).sum(), true));
}

/// A line with every word `old` as `new-2`.
fn swapped(code: &str) -> String {
    code.replace("older", "OLDER").replace("old", "new-2").replace("OLDER", "older")
}

#[test]
fn scenarios_follow_in_what_they_lay_over_and_what_they_take_away() {
    let before = "\
[initiative.crm]
cost.old = { capital = 1 }
[initiative.web]
after = \"crm\"

[scenario.lean.initiative]
unset = [\"crm\", 'web']
[scenario.bold.initiative.crm] # crm
after = ['crm.start', 'web'] # of itself
[scenario.bold.initiative.web.shared-with]
unset = ['north']
[scenario.bold.initiative.crm.cost]
unset = ['old']
[partner.north]
";
    let (new, renaming) = renamed(before, "initiative/crm", "records");
    let expected = before
        .replace("initiative.crm", "initiative.records")
        .replace("\"crm\"", "\"records\"")
        .replace("'crm.start'", "'records.start'");
    assert_eq!(text(&new), expected);
    let followed: Vec<String> = renaming.followed.iter().map(ToString::to_string).collect();
    assert_eq!(
        followed,
        [
            "initiative.web.after",
            "scenario.lean.initiative.unset",
            "scenario.bold.initiative.crm.after",
            "scenario.bold.initiative.crm"
        ]
    );
    assert_eq!((renaming.comments, renaming.change.label.as_str()), (1, "Rename crm to records"));
    let (new, _) = renamed(before, "initiative/crm/cost/old", "new");
    assert_eq!(text(&new), before.replace("cost.old", "cost.new").replace("['old']", "['new']"));
    let (new, _) = renamed(before, "partner/north", "south");
    assert_eq!(text(&new), before.replace("north", "south"));
    let (new, _) = renamed(before, "scenario/bold", "brave");
    assert_eq!(text(&new), before.replace("bold", "brave"));
}

#[test]
fn a_partner_that_only_shares_name_is_renamed_too() {
    let before =
        "[initiative.crm]\nshared-with = { north = '40%' }\n[initiative.web.shared-with]\nnorth = '1%'\n";
    let (new, _) = renamed(before, "partner/north", "south");
    assert_eq!(text(&new), before.replace("north", "south"));
}

#[test]
fn a_name_that_cannot_be_given_is_refused_in_a_sentence() {
    let plan = document(
        "[initiative.crm]\nafter = 'web'\nshared-with = { north = '1%' }\n[initiative.app]\n[partner.east]\n\
         [scenario.lean.initiative.lab]\n[scenario.lean.initiative]\nunset = ['gone']\n",
    );
    for (path, to, why) in [
        ("initiative/crm", "app", "There is initiative.app already"),
        ("initiative/crm", "lab", "There is scenario.lean.initiative.lab already"),
        ("initiative/crm", "crm", "It is called crm already"),
        ("initiative/crm", "", "An id cannot be empty"),
        (
            "initiative/crm",
            "CRM 2",
            "CRM 2 is no id: lower-case letters, digits and hyphens only, like crm or e-forms-2",
        ),
        (
            "initiative/app",
            "web",
            "initiative.crm.after names web, and nothing is called that; take it out there first",
        ),
        (
            "initiative/app",
            "gone",
            "scenario.lean.initiative.unset names gone, and nothing is called that; take it out there first",
        ),
        ("partner/east", "north", "There is a partner north already: initiative.crm.shared-with names it"),
        ("stage/crm", "x", "There is no stage crm"),
    ] {
        assert_eq!(revise::rename(&plan, &at(path), to).expect_err("it cannot"), why, "{path} {to}");
    }
}

fn known(document: &Document) -> Analysis {
    let today = Day::parse("2027-06-01").expect("a day");
    analyse(document, &Options { case: None, today })
}

/// Whether two plans have the same dates and money, in the same order; what is said of them names ids.
fn same_figures(one: &Analysis, other: &Analysis) -> bool {
    let dates = |of: &Analysis| Schedule { diagnostics: Vec::new(), ..of.schedule.clone() };
    let money = |of: &Analysis| Assessment { diagnostics: Vec::new(), ..of.money.clone() };
    dates(one) == dates(other) && money(one) == money(other)
}

/// Dates and money by id, where one id is taken for another.
fn by_id(analysis: &Analysis, new: &str, old: &str) -> BTreeMap<String, String> {
    let known = |id: &str| if id == new { old.to_owned() } else { id.to_owned() };
    let plan = &analysis.plan;
    let dates = plan.initiatives.iter().enumerate().map(|(at, it)| {
        let placed = analysis.schedule.placed(InitiativeIx(at as u32)).map(|it| (it.start, it.finish));
        (format!("initiative {}", known(&it.id)), format!("{placed:?}"))
    });
    let money = analysis.money.envelopes.iter().map(|it| {
        let id = known(&plan.envelopes[it.envelope.at()].id);
        (format!("envelope {id}"), format!("{:?} {:?}", it.years, it.total))
    });
    let whole =
        format!("{:?} {:?} {:?}", analysis.money.totals, analysis.money.appraisal, analysis.money.verdict);
    dates.chain(money).chain([("plan".to_owned(), whole)]).collect()
}

/// What is said of a plan, without its words and places.
fn said(analysis: &Analysis) -> Vec<(String, String)> {
    analysis
        .diagnostics
        .iter()
        .map(|it| (it.code.info().code.to_owned(), format!("{:?}", it.severity)))
        .collect()
}

#[test]
fn of_the_plans_that_come_with_the_program_every_id_can_be_another_and_no_figure_is() {
    let mut count = 0;
    for name in ["northmere", "tendring-2018", "four-stages", "quick-wins", "blank"] {
        let plan = std::fs::read_to_string(format!("{}/plans/{name}.toml", env!("CARGO_MANIFEST_DIR")))
            .expect("the plan comes with the program");
        let before = document(&plan);
        let figures = known(&before);
        for table in keys::collections() {
            let items = before.value(&Path::new([table.name]));
            let ids: Vec<&str> = items.iter().flat_map(|items| items.entries().map(|(id, _)| id)).collect();
            for id in ids {
                count += 1;
                // Directly behind the old one in the order of ids, which settles ties.
                let (new, _) = renamed(&plan, &format!("{}/{id}", table.name), &format!("{id}--z"));
                let after = known(&new);
                assert!(same_figures(&after, &figures), "{name}: {} {id}", table.name);
                assert_eq!(said(&after), said(&figures), "{name}: {} {id}", table.name);
                let (far, _) = renamed(&plan, &format!("{}/{id}", table.name), &format!("zz-{id}"));
                assert_eq!(
                    by_id(&known(&far), &format!("zz-{id}"), id),
                    by_id(&figures, "", ""),
                    "{name}: {id}"
                );
                assert!(!text(&new).lines().any(|line| line.starts_with(&format!("[{}.{id}]", table.name))));
            }
        }
    }
    assert!(count > 60, "{count}");
}
