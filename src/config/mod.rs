//! What site.toml may say and what it means.
