//! Two versions of a plan held against each other, on 100, 1,000 and 10,000: read, computed and compared.
//!
//! `cargo bench --bench diff` prints medians of the processor time.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod measure;
mod plans;

use milepost::analysis::{Options, analyse, analyse_again};
use milepost::diff::{Diff, Side, diff};
use milepost::document::{Document, Source};
use milepost::units::Day;

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const ROUNDS: usize = 9;

fn main() {
    let today = Day::parse("2027-04-01").expect("a date");
    let options = Options { case: None, today };
    println!("{:>10}  {:>12}  {:>12}  {:>12}", "plan", "edits", "removed", "a case more");
    for size in SIZES {
        let old = plans::generate(size, 1).text;
        let edited = (3..size).step_by(20).fold(old.clone(), |text, at| {
            let header = format!("[initiative.item-{at:05}]\n");
            text.replacen(&header, &format!("{header}value = 5\n"), 1)
        });
        // The last: nothing waits for it.
        let last = old.rfind("\n[initiative.").expect("there are initiatives") + 1;
        let end = old[last..].find("\n[").map_or(old.len(), |at| last + at + 1);
        let removed = format!("{}{}", &old[..last], &old[end..]);
        let inflated = format!("{old}\n[case.dear]\ncost = \"10%\"\n");
        let of = |new: &str, differs: fn(&Diff) -> usize, by: usize| {
            let taken = (0..ROUNDS).map(|_| {
                let (taken, found) = measure::of_thread(|| {
                    let (old, new) =
                        (Document::new(Source::new("old", &*old)), Document::new(Source::new("new", new)));
                    let before = analyse(&old, &options);
                    let after = analyse_again(&old, &before, &new, &options);
                    diff(
                        Side { document: &old, analysis: &before },
                        Side { document: &new, analysis: &after },
                    )
                });
                assert_eq!(differs(&found), by);
                taken
            });
            measure::shown(measure::median(taken.collect()))
        };
        println!(
            "{size:>10}  {:>12}  {:>12}  {:>12}",
            of(&edited, |it| it.edited.len(), (3..size).step_by(20).count()),
            of(&removed, |it| it.removed.len(), 1),
            of(&inflated, |it| it.added.len(), 1),
        );
    }
}
