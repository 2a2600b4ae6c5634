//! Several at once: the dates that are written, by hand, and what stays.

use super::*;
use crate::analysis::{Analysis, Options, analyse};
use crate::document::Source;
use crate::revise::By;
use crate::units::{Day, TimeUnit};

fn read(text: &str) -> (Document, Analysis) {
    let document = Document::new(Source::new("plan.toml", text));
    let today = Day::parse("2027-06-01").unwrap();
    let analysis = analyse(&document, &Options { case: None, today });
    (document, analysis)
}

fn months(by: i64) -> By {
    By::of(by, TimeUnit::Month)
}

/// The lines that moving these writes and takes, and the ids of those that are held.
fn moved(text: &str, ids: &[&str], by: i64) -> (Vec<String>, Vec<String>) {
    let (document, analysis) = read(text);
    let plan = &analysis.plan;
    let which: Vec<InitiativeIx> = ids.iter().map(|id| plan.initiative(id).unwrap()).collect();
    let result =
        shift_many(plan, &analysis.factors, &analysis.schedule, &which, months(by), &LayerName::Plan);
    let held = result.held.iter().map(|it| plan.initiatives[it.initiative.at()].id.clone()).collect();
    let Some(change) = result.change else { return (Vec::new(), held) };
    let (after, _) = apply(&document, &change).unwrap();
    let after = &after.sources()[0].text;
    let gone =
        text.lines().filter(|line| !after.lines().any(|it| it == *line)).map(|line| format!("-{line}"));
    let new = after.lines().filter(|line| !text.lines().any(|it| it == *line)).map(|line| format!("+{line}"));
    (gone.chain(new).collect(), held)
}

const CHAIN: &str = "\
[plan]
start = 2027-04-01

[initiative.a]
duration = \"3 months\"
not-before = 2027-07-01

[initiative.b]
duration = \"3 months\"
after = \"a\"

[initiative.c]
duration = \"3 months\"
after = \"b\"
not-before = 2028-04-01 # the new year
";

#[test]
fn what_hangs_on_another_goes_with_it() {
    // a: July to September 2027; b from October; c on 1 April 2028, by its own date.
    let (lines, held) = moved(CHAIN, &["a", "b"], 3);
    assert_eq!(lines, ["-not-before = 2027-07-01", "+not-before = 2027-10-01"]);
    assert!(held.is_empty());
    // Through what stands between: c would hang on a but for its own date, which moves too.
    let (lines, _) = moved(CHAIN, &["a", "c"], 3);
    assert_eq!(
        lines,
        [
            "-not-before = 2027-07-01",
            "-not-before = 2028-04-01 # the new year",
            "+not-before = 2027-10-01",
            "+not-before = 2028-07-01 # the new year"
        ]
    );
    let bound = CHAIN.replace("not-before = 2028-04-01 # the new year\n", "");
    assert_eq!(moved(&bound, &["a", "c"], 3).0, ["-not-before = 2027-07-01", "+not-before = 2027-10-01"]);
}

#[test]
fn earlier_goes_as_far_as_the_others_leave_room() {
    // a may go to the start of the plan, which takes its date away; b follows by itself; c goes three months to January.
    let (lines, held) = moved(CHAIN, &["a", "b", "c"], -3);
    assert_eq!(
        lines,
        [
            "-not-before = 2027-07-01",
            "-not-before = 2028-04-01 # the new year",
            "+not-before = 2028-01-01 # the new year"
        ]
    );
    assert!(held.is_empty());
    // Half a year: a is held by the plan's start after three months, and b with it; c goes to October.
    let (lines, held) = moved(CHAIN, &["a", "b", "c"], -6);
    assert_eq!(
        lines,
        ["-not-before = 2027-07-01", "-not-before = 2028-04-01 # the new year"],
        "c stands on 1 October, where b ends"
    );
    assert_eq!(held, ["a"]);
}

#[test]
fn a_given_start_moves_behind_what_it_waits_for() {
    let text = "\
[plan]
start = 2027-04-01
[initiative.a]
duration = \"3 months\"
start = 2027-07-01
[initiative.b]
duration = \"3 months\"
after = \"a\"
start = 2027-10-01
[initiative.done]
status = \"done\"
duration = \"1 month\"
actual = { start = 2027-04-01, finish = 2027-04-30 }
";
    // One after another b would be held by a, which moves away first.
    let (lines, held) = moved(text, &["b", "a", "done"], -2);
    assert_eq!(
        lines,
        ["-start = 2027-07-01", "-start = 2027-10-01", "+start = 2027-05-01", "+start = 2027-08-01"]
    );
    assert_eq!(held, ["done"]);
}

#[test]
fn removing_several_that_name_each_other_leaves_nothing_behind() {
    let text = "\
[initiative.a]
[initiative.b]
after = [\"a\", \"d\"]
[initiative.c]
after = [\"a\", \"b\"] # both
[initiative.d]
[scenario.lean.initiative.c]
after = [\"a\", \"b\"]
";
    let (document, analysis) = read(text);
    let plan = &analysis.plan;
    let which = [plan.initiative("a").unwrap(), plan.initiative("b").unwrap()];
    let change = remove_many(&document, plan, &which, &LayerName::Plan).unwrap().unwrap();
    assert_eq!(change.label, "Remove 2 initiatives");
    let (after, _) = apply(&document, &change).unwrap();
    assert_eq!(
        &*after.sources()[0].text,
        "[initiative.c]\n[initiative.d]\n[scenario.lean.initiative.c]\nafter = []\n"
    );
}

#[test]
fn tags_come_and_go_and_what_is_as_wanted_is_not_written() {
    let text = "[initiative.a]\ntags = [\"web\", \"old\"]\n[initiative.b]\ntags = \"old\"\n[initiative.c]\n";
    let (document, analysis) = read(text);
    let all: Vec<InitiativeIx> = (0..3).map(InitiativeIx).collect();
    let tags = |add: &[&str], take: &[&str]| {
        let own = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        tag_many(&document, &analysis.plan, &all, (&own(add), &own(take)), &LayerName::Plan)
    };
    let change = tags(&["web"], &["old"]).unwrap();
    assert_eq!(change.label, "Tag 3 initiatives +web -old");
    let (after, _) = apply(&document, &change).unwrap();
    let (_, after) = read(&after.sources()[0].text);
    assert!(after.plan.initiatives.iter().all(|it| it.tags == ["web"]), "{:?}", after.plan.initiatives);
    assert_eq!(tags(&[], &["none"]), None);
}
