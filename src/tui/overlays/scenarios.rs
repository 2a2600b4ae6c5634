//! The scenarios of the plan as a list: what each changes and how it stands; and what one of them says otherwise.

use super::lists::{Item, Take};
use crate::display::harmless;
use crate::revise::scenario::Difference;
use crate::tui::app::App;
use crate::views::delta::CellDelta;
use crate::views::roadmap::driver_words;
use crate::views::standing;

/// The plan itself, every scenario, and what adds one.
pub fn items(app: &App) -> Vec<Item> {
    let shown = app.session.scenario();
    let told = app.told();
    let of = |told: &crate::views::scenarios::Told| {
        let standing = standing::of_verdict(told.verdict);
        let here = if told.id.as_deref() == shown { "shown · " } else { "" };
        let says = match told.says.as_slice() {
            [] if told.id.is_some() => {
                "Changes nothing yet: show it, and what you edit is written into it".to_owned()
            }
            [] => told.sentence.clone(),
            says => says.join("; "),
        };
        let title = match told.count {
            0 => told.title.clone(),
            1 => format!("{}  1 change", told.title),
            many => format!("{}  {many} changes", told.title),
        };
        Item {
            title: harmless(&title).into_owned(),
            more: harmless(&says).into_owned(),
            right: format!("{here}{} {}", standing.glyph, standing.word),
            group: "Show",
            take: Take::Scenario(told.id.clone()),
        }
    };
    let add = |title: String, more: &str, from: Option<String>| Item {
        title,
        more: more.to_owned(),
        right: String::new(),
        group: "Add",
        take: Take::NewScenario(from),
    };
    let empty =
        add("+ new scenario".to_owned(), "An empty one over the plan: what you edit then goes there", None);
    let double = shown.and_then(|id| told.iter().find(|it| it.id.as_deref() == Some(id))).map(|it| {
        let title = format!("+ new scenario from {}", harmless(&it.title));
        add(title, "Begins with all that the shown one says", it.id.clone())
    });
    told.iter().map(of).chain([empty]).chain(double).collect()
}

/// What a scenario says otherwise, then what that does to the money and to the dates.
pub fn differences(app: &App, scenario: &str) -> Vec<Item> {
    let Some(found) = app.differs(scenario) else { return Vec::new() };
    let figures = app.figures();
    let said = found.rows.iter().map(|(difference, effect)| {
        let does = match effect {
            None => "Enter goes there".to_owned(),
            Some(effect) if effect.is_empty() => "Does nothing to dates and money by itself".to_owned(),
            Some(effect) => format!("By itself: {}", effect.words(None, &figures)),
        };
        let cell = effect.as_ref().and_then(|it| it.cells.first());
        Item {
            title: words(difference),
            more: harmless(&does).into_owned(),
            right: match cell {
                Some(cell) if app.size.0 >= 100 => cell.words(&figures),
                Some(cell) => figures.signed(cell.change()),
                None => String::new(),
            },
            group: "Says otherwise than the plan",
            take: Take::Difference(difference.at.clone()),
        }
    });
    let years = &app.analysis().money.years;
    let money = found.whole.cells.iter().map(|cell| {
        let year = years.iter().position(|year| *year == cell.year).unwrap_or(0);
        Item {
            title: harmless(&format!("{} {}", cell.title, cell.year)).into_owned(),
            more: format!(
                "Headroom {} in the plan, {} here",
                figures.full(cell.before),
                figures.full(cell.after)
            ),
            right: cell_words(app, cell),
            group: "What that does to the money",
            take: Take::Cell(cell.envelope.clone(), year),
        }
    });
    let moves = found.whole.moved.iter().map(|moved| {
        let analysis = app.analysis();
        let at = analysis.plan.initiative(&moved.id);
        let driven =
            at.and_then(|at| analysis.schedule.placed(at)).map(|it| driver_words(analysis, it.driven_by));
        Item {
            title: harmless(&moved.title).into_owned(),
            more: harmless(&driven.map(|driven| format!("It {driven}")).unwrap_or_default()).into_owned(),
            right: format!("{} → {}", moved.before.0.words(), moved.after.0.words()),
            group: "What moves",
            take: Take::Place(crate::diagnostic::Path::new(["initiative", moved.id.as_str()])),
        }
    });
    said.chain(money).chain(moves).collect()
}

/// `−120,000  ✓ within → ‼ over`.
fn cell_words(app: &App, cell: &CellDelta) -> String {
    let (was, is) = (standing::of_state(cell.was), standing::of_state(cell.is));
    let states = if cell.was == cell.is {
        format!("{} {}", is.glyph, is.word)
    } else {
        format!("{} {} → {} {}", was.glyph, was.word, is.glyph, is.word)
    };
    format!("{}  {states}", app.figures().signed(cell.change()))
}

/// `crm duration: 6 months → 4 months`.
fn words(difference: &Difference) -> String {
    let side = |said: &Option<String>| {
        said.as_deref().map_or_else(|| "nothing".to_owned(), |it| harmless(it).into_owned())
    };
    let keys = &difference.at.keys;
    let at = keys.get(1..).filter(|rest| !rest.is_empty()).unwrap_or(keys).join(" ");
    if difference.new {
        return format!("{at}: new");
    }
    format!("{at}: {} → {}", side(&difference.plan), side(&difference.scenario))
}
