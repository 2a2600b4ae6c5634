//! How well what a role writes is read on its own ground, and how well it has to be.
//!
//! *Source* of the bounds: WCAG 2.2, success criteria 1.4.6 (7 to 1 for text, enhanced), 1.4.3 (4.5 to 1) and 1.4.11 (3 to 1 for
//! what graphics need to be understood). The themes of the program are held to more than this: each role on every ground that
//! it stands on.

use super::{Role, Theme, contrast};

/// The contrast of text that is read all day.
const TEXT: f64 = 7.0;
/// The contrast of what is read second, and of words in the colour of a state.
const QUIET: f64 = 4.5;
/// The contrast of bars, marks and lines that mean something.
const MARK: f64 = 3.0;

impl Role {
    /// The contrast, 1 to 21, that it needs on its own ground; `None`: it only divides.
    pub const fn needs(self) -> Option<f64> {
        match self {
            Self::Text
            | Self::Heading
            | Self::Panel
            | Self::Lane
            | Self::CursorRow
            | Self::CursorCell
            | Self::Input
            | Self::InputOn
            | Self::Toast => Some(TEXT),
            Self::Muted
            | Self::Accent
            | Self::Bar
            | Self::BarStrong
            | Self::Match
            | Self::HintKey
            | Self::HintText
            | Self::InputBad
            | Self::Unsaved
            | Self::Scenario
            | Self::Marking
            | Self::Unchecked
            | Self::Within
            | Self::Tight
            | Self::Unfunded
            | Self::Over
            | Self::Ineligible
            | Self::Impossible
            | Self::Invalid
            | Self::Gain
            | Self::Loss => Some(QUIET),
            Self::Faint
            | Self::Stage1
            | Self::Stage2
            | Self::Stage3
            | Self::Stage4
            | Self::Stage5
            | Self::Stage6
            | Self::Stage7
            | Self::Stage8
            | Self::Critical
            | Self::Idea
            | Self::Gate
            | Self::Slack
            | Self::Link
            | Self::Today
            | Self::Ghost
            | Self::Spend
            | Self::Envelope => Some(MARK),
            Self::Border | Self::YearLine => None,
        }
    }
}

impl Theme {
    /// The contrast, 1 to 21, of a role on its own ground, or on the page where it has none; `None` where the terminal decides.
    pub fn contrast(&self, role: Role) -> Option<f64> {
        let (style, page) = (self.style(role), self.style(Role::Text));
        contrast(style.fg.or(page.fg)?, style.bg.or(page.bg)?)
    }

    /// Whether a role is hard to read on its own ground.
    pub fn hard_to_read(&self, role: Role) -> bool {
        // A ratio is said with one decimal, and is what it is said to be.
        let short = |(is, needs): (f64, f64)| (is * 10.0).round() < needs * 10.0;
        self.contrast(role).zip(role.needs()).is_some_and(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;
    use crate::theme::{BUILT_IN, Library};

    #[test]
    fn nothing_is_hard_to_read_in_the_themes_of_the_program() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).unwrap();
            let hard: Vec<&str> =
                Role::ALL.into_iter().filter(|role| theme.hard_to_read(*role)).map(Role::name).collect();
            assert_eq!(hard, [""; 0], "{name}");
        }
    }

    #[test]
    fn what_the_terminal_decides_is_not_judged() {
        // #767676 on white is 4.54 to 1, WCAG's own example: enough for what is quiet, not for text.
        let text =
            "[role]\ntext = { fg = \"#767676\", bg = \"#ffffff\" }\nmuted = \"#767676\"\nover = \"red\"\n";
        let library = Library::new(vec![("grey".to_owned(), Source::new("grey.toml", text))]);
        let theme = library.theme("grey").unwrap();
        assert!(theme.hard_to_read(Role::Text) && !theme.hard_to_read(Role::Muted));
        assert_eq!((theme.contrast(Role::Over), theme.hard_to_read(Role::Over)), (None, false));
    }
}
