//! Merges worked by hand: each rule once.

use super::*;

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(Texts { base, ours, theirs }, &Names::default(), 7).expect("all three are TOML")
}

const PLAN: &str = "# My plan\n\n[plan]\nstart = 2027-04-01 # agreed\n\n[envelope.b]\ntotal = 1_000 # say\n\n\
    # First\n[initiative.a]\ntitle = \"A\"\nduration = \"6 months\"\ncost.x = { capital = 100, funded-by = \"b\" } # offer\n\n\
    [initiative.c]\ntitle = \"C\"\nafter = [\n    \"a\", # because\n]\n";

fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(PLAN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn changes_of_different_keys_are_clean_also_in_one_money_line() {
    let ours = with(&[("capital = 100", "capital = 120"), ("# say", "# said")]);
    let theirs = with(&[
        ("funded-by = \"b\"", "funded-by = \"b\", note = \"n\""),
        ("total = 1_000", "total = 2_000"),
        ("# offer", "# offer of May"),
    ]);
    let found = merged(PLAN, &ours, &theirs);
    assert_eq!(found.conflicts, []);
    let expected = with(&[
        (
            "capital = 100, funded-by = \"b\" } # offer",
            "capital = 120, funded-by = \"b\", note = \"n\" } # offer of May",
        ),
        ("total = 1_000 # say", "total = 2_000 # said"),
    ]);
    assert_eq!(found.text, expected);
}

#[test]
fn one_value_changed_differently_is_marked_in_its_lines() {
    let (ours, theirs) =
        (with(&[("6 months", "7 months")]), with(&[("6 months", "8 months"), ("\"C\"", "\"Sea\"")]));
    let found = merged(PLAN, &ours, &theirs);
    assert_eq!(found.conflicts.len(), 1);
    assert_eq!(found.conflicts[0].what, "initiative.a.duration");
    let marked = "<<<<<<< ours: initiative.a.duration\nduration = \"7 months\"\n||||||| base\nduration = \"6 months\"\n=======\n\
        duration = \"8 months\"\n>>>>>>> theirs\n";
    assert_eq!(found.text, with(&[("duration = \"6 months\"\n", marked), ("\"C\"", "\"Sea\"")]));
}

#[test]
fn lists_are_sets_and_comments_of_items_stay() {
    let ours = with(&[("    \"a\", # because\n", "    \"a\", # because\n    \"stage:s\",\n")]);
    let theirs =
        with(&[("    \"a\", # because\n", "    \"a\", # because\n    # later\n    \"d + 1m\", # new\n")]);
    let found = merged(PLAN, &ours, &theirs);
    let list = "    \"a\", # because\n    \"stage:s\",\n    # later\n    \"d + 1m\", # new\n";
    assert_eq!((found.text, found.conflicts.len()), (with(&[("    \"a\", # because\n", list)]), 0));
    // A lag against another lag, and against a removal.
    let lag = |lag: &str| with(&[("\"a\", # because", &format!("\"a{lag}\", # because"))]);
    assert_eq!(merged(PLAN, &lag(" + 1m"), &lag(" + 2m")).conflicts.len(), 1);
    let none = with(&[("after = [\n    \"a\", # because\n]\n", "")]);
    assert_eq!(merged(PLAN, &lag(" + 1m"), &none).conflicts.len(), 1);
    assert_eq!(merged(PLAN, PLAN, &none).text, none);
}

#[test]
fn a_comment_behind_the_bracket_of_a_list_stays_and_of_two_both_stand() {
    let list = |head: &str, items: &str| with(&[("[\n    \"a\", # because\n", &format!("[{head}\n{items}"))]);
    let (one, more) = ("    \"a\", # because\n", "    \"a\", # because\n    \"stage:s\",\n");
    // Of theirs alone, while ours has another item; and taken away, the same.
    let found = merged(PLAN, &list("", more), &list(" # say", one));
    assert_eq!((found.conflicts.len(), found.text), (0, list(" # say", more)));
    let found = merged(&list(" # say", one), &list(" # say", more), &list("", one));
    assert_eq!((found.conflicts.len(), found.text), (0, list("", more)));
    // Of both: theirs stands above the first item.
    let found = merged(PLAN, &list("  # ours", one), &list(" # theirs", more));
    assert_eq!((found.conflicts.len(), found.text), (0, list("  # ours", &format!("    # theirs\n{more}"))));
    // Both changed one.
    assert_eq!(merged(&list(" # say", one), &list(" # x", one), &list(" # y", one)).conflicts.len(), 1);
}

#[test]
fn an_item_deleted_on_one_side_and_edited_on_the_other_is_disputed_and_a_moved_one_is_not() {
    let block = &PLAN[PLAN.find("[initiative.c]").unwrap()..];
    let gone = PLAN.replace(&format!("\n{block}"), "");
    let edited = with(&[("\"C\"", "\"Sea\"")]);
    for (ours, theirs) in [(&gone, &edited), (&edited, &gone)] {
        let found = merged(PLAN, ours, theirs);
        assert_eq!(found.conflicts.len(), 1, "{}", found.text);
        assert!(found.text.contains("[initiative.c]\ntitle = \"Sea\""));
    }
    let moved = format!("{block}\n{gone}");
    let found = merged(PLAN, &gone, &moved);
    assert_eq!((found.conflicts.len(), found.text.contains("initiative.c")), (0, false), "{}", found.text);
    let found = merged(PLAN, &moved, &gone);
    assert_eq!((found.conflicts.len(), found.text.contains("initiative.c")), (0, false), "{}", found.text);
}

#[test]
fn new_items_go_in_the_order_of_ids_and_both_sides_add() {
    let new = |id: &str| format!("# about {id}\n[initiative.{id}]\ntitle = \"{id}\"\n\n");
    let ours = with(&[("[initiative.c]", &(new("b2") + "[initiative.c]"))]);
    let theirs = with(&[("[initiative.c]", &(new("b1") + "[initiative.c]"))]);
    for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
        let found = merged(PLAN, one, other);
        let wanted = with(&[("[initiative.c]", &(new("b1") + &new("b2") + "[initiative.c]"))]);
        assert_eq!((found.text, found.conflicts.len()), (wanted, 0));
    }
    let theirs = with(&[("[initiative.c]", "[initiative.b2]\ntitle = \"other\"\n\n[initiative.c]")]);
    assert_eq!(merged(PLAN, &ours, &theirs).conflicts.len(), 1);
}

#[test]
fn renames_are_followed() {
    let renamed =
        with(&[("initiative.a]", "initiative.alpha]"), ("\"a\", # because", "\"alpha\", # because")]);
    let edited =
        with(&[("6 months", "9 months"), ("title = \"C\"\n", "title = \"C\"\nfinish-after = \"a\"\n")]);
    let wanted = "finish-after = \"alpha\"";
    for (ours, theirs) in [(&renamed, &edited), (&edited, &renamed)] {
        let found = merged(PLAN, ours, theirs);
        assert_eq!(found.conflicts, []);
        assert!(found.text.contains(wanted) && found.text.contains("9 months"), "{}", found.text);
        assert!(!found.text.contains("\"a\"") && !found.text.contains("initiative.a]"), "{}", found.text);
    }
    assert_eq!(merged(PLAN, &renamed, &renamed).text, renamed);
    let other = with(&[("initiative.a]", "initiative.aleph]"), ("\"a\", # because", "\"aleph\", # because")]);
    let found = merged(PLAN, &renamed, &other);
    assert!(!found.conflicts.is_empty());
    assert!(
        found.text.contains("[initiative.aleph]") && found.text.contains("[initiative.alpha]"),
        "{}",
        found.text
    );
    let gone = {
        let block = &PLAN[PLAN.find("# First").unwrap()..PLAN.find("[initiative.c]").unwrap()];
        PLAN.replace(block, "").replace("after = [\n    \"a\", # because\n]\n", "")
    };
    assert!(!merged(PLAN, &renamed, &gone).conflicts.is_empty());
    assert!(!merged(PLAN, &gone, &renamed).conflicts.is_empty());
}

#[test]
fn what_only_the_merge_breaks_is_marked() {
    let gone = {
        let block = &PLAN[PLAN.find("# First").unwrap()..PLAN.find("[initiative.c]").unwrap()];
        PLAN.replace(block, "").replace("after = [\n    \"a\", # because\n]\n", "")
    };
    let new = with(&[("[initiative.c]", "[initiative.b]\nafter = \"a\"\n\n[initiative.c]")]);
    for (ours, theirs) in [(&gone, &new), (&new, &gone)] {
        let found = merged(PLAN, ours, theirs);
        assert_eq!(found.conflicts.len(), 1, "{}", found.text);
        assert!(found.conflicts[0].what.contains("there is no initiative `a`"), "{:?}", found.conflicts);
        assert!(found.text.contains("<<<<<<<") && found.text.contains(">>>>>>> theirs\n"));
    }
    // A cycle of two links, one from each side.
    let ours = with(&[("title = \"A\"\n", "title = \"A\"\nafter = \"z\"\n")]) + "\n[initiative.z]\n";
    let base = PLAN.to_owned() + "\n[initiative.z]\n";
    let theirs = PLAN.to_owned() + "\n[initiative.z]\nafter = \"a\"\n";
    assert!(!merged(&base, &ours, &theirs).conflicts.is_empty());
}

#[test]
fn line_ends_mark_and_last_line_are_kept() {
    let to = |text: &str| text.replace('\n', "\r\n");
    let (ours, theirs) = (with(&[("6 months", "7 months")]), with(&[("1_000", "3_000")]));
    let wanted = with(&[("6 months", "7 months"), ("1_000", "3_000")]);
    assert_eq!(merged(&to(PLAN), &to(&ours), &to(&theirs)).text, to(&wanted));
    assert_eq!(merged(PLAN, &to(&ours), &theirs).text, to(&wanted));
    assert_eq!(merged(PLAN, &ours, &to(&theirs)).text, to(&wanted));
    let bare = |text: &str| text.trim_end().to_owned();
    assert_eq!(merged(&bare(PLAN), &bare(&ours), &bare(&theirs)).text, bare(&wanted));
}

#[test]
fn stages_keep_an_order_that_both_want() {
    let stages = |ids: &str| {
        ids.chars().fold(String::new(), |text, id| text + &format!("[stage.{id}]\ntitle = \"{id}\"\n\n"))
    };
    let found = merged(&stages("abc"), &stages("abc"), &stages("cab"));
    assert_eq!((found.text, found.conflicts.len()), (stages("cab"), 0));
    let found = merged(&stages("abc"), &stages("abdc"), &stages("cab"));
    assert_eq!((found.text, found.conflicts.len()), (stages("cadb"), 0));
    assert_eq!(merged(&stages("abc"), &stages("bac"), &stages("cab")).conflicts.len(), 1);
    // What stands below a stage goes with it.
    let below = |text: String| {
        text.replace("\"b\"\n", "\"b\"\n[stage.b.gate]\ntitle = \"G\"\n\n# between\n\n[stage.b.gate.x]\n")
    };
    let [was, is, other] = [stages("abc"), stages("bca"), stages("acbd")].map(below);
    let found = merged(&was, &was, &is);
    assert_eq!((found.text, found.conflicts.len()), (is.clone(), 0));
    let found = merged(&was, &other, &was);
    assert_eq!((found.text, found.conflicts.len()), (other, 0));
}

#[test]
fn a_line_written_in_another_way_on_one_side_takes_the_edit_of_the_other() {
    let dotted = with(&[(
        "cost.x = { capital = 100, funded-by = \"b\" } # offer\n",
        "cost.x.capital = 100 # offer\ncost.x.funded-by = \"b\"\n",
    )]);
    let edited = with(&[("capital = 100", "capital = 120")]);
    let as_dotted = "cost.x.capital = 120 # offer\ncost.x.funded-by = \"b\"\n";
    let as_line = "cost.x = { capital = 120, funded-by = \"b\" } # offer\n";
    for (ours, theirs, expected) in [(&dotted, &edited, as_dotted), (&edited, &dotted, as_line)] {
        let found = merged(PLAN, ours, theirs);
        assert_eq!(found.conflicts, [], "{}", found.text);
        assert!(found.text.contains(expected), "{}", found.text);
    }
}

#[test]
fn a_money_line_that_one_side_made_a_table_and_both_edited_merges_key_by_key() {
    let line = "cost.x = { capital = 100, funded-by = \"b\" } # offer\n";
    let table =
        |amount: u32| format!("[initiative.a.cost.x] # offer\ncapital = {amount}\nfunded-by = \"b\"\n");
    // One side: a table, another amount, another title. The other: a note in the line, and a comment elsewhere.
    let one = with(&[(line, &table(120)), ("\"A\"", "\"Aye\"")]);
    let other = with(&[("\"b\" } #", "\"b\", note = \"n\" } #"), ("6 months\"", "6 months\" # firm")]);
    let rest = [("\"A\"", "\"Aye\""), ("6 months\"", "6 months\" # firm")];
    let as_table = with(&[&rest[..], &[(line, &(table(120) + "note = \"n\"\n"))]].concat());
    let as_line =
        with(&[&rest[..], &[("100, funded-by = \"b\"", "120, funded-by = \"b\", note = \"n\"")]].concat());
    for (ours, theirs, expected) in [(&one, &other, as_table), (&other, &one, as_line)] {
        let found = merged(PLAN, ours, theirs);
        assert_eq!((found.conflicts.as_slice(), found.text), ([].as_slice(), expected));
    }
    // Both another amount: the line alone is disputed.
    let found = merged(PLAN, &one, &with(&[("capital = 100", "capital = 130")]));
    let what: Vec<&str> = found.conflicts.iter().map(|conflict| conflict.what.as_str()).collect();
    assert_eq!(what, ["initiative.a.cost.x.capital"], "{}", found.text);
}

#[test]
fn what_one_side_made_a_table_goes_with_the_deletion_of_the_other() {
    let line = "cost.x = { capital = 100, funded-by = \"b\" } # offer\n";
    let table = with(&[
        (line, "[initiative.a.cost.x] # offer\ncapital = 100\nfunded-by = \"b\"\n"),
        ("\"A\"", "\"Aye\""),
    ]);
    let gone = with(&[(line, "")]);
    for (ours, theirs) in [(&table, &gone), (&gone, &table)] {
        let found = merged(PLAN, ours, theirs);
        assert_eq!(found.conflicts, [], "{}", found.text);
        assert_eq!(found.text, with(&[(line, ""), ("\"A\"", "\"Aye\"")]));
    }
}

#[test]
fn both_sides_added_the_same_money_line_in_different_shapes() {
    let add = |lines: &str, title: &str| {
        with(&[("duration = \"6 months\"\n", &format!("duration = \"6 months\"\n{lines}")), ("\"A\"", title)])
    };
    let ours = add("cost.y = { one-off = 5, note = \"n\" }\n", "\"A\"");
    let theirs = add("cost.y.one-off = 5\ncost.y.note = \"n\"\n", "\"Aye\"");
    let found = merged(PLAN, &ours, &theirs);
    assert_eq!((found.conflicts.as_slice(), found.text), ([].as_slice(), ours.replace("\"A\"", "\"Aye\"")));
}

#[test]
fn a_comment_that_both_added_to_a_paragraph_stands_once_though_one_side_moved_what_was_beside_it() {
    let base = format!("{PLAN}\n# Notes\n\n[initiative.d]\ntitle = \"D\"\n");
    let both = base.replace("# Notes", "# Notes\n# and more");
    let moved = "[initiative.c]\ntitle = \"C\"\nafter = [\n    \"a\", # because\n]\n\n";
    let ours = format!("{}\n{}", both.replacen(moved, "", 1), moved.trim_end().to_owned() + "\n");
    let theirs = both.replace("\"D\"", "\"Dee\"");
    let found = merged(&base, &ours, &theirs);
    assert_eq!((found.conflicts.len(), found.text), (0, ours.replace("\"D\"", "\"Dee\"")));
}

#[test]
fn a_comment_of_a_list_that_one_side_took_away_does_not_come_back_from_behind_its_item() {
    let list = "after = [\n    \"a\", # because\n]\n";
    let base = with(&[(list, "after = [\n    \"a\",\n    # later\n    \"d\",\n]\n")]);
    let gone = with(&[(list, "")]);
    let fewer = with(&[(list, "after = [\n    \"a\",\n    # later\n]\n")]);
    for (ours, theirs) in [(&gone, &fewer), (&fewer, &gone)] {
        let found = merged(&base, ours, theirs);
        assert_eq!((found.conflicts.len(), found.text), (0, gone.clone()));
    }
}

#[test]
fn a_list_that_one_side_took_away_takes_its_comments_along_and_leaves_what_the_other_added() {
    let base = PLAN.replace("after = [\n    \"a\", # because\n]", "# waits\nafter = [\"a\"] # because");
    let gone = base.replace("# waits\nafter = [\"a\"] # because\n", "");
    let more = base.replace("[\"a\"]", "[\"a\", \"stage:s\"]");
    for (ours, theirs) in [(&gone, &more), (&more, &gone)] {
        let found = merged(&base, ours, theirs);
        assert_eq!((found.conflicts.len(), found.text), (0, gone.clone() + "after = [\"stage:s\"]\n"));
    }
}

#[test]
fn tables_of_lists_that_both_sides_changed_are_disputed_whole() {
    let side = |value: u32| format!("{PLAN}\n[[t]]\na = {value}\n");
    let found = merged(&side(1), &side(2), &side(3));
    assert_eq!(found.conflicts.len(), 1, "{}", found.text);
    assert!(
        found.text.starts_with(PLAN) && found.text.contains("<<<<<<< ours: t.#0\n[[t]]\na = 2\n"),
        "{}",
        found.text
    );
    assert_eq!(merged(PLAN, &side(2), &side(3)).conflicts.len(), 1);
}
