//! A theme shown without starting the planner: a small plan on the planner's own screens, drawn by what draws them there,
//! as text with the escape sequences of the terminal, or without any.

mod roles;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::{App, OnDisk, RowKey, View};
use super::canvas::Canvas;
use super::command::Command;
use super::layout;
use super::screens::draw;
use super::update;
use crate::analysis::Options;
use crate::document::Source;
use crate::session::Session;
use crate::store::Seen;
use crate::theme::{Depth, Role, Theme};
use crate::units::Day;
use crate::views::columns::Column;

/// The plan that themes are shown on.
const PLAN: &str = include_str!("preview/plan.toml");
/// Rows of the roadmap's screen: the fewest with every line of the frame.
const SCREEN: u16 = 30;
/// Columns of a screen: the fewest and the most.
const COLUMNS: (usize, usize) = (60, 200);

/// The roadmap of a small plan in a theme, whole: bars of every state, a link, a marked row, gates, today, the money strip, the
/// status line; `columns` wide, with as many colours as `depth` says.
pub fn screen(theme: &Theme, depth: Depth, columns: usize) -> String {
    let mut app = app(theme, depth, (width(columns), SCREEN));
    app.marks.ids.insert("booking".to_owned());
    app.roadmap.cursor = RowKey::Bar("records".to_owned());
    text::of(&drawn(&app), depth)
}

/// The other pieces in a theme: rows of the table with a cell that is typed in, the money by year, a form, and every role with
/// what it is, its contrast, and which are hard to read.
pub fn pieces(theme: &Theme, depth: Depth, columns: usize) -> String {
    let columns = width(columns);
    let parts = [table(theme, depth, columns), money(theme, depth, columns), form(theme, depth, columns)];
    let mut text: String = parts.iter().map(|part| text::of(part, depth) + "\n").collect();
    text += &text::of(&roles::drawn(theme, depth, columns), depth);
    text
}

/// The table of initiatives with a cell that is typed in.
fn table(theme: &Theme, depth: Depth, columns: u16) -> Buffer {
    let mut app = app(theme, depth, (columns, 14));
    app.view = View::Initiatives;
    app.marks.ids.insert("booking".to_owned());
    app.roadmap.cursor = RowKey::Bar("records".to_owned());
    app.table.column = Column::Capital;
    update::run(&mut app, Command::CellEdit);
    view(&app, 11)
}

/// The money of every envelope by year, and what is in the chosen cell.
fn money(theme: &Theme, depth: Depth, columns: u16) -> Buffer {
    let mut app = app(theme, depth, (columns, 12));
    app.view = View::Money;
    view(&app, 9)
}

/// The form of an initiative.
fn form(theme: &Theme, depth: Depth, columns: u16) -> Buffer {
    let mut app = app(theme, depth, (columns, 15));
    app.roadmap.cursor = RowKey::Bar("records".to_owned());
    update::run(&mut app, Command::EditItem);
    view(&app, 12)
}

fn width(columns: usize) -> u16 {
    columns.clamp(COLUMNS.0, COLUMNS.1) as u16
}

/// The planner on the small plan, as it begins.
fn app(theme: &Theme, depth: Depth, size: (u16, u16)) -> App {
    let today = Day::new(2027, 11, 15).expect("the day exists");
    let session = Session::new(Source::new("harbour-office.toml", PLAN), Options { case: None, today });
    let disk = OnDisk::new(Some("harbour-office.toml".into()), Some(Seen::new(PLAN)));
    App::new(session, disk, today, theme.clone().at(depth), depth, size)
}

/// What the planner shows.
fn drawn(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    draw(app, &mut buffer);
    buffer
}

/// The first rows of what the view shows.
fn view(app: &App, rows: u16) -> Buffer {
    let (shown, at) = (drawn(app), layout::frame(Rect::new(0, 0, app.size.0, app.size.1)).view);
    let mut part = Buffer::empty(Rect::new(0, 0, app.size.0, rows));
    let area = part.area;
    let mut canvas = Canvas::new(&mut part, &app.theme, area);
    canvas.fill(Role::Text);
    canvas.paste(&shown, 0, -i32::from(at.y));
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::display::width;
    use crate::theme::{BUILT_IN, Glyphs};

    /// Without the sequences that only colour.
    fn plain(text: &str) -> String {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        first + &parts.map(|part| part.split_once('m').expect("a sequence ends").1).collect::<String>()
    }

    #[test]
    fn every_theme_shows_the_same_at_every_depth_and_width() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).unwrap();
            for columns in [60, 80, 200] {
                for depth in [Depth::None, Depth::Ansi16, Depth::Fixed256, Depth::True] {
                    let text = screen(&theme, depth, columns) + &pieces(&theme, depth, columns);
                    assert_eq!(text.contains('\u{1b}'), depth != Depth::None, "{name} {depth:?}");
                    let text = plain(&text);
                    assert!(text.lines().all(|line| width(line) <= columns), "{name} {columns}");
                    for said in
                        ["One record", "over", "tight", "within", "◆", "▼", "╰▸", "●", "NORMAL", "saved"]
                    {
                        let narrow = columns == 60 && ["◆", "▼", "╰▸", "tight", "within"].contains(&said);
                        assert!(narrow || text.contains(said), "{name} {depth:?} {columns}: {said}\n{text}");
                    }
                    assert!(Role::ALL.iter().all(|role| text.contains(role.name())), "{name} {columns}");
                }
            }
        }
    }

    #[test]
    fn the_plan_shows_every_state_of_money_and_of_work() {
        let theme = Theme::built_in("mono").unwrap();
        let app = app(&theme, Depth::None, (120, 40));
        let analysis = app.analysis();
        let faults: Vec<_> = analysis.diagnostics.iter().map(|it| it.code).collect();
        // What is over and tight is meant; nothing else is wrong with it.
        assert!(
            faults.iter().all(|name| [Code::Over, Code::Tight, Code::NotConfirmed].contains(name)),
            "{faults:?}"
        );
        let text = screen(&theme.with(Glyphs::Ascii), Depth::None, 120);
        assert!(text.is_ascii(), "{text}");
    }

    #[test]
    fn what_is_hard_to_read_is_marked() {
        let text = "inherits = \"paper\"\n[role]\nmuted = \"#cccccc\"\n";
        let library = crate::theme::Library::new(vec![("pale".to_owned(), Source::new("pale.toml", text))]);
        let shown = pieces(&library.theme("pale").unwrap(), Depth::None, 100);
        let line = shown.lines().find(|line| line.starts_with(" muted")).expect("the role is listed");
        assert!(line.contains("#cccccc") && line.contains('▴'), "{line}");
        assert!(shown.contains("hard to read"), "{shown}");
    }
}
