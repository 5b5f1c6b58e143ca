//! The pages of Ventanilla.
fn main() {}
