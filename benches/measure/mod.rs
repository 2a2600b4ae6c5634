//! Clocks that survive a busy machine: processor time where the system tells it, the clock on the wall elsewhere.

use std::time::{Duration, Instant};

/// The middle of several measurements.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The processor time that this thread takes for a piece of work.
#[allow(dead_code)]
pub fn of_thread<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let (clock, before) = (Instant::now(), on_cpu("thread-self"));
    let result = work();
    let taken = match (before, on_cpu("thread-self")) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    };
    (taken, result)
}

/// The time that a task of Linux has been on a processor.
pub fn on_cpu(task: &str) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{task}/schedstat")).ok()?;
    Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
}

/// A duration in milliseconds with three digits that mean something.
pub fn shown(time: Duration) -> String {
    let micros = time.as_micros();
    if micros < 10_000 {
        format!("{}.{:02} ms", micros / 1_000, micros % 1_000 / 10)
    } else {
        format!("{}.{} ms", micros / 1_000, micros % 1_000 / 100)
    }
}
