//! Published networks with their published critical-path lengths.
//!
//! Source: PSPLIB, set `j30.sm`; R. Kolisch and A. Sprecher, "PSPLIB - A project scheduling problem library", European
//! Journal of Operational Research 96 (1997) 205-216. Durations and successors of jobs 1 to 32 as in the files;
//! the length is the files' `MPM-Time`. Resources, which a milepost plan does not have, are left out.

use super::day;
use super::sketch::{Sketch, plan};

/// Instance, critical-path length in days, and per job `duration:successors`.
const PSPLIB: [(&str, i32, &str); 4] = [
    (
        "j301_1",
        38,
        "0:2,3,4; 8:6,11,15; 4:7,8,13; 6:5,9,10; 3:20; 8:30; 5:27; 9:12,19,27; 2:14; 7:16,25; 9:20,26; 2:14; \
         6:17,18; 3:17; 9:25; 10:21,22; 6:22; 5:20,22; 3:24,29; 7:23,25; 2:28; 7:23; 2:24; 3:30; 3:30; 7:31; 8:28; \
         3:31; 7:32; 2:32; 2:32; 0:",
    ),
    (
        "j3013_4",
        50,
        "0:2,3,4; 8:5,28; 6:7,8,9; 10:14; 10:6,18; 6:12,13; 4:15; 2:10,13,21; 6:11,26,31; 5:18; 3:19; 7:22,23; \
         6:17; 4:16; 4:27,30; 2:17,21,31; 8:20,25; 7:19,27; 9:20; 3:24; 1:25; 6:27; 1:29; 6:30; 6:30; 5:29; 1:31; \
         6:29; 4:32; 3:32; 1:32; 0:",
    ),
    (
        "j3029_7",
        41,
        "0:2,3,4; 7:6,11,18; 4:5; 4:8,9,16; 2:7,13,19; 3:12; 10:15,20; 3:19,20,23; 3:10,15; 3:11,14; 10:12,21; \
         3:13,24,30; 8:22; 5:17,26; 7:25,28; 5:20; 4:27,28,29; 1:22,23; 5:21,25; 9:21,24,27; 6:31; 5:31; 10:24,25,29; \
         2:28; 9:27; 4:29,30; 2:30; 10:31; 8:32; 2:32; 4:32; 0:",
    ),
    (
        "j3048_10",
        54,
        "0:2,3,4; 7:5,15,21; 10:7,8,14; 2:11,14,24; 6:6,9,10; 8:8,13,30; 1:13,15,21; 8:16,18; 1:11,16,20; 7:12,18,19; \
         4:17,23,26; 6:13,14,22; 4:16,31; 9:23,27,29; 10:18,19,20; 1:17; 7:29; 8:24,25,26; 6:22,27,28; 2:25,28; \
         5:22,23,27; 6:24,25,26; 2:28; 2:29; 6:31; 9:31; 4:30; 10:30; 3:32; 5:32; 8:32; 0:",
    ),
];

/// Jobs become initiatives in days, successors become `after`.
fn network(jobs: &str) -> Sketch {
    let jobs: Vec<(&str, &str)> = jobs.split(';').map(|job| job.trim().split_once(':').unwrap()).collect();
    let lines: Vec<String> = jobs
        .iter()
        .enumerate()
        .map(|(at, (days, _))| {
            let number = (at + 1).to_string();
            let waits = jobs.iter().enumerate().filter(|(_, (_, to))| to.split(',').any(|to| to == number));
            let after: Vec<String> = waits.map(|(from, _)| format!("j{:02}", from + 1)).collect();
            let after = if after.is_empty() { String::new() } else { format!(" after={}", after.join(",")) };
            format!("j{:02} {days}d{after}", at + 1)
        })
        .collect();
    Sketch::of(plan(&lines.iter().map(String::as_str).collect::<Vec<_>>()))
}

#[test]
fn critical_paths_are_as_long_as_published() {
    for (name, length, jobs) in PSPLIB {
        let sketch = network(jobs);
        assert_eq!(sketch.schedule.finish.since(day("2027-04-01")), length, "{name}");
        // Source and sink are on every critical path, and no slack is negative.
        assert_eq!((sketch.slack("j01"), sketch.slack("j32")), (0, 0), "{name}");
        assert!(sketch.schedule.initiatives.iter().flatten().all(|placed| placed.slack_days >= 0), "{name}");
        // The critical jobs lie end to end over the whole length.
        let mut critical: Vec<_> =
            sketch.schedule.initiatives.iter().flatten().filter(|placed| placed.critical()).collect();
        critical.sort_by_key(|placed| placed.start);
        let covered = critical.iter().fold(day("2027-04-01"), |reached, placed| {
            assert!(placed.start <= reached, "{name}");
            reached.max(placed.finish)
        });
        assert_eq!(covered, sketch.schedule.finish, "{name}");
    }
}
