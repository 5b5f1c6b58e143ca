//! Filters, in tables.

use super::*;
use crate::wire::kantuta::history::{HISTORY_LIMIT_MAX, HistoryFilter};

fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (name.to_owned(), value.to_owned())
    };
    query
        .split('&')
        .filter(|text| !text.is_empty())
        .map(pair)
        .collect()
}

fn errors<T>(read: Result<T, Invalid>) -> String {
    read.err()
        .map(|invalid| invalid.to_string())
        .unwrap_or_default()
}

#[test]
fn operation_filters() {
    let cases = [
        ("", ""),
        ("tipo=&estado=", ""),
        (
            "tipo=top_up&estado=succeeded&id_caja_sesion=1&id_usuario=2&limit=200&cursor=a_B-9.=&buscar=7654",
            "",
        ),
        ("desde=2026-06-30&hasta=2026-06-30", ""),
        ("desde=2026-06-30T00:00:00Z&hasta=2026-06-29", ""),
        ("idempotency_key=8e03978e-40d5-43dd-bc93-6894a57f9324", ""),
        ("monto=&operadora=", ""),
        ("monto=30&operadora=Tigo", ""),
        ("monto=30.50", ""),
        ("monto=0", ""),
        ("monto=9999999999.99", ""),
        ("tipo=topup", "tipo: not_one_of"),
        ("estado=Succeeded", "estado: not_one_of"),
        ("id_usuario=0", "id_usuario: too_small"),
        ("id_usuario=abc", "id_usuario: not_an_integer"),
        ("id_usuario=1.5", "id_usuario: not_an_integer"),
        ("id_usuario=+1", "id_usuario: not_an_integer"),
        (
            "id_caja_sesion=99999999999999999999",
            "id_caja_sesion: too_large",
        ),
        ("monto=30.005", "monto: too_many_decimals"),
        ("monto=abc", "monto: not_decimal_text"),
        ("monto=1e3", "monto: not_decimal_text"),
        ("monto=1,50", "monto: not_decimal_text"),
        ("monto=-1", "monto: too_small"),
        ("monto=10000000000", "monto: too_large"),
        ("monto=99999999999999999999", "monto: too_large"),
        ("monto=1&monto=1", "monto: duplicate_property"),
        ("operadora=tigo", "operadora: not_one_of"),
        ("operadora=Claro", "operadora: not_one_of"),
        ("limit=0", "limit: too_small"),
        ("limit=201", "limit: too_large"),
        ("limit=-1", "limit: too_small"),
        ("limit=1&limit=2", "limit: duplicate_property"),
        ("desde=ayer", "desde: instant_invalid"),
        ("hasta=2026-02-30", "hasta: instant_invalid"),
        (
            "desde=2026-06-30&hasta=2026-06-29",
            "hasta: time_range_inverted",
        ),
        (
            "desde=2026-06-30T00:00:01Z&hasta=2026-06-30T00:00:00Z",
            "hasta: time_range_inverted",
        ),
        ("cursor='; DROP TABLE x", "cursor: cursor_invalid"),
        (
            "idempotency_key=a b",
            "idempotency_key: idempotency_key_invalid",
        ),
        ("buscar=\u{0}", "buscar: control_character"),
        ("limite=5", "limite: unknown_property"),
        ("tipo=x&limit=x", "tipo: not_one_of, limit: not_an_integer"),
    ];
    for (query, expected) in cases {
        assert_eq!(
            errors(OperationFilter::parse(&pairs(query), Currency::Bob)),
            expected,
            "{query}"
        );
    }
    assert_eq!(
        OperationFilter::parse(&[], Currency::Bob),
        Ok(OperationFilter::default())
    );
    let long = [
        ("cursor".to_owned(), "c".repeat(201)),
        ("buscar".to_owned(), "b".repeat(101)),
    ];
    assert_eq!(
        errors(OperationFilter::parse(&long, Currency::Bob)),
        "buscar: too_long, cursor: cursor_invalid"
    );
}

#[test]
fn filters_of_what_has_no_pages() {
    let cases = [
        ("", ""),
        (
            "tipo=top_up&estado=succeeded&monto=30&operadora=Viva&desde=2026-06-30",
            "",
        ),
        ("limit=10", "limit: unknown_property"),
        ("cursor=1.a", "cursor: unknown_property"),
        (
            "limit=&cursor=",
            "limit: unknown_property, cursor: unknown_property",
        ),
        ("monto=0.001", "monto: too_many_decimals"),
        (
            "desde=2026-06-30&hasta=2026-06-29",
            "hasta: time_range_inverted",
        ),
    ];
    for (query, expected) in cases {
        assert_eq!(
            errors(OperationFilter::parse_without_page(
                &pairs(query),
                Currency::Bob
            )),
            expected,
            "{query}"
        );
    }
    assert_eq!(
        OperationFilter::parse_without_page(&pairs("monto=30.5"), Currency::Bob)
            .map(|filter| filter.monto),
        Ok(Some(Amount::from_small_minor(3_050)))
    );
}

#[test]
fn history_filters() {
    let cases = [
        ("", ""),
        ("_=1719787671123&x", ""),
        (
            "limit=1000&cursor=abc&desde=2026-06-01&hasta=2026-06-30&operadora=Tigo&id_caja_sesion=12",
            "",
        ),
        ("limit=1001", "limit: too_large"),
        ("operadora=tigo", "operadora: not_one_of"),
        ("id_caja_sesion=-1", "id_caja_sesion: too_small"),
        (
            "desde=2026-06-30&hasta=2026-06-01",
            "hasta: time_range_inverted",
        ),
        ("cursor=\u{e9}", "cursor: cursor_invalid"),
    ];
    for (query, expected) in cases {
        assert_eq!(
            errors(HistoryFilter::parse(&pairs(query))),
            expected,
            "{query}"
        );
    }
    assert_eq!(
        HistoryFilter::parse(&[]).map(|filter| filter.limit),
        Ok(HISTORY_LIMIT_MAX)
    );
    assert_eq!(HistoryFilter::parse(&[]), Ok(HistoryFilter::default()));
}
