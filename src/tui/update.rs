//! What an event does: state in, state and effects out. Nothing here reads a clock, a file or a terminal.

mod back;
mod changes;
mod comparing;
mod copy;
mod deciding;
mod disk;
mod edits;
mod file;
mod filter;
mod follow;
mod form;
mod gates;
mod grab;
mod hand;
mod items;
mod keys;
mod linking;
mod lists;
mod many;
mod marks;
mod merging;
mod money;
mod mouse;
mod network;
mod order;
mod past;
mod pasting;
mod place;
mod presenter;
mod problems;
mod questions;
mod quick;
mod rename;
mod roadmap;
mod rows;
mod saved;
mod scenarios;
mod solving;
mod splits;
mod table;
mod themes;
mod timer;
mod tour;
mod trying;
mod unkept;
mod versions;

pub use disk::show_faults;
pub use many::acted_on_words;
pub use merging::MergedStep;
pub use past::show as show_past;
pub use roadmap::parts as roadmap_parts;
pub use tour::take_up as take_tour_up;
pub use trying::{heading as list_heading, nothing as list_nothing};
pub use unkept::take_up;
use versions::{to_case, to_scenario};

use super::app::{App, View};
use super::command::Command;
use super::effect::{Effect, Then};
use super::event::Event;
use super::linking::Purpose;
use super::overlays::form::Subject;
use super::overlays::question::About;
use super::overlays::{List, Listed, Overlay, Picker, Question};

/// What an event does.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let now = app.now;
    app.toasts.retain(|toast| toast.until > now);
    timer::ring(app);
    let effects = happened(app, event);
    merging::follow(app);
    disk::settle(app);
    tour::follow(app);
    marks::settle(app);
    themes::preview(app);
    if app.overlays.is_empty() && effects.is_empty() {
        app.tabs.leaving = false;
    }
    effects
}

/// Closes the next plan, when all are being left.
pub fn goes_on_leaving(app: &mut App) -> Vec<Effect> {
    if app.tabs.leaving { file::leave_for(app, Then::Quit) } else { Vec::new() }
}

fn happened(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => keys::pressed(app, key),
        Event::Paste(text) => {
            hand::put_back(app);
            pasting::pasted(app, &text);
            Vec::new()
        }
        Event::Mouse(what, column, row) => mouse::update(app, what, column, row),
        Event::Resize(columns, rows) => {
            hand::put_back(app);
            app.size = (columns, rows);
            Vec::new()
        }
        Event::Unfocused => {
            hand::put_back(app);
            Vec::new()
        }
        Event::Tick => Vec::new(),
        Event::Ways(revision, kept) => {
            app.trying.seeking = false;
            if revision == app.revision {
                // A search that was stopped has found nothing to go by.
                app.trying.kept = Some(*kept).filter(|kept| kept.ways.is_some());
            }
            Vec::new()
        }
        Event::Saved(end) => file::saved(app, end),
        Event::Disk(now) => disk::looked(app, now),
        Event::Copied(Ok(path)) => {
            disk::copied(app, &path);
            Vec::new()
        }
        Event::ThemeKept(name, kept) => {
            themes::kept(app, &name, kept);
            Vec::new()
        }
        Event::Clipboard(text) => {
            copy::came(app, text);
            Vec::new()
        }
        Event::Views(views) => {
            saved::came(app, views);
            Vec::new()
        }
        Event::Rows(text) => {
            rows::read(app, text);
            Vec::new()
        }
        Event::Lines(at, lines) => {
            solving::written(app, at, lines);
            Vec::new()
        }
        Event::Merged(end) => solving::saved(app, end),
        Event::Recent(plans) => {
            file::recent(app, plans);
            Vec::new()
        }
        Event::Past(path, asked, news) => {
            past::came(app, &path, asked, news);
            Vec::new()
        }
        Event::Step(path, found) => {
            past::stepped(app, &path, found);
            Vec::new()
        }
        Event::Revisions(path, found) => {
            comparing::listed(app, &path, found);
            Vec::new()
        }
        Event::Baseline(path, found) => {
            comparing::read(app, &path, found);
            Vec::new()
        }
        Event::Copied(Err(why)) | Event::JournalFailed(why) | Event::NotKept(why) => {
            app.fail(why);
            Vec::new()
        }
    }
}

/// Runs a command.
#[expect(clippy::too_many_lines, reason = "a line for each command; the rooms that they name do the work")]
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    if trying::holds_back(app, command) || many::run(app, command) {
        return Vec::new();
    }
    match command {
        C::Copy => return copy::copy(app),
        C::Paste | C::PasteHere => return vec![Effect::Paste],
        C::SaveView | C::SavedViews | C::ViewRename | C::ViewRemove => return saved::run(app, command),
        C::PasteRows => open(app, Overlay::Question(Question::new(About::ReadRows, ""))),
        C::RowsTake
        | C::RowsLeave
        | C::RowsUp
        | C::RowsDown
        | C::RowsPageUp
        | C::RowsPageDown
        | C::RowsLeft
        | C::RowsRight
        | C::RowsMeaning
        | C::RowsIgnore
        | C::RowsHeadings
        | C::RowsStages
        | C::RowsRepeats
        | C::RowsBlock
        | C::RowsFault
        | C::RowsFaultBefore => rows::run(app, command),
        C::Restage => open(app, Overlay::list(Listed::Stages)),
        C::Tag => open(app, Overlay::Question(Question::new(About::Tags, ""))),
        C::SetMany => many::open_form(app),
        C::Mark | C::MarkUp | C::MarkDown | C::MarkRange | C::MarkAll => marks::run(app, command),
        C::Grab
        | C::NudgeEarlier
        | C::NudgeLater
        | C::QuarterEarlier
        | C::QuarterLater
        | C::NudgeWeekEarlier
        | C::NudgeWeekLater
        | C::NudgeDayEarlier
        | C::NudgeDayLater
        | C::Shorter
        | C::Longer
        | C::EditItem
        | C::EditStage
        | C::New
        | C::Remove
        | C::Drop
        | C::Fold
        | C::NextEnvelope
        | C::ZoomIn
        | C::ZoomOut
        | C::ScrollEarlier
        | C::ScrollLater
        | C::Up
        | C::Down
        | C::PageUp
        | C::PageDown
        | C::First
        | C::Last
        | C::Today
        | C::Centre
        | C::ZoomDay
        | C::ZoomMonth
        | C::ZoomQuarter
        | C::ZoomYear
        | C::ZoomFit
        | C::FoldAll
        | C::UnfoldAll
        | C::SlackAll => roadmap::run(app, command),
        C::RenameRow | C::TableRename | C::ItemRename => rename::ask(app, command),
        C::MoveUp
        | C::MoveDown
        | C::OrderByDate
        | C::TableMoveUp
        | C::TableMoveDown
        | C::TableByDate
        | C::ItemUp
        | C::ItemDown => order::run(app, command),
        C::Ways | C::Mend | C::TrialNext | C::TrialBack | C::TrialKeep | C::TrialLeave => {
            trying::run(app, command);
        }
        C::CellLeft
        | C::CellRight
        | C::CellUp
        | C::CellDown
        | C::CellFirst
        | C::CellLast
        | C::EditCell
        | C::EditContribution
        | C::NewEnvelope
        | C::EditEnvelope
        | C::NextPane
        | C::PreviousPane
        | C::PaneDown
        | C::PaneUp => money::run(app, command),
        C::CellType
        | C::CellEdit
        | C::ItemForm
        | C::TableNew
        | C::TableRemove
        | C::TableDrop
        | C::SortBy
        | C::GroupBy
        | C::Columns
        | C::ColumnWider
        | C::ColumnNarrower
        | C::ColumnFit
        | C::ColumnEarlier
        | C::ColumnLater
        | C::RowUp
        | C::RowDown
        | C::ColumnLeft
        | C::ColumnRight
        | C::RowPageUp
        | C::RowPageDown
        | C::RowFirst
        | C::RowLast
        | C::ColumnFirst
        | C::ColumnLast
        | C::CellDownKeep
        | C::CellRightKeep
        | C::CellLeftKeep
        | C::CellUpKeep
        | C::CellLeave => table::run(app, command),
        C::Connect | C::NetConnect => linking::begin(app, Purpose::Wait),
        C::Cut | C::NetCut => linking::begin(app, Purpose::Cut),
        C::LinkNext | C::LinkBack | C::LinkWait | C::LinkFeed | C::LinkTake | C::LinkLeave => {
            linking::run(app, command);
        }
        C::NetLeft
        | C::NetRight
        | C::NetUp
        | C::NetDown
        | C::NetMark
        | C::NetMarkBack
        | C::NetEdit
        | C::NetEditStage
        | C::NetNew
        | C::NetDrop
        | C::NetRemove
        | C::NetAround
        | C::NetCritical
        | C::NetZoomIn
        | C::NetZoomOut
        | C::NetPageUp
        | C::NetPageDown
        | C::NetEarlier
        | C::NetLater
        | C::NetFirst
        | C::NetLast
        | C::NetCentre => network::run(app, command),
        C::ProblemGo
        | C::Remedy
        | C::OnlySeverity
        | C::ProblemUp
        | C::ProblemDown
        | C::ProblemPageUp
        | C::ProblemPageDown
        | C::ProblemFirst
        | C::ProblemLast => problems::run(app, command),
        C::Filter | C::FilterComplete | C::FilterKeep | C::FilterLeave => filter::run(app, command),
        C::GrabEarlier
        | C::GrabLater
        | C::GrabQuarterEarlier
        | C::GrabQuarterLater
        | C::GrabWeekEarlier
        | C::GrabWeekLater
        | C::GrabDayEarlier
        | C::GrabDayLater
        | C::GrabPart
        | C::GrabShorter
        | C::GrabLonger
        | C::Keep
        | C::PutBack => grab::run(app, command),
        C::PaneNarrower
        | C::PaneWider
        | C::PaneLower
        | C::PaneHigher
        | C::DetailsSmaller
        | C::DetailsLarger
        | C::PanesAgain => splits::run(app, command),
        C::DragBack => {
            hand::put_back(app);
        }
        C::FieldNext
        | C::FieldPrevious
        | C::FieldDown
        | C::FieldUp
        | C::Choose
        | C::ChooseBlank
        | C::PickDown
        | C::PickUp
        | C::PickPageDown
        | C::PickPageUp
        | C::PickMark
        | C::PickTake
        | C::PickLeave
        | C::DayEarlier
        | C::DayLater
        | C::WeekEarlier
        | C::WeekLater
        | C::MonthEarlier
        | C::MonthLater
        | C::CalendarEarlier
        | C::CalendarLater
        | C::DayTake
        | C::DayLeave
        | C::YearBefore
        | C::YearAfter
        | C::YearOpen
        | C::FieldLine
        | C::FormOpen
        | C::FieldUndo
        | C::FieldClear
        | C::FormPageDown
        | C::FormPageUp
        | C::FormSave
        | C::FormLeave => form::run(app, command),
        C::ListDown | C::ListUp | C::ListPageDown | C::ListPageUp | C::ListTake | C::ListLeave => {
            return lists::run(app, command);
        }
        C::Restore
        | C::NotRestore
        | C::KeepMine
        | C::TakeTheirs
        | C::MergeBoth
        | C::MineElsewhere
        | C::ChoiceDown
        | C::ChoiceUp
        | C::ChoicePageDown
        | C::ChoicePageUp
        | C::ChoiceLater => return disk::run(app, command),
        C::ItemDouble | C::ItemDrop | C::ItemRemove => items::run(app, command),
        C::Compare | C::Compared | C::Against => return comparing::run(app, command),
        C::ChangeUp
        | C::ChangeDown
        | C::ChangePageUp
        | C::ChangePageDown
        | C::ChangeFirst
        | C::ChangeLast
        | C::ChangeNext
        | C::ChangeBack
        | C::ChangeGo
        | C::ChangeBackOut
        | C::ChangeFold
        | C::ChangeFoldAll => changes::run(app, command),
        C::Past => return past::show(app),
        C::PastUp
        | C::PastDown
        | C::PastPageUp
        | C::PastPageDown
        | C::PastFirst
        | C::PastLast
        | C::PastEarlier
        | C::PastLater
        | C::PastEnvelope
        | C::PastEnvelopeBack
        | C::PastOver
        | C::PastNext
        | C::PastBack
        | C::PastGo
        | C::PastAgainst
        | C::PastAgain => return past::run(app, command),
        C::ViewChanges => changes::show(app),
        C::Gates
        | C::GateNext
        | C::GateBack
        | C::GateDown
        | C::GateUp
        | C::GatePageDown
        | C::GatePageUp
        | C::GateGo
        | C::GateLeave => gates::run(app, command),
        C::Scenarios
        | C::ScenarioNew
        | C::Differences
        | C::Promote
        | C::Discard
        | C::ListDouble
        | C::ListDiffers
        | C::ListTitle
        | C::ListRename
        | C::ListPromote
        | C::ListDiscard
        | C::TakeBack => scenarios::run(app, command),
        C::Decide
        | C::PresentDecide
        | C::Decisions
        | C::DecisionNext
        | C::DecisionBack
        | C::DecisionKeep
        | C::DecisionLeave => deciding::run(app, command),
        C::Present
        | C::PresentNext
        | C::PresentBack
        | C::PresentFirst
        | C::PresentLast
        | C::PresentDown
        | C::PresentUp
        | C::PresentEnlarge
        | C::PresentTake
        | C::PresentMoney
        | C::PresentBlank
        | C::PresentTheme
        | C::PresentClock
        | C::PresentUndo
        | C::PresentLeave => presenter::run(app, command),
        C::SolveDown
        | C::SolveUp
        | C::SolveNext
        | C::SolveBack
        | C::SolveOurs
        | C::SolveBase
        | C::SolveTheirs
        | C::SolveBoth
        | C::SolveHand
        | C::SolveEditor
        | C::SolveTakeBack
        | C::SolveAllOurs
        | C::SolveAllTheirs
        | C::SolveUndo
        | C::SolveRedo
        | C::SolveResult
        | C::SolvePageDown
        | C::SolvePageUp
        | C::SolveFirst
        | C::SolveLast
        | C::SolveSave
        | C::SolveLeave => return solving::run(app, command),
        C::Timer | C::TimerTurn | C::TimerReset | C::PresentTimer => timer::run(app, command),
        C::Tour => return tour::run(app),
        C::PresentSave => return file::run(app, C::Save),
        C::GrabSave => return grab::keep_and_save(app),
        C::Answer | C::Leave => return questions::run(app, command),
        C::NextProblem | C::PreviousProblem => lists::go_to_problem(app, command == C::NextProblem),
        C::Undo | C::Redo => edits::step_back(app, command == C::Undo),
        C::Save
        | C::SaveAs
        | C::SaveCopy
        | C::NewPlan
        | C::Reload
        | C::Revert
        | C::Recent
        | C::Editor
        | C::NextPlan
        | C::PreviousPlan
        | C::QuitAll
        | C::Quit => return file::run(app, command),
        C::ViewRoadmap => app.view = View::Roadmap,
        C::ViewMoney => money::show(app),
        C::ViewInitiatives => {
            app.view = View::Initiatives;
            table::settle(app);
        }
        C::Items => open(app, Overlay::list(Listed::Items)),
        C::EditPlan => form::open_at(app, Subject::Plan),
        C::ViewNetwork => network::show(app),
        C::Problems => problems::show(app),
        C::NextCase => versions::next_case(app),
        C::NextScenario => versions::next_scenario(app),
        C::Theme => themes::list(app),
        C::Palette => open(app, Overlay::list(Listed::Anything)),
        C::History => {
            let at = app.session.history().position();
            open(app, marked(Listed::History, at));
        }
        C::Help | C::PresentHelp | C::SolveHelp => open(app, Overlay::list(Listed::Keys)),
        C::Redraw => return vec![Effect::Repaint],
        C::Suspend => return vec![Effect::Suspend],
        C::Mouse => return mouse::switch(app),
        C::Back => back::back(app),
    }
    Vec::new()
}

/// Lays something over the view; messages make room for it.
fn open(app: &mut App, overlay: Overlay) {
    app.toasts.clear();
    app.overlays.push(overlay);
}

/// A list with an entry marked.
fn marked(of: Listed, at: usize) -> Overlay {
    Overlay::List(List { of, picker: Picker { at, ..Picker::default() } })
}
