//! A settings file read by the table: what it says, and everything that is wrong with it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::table::{Kind, Setting, TABLE, setting};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Form, Index, NodeId, Source, Written};
use crate::theme::Library;

/// A setting that the file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What it says.
    pub value: String,
    /// In which line of the file.
    pub line: usize,
}

/// A key as it is written, and the bytes it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// As it is written.
    pub written: String,
    /// Its bytes in the settings file.
    pub span: Range<usize>,
}

/// The keys of a command, in place of those it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The command as it is written, with the bytes of that.
    pub command: Bound,
    /// Its keys; none: it has none.
    pub keys: Vec<Bound>,
    /// In which line of the file it stands.
    pub line: usize,
}

/// What a settings file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    given: BTreeMap<&'static str, Given>,
    /// The keys that are bound, in the order of the file.
    pub keys: Vec<Binding>,
}

impl Settings {
    /// What the file says of a setting, if it does.
    pub fn given(&self, name: &str) -> Option<&Given> {
        self.given.get(name)
    }

    /// What counts for a setting of the table: what the file says, or the default.
    pub fn value(&self, name: &str) -> &str {
        let default = setting(name).map_or("", |row| row.default);
        self.given(name).map_or(default, |given| given.value.as_str())
    }
}

/// Reads a settings file; what cannot be read is as if it were not there.
pub(super) fn read(source: &Source, themes: &Library) -> (Settings, Vec<Diagnostic>) {
    let mut file = Written::new(source);
    let mut settings = Settings::default();
    for id in file.children(Index::ROOT) {
        let key = file.key(id);
        match (setting(key), key) {
            (Some(row), _) => {
                if let Some(value) = value(&mut file, id, row, themes) {
                    let line = source.place(file.key_span(id).start).line;
                    settings.given.insert(row.name, Given { value, line });
                }
            }
            (None, "keys") => keys(&mut file, id, &mut settings),
            (None, _) => {
                let names = || TABLE.iter().map(|row| row.name).chain(["keys"]);
                let all = format!("settings are {}", names().collect::<Vec<_>>().join(", "));
                file.unknown(Code::UnknownKey, id, key, "setting", names(), all);
            }
        }
    }
    (settings, file.found)
}

fn value(file: &mut Written<'_>, id: NodeId, row: &Setting, themes: &Library) -> Option<String> {
    if row.kind == Kind::Switch {
        return file.truth(id, row.name).map(|on| on.to_string());
    }
    let Some(value) = file.string(id) else {
        let wanted = match row.kind {
            Kind::Theme => "the name of a theme in quotes".to_owned(),
            Kind::OneOf(words) => quoted(words),
            Kind::Switch => "true or false".to_owned(),
        };
        file.wrong_type(id, row.name, &wanted);
        return None;
    };
    let span = file.value_span(id);
    match row.kind {
        Kind::Theme if value == row.default || themes.names().contains(&value.as_str()) => Some(value),
        Kind::Theme => {
            let message = format!("there is no theme `{value}`");
            file.say(Code::UnknownTheme, row.name, span, message, themes.suggestion(&value));
            None
        }
        Kind::Switch => None,
        Kind::OneOf(words) if words.contains(&value.as_str()) => Some(value),
        Kind::OneOf(words) => {
            let near = crate::keys::nearest(&value, words.iter().copied());
            let help = near.map_or_else(
                || format!("write {}", quoted(words)),
                |near| format!("did you mean \"{near}\"? It may be {}", quoted(words)),
            );
            let message = format!("`{}` is not `{value}`", row.name);
            file.say(Code::BadChoice, row.name, span, message, help);
            None
        }
    }
}

/// `"a", "b" or "c"`.
fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The table `[keys]`: a command and its key, or its keys.
fn keys(file: &mut Written<'_>, table: NodeId, settings: &mut Settings) {
    const WANTED: &str = "a table of commands with their keys, as in [keys] save = \"Ctrl+s\"";
    if !file.form(table).is_table() {
        file.wrong_type(table, "keys", WANTED);
        return;
    }
    for id in file.children(table) {
        let at = format!("keys.{}", file.key(id));
        let items = if file.form(id) == Form::Array { file.children(id) } else { vec![id] };
        let mut keys = Vec::new();
        let mut wrong = false;
        for item in items {
            if let Some(written) = file.string(item) {
                keys.push(Bound { written, span: file.value_span(item) });
            } else {
                file.wrong_type(item, &at, "a key or a list of keys, each in quotes");
                wrong = true;
            }
        }
        if !wrong {
            let span = file.key_span(id);
            let line = file.source.place(span.start).line;
            settings.keys.push(Binding {
                command: Bound { written: file.key(id).to_owned(), span },
                keys,
                line,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, render_line};

    fn said(text: &str) -> (Settings, Vec<String>) {
        let document = Document::new(Source::new("settings.toml", text));
        let (settings, found) = read(&document.sources()[0], &Library::default());
        let line = |it: &Diagnostic| {
            format!("{} | {}", render_line(&document, it), it.help.as_deref().unwrap_or_default())
        };
        let said = found.iter().map(line).collect();
        (settings, said)
    }

    #[test]
    fn what_is_right_is_taken_with_its_line() {
        let (settings, said) = said(
            "theme = \"paper\"\nglyphs = \"ascii\"\nmouse = false\n\n[keys]\nsave = \"F2\"\nundo = [\"u\", \"Ctrl+z\"]\nhelp = []\n",
        );
        assert_eq!(said, [""; 0]);
        assert_eq!((settings.value("theme"), settings.value("view")), ("paper", "roadmap"));
        assert_eq!(settings.value("mouse"), "false");
        assert_eq!(settings.given("glyphs").map(|it| it.line), Some(2));
        let keys: Vec<_> =
            settings.keys.iter().map(|it| (it.command.written.as_str(), it.keys.len())).collect();
        assert_eq!(keys, [("save", 1), ("undo", 2), ("help", 0)]);
    }

    #[test]
    fn everything_wrong_is_said_at_once_with_its_place_and_the_default_counts() {
        let (settings, said) = said(
            "theme = \"harbor\"\ntheem = \"paper\"\nview = 3\nzoom = \"quartr\"\nglyphs = \"emoji\"\n\n[keys]\nsave = 5\n",
        );
        assert_eq!(
            said,
            [
                "settings.toml:1:9: error[M501]: there is no theme `harbor` | did you mean `harbour`?",
                "settings.toml:2:1: warning[M101]: there is no setting `theem` | did you mean `theme`?",
                "settings.toml:3:8: error[M102]: `view` is not \"roadmap\", \"money\", \"initiatives\", \"network\", \"changes\" or \"problems\" | \
                 write \"roadmap\", \"money\", \"initiatives\", \"network\", \"changes\" or \"problems\"",
                "settings.toml:4:8: error[M109]: `zoom` is not `quartr` | did you mean \"quarter\"? It may be \"fit\", \
                 \"day\", \"month\", \"quarter\" or \"year\"",
                "settings.toml:5:10: error[M109]: `glyphs` is not `emoji` | write \"auto\", \"full\", \"cjk\" or \"ascii\"",
                "settings.toml:8:8: error[M102]: `keys.save` is not a key or a list of keys, each in quotes | \
                 write a key or a list of keys, each in quotes",
            ]
        );
        assert_eq!((settings.value("theme"), settings.value("zoom")), ("auto", "fit"));
        assert!(settings.keys.is_empty());
    }
}
