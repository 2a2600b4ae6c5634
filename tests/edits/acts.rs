//! What a person does, on a whole plan: the text before, the act, the text after.

use milepost::analysis::Options;
use milepost::diagnostic::Path;
use milepost::document::Source;
use milepost::edit::{Change, LayerName};
use milepost::plan::InitiativeIx;
use milepost::revise;
use milepost::schedule::Driver;
use milepost::session::Session;
use milepost::units::{Day, Duration, Offset};

const PLAN: &str = "\
[plan]
start = 2027-04-01
end = 2030-03-31

[initiative.network]
title = \"Network\"
duration = \"6 months\"

[initiative.telephony]
title = \"Telephony\"
duration = \"2 quarters\" # fixed price
after = \"network.finish\"
cost.lines = { capital = 10_000 }

[scenario.lean]
";

fn session(text: &str) -> Session {
    let today = Day::parse("2027-01-01").expect("a day");
    Session::new(Source::new("plan.toml", text), Options { case: None, today })
}

fn months(count: i32) -> Offset {
    Offset { earlier: count < 0, length: Duration::months(count.unsigned_abs()) }
}

fn telephony(session: &Session) -> InitiativeIx {
    session.analysis().plan.initiative("telephony").expect("it is in the plan")
}

fn shift(session: &mut Session, count: i32) -> revise::Move {
    let analysis = session.analysis();
    let at = telephony(session);
    let (plan, schedule) = (&analysis.plan, &analysis.schedule);
    let result = revise::shift(plan, &analysis.factors, schedule, at, months(count), &session.layer());
    let result = result.expect("it is scheduled");
    if let Some(change) = &result.change {
        session.apply(change).expect("the change is made");
    }
    result
}

fn with(line: &str) -> String {
    PLAN.replace("cost.lines", &format!("{line}\ncost.lines"))
}

#[test]
fn a_move_later_writes_a_date_and_a_move_back_takes_it_away() {
    let mut session = session(PLAN);
    let moved = shift(&mut session, 3);
    // Six months from 1 April 2027 the network is finished: 1 October; three months later is 1 January.
    assert_eq!(moved.change.unwrap().label, "Move Telephony 3 months later");
    assert_eq!(session.text(), with("not-before = 2028-01-01"));
    let back = shift(&mut session, -3);
    assert_eq!((back.held_by, session.text()), (None, PLAN));
    assert!(!session.is_changed());
}

#[test]
fn a_move_before_what_drives_it_writes_nothing_and_names_it() {
    let mut session = session(PLAN);
    let held = shift(&mut session, -1);
    let network = session.analysis().plan.initiative("network").unwrap();
    assert_eq!((held.change, held.held_by), (None, Some(Driver::Initiative(network))));
    assert_eq!((session.text(), session.history().position()), (PLAN, 0));
}

#[test]
fn a_move_too_far_ends_at_the_earliest_day() {
    let mut session = session(PLAN);
    shift(&mut session, 2);
    let moved = shift(&mut session, -6);
    assert_eq!(moved.start.to_string(), "2027-10-01");
    assert!(moved.held_by.is_some());
    assert_eq!(moved.change.unwrap().label, "Move Telephony to its earliest start, 1 Oct 2027");
    assert_eq!(session.text(), PLAN);
}

#[test]
fn a_given_start_moves_as_a_start() {
    let mut session = session(&with("start = 2028-02-01"));
    shift(&mut session, -1);
    assert_eq!(session.text(), with("start = 2028-01-01"));
}

#[test]
fn what_has_begun_stays() {
    let mut session = session(&with("status = \"active\"\nactual.start = 2027-06-15"));
    let held = shift(&mut session, 1);
    assert_eq!((held.change, held.held_by), (None, Some(Driver::Actual)));
}

#[test]
fn lengthening_keeps_the_unit_and_the_comment() {
    let mut session = session(PLAN);
    let analysis = session.analysis();
    let at = telephony(&session);
    let longer =
        revise::lengthen(&analysis.plan, &analysis.schedule, at, months(3), &LayerName::Plan).unwrap();
    let change = longer.change.unwrap();
    assert_eq!(change.label, "Lengthen Telephony by 3 months");
    session.apply(&change).unwrap();
    assert_eq!(session.text(), PLAN.replace("2 quarters", "3 quarters"));
}

#[test]
fn moves_in_a_scenario_go_to_its_overlay() {
    let mut session = session(PLAN);
    assert!(session.select_scenario(Some("lean".to_owned())));
    shift(&mut session, 1);
    let overlay = "\n[scenario.lean.initiative.telephony]\nnot-before = 2027-11-01\n";
    assert_eq!(session.text(), format!("{PLAN}{overlay}"));
    let start = |session: &Session| session.analysis().schedule.placed(telephony(session)).unwrap().start;
    assert_eq!(start(&session).to_string(), "2027-11-01");
    assert!(session.select_scenario(None));
    assert_eq!(start(&session).to_string(), "2027-10-01");
}

#[test]
fn dependencies_come_and_go_and_what_stays_keeps_its_place() {
    let after = |list: &str| PLAN.replace("after = \"network.finish\"\n", list);
    for (before, typed, expected) in [
        ("after = \"network.finish\"\n", vec!["network"], "after = \"network\"\n"),
        ("after = \"network.finish\"\n", vec!["network + 2 months"], "after = \"network + 2 months\"\n"),
        (
            "after = [\n    \"network\", # the cable\n]\n",
            vec!["network", "stage:first"],
            "after = [\n    \"network\", # the cable\n    \"stage:first\",\n]\n",
        ),
        (
            "after = [\n    \"network + 1m\", # the cable\n    \"stage:first\", # as agreed\n]\n",
            vec!["stage:first"],
            "after = [\n    \"stage:first\", # as agreed\n]\n",
        ),
    ] {
        let mut session = session(&after(before));
        let at = Path::new(["initiative", "telephony", "after"]);
        let typed: Vec<String> = typed.into_iter().map(str::to_owned).collect();
        let edits = revise::relink(session.document(), &at, &typed);
        let change = Change { label: "Links".to_owned(), edits, layer: LayerName::Plan };
        session.apply(&change).unwrap();
        assert_eq!(session.text(), after(expected), "{typed:?}");
    }
}

#[test]
fn an_initiative_goes_with_the_links_to_it_and_comes_back() {
    let mut session = session(PLAN);
    let network = session.analysis().plan.initiative("network").unwrap();
    let plan = &session.analysis().plan;
    let change = revise::remove_initiative(session.document(), plan, network, &LayerName::Plan);
    session.apply(&change).unwrap();
    let block = "[initiative.network]\ntitle = \"Network\"\nduration = \"6 months\"\n\n";
    let after = PLAN.replace(block, "").replace("after = \"network.finish\"\n", "");
    assert_eq!(session.text(), after);
    assert_eq!(session.undo().as_deref(), Some("Remove Network"));
    assert_eq!(session.text(), PLAN);
    assert_eq!(session.redo().as_deref(), Some("Remove Network"));
    assert_eq!(session.text(), after);
}

#[test]
fn a_reload_is_a_step_and_saving_clears_nothing() {
    let mut session = session(PLAN);
    shift(&mut session, 1);
    let other = session.text().replace("10_000", "12_000");
    session.reload("Read again", &other);
    session.mark_saved();
    assert!(!session.is_changed());
    assert_eq!(session.undo().as_deref(), Some("Read again"));
    assert!(session.is_changed());
    assert!(session.jump(0));
    assert_eq!(session.text(), PLAN);
    assert!(session.jump(2));
    assert_eq!((session.text(), session.is_changed()), (other.as_str(), false));
}
