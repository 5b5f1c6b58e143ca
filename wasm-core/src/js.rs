//! The exports for JavaScript.
