//! The keys of every command: those of the table, with those that the user has set in their place.
//!
//! Keymap, hints, help and palette all ask here, so that a key is shown as it is bound.

use crate::config::{Binding, Bound};
use crate::diagnostic::{Code, Diagnostic, Origin, Path};
use crate::keys::nearest;

use super::command::{Command, Context, Entry, TABLE, When};
use super::key::{self, Key, sequence};

/// The keys of every command.
#[derive(Debug, Clone)]
pub struct Bindings {
    /// One list for each row of the table, in its order.
    keys: Vec<Vec<Vec<Key>>>,
    /// Whether keys are spelled out, because the terminal has no arrows.
    spelled: bool,
}

impl Default for Bindings {
    fn default() -> Self {
        Self { keys: TABLE.iter().map(|entry| entry.sequences().collect()).collect(), spelled: false }
    }
}

/// Commands that must keep a key, or there would be no way out.
const NEEDED: [Command; 10] = [
    Command::Quit,
    Command::ListLeave,
    Command::FormLeave,
    Command::PickLeave,
    Command::DayLeave,
    Command::Leave,
    Command::PutBack,
    Command::ChoiceLater,
    Command::DecisionLeave,
    Command::PresentLeave,
];

impl Bindings {
    /// The keys of the table with the user's in their place, and what is wrong with those, placed in the settings file.
    ///
    /// A binding that something is wrong with leaves its command the keys it has.
    pub fn new(bound: &[Binding]) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut own: Vec<(usize, &Binding, Vec<Vec<Key>>)> = Vec::new();
        for binding in bound {
            if let Some((row, keys)) = read(binding, &mut found) {
                own.push((row, binding, keys));
            }
        }
        // Taking one back may give a key to its command that another has taken, so this goes on until nothing clashes.
        loop {
            let mut bindings = Self::default();
            for (row, _, keys) in &own {
                bindings.keys[*row].clone_from(keys);
            }
            let clash = own.iter().position(|(row, binding, _)| {
                let clash = bindings.clash(*row);
                if let Some((keys, other)) = &clash {
                    found.push(shared(binding, keys, other));
                }
                clash.is_some()
            });
            match clash {
                Some(at) => own.remove(at),
                None => return (bindings, found),
            };
        }
    }

    /// The same with keys spelled out, for terminals without arrows.
    #[must_use]
    pub fn spelled(mut self, spelled: bool) -> Self {
        self.spelled = spelled;
        self
    }

    /// The keys of a command.
    pub fn of(&self, command: Command) -> &[Vec<Key>] {
        &self.keys[command as usize]
    }

    /// The first key of a command for people; empty when it has none.
    pub fn first(&self, command: Command) -> String {
        self.of(command).first().map(|keys| self.shown(keys)).unwrap_or_default()
    }

    /// All keys of a command for people.
    pub fn all(&self, command: Command) -> Vec<String> {
        self.of(command).iter().map(|keys| self.shown(keys)).collect()
    }

    /// `lead key word` for the end of a sentence, or nothing when the command has no key.
    pub fn after(&self, lead: &str, command: Command, word: &str) -> String {
        let key = self.first(command);
        if key.is_empty() { key } else { format!("{lead}{key} {word}") }
    }

    /// Keys in a row for people.
    pub fn shown(&self, keys: &[Key]) -> String {
        if self.spelled { key::spelled(keys) } else { key::shown(keys) }
    }

    /// The first key of a row that clashes with another command, and that command.
    fn clash(&self, row: usize) -> Option<(Vec<Key>, &'static Entry)> {
        let own = &TABLE[row];
        let others = TABLE.iter().enumerate().filter(|(at, other)| *at != row && meet(own, other));
        for (at, other) in others {
            for keys in &self.keys[row] {
                let begins = |theirs: &Vec<Key>| theirs.starts_with(keys) || keys.starts_with(theirs);
                if self.keys[at].iter().any(begins) {
                    return Some((keys.clone(), other));
                }
            }
        }
        None
    }
}

/// Reads a binding: the row of its command, and its keys.
fn read(binding: &Binding, found: &mut Vec<Diagnostic>) -> Option<(usize, Vec<Vec<Key>>)> {
    let name = &binding.command.written;
    let Some(row) = TABLE.iter().position(|entry| entry.name == name) else {
        let help = nearest(name, TABLE.iter().map(|entry| entry.name)).map_or_else(
            || "docs/keys.md lists the commands with their names".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("there is no command `{name}`");
        found.push(at(Code::UnknownCommand, name, &binding.command, message).help(help));
        return None;
    };
    let entry = &TABLE[row];
    if binding.keys.is_empty() && NEEDED.contains(&entry.command) {
        let message = format!("`{name}` needs a key, or there is no way out");
        found.push(
            at(Code::BadKey, name, &binding.command, message).help("give it one, or take this line out"),
        );
        return None;
    }
    let mut keys = Vec::new();
    for bound in &binding.keys {
        let Some(read) = sequence(&bound.written) else {
            let message = format!("`{}` is no key", bound.written);
            let help = "write keys as docs/keys.md does: \"j\", \"Ctrl+s\", \"Shift+Left\", \"F2\", \"g g\"";
            found.push(at(Code::BadKey, name, bound, message).help(help));
            return None;
        };
        if types(entry.context) && read.iter().any(|key| key.typed().is_some()) {
            let message = format!("`{}` types where `{name}` would be run", bound.written);
            let help = "take a key that types nothing: \"Ctrl+…\", a function key, Enter, Tab, an arrow";
            found.push(at(Code::BadKey, name, bound, message).help(help));
            return None;
        }
        keys.push(read);
    }
    Some((row, keys))
}

fn at(code: Code, command: &str, bound: &Bound, message: String) -> Diagnostic {
    Diagnostic::new(code, Path::new(["keys", command]), message)
        .origin(Origin { source: 0, span: bound.span.clone() })
}

fn shared(binding: &Binding, keys: &[Key], other: &Entry) -> Diagnostic {
    let bound = binding.keys.iter().find(|it| sequence(&it.written).as_deref() == Some(keys));
    let (name, shown) = (&binding.command.written, key::shown(keys));
    let message = format!("`{shown}` of `{name}` is, begins or goes on from a key of `{}`", other.name);
    let help = format!("choose another key, or give `{}` another one as well", other.name);
    at(Code::SharedKey, name, bound.unwrap_or(&binding.command), message).help(help)
}

/// Whether two commands can be meant by keys at the same time.
fn meet(one: &Entry, other: &Entry) -> bool {
    let beside = [
        [Context::Items, Context::List].as_slice(),
        [Context::Views, Context::List].as_slice(),
        [Context::Scenarios, Context::List].as_slice(),
        [Context::Differences, Context::List].as_slice(),
        [Context::Roadmap, Context::Rows, Context::Marks].as_slice(),
        [Context::Table, Context::Rows, Context::Marks].as_slice(),
        [Context::Network, Context::Marks].as_slice(),
    ];
    let together = one.context == other.context
        || beside.iter().any(|these| these.contains(&one.context) && these.contains(&other.context))
        || (one.context == Context::Anywhere && beside_anywhere(other.context))
        || (other.context == Context::Anywhere && beside_anywhere(one.context));
    let never_both = [
        [When::OnInitiative, When::OnLane, When::OnStage].as_slice(),
        [When::Recovering, When::Conflicting].as_slice(),
    ];
    let apart = one.when != other.when
        && never_both.iter().any(|whens| whens.contains(&one.when) && whens.contains(&other.when));
    together && !apart
}

/// Whether what can be done anywhere can be done there too.
const fn beside_anywhere(context: Context) -> bool {
    match context {
        Context::Roadmap
        | Context::Rows
        | Context::Marks
        | Context::Money
        | Context::Table
        | Context::Network
        | Context::Changes
        | Context::Past
        | Context::Problems => true,
        Context::Anywhere
        | Context::Cell
        | Context::Filter
        | Context::Grab
        | Context::Drag
        | Context::Trial
        | Context::Link
        | Context::Paste
        | Context::Form
        | Context::Pick
        | Context::Calendar
        | Context::List
        | Context::Items
        | Context::Views
        | Context::Scenarios
        | Context::Differences
        | Context::Choice
        | Context::Question
        | Context::Decision
        | Context::Gates
        | Context::Presenter
        | Context::Solve => false,
    }
}

/// Whether letters are typed there.
const fn types(context: Context) -> bool {
    match context {
        Context::Cell
        | Context::Link
        | Context::Filter
        | Context::Form
        | Context::Pick
        | Context::Calendar
        | Context::List
        | Context::Items
        | Context::Views
        | Context::Scenarios
        | Context::Differences
        | Context::Question
        | Context::Decision => true,
        Context::Anywhere
        | Context::Roadmap
        | Context::Rows
        | Context::Marks
        | Context::Money
        | Context::Table
        | Context::Network
        | Context::Changes
        | Context::Past
        | Context::Problems
        | Context::Grab
        | Context::Drag
        | Context::Trial
        | Context::Paste
        | Context::Choice
        | Context::Gates
        | Context::Presenter
        | Context::Solve => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::document::{Source, render_line};

    /// The bindings of a settings file, and what is said of it.
    fn read(keys: &str) -> (Bindings, Vec<String>) {
        let mut config = Config { there: true, ..Config::default() };
        config.take(Source::new("settings.toml", format!("[keys]\n{keys}")));
        let (bindings, found) = Bindings::new(&config.settings.keys);
        config.add(found);
        let (document, found) = &config.problems[0];
        (bindings, found.iter().map(|it| render_line(document, it)).collect())
    }

    #[test]
    fn a_users_keys_stand_in_the_place_of_the_tables() {
        let (bindings, said) =
            read("save = \"F5\"\nedit = [\"Enter\", \"i\"]\nredraw = []\nundo = \"Ctrl+l\"\n");
        assert_eq!(said, [""; 0]);
        assert_eq!(bindings.all(Command::Save), ["F5"]);
        assert_eq!(bindings.first(Command::EditItem), "Enter");
        assert_eq!(bindings.after("; ", Command::Redraw, "draws again"), "");
        assert_eq!(bindings.after("; ", Command::Undo, "undoes"), "; ^L undoes");
        assert_eq!(bindings.first(Command::Quit), "q");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_the_command_keeps_its_keys() {
        let (bindings, said) = read(
            "sav = \"F2\"\nundo = \"Ctrl-z\"\nlist-take = \"x\"\nquit = []\nhelp = \"u\"\ntoday = \"g\"\n",
        );
        assert_eq!(
            said,
            [
                "settings.toml:2:1: error[M504]: there is no command `sav`",
                "settings.toml:3:8: error[M505]: `Ctrl-z` is no key",
                "settings.toml:4:13: error[M505]: `x` types where `list-take` would be run",
                "settings.toml:5:1: error[M505]: `quit` needs a key, or there is no way out",
                "settings.toml:6:8: error[M506]: `u` of `help` is, begins or goes on from a key of `undo`",
                "settings.toml:7:9: error[M506]: `g` of `today` is, begins or goes on from a key of `first`",
            ]
        );
        for entry in TABLE {
            assert_eq!(bindings.of(entry.command), Bindings::default().of(entry.command), "{}", entry.name);
        }
    }

    #[test]
    fn two_commands_may_exchange_their_keys() {
        let (bindings, said) = read("undo = \"U\"\nredo = \"u\"\n");
        assert_eq!(said, [""; 0]);
        assert_eq!((bindings.first(Command::Undo), bindings.first(Command::Redo)), ("U".into(), "u".into()));
        // With only one of the two moved, both would be meant.
        let (bindings, said) = read("undo = \"U\"\n");
        assert!(said.len() == 1 && said[0].contains("`redo`"), "{said:?}");
        assert_eq!(bindings.first(Command::Undo), "u");
    }

    #[test]
    fn the_table_itself_has_no_clash() {
        let bindings = Bindings::default();
        for (row, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.command as usize, row);
            let clash = bindings.clash(row).map(|(keys, other)| (key::shown(&keys), other.name));
            assert_eq!(clash, None, "{}", entry.name);
        }
    }
}
