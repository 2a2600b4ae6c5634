//! Slides: going through them, what they show, and back to where the reader was.

use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::event::{Chooses, Mouse};
use crate::tui::key::Key;
use crate::tui::presenting::{Presenting, Slide, SlideRow, marked, rows, shown, slides};

/// Runs a command of the slides.
pub fn run(app: &mut App, command: Command) {
    use Command as C;
    match command {
        C::Present => begin(app),
        C::PresentLeave => leave(app),
        C::PresentMoney => app.room.money_hidden = !app.room.money_hidden,
        C::PresentClock => app.room.clock = !app.room.clock,
        C::PresentTheme => app.room.projector = !app.room.projector,
        C::PresentUndo => super::edits::step_back(app, true),
        C::PresentTake => take(app),
        C::PresentEnlarge => change(app, |at, _, _| at.enlarged = !at.enlarged),
        C::PresentBlank => change(app, |at, _, _| at.blank = true),
        C::PresentNext => to(app, |slide, last| (slide + 1).min(last)),
        C::PresentBack => to(app, |slide, _| slide.saturating_sub(1)),
        C::PresentFirst => to(app, |_, _| 0),
        C::PresentLast => to(app, |_, last| last),
        C::PresentDown => change(app, |at, _, rows| at.row = (at.row + 1).min(rows.saturating_sub(1))),
        C::PresentUp => change(app, |at, _, _| at.row = at.row.saturating_sub(1)),
        // Commands of other contexts never come here.
        _ => {}
    }
}

/// Begins with the whole plan; on the stage of the cursor it begins where the reader is.
fn begin(app: &mut App) {
    app.toasts.clear();
    let (since, began_at) = (app.now, app.session.history().position());
    app.room.presenting = Some(Presenting { since, began_at, ..Presenting::default() });
    let keys = [
        app.keys.after("", Command::PresentNext, "goes on"),
        app.keys.after("; ", Command::PresentMoney, "hides money"),
        app.keys.after("; ", Command::PresentHelp, "all keys"),
        app.keys.after("; ", Command::PresentLeave, "leaves"),
    ];
    app.say(keys.concat());
}

/// Leaves one level: the number that is typed, the enlarged row, the slides.
fn leave(app: &mut App) {
    let Some(at) = &mut app.room.presenting else { return };
    if !at.typed.is_empty() {
        at.typed.clear();
    } else if at.enlarged {
        at.enlarged = false;
    } else {
        app.room.presenting = None;
    }
    app.toasts.clear();
}

/// Changes where the presenter is, given how many slides and rows there are.
fn change(app: &mut App, how: impl FnOnce(&mut Presenting, usize, usize)) {
    let Some(mut at) = app.room.presenting.take() else { return };
    let (slides, rows) = (slides(app).len(), rows(app, shown(app, &at)).len());
    at.row = at.row.min(rows.saturating_sub(1));
    how(&mut at, slides, rows);
    app.room.presenting = Some(at);
}

/// Shows another slide.
fn to(app: &mut App, which: impl FnOnce(usize, usize) -> usize) {
    change(app, |at, slides, _| {
        let last = slides.saturating_sub(1);
        let next = which(at.slide.min(last), last);
        if next != at.slide {
            at.row = 0;
            at.slide = next;
        }
        at.typed.clear();
    });
}

/// Shows the slide whose number was typed; on the whole plan the slide of the marked stage; else enlarges the row.
fn take(app: &mut App) {
    let Some(at) = app.room.presenting.clone() else { return };
    let number: Option<usize> = at.typed.parse().ok();
    match (number, shown(app, &at), marked(app, &at)) {
        (Some(number), ..) => to(app, |slide, last| if number == 0 { slide } else { (number - 1).min(last) }),
        (None, Slide::Whole, Some(SlideRow::Stage(stage))) if !at.enlarged => {
            let slide = slides(app).iter().position(|it| *it == Slide::Stage(stage));
            to(app, |now, _| slide.unwrap_or(now));
        }
        (None, ..) => change(app, |at, _, _| at.enlarged = !at.enlarged),
    }
}

/// Brings an empty screen back; whether it was empty.
pub fn woken(app: &mut App) -> bool {
    let blank = app.room.presenting.as_mut().filter(|_| app.overlays.is_empty());
    blank.is_some_and(|at| std::mem::take(&mut at.blank))
}

/// The mouse: a click goes on, the wheel marks rows.
pub fn mouse(app: &mut App, what: Mouse) {
    let command = match what.chooses() {
        Some(Chooses::Click) => Command::PresentNext,
        Some(Chooses::Up) => Command::PresentUp,
        Some(Chooses::Down) => Command::PresentDown,
        None => return,
    };
    if app.overlays.is_empty() && !woken(app) {
        run(app, command);
    }
}

/// A digit of the number of a slide: shows it as soon as no other can be meant.
pub fn typed(app: &mut App, key: Key) {
    let Some(digit) = key.typed().filter(char::is_ascii_digit) else { return };
    change(app, |at, slides, _| {
        at.typed.push(digit);
        let number: usize = at.typed.parse().unwrap_or(slides);
        if number == 0 || number > slides {
            at.typed.clear();
        }
    });
    let last = slides(app).len();
    let number = app.room.presenting.as_ref().and_then(|at| at.typed.parse::<usize>().ok());
    if number.is_some_and(|number| number * 10 > last) {
        take(app);
    }
}
