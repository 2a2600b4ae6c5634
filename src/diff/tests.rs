//! What differs between small plans, worked by hand.

use super::*;
use crate::analysis::{Options, analyse};
use crate::diagnostic::Diagnostic;
use crate::document::Source;
use crate::units::Day;

/// A plan whose figures can be done by hand: three in a row, money in one envelope.
const PLAN: &str = r#"
[plan]
title = "T"
start = 2027-04-01
end = 2030-03-31

[assumptions]
tolerance = "0%"

[stage.one]
[stage.two]
after = "stage:one"

[initiative.a]
title = "Alpha"
stage = "one"
duration = "6 months"
cost.x = { capital = 100 } # agreed
[initiative.b]
title = "Beta"
stage = "one"
duration = "6 months"
after = "a"
cost.x = { capital = 200 }
[initiative.c]
title = "Gamma"
stage = "two"
duration = "6 months"
cost.x = { capital = 300 }
benefit.s = { cashable = 12, per = "year" }
[initiative.d]
title = "Delta"
duration = "3 months"
cost.run = { recurrent = 120, per = "year" }

[envelope.loan]
pays = ["capital"]
year.2027-28 = 300
year.2028-29 = 300
year.2029-30 = 0
[envelope.budget]
pays = ["recurrent"]
year.2027-28 = 1000
year.2028-29 = 1000
year.2029-30 = 1000
"#;

struct Version(Document, Analysis);

impl Version {
    fn new(text: &str) -> Self {
        Self::case(text, None)
    }

    fn case(text: &str, case: Option<&str>) -> Self {
        let document = Document::new(Source::new("p", text));
        let options = Options { case: case.map(str::to_owned), today: Day::parse("2027-04-01").unwrap() };
        let analysis = analyse(&document, &options);
        Self(document, analysis)
    }

    fn side(&self) -> Side<'_> {
        Side { document: &self.0, analysis: &self.1 }
    }
}

/// The difference that replacements in the plan make.
fn edited(replacements: &[(&str, &str)]) -> Diff {
    diff_of(PLAN, &replaced(PLAN, replacements))
}

fn replaced(text: &str, replacements: &[(&str, &str)]) -> String {
    replacements.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

fn diff_of(before: &str, after: &str) -> Diff {
    let (before, after) = (Version::new(before), Version::new(after));
    diff(before.side(), after.side())
}

/// What was edited: `initiative.a duration cost.x.capital`.
fn edits(diff: &Diff) -> Vec<String> {
    let keys = |it: &Edited| it.keys.iter().fold(String::new(), |said, key| said + " " + &key.name());
    diff.edited.iter().map(|it| format!("{}{}", it.item, keys(it))).collect()
}

/// What followed: `initiative.b < initiative.a`.
fn follows(diff: &Diff) -> Vec<String> {
    let because =
        |it: &Followed| it.because.iter().fold(String::new(), |said, it| said + " " + &it.to_string());
    diff.followed.iter().map(|it| format!("{} <{}", it.item, because(it))).collect()
}

#[test]
fn nothing_differs_from_itself() {
    let same = diff_of(PLAN, PLAN);
    assert!(same.is_nothing() && !same.is_different());
}

#[test]
fn a_longer_initiative_is_edited_and_what_waits_for_it_follows() {
    let found = edited(&[(
        "duration = \"6 months\"\ncost.x = { capital = 100 }",
        "duration = \"12 months\"\ncost.x = { capital = 100 }",
    )]);
    assert_eq!(edits(&found), ["initiative.a duration"]);
    assert_eq!(follows(&found), ["initiative.b < initiative.a", "initiative.c < initiative.a"]);
    // b was in 2027/28 and is in 2028/29, c stays there: 100 + 200 and 300 then, 100 and 200 + 300 now; 300 a year are allowed.
    let loan = found.envelopes.iter().find(|it| it.id == "loan").unwrap();
    let spend: Vec<_> =
        loan.years.iter().map(|it| (it.spend().before.pence(), it.spend().after.pence())).collect();
    assert_eq!(spend, [(30_000, 10_000), (30_000, 50_000), (0, 0)]);
    let opened: Vec<_> = found
        .cells()
        .filter(|(_, cell)| cell.opens())
        .map(|(it, cell)| (it.id.as_str(), cell.year.key()))
        .collect();
    assert_eq!(opened, [("loan", "2028-29".to_owned())]);
    assert!(found.is_different());
}

#[test]
fn who_makes_a_cell_worse_is_named_with_what_was_edited() {
    let longer = [(
        "duration = \"6 months\"\ncost.x = { capital = 100 }",
        "duration = \"12 months\"\ncost.x = { capital = 100 }",
    )];
    let (before, after) = (Version::new(PLAN), Version::new(&replaced(PLAN, &longer)));
    let found = diff(before.side(), after.side());
    let (envelope, cell) = found.cells().find(|(_, cell)| cell.opens()).unwrap();
    let shares = shares(&found, before.side(), after.side(), envelope, cell);
    assert_eq!(shares.len(), 1);
    assert_eq!(shares[0].part, Part::Initiative("b".to_owned()));
    assert_eq!(shares[0].more().pence(), 20_000);
    assert_eq!(shares[0].because, [ItemName::new("initiative", "a")]);
}

#[test]
fn a_title_drives_nothing_and_money_alone_moves_nothing() {
    let found = edited(&[("\"Alpha\"", "\"Alpha, renamed\""), ("capital = 300", "capital = 301")]);
    assert_eq!(edits(&found), ["initiative.a title", "initiative.c cost.x.capital"]);
    assert_eq!(follows(&found), Vec::<String>::new());
}

#[test]
fn causes_go_through_stages_gates_and_what_moved_to_every_edited_item() {
    let gated = replaced(
        PLAN,
        &[
            ("[stage.two]\nafter = \"stage:one\"", "[stage.two]\nafter = \"gate:one\""),
            ("[stage.one]", "[stage.one]\ngate = { on = 2028-06-30 }"),
        ],
    );
    let later = replaced(&gated, &[("2028-06-30", "2028-09-30")]);
    assert_eq!(follows(&diff_of(&gated, &later)), ["initiative.c < stage.one"]);
    // Another stage, and so another end of that stage: the initiative that left it drives.
    let found = edited(&[("title = \"Beta\"\nstage = \"one\"", "title = \"Beta\"")]);
    assert_eq!(follows(&found), ["initiative.c < initiative.b"]);
    // The stage waits for something else.
    let found = edited(&[("after = \"stage:one\"", "after = \"a\"")]);
    assert_eq!(follows(&found), ["initiative.c < stage.two"]);
    // Two edits on one chain are both named.
    let found = edited(&[
        (
            "duration = \"6 months\"\ncost.x = { capital = 100 }",
            "duration = \"7 months\"\ncost.x = { capital = 100 }",
        ),
        ("duration = \"6 months\"\nafter = \"a\"", "duration = \"7 months\"\nafter = \"a\""),
    ]);
    assert_eq!(follows(&found), ["initiative.c < initiative.a initiative.b"]);
    assert_eq!(found.schedule.moved.len(), 3);
    assert_eq!(found.schedule.moved[1].because, [ItemName::new("initiative", "a")]);
}

#[test]
fn the_plan_and_its_assumptions_drive_too() {
    let found = edited(&[("start = 2027-04-01", "start = 2027-05-01")]);
    let all = ["a", "b", "c", "d"].map(|id| format!("initiative.{id} < plan"));
    assert_eq!(follows(&found), all);
    let found = edited(&[("tolerance = \"0%\"", "tolerance = \"0%\"\nsavings-lag = \"3 months\"")]);
    assert_eq!(follows(&found), ["initiative.c < assumptions"]);
    // Inflation of capital is nobody's but those who have capital; b and c are paid in 2027/28 and 2028/29.
    let found = edited(&[("tolerance = \"0%\"", "tolerance = \"0%\"\ninflation = { recurrent = \"2%\" }")]);
    assert_eq!(follows(&found), ["initiative.c < assumptions", "initiative.d < assumptions"]);
    // A plan that ends earlier ends what goes on.
    let found = edited(&[("end = 2030-03-31", "end = 2029-03-31")]);
    assert_eq!(follows(&found), ["initiative.c < plan", "initiative.d < plan"]);
    // An envelope that pays something else routes money there.
    let found = edited(&[("pays = [\"recurrent\"]", "pays = [\"recurrent\", \"one-off\"]")]);
    assert_eq!(follows(&found), ["initiative.c < envelope.budget"]);
}

#[test]
fn another_case_drives_what_it_stretches() {
    let text = format!("{PLAN}[case.slow]\nduration = \"+100%\"\n");
    let (before, after) = (Version::new(&text), Version::case(&text, Some("slow")));
    let found = diff(before.side(), after.side());
    assert_eq!(found.edited, []);
    assert!(
        found.followed.iter().all(|it| it.because == [ItemName::new("case", "slow")]),
        "{:?}",
        found.followed
    );
    assert_eq!(found.followed.len(), 4);
    assert!(found.is_different());
}

#[test]
fn a_rename_is_no_edit_of_what_refers_to_it() {
    let found = edited(&[
        ("[initiative.a]", "[initiative.alpha]"),
        ("after = \"a\"", "after = \"alpha\""),
        ("[envelope.loan]", "[envelope.borrowing]"),
    ]);
    assert_eq!(edits(&found), Vec::<String>::new());
    assert_eq!(follows(&found), Vec::<String>::new());
    let renamed: Vec<_> =
        found.renamed.iter().map(|it| format!("{}.{} < {}", it.table, it.to, it.from)).collect();
    assert_eq!(renamed, ["envelope.borrowing < loan", "initiative.alpha < a"]);
    let borrowing = found.envelopes.iter().find(|it| it.id == "borrowing").unwrap();
    assert_eq!(borrowing.from.as_deref(), Some("loan"));
    assert!(!borrowing.is_change() && found.is_different());
    // An edit of what refers to it is still found, under its own key alone.
    let found = edited(&[
        ("[initiative.a]", "[initiative.alpha]"),
        (
            "after = \"a\"\ncost.x = { capital = 200 }",
            "after = [\"alpha + 1 month\"]\ncost.x = { capital = 200 }",
        ),
    ]);
    assert_eq!(edits(&found), ["initiative.b after"]);
}

#[test]
fn what_came_and_went_drives_and_a_reference_that_went_with_it_is_an_edit() {
    let text = replaced(
        PLAN,
        &[
            ("[initiative.d]", "[initiative.d]\nafter = \"e\""),
            ("[envelope.loan]", "[initiative.e]\nduration = \"1 month\"\n[envelope.loan]"),
        ],
    );
    let found = diff_of(PLAN, &text);
    assert_eq!(found.added[0].item, ItemName::new("initiative", "e"));
    assert_eq!(edits(&found), ["initiative.d after"]);
    let found = diff_of(&text, PLAN);
    assert_eq!(found.removed[0].item, ItemName::new("initiative", "e"));
    assert_eq!(edits(&found), ["initiative.d after"]);
    // What is added to a stage makes that end later, and what waits for the stage follows.
    let found = edited(&[(
        "[envelope.loan]",
        "[initiative.e]\nstage = \"one\"\nduration = \"18 months\"\n[envelope.loan]",
    )]);
    assert_eq!(follows(&found), ["initiative.c < initiative.e"]);
}

#[test]
fn a_circle_takes_dates_away() {
    let found = edited(&[("[initiative.a]", "[initiative.a]\nafter = \"b\"")]);
    assert_eq!(edits(&found), ["initiative.a after"]);
    assert_eq!(follows(&found), ["initiative.b < initiative.a", "initiative.c < initiative.a"]);
}

#[test]
fn a_comment_that_stands_with_another_item_has_moved() {
    let base = "[plan]\nstart = 2027-04-01\n\n# say\n[initiative.a]\ntitle = \"A\"\n\n[initiative.b]\ntitle = \"B\" # own\n";
    let after = base.replace("# say\n", "").replace("[initiative.b]", "# say\n[initiative.b]");
    let found = diff_of(base, &after);
    assert!(!found.is_different() && !found.is_nothing());
    let moved: Vec<_> =
        found.comments.iter().map(|it| (it.item.to_string(), it.count(), it.moved.clone())).collect();
    let from = ItemName::new("initiative", "a");
    assert_eq!(moved, [("initiative.b".to_owned(), 1, vec![("# say".to_owned(), from)])]);
    // The order of comments is the same, and yet the first belongs to another item.
    let base = "[initiative.a]\ntitle = \"A\" # of it\n\n[initiative.b]\ntitle = \"B\"\n";
    let found = diff_of(base, &base.replace(" # of it", "").replace("\"B\"", "\"B\" # of it"));
    assert_eq!(found.comments.len(), 1);
    assert_eq!((found.comments[0].item.id.as_str(), found.comments[0].moved.len()), ("b", 1));
}

#[test]
fn comments_order_and_layout_are_listed_and_are_no_difference() {
    let found = edited(&[("# agreed", "# agreed in May"), ("[assumptions]", "# money\n[assumptions]")]);
    assert!(!found.is_different() && !found.is_nothing());
    let said: Vec<_> =
        found.comments.iter().map(|it| (it.item.to_string(), it.removed.clone(), it.added.clone())).collect();
    let own = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        said,
        [
            ("assumptions".to_owned(), own(&[]), own(&["# money"])),
            ("initiative.a".to_owned(), own(&["# agreed"]), own(&["# agreed in May"])),
        ]
    );
    let found = edited(&[("capital = 100 }", "capital = 100.00 }"), ("\"6 months\"", "'6m'")]);
    assert_eq!(found.layout.spelling, [ItemName::new("initiative", "a")]);
    assert!(!found.is_different());
    let found = edited(&[("[assumptions]", "\n[assumptions]")]);
    assert!(found.layout.blanks && !found.is_different());
    let (head, tail) = PLAN.split_once("[initiative.d]").unwrap();
    let (d, rest) = tail.split_once("[envelope.loan]").unwrap();
    let (first, others) = head.split_once("[initiative.a]").unwrap();
    let moved = format!("{first}[initiative.d]{d}[initiative.a]{others}[envelope.loan]{rest}");
    let found = diff_of(PLAN, &moved);
    assert_eq!(found.layout.order, ["initiative"]);
    assert!(!found.is_different(), "{found:?}");
}

#[test]
fn the_order_of_stages_is_an_edit() {
    let found =
        edited(&[("[stage.one]\n", ""), ("after = \"stage:one\"\n", "after = \"stage:one\"\n[stage.one]\n")]);
    assert_eq!(edits(&found).len(), 1);
    assert!(edits(&found)[0].ends_with(" order"), "{:?}", edits(&found));
    assert!(found.is_different());
}

#[test]
fn problems_that_open_and_close_are_told_and_those_that_stay_are_not() {
    let late = [("[initiative.b]\n", "[initiative.b]\ndeadline = 2028-03-31\n")];
    // b ends on 31 March 2028: after two of six months. With a of twelve months it ends half a year later.
    let in_time = replaced(PLAN, &late);
    let longer = (
        "duration = \"6 months\"\ncost.x = { capital = 100 }",
        "duration = \"12 months\"\ncost.x = { capital = 100 }",
    );
    let too_late = replaced(&in_time, &[longer]);
    let told = |diff: &Diff| -> Vec<String> {
        let of = |word: &str, all: &[Diagnostic]| -> Vec<String> {
            all.iter().map(|it| format!("{word} {} {}", it.code, it.at)).collect()
        };
        [of("opened", &diff.problems.opened), of("closed", &diff.problems.closed)].concat()
    };
    assert_eq!(told(&diff_of(&in_time, &too_late)), ["opened M205 initiative.b.deadline"]);
    assert_eq!(told(&diff_of(&too_late, &in_time)), ["closed M205 initiative.b.deadline"]);
    let renamed = too_late.replace("initiative.b]", "initiative.bee]");
    assert_eq!(told(&diff_of(&too_late, &renamed)), [""; 0], "the same problem of the same item");
}
