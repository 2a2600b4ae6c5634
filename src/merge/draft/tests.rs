//! What each choice gives, worked by hand.

use super::*;

const PLAN: &str = "[plan]\nstart = 2027-04-01\n\n[envelope.b]\ntotal = 1_000\n\n[stage.one]\ntitle = \"One\"\n\n\
    [stage.two]\ntitle = \"Two\"\n\n[stage.three]\ntitle = \"Three\"\n\n\
    [initiative.a]\ntitle = \"A\"\nduration = \"6 months\" # say\ncost.x = { capital = 100, funded-by = \"b\" }\n\n\
    [initiative.c]\ntitle = \"C\"\nafter = [\"a\"]\n";

fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(PLAN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

fn draft(base: &str, ours: &str, theirs: &str) -> Draft {
    Draft::of(Texts { base, ours, theirs }).expect("all three are TOML")
}

/// The texts of ours, base and theirs chosen for the only dispute.
fn each(draft: &Draft) -> [String; 3] {
    assert_eq!(draft.disputes.len(), 1, "{:?}", draft.disputes);
    [Choice::Ours, Choice::Base, Choice::Theirs].map(|choice| draft.text(&[Some(choice)]))
}

#[test]
fn a_choice_puts_the_lines_of_its_side_and_leaves_all_else_as_merged() {
    let ours = with(&[("6 months", "7 months"), ("1_000", "2_000")]);
    let theirs = with(&[("6 months", "8 months"), ("\"C\"", "\"Sea\"")]);
    let draft = draft(PLAN, &ours, &theirs);
    assert_eq!(
        (draft.disputes[0].what.as_str(), &draft.disputes[0].kind),
        ("initiative.a.duration", &Kind::Edited)
    );
    let rest = [("1_000", "2_000"), ("\"C\"", "\"Sea\"")];
    let is = |duration: &str| with(&[&[("6 months", duration)], rest.as_slice()].concat());
    assert_eq!(each(&draft), [is("7 months"), is("6 months"), is("8 months")]);
    let written = Choice::Written("duration = \"9 months\"\n".to_owned());
    assert_eq!(draft.text(&[Some(written)]), is("9 months").replace(" # say", ""));
    // What is open is as ours has it, or marked.
    assert_eq!(draft.text(&[None]), is("7 months"));
    assert_eq!(draft.marked(&[None], &Names::default(), 7).matches("<<<<<<< ").count(), 1);
    let item = |item: &str, key: &str, before: &str, after: &str, whose| News {
        item: ItemName::of(&item.split('.').map(str::to_owned).collect::<Vec<_>>()),
        what: crate::merge::Happened::Changed {
            key: vec![key.to_owned()],
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
        },
        whose,
    };
    let expected = [
        item("envelope.b", "total", "1_000", "2_000", crate::merge::Whose::Ours),
        item("initiative.c", "title", "C", "Sea", crate::merge::Whose::Theirs),
    ];
    assert_eq!(draft.news, expected);
}

#[test]
fn a_deletion_is_chosen_for_all_blocks_of_an_item() {
    let base = format!("{PLAN}\n[initiative.z]\ntitle = \"Z\"\n\n[initiative.z.cost.y]\ncapital = 5\n");
    let theirs = base.replace("capital = 5", "capital = 6").replace("\"Z\"", "\"Zed\"");
    let draft = draft(&base, PLAN, &theirs);
    assert_eq!(
        (draft.disputes[0].what.as_str(), &draft.disputes[0].kind),
        ("initiative.z", &Kind::DeletedByOurs)
    );
    let [own, before, other] = each(&draft);
    assert_eq!((own.trim_end(), before, other), (PLAN.trim_end(), base, theirs));
}

#[test]
fn both_items_of_two_lists_and_both_comments_can_be_had() {
    let (ours, theirs) =
        (with(&[("[\"a\"]", "[\"a + 1 month\"]")]), with(&[("[\"a\"]", "[\"a + 2 months\"]")]));
    let draft = draft(PLAN, &ours, &theirs);
    assert_eq!(draft.disputes[0].offers(), [Choice::Ours, Choice::Base, Choice::Theirs, Choice::Both]);
    let both = with(&[("[\"a\"]", "[\"a + 1 month\", \"a + 2 months\"]")]);
    assert_eq!(draft.text(&[Some(Choice::Both)]), both);
    let (ours, theirs) = (with(&[("# say", "# Ann says")]), with(&[("# say", "# Bob knows")]));
    let draft = self::draft(PLAN, &ours, &theirs);
    assert_eq!(draft.disputes[0].kind, Kind::Comment);
    assert_eq!(draft.text(&[Some(Choice::Both)]), with(&[("# say", "# Ann says; Bob knows")]));
    // Of one value there is no both.
    let draft = self::draft(PLAN, &with(&[("1_000", "1")]), &with(&[("1_000", "2")]));
    assert_eq!(draft.disputes[0].offers(), [Choice::Ours, Choice::Base, Choice::Theirs]);
}

#[test]
fn of_two_new_names_the_chosen_one_is_used_everywhere() {
    let named = |id: &str| {
        with(&[("initiative.a]", &format!("initiative.{id}]")), ("[\"a\"]", &format!("[\"{id}\"]"))])
    };
    let draft = draft(PLAN, &named("ann"), &named("bob"));
    assert_eq!(draft.disputes[0].kind, Kind::Renamed);
    assert_eq!(each(&draft), [named("ann"), PLAN.to_owned(), named("bob")]);
}

#[test]
fn the_order_of_the_stages_is_chosen_by_moving_them() {
    let block = |id: &str, title: &str| format!("[stage.{id}]\ntitle = \"{title}\"\n\n");
    let (one, two, three) = (block("one", "One"), block("two", "Two"), block("three", "Three"));
    let order = |blocks: [&str; 3]| PLAN.replacen(&format!("{one}{two}{three}"), &blocks.concat(), 1);
    let (ours, theirs) = (order([&two, &one, &three]), order([&one, &three, &two]));
    let draft = draft(PLAN, &ours, &theirs);
    assert_eq!((&draft.disputes[0].kind, draft.disputes[0].can_be_written()), (&Kind::Order, false));
    assert_eq!(each(&draft), [ours.clone(), PLAN.to_owned(), theirs]);
    assert_eq!(draft.text(&[None]), ours);
}

#[test]
fn a_problem_that_only_the_merge_makes_says_why() {
    let ours = with(&[("title = \"A\"\n", "title = \"A\"\nafter = [\"c\"]\n"), ("\nafter = [\"a\"]", "")]);
    let base = PLAN.replace("\nafter = [\"a\"]", "");
    let ours = if ours.contains("after = [\"c\"]") { ours } else { unreachable!("the change is there") };
    let draft = draft(&base, &ours, PLAN);
    let Kind::Invalid(why) = &draft.disputes[0].kind else { panic!("{:?}", draft.disputes) };
    assert!(why.contains("wait"), "{why}");
}

#[test]
fn line_ends_are_those_of_the_file_whatever_is_chosen() {
    let crlf = |text: String| text.replace('\n', "\r\n");
    let ours = crlf(with(&[("6 months", "7 months")]));
    let theirs = crlf(with(&[("6 months", "8 months")]));
    let draft = draft(&crlf(PLAN.to_owned()), &ours, &theirs);
    assert_eq!(draft.text(&[Some(Choice::Theirs)]), theirs);
    // Nothing disputed, nothing changed.
    assert_eq!(self::draft(&theirs, &theirs, &ours).text(&[]), ours);
}

#[test]
fn markers_are_read_again_by_meaning_or_side_by_side() {
    let marked = |base: &str| {
        let block = format!(
            "<<<<<<< HEAD\nduration = \"7 months\"\ntitle = \"A\"\n{base}=======\nduration = \"6 months\"\ntitle = \"Bee\"\n>>>>>>> work\n"
        );
        with(&[("title = \"A\"\nduration = \"6 months\" # say\n", &block)])
    };
    // With the ancestor each side has changed another key.
    let known = marked("||||||| base\nduration = \"6 months\"\ntitle = \"A\"\n");
    let draft = Draft::of_markers(&known).unwrap();
    assert_eq!(draft.disputes, []);
    let lines = "duration = \"7 months\"\ntitle = \"Bee\"\n";
    assert_eq!(draft.text(&[]), with(&[("title = \"A\"\nduration = \"6 months\" # say\n", lines)]));
    // Without it nobody knows who changed what.
    let draft = Draft::of_markers(&marked("")).unwrap();
    let dispute = &draft.disputes[0];
    assert_eq!((dispute.what.as_str(), &dispute.kind), ("initiative.a.duration", &Kind::Lines));
    assert_eq!(dispute.offers(), [Choice::Ours, Choice::Theirs]);
    let lines = "duration = \"6 months\"\ntitle = \"Bee\"\n";
    let theirs = with(&[("title = \"A\"\nduration = \"6 months\" # say\n", lines)]);
    assert_eq!(draft.text(&[Some(Choice::Theirs)]), theirs);
    assert_eq!(Draft::of_markers(PLAN).map(|_| ()), None);
}
