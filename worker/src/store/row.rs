//! Reading the JSON rows that statements return.

use crate::error::Failure;
use crate::ports::Rows;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use ventanilla_core::amount::Amount;

/// All rows.
pub fn many<T: DeserializeOwned>(rows: &Rows) -> Result<Vec<T>, Failure> {
    rows.iter().map(|row| read(row)).collect()
}

/// The first row, if there is one.
pub fn first<T: DeserializeOwned>(rows: &Rows) -> Result<Option<T>, Failure> {
    rows.first().map(|row| read(row)).transpose()
}

/// The row that has to be there; its absence is a fault of ours.
pub fn one<T: DeserializeOwned>(rows: &Rows) -> Result<T, Failure> {
    first(rows)?.ok_or_else(|| Failure::Internal("a statement returned no row".into()))
}

fn read<T: DeserializeOwned>(row: &str) -> Result<T, Failure> {
    serde_json::from_str(row).map_err(|error| Failure::Internal(format!("row: {error}")))
}

/// For `#[serde(deserialize_with)]`: minor units.
pub fn minor<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    Amount::from_minor(i64::deserialize(deserializer)?)
        .map_err(|_| D::Error::custom("amount out of range"))
}

/// For `#[serde(deserialize_with)]`: minor units or null.
pub fn optional_minor<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Amount>, D::Error> {
    Option::<i64>::deserialize(deserializer)?
        .map(|value| Amount::from_minor(value).map_err(|_| D::Error::custom("amount out of range")))
        .transpose()
}

/// For `#[serde(deserialize_with)]`: SQLite's 1 and 0.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(i64::deserialize(deserializer)? != 0)
}

/// For `#[serde(deserialize_with)]`: SQLite's 1 and 0, or null.
pub fn optional_flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(Option::<i64>::deserialize(deserializer)?.map(|flag| flag != 0))
}
