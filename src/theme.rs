//! Themes: what every role looks like, read from `themes/*.toml`. Nobody asks for a colour, only for a [`Role`].
//!
//! A theme says colours as it wishes; [`Theme::at`] brings them down to what a terminal can show.

mod colour;
mod depth;
mod role;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use colour::{Colour, contrast};
pub use depth::{Depth, Environment};
pub use role::Role;

/// How a role looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// The colour of the text; `None`: that of what is under it.
    pub fg: Option<Colour>,
    /// The colour behind the text; `None`: that of what is under it.
    pub bg: Option<Colour>,
    /// Heavier letters.
    pub bold: bool,
    /// A line under the letters.
    pub underline: bool,
    /// Both colours exchanged.
    pub reverse: bool,
}

/// Whether a theme is made for dark or for light backgrounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Appearance {
    /// Light letters on dark.
    Dark,
    /// Dark letters on light.
    Light,
    /// Whatever the terminal has.
    Any,
}

/// A look for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What it is called.
    pub name: String,
    /// What backgrounds it is made for.
    pub appearance: Appearance,
    /// Whether bars carry patterns because colours cannot be relied on.
    pub patterned: bool,
    styles: [Style; Role::COUNT],
}

/// Why a theme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// The file is not a theme.
    #[error("{0}")]
    Unreadable(String),
    /// A role that no theme has.
    #[error("there is no role `{0}`{hint}", hint = .1.as_ref().map(|it| format!("; did you mean `{it}`?")).unwrap_or_default())]
    UnknownRole(String, Option<String>),
    /// A colour that cannot be read.
    #[error(
        "`{0}` is no colour: write #rrggbb, a number from 0 to 255, a name of the palette or an ANSI name"
    )]
    UnknownColour(String),
    /// No theme of that name comes with the program.
    #[error("there is no theme `{0}`: choose one of {names}", names = BUILT_IN.map(|it| it.0).join(", "))]
    UnknownTheme(String),
}

/// The themes that come with the program.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("harbour", include_str!("../themes/harbour.toml")),
    ("paper", include_str!("../themes/paper.toml")),
    ("ansi16", include_str!("../themes/ansi16.toml")),
    ("mono", include_str!("../themes/mono.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    appearance: Appearance,
    #[serde(default)]
    patterned: bool,
    #[serde(default)]
    palette: BTreeMap<String, String>,
    role: BTreeMap<String, WrittenStyle>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenStyle {
    Colour(String),
    Whole(WholeStyle),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeStyle {
    fg: Option<String>,
    bg: Option<String>,
    #[serde(default)]
    bold: bool,
    #[serde(default)]
    underline: bool,
    #[serde(default)]
    reverse: bool,
}

impl Theme {
    /// Reads a theme; a role that it does not give looks like the role that it falls back to.
    pub fn parse(text: &str) -> Result<Self, ThemeError> {
        let written: Written =
            toml::from_str(text).map_err(|error| ThemeError::Unreadable(error.message().to_owned()))?;
        let mut given = [None; Role::COUNT];
        for (name, style) in &written.role {
            let Some(role) = Role::named(name) else {
                return Err(ThemeError::UnknownRole(name.clone(), role::nearest(name)));
            };
            given[role as usize] = Some(style.resolve(&written.palette)?);
        }
        let styles = Role::ALL.map(|role| {
            let mut at = role;
            loop {
                match (given[at as usize], at.fallback()) {
                    (Some(style), _) => return style,
                    (None, Some(next)) => at = next,
                    (None, None) => return Style::default(),
                }
            }
        });
        let Written { name, appearance, patterned, .. } = written;
        Ok(Self { name, appearance, patterned, styles })
    }

    /// A theme that comes with the program.
    pub fn built_in(name: &str) -> Result<Self, ThemeError> {
        let (_, text) = BUILT_IN
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| ThemeError::UnknownTheme(name.to_owned()))?;
        Self::parse(text)
    }

    /// How a role looks.
    pub const fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The same theme with no more colours than a terminal can show.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        for style in &mut self.styles {
            style.fg = style.fg.and_then(|colour| colour.at(depth));
            style.bg = style.bg.and_then(|colour| colour.at(depth));
        }
        self
    }
}

impl WrittenStyle {
    fn resolve(&self, palette: &BTreeMap<String, String>) -> Result<Style, ThemeError> {
        let colour = |name: &String| {
            let written = palette.get(name).unwrap_or(name);
            Colour::parse(written).ok_or_else(|| ThemeError::UnknownColour(written.clone()))
        };
        Ok(match self {
            Self::Colour(name) => Style { fg: Some(colour(name)?), ..Style::default() },
            Self::Whole(whole) => Style {
                fg: whole.fg.as_ref().map(colour).transpose()?,
                bg: whole.bg.as_ref().map(colour).transpose()?,
                bold: whole.bold,
                underline: whole.underline,
                reverse: whole.reverse,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_and_says_each_role_itself() {
        for (name, text) in BUILT_IN {
            let theme = Theme::parse(text).unwrap();
            assert_eq!(theme.name, name);
        }
    }

    #[test]
    fn text_can_be_read_on_its_background() {
        // WCAG 2.2: 7:1 for text, 4.5:1 for the rest that is read, 3:1 for marks (1.4.11).
        for name in ["harbour", "paper"] {
            let theme = Theme::built_in(name).unwrap();
            let page = theme.style(Role::Text).bg.unwrap();
            let least = |role: Role| match role {
                Role::Text | Role::Heading => Some(7.0),
                Role::Muted
                | Role::Accent
                | Role::HintKey
                | Role::HintText
                | Role::Within
                | Role::Tight
                | Role::Unfunded
                | Role::Over
                | Role::Ineligible
                | Role::Impossible
                | Role::Invalid
                | Role::Unsaved => Some(4.5),
                Role::Stage1
                | Role::Stage2
                | Role::Stage3
                | Role::Stage4
                | Role::Stage5
                | Role::Stage6
                | Role::Stage7
                | Role::Stage8
                | Role::Critical
                | Role::Link
                | Role::Today
                | Role::Spend
                | Role::Envelope => Some(3.0),
                _ => None,
            };
            for role in Role::ALL {
                let style = theme.style(role);
                if let (Some(least), Some(fg)) = (least(role), style.fg) {
                    let measured = contrast(fg, style.bg.unwrap_or(page)).unwrap();
                    assert!(measured >= least, "{name} {}: {measured:.1}", role.name());
                }
            }
        }
    }

    #[test]
    fn a_slip_in_a_theme_is_named() {
        let slip = "name = 'x'\nappearance = 'any'\n[role]\nmutde = 'red'\n";
        assert_eq!(
            Theme::parse(slip).unwrap_err().to_string(),
            "there is no role `mutde`; did you mean `muted`?"
        );
        let colour = "name = 'x'\nappearance = 'any'\n[role]\nmuted = '#12'\n";
        assert!(matches!(Theme::parse(colour), Err(ThemeError::UnknownColour(_))));
    }

    #[test]
    fn mono_has_no_colour() {
        let theme = Theme::built_in("mono").unwrap();
        assert!(
            Role::ALL.iter().all(|role| theme.style(*role).fg.is_none() && theme.style(*role).bg.is_none())
        );
        let bare = Theme::built_in("harbour").unwrap().at(Depth::None);
        assert!(Role::ALL.iter().all(|role| bare.style(*role).fg.is_none()));
    }
}
