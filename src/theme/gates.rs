//! What every theme must pass: it can be read, and what carries meaning is told apart by everybody.
//!
//! *Sources* of the bounds: WCAG 2.2, success criteria 1.4.3 (4.5 to 1 for text), 1.4.6 (7 to 1, enhanced) and 1.4.11 (3 to
//! 1 for what graphics need to be understood). Lines that only divide (`border`, `year-line`) are decoration. The bounds of
//! difference are our own: about 2 is just noticeable in `OKLab` times 100, 10 is told apart at a glance in small marks.

use super::{Colour, Depth, Library, Role, Theme, Vision, contrast, difference};

/// The themes that say their colours themselves; those of the terminal are the user's own.
const COLOURED: [&str; 4] = ["harbour", "paper", "projector", "clear"];

fn themes() -> impl Iterator<Item = Theme> {
    COLOURED.into_iter().map(|name| Library::default().theme(name).unwrap())
}

fn ink(theme: &Theme, role: Role) -> Colour {
    theme.style(role).fg.or(theme.style(Role::Text).fg).unwrap()
}

fn ground(theme: &Theme, role: Role) -> Colour {
    theme.style(role).bg.or(theme.style(Role::Text).bg).unwrap()
}

fn stages() -> [Role; 8] {
    std::array::from_fn(Role::stage)
}

/// The least contrast of some roles on some grounds, over all themes, and where it is.
fn least(roles: &[Role], grounds: &[Role]) -> (f64, String) {
    let mut worst = (f64::MAX, String::new());
    for theme in themes() {
        for role in roles {
            for on in grounds {
                let measured = contrast(ink(&theme, *role), ground(&theme, *on)).unwrap();
                if measured < worst.0 {
                    worst = (measured, format!("{}: {} on {}", theme.name, role.name(), on.name()));
                }
            }
        }
    }
    worst
}

/// The least difference of some pairs, over all themes and kinds of vision, and where it is.
fn nearest(pairs: &[(Role, Role)]) -> (f64, String) {
    let mut worst = (f64::MAX, String::new());
    for theme in themes() {
        for (one, other) in pairs {
            for vision in Vision::ALL {
                let measured = difference(ink(&theme, *one), ink(&theme, *other), vision).unwrap();
                if measured < worst.0 {
                    let names = format!("{} and {}", one.name(), other.name());
                    worst = (measured, format!("{}: {names}, {vision:?}", theme.name));
                }
            }
        }
    }
    worst
}

fn at_least(bound: f64, (measured, place): (f64, String)) {
    assert!(measured >= bound, "{measured:.2} is less than {bound}: {place}");
}

#[test]
fn text_is_read_on_every_ground() {
    for role in [Role::Text, Role::Bar, Role::Panel, Role::Lane, Role::CursorRow, Role::Toast] {
        let bound = if role == Role::Bar { 4.5 } else { 7.0 };
        at_least(bound, least(&[role], &[role]));
    }
    at_least(7.0, least(&[Role::Input, Role::InputOn], &[Role::Input, Role::InputOn]));
    at_least(4.5, least(&[Role::InputBad], &[Role::InputBad]));
    at_least(7.0, least(&[Role::Heading], &[Role::Text, Role::Panel, Role::Lane, Role::CursorRow]));
    at_least(7.0, least(&[Role::CursorCell], &[Role::CursorCell]));
}

#[test]
fn quiet_text_is_read_on_every_ground_that_it_stands_on() {
    let quiet = [
        Role::Muted,
        Role::HintText,
        Role::HintKey,
        Role::Accent,
        Role::Scenario,
        Role::Marking,
        Role::Unchecked,
    ];
    at_least(
        4.5,
        least(&quiet, &[Role::Text, Role::Bar, Role::Panel, Role::Lane, Role::CursorRow, Role::Toast]),
    );
    at_least(3.0, least(&[Role::Faint], &[Role::Text, Role::Bar, Role::Panel, Role::Lane, Role::CursorRow]));
}

#[test]
fn how_the_plan_stands_is_read_on_every_ground() {
    let states = [
        Role::Within,
        Role::Tight,
        Role::Unfunded,
        Role::Over,
        Role::Ineligible,
        Role::Impossible,
        Role::Invalid,
        Role::Gain,
        Role::Loss,
        Role::Unsaved,
        Role::Match,
    ];
    at_least(4.5, least(&states, &[Role::Text, Role::Bar, Role::Panel, Role::Lane]));
    at_least(4.2, least(&states, &[Role::CursorRow, Role::Toast]));
}

#[test]
fn bars_and_lines_stand_out_from_their_ground() {
    let mut marks = stages().to_vec();
    marks.extend([Role::Critical, Role::Idea, Role::Slack, Role::Link, Role::Today, Role::Gate]);
    at_least(3.0, least(&marks, &[Role::Text, Role::Lane, Role::CursorRow]));
    at_least(3.0, least(&[Role::Ghost, Role::Spend, Role::Envelope], &[Role::Text]));
}

#[test]
fn every_second_bar_is_a_shade_nearer_to_the_page_and_still_stands_out() {
    for theme in themes() {
        let page = ground(&theme, Role::Text);
        for role in stages().into_iter().chain([Role::Critical]) {
            let measured = contrast(ink(&theme, role).towards(page, 14), page).unwrap();
            assert!(measured >= 2.7, "{}: {} shaded: {measured:.2}", theme.name, role.name());
        }
    }
}

#[test]
fn the_states_of_money_are_told_apart_by_everybody() {
    let (within, tight, over) = (Role::Within, Role::Tight, Role::Over);
    at_least(10.0, nearest(&[(within, tight), (within, over), (tight, over)]));
    at_least(10.0, nearest(&[(Role::Spend, over), (Role::Gain, Role::Loss)]));
}

#[test]
fn neighbouring_stages_are_told_apart_by_everybody_and_so_are_the_first_four() {
    let stages = stages();
    let mut pairs: Vec<(Role, Role)> = (0..8).map(|at| (stages[at], stages[(at + 1) % 8])).collect();
    pairs.extend([(stages[0], stages[2]), (stages[0], stages[3]), (stages[1], stages[3])]);
    at_least(10.0, nearest(&pairs));
}

#[test]
fn what_is_critical_is_told_from_every_stage() {
    let pairs: Vec<(Role, Role)> = stages().into_iter().map(|stage| (Role::Critical, stage)).collect();
    at_least(8.5, nearest(&pairs));
}

#[test]
fn eight_stages_stay_eight_with_256_colours() {
    for theme in themes() {
        let theme = theme.at(Depth::Fixed256);
        let mut seen: Vec<Colour> = stages().into_iter().map(|stage| ink(&theme, stage)).collect();
        seen.push(ink(&theme, Role::Critical));
        seen.sort_by_key(|colour| format!("{colour:?}"));
        seen.dedup();
        assert_eq!(seen.len(), 9, "{}", theme.name);
    }
}

#[test]
fn the_terminals_own_themes_ask_for_nothing_that_it_may_not_have() {
    let library = Library::default();
    let sixteen = library.theme("ansi16").unwrap();
    let colours = |role: Role| [sixteen.style(role).fg, sixteen.style(role).bg];
    let own = |colour: Option<Colour>| matches!(colour, None | Some(Colour::Ansi(_)));
    assert!(Role::ALL.into_iter().flat_map(colours).all(own));
    let mono = library.theme("mono").unwrap();
    assert!(Role::ALL.iter().all(|role| mono.style(*role).fg.is_none() && mono.style(*role).bg.is_none()));
    assert!(sixteen.patterned && mono.patterned);
    let bare = library.theme("harbour").unwrap().at(Depth::None);
    assert!(Role::ALL.iter().all(|role| bare.style(*role).fg.is_none()));
    assert!(bare.patterned && bare.style(Role::Over).reverse && bare.style(Role::CursorRow).underline);
}
