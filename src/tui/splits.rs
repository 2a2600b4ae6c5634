//! How large the reader has made the panes, by dragging the lines between them or by keys. What is `None` goes by the size of
//! the terminal.

use serde::{Deserialize, Serialize};

/// A line between two panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// Between the list and the calendar of the roadmap.
    List,
    /// Above the money strip.
    Strip,
    /// Above the details below the roadmap.
    Detail,
    /// At the left of the details beside the roadmap.
    Side,
    /// Between the envelopes and the panes of the money view.
    Grid,
    /// At the right of the first pane of the money view.
    Pane,
}

/// The sizes that the reader has chosen: columns or rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Splits {
    /// Columns of the roadmap's list.
    pub list: Option<u16>,
    /// Rows of the money strip, with its rule.
    pub strip: Option<u16>,
    /// Rows of the details below the roadmap, with their rule.
    pub detail: Option<u16>,
    /// Columns of the details beside the roadmap.
    pub side: Option<u16>,
    /// Rows of the envelopes in the money view, with their heading.
    pub grid: Option<u16>,
    /// Columns of the first pane of the money view.
    pub pane: Option<u16>,
}

impl Splits {
    /// The size that a line stands for.
    pub fn size(&mut self, of: Divider) -> &mut Option<u16> {
        match of {
            Divider::List => &mut self.list,
            Divider::Strip => &mut self.strip,
            Divider::Detail => &mut self.detail,
            Divider::Side => &mut self.side,
            Divider::Grid => &mut self.grid,
            Divider::Pane => &mut self.pane,
        }
    }
}

impl Divider {
    /// The size when the line is dragged by so many columns and rows.
    pub fn dragged(self, size: u16, columns: i32, rows: i32) -> u16 {
        let by = match self {
            Self::List | Self::Pane => columns,
            Self::Side => -columns,
            Self::Grid => rows,
            Self::Strip | Self::Detail => -rows,
        };
        (i32::from(size) + by).clamp(0, i32::from(u16::MAX)) as u16
    }
}
