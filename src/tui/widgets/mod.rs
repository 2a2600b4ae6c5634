//! Small things to paint: bars, ramps, links.

pub mod bar;
pub mod gauge;
pub mod link;
pub mod ramp;
