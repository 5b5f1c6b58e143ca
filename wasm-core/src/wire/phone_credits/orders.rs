//! Dealers, orders, their completion and their history (contract of phone credits, sections 2 and 3).

use serde::{Deserialize, Serialize};

use super::money::{Centavos, Reais};
use crate::code::Code;
use crate::country::Country;
use crate::dealer::Dealer;
use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::field::{Flaw, Invalid};
use crate::phone::{PartError, PhoneNumber};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::names::wire_names;
use crate::wire::time::Iso;

/// How long an order can be completed after it was created, in milliseconds (contract of phone credits, section 13).
pub const ORDER_LIFETIME_MS: i64 = 30 * 60 * 1000;
/// The most characters of a wallet's id.
pub const WALLET_ID_CHARS_MAX: usize = 100;

/// GET `/phone-credits/providers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DealerList {
    /// Whose phones can be recharged now.
    pub dealers: Vec<DealerEntry>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DealerEntry {
    /// The code that an order names it by.
    pub code: Dealer,
    /// The name.
    pub name: String,
}

/// POST `/phone-credits/order/create`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateOrderRequest {
    /// The phone: `phoneCode` and `phoneNumber`.
    pub number: PhoneNumber,
    /// Whose it is.
    pub dealer: Dealer,
}

/// POST `/phone-credits/order/:orderId/complete`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompleteOrderRequest {
    /// One of the amounts that the order offers, in reais.
    pub amount: Reais,
    /// The id of the wallet that pays.
    pub source: String,
}

/// Where an order stands (contract of phone credits, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderStatus {
    /// In preview: it can be completed.
    Created,
    /// It is being completed, or nobody can tell yet whether it was.
    Processing,
    /// The phone was recharged.
    Completed,
    /// It was not, and the wallet has its money back.
    Failed,
    /// It was not completed in time.
    Expired,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The id, a UUID.
    pub id: String,
    /// Whose phone it is.
    pub provider_code: Dealer,
    /// The area code (DDD).
    pub phone_code: String,
    /// The number after it.
    pub phone_number: String,
    /// The order's id at the provider.
    pub provider_order_id: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// The amounts on offer.
    pub amounts: Vec<OrderAmount>,
    /// The wallet that pays; `null` until it is completed.
    pub wallet_id: Option<String>,
    /// The amount that was chosen; `null` until it is completed.
    pub chosen_amount: Option<Centavos>,
    /// Always `null`: orders are never deleted.
    pub deleted_at: Option<Iso>,
    /// When it was created.
    pub created_at: Iso,
    /// When it last changed.
    pub updated_at: Iso,
}

/// An amount on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrderAmount {
    /// The id, a UUID.
    pub id: String,
    /// How much, in centavos.
    pub amount: Centavos,
    /// The provider's own key of it; may be empty.
    pub amount_key: String,
    /// Always `null`.
    pub deleted_at: Option<Iso>,
    /// When the order was created.
    pub created_at: Iso,
    /// The same.
    pub updated_at: Iso,
}

/// What a completion came to (contract of phone credits, section 2.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    /// The operation that it is, a UUID; not the order's id.
    pub id: String,
    /// Always `payment`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What became of it.
    pub status: TransactionStatus,
    /// When it was asked for.
    pub created_at: Iso,
    /// When it last changed.
    pub updated_at: Iso,
    /// Always `null`.
    pub banking: Option<String>,
    /// The one payment that it is made of.
    pub payments: Vec<TransactionPayment>,
    /// What was recharged.
    pub additional_data: TransactionData,
}

/// The payment of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TransactionPayment {
    /// The id, a UUID: the transaction's.
    pub id: String,
    /// Always `withdrawal`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What became of it.
    pub status: PaymentStatus,
    /// Always `null`: nothing is scheduled.
    pub schedule_for: Option<Iso>,
    /// How much, in reais.
    pub amount: Reais,
}

/// What a transaction recharged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TransactionData {
    /// The order.
    pub phone_credit_order_id: String,
    /// Whose phone it is.
    pub provider_code: Dealer,
    /// The area code (DDD).
    pub phone_code: String,
    /// The number after it.
    pub phone_number: String,
}

/// What became of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransactionStatus {
    /// Nobody can tell yet.
    Pending,
    /// The phone was recharged.
    Executed,
    /// It was not.
    Failed,
}

/// What became of a transaction's payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentStatus {
    /// The wallet's money is held.
    Pending,
    /// It was paid.
    Settled,
    /// It was given back.
    Failed,
}

impl CreateOrderRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let area_code = fields.required("phoneCode", value::required_text);
        let number = fields.required("phoneNumber", value::required_text);
        let dealer = fields.required("providerCode", dealer);
        // What a number may be depends on both: without one of them, only the other is judged.
        let judged = PhoneNumber::of_area(
            Country::Brazil,
            area_code.as_deref().unwrap_or(ANY_AREA_CODE),
            number.as_deref().unwrap_or(ANY_NUMBER),
        );
        let number = judged
            .map_err(|error| match error {
                PartError::AreaCode(error) => fields.refuse("phoneCode", error),
                PartError::Number(error) => fields.refuse("phoneNumber", error),
            })
            .ok();
        fields.finish(|| {
            Some(Self {
                number: number?,
                dealer: dealer?,
            })
        })
    }
}

/// Reads a dealer's code: a text, and one of those that there are.
fn dealer(value: Value<'_>) -> Result<Dealer, Flaw> {
    // A number would not say how many noughts stand before it.
    value.string()?;
    value::choice(&Dealer::ALL, Dealer::code)(value)
}

/// Stands in for an area code that is missing, while the number is judged.
const ANY_AREA_CODE: &str = "11";
/// Stands in for a number that is missing, while its area code is judged.
const ANY_NUMBER: &str = "900000000";

impl Body for CreateOrderRequest {
    /// In the contract's order of members: what is signed is these bytes.
    fn to_json(&self) -> String {
        let (area_code, number) = self.number.parts();
        Object::write(|body| {
            body.text("phoneCode", area_code);
            body.text("phoneNumber", number);
            body.text("providerCode", self.dealer.code());
        })
    }
}

impl CompleteOrderRequest {
    /// Reads a body; every error is collected. Whether the amount is on offer is the order's to say: [`Reais::choose`].
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let amount = fields.required("amount", Reais::read);
        let source = fields.required("source", value::text(1..=WALLET_ID_CHARS_MAX));
        fields.finish(|| {
            Some(Self {
                amount: amount?,
                source: source?,
            })
        })
    }
}

impl Body for CompleteOrderRequest {
    /// In the contract's order of members: what is signed is these bytes.
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("amount", &self.amount.to_text());
            body.text("source", &self.source);
        })
    }
}

serialize_as_body!(CreateOrderRequest);
serialize_as_body!(CompleteOrderRequest);

impl OrderStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Created,
        Self::Processing,
        Self::Completed,
        Self::Failed,
        Self::Expired,
    ];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }

    /// The status of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// Why an order in that status cannot be completed; `None` where it can be.
    pub const fn refusal(self) -> Option<Code> {
        match self {
            Self::Created => None,
            Self::Processing => Some(Code::OrderInProgress),
            Self::Completed => Some(Code::OrderCompleted),
            Self::Failed => Some(Code::OrderFailed),
            Self::Expired => Some(Code::OrderExpired),
        }
    }
}

impl TransactionStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Executed, Self::Failed];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Executed => "executed",
            Self::Failed => "failed",
        }
    }

    /// The status of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

impl PaymentStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Settled, Self::Failed];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Settled => "settled",
            Self::Failed => "failed",
        }
    }

    /// The status of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

wire_names!(Dealer, "Dealer", Dealer::code, Dealer::parse, Dealer::ALL);
wire_names!(
    OrderStatus,
    "OrderStatus",
    OrderStatus::as_str,
    OrderStatus::parse,
    OrderStatus::ALL
);
wire_names!(
    TransactionStatus,
    "TransactionStatus",
    TransactionStatus::as_str,
    TransactionStatus::parse,
    TransactionStatus::ALL
);
wire_names!(
    PaymentStatus,
    "TransactionPaymentStatus",
    PaymentStatus::as_str,
    PaymentStatus::parse,
    PaymentStatus::ALL
);

readable!(DealerList { dealers });
readable!(DealerEntry { code, name });

readable!(Order { id, provider_code as "providerCode", phone_code as "phoneCode", phone_number as "phoneNumber", provider_order_id as "providerOrderId", status, amounts, wallet_id as "walletId", chosen_amount as "chosenAmount", deleted_at as "deletedAt", created_at as "createdAt", updated_at as "updatedAt" });

readable!(OrderAmount { id, amount, amount_key as "amountKey", deleted_at as "deletedAt", created_at as "createdAt", updated_at as "updatedAt" });

readable!(Transaction { id, kind as "type", status, created_at as "createdAt", updated_at as "updatedAt", banking, payments, additional_data as "additionalData" });

readable!(TransactionPayment { id, kind as "type", status, schedule_for as "scheduleFor", amount });

readable!(TransactionData { phone_credit_order_id as "phoneCreditOrderId", provider_code as "providerCode", phone_code as "phoneCode", phone_number as "phoneNumber" });

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::openapi::schema::{Schema, Type};
    use utoipa::openapi::{ObjectBuilder, RefOr};
    use utoipa::{PartialSchema, ToSchema};

    use super::{CreateOrderRequest, Dealer};

    /// By hand, since the number is one value here and two members on the wire.
    impl PartialSchema for CreateOrderRequest {
        fn schema() -> RefOr<Schema> {
            let text = || ObjectBuilder::new().schema_type(Type::String);
            ObjectBuilder::new()
                .property("phoneCode", text())
                .required("phoneCode")
                .property("phoneNumber", text())
                .required("phoneNumber")
                .property("providerCode", Dealer::schema())
                .required("providerCode")
                .into()
        }
    }

    impl ToSchema for CreateOrderRequest {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("CreateOrderRequest")
        }
    }
}
