//! One awkward layout each: blocks, scenarios, refusals.

use milepost::document::Refusal;

use crate::check::*;

// Blocks.

#[test]
fn an_initiative_goes_with_all_its_parts_and_their_comments() {
    check_edit(
        "# file\n\n# crm\n[initiative.crm]\ntitle = \"C\"\n# under crm\n\n# banner\n\n[initiative.b]\n\n# money\n[initiative.crm.cost.x]\ncapital = 1\n",
        remove(CRM),
        "# file\n\n# banner\n\n[initiative.b]\n",
    );
}

#[test]
fn the_last_block_goes_with_the_comment_under_it() {
    check_edit(
        "[initiative.b]\ntitle = \"B\"\n\n[initiative.crm]\ntitle = \"C\"\n# end of crm",
        remove(CRM),
        "[initiative.b]\ntitle = \"B\"\n",
    );
}

#[test]
fn the_first_block_behind_a_byte_order_mark() {
    check_edit(
        "\u{feff}# crm\r\n[initiative.crm]\r\ntitle = \"C\"\r\n\r\n\r\n[initiative.d]\r\n",
        remove(CRM),
        "\u{feff}[initiative.d]\r\n",
    );
}

#[test]
fn a_comment_between_two_blocks_belongs_to_the_lower() {
    check_edit(
        "[initiative.a]\n[initiative.crm]\ntitle = \"C\"\n# of d\n[initiative.d]\n",
        remove(CRM),
        "[initiative.a]\n# of d\n[initiative.d]\n",
    );
}

#[test]
fn the_larger_gap_stays() {
    check_edit(
        "[initiative.a]\n\n[initiative.crm]\n\n\n# ---- banner\n\n[envelope.e]\n",
        remove(CRM),
        "[initiative.a]\n\n\n# ---- banner\n\n[envelope.e]\n",
    );
}

#[test]
fn a_new_initiative_goes_in_id_order() {
    check_edit(
        "[initiative.a]\ntitle = \"A\"\n# under a\n\n\n# about x\n[initiative.x]\ntitle = \"X\"\n",
        add_table(CRM, &[("title", text("C")), ("cost", table(&[("b", table(&[("capital", bare("1"))]))]))]),
        "[initiative.a]\ntitle = \"A\"\n# under a\n\n\n[initiative.crm]\ntitle = \"C\"\ncost.b = { capital = 1 }\n\n\n# about x\n[initiative.x]\ntitle = \"X\"\n",
    );
}

#[test]
fn a_file_that_ends_inside_a_line_with_a_character_of_two_bytes() {
    check_edit(
        "[plan]\ntitle = \"T\"\n# caf\u{e9}",
        add_table(CRM, &[("title", text("C"))]),
        "[plan]\ntitle = \"T\"\n# caf\u{e9}\n\n[initiative.crm]\ntitle = \"C\"",
    );
}

#[test]
fn a_new_first_initiative_goes_above_the_first_and_under_its_banner() {
    check_edit(
        "[plan]\n\n# ---- initiatives\n\n# about x\n[initiative.x]\n\n[initiative.y]\n",
        add_table(CRM, &[]),
        "[plan]\n\n# ---- initiatives\n\n[initiative.crm]\n\n# about x\n[initiative.x]\n\n[initiative.y]\n",
    );
}

#[test]
fn a_new_initiative_goes_behind_the_last_when_there_is_no_order() {
    check_edit(
        "[initiative.x]\n[initiative.a]\ntitle = \"A\" # no end",
        add_table(CRM, &[("title", text("C"))]),
        "[initiative.x]\n[initiative.a]\ntitle = \"A\" # no end\n[initiative.crm]\ntitle = \"C\"",
    );
}

#[test]
fn the_first_initiative_of_a_file() {
    check_edit("", add_table(CRM, &[("title", text("C"))]), "[initiative.crm]\ntitle = \"C\"\n");
    check_edit(
        "\u{feff}# only this",
        add_table(CRM, &[("title", text("C"))]),
        "\u{feff}# only this\n\n[initiative.crm]\ntitle = \"C\"",
    );
    check_edit(
        "[plan]\nstart = 2027-04-01\n\n[scenario.lean]\n",
        add_table(CRM, &[]),
        "[plan]\nstart = 2027-04-01\n\n[initiative.crm]\n\n[scenario.lean]\n",
    );
}

#[test]
fn a_new_envelope_with_years() {
    check_edit(
        "[plan]\n\n[initiative.a]\n",
        add_table("envelope/e", &[("year", table(&[("2027-28", bare("1")), ("2028-29", bare("2"))]))]),
        "[plan]\n\n[envelope.e]\nyear.2027-28 = 1\nyear.2028-29 = 2\n\n[initiative.a]\n",
    );
}

#[test]
fn a_new_initiative_beside_inline_ones() {
    check_edit(
        "initiative = { a = { title = \"A\" } }\n",
        add_table(CRM, &[("title", text("C"))]),
        "initiative = { a = { title = \"A\" }, crm = { title = \"C\" } }\n",
    );
}

#[test]
fn the_plan_table_is_made_where_it_is_missing() {
    check_edit(
        "# top\n\n[initiative.a]\n",
        set("plan/title", text("T")),
        "# top\n\n[plan]\ntitle = \"T\"\n\n[initiative.a]\n",
    );
    check_edit(
        "# top\n\nmilepost = 1\n[initiative.a]\n",
        set("plan/title", text("T")),
        "# top\n\nmilepost = 1\n\n[plan]\ntitle = \"T\"\n\n[initiative.a]\n",
    );
}

// Scenarios.

#[test]
fn a_scenario_gets_its_own_table_at_its_end() {
    check_scenario_edit(
        "[initiative.crm]\nduration = \"3 months\"\n\n[scenario.lean]\ntitle = \"Lean\"\n\n[scenario.lean.plan]\nend = 2030-03-31\n\n[scenario.rich]\n",
        set(&crm("duration"), text("6 months")),
        "[initiative.crm]\nduration = \"3 months\"\n\n[scenario.lean]\ntitle = \"Lean\"\n\n[scenario.lean.plan]\nend = 2030-03-31\n\n[scenario.lean.initiative.crm]\nduration = \"6 months\"\n\n[scenario.rich]\n",
    );
}

#[test]
fn a_scenario_written_in_dotted_keys_stays_so() {
    check_scenario_edit(
        "[initiative.crm]\n[scenario.lean]\ninitiative.web.duration = \"1 month\"\n",
        set(&crm("duration"), text("6 months")),
        "[initiative.crm]\n[scenario.lean]\ninitiative.web.duration = \"1 month\"\ninitiative.crm.duration = \"6 months\"\n",
    );
}

#[test]
fn what_stands_only_below_is_unset_or_dropped() {
    let base = "[initiative.crm]\ndeadline = 2028-03-31\nafter = [\"a\", \"b\"]\ncost.x = { capital = 1 }\n\n[scenario.lean]\n";
    let with = |block: &str| format!("{base}\n[scenario.lean.initiative.crm]\n{block}\n");
    check_scenario_edit(base, remove(&crm("deadline")), &with("unset = [\"deadline\"]"));
    check_scenario_edit(base, remove(CRM), &with("dropped = true"));
    check_scenario_edit(base, remove("initiative/crm/cost/x"), &with("cost.x.dropped = true"));
    check_scenario_edit(base, remove_item(&crm("after"), "a"), &with("after = [\"b\"]"));
    check_scenario_edit(
        base,
        add_item(&crm("after"), "c"),
        &with("after = [\n    \"a\",\n    \"b\",\n    \"c\",\n]"),
    );
}

#[test]
fn what_stands_in_both_is_taken_away_in_both() {
    let base =
        "[initiative.crm]\ndeadline = 2028-03-31\nafter = [\"a\", \"b\"]\n\n[scenario.lean.initiative.crm]\n";
    check_scenario_edit(
        &format!("{base}deadline = 2029-03-31\n"),
        remove(&crm("deadline")),
        &format!("{base}unset = [\"deadline\"]\n"),
    );
    check_scenario_edit(
        &format!("{base}duration = \"1 month\"\n"),
        remove(CRM),
        &format!("{base}duration = \"1 month\"\ndropped = true\n"),
    );
    check_scenario_edit(
        &format!("{base}after = [\"b\"]\n"),
        remove_item(&crm("after"), "b"),
        &format!("{base}after = []\n"),
    );
}

#[test]
fn what_was_unset_is_set_again() {
    check_scenario_edit(
        "[initiative.crm]\ndeadline = 2028-03-31\n[scenario.lean.initiative.crm]\nunset = [\"deadline\", \"owner\"]\n",
        set(&crm("deadline"), bare("2029-03-31")),
        "[initiative.crm]\ndeadline = 2028-03-31\n[scenario.lean.initiative.crm]\nunset = [\"owner\"]\ndeadline = 2029-03-31\n",
    );
}

// Refusals.

#[test]
fn what_cannot_be_done_is_refused() {
    let missing = |refusal: Refusal| matches!(refusal, Refusal::NoPlace(_));
    assert!(missing(refusal("[plan]\n", remove("plan/title"))));
    assert!(missing(refusal("[initiative.crm]\n", add_table(CRM, &[]))));
    assert!(missing(refusal("[initiative.crm]\nafter = \"a\"\n", add_item(&crm("after"), "a"))));
    assert!(missing(refusal(
        "[initiative.crm]\ncost.a.capital = 1\n",
        set(&crm("cost/a/capital/2027-28"), bare("1"))
    )));
    let unreadable = refusal("[plan]\ntitle = \n", set("plan/title", text("x")));
    assert!(matches!(unreadable, Refusal::Unreadable { line: 2, .. }), "{unreadable:?}");
    let scattered = refusal(
        "[initiative.crm.cost.a.capital]\n2027-28 = 1\n[initiative.crm.cost]\n",
        set(&crm("cost"), bare("1")),
    );
    assert!(matches!(scattered, Refusal::Scattered { first: 1, second: 3, .. }), "{scattered:?}");
}

#[test]
fn a_list_set_anew_keeps_what_it_can() {
    check_edit(
        "[initiative.crm]\nafter = [\n  \"a\", # one\n  \"b\", # two\n]\n",
        set(&crm("after"), list(&["a"])),
        "[initiative.crm]\nafter = [\n  \"a\", # one\n]\n",
    );
    check_edit(
        "[initiative.crm]\nafter = [\"a\", \"b\"]\n",
        set(&crm("after"), list(&["c", "d"])),
        "[initiative.crm]\nafter = [\n    \"c\",\n    \"d\",\n]\n",
    );
}
