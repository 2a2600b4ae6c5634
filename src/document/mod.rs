//! TOML texts in, a typed plan and diagnostics out; edits in, splices out. The text is the truth.

mod comments;
mod cursor;
mod decode;
mod differing;
mod format;
mod index;
mod layers;
mod outline;
mod render;
mod source;
mod spell;
mod splice;
mod written;

pub use comments::{Owned, comments, differing_comments, mentions};
pub use cursor::{Cursor, Next, Spot, cursor, cursor_cost, cursor_in};
pub use decode::{Before, Decoded, Trace, decode, decode_again, faults};
pub use format::format;
pub use index::{Form, Index, Node, NodeId, ScalarKind, Statement, StatementKind, SyntaxError, changed};
pub use layers::{Document, Layer, View};
pub use outline::{Block, Element, Line, Outline, Part, items};
pub use render::{render, render_line};
pub use source::{LineColumn, Source};
pub use splice::{Refusal, Splice, apply, apply_splices, headed, inverse_of, outlook, patch, splices};
pub use written::Written;
