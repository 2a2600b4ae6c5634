//! Where everything stands: computed from the size alone, for drawing and for the mouse alike.

use ratatui::layout::Rect;

use super::splits::Splits;

/// Under this size only one line is shown.
pub const LEAST: (u16, u16) = (40, 10);
/// From this width on, the details stand at the right.
const WIDE: u16 = 160;
/// From this height on, there is room for a line of views and a line of status.
const TALL: u16 = 30;

/// The frame around the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Plan, state of the file, scenario, case.
    pub title: Rect,
    /// The views, where they have a line of their own.
    pub views: Option<Rect>,
    /// The sentence.
    pub sentence: Rect,
    /// The view.
    pub view: Rect,
    /// What can be pressed now.
    pub hints: Rect,
    /// What the cursor is on, where it has a line of its own.
    pub status: Option<Rect>,
}

/// The frame of a terminal of that size.
pub fn frame(area: Rect) -> Frame {
    let row = |y: u16| Rect { y: area.y + y, height: 1, ..area }.intersection(area);
    let tall = area.height >= TALL;
    let (top, bottom) = if tall { (4, 2) } else { (2, 1) };
    let last = area.height.saturating_sub(1);
    Frame {
        title: row(0),
        views: tall.then(|| row(1)),
        sentence: Rect { height: if tall { 2 } else { 1 }, ..row(if tall { 2 } else { 1 }) }
            .intersection(area),
        view: Rect { y: area.y + top, height: area.height.saturating_sub(top + bottom), ..area }
            .intersection(area),
        hints: row(if tall { last - 1 } else { last }),
        status: tall.then(|| row(last)),
    }
}

/// The parts of the roadmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoadmapLayout {
    /// Cells of the list at the left, without the line beside it.
    pub list: u16,
    /// Cells of the calendar; 0 where there is no room for it.
    pub calendar: u16,
    /// Rows of the axis.
    pub axis: u16,
    /// The rows of lanes and bars.
    pub rows: Rect,
    /// The ramp and the figures with their rule, whole width without the details.
    pub strip: Rect,
    /// Rows of figures under the ramp.
    pub figures: u16,
    /// The details of the selection, with their rule or their line at the left.
    pub detail: Rect,
    /// Whether the details stand at the right.
    pub beside: bool,
}

/// Rows of lanes and bars, and columns of list and calendar, that stay whatever the reader makes larger.
const LEAST_ROWS: u16 = 3;
const LEAST_LIST: u16 = 14;
const LEAST_CALENDAR: u16 = 20;
const LEAST_SIDE: u16 = 24;

/// The parts of the roadmap in an area; `money` says whether there is an envelope to draw, `splits` what the reader has
/// made larger or smaller.
pub fn roadmap(area: Rect, money: bool, splits: Splits) -> RoadmapLayout {
    let beside = area.width >= WIDE;
    let side = match (beside, splits.side) {
        (false, _) => 0,
        (true, None) => (area.width / 4).clamp(40, 56),
        (true, Some(side)) => side.clamp(LEAST_SIDE, area.width / 2),
    };
    let width = area.width - side;
    let list = match (width, splits.list) {
        (0..60, _) => width,
        (_, Some(list)) => list.clamp(LEAST_LIST, width - LEAST_CALENDAR - 1),
        (60..72, None) => 24,
        (72..100, None) => 33,
        (100..130, None) => 50,
        (130.., None) => (width * 11 / 25).clamp(60, 104),
    };
    let calendar = width.saturating_sub(list + 1);
    let height = area.height;
    let axis = if height >= 24 { 2 } else { 1 }.min(height);
    let most = height.saturating_sub(axis + LEAST_ROWS);
    let (ramp, figures) = match height {
        _ if !money || calendar == 0 => (0, 0),
        0..11 => (0, 1),
        11..16 => (2, 1),
        16..26 => (3, 2),
        26..44 => (5, 2),
        44..64 => (7, 2),
        64.. => (12, 2),
    };
    let detail = match (height, splits.detail) {
        _ if beside => 0,
        (0..16, _) => 0,
        (_, Some(detail)) => detail.clamp(1, most.max(1)),
        (16..26, None) => 2,
        (26..34, None) => 5,
        (34.., None) => 6,
    };
    // The rule of the details and a line below it stay as well.
    let (ramp, figures) = match splits.strip.map(|strip| strip.min(most.saturating_sub(detail.min(2)))) {
        Some(strip @ 2..) if figures > 0 => match strip {
            ..5 => (strip - 2, 1),
            5.. => (strip - 3, 2),
        },
        Some(_) | None => (ramp, figures),
    };
    let strip = if figures == 0 { 0 } else { 1 + ramp + figures };
    let chosen = splits.strip.is_some() || splits.detail.is_some();
    let detail = if chosen { detail.min(most.saturating_sub(strip)) } else { detail };
    let rows = height.saturating_sub(axis + strip + detail);
    let y = area.y + axis;
    RoadmapLayout {
        list,
        calendar,
        axis,
        rows: Rect { x: area.x, y, width, height: rows },
        strip: Rect { x: area.x, y: y + rows, width, height: strip },
        figures,
        detail: if beside {
            Rect { x: area.x + width, y: area.y, width: side, height }
        } else {
            Rect { x: area.x, y: y + rows + strip, width, height: detail }
        },
        beside,
    }
}

/// The parts of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkLayout {
    /// The window on the sheet.
    pub sheet: Rect,
    /// What the selection waits for and feeds, with its rule.
    pub foot: Rect,
}

/// The parts of the network in an area.
pub fn network(area: Rect) -> NetworkLayout {
    let foot = match area.height {
        0..12 => 2,
        12..24 => 3,
        24.. => 4,
    };
    let foot = if area.height < 6 { 0 } else { foot };
    let sheet = Rect { height: area.height - foot, ..area };
    NetworkLayout { sheet, foot: Rect { y: sheet.bottom(), height: foot, ..area } }
}

/// The first row in sight such that `cursor` is, moving as little as possible.
pub fn scrolled(top: usize, cursor: usize, height: usize, rows: usize) -> usize {
    let height = height.max(1);
    let last = rows.saturating_sub(height);
    let lowest = (cursor + 1).saturating_sub(height);
    top.clamp(lowest, cursor.max(lowest)).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_in_sight_and_nothing_scrolls_for_nothing() {
        assert_eq!(scrolled(0, 5, 10, 40), 0);
        assert_eq!(scrolled(0, 12, 10, 40), 3);
        assert_eq!(scrolled(20, 12, 10, 40), 12);
        assert_eq!(scrolled(35, 39, 10, 40), 30);
        assert_eq!(scrolled(3, 0, 10, 0), 0);
    }

    #[test]
    fn every_part_lies_in_its_area_at_every_size() {
        for width in 0..220 {
            for height in 0..80 {
                let area = Rect { x: 0, y: 0, width, height };
                let frame = frame(area);
                for part in [frame.title, frame.sentence, frame.view, frame.hints] {
                    assert_eq!(part.intersection(area), part, "{width}x{height}");
                }
                let parts = roadmap(frame.view, true, Splits::default());
                let lowest = parts.axis + parts.rows.height + parts.strip.height;
                assert!(lowest <= frame.view.height.max(parts.axis + parts.strip.height));
                assert!(parts.list + parts.calendar <= width);
            }
        }
    }

    #[test]
    fn whatever_is_made_larger_rows_and_calendar_stay() {
        let sizes = [None, Some(0), Some(1), Some(9), Some(u16::MAX)];
        for (width, height) in [(40, 8), (60, 18), (80, 22), (120, 34), (160, 40), (300, 74)] {
            let area = Rect { x: 0, y: 2, width, height };
            for at in 0..sizes.len().pow(4) {
                let of = |nth: u32| sizes[at / sizes.len().pow(nth) % sizes.len()];
                let (list, strip, detail, side) = (of(0), of(1), of(2), of(3));
                let splits = Splits { list, strip, detail, side, ..Splits::default() };
                let parts = roadmap(area, true, splits);
                for part in [parts.rows, parts.strip, parts.detail] {
                    assert_eq!(part.intersection(area), part, "{width}x{height} {splits:?}");
                }
                let beside = if parts.beside { parts.detail.width } else { 0 };
                assert!(parts.list + parts.calendar < width - beside + u16::from(parts.calendar == 0));
                if height >= 18 {
                    assert!(parts.rows.height >= 2, "{width}x{height} {splits:?} {parts:?}");
                    assert!(parts.strip.height >= 2, "{width}x{height} {splits:?}");
                }
            }
        }
    }
}
