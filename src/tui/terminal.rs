//! The terminal: entered once, left on every way out, and drawn by differences.
//!
//! Leaving is idempotent and safe at any moment: after a quit, a panic, a signal, or when there is no terminal any more.
//! The drawing is our own and not `ratatui::Terminal`, whose `clear` asks the terminal for its cursor and whose `Drop`
//! panics when the terminal is gone.

mod send;

use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::{clipboard, cursor, event, execute, style, terminal};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::screens::Caret;

static ENTERED: AtomicBool = AtomicBool::new(false);

/// Takes the terminal: raw keys, the other screen, then each optional mode by itself; `with_mouse`: the mouse as well.
pub fn enter(with_mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    if let Err(cause) = execute!(io::stdout(), terminal::EnterAlternateScreen, cursor::Hide) {
        leave();
        return Err(cause);
    }
    // An old console that refuses one of these still works without it.
    let _ = execute!(io::stdout(), event::EnableBracketedPaste);
    if with_mouse {
        let _ = mouse(true);
    }
    Ok(())
}

/// The longest text that is offered to the terminal's clipboard: more than that terminals cut or refuse.
const LONGEST_COPY: usize = 48 * 1024;

/// Offers a text to the terminal's own clipboard (OSC 52), without what could do harm where it is pasted; terminals that do
/// not know this pass over it.
pub fn copy(text: &str) {
    if text.len() > LONGEST_COPY || !ENTERED.load(Ordering::SeqCst) {
        return;
    }
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String =
        text.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns(*c))).collect();
    let _ = execute!(io::stdout(), clipboard::CopyToClipboard::to_clipboard_from(plain));
}

/// Gives the terminal back as it was. Does nothing when it was not taken; ignores that it may be gone.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = mouse(false);
    let _ = execute!(io::stdout(), event::DisableBracketedPaste);
    let _ = execute!(
        io::stdout(),
        style::ResetColor,
        style::SetAttribute(style::Attribute::Reset),
        cursor::Show,
        terminal::LeaveAlternateScreen
    );
    let _ = terminal::disable_raw_mode();
}

/// Buttons, the wheel, movements while a button is down, and that the window is no longer typed into: reports of every
/// movement would wake the program for nothing.
#[cfg(unix)]
pub fn mouse(on: bool) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(if on {
        b"\x1b[?1002h\x1b[?1006h\x1b[?1004h"
    } else {
        b"\x1b[?1004l\x1b[?1003l\x1b[?1002l\x1b[?1006l"
    })?;
    out.flush()
}

/// Asks for every movement while something is dragged: one without a button says that the button was released where
/// nobody could say so.
#[cfg(unix)]
pub fn watch_closely(on: bool) {
    let mut out = io::stdout();
    let modes: &[u8] = if on { b"\x1b[?1003h" } else { b"\x1b[?1003l\x1b[?1002h" };
    let _ = out.write_all(modes).and_then(|()| out.flush());
}

/// Every movement is reported there anyway.
#[cfg(not(unix))]
pub fn watch_closely(_: bool) {}

/// Whether the terminal says what the mouse does.
#[cfg(not(unix))]
pub fn mouse(on: bool) -> io::Result<()> {
    if on {
        execute!(io::stdout(), event::EnableMouseCapture)
    } else {
        execute!(io::stdout(), event::DisableMouseCapture)
    }
}

/// From now on a panic gives the terminal back before it says anything.
pub fn leave_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let says = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            leave();
            says(info);
        }));
    });
}

/// What is drawn, and what the terminal shows.
pub struct Screen<W: Write> {
    to: W,
    /// The bytes of a frame, which go out as one.
    out: Vec<u8>,
    shown: Buffer,
    next: Buffer,
    caret: Caret,
}

impl<W: Write> Screen<W> {
    /// A screen of which nothing is known yet, and where what is drawn goes.
    pub fn new(to: W) -> Self {
        let nothing = Buffer::empty(Rect::ZERO);
        Self { to, out: Vec::with_capacity(1 << 16), shown: nothing.clone(), next: nothing, caret: None }
    }

    /// Forgets what the terminal shows, so that the next frame draws every cell.
    pub fn forget(&mut self) {
        self.shown = Buffer::empty(Rect::ZERO);
    }

    /// Draws a frame, every cell of it, and sends what differs; nothing when nothing does.
    pub fn frame(
        &mut self,
        (columns, rows): (u16, u16),
        draw: impl FnOnce(&mut Buffer) -> Caret,
    ) -> io::Result<()> {
        let area = Rect::new(0, 0, columns, rows);
        // A terminal that is going away says that it has no cells.
        if area.is_empty() {
            return Ok(());
        }
        let anew = self.shown.area != area;
        if anew {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
        }
        let caret = draw(&mut self.next);
        self.out.clear();
        // Terminals that know synchronised output show the frame at once; the others ignore it.
        self.out.extend_from_slice(b"\x1b[?2026h\x1b[?25l");
        if anew {
            self.out.extend_from_slice(b"\x1b[0m\x1b[2J");
        }
        let differs = send::differences(&self.shown, &self.next, &mut self.out);
        if !differs && caret == self.caret && !anew {
            return Ok(());
        }
        if let Some((column, row)) = caret {
            write!(self.out, "\x1b[{};{}H\x1b[?25h", row + 1, column + 1)?;
        }
        self.out.extend_from_slice(b"\x1b[?2026l");
        self.to.write_all(&self.out)?;
        self.to.flush()?;
        self.caret = caret;
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }
}
