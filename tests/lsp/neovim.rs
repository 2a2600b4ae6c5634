//! A real editor: Neovim without a screen, set up as the page says, and a script that types, asks and looks.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::editor::{Desk, set_up};

/// The version of a Neovim, when there is one.
fn version(command: &OsString) -> Option<(u32, u32)> {
    let output = Command::new(command).arg("--version").output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = said.lines().next()?.strip_prefix("NVIM v")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn drive(command: &OsString, set_up: &str) {
    let desk = Desk::new();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/neovim.lua");
    fs::write(desk.path("init.lua"), set_up).unwrap();
    let mut editor = Command::new(command);
    editor.arg("--headless").arg("-u").arg(desk.path("init.lua")).args(["-i", "NONE", "-n"]);
    desk.run(editor.arg(desk.plan()).arg("-c").arg(format!("luafile {}", script.display())));
}

/// Those there are: that of the search path, and another that is named, of which one may be old.
#[test]
fn the_client_of_neovim_drives_every_feature() {
    let named = [Some(OsString::from("nvim")), std::env::var_os("MILEPOST_NEOVIM")];
    let found: Vec<_> =
        named.into_iter().flatten().filter_map(|command| Some((version(&command)?, command))).collect();
    let newest = found.iter().map(|(version, _)| *version).max();
    for (version, command) in &found {
        drive(command, &set_up("lua", usize::from(*version < (0, 11))));
    }
    match newest {
        None => eprintln!("SKIPPED: nvim is not here: the language server is not driven by it"),
        Some(version) if version < (0, 11) => {
            eprintln!("SKIPPED: Neovim 0.11 is not here: only the set-up for older ones is tried");
        }
        Some(_) => {}
    }
}
