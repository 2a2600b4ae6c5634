//! Where lines meet in a cell: the box-drawing symbol that touches exactly the sides that they touch.

/// The upper side of a cell.
pub const UP: u8 = 1;
/// The right side of a cell.
pub const RIGHT: u8 = 2;
/// The lower side of a cell.
pub const DOWN: u8 = 4;
/// The left side of a cell.
pub const LEFT: u8 = 8;

/// The symbol of lines on these sides.
pub const fn joint(sides: u8, heavy: bool) -> &'static str {
    const UP_DOWN: u8 = UP | DOWN;
    const ALONG: u8 = LEFT | RIGHT;
    let (light, strong) = match sides {
        3 => ("╰", "┗"),
        6 => ("╭", "┏"),
        9 => ("╯", "┛"),
        12 => ("╮", "┓"),
        UP_DOWN | UP | DOWN => ("│", "┃"),
        ALONG | LEFT | RIGHT => ("─", "━"),
        7 => ("├", "┣"),
        13 => ("┤", "┫"),
        14 => ("┬", "┳"),
        11 => ("┴", "┻"),
        _ => ("┼", "╋"),
    };
    if heavy { strong } else { light }
}
