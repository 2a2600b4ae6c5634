//! Where the reader is in a plan, so that the next start goes on there: view, cursor, zoom, folds, columns, order, filter.

mod against;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::app::{App, RowKey, View};
use super::network::{NetworkState, Shown};
use super::overlays::field;
use super::splits::Splits;
use crate::plan::Plan;
use crate::units::{Day, Month};
use crate::views::columns::Column;
use crate::views::network::Detail;
use crate::views::scale::Zoom;
use crate::views::table::{Grouping, Sort};

pub use against::Again;

/// Where the reader is in a plan. What is not known is as at the first start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Bookmark {
    view: String,
    /// `initiative.ID`, `stage.ID`.
    cursor: String,
    zoom: String,
    /// The first day in sight.
    first: String,
    folded: BTreeSet<String>,
    /// The envelope in the strip.
    envelope: Option<String>,
    /// The cell of the money view.
    money: (String, usize),
    columns: Vec<String>,
    column: String,
    widths: Vec<(String, u16)>,
    sort: Option<(String, bool)>,
    group: Option<String>,
    filter: String,
    /// Whether slides hide the money.
    money_hidden: bool,
    /// The sizes that were chosen for panes.
    sizes: Splits,
    /// The window on the network.
    network: NetworkMark,
    /// The case that was computed, which only a view with a name or the end of a crash brings back; empty: the central one.
    case: Option<String>,
    /// The scenario that was shown, and comes back after a crash.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
    /// Whether the plan stood open when this was written; what finds that so comes after a crash.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    open: bool,
    /// What the plan was compared with, which a view with a name does not bring back.
    against: String,
}

/// Which part of the network is shown, how large its boxes are, and where its window stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
struct NetworkMark {
    /// `critical`, `initiative.ID`; empty: everything.
    shown: String,
    detail: String,
    origin: (i32, i32),
    adrift: bool,
}

impl NetworkMark {
    fn of(network: &NetworkState) -> Self {
        let shown = match &network.shown {
            Shown::All => String::new(),
            Shown::Critical => "critical".to_owned(),
            Shown::Around(id) => format!("initiative.{id}"),
        };
        let detail = network.detail.word().to_owned();
        Self { shown, detail, origin: network.origin, adrift: network.adrift }
    }

    /// Where it stood; what is no longer in the plan is everything.
    fn back(&self, plan: &Plan) -> NetworkState {
        let around = self.shown.strip_prefix("initiative.").filter(|id| plan.initiative(id).is_some());
        NetworkState {
            shown: match (self.shown.as_str(), around) {
                ("critical", _) => Shown::Critical,
                (_, Some(id)) => Shown::Around(id.to_owned()),
                (_, None) => Shown::All,
            },
            detail: Detail::ALL.into_iter().find(|it| it.word() == self.detail).unwrap_or_default(),
            origin: self.origin,
            adrift: self.adrift,
            marked: None,
        }
    }
}

const VIEWS: [(View, &str); 7] = [
    (View::Network, "network"),
    (View::Roadmap, "roadmap"),
    (View::Money, "money"),
    (View::Initiatives, "initiatives"),
    (View::Changes, "changes"),
    (View::Past, "history"),
    (View::Problems, "problems"),
];
const GROUPS: [Grouping; 3] = [Grouping::Stage, Grouping::Owner, Grouping::Status];

fn column(name: &str) -> Option<Column> {
    Column::ALL.iter().copied().find(|column| column.name() == name)
}

/// Where the reader is, as a text.
pub fn leave(app: &App) -> String {
    serde_json::to_string(&mark(app)).unwrap_or_default()
}

/// Where the reader is in a plan that stands open: what a start finds that comes after a crash.
pub fn meanwhile(app: &App) -> String {
    let scenario = app.session.scenario().map(str::to_owned);
    serde_json::to_string(&Bookmark { open: true, scenario, ..mark(app) }).unwrap_or_default()
}

fn mark(app: &App) -> Bookmark {
    let (roadmap, table) = (&app.roadmap, &app.table);
    let view = VIEWS.iter().find(|(view, _)| *view == app.view);
    Bookmark {
        view: view.map_or_else(String::new, |(_, name)| (*name).to_owned()),
        cursor: match &roadmap.cursor {
            RowKey::Bar(id) => format!("initiative.{id}"),
            RowKey::Lane(id) => format!("stage.{id}"),
        },
        zoom: roadmap.zoom.word().to_owned(),
        first: roadmap.first.to_string(),
        folded: roadmap.folded.clone(),
        envelope: roadmap.envelope.clone(),
        money: (app.money.envelope.clone(), app.money.year),
        columns: table.columns.iter().map(|column| column.name().to_owned()).collect(),
        column: table.column.name().to_owned(),
        widths: table.widths.iter().map(|(column, cells)| (column.name().to_owned(), *cells)).collect(),
        sort: table.sort.map(|sort| (sort.by.name().to_owned(), sort.down)),
        group: table.group.map(|group| group.word().to_owned()),
        filter: app.filter.line.value().to_owned(),
        money_hidden: app.room.money_hidden,
        sizes: app.splits,
        network: NetworkMark::of(&app.network),
        case: Some(app.session.analysis().case.clone().unwrap_or_default()),
        scenario: None,
        open: false,
        against: against::word(app),
    }
}

/// Whether the plan stood open when this was written.
pub fn stood_open(text: &str) -> bool {
    serde_json::from_str::<Bookmark>(text).is_ok_and(|kept| kept.open)
}

/// Shows the scenario and the case that were shown when the program ended, and says so; what is gone is passed over.
pub fn show_again(app: &mut App, text: &str) {
    let Ok(kept) = serde_json::from_str::<Bookmark>(text) else { return };
    let mut again = Vec::new();
    if let Some(id) = kept.scenario.filter(|id| app.session.scenario() != Some(id))
        && app.session.select_scenario(Some(id.clone()))
    {
        again.push(format!("scenario {id}"));
    }
    let case = kept.case.filter(|id| !id.is_empty());
    let known = case.filter(|id| app.session.analysis().plan.case(id).is_some());
    if let Some(id) = known {
        again.push(format!("case {id}"));
        app.session.select_case(Some(id));
    }
    if !again.is_empty() {
        app.revision += 1;
        app.say(format!("Shown as when it ended: {}", again.join(", ")));
    }
}

/// Compares with what the plan was compared with; what is still to be done for that.
pub fn compare_again(app: &mut App, text: &str) -> Again {
    let kept = serde_json::from_str::<Bookmark>(text).unwrap_or_default();
    against::again(app, &kept.against)
}

/// Goes to where the reader was. What is no longer there, or cannot be read, is left as it is.
pub fn go_to(app: &mut App, text: &str) {
    let Ok(kept) = serde_json::from_str::<Bookmark>(text) else { return };
    if let Some((view, _)) = VIEWS.iter().find(|(_, name)| *name == kept.view) {
        app.view = *view;
    }
    let plan = &app.session.analysis().plan;
    app.roadmap.cursor = match kept.cursor.split_once('.') {
        Some(("initiative", id)) if plan.initiative(id).is_some() => RowKey::Bar(id.to_owned()),
        Some(("stage", id)) if id.is_empty() || plan.stage(id).is_some() => RowKey::Lane(id.to_owned()),
        Some(_) | None => app.roadmap.cursor.clone(),
    };
    if let Some(zoom) = Zoom::ALL.into_iter().find(|zoom| zoom.word() == kept.zoom) {
        app.roadmap.zoom = zoom;
    }
    // A month is what earlier versions kept.
    let first = Day::parse(&kept.first).or_else(|| Some(Month::parse(&kept.first)?.first_day()));
    app.roadmap.first = first.unwrap_or(app.roadmap.first);
    app.roadmap.folded = kept.folded;
    app.roadmap.envelope = kept.envelope;
    if plan.envelope(&kept.money.0).is_some() {
        (app.money.envelope, app.money.year) = kept.money;
    }
    let columns: Vec<Column> = kept.columns.iter().filter_map(|name| column(name)).collect();
    if !columns.is_empty() {
        app.table.columns = columns;
    }
    let shown = |name: &str| {
        column(name).filter(|column| column.apart().is_some() || app.table.columns.contains(column))
    };
    app.table.column = shown(&kept.column).unwrap_or(app.table.columns[0]);
    app.network = kept.network.back(plan);
    app.table.widths.clear();
    for (name, cells) in kept.widths {
        if let Some(column) = column(&name) {
            app.table.give(column, Some(cells));
        }
    }
    app.table.sort = kept.sort.and_then(|(name, down)| Some(Sort { by: column(&name)?, down }));
    app.table.group = GROUPS.into_iter().find(|group| kept.group.as_deref() == Some(group.word()));
    app.filter.line = field::of(&kept.filter);
    app.room.money_hidden |= kept.money_hidden;
    app.splits = kept.sizes;
}

/// The case that a view was kept under, empty: the central one; `None`: it says none.
pub fn case(text: &str) -> Option<String> {
    serde_json::from_str::<Bookmark>(text).ok()?.case
}

/// What a view shows, for people: `initiatives · stage:small · sorted by capital`.
pub fn words(text: &str) -> String {
    let Ok(kept) = serde_json::from_str::<Bookmark>(text) else { return String::new() };
    let filter = kept.filter.trim().to_owned();
    let sort = kept.sort.map(|(by, _)| format!("sorted by {by}"));
    let group = kept.group.map(|by| format!("grouped by {by}"));
    let case = kept.case.filter(|id| !id.is_empty()).map(|id| format!("case {id}"));
    let parts = [Some(kept.view), Some(filter).filter(|it| !it.is_empty()), sort, group, case];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{PLAN, app, press};

    #[test]
    fn the_next_start_goes_on_where_the_last_one_was() {
        let mut left = app(PLAN, "harbour", (120, 40));
        press(&mut left, "j j z y z M $ z < z < z + / 'cost>20k Enter 3 s b");
        let text = leave(&left);
        let mut again = app(PLAN, "harbour", (120, 40));
        assert_ne!(leave(&again), text);
        go_to(&mut again, &text);
        assert_eq!(leave(&again), text);
        assert_eq!((again.view, again.table.sort), (View::Initiatives, left.table.sort));
        assert!(left.table.sort.is_some() && left.table.group.is_some());
        assert_eq!((again.splits.list, again.splits), (Some(46), left.splits));
    }

    #[test]
    fn after_a_crash_the_scenario_and_the_case_are_shown_again() {
        let plan = format!("{PLAN}\n[scenario.lean]\ntitle = \"Lean\"\n\n[case.low]\ntitle = \"Low\"\n");
        let mut left = app(&plan, "harbour", (120, 40));
        assert!(left.session.select_scenario(Some("lean".to_owned())));
        left.session.select_case(Some("low".to_owned()));
        press(&mut left, "3 / 'crm Enter");
        let (open, text) = (meanwhile(&left), leave(&left));
        assert!(stood_open(&open) && !stood_open(&text) && !stood_open("{") && !stood_open(""));
        let mut again = app(&plan, "harbour", (120, 40));
        go_to(&mut again, &open);
        assert_eq!((again.session.scenario(), again.view), (None, View::Initiatives));
        show_again(&mut again, &open);
        assert_eq!(again.session.scenario(), Some("lean"));
        assert_eq!(again.session.analysis().case.as_deref(), Some("low"));
        assert_eq!((meanwhile(&again), again.filter.line.value()), (open.clone(), "crm"));
        assert!(again.toasts[0].text.contains("scenario lean, case low"), "{:?}", again.toasts);
        // Gone meanwhile: the plan itself is shown, and nothing is said.
        let mut gone = app(PLAN, "harbour", (120, 40));
        show_again(&mut gone, &open);
        assert_eq!((gone.session.scenario(), gone.toasts.len()), (None, 0));
    }

    #[test]
    fn the_network_comes_back_as_it_was_looked_at() {
        let size = (60, 12);
        let mut left = app(PLAN, "harbour", size);
        press(&mut left, "4 + Right s PageDown");
        assert!(left.network.adrift && left.network.origin != (0, 0), "{:?}", left.network);
        let text = leave(&left);
        let mut again = app(PLAN, "harbour", size);
        go_to(&mut again, &text);
        assert_eq!(again.network.shown, Shown::Around("crm".to_owned()));
        assert_eq!((again.network.detail, again.network.origin), (Detail::Wide, left.network.origin));
        assert_eq!(leave(&again), text);
        go_to(&mut again, &text.replace("\"initiative.crm\"", "\"initiative.gone\""));
        assert_eq!(again.network.shown, Shown::All);
        press(&mut left, "Esc p - -");
        go_to(&mut again, &leave(&left));
        assert_eq!((&again.network.shown, again.network.detail), (&Shown::Critical, Detail::Line));
    }

    #[test]
    fn what_is_gone_or_cannot_be_read_is_left_as_it_is() {
        let plain = leave(&app(PLAN, "harbour", (120, 40)));
        let lost = plain.replace("initiative.e-forms", "initiative.gone").replace("\"title\"", "\"colour\"");
        for text in [lost.as_str(), "", "{", "{}", "[]", "{\"money\":[\"gone\",99]}"] {
            let mut app = app(PLAN, "harbour", (80, 24));
            go_to(&mut app, text);
            assert_eq!(app.roadmap.cursor, RowKey::Bar("e-forms".to_owned()), "{text}");
            assert!(!app.table.columns.is_empty() && app.table.columns.contains(&app.table.column), "{text}");
        }
    }
}
