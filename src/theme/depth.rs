//! How many colours a terminal has, by what its environment says.

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    None,
    /// The sixteen of the terminal itself.
    Ansi16,
    /// The fixed 256.
    Fixed256,
    /// Red, green and blue of eight bits each.
    True,
}

/// What the environment says of the terminal; each as the variable of that name, empty when it is not set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// `NO_COLOR`
    pub no_color: String,
    /// `COLORTERM`
    pub colorterm: String,
    /// `TERM`
    pub term: String,
    /// `TERM_PROGRAM`
    pub term_program: String,
    /// `TERM_PROGRAM_VERSION`
    pub term_program_version: String,
    /// `WT_SESSION`
    pub wt_session: String,
    /// `COLORFGBG`
    pub colorfgbg: String,
    /// `LC_ALL`
    pub lc_all: String,
    /// `LC_CTYPE`
    pub lc_ctype: String,
    /// `LANG`
    pub lang: String,
    /// `MILEPOST_THEME`
    pub theme: String,
    /// `MILEPOST_GLYPHS`
    pub glyphs: String,
}

impl Environment {
    /// What the environment says, asked variable by variable; empty for what is not set.
    pub fn read(said: impl Fn(&str) -> String) -> Self {
        Self {
            no_color: said("NO_COLOR"),
            colorterm: said("COLORTERM"),
            term: said("TERM"),
            term_program: said("TERM_PROGRAM"),
            term_program_version: said("TERM_PROGRAM_VERSION"),
            wt_session: said("WT_SESSION"),
            colorfgbg: said("COLORFGBG"),
            lc_all: said("LC_ALL"),
            lc_ctype: said("LC_CTYPE"),
            lang: said("LANG"),
            theme: said("MILEPOST_THEME"),
            glyphs: said("MILEPOST_GLYPHS"),
        }
    }

    /// How many colours the terminal has. The first rule that holds decides.
    pub fn depth(&self) -> Depth {
        let term = self.term.as_str();
        if !self.no_color.is_empty() || term == "dumb" {
            return Depth::None;
        }
        let true_programs = ["iTerm.app", "WezTerm", "ghostty", "vscode"];
        // macOS Terminal has true colour from its version 460 on (macOS 26).
        let apple = self.term_program == "Apple_Terminal"
            && self.term_program_version.split('.').next().and_then(|it| it.parse().ok()).unwrap_or(0) >= 460;
        if matches!(self.colorterm.as_str(), "truecolor" | "24bit")
            || term.ends_with("-direct")
            || !self.wt_session.is_empty()
            || true_programs.contains(&self.term_program.as_str())
            || apple
        {
            return Depth::True;
        }
        if term.contains("256color") || self.term_program == "Apple_Terminal" {
            return Depth::Fixed256;
        }
        if term.starts_with("vt") { Depth::None } else { Depth::Ansi16 }
    }

    /// Whether the terminal says that its background is light: a last field of 7 or 15 in `COLORFGBG`.
    pub fn light(&self) -> bool {
        matches!(self.colorfgbg.rsplit(';').next(), Some("7" | "15"))
    }

    /// Whether text is UTF-8 by the locale; where none is set it is, as on every terminal of today, but not inside of tmux and
    /// screen, which go by the locale themselves and put `_` in the place of all that is not ASCII.
    pub fn utf8(&self) -> bool {
        let inside = ["tmux", "screen"].iter().any(|it| self.term.starts_with(it));
        let said = [&self.lc_all, &self.lc_ctype, &self.lang];
        let locale = said.into_iter().find(|it| !it.is_empty()).map(|it| it.to_lowercase());
        locale.map_or(!inside, |locale| locale.contains("utf-8") || locale.contains("utf8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(term: &str) -> Environment {
        Environment { term: term.to_owned(), ..Environment::default() }
    }

    #[test]
    fn the_first_rule_that_holds_decides() {
        assert_eq!(environment("xterm-256color").depth(), Depth::Fixed256);
        assert_eq!(environment("xterm-direct").depth(), Depth::True);
        assert_eq!(environment("linux").depth(), Depth::Ansi16);
        assert_eq!(environment("vt100").depth(), Depth::None);
        let mut named = environment("xterm-256color");
        named.colorterm = "truecolor".to_owned();
        assert_eq!(named.depth(), Depth::True);
        named.no_color = "1".to_owned();
        assert_eq!(named.depth(), Depth::None);
        let mut apple = environment("xterm-256color");
        apple.term_program = "Apple_Terminal".to_owned();
        apple.term_program_version = "455.1".to_owned();
        assert_eq!(apple.depth(), Depth::Fixed256);
    }

    #[test]
    fn without_a_locale_only_tmux_and_screen_show_no_utf8() {
        for (term, locale, expected) in [
            ("xterm-256color", "", true),
            ("xterm-256color", "C", false),
            ("tmux-256color", "", false),
            ("screen", "", false),
            ("screen.xterm-256color", "", false),
            ("tmux-256color", "en_GB.UTF-8", true),
        ] {
            let said = Environment { lang: locale.to_owned(), ..environment(term) };
            assert_eq!(said.utf8(), expected, "{term} {locale}");
        }
    }
}
