//! The corridor: opens the doors in order, does none of the work.
