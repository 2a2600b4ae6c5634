//! Three versions of a plan put together, on 100, 1,000 and 10,000: each side has changed a twentieth of the initiatives.
//!
//! `cargo bench --bench merge` prints medians of the processor time.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod measure;
mod plans;

use milepost::merge::{Names, Texts, merge};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const ROUNDS: usize = 9;

fn main() {
    println!("{:>10}  {:>12}", "plan", "merge");
    for size in SIZES {
        let base = plans::generate(size, 1).text;
        let side = |first: usize, comment: &str| {
            (first..size).step_by(20).fold(base.clone(), |text, at| {
                let header = format!("[initiative.item-{at:05}]\n");
                text.replacen(&header, &format!("{header}value = 5 # {comment}\n"), 1)
            })
        };
        let (ours, theirs) = (side(3, "ours"), side(7, "theirs"));
        let texts = Texts { base: &base, ours: &ours, theirs: &theirs };
        let taken = (0..ROUNDS).map(|_| {
            let (taken, merged) = measure::of_thread(|| merge(texts, &Names::default(), 7));
            let merged = merged.expect("all three are TOML");
            assert_eq!(merged.conflicts, [], "the sides changed different initiatives");
            assert_eq!(
                merged.text.matches("value = 5 #").count(),
                2 * (size / 20),
                "both sides' changes are in it"
            );
            taken
        });
        println!("{size:>10}  {:>12}", measure::shown(measure::median(taken.collect())));
    }
}
