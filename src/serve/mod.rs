//! Preview from memory.
