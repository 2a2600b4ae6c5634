//! The user's own editor: which one, how it is told a line, and the terminal while it runs.

use std::io;
use std::path::Path;
use std::process::Command;

/// What the environment names as the editor: `$VISUAL`, then `$EDITOR`, then what every system has.
pub fn of_environment(visual: &str, editor: &str) -> String {
    let named = [visual, editor].into_iter().map(str::trim).find(|named| !named.is_empty());
    named.unwrap_or(if cfg!(windows) { "notepad" } else { "vi" }).to_owned()
}

/// The program and its arguments that open a file at a line.
///
/// The setting is split at spaces; quotes keep what has spaces in it together.
pub fn command(setting: &str, file: &str, line: usize) -> Vec<String> {
    let mut words = split(setting);
    let program = words.first().map(|word| stem(word)).unwrap_or_default();
    let waits = words.iter().any(|word| matches!(word.as_str(), "--wait" | "-w"));
    match program.as_str() {
        "vi" | "vim" | "nvim" | "view" | "gvim" | "mvim" | "nano" | "pico" | "emacs" | "emacsclient"
        | "micro" | "kak" | "joe" | "jed" | "mg" | "ne" | "mcedit" | "vis" | "nvi" | "elvis" => {
            words.extend([format!("+{line}"), file.to_owned()]);
        }
        "hx" | "helix" => words.push(format!("{file}:{line}")),
        "subl" | "zed" => {
            words.extend((!waits).then(|| "--wait".to_owned()));
            words.push(format!("{file}:{line}"));
        }
        "code" | "codium" | "code-insiders" | "cursor" => {
            words.extend((!waits).then(|| "--wait".to_owned()));
            words.extend(["--goto".to_owned(), format!("{file}:{line}")]);
        }
        _ => words.push(file.to_owned()),
    }
    words
}

fn stem(program: &str) -> String {
    Path::new(program).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn split(setting: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut begun) = (String::new(), None, false);
    for c in setting.chars() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                begun = true;
            }
            (None, _) if c.is_whitespace() => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (Some(_) | None, _) => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

/// Runs the editor in the terminal, which must have been given back, until it ends; whether it ended well.
pub fn run(words: &[String]) -> io::Result<bool> {
    let (program, rest) = words.split_first().ok_or_else(|| io::Error::other("no editor is named"))?;
    wait(&mut Command::new(program).args(rest).spawn()?)
}

/// Waits for the editor. When it is stopped (Ctrl-Z), this program stops with it, so that the shell comes back.
#[cfg(unix)]
fn wait(child: &mut std::process::Child) -> io::Result<bool> {
    use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
    let pid = Pid::from_raw(child.id().cast_signed())
        .ok_or_else(|| io::Error::other("the editor has no number"))?;
    loop {
        match waitpid(Some(pid), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => {
                super::sources::stop();
                let _ = kill_process(pid, Signal::CONT);
            }
            Ok(Some((_, status))) => return Ok(status.exit_status() == Some(0)),
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(cause) => return Err(cause.into()),
        }
    }
}

#[cfg(not(unix))]
fn wait(child: &mut std::process::Child) -> io::Result<bool> {
    child.wait().map(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visual_comes_before_editor() {
        assert_eq!(of_environment("hx", "nano"), "hx");
        assert_eq!(of_environment("  ", "nano"), "nano");
        assert_eq!(of_environment("", ""), if cfg!(windows) { "notepad" } else { "vi" });
    }

    #[test]
    fn each_editor_is_told_the_line_as_it_understands_it() {
        for (setting, expected) in [
            ("vi", "vi|+7|p.toml"),
            ("/usr/bin/nvim -u NONE", "/usr/bin/nvim|-u|NONE|+7|p.toml"),
            ("hx", "hx|p.toml:7"),
            ("code", "code|--wait|--goto|p.toml:7"),
            ("code --wait", "code|--wait|--goto|p.toml:7"),
            ("'/opt/my editor/ed' -x \"a b\" ''", "/opt/my editor/ed|-x|a b||p.toml"),
        ] {
            assert_eq!(command(setting, "p.toml", 7).join("|"), expected, "{setting}");
        }
    }
}
