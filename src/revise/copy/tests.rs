//! Copied from one plan, pasted into another: by hand, comments included.

use super::*;

fn document(text: &str) -> Document {
    Document::new(Source::new("plan.toml", text))
}

fn plan(document: &Document) -> Plan {
    let today = crate::units::Day::parse("2027-06-01").unwrap();
    crate::analysis::analyse(document, &crate::analysis::Options { case: None, today }).plan
}

const FROM: &str = "\
[stage.run]

# Agreed with the service
[initiative.crm] # the largest
duration = \"6 months\"   # at least
stage = \"run\"
cost.build = { capital = 10_000, funded-by = \"loan\" }
# still to be priced

[initiative.portal]
after = [\"crm + 1 month\", \"other\"]
uses = [\"cloud\"]

[initiative.other]
[envelope.loan]
[technology.cloud]
";

fn copy(text: &str, ids: &[&str]) -> String {
    let document = document(text);
    let plan = plan(&document);
    let which: Vec<InitiativeIx> = ids.iter().map(|id| plan.initiative(id).unwrap()).collect();
    copied(&document, &plan, &which)
}

#[test]
fn blocks_are_copied_with_their_comments() {
    assert_eq!(
        copy(FROM, &["crm", "portal"]),
        "\
# Agreed with the service
[initiative.crm] # the largest
duration = \"6 months\"   # at least
stage = \"run\"
cost.build = { capital = 10_000, funded-by = \"loan\" }
# still to be priced

[initiative.portal]
after = [\"crm + 1 month\", \"other\"]
uses = [\"cloud\"]
"
    );
    // Without a block of its own it is written anew.
    assert_eq!(copy("[initiative]\ncrm.title = \"C\" # c\n", &["crm"]), "[initiative.crm]\ntitle = \"C\"\n");
}

#[test]
fn what_is_pasted_keeps_its_comments_gets_free_ids_and_leaves_out_what_is_not_there() {
    let to = document(
        "# Ours\n[plan]\nstart = 2027-04-01\n\n[stage.later]\n\n[initiative.crm]\ntitle = \"Ours\"\n",
    );
    let pasted = paste(&to, &copy(FROM, &["crm", "portal"]), Some("later"), &LayerName::Plan).unwrap();
    assert_eq!(pasted.ids, ["crm-2", "portal"]);
    assert_eq!(pasted.renamed, [("crm".to_owned(), "crm-2".to_owned())]);
    let left: Vec<String> =
        pasted.left.iter().map(|it| format!("{} {} {:?}", it.kind, it.id, it.instead)).collect();
    assert_eq!(
        left,
        ["envelope loan None", "initiative other None", "stage run Some(\"later\")", "technology cloud None"]
    );
    assert_eq!(
        pasted.text,
        "\
# Ours
[plan]
start = 2027-04-01

[stage.later]

[initiative.crm]
title = \"Ours\"

# Agreed with the service
[initiative.crm-2] # the largest
duration = \"6 months\"   # at least
stage = \"later\"
cost.build = { capital = 10_000 }
# still to be priced

[initiative.portal]
after = [\"crm-2 + 1 month\"]
"
    );
}

#[test]
fn into_a_scenario_and_into_files_of_other_systems() {
    let to = document("[initiative.a]\r\n\r\n[scenario.lean]\r\n");
    let text = copy(FROM, &["portal"]);
    let pasted = paste(&to, &text, None, &LayerName::Plan).unwrap();
    let after = pasted.text;
    assert!(
        after.contains("[initiative.portal]\r\n") && !after.replace("\r\n", "").contains('\n'),
        "{after:?}"
    );
}

#[test]
fn into_a_scenario_with_its_comments_where_it_is_written_in_blocks() {
    let lean = LayerName::Scenario("lean".to_owned());
    let before = "[initiative.a]\n\n[scenario.lean.initiative.a]\nduration = \"2 months\"\n";
    let pasted = paste(&document(before), &copy(FROM, &["crm"]), None, &lean).unwrap();
    let crm = "
# Agreed with the service
[scenario.lean.initiative.crm] # the largest
duration = \"6 months\"   # at least
cost.build = { capital = 10_000 }
# still to be priced
";
    assert_eq!(pasted.text, format!("{before}{crm}"));
    assert!(pasted.bare.is_empty());
    // TOML has no block beside keys with dots, and it is said that the comments stay behind.
    let before = "[initiative.a]\n\n[scenario.lean]\ninitiative.a.duration = \"2 months\"\n";
    let pasted = paste(&document(before), &copy(FROM, &["crm"]), None, &lean).unwrap();
    let crm = "initiative.crm.duration = \"6 months\"\ninitiative.crm.cost.build = { capital = 10_000 }\n";
    assert_eq!((pasted.text, pasted.bare), (format!("{before}{crm}"), vec!["crm".to_owned()]));
}

#[test]
fn what_is_no_initiative_is_not_pasted() {
    let to = document("");
    let refused = |text: &str| paste(&to, text, None, &LayerName::Plan).unwrap_err();
    assert_eq!(refused("[initiative.a]\nx = \n"), "line 2 of it is not TOML");
    assert_eq!(refused("[stage.a]\n"), "it has no initiative");
    assert_eq!(paste(&to, "[initiative.a]\n", None, &LayerName::Plan).unwrap().text, "[initiative.a]\n");
}
