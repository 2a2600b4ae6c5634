//! What the user's settings mean for the screen: keys, the first view, the first zoom, the themes there are.

use super::app::{App, View};
use super::bindings::Bindings;
use crate::config::{Binding, Config};
use crate::diagnostic::Diagnostic;
use crate::display::harmless;
use crate::document::render_line;
use crate::theme::Glyphs;
use crate::views::scale::Zoom;

/// What is wrong with the keys that are bound in the settings.
pub fn check_keys(bound: &[Binding]) -> Vec<Diagnostic> {
    Bindings::new(bound).1
}

/// Takes the settings into the app; what is wrong with them is said, and stands in no way.
pub fn take(app: &mut App, config: &mut Config) {
    let (keys, found) = Bindings::new(&config.settings.keys);
    config.add(found);
    app.keys = keys.spelled(app.theme.glyphs == Glyphs::Ascii);
    app.themes = config.themes.clone();
    app.view = view(config.settings.value("view"));
    app.roadmap.zoom = zoom(config.settings.value("zoom"));
    app.mouse = config.settings.value("mouse") == "true";
    if let Some(said) = said(config) {
        app.fail(said);
    }
}

/// What is wrong with the settings, in one message: the first of it with its place, and how many more there are.
fn said(config: &Config) -> Option<String> {
    let placed = config.problems.iter().find_map(|(document, found)| {
        let first = found.first()?;
        let help = first.help.as_deref().map(|help| format!(" → {help}")).unwrap_or_default();
        Some(format!("{}{}", render_line(document, first), harmless(&help)))
    });
    let first = config.unread.first().cloned().or(placed)?;
    Some(match config.wrong() {
        0 | 1 => format!("Settings: {first}"),
        many => format!("Settings: {first} (and {} more; `milepost settings` lists them)", many - 1),
    })
}

/// The view of that name in settings.
fn view(name: &str) -> View {
    match name {
        "money" => View::Money,
        "initiatives" => View::Initiatives,
        "network" => View::Network,
        "changes" => View::Changes,
        "problems" => View::Problems,
        _ => View::Roadmap,
    }
}

/// The zoom of that name in settings.
fn zoom(name: &str) -> Zoom {
    match name {
        "day" => Zoom::Day,
        "month" => Zoom::Month,
        "quarter" => Zoom::Quarter,
        "year" => Zoom::Year,
        _ => Zoom::Fit,
    }
}
