//! `milepost settings`: where the settings stand, what counts and why, and what is wrong with them.

use super::Screens;
use super::door::Door;
use super::outcome::{Outcome, Status};
use crate::config::{self, Asked, Because, Config, FILE, TABLE};
use crate::display::{harmless, width};

/// Shows the settings.
pub fn run(door: &Door, screens: Screens) -> Outcome {
    let mut config = Config::read(door.settings.clone());
    config.add((screens.check_keys)(&config.settings.keys));
    let mut outcome = Outcome::fine(shown(&config, door));
    for said in config.said(false) {
        outcome.err.push_str(&said);
        outcome.err.push_str("\n\n");
    }
    if config.wrong() > 0 {
        outcome.at_least(Status::Problem);
    }
    outcome
}

fn shown(config: &Config, door: &Door) -> String {
    let mut text = String::new();
    match &config.folder {
        None => text.push_str("This system names no folder for settings; MILEPOST_CONFIG can.\n"),
        Some(folder) => {
            let path = folder.join(FILE);
            let there = if config.there { "" } else { " (not there: all is as it comes)" };
            text.push_str(&format!("{}{there}\n", harmless(&path.to_string_lossy())));
        }
    }
    let rows = rows(config, door);
    let name = rows.iter().map(|row| width(&row.0)).max().unwrap_or(0);
    let value = rows.iter().map(|row| width(&row.1)).max().unwrap_or(0);
    text.push('\n');
    for (key, counts, why) in &rows {
        let (key, counts) = (pad(key, name), pad(counts, value));
        text.push_str(format!("{key}  {counts}  {why}").trim_end());
        text.push('\n');
    }
    text.push_str(&format!("\nThemes: {}\n", harmless(&config.themes.names().join(", "))));
    text
}

/// Name, what counts, and why.
fn rows(config: &Config, door: &Door) -> Vec<(String, String, String)> {
    let asked = Asked::default();
    let theme = config::theme(config, &asked, &door.environment);
    let glyphs = config::glyphs(config, &asked, &door.environment);
    let of_table = TABLE.iter().map(|row| {
        let given = config.settings.given(row.name);
        let line = given.map_or(Because::Default, |given| Because::Line(given.line));
        let (value, because) = match row.name {
            "theme" => (theme.value, theme.because),
            "glyphs" => (glyphs.value.name(), glyphs.because),
            name => (config.settings.value(name), line),
        };
        (row.name.to_owned(), harmless(value).into_owned(), words(because))
    });
    let keys = config.settings.keys.iter().map(|binding| {
        let keys: Vec<&str> = binding.keys.iter().map(|key| key.written.as_str()).collect();
        let keys = if keys.is_empty() { "no key".to_owned() } else { keys.join("  ") };
        let name = format!("keys.{}", binding.command.written);
        (harmless(&name).into_owned(), harmless(&keys).into_owned(), words(Because::Line(binding.line)))
    });
    of_table.chain(keys).collect()
}

fn words(because: Because) -> String {
    match because {
        Because::Asked => "asked for".to_owned(),
        Because::Variable(name) => format!("from {name}"),
        Because::Line(line) => format!("from line {line}"),
        Because::Terminal(why) => format!("by the terminal: {why}"),
        Because::Default => "as it comes".to_owned(),
    }
}

fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
