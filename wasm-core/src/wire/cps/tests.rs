use super::balances::{Balance, BalanceQuery};
use super::error::{CpsCode, CpsError};
use super::payments::{PayRequest, Payment, PaymentStatus};
use super::services::{ServiceItem, ServiceListQuery};
use super::*;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::operation::OperationState;
use crate::wire::body::Body;
use crate::wire::money::{FixedNum, Num};
use crate::wire::time::Iso;

/// The document's example (contract of CPS, section 3.1).
const EXAMPLE: &str = r#"{"numberService":"04243675525","idTypeService":57,"amount":10}"#;
const UUID: &str = "8e03978e-40d5-43dd-bc93-6894a57f9324";

fn pay(body: &str) -> Result<PayRequest, Invalid> {
    PayRequest::parse(body.as_bytes(), Currency::Ves)
}

/// The field and the code of what the door answers, which is one error whatever else is wrong.
fn answered(invalid: &Invalid) -> (String, &'static str) {
    let error = CpsError::invalid(invalid).error;
    (error.field.unwrap_or_default(), error.code.as_str())
}

#[test]
fn the_documented_body_is_written_as_it_was_read() {
    let request = pay(EXAMPLE).unwrap();
    assert_eq!(request.number.service(), Service::MovistarPrepago);
    assert_eq!(request.number.as_str(), "04243675525");
    assert_eq!(request.amount.minor(), 1_000);
    assert_eq!(request.to_json(), EXAMPLE);
    assert_eq!(serde_json::to_string(&request).unwrap(), EXAMPLE);
}

#[test]
fn bodies_in_any_order_are_written_in_the_document_s() {
    let cases = [
        (
            r#" { "amount": 10.50, "idTypeService": 57, "numberService": "+58 424-3675525" } "#,
            r#"{"numberService":"04243675525","idTypeService":57,"amount":10.5}"#,
        ),
        (
            r#"{"numberService":"00123-45 6","idTypeService":216,"amount":0.01,"nonce":1,"x":{"a":[]}}"#,
            r#"{"numberService":"00123456","idTypeService":216,"amount":0.01}"#,
        ),
        (
            r#"{"numberService":"02123457654","idTypeService":63,"amount":9999999999.99}"#,
            r#"{"numberService":"02123457654","idTypeService":63,"amount":9999999999.99}"#,
        ),
    ];
    for (body, expected) in cases {
        let request = pay(body).unwrap();
        assert_eq!(request.to_json(), expected);
        assert_eq!(pay(expected), Ok(request));
    }
}

/// Pairs of a query.
type Pairs = &'static [(&'static str, &'static str)];

/// Bodies, everything that is wrong with them, and what the door answers.
type Refused = (
    &'static str,
    &'static [(&'static str, &'static str)],
    (&'static str, &'static str),
);
const REFUSED: &[Refused] = &[
    ("", &[("", "body_empty")], ("", "INVALID_BODY")),
    ("{", &[("", "body_not_json")], ("", "INVALID_BODY")),
    ("[]", &[("", "body_not_object")], ("", "INVALID_BODY")),
    ("\"x\"", &[("", "body_not_object")], ("", "INVALID_BODY")),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":NaN}"#,
        &[("", "body_not_json")],
        ("", "INVALID_BODY"),
    ),
    (
        "{}",
        &[
            ("numberService", "required"),
            ("idTypeService", "required"),
            ("amount", "required"),
        ],
        ("numberService", "MISSING_FIELD"),
    ),
    (
        r#"{"numberService":null,"idTypeService":57,"amount":10}"#,
        &[("numberService", "required")],
        ("numberService", "MISSING_FIELD"),
    ),
    (
        r#"{"numberService":" ","idTypeService":57,"amount":10}"#,
        &[("numberService", "required")],
        ("numberService", "MISSING_FIELD"),
    ),
    (
        r#"{"numberService":"()-","idTypeService":57,"amount":10}"#,
        &[("numberService", "required")],
        ("numberService", "MISSING_FIELD"),
    ),
    (
        r#"{"numberService":4243675525,"idTypeService":57,"amount":10}"#,
        &[("numberService", "not_a_string")],
        ("numberService", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":"57","amount":10}"#,
        &[("idTypeService", "not_an_integer")],
        ("idTypeService", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57.0,"amount":10}"#,
        &[("idTypeService", "not_an_integer")],
        ("idTypeService", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":5.7e1,"amount":10}"#,
        &[("idTypeService", "not_an_integer")],
        ("idTypeService", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":true,"amount":10}"#,
        &[("idTypeService", "not_an_integer")],
        ("idTypeService", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":65,"amount":10}"#,
        &[("idTypeService", "service_unknown")],
        ("idTypeService", "UNKNOWN_SERVICE"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":-57,"amount":10}"#,
        &[("idTypeService", "service_unknown")],
        ("idTypeService", "UNKNOWN_SERVICE"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":99999999999999999999,"amount":10}"#,
        &[("idTypeService", "service_unknown")],
        ("idTypeService", "UNKNOWN_SERVICE"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":"10"}"#,
        &[("amount", "not_a_number")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":0}"#,
        &[("amount", "too_small")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":-1}"#,
        &[("amount", "too_small")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10.555}"#,
        &[("amount", "too_many_decimals")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10.500}"#,
        &[("amount", "too_many_decimals")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":1e1}"#,
        &[("amount", "not_a_number")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10000000000}"#,
        &[("amount", "too_large")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10,"amount":20}"#,
        &[("amount", "duplicate_property")],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"4243675525","idTypeService":57,"amount":10}"#,
        &[("numberService", "service_number_no_zero")],
        ("numberService", "INVALID_NUMBER"),
    ),
    (
        r#"{"numberService":"04243675525","idTypeService":59,"amount":10}"#,
        &[("numberService", "service_number_other_operator")],
        ("numberService", "INVALID_NUMBER"),
    ),
    // Several at once: fields, then the service, then the number (contract, section 7).
    (
        r#"{"numberService":"1","idTypeService":57,"amount":"10"}"#,
        &[
            ("numberService", "phone_too_short"),
            ("amount", "not_a_number"),
        ],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"1","idTypeService":65,"amount":"10"}"#,
        &[
            ("idTypeService", "service_unknown"),
            ("amount", "not_a_number"),
        ],
        ("amount", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":1,"idTypeService":65}"#,
        &[
            ("numberService", "not_a_string"),
            ("idTypeService", "service_unknown"),
            ("amount", "required"),
        ],
        ("numberService", "INVALID_FIELD"),
    ),
    (
        r#"{"numberService":"1","idTypeService":65,"amount":1}"#,
        &[("idTypeService", "service_unknown")],
        ("idTypeService", "UNKNOWN_SERVICE"),
    ),
];

#[test]
fn bodies_that_are_refused() {
    for (body, expected, door) in REFUSED {
        let invalid = pay(body).unwrap_err();
        let found: Vec<(&str, &str)> = invalid
            .iter()
            .map(|error| (error.field.as_str(), error.code.as_str()))
            .collect();
        assert_eq!(found, *expected, "{body}");
        assert_eq!(answered(&invalid), (door.0.to_owned(), door.1), "{body}");
    }
}

fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
    query
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn queries_of_a_balance() {
    let good: &[(Pairs, i64, &str)] = &[
        (
            &[("numberService", "02123457654"), ("idTypeService", "63")],
            63,
            "02123457654",
        ),
        (
            &[
                ("x", "1"),
                ("idTypeService", "216"),
                ("numberService", "00 12-345"),
            ],
            216,
            "0012345",
        ),
        // Whether it answers balances is asked last, and not here.
        (
            &[("numberService", "04243675525"), ("idTypeService", "57")],
            57,
            "04243675525",
        ),
    ];
    for (query, id, number) in good {
        let read = BalanceQuery::parse(&pairs(query)).unwrap();
        assert_eq!(
            (read.number.service().id(), read.number.as_str()),
            (*id, *number)
        );
    }
    let bad: &[(Pairs, (&str, &str))] = &[
        (&[], ("numberService", "MISSING_FIELD")),
        (
            &[("numberService", "02123457654")],
            ("idTypeService", "MISSING_FIELD"),
        ),
        (
            &[("numberService", ""), ("idTypeService", "65")],
            ("numberService", "MISSING_FIELD"),
        ),
        (
            &[("numberService", "02123457654"), ("idTypeService", "63.0")],
            ("idTypeService", "INVALID_FIELD"),
        ),
        (
            &[("numberService", "02123457654"), ("idTypeService", "x")],
            ("idTypeService", "INVALID_FIELD"),
        ),
        (
            &[
                ("numberService", "02123457654"),
                ("idTypeService", "63"),
                ("idTypeService", "62"),
            ],
            ("idTypeService", "INVALID_FIELD"),
        ),
        (
            &[("numberService", "1"), ("idTypeService", "65")],
            ("idTypeService", "UNKNOWN_SERVICE"),
        ),
        (
            &[
                ("numberService", "1"),
                ("idTypeService", "99999999999999999999"),
            ],
            ("idTypeService", "UNKNOWN_SERVICE"),
        ),
        (
            &[("numberService", "2123457654"), ("idTypeService", "63")],
            ("numberService", "INVALID_NUMBER"),
        ),
    ];
    for (query, (field, code)) in bad {
        let invalid = BalanceQuery::parse(&pairs(query)).unwrap_err();
        assert_eq!(
            answered(&invalid),
            ((*field).to_owned(), *code),
            "{query:?}"
        );
    }
}

#[test]
fn the_list_of_services() {
    let listed = |query: &[(&str, &str)]| -> Vec<i64> {
        let query = ServiceListQuery::parse(&pairs(query)).unwrap();
        query
            .answer(Service::can_get_balance)
            .iter()
            .map(|item| item.id_type_service)
            .collect()
    };
    let all: Vec<i64> = Service::ALL.iter().map(|service| service.id()).collect();
    assert_eq!(listed(&[]), all);
    assert_eq!(listed(&[("canGetBalance", "false")]), all);
    assert_eq!(listed(&[("other", "true")]), all);
    assert_eq!(
        listed(&[("canGetBalance", "true")]),
        [62, 63, 207, 209, 210, 211, 213, 214, 216, 228, 229]
    );
    for bad in ["", "1", "TRUE", "yes", " true", "null"] {
        let invalid = ServiceListQuery::parse(&pairs(&[("canGetBalance", bad)])).unwrap_err();
        assert_eq!(
            answered(&invalid),
            ("canGetBalance".to_owned(), "INVALID_QUERY"),
            "{bad:?}"
        );
    }
    let twice = [("canGetBalance", "true"), ("canGetBalance", "true")];
    let invalid = ServiceListQuery::parse(&pairs(&twice)).unwrap_err();
    assert_eq!(answered(&invalid).1, "INVALID_QUERY");
    let configured = ServiceListQuery {
        can_get_balance: true,
    };
    let items = configured.answer(|service| service == Service::Simpletv);
    assert_eq!(items, [ServiceItem::of(Service::Simpletv, true)]);
    assert_eq!(items[0].service(), Some(Service::Simpletv));
    let item = ServiceItem::of(Service::MovistarPrepago, false);
    assert_eq!(
        serde_json::to_string(&item).unwrap(),
        r#"{"idTypeService":57,"name":"MOVISTAR_PREPAGO","canGetBalance":false}"#
    );
}

#[test]
fn answers_have_the_contract_s_members_in_their_order() {
    let payment = Payment {
        id_operation: UUID.to_owned(),
        id_type_service: Service::MovistarPrepago,
        number_service: "04243675525".to_owned(),
        amount: Num::from(Amount::from_small_minor(1_000)),
        status: PaymentStatus::Approved,
        reference: "0001-00000007".to_owned(),
        created_at: Iso::from_ms(0),
    };
    assert_eq!(
        serde_json::to_string(&Success::of(payment)).unwrap(),
        format!(
            r#"{{"success":true,"data":{{"idOperation":"{UUID}","idTypeService":57,"numberService":"04243675525","amount":10,"status":"approved","reference":"0001-00000007","createdAt":"1970-01-01T00:00:00.000Z"}}}}"#
        )
    );
    let balance = Balance {
        id_type_service: Service::DigitelFijo,
        number_service: "02123457654".to_owned(),
        balance: FixedNum::from(Amount::from_small_minor(12_550)),
        currency: Currency::Ves,
    };
    assert_eq!(
        serde_json::to_string(&Success::of(balance)).unwrap(),
        r#"{"success":true,"data":{"idTypeService":63,"numberService":"02123457654","balance":125.50,"currency":"VES"}}"#
    );
}

#[test]
fn only_what_is_known_is_approved_or_rejected() {
    use OperationState::*;
    let table = [
        (Created, "pending"),
        (Submitted, "pending"),
        (Succeeded, "approved"),
        (Failed, "rejected"),
        (Unknown, "pending"),
        (Reversed, "rejected"),
    ];
    assert_eq!(table.map(|(state, _)| state), OperationState::ALL);
    for (state, expected) in table {
        let status = PaymentStatus::of(state);
        assert_eq!(status.as_str(), expected);
        assert_eq!(PaymentStatus::parse(expected), Some(status));
    }
    for bad in ["", "Approved", "done"] {
        assert_eq!(PaymentStatus::parse(bad), None);
    }
}

#[test]
fn refusals() {
    let error = CpsError::refused(Code::PrefundInsufficient, &[("saldo", "5.00")]);
    assert_eq!(
        serde_json::to_string(&error.clone().of_operation(UUID)).unwrap(),
        format!(
            r#"{{"success":false,"error":{{"code":"INSUFFICIENT_FUNDS","message":"El fondo prepagado no alcanza: quedan 5.00. Pida que lo recarguen e intente de nuevo.","reason":"prefund_insufficient","idOperation":"{UUID}"}}}}"#
        )
    );
    let cases = [
        (Code::Unauthorized, "UNAUTHORIZED"),
        (Code::AccountNotFound, "ACCOUNT_NOT_FOUND"),
        (Code::MethodNotAllowed, "METHOD_NOT_ALLOWED"),
        (Code::OperationInProgress, "DUPLICATE_OPERATION"),
        (Code::BalanceNotSupported, "BALANCE_NOT_SUPPORTED"),
        (Code::CreditLimitReached, "INSUFFICIENT_FUNDS"),
        (Code::ProviderUnavailable, "OPERATOR_ERROR"),
        (Code::ProviderRefused, "OPERATOR_ERROR"),
        (Code::ProviderTimeout, "OPERATOR_TIMEOUT"),
        (Code::Forbidden, "FORBIDDEN"),
        (Code::RouteNotFound, "NOT_FOUND"),
        (Code::TooManyRequests, "TOO_MANY_REQUESTS"),
        (Code::ResultUnknown, "RESULT_UNKNOWN"),
        (Code::ProviderAccountMissing, "REFUSED"),
        (Code::IdempotencyConflict, "REFUSED"),
        (Code::Internal, "INTERNAL_ERROR"),
    ];
    for (code, expected) in cases {
        let error = CpsError::refused(code, &[]).error;
        assert_eq!(
            (error.code.as_str(), error.reason, error.field),
            (expected, code, None)
        );
    }
}

#[test]
fn every_code_of_ours_has_one_of_the_door_s() {
    for code in Code::ALL {
        let of_field = CpsCode::of(*code, "amount");
        let of_all = CpsCode::of(*code, "");
        assert_ne!(of_field, CpsCode::Refused, "{code:?}");
        assert_ne!(of_all, CpsCode::InvalidField, "{code:?}");
    }
    for code in CpsCode::ALL {
        assert_eq!(CpsCode::parse(code.as_str()), Some(*code));
    }
    for bad in ["", "invalid_body", "OPERATOR"] {
        assert_eq!(CpsCode::parse(bad), None);
    }
}
