//! Any bytes as a plan: see `milepost_fuzz::decode`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| milepost_fuzz::decode(data));
