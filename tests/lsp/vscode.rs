//! A real editor: VS Code in a browser without a screen, with our extension installed as the page says, and an extension that types, asks and looks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::editor::{Desk, set_up};

/// The folder that has the server of VS Code and what npm has fetched, when there is one.
fn installed() -> Option<(PathBuf, PathBuf)> {
    let folder = PathBuf::from(std::env::var_os("MILEPOST_VSCODE")?);
    let server = folder.join("node_modules/code-server/lib/vscode/out/server-main.js");
    server.exists().then_some((server, folder.join("npm")))
}

/// A browser that answers.
fn browser() -> Option<&'static str> {
    let answers =
        |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|it| it.status.success());
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(answers)
}

#[test]
fn visual_studio_code_drives_every_feature() {
    let (Some((server, fetched)), Some(browser)) = (installed(), browser()) else {
        eprintln!("SKIPPED: VS Code and a Chromium are not here: the language server is not driven by them");
        return;
    };
    let desk = Desk::new();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode");
    fs::create_dir_all(desk.path("editors/vscode")).unwrap();
    for file in fs::read_dir(sources).unwrap().map(Result::unwrap).filter(|it| it.path().is_file()) {
        fs::copy(file.path(), desk.path("editors/vscode").join(file.file_name())).unwrap();
    }
    fs::create_dir(desk.path("work")).unwrap();
    fs::write(desk.path("set-up.sh"), set_up("sh", 0)).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp/vscode/run.js");
    let mut editor = Command::new("node");
    editor.arg(script).arg(server).arg(browser).arg(desk.path(""));
    editor.env("npm_config_cache", fetched).env("npm_config_offline", "true");
    desk.run(editor.env("MILEPOST_SAID", desk.path("said")).env("MILEPOST_PLAN", desk.plan()));
}
