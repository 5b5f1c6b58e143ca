//! `Refusal`: a server's clear no, read from any of its error shapes and worded in the page's language.

use crate::format;
use crate::i18n;
use ventanilla_core::code::Language;
use ventanilla_core::receipt;
use ventanilla_core::wire::answer::{self, FromJson, Json, Members};
use ventanilla_core::wire::body::Object;
use ventanilla_core::wire::kantuta::error::FieldCode;
use ventanilla_core::wire::time::Date;
use ventanilla_core::{Amount, Code, Currency, Operator};

/// A clear no.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    /// The stable code.
    pub(crate) code: Code,
    /// The server's own words, in Spanish; its figures are in them.
    message: String,
    /// The last day of the coupon that it is about, which the words do not have.
    due: Option<Date>,
    /// What is wrong with which field.
    pub(crate) fields: Vec<FieldCode>,
    /// The payment that was stored and then refused, for good: its money is given back.
    pub(crate) payment_id: Option<String>,
}

impl Refusal {
    /// Reads an error's body; `None` where it is not one of this server's.
    pub(crate) fn read(body: &str) -> Option<Self> {
        answer::read(body)
    }

    /// One of our own, in nobody's words.
    pub(crate) const fn of(code: Code) -> Self {
        Self {
            code,
            message: String::new(),
            due: None,
            fields: Vec::new(),
            payment_id: None,
        }
    }

    /// As it is stored, without what is wrong with which field: by the time it is told, the form is gone.
    pub(crate) fn to_json(&self) -> String {
        Object::write(|object| {
            object.text("code", self.code.as_str());
            object.text("message", &self.message);
            let due = self.due.map(Date::to_text);
            object.optional_text("fecha_vencimiento", due.as_deref());
        })
    }

    /// Whether it says that the user's session is another than the page takes it for: another till or tab has opened or closed one.
    pub(crate) const fn is_session_another(&self) -> bool {
        matches!(
            self.code,
            Code::SessionNotOpen
                | Code::SessionNotFound
                | Code::SessionAlreadyClosed
                | Code::UserHasOpenSession
        )
    }

    /// Whether signing in again would change nothing, though it is answered as a token that is good no more (401): a log-in with another
    /// password, a host name that is not this tenant's.
    pub(crate) const fn outlasts_signing_in(&self) -> bool {
        matches!(self.code, Code::LoginFailed | Code::TenantUnknown)
    }

    /// What is wrong and what to do, in any language; what has no words here, in the server's. The figures are those of the server's words, written as the page writes them.
    pub(crate) fn text(&self, language: Language, currency: Currency) -> String {
        if self.code == Code::Internal && !self.message.is_empty() {
            return self.message.clone();
        }
        let parameters = self.figures(language, currency);
        let parameters: Vec<(&str, &str)> = parameters
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        i18n::code_text(self.code, language, &parameters)
    }

    /// The figures that an error carries, most of them in its words, under the names that the core's templates have for them.
    fn figures(&self, language: Language, currency: Currency) -> Vec<(&'static str, String)> {
        let words = || {
            self.message
                .split_whitespace()
                .map(|word| word.trim_matches([',', ';', ':', '.']))
        };
        let amounts: Vec<String> = words()
            .filter(|word| word.contains('.'))
            .filter_map(|word| Amount::parse(word, currency).ok())
            .map(|amount| match self.code {
                Code::PointsInsufficient | Code::AuthorizationRequired => {
                    format::piece(amount, currency, language)
                }
                _ => format::money(amount, currency, language),
            })
            .collect();
        let balance = amounts.last().cloned().map(|amount| ("saldo", amount));
        let offered = (!amounts.is_empty()).then(|| ("valores", amounts.join(" · ")));
        let operator = words()
            .find_map(Operator::parse)
            .map(|operator| ("operadora", operator.name().to_owned()));
        let whole = words()
            .find(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
            .map(str::to_owned);
        let minutes = whole.clone().map(|number| ("minutos", number));
        let id = whole.map(|number| ("id", number));
        let day = words().find_map(Date::parse);
        let days = [
            ("fecha_uso", day),
            ("fecha_cancelacion", day),
            ("fecha_vencimiento", self.due),
        ];
        let days = days
            .into_iter()
            .filter_map(|(name, day)| Some((name, format::date(day?, language))));
        let receipt = words()
            .find(|word| receipt::is_number(word))
            .map(|number| ("recibo_id", number.to_owned()));
        let invoice = invoice(self.code, &self.message).map(|id| ("factura", id.to_owned()));
        [balance, offered, operator, minutes, id, receipt, invoice]
            .into_iter()
            .flatten()
            .chain(days)
            .collect()
    }
}

impl FromJson for Refusal {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        // The door of services has everything in an `error`, and our code is its `reason`.
        if let Some(Some(OfServices(refusal))) = members.read("error") {
            return Some(refusal);
        }
        // So has the door of phone credits, in its `details`.
        if let Some(Some(OfPhoneCredits(refusal))) = members.read("details") {
            return Some(refusal);
        }
        let texts: Option<Vec<String>> = members.read("message");
        let one: Option<String> = members.read("message");
        // Our own resources have a `detail` instead (RFC 9457).
        let detail: Option<String> = members.read("detail").flatten();
        // The door of coupons has an `error`.
        let error: Option<String> = members.read("error").flatten();
        let message = one
            .or(texts.map(|texts| texts.join(" ")))
            .or(detail)
            .or(error)?;
        let name: String = members.read("code")?;
        let mut fields: Vec<FieldCode> = members
            .read::<Option<_>>("errors")?
            .or(members.read::<Option<_>>("details")?)
            .unwrap_or_default();
        // The door of loyalty wallets has documented codes, and ours is its `reason`.
        let reason: Option<Code> = members.read("reason").flatten();
        let code = reason
            .or_else(|| Code::parse(&name))
            .unwrap_or(Code::Internal);
        let field: Option<String> = members.read("field").flatten();
        fields.extend(field.map(|field| FieldCode { field, code }));
        Some(Self {
            code,
            message,
            due: members.read("fecha_vencimiento").flatten(),
            fields,
            payment_id: None,
        })
    }
}

/// What the door of services has in its `error`.
struct OfServices(Refusal);

impl FromJson for OfServices {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        let code = members.read("reason")?;
        let field: Option<String> = members.read("field")?;
        Some(Self(Refusal {
            code,
            message: members.read("message")?,
            due: None,
            fields: field
                .map(|field| FieldCode { field, code })
                .into_iter()
                .collect(),
            payment_id: members.read("idOperation")?,
        }))
    }
}

/// What the door of phone credits has in its `details`.
struct OfPhoneCredits(Refusal);

impl FromJson for OfPhoneCredits {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        Some(Self(Refusal {
            code: members.read("code")?,
            message: members.read("message")?,
            due: None,
            fields: members.read::<Option<_>>("errors")?.unwrap_or_default(),
            payment_id: members.read("transactionId")?,
        }))
    }
}

/// The invoice that an error names. It is called whatever its maker calls it, blanks and all: it is what stands between the server's words.
fn invoice(code: Code, message: &str) -> Option<&str> {
    let (before, after) = code.template(Language::Es).split_once("{factura}")?;
    message.strip_prefix(before)?.strip_suffix(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(code: &str, message: &str) -> String {
        format!(
            r#"{{"statusCode":400,"timestamp":"2026-06-30T22:47:51.123Z","path":"/x","message":{message},"error_detail":"Bad Request","code":"{code}"}}"#
        )
    }

    #[test]
    fn words_keep_their_figures_in_every_language() {
        let table = [
            (
                "float_insufficient",
                r#""Saldo insuficiente para la operadora Tigo. Saldo actual: 970.00""#,
                "Saldo insuficiente para la operadora Tigo. Saldo actual: Bs\u{a0}970,00",
                "Not enough float for the operator Tigo. Current balance: Bs\u{a0}970.00",
            ),
            (
                "cash_insufficient",
                r#""Fondos insuficientes en el saldo de la caja para realizar el fondeo. Saldo disponible: Bs. 140.50""#,
                "Fondos insuficientes en el saldo de la caja. Saldo disponible: Bs\u{a0}140,50",
                "Not enough cash in the register. Available balance: Bs\u{a0}140.50",
            ),
            (
                "login_locked",
                r#""Demasiados intentos fallidos; espere 15 minutos e intente de nuevo.""#,
                "Demasiados intentos fallidos; espere 15 minutos e intente de nuevo.",
                "Too many failed attempts; wait 15 minutes and try again.",
            ),
            (
                "validation_failed",
                r#"["monto must not be less than 0.1","x"]"#,
                "Hay datos que corregir; vea el detalle.",
                "Some values need correcting; see the details.",
            ),
        ];
        for (code, message, spanish, english) in table {
            let refusal = Refusal::read(&door(code, message)).unwrap();
            assert_eq!(refusal.text(Language::Es, Currency::Bob), spanish);
            assert_eq!(refusal.text(Language::En, Currency::Bob), english);
        }
    }

    #[test]
    fn the_door_of_services_has_one_error() {
        let body = r#"{"success":false,"error":{"code":"INSUFFICIENT_FUNDS","message":"El fondo prepagado no alcanza: quedan 5.00. Pida que lo recarguen e intente de nuevo.","reason":"prefund_insufficient"}}"#;
        let refusal = Refusal::read(body).unwrap();
        assert_eq!(
            (refusal.code, refusal.payment_id.as_ref()),
            (Code::PrefundInsufficient, None)
        );
        let words = refusal.text(Language::Es, Currency::Ves);
        assert!(words.contains("5,00"), "{words}");
        let body = r#"{"success":false,"error":{"code":"INVALID_NUMBER","message":"x","field":"numberService","reason":"phone_too_short"}}"#;
        let refusal = Refusal::read(body).unwrap();
        let wrong: Vec<(&str, Code)> = refusal
            .fields
            .iter()
            .map(|wrong| (wrong.field.as_str(), wrong.code))
            .collect();
        assert_eq!(wrong, [("numberService", Code::PhoneTooShort)]);
        let body = r#"{"success":false,"error":{"code":"OPERATOR_ERROR","message":"x","reason":"provider_refused","idOperation":"8e03978e-40d5-43dd-bc93-6894a57f9324"}}"#;
        assert!(Refusal::read(body).unwrap().payment_id.is_some());
        assert_eq!(Refusal::read(r#"{"success":false,"error":{}}"#), None);
    }

    #[test]
    fn the_door_of_phone_credits_has_details() {
        let body = |details: &str| {
            format!(
                r#"{{"status":400,"message":"[400] x (stackId: y)","stackId":"y","details":{details}}}"#
            )
        };
        let table = [
            (
                r#"{"code":"wallet_insufficient","message":"A carteira tem 4.50 e não é suficiente; peça ao gerente que a recarregue ou escolha um valor menor."}"#,
                "A carteira tem R$\u{a0}4,50 e",
                None,
            ),
            (
                r#"{"code":"amount_not_offered","message":"O pedido não oferece esse valor; escolha um de: 5.00, 15.50."}"#,
                "escolha um de: R$\u{a0}5,00 · R$\u{a0}15,50.",
                None,
            ),
            (
                r#"{"code":"provider_refused","message":"x","transactionId":"8e03978e-40d5-43dd-bc93-6894a57f9324"}"#,
                "",
                Some("8e03978e-40d5-43dd-bc93-6894a57f9324"),
            ),
        ];
        for (details, words, payment_id) in table {
            let refusal = Refusal::read(&body(details)).unwrap();
            assert_eq!(refusal.payment_id.as_deref(), payment_id);
            let said = refusal.text(Language::Pt, Currency::Brl);
            assert!(said.contains(words), "{said}");
        }
        let invalid = r#"{"code":"validation_failed","message":"x","errors":[{"field":"phoneCode","code":"phone_unknown_area","message":"x"}]}"#;
        let refusal = Refusal::read(&body(invalid)).unwrap();
        assert_eq!(refusal.fields[0].field, "phoneCode");
        assert_eq!(refusal.fields[0].code, Code::PhoneUnknownArea);
    }

    #[test]
    fn problems_of_our_own_resources() {
        let body = r#"{"type":"about:blank","title":"Conflict","status":409,"detail":"La operación ya fue reversada.","instance":"/x","code":"operation_already_reversed"}"#;
        let refusal = Refusal::read(body).unwrap();
        assert_eq!(refusal.code, Code::OperationAlreadyReversed);
    }

    #[test]
    fn coupons_say_which_and_when() {
        let table = [
            (
                r#"{"success":false,"error":"Cupón ya utilizado el 2026-01-27, recibo 0001-00000012. No lo cobre de nuevo.","code":"coupon_used"}"#,
                "Cupón ya utilizado el 27/01/2026, recibo 0001-00000012. No lo cobre de nuevo.",
            ),
            (
                r#"{"success":false,"error":"Cupón no encontrado o vencido","code":"coupon_expired","estado":"expired","fecha_vencimiento":"2026-01-27"}"#,
                "El cupón venció el 27/01/2026; genere otro para cobrarlo.",
            ),
            (
                r#"{"success":false,"error":"La factura fac-7 ya está pagada.","code":"invoice_paid"}"#,
                "La factura fac-7 ya está pagada.",
            ),
            (
                r#"{"success":false,"error":"La factura B 12, copia ya está en otro cupón pendiente.","code":"invoice_reserved"}"#,
                "La factura B 12, copia ya está en otro cupón pendiente.",
            ),
        ];
        for (body, expected) in table {
            let refusal = Refusal::read(body).unwrap();
            assert_eq!(refusal.text(Language::Es, Currency::Bob), expected);
        }
        let invalid = r#"{"success":false,"error":"Invalid request","code":"validation_failed","details":[{"field":"total","message":"x","code":"required"}]}"#;
        let refusal = Refusal::read(invalid).unwrap();
        assert_eq!(refusal.fields[0].field, "total");
        assert_eq!(refusal.fields[0].code, Code::Required);
    }

    #[test]
    fn what_is_stored_says_the_same() {
        let stored = Refusal::read(&door(
            "cash_insufficient",
            r#""Saldo disponible: Bs. 140.50""#,
        ))
        .unwrap()
        .to_json();
        let read = Refusal::read(&stored).unwrap();
        assert_eq!(read.code, Code::CashInsufficient);
        assert!(
            read.text(Language::Es, Currency::Bob)
                .contains("Bs\u{a0}140,50")
        );
        let expired = Refusal::read(
            r#"{"error":"Cupón no encontrado o vencido","code":"coupon_expired","fecha_vencimiento":"2026-01-27"}"#,
        )
        .unwrap();
        assert_eq!(Refusal::read(&expired.to_json()), Some(expired));
    }

    #[test]
    fn fields() {
        let body = r#"{"message":["x"],"code":"validation_failed","errors":[{"field":"monto","code":"too_small"}]}"#;
        let refusal = Refusal::read(body).unwrap();
        assert_eq!(refusal.fields.len(), 1);
        assert_eq!(refusal.fields[0].field, "monto");
        assert_eq!(refusal.fields[0].code, Code::TooSmall);
    }

    #[test]
    fn what_says_that_the_session_is_another() {
        let table = [
            ("session_not_open", true),
            ("session_not_found", true),
            ("session_already_closed", true),
            ("user_has_open_session", true),
            ("float_insufficient", false),
            ("session_not_yours", false),
        ];
        for (code, expected) in table {
            let refusal = Refusal::read(&door(code, r#""x""#)).unwrap();
            assert_eq!(refusal.is_session_another(), expected, "{code}");
        }
    }

    #[test]
    fn what_is_not_an_error_of_ours() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "<html>Bad gateway</html>",
            r#"{"error":"x"}"#,
            r#"{"message":"Not found"}"#,
            r#"{"code":"forbidden"}"#,
            r#"{"code":7,"message":"x"}"#,
            r#"{"code":"forbidden","message":{"a":1}}"#,
        ] {
            assert_eq!(Refusal::read(body), None, "{body}");
        }
    }
}
