//! Other names and other places: only what spells a name changes, only what moves is elsewhere.

use milepost::document::Refusal;
use milepost::edit::{Edit, Spot};

use crate::check::{CRM, check_edit, crm, path, refusal};

fn rename(at: &str, to: &str) -> Edit {
    Edit::Rename { at: path(at), to: to.to_owned() }
}

fn before(at: &str, other: &str) -> Edit {
    Edit::Move { at: path(at), to: Spot::Before(other.to_owned()) }
}

fn behind(at: &str, other: &str) -> Edit {
    Edit::Move { at: path(at), to: Spot::Behind(other.to_owned()) }
}

fn replace(at: &str, item: &str, with: &str) -> Edit {
    Edit::ReplaceItem { at: path(at), item: item.to_owned(), with: with.to_owned() }
}

#[test]
fn every_header_that_spells_a_name_spells_the_new_one() {
    check_edit(
        "\u{feff}# crm [initiative.crm]\r\n [ initiative . crm ] # crm\r\ntitle = \"crm\"\r\ncost.crm.capital = 1\r\n\r\n\
         [initiative.\"crm\".cost.'b']\r\nlow = 1\r\n[initiative.crm-2]\r\n[initiative.'cr\\m']\r\n\
         [[initiative.\"cr\\u006d\".odd.crm]]\r\n[[initiative.'crm'.odd.crm]]\r\n[initiative.crm.odd.crm.crm]\r\n",
        rename(CRM, "records"),
        "\u{feff}# crm [initiative.crm]\r\n [ initiative . records ] # crm\r\ntitle = \"crm\"\r\ncost.crm.capital = 1\r\n\r\n\
         [initiative.\"records\".cost.'b']\r\nlow = 1\r\n[initiative.crm-2]\r\n[initiative.'cr\\m']\r\n\
         [[initiative.\"records\".odd.crm]]\r\n[[initiative.'records'.odd.crm]]\r\n[initiative.records.odd.crm.crm]\r\n",
    );
}

#[test]
fn dotted_keys_and_inline_tables_spell_names_too() {
    check_edit(
        "initiative.crm.title = 'x' # crm\ninitiative . 'crm' . cost = { a.crm = 1 }\ninitiative.web.after = 'crm'\n",
        rename(CRM, "records"),
        "initiative.records.title = 'x' # crm\ninitiative . 'records' . cost = { a.crm = 1 }\ninitiative.web.after = 'crm'\n",
    );
    check_edit(
        "[initiative]\nweb = { crm = 1 }\n\"crm\" = { crm = { crm = 2 } }\n",
        rename(CRM, "records"),
        "[initiative]\nweb = { crm = 1 }\n\"records\" = { crm = { crm = 2 } }\n",
    );
    check_edit(
        "initiative = { crm.title = 'x', web.crm = 1, 'crm'.cost.crm = {}, crm . after = [] }\n",
        rename(CRM, "records"),
        "initiative = { records.title = 'x', web.crm = 1, 'records'.cost.crm = {}, records . after = [] }\n",
    );
    check_edit(
        "[initiative.web]\nshared-with = { north = \"40%\", south='1%' }\nfunded-by.north = 1\n",
        rename("initiative/web/shared-with/north", "n"),
        "[initiative.web]\nshared-with = { n = \"40%\", south='1%' }\nfunded-by.north = 1\n",
    );
}

#[test]
fn overlays_and_lines_are_renamed_where_they_stand() {
    check_edit(
        "[initiative.crm]\n[scenario.lean.initiative.crm] # lean\ndropped = true\n[scenario.lean.initiative.web]\n",
        rename("scenario/lean/initiative/crm", "records"),
        "[initiative.crm]\n[scenario.lean.initiative.records] # lean\ndropped = true\n[scenario.lean.initiative.web]\n",
    );
    check_edit(
        "[initiative.crm]\ncost.a.capital.2027-28 = 1\ncost.b.low = 2\ncost . a . low = 1\n[initiative.crm.benefit.a]\n",
        rename(&crm("cost/a"), "platform"),
        "[initiative.crm]\ncost.platform.capital.2027-28 = 1\ncost.b.low = 2\ncost . platform . low = 1\n[initiative.crm.benefit.a]\n",
    );
    check_edit(
        "[scenario.lean]\n[scenario.lean.plan]\n",
        rename("scenario/lean", "bold"),
        "[scenario.bold]\n[scenario.bold.plan]\n",
    );
}

#[test]
fn a_name_is_quoted_only_where_toml_needs_it() {
    check_edit("[initiative.crm]\n", rename(CRM, "a b"), "[initiative.\"a b\"]\n");
    check_edit("[initiative.'a b']\n", rename("initiative/a b", "crm"), "[initiative.'crm']\n");
    check_edit("[initiative.'crm']\n", rename(CRM, "it's"), "[initiative.\"it's\"]\n");
    check_edit("[initiative.'crm']\n", rename(CRM, "a \"b\""), "[initiative.'a \"b\"']\n");
    check_edit("[initiative.\"crm\"]\n", rename(CRM, "a \"b\""), "[initiative.\"a \\\"b\\\"\"]\n");
}

#[test]
fn a_name_that_is_taken_or_not_there_is_refused() {
    let text = "[initiative.crm]\n[initiative.web.cost.a]\n[[odd]]\na.b = 1\n";
    for (at, to, why) in [
        (CRM, "web", "there is initiative.web already"),
        ("initiative/none", "x", "there is no initiative.none"),
        ("odd/odd", "x", "odd.odd stands in a list"),
    ] {
        assert_eq!(refusal(text, rename(at, to)), Refusal::NoPlace(why.to_owned()));
    }
    check_edit(text, rename(CRM, "crm"), text);
}

#[test]
fn an_item_of_a_list_is_replaced_in_its_quotes() {
    let list = "[initiative.web]\nafter = [ 'crm', # crm\n \"crm + 2 months\",\n  '''crm''' ,\"c\\u0072m.start\" ]\n";
    check_edit(
        list,
        replace("initiative/web/after", "crm", "records"),
        &list.replacen("'crm'", "'records'", 1),
    );
    check_edit(
        list,
        replace("initiative/web/after", "crm + 2 months", "records + 2 months"),
        &list.replace("\"crm + 2", "\"records + 2"),
    );
    check_edit(
        list,
        replace("initiative/web/after", "crm.start", "records.start"),
        &list.replace("c\\u0072m", "records"),
    );
    let single = "[initiative.web]\nafter = '''crm''' # crm\n";
    check_edit(
        single,
        replace("initiative/web/after", "crm", "it's"),
        "[initiative.web]\nafter = '''it's''' # crm\n".replace("'''it's'''", "\"it's\"").as_str(),
    );
    assert_eq!(
        refusal(single, replace("initiative/web/after", "web", "x")),
        Refusal::NoPlace("initiative.web.after does not have web".to_owned())
    );
}

const STAGES: &str = "\
# The plan
[plan]
start = 2027-04-01

# The first
[stage.one] # one
title = \"One\"
# under one

# Free

[stage.two]
title = \"Two\"
[stage.two.gate]
on = 2028-01-01


[stage.three]
title = \"Three\" # three
";

#[test]
fn a_stage_moves_with_its_blocks_and_comments_and_gaps_stay() {
    check_edit(
        STAGES,
        before("stage/three", "two"),
        "# The plan\n[plan]\nstart = 2027-04-01\n\n# The first\n[stage.one] # one\ntitle = \"One\"\n# under one\n\n# Free\n\n\
         [stage.three]\ntitle = \"Three\" # three\n\n\n[stage.two]\ntitle = \"Two\"\n[stage.two.gate]\non = 2028-01-01\n",
    );
    check_edit(
        STAGES,
        behind("stage/two", "three"),
        "# The plan\n[plan]\nstart = 2027-04-01\n\n# The first\n[stage.one] # one\ntitle = \"One\"\n# under one\n\n# Free\n\n\
         [stage.three]\ntitle = \"Three\" # three\n\n\n[stage.two]\ntitle = \"Two\"\n[stage.two.gate]\non = 2028-01-01\n",
    );
    check_edit(
        STAGES,
        behind("stage/one", "two"),
        "# The plan\n[plan]\nstart = 2027-04-01\n\n# Free\n\n[stage.two]\ntitle = \"Two\"\n[stage.two.gate]\non = 2028-01-01\n\n\
         # The first\n[stage.one] # one\ntitle = \"One\"\n# under one\n\n\n[stage.three]\ntitle = \"Three\" # three\n",
    );
    check_edit(STAGES, before("stage/one", "two"), STAGES);
    check_edit(STAGES, behind("stage/three", "two"), STAGES);
}

#[test]
fn blocks_move_without_gaps_and_line_ends() {
    check_edit(
        "[stage.a]\r\n[stage.b]\r\nx = 1",
        before("stage/b", "a"),
        "[stage.b]\r\nx = 1\r\n[stage.a]\r\n",
    );
    check_edit("[stage.a]\n\n[stage.b]\nx = 1", behind("stage/a", "b"), "[stage.b]\nx = 1\n\n[stage.a]\n");
    check_edit(
        "[stage.a]\n# under a\n\n[stage.b]\n[stage.c]",
        before("stage/c", "a"),
        "[stage.c]\n[stage.a]\n# under a\n\n[stage.b]\n",
    );
    check_edit(
        "[stage.a]\n# under a\n\n[stage.b]\n[stage.c]\n",
        behind("stage/a", "c"),
        "[stage.b]\n[stage.c]\n\n[stage.a]\n# under a\n",
    );
}

#[test]
fn a_stage_in_several_places_moves_only_as_far_as_it_must() {
    check_edit(
        "[stage.a]\n\n[stage.b]\n\n[initiative.x]\n\n[stage.a.gate]\non = 1\n",
        behind("stage/a", "b"),
        "[stage.b]\n\n[stage.a]\n\n[initiative.x]\n\n[stage.a.gate]\non = 1\n",
    );
    check_edit(
        "[stage.a]\n[initiative.x]\n[stage.a.gate]\n[stage.b]\n",
        behind("stage/a", "b"),
        "[initiative.x]\n[stage.b]\n[stage.a]\n[stage.a.gate]\n",
    );
    check_edit(
        "[stage.a]\n[initiative.x]\n[stage.b]\n[initiative.y]\n[stage.b.gate]\n",
        before("stage/b", "a"),
        "[stage.b]\n[stage.a]\n[initiative.x]\n[initiative.y]\n[stage.b.gate]\n",
    );
}

#[test]
fn lines_and_entries_of_one_table_move_as_lines_and_entries() {
    check_edit(
        "stage.a.x = 1\n# b\nstage.b.x = 2 # two\nstage.a.y = 3\nstage.c.x = 4\n",
        before("stage/b", "a"),
        "# b\nstage.b.x = 2 # two\nstage.a.x = 1\nstage.a.y = 3\nstage.c.x = 4\n",
    );
    check_edit(
        "[stage]\na = { x = 1 }\nb.x = 2",
        behind("stage/a", "b"),
        "[stage]\nb.x = 2\na = { x = 1 }\n",
    );
    check_edit(
        "stage = { a = { x = 1 }, b.x = 2 ,b.y = 3, c = {} }\n",
        behind("stage/a", "b"),
        "stage = { b.x = 2, b.y = 3 ,a = { x = 1 }, c = {} }\n",
    );
    let mixed = "[stage]\na.x = 1\n[stage.b]\n";
    assert!(matches!(refusal(mixed, before("stage/b", "a")), Refusal::Scattered { first: 1, second: 3, .. }));
    assert_eq!(refusal(mixed, before("stage/b", "z")), Refusal::NoPlace("there is no stage.z".to_owned()));
}

#[test]
fn an_edit_that_would_put_stages_in_another_order_says_where_they_are_written() {
    let text = "[stage]\none.after = 'web'\ntwo.title = 'S'\none.title = 'S'\n";
    let remove = Edit::Remove { at: path("stage/one/after") };
    assert!(matches!(refusal(text, remove), Refusal::Scattered { first: 2, second: 4, .. }));
}
