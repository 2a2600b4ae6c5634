//! One awkward layout each: values, new keys, keys that go, lists.

use crate::check::*;

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
