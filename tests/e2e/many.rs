//! Several at once in a real terminal: marked, moved, saved, and the bytes compared with what is expected by hand.

use std::fs;

use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);

/// Four initiatives with comments in awkward places; `portal` hangs on `crm`.
const PLAN: &str = "\
# The plan of the second workshop
[plan]
title = \"Workshop\"
start = 2027-04-01
end = 2030-03-31

[envelope.budget]
total = 900_000

[initiative.booking] # by phone today
duration = \"3 months\"
start = 2027-07-01      # agreed

[initiative.crm]
duration = \"6 months\"
cost.build = { capital = 120_000 }

[initiative.forms]
duration = \"3 months\"

[initiative.portal]
duration = \"6 months\"
after = \"crm\"
# still to be priced
";

/// A quarter later: the given start moves, `crm` gets a date, `portal` follows by itself, `forms` is not marked.
const MOVED: &str = "\
# The plan of the second workshop
[plan]
title = \"Workshop\"
start = 2027-04-01
end = 2030-03-31

[envelope.budget]
total = 900_000

[initiative.booking] # by phone today
duration = \"3 months\"
start = 2027-10-01      # agreed

[initiative.crm]
duration = \"6 months\"
not-before = 2027-07-01
cost.build = { capital = 120_000 }

[initiative.forms]
duration = \"3 months\"

[initiative.portal]
duration = \"6 months\"
after = \"crm\"
# still to be priced
";

#[test]
fn three_marked_rows_move_a_quarter_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    fs::write(&path, PLAN).unwrap();
    let mut terminal = Terminal::start(folder.path(), &["plan.toml", "--now", "2027-04-01"], SIZE);
    terminal.until("Affordable");
    // By start: crm, forms, booking, portal. All are marked, and forms is not.
    terminal.keys("%");
    terminal.until("4 marked · £120k");
    terminal.keys("j ");
    terminal.until("3 marked");
    terminal.keys("}");
    terminal.until("Move 3 initiatives 3 months later");
    terminal.keys("\u{13}");
    terminal.until_that("the saved file", |_| fs::read_to_string(&path).unwrap() != PLAN);
    assert_eq!(fs::read_to_string(&path).unwrap(), MOVED);
    terminal.keys("u");
    terminal.until("Undone: Move 3 initiatives");
    terminal.keys("\u{13}");
    terminal.until_that("the old file", |_| fs::read_to_string(&path).unwrap() == PLAN);
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.restored());
}
