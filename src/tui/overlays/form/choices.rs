//! What could stand in a field: ids with their titles, words, dates that mean something, financial years.

use crate::keys::{Item, Type};
use crate::plan::Plan;
use crate::units::FinancialYear;

/// What could be typed for a type, each with what it is called; empty where anything may be.
pub fn of(plan: &Plan, years: &[FinancialYear], ty: Type) -> Vec<(String, String)> {
    let words = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), String::new())).collect();
    match ty {
        Type::Choice(known) | Type::Choices(known) => words(known),
        Type::Bool => words(&["yes", "no"]),
        Type::Id(item) | Type::Ids(item) | Type::Shares(item) | Type::Parts(item) => ids(plan, item),
        Type::Links => links(plan),
        Type::Year => years.iter().map(|year| (year.key(), year.to_string())).collect(),
        _ => Vec::new(),
    }
}

fn ids(plan: &Plan, item: Item) -> Vec<(String, String)> {
    let pair = |id: &String, title: &String| (id.clone(), title.clone());
    match item {
        Item::Stage => plan.stages.iter().map(|it| pair(&it.id, &it.title)).collect(),
        Item::Initiative => {
            let title = |code: &Option<String>, title: &str| {
                code.as_ref().map_or_else(|| title.to_owned(), |code| format!("{code} {title}"))
            };
            let live = plan.initiatives.iter().filter(|it| !it.dropped);
            live.map(|it| (it.id.clone(), title(&it.code, &it.title))).collect()
        }
        Item::Envelope => plan.envelopes.iter().map(|it| pair(&it.id, &it.title)).collect(),
        Item::Technology => plan.technologies.iter().map(|it| pair(&it.id, &it.title)).collect(),
        Item::Channel => plan.channels.iter().map(|it| pair(&it.id, &it.title)).collect(),
        Item::Partner => plan.partners.iter().map(|it| pair(&it.id, &it.title)).collect(),
        Item::Measure => plan.measures.iter().map(|it| pair(&it.id, &it.title)).collect(),
    }
}

/// What can be waited for: initiatives, then gates and stages.
fn links(plan: &Plan) -> Vec<(String, String)> {
    let gates = plan.stages.iter().filter_map(|stage| {
        let gate = stage.gate.as_ref()?;
        Some((format!("gate:{}", stage.id), gate.title.clone()))
    });
    let stages = plan.stages.iter().map(|stage| (format!("stage:{}", stage.id), stage.title.clone()));
    ids(plan, Item::Initiative).into_iter().chain(gates).chain(stages).collect()
}
