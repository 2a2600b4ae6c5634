//! Choosing in what is offered under a field. What is marked stands in the field at once, so that the money answers before
//! it is taken.

use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::key::Key;
use crate::tui::overlays::field;
use crate::tui::overlays::form::Form;
use crate::tui::overlays::form::pick::{self, Listed, Many, Offered, Pick};
use crate::units::Day;

/// Opens what the field is offered; says so where there is nothing.
pub fn open(app: &mut App, form: &mut Form) {
    form.pick = pick::open(app, form).map(Box::new);
    seed(form);
    if form.pick.is_none() {
        app.say("Nothing is offered here; type into the field");
    }
}

/// What is typed and is none of what is offered filters the list.
fn seed(form: &mut Form) {
    let text = form.field().input.value().to_owned();
    let Some(Offered::List(listed)) = form.pick.as_deref_mut().map(|pick| &mut pick.of) else { return };
    let (rest, typed) = match listed.many {
        Many::One => ("", text.as_str()),
        Many::List => text.rsplit_once(',').unwrap_or(("", &text)),
        Many::Shares | Many::Parts | Many::Years => return,
    };
    let chosen = pick::chosen(listed.many, typed);
    if typed.trim().is_empty() || listed.all.iter().any(|it| chosen.contains(&it.value)) {
        return;
    }
    (listed.filter, listed.at) = (field::of(typed.trim()), 0);
    if listed.many == Many::List {
        write(form, rest);
    }
}

/// Runs a command of what is offered; whether the field says something else then.
pub fn run(form: &mut Form, command: Command) -> bool {
    use Command as C;
    let Some(mut pick) = form.pick.take() else { return false };
    if matches!(command, C::PickLeave | C::DayLeave) {
        form.field().input = pick.before;
        return true;
    }
    let stays = match &mut pick.of {
        Offered::List(listed) => choose(form, listed, command),
        Offered::Calendar(calendar) => {
            let (days, months) = match command {
                C::DayEarlier => (-1, 0),
                C::DayLater => (1, 0),
                C::WeekEarlier => (-7, 0),
                C::WeekLater => (7, 0),
                C::MonthEarlier => (0, -1),
                C::MonthLater => (0, 1),
                C::CalendarEarlier => (0, -3),
                C::CalendarLater => (0, 3),
                _ => (0, 0),
            };
            if (days, months) != (0, 0) {
                calendar.step(days, months);
                calendar.typed = false;
            }
            // What was typed stays as it was typed.
            if !calendar.typed {
                write(form, &calendar.day.to_string());
            }
            command != C::DayTake
        }
    };
    if stays {
        form.pick = Some(pick);
    }
    true
}

/// Runs a command of a list; whether the list stays.
fn choose(form: &mut Form, listed: &mut Listed, command: Command) -> bool {
    use Command as C;
    let last = pick::matching(listed).len().saturating_sub(1);
    let page = 8;
    listed.at = match command {
        C::PickDown if listed.at >= last => 0,
        C::PickDown => listed.at + 1,
        C::PickUp => listed.at.min(last).checked_sub(1).unwrap_or(last),
        C::PickPageDown => (listed.at + page).min(last),
        C::PickPageUp => listed.at.saturating_sub(page),
        _ => listed.at.min(last),
    };
    match command {
        C::PickMark => mark(form, listed),
        C::PickTake => return take(form, listed),
        _ if listed.many == Many::One => show(form, listed),
        _ => {}
    }
    true
}

/// The marked entry, when it may be chosen.
fn marked(listed: &Listed) -> Option<String> {
    let found = pick::matching(listed);
    let candidate = found.get(listed.at.min(found.len().saturating_sub(1)))?;
    candidate.barred.is_none().then(|| candidate.value.clone())
}

/// Puts the marked entry into a field that takes one.
fn show(form: &mut Form, listed: &Listed) {
    if let Some(value) = marked(listed) {
        write(form, &value);
    }
}

/// Takes the marked entry in, or out again.
fn mark(form: &mut Form, listed: &mut Listed) {
    let Some(value) = marked(listed) else { return };
    let text = form.field().input.value().to_owned();
    write(form, &pick::toggled(listed.many, &text, &value));
    listed.touched = true;
}

/// Takes what is marked; whether the list stays, because that may not be chosen.
fn take(form: &mut Form, listed: &mut Listed) -> bool {
    if listed.many != Many::One && listed.touched {
        return false;
    }
    let Some(value) = marked(listed) else { return !pick::matching(listed).is_empty() };
    let text = form.field().input.value().to_owned();
    let chosen = pick::chosen(listed.many, &text).contains(&value);
    if listed.many == Many::One || !chosen {
        write(form, &pick::toggled(listed.many, &text, &value));
    }
    false
}

/// A click on the entry at a position.
pub fn clicked(form: &mut Form, at: usize) {
    let Some(mut pick) = form.pick.take() else { return };
    let stays = match &mut pick.of {
        Offered::List(listed) => {
            listed.at = at;
            if listed.many == Many::One {
                take(form, listed)
            } else {
                mark(form, listed);
                true
            }
        }
        Offered::Calendar(_) => true,
    };
    if stays {
        form.pick = Some(pick);
    }
}

/// A click on a day takes it.
pub fn clicked_day(form: &mut Form, day: Day) {
    form.pick = None;
    write(form, &day.to_string());
}

/// Types a key: it filters a list; under a calendar it goes on into the field, and the calendar follows.
pub fn typed(app: &App, form: &mut Form, key: Key) -> bool {
    let Some(mut pick) = form.pick.take() else { return false };
    let own = match &mut pick.of {
        Offered::List(listed) => {
            let own = field::typed(&mut listed.filter, key);
            if own {
                listed.at = 0;
                if listed.many == Many::One {
                    show(form, listed);
                }
            }
            own
        }
        Offered::Calendar(calendar) => {
            if !calendar.typed && key.typed().is_some() {
                write(form, "");
            }
            let own = field::typed(&mut form.field().input, key);
            calendar.typed |= own;
            own
        }
    };
    form.pick = Some(pick);
    follow(app, form);
    own
}

/// Pastes into the filter, or into the field of a calendar; whether there was room for all of it.
pub fn pasted(app: &App, form: &mut Form, text: &str) -> bool {
    let Some(mut pick) = form.pick.take() else { return true };
    let whole = match &mut pick.of {
        Offered::List(listed) => {
            listed.at = 0;
            field::pasted(&mut listed.filter, text)
        }
        Offered::Calendar(calendar) => {
            calendar.typed = true;
            write(form, "");
            field::pasted(&mut form.field().input, text)
        }
    };
    form.pick = Some(pick);
    follow(app, form);
    whole
}

/// The calendar goes to the day that is typed.
fn follow(app: &App, form: &mut Form) {
    let Some(day) = pick::said_day(app, form) else { return };
    if let Some(Pick { of: Offered::Calendar(calendar), .. }) = form.pick.as_deref_mut() {
        calendar.day = day;
    }
}

fn write(form: &mut Form, text: &str) {
    form.field().input = field::of(text);
}
