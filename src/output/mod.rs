//! Bytes reach the disk.
