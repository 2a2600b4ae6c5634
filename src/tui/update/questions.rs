//! Answers to small questions.

use std::path::PathBuf;

use super::edits::make;
use super::roadmap;
use crate::analysis::Analysis;
use crate::diagnostic::Path;
use crate::edit::{Change, Edit, Value};
use crate::revise;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::key::{Key, Name};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::question::{About, Question, YearTable, choices};
use crate::units::{FinancialYear, parse_amount};
use crate::views::delta::delta;
use crate::views::standing;

/// Whether a key is the letter of a choice.
pub fn letter(app: &App, key: Key) -> bool {
    let Some(Overlay::Question(Question { about: About::Leave(then), .. })) = app.overlays.last() else {
        return false;
    };
    let offered = |c| choices(then, true).iter().any(|(letter, _)| *letter == c);
    key.typed().is_some_and(offered) || key.is(Name::Enter)
}

/// Takes a choice when leaving with unsaved work.
pub fn answer_leave(app: &mut App, key: Key) -> Vec<Effect> {
    let Some(Overlay::Question(Question { about: About::Leave(then), .. })) = app.overlays.pop() else {
        return Vec::new();
    };
    match key.typed() {
        Some('d') => {
            // A plan without a file has no history that a later start would find.
            let alone = app.disk.path.is_none() || app.disk.gone;
            let copy = alone.then(|| Effect::SetAside(app.session.text().to_owned()));
            copy.into_iter().chain([Effect::GiveUp]).chain(super::file::after(&then)).collect()
        }
        Some('c') => Vec::new(),
        Some(_) | None => super::file::save(app, then),
    }
}

/// Runs a command of a question.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    if command == Command::Leave {
        app.overlays.pop();
        return Vec::new();
    }
    let Some(Overlay::Question(question)) = app.overlays.pop() else { return Vec::new() };
    let typed = question.input.value().trim().to_owned();
    match &question.about {
        About::Leave(_) => {}
        About::SaveCopy => {
            if typed.is_empty() {
                return again(app, question, "A name is needed");
            }
            return vec![Effect::SaveCopy(PathBuf::from(typed))];
        }
        About::NewPlan => {
            if typed.is_empty() {
                return again(app, question, "A name is needed");
            }
            return vec![Effect::NewPlan(PathBuf::from(typed))];
        }
        About::SaveAs { then } => {
            if typed.is_empty() {
                return again(app, question, "A name is needed");
            }
            let own = app.disk.path.as_ref().is_some_and(|path| path.as_os_str() == typed.as_str());
            let new = !own || app.disk.seen.is_none() || app.disk.gone;
            return vec![Effect::Save { path: PathBuf::from(typed), new, then: then.clone() }];
        }
        About::Allocation { .. } => match allocation(app, &question) {
            Ok(change) => {
                make(app, &change, Some(""));
            }
            Err(wrong) => return again(app, question, &wrong),
        },
        About::Create(table) => {
            if typed.is_empty() {
                return again(app, question, "A title is needed");
            }
            super::items::create(app, table, &typed);
        }
        About::Scenario(from) => {
            if typed.is_empty() {
                return again(app, question, "A title is needed");
            }
            if let Err(wrong) = super::scenarios::create(app, &typed, from.as_deref()) {
                return again(app, question, &wrong);
            }
        }
        About::Rename(at) => {
            if let Err(wrong) = super::rename::take(app, at, &typed) {
                return again(app, question, &wrong);
            }
        }
        About::ReadRows => {
            if typed.is_empty() {
                return again(app, question, "Paste rows, or name a file");
            }
            return super::rows::from_file(&typed);
        }
        About::Tags => super::many::tag(app, &typed),
        About::Line(at) => {
            if let Err(wrong) = super::solving::line(app, *at, &typed) {
                return again(app, question, &wrong);
            }
        }
        About::LeaveConflicts => return super::solving::left(app),
        About::SaveWithErrors => return super::solving::take_over(app),
        About::Timer => {
            if let Err(wrong) = super::timer::take(app, &typed) {
                return again(app, question, &wrong);
            }
        }
        About::Paste(pasted) => super::copy::take(app, &pasted.clone()),
        About::SaveView | About::RenameView(_) if typed.is_empty() => {
            return again(app, question, "A name is needed");
        }
        About::SaveView => return super::saved::keep(app, &typed),
        About::RenameView(old) => match super::saved::rename(app, old, &typed) {
            Ok(effects) => return effects,
            Err(wrong) => return again(app, question, &wrong),
        },
        About::New => match super::quick::change(app, &typed) {
            Ok((id, change)) => {
                if make(app, &change, Some(&id)) {
                    roadmap::go_to(app, &id);
                }
            }
            Err(wrong) => return again(app, question, &wrong),
        },
    }
    Vec::new()
}

/// Asks again, and says why.
fn again(app: &mut App, mut question: Question, wrong: &str) -> Vec<Effect> {
    question.wrong = Some(wrong.to_owned());
    app.overlays.push(Overlay::Question(question));
    Vec::new()
}

/// Something was typed: says what taking it would do.
pub fn changed(app: &mut App) {
    let Some(Overlay::Question(mut question)) = app.overlays.pop() else { return };
    if let About::Paste(_) | About::LeaveConflicts | About::SaveWithErrors = &question.about {
        // Nothing is typed there.
        app.overlays.push(Overlay::Question(question));
        return;
    }
    question.wrong = None;
    question.effect.clear();
    match &question.about {
        About::Leave(_)
        | About::SaveAs { .. }
        | About::SaveCopy
        | About::NewPlan
        | About::Create(_)
        | About::Timer
        | About::Scenario(_)
        | About::Tags
        | About::Paste(_)
        | About::SaveView
        | About::RenameView(_)
        | About::LeaveConflicts
        | About::SaveWithErrors
        | About::ReadRows => {}
        About::Line(at) => match super::solving::told(app, *at, question.input.value().trim()) {
            Ok(lines) => question.effect = lines,
            Err(wrong) => question.wrong = Some(wrong),
        },
        About::Allocation { .. } => match allocation(app, &question) {
            Ok(change) => question.effect = effect(app, &change),
            Err(wrong) => question.wrong = Some(wrong),
        },
        About::Rename(at) => match super::rename::told(app, at, question.input.value().trim()) {
            Ok(lines) => question.effect = lines,
            Err(wrong) => question.wrong = Some(wrong),
        },
        About::New => {
            let typed = question.input.value().trim().to_owned();
            if !typed.is_empty() {
                match super::quick::told(app, &typed) {
                    Ok(lines) => question.effect = lines,
                    Err(wrong) => question.wrong = Some(wrong),
                }
            }
        }
    }
    app.overlays.push(Overlay::Question(question));
}

/// What a change would do to the money, in at most three lines.
pub fn effect(app: &App, change: &Change) -> Vec<(String, Role)> {
    match app.session.preview(change) {
        Ok(after) => answer(app, &after),
        Err(refusal) => vec![(refusal.to_string(), Role::Over)],
    }
}

/// What the money says to a plan as it would be, in at most three lines.
pub fn answer(app: &App, after: &Analysis) -> Vec<(String, Role)> {
    let figures = app.figures();
    let before = app.session.analysis();
    let change = delta(before, after);
    // The three that matter most, in the order of time.
    let mut cells: Vec<_> = change.cells.iter().take(3).collect();
    cells.sort_by_key(|cell| cell.year);
    let mut lines: Vec<(String, Role)> = cells
        .into_iter()
        .map(|cell| {
            let state = standing::of_state(cell.is);
            let text = format!(
                "{} {}  {} → {}  {} {}",
                cell.year,
                cell.envelope,
                figures.table_signed(cell.before),
                figures.table_signed(cell.after),
                state.glyph,
                state.word
            );
            (text, state.role)
        })
        .collect();
    if lines.is_empty() && after.verdict != before.verdict {
        let standing = standing::of_verdict(after.verdict);
        let text = format!("{} {}", standing.glyph, crate::display::harmless(&after.sentence));
        let said = crate::display::wrap(&text, 70);
        lines.extend(said.into_iter().take(3).map(|line| (line, standing.role)));
    }
    lines
}

/// The change of an envelope's year.
fn allocation(app: &App, question: &Question) -> Result<Change, String> {
    let About::Allocation { envelope, table, year } = &question.about else { return Err(String::new()) };
    let plan = &app.session.analysis().plan;
    let at = Path::new(["envelope", envelope.as_str(), table.key(), year.as_str()]);
    let typed = question.input.value().trim();
    let title = plan.envelope(envelope).map_or(envelope.as_str(), |at| &plan.envelopes[at.at()].title);
    let given = if *table == YearTable::Added { " contribution" } else { "" };
    let label = format!("{title}{given} {}", year.replace('-', "/"));
    if typed.is_empty() {
        let edits = vec![Edit::Remove { at }];
        return Ok(Change { label: format!("Take {label} out"), edits, layer: app.session.layer() });
    }
    let wanted = "An amount is needed: 1_200_000, 1.2m or 450k";
    let amount = match revise::value(crate::keys::Type::Money, typed) {
        Some(Value::Bare(text)) => parse_amount(&text),
        Some(Value::Text(_) | Value::List(_) | Value::Table(_)) | None => None,
    };
    let amount = amount.ok_or(wanted)?;
    let place = plan.envelope(envelope).zip(FinancialYear::parse(year, plan.year_start));
    let (at, year) = place.ok_or("This envelope or year is no longer in the plan")?;
    Ok(revise::set_year(plan, at, *table == YearTable::Added, year, amount, &app.session.layer()))
}

/// The id of the stage that the cursor is in.
pub fn lane(app: &App) -> Option<String> {
    let plan = &app.session.analysis().plan;
    match &app.roadmap.cursor {
        crate::tui::app::RowKey::Lane(id) => (!id.is_empty()).then(|| id.clone()),
        crate::tui::app::RowKey::Bar(id) => {
            let at = plan.initiative(id)?;
            Some(plan.stages[plan.initiatives[at.at()].stage?.at()].id.clone())
        }
    }
}
