//! Input that would steer a terminal, stop the program or wear it out.

use std::io::Read;

use crate::run::{Folder, OVER, command, plan};

#[test]
fn nothing_from_a_file_steers_the_terminal() {
    let folder = Folder::new();
    let text = OVER
        .replace("title = \"Over\"", "title = \"\\u001b[2J\\u202eevil\\u0007\"\n\"\\u001b]0;x\" = 1")
        .replace(
            "[initiative.portal]\n",
            "[initiative.portal]\ntitle = \"a\\u009bb\\nc\"\nafter = \"\\u001b[31m\"\n",
        );
    let path = folder.file("plan.toml", &text);
    for args in [
        &["check", path][..],
        &["check", path, "--format", "github"],
        &["check", path, "--format", "json"],
        &["show", path],
        &["show", path, "money"],
        &["show", path, "initiatives"],
        &["why", path, "portal"],
        &["why", path, "fund.2027-28"],
        &["why", path, "\u{1b}[2J"],
    ] {
        let ran = folder.run(args);
        for text in [&ran.out, &ran.err] {
            let hidden = text
                .chars()
                .find(|c| *c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(c)));
            assert_eq!(hidden, None, "{args:?}: {text:?}");
        }
    }
}

/// A plan with a string in every key that takes text.
fn everywhere(string: &str) -> String {
    use milepost::keys::{self, Type};
    let mut text = String::from(
        "plan.start = 2027-04-01\nplan.end = 2030-03-31\nstage.a.gate.on = 2028-03-31\n\
         envelope.a.pays = [\"capital\"]\nenvelope.a.year.2027-28 = 1_000\n\
         initiative.a.stage = \"a\"\ninitiative.a.cost.a.capital = 5_000\ninitiative.b.after = \"a\"\n",
    );
    for table in keys::table().iter().filter(|table| table.name != "scenario") {
        for key in table.keys {
            let path = format!("{}.{}", table.path.replace('*', "a"), key.name);
            let path = path.trim_start_matches('.');
            let value = match key.ty {
                Type::Text | Type::Notes => format!("\"{string}\""),
                Type::Texts => format!("[\"{string}\"]"),
                Type::Decisions => format!("{{ \"2027-01-01\" = \"{string}\" }}"),
                Type::Acceptances => format!("{{ M117 = \"{string}\" }}"),
                _ => continue,
            };
            text += &format!("{path} = {value}\n");
        }
    }
    text
}

#[test]
fn no_text_of_any_key_is_said_raw() {
    let marks = "\u{301}".repeat(2_000);
    let long = "x".repeat(5_000);
    for string in [
        r"a\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000\u007f\r\nb",
        r"a\u202eb\u2066c\u200fd\u2029e\u2060f\ufff9",
        marks.as_str(),
        long.as_str(),
    ] {
        let folder = Folder::new();
        let path = folder.file("plan.toml", &everywhere(string));
        for args in [
            &["check", path][..],
            &["check", path, "--stamp"],
            &["check", path, "--format", "github"],
            &["check", path, "--format", "json"],
            &["show", path],
            &["show", path, "money"],
            &["show", path, "initiatives"],
            &["show", path, "appraisal"],
            &["show", path, "estate"],
            &["why", path, "a"],
            &["why", path, "a.2027-28"],
        ] {
            let ran = folder.run(args);
            for text in [&ran.out, &ran.err] {
                let hidden = text.chars().find(|c| *c != '\n' && milepost::display::is_hidden(*c));
                assert_eq!(hidden, None, "{args:?}: {text:?}");
            }
        }
    }
}

#[test]
fn settings_and_their_names_are_said_harmless() {
    let folder = Folder::new();
    std::fs::create_dir(folder.at("themes")).unwrap();
    folder.file("themes/bad\u{202e}.toml", "role.text = \"\\u001b[31m\"\n\"\\u001b]0;x\" = 1\n");
    folder.file(
        "settings.toml",
        "theme = \"\\u001b[2J\"\n\"\\u202e\" = 1\nkeys.\"\\u0007\" = \"q\"\nkeys.save = \"\\u009b\"\n",
    );
    let ran = folder.run(&["settings"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("M501") && ran.err.contains("M503") && ran.err.contains("M504"), "{}", ran.err);
    for text in [&ran.out, &ran.err] {
        let hidden = text.chars().find(|c| *c != '\n' && milepost::display::is_hidden(*c));
        assert_eq!(hidden, None, "{text:?}");
    }
}

#[test]
fn settings_say_what_counts_and_why() {
    let folder = Folder::new();
    let bare = folder.run(&["settings"]);
    assert_eq!((bare.status, bare.err.as_str()), (Some(0), ""));
    assert!(bare.out.contains("(not there: all is as it comes)"), "{}", bare.out);
    folder.file("settings.toml", "zoom = \"year\"\ntheme = \"clear\"\n\n[keys]\nsave = \"F5\"\n");
    let set = folder.run(&["settings"]);
    assert_eq!((set.status, set.err.as_str()), (Some(0), ""));
    for line in ["clear", "from line 2", "from line 1", "keys.save", "F5", "from line 5"] {
        assert!(set.out.contains(line), "{line}: {}", set.out);
    }
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = Folder::new();
    let path = folder.file("plan.toml", OVER);
    assert!(!folder.run(&["check", path]).out.contains('\u{1b}'));
    assert!(folder.run(&["check", path, "--color", "always"]).out.contains("\u{1b}[1;31m"));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = Folder::new();
    let path = folder.file("plan.toml", &plan("northmere.toml"));
    let mut child = command(folder.path(), &["schema"]).spawn().unwrap();
    drop(child.stdin.take());
    let mut first = [0; 1];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
    assert_eq!(folder.run(&["show", path]).status, Some(0));
}

#[test]
fn what_is_no_plan_gets_a_sentence() {
    let folder = Folder::new();
    std::fs::write(folder.at("latin.toml"), b"[plan]\ntitle = \"caf\xe9\"\n").unwrap();
    std::fs::write(folder.at("large.toml"), vec![b'#'; 16 * 1024 * 1024 + 1]).unwrap();
    for (path, sentence) in [
        (".", "milepost: .: this is a folder, not a file; name the plan in it\n"),
        (
            "latin.toml",
            "milepost: latin.toml:2:13: the byte 0xE9 is not UTF-8; save the file as UTF-8 in your editor\n",
        ),
        (
            "large.toml",
            "milepost: large.toml: the file is larger than 16 MiB, the most that a plan may have\n",
        ),
    ] {
        for command in ["check", "show", "fmt"] {
            let ran = folder.run(&[command, path]);
            assert_eq!((ran.status, ran.err.as_str()), (Some(2), sentence));
        }
    }
}

#[test]
fn no_text_makes_the_program_panic() {
    let folder = Folder::new();
    let deep = format!("a = {}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let huge = OVER.replace("80_000", "99999999999999999999999999").replace("6 months", "199 years");
    let mut chain = String::new();
    for n in 0..3_000 {
        chain += &format!("[initiative.i{n}]\nduration = \"200 years\"\nafter = \"i{}\"\n", n + 1);
    }
    let texts = [
        "",
        "\u{feff}",
        "\r",
        "a",
        "=",
        "[",
        "[[plan]]",
        "plan = 1",
        "initiative = []",
        "[initiative]\nx = 1",
        "[plan]\nstart = 9999-12-31\nend = 0001-01-01",
        "[plan]\nfinancial-year-starts = \"13-01\"",
        "[plan]\nstart = 2027-04-01\nend = 2199-12-31\n[envelope.e]\ntotal = 1",
        "<<<<<<< ours\n=======\n>>>>>>> theirs",
        &deep,
        &huge,
        &chain,
    ];
    for text in texts {
        let path = folder.file("plan.toml", text);
        for args in [
            &["check", path][..],
            &["check", path, "--format", "json"],
            &["show", path],
            &["show", path, "money"],
            &["show", path, "initiatives"],
            &["show", path, "appraisal"],
            &["show", path, "estate"],
            &["fmt", "--check", path],
        ] {
            let ran = folder.run(args);
            let start: String = text.chars().take(60).collect();
            assert!(matches!(ran.status, Some(0..=2)), "{args:?} on {start:?}: {:?} {}", ran.status, ran.err);
        }
    }
}
