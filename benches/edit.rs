//! One edit of a plan being worked on: text, verification, plan, schedule, money and checks, on 100, 1,000 and 10,000.
//!
//! `cargo bench --bench edit` prints medians of the processor time.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod measure;
mod plans;

use milepost::analysis::Options;
use milepost::diagnostic::Path;
use milepost::document::Source;
use milepost::edit::{Change, Edit, LayerName, Value};
use milepost::session::Session;
use milepost::units::Day;

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const EDITS: usize = 25;

fn main() {
    println!("{:>10}  {:>12}  {:>12}  {:>12}", "plan", "open", "edit", "undo");
    for size in SIZES {
        let plan = plans::generate(size, 1);
        let today = Day::parse("2027-04-01").expect("a date");
        let options = Options { case: None, today };
        let source = || Source::new("generated.toml", plan.text.as_str());
        let opened: Vec<_> =
            (0..5).map(|_| measure::of_thread(|| Session::new(source(), options.clone())).0).collect();
        let mut session = Session::new(source(), options.clone());
        let mut edits = Vec::new();
        for round in 0..EDITS {
            let change = lengthen(round * 37 % size, round as u32 % 6 + 2);
            let (taken, result) = measure::of_thread(|| session.apply(&change));
            result.expect("a duration can be changed");
            edits.push(taken);
        }
        let mut undone = Vec::new();
        // A duration that was the same already is no step to be undone.
        loop {
            let (taken, label) = measure::of_thread(|| session.undo());
            if label.is_none() {
                break;
            }
            undone.push(taken);
        }
        assert_eq!(session.text(), plan.text, "undo brings the text back");
        let times = [opened, edits, undone].map(|times| measure::shown(measure::median(times)));
        println!("{size:>10}  {:>12}  {:>12}  {:>12}", times[0], times[1], times[2]);
    }
}

fn lengthen(at: usize, months: u32) -> Change {
    let at = Path::new(["initiative".to_owned(), format!("item-{at:05}"), "duration".to_owned()]);
    let value = Value::Text(format!("{months} months"));
    Change { label: "Lengthen".to_owned(), edits: vec![Edit::Set { at, value }], layer: LayerName::Plan }
}
