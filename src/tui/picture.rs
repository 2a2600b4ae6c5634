//! The pictures of the documentation, made from the screen's own buffers and held fresh.
//!
//! `UPDATE_DOCS=1 cargo test --lib picture` writes them; look at them before you keep them.

#![allow(clippy::cast_precision_loss, reason = "the columns of a screen are few")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::app::App;
use super::event::Event;
use super::past::{Began, News};
use super::screens::draw;
use super::solving::{Sides, Solving, Whence};
use super::tabs::Tab;
use super::testing;
use super::update::update;
use crate::check::{Effort, ways_back};
use crate::git::Commit;
use crate::merge::{Draft, Texts};
use crate::store::Seen;
use crate::units::Day;
use crate::views::history::Teller;

/// Width and height of a cell in pixels of the picture.
const CELL: (f32, f32) = (8.0, 17.0);

/// How a run of cells looks.
#[derive(Clone, PartialEq)]
struct Ink {
    fg: String,
    bg: String,
    bold: bool,
    underline: bool,
}

impl Ink {
    fn of(cell: &Cell, page: &Ink) -> Self {
        let name = |colour: Color, other: &str| match colour {
            Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
            _ => other.to_owned(),
        };
        let (fg, bg) = (name(cell.fg, &page.fg), name(cell.bg, &page.bg));
        let (fg, bg) = if cell.modifier.contains(Modifier::REVERSED) { (bg, fg) } else { (fg, bg) };
        let bold = cell.modifier.contains(Modifier::BOLD);
        Self { fg, bg, bold, underline: cell.modifier.contains(Modifier::UNDERLINED) }
    }
}

/// The part of a cell that a block character fills: left, top, width, height as shares.
fn block(symbol: &str) -> Option<(f32, f32, f32, f32)> {
    let eighths = |from: char| {
        let c = symbol.chars().next()?;
        Some((c as u32).checked_sub(from as u32)? as f32 / 8.0)
    };
    match symbol {
        "\u{2588}" => Some((0.0, 0.0, 1.0, 1.0)),
        "\u{2580}" => Some((0.0, 0.0, 1.0, 0.5)),
        "\u{2589}" | "\u{258a}" | "\u{258b}" | "\u{258c}" | "\u{258d}" | "\u{258e}" | "\u{258f}" => {
            Some((0.0, 0.0, 1.0 - eighths('\u{2588}')?, 1.0))
        }
        "\u{2581}" | "\u{2582}" | "\u{2583}" | "\u{2584}" | "\u{2585}" | "\u{2586}" | "\u{2587}" => {
            let high = eighths('\u{2580}')?;
            Some((0.0, 1.0 - high, 1.0, high))
        }
        _ => None,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A screen as a picture.
fn svg(app: &App, title: &str) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    draw(app, &mut buffer);
    let page = Ink { fg: "#e6e9ef".into(), bg: "#12161c".into(), bold: false, underline: false };
    let (wide, high) = (f32::from(app.size.0) * CELL.0, f32::from(app.size.1) * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         role=\"img\" aria-label=\"{title}\">\n<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n\
         <g font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"13\">\n",
        page.bg
    );
    for y in 0..app.size.1 {
        let mut x = 0;
        while x < app.size.0 {
            let ink = Ink::of(&buffer[(x, y)], &page);
            let begin = x;
            let solid = block(buffer[(x, y)].symbol());
            while x < app.size.0
                && Ink::of(&buffer[(x, y)], &page) == ink
                && block(buffer[(x, y)].symbol()) == solid
            {
                x += 1;
            }
            let text: String = (begin..x).map(|x| buffer[(x, y)].symbol()).collect();
            run(&mut out, &ink, &page, (begin, y, x - begin), solid, &text);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// One run of cells that look the same.
fn run(
    out: &mut String,
    ink: &Ink,
    page: &Ink,
    (x, y, cells): (u16, u16, u16),
    solid: Option<(f32, f32, f32, f32)>,
    text: &str,
) {
    let (left, top, wide) = (f32::from(x) * CELL.0, f32::from(y) * CELL.1, f32::from(cells) * CELL.0);
    let mut rect = |x: f32, y: f32, w: f32, h: f32, fill: &str| {
        writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>").unwrap();
    };
    if ink.bg != page.bg {
        rect(left, top, wide, CELL.1, &ink.bg);
    }
    if let Some((from, above, part, high)) = solid {
        if part < 1.0 {
            for cell in 0..cells {
                rect(left + f32::from(cell) * CELL.0 + from, top, part * CELL.0, CELL.1, &ink.fg);
            }
        } else {
            rect(left, top + above * CELL.1, wide, high * CELL.1, &ink.fg);
        }
        return;
    }
    let bold = if ink.bold { " font-weight=\"bold\"" } else { "" };
    let line = if ink.underline { " text-decoration=\"underline\"" } else { "" };
    let mut column = 0;
    // A renderer joins spaces, so what is parted by more than one stands for itself.
    for part in text.split("  ") {
        let shown = part.trim();
        if !shown.is_empty() {
            let lead = part.len() - part.trim_start().len();
            let columns = crate::display::width(shown);
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{bold}{line}>{}</text>",
                left + (column + lead) as f32 * CELL.0,
                top + 12.5,
                columns as f32 * CELL.0,
                ink.fg,
                escaped(shown)
            )
            .unwrap();
        }
        column += crate::display::width(part) + 2;
    }
}

/// Northmere after some keys, as a picture of the documentation.
fn fresh(name: &str, title: &str, keys: &str) {
    fresh_at(name, title, keys, (120, 40));
}

/// The same at a size.
fn fresh_at(name: &str, title: &str, keys: &str, size: (u16, u16)) {
    fresh_after(name, title, size, |app| {
        if name == "tour.svg" {
            (app.disk.path, app.disk.seen) = (None, None);
        }
        testing::press(app, keys);
    });
}

/// Northmere at a size after anything that happens, as a picture of the documentation.
fn fresh_after(name: &str, title: &str, size: (u16, u16), happens: impl FnOnce(&mut App)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let plan = fs::read_to_string(root.join("plans/northmere.toml")).unwrap();
    let mut app = testing::app(&plan, "harbour", size);
    app.disk.path = Some("northmere.toml".into());
    app.today = Day::new(2027, 11, 15).unwrap();
    happens(&mut app);
    // Messages pass; a picture of slides stays.
    if app.room.presenting.is_some() {
        app.toasts.clear();
    }
    let wanted = svg(&app, title);
    let path = root.join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/{name} is stale: `UPDATE_DOCS=1 cargo test --lib picture`, then look at it"
    );
}

#[test]
fn the_picture_of_the_roadmap_is_fresh() {
    fresh(
        "roadmap.svg",
        "The roadmap of Northmere with the money strip under the same calendar",
        "j j j j j j j j j j j",
    );
}

#[test]
fn the_picture_of_the_table_is_fresh() {
    fresh(
        "initiatives.svg",
        "The initiatives of Northmere as a table, grouped by stage with their sums",
        "3 j j j l l l l b",
    );
}

#[test]
fn the_picture_of_the_network_is_fresh() {
    fresh(
        "network.svg",
        "The network of Northmere: what waits for what, with the critical path",
        "4 Right Right",
    );
}

#[test]
fn the_picture_of_the_money_is_fresh() {
    fresh(
        "money.svg",
        "The money of Northmere: every envelope by year, and who is in the chosen cell",
        "2 j l",
    );
}

#[test]
fn the_picture_of_problems_is_fresh() {
    fresh(
        "problems.svg",
        "The problems of Northmere once a bar was moved too far: each with its place and its remedy",
        ": 'device_refresh Enter } 8",
    );
}

#[test]
fn the_picture_of_form_is_fresh() {
    fresh("form.svg", "The form of an initiative, with what each field means", "j j j j j j j j j j j Enter");
}

#[test]
fn the_picture_of_picker_is_fresh() {
    fresh(
        "picker.svg",
        "A list under a field of the form: stages to choose from",
        "j j j j j j j j j j j Enter Tab Tab Alt+Down",
    );
}

#[test]
fn the_picture_of_quick_add_is_fresh() {
    fresh(
        "quick-add.svg",
        "An initiative added in one line, with what it would do to the money",
        "n 'Kiosks_4m_90k_capital_after_e-forms_@small",
    );
}

#[test]
fn the_picture_of_grab_is_fresh() {
    fresh(
        "grab.svg",
        "A bar in hand: the money answers while it is moved",
        ": 'device_refresh Enter m Right Right Right",
    );
}

#[test]
fn the_picture_of_filter_is_fresh() {
    fresh("filter.svg", "The filter as it is typed, with what may come next", "/ 'stage:small_cost>100k_");
}

#[test]
fn the_picture_of_palette_is_fresh() {
    fresh("palette.svg", "The palette: anything by a part of its name", ": 'mo");
}

#[test]
fn the_picture_of_help_is_fresh() {
    fresh("help.svg", "The keys of the roadmap", "?");
}

#[test]
fn the_picture_of_presenter_is_fresh() {
    fresh_at(
        "presenter.svg",
        "A slide for a room: the whole plan with what is left by year",
        "F10",
        (80, 24),
    );
}

#[test]
fn the_picture_of_enlarged_is_fresh() {
    fresh_at("enlarged.svg", "One initiative in letters for the back row", "F10 3 j j j z", (80, 24));
}

#[test]
fn the_picture_of_decisions_is_fresh() {
    fresh(
        "decisions.svg",
        "A decision taken down",
        "j j j j j j j j j j j L g j 'Programme_board Enter Enter 'the_network_comes_first",
    );
}

#[test]
fn the_picture_of_tour_is_fresh() {
    fresh("tour.svg", "A step of the tour", "g h 2 }");
}

#[test]
fn the_picture_of_themes_is_fresh() {
    fresh("themes.svg", "The themes, each shown as it is marked", "g t Down");
}

#[test]
fn the_picture_of_marks_is_fresh() {
    fresh("marks.svg", "Several initiatives marked, to be changed as one step", "j Space j Space j Space");
}

#[test]
fn the_picture_of_scenarios_is_fresh() {
    fresh(
        "scenarios.svg",
        "The scenarios of a plan, each with what it changes and how it stands",
        "g N 'Devices_later Enter : 'device_refresh Enter } g N 'Without_the_pilot Enter : 'RPA_pilot Enter x g S",
    );
}

#[test]
fn the_picture_of_comparing_is_fresh() {
    fresh(
        "compare.svg",
        "Two side by side: where every bar would be if all were a quarter later and a fifth dearer",
        "g x 'quarter Enter j j j j j j j j j j",
    );
}

#[test]
fn the_picture_of_changes_is_fresh() {
    let size = (120, 40);
    fresh_after(
        "changes.svg",
        "What differs from a revision: the money first, then what was edited",
        size,
        |app| {
            let text = app.session.text().replace("duration = \"9 months\"", "duration = \"6 months\"");
            let text = text.replace("capital = 280_000", "capital = 240_000");
            let path = app.disk.path.clone().expect("the example has a name here");
            update(app, Event::Baseline(path, Ok(super::tests::changes::revision(&text))));
            testing::press(app, "Esc 5");
        },
    );
}

#[test]
fn the_picture_of_gates_is_fresh() {
    fresh("gates.svg", "A gate: what can still be stopped by then, and what that would free", "9 Right");
}

/// The device refresh a quarter later, so that a year of borrowing is over, and the ways back are listed.
fn over(app: &mut App) {
    testing::press(app, ": 'device_refresh Enter } W");
    app.toasts.clear();
    let cell = super::trying::cell_in_question(app).unwrap();
    let analysis = app.session.shared().clone();
    let ways = ways_back(analysis.computed(), cell, Effort::default(), &|| true);
    let found = Box::new(super::ways::Kept { cell, ways: Some(ways) });
    update(app, Event::Ways(app.revision, found));
}

#[test]
fn the_picture_of_ways_back_is_fresh() {
    fresh_after(
        "ways.svg",
        "Ways back inside: the single moves that mend it, best first, with what each costs",
        (120, 40),
        over,
    );
}

#[test]
fn the_picture_of_a_what_if_is_fresh() {
    fresh_after(
        "what-if.svg",
        "A way back that is tried: all is shown as if it were made",
        (120, 40),
        |app| {
            over(app);
            testing::press(app, "Enter");
        },
    );
}

#[test]
fn the_picture_of_tabs_is_fresh() {
    fresh_after("tabs.svg", "Two plans open at once, the other as a tab in the title", (120, 40), |app| {
        let (title, name) = ("Quick wins".to_owned(), "quick-wins.toml".to_owned());
        let other = Tab { title, name, unsaved: true, changed: false };
        app.tabs.others = vec![other];
        testing::press(app, "j j 4 Right Right");
    });
}

#[test]
fn the_picture_of_pasted_rows_is_fresh() {
    const ROWS: &str = "Project\tPhase\tStart\tMonths\tCapital £k\tOne-off £k\tRunning £k\tSaves £k\tLead\n\
        Library self-service\tSmall steps\t01/04/2029\t9\t120\t30\t8\t40\tCUS\n\
        Parking permits online\tSmall steps\t01/07/2028\t6\t\t45\t5\t60\tENV\n\
        Bulky waste booking\tSmall steps\t01/10/2028\t4\t\t25\t3\t20\tENV\n\
        Online booking\tSmall steps\t01/04/2028\t6\t60\t60\t40\t100\tCUS\n\
        Sensors in gullies\tDiscovery\tspring 2030\t12\t210\t40\t12\t55\tENV\n\
        Registrars' diary\tRe-imagine\t01/04/2030\t8\t70\t35\t6\t30\tDEM\n";
    fresh_after(
        "paste.svg",
        "Rows of a spreadsheet before they become initiatives: what each column is, and what is wrong",
        (120, 40),
        |app| {
            testing::press(app, "3");
            update(app, Event::Paste(ROWS.to_owned()));
        },
    );
}

#[test]
fn the_picture_of_conflicts_is_fresh() {
    let title = "A conflict: its sides, and what each of them would do to headroom and dates";
    fresh_after("conflicts.svg", title, (120, 40), |app| {
        let base = app.session.text().to_owned();
        let longer = |by: &str| {
            base.replacen("capital = 780_000", by, 1).replacen(
                "duration = \"15 months\"",
                "duration = \"14 months\"",
                1,
            )
        };
        let ours = longer("capital = 720_000").replacen(
            "[initiative.booking]\ntitle = \"O",
            "[initiative.booking]\ntitle = \"All o",
            1,
        );
        let theirs = longer("capital = 990_000").replacen("recurrent = 230_000", "recurrent = 250_000", 1);
        let theirs = theirs.replacen("title = \"Online booking\"\n", "title = \"Booking\"\n", 1);
        let draft = Draft::of(Texts { base: &base, ours: &ours, theirs: &theirs }).expect("all are TOML");
        let sides = Sides { ours: "main".to_owned(), theirs: "work".to_owned(), ..Sides::default() };
        let whence = Whence::Tool {
            path: "northmere.toml".into(),
            seen: Seen::new(base.as_str()),
            by_hand: false,
            then: None,
        };
        let known = (app.session.options().clone(), None);
        app.solving = Some(Box::new(Solving::new(whence, sides, draft, app.disk.name(), known)));
        testing::press(app, "o j");
        app.toasts.clear();
    });
}

#[test]
fn the_picture_of_the_history_is_fresh() {
    let title = "The history of the money: when a year went over, and who did it";
    fresh_after("history.svg", title, (120, 40), |app| {
        let now = app.session.text().to_owned();
        let less = now.replacen("year.2028-29 = 3_380_000", "year.2028-29 = 3_000_000", 1);
        let slow = |text: &str, id: &str, from: &str| {
            let (head, rest) = text.split_once(&format!("[initiative.{id}]")).expect("it is there");
            format!("{head}[initiative.{id}]{}", rest.replacen(from, "duration = \"18 months\"", 1))
        };
        let long = "duration = \"15 months\"";
        let (telecare, crm) = (slow(&now, "proactive-telecare", long), slow(&now, "crm", long));
        let texts =
            [("1", &now), ("2", &telecare), ("3", &now), ("4", &crm), ("5", &now), ("6", &less), ("7", &now)];
        let made: [(&str, &str, &str); 7] = [
            ("Digital office", "The plan as agreed by cabinet", "1a41d26f0"),
            ("Social care", "Telecare takes longer", "27b9c0d3e"),
            ("Social care", "Telecare as it was agreed", "3c05e8a17"),
            ("Contact centre", "CRM takes three months more", "4e92b1f6c"),
            ("Contact centre", "CRM with a second team", "5d7730ab2"),
            ("Finance", "Borrowing in 2028/29 cut", "6f18c44d9"),
            ("Finance", "Borrowing in 2028/29 as approved", "7a60e5b38"),
        ];
        let commits = made.iter().zip(texts).enumerate().map(|(at, ((author, subject, hash), (blob, _)))| {
            let before = at.checked_sub(1).map(|before| texts[before].0);
            Commit::made(hash, author, subject, (before, Some(blob)))
        });
        let tip = Some(("7".to_owned(), Arc::from(now.as_str())));
        let began = Began { commits: commits.collect(), tip, shallow: false, case: None };
        testing::press(app, "g L");
        let (path, asked) = (app.disk.path.clone().expect("the example has a name here"), app.past.asked);
        update(app, Event::Past(path.clone(), asked, News::Began(began)));
        let mut teller = Teller::new("northmere.toml".to_owned(), app.session.options().clone());
        let stood = texts.iter().map(|(blob, text)| ((*blob).to_owned(), Ok(Arc::new(teller.tell(text)))));
        let news = News::Read(stood.collect());
        update(app, Event::Past(path, asked, news));
        testing::press(app, "j Right");
        app.toasts.clear();
    });
}
