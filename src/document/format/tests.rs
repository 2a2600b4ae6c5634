//! Layouts by hand, to the byte.

use super::*;

#[track_caller]
fn check(before: &str, after: &str) {
    let format = |text: &str| format(&Source::new("plan.toml", text)).expect("the text is TOML");
    assert_eq!(format(before), after);
    assert_eq!(format(after), after, "a layout is its own layout");
}

#[test]
fn blocks_and_keys_come_in_their_order() {
    check(
        "# top\n\n[initiative.web]\nduration='1m' # d\ntitle = \"W\"\n\n# ---- money\n\n# b\n[envelope.b]\n[initiative.crm]\n# under\n\n[plan]\nmine = 1\nstart = 2027-04-01\n\n# end",
        "# top\n\n[plan]\nstart = 2027-04-01\nmine = 1\n\n# ---- money\n\n# b\n[envelope.b]\n\n[initiative.crm]\n# under\n\n[initiative.web]\ntitle = \"W\"\nduration = '1m' # d\n\n# end\n",
    );
}

#[test]
fn every_spelling_becomes_one() {
    check(
        "milepost=1\n[initiative]\nweb.title='W' # t\nweb.cost.a.capital.2028-29=2\nweb.cost.a.capital.2027-28 = 1 # one\n[initiative.crm]\nafter = ['a', # first\n\"b\"]\nbenefit.y={ per='year',cashable=1 }\n[initiative.crm.cost.x]\n# c\ncapital = 5 # five\nlow = 1\n[envelope.e.year]\n2028-29 = 2\n2027-28 = 1\n",
        "milepost = 1\n\n[envelope.e]\nyear.2027-28 = 1\nyear.2028-29 = 2\n\n[initiative.crm]\nafter = [\n    'a', # first\n    \"b\",\n]\n# c\n# five\ncost.x = { capital = 5, low = 1 }\nbenefit.y = { cashable = 1, per = 'year' }\n\n[initiative.web]\ntitle = 'W' # t\n# one\ncost.a = { capital = { 2028-29 = 2, 2027-28 = 1 } }\n",
    );
}

#[test]
fn scenarios_are_laid_out_like_the_plan() {
    check(
        "[scenario]\nlean = { title = 'L', initiative = { web = { dropped = true } }, plan.end = 2030-03-31 } # why\n",
        "[scenario.lean] # why\ntitle = 'L'\n\n[scenario.lean.plan]\nend = 2030-03-31\n\n[scenario.lean.initiative.web]\ndropped = true\n",
    );
}

#[test]
fn line_ends_and_byte_order_mark_are_kept() {
    check("\u{feff}[plan]\r\n\r\n\r\ntitle='x'", "\u{feff}[plan]\r\ntitle = 'x'\r\n");
}

#[test]
fn what_the_format_does_not_have_keeps_its_form() {
    check(
        "[[extra]]\nb = 1\na = 2\n[extra.sub]\nc = 3\n\n[[extra]]\n[plan]\n[other.\"x y\".z]\nq = [1,2] # q\n",
        "[plan]\n\n[[extra]]\nb = 1\na = 2\n\n[extra.sub]\nc = 3\n\n[[extra]]\n\n[other.\"x y\".z]\nq = [\n    1,\n    2,\n] # q\n",
    );
}

#[test]
fn what_is_not_toml_is_not_touched() {
    assert_eq!(format(&Source::new("", "[plan\n")), None);
}
