//! The planner without a terminal: keys in, frames out. For measuring what a key costs.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use super::app::{App, OnDisk};
use super::event::{Event, Mouse};
use super::hit::BarCells;
use super::screens;
use super::terminal::Screen;
use super::update::{roadmap_parts, update};
use crate::session::Session;
use crate::store::Seen;
use crate::theme::{Depth, Theme, ThemeError};

/// The planner on a terminal that only counts what it is sent.
pub struct Headless {
    app: App,
    screen: Screen<Counted>,
    sent: Rc<Cell<usize>>,
}

impl Headless {
    /// The planner in a theme that comes with the program, at a size in columns and rows; nothing is drawn yet.
    pub fn new(session: Session, theme: &str, size: (u16, u16)) -> Result<Self, ThemeError> {
        let theme = Theme::built_in(theme)?;
        let today = session.options().today;
        let seen = Some(Seen::new(session.text()));
        let app = App::new(session, OnDisk::new(None, seen), today, theme, Depth::True, size);
        let sent = Rc::new(Cell::new(0));
        Ok(Self { app, screen: Screen::new(Counted(sent.clone())), sent })
    }

    /// Presses a key as the command table writes it: `j`, `Shift+Right`, `g g`.
    ///
    /// # Panics
    /// When it is no key.
    pub fn press(&mut self, keys: &str) {
        for key in super::key::sequence(keys).expect("keys are written as in the command table") {
            // What is asked of the disk or the shell is not done here.
            update(&mut self.app, Event::Key(key));
        }
    }

    /// Takes the selected bar of the roadmap with the mouse, by its last cell but one, if it is not taken yet, and drags it
    /// so many cells from there.
    ///
    /// # Panics
    /// When no bar is selected, or it is out of sight.
    pub fn drag(&mut self, cells: i16) {
        let parts = roadmap_parts(&self.app);
        let rows = self.app.rows();
        let y = parts.rows.y + (self.app.cursor_row(&rows) - self.app.roadmap.top) as u16;
        if self.app.hand.drag.is_none() {
            let selected = self.app.selected().expect("a bar is selected");
            let placed = self.app.analysis().schedule.placed(selected).expect("it has a bar");
            let bar = BarCells::of(&screens::scale(&self.app, parts.calendar), placed);
            let x = i64::from(parts.list + 1) + (bar.last - 1).max(bar.first);
            update(&mut self.app, Event::Mouse(Mouse::Press, x as u16, y));
        }
        let from = self.app.hand.drag.as_ref().expect("it is taken").from;
        update(&mut self.app, Event::Mouse(Mouse::Drag, from.x.saturating_add_signed(cells), y));
    }

    /// Draws what differs from the last frame; how many bytes a terminal is sent.
    pub fn draw(&mut self) -> usize {
        let before = self.sent.get();
        let drawn = self.screen.frame(self.app.size, |buffer| screens::draw(&self.app, buffer));
        drawn.expect("counting does not fail");
        self.sent.get() - before
    }

    /// The plan being worked on.
    pub fn session(&self) -> &Session {
        &self.app.session
    }
}

/// Counts bytes and forgets them.
struct Counted(Rc<Cell<usize>>);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
