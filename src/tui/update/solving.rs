//! Solving conflicts: going through them, choosing, writing by hand, and taking over what comes out.

use ratatui::layout::Position;

use super::edits::shown_anew;
use super::{disk, merging, open, run as run_command};
use crate::display::harmless;
use crate::merge::Choice;
use crate::theme::Role;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Solved};
use crate::tui::event::{Chooses, Mouse};
use crate::tui::overlays::question::About;
use crate::tui::overlays::{Overlay, Question};
use crate::tui::screens::solving::{self as screen, Spot};
use crate::tui::solving::{Showing, Solving, Whence};
use crate::views::standing;

/// The exit status of the tool when conflicts are left.
const LEFT: u8 = 1;

/// Runs a command of conflicts.
pub fn run(app: &mut App, command: Command) -> Vec<Effect> {
    use Command as C;
    let page = usize::from(app.size.1 / 2).max(1);
    let Some(solving) = app.solving.as_deref_mut() else { return Vec::new() };
    let last = solving.rows().saturating_sub(1);
    match command {
        C::SolveDown => go(solving, (solving.at + 1).min(last)),
        C::SolveUp => go(solving, solving.at.saturating_sub(1)),
        C::SolveFirst => go(solving, 0),
        C::SolveLast => go(solving, last),
        C::SolveNext => next(solving, true),
        C::SolveBack => next(solving, false),
        C::SolvePageDown => solving.scroll += page,
        C::SolvePageUp => solving.scroll = solving.scroll.saturating_sub(page),
        C::SolveResult => {
            solving.scroll = 0;
            solving.showing = match solving.showing {
                Showing::Sides => Showing::Result,
                Showing::Result => Showing::Sides,
            };
        }
        C::SolveOurs => choose(app, &Choice::Ours),
        C::SolveBase => choose(app, &Choice::Base),
        C::SolveTheirs => choose(app, &Choice::Theirs),
        C::SolveBoth => choose(app, &Choice::Both),
        C::SolveAllOurs => choose_all(app, &Choice::Ours),
        C::SolveAllTheirs => choose_all(app, &Choice::Theirs),
        C::SolveTakeBack => {
            let at = solving.at;
            solving.choose(|choices| choices[at] = None);
        }
        C::SolveUndo | C::SolveRedo => {
            solving.step_back(command == C::SolveUndo);
        }
        C::SolveHand => return by_hand(app, false),
        C::SolveEditor => return by_hand(app, true),
        C::SolveSave => return save(app),
        C::SolveLeave => return leave(app),
        // Commands of other contexts never come here.
        _ => {}
    }
    Vec::new()
}

/// Marks a row.
fn go(solving: &mut Solving, at: usize) {
    if at != solving.at {
        solving.scroll = 0;
        solving.showing = Showing::Sides;
    }
    solving.at = at;
}

/// Marks the next conflict that is open, or the one before, round the end.
fn next(solving: &mut Solving, forward: bool) {
    let count = solving.choices.len();
    let from = solving.at.min(count);
    let step = |by: usize| if forward { (from + by) % count } else { (from + count - by) % count };
    let found = (1..=count).map(step).find(|at| solving.choices[*at].is_none());
    if let Some(at) = found {
        go(solving, at);
    }
}

fn choose(app: &mut App, choice: &Choice) {
    let Some(solving) = app.solving.as_deref_mut() else { return };
    let at = solving.at;
    if solving.offers(choice) {
        solving.choose(|choices| choices[at] = Some(choice.clone()));
        say_progress(app);
    }
}

fn choose_all(app: &mut App, choice: &Choice) {
    let Some(solving) = app.solving.as_deref_mut() else { return };
    let open = |choice_made: &&mut Option<Choice>| choice_made.is_none();
    solving.choose(|choices| choices.iter_mut().filter(open).for_each(|it| *it = Some(choice.clone())));
    say_progress(app);
}

/// Says what is left, once nothing is.
fn say_progress(app: &mut App) {
    app.toasts.clear();
    if app.solving.as_deref().is_some_and(|it| it.open() == 0) {
        let save = app.keys.after("; ", Command::SolveSave, "takes the plan over");
        app.say(format!("All conflicts are solved{save}"));
    }
}

/// Opens the lines of the marked conflict to be written by hand.
fn by_hand(app: &mut App, in_editor: bool) -> Vec<Effect> {
    let Some(solving) = app.solving.as_deref() else { return Vec::new() };
    let Some(dispute) = solving.dispute() else { return Vec::new() };
    if !dispute.can_be_written() {
        app.fail(
            "An order is chosen, not written: take that of one side, and move stages in the plan after that",
        );
        return Vec::new();
    }
    let (at, chosen) = (solving.at, solving.choices[solving.at].clone());
    let mut text = dispute.lines(&chosen.unwrap_or(Choice::Ours));
    if text.is_empty() {
        text.clone_from(&dispute.theirs);
    }
    if in_editor || text.lines().count() > 1 {
        return vec![Effect::EditLines { at, text }];
    }
    open(app, Overlay::Question(Question::new(About::Line(at), text.trim_end())));
    super::questions::changed(app);
    Vec::new()
}

/// The choice of lines that were written.
fn hand(typed: &str) -> Choice {
    let text = typed.trim_end();
    Choice::Written(if text.is_empty() { String::new() } else { format!("{text}\n") })
}

/// Takes a line that was written for a conflict.
///
/// # Errors
/// When the plan could not be read with it.
pub fn line(app: &mut App, at: usize, typed: &str) -> Result<(), String> {
    told(app, at, typed)?;
    if let Some(solving) = app.solving.as_deref_mut() {
        solving.choose(|choices| choices[at] = Some(hand(typed)));
        say_progress(app);
    }
    Ok(())
}

/// What a line that is typed would do.
///
/// # Errors
/// When the plan could not be read with it.
pub fn told(app: &App, at: usize, typed: &str) -> Result<Vec<(String, Role)>, String> {
    let Some(solving) = app.solving.as_deref().filter(|it| at < it.choices.len()) else {
        return Ok(Vec::new());
    };
    let reading = solving.reading_with(at, &hand(typed));
    if let Some(broken) = reading.broken() {
        return Err(format!("The plan cannot be read with it: {broken}"));
    }
    let standing = standing::of_verdict(reading.analysis.verdict);
    let said = format!("{} {}  {}", standing.glyph, standing.word, harmless(&reading.analysis.sentence));
    Ok(crate::display::wrap(&said, 70).into_iter().take(2).map(|line| (line, standing.role)).collect())
}

/// The editor has ended.
pub fn written(app: &mut App, at: usize, lines: Result<String, String>) {
    match lines {
        Err(why) => app.fail(why),
        Ok(lines) => match line(app, at, &lines) {
            Ok(()) => {}
            Err(why) => app.fail(format!("{why}. What was there before counts")),
        },
    }
}

/// Takes the solved text over, when it is one.
fn save(app: &mut App) -> Vec<Effect> {
    let Some(solving) = app.solving.as_deref_mut() else { return Vec::new() };
    app.toasts.clear();
    if solving.open() > 0 {
        let left = solving.open();
        next(solving, true);
        app.fail(match left {
            1 => "One conflict is still open: nothing is written yet".to_owned(),
            many => format!("{many} conflicts are still open: nothing is written yet"),
        });
        return Vec::new();
    }
    if let Some(broken) = solving.result().broken() {
        solving.showing = Showing::Result;
        app.fail(format!("It is not TOML ({broken}): nothing is written"));
        return Vec::new();
    }
    if solving.result().errors() > 0 {
        let mut question = Question::new(About::SaveWithErrors, "");
        let result = solving.result();
        let all = result.analysis.diagnostics.iter();
        let errors =
            all.filter(|it| it.severity == crate::diagnostic::Severity::Error && !it.code.is_verdict());
        question.effect = errors.take(4).map(|it| (harmless(&it.message).into_owned(), Role::Over)).collect();
        open(app, Overlay::Question(question));
        return Vec::new();
    }
    take_over(app)
}

/// Takes the solved text over.
pub fn take_over(app: &mut App) -> Vec<Effect> {
    let Some(solving) = app.solving.as_deref() else { return Vec::new() };
    let text = solving.result().document.sources()[0].text.to_string();
    match solving.whence.clone() {
        Whence::Tool { path, seen, by_hand, .. } => {
            vec![Effect::WriteMerged(Solved { path, seen, text, copy: by_hand })]
        }
        Whence::Disk(theirs) => {
            app.solving = None;
            let name = app.disk.name();
            merging::step(app, theirs, &text, &format!("Merged with {name}"));
            Vec::new()
        }
        Whence::Markers => {
            app.solving = None;
            let before = app.session.shared().clone();
            app.session.reload("Solve the conflicts", &text);
            shown_anew(app, &before, "The conflicts are solved", Some(""));
            Vec::new()
        }
    }
}

/// The solved text was written, or not.
pub fn saved(app: &mut App, end: Result<Option<String>, String>) -> Vec<Effect> {
    match end {
        Err(why) => {
            app.fail(why);
            Vec::new()
        }
        Ok(said) => {
            let Some(solving) = app.solving.as_deref_mut() else { return Vec::new() };
            if let (Whence::Tool { then, .. }, Some(said)) = (&mut solving.whence, said) {
                *then = Some(then.take().map_or(said.clone(), |then| format!("{said}\n{then}")));
            }
            vec![Effect::End(0)]
        }
    }
}

/// Leaves, and asks first when something was chosen.
fn leave(app: &mut App) -> Vec<Effect> {
    let Some(solving) = app.solving.as_deref() else { return Vec::new() };
    if solving.showing == Showing::Result {
        return run_command(app, Command::SolveResult);
    }
    if solving.solved() > 0 {
        open(app, Overlay::Question(Question::new(About::LeaveConflicts, "")));
        return Vec::new();
    }
    left(app)
}

/// Leaves; nothing is written.
pub fn left(app: &mut App) -> Vec<Effect> {
    let Some(solving) = app.solving.take() else { return Vec::new() };
    match &solving.whence {
        Whence::Tool { .. } => {
            app.solving = Some(solving);
            vec![Effect::End(LEFT)]
        }
        Whence::Disk(_) => {
            merging::left(app);
            Vec::new()
        }
        Whence::Markers => {
            disk::show_faults(app);
            app.say("The text still has its conflict markers");
            Vec::new()
        }
    }
}

/// What the mouse does.
pub fn mouse(app: &mut App, what: Mouse, at: Position) -> Vec<Effect> {
    let Some(chooses) = what.chooses().filter(|_| app.overlays.is_empty()) else { return Vec::new() };
    let spot = screen::spot(app, at);
    let Some(solving) = app.solving.as_deref_mut() else { return Vec::new() };
    let last = solving.rows().saturating_sub(1);
    match (chooses, spot) {
        (Chooses::Click, Spot::Row(row)) => go(solving, row.min(last)),
        (Chooses::Click, Spot::Side(choice)) => choose(app, &choice),
        (Chooses::Click, Spot::Hint(command)) => return run_command(app, command),
        (Chooses::Click, Spot::Lower | Spot::Nothing) => app.toasts.clear(),
        (Chooses::Up, Spot::Row(_)) => go(solving, solving.at.saturating_sub(1)),
        (Chooses::Down, Spot::Row(_)) => go(solving, (solving.at + 1).min(last)),
        (Chooses::Up, _) => solving.scroll = solving.scroll.saturating_sub(3),
        (Chooses::Down, _) => solving.scroll += 3,
    }
    Vec::new()
}
