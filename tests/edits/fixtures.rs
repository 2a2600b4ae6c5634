//! One awkward layout each: the text before, the edit, the text after, to the byte.

use milepost::diagnostic::Path;
use milepost::document::{Document, Refusal, Source, apply, apply_splices};
use milepost::edit::{Change, Edit, LayerName, Value};

fn path(at: &str) -> Path {
    Path::new(at.split('/'))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn bare(token: &str) -> Value {
    Value::Bare(token.to_owned())
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| (*item).to_owned()).collect())
}

fn table(entries: &[(&str, Value)]) -> Value {
    Value::Table(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

fn set(at: &str, value: Value) -> Edit {
    Edit::Set { at: path(at), value }
}

fn remove(at: &str) -> Edit {
    Edit::Remove { at: path(at) }
}

fn add_item(at: &str, item: &str) -> Edit {
    Edit::AddItem { at: path(at), item: item.to_owned() }
}

fn remove_item(at: &str, item: &str) -> Edit {
    Edit::RemoveItem { at: path(at), item: item.to_owned() }
}

fn add_table(at: &str, entries: &[(&str, Value)]) -> Edit {
    let entries = entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Edit::AddTable { at: path(at), entries }
}

fn change(edit: Edit, scenario: Option<&str>) -> Change {
    let layer = scenario.map_or(LayerName::Plan, |id| LayerName::Scenario(id.to_owned()));
    Change { label: String::new(), edits: vec![edit], layer }
}

#[track_caller]
fn check(before: &str, edit: Edit, scenario: Option<&str>, after: &str) {
    let document = Document::new(Source::new("plan.toml", before));
    assert_eq!(document.sources()[0].index.errors(), &[], "the fixture must be TOML");
    let (new, inverse) = apply(&document, &change(edit, scenario)).expect("the edit is made");
    assert_eq!(&*new.sources()[0].text, after);
    let (old, _) = apply_splices(&new, &inverse);
    assert_eq!(&*old.sources()[0].text, before);
}

/// The edit turns one text into the other, and taking it back gives the first again.
#[track_caller]
fn check_edit(before: &str, edit: Edit, after: &str) {
    check(before, edit, None, after);
}

#[track_caller]
fn check_scenario_edit(before: &str, edit: Edit, after: &str) {
    check(before, edit, Some("lean"), after);
}

#[track_caller]
fn refusal(before: &str, edit: Edit) -> Refusal {
    let document = Document::new(Source::new("plan.toml", before));
    apply(&document, &change(edit, None)).expect_err("the edit is refused")
}

const CRM: &str = "initiative/crm";

fn crm(key: &str) -> String {
    format!("{CRM}/{key}")
}

// Values.

#[test]
fn a_value_is_replaced_and_its_comment_stays() {
    check_edit(
        "[initiative.crm]\ntitle=\"Old\"   # said so\n\tduration =  \"3 months\"# tight\n",
        set(&crm("duration"), text("6 months")),
        "[initiative.crm]\ntitle=\"Old\"   # said so\n\tduration =  \"6 months\"# tight\n",
    );
}

#[test]
fn a_quoted_key_under_a_quoted_header_is_found() {
    check_edit(
        "[ \"initiative\" . 'crm' ]\n\"dur\\u0061tion\" = '3 months'\n",
        set(&crm("duration"), text("it's \"5\" \\ 6\t")),
        "[ \"initiative\" . 'crm' ]\n\"dur\\u0061tion\" = \"it's \\\"5\\\" \\\\ 6\\t\"\n",
    );
}

#[test]
fn an_amount_in_a_nested_inline_table() {
    check_edit(
        "[initiative.crm]\ncost = { build = { capital = { 2027-28 = 1, \"2028-29\" = 2 } } } # money\n",
        set("initiative/crm/cost/build/capital/2028-29", bare("80_000")),
        "[initiative.crm]\ncost = { build = { capital = { 2027-28 = 1, \"2028-29\" = 80_000 } } } # money\n",
    );
}

#[test]
fn amounts_by_year_in_dotted_keys_become_one_amount() {
    check_edit(
        "[initiative.crm]\n# first\ncost.a.capital.2027-28 = 1 # x\ncost.a.low = 3\n# second\ncost.a.capital.2028-29 = 2\ntitle = \"C\"\n",
        set("initiative/crm/cost/a/capital", bare("5")),
        "[initiative.crm]\n# first\ncost.a.capital = 5 # x\ncost.a.low = 3\ntitle = \"C\"\n",
    );
}

#[test]
fn an_amount_table_with_its_own_header_becomes_one_amount() {
    check_edit(
        "[initiative.crm.cost.a]\nper = \"year\"\n\n# by year\n[initiative.crm.cost.a.recurrent]\n2027-28 = 1\n\n[initiative.z]\n",
        set("initiative/crm/cost/a/recurrent", bare("5")),
        "[initiative.crm.cost.a]\nper = \"year\"\nrecurrent = 5\n\n[initiative.z]\n",
    );
}

#[test]
fn a_money_line_in_dotted_keys_is_set_key_by_key() {
    check_edit(
        "[initiative.crm]\ncost.a.capital = 1 # one\ncost.a.note = \"n\" # two\ncost.b = { capital = 2 }\n",
        set("initiative/crm/cost/a", table(&[("capital", bare("1")), ("low", bare("0.5"))])),
        "[initiative.crm]\ncost.a.capital = 1 # one\ncost.a.low = 0.5\ncost.b = { capital = 2 }\n",
    );
}

#[test]
fn notes_of_several_lines_are_a_paragraph_with_the_files_line_ends() {
    check_edit(
        "[initiative.crm]\r\nnotes = 'old' # n\r\nowner = \"x\"\r\n",
        set(&crm("notes"), text("one\ntwo \"\"\" three")),
        "[initiative.crm]\r\nnotes = \"\"\"\r\none\r\ntwo \"\"\\\" three\"\"\" # n\r\nowner = \"x\"\r\n",
    );
}

#[test]
fn the_same_value_changes_nothing() {
    check_edit(
        "[plan]\nstart = 2027-04-01\n[envelope.e]\ntotal = 1_000\n",
        set("envelope/e/total", bare("1000")),
        "[plan]\nstart = 2027-04-01\n[envelope.e]\ntotal = 1_000\n",
    );
}

// New keys.

#[test]
fn a_key_goes_behind_the_last_direct_key_before_the_money() {
    check_edit(
        "[initiative.crm]\n  title = \"C\" # t\n\n  # money\n  cost.a = { capital = 1 }\n\n[initiative.z]\n",
        set(&crm("not-before"), bare("2027-10-01")),
        "[initiative.crm]\n  title = \"C\" # t\n  not-before = 2027-10-01\n\n  # money\n  cost.a = { capital = 1 }\n\n[initiative.z]\n",
    );
}

#[test]
fn a_key_goes_behind_a_value_of_several_lines() {
    check_edit(
        "[initiative.crm]\nafter = [\n  \"a\", # [initiative.fake]\n] # end\n# tail\n",
        set(&crm("deadline"), text("2028-03")),
        "[initiative.crm]\nafter = [\n  \"a\", # [initiative.fake]\n] # end\ndeadline = \"2028-03\"\n# tail\n",
    );
}

#[test]
fn a_key_under_an_empty_header_at_the_end_without_a_line_end() {
    check_edit(
        "[plan]\r\n\r\n\t[initiative.crm] # here",
        set(&crm("title"), text("C")),
        "[plan]\r\n\r\n\t[initiative.crm] # here\r\n\ttitle = \"C\"",
    );
}

#[test]
fn a_key_behind_a_last_line_without_a_line_end() {
    check_edit(
        "[initiative.crm]\ntitle = \"C\"",
        set(&crm("owner"), text("IT")),
        "[initiative.crm]\ntitle = \"C\"\nowner = \"IT\"",
    );
}

#[test]
fn a_key_beside_dotted_keys_in_the_parent_table() {
    check_edit(
        "[initiative]\ncrm.title = \"C\"\nweb.title = \"W\"\ncrm.owner = \"x\" # interleaved\nweb.owner = \"y\"\n",
        set(&crm("duration"), text("3 months")),
        "[initiative]\ncrm.title = \"C\"\nweb.title = \"W\"\ncrm.owner = \"x\" # interleaved\ncrm.duration = \"3 months\"\nweb.owner = \"y\"\n",
    );
}

#[test]
fn a_key_in_an_initiative_written_inline() {
    check_edit(
        "initiative.crm = { title = \"C\" } # all of it\n[plan]\n",
        set(&crm("owner"), text("two\nlines")),
        "initiative.crm = { title = \"C\", owner = \"two\\nlines\" } # all of it\n[plan]\n",
    );
}

#[test]
fn the_first_key_of_an_empty_inline_table() {
    check_edit(
        "initiative.crm = {}\n",
        set(&crm("owner"), text("x")),
        "initiative.crm = { owner = \"x\" }\n",
    );
}

#[test]
fn an_initiative_with_only_sub_tables_gets_a_header_above_them() {
    check_edit(
        "[plan]\n\n# the platform\n[initiative.crm.cost.platform]\ncapital = 1\n",
        set(&crm("title"), text("C")),
        "[plan]\n\n[initiative.crm]\ntitle = \"C\"\n\n# the platform\n[initiative.crm.cost.platform]\ncapital = 1\n",
    );
}

#[test]
fn a_super_table_behind_its_sub_table_takes_the_key() {
    check_edit(
        "[initiative.crm.cost.a]\ncapital = 1\n[initiative.crm]\ntitle = \"C\"\n[initiative.b]\n",
        set(&crm("owner"), text("x")),
        "[initiative.crm.cost.a]\ncapital = 1\n[initiative.crm]\ntitle = \"C\"\nowner = \"x\"\n[initiative.b]\n",
    );
}

#[test]
fn a_money_line_goes_behind_the_last_cost_line() {
    check_edit(
        "[initiative.crm]\ncost.a = { capital = 1 } # a\nbenefit.x = { cashable = 1 }\n",
        set("initiative/crm/cost/b", table(&[("recurrent", bare("24_000")), ("per", text("year"))])),
        "[initiative.crm]\ncost.a = { capital = 1 } # a\ncost.b = { recurrent = 24_000, per = \"year\" }\nbenefit.x = { cashable = 1 }\n",
    );
}

#[test]
fn the_first_money_line_goes_behind_the_last_direct_key() {
    check_edit(
        "[initiative.crm]\ntitle = \"C\"\nbenefit.x = { cashable = 1 }\n",
        add_table(
            "initiative/crm/cost/b",
            &[("capital", bare("1")), ("funded-by", table(&[("e", text("60%"))]))],
        ),
        "[initiative.crm]\ntitle = \"C\"\ncost.b = { capital = 1, funded-by = { e = \"60%\" } }\nbenefit.x = { cashable = 1 }\n",
    );
}

#[test]
fn a_money_line_beside_money_lines_with_headers() {
    check_edit(
        "[initiative.crm.cost.a]\ncapital = 1\n# under a\n\n# banner\n\n[initiative.crm]\ntitle = \"C\"\n",
        add_table("initiative/crm/cost/b", &[("capital", bare("2"))]),
        "[initiative.crm.cost.a]\ncapital = 1\n# under a\n\n[initiative.crm.cost.b]\ncapital = 2\n\n# banner\n\n[initiative.crm]\ntitle = \"C\"\n",
    );
}

#[test]
fn a_money_line_in_a_dotted_inline_table() {
    check_edit(
        "[initiative.crm]\ncost = { a.capital = 1, a.low = 1, b.capital = 2 }\n",
        set("initiative/crm/cost/a/high", bare("3")),
        "[initiative.crm]\ncost = { a.capital = 1, a.low = 1, a.high = 3, b.capital = 2 }\n",
    );
}

#[test]
fn a_year_goes_among_the_years_in_their_order() {
    check_edit(
        "[envelope.e]\nyear.2027-28 = 1 # one\n# third\nyear.2029-30 = 3\nnote = \"n\"\n",
        set("envelope/e/year/2028-29", bare("2")),
        "[envelope.e]\nyear.2027-28 = 1 # one\nyear.2028-29 = 2\n# third\nyear.2029-30 = 3\nnote = \"n\"\n",
    );
}

#[test]
fn the_first_year_of_all_goes_before_the_others() {
    check_edit(
        "[envelope.e]\n# one\nyear.2027-28 = 1\n",
        set("envelope/e/year/2026-27", bare("2")),
        "[envelope.e]\nyear.2026-27 = 2\n# one\nyear.2027-28 = 1\n",
    );
}

// Keys that go.

#[test]
fn a_key_goes_with_its_comments_and_the_banner_stays() {
    check_edit(
        "[initiative.crm]\n# banner\n\n# why so late\n# and so long\nnot-before = 2027-10-01 # agreed\n# about the title\ntitle = \"C\"\n",
        remove(&crm("not-before")),
        "[initiative.crm]\n# banner\n\n# about the title\ntitle = \"C\"\n",
    );
}

#[test]
fn a_paragraph_that_looks_like_a_comment_is_none() {
    check_edit(
        "[initiative.crm]\nnotes = \"\"\"\n# not a comment\"\"\"\nowner = \"x\"\n",
        remove(&crm("owner")),
        "[initiative.crm]\nnotes = \"\"\"\n# not a comment\"\"\"\n",
    );
}

#[test]
fn a_key_of_an_inline_table_goes_with_its_comma() {
    check_edit(
        "[initiative.crm]\ncost.a = { capital = 1 , low = 1,high = 2 }\n",
        remove("initiative/crm/cost/a/high"),
        "[initiative.crm]\ncost.a = { capital = 1 , low = 1 }\n",
    );
    check_edit(
        "[initiative.crm]\ncost.a = { capital = 1 , low = 1,high = 2 }\n",
        remove("initiative/crm/cost/a/capital"),
        "[initiative.crm]\ncost.a = { low = 1,high = 2 }\n",
    );
}

#[test]
fn the_last_key_of_a_dotted_initiative_leaves_it_there() {
    check_edit(
        "[initiative]\ncrm.title = \"C\" # keep\nweb.title = \"W\"\n",
        remove(&crm("title")),
        "[initiative]\ncrm = {} # keep\nweb.title = \"W\"\n",
    );
}

#[test]
fn the_only_money_line_with_a_header_leaves_its_initiative() {
    check_edit(
        "# about it\n[initiative.crm.cost.a] # h\ncapital = 1\n\n[initiative.b]\n",
        remove("initiative/crm/cost/a"),
        "# about it\n[initiative.crm] # h\n\n[initiative.b]\n",
    );
}

#[test]
fn a_money_line_in_dotted_keys_goes_whole() {
    check_edit(
        "[initiative.crm]\ntitle = \"C\"\n# a\ncost.a.capital = 1\ncost.b.capital = 2\ncost.a.note = \"n\"\n",
        remove("initiative/crm/cost/a"),
        "[initiative.crm]\ntitle = \"C\"\ncost.b.capital = 2\n",
    );
}

// Lists.

#[test]
fn a_single_string_becomes_a_list_one_a_line() {
    check_edit(
        "[initiative.crm]\n  after = 'a' # because\n",
        add_item(&crm("after"), "b + 2 months"),
        "[initiative.crm]\n  after = [\n      'a',\n      \"b + 2 months\",\n  ] # because\n",
    );
}

#[test]
fn an_absent_after_becomes_a_single_string() {
    check_edit(
        "[initiative.crm]\ntitle = \"C\"\n",
        add_item(&crm("after"), "a"),
        "[initiative.crm]\ntitle = \"C\"\nafter = \"a\"\n",
    );
    check_edit(
        "[initiative.crm]\ntitle = \"C\"\n",
        add_item(&crm("tags"), "a"),
        "[initiative.crm]\ntitle = \"C\"\ntags = [\"a\"]\n",
    );
}

#[test]
fn the_last_item_gets_its_comma_before_its_comment() {
    check_edit(
        "[initiative.crm]\nafter = [\n\t# one\n\t\"a\", # first\n\t\"b\" # second, with a comma\n\t# end\n]\n",
        add_item(&crm("after"), "c"),
        "[initiative.crm]\nafter = [\n\t# one\n\t\"a\", # first\n\t\"b\", # second, with a comma\n\t\"c\"\n\t# end\n]\n",
    );
}

#[test]
fn a_list_with_trailing_comma_in_a_crlf_file() {
    check_edit(
        "[initiative.crm]\r\nafter = [\r\n  \"a\",   # x\r\n]\r\n",
        add_item(&crm("after"), "b"),
        "[initiative.crm]\r\nafter = [\r\n  \"a\",   # x\r\n  \"b\",\r\n]\r\n",
    );
}

#[test]
fn several_items_a_line_stay_so() {
    check_edit(
        "[initiative.crm]\nafter = [\"x\",\n  \"a\", \"b\" # both\n]\n",
        add_item(&crm("after"), "c"),
        "[initiative.crm]\nafter = [\"x\",\n  \"a\", \"b\", \"c\" # both\n]\n",
    );
}

#[test]
fn one_line_lists_stay_on_one_line() {
    check_edit(
        "[initiative.crm]\nafter = [ \"a\", ]\n",
        add_item(&crm("after"), "b"),
        "[initiative.crm]\nafter = [ \"a\", \"b\", ]\n",
    );
    check_edit("[a.b]\nafter = []\n", add_item("a/b/after", "x"), "[a.b]\nafter = [\"x\"]\n");
}

#[test]
fn a_list_whose_bracket_stands_behind_its_last_item() {
    check_edit(
        "[initiative.crm]\nafter = [\n  \"a\",\n  \"b\"]\n",
        add_item(&crm("after"), "c"),
        "[initiative.crm]\nafter = [\n  \"a\",\n  \"b\",\n  \"c\"]\n",
    );
}

#[test]
fn an_empty_list_of_comments() {
    check_edit(
        "[initiative.crm]\nafter = [\n  # nothing yet\n]\n",
        add_item(&crm("after"), "a"),
        "[initiative.crm]\nafter = [\n  # nothing yet\n    \"a\",\n]\n",
    );
}

#[test]
fn an_item_on_its_own_line_goes_with_its_comments() {
    check_edit(
        "[initiative.crm]\nafter = [\n  # the first\n  \"a\", # x\n\n  # the second\n  \"b\", # y\n  \"c\"\n]\n",
        remove_item(&crm("after"), "b"),
        "[initiative.crm]\nafter = [\n  # the first\n  \"a\", # x\n\n  \"c\"\n]\n",
    );
}

#[test]
fn an_item_among_others_on_a_line_goes_alone() {
    for (item, after) in
        [("a", "[ \"b\", \"c\" ] # n"), ("b", "[ \"a\", \"c\" ] # n"), ("c", "[ \"a\", \"b\" ] # n")]
    {
        check_edit(
            "[initiative.crm]\nafter = [ \"a\", \"b\", \"c\" ] # n\n",
            remove_item(&crm("after"), item),
            &format!("[initiative.crm]\nafter = {after}\n"),
        );
    }
}

#[test]
fn an_item_with_its_comma_on_the_next_line() {
    check_edit(
        "[initiative.crm]\nafter = [\n  \"a\" # one\n  , \"b\" # two\n  , \"c\" # three\n]\n",
        remove_item(&crm("after"), "b"),
        "[initiative.crm]\nafter = [\n  \"a\" # one\n  , \"c\" # three\n]\n",
    );
}

#[test]
fn the_last_item_takes_the_key_with_it() {
    check_edit(
        "[initiative.crm]\ntitle = \"C\"\n# waits\nafter = [ # for\n  \"a\"\n]\n",
        remove_item(&crm("after"), "a"),
        "[initiative.crm]\ntitle = \"C\"\n",
    );
    check_edit(
        "[initiative.crm]\nafter = 'a'\ntitle = \"C\"\n",
        remove_item(&crm("after"), "a"),
        "[initiative.crm]\ntitle = \"C\"\n",
    );
}

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
