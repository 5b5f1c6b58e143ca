//! `POST /phone-credits/order/create`: an order in preview, with the amounts that it can be completed with (contract, section 2.2). Nothing
//! is charged and nothing is recharged by it.

use super::Credentials;
use super::answer;
use super::record::Record;
use super::session::{Session, Turn};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Conversation, Inquiry, Moment, OrderId, Step};
use serde::Deserialize;
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::phone_credits::money::Centavos;
use ventanilla_core::wire::phone_credits::orders::CreateOrderRequest;

/// The path below the base URL.
pub const PATH: &str = "/phone-credits/order/create";

/// The most amounts that an order may offer.
const AMOUNTS_MAX: usize = 100;
/// The most characters of a provider's key of an amount.
const KEY_CHARS_MAX: usize = 200;

/// Creates one order.
pub struct Create<'a> {
    session: Session<'a>,
    request: &'a CreateOrderRequest,
}

/// An order in preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What it is completed by: its own id, not the operator's.
    pub id: OrderId,
    /// The amounts on offer, 1 to 100 and each once, in the provider's order.
    pub amounts: Vec<Offer>,
}

/// An amount on offer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Offer {
    /// How much.
    pub amount: Centavos,
    /// The provider's own key of it, which may be empty; at most 200 characters.
    #[serde(rename = "amountKey")]
    pub key: String,
}

impl<'a> Create<'a> {
    /// A conversation that creates an order of a number.
    pub fn new(credentials: &'a Credentials, request: &'a CreateOrderRequest) -> Self {
        Self {
            session: Session::new(credentials),
            request,
        }
    }
}

impl Conversation for Create<'_> {
    type Outcome = Inquiry<Preview>;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Inquiry<Preview>> {
        match self.session.turn(last) {
            Turn::Begin(request) => Step::Send(request),
            Turn::NotBegun(refusal) => Step::Done(Inquiry::Refused(refusal)),
            Turn::Send => {
                let body = self.request.to_json();
                Step::Send(self.session.post(moment.now_ms, PATH, body))
            }
            Turn::Read(answer) => Step::Done(answer::inquiry(answer, &self.session, |text| {
                read(self.request, text)
            })),
        }
    }

    fn cut_short(&self) -> Inquiry<Preview> {
        Inquiry::Unanswered(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        self.session.secrets()
    }

    fn awaits_secret(&self) -> bool {
        !self.session.has_begun()
    }
}

/// `None` where it is not an order in preview of that number, or offers nothing that could be chosen from.
fn read(request: &CreateOrderRequest, text: &str) -> Option<Preview> {
    let record: Record<'_> = serde_json::from_str(text).ok()?;
    let (area_code, number) = request.number.parts();
    let is_of_it = record.status == "created"
        && record.phone_code.as_deref() == Some(area_code)
        && record.phone_number.as_deref() == Some(number)
        && record.provider_code.as_deref() == Some(request.dealer.code());
    let id = record.id.filter(|_| is_of_it)?;
    let amounts: Vec<Offer> = serde_json::from_str(record.amounts?.get()).ok()?;
    let is_lawful = (1..=AMOUNTS_MAX).contains(&amounts.len())
        && amounts.iter().enumerate().all(|(index, offer)| {
            let mut before = amounts.iter().take(index);
            offer.key.chars().count() <= KEY_CHARS_MAX
                && !before.any(|other| other.amount == offer.amount)
        });
    Some(Preview {
        id: OrderId::parse(&id)?,
        amounts: is_lawful.then_some(amounts)?,
    })
}
