//! Bodies of payments of services. Fields that are not asked for are passed over here.

use super::Case;

/// Bodies that are refused.
pub(crate) const BAD: &[Case] = &[
    ("cps/pay", "[]", &[("", "body_not_object")]),
    (
        "cps/pay",
        r#"{"number":"04243675525"}"#,
        &[
            ("numberService", "required"),
            ("idTypeService", "required"),
            ("amount", "required"),
        ],
    ),
    (
        "cps/pay",
        r#"{"numberService":4243675525,"idTypeService":"57","amount":"10"}"#,
        &[
            ("numberService", "not_a_string"),
            ("idTypeService", "not_an_integer"),
            ("amount", "not_a_number"),
        ],
    ),
    (
        "cps/pay",
        r#"{"numberService":"04243675525","idTypeService":59,"amount":0}"#,
        &[
            ("numberService", "service_number_other_operator"),
            ("amount", "too_small"),
        ],
    ),
    (
        "cps/pay",
        r#"{"numberService":"04243675525","idTypeService":65,"amount":10.555}"#,
        &[
            ("idTypeService", "service_unknown"),
            ("amount", "too_many_decimals"),
        ],
    ),
    (
        "cps/pay",
        r#"{"numberService":"4243675525","idTypeService":57,"amount":-1}"#,
        &[
            ("numberService", "service_number_no_zero"),
            ("amount", "too_small"),
        ],
    ),
    (
        "cps/pay",
        r#"{"numberService":"04243675525","idTypeService":63,"amount":10000000000}"#,
        &[
            ("numberService", "service_number_mobile"),
            ("amount", "too_large"),
        ],
    ),
    (
        "cps/pay",
        r#"{"numberService":"12.345","idTypeService":216,"amount":1e3}"#,
        &[
            ("numberService", "phone_not_digits"),
            ("amount", "not_a_number"),
        ],
    ),
];

/// Bodies that are accepted, and what they are normalised to.
pub(crate) const GOOD: &[(&str, &str, &str)] = &[
    (
        "cps/pay",
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10}"#,
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10}"#,
    ),
    (
        "cps/pay",
        r#"{"amount":10.50,"idTypeService":63,"numberService":"+58 (212) 345.76-54","reference":"x"}"#,
        r#"{"numberService":"02123457654","idTypeService":63,"amount":10.5}"#,
    ),
    (
        "cps/pay",
        r#"{"numberService":" 000-123 45","idTypeService":216,"amount":0.01}"#,
        r#"{"numberService":"00012345","idTypeService":216,"amount":0.01}"#,
    ),
];
