//! The TypeScript types of what the exports take and answer. A test compares the unions with the Rust enums.

use wasm_bindgen::prelude::wasm_bindgen;

/// Appended to the generated declarations as it is.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[cfg(test)]
mod tests {
    use crate::{
        Carrier, CheckDigit, Code, Country, Currency, OperationState, Operator, Service,
        ServiceKind, wire::Form,
    };

    const DECLARATIONS: &str = include_str!("types.d.ts");

    /// The literals of `type name = "a" | "b";`.
    fn union(name: &str) -> Vec<&'static str> {
        let (_, rest) = DECLARATIONS
            .split_once(&format!("export type {name} ="))
            .unwrap();
        let (body, _) = rest.split_once(';').unwrap();
        body.split('"').skip(1).step_by(2).collect()
    }

    /// The literals of `type name = 1 | 2;`.
    fn numbers(name: &str) -> Vec<&'static str> {
        let (_, rest) = DECLARATIONS
            .split_once(&format!("export type {name} ="))
            .unwrap();
        let (body, _) = rest.split_once(';').unwrap();
        body.split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect()
    }

    #[test]
    fn unions_name_what_the_enums_have() {
        assert_eq!(union("CurrencyCode"), Currency::ALL.map(Currency::code));
        assert_eq!(union("CountryCode"), Country::ALL.map(Country::code));
        assert_eq!(union("OperatorName"), Operator::ALL.map(Operator::name));
        assert_eq!(
            union("OperationState"),
            OperationState::ALL.map(OperationState::as_str)
        );
        assert_eq!(
            union("CheckDigitName"),
            CheckDigit::ALL.map(CheckDigit::as_str)
        );
        assert_eq!(union("CarrierName"), Carrier::ALL.map(Carrier::name));
        assert_eq!(
            union("ServiceKind"),
            ServiceKind::ALL.map(ServiceKind::as_str)
        );
        let names: Vec<&str> = Service::ALL.iter().map(|service| service.name()).collect();
        assert_eq!(union("ServiceName"), names);
        let ids: Vec<String> = Service::ALL
            .iter()
            .map(|service| service.id().to_string())
            .collect();
        assert_eq!(numbers("ServiceId"), ids);
        let forms: Vec<&str> = Form::OF_TILL.iter().map(|form| form.as_str()).collect();
        assert_eq!(union("FormName"), forms);
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(union("ErrorCode"), codes);
    }
}
