//! The table of settings: name, what may be written, what counts without it, one sentence. `docs/settings.md` is made
//! from it.

/// What may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The name of a theme, or `auto` where that is the default.
    Theme,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Switch,
}

/// One row of the table.
#[derive(Debug)]
pub struct Setting {
    /// Its key.
    pub name: &'static str,
    /// What may be written.
    pub kind: Kind,
    /// What counts without it.
    pub default: &'static str,
    /// The variable of the environment that goes before it; empty where there is none.
    pub variable: &'static str,
    /// What it does, as one sentence.
    pub doc: &'static str,
}

/// Every setting that is one value; keys have a table of their own, `[keys]`.
pub static TABLE: [Setting; 7] = [
    Setting {
        name: "theme",
        kind: Kind::Theme,
        default: "auto",
        variable: "MILEPOST_THEME",
        doc: "The theme; `auto` chooses by the terminal: no colours, sixteen, a light or a dark background.",
    },
    Setting {
        name: "theme-dark",
        kind: Kind::Theme,
        default: "harbour",
        variable: "",
        doc: "The theme that `auto` chooses on a dark background.",
    },
    Setting {
        name: "theme-light",
        kind: Kind::Theme,
        default: "paper",
        variable: "",
        doc: "The theme that `auto` chooses on a light background.",
    },
    Setting {
        name: "glyphs",
        kind: Kind::OneOf(&["auto", "full", "cjk", "ascii"]),
        default: "auto",
        variable: "MILEPOST_GLYPHS",
        doc: "The symbols: all, those that are one cell wide on terminals set for Chinese, Japanese or Korean, or ASCII; \
              `auto` takes ASCII where the locale is not UTF-8 and on the console of Linux.",
    },
    Setting {
        name: "view",
        kind: Kind::OneOf(&["roadmap", "money", "initiatives", "network", "changes", "problems"]),
        default: "roadmap",
        variable: "",
        doc: "The view that a plan opens with.",
    },
    Setting {
        name: "zoom",
        kind: Kind::OneOf(&["fit", "day", "month", "quarter", "year"]),
        default: "fit",
        variable: "",
        doc: "How much time the roadmap shows at first.",
    },
    Setting {
        name: "mouse",
        kind: Kind::Switch,
        default: "true",
        variable: "",
        doc: "Whether the planner takes the mouse; without it the terminal selects text by itself, and everything is done by keys.",
    },
];

/// The row of a setting.
pub fn setting(name: &str) -> Option<&'static Setting> {
    TABLE.iter().find(|row| row.name == name)
}

/// The table for people.
pub fn document() -> String {
    let mut text =
        String::from("| setting | may be | without it | before it | does |\n|---|---|---|---|---|\n");
    for row in &TABLE {
        let words = match row.kind {
            Kind::Theme if row.default == "auto" => "a theme, `auto`".to_owned(),
            Kind::Theme => "a theme".to_owned(),
            Kind::Switch => "`true`, `false`".to_owned(),
            Kind::OneOf(words) => words.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", "),
        };
        let before = match row.variable {
            "" => String::new(),
            variable => format!("`--{}`, `{variable}`", row.name),
        };
        text += &format!("| `{}` | {words} | `{}` | {before} | {} |\n", row.name, row.default, row.doc);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Role;

    /// The roles with what they fall back to, for people.
    fn roles() -> String {
        let said = |role: &Role| match role.fallback() {
            Some(fallback) => format!("`{}` ({})", role.name(), fallback.name()),
            None => format!("`{}`", role.name()),
        };
        Role::ALL.iter().map(said).collect::<Vec<_>>().join(", ") + "\n"
    }

    /// A page with what stands between a marker and its end replaced.
    fn filled(page: &str, marker: &str, with: &str) -> String {
        let begin = format!("<!-- {marker} -->\n");
        let (before, after) = page.split_once(&begin).expect("the page has the marker");
        let (_, after) = after.split_once("<!-- end -->").expect("the marker has its end");
        format!("{before}{begin}\n{with}\n<!-- end -->{after}")
    }

    #[test]
    fn the_page_of_settings_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
        let kept = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let fresh = filled(&filled(&kept, "settings", &document()), "roles", &roles());
        if std::env::var_os("MILEPOST_WRITE_DOCS").is_some() {
            std::fs::write(path, fresh).unwrap();
        } else {
            assert_eq!(kept, fresh, "run `MILEPOST_WRITE_DOCS=1 cargo test --lib config`");
        }
    }

    #[test]
    fn every_default_may_be_written() {
        for row in &TABLE {
            assert!(row.doc.ends_with('.'));
            match row.kind {
                Kind::OneOf(words) => assert!(words.contains(&row.default)),
                Kind::Switch => assert!(["true", "false"].contains(&row.default)),
                Kind::Theme => {
                    assert!(row.default == "auto" || crate::theme::Theme::built_in(row.default).is_ok());
                }
            }
        }
    }
}
