//! Checks that need more than one room.

mod whole;
