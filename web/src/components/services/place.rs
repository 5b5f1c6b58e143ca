//! What stands in the address after the section's name: nothing, the service that is paid, or a payment. Pure.

use ventanilla_core::Service;
use ventanilla_core::uuid::is_uuid;

/// A part of the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The form, for that service if one is chosen.
    Form(Option<Service>),
    /// The payment of that id.
    Payment(String),
}

impl Place {
    /// Reads what stands after the section's name: `57`, or an operation's id.
    pub(crate) fn read(rest: &str) -> Self {
        let (step, _) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
        if is_uuid(step) {
            return Self::Payment(step.to_owned());
        }
        Self::Form(step.parse().ok().and_then(Service::of_id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_names() {
        let id = "8e03978e-40d5-43dd-bc93-6894a57f9324";
        let table = [
            ("", Place::Form(None)),
            ("57", Place::Form(Some(Service::MovistarPrepago))),
            ("57/x?y", Place::Form(Some(Service::MovistarPrepago))),
            ("1", Place::Form(None)),
            ("-57", Place::Form(None)),
            ("x", Place::Form(None)),
            (id, Place::Payment(id.to_owned())),
            ("8e03978e-40d5-43dd-bc93-6894a57f932x", Place::Form(None)),
        ];
        for (rest, expected) in table {
            assert_eq!(Place::read(rest), expected, "{rest}");
        }
    }
}
