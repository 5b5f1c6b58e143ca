//! What the shop has, and what it answers.

use super::attributes::{Attributes, Wrong};
use super::{ADMINISTRADOR, GERENTE, LUPITA, PACO, WALLETS, number};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agent {
    /// Another system with the demo tenant's key.
    Key,
    /// Another system with a key that is none.
    WrongKey,
    /// Somebody logged in with that name.
    Staff(&'static str),
}

impl Agent {
    /// The user, if it is one.
    pub fn login(self) -> Option<&'static str> {
        match self {
            Self::Staff(login) => Some(login),
            Self::Key | Self::WrongKey => None,
        }
    }

    /// Whether it may adjust points, mark numbers and reverse.
    pub fn supervises(self) -> bool {
        matches!(self, Self::Staff(ADMINISTRADOR | GERENTE))
    }

    fn administers(self) -> bool {
        self == Self::Staff(ADMINISTRADOR)
    }
}

/// A documented method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `/toolusers/get`.
    ListUsers,
    /// `/wallet/get`.
    ListWallets,
    /// `/wallet/contact/add`.
    AddContact,
    /// `/wallet/contact/get`.
    GetContacts,
    /// `/wallet/sale`.
    Sale,
    /// `/wallet/balance/update`.
    UpdateBalance,
    /// `/employee/add`.
    AddEmployee,
    /// `/employee/disable`.
    DisableEmployee,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A documented method.
    Documented(Method),
    /// The newest movements of a contact's points, by their number.
    Movements {
        /// The wallet.
        wallet: usize,
        /// The number.
        phone: String,
        /// How many.
        limit: usize,
    },
    /// To move a movement's points back; none for one that does not exist.
    Reverse(Option<usize>),
    /// To mark that number.
    Mark(String),
    /// To take that number's mark away.
    Unmark(String),
    /// To change a wallet; none for one that does not exist.
    Change(Option<usize>),
}

/// A request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Who asks.
    pub agent: Agent,
    /// What is asked.
    pub asked: Asked,
    /// Its body.
    pub body: Value,
    /// Whether that is sent as a form.
    pub is_form: bool,
    /// The idempotency key.
    pub key: Option<String>,
}

/// How it came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Something was done.
    Done,
    /// Nothing was to be done.
    Known,
    /// It had been done under the same key.
    Replayed,
    /// It was refused with that code.
    Refused(&'static str),
}

/// What should be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How it came out.
    pub told: Told,
    /// The answer's own status.
    pub status: u16,
    /// The code in the body, if it has one.
    pub code: Option<&'static str>,
    /// A part of the body.
    pub body: Value,
    /// Whether it is stored under the request's key.
    pub is_stored: bool,
}

/// A status and a code.
pub(super) type Refusal = (u16, &'static str);

/// The status, and a part of the body.
pub(super) type Done = (u16, Value);

#[derive(Debug, Clone)]
pub(super) struct Wallet {
    pub percentage: i64,
    pub is_ticket_required: bool,
    pub is_ticket_unique: bool,
    pub is_birth_date_required: bool,
    /// Who may use it; none where everybody may.
    pub allowed: Option<Vec<String>>,
    pub contacts_left: i64,
    pub redemptions_left: i64,
    pub credits_left: i64,
    pub threshold: Option<i64>,
}

/// A contact of a wallet.
#[derive(Debug, Clone)]
pub struct Contact {
    /// The wallet.
    pub wallet: usize,
    /// The number.
    pub phone: String,
    /// The name.
    pub name: String,
    /// The date of birth.
    pub born: Option<&'static str>,
    /// The points, in hundredths.
    pub points: i64,
}

/// What moved points.
#[derive(Debug, Clone)]
pub struct Movement {
    /// The wire's name of the kind.
    pub kind: &'static str,
    /// The wallet.
    pub wallet: usize,
    /// The contact's number.
    pub phone: String,
    /// How many points, in hundredths.
    pub points: i64,
    /// What the sale came to.
    pub purchase: Option<i64>,
    /// The ticket.
    pub ticket: Option<String>,
    /// The reason.
    pub reason: Option<String>,
    /// Who signed it.
    pub signer: String,
    /// Who authorised it with a PIN.
    pub authorised_by: Option<String>,
    /// What the contact had afterwards.
    pub balance_after: i64,
    /// Whether it was undone.
    pub is_reversed: bool,
}

impl Movement {
    /// Whether the contact had more points afterwards.
    pub fn gives(&self) -> bool {
        matches!(self.kind, "earning" | "addition")
    }
}

/// A collaborator.
#[derive(Debug, Clone)]
pub struct Person {
    /// What they log in with.
    pub login: String,
    /// The name.
    pub name: String,
    /// Where they work.
    pub branch: String,
    /// `cajero` or `gerente`.
    pub kind: &'static str,
    /// Whether they can be archived by their number.
    pub has_number: bool,
    /// Whether they may sign.
    pub is_active: bool,
}

/// Everything that decides about a request.
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) now_ms: i64,
    pub(super) wallets: [Wallet; 2],
    pub(super) contacts: Vec<Contact>,
    pub(super) movements: Vec<Movement>,
    pub(super) people: Vec<Person>,
    /// `bloqueado` or `fijo`, by number.
    pub(super) marks: BTreeMap<String, String>,
    /// How often a PIN was tried, and until when that counts, by whose PIN and, in the smaller bucket, by whom.
    pub(super) attempts: BTreeMap<(String, Option<&'static str>), (i64, i64)>,
    /// What was asked and answered under each key.
    keys: BTreeMap<(Agent, String), (String, Answer)>,
}

impl Model {
    /// The demo tenant as set up.
    pub fn demo(now_ms: i64) -> Self {
        let contact = |wallet, phone: &str, name: &str, points| Contact {
            wallet,
            phone: phone.to_owned(),
            name: name.to_owned(),
            born: None,
            points,
        };
        let person = |login: &str, name: &str, kind| Person {
            login: login.to_owned(),
            name: name.to_owned(),
            branch: "Tienda Centro".to_owned(),
            kind,
            has_number: login == LUPITA,
            is_active: true,
        };
        let easy = Wallet {
            percentage: 1_000,
            is_ticket_required: false,
            is_ticket_unique: false,
            is_birth_date_required: false,
            allowed: None,
            contacts_left: 50_000,
            redemptions_left: 50_000,
            credits_left: 50_000,
            threshold: Some(50_000),
        };
        let strict = Wallet {
            percentage: 250,
            is_ticket_required: true,
            is_ticket_unique: true,
            is_birth_date_required: true,
            allowed: Some(vec![GERENTE.to_owned(), LUPITA.to_owned()]),
            contacts_left: 0,
            redemptions_left: 0,
            credits_left: 0,
            threshold: None,
        };
        Self {
            now_ms,
            wallets: [easy, strict],
            contacts: vec![
                contact(0, "4771234567", "María Fernanda López", 12_000),
                contact(0, "5512345678", "Jorge Ibarra Núñez", 150_000),
                contact(0, "3312345678", "Ximena Torres", 0),
                contact(0, "8112345678", "Raúl Peña", 8_050),
                contact(1, "4771234567", "María Fernanda López", 5_000),
            ],
            movements: vec![],
            people: vec![
                person(ADMINISTRADOR, "admin", "gerente"),
                person(GERENTE, "Rodrigo Salas", "gerente"),
                person(LUPITA, "Lupita Hernández", "cajero"),
                person(PACO, "Paco Ramírez", "cajero"),
            ],
            marks: BTreeMap::from([
                ("8112345678".to_owned(), "bloqueado".to_owned()),
                ("4777777777".to_owned(), "fijo".to_owned()),
            ]),
            attempts: BTreeMap::new(),
            keys: BTreeMap::new(),
        }
    }

    /// Time passes.
    pub fn pass(&mut self, span_ms: i64) {
        self.now_ms += span_ms;
    }

    /// The contacts, in the order in which they came.
    pub fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// What moved points, since the shop was set up.
    pub fn movements(&self) -> &[Movement] {
        &self.movements
    }

    /// The collaborators, in the order in which they came.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Whether a wallet asks for a ticket, and whether it asks for a date of birth.
    pub fn asks_for(&self, wallet: usize) -> (bool, bool) {
        let wallet = &self.wallets[wallet];
        (wallet.is_ticket_required, wallet.is_birth_date_required)
    }

    /// Whether somebody may use a wallet.
    pub fn is_allowed(&self, wallet: usize, login: &str) -> bool {
        let allowed = self.wallets[wallet].allowed.as_ref();
        allowed.is_none_or(|logins| logins.iter().any(|known| known == login))
    }

    /// More points than that need a PIN.
    pub fn threshold(&self, wallet: usize) -> Option<i64> {
        self.wallets[wallet].threshold
    }

    /// Every balance of points and every quota, by name.
    pub fn balances(&self) -> BTreeMap<String, i64> {
        let mut all = BTreeMap::new();
        for (place, name) in WALLETS.iter().enumerate() {
            let wallet = &self.wallets[place];
            all.insert(format!("issued {name}"), -self.points_of(place));
            all.insert(format!("contacts_left {name}"), wallet.contacts_left);
            all.insert(format!("redemptions_left {name}"), wallet.redemptions_left);
            all.insert(format!("credits_left {name}"), wallet.credits_left);
        }
        for contact in &self.contacts {
            let name = format!("points {} {}", WALLETS[contact.wallet], contact.phone);
            all.insert(name, contact.points);
        }
        all
    }

    pub(super) fn points_of(&self, wallet: usize) -> i64 {
        let of_wallet = self.contacts.iter().filter(|known| known.wallet == wallet);
        of_wallet.map(|contact| contact.points).sum()
    }

    pub(super) fn place_of_contact(&self, wallet: usize, phone: &str) -> Option<usize> {
        self.contacts
            .iter()
            .position(|contact| contact.wallet == wallet && contact.phone == phone)
    }

    pub(super) fn person(&self, login: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.login == login)
    }

    pub(super) fn may_sign(&self, login: &str) -> bool {
        self.person(login).is_some_and(|person| person.is_active)
    }

    /// Whether whoever asks may still ask.
    fn is_standing(&self, agent: Agent) -> bool {
        agent.login().is_none_or(|login| self.may_sign(login))
    }

    /// Does what is asked, or says why not.
    pub fn run(&mut self, request: &Request) -> Answer {
        match &request.asked {
            Asked::Documented(method) => self.documented(*method, request),
            asked => self.resource(asked, request),
        }
    }

    fn documented(&mut self, method: Method, request: &Request) -> Answer {
        let outcome = match request.agent {
            Agent::WrongKey => Err((401, "auth_01")),
            Agent::Staff(_) if !is_permitted(method, request.agent) => Err((403, "auth_01")),
            Agent::Key | Agent::Staff(_) => self.answered(method, request),
        };
        match outcome {
            Ok(answer) => answer,
            Err((status, code)) => {
                // Other systems read the status in the body; the protocol's own errors are none of the business's.
                let is_the_protocol_s = code.starts_with("idempotency_");
                let is_told = request.agent.login().is_some() || is_the_protocol_s;
                Answer {
                    told: Told::Refused(code),
                    status: if is_told { status } else { 200 },
                    code: Some(code),
                    body: json!({"success": false, "status": status, "code": code}),
                    is_stored: false,
                }
            }
        }
    }

    fn answered(&mut self, method: Method, request: &Request) -> Result<Answer, Refusal> {
        match method {
            Method::ListUsers | Method::ListWallets => {
                self.assert_standing(request.agent)?;
                Ok(known(if method == Method::ListUsers {
                    self.user_list()
                } else {
                    wallet_list()
                }))
            }
            Method::GetContacts => self.get_contacts(request).map(known),
            Method::AddEmployee => self.add_employee(request),
            Method::DisableEmployee => self.disable_employee(request),
            Method::AddContact | Method::Sale | Method::UpdateBalance => {
                assert_key(request)?;
                let attributes = attributes(request, "body_not_object")?;
                match method {
                    Method::AddContact => {
                        let contact = self.contact_to_add(request.agent, &attributes)?;
                        self.under_key(request, |model| model.add_contact(contact?))
                    }
                    Method::Sale => {
                        let sale = self.sale(request.agent, &attributes)?;
                        self.under_key(request, |model| model.make(sale?))
                    }
                    _ => {
                        let update = self.update(request.agent, &attributes)?;
                        self.under_key(request, |model| model.make(update?))
                    }
                }
            }
        }
    }

    /// Refuses whoever was archived since they logged in.
    pub(super) fn assert_standing(&self, agent: Agent) -> Result<(), Refusal> {
        if self.is_standing(agent) {
            Ok(())
        } else {
            Err((401, "auth_01"))
        }
    }

    /// Who signs: staff for themselves, whatever another system names. An empty text is nobody here.
    pub(super) fn signer(
        &self,
        agent: Agent,
        attributes: &Attributes,
        missing: Refusal,
        foreign: Refusal,
    ) -> Result<String, Refusal> {
        match (agent.login(), attributes.user("usertool_id")) {
            (Some(login), Err(Wrong::Missing)) => Ok(login.to_owned()),
            (Some(login), Ok(named)) if named == login => Ok(named.to_owned()),
            (Some(_), _) => Err(foreign),
            (None, named) => named.map(str::to_owned).map_err(|_| missing),
        }
    }

    /// What is answered under the request's key, and where nothing is yet, what comes of doing it.
    pub(super) fn under_key(
        &mut self,
        request: &Request,
        act: impl FnOnce(&mut Self) -> Result<Done, Refusal>,
    ) -> Result<Answer, Refusal> {
        let Some(key) = &request.key else {
            return act(self).map(done);
        };
        let place = (request.agent, key.clone());
        let asked = format!("{:?} {} {}", request.asked, request.body, request.is_form);
        if let Some((known, answer)) = self.keys.get(&place) {
            return if *known == asked {
                let mut replayed = answer.clone();
                replayed.told = Told::Replayed;
                Ok(replayed)
            } else {
                Err((422, "idempotency_conflict"))
            };
        }
        let mut answer = act(self).map(done)?;
        answer.is_stored = true;
        self.keys.insert(place, (asked, answer.clone()));
        Ok(answer)
    }

    fn user_list(&self) -> Done {
        let users = self.people.iter().map(|person| {
            json!({
                "usertool_id": format!("{{user:{}}}", person.login),
                "usertool_name": person.name,
                "usertool_number": if person.has_number { person.login.as_str() } else { "" },
                "usertool_branch": person.branch,
                "usertool_type": person.kind,
                "usertool_status": i32::from(person.is_active)
            })
        });
        let users: Vec<Value> = users.collect();
        (
            200,
            json!({"success": true, "result": users, "code": "tool_users_01"}),
        )
    }

    fn get_contacts(&self, request: &Request) -> Result<Done, Refusal> {
        let attributes = attributes(request, "body_not_object")?;
        let wallet = attributes.wallet().map_err(|_| (400, "balance_get_02"))?;
        let phone = match attributes.phone("phone") {
            Ok(phone) => Some(phone),
            Err(Wrong::Missing) => None,
            Err(Wrong::Malformed) => return Err((400, "balance_get_03")),
        };
        self.assert_standing(request.agent)?;
        let wallet = wallet.ok_or((404, "balance_get_02"))?;
        let shown = |contact: &Contact| {
            json!({
                "contact_name": contact.name,
                "contact_phone": contact.phone,
                "contact_birthdate": contact.born,
                "contact_balance": number(contact.points)
            })
        };
        let result = match phone {
            Some(phone) => {
                let place = self.place_of_contact(wallet, phone);
                shown(&self.contacts[place.ok_or((404, "balance_get_04"))?])
            }
            None => {
                let of_wallet = self.contacts.iter().filter(|known| known.wallet == wallet);
                Value::Array(of_wallet.map(shown).collect())
            }
        };
        Ok((
            200,
            json!({"success": true, "result": result, "status": 200, "code": "balance_get_01"}),
        ))
    }

    fn add_employee(&mut self, request: &Request) -> Result<Answer, Refusal> {
        const WRONG: Refusal = (400, "err_toolusers_02");
        assert_key(request)?;
        let attributes = attributes(request, "err_toolusers_01")?;
        let kind = match attributes.written("type") {
            Ok("cajero") => "cajero",
            Ok("gerente") => "gerente",
            _ => return Err(WRONG),
        };
        let name = attributes.text("employee_name", 80).map_err(|_| WRONG)?;
        let branch = attributes.text("business_name", 80).map_err(|_| WRONG)?;
        let login = attributes.phone("number").map_err(|_| WRONG)?;
        let password = attributes.written("password").map_err(|_| WRONG)?;
        if password.chars().count() < 8 {
            return Err(WRONG);
        }
        self.assert_standing(request.agent)?;
        let is_taken =
            |person: &Person| person.login == login || person.name.eq_ignore_ascii_case(name);
        self.under_key(request, |model| {
            if model.people.iter().any(is_taken) {
                return Err((409, "err_toolusers_03"));
            }
            model.people.push(Person {
                login: login.to_owned(),
                name: name.to_owned(),
                branch: branch.to_owned(),
                kind,
                has_number: true,
                is_active: true,
            });
            Ok((
                200,
                json!({"success": true, "status": 200, "code": "toolusers_01"}),
            ))
        })
    }

    fn disable_employee(&mut self, request: &Request) -> Result<Answer, Refusal> {
        assert_key(request)?;
        let attributes = attributes(request, "err_toolusers_01")?;
        let number = attributes.phone("number");
        let number = number.map_err(|_| (400, "err_toolusers_02"))?;
        self.assert_standing(request.agent)?;
        self.under_key(request, |model| {
            let person = model
                .people
                .iter_mut()
                .find(|person| person.login == number)
                .ok_or((404, "err_toolusers_04"))?;
            person.is_active = false;
            Ok((
                200,
                json!({"success": true, "status": 200, "code": "toolusers_01"}),
            ))
        })
    }

    fn resource(&mut self, asked: &Asked, request: &Request) -> Answer {
        let agent = request.agent;
        let is_permitted = match asked {
            Asked::Change(_) => agent.administers(),
            Asked::Movements { .. } => true,
            _ => agent.supervises(),
        };
        let outcome = if !is_permitted {
            Err((403, "forbidden"))
        } else {
            match asked {
                Asked::Movements {
                    wallet,
                    phone,
                    limit,
                } => Ok(known((200, self.newest(*wallet, phone, *limit)))),
                Asked::Reverse(operation) => self.reverse(*operation, request),
                Asked::Mark(phone) => self.mark(phone, &request.body).map(known),
                Asked::Unmark(phone) => self.unmark(phone).map(known),
                Asked::Change(wallet) => self.change(*wallet, &request.body).map(known),
                Asked::Documented(_) => unreachable!("a documented method"),
            }
        };
        outcome.unwrap_or_else(|(status, code)| Answer {
            told: Told::Refused(code),
            status,
            code: Some(code),
            body: Value::Null,
            is_stored: false,
        })
    }
}

fn is_permitted(method: Method, agent: Agent) -> bool {
    match method {
        Method::UpdateBalance => agent.supervises(),
        Method::AddEmployee | Method::DisableEmployee => agent.administers(),
        _ => true,
    }
}

/// Refuses a key that is none.
pub(super) fn assert_key(request: &Request) -> Result<(), Refusal> {
    let is_key =
        |key: &String| !key.is_empty() && key.chars().all(|character| character.is_ascii_graphic());
    if request.key.as_ref().is_none_or(is_key) {
        Ok(())
    } else {
        Err((400, "idempotency_key_invalid"))
    }
}

/// The attributes of a request; none of an object are of something else.
fn attributes(request: &Request, otherwise: &'static str) -> Result<Attributes, Refusal> {
    Attributes::of(&request.body).ok_or((400, otherwise))
}

fn wallet_list() -> Done {
    let wallets =
        WALLETS.map(|name| json!({"wallet_name": name, "wallet_key": format!("{{key:{name}}}")}));
    (
        200,
        json!({"success": true, "result": wallets, "status": 200, "code": "wallets_get_01"}),
    )
}

fn done((status, body): Done) -> Answer {
    Answer {
        told: Told::Done,
        ..known((status, body))
    }
}

fn known((status, body): Done) -> Answer {
    const CODES: [&str; 8] = [
        "tool_users_01",
        "wallets_get_01",
        "contact_add_01",
        "balance_get_01",
        "new_sale_01",
        "balance_update_01",
        "toolusers_01",
        "",
    ];
    let code = CODES
        .into_iter()
        .find(|code| body.get("code").is_some_and(|told| told == code));
    Answer {
        told: Told::Known,
        status,
        code,
        body,
        is_stored: false,
    }
}
