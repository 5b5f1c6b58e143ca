//! What stands in the address after a section's name: whom it is about, what of them, and what is asked for. Pure.

use crate::address;

/// A part of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The steps, such as `101` and `editar`.
    steps: Vec<String>,
    /// What is asked for.
    pairs: Vec<(String, String)>,
}

impl Place {
    /// Reads what stands after the section's name: `101/editar?estado=used`.
    pub(crate) fn read(rest: &str) -> Self {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Self {
            steps: path
                .split('/')
                .filter(|step| !step.is_empty())
                .map(str::to_owned)
                .collect(),
            pairs: address::pairs(query),
        }
    }

    /// The number of the customer that it is about.
    pub(crate) fn customer(&self) -> Option<i64> {
        self.steps
            .first()?
            .parse()
            .ok()
            .filter(|number| *number > 0)
    }

    /// The step at that place.
    pub(crate) fn step(&self, place: usize) -> Option<&str> {
        self.steps.get(place).map(String::as_str)
    }

    /// What is asked for under that name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_and_what() {
        let table = [
            ("", None, None, None),
            ("101", Some(101), None, None),
            ("101/editar", Some(101), Some("editar"), None),
            ("101?estado=used", Some(101), None, Some("used")),
            ("nuevo", None, None, None),
            ("?estado=paid", None, None, Some("paid")),
            ("0", None, None, None),
            ("-1", None, None, None),
        ];
        for (rest, customer, what, state) in table {
            let place = Place::read(rest);
            assert_eq!(
                (place.customer(), place.step(1), place.value("estado")),
                (customer, what, state),
                "{rest}"
            );
        }
    }
}
