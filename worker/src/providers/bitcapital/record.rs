//! An order or a transaction as answers have it (contract, sections 2.2 to 2.4), and whether it is what was ordered.

use super::answer;
use crate::providers::{Delivery, Evidence, OrderId, Outcome, Refusal, Remark, Words};
use serde::Deserialize;
use serde_json::value::RawValue;
use ventanilla_core::code::Code;
use ventanilla_core::wire::phone_credits::money::{Centavos, Reais};
use ventanilla_core::wire::phone_credits::orders::CreateOrderRequest;

/// An order, or the transaction of one: a completion is answered with either, and both are read as one so that there is one reader. What is
/// of no use here is passed over; a member that occurs twice, or is of another type, makes it neither.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record<'a> {
    /// The order's, or the transaction's own.
    pub(super) id: Option<String>,
    pub(super) status: String,
    pub(super) provider_code: Option<String>,
    pub(super) phone_code: Option<String>,
    pub(super) phone_number: Option<String>,
    #[serde(borrow)]
    pub(super) amounts: Option<&'a RawValue>,
    pub(super) wallet_id: Option<String>,
    pub(super) chosen_amount: Option<Centavos>,
    /// Only a transaction has a type.
    #[serde(rename = "type")]
    kind: Option<String>,
    payments: Option<Vec<Payment>>,
    additional_data: Option<AdditionalData>,
    /// Why it failed. Not in the contract; where it is, it is as in an error.
    #[serde(borrow)]
    details: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Payment {
    #[serde(rename = "type")]
    kind: Option<String>,
    status: Option<String>,
    amount: Option<Reais>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AdditionalData {
    phone_credit_order_id: Option<String>,
    provider_code: Option<String>,
    phone_code: Option<String>,
    phone_number: Option<String>,
}

/// What was ordered: what an answer is compared with.
pub(super) struct Ordered<'a> {
    pub(super) id: &'a OrderId,
    pub(super) phone: &'a CreateOrderRequest,
    pub(super) source: &'a str,
    pub(super) amount: Centavos,
}

/// The phone that an answer echoes, as far as it does.
struct Echo<'e> {
    provider_code: Option<&'e str>,
    phone_code: Option<&'e str>,
    phone_number: Option<&'e str>,
}

impl Echo<'_> {
    /// Whether nothing of it is another's.
    fn is_of(&self, phone: &CreateOrderRequest) -> bool {
        let (area_code, number) = phone.number.parts();
        let is_same = |told: Option<&str>, expected: &str| told.is_none_or(|told| told == expected);
        is_same(self.provider_code, phone.dealer.code())
            && is_same(self.phone_code, area_code)
            && is_same(self.phone_number, number)
    }
}

impl Ordered<'_> {
    /// What a completion's answer comes to. `None` where it is not what the contract has.
    pub(super) fn completion(&self, text: &str) -> Option<Outcome> {
        let record: Record<'_> = serde_json::from_str(text).ok()?;
        if !self.is_of(&record) {
            let remark = Remark::theirs(Words::bounded(text));
            return Some(self.unknown(remark.because(Code::OrderAnswerMismatch)));
        }
        let paid = record
            .payment()
            .and_then(|payment| payment.status.as_deref());
        let is_transaction = record.kind.is_some();
        Some(match (is_transaction, record.status.as_str()) {
            (true, "executed" | "notified") | (false, "completed") if paid != Some("failed") => {
                self.delivered()
            }
            (true, "pending" | "AUTHORIZED") | (false, "processing") => self.pending(&record),
            (_, "failed") if paid != Some("settled") => refused(&record),
            // Not a state of either, or one that its payment contradicts.
            _ => self.unknown(state(&record).because(Code::OrderAnswerUnclear)),
        })
    }

    /// What a wallet's history says of the order.
    ///
    /// An order that is not there may be on a page that nobody has described, and one that is still in preview may be completed any moment:
    /// neither proves that nothing was done.
    pub(super) fn fate(&self, text: &str) -> Outcome {
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(text) else {
            return self.unknown(Remark::ours(Code::OrderAnswerUnclear));
        };
        // Others may be of kinds that cannot be read here.
        let mut records = items
            .into_iter()
            .filter_map(|item| serde_json::from_str::<Record<'_>>(item.get()).ok())
            .filter(|record| record.id.as_deref() == Some(self.id.as_str()));
        let (Some(record), None) = (records.next(), records.next()) else {
            return self.unknown(Remark::ours(Code::OrderNotInHistory));
        };
        if !self.is_of(&record) {
            return self.unknown(Remark::ours(Code::OrderAnswerMismatch));
        }
        let is_chosen = record.chosen_amount.is_some();
        match record.status.as_str() {
            "completed" if is_chosen => self.delivered(),
            "processing" => self.pending(&record),
            "failed" => refused(&record),
            "expired" if !is_chosen && record.wallet_id.is_none() => refused(&record),
            _ => self.unknown(state(&record).because(Code::OrderAnswerUnclear)),
        }
    }

    /// Whether what is echoed is what was ordered; what is not there is not compared. Only an order says which it is by its `id`.
    fn is_of(&self, record: &Record<'_>) -> bool {
        let id = Some(self.id.as_str());
        let is_of_order = match &record.kind {
            Some(kind) => {
                let data = record.additional_data.as_ref();
                let told = data.and_then(|data| data.phone_credit_order_id.as_deref());
                kind == "payment" && (told.is_none() || told == id)
            }
            None => record.id.as_deref() == id,
        };
        let wallet = record.wallet_id.as_deref();
        is_of_order
            && record.echoes().all(|echo| echo.is_of(self.phone))
            && wallet.is_none_or(|wallet| wallet == self.source)
            && record
                .chosen_amount
                .is_none_or(|chosen| chosen == self.amount)
            && self.is_paid_once(record)
    }

    /// Whether no more than one payment is told but the fees, and that is one of the amount.
    fn is_paid_once(&self, record: &Record<'_>) -> bool {
        record.payments_but_fees().count() <= 1
            && record.payment().is_none_or(|payment| {
                payment.kind.as_deref() != Some("transaction_reversal")
                    && payment
                        .amount
                        .is_none_or(|amount| Centavos::from(amount) == self.amount)
            })
    }

    fn delivered(&self) -> Outcome {
        Outcome::Delivered(Delivery {
            id: Some(self.id.clone()),
            reference: None,
        })
    }

    fn pending(&self, record: &Record<'_>) -> Outcome {
        Outcome::Pending(self.evidence(state(record)))
    }

    /// Nobody can tell, but the history may.
    pub(super) fn unknown(&self, remark: Remark) -> Outcome {
        Outcome::Unknown(self.evidence(remark))
    }

    fn evidence(&self, remark: Remark) -> Evidence {
        Evidence::new(Some(self.id.clone()), remark)
    }
}

impl Record<'_> {
    /// The phone of an order, and that of a transaction.
    fn echoes(&self) -> impl Iterator<Item = Echo<'_>> {
        let own = Echo {
            provider_code: self.provider_code.as_deref(),
            phone_code: self.phone_code.as_deref(),
            phone_number: self.phone_number.as_deref(),
        };
        let of_data = self.additional_data.as_ref().map(|data| Echo {
            provider_code: data.provider_code.as_deref(),
            phone_code: data.phone_code.as_deref(),
            phone_number: data.phone_number.as_deref(),
        });
        std::iter::once(own).chain(of_data)
    }

    fn payments_but_fees(&self) -> impl Iterator<Item = &Payment> {
        let payments = self.payments.iter().flatten();
        payments.filter(|payment| payment.kind.as_deref() != Some("service_fee"))
    }

    fn payment(&self) -> Option<&Payment> {
        self.payments_but_fees().next()
    }
}

fn refused(record: &Record<'_>) -> Outcome {
    Outcome::Refused(Refusal {
        kind: answer::kind(record.details),
        remark: state(record),
    })
}

/// The state, in the provider's word.
fn state(record: &Record<'_>) -> Remark {
    Remark::theirs(Words::bounded(&record.status))
}
