//! A line that is typed in.

use tui_input::{Input, InputRequest};

use crate::display::width;
use crate::theme::Role;
use crate::tui::canvas::Canvas;
use crate::tui::key::{Code, Key, Name};
use crate::tui::screens::Caret;

/// Types a key into a line; whether it was one for it.
pub fn typed(input: &mut Input, key: Key) -> bool {
    let request = match key.code {
        Code::Char(c) if key.ctrl => match c {
            'a' => InputRequest::GoToStart,
            'e' => InputRequest::GoToEnd,
            'w' => InputRequest::DeletePrevWord,
            'u' => InputRequest::DeleteFromStart,
            _ => return false,
        },
        Code::Char(_) if key.alt => return false,
        Code::Char(c) => InputRequest::InsertChar(c),
        Code::Named(Name::Backspace) => InputRequest::DeletePrevChar,
        Code::Named(Name::Delete) => InputRequest::DeleteNextChar,
        Code::Named(Name::Left) if key.ctrl => InputRequest::GoToPrevWord,
        Code::Named(Name::Right) if key.ctrl => InputRequest::GoToNextWord,
        Code::Named(Name::Left) => InputRequest::GoToPrevChar,
        Code::Named(Name::Right) => InputRequest::GoToNextChar,
        Code::Named(Name::Home) => InputRequest::GoToStart,
        Code::Named(Name::End) => InputRequest::GoToEnd,
        Code::Named(_) | Code::F(_) => return false,
    };
    input.handle(request);
    true
}

/// As many characters as a line may have, pasted text included.
pub const MOST_IN_LINE: usize = 4_000;
/// As many as a text of several lines may have.
pub const MOST_IN_LINES: usize = 16_000;

/// Pastes a text as one line; whether there was room for all of it.
pub fn pasted(input: &mut Input, text: &str) -> bool {
    let line: String = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    inserted(input, line.chars().filter(|c| !c.is_control()), MOST_IN_LINE)
}

/// Puts characters where the caret stands, up to a length of the whole; whether there was room for all of them.
fn inserted(input: &mut Input, chars: impl Iterator<Item = char>, most: usize) -> bool {
    let value = input.value();
    let (length, caret) = (value.chars().count(), input.cursor());
    let at = value.char_indices().nth(caret).map_or(value.len(), |(at, _)| at);
    let mut chars = chars.peekable();
    let new: String = chars.by_ref().take(most.saturating_sub(length)).collect();
    let cursor = caret.min(length) + new.chars().count();
    let value = format!("{}{new}{}", &value[..at], &value[at..]);
    *input = Input::new(value).with_cursor(cursor);
    chars.peek().is_none()
}

/// Begins a new line in a text of several.
pub fn new_line(input: &mut Input) {
    input.handle(InputRequest::InsertChar('\n'));
}

/// Moves the caret to the line below or above; whether there is one.
pub fn to_line(input: &mut Input, down: bool) -> bool {
    let text: Vec<char> = input.value().chars().collect();
    let begin = |at: usize| text[..at].iter().rposition(|c| *c == '\n').map_or(0, |mark| mark + 1);
    let end = |at: usize| text[at..].iter().position(|c| *c == '\n').map_or(text.len(), |mark| at + mark);
    let at = input.cursor().min(text.len());
    let column = at - begin(at);
    let to = if down {
        let next = end(at) + 1;
        if next > text.len() {
            return false;
        }
        (next + column).min(end(next))
    } else {
        let Some(above) = begin(at).checked_sub(1) else { return false };
        (begin(above) + column).min(above)
    };
    input.handle(InputRequest::SetCursor(to));
    true
}

/// Pastes a text with its lines; whether there was room for all of it.
pub fn pasted_lines(input: &mut Input, text: &str) -> bool {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    inserted(input, text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()), MOST_IN_LINES)
}

/// Draws a line that is typed in; where the caret stands.
pub fn draw(canvas: &mut Canvas, x: u16, y: u16, cells: u16, input: &Input, role: Role) -> Caret {
    let cells = cells.min(canvas.width().saturating_sub(x));
    if cells == 0 {
        return None;
    }
    let mut line = canvas.part(x, y, cells, 1);
    line.fill(role);
    // The part before the caret decides how far the line is scrolled.
    let before: String = input.value().chars().take(input.cursor()).collect();
    let room = usize::from(cells) - 1;
    let mut skipped = 0;
    let mut shown = input.value();
    let whole = width(&before);
    while whole.saturating_sub(skipped) > room {
        let Some(first) = shown.chars().next() else { break };
        skipped += width(first.encode_utf8(&mut [0; 4]));
        shown = &shown[first.len_utf8()..];
    }
    line.text(0, 0, cells, shown, role);
    let column = (whole - skipped.min(whole)) as u16;
    Some((line.area.x + column.min(cells - 1), line.area.y))
}

/// A line with a text in it, the caret at its end.
pub fn of(text: &str) -> Input {
    Input::new(text.to_owned())
}
