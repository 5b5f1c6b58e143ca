//! Requests. Each is read in the order in which its method looks for errors, so that the first error is the one to answer (contract of
//! wallets, sections 5 to 10).

use crate::amount::{Amount, AmountError};
use crate::code::Code;
use crate::currency::Currency;
use crate::field::value::check_text;
use crate::field::{Flaw, Invalid};
use crate::loyalty::{Points, TenDigits, is_pin};
use crate::role::Role;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::kantuta::AMOUNT_MAX;
use crate::wire::kantuta::auth::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, opaque_debug};
use crate::wire::money;

use super::parameters::Parameters;

/// The most characters of a customer's name, and of a ticket.
pub const NAME_CHARS_MAX: usize = 100;
/// The most characters of a collaborator's name, and of where they work.
pub const COLLABORATOR_CHARS_MAX: usize = 80;
/// The most characters of a wallet's key as it is looked up.
pub const KEY_CHARS_MAX: usize = 100;
/// The most characters of a reason.
pub const REASON_CHARS_MAX: usize = 200;

/// The attribute of a sale's ticket.
pub const TICKET: &str = "ticket";

/// Who signs a transaction, as the request names them. What is no number is nobody's.
pub type CollaboratorId = Option<i64>;

/// POST `/wallet/contact/add`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddContactRequest {
    /// Which wallet.
    pub wallet_key: String,
    /// The customer's number.
    pub phone: TenDigits,
    /// The customer's name.
    pub customer_name: String,
    /// Who registers them.
    pub usertool_id: CollaboratorId,
    /// The date of birth as it was written; whether it is one is looked at after the wallet ([`crate::loyalty::birth_date`]).
    pub customer_birthdate: Option<String>,
}

/// POST `/wallet/contact/get`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetContactsRequest {
    /// Which wallet.
    pub wallet_key: String,
    /// Which customer; all of them without it.
    pub phone: Option<TenDigits>,
    /// Of all of them, after which one: an addition of our own, told by the answer before.
    pub cursor: Option<i64>,
}

/// What a sale does to the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaleKind {
    /// Gives the wallet's percentage of what the sale came to.
    Earn {
        /// What it came to.
        purchase: Amount,
    },
    /// Takes points in payment, and gives none.
    Use {
        /// How many.
        points: Points,
        /// What the sale came to, where it was told.
        purchase: Option<Amount>,
    },
}

/// Whose PIN authorises a redemption: an addition of our own to the contract, for our pages.
#[derive(Clone, PartialEq, Eq)]
pub struct Authorisation {
    /// The supervisor.
    pub user_id: i64,
    /// Their PIN.
    pub pin: String,
}

/// POST `/wallet/sale`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleRequest {
    /// Which wallet.
    pub wallet_key: String,
    /// The customer's number.
    pub phone: TenDigits,
    /// What it does.
    pub kind: SaleKind,
    /// Who signs it.
    pub usertool_id: CollaboratorId,
    ticket: Option<Result<String, Flaw>>,
    /// Who authorises it.
    pub authorisation: Option<Authorisation>,
}

/// POST `/wallet/balance/update`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateBalanceRequest {
    /// Which wallet.
    pub wallet_key: String,
    /// The customer's number.
    pub phone: TenDigits,
    /// Whether the points are given or taken.
    pub gives: bool,
    /// How many.
    pub points: Points,
    /// Who signs it.
    pub usertool_id: CollaboratorId,
    /// Why: an addition of our own, which our pages always send.
    pub reason: Option<String>,
}

/// POST `/employee/add`.
#[derive(Clone, PartialEq, Eq)]
pub struct AddEmployeeRequest {
    /// `cajero` is an Operador, `gerente` a Gerente.
    pub role: Role,
    /// The name.
    pub employee_name: String,
    /// Where they work.
    pub business_name: String,
    /// Their mobile, which they sign in with.
    pub number: TenDigits,
    /// Their password.
    pub password: String,
}

/// POST `/employee/disable`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisableEmployeeRequest {
    /// The collaborator's mobile.
    pub number: TenDigits,
}

/// The roles that a collaborator may have, with their names on this wire.
const ROLES: [(Role, &str); 2] = [(Role::Operador, "cajero"), (Role::Gerente, "gerente")];

/// What this wire calls somebody of a role; `None` where they sell nothing. (Who administers does all that a `gerente` does.)
pub const fn role_name(role: Role) -> Option<&'static str> {
    match role {
        Role::Operador => Some("cajero"),
        Role::Gerente | Role::Administrador => Some("gerente"),
        Role::Usuario => None,
    }
}

impl AddContactRequest {
    /// Reads the attributes.
    pub fn parse(parameters: &Parameters) -> Result<Self, Invalid> {
        let mut query = parameters.query();
        let wallet_key = query.required("wallet_key", text(KEY_CHARS_MAX));
        let phone = query.required("phone", ten_digits);
        let customer_name = query.required("customer_name", text(NAME_CHARS_MAX));
        let usertool_id = query.required("usertool_id", collaborator);
        let customer_birthdate =
            query.optional("customer_birthdate", |written| Ok(written.to_owned()));
        query.finish(|| {
            Some(Self {
                wallet_key: wallet_key?,
                phone: phone?,
                customer_name: customer_name?,
                usertool_id: usertool_id?,
                customer_birthdate,
            })
        })
    }
}

impl GetContactsRequest {
    /// Reads the attributes.
    pub fn parse(parameters: &Parameters) -> Result<Self, Invalid> {
        let mut query = parameters.query();
        let wallet_key = query.required("wallet_key", text(KEY_CHARS_MAX));
        let phone = query.optional("phone", ten_digits);
        let cursor = query.optional("cursor", |written| {
            whole(written).map_err(|_| Flaw::new(Code::CursorInvalid))
        });
        query.finish(|| {
            Some(Self {
                wallet_key: wallet_key?,
                phone,
                cursor,
            })
        })
    }
}

impl SaleRequest {
    /// Reads the attributes; amounts of money are in `currency`.
    pub fn parse(parameters: &Parameters, currency: Currency) -> Result<Self, Invalid> {
        let mut query = parameters.query();
        let wallet_key = query.required("wallet_key", text(KEY_CHARS_MAX));
        let phone = query.required("phone", ten_digits);
        let gives = query.required("transaction_type", zero_or_one);
        let read_money = |written: &str| money(written, currency);
        // The amount is needed for what is earned; points are looked at only where they are used.
        let purchase = match gives {
            Some(true) => query.required("transaction_amount", read_money),
            Some(false) | None => query.optional("transaction_amount", read_money),
        };
        let points = match gives {
            Some(false) => query.required("points_used", points),
            Some(true) | None => None,
        };
        let usertool_id = query.required("usertool_id", collaborator);
        let ticket = query.optional(TICKET, |written| Ok(text(NAME_CHARS_MAX)(written)));
        let user_id = query.optional("authorized_by", whole);
        let pin = query.optional("authorized_pin", pin);
        query.finish(|| {
            let kind = if gives? {
                SaleKind::Earn {
                    purchase: purchase?,
                }
            } else {
                SaleKind::Use {
                    points: points?,
                    purchase,
                }
            };
            Some(Self {
                wallet_key: wallet_key?,
                phone: phone?,
                kind,
                usertool_id: usertool_id?,
                ticket,
                authorisation: user_id
                    .zip(pin)
                    .map(|(user_id, pin)| Authorisation { user_id, pin }),
            })
        })
    }
}

impl SaleRequest {
    /// The ticket, which some wallets ask for: a line of at most [`NAME_CHARS_MAX`] characters. What is wrong with another text is said after what is
    /// wrong with the wallet (contract, section 7), and so not before this is asked.
    pub fn ticket(&self) -> Result<Option<&str>, Invalid> {
        match &self.ticket {
            None => Ok(None),
            Some(Ok(ticket)) => Ok(Some(ticket)),
            Some(Err(flaw)) => Err(Invalid::one(flaw.clone().of(TICKET))),
        }
    }
}

impl UpdateBalanceRequest {
    /// Reads the attributes.
    pub fn parse(parameters: &Parameters) -> Result<Self, Invalid> {
        let mut query = parameters.query();
        let wallet_key = query.required("wallet_key", text(KEY_CHARS_MAX));
        let phone = query.required("phone", ten_digits);
        let gives = query.required("transaction_type", zero_or_one);
        let points = query.required("transaction_amount", points);
        let usertool_id = query.required("usertool_id", collaborator);
        let reason = query.optional("reason", text(REASON_CHARS_MAX));
        query.finish(|| {
            Some(Self {
                wallet_key: wallet_key?,
                phone: phone?,
                gives: gives?,
                points: points?,
                usertool_id: usertool_id?,
                reason,
            })
        })
    }
}

impl AddEmployeeRequest {
    /// Reads the attributes.
    pub fn parse(parameters: &Parameters) -> Result<Self, Invalid> {
        let mut query = parameters.query();
        let role = query.required("type", |written| {
            let found = ROLES.into_iter().find(|(_, name)| *name == written);
            found
                .map(|(role, _)| role)
                .ok_or(Flaw::new(Code::NotOneOf).with("valores", "cajero, gerente"))
        });
        let employee_name = query.required("employee_name", text(COLLABORATOR_CHARS_MAX));
        let business_name = query.required("business_name", text(COLLABORATOR_CHARS_MAX));
        let number = query.required("number", ten_digits);
        let password = query.required("password", password);
        query.finish(|| {
            Some(Self {
                role: role?,
                employee_name: employee_name?,
                business_name: business_name?,
                number: number?,
                password: password?,
            })
        })
    }
}

impl DisableEmployeeRequest {
    /// Reads the attributes.
    pub fn parse(parameters: &Parameters) -> Result<Self, Invalid> {
        let mut query = parameters.query();
        let number = query.required("number", ten_digits);
        query.finish(|| Some(Self { number: number? }))
    }
}

fn text(chars_max: usize) -> impl Fn(&str) -> Result<String, Flaw> {
    move |written| check_text(written, &(1..=chars_max), false)
}

fn ten_digits(written: &str) -> Result<TenDigits, Flaw> {
    TenDigits::parse(written).ok_or_else(|| {
        let digits = written.len() == written.bytes().filter(u8::is_ascii_digit).count();
        Flaw::new(match written.len() {
            _ if !digits => Code::PhoneNotDigits,
            0..10 => Code::PhoneTooShort,
            _ => Code::PhoneTooLong,
        })
    })
}

/// `0` is said of what gives points, `1` of what takes them.
fn zero_or_one(written: &str) -> Result<bool, Flaw> {
    match written {
        "0" => Ok(true),
        "1" => Ok(false),
        _ => Err(Flaw::new(Code::NotOneOf).with("valores", "0, 1")),
    }
}

fn collaborator(written: &str) -> Result<CollaboratorId, Flaw> {
    Ok(whole(written).ok())
}

fn whole(written: &str) -> Result<i64, Flaw> {
    crate::field::value::whole_in(written, &(1..=Amount::MAX.minor()))
}

fn money(written: &str, currency: Currency) -> Result<Amount, Flaw> {
    Amount::parse(written, currency)
        .map_err(flaw_of)
        .and_then(positive)
}

fn points(written: &str) -> Result<Points, Flaw> {
    let hundredths = Amount::parse_with_decimals(written, Points::DECIMALS).map_err(flaw_of)?;
    positive(hundredths)?;
    Points::new(hundredths).ok_or(Flaw::new(Code::TooSmall))
}

/// One hundredth is the least; the most is that of every amount of the till, of which some nine thousand add up to the largest balance there can be.
fn positive(amount: Amount) -> Result<Amount, Flaw> {
    match amount {
        _ if !amount.is_positive() => Err(Flaw::new(Code::TooSmall).with("minimo", "0.01")),
        _ if amount > AMOUNT_MAX => {
            Err(Flaw::new(Code::TooLarge).with("maximo", money::number_text(AMOUNT_MAX)))
        }
        _ => Ok(amount),
    }
}

fn flaw_of(error: AmountError) -> Flaw {
    Flaw::new(match error {
        AmountError::Empty => Code::Required,
        AmountError::NotANumber | AmountError::Ambiguous => Code::NotANumber,
        AmountError::TooManyDecimals => Code::TooManyDecimals,
        AmountError::OutOfRange => Code::TooLarge,
    })
}

fn pin(written: &str) -> Result<String, Flaw> {
    if is_pin(written) {
        Ok(written.to_owned())
    } else {
        Err(Flaw::new(Code::PinFormat))
    }
}

/// A password exactly as written, by the rule that every user's is under.
fn password(written: &str) -> Result<String, Flaw> {
    let chars = PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX;
    crate::field::value::check_password(written, &chars).map(|()| written.to_owned())
}

/// Writes who signs. The attribute has to be there, so that nobody is written as a number that is nobody's.
fn write_collaborator(body: &mut Object, id: CollaboratorId) {
    body.whole("usertool_id", id.unwrap_or_default());
}

impl Body for AddContactRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("wallet_key", &self.wallet_key);
            body.text("phone", self.phone.as_str());
            body.text("customer_name", &self.customer_name);
            write_collaborator(body, self.usertool_id);
            body.optional_text("customer_birthdate", self.customer_birthdate.as_deref());
        })
    }
}

impl Body for GetContactsRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("wallet_key", &self.wallet_key);
            body.optional_text("phone", self.phone.as_ref().map(TenDigits::as_str));
            body.optional_whole("cursor", self.cursor);
        })
    }
}

impl Body for SaleRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("wallet_key", &self.wallet_key);
            body.text("phone", self.phone.as_str());
            match self.kind {
                SaleKind::Earn { purchase } => {
                    body.whole("transaction_type", 0);
                    body.number("transaction_amount", purchase);
                }
                SaleKind::Use { points, purchase } => {
                    body.whole("transaction_type", 1);
                    body.optional_number("transaction_amount", purchase);
                    body.number("points_used", points.amount());
                }
            }
            write_collaborator(body, self.usertool_id);
            body.optional_text(TICKET, self.ticket().ok().flatten());
            if let Some(authorisation) = &self.authorisation {
                body.whole("authorized_by", authorisation.user_id);
                body.text("authorized_pin", &authorisation.pin);
            }
        })
    }
}

impl Body for UpdateBalanceRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("wallet_key", &self.wallet_key);
            body.text("phone", self.phone.as_str());
            body.whole("transaction_type", i64::from(!self.gives));
            body.literal(
                "transaction_amount",
                &money::number_text(self.points.amount()),
            );
            write_collaborator(body, self.usertool_id);
            body.optional_text("reason", self.reason.as_deref());
        })
    }
}

impl Body for AddEmployeeRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("type", role_name(self.role));
            body.text("employee_name", &self.employee_name);
            body.text("business_name", &self.business_name);
            body.text("number", self.number.as_str());
            body.text("password", &self.password);
        })
    }
}

impl Body for DisableEmployeeRequest {
    fn to_json(&self) -> String {
        Object::write(|body| body.text("number", self.number.as_str()))
    }
}

serialize_as_body!(
    AddContactRequest,
    GetContactsRequest,
    SaleRequest,
    UpdateBalanceRequest,
    AddEmployeeRequest,
    DisableEmployeeRequest,
);

opaque_debug!(Authorisation, AddEmployeeRequest);
