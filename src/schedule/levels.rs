//! How deep each initiative stands in the network: behind the longest row of others that it waits for.

use super::network::Network;
use crate::plan::{Factors, Plan};

/// One entry per initiative of the plan: 0 for what waits for nothing, else one more than the highest of what it waits
/// for, through stages and gates. Two of the same level never wait for each other; on a cycle the entry says nothing.
pub fn levels(plan: &Plan, factors: &Factors) -> Vec<u32> {
    let network = Network::new(plan, factors);
    let order = network.graph.components().order;
    let mut levels = vec![0_u32; network.graph.len()];
    for node in order {
        let before = network.graph.from(node).iter().map(|to| levels[*to as usize] + 1);
        levels[node as usize] = before.max().unwrap_or(0);
    }
    levels.truncate(plan.initiatives.len());
    levels
}
