//! The themes there are: those that come with the program, and the user's own.

use super::read::read;
use super::{Theme, ThemeError};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Source, faults};
use crate::keys::nearest;

/// The themes that come with the program, by name.
pub const BUILT_IN: [(&str, &str); 6] = [
    ("harbour", include_str!("../../themes/harbour.toml")),
    ("paper", include_str!("../../themes/paper.toml")),
    ("projector", include_str!("../../themes/projector.toml")),
    ("clear", include_str!("../../themes/clear.toml")),
    ("ansi16", include_str!("../../themes/ansi16.toml")),
    ("mono", include_str!("../../themes/mono.toml")),
];

/// The themes there are.
///
/// *Shape*: those that come with the program in their order, then the user's by name.
#[derive(Debug, Clone)]
pub struct Library {
    originals: Vec<(String, Source)>,
    own: Vec<(String, Source)>,
}

impl Default for Library {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Library {
    /// The themes of the program and the user's own: each its name (that of the file, without `.toml`) and its text.
    ///
    /// A theme of the user with the name of one of the program takes its place.
    pub fn new(mut own: Vec<(String, Source)>) -> Self {
        let original = |(name, text): &(&str, &str)| ((*name).to_owned(), Source::new(*name, *text));
        own.sort_by(|one, other| one.0.cmp(&other.0));
        Self { originals: BUILT_IN.iter().map(original).collect(), own }
    }

    /// What the themes are called.
    pub fn names(&self) -> Vec<&str> {
        let original = |name: &str| BUILT_IN.iter().any(|(known, _)| *known == name);
        let own = self.own.iter().map(|(name, _)| name.as_str()).filter(|name| !original(name));
        BUILT_IN.iter().map(|(name, _)| *name).chain(own).collect()
    }

    /// A theme by its name, whatever is wrong with its file.
    pub fn theme(&self, name: &str) -> Result<Theme, ThemeError> {
        let source = self.source(name);
        let source = source.ok_or_else(|| ThemeError::Unknown(name.to_owned(), self.suggestion(name)))?;
        Ok(read(self, name, source).0)
    }

    /// What is wrong with the user's themes: each file that something is wrong with, as a document, and what.
    pub fn problems(&self) -> Vec<(Document, Vec<Diagnostic>)> {
        self.own.iter().filter_map(|(name, _)| self.wrong(name)).collect()
    }

    /// What is wrong with a theme of the user's: its file as a document, and what; `None`: nothing is.
    pub fn wrong(&self, name: &str) -> Option<(Document, Vec<Diagnostic>)> {
        let (_, source) = self.own.iter().find(|(known, _)| known == name)?;
        let document = Document::new(source.clone());
        let mut found = faults(&document);
        found.extend(read(self, name, source).1);
        (!found.is_empty()).then_some((document, found))
    }

    /// The same themes and another one of the user's, which takes the place of one of that name.
    #[must_use]
    pub fn with(mut self, name: &str, source: Source) -> Self {
        self.own.retain(|(known, _)| known != name);
        self.own.push((name.to_owned(), source));
        self.own.sort_by(|one, other| one.0.cmp(&other.0));
        self
    }

    /// Where the user's theme of that name stands; `None`: it comes with the program.
    pub fn file(&self, name: &str) -> Option<&str> {
        self.own.iter().find(|(known, _)| known == name).map(|(_, source)| source.name.as_str())
    }

    /// What to say to somebody who asked for a theme that is not there.
    pub fn suggestion(&self, name: &str) -> String {
        let names = self.names();
        match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("choose one of {}", names.join(", ")),
        }
    }

    pub(super) fn source(&self, name: &str) -> Option<&Source> {
        let own = self.own.iter().find(|(known, _)| known == name).map(|(_, source)| source);
        own.or_else(|| self.original(name))
    }

    /// The text of a theme that comes with the program.
    pub(super) fn original(&self, name: &str) -> Option<&Source> {
        self.originals.iter().find(|(known, _)| known == name).map(|(_, source)| source)
    }

    /// Whether a text is one that comes with the program.
    pub(super) fn is_original(&self, source: &Source) -> bool {
        self.originals.iter().any(|(_, known)| std::ptr::eq(known, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Colour, Role};

    fn library(themes: &[(&str, &str)]) -> Library {
        let own =
            |(name, text): &(&str, &str)| ((*name).to_owned(), Source::new(format!("{name}.toml"), *text));
        Library::new(themes.iter().map(own).collect())
    }

    fn said(themes: &[(&str, &str)]) -> Vec<String> {
        let line = |(document, found): (Document, Vec<Diagnostic>)| {
            let line = |it: &Diagnostic| {
                let help = it.help.clone().unwrap_or_default();
                format!("{} | {help}", crate::document::render_line(&document, it))
            };
            found.iter().map(line).collect::<Vec<_>>()
        };
        library(themes).problems().into_iter().flat_map(line).collect()
    }

    #[test]
    fn nothing_is_wrong_with_the_themes_of_the_program() {
        assert_eq!(said(&BUILT_IN), [""; 0]);
        for (name, _) in BUILT_IN {
            assert_eq!(Library::default().theme(name).unwrap().name, name);
        }
    }

    #[test]
    fn an_heir_says_only_what_is_different() {
        let own = library(&[(
            "night",
            "inherits = \"harbour\"\n[palette]\npage = \"#000000\"\n[role]\nover = 196\n",
        )]);
        let (night, harbour) = (own.theme("night").unwrap(), own.theme("harbour").unwrap());
        assert_eq!(night.style(Role::Text).bg, Some(Colour::Rgb(0, 0, 0)));
        assert_eq!(night.style(Role::Text).fg, harbour.style(Role::Text).fg);
        assert_eq!(night.style(Role::Over).fg, Some(Colour::Indexed(196)));
        assert_eq!(night.appearance, harbour.appearance);
    }

    #[test]
    fn a_theme_may_take_the_place_of_one_of_the_program_and_inherit_it() {
        let own = library(&[("harbour", "inherits = \"harbour\"\n[role]\nover = \"#ff0000\"\n")]);
        let theme = own.theme("harbour").unwrap();
        assert_eq!(theme.style(Role::Over).fg, Some(Colour::Rgb(255, 0, 0)));
        assert_eq!(theme.style(Role::Text), Library::default().theme("harbour").unwrap().style(Role::Text));
        assert!(own.problems().is_empty());
        assert_eq!(own.names().len(), BUILT_IN.len());
    }

    #[test]
    fn every_slip_is_named_at_once_with_its_place() {
        let text = "inherits = \"harbor\"\napperance = \"dark\"\npatterned = 1\n[palette]\nink = \"#12\"\n\
                    [role]\nmutde = \"red\"\ntext = { fg = \"ink\", bolt = true }\nover = \"crimson\"\n";
        assert_eq!(
            said(&[("x", text)]),
            [
                "x.toml:1:12: error[M501]: there is no theme `harbor` to inherit | did you mean `harbour`?",
                "x.toml:2:1: warning[M101]: there is no key `apperance` | did you mean `appearance`?",
                "x.toml:3:13: error[M102]: `patterned` is not true or false | write true or false",
                "x.toml:5:7: error[M503]: this is no colour | write \"#rrggbb\", a number from 0 to 255 or an ANSI name",
                "x.toml:7:1: warning[M101]: there is no role `mutde` | did you mean `muted`?",
                "x.toml:8:22: warning[M101]: there is no key `bolt` | did you mean `bold`?",
                "x.toml:9:8: error[M503]: this is no colour | write \"#rrggbb\", a number from 0 to 255, a name of the palette or an ANSI name",
            ]
        );
    }

    #[test]
    fn a_circle_is_named_and_ends() {
        let said = said(&[("a", "inherits = \"b\"\n"), ("b", "inherits = \"a\"\n")]);
        assert_eq!(said.len(), 2);
        assert!(said[0].contains("M502") && said[0].contains("a → b → a"), "{said:?}");
        assert!(library(&[("a", "inherits = \"a\"\n")]).theme("a").is_ok());
    }
}
