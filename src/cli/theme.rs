//! `milepost theme`: which themes there are, and what they look like on the planner's own screens, without starting it.

use std::path::Path;

use super::Screens;
use super::args::{Preview, Theme as Args, ThemeAct};
use super::door::Door;
use super::outcome::{Failure, Outcome, Status};
use super::paint::{Role, paint};
use crate::config::{self, Asked, Config};
use crate::display::harmless;
use crate::document::{Source, render};
use crate::store;
use crate::theme::{Appearance, Depth, Library, Theme};

/// Lists the themes, or shows them.
pub fn run(args: &Args, door: &Door, screens: Screens) -> Result<Outcome, Failure> {
    let config = Config::read(door.settings.clone());
    match &args.act {
        ThemeAct::List => Ok(list(&config, door)),
        ThemeAct::Preview(args) => preview(args, config, door, screens),
    }
}

/// Every theme in a line, the one that the planner would wear here marked.
fn list(config: &Config, door: &Door) -> Outcome {
    let asked = Asked::default();
    let worn = config::theme(config, &asked, &door.environment).value;
    let names = config.themes.names();
    let wide = names.iter().map(|name| crate::display::width(name)).max().unwrap_or(0);
    let mut text = String::new();
    for name in names {
        let Ok(theme) = config.themes.theme(name) else { continue };
        let mark = if name == worn { "▸" } else { " " };
        let gap = " ".repeat(wide.saturating_sub(crate::display::width(name)));
        let strong = paint(&harmless(name), Role::Strong, door.colour);
        text += &format!("{mark} {strong}{gap}  {:16}  {}\n", ground(&theme), harmless(&from(config, name)));
    }
    let mut outcome = Outcome::fine(text);
    for name in config.themes.names() {
        say_wrong(&mut outcome, &config.themes, name, door);
    }
    outcome
}

/// Shows the themes that are named, or all of them in short.
fn preview(args: &Preview, mut config: Config, door: &Door, screens: Screens) -> Result<Outcome, Failure> {
    let asked = Asked { theme: None, glyphs: args.glyphs.map(super::args::GlyphSet::meant) };
    let glyphs = config::glyphs(&config, &asked, &door.environment).value;
    let depth = depth(door);
    let mut names = Vec::new();
    for written in &args.themes {
        names.push(take(&mut config.themes, written)?);
    }
    let whole = !names.is_empty();
    if names.is_empty() {
        names = config.themes.names().into_iter().map(str::to_owned).collect();
    }
    let mut outcome = Outcome::new();
    for (at, name) in names.iter().enumerate() {
        let theme =
            config.themes.theme(name).map_err(|error| Failure::Usage(error.to_string()))?.with(glyphs);
        let head = format!("{}  {}  {}", ground(&theme), colours(depth), harmless(&from(&config, name)));
        let gap = if at > 0 { "\n" } else { "" };
        let strong = paint(&harmless(name), Role::Strong, door.colour);
        outcome.out += &format!("{gap}{strong}  {}\n\n", paint(&head, Role::Muted, door.colour));
        outcome.out += &(screens.screen)(&theme, depth, door.columns);
        if whole {
            outcome.out += "\n";
            outcome.out += &(screens.pieces)(&theme, depth, door.columns);
        }
        say_wrong(&mut outcome, &config.themes, name, door);
    }
    Ok(outcome)
}

/// The name of a theme that is written as a name or as a file; a file joins the themes there are.
fn take(themes: &mut Library, written: &str) -> Result<String, Failure> {
    if themes.names().contains(&written) {
        return Ok(written.to_owned());
    }
    let path = Path::new(written);
    let is_file = path.extension().is_some_and(|it| it == "toml") || written.contains(['/', '\\']);
    if !is_file {
        let hint = themes.suggestion(written);
        return Err(Failure::Usage(format!("there is no theme `{written}`: {hint}")));
    }
    let seen = store::read(path)?;
    let name =
        path.file_stem().map_or_else(|| written.to_owned(), |stem| stem.to_string_lossy().into_owned());
    *themes = std::mem::take(themes).with(&name, Source::new(written, seen.text().clone()));
    Ok(name)
}

/// Says what is wrong with a theme of the user's, each with its place and its remedy.
fn say_wrong(outcome: &mut Outcome, themes: &Library, name: &str, door: &Door) {
    let Some((document, found)) = themes.wrong(name) else { return };
    for it in &found {
        outcome.err += &render(&document, it, door.colour);
        outcome.err += "\n\n";
    }
    outcome.at_least(Status::Problem);
}

/// As many colours as are shown: none where none are wanted, and some where they are wanted whatever the terminal says.
fn depth(door: &Door) -> Depth {
    match door.environment.depth() {
        _ if !door.colour => Depth::None,
        Depth::None => Depth::Ansi16,
        depth @ (Depth::Ansi16 | Depth::Fixed256 | Depth::True) => depth,
    }
}

const fn ground(theme: &Theme) -> &'static str {
    match theme.appearance {
        Appearance::Dark => "dark background",
        Appearance::Light => "light background",
        Appearance::Any => "any background",
    }
}

const fn colours(depth: Depth) -> &'static str {
    match depth {
        Depth::None => "shown without colours",
        Depth::Ansi16 => "shown in sixteen colours",
        Depth::Fixed256 => "shown in 256 colours",
        Depth::True => "shown in all its colours",
    }
}

/// Where a theme comes from.
fn from(config: &Config, name: &str) -> String {
    config.themes.file(name).map_or_else(|| "comes with milepost".to_owned(), str::to_owned)
}
