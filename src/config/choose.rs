//! What counts in the end: what was asked for, then the environment, then the settings, then what the terminal can do.

use super::Config;
use crate::theme::{Depth, Environment, Glyphs};

/// What was asked for on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// `--theme`
    pub theme: Option<String>,
    /// `--glyphs`
    pub glyphs: Option<Glyphs>,
}

/// Why something counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It was asked for on the command line.
    Asked,
    /// A variable of the environment says so.
    Variable(&'static str),
    /// A line of the settings file says so.
    Line(usize),
    /// The terminal or the locale is like that; in words.
    Terminal(&'static str),
    /// Nothing says otherwise.
    Default,
}

/// What counts, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen<T> {
    /// What counts.
    pub value: T,
    /// Why.
    pub because: Because,
}

/// The name of the theme to use.
pub fn theme<'a>(config: &'a Config, asked: &'a Asked, environment: &'a Environment) -> Chosen<&'a str> {
    let chosen = |value, because| Chosen { value, because };
    let settings = &config.settings;
    if let Some(name) = &asked.theme {
        return chosen(name.as_str(), Because::Asked);
    }
    if !environment.theme.is_empty() && environment.theme != AUTO {
        return chosen(environment.theme.as_str(), Because::Variable("MILEPOST_THEME"));
    }
    if let Some(given) = settings.given("theme").filter(|given| given.value != AUTO) {
        return chosen(given.value.as_str(), Because::Line(given.line));
    }
    match environment.depth() {
        Depth::None => chosen("mono", Because::Terminal("no colours")),
        Depth::Ansi16 => chosen("ansi16", Because::Terminal("sixteen colours")),
        Depth::Fixed256 | Depth::True if environment.light() => {
            chosen(settings.value("theme-light"), Because::Terminal("a light background"))
        }
        Depth::Fixed256 | Depth::True => {
            chosen(settings.value("theme-dark"), Because::Terminal("no light background"))
        }
    }
}

/// The glyph set to use. A variable that names no set is as if it were not there.
pub fn glyphs(config: &Config, asked: &Asked, environment: &Environment) -> Chosen<Glyphs> {
    let chosen = |value, because| Chosen { value, because };
    if let Some(set) = asked.glyphs {
        return chosen(set, Because::Asked);
    }
    if let Some(set) = Glyphs::named(&environment.glyphs) {
        return chosen(set, Because::Variable("MILEPOST_GLYPHS"));
    }
    let given = config.settings.given("glyphs");
    if let Some((set, given)) = given.and_then(|given| Some((Glyphs::named(&given.value)?, given))) {
        return chosen(set, Because::Line(given.line));
    }
    if environment.term == "linux" {
        return chosen(Glyphs::Ascii, Because::Terminal("the console of Linux"));
    }
    if environment.utf8() {
        chosen(Glyphs::Full, Because::Default)
    } else {
        chosen(Glyphs::Ascii, Because::Terminal("a locale that is not UTF-8"))
    }
}

/// The word for a choice by the terminal.
const AUTO: &str = "auto";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    fn config(text: &str) -> Config {
        let mut config = Config::default();
        config.take(Source::new("settings.toml", text));
        config
    }

    fn environment(term: &str) -> Environment {
        Environment { term: term.to_owned(), ..Environment::default() }
    }

    #[test]
    fn the_nearest_word_counts() {
        let set = config("theme = \"clear\"\ntheme-light = \"projector\"\n");
        let (plain, mut here) = (config(""), environment("xterm-256color"));
        let nothing = Asked::default();
        let asked = Asked { theme: Some("mono".to_owned()), glyphs: None };
        assert_eq!(theme(&plain, &nothing, &here).value, "harbour");
        assert_eq!(theme(&set, &nothing, &here), Chosen { value: "clear", because: Because::Line(1) });
        assert_eq!(theme(&set, &asked, &here).because, Because::Asked);
        let light = config("theme-light = \"projector\"\n");
        here.colorfgbg = "0;15".to_owned();
        assert_eq!(theme(&light, &nothing, &here).value, "projector");
        assert_eq!(theme(&plain, &nothing, &here).value, "paper");
        here.theme = "ansi16".to_owned();
        assert_eq!(theme(&set, &nothing, &here).because, Because::Variable("MILEPOST_THEME"));
        assert_eq!(theme(&plain, &nothing, &environment("linux")).value, "ansi16");
        assert_eq!(theme(&plain, &nothing, &environment("vt100")).value, "mono");
    }

    #[test]
    fn symbols_follow_the_locale_unless_they_are_set() {
        let (plain, set) = (config(""), config("glyphs = \"cjk\"\n"));
        let nothing = Asked::default();
        let mut here = environment("xterm");
        let value = |config: &Config, here: &Environment| glyphs(config, &nothing, here).value;
        assert_eq!(value(&plain, &here), Glyphs::Full);
        assert_eq!(value(&plain, &environment("linux")), Glyphs::Ascii);
        here.lang = "en_GB.ISO-8859-1".to_owned();
        assert_eq!(value(&plain, &here), Glyphs::Ascii);
        here.lc_all = "C.UTF-8".to_owned();
        assert_eq!(value(&plain, &here), Glyphs::Full);
        here.lc_all = "C".to_owned();
        assert_eq!(value(&plain, &here), Glyphs::Ascii);
        assert_eq!(value(&set, &here), Glyphs::Cjk);
        here.glyphs = "full".to_owned();
        assert_eq!(glyphs(&set, &nothing, &here).because, Because::Variable("MILEPOST_GLYPHS"));
    }
}
