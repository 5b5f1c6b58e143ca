//! The rules of Ventanilla: money, phones, operators, cash counts and the wire types, the same in the browser and at the edge.
