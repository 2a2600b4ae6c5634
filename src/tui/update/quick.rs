//! An initiative typed in one line: what the line is understood to say, and the change that it makes.

use rust_decimal::Decimal;

use super::questions::{effect, lane};
use crate::display::{harmless, wrap};
use crate::edit::{Change, Value};
use crate::keys;
use crate::plan::Kind;
use crate::revise::{self, LineKind};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::quick;

/// What a line says; an initiative that names no stage goes where the cursor is.
fn read(app: &App, typed: &str) -> quick::Added {
    let added = quick::read(&app.session.analysis().plan, typed);
    let lane = || lane(app).filter(|_| added.new_stage.is_none());
    quick::Added { stage: added.stage.clone().or_else(lane), ..added }
}

/// What a line was understood to say, what of it was not, and what it does to the money.
pub fn told(app: &App, typed: &str) -> Result<Vec<(String, Role)>, String> {
    let (_, change) = change(app, typed)?;
    let added = read(app, typed);
    let said = wrap(&quick::words(&added, &app.figures()), 70);
    let mut lines: Vec<(String, Role)> = said.into_iter().map(|line| (line, Role::Muted)).collect();
    if let Some(title) = &added.new_stage {
        let near = quick::near(&app.session.analysis().plan, title);
        let meant = near.map_or_else(String::new, |it| format!("; or @{}?", it.id));
        let said = format!("+ {}: no stage is called that, it is made{meant}", harmless(title));
        lines.push((said, if near.is_some() { Role::Tight } else { Role::Within }));
    }
    lines.extend(
        added
            .unread
            .iter()
            .map(|(word, why)| (format!("? {}: {why}; it stays in the title", harmless(word)), Role::Tight)),
    );
    lines.extend(effect(app, &change));
    Ok(lines)
}

/// The change that adds an initiative typed in one line, and the stage that it names where there is none; the
/// initiative's id.
pub fn change(app: &App, typed: &str) -> Result<(String, Change), String> {
    let plan = &app.session.analysis().plan;
    let added = read(app, typed);
    if added.title.is_empty() {
        return Err("A title is needed".to_owned());
    }
    let id = revise::fresh_id(plan, &added.title);
    let layer = app.session.layer();
    let made = added.new_stage.as_ref().map(|title| {
        let table = keys::named("stage").expect("the format has stages");
        revise::create(&app.session.laid(), table, title, &layer)
    });
    let stage = made.as_ref().map(|(id, _)| id.clone()).or(added.stage);
    let mut entries = vec![("title".to_owned(), Value::Text(added.title.clone()))];
    entries.extend(stage.map(|stage| ("stage".to_owned(), Value::Text(stage))));
    let duration = added.duration.unwrap_or(crate::units::Duration::months(3));
    entries.push(("duration".to_owned(), Value::Text(duration.to_string())));
    if !added.after.is_empty() {
        let after = match added.after.as_slice() {
            [one] => Value::Text(one.clone()),
            many => Value::List(many.to_vec()),
        };
        entries.push(("after".to_owned(), after));
    }
    entries.extend(added.keys.iter().map(|(key, value)| ((*key).to_owned(), Value::Text(value.clone()))));
    let mut change = revise::add_initiative(&id, entries, &layer);
    if let Some((_, stage)) = made {
        change.label = format!("{} in a new stage {}", change.label, added.new_stage.unwrap_or_default());
        change.edits.splice(0..0, stage.edits);
    }
    let mut names: Vec<&str> = Vec::new();
    let mut line = |table, name: &'static str, key: &str, amount: &Decimal, per: Option<&str>| {
        let mut entries = vec![(key.to_owned(), crate::edit::money(*amount))];
        entries.extend(per.map(|per| ("per".to_owned(), Value::Text(per.to_owned()))));
        let taken = names.iter().filter(|it| **it == name).count();
        names.push(name);
        let name = if taken == 0 { name.to_owned() } else { format!("{name}-{}", taken + 1) };
        change.edits.push(revise::write_line(&id, table, &name, entries));
    };
    for (kind, amount, per) in &added.costs {
        let name = if *kind == Kind::Recurrent { "running" } else { "delivery" };
        line(LineKind::Cost, name, kind.word(), amount, *per);
    }
    for (amount, per) in &added.saves {
        line(LineKind::Benefit, "savings", "cashable", amount, *per);
    }
    Ok((id, change))
}
