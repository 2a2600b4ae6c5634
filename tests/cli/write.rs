//! What is written: new plans, canonical layout, references.

use crate::run::{Folder, OVER};

#[test]
fn a_new_plan_can_be_checked_at_once_and_is_never_overwritten() {
    let folder = Folder::new();
    for template in ["four-stages", "blank", "quick-wins"] {
        let path = format!("{template}.toml");
        let ran = folder.run(&["new", &path, "--template", template]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert!(ran.err.contains(&format!("milepost check {path}")) && ran.out.is_empty());
        assert_eq!(folder.run(&["check", &path, "--now", "2027-04-01"]).status, Some(0));
        let before = folder.read(&path);
        let again = folder.run(&["new", &path, "--template", "blank"]);
        assert_eq!(again.status, Some(2));
        assert!(again.err.contains("was not overwritten"), "{}", again.err);
        assert_eq!(folder.read(&path), before);
    }
    let none = folder.run(&["new", "no/such/folder/plan.toml"]);
    assert_eq!(none.status, Some(2));
    assert!(
        none.err.contains("there is no folder no/such/folder") && !none.err.contains(".tmp"),
        "{}",
        none.err
    );
    assert!(folder.run(&["new", "."]).err.contains("this is a folder"));
}

#[test]
fn a_new_plan_goes_to_standard_output_and_its_name_can_be_pasted() {
    let folder = Folder::new();
    let ran = folder.run(&["new", "-", "--template", "blank"]);
    assert_eq!((ran.status, ran.out), (Some(0), crate::run::plan("blank.toml")));
    assert!(!folder.at("-").exists());
    assert!(folder.run(&["new", "my plan.toml"]).err.contains("`milepost check 'my plan.toml'`"));
}

#[test]
fn a_header_that_the_parser_passes_over_is_neither_fine_nor_laid_out() {
    let folder = Folder::new();
    let text = "[plan]\nstart = 2027-04-01\n[envelope.}b]\nyear.2027-28 = 1\n";
    let path = folder.file("plan.toml", text);
    let checked = folder.run(&["check", path]);
    assert_eq!(checked.status, Some(1));
    assert!(
        checked.out.contains("this is no header") && checked.out.contains("plan.toml:3:1"),
        "{}",
        checked.out
    );
    assert_eq!(folder.run(&["fmt", path]).status, Some(1));
    assert_eq!(folder.read(path), text);
}

#[test]
fn a_plan_is_rolled_forward_into_a_file_of_its_own() {
    let folder = Folder::new();
    let text = OVER.replace("status = \"approved\"", "status = \"done\"\nactual.start = 2027-04-01");
    let path = folder.file("plan.toml", &text);
    let ran = folder.run(&["new", "next.toml", "--from", path, "--now", "2028-02-01"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("starts on 1 Apr 2028") && ran.err.contains("Left out as done: forms"),
        "{}",
        ran.err
    );
    let next = folder.read("next.toml");
    assert!(next.contains("start = 2028-04-01") && !next.contains("initiative.forms"), "{next}");
    assert_eq!(folder.read(path), text);
    assert_eq!(folder.run(&["check", "next.toml", "--now", "2028-02-01"]).status, Some(0));
}

#[test]
fn a_layout_is_canonical_once_and_for_all() {
    let folder = Folder::new();
    let messy = OVER.replace(" = ", "   =  ").replace("[initiative.forms]", "# keep me\n[initiative.forms]");
    let path = folder.file("plan.toml", &messy);
    assert_eq!(folder.run(&["fmt", "--check", path]).status, Some(1));
    assert_eq!(folder.read(path), messy);
    assert_eq!(folder.run(&["fmt", path]).status, Some(0));
    let tidy = folder.read(path);
    assert!(tidy.contains("# keep me\n[initiative.forms]"), "{tidy}");
    let ran = folder.run(&["fmt", "--check", path]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    let piped = folder.run_with(&["fmt", "-"], &messy);
    assert_eq!(piped.out, tidy);
    let broken = folder.file("broken.toml", "[plan\n");
    let ran = folder.run(&["fmt", broken]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(folder.read(broken), "[plan\n");
}

#[test]
fn references_are_made_from_the_tables() {
    let folder = Folder::new();
    let schema: serde_json::Value = serde_json::from_str(&folder.run(&["schema"]).out).unwrap();
    assert!(schema["properties"]["initiative"].is_object());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.run(&["completions", shell]);
        assert!(ran.status == Some(0) && ran.out.contains("milepost"), "{shell}");
    }
    let manual = folder.run(&["man"]).out;
    assert!(manual.contains(".TH milepost") && manual.contains("MILEPOST CHECK"), "{manual}");
    assert_eq!(folder.run(&["--version"]).out, format!("milepost {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(folder.run(&["--help"]).status, Some(0));
}
