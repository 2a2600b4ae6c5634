//! Clocks that survive a busy machine: processor time where the system tells it, the clock on the wall elsewhere.

use std::time::Duration;

/// The middle of several measurements.
#[allow(dead_code)]
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The processor time that this thread takes for a piece of work.
#[allow(dead_code)]
pub fn of_thread<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let before = of_this_thread();
    let result = work();
    (of_this_thread().saturating_sub(before), result)
}

/// The processor time of this thread, to the microsecond: what `/proc` says of it moves on with the ticks of the system.
#[cfg(unix)]
fn of_this_thread() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

#[cfg(not(unix))]
fn of_this_thread() -> Duration {
    static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(std::time::Instant::now).elapsed()
}

/// The time that a task of Linux has been on a processor.
#[allow(dead_code)]
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
