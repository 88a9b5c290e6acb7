//! The project folder, read once.
