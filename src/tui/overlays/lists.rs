//! Lists to choose from: the keys, the palette, columns, plans. Typing filters; Enter takes.

use std::path::PathBuf;

use tui_input::Input;

use super::form::Subject;
use super::{boxed, compare, decision, field, find, items, plans, scenarios, ways};
use crate::check::Move;
use crate::diagnostic::Path;
use crate::display::{harmless, width};
use crate::import::{self, Meaning};
use crate::keys::Table;
use crate::theme::Role;
use crate::tui::app::{App, View};
use crate::tui::canvas::{Canvas, Side};
use crate::tui::command::{Command, Context, Entry, TABLE};
use crate::tui::comparing::With;
use crate::tui::event::Nearby;
use crate::tui::layout;
use crate::tui::screens::Caret;
use crate::tui::trying::Cell;
use crate::tui::update::{list_heading, list_nothing};
use crate::views::columns::Column;

/// What is typed, and which entry is marked.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// What is typed.
    pub filter: Input,
    /// The marked entry, among those that match.
    pub at: usize,
}

/// A list to choose from.
#[derive(Debug, Clone)]
pub struct List {
    /// What it lists.
    pub of: Listed,
    /// What is typed, and which entry is marked.
    pub picker: Picker,
}

/// What a list lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// What can be pressed here.
    Keys,
    /// Everything that can be found or run.
    Anything,
    /// The columns of the table of initiatives.
    Columns,
    /// The steps made and taken back.
    History,
    /// The themes there are.
    Themes,
    /// The single moves that mend the cell of the money view.
    Ways(Cell),
    /// Everything that the plan holds, by kind.
    Items,
    /// The stages, to move initiatives to one.
    Stages,
    /// What the plan can be compared with.
    Compare,
    /// What differs between the two.
    Compared,
    /// The plan itself and its scenarios.
    Scenarios,
    /// What a scenario says otherwise than the plan.
    Differences(String),
    /// What a pasted column can be.
    Meanings,
    /// The views that have a name.
    Views,
    /// Every decision of the plan.
    Decisions,
    /// Initiatives, by their ids, one of which a decision is about.
    Deciding(Vec<String>),
    /// The plans that are open, and those that could be.
    Plans(Nearby),
}

impl List {
    /// Its heading.
    const fn title(&self) -> &'static str {
        match self.of {
            Listed::Keys => "Keys",
            Listed::Anything => "Find or run",
            Listed::Columns => "Columns",
            Listed::History => "History",
            Listed::Themes => "Themes",
            Listed::Ways(_) => "Ways back inside",
            Listed::Items => "Everything in the plan",
            Listed::Stages => "Move to which stage?",
            Listed::Compare => "Compare with",
            Listed::Compared => "What differs",
            Listed::Scenarios => "Scenarios",
            Listed::Differences(_) => "What the scenario changes",
            Listed::Meanings => "What is this column?",
            Listed::Views => "Views",
            Listed::Decisions => "Decisions",
            Listed::Deciding(_) => "A decision on which?",
            Listed::Plans(_) => "Open a plan",
        }
    }

    /// Everything in it, whatever is typed.
    pub fn items(&self, app: &App) -> Vec<Item> {
        match &self.of {
            Listed::Keys => help(app),
            Listed::Anything => find::anything(app),
            Listed::Columns => columns(app),
            Listed::History => find::history(app),
            Listed::Themes => themes(app),
            Listed::Ways(cell) => ways::items(app, *cell),
            Listed::Items => items::items(app),
            Listed::Stages => stages(app),
            Listed::Compare => compare::items(app, self.picker.filter.value()),
            Listed::Compared => compare::differences(app),
            Listed::Scenarios => scenarios::items(app),
            Listed::Differences(id) => scenarios::differences(app, id),
            Listed::Meanings => meanings(app),
            Listed::Views => views(app),
            Listed::Decisions => decision::log(app),
            Listed::Deciding(ids) => decision::which(app, ids),
            Listed::Plans(near) => plans::items(app, near, self.picker.filter.value()),
        }
    }

    /// What the marked entry does, among those that match what is typed.
    pub fn marked(&self, app: &App) -> Option<Take> {
        let all = self.items(app);
        let found = matching(&all, self.picker.filter.value());
        found.get(self.picker.at.min(found.len().saturating_sub(1))).map(|item| item.take.clone())
    }
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is called.
    pub title: String,
    /// More about it.
    pub more: String,
    /// Its keys, or what stands at the right.
    pub right: String,
    /// A heading that it stands under.
    pub group: &'static str,
    /// What taking it does.
    pub take: Take,
}

/// What taking an entry does.
#[derive(Debug, Clone, PartialEq)]
pub enum Take {
    /// Runs a command.
    Run(Command),
    /// Nothing: the entry only says something.
    Nothing,
    /// Goes to the item at a place of the plan.
    Place(Path),
    /// Goes to a year of the money, by its index.
    Year(usize),
    /// Computes a case; `None`: the central one.
    Case(Option<String>),
    /// Shows a scenario; `None`: the plan itself.
    Scenario(Option<String>),
    /// Asks for the title of a new scenario, an empty one or one that begins as another.
    NewScenario(Option<String>),
    /// Compares with something; `None`: with nothing any more.
    Compare(Option<With>),
    /// Reads a revision and compares with it.
    Revision(String),
    /// Goes to what a scenario says otherwise.
    Difference(Path),
    /// Goes to an envelope in a year, by its index.
    Cell(String, usize),
    /// Chooses the theme of that name.
    Theme(String),
    /// Goes to a position of the history.
    Step(usize),
    /// Shows or hides a column of the table.
    Column(Column),
    /// Opens another plan.
    Plan(PathBuf),
    /// Shows another of the open plans, by its place.
    Tab(usize),
    /// Opens a form.
    Form(Subject),
    /// Asks for the title of a new item of a kind.
    Create(&'static Table),
    /// Goes to the view of that name.
    View(String),
    /// Takes a pasted column for this.
    Meaning(Meaning),
    /// Moves initiatives to a stage; `None`: to none.
    Restage(Option<String>),
    /// Takes down a decision on the initiative with that id.
    Decide(String),
    /// Makes a move that mends the cell of the money view.
    Mend(Move),
}

/// The contexts of the view.
pub const fn contexts(app: &App) -> &'static [Context] {
    use Context as C;
    if app.solving.is_some() {
        return &[C::Solve];
    }
    if app.room.presenting.is_some() {
        return &[C::Presenter];
    }
    match app.view {
        View::Roadmap => &[C::Roadmap, C::Rows, C::Marks, C::Anywhere],
        View::Money => &[C::Money, C::Anywhere],
        View::Initiatives => &[C::Table, C::Rows, C::Marks, C::Anywhere],
        View::Network => &[C::Network, C::Marks, C::Anywhere],
        View::Changes => &[C::Changes, C::Anywhere],
        View::Past => &[C::Past, C::Anywhere],
        View::Problems => &[C::Problems, C::Anywhere],
    }
}

/// The columns of the table: those that are shown in their order, then the others.
pub fn columns(app: &App) -> Vec<Item> {
    let shown = &app.table.columns;
    let others = Column::ALL.iter().filter(|it| it.apart().is_none() && !shown.contains(it));
    let item = |column: &Column| Item {
        title: column.name().to_owned(),
        more: column.doc().to_owned(),
        right: if shown.contains(column) { "✓ shown".to_owned() } else { String::new() },
        group: "",
        take: Take::Column(*column),
    };
    shown.iter().chain(others).map(item).collect()
}

/// The views that have a name.
pub fn views(app: &App) -> Vec<Item> {
    let item = |view: &crate::store::SavedView| Item {
        title: harmless(&view.name).into_owned(),
        more: crate::tui::bookmark::words(&view.shows),
        right: "view".to_owned(),
        group: "",
        take: Take::View(view.name.clone()),
    };
    app.saved.iter().map(item).collect()
}

/// What a pasted column can be.
fn meanings(app: &App) -> Vec<Item> {
    let analysis = app.session.analysis();
    let item = |meaning: Meaning| Item {
        title: meaning.name(),
        more: String::new(),
        right: String::new(),
        group: "",
        take: Take::Meaning(meaning),
    };
    import::offered(&analysis.plan, &analysis.money.years).into_iter().map(item).collect()
}

/// The stages, and none of them.
fn stages(app: &App) -> Vec<Item> {
    let item = |title: &str, right: &str, stage: Option<String>| Item {
        title: title.to_owned(),
        more: String::new(),
        right: right.to_owned(),
        group: "",
        take: Take::Restage(stage),
    };
    let stages = app.analysis().plan.stages.iter().map(|it| item(&it.title, &it.id, Some(it.id.clone())));
    stages.chain([item("No stage", "", None)]).collect()
}

/// What can be pressed in the view.
pub fn help(app: &App) -> Vec<Item> {
    let here = contexts(app);
    let mut entries: Vec<&Entry> = TABLE.iter().filter(|it| here.contains(&it.context)).collect();
    entries.sort_by_key(|entry| entry.group);
    let held = TABLE.iter().filter(|it| it.context == Context::Grab && here.contains(&Context::Roadmap));
    entries.extend(held);
    entries.into_iter().map(|entry| item(app, entry)).collect()
}

/// A command as an entry.
pub fn item(app: &App, entry: &Entry) -> Item {
    let keys = app.keys.all(entry.command);
    Item {
        title: entry.title.to_owned(),
        more: entry.doc.to_owned(),
        right: keys.join("  "),
        group: entry.group.title(),
        take: Take::Run(entry.command),
    }
}

/// The themes there are.
pub fn themes(app: &App) -> Vec<Item> {
    let item = |name: &&str| Item {
        title: harmless(name).into_owned(),
        more: String::new(),
        right: if *name == app.chosen { "✓ chosen".to_owned() } else { String::new() },
        group: "",
        take: Take::Theme((*name).to_owned()),
    };
    app.themes.names().iter().map(item).collect()
}

/// The entries that match what is typed: first what it is the key of, or what it does in an editor; then those that have every
/// word in them, then those that have its letters in their order, then those that have it but for a slip.
pub fn matching<'a>(items: &'a [Item], typed: &str) -> Vec<&'a Item> {
    let whole = |item: &Item| format!("{} {} {}", item.title, item.right, item.more);
    let called = |item: &&Item| match item.take {
        Take::Run(command) if !typed.is_empty() => {
            item.right == typed || find::as_elsewhere(typed) == Some(command)
        }
        _ => false,
    };
    let mut found: Vec<&Item> = items.iter().filter(called).collect();
    let others = matching_by(items, typed, |item| item.title.clone(), whole);
    found.extend(others.into_iter().filter(|item| !called(item)));
    found
}

/// The same for anything that has a title and more to be found by.
pub fn matching_by<'a, T>(
    items: &'a [T],
    typed: &str,
    title: impl Fn(&T) -> String,
    whole: impl Fn(&T) -> String,
) -> Vec<&'a T> {
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let has = |text: String| words.iter().all(|word| text.contains(word));
    let titled = |item: &&T| has(title(item).to_lowercase());
    let mut found: Vec<&T> = items.iter().filter(titled).collect();
    found.extend(items.iter().filter(|item| !titled(item) && has(whole(item).to_lowercase())));
    if found.is_empty() {
        found.extend(items.iter().filter(|item| subsequence(&typed, &title(item).to_lowercase())));
    }
    if found.is_empty() {
        found.extend(items.iter().filter(|item| slipped(&words, &whole(item).to_lowercase())));
    }
    found
}

/// Whether every word stands in a text but for a slip of the fingers.
fn slipped(typed: &[&str], text: &str) -> bool {
    let near = |word: &&str| crate::keys::nearest(word, text.split(|c: char| !c.is_alphanumeric())).is_some();
    !typed.is_empty() && typed.iter().all(near)
}

fn subsequence(letters: &str, text: &str) -> bool {
    let mut text = text.chars();
    letters.chars().filter(|c| !c.is_whitespace()).all(|letter| text.any(|c| c == letter))
}

/// As wide as a list becomes.
const MOST: u16 = 112;

/// Draws a list with its filter.
pub fn draw(app: &App, canvas: &mut Canvas, list: &List) -> Caret {
    let (items, picker) = (list.items(app), &list.picker);
    let found = matching(&items, picker.filter.value());
    let height = (found.len() as u16 + groups(&found) + 5).clamp(9, canvas.height().saturating_sub(1).max(9));
    let cells = canvas.width().saturating_sub(6).min(MOST);
    let mut inner =
        boxed(canvas, cells, height, &list_heading(app, list).unwrap_or_else(|| list.title().to_owned()));
    let all = inner.width();
    inner.symbol(0, 0, "›", Role::Accent);
    let caret = field::draw(&mut inner, 2, 0, all.saturating_sub(2), &picker.filter, Role::Input);
    if picker.filter.value().is_empty() {
        let word = if matches!(list.of, Listed::Plans(_)) { "type a name or a path" } else { "type to find" };
        inner.text(4, 0, all, word, Role::Faint);
    }
    let at = picker.at.min(found.len().saturating_sub(1));
    let room = usize::from(inner.height().saturating_sub(3));
    let mut lines: Vec<Option<usize>> = Vec::new();
    let mut heading = "";
    let mut headings = Vec::new();
    for (position, item) in found.iter().enumerate() {
        if item.group != heading {
            heading = item.group;
            headings.push((lines.len(), heading));
            lines.push(None);
        }
        lines.push(Some(position));
    }
    let marked = lines.iter().position(|line| *line == Some(at)).unwrap_or(0);
    let top = layout::scrolled(marked.saturating_sub(room / 2), marked, room, lines.len());
    for (y, (line, which)) in lines.iter().enumerate().skip(top).take(room).enumerate() {
        let y = y as u16 + 1;
        match which {
            None => {
                let heading = headings.iter().find(|(at, _)| *at == line).map_or("", |(_, heading)| heading);
                inner.text(0, y, all, heading, Role::Muted);
            }
            Some(position) => row(&mut inner, y, found[*position], *position == at),
        }
    }
    if found.is_empty() {
        inner.text(2, 1, all, list_nothing(app, list), Role::Muted);
    }
    let foot = inner.height().saturating_sub(1);
    if let Some(item) = found.get(at) {
        inner.text(0, foot, all, &item.more, Role::Muted);
    }
    caret
}

fn groups(found: &[&Item]) -> u16 {
    let mut names: Vec<&str> = found.iter().map(|item| item.group).filter(|it| !it.is_empty()).collect();
    names.dedup();
    names.len() as u16
}

fn row(canvas: &mut Canvas, y: u16, item: &Item, marked: bool) {
    let all = canvas.width();
    if marked {
        canvas.part(0, y, all, 1).fill(Role::CursorRow);
        canvas.symbol(0, y, "▸", Role::Accent);
    }
    let right = width(&item.right) as u16;
    let (room, role) = (all.saturating_sub(right + 4), if marked { Role::Heading } else { Role::Muted });
    // What a move does is what tells it from the next; the name before it gives way.
    let tail = if let Take::Mend(step) = &item.take {
        format!(" {}", crate::tui::ways::step(*step))
    } else {
        String::new()
    };
    match item.title.strip_suffix(&tail).filter(|_| width(&item.title) > usize::from(room)) {
        Some(name) => {
            let cells = room.saturating_sub(width(&tail) as u16);
            let end = canvas.text(2, y, cells, name, role);
            canvas.text(end, y, room.saturating_sub(end - 2), &tail, role);
        }
        None => {
            canvas.text(2, y, room, &item.title, role);
        }
    }
    // Keys are to be found at once; who wrote a revision and when only has to be there.
    let beside = match (matches!(item.take, Take::Revision(_) | Take::Compare(_)), marked) {
        (true, true) => Role::Text,
        (true, false) => Role::Muted,
        (false, _) => Role::HintKey,
    };
    canvas.beside(2, y, all.saturating_sub(3), &item.right, beside, Side::Right);
}
