//! A real editor: Emacs without a screen with Eglot, set up as the page says, and a script that types, asks and looks.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::editor::{Desk, set_up};

#[test]
fn eglot_drives_every_feature() {
    let has_eglot = Command::new("emacs").args(["--batch", "--eval", "(require 'eglot)"]).output();
    if !has_eglot.is_ok_and(|it| it.status.success()) {
        eprintln!("SKIPPED: emacs with eglot is not here: the language server is not driven by it");
        return;
    }
    let desk = Desk::new();
    fs::write(desk.path("init.el"), set_up("lisp", 0)).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/emacs.el");
    let mut editor = Command::new("emacs");
    editor.args(["--batch", "-l"]).arg(desk.path("init.el"));
    desk.run(editor.arg(desk.plan()).arg("-l").arg(script));
}
