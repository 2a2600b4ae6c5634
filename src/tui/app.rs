//! The state of the screen: the plan being worked on, where the reader is, and what lies over it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::bindings::Bindings;
use super::changes::ChangesState;
use super::comparing::With;
use super::event::Millis;
use super::faults::ProblemsState;
use super::filtering::FilterState;
use super::grab::Grab;
use super::hand::HandState;
use super::key::Key;
use super::linking::Linking;
use super::marks::Marks;
use super::memo::{Columns, Made, Same};
use super::network::NetworkState;
use super::overlays::Overlay;
use super::past::PastState;
use super::room::Room;
use super::screens::{hints, which};
use super::solving::Solving;
use super::splits::Splits;
use super::table::TableState;
use super::tabs::Tabs;
use super::trying::Trying;
use super::update::MergedStep;
use crate::analysis::Analysis;
use crate::money::{self, Contributor};
use crate::plan::{EnvelopeIx, InitiativeIx};
use crate::session::Session;
use crate::store::{SavedView, Seen};
use crate::theme::{Depth, Library, Theme};
use crate::units::{Day, Month};
use crate::views::delta::Delta;
use crate::views::figures::Figures;
use crate::views::followers::Followers;
use crate::views::network::{Network, network_again};
use crate::views::roadmap::{Roadmap, Row, RowAt, roadmap, span};
use crate::views::scale::{TimeScale, Zoom};
use crate::views::standing;
use crate::views::strip::{self, Strip};
use crate::views::table::{self, Table};

/// Which view is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Bars on a calendar, and the money under them.
    Roadmap,
    /// Envelopes by year.
    Money,
    /// Every initiative with its figures, as a spreadsheet.
    Initiatives,
    /// Dependencies as layered boxes.
    Network,
    /// What differs from what the plan is held against.
    Changes,
    /// What each commit did to the money.
    Past,
    /// What is wrong with the plan, where, and the remedy.
    Problems,
}

/// Which row of the roadmap is meant, whatever the order of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// A stage by its id; empty: the initiatives of no stage.
    Lane(String),
    /// An initiative by its id.
    Bar(String),
}

/// Where the reader is in the roadmap.
#[derive(Debug, Clone)]
pub struct RoadmapState {
    /// The selected row.
    pub cursor: RowKey,
    /// The first row in sight.
    pub top: usize,
    /// How much time a cell shows.
    pub zoom: Zoom,
    /// The first day in sight, unless the whole plan is; where time goes by months, its month is.
    pub first: Day,
    /// The ids of folded stages.
    pub folded: BTreeSet<String>,
    /// The id of the envelope in the strip; `None`: the one in question.
    pub envelope: Option<String>,
    /// Whether slack is drawn for everything.
    pub slack_of_all: bool,
}

/// A pane of the money view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// How the cell comes about.
    Reconciliation,
    /// Who is in the cell.
    Who,
    /// Ways back inside.
    Ways,
    /// The recurrent test.
    Recurrent,
    /// Value for money.
    Value,
}

impl Pane {
    /// All panes in their order.
    pub const ALL: [Self; 5] = [Self::Reconciliation, Self::Who, Self::Ways, Self::Recurrent, Self::Value];
}

/// Where the reader is in the money view.
#[derive(Debug, Clone)]
pub struct MoneyState {
    /// The id of the envelope of the cursor.
    pub envelope: String,
    /// The year of the cursor, as an index.
    pub year: usize,
    /// The pane that is read.
    pub pane: Pane,
    /// How far the panes are scrolled.
    pub scroll: usize,
}

/// A message that passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Whether it is about something that did not work; such a message stays until Esc.
    pub failed: bool,
    /// When it goes.
    pub until: Millis,
}

/// Where the plan stands on disk.
#[derive(Debug, Clone)]
pub struct OnDisk {
    /// Its path; `None`: it has no file yet.
    pub path: Option<PathBuf>,
    /// What stood there when it was last read or written.
    pub seen: Option<Seen>,
    /// What was found there instead, and the reader has not decided about yet; nothing is saved over it.
    pub news: Option<Seen>,
    /// Whether that was asked about.
    pub asked: bool,
    /// Whether the conflicts with it were left, so that saving asks which of the two counts.
    pub left: bool,
    /// The step that merged what was found there into what is here.
    pub merged: Option<MergedStep>,
    /// Whether the file was not there when it was last looked at.
    pub gone: bool,
}

impl OnDisk {
    /// A plan as it was read.
    pub fn new(path: Option<PathBuf>, seen: Option<Seen>) -> Self {
        Self { path, seen, news: None, asked: false, left: false, merged: None, gone: false }
    }

    /// What the file is called, for people.
    pub fn name(&self) -> String {
        let name = self.path.as_deref().and_then(|path| path.file_name());
        name.map_or_else(|| "the plan".to_owned(), |name| name.to_string_lossy().into_owned())
    }
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    /// The plan being worked on.
    pub session: Session,
    /// Counts the changes of the analysis.
    pub revision: u64,
    /// Where the plan stands on disk.
    pub disk: OnDisk,
    /// Today.
    pub today: Day,
    /// The view that is shown.
    pub view: View,
    /// Where the reader is in the roadmap.
    pub roadmap: RoadmapState,
    /// Where the reader is in the money view.
    pub money: MoneyState,
    /// Where the reader is in the table of initiatives.
    pub table: TableState,
    /// Where the reader is in the network.
    pub network: NetworkState,
    /// Where the reader is in the changes.
    pub changes: ChangesState,
    /// Where the reader is in the history of the money.
    pub past: PastState,
    /// Where the reader is in the problems.
    pub faults: ProblemsState,
    /// Which initiatives the views show.
    pub filter: FilterState,
    /// Which initiatives are marked.
    pub marks: Marks,
    /// Which plans are open beside this one.
    pub tabs: Tabs,
    /// The views that have a name.
    pub saved: Vec<SavedView>,
    /// What lies over the view, the uppermost last.
    pub overlays: Vec<Overlay>,
    /// A bar in hand.
    pub grab: Option<Grab>,
    /// Whether the terminal says what the mouse does.
    pub mouse: bool,
    /// What the mouse has in hand.
    pub hand: HandState,
    /// How large the reader has made the panes.
    pub splits: Splits,
    /// A link being made or cut.
    pub linking: Option<Linking>,
    /// What is there for the people in the room.
    pub room: Room,
    /// The messages that pass, the newest last.
    pub toasts: Vec<Toast>,
    /// What the last edit changed.
    pub last: Option<Delta>,
    /// The problem that was last gone to, as an index.
    pub problem: Option<usize>,
    /// Keys that begin a longer one.
    pub pending: Vec<Key>,
    /// When the last of them was pressed.
    pub pending_since: Millis,
    /// The keys of every command.
    pub keys: Bindings,
    /// The colours.
    pub theme: Theme,
    /// The name of the theme that was chosen; another may be worn while a list of them is walked.
    pub chosen: String,
    /// The themes there are to choose from.
    pub themes: Library,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// The size of the terminal: columns and rows.
    pub size: (u16, u16),
    /// The time now.
    pub now: Millis,
    /// What the plan is compared with.
    pub comparing: Option<With>,
    /// Conflicts being solved, which have the whole screen.
    pub solving: Option<Box<Solving>>,
    /// The ways back inside: what is sought, and which is tried.
    pub trying: Trying,
    /// What drawing needs of the plan, made once.
    pub made: Made,
}

impl App {
    /// The screen of a plan at its beginning.
    pub fn new(
        session: Session,
        disk: OnDisk,
        today: Day,
        theme: Theme,
        depth: Depth,
        size: (u16, u16),
    ) -> Self {
        let analysis = session.analysis();
        let worst = strip::worst(analysis);
        let envelope = worst.map(|(envelope, _)| analysis.plan.envelopes[envelope.at()].id.clone());
        let money = MoneyState {
            envelope: envelope.unwrap_or_default(),
            year: worst.map_or(0, |(_, year)| year),
            pane: Pane::Reconciliation,
            scroll: 0,
        };
        let roadmap = RoadmapState {
            cursor: RowKey::Lane(String::new()),
            top: 0,
            zoom: Zoom::Fit,
            first: analysis.schedule.start,
            folded: BTreeSet::new(),
            envelope: None,
            slack_of_all: false,
        };
        let mut app = Self {
            revision: 0,
            session,
            disk,
            today,
            view: View::Roadmap,
            roadmap,
            money,
            table: TableState::default(),
            network: NetworkState::default(),
            changes: ChangesState::default(),
            past: PastState::default(),
            faults: ProblemsState::default(),
            filter: FilterState::default(),
            marks: Marks::default(),
            tabs: Tabs::default(),
            saved: Vec::new(),
            overlays: Vec::new(),
            grab: None,
            mouse: true,
            hand: HandState::default(),
            splits: Splits::default(),
            linking: None,
            room: Room::default(),
            toasts: Vec::new(),
            last: None,
            problem: None,
            pending: Vec::new(),
            pending_since: 0,
            keys: Bindings::default(),
            chosen: theme.name.clone(),
            theme,
            themes: Library::default(),
            depth,
            size,
            now: 0,
            comparing: None,
            solving: None,
            trying: Trying::default(),
            made: Made::default(),
        };
        let first = app.rows().first_bar().unwrap_or(0);
        if let Some(key) = app.key_of(first) {
            app.roadmap.cursor = key;
        }
        app
    }

    /// Hands over what belongs to the screen, not to the plan, to another plan that takes its place.
    pub fn hand_over(&mut self, to: &mut Self) {
        to.keys = std::mem::take(&mut self.keys);
        to.themes = std::mem::take(&mut self.themes);
        to.saved = std::mem::take(&mut self.saved);
        to.marks.copied = self.marks.copied.take();
        to.tabs = std::mem::take(&mut self.tabs);
        // The tour stays with the plan that it is made on.
        let (ours, theirs) = (self.room.tour.take(), to.room.tour.take());
        to.room = Room { presenting: None, tour: theirs, ..std::mem::take(&mut self.room) };
        self.room.tour = ours;
        to.theme = self.theme.clone();
        to.chosen.clone_from(&self.chosen);
        (to.depth, to.size, to.now, to.mouse) = (self.depth, self.size, self.now, self.mouse);
        // What is still being computed for the plan that was shown is not taken for this one's.
        to.revision = self.revision.max(to.revision) + 1;
        to.trying.seeking = false;
        self.past.let_go();
        to.toasts.clear();
    }

    /// The analysis that is drawn: of the bar in hand, else of the plan.
    pub fn analysis(&self) -> &Analysis {
        self.drawn()
    }

    /// The analysis as it would be with the bar in hand where it is, or with the way that is tried.
    pub(super) fn held(&self) -> Option<&Arc<Analysis>> {
        let in_hand = self.grab.as_ref().and_then(|grab| grab.preview.as_ref());
        in_hand.or_else(|| self.trying.trial.as_ref().map(|trial| &trial.preview))
    }

    /// The same to be kept.
    pub(super) fn drawn(&self) -> &Arc<Analysis> {
        self.held().unwrap_or_else(|| self.session.shared())
    }

    /// How money is written.
    pub fn figures(&self) -> Figures {
        Figures::of(&self.analysis().plan)
    }

    /// The rows of the roadmap.
    pub fn rows(&self) -> Rc<Roadmap> {
        let (drawn, plan) = (self.drawn(), self.session.shared());
        // A room is shown the whole plan.
        let (none, presenting) = (BTreeSet::new(), self.room.presenting.is_some());
        let folded = if presenting { &none } else { &self.roadmap.folded };
        let shown = self.shown().filter(|_| !presenting);
        self.made.rows.of(
            |(of, ordered_by, known, only)| {
                of.is(drawn) && ordered_by.is(plan) && known == folded && *only == shown
            },
            || {
                let made = roadmap(drawn, plan, folded, shown.as_deref());
                ((Same(drawn.clone()), Same(plan.clone()), folded.clone(), shown.clone()), made)
            },
        )
    }

    /// An envelope along the time axis; `None` when it has no figures.
    pub fn strip(&self, envelope: EnvelopeIx) -> Rc<Option<Strip>> {
        let drawn = self.drawn();
        self.made.strip.again(
            |(of, known)| of.is(drawn) && *known == envelope,
            |before| {
                let before = before.and_then(|((of, _), strip)| Some((&*of.0, (**strip).as_ref()?)));
                ((Same(drawn.clone()), envelope), strip::strip(drawn, envelope, before))
            },
        )
    }

    /// What the columns of a time axis show of an envelope of the analysis that is drawn.
    pub fn ramp(&self, strip: &Strip, scale: &TimeScale) -> Rc<Columns> {
        let drawn = self.drawn();
        self.made.ramp.of(
            |(of, known, axis)| of.is(drawn) && (*known, axis) == (strip.envelope, scale),
            || ((Same(drawn.clone()), strip.envelope, *scale), strip.columns(scale)),
        )
    }

    /// Who is in a cell, the largest first.
    pub fn who_is_in(&self, envelope: EnvelopeIx, year: usize) -> Rc<Vec<Contributor>> {
        let drawn = self.drawn();
        self.made.who.of(
            |(of, known, at)| of.is(drawn) && (*known, *at) == (envelope, year),
            || {
                let mut who = money::who_is_in(&drawn.plan, &drawn.schedule, &drawn.money, envelope, year);
                who.sort_by_key(|it| std::cmp::Reverse(it.amount.abs()));
                ((Same(drawn.clone()), envelope, year), who)
            },
        )
    }

    /// Who waits for whom.
    pub fn followers(&self) -> Rc<Followers> {
        let drawn = self.drawn();
        self.made.followers.of(|of| of.is(drawn), || (Same(drawn.clone()), Followers::of(&drawn.plan)))
    }

    /// The network, in rows of about a width.
    pub fn network_of(&self, cells: u16) -> Rc<Network> {
        let drawn = self.drawn();
        let wanted = (self.network_scope(), self.network.detail, cells);
        self.made.network.again(
            |(of, known)| of.is(drawn) && *known == wanted,
            |before| {
                let before = before.map(|(_, before)| &**before);
                ((Same(drawn.clone()), wanted), network_again(before, drawn, wanted.0, wanted.1, cells))
            },
        )
    }

    /// Who would have to go so that nothing is over.
    pub fn causes(&self) -> Rc<BTreeSet<InitiativeIx>> {
        let drawn = self.drawn();
        self.made.causes.of(|of| of.is(drawn), || (Same(drawn.clone()), standing::causes(drawn)))
    }

    /// The table of initiatives.
    pub fn sheet(&self) -> Rc<Table> {
        let (drawn, ordered) = (self.drawn(), (self.table.sort, self.table.group));
        let (sort, group) = ordered;
        let shown = self.shown();
        // What stands beside the plan counts only where it is sorted by.
        let aparts = sort.and_then(|sort| sort.by.apart()).and_then(|_| self.aparts());
        let ptr = aparts.as_ref().map(Rc::as_ptr);
        self.made.table.of(
            |(of, by, only, beside)| {
                let same = beside.as_ref().map(Rc::as_ptr) == ptr;
                of.is(drawn) && *by == ordered && *only == shown && same
            },
            || {
                let made = table::table(drawn, sort, group, shown.as_deref(), aparts.as_deref());
                ((Same(drawn.clone()), ordered, shown.clone(), aparts.clone()), made)
            },
        )
    }

    /// From which month to which (exclusive) the whole plan shows, wherever the bar in hand is.
    pub fn span(&self) -> (Month, Month) {
        let plan = self.session.shared();
        *self.made.span.of(|of| of.is(plan), || (Same(plan.clone()), span(plan)))
    }

    /// How many problems are worth going to.
    pub fn problems(&self) -> usize {
        let drawn = self.drawn();
        let count = || drawn.diagnostics.iter().filter(|it| hints::counts(it)).count();
        *self.made.problems.of(|of| of.is(drawn), || (Same(drawn.clone()), count()))
    }

    /// What to call a row, whatever the order.
    pub fn key_of(&self, row: usize) -> Option<RowKey> {
        Some(match self.rows().row(self.analysis(), row)? {
            Row::Lane(lane) => RowKey::Lane(lane.id.to_owned()),
            Row::Bar(bar) => RowKey::Bar(bar.id.to_owned()),
        })
    }

    /// The row of the cursor; the first when what it stood on is gone, or is out of sight in a folded lane.
    pub fn cursor_row(&self, rows: &Roadmap) -> usize {
        let plan = &self.analysis().plan;
        let found = match &self.roadmap.cursor {
            RowKey::Lane(id) => match plan.stage(id) {
                None if !id.is_empty() => None,
                stage => rows.row_of_stage(stage),
            },
            RowKey::Bar(id) => plan.initiative(id).and_then(|it| {
                let row = rows.row_of(it);
                (rows.at(row) == Some(RowAt::Bar(it))).then_some(row)
            }),
        };
        found.unwrap_or(0)
    }

    /// The initiative of the cursor.
    pub fn selected(&self) -> Option<InitiativeIx> {
        match &self.roadmap.cursor {
            RowKey::Bar(id) => self.analysis().plan.initiative(id),
            RowKey::Lane(_) => None,
        }
    }

    /// The envelope in the strip: the chosen one, else the one in question.
    pub fn strip_envelope(&self) -> Option<EnvelopeIx> {
        let analysis = self.analysis();
        let chosen = self.roadmap.envelope.as_ref().and_then(|id| analysis.plan.envelope(id));
        let chosen = chosen.filter(|it| strip::figures_of(analysis, *it).is_some());
        chosen.or_else(|| strip::worst(analysis).map(|(envelope, _)| envelope))
    }

    /// The cell of the money view's cursor: envelope, row and year, within what there is.
    pub fn cell(&self) -> Option<(EnvelopeIx, usize, usize)> {
        let money = &self.analysis().money;
        let at = self.analysis().plan.envelope(&self.money.envelope);
        let row = at.and_then(|at| money.envelopes.iter().position(|it| it.envelope == at)).unwrap_or(0);
        let figures = money.envelopes.get(row)?;
        Some((figures.envelope, row, self.money.year.min(money.years.len().checked_sub(1)?)))
    }

    /// Whether there is work that the file does not have; all of it where the file is gone.
    pub fn unsaved(&self) -> bool {
        let Some(seen) = self.disk.seen.as_ref().filter(|_| !self.disk.gone) else { return true };
        let (now, then) = (&self.session.document().sources()[0].text, seen.text());
        let same = |one: &Arc<str>, other: &Arc<str>| Arc::ptr_eq(one, other);
        *self.made.unsaved.of(
            |(known, on_disk)| same(known, now) && same(on_disk, then),
            || ((now.clone(), then.clone()), now != then),
        )
    }

    /// Shows a message for a while.
    pub fn say(&mut self, text: impl Into<String>) {
        self.toasts.push(Toast { text: text.into(), failed: false, until: self.now + 5_000 });
        let surplus = self.toasts.len().saturating_sub(3);
        self.toasts.drain(..surplus);
    }

    /// Shows a message about what did not work; Esc takes it away, or a while.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.toasts.push(Toast { text: text.into(), failed: true, until: self.now + 12_000 });
        let surplus = self.toasts.len().saturating_sub(3);
        self.toasts.drain(..surplus);
    }

    /// When something must be drawn again although nothing happens.
    pub fn deadline(&self) -> Option<Millis> {
        let shown = self.pending_since + which::AFTER;
        let keys = (!self.pending.is_empty() && self.now < shown).then_some(shown);
        self.toasts.iter().map(|toast| toast.until).chain(keys).chain(self.room.deadline(self.now)).min()
    }
}
