//! Line ends, byte order mark and the end of the last line: taken off, merged by themselves, and put back.

/// How the lines of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    mark: bool,
    /// Whether every line ends in a carriage return and a line feed.
    returns: bool,
    /// Whether the last line ends.
    last: bool,
}

const MARK: char = '\u{feff}';

impl Ends {
    pub(super) fn of(text: &str) -> Self {
        let feeds = || text.bytes().filter(|byte| *byte == b'\n').count();
        let returns = if text.as_bytes().contains(&b'\r') { text.matches("\r\n").count() } else { 0 };
        Self {
            mark: text.starts_with(MARK),
            returns: returns > 0 && returns == feeds(),
            last: text.ends_with('\n'),
        }
    }

    /// The text without mark, its lines ended by line feeds; lines that end in different ways stay so.
    pub(super) fn plain(self, text: &str) -> String {
        let text = text.strip_prefix(MARK).unwrap_or(text);
        if self.returns { text.replace("\r\n", "\n") } else { text.to_owned() }
    }

    /// What only one side changed counts; without a base that of ours does.
    pub(super) fn merged(base: Option<Self>, ours: Self, theirs: Self) -> Self {
        let Some(base) = base else { return ours };
        let one = |of: fn(Self) -> bool| if of(base) == of(ours) { of(theirs) } else { of(ours) };
        Self { mark: one(|it| it.mark), returns: one(|it| it.returns), last: one(|it| it.last) }
    }

    pub(super) fn restored(self, text: &str) -> String {
        let mut out = if self.mark { MARK.to_string() } else { String::new() };
        out.push_str(text);
        match (self.last, out.ends_with('\n')) {
            (true, false) if !text.is_empty() => out.push('\n'),
            // Behind a marker the line must end.
            (false, true) if !last_line(text).starts_with(">>>") => {
                out.pop();
            }
            _ => {}
        }
        if self.returns { out.replace('\n', "\r\n") } else { out }
    }
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}
