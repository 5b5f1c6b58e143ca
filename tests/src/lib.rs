//! Tests that cross the rooms of Ventanilla, natively: the worker's operations on in-memory SQLite.
