//! Themes: worn at once while a list is walked, kept when one is taken, taken off again when it is left.

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::overlays::lists::Take;
use crate::tui::overlays::{Listed, Overlay};

/// Lists the themes with the chosen one marked.
pub fn list(app: &mut App) {
    let at = app.themes.names().iter().position(|name| *name == app.chosen).unwrap_or(0);
    super::open(app, super::marked(Listed::Themes, at));
}

/// What slides wear for a projector.
const PROJECTOR: &str = "projector";

/// Wears the theme that is marked in the list in front; the chosen one where none is.
pub fn preview(app: &mut App) {
    let presenting = app.room.presenting.is_some() && app.room.projector;
    let worn = || if presenting { PROJECTOR.to_owned() } else { app.chosen.clone() };
    let name = marked(app).unwrap_or_else(worn);
    if app.theme.name != name {
        wear(app, &name);
    }
}

/// Chooses a theme, from now on.
pub fn choose(app: &mut App, name: &str) -> Vec<Effect> {
    name.clone_into(&mut app.chosen);
    wear(app, name);
    vec![Effect::KeepTheme(name.to_owned())]
}

/// Says whether the theme was kept in the settings.
pub fn kept(app: &mut App, name: &str, kept: Result<Option<&'static str>, String>) {
    match kept {
        Ok(None) => app.say(format!("Theme {name}, kept in the settings")),
        Ok(Some(first)) => {
            app.say(format!("Theme {name}, kept in the settings; {first} still goes before them"));
        }
        Err(why) => app.fail(format!("Theme {name} until the program ends; not kept: {why}")),
    }
}

fn wear(app: &mut App, name: &str) {
    if let Ok(theme) = app.themes.theme(name) {
        app.theme = theme.at(app.depth).with(app.theme.glyphs);
    }
}

/// The theme that is marked in the list in front.
fn marked(app: &App) -> Option<String> {
    let Some(Overlay::List(list)) = app.overlays.last() else { return None };
    if !matches!(list.of, Listed::Themes | Listed::Anything) {
        return None;
    }
    if let Take::Theme(name) = list.marked(app)? { Some(name) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::tui::effect::Effect;
    use crate::tui::event::Event;
    use crate::tui::testing::{PLAN, app, press};
    use crate::tui::update::update;

    #[test]
    fn a_theme_is_worn_while_it_is_marked_and_kept_when_it_is_taken() {
        let mut app = app(PLAN, "harbour", (120, 40));
        press(&mut app, "g t Down");
        assert_eq!((app.theme.name.as_str(), app.chosen.as_str()), ("paper", "harbour"));
        press(&mut app, "Down Esc");
        assert_eq!(app.theme.name, "harbour");
        let asked = press(&mut app, "g t 'clear Enter");
        assert_eq!((app.theme.name.as_str(), app.chosen.as_str()), ("clear", "clear"));
        assert_eq!(asked, [Effect::KeepTheme("clear".to_owned())]);
        let outranked = Event::ThemeKept("clear".to_owned(), Ok(Some("MILEPOST_THEME")));
        assert!(update(&mut app, outranked).is_empty());
        assert!(app.toasts[0].text.contains("kept in the settings; MILEPOST_THEME"), "{:?}", app.toasts);
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
