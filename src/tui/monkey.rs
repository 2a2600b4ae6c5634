//! A monkey at the keyboard: thousands of keys, clicks, pastes, sizes and answers of the disk at random, drawn after each.
//!
//! Nothing may panic, no cell may steer the terminal, and undo must lead back to the first byte. `MILEPOST_MONKEY` says how
//! many events there are, `MILEPOST_SEED` which.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::App;
use super::command::TABLE;
use super::effect::Effect;
use super::event::{Event, Mouse, Nearby, OnDiskNow, SaveEnd};
use super::key::{Code, Key, Name, sequence};
use super::screens::draw;
use super::testing::{PLAN, app};
use super::update::update;
use crate::display::is_hidden;
use crate::store::Seen;
use crate::theme::BUILT_IN;

/// What the monkey works on: whole plans, empty ones, what is no plan, and what is meant to harm.
const PLANS: [&str; 7] = [
    PLAN,
    include_str!("../../plans/northmere.toml"),
    include_str!("../../plans/blank.toml"),
    include_str!("../../plans/quick-wins.toml"),
    "",
    "[plan]\ntitle = \"a\\u001b[2Jb\\u202ec\"\n[initiative.x]\nduration = \"900 years\"\nafter = \"x\"\n[envelope.}",
    "[initiative.a]\nstart = 9999-12-31\ncost.b = { capital = 99999999999999999999 }\n[initiative.\"\"]\n[stage.s]\n",
];

/// What is typed and pasted: figures, dates, ids, commands, and what is none of them.
const TEXTS: [&str; 14] = [
    "250k",
    "-1",
    "=1.2m+200k",
    "+10%",
    "99999999999999999999999999",
    "Jan 28",
    "2027-13-45",
    "FY28/29",
    "crm",
    "a\u{1b}[2J\u{202e}\u{7}",
    "漢字 \u{1f469}\u{200d}\u{1f469} e\u{301}\u{301}",
    "Booking system 6m 120k capital 24k/y after e-forms @small-steps owner:CUS",
    "100\t200\t\t1,000\n1\t2",
    "\"]}\n[plan]\n'''",
];

/// Numbers that look random and are the same every time. *Source*: the generator of Knuth's MMIX.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// The keys of a random command, or any key at all.
fn keys(numbers: &mut Numbers) -> Vec<Event> {
    let any = |numbers: &mut Numbers| {
        let named = [
            Name::Enter,
            Name::Esc,
            Name::Tab,
            Name::Backspace,
            Name::Delete,
            Name::Left,
            Name::Right,
            Name::Up,
            Name::Down,
            Name::Home,
            Name::End,
            Name::PageUp,
            Name::PageDown,
        ];
        let code = match numbers.below(4) {
            0 => Code::Named(numbers.of(&named)),
            1 => Code::F(1 + numbers.below(12) as u8),
            _ => Code::Char(char::from(b' ' + numbers.below(95) as u8)),
        };
        let mut modified = |rare| numbers.below(rare) == 0;
        Key {
            code,
            ctrl: modified(12),
            alt: modified(20),
            shift: modified(20) && !matches!(code, Code::Char(_)),
        }
    };
    let bound = |numbers: &mut Numbers| {
        let keys = TABLE[numbers.below(TABLE.len())].keys;
        if keys.is_empty() { None } else { sequence(numbers.of(keys)) }
    };
    let pressed = match numbers.below(3) {
        0 => vec![any(numbers)],
        _ => bound(numbers).unwrap_or_else(|| vec![any(numbers)]),
    };
    pressed.into_iter().map(Event::Key).collect()
}

/// What the mouse can do.
const MOUSE: [Mouse; 14] = [
    Mouse::Press,
    Mouse::Press,
    Mouse::PressOne,
    Mouse::PressRange,
    Mouse::Drag,
    Mouse::Release,
    Mouse::Hover,
    Mouse::Right,
    Mouse::WheelUp,
    Mouse::WheelDown,
    Mouse::WheelLeft,
    Mouse::WheelRight,
    Mouse::ZoomIn,
    Mouse::ZoomOut,
];

/// A drag from one place to another by way of a third, with or without its end, and with something else in between.
fn dragged(numbers: &mut Numbers) -> Vec<Event> {
    let at = |what, (x, y): (usize, usize)| Event::Mouse(what, x as u16, y as u16);
    let from = (numbers.below(122), numbers.below(42));
    let (over, to) = ((numbers.below(130), from.1), (numbers.below(130), numbers.below(45)));
    let mut events = vec![at(Mouse::Press, from), at(Mouse::Drag, over)];
    match numbers.below(6) {
        0 => events.push(Event::Unfocused),
        1 => events.push(at(numbers.of(&MOUSE), to)),
        2 => events.extend(keys(numbers)),
        _ => events.push(at(Mouse::Drag, to)),
    }
    if numbers.below(5) > 0 {
        events.push(at(Mouse::Release, to));
    }
    events
}

/// What happens next.
fn events(numbers: &mut Numbers, text: &str) -> Vec<Event> {
    let changed = || Seen::new(format!("{text}\n# theirs\n"));
    match numbers.below(40) {
        0 => vec![Event::Paste(numbers.of(&TEXTS).to_owned())],
        1 => numbers.of(&TEXTS).chars().map(|c| Event::Key(Key::char(c))).collect(),
        2 => {
            let edges = [(1, 1), (20, 5), (300, 80), (1, 80), (300, 1), (80, 24), (120, 40)];
            let any = (1 + numbers.below(200) as u16, 1 + numbers.below(60) as u16);
            let (columns, rows) = if numbers.below(2) == 0 { any } else { numbers.of(&edges) };
            vec![Event::Resize(columns, rows)]
        }
        3..=5 => vec![Event::Mouse(numbers.of(&MOUSE), numbers.below(310) as u16, numbers.below(85) as u16)],
        6 => dragged(numbers),
        7 => vec![match numbers.below(9) {
            0 => Event::Disk(OnDiskNow::Text(changed())),
            1 => Event::Disk(OnDiskNow::Text(Seen::new("[broken\n"))),
            2 => Event::Disk(OnDiskNow::Gone),
            3 => Event::Disk(OnDiskNow::Unreadable("plan.toml: cannot be read".to_owned())),
            4 => Event::Saved(SaveEnd::Failed("plan.toml: cannot be saved".to_owned())),
            5 => Event::Copied(Err("no copy".to_owned())),
            6 => Event::Recent(Nearby {
                recent: vec!["one\u{1b}[2J.toml".into()],
                beside: vec!["two.toml".into()],
            }),
            7 => Event::JournalFailed("the disk is full".to_owned()),
            _ => Event::Tick,
        }],
        _ => keys(numbers),
    }
}

/// Does to the app what the world would do: a save works or not, nothing else is done.
fn answered(app: &mut App, effects: Vec<Effect>, numbers: &mut Numbers) {
    let mut effects = VecDeque::from(effects);
    while let Some(effect) = effects.pop_front() {
        if let Effect::Save { path, then, .. } = effect {
            let seen = Seen::new(app.session.text());
            let end = match numbers.below(3) {
                0 => SaveEnd::Failed("plan.toml: cannot be saved".to_owned()),
                1 => SaveEnd::Changed,
                _ => SaveEnd::Done { path, seen, warning: None, then },
            };
            effects.extend(update(app, Event::Saved(end)));
        }
    }
}

/// Draws, and looks at every cell.
fn looked_at(app: &App) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
    draw(app, &mut buffer);
    for cell in &buffer.content {
        assert!(!cell.symbol().chars().any(is_hidden), "{:?} on the screen", cell.symbol());
    }
}

/// Lets the monkey work on a plan.
fn work(text: &str, seed: u64, most: usize) {
    let mut numbers = Numbers(seed);
    let theme = BUILT_IN[numbers.below(BUILT_IN.len())].0;
    let mut app = app(text, theme, (120, 40));
    let mut last: VecDeque<String> = VecDeque::new();
    for happened in 0..most {
        for event in events(&mut numbers, text) {
            last.push_back(format!("{event:?}"));
            if last.len() > 30 {
                last.pop_front();
            }
            let one = catch_unwind(AssertUnwindSafe(|| {
                app.now += 40;
                let effects = update(&mut app, event);
                answered(&mut app, effects, &mut numbers);
                looked_at(&app);
            }));
            assert!(
                one.is_ok(),
                "seed {seed}, event {happened}, after\n{}",
                last.make_contiguous().join("\n")
            );
        }
    }
    app.session.jump(0);
    assert_eq!(app.session.text(), text, "undo did not lead back; seed {seed}");
}

#[test]
fn whatever_is_pressed_nothing_panics_and_undo_leads_back() {
    let said = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let most: usize = said("MILEPOST_MONKEY").map_or(1_050, |most: u64| most as usize);
    let seed = said("MILEPOST_SEED").unwrap_or(20_271_122);
    for (at, text) in PLANS.iter().enumerate() {
        // Many short runs reach more places than a long one, which loses itself in a plan that it has spoilt.
        for run in 0..(most / PLANS.len() / 150).max(1) {
            work(text, seed + (at * 1_000 + run) as u64, 150);
        }
    }
}
