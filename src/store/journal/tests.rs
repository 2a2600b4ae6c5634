//! What is written is found again; what is not ours, torn or damaged is never applied, and never harms.

use std::io::Write;

use proptest::prelude::*;

use super::*;
use crate::analysis::Options;
use crate::document::{Source, Splice, apply_splices};
use crate::session::Session;
use crate::units::Day;

const PLAN: &str = "[plan]\ntitle = \"A\" # kept\nstart = 2027-04-01\n";

/// A state folder, a plan, and a session of it.
struct Desk {
    folder: tempfile::TempDir,
    session: Session,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
        Self { folder, session: session(PLAN) }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn plan(&self) -> PathBuf {
        self.folder.path().join("plan.toml")
    }

    fn open(&self) -> Opened {
        self.open_with(PLAN)
    }

    fn open_with(&self, disk: &str) -> Opened {
        open(&self.state(), &self.plan(), disk).unwrap()
    }

    fn type_in(&mut self, title: &str) {
        let text = self.session.text().replacen("title = \"", &format!("title = \"{title}"), 1);
        self.session.reload(title, &text);
    }

    fn follow(&self, journal: &mut Journal) {
        journal.follow(self.session.history(), self.session.document(), Some(TextHash::of(PLAN))).unwrap();
    }

    /// Makes three steps and takes one back, in a journal that is then left.
    fn leave(&mut self) -> PathBuf {
        let mut journal = self.open().journal;
        for title in ["one ", "two ", "three "] {
            self.type_in(title);
            self.follow(&mut journal);
        }
        self.session.undo();
        self.follow(&mut journal);
        journal.path().to_owned()
    }
}

fn session(text: &str) -> Session {
    let today = Day::new(2027, 9, 15).unwrap();
    Session::new(Source::new("plan.toml", text), Options { case: None, today })
}

#[test]
fn text_undo_and_redo_come_back() {
    let mut desk = Desk::new();
    desk.leave();
    let kept = desk.open().kept.unwrap();
    assert_eq!(kept.text, desk.session.text());
    assert_eq!(kept.history.entries(), desk.session.history().entries());
    assert_eq!(kept.history.position(), 2);
    assert_eq!(kept.standing(PLAN), Standing::Unsaved);
    let mut next = session(PLAN);
    next.resume(&kept.text, kept.history);
    assert_eq!(next.redo().as_deref(), Some("three "));
    assert!(next.text().contains("three two one A"));
    assert!(next.jump(0));
    assert_eq!(next.text(), PLAN);
}

#[test]
fn a_plan_that_was_only_looked_at_leaves_no_journal() {
    let desk = Desk::new();
    let mut journal = desk.open().journal;
    desk.follow(&mut journal);
    assert!(!journal.path().exists());
}

#[test]
fn how_it_stands_to_the_file() {
    let mut desk = Desk::new();
    let path = desk.leave();
    let mine = desk.session.text().to_owned();
    let standing = |desk: &Desk, disk: &str| desk.open_with(disk).kept.unwrap().standing(disk);
    assert_eq!(standing(&desk, PLAN), Standing::Unsaved);
    assert_eq!(standing(&desk, &mine), Standing::Saved);
    assert_eq!(standing(&desk, "# theirs\n"), Standing::Both);
    // The file was saved at an earlier step just before the crash, which was not noted any more.
    let earlier = mine.replace("two ", "");
    assert_eq!(standing(&desk, &earlier), Standing::Unsaved);
    let mut journal = desk.open_with(&mine).journal;
    let saved = Some(TextHash::of(&mine));
    journal.follow(desk.session.history(), desk.session.document(), saved).unwrap();
    drop(journal);
    assert_eq!(standing(&desk, "# theirs\n"), Standing::ChangedSince);
    assert!(path.exists());
}

#[test]
fn two_programs_have_two_journals_and_are_told() {
    let mut desk = Desk::new();
    let first = desk.open();
    let second = desk.open();
    assert_eq!(first.others, Vec::<u32>::new());
    assert_eq!(second.others, [std::process::id()]);
    assert_ne!(first.journal.path(), second.journal.path());
    // The second one crashes with work in it; the first one ends without any.
    let mut journal = second.journal;
    desk.type_in("two ");
    desk.follow(&mut journal);
    drop((first.journal, journal));
    let found = desk.open();
    assert_eq!(found.others, Vec::<u32>::new());
    assert!(found.kept.unwrap().text.contains("two A"));
}

#[test]
fn both_are_found_when_both_crashed() {
    let mut desk = Desk::new();
    let (mut first, mut second) = (desk.open().journal, desk.open().journal);
    desk.type_in("one ");
    desk.follow(&mut first);
    desk.type_in("two ");
    desk.follow(&mut second);
    drop((first, second));
    let found = desk.open();
    assert!(found.kept.as_ref().unwrap().text.contains("one A"));
    // What the first one left is taken in hand; the next program finds the other's.
    assert!(desk.open().kept.unwrap().text.contains("two one A"));
}

#[test]
fn a_plan_without_a_file_is_found_at_the_next_start() {
    let mut desk = Desk::new();
    assert!(!unnamed_waits(&desk.state()));
    let mut journal = open_unnamed(&desk.state()).unwrap().journal;
    desk.type_in("new ");
    journal.follow(desk.session.history(), desk.session.document(), None).unwrap();
    assert!(!unnamed_waits(&desk.state()), "a program still has it");
    let other = open_unnamed(&desk.state()).unwrap();
    assert!(other.kept.is_none() && other.journal.path() != journal.path());
    drop((journal, other));
    assert!(unnamed_waits(&desk.state()));
    let found = open_unnamed(&desk.state()).unwrap();
    assert!(found.kept.unwrap().text.contains("new A"));
    found.journal.remove();
    assert!(!unnamed_waits(&desk.state()));
}

#[test]
fn a_torn_end_is_left_out_and_written_over() {
    let mut desk = Desk::new();
    let path = desk.leave();
    let whole = fs::read(&path).unwrap();
    let text = |bytes| std::str::from_utf8(bytes).unwrap();
    let lines: Vec<usize> =
        whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    for cut in lines[1]..whole.len() {
        fs::write(&path, &whole[..cut]).unwrap();
        let kept = desk.open().kept.unwrap();
        let believed = lines.iter().rfind(|end| **end <= cut).map_or("", |end| text(&whole[..*end]));
        assert_eq!(kept.history.entries().len(), believed.matches("{\"step\"").count(), "{cut}");
        assert_eq!(kept.damaged, None);
    }
    // Going on after a torn end keeps what stood before it.
    let opened = desk.open();
    let mut journal = opened.journal;
    let mut next = session(PLAN);
    let kept = opened.kept.unwrap();
    next.resume(&kept.text, kept.history);
    desk.session = next;
    desk.type_in("four ");
    desk.follow(&mut journal);
    drop(journal);
    assert!(desk.open().kept.unwrap().text.contains("four three two one A"));
}

#[test]
fn what_was_damaged_in_the_middle_is_kept_beside() {
    let mut desk = Desk::new();
    let path = desk.leave();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("two ", "2wo ", 1)).unwrap();
    let kept = desk.open().kept.unwrap();
    assert!(kept.text.contains("one A") && !kept.text.contains("two"));
    assert!(kept.damaged.is_some_and(|copy| fs::read_to_string(copy).unwrap().contains("2wo ")));
}

#[test]
fn what_is_not_a_journal_is_moved_away_and_not_lost() {
    let desk = Desk::new();
    let path = desk.open().journal.path().to_owned();
    for foreign in ["", "hello", "milepost journal 9\n", "milepost journal 1\n0000000000000000 {}\n"] {
        fs::write(&path, foreign).unwrap();
        assert!(desk.open().kept.is_none());
        assert!(!path.exists() || foreign.is_empty());
    }
    assert_eq!(fs::read(path.with_extension("unreadable-1")).unwrap(), b"hello");
}

/// Lines with right checksums that say wrong things.
#[test]
fn well_formed_lies_are_not_applied() {
    use super::record::{Cut, MAGIC, Mark, Record, Text};
    let hash = |text: &str| Mark::from(TextHash::of(text));
    let base = Record::Base {
        path: None,
        sources: vec![Text { name: "plan.toml".to_owned(), text: "é = 1\n".to_owned() }],
    };
    let cut = |from, to| Cut { name: "plan.toml".to_owned(), from, to, text: String::new() };
    let step = |at, splices, before: &str, after: &str| Record::Step {
        at,
        label: "lie".to_owned(),
        splices,
        before: hash(before),
        after: hash(after),
    };
    for lie in [
        step(0, vec![cut(1, 2)], "é = 1\n", "x"),
        step(0, vec![cut(0, 99)], "é = 1\n", "x"),
        step(0, vec![cut(usize::MAX, usize::MAX)], "é = 1\n", "x"),
        step(0, vec![cut(3, 2)], "é = 1\n", "x"),
        step(0, vec![cut(0, 2)], "é = 1\n", "not what comes out"),
        step(0, vec![cut(0, 2)], "another text", " = 1\n"),
        step(7, vec![cut(0, 2)], "é = 1\n", " = 1\n"),
        step(0, vec![Cut { name: "other".to_owned(), ..cut(0, 2) }], "é = 1\n", " = 1\n"),
        Record::Position { at: 1, hash: hash("é = 1\n") },
        Record::Position { at: usize::MAX, hash: hash("é = 1\n") },
        Record::Disk { hash: serde_json::from_str("\"zz\"").unwrap() },
        base.clone(),
    ] {
        let bytes = format!("{MAGIC}{}{}", base.line(), lie.line());
        let found = replay(bytes.as_bytes()).unwrap();
        assert_eq!(found.texts, ["é = 1\n"], "{lie:?}");
        assert_eq!(found.history.entries().len(), 0, "{lie:?}");
        assert_eq!(found.end, End::Damaged, "{lie:?}");
    }
}

#[test]
fn the_journal_stays_within_its_bounds() {
    let mut desk = Desk::new();
    let mut journal = desk.open().journal;
    let big = "x".repeat(1024 * 1024);
    for number in 0..12 {
        desk.session.reload("big", &format!("{PLAN}# {number} {big}\n"));
        desk.follow(&mut journal);
    }
    let text = desk.session.text().to_owned();
    journal.settle(desk.session.history(), desk.session.document(), Some(TextHash::of(&text))).unwrap();
    let length = fs::metadata(journal.path()).unwrap().len();
    assert!(length < (MOST_STEP_BYTES + 2 * text.len()) as u64, "{length}");
    // What is left leads to the same text, and the next step goes on from there.
    desk.session.undo();
    desk.follow(&mut journal);
    drop(journal);
    let kept = desk.open().kept.unwrap();
    assert_eq!(kept.text, desk.session.text());
    assert!(kept.history.position() > 0 && kept.history.entries().len() == kept.history.position() + 1);
}

#[test]
fn steps_beyond_the_bound_are_forgotten_and_going_back_before_them_is_written_anew() {
    let desk = Desk::new();
    let mut journal = desk.open().journal;
    let mut document = desk.session.document().clone();
    let mut history = History::default();
    let end = PLAN.len();
    for number in 0..(MOST_STEPS + MOST_STEPS / 4 + 2) {
        let span = end..document.sources()[0].text.len();
        let splice = Splice { source: 0, span, text: format!("# {number}\n") };
        let (next, inverse) = apply_splices(&document, &[splice]);
        let hash = TextHash::of_document(&document);
        history.note("step", hash, (&next, TextHash::of_document(&next)), inverse);
        document = next;
    }
    journal.follow(&history, &document, None).unwrap();
    journal.settle(&history, &document, None).unwrap();
    document = history.jump(&document, TextHash::of_document(&document), 3).unwrap().0;
    journal.follow(&history, &document, None).unwrap();
    drop(journal);
    let kept = desk.open().kept.unwrap();
    assert_eq!(kept.text, format!("{PLAN}# 2\n"));
    assert!(kept.history.entries().len() <= MOST_STEPS);
    assert_eq!(kept.history.position(), 3);
}

#[test]
fn another_history_begins_the_journal_anew() {
    let mut desk = Desk::new();
    desk.leave();
    // A plan of the same name that has nothing to do with the one before.
    desk.session = session("# another\n");
    desk.session.reload("typed", "# another plan\n");
    let mut journal = desk.open().journal;
    desk.follow(&mut journal);
    drop(journal);
    let kept = desk.open().kept.unwrap();
    assert_eq!((kept.text.as_str(), kept.damaged), ("# another plan\n", None));
}

#[test]
fn a_failed_sync_and_a_vanished_file_are_made_good() {
    let mut desk = Desk::new();
    let mut journal = desk.open().journal;
    desk.type_in("one ");
    desk.follow(&mut journal);
    journal.mistrust();
    desk.follow(&mut journal);
    fs::remove_file(journal.path()).unwrap();
    desk.type_in("two ");
    desk.follow(&mut journal);
    drop(journal);
    assert!(desk.open().kept.unwrap().text.contains("two one A"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Any walk through a history is the same after it was left and found again, wherever it was left.
    #[test]
    fn any_walk_is_found_again(walk in prop::collection::vec((0u8..4, 0usize..40, "[a-zé\r\n]{0,6}"), 1..40)) {
        let mut desk = Desk::new();
        let mut journal = desk.open().journal;
        for (kind, at, text) in walk {
            match kind {
                0 => drop(desk.session.undo()),
                1 => drop(desk.session.jump(at % (desk.session.history().entries().len() + 1))),
                2 | 3 => {
                    let old = desk.session.text();
                    let place = (at..=old.len()).find(|at| old.is_char_boundary(*at)).unwrap_or(0);
                    let new = format!("{}{text}{}", &old[..place], &old[place..]);
                    desk.session.reload("typed", &new);
                }
                _ => unreachable!("the strategy has four kinds"),
            }
            desk.follow(&mut journal);
        }
        drop(journal);
        let kept = desk.open().kept;
        prop_assert_eq!(kept.is_none(), desk.session.history().entries().is_empty());
        if let Some(kept) = kept {
            prop_assert_eq!(&*kept.text, desk.session.text());
            prop_assert_eq!(kept.history.entries(), desk.session.history().entries());
            prop_assert_eq!(kept.history.position(), desk.session.history().position());
        }
    }

    /// Whatever stands in the file, opening it does not fail, and nothing but a text that once was comes out.
    #[test]
    fn damage_never_makes_up_a_text(at in 0usize..4000, byte: u8, cut in 0usize..4000) {
        let mut desk = Desk::new();
        let path = desk.leave();
        let mut texts = vec![PLAN.to_owned()];
        for title in ["one ", "two ", "three "] {
            texts.push(texts.last().unwrap().replacen("title = \"", &format!("title = \"{title}"), 1));
        }
        let mut bytes = fs::read(&path).unwrap();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % (length / 2));
        File::create(&path).unwrap().write_all(&bytes).unwrap();
        if let Some(kept) = desk.open().kept {
            prop_assert!(texts.contains(&kept.text), "{}", kept.text);
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn only_the_owner_may_read_it() {
        let mut desk = Desk::new();
        let path = desk.leave();
        for file in [path.clone(), path.with_extension("lock")] {
            assert_eq!(fs::metadata(file).unwrap().mode() & 0o777, 0o600);
        }
        let folder = path.parent().unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        desk.open();
        assert_eq!(fs::metadata(folder).unwrap().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let desk = Desk::new();
        let path = desk.open().journal.path().to_owned();
        symlink("/dev/full", &path).unwrap();
        assert!(matches!(open(&desk.state(), &desk.plan(), PLAN), Err(JournalError::Io { .. })));
        fs::remove_file(&path).unwrap();
        let folder = desk.state().join(FOLDER);
        fs::remove_dir_all(&folder).unwrap();
        symlink(desk.folder.path(), &folder).unwrap();
        assert!(matches!(open(&desk.state(), &desk.plan(), PLAN), Err(JournalError::Foreign(_))));
    }

    #[test]
    fn two_names_of_a_file_have_one_journal() {
        let desk = Desk::new();
        symlink("plan.toml", desk.folder.path().join("link.toml")).unwrap();
        let first = desk.open().journal.path().to_owned();
        let other = open(&desk.state(), &desk.folder.path().join("link.toml"), PLAN).unwrap();
        assert_eq!(other.journal.path(), first);
    }
}
