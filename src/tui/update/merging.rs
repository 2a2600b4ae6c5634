//! The file was changed under work that is not saved: both are merged by meaning, as one step of undo; what contradicts each
//! other is solved on the screen of conflicts.

use std::sync::Arc;

use super::disk;
use super::edits::shown_anew;
use crate::merge::{Draft, Texts, Unreadable, Whose, marked_lines};
use crate::session::TextHash;
use crate::store::Seen;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::choice::{Choice, Matter};
use crate::tui::solving::{Sides, Solving, Whence};

/// A step that merged the file's text into ours.
#[derive(Debug, Clone)]
pub struct MergedStep {
    /// The text before the step, and after it.
    texts: (TextHash, TextHash),
    /// What the file held before.
    base: Option<Seen>,
    /// What came in.
    theirs: Seen,
}

/// Puts what is here and what somebody wrote together.
fn draft(app: &App, theirs: &Seen) -> Result<Draft, Box<Unreadable>> {
    let base = app.disk.seen.as_ref().map_or("", |seen| seen.text());
    Draft::of(Texts { base, ours: app.session.text(), theirs: theirs.text() })
}

/// Merges, or opens the conflicts, or where neither can be, asks.
pub fn merge(app: &mut App, theirs: Seen) {
    app.disk.asked = true;
    match draft(app, &theirs) {
        Ok(draft) if draft.disputes.is_empty() => take(app, theirs, &draft),
        Ok(draft) => solve(app, theirs, draft),
        Err(unreadable) => {
            ask(app, theirs);
            app.fail(cannot(app, &unreadable));
        }
    }
}

/// Asks which of the two counts.
pub fn ask(app: &mut App, theirs: Seen) {
    let mine = app.session.text().to_owned();
    super::open(app, Overlay::Choice(Box::new(Choice::new(Matter::Changed, theirs, &mine))));
}

/// Why two texts cannot be merged.
fn cannot(app: &App, unreadable: &Unreadable) -> String {
    let name = app.disk.name();
    let texts = [app.disk.seen.as_ref().map_or("", |seen| seen.text()), app.session.text()];
    let of = |at: usize| unreadable.errors[at].first();
    match (of(2), of(1)) {
        (Some(_), _) if !marked_lines(theirs(app)).is_empty() => {
            format!("{name} has git's conflict markers on disk; yours is kept as it is until they are solved")
        }
        (Some(error), _) => {
            let theirs = theirs(app);
            let line = crate::document::Source::new("", theirs).place(error.span.start).line;
            format!(
                "{name} is no longer TOML on disk (line {line}: {}); yours is kept as it is",
                error.message
            )
        }
        (None, Some(error)) => {
            let line = crate::document::Source::new("", texts[1]).place(error.span.start).line;
            format!("What is here is not TOML (line {line}: {}), so it cannot be merged", error.message)
        }
        (None, None) => format!("What {name} was before is not TOML, so nothing can be merged"),
    }
}

fn theirs(app: &App) -> &str {
    app.disk.news.as_ref().map_or("", |seen| seen.text())
}

/// What merges by itself is taken over as one step.
fn take(app: &mut App, theirs: Seen, draft: &Draft) {
    let came = draft.news.iter().filter(|news| news.whose == Whose::Theirs).count();
    let name = app.disk.name();
    let said = match came {
        0 => format!("{name} was changed on disk and merged with yours"),
        1 => format!("{name} was changed on disk: 1 change merged with yours"),
        many => format!("{name} was changed on disk: {many} changes merged with yours"),
    };
    step(app, theirs, &draft.text(&[]), &said);
}

/// Takes over a merged text as one step on what is here.
pub fn step(app: &mut App, theirs: Seen, text: &str, said: &str) {
    let before = app.session.shared().clone();
    let (hash, base) = (app.session.hash(), app.disk.seen.clone());
    let name = app.disk.name();
    app.session.reload(&format!("Merge {name}"), text);
    let is_news = app.disk.news.as_ref() == Some(&theirs);
    app.disk.merged = Some(MergedStep { texts: (hash, app.session.hash()), base, theirs: theirs.clone() });
    app.disk.seen = Some(theirs);
    app.disk.asked = false;
    app.disk.left = false;
    if is_news {
        app.disk.news = None;
    }
    shown_anew(app, &before, said, Some(""));
}

/// Opens the conflicts.
fn solve(app: &mut App, theirs: Seen, draft: Draft) {
    let sides = Sides {
        ours: "here, not saved".to_owned(),
        base: "as last saved".to_owned(),
        theirs: "on disk".to_owned(),
        notes: vec![format!(
            "{} was changed on disk while you have work that is not saved.",
            app.disk.name()
        )],
    };
    let known = (app.session.options().clone(), app.session.scenario().map(str::to_owned));
    app.toasts.clear();
    app.solving = Some(Box::new(Solving::new(Whence::Disk(theirs), sides, draft, app.disk.name(), known)));
}

/// While conflicts with the file are solved: it may be changed again.
pub fn settle(app: &mut App) {
    let (Some(solving), Some(news)) = (app.solving.as_deref(), app.disk.news.clone()) else { return };
    let Whence::Disk(theirs) = &solving.whence else { return };
    if *theirs == news || !app.overlays.is_empty() {
        return;
    }
    let name = app.disk.name();
    match draft(app, &news) {
        Ok(draft) if draft.disputes.is_empty() => {
            app.solving = None;
            take(app, news, &draft);
        }
        Ok(draft) => {
            let Some(solving) = app.solving.as_deref_mut() else { return };
            let kept = solving.renew(Whence::Disk(news), draft);
            let kept = if kept == 0 { String::new() } else { format!("; {kept} of your choices hold") };
            app.toasts.clear();
            app.say(format!("{name} was changed again{kept}"));
        }
        Err(unreadable) => {
            let why = cannot(app, &unreadable);
            app.solving = None;
            app.disk.left = true;
            app.fail(why);
        }
    }
}

/// Where the step that merged the file's text is taken back, the file differs again; where it is made again, no longer.
pub fn follow(app: &mut App) {
    let Some(MergedStep { texts, base, theirs }) = app.disk.merged.clone() else { return };
    let history = app.session.history();
    let at = history.entries().iter().rposition(|entry| (entry.before, entry.after) == texts);
    let is_made = at.is_some_and(|at| at < history.position());
    let has_it = same(app.disk.seen.as_ref(), &theirs);
    let is_out = same(app.disk.news.as_ref(), &theirs);
    if !is_made && has_it {
        app.disk.seen = base;
        app.disk.news = Some(theirs);
        app.disk.asked = true;
        app.disk.left = true;
    } else if is_made && is_out {
        app.disk.seen = Some(theirs);
        app.disk.news = None;
        app.disk.asked = false;
        app.disk.left = false;
    } else if !has_it && !is_out {
        // It was saved over, or changed again: nothing hangs on that step any more.
        app.disk.merged = None;
    }
}

fn same(one: Option<&Seen>, other: &Seen) -> bool {
    one.is_some_and(|one| Arc::ptr_eq(one.text(), other.text()))
}

/// Merges what a choice is about.
pub fn chosen(app: &mut App, theirs: Seen) {
    app.disk.left = false;
    merge(app, theirs);
}

/// The conflicts with the file were left.
pub fn left(app: &mut App) {
    app.disk.left = true;
    let save = app.keys.after("; ", Command::Save, "asks again");
    app.toasts.clear();
    app.say(format!("Nothing is taken over, and {} differs from what is here{save}", app.disk.name()));
    disk::settle(app);
}
