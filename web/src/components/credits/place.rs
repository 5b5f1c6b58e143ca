//! What stands in the address after the section's name: a step of a recharge, or a recharge. Pure.

use ventanilla_core::uuid::is_uuid;

/// A part of the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Wherever the recharge has come to that was begun.
    Start,
    /// The number.
    Number,
    /// Its carrier.
    Carrier,
    /// How much.
    Amount,
    /// The recharge of that id.
    Recharge(String),
}

impl Place {
    /// Reads what stands after the section's name.
    pub(crate) fn read(rest: &str) -> Self {
        let (step, _) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
        match step {
            _ if is_uuid(step) => Self::Recharge(step.to_owned()),
            "numero" => Self::Number,
            "operadora" => Self::Carrier,
            "valor" => Self::Amount,
            _ => Self::Start,
        }
    }

    /// What stands in the address for it.
    pub(crate) fn rest(&self) -> &str {
        match self {
            Self::Start => "",
            Self::Number => "numero",
            Self::Carrier => "operadora",
            Self::Amount => "valor",
            Self::Recharge(id) => id,
        }
    }

    /// Where it can really be, with a number that is whole or not and an order that is there or not: nobody chooses an amount of nothing.
    pub(crate) fn reached(self, has_number: bool, has_order: bool) -> Self {
        match self {
            Self::Amount if !has_order => Self::Carrier.reached(has_number, has_order),
            Self::Carrier if !has_number => Self::Number,
            Self::Start => Self::Number,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_names() {
        let id = "8e03978e-40d5-43dd-bc93-6894a57f9324";
        let places = [
            ("", Place::Start),
            ("numero", Place::Number),
            ("operadora", Place::Carrier),
            ("valor", Place::Amount),
            (id, Place::Recharge(id.to_owned())),
        ];
        for (rest, expected) in places {
            assert_eq!(Place::read(rest), expected, "{rest}");
            assert_eq!(expected.rest(), rest);
        }
        for other in ["57", "8e03978e-40d5-43dd-bc93-6894a57f932x", "?x"] {
            assert_eq!(Place::read(other), Place::Start, "{other}");
        }
        assert_eq!(Place::read("valor/x?y"), Place::Amount);
    }

    #[test]
    fn no_step_before_what_it_needs() {
        use Place::{Amount, Carrier, Number, Start};
        let table = [
            (Start, false, false, Number),
            (Start, true, true, Number),
            (Number, true, true, Number),
            (Carrier, false, false, Number),
            (Carrier, true, false, Carrier),
            (Amount, false, false, Number),
            (Amount, true, false, Carrier),
            (Amount, true, true, Amount),
        ];
        for (place, has_number, has_order, expected) in table {
            assert_eq!(
                place.clone().reached(has_number, has_order),
                expected,
                "{place:?} {has_number} {has_order}"
            );
        }
    }
}
