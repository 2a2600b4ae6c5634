//! A theme out of its file: what it says, laid over what it inherits, with everything that is wrong with it.
//!
//! The palette of the heir counts for the whole line: a theme that only renames `page` and `ink` recolours all of it.

use std::collections::BTreeMap;

use super::{Appearance, Colour, Glyphs, Library, Role, Style, Theme};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Index, NodeId, Source, Written};

/// As long as a line of themes may be.
const MOST: usize = 8;

/// What may stand at the top of a theme.
const TOP: [&str; 6] = ["name", "appearance", "patterned", "inherits", "palette", "role"];
/// What may stand in the table of a role.
const LOOK: [&str; 5] = ["fg", "bg", "bold", "underline", "reverse"];
/// What a colour is written as.
const COLOURS: &str = "write \"#rrggbb\", a number from 0 to 255, a name of the palette or an ANSI name";

type Palette = BTreeMap<String, String>;

/// A theme with what is wrong with its own file; what cannot be read is as it would be without that line.
pub(super) fn read(library: &Library, name: &str, source: &Source) -> (Theme, Vec<Diagnostic>) {
    let mut file = Written::new(source);
    let line = line(library, name, &mut file);
    let mut palette = Palette::new();
    for source in &line {
        let file = Written::new(source);
        for id in file.top("palette").map(|table| file.children(table)).unwrap_or_default() {
            if let Some(written) = file.string_or_number(id) {
                palette.entry(file.key(id).to_owned()).or_insert(written);
            }
        }
    }
    let mut laid =
        Laid { appearance: Appearance::Any, patterned: false, given: [None; Role::COUNT], palette };
    for source in line.iter().skip(1).rev() {
        // What is wrong with an ancestor is said of its own file.
        laid.lay(&mut Written::new(source));
    }
    laid.lay(&mut file);
    let styles = Role::ALL.map(|role| laid.styled(role));
    let Laid { appearance, patterned, .. } = laid;
    (Theme { name: name.to_owned(), appearance, patterned, glyphs: Glyphs::Full, styles }, file.found)
}

/// The theme's source and those that it inherits, nearest first; what is wrong with that is said of the theme.
fn line<'s>(library: &'s Library, name: &str, file: &mut Written<'s>) -> Vec<&'s Source> {
    let mut line = vec![file.source];
    let mut names = vec![name.to_owned()];
    loop {
        let heir = Written::new(line[line.len() - 1]);
        let Some((id, above)) = heir.top("inherits").and_then(|id| Some((id, heir.string(id)?))) else {
            return line;
        };
        // A theme may take the place of one that comes with the program, and inherit that one.
        let replaces = names[names.len() - 1] == above && !library.is_original(heir.source);
        let next = if replaces { library.original(&above) } else { library.source(&above) };
        let circle = !replaces && names.contains(&above);
        let Some(next) = next.filter(|_| !circle && line.len() < MOST) else {
            if circle && above == name {
                let id = file.top("inherits").expect("the first of the circle inherits");
                let message = format!("`{name}` inherits itself: {} → {above}", names.join(" → "));
                let help = "let one of them inherit nothing, or a theme that comes with the program";
                file.say(Code::ThemeCircle, "inherits", file.value_span(id), message, help);
            } else if !circle && names.len() == 1 {
                let message = format!("there is no theme `{above}` to inherit");
                let span = file.value_span(id);
                file.say(Code::UnknownTheme, "inherits", span, message, library.suggestion(&above));
            }
            return line;
        };
        line.push(next);
        names.push(above);
    }
}

/// What the themes of a line say, the nearest over the others.
struct Laid {
    appearance: Appearance,
    patterned: bool,
    given: [Option<Style>; Role::COUNT],
    palette: Palette,
}

impl Laid {
    /// Lays what a file says over the rest.
    fn lay(&mut self, file: &mut Written<'_>) {
        for id in file.children(Index::ROOT) {
            match file.key(id) {
                key @ ("name" | "inherits") => {
                    if file.string(id).is_none() {
                        file.wrong_type(id, key, "a string");
                    }
                }
                "appearance" => self.appearance(file, id),
                "patterned" => self.patterned = file.truth(id, "patterned").unwrap_or(self.patterned),
                "palette" => palette(file, id),
                "role" => self.roles(file, id),
                key => {
                    let known = format!("a theme has {}", TOP.join(", "));
                    file.unknown(Code::UnknownKey, id, key, "key", TOP.into_iter(), known);
                }
            }
        }
    }

    /// A role's look, or that of the nearest role that it falls back to.
    fn styled(&self, role: Role) -> Style {
        let mut at = role;
        loop {
            match (self.given[at as usize], at.fallback()) {
                (Some(style), _) => return style,
                (None, Some(next)) => at = next,
                (None, None) => return Style::default(),
            }
        }
    }

    fn appearance(&mut self, file: &mut Written<'_>, id: NodeId) {
        self.appearance = match file.string(id).as_deref() {
            Some("dark") => Appearance::Dark,
            Some("light") => Appearance::Light,
            Some("any") => Appearance::Any,
            Some(_) | None => {
                let message = "`appearance` says for which backgrounds a theme is made";
                let help = "write \"dark\", \"light\" or \"any\"";
                return file.say(Code::BadChoice, "appearance", file.value_span(id), message, help);
            }
        };
    }

    fn roles(&mut self, file: &mut Written<'_>, table: NodeId) {
        for id in file.children(table) {
            let key = file.key(id);
            let at = format!("role.{key}");
            if let Some(role) = Role::named(key) {
                self.given[role as usize] = Some(self.look(file, id, &at));
            } else {
                let names = Role::ALL.iter().map(|role| role.name());
                let help = "docs/settings.md lists the roles";
                file.unknown(Code::UnknownKey, id, &at, "role", names, help);
            }
        }
    }

    /// A role's look: a colour, or a table.
    fn look(&self, file: &mut Written<'_>, id: NodeId, at: &str) -> Style {
        let mut style = Style::default();
        if !file.form(id).is_table() {
            style.fg = self.colour(file, id, at);
            return style;
        }
        for part in file.children(id) {
            let key = file.key(part);
            let at = format!("{at}.{key}");
            match key {
                "fg" => style.fg = self.colour(file, part, &at),
                "bg" => style.bg = self.colour(file, part, &at),
                "bold" => style.bold = file.truth(part, &at).unwrap_or_default(),
                "underline" => style.underline = file.truth(part, &at).unwrap_or_default(),
                "reverse" => style.reverse = file.truth(part, &at).unwrap_or_default(),
                _ => {
                    let known = format!("a look has {}", LOOK.join(", "));
                    file.unknown(Code::UnknownKey, part, &at, "key", LOOK.into_iter(), known);
                }
            }
        }
        style
    }

    fn colour(&self, file: &mut Written<'_>, id: NodeId, at: &str) -> Option<Colour> {
        let written = file.string_or_number(id);
        let colour =
            written.as_ref().and_then(|written| Colour::parse(self.palette.get(written).unwrap_or(written)));
        // What the palette itself says wrongly is said there.
        if colour.is_none() && written.is_none_or(|name| !self.palette.contains_key(&name)) {
            file.say(Code::BadColour, at, file.value_span(id), "this is no colour", COLOURS);
        }
        colour
    }
}

fn palette(file: &mut Written<'_>, table: NodeId) {
    for id in file.children(table) {
        if file.string_or_number(id).as_deref().and_then(Colour::parse).is_none() {
            let at = format!("palette.{}", file.key(id));
            let help = "write \"#rrggbb\", a number from 0 to 255 or an ANSI name";
            file.say(Code::BadColour, &at, file.value_span(id), "this is no colour", help);
        }
    }
}
