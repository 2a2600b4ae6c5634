//! Keys: as the terminal sends them, as the command table writes them, and as people read them.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with what is held down beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never for characters, which say it by themselves.
    pub shift: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character; Space is one.
    Char(char),
    /// A key with a name.
    Named(Name),
    /// A function key.
    F(u8),
}

macro_rules! names {
    ($($name:ident $written:literal $shown:literal $code:path;)*) => {
        /// A key with a name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Name { $(#[doc = concat!("The key `", $written, "`.")] $name,)* }

        impl Name {
            const ALL: &'static [(Self, &'static str, &'static str)] = &[$((Self::$name, $written, $shown),)*];

            fn of(code: KeyCode) -> Option<Self> {
                match code {
                    $($code => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

names! {
    Enter "Enter" "Enter" KeyCode::Enter;
    Esc "Esc" "Esc" KeyCode::Esc;
    Tab "Tab" "Tab" KeyCode::Tab;
    Backspace "Backspace" "Backspace" KeyCode::Backspace;
    Delete "Delete" "Del" KeyCode::Delete;
    Insert "Insert" "Ins" KeyCode::Insert;
    Left "Left" "←" KeyCode::Left;
    Right "Right" "→" KeyCode::Right;
    Up "Up" "↑" KeyCode::Up;
    Down "Down" "↓" KeyCode::Down;
    Home "Home" "Home" KeyCode::Home;
    End "End" "End" KeyCode::End;
    PageUp "PageUp" "PgUp" KeyCode::PageUp;
    PageDown "PageDown" "PgDn" KeyCode::PageDown;
}

impl Key {
    /// A character without anything beside it.
    pub const fn char(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false, alt: false, shift: false }
    }

    /// The key of a terminal's event; `None` for keys that have no use here.
    pub fn of(event: KeyEvent) -> Option<Self> {
        let held = |what| event.modifiers.contains(what);
        let (ctrl, alt, shift) =
            (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), held(KeyModifiers::SHIFT));
        let code = match event.code {
            KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::F(number) => Code::F(number),
            KeyCode::BackTab => {
                return Some(Self { code: Code::Named(Name::Tab), ctrl, alt, shift: true });
            }
            other => Code::Named(Name::of(other)?),
        };
        Some(Self { code, ctrl, alt, shift: shift && !matches!(code, Code::Char(_)) })
    }

    /// Reads what the command table writes: `j`, `Ctrl+s`, `Shift+Left`, `F1`, `Space`.
    pub fn parse(written: &str) -> Option<Self> {
        let mut key = Self::char(' ');
        let mut rest = written;
        loop {
            match rest.split_once('+') {
                Some(("Ctrl", after)) => (key.ctrl, rest) = (true, after),
                Some(("Alt", after)) => (key.alt, rest) = (true, after),
                Some(("Shift", after)) => (key.shift, rest) = (true, after),
                Some(_) | None => break,
            }
        }
        let mut letters = rest.chars();
        key.code = match (letters.next()?, letters.next()) {
            (c, None) => Code::Char(c),
            ('F', Some(_)) if rest[1..].parse::<u8>().is_ok() => Code::F(rest[1..].parse().ok()?),
            (_, Some(_)) if rest == "Space" => Code::Char(' '),
            (_, Some(_)) => Code::Named(Name::ALL.iter().find(|(_, name, _)| *name == rest)?.0),
        };
        Some(key)
    }

    /// The character that it types into a field, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            Code::Char(_) | Code::Named(_) | Code::F(_) => None,
        }
    }

    /// Whether it is this named key with nothing beside it.
    pub fn is(self, name: Name) -> bool {
        self == Self { code: Code::Named(name), ctrl: false, alt: false, shift: false }
    }
}

impl fmt::Display for Key {
    /// For people, short: `^S`, `⇧←`, `PgDn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("^")?;
        }
        if self.alt {
            f.write_str("Alt+")?;
        }
        if self.shift {
            f.write_str("⇧")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Named(name) => {
                let (_, _, shown) =
                    Name::ALL.iter().find(|(it, _, _)| *it == name).expect("every name is listed");
                f.write_str(shown)
            }
        }
    }
}

/// Reads keys in a row: `g g`, `d d`.
pub fn sequence(written: &str) -> Option<Vec<Key>> {
    written.split(' ').map(Key::parse).collect()
}

/// Keys in a row for people without signs: `Shift+Left`, `^S`, `g g`.
pub fn spelled(keys: &[Key]) -> String {
    let one = |key: &Key| match key.code {
        Code::Named(name) => {
            let (_, written, _) =
                Name::ALL.iter().find(|(it, _, _)| *it == name).expect("every name is listed");
            let held = |on: bool, word: &'static str| if on { word } else { "" };
            format!("{}{}{}{written}", held(key.ctrl, "^"), held(key.alt, "Alt+"), held(key.shift, "Shift+"))
        }
        Code::Char(_) | Code::F(_) => key.to_string(),
    };
    keys.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Keys in a row for people: `g g`.
pub fn shown(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for (written, shown) in [
            ("j", "j"),
            ("Ctrl+s", "^S"),
            ("Shift+Left", "⇧←"),
            ("Shift+Tab", "⇧Tab"),
            ("F1", "F1"),
            ("Space", "Space"),
            ("+", "+"),
            ("<", "<"),
            ("PageDown", "PgDn"),
        ] {
            assert_eq!(Key::parse(written).map(|key| key.to_string()).as_deref(), Some(shown), "{written}");
        }
        assert_eq!(Key::parse("Nowhere"), None);
    }

    #[test]
    fn a_terminal_and_the_table_mean_the_same_key() {
        let event = |code, modifiers| Key::of(KeyEvent::new(code, modifiers));
        assert_eq!(event(KeyCode::Char('L'), KeyModifiers::SHIFT), Key::parse("L"));
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::SHIFT), Key::parse("Shift+Tab"));
        assert_eq!(event(KeyCode::Left, KeyModifiers::SHIFT), Key::parse("Shift+Left"));
        assert_eq!(event(KeyCode::Char('s'), KeyModifiers::CONTROL), Key::parse("Ctrl+s"));
    }
}
