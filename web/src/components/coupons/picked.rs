//! Which invoices a coupon is made of, and what they come to. Pure.
//!
//! Which are picked is one text, a `1` or a `0` for each: a signal of a type of its own would weigh more than all of this.

use crate::draft::{Checked, Draft};
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::body::Object;
use ventanilla_core::wire::portal::coupons::IssueCouponRequest;
use ventanilla_core::wire::portal::invoices::Invoice;
use ventanilla_core::{Amount, Currency};

const PICKED: char = '1';
const LEFT: char = '0';

/// All of so many, or none.
pub(crate) fn every(count: usize, is_picked: bool) -> String {
    std::iter::repeat_n(mark(is_picked), count).collect()
}

/// The same with one picked or left.
pub(crate) fn with(picked: &str, place: usize, is_picked: bool) -> String {
    picked
        .chars()
        .enumerate()
        .map(|(index, known)| {
            if index == place {
                mark(is_picked)
            } else {
                known
            }
        })
        .collect()
}

/// Whether that one is picked.
pub(crate) fn is_picked(picked: &str, place: usize) -> bool {
    picked.chars().nth(place) == Some(PICKED)
}

/// How many are picked.
pub(crate) fn count(picked: &str) -> usize {
    picked.chars().filter(|known| *known == PICKED).count()
}

const fn mark(is_picked: bool) -> char {
    if is_picked { PICKED } else { LEFT }
}

/// What the picked invoices come to; `None` beyond what an amount can say.
pub(crate) fn total(invoices: &[Invoice], picked: &str) -> Option<Amount> {
    chosen(invoices, picked).try_fold(Amount::ZERO, |sum, invoice| {
        sum.checked_add(invoice.monto.amount())
    })
}

/// The request for a coupon of the picked invoices, as the core reads it.
pub(crate) fn request(
    customer_id: i64,
    invoices: &[Invoice],
    picked: &str,
    days: &str,
    currency: Currency,
) -> Result<Checked<IssueCouponRequest>, Vec<FieldError>> {
    let items: Vec<String> = chosen(invoices, picked)
        .map(|invoice| {
            Object::write(|item| {
                item.text("id", &invoice.id);
                item.text("tipo", &invoice.tipo);
                item.whole("numero", invoice.numero);
                item.literal("monto", &invoice.monto.amount().to_json_number(currency));
            })
        })
        .collect();
    let total = total(invoices, picked).unwrap_or_default();
    Draft::new()
        .id("cliente_id", customer_id)
        .json("facturas", format!("[{}]", items.join(",")))
        .json("total", total.to_json_number(currency))
        .whole("dias_vencimiento", days.trim())
        .read(|body| IssueCouponRequest::parse(body, currency))
        .map_err(without_consequences)
}

fn chosen<'a>(invoices: &'a [Invoice], picked: &'a str) -> impl Iterator<Item = &'a Invoice> {
    invoices
        .iter()
        .zip(picked.chars())
        .filter(|(_, known)| *known == PICKED)
        .map(|(invoice, _)| invoice)
}

/// Without an invoice there is nothing to add up: that the total is none is no fault of its own.
fn without_consequences(mut wrong: Vec<FieldError>) -> Vec<FieldError> {
    if wrong.iter().any(|error| error.field == "facturas") {
        wrong.retain(|error| error.field != "total");
    }
    wrong
}

/// The id that an invoice's checkbox has: whatever its maker calls it, it is one word.
pub(crate) fn checkbox_id(index: usize) -> String {
    format!("issue-invoice-{index}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;
    use ventanilla_core::wire::answer;

    fn invoice(id: &str, number: i64, amount: &str) -> Invoice {
        answer::read(&format!(
            r#"{{"id":{},"cliente_id":101,"tipo":"Factura A","numero":{number},"monto":{amount},"estado":"open",
            "codigo_barras":null,"fecha_hora":"2026-06-30T22:47:51.123Z"}}"#,
            ventanilla_core::wire::body::quoted(id)
        ))
        .unwrap()
    }

    #[test]
    fn only_what_is_picked_is_asked_for() {
        let invoices = [
            invoice("a", 1, "150.00"),
            invoice("b", 2, "89.50"),
            invoice("c", 3, "40.00"),
        ];
        let picked = with(&every(3, true), 2, false);
        assert_eq!((picked.as_str(), count(&picked)), ("110", 2));
        assert!(is_picked(&picked, 1) && !is_picked(&picked, 2) && !is_picked(&picked, 3));
        assert_eq!(total(&invoices, &picked), Amount::from_minor(23_950).ok());
        let body = request(101, &invoices, &picked, " 15 ", Currency::Bob)
            .unwrap()
            .body;
        assert_eq!(
            body,
            r#"{"cliente_id":101,"facturas":[{"id":"a","tipo":"Factura A","numero":1,"monto":150},{"id":"b","tipo":"Factura A","numero":2,"monto":89.5}],"total":239.5,"dias_vencimiento":15}"#
        );
    }

    #[test]
    fn what_is_wrong() {
        let invoices = [invoice("a", 1, "150.00")];
        let wrong = |picked: &str, days: &str| {
            request(101, &invoices, picked, days, Currency::Bob)
                .unwrap_err()
                .into_iter()
                .map(|error| (error.field, error.code))
                .collect::<Vec<_>>()
        };
        assert_eq!(wrong("0", "30"), [("facturas".to_owned(), Code::Required)]);
        assert_eq!(
            wrong("1", "0"),
            [("dias_vencimiento".to_owned(), Code::TooSmall)]
        );
        assert_eq!(
            wrong("1", "x"),
            [("dias_vencimiento".to_owned(), Code::NotAnInteger)]
        );
    }
}
