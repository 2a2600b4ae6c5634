//! The key table: every table and key of the format, with type, unit, default and doc.
//!
//! It drives decoding, suggestions, the JSON Schema, the format's docs, completion and the editor form.
