//! A fault of ours while the terminal is taken: it is given back, and unsaved work outlives it.
//!
//! The fault must happen in a process that has a terminal, so that this test runs itself again in one, with an app in a
//! state that no key leads to.

use std::io::{Read, Write};
use std::path::Path;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::overlays::{Form, Overlay};
use super::testing::{PLAN, app, press};
use super::{Places, attend};

/// Says to the process started again where unsaved work is to be left.
const FOLDER: &str = "MILEPOST_TEST_OF_A_FAULT";
const NAME: &str = "tui::fault::a_fault_gives_the_terminal_back_and_keeps_unsaved_work";

/// A plan that is not saved, under a form without fields: the first key typed into it is a fault.
fn faulty(folder: &Path) -> ! {
    let mut app = app(PLAN, "harbour", (80, 24));
    press(&mut app, "j j L");
    let title = "Booking".to_owned();
    let of = crate::tui::overlays::form::Subject::Plan;
    let form = Form::new(of, title, Vec::new());
    app.overlays.push(Overlay::Form(Box::new(form)));
    let places = Places {
        state: None,
        backups: folder.to_owned(),
        editor: String::new(),
        settings: None,
        first: None,
        view: None,
        zoom: None,
    };
    let ended = attend(app, (Vec::new(), 0), false, places).expect("there is a terminal");
    std::process::exit(i32::from(ended.status));
}

#[test]
fn a_fault_gives_the_terminal_back_and_keeps_unsaved_work() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        faulty(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", NAME, "--nocapture"]);
    command.env(FOLDER, folder.path());
    command.env("TERM", "xterm-256color");
    command.env("RUST_BACKTRACE", "0");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut reader, mut writer) =
        (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
    let (rows, columns) = (std::num::NonZeroU16::new(24).unwrap(), std::num::NonZeroU16::new(80).unwrap());
    let mut screen = vt100::Parser::new(rows, columns, 0);
    let (mut buffer, mut taken) = ([0; 8192], false);
    // At its end the terminal says that nobody is there any more.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        screen.process(&buffer[..count]);
        if !taken && screen.screen().alternate_screen() && screen.screen().contents().contains("Booking") {
            taken = true;
            writer.write_all(b"x").unwrap();
        }
    }
    let status = child.wait().unwrap();
    let shown = screen.screen();
    assert!(taken, "{}", shown.contents());
    assert_eq!(status.exit_code(), 70, "{}", shown.contents());
    assert!(!shown.alternate_screen() && !shown.hide_cursor() && !shown.bracketed_paste());
    assert_eq!(shown.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert!(shown.contents().contains("panicked at"), "{}", shown.contents());
    let rescued: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().path()).collect();
    assert_eq!(rescued.len(), 1, "{rescued:?}");
    assert!(std::fs::read_to_string(&rescued[0]).unwrap().contains("not-before = 2027-11-01"));
}
