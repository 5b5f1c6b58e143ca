//! Reading the JSON rows that statements return.
//!
//! It is done with the core's own reader and not with serde, whose generated readers of rows were a fourteenth of the Worker.

use crate::error::Failure;
use crate::ports::Rows;
use std::collections::BTreeMap;
use ventanilla_core::amount::Amount;
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::role::Role;
use ventanilla_core::wire::answer::{FromJson, Json, Members};

/// What a row, or a value in one, is read as.
pub trait FromRow: Sized {
    /// Reads it; `None` where it is something else.
    fn from_row(json: Json<'_>) -> Option<Self>;
}

/// Makes a struct readable from a row, each field from the column of its name.
macro_rules! columns {
    ($row:ident { $($column:ident),* $(,)? }) => {
        impl $crate::store::row::FromRow for $row {
            fn from_row(json: ventanilla_core::wire::answer::Json<'_>) -> Option<Self> {
                let columns = $crate::store::row::Columns::of(json)?;
                Some(Self {
                    $($column: columns.read(stringify!($column))?,)*
                })
            }
        }
    };
}
pub(crate) use columns;

/// The columns of a row. A statement may leave out what is null.
pub struct Columns<'a>(Members<'a>);

impl<'a> Columns<'a> {
    /// The columns; `None` for what is no row.
    pub fn of(json: Json<'a>) -> Option<Self> {
        Members::of(json).map(Self)
    }

    /// The column of that name, read; `None` where it is something else.
    pub fn read<T: FromRow>(&self, name: &str) -> Option<T> {
        T::from_row(self.0.find(name).unwrap_or(Json::NULL))
    }
}

/// All rows.
pub fn many<T: FromRow>(rows: &Rows) -> Result<Vec<T>, Failure> {
    rows.iter().map(|row| read(row)).collect()
}

/// The first row, if there is one.
pub fn first<T: FromRow>(rows: &Rows) -> Result<Option<T>, Failure> {
    rows.first().map(|row| read(row)).transpose()
}

/// The row that has to be there; its absence is a fault of ours.
pub fn one<T: FromRow>(rows: &Rows) -> Result<T, Failure> {
    first(rows)?.ok_or_else(|| Failure::Internal("a statement returned no row".into()))
}

fn read<T: FromRow>(row: &str) -> Result<T, Failure> {
    Json::document(row)
        .and_then(T::from_row)
        .ok_or_else(|| Failure::Internal("a statement returned another row".into()))
}

impl FromRow for String {
    fn from_row(json: Json<'_>) -> Option<Self> {
        json.string()
    }
}

macro_rules! whole {
    ($($type:ty)*) => {
        $(impl FromRow for $type {
            fn from_row(json: Json<'_>) -> Option<Self> {
                json.as_str().parse().ok()
            }
        })*
    };
}
whole!(i64 i32);

/// SQLite's 1 and 0.
impl FromRow for bool {
    fn from_row(json: Json<'_>) -> Option<Self> {
        i64::from_row(json).map(|flag| flag != 0)
    }
}

/// Minor units.
impl FromRow for Amount {
    fn from_row(json: Json<'_>) -> Option<Self> {
        Self::from_minor(i64::from_row(json)?).ok()
    }
}

impl FromRow for Currency {
    fn from_row(json: Json<'_>) -> Option<Self> {
        Self::parse(&String::from_row(json)?)
    }
}

impl FromRow for Country {
    fn from_row(json: Json<'_>) -> Option<Self> {
        Self::parse(&String::from_row(json)?)
    }
}

impl FromRow for Role {
    fn from_row(json: Json<'_>) -> Option<Self> {
        Self::from_id(i64::from_row(json)?)
    }
}

impl<T: FromRow> FromRow for Option<T> {
    fn from_row(json: Json<'_>) -> Option<Self> {
        if json == Json::NULL {
            Some(None)
        } else {
            T::from_row(json).map(Some)
        }
    }
}

impl<T: FromRow> FromRow for Vec<T> {
    fn from_row(json: Json<'_>) -> Option<Self> {
        json.items()?.into_iter().map(T::from_row).collect()
    }
}

/// Counts by name.
impl FromRow for BTreeMap<String, u32> {
    fn from_row(json: Json<'_>) -> Option<Self> {
        Self::from_json(json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Eq)]
    struct DrawerRow {
        name: String,
        posted: Amount,
        active: bool,
        role: Option<Role>,
        entries: Vec<EntryRow>,
    }
    columns!(DrawerRow {
        name,
        posted,
        active,
        role,
        entries
    });

    #[derive(Debug, PartialEq, Eq)]
    struct EntryRow {
        id: i64,
    }
    columns!(EntryRow { id });

    fn drawer(rows: &[&str]) -> Result<DrawerRow, Failure> {
        one(&rows.iter().copied().map(String::from).collect())
    }

    #[test]
    fn columns_are_read_by_their_names() {
        let row = r#"{"entries":[{"id":2},{"id":1}],"posted":-3050,"active":1,"name":"Caja \"1\"","more":0.5}"#;
        assert_eq!(
            drawer(&[row, "{}"]).unwrap(),
            DrawerRow {
                name: "Caja \"1\"".to_owned(),
                posted: Amount::from_minor(-3050).unwrap(),
                active: true,
                role: None,
                entries: vec![EntryRow { id: 2 }, EntryRow { id: 1 }],
            }
        );
    }

    #[test]
    fn another_row_is_a_fault_of_ours() {
        let good = r#"{"name":"a","posted":0,"active":0,"role":null,"entries":[]}"#;
        assert!(drawer(&[good]).is_ok());
        for (from, to) in [
            (r#""a""#, "null"),
            (r#""posted":0"#, r#""posted":0.5"#),
            (r#""posted":0"#, r#""posted":9223372036854775807"#),
            (r#""active":0,"#, ""),
            (r#""active":0"#, r#""active":true"#),
            (r#""role":null"#, r#""role":99"#),
            ("[]", "[{}]"),
            ("[]", "{}"),
            ("}", ""),
        ] {
            let row = good.replace(from, to);
            assert!(
                matches!(drawer(&[&row]), Err(Failure::Internal(_))),
                "{row}"
            );
        }
        assert!(matches!(drawer(&[]), Err(Failure::Internal(_))));
    }
}
