//! Themes: worn at once while a list is walked, kept when one is taken, taken off again when it is left.

use crate::tui::app::App;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::find;
use crate::tui::overlays::lists::{self, Take};

/// Wears the theme that is marked in the list in front; the chosen one where none is.
pub fn preview(app: &mut App) {
    let name = marked(app).unwrap_or_else(|| app.chosen.clone());
    if app.theme.name != name {
        wear(app, &name);
    }
}

/// Chooses a theme, until the program ends.
pub fn choose(app: &mut App, name: &str) {
    name.clone_into(&mut app.chosen);
    wear(app, name);
    app.say(format!("Theme {name}; `theme = \"{name}\"` in the settings keeps it"));
}

fn wear(app: &mut App, name: &str) {
    if let Ok(theme) = app.themes.theme(name) {
        app.theme = theme.at(app.depth).with(app.theme.glyphs);
    }
}

/// The theme that is marked in the list in front.
fn marked(app: &App) -> Option<String> {
    let (picker, items) = match app.overlays.last() {
        Some(Overlay::Themes(picker)) => (picker, lists::themes(app)),
        Some(Overlay::Palette(picker)) => (picker, find::anything(app)),
        Some(_) | None => return None,
    };
    let found = lists::matching(&items, picker.filter.value());
    let item = found.get(picker.at.min(found.len().checked_sub(1)?))?;
    if let Take::Theme(name) = &item.take { Some(name.clone()) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::{PLAN, app, press};

    #[test]
    fn a_theme_is_worn_while_it_is_marked_and_kept_when_it_is_taken() {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, "g t Down");
        assert_eq!((app.theme.name.as_str(), app.chosen.as_str()), ("paper", "harbour"));
        press(&mut app, "Down Esc");
        assert_eq!(app.theme.name, "harbour");
        press(&mut app, "g t 'clear Enter");
        assert_eq!((app.theme.name.as_str(), app.chosen.as_str()), ("clear", "clear"));
        assert!(app.toasts[0].text.contains("`theme = \"clear\"`"), "{:?}", app.toasts);
    }

    #[test]
    fn the_palette_shows_themes_too() {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, ": 'theme_mono");
        assert_eq!(app.theme.name, "mono");
        press(&mut app, "Esc");
        assert_eq!(app.theme.name, "harbour");
    }
}
