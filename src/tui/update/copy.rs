//! Copying initiatives as text, and pasting them here or in another plan, after a look at what would come of it.

use std::sync::Arc;

use super::{edits, network, questions, roadmap, table};
use crate::analysis::{Analysis, analyse};
use crate::display::wrap;
use crate::document::{Document, Source};
use crate::revise::{self, Pasted};
use crate::theme::Role;
use crate::tui::app::{App, RowKey, View};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question};

/// As many characters as a line of the preview has.
const LINE: usize = 70;

/// Copies what is acted on: for this program, for others of the user, and for the terminal.
pub fn copy(app: &mut App) -> Vec<Effect> {
    let which = app.acted_on();
    let text = revise::copied(&app.session.laid(), &app.session.analysis().plan, &which);
    if text.is_empty() {
        return Vec::new();
    }
    let what = super::acted_on_words(app);
    let paste = app.keys.after("; ", Command::Paste, "pastes here and in other plans");
    app.toasts.clear();
    app.say(format!("Copied {what}{paste}"));
    app.marks.copied = Some(text.clone());
    vec![Effect::Copy(text)]
}

/// Whether a text has initiatives as a plan's file writes them.
pub fn is_plan_text(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("[initiative."))
}

/// Pastes text of initiatives, where they may be pasted; whether it was taken.
pub fn pasted(app: &mut App, text: &str) -> bool {
    let rows = matches!(app.view, View::Roadmap | View::Initiatives | View::Network);
    let busy = app.linking.is_some()
        || app.grab.is_some()
        || app.room.presenting.is_some()
        || app.trying.trial.is_some();
    if !rows || busy || !is_plan_text(text) {
        return false;
    }
    open(app, text);
    true
}

/// What was copied last came back; without a folder of our own it is what was copied here.
pub fn came(app: &mut App, text: Option<String>) {
    if let Some(text) = text.or_else(|| app.marks.copied.clone()) {
        open(app, &text);
        return;
    }
    app.toasts.clear();
    let copy = app.keys.after(": ", Command::Copy, "copies what is marked, or what the cursor is on");
    app.say(format!("Nothing was copied yet{copy}"));
}

/// Shows what pasting would do.
fn open(app: &mut App, text: &str) {
    app.toasts.clear();
    let into = questions::lane(app);
    match revise::paste(app.session.document(), text, into.as_deref(), &app.session.layer()) {
        Ok(pasted) => {
            let effect = told(app, &pasted);
            let mut question = Question::new(About::Paste(Arc::new(pasted)), "");
            question.effect = effect;
            app.overlays.push(Overlay::Question(question));
        }
        Err(why) => app.fail(format!("Nothing is pasted: {why}")),
    }
}

/// What pasting would do, in lines.
fn told(app: &App, pasted: &Pasted) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut say = |text: &str, role: Role| {
        lines.extend(wrap(text, LINE).into_iter().take(4).map(|line| (line, role)));
    };
    let some = pasted.ids.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    let more = pasted.ids.len().saturating_sub(8);
    say(&if more > 0 { format!("{some} and {more} more") } else { some }, Role::Heading);
    for (old, new) in pasted.renamed.iter().take(4) {
        say(&format!("{old} is there already: it becomes {new}, and what names it follows"), Role::Tight);
    }
    if pasted.renamed.len() > 4 {
        say(&format!("and {} others get another id", pasted.renamed.len() - 4), Role::Tight);
    }
    for left in pasted.left.iter().take(5) {
        let (kind, id) = (left.kind, &left.id);
        let text = match &left.instead {
            Some(instead) => format!("there is no {kind} {id} here: {instead} takes its place"),
            None => format!("there is no {kind} {id} here: what names it is left out"),
        };
        say(&text, Role::Tight);
    }
    if pasted.left.len() > 5 {
        say(&format!("and {} more that this plan does not have", pasted.left.len() - 5), Role::Tight);
    }
    if let Some(first) = pasted.bare.first() {
        let more = match pasted.bare.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        say(
            &format!("the comments of {first}{more} have no place in this file and stay behind"),
            Role::Tight,
        );
    }
    lines.push((String::new(), Role::Muted));
    lines.extend(questions::answer(app, &after(app, pasted)));
    lines
}

/// The plan as it would be.
fn after(app: &App, pasted: &Pasted) -> Analysis {
    let name = app.session.document().sources()[0].name.clone();
    let document = Document::new(Source::new(name, pasted.text.clone()));
    let laid = app.session.scenario().and_then(|id| document.with_scenario(id));
    analyse(laid.as_ref().unwrap_or(&document), app.session.options())
}

/// Pastes what was shown, as one step of undo; what is new is marked.
pub fn take(app: &mut App, pasted: &Pasted) {
    let before = app.session.shared().clone();
    app.session.reload(&pasted.label, &pasted.text);
    edits::shown_anew(app, &before, &pasted.label, Some(""));
    app.marks.range = None;
    app.marks.ids = pasted.ids.iter().cloned().collect();
    if let Some(first) = pasted.ids.first() {
        app.roadmap.cursor = RowKey::Bar(first.clone());
    }
    match app.view {
        View::Initiatives => table::settle(app),
        View::Network => network::settle(app),
        View::Roadmap | View::Money | View::Changes | View::Past | View::Problems => {
            roadmap::keep_in_sight(app);
        }
    }
}
