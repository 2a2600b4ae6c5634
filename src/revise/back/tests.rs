//! Each kind of change taken back, and random pairs of plans taken back change by change.

use proptest::prelude::*;

use super::*;
use crate::analysis::{Options, analyse};
use crate::diff::{Side, diff};
use crate::document::Source;
use crate::units::Day;

const THEN: &str = r#"[plan]
title = "Harbour"
start = 2027-04-01
end = 2030-03-31
[initiative.crm]
title = "Records"
duration = "12 months"
cost.platform = { capital = 240_000 }
[initiative.forms]
title = "Forms"
duration = "6 months"
after = "crm"
[initiative.kiosk]
title = "Kiosk"
duration = "1 month"
"#;

/// What differs between two texts, and the later of them.
fn compared<T>((then, now): (&str, &str), tell: impl FnOnce(&Diff, (&Document, &Document)) -> T) -> T {
    let options = Options { case: None, today: Day::new(2027, 9, 15).unwrap() };
    let [then, now] = [then, now].map(|text| Document::new(Source::new("plan.toml", text)));
    let analyses = [analyse(&then, &options), analyse(&now, &options)];
    let side = |document, analysis| Side { document, analysis };
    let found = diff(side(&then, &analyses[0]), side(&now, &analyses[1]));
    tell(&found, (&then, &now))
}

/// What the later text is after one thing was taken back, or why it is not.
fn taken_back(texts: (&str, &str), item: &str, key: Option<&str>) -> Result<String, String> {
    compared(texts, |found, documents| {
        let (table, id) = item.split_once('.').unwrap_or((item, ""));
        let key: Option<Vec<String>> = key.map(|key| key.split('.').map(str::to_owned).collect());
        let item = ItemName::new(table, id);
        let change = take_back(found, documents, &item, key.as_deref(), &LayerName::Plan)?;
        let (after, _) = apply(documents.1, &change).map_err(|refusal| refusal.to_string())?;
        Ok(after.sources()[0].text.to_string())
    })
}

#[test]
fn what_comes_back_into_a_scenario_has_its_comments() {
    let lean = "[scenario.lean]\ntitle = \"Lean\"\n";
    let block = "# why\n[scenario.lean.initiative.kiosk] # in the hall\ntitle = \"Kiosk\"\nduration = \"1 month\" # or two\n";
    let base = "[plan]\ntitle = \"Harbour\"\nstart = 2027-04-01\nend = 2030-03-31\n";
    // What only the scenario had, and what the plan had and nobody has any more.
    let own = format!("{base}{lean}\n{block}");
    let plans = format!("{base}\n{}\n{lean}", block.replace("scenario.lean.", ""));
    for then in [own, plans] {
        let back = taken_back_into("lean", (&then, &format!("{base}\n{lean}")), "initiative.kiosk").unwrap();
        assert_eq!(back, format!("{base}\n{lean}\n{block}"));
    }
}

/// What the later text is after an item that is gone was brought back into a scenario.
fn taken_back_into(scenario: &str, (then, now): (&str, &str), item: &str) -> Result<String, String> {
    let options = Options { case: None, today: Day::new(2027, 9, 15).unwrap() };
    let laid = |text: &str| {
        let plain = Document::new(Source::new("plan.toml", text));
        plain.with_scenario(scenario).unwrap_or(plain)
    };
    let (then, laid_now) = (laid(then), laid(now));
    let analyses = [analyse(&then, &options), analyse(&laid_now, &options)];
    let side = |document, analysis| Side { document, analysis };
    let found = diff(side(&then, &analyses[0]), side(&laid_now, &analyses[1]));
    let (table, id) = item.split_once('.').unwrap();
    let plain = Document::new(Source::new("plan.toml", now));
    let layer = LayerName::Scenario(scenario.to_owned());
    let change = take_back(&found, (&then, &plain), &ItemName::new(table, id), None, &layer)?;
    let (after, _) = apply(&plain, &change).map_err(|refusal| refusal.to_string())?;
    Ok(after.sources()[0].text.to_string())
}

/// The same for the small plan.
fn back(now: &str, item: &str, key: Option<&str>) -> Result<String, String> {
    taken_back((THEN, now), item, key)
}

/// All that differs by meaning: items, and keys of items.
fn differing(texts: (&str, &str)) -> Vec<(String, Option<String>)> {
    compared(texts, |found, _| {
        let keys = found
            .edited
            .iter()
            .flat_map(|it| it.keys.iter().map(|key| (it.item.to_string(), Some(key.name()))));
        let items = found.added.iter().chain(&found.removed).map(|it| (it.item.to_string(), None));
        let renamed = found.renamed.iter().map(|it| (format!("{}.{}", it.table, it.to), None));
        keys.chain(items).chain(renamed).collect()
    })
}

#[test]
fn a_key_says_again_what_it_said_and_comments_stay() {
    let now = THEN.replace("240_000 }", "300_000 } # agreed").replace("12 months", "9 months");
    let text = back(&now, "initiative.crm", Some("cost.platform.capital")).unwrap();
    assert_eq!(text, THEN.replace("240_000 }", "240_000 } # agreed").replace("12 months", "9 months"));
    assert_eq!(back(&now, "initiative.crm", None).unwrap(), THEN.replace("240_000 }", "240_000 } # agreed"));
}

#[test]
fn a_key_that_is_new_goes_and_one_that_went_comes_back() {
    let new = THEN.replace("\"1 month\"\n", "\"1 month\"\nnot-before = 2028-01-01\n");
    assert_eq!(back(&new, "initiative.kiosk", Some("not-before")).unwrap(), THEN);
    let gone = THEN.replace("after = \"crm\"\n", "");
    let text = back(&gone, "initiative.forms", Some("after")).unwrap();
    assert!(text.contains("after = \"crm\""), "{text}");
}

#[test]
fn items_go_come_back_and_are_called_as_they_were() {
    let added = format!("{THEN}[initiative.web]\ntitle = \"Web\"\nduration = \"2 months\"\n");
    assert_eq!(back(&added, "initiative.web", None).unwrap(), THEN);
    let removed = THEN.split("[initiative.kiosk]").next().unwrap();
    let text = back(removed, "initiative.kiosk", None).unwrap();
    assert!(text.contains("[initiative.kiosk]\ntitle = \"Kiosk\"\nduration = \"1 month\""), "{text}");
    let renamed = THEN
        .replace("initiative.crm", "initiative.records")
        .replace("after = \"crm\"", "after = \"records\"");
    assert_eq!(back(&renamed, "initiative.records", None).unwrap(), THEN);
}

#[test]
fn what_follows_says_from_what_and_what_names_another_id_waits() {
    let longer = THEN.replace("12 months", "13 months");
    let why = back(&longer, "initiative.forms", None).unwrap_err();
    assert_eq!(why, "initiative.forms says what it said there; it follows from initiative.crm");
    let renamed = THEN.replace("initiative.crm", "initiative.records").replace("after = \"crm\"\n", "");
    let why = back(&renamed, "initiative.forms", Some("after")).unwrap_err();
    assert_eq!(why, "It named crm, which is called records now: take that back first");
}

#[test]
fn an_item_comes_back_with_its_comments_and_where_it_stood() {
    let then = THEN
        .replace("[initiative.forms]", "# Asked for by the board.\n[initiative.forms]")
        .replace("after = \"crm\"", "after = \"crm\" # until the records are there");
    let gone = then.find("# Asked").unwrap()..then.find("[initiative.kiosk]").unwrap();
    let mut now = then.clone();
    now.replace_range(gone, "");
    assert_eq!(taken_back((&then, &now), "initiative.forms", None).unwrap(), then);
}

#[test]
fn a_stage_goes_back_to_its_place() {
    let stages =
        "[stage.one]\ntitle = \"One\"\n[stage.two]\ntitle = \"Two\"\n[stage.three]\ntitle = \"Three\"\n";
    let moved =
        "[stage.three]\ntitle = \"Three\"\n[stage.one]\ntitle = \"One\"\n[stage.two]\ntitle = \"Two\"\n";
    let [then, now] = [stages, moved].map(|stages| format!("{stages}{THEN}"));
    assert_eq!(taken_back((&then, &now), "stage.three", Some("order")).unwrap(), then);
}

#[test]
fn a_year_is_found_however_it_is_spelled() {
    let fund =
        |year: &str| format!("{THEN}[envelope.fund]\npays = [\"capital\"]\nyear.\"2027/28\" = {year}\n");
    let back = taken_back((&fund("100_000"), &fund("90_000")), "envelope.fund", Some("year.2027-28"));
    assert_eq!(back.unwrap(), fund("100_000"));
    let new = fund("100_000").replace("year.", "year.2028-29 = 5\nyear.");
    let back = taken_back((&fund("100_000"), &new), "envelope.fund", Some("year.2028-29"));
    assert_eq!(back.unwrap(), fund("100_000"));
}

#[test]
fn a_line_of_money_goes_with_its_last_key_and_comes_back_from_years() {
    let new = THEN.replace("240_000 }\n", "240_000 }\ncost.training = { one-off = 5_000 }\n");
    assert_eq!(back(&new, "initiative.crm", Some("cost.training.one-off")).unwrap(), THEN);
    let years =
        THEN.replace("{ capital = 240_000 }", "{ capital = { 2027-28 = 100_000, 2028-29 = 140_000 } }");
    let text = taken_back((&years, THEN), "initiative.crm", Some("cost.platform.capital.2027-28")).unwrap();
    assert!(text.contains("2027-28 = 100_000") && text.contains("2028-29 = 140_000"), "{text}");
}

/// A plan with something of every kind.
const EVERY: &str = r#"[plan]
title = "Harbour"
start = 2027-04-01
end = 2030-03-31
[assumptions]
savings-lag = "3 months"
[stage.one]
title = "One"
gate = { title = "G1", on = 2028-03-31 }
[stage.two]
title = "Two"
[stage.three]
title = "Three"
[envelope.fund]
title = "Fund"
pays = ["capital", "one-off"] # both
year.2027-28 = 300_000
year."2028/29" = 200_000
[initiative.crm] # the largest
title = "Records"
stage = "one"
duration = "12 months"
tags = ["core", "data"]
note = "Agreed in May"
cost.platform = { capital = 240_000 }
cost.training = { one-off = 10_000, from = "finish - 2 months" }
benefit.staff = { amount = 40_000, per = "year", cashable = true }
decided.2027-05-01 = { who = "Cabinet", what = "approved" }
# Forms come second.
[initiative.forms]
title = "Forms"
stage = "two"
duration = "6 months"
after = "crm"
cost.licence = { capital = { 2027-28 = 10_000, 2028-29 = 20_000 } }
[initiative.kiosk]
title = "Kiosk"
stage = "three"
duration = "1 month"
after = ["crm", "forms"]
[case.dear]
title = "Dearer"
cost = "+10%"
[scenario.lean]
title = "Lean"
[scenario.lean.initiative.crm]
duration = "9 months"
"#;

/// What may be done to it.
const DONE: [(&str, &str); 24] = [
    ("savings-lag = \"3 months\"", "savings-lag = \"6 months\""),
    ("[assumptions]\nsavings-lag = \"3 months\"\n", ""),
    ("gate = { title = \"G1\", on = 2028-03-31 }\n", ""),
    ("on = 2028-03-31", "on = 2028-06-30"),
    (
        "[stage.two]\ntitle = \"Two\"\n[stage.three]\ntitle = \"Three\"\n",
        "[stage.three]\ntitle = \"Three\"\n[stage.two]\ntitle = \"Two\"\n",
    ),
    ("pays = [\"capital\", \"one-off\"] # both", "pays = [\"capital\"]"),
    ("year.\"2028/29\" = 200_000", "year.2028-29 = 150_000"),
    ("year.2027-28 = 300_000\n", ""),
    ("stage = \"one\"\n", "stage = \"two\"\n"),
    ("duration = \"12 months\"", "duration = \"10 months\""),
    ("tags = [\"core\", \"data\"]", "tags = [\"data\", \"new\"]"),
    ("note = \"Agreed in May\"\n", ""),
    ("cost.platform = { capital = 240_000 }", "cost.platform = { capital = { 2027-28 = 100_000 } }"),
    ("cost.training = { one-off = 10_000, from = \"finish - 2 months\" }\n", ""),
    ("from = \"finish - 2 months\"", "until = \"finish\""),
    ("benefit.staff = { amount = 40_000, per = \"year\", cashable = true }\n", ""),
    ("decided.2027-05-01 = { who = \"Cabinet\", what = \"approved\" }\n", ""),
    ("capital = { 2027-28 = 10_000, 2028-29 = 20_000 }", "capital = 30_000"),
    ("after = [\"crm\", \"forms\"]", "after = [\"crm\"]"),
    ("[initiative.kiosk]", "[initiative.terminal]"),
    (
        "[initiative.kiosk]\ntitle = \"Kiosk\"\nstage = \"three\"\nduration = \"1 month\"\nafter = [\"crm\", \"forms\"]\n",
        "",
    ),
    ("cost = \"+10%\"", "cost = \"+20%\""),
    ("[case.dear]\ntitle = \"Dearer\"\ncost = \"+10%\"\n", ""),
    (
        "[scenario.lean.initiative.crm]\nduration = \"9 months\"\n",
        "[scenario.lean.initiative.forms]\nduration = \"3 months\"\n",
    ),
];

fn after(mask: u32) -> String {
    let done = DONE.iter().enumerate().filter(|(nth, _)| mask >> nth & 1 == 1);
    done.fold(EVERY.to_owned(), |text, (_, (from, to))| text.replacen(from, to, 1))
}

/// Takes back whatever differs, one change after the other, until nothing does.
fn all_taken_back(then: &str, now: &str) -> Result<(), String> {
    let mut now = now.to_owned();
    for _ in 0..80 {
        let found = differing((then, &now));
        if found.is_empty() {
            return Ok(());
        }
        let mut why = Vec::new();
        let next = found.iter().find_map(|(item, key)| {
            taken_back((then, &now), item, key.as_deref())
                .map_err(|it| why.push((item.clone(), key.clone(), it)))
                .ok()
        });
        now = next.ok_or_else(|| format!("nothing of this goes back: {why:?}\n{now}"))?;
    }
    Err(format!("it does not end: {:?}\n{now}", differing((then, &now))))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_change_of_random_plans_goes_back(then in 0_u32..1 << 24, now in 0_u32..1 << 24, few in 0_u32..1 << 24) {
        // Few changes at a time, so that they do not all cover each other.
        let end = all_taken_back(&after(then & few), &after(now & few));
        prop_assert!(end.is_ok(), "{}\n--- from\n{}", end.unwrap_err(), after(then & few));
    }
}
