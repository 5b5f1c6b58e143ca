//! The sandbox as SMS Masivos: the wire of the contract of wallets. What happens to a transaction, the last two digits of the contact's number say.
//!
//! Numbers that begin with 477 are contacts from the start, with 1,000 points; all others are once they are added, with none.

use super::answers::{
    Answer, html_page, internal_error, json, slow, time_out, too_many, truncated,
};
use super::{SMSMASIVOS_APIKEY, Sandbox, Script};
use crate::auth::agent::API_KEY_HEADER;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use ventanilla_core::code::Code;
use ventanilla_core::field::Invalid;
use ventanilla_core::loyalty::{MovementKind, Percentage, TenDigits};
use ventanilla_core::wire::loyalty::answers::{
    Contact, Contacts, Done, EmployeeAdded, FoundContacts, ListedWallet, LoyaltyError, NewBalance,
    ToolUser, ToolUsers, WalletList,
};
use ventanilla_core::wire::loyalty::documented::{Documented, Fault, Method};
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::{
    AddContactRequest, AddEmployeeRequest, CollaboratorId, DisableEmployeeRequest,
    GetContactsRequest, SaleKind, SaleRequest, UpdateBalanceRequest,
};
use ventanilla_core::{Amount, Currency, Points};

/// What stands before the documented paths.
pub(super) const PREFIX: &str = "/smsmasivos";
/// The only wallet.
pub const WALLET_KEY: &str = "monedero-simulado";
/// Who may sign.
pub const USERS: [(i64, &str); 2] = [(8141, "Caja simulada"), (8142, "Gerencia simulada")];

/// What a contact begins with whose number begins with [`CONTACTS_START`].
const POINTS_AT_FIRST: Amount = Amount::from_small_minor(100_000);
const CONTACTS_START: &str = "477";
/// What a sale gives: 10 %.
const PERCENTAGE: Amount = Amount::from_small_minor(1_000);

/// A contact's balance: the number, how often it has changed, the hundredths, so that the newest stands last.
const BALANCE: &str = "smsmasivos balance";
/// How often a contact's balance has changed.
const TURN: &str = "smsmasivos turn";
/// A transaction that was done, by number and kind.
const EFFECT: &str = "smsmasivos effect";
/// An attempt at a transaction, by number.
const ATTEMPT: &str = "smsmasivos attempt";
/// A collaborator that was registered.
const EMPLOYEE: &str = "smsmasivos employee";

/// The status of an answer that says why not: the documented service's are always that.
const STATUS: u16 = 200;

pub(super) async fn answer(sandbox: &Sandbox, request: &HttpRequest, path: &str) -> Answer {
    let below = path.strip_prefix(PREFIX).unwrap_or_default();
    let Some(method) = Method::of_path(below) else {
        return Ok(json(
            404,
            &LoyaltyError::refused(None, Code::RouteNotFound, &[], 404),
        ));
    };
    let desk = Desk {
        sandbox,
        request,
        method,
    };
    if request.header(API_KEY_HEADER) != Some(SMSMASIVOS_APIKEY) {
        return Ok(desk.refused(Code::Unauthorized));
    }
    let body = request.body.as_deref().unwrap_or_default();
    let parameters = Parameters::of_form(form_urlencoded::parse(body.as_bytes()).into_owned());
    match method {
        Method::ListUsers => Ok(users()),
        Method::ListWallets => Ok(wallets()),
        Method::GetContacts => match GetContactsRequest::parse(&parameters) {
            Ok(asked) => desk.contacts(&asked).await,
            Err(invalid) => Ok(desk.invalid(&invalid)),
        },
        Method::AddContact => match AddContactRequest::parse(&parameters) {
            Ok(asked) => desk.add(&asked).await,
            Err(invalid) => Ok(desk.invalid(&invalid)),
        },
        Method::Sale => match SaleRequest::parse(&parameters, Currency::Mxn) {
            Ok(asked) => desk.sell(&asked).await,
            Err(invalid) => Ok(desk.invalid(&invalid)),
        },
        Method::UpdateBalance => match UpdateBalanceRequest::parse(&parameters) {
            Ok(asked) => desk.update(&asked).await,
            Err(invalid) => Ok(desk.invalid(&invalid)),
        },
        Method::AddEmployee => match AddEmployeeRequest::parse(&parameters) {
            Ok(_) => {
                let count = desk.count(EMPLOYEE).await?;
                Ok(json(
                    STATUS,
                    &EmployeeAdded::of(count.saturating_add(8_200)),
                ))
            }
            Err(invalid) => Ok(desk.invalid(&invalid)),
        },
        Method::DisableEmployee => match DisableEmployeeRequest::parse(&parameters) {
            Ok(_) => Ok(json(STATUS, &Done::employee_archived())),
            Err(invalid) => Ok(desk.invalid(&invalid)),
        },
    }
}

fn users() -> HttpResponse {
    let users = USERS.map(|(id, name)| ToolUser {
        usertool_id: id,
        usertool_name: name.to_owned(),
        usertool_number: String::new(),
        usertool_branch: "Sucursal simulada".to_owned(),
        usertool_type: "cajero".to_owned(),
        usertool_status: 1,
    });
    json(STATUS, &ToolUsers::of(users.into()))
}

fn wallets() -> HttpResponse {
    let wallet = ListedWallet {
        wallet_name: "Monedero simulado".to_owned(),
        wallet_key: WALLET_KEY.to_owned(),
        wallet_app_client: String::new(),
        wallet_app_redeem: String::new(),
    };
    json(STATUS, &WalletList::of(vec![wallet]))
}

/// One request being answered.
struct Desk<'a> {
    sandbox: &'a Sandbox,
    request: &'a HttpRequest,
    method: Method,
}

impl Desk<'_> {
    fn refused(&self, code: Code) -> HttpResponse {
        let row = Documented::of(self.method, Fault::Refused(code));
        row.map_or_else(internal_error, |row| {
            json(STATUS, &LoyaltyError::documented(row, 400))
        })
    }

    fn invalid(&self, invalid: &Invalid) -> HttpResponse {
        json(
            STATUS,
            &LoyaltyError::invalid(Some(self.method), invalid, 400),
        )
    }

    async fn count(&self, name: &str) -> Result<i64, HttpError> {
        self.sandbox
            .memory
            .count(name)
            .await
            .map_err(HttpError::Connection)
    }

    /// A contact's balance; `None` where there is no such contact.
    async fn balance(&self, phone: &str) -> Result<Option<Amount>, HttpError> {
        if Script::of(phone) == Script::UnknownNumber {
            return Ok(None);
        }
        let names = self
            .sandbox
            .memory
            .names(&format!("{BALANCE} {phone} "))
            .await
            .map_err(HttpError::Connection)?;
        let newest = names.first().and_then(|name| name.rsplit_once(' '));
        Ok(match newest {
            Some((_, hundredths)) => hundredths
                .parse()
                .ok()
                .and_then(|hundredths| Amount::from_minor(hundredths).ok()),
            None => phone.starts_with(CONTACTS_START).then_some(POINTS_AT_FIRST),
        })
    }

    async fn set_balance(&self, phone: &str, balance: Amount) -> Result<(), HttpError> {
        let turn = self.count(&format!("{TURN} {phone}")).await?;
        let name = format!("{BALANCE} {phone} {turn:010} {}", balance.minor());
        self.count(&name).await.map(drop)
    }

    async fn contacts(&self, asked: &GetContactsRequest) -> Answer {
        if asked.wallet_key != WALLET_KEY {
            return Ok(self.refused(Code::LoyaltyWalletNotFound));
        }
        let found = match &asked.phone {
            None => FoundContacts::All(Vec::new()),
            Some(phone) => match self.balance(phone.as_str()).await? {
                Some(balance) => FoundContacts::One(Contact {
                    contact_name: "Cliente simulado".to_owned(),
                    contact_phone: phone.as_str().to_owned(),
                    contact_birthdate: None,
                    contact_balance: balance.into(),
                }),
                None => return Ok(self.refused(Code::ContactNotFound)),
            },
        };
        Ok(json(STATUS, &Contacts::of(found)))
    }

    async fn add(&self, asked: &AddContactRequest) -> Answer {
        if let Some(refusal) = self.admit(&asked.wallet_key, asked.usertool_id) {
            return Ok(refusal);
        }
        let phone = asked.phone.as_str();
        if self.balance(phone).await?.is_some() {
            return Ok(self.refused(Code::ContactExists));
        }
        let script = Script::of(phone);
        if script.has_effect() || script == Script::PendingThenFailed {
            self.set_balance(phone, Amount::ZERO).await?;
            self.count(&format!("{EFFECT} {phone} contact")).await?;
        }
        self.perform(&asked.phone, json(STATUS, &Done::contact_added()), None)
            .await
    }

    async fn sell(&self, asked: &SaleRequest) -> Answer {
        if let Some(refusal) = self.admit(&asked.wallet_key, asked.usertool_id) {
            return Ok(refusal);
        }
        let (kind, points) = match asked.kind {
            SaleKind::Earn { purchase } => {
                let earned =
                    Percentage::new(PERCENTAGE).and_then(|percentage| percentage.of(purchase));
                (MovementKind::Earning, earned.unwrap_or_default())
            }
            SaleKind::Use { points, .. } => (MovementKind::Redemption, points),
        };
        self.transact(&asked.phone, kind, points.amount()).await
    }

    async fn update(&self, asked: &UpdateBalanceRequest) -> Answer {
        if let Some(refusal) = self.admit(&asked.wallet_key, asked.usertool_id) {
            return Ok(refusal);
        }
        let kind = if asked.gives {
            MovementKind::Addition
        } else {
            MovementKind::Removal
        };
        self.transact(&asked.phone, kind, asked.points.amount())
            .await
    }

    /// What is refused before anything is looked at.
    fn admit(&self, wallet_key: &str, user_id: CollaboratorId) -> Option<HttpResponse> {
        if wallet_key != WALLET_KEY {
            return Some(self.refused(Code::LoyaltyWalletNotFound));
        }
        let is_known = USERS.iter().any(|(id, _)| Some(*id) == user_id);
        (!is_known).then(|| self.refused(Code::CollaboratorForeign))
    }

    async fn transact(&self, phone: &TenDigits, kind: MovementKind, points: Amount) -> Answer {
        let Some(before) = self.balance(phone.as_str()).await? else {
            return Ok(self.refused(Code::ContactNotFound));
        };
        let after = if kind.gives() {
            before.checked_add(points)
        } else {
            before
                .checked_sub(points)
                .filter(|after| !after.is_negative())
        };
        let Some(after) = after else {
            return Ok(self.refused(Code::PointsInsufficient));
        };
        let script = Script::of(phone.as_str());
        let attempts = self.count(&format!("{ATTEMPT} {}", phone.as_str())).await?;
        if script == Script::TooManyRequests && attempts == 1 {
            return Ok(too_many());
        }
        if script.has_effect() || script == Script::PendingThenFailed {
            self.set_balance(phone.as_str(), after).await?;
            let effect = format!("{EFFECT} {} {}", phone.as_str(), kind.as_str());
            self.count(&effect).await?;
        }
        let wrong = after.checked_add(Amount::from_small_minor(1));
        let told = |balance: Option<Amount>| {
            let points = balance.and_then(Points::new).unwrap_or_default();
            let answer = match self.method {
                Method::UpdateBalance => NewBalance::of_update(points),
                _ => NewBalance::of_sale(points),
            };
            json(STATUS, &answer)
        };
        self.perform(phone, told(Some(after)), Some(told(wrong)))
            .await
    }

    /// What the script makes of an answer. Nothing is pending at this service: what would be is done at once.
    async fn perform(
        &self,
        phone: &TenDigits,
        good: HttpResponse,
        wrong: Option<HttpResponse>,
    ) -> Answer {
        match Script::of(phone.as_str()) {
            Script::InsufficientFunds => Ok(self.refused(Code::MessagingCreditsInsufficient)),
            Script::UnknownNumber => Ok(self.refused(Code::ContactNotFound)),
            Script::Unavailable => Ok(HttpResponse {
                headers: Vec::new(),
                ..too_many()
            }),
            Script::ListChanged => Ok(match self.method {
                Method::AddContact => self.refused(Code::PhoneLandline),
                _ => self.refused(Code::PhoneBlocked),
            }),
            Script::TimeOutWithoutEffect | Script::TimeOutAfterEffect => {
                Err(time_out(self.sandbox, self.request).await)
            }
            Script::ErrorWithoutEffect | Script::ErrorAfterEffect => Ok(internal_error()),
            Script::TruncatedAfterEffect => Ok(truncated(good)),
            Script::HtmlPage => Ok(html_page()),
            Script::WrongAmount => Ok(wrong.unwrap_or(good)),
            Script::Slow => {
                slow(self.sandbox, self.request).await?;
                Ok(good)
            }
            Script::Delivered
            | Script::PendingThenDelivered
            | Script::PendingThenFailed
            | Script::DeliveredThenReversed
            | Script::TooManyRequests => Ok(good),
        }
    }
}
