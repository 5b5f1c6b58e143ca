//! The TypeScript declarations of the npm package (`npm/index.d.ts`, `npm/forms.d.ts`), held against the enums that they name.

#[cfg(test)]
mod tests {
    use crate::barcode::{BoletoKind, GtinKind};
    use crate::cash::DenominationKind;
    use crate::js::operators;
    use crate::js::reading::Wanted;
    use crate::phone::PhoneKind;
    use crate::scan::Ending;
    use crate::wire::Form;
    use crate::{Carrier, CheckDigit, Code, Country, Currency, Language, Service, ServiceKind};

    const INDEX: &str = include_str!("../../npm/index.d.ts");
    const FORMS: &str = include_str!("../../npm/forms.d.ts");

    /// What follows a beginning, as far as a semicolon.
    fn statement<'a>(declarations: &'a str, beginning: &str) -> &'a str {
        let (_, rest) = declarations.split_once(beginning).unwrap();
        rest.split_once(';').unwrap().0
    }

    /// The literals of `"a" | "b"`.
    fn literals(union: &str) -> Vec<&str> {
        union.split('"').skip(1).step_by(2).collect()
    }

    /// The literals of the first member of that name behind a beginning.
    fn member(beginning: &str, name: &str) -> Vec<&'static str> {
        let (_, rest) = INDEX.split_once(beginning).unwrap();
        literals(statement(rest, &format!(" {name}:")))
    }

    fn union(name: &str) -> Vec<&'static str> {
        literals(statement(INDEX, &format!("export type {name} =")))
    }

    #[test]
    fn unions_name_what_the_enums_have() {
        assert_eq!(union("CurrencyCode"), Currency::ALL.map(Currency::code));
        assert_eq!(union("CountryCode"), Country::ALL.map(Country::code));
        assert_eq!(union("OperatorName"), Country::ALL.map(operators).concat());
        assert_eq!(union("CarrierName"), Carrier::ALL.map(Carrier::name));
        assert_eq!(
            union("CheckDigitName"),
            CheckDigit::ALL.map(CheckDigit::as_str)
        );
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
        let declared: Vec<&str> = statement(INDEX, "export type ServiceId =")
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        assert_eq!(declared, ids);
        assert_eq!(union("Language"), Language::ALL.map(Language::code));
        assert_eq!(union("PhoneKind"), PhoneKind::ALL.map(PhoneKind::as_str));
        assert_eq!(union("PhoneWanted"), Wanted::ALL.map(Wanted::as_str));
        assert_eq!(
            member("interface DenominationValue", "kind"),
            DenominationKind::ALL.map(DenominationKind::as_str)
        );
        assert_eq!(
            member("kind: \"gtin\"", "format"),
            GtinKind::ALL.map(GtinKind::as_str)
        );
        assert_eq!(
            member("kind: \"boleto\"", "format"),
            BoletoKind::ALL.map(BoletoKind::as_str)
        );
        assert_eq!(
            literals(statement(INDEX, "    ending?:")),
            Ending::ALL.map(Ending::as_str)
        );
        let codes: Vec<&str> = Code::OF_READERS.iter().map(|code| code.as_str()).collect();
        assert_eq!(union("ErrorCode"), codes);
        assert_eq!(
            literals(statement(FORMS, "export type FormName =")),
            Form::NAMES_OF_DOORS
        );
    }
}
