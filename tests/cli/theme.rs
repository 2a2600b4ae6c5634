//! `milepost theme`: the list, what themes look like in any pipe or terminal, and what is wrong with the user's own.

use crate::run::{Folder, command};

/// The lines that say what is wrong with a theme file.
const FAULTY: &str = "inherits = \"paper\"\n[role]\nmutde = \"red\"\nover = \"crimson\"\n";

#[test]
fn themes_are_listed_with_the_one_that_is_worn() {
    let folder = Folder::new();
    std::fs::create_dir(folder.at("themes")).unwrap();
    folder.file("themes/mine.toml", "inherits = \"clear\"\n");
    folder.file("settings.toml", "theme = \"mine\"\n");
    let ran = folder.run(&["theme", "list"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 7, "{}", ran.out);
    assert!(lines[0].starts_with("  harbour    dark background"), "{}", ran.out);
    assert!(lines[6].starts_with("▸ mine") && lines[6].ends_with("mine.toml"), "{}", ran.out);
}

#[test]
fn a_preview_is_plain_in_a_pipe_and_coloured_for_those_who_ask() {
    let folder = Folder::new();
    let plain = folder.run(&["theme", "preview", "harbour"]);
    assert_eq!((plain.status, plain.err.as_str()), (Some(0), ""));
    assert!(!plain.out.contains('\u{1b}'));
    for said in ["harbour  dark background", "One record for each boat", "‼ over", "stage-8", "#5095f7"] {
        assert!(plain.out.contains(said), "{said}\n{}", plain.out);
    }
    let coloured = folder.run(&["theme", "preview", "harbour", "--color", "always"]);
    assert!(coloured.out.contains("\u{1b}[0;") && coloured.out.contains(";48;5;"), "{}", coloured.out);
    let mut deep = command(&folder.at(""), &["theme", "preview", "harbour", "--color", "always"]);
    let deep = deep.env("COLORTERM", "truecolor").output().unwrap();
    assert!(String::from_utf8(deep.stdout).unwrap().contains(";48;2;17;21;28"));
    let ascii = folder.run(&["theme", "preview", "mono", "--glyphs", "ascii"]);
    assert!(ascii.out.is_ascii(), "{}", ascii.out);
}

#[test]
fn without_a_name_every_theme_is_shown_in_short() {
    let folder = Folder::new();
    let ran = folder.run(&["theme", "preview"]);
    assert_eq!(ran.status, Some(0));
    for name in ["harbour", "paper", "projector", "clear", "ansi16", "mono"] {
        assert!(ran.out.lines().any(|line| line.starts_with(&format!("{name}  "))), "{name}");
    }
    assert!(!ran.out.contains("stage-8"));
}

#[test]
fn a_file_that_is_being_written_is_shown_with_its_mistakes() {
    let folder = Folder::new();
    folder.file("night.toml", FAULTY);
    let ran = folder.run(&["theme", "preview", "night.toml"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.starts_with("night  light background"), "{}", ran.out);
    for said in ["night.toml:3:1", "did you mean `muted`?", "night.toml:4:8", "M503"] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
}

#[test]
fn what_is_no_theme_is_said() {
    let folder = Folder::new();
    let ran = folder.run(&["theme", "preview", "harbor"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("did you mean `harbour`?"), "{}", ran.err);
    let missing = folder.run(&["theme", "preview", "themes/none.toml"]);
    assert_eq!(missing.status, Some(2));
    assert!(missing.err.contains("themes/none.toml"), "{}", missing.err);
}
