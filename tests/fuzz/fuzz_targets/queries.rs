//! Query strings of lists and filters, and forms of the doors that take them: `name=value`, one a line.
#![no_main]

use core::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use ventanilla_core::wire::Moment;
use ventanilla_core::wire::cps::balances::BalanceQuery;
use ventanilla_core::wire::cps::services::ServiceListQuery;
use ventanilla_core::wire::kantuta::history::{HISTORY_LIMIT_MAX, HistoryFilter};
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::{GetContactsRequest, SaleRequest};
use ventanilla_core::wire::phone_credits::oauth::{RevokeRequest, TokenRequest};
use ventanilla_core::wire::portal::coupons::{CouponFilter, PAGE_LIMIT_MAX};
use ventanilla_core::wire::portal::customers::CustomerFilter;
use ventanilla_core::wire::portal::invoices::InvoiceFilter;
use ventanilla_core::wire::resources::loyalty::{MOVEMENTS_LIMIT_MAX, MovementFilter};
use ventanilla_core::wire::resources::operations::{OPERATIONS_LIMIT_MAX, OperationFilter};
use ventanilla_core::{Currency, Invalid, ServiceNumber};
use ventanilla_fuzz::{assert_explained, text_parts};

type Pairs = [(String, String)];

fuzz_target!(|data: &[u8]| {
    let Some((mut choices, text)) = text_parts(data) else {
        return;
    };
    let currency = choices.one_of(&Currency::ALL, Currency::code);
    let pairs: Vec<(String, String)> = text
        .split('\n')
        .map(|line| line.split_once('=').unwrap_or((line, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    operations(&pairs, currency);
    history(&pairs);
    if let Some(filter) = read(&pairs, MovementFilter::parse) {
        assert!((1..=MOVEMENTS_LIMIT_MAX).contains(&filter.limit));
    }
    if let Some(query) = read(&pairs, BalanceQuery::parse) {
        let number = query.number;
        assert_eq!(
            ServiceNumber::parse(number.service(), number.as_str()),
            Ok(number)
        );
    }
    let pages = [
        read(&pairs, CouponFilter::parse).map(|filter| filter.page),
        read(&pairs, CustomerFilter::parse).map(|filter| filter.page),
        read(&pairs, InvoiceFilter::parse).map(|filter| filter.page),
    ];
    for page in pages.into_iter().flatten() {
        assert!((1..=PAGE_LIMIT_MAX).contains(&page.limit));
    }
    read(&pairs, ServiceListQuery::parse);
    read(&pairs, TokenRequest::parse);
    read(&pairs, RevokeRequest::parse_form);
    let parameters = |pairs: &Pairs| Parameters::of_form(pairs.iter().cloned());
    read(&pairs, |pairs| {
        GetContactsRequest::parse(&parameters(pairs))
    });
    read(&pairs, |pairs| {
        SaleRequest::parse(&parameters(pairs), currency)
    });
});

/// What is read, whatever the order of the pairs; or at least one error.
fn read<T: Debug + PartialEq>(
    pairs: &Pairs,
    parse: impl Fn(&Pairs) -> Result<T, Invalid>,
) -> Option<T> {
    let backwards: Vec<(String, String)> = pairs.iter().rev().cloned().collect();
    let (read, read_backwards) = (parse(pairs), parse(&backwards));
    assert_eq!(read.as_ref().ok(), read_backwards.as_ref().ok());
    match read {
        Ok(value) => Some(value),
        Err(invalid) => {
            assert_explained(&invalid);
            None
        }
    }
}

fn operations(pairs: &Pairs, currency: Currency) {
    let filter = read(pairs, |pairs| OperationFilter::parse(pairs, currency));
    let without_page = read(pairs, |pairs| {
        OperationFilter::parse_without_page(pairs, currency)
    });
    if let Some(filter) = &filter {
        assert!((1..=OPERATIONS_LIMIT_MAX).contains(&filter.limit));
        assert_in_order(filter.desde, filter.hasta);
        assert!(filter.cursor.as_deref().is_none_or(str::is_ascii));
    }
    if let Some(without_page) = without_page {
        assert_eq!(filter, Some(without_page));
    }
}

fn history(pairs: &Pairs) {
    if let Some(filter) = read(pairs, HistoryFilter::parse) {
        assert!((1..=HISTORY_LIMIT_MAX).contains(&filter.limit));
        assert_in_order(filter.desde, filter.hasta);
    }
}

/// Two days, or two instants, are a range that something can be in.
fn assert_in_order(start: Option<Moment>, end: Option<Moment>) {
    match (start, end) {
        (Some(Moment::Day(start)), Some(Moment::Day(end))) => assert!(start <= end),
        (Some(Moment::Instant(start)), Some(Moment::Instant(end))) => assert!(start <= end),
        _ => {}
    }
}
