//! What is asked of the marked year: whether it is over, since when, and who did it. When and who stand in the first line, what
//! they did below it, so that none of them is cut; the name of the envelope gives way first.

use super::day_words;
use crate::display::{cut, harmless, width};
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::past::Told;
use crate::units::Money;
use crate::views::history::Cell;
use crate::views::standing;

/// The answer in its parts.
struct Answer {
    glyph: &'static str,
    role: Role,
    /// `2028/29`.
    year: String,
    /// The envelope's title.
    title: String,
    /// ` is over by £120k since 12 Mar 2027`.
    stands: String,
    /// The commit that did it.
    by: Option<By>,
}

/// Who did it, and what that was.
struct By {
    who: String,
    what: String,
    /// ` (merged 14 Mar 2027 by Bram Trewin)`.
    merged: String,
}

/// As many cells of a title always stay.
const LEAST_TITLE: usize = 12;

/// Draws it, in one line or in two.
pub fn draw(app: &App, canvas: &mut Canvas, told: &Told) {
    let Some(cell) = app.past_cell() else { return };
    let answer = answer(app, told, &cell);
    canvas.symbol(2, 0, answer.glyph, answer.role);
    let room = canvas.width().saturating_sub(5);
    // Without colours a whole sentence in reverse would shout; the glyph says it already.
    let words = if app.theme.patterned { Role::Heading } else { answer.role };
    for (y, line) in lines(&answer, usize::from(room), canvas.height() > 1).iter().enumerate() {
        canvas.text(4, y as u16, room, line, if y == 0 { words } else { Role::Text });
    }
}

/// The lines of an answer.
fn lines(answer: &Answer, room: usize, two: bool) -> Vec<String> {
    let first = |who: &str| {
        let taken = width(&answer.year) + 1 + width(&answer.stands) + width(who);
        let title = cut(&answer.title, room.saturating_sub(taken).max(LEAST_TITLE)).into_owned();
        format!("{} {title}{}{who}", answer.year, answer.stands)
    };
    let Some(by) = &answer.by else { return vec![first("")] };
    if !two {
        return vec![format!("{}, {}{}", first(&format!(": {}", by.who)), by.what, by.merged)];
    }
    let whole = first(&format!(": {}", by.who));
    let (above, what) = if width(&whole) <= room {
        (whole, by.what.clone())
    } else {
        (first(""), format!("{}: {}", by.who, by.what))
    };
    let merged = if width(&what) + width(&by.merged) <= room { by.merged.as_str() } else { "" };
    vec![above, format!("{what}{merged}")]
}

fn answer(app: &App, told: &Told, cell: &Cell) -> Answer {
    let plan = &app.session.analysis().plan;
    let title = plan.envelope(&cell.0).map_or(cell.0.as_str(), |at| plan.envelopes[at.at()].title.as_str());
    let now = app.past_now();
    let state = now.cells.get(cell).map(|(state, _)| standing::of_state(*state));
    let (glyph, role) = state.map_or(("·", Role::Muted), |it| (it.glyph, it.role));
    let chronicle = &told.chronicle;
    let waits = if told.complete() { "" } else { "; still reading" };
    let (stands, commit, merged) = if now.breaks(cell) {
        let by_how_much = now.headroom_of(cell).filter(|it| it.is_negative()).map(Money::abs);
        let stands = match by_how_much {
            Some(much) => format!(" is over by {}", app.figures().spoken(much)),
            None => format!(" is {}", state.map_or("over", |it| it.word)),
        };
        if let Some(opening) = chronicle.opening(cell) {
            (format!("{stands} since "), Some(opening.entry), opening.merged)
        } else {
            let tip = chronicle.tip.and_then(|tip| chronicle.standing(tip));
            let since = match tip {
                Some(tip) if !tip.breaks(cell) => {
                    ", and not at the last commit: what is not committed did it"
                }
                Some(_) | None => waits,
            };
            (format!("{stands}{since}"), None, None)
        }
    } else {
        let closed = (0..chronicle.commits.len()).rev().find(|at| chronicle.closes(*at, cell));
        match closed {
            Some(at) => (" holds again since ".to_owned(), Some(at), None),
            None if told.complete() => (" was never over".to_owned(), None, None),
            None => (format!(" holds{waits}"), None, None),
        }
    };
    let day = commit.map_or_else(String::new, |at| day_words(&chronicle.commits[at].date));
    let merged = merged.map(|at| {
        let merge = &chronicle.commits[at];
        format!(" (merged {} by {})", day_words(&merge.date), harmless(&merge.author))
    });
    let by = commit.map(|at| {
        let commit = &chronicle.commits[at];
        let said = harmless(&commit.subject).into_owned();
        By {
            who: harmless(&commit.author).into_owned(),
            what: if said.is_empty() { "without a message".to_owned() } else { said },
            merged: merged.unwrap_or_default(),
        }
    });
    Answer {
        glyph,
        role,
        year: cell.1.to_string(),
        title: harmless(title).into_owned(),
        stands: format!("{stands}{day}"),
        by,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(who: &str, what: &str, merged: &str) -> Answer {
        Answer {
            glyph: "‼",
            role: Role::Over,
            year: "2028/29".to_owned(),
            title: "Flexible use of capital receipts".to_owned(),
            stands: " is over by £120k since 12 Mar 2027".to_owned(),
            by: Some(By { who: who.to_owned(), what: what.to_owned(), merged: merged.to_owned() }),
        }
    }

    #[test]
    fn who_what_and_when_are_whole_before_the_title_is() {
        // 75 cells: seven of the year, a blank, 35 of the standing, 13 of the author leave 19 for the title.
        let subject = "Move the booking system to the next year, since nobody can deliver it";
        let two = lines(&of("Ada Penhale", subject, " (merged 14 Mar 2027 by Bram)"), 75, true);
        assert_eq!(
            two,
            ["2028/29 Flexible use of ca… is over by £120k since 12 Mar 2027: Ada Penhale", subject]
        );
        let wide = lines(&of("Ada Penhale", "Booking later", " (merged)"), 115, true);
        assert!(wide[0].contains("Flexible use of capital receipts is"), "{wide:?}");
        assert_eq!(wide[1], "Booking later (merged)");
        // Who is too long for the first line stands before what was done.
        let long = "The Department of Corporate Transformation";
        let two = lines(&of(long, "Booking later", ""), 75, true);
        assert_eq!(two[1], format!("{long}: Booking later"));
        assert!(two[0].ends_with("since 12 Mar 2027"), "{two:?}");
        assert_eq!(lines(&of("Ada", "Booking later", ""), 75, false).len(), 1);
    }
}
