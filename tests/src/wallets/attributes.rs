//! What is read of a request's attributes (contract of wallets, sections 5 to 10 and 12).

use super::WALLETS;
use serde_json::Value;
use std::collections::BTreeMap;

/// An attribute that is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Absent, empty or blank.
    Missing,
    /// There, and something else.
    Malformed,
}

/// The attributes that say something, as texts.
pub struct Attributes(BTreeMap<String, String>);

/// 9,999,999,999.99 in hundredths.
const AMOUNT_MAX: i64 = 999_999_999_999;

impl Attributes {
    /// Those of a body; none where it is no object.
    pub fn of(body: &Value) -> Option<Self> {
        let pairs = body.as_object()?.iter().filter_map(|(name, value)| {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Number(_) | Value::Bool(_) => value.to_string(),
                Value::Null | Value::Array(_) | Value::Object(_) => return None,
            };
            (!text.trim().is_empty()).then(|| (name.clone(), text))
        });
        Some(Self(pairs.collect()))
    }

    /// The text as it was written.
    pub fn written(&self, name: &str) -> Result<&str, Wrong> {
        self.0.get(name).map(String::as_str).ok_or(Wrong::Missing)
    }

    /// A text without the blanks around it.
    pub fn text(&self, name: &str, chars_max: usize) -> Result<&str, Wrong> {
        let text = self.written(name)?.trim();
        if text.chars().count() > chars_max || text.chars().any(char::is_control) {
            return Err(Wrong::Malformed);
        }
        Ok(text)
    }

    /// Which wallet, by its place; none for a key that no wallet has.
    pub fn wallet(&self) -> Result<Option<usize>, Wrong> {
        let text = self.text("wallet_key", 100)?;
        let is_meant = |name: &&str| text == format!("{{key:{name}}}");
        Ok(WALLETS.iter().position(is_meant))
    }

    /// Ten digits.
    pub fn phone(&self, name: &str) -> Result<&str, Wrong> {
        let text = self.written(name)?;
        if text.len() == 10 && text.chars().all(|digit| digit.is_ascii_digit()) {
            Ok(text)
        } else {
            Err(Wrong::Malformed)
        }
    }

    /// Whether points are given (0) or taken (1).
    pub fn gives(&self) -> Result<bool, Wrong> {
        match self.written("transaction_type")? {
            "0" => Ok(true),
            "1" => Ok(false),
            _ => Err(Wrong::Malformed),
        }
    }

    /// More than nothing, with two decimals at most, in hundredths.
    pub fn amount(&self, name: &str) -> Result<i64, Wrong> {
        let text = self.written(name)?;
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_written = [whole, decimals].iter().all(|part| {
            !part.is_empty() && part.len() < 12 && part.chars().all(|digit| digit.is_ascii_digit())
        });
        if !is_written || decimals.len() > 2 {
            return Err(Wrong::Malformed);
        }
        let digits = format!("{whole}{decimals:0<2}");
        let hundredths = digits.parse().expect("few digits");
        if (1..=AMOUNT_MAX).contains(&hundredths) {
            Ok(hundredths)
        } else {
            Err(Wrong::Malformed)
        }
    }

    /// Who is named, by what they log in with; an empty text for whoever is nobody here.
    pub fn user(&self, name: &str) -> Result<&str, Wrong> {
        let text = self.written(name)?;
        let login = text
            .strip_prefix("{user:")
            .and_then(|rest| rest.strip_suffix('}'));
        Ok(login.unwrap_or_default())
    }
}

/// Dates of birth as they are written, and what is kept of them; whatever is not here is none.
const BIRTH_DATES: [(&str, &str); 4] = [
    ("1990-05-01", "1990-05-01"),
    ("1988-02-29", "1988-02-29"),
    ("2001-12-31 23:59:59", "2001-12-31"),
    ("1975-01-09 10-30-00", "1975-01-09"),
];

/// What is kept of a date of birth.
pub fn birth_date(written: &str) -> Option<&'static str> {
    let known = BIRTH_DATES.iter().find(|(text, _)| *text == written);
    known.map(|(_, kept)| *kept)
}
