//! `milepost merge`, for people and as git's merge driver.

use crate::run::Folder;

const BASE: &str = "[plan]\nstart = 2027-04-01\n\n[initiative.a]\ntitle = \"A\"\nduration = \"6 months\"\n";

fn folder(ours: &str, theirs: &str) -> Folder {
    let folder = Folder::new();
    folder.file("base", BASE);
    folder.file("ours", ours);
    folder.file("theirs", theirs);
    folder
}

fn change(from: &str, to: &str) -> String {
    BASE.replace(from, to)
}

#[test]
fn a_clean_merge_goes_to_standard_output_or_to_a_file() {
    let folder = folder(&change("\"A\"", "\"Alpha\""), &change("6 months", "9 months"));
    let wanted = change("\"A\"", "\"Alpha\"").replace("6 months", "9 months");
    let ran = folder.run(&["merge", "base", "ours", "theirs"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(0), wanted.as_str(), ""));
    let ran = folder.run(&["merge", "base", "ours", "theirs", "-o", "out"]);
    assert_eq!((ran.status, ran.out.as_str(), folder.read("out")), (Some(0), "", wanted));
    assert_eq!(folder.read("ours"), change("\"A\"", "\"Alpha\""));
}

#[test]
fn a_contradiction_has_markers_a_line_on_standard_error_and_status_1() {
    let folder = folder(&change("6 months", "7 months"), &change("6 months", "9 months"));
    let ran = folder.run(&["merge", "--marker-size", "9", "base", "ours", "theirs"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.err, "milepost: 6: both sides changed initiative.a.duration\n");
    let marked = "<<<<<<<<< ours: initiative.a.duration\nduration = \"7 months\"\n||||||||| base\nduration = \"6 months\"\n=========\n\
        duration = \"9 months\"\n>>>>>>>>> theirs\n";
    assert!(ran.out.ends_with(marked), "{}", ran.out);
}

#[test]
fn a_version_that_cannot_be_read_is_named_with_its_line() {
    let folder = folder("[plan]\nstart = \n", BASE);
    let ran = folder.run(&["merge", "base", "ours", "theirs"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.starts_with("milepost: ours:2:"), "{}", ran.err);
}

#[test]
fn as_a_driver_it_writes_over_ours_and_an_unreadable_side_is_merged_by_lines() {
    let folder = folder(&change("\"A\"", "\"Alpha\""), &change("6 months", "9 months"));
    let ran = folder.run(&["merge", "--marker-size=7", "--", "base", "ours", "theirs", "-plan.toml"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    assert!(folder.read("ours").contains("Alpha") && folder.read("ours").contains("9 months"));
    folder.file("ours", &change("= \"A\"", "= "));
    let ran = folder.run(&["merge", "base", "ours", "theirs", "p\u{1b}[2J.toml"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    let merged = folder.read("ours");
    assert!(merged.contains("<<<<<<<") && merged.contains("9 months"), "{merged}");
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
    // Bytes that are no text are merged by lines as well.
    std::fs::write(folder.at("ours"), b"[plan]\ntitle = \"\xff\"\n").unwrap();
    let ran = folder.run(&["merge", "base", "ours", "theirs", "p.toml"]);
    assert_eq!(ran.status, Some(1));
    let merged = std::fs::read(folder.at("ours")).unwrap();
    assert!(merged.windows(7).any(|bytes| bytes == b"<<<<<<<"));
}

#[test]
fn as_a_driver_a_failure_leaves_ours_alone_and_git_out_of_it() {
    let folder = folder(&change("\"A\"", "\"Alpha\""), BASE);
    let ran = folder.run(&["merge", "base", "ours", "gone", "p.toml"]);
    assert_eq!(ran.status, Some(129), "{}", ran.err);
    assert_eq!(folder.read("ours"), change("\"A\"", "\"Alpha\""));
    assert!(ran.err.contains("there is no such file"));
}
