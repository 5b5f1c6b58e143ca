//! Reading answers: the JSON of a server's success as the wire's own types.
//!
//! Pages read with this and not with serde, whose generated readers weigh more than everything that a page shows. What is read is
//! the same: a test holds the two together. Members that are not known are passed over, so that a page may be older than its server.

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use crate::field::json::Json;

/// Something that an answer, or a part of one, is read as.
pub trait FromJson: Sized {
    /// Reads it; `None` where it is something else.
    fn from_json(json: Json<'_>) -> Option<Self>;

    /// What a member that is not there counts as; `None` where it has to be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a whole answer; `None` where it is not that.
///
/// ```
/// use ventanilla_core::wire::answer;
///
/// assert_eq!(answer::read::<Vec<i64>>(" [1, 2] "), Some(vec![1, 2]));
/// assert_eq!(answer::read::<Vec<i64>>("[1.5]"), None);
/// ```
pub fn read<T: FromJson>(text: &str) -> Option<T> {
    T::from_json(Json::document(text)?)
}

/// Whether a text is one JSON value, of any kind.
pub fn is_json(text: &str) -> bool {
    Json::document(text).is_some()
}

/// The members of an object.
#[derive(Debug)]
pub struct Members<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Members<'a> {
    /// The members of the object that a whole text is; `None` for any other text.
    pub fn read_all(text: &'a str) -> Option<Self> {
        Self::of(Json::document(text)?)
    }

    /// The members; `None` for what is no object.
    pub fn of(json: Json<'a>) -> Option<Self> {
        json.members().map(Self)
    }

    /// The member of that name, read; `None` where it is something else, or missing and may not be.
    pub fn read<T: FromJson>(&self, name: &str) -> Option<T> {
        match self.find(name) {
            Some(json) => T::from_json(json),
            None => T::absent(),
        }
    }

    /// The member of that name, as it is.
    pub fn find(&self, name: &str) -> Option<Json<'a>> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, json)| *json)
    }
}

/// Makes a struct readable: its members by name (after `as`, that of the wire), and after `..` those whose members stand among its own.
#[macro_export]
macro_rules! readable {
    ($type:ty { $($name:ident $(as $member:literal)?),* $(,)? $(; .. $flat:ident)? }) => {
        impl $crate::wire::answer::FromJson for $type {
            fn from_json(json: $crate::wire::answer::Json<'_>) -> Option<Self> {
                let members = $crate::wire::answer::Members::of(json)?;
                Some(Self {
                    $($name: members.read($crate::readable!(@member $name $($member)?))?,)*
                    $($flat: $crate::wire::answer::FromJson::from_json(json)?,)?
                })
            }
        }
    };
    (@member $name:ident) => {
        stringify!($name)
    };
    (@member $name:ident $member:literal) => {
        $member
    };
}

impl FromJson for String {
    fn from_json(json: Json<'_>) -> Option<Self> {
        json.string()
    }
}

impl FromJson for bool {
    fn from_json(json: Json<'_>) -> Option<Self> {
        match json.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

macro_rules! readable_whole {
    ($($type:ty)*) => {
        $(impl FromJson for $type {
            fn from_json(json: Json<'_>) -> Option<Self> {
                json.as_str().parse().ok()
            }
        })*
    };
}
readable_whole!(i64 i32 u32 u16);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json<'_>) -> Option<Self> {
        if json == Json::NULL {
            Some(None)
        } else {
            T::from_json(json).map(Some)
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json<'_>) -> Option<Self> {
        json.items()?.into_iter().map(T::from_json).collect()
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: Json<'_>) -> Option<Self> {
        json.members()?
            .into_iter()
            .map(|(name, json)| Some((name.into_owned(), T::from_json(json)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests;
