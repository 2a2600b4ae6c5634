//! A thin line that says how much of something is used.

use crate::theme::Role;
use crate::tui::canvas::Canvas;

/// Draws so many thousandths of `cells` cells, exact to half a cell; what is used is never drawn as nothing.
///
/// Where colours cannot be relied on it is plain: the glyph beside it says the state, and a line in reverse would shout.
pub fn gauge(canvas: &mut Canvas, x: u16, y: u16, cells: u16, thousandths: i128, role: Role) {
    let role = if canvas.theme().patterned && role != Role::CursorCell { Role::Text } else { role };
    for (at, symbol) in symbols(cells, thousandths).into_iter().enumerate() {
        let ink = if symbol == "─" { Role::Border } else { role };
        canvas.symbol(x + at as u16, y, symbol, ink);
    }
}

/// The same as text, for a line that is put together before it is drawn: the used part and the rest.
pub fn text(cells: u16, thousandths: i128) -> (String, String) {
    let (rest, used): (Vec<&str>, Vec<&str>) =
        symbols(cells, thousandths).into_iter().partition(|it| *it == "─");
    (used.concat(), rest.concat())
}

fn symbols(cells: u16, thousandths: i128) -> Vec<&'static str> {
    let halves = i128::from(cells) * 2;
    let least = i128::from(thousandths > 0);
    let half = (thousandths.clamp(0, 1_000) * halves / 1_000).max(least);
    (0..i128::from(cells))
        .map(|at| match half - at * 2 {
            i128::MIN..=0 => "─",
            1 => "╾",
            2.. => "━",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_shown_and_something_is_never_nothing() {
        let said = |cells, thousandths| {
            let (used, rest) = text(cells, thousandths);
            format!("{used}{rest}")
        };
        assert_eq!(said(4, 0), "────");
        assert_eq!(said(4, 1), "╾───");
        assert_eq!(said(4, 625), "━━╾─");
        assert_eq!(said(4, 5_000), "━━━━");
    }
}
