//! Plans on disk: read within limits, saved atomically, never over somebody else's change.
