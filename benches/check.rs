//! `milepost check` as a whole process: processor time and peak memory on generated plans of 100, 1,000 and 10,000.
//!
//! `cargo bench --bench check` prints medians; the totals that the program finds are held against those of the
//! generator in the same run. The floor is the same program asked for its version.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod measure;
mod plans;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const RUNS: usize = 15;

fn main() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    println!("{:>10}  {:>12}  {:>12}  {:>9}", "plan", "processor", "wall clock", "peak");
    report("--version", &["--version"]);
    for size in SIZES {
        let plan = plans::generate(size, 1);
        let path = folder.path().join(format!("{size}.toml"));
        std::fs::write(&path, &plan.text).expect("the folder can be written");
        verify(&path, &plan);
        let path = path.to_str().expect("the path is text").to_owned();
        report(&format!("{size}"), &["check", &path, "--now", "2027-04-01"]);
    }
}

fn milepost(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
    command.args(args).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// Holds the totals of the program against those of the generator.
fn verify(path: &Path, plan: &plans::Generated) {
    let path = path.to_str().expect("the path is text");
    let output =
        milepost(&["check", path, "--format", "json", "--now", "2027-04-01"]).output().expect("it runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it answers in JSON");
    let pence = |key: &str| report["totals"][key].as_str().expect("a sum").replace('.', "").parse::<i128>();
    assert_eq!(pence("capital"), Ok(plan.capital), "the capital of {path}");
    assert_eq!(pence("one_off"), Ok(plan.one_off), "the one-off money of {path}");
    assert_eq!(report["verdict"], "within", "{}", report["sentence"]);
}

fn report(name: &str, args: &[&str]) {
    let runs: Vec<_> = (0..RUNS).map(|_| run(args)).collect();
    let cpu = measure::median(runs.iter().map(|run| run.cpu).collect());
    let wall = measure::median(runs.iter().map(|run| run.wall).collect());
    let peak = runs.iter().map(|run| run.peak_kib).max().unwrap_or(0);
    println!(
        "{name:>10}  {:>12}  {:>12}  {:>5}.{} MiB",
        measure::shown(cpu),
        measure::shown(wall),
        peak / 1_024,
        peak % 1_024 * 10 / 1_024
    );
}

struct Run {
    cpu: Duration,
    wall: Duration,
    peak_kib: u64,
}

/// Runs the program once. Its processor time is read when it has ended and before it is forgotten; its peak memory is
/// looked at all the while, because the system forgets it earlier.
fn run(args: &[&str]) -> Run {
    let clock = Instant::now();
    let mut child = milepost(args).stdout(Stdio::null()).spawn().expect("the program starts");
    let task = child.id().to_string();
    let mut peak_kib = 0;
    let mut cpu = Duration::ZERO;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{task}/status")).unwrap_or_default();
        peak_kib = peak_kib.max(field(&status, "VmHWM:"));
        cpu = measure::on_cpu(&task).unwrap_or(cpu);
        // A process that has ended stays as a zombie until it is waited for, with its times.
        if status.is_empty() || status.contains("State:\tZ") {
            break;
        }
    }
    let wall = clock.elapsed();
    child.wait().expect("it was started");
    Run { cpu: if cpu.is_zero() { wall } else { cpu }, wall, peak_kib }
}

fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
