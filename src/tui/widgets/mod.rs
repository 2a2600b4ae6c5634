//! Small things to paint: bars, large letters, ramps, links.

pub mod bar;
pub mod big;
pub mod gauge;
pub mod joint;
pub mod link;
pub mod ramp;
