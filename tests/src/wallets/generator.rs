//! Random days: requests, half of which something is wrong with, and what the model says should be answered.

use super::model::{Agent, Asked, Method, Model, Request, Told};
use super::{ADMINISTRADOR, GERENTE, LUPITA, PACO, PIN, WALLETS, decimal, requests};
use crate::doubles::SeededEntropy;
use crate::shop::demo_tenant;
use crate::step::{Coverage, Frame, Ids, Pace, Saved, Step};
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, VecDeque};

const MINUTE_MS: i64 = 60_000;

/// The shop of these days.
pub const FRAME: Frame = Frame {
    tenant: "Tienda Demo",
    staff: &[ADMINISTRADOR, GERENTE, LUPITA, PACO],
    ids: &[
        Ids {
            kind: "wallet",
            path: "/monederos",
            within: "",
            by: "nombre",
            id: "id",
        },
        Ids {
            kind: "key",
            path: "/monederos",
            within: "",
            by: "nombre",
            id: "clave",
        },
        Ids {
            kind: "user",
            path: "/usuario",
            within: "/data",
            by: "email",
            id: "id",
        },
    ],
    balances: "SELECT 'issued ' || wallet.name AS name, account.posted AS value FROM loyalty_wallet AS wallet \
         JOIN account ON account.kind = 'loyalty_issued' AND account.owner_id = wallet.id \
       UNION ALL SELECT 'points ' || wallet.name || ' ' || contact.phone, account.posted FROM loyalty_contact AS contact \
         JOIN loyalty_wallet AS wallet ON wallet.id = contact.wallet_id \
         JOIN account ON account.kind = 'loyalty_points' AND account.owner_id = contact.id \
       UNION ALL SELECT 'contacts_left ' || name, contacts_left FROM loyalty_wallet \
       UNION ALL SELECT 'redemptions_left ' || name, redemptions_left FROM loyalty_wallet \
       UNION ALL SELECT 'credits_left ' || name, credits_left FROM loyalty_wallet",
};

/// Numbers of customers. The first ones are the shop's already, the last ones are of no area and a landline.
const PHONES: [&str; 24] = [
    "4771234567",
    "5512345678",
    "3312345678",
    "8112345678",
    "4770000001",
    "4770000002",
    "4770000003",
    "4770000004",
    "4770000005",
    "4770000006",
    "4770000007",
    "5550000001",
    "5550000002",
    "5550000003",
    "5550000004",
    "8180000001",
    "8180000002",
    "8180000003",
    "3330000001",
    "3330000002",
    "0771234567",
    "1551234567",
    "2021234567",
    "4777777777",
];

/// Nobody's PIN.
const WRONG_PIN: &str = "1357";
/// Whoever does not know the PIN tries it more often than it may be tried.
const TRIES: usize = 6;

/// What costs a hash of a password or a PIN is dear: so many of each are enough for a day.
const HASHES_MAX: u32 = 10;

/// An endless day.
pub struct Generator {
    random: SeededEntropy,
    model: Model,
    pace: Pace,
    apikey: String,
    count: u64,
    employees: u32,
    pins: u32,
    /// What was asked with a key so far.
    asked: Vec<Request>,
    /// What is asked next, whatever is random.
    next: VecDeque<Request>,
    /// The operations whose ids are known.
    named: BTreeSet<usize>,
    coverage: Coverage,
}

impl Generator {
    /// A day that the seed decides.
    pub fn new(seed: u64, start_ms: i64, pace: Pace) -> Self {
        Self {
            random: SeededEntropy::new(seed),
            model: Model::demo(start_ms),
            pace,
            apikey: demo_tenant(FRAME.tenant)["keys"]["wallet_apikey"]
                .as_str()
                .expect("a key")
                .to_owned(),
            count: 0,
            employees: 0,
            pins: 0,
            asked: vec![],
            next: VecDeque::new(),
            named: BTreeSet::new(),
            coverage: Coverage::new(),
        }
    }

    /// Where the day has come to.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What has occurred.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    fn below(&self, bound: u64) -> u64 {
        self.random.next_u64() % bound
    }

    fn chance(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'a, T>(&self, all: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(all.len()).expect("few");
        let place = (count > 0).then(|| self.below(count))?;
        all.get(usize::try_from(place).expect("few"))
    }

    fn hundredths(&self, bound: u64) -> i64 {
        1 + i64::try_from(self.below(bound)).expect("small")
    }

    fn wallet(&self) -> usize {
        usize::from(self.chance(40))
    }

    fn phone(&self) -> String {
        (*self.pick(&PHONES).expect("numbers")).to_owned()
    }

    /// Mostly a number that the wallet has.
    fn phone_of(&self, wallet: usize) -> String {
        let contacts = self.model.contacts().iter();
        let phones: Vec<&str> = contacts
            .filter(|contact| contact.wallet == wallet)
            .map(|contact| contact.phone.as_str())
            .collect();
        if self.chance(90) {
            (*self.pick(&phones).expect("a contact")).to_owned()
        } else {
            self.phone()
        }
    }

    fn points_of(&self, wallet: usize, phone: &str) -> i64 {
        let mut contacts = self.model.contacts().iter();
        let found = contacts.find(|contact| contact.wallet == wallet && contact.phone == phone);
        found.map_or(0, |contact| contact.points)
    }

    /// Mostly a part of what there is, now and then all of it, or a hundredth more.
    fn points_to_take(&self, wallet: usize, phone: &str) -> i64 {
        let points = self.points_of(wallet, phone);
        match self.below(12) {
            0 => points.max(1),
            1 => points + 1,
            _ => self.hundredths(u64::try_from(points.clamp(1, 100_000)).expect("some")),
        }
    }

    /// Mostly somebody who may sign for that wallet.
    fn signer(&self, wallet: usize) -> String {
        let people = self.model.people();
        let good: Vec<&str> = people
            .iter()
            .filter(|person| person.is_active && self.model.is_allowed(wallet, &person.login))
            .map(|person| person.login.as_str())
            .collect();
        if self.chance(90)
            && let Some(login) = self.pick(&good)
        {
            (*login).to_owned()
        } else {
            self.pick(people).expect("people").login.clone()
        }
    }

    /// Another system mostly; staff as long as their names are good, and a little longer.
    fn agent(&self) -> Agent {
        let staff = match self.below(100) {
            0..60 => return Agent::Key,
            60..75 => LUPITA,
            75..87 => PACO,
            87..95 => GERENTE,
            _ => ADMINISTRADOR,
        };
        let mut people = self.model.people().iter();
        let is_active = people.any(|person| person.login == staff && person.is_active);
        if is_active || self.chance(30) {
            Agent::Staff(staff)
        } else {
            Agent::Staff(PACO)
        }
    }

    fn supervisor(&self) -> Agent {
        match self.below(20) {
            0 => Agent::Staff(PACO),
            1..6 => Agent::Staff(ADMINISTRADOR),
            _ => Agent::Staff(GERENTE),
        }
    }

    fn new_key(&self) -> Option<String> {
        self.chance(45).then(|| format!("model-{}", self.count))
    }

    fn request(&self, agent: Agent, asked: Asked, body: Value) -> Request {
        Request {
            agent,
            asked,
            body,
            is_form: false,
            key: None,
        }
    }

    /// A request of a documented method with those attributes, in one of the ways to send them.
    fn documented(&self, agent: Agent, method: Method, attributes: Map<String, Value>) -> Request {
        let is_form = agent.login().is_none() && self.chance(70);
        let key = match method {
            Method::AddContact | Method::Sale | Method::UpdateBalance => self.new_key(),
            _ => None,
        };
        Request {
            is_form,
            key,
            ..self.request(agent, Asked::Documented(method), Value::Object(attributes))
        }
    }

    fn draw(&mut self) -> Request {
        let request = match self.below(1000) {
            0..130 => self.add_contact(),
            130..350 => self.earn(),
            350..520 => self.redeem(),
            520..650 => self.update(),
            650..700 => self.get_contacts(),
            700..720 => self.list(),
            720..785 => return self.look_up(),
            785..825 => return self.mark(),
            825..895 => return self.change(),
            895..915 => self.employ(),
            915..935 => self.archive(),
            935..980 => return self.again(),
            _ => return self.another_under_a_key(),
        };
        if self.chance(45) {
            return self.spoiled(request);
        }
        if request.body.get("authorized_pin") == Some(&json!(WRONG_PIN)) && self.chance(40) {
            self.next
                .extend(std::iter::repeat_n(request.clone(), TRIES));
        }
        request
    }

    /// Who signs, for another system; staff mostly says nothing of it.
    fn sign(&self, agent: Agent, wallet: usize, attributes: &mut Map<String, Value>) {
        let named = match agent.login() {
            None => self.signer(wallet),
            Some(login) if self.chance(20) => login.to_owned(),
            Some(_) if self.chance(4) => self.signer(wallet),
            Some(_) => return,
        };
        attributes.insert("usertool_id".to_owned(), json!(format!("{{user:{named}}}")));
    }

    fn about(&self, wallet: usize, phone: &str) -> Map<String, Value> {
        let mut attributes = Map::new();
        let key = format!("{{key:{}}}", WALLETS[wallet]);
        attributes.insert("wallet_key".to_owned(), json!(key));
        attributes.insert("phone".to_owned(), json!(phone));
        attributes
    }

    fn add_contact(&self) -> Request {
        let (agent, wallet, phone) = (self.agent(), self.wallet(), self.phone());
        let mut attributes = self.about(wallet, &phone);
        let name = format!("Cliente {}", self.count);
        attributes.insert("customer_name".to_owned(), json!(name));
        self.sign(agent, wallet, &mut attributes);
        if self.model.asks_for(wallet).1 || self.chance(20) {
            let dates = ["1990-05-01", "2001-12-31 23:59:59", "1975-01-09 10-30-00"];
            let date = self.pick(&dates).expect("dates");
            attributes.insert("customer_birthdate".to_owned(), json!(date));
        }
        self.documented(agent, Method::AddContact, attributes)
    }

    fn get_contacts(&self) -> Request {
        let wallet = self.wallet();
        let mut attributes = self.about(wallet, &self.phone_of(wallet));
        if self.chance(15) {
            attributes.remove("phone");
        }
        self.documented(self.agent(), Method::GetContacts, attributes)
    }

    fn list(&self) -> Request {
        let method = if self.chance(50) {
            Method::ListUsers
        } else {
            Method::ListWallets
        };
        self.documented(self.agent(), method, Map::new())
    }

    fn earn(&self) -> Request {
        let (agent, wallet) = (self.agent(), self.wallet());
        let mut attributes = self.about(wallet, &self.phone_of(wallet));
        // Sometimes so little that it earns nothing, or something by a hair.
        let amount = match self.below(8) {
            0 => self.hundredths(60),
            1 => 200 * self.hundredths(300) - 1,
            _ => self.hundredths(200_000),
        };
        attributes.insert("transaction_type".to_owned(), self.digit(0));
        attributes.insert("transaction_amount".to_owned(), json!(decimal(amount)));
        self.add_ticket(wallet, &mut attributes);
        self.sign(agent, wallet, &mut attributes);
        self.documented(agent, Method::Sale, attributes)
    }

    fn redeem(&mut self) -> Request {
        let (agent, wallet) = (self.agent(), self.wallet());
        let phone = self.phone_of(wallet);
        let points = self.points_to_take(wallet, &phone);
        let mut attributes = self.about(wallet, &phone);
        attributes.insert("transaction_type".to_owned(), self.digit(1));
        attributes.insert("points_used".to_owned(), json!(decimal(points)));
        if self.chance(30) {
            let amount = decimal(self.hundredths(200_000));
            attributes.insert("transaction_amount".to_owned(), json!(amount));
        }
        self.add_ticket(wallet, &mut attributes);
        self.sign(agent, wallet, &mut attributes);
        let threshold = self.model.threshold(wallet);
        if agent.login().is_some()
            && threshold.is_some_and(|threshold| points > threshold)
            && self.pins < HASHES_MAX
            && self.chance(70)
        {
            self.pins += 1;
            let (supervisor, pin) = match self.below(20) {
                0..10 => (GERENTE, PIN),
                10 => (ADMINISTRADOR, PIN),
                _ => (GERENTE, WRONG_PIN),
            };
            let supervisor = format!("{{user:{supervisor}}}");
            attributes.insert("authorized_by".to_owned(), json!(supervisor));
            attributes.insert("authorized_pin".to_owned(), json!(pin));
        }
        self.documented(agent, Method::Sale, attributes)
    }

    fn digit(&self, digit: u32) -> Value {
        if self.chance(50) {
            json!(digit)
        } else {
            json!(digit.to_string())
        }
    }

    /// A new ticket where the wallet asks for one, now and then one that was used.
    fn add_ticket(&self, wallet: usize, attributes: &mut Map<String, Value>) {
        if !self.model.asks_for(wallet).0 && !self.chance(25) {
            return;
        }
        let movements = self.model.movements().iter().rev();
        let used: Vec<&str> = movements
            .filter(|known| known.wallet == wallet)
            .filter_map(|movement| movement.ticket.as_deref())
            .take(20)
            .collect();
        let ticket = match self.pick(&used) {
            Some(ticket) if self.chance(20) => format!(" {ticket}"),
            _ => format!("T-{}", self.count),
        };
        attributes.insert("ticket".to_owned(), json!(ticket));
    }

    fn update(&self) -> Request {
        // Cashiers may not, and hardly ever try.
        let agent = match self.agent() {
            Agent::Staff(LUPITA | PACO) if self.chance(70) => Agent::Staff(GERENTE),
            agent => agent,
        };
        let wallet = self.wallet();
        let phone = self.phone_of(wallet);
        let mut attributes = self.about(wallet, &phone);
        let gives = self.chance(50);
        let points = if gives {
            self.hundredths(20_000)
        } else {
            self.points_to_take(wallet, &phone)
        };
        attributes.insert("transaction_type".to_owned(), self.digit(u32::from(!gives)));
        attributes.insert("transaction_amount".to_owned(), json!(decimal(points)));
        self.sign(agent, wallet, &mut attributes);
        if agent.login().is_some() || self.chance(30) {
            attributes.insert("reason".to_owned(), json!("Cortesía de la casa"));
        }
        self.documented(agent, Method::UpdateBalance, attributes)
    }

    fn employ(&mut self) -> Request {
        let agent = self.employer();
        if self.employees >= HASHES_MAX {
            // What nobody can read is hashed by nobody.
            return Request {
                body: json!([1]),
                is_form: false,
                ..self.documented(agent, Method::AddEmployee, Map::new())
            };
        }
        self.employees += 1;
        let mut attributes = Map::new();
        let (mut name, mut number) = (
            format!("Colaborador {}", self.count),
            format!("4772{:06}", self.count),
        );
        if self.chance(40) {
            name = self
                .pick(self.model.people())
                .expect("people")
                .name
                .to_ascii_uppercase();
        }
        if self.chance(25) {
            number = LUPITA.to_owned();
        }
        let kind = if self.chance(70) { "cajero" } else { "gerente" };
        for (attribute, value) in [
            ("type", kind),
            ("employee_name", &name),
            ("business_name", "Tienda Sur"),
            ("number", &number),
            ("password", "clave-de-prueba"),
        ] {
            attributes.insert(attribute.to_owned(), json!(value));
        }
        self.documented(agent, Method::AddEmployee, attributes)
    }

    fn employer(&self) -> Agent {
        match self.agent() {
            Agent::Staff(_) if self.chance(70) => Agent::Staff(ADMINISTRADOR),
            agent => agent,
        }
    }

    fn archive(&self) -> Request {
        let people = self.model.people().iter();
        let numbers: Vec<&str> = people
            .filter(|person| person.has_number && (person.login != LUPITA || self.chance(20)))
            .map(|person| person.login.as_str())
            .collect();
        let number = match self.pick(&numbers) {
            Some(number) if self.chance(80) => *number,
            _ => "4779999999",
        };
        let mut attributes = Map::new();
        attributes.insert("number".to_owned(), json!(number));
        attributes.insert("employee_name".to_owned(), json!("x"));
        self.documented(self.employer(), Method::DisableEmployee, attributes)
    }

    /// The newest movements of a contact, and perhaps the reversal of one of them.
    fn look_up(&mut self) -> Request {
        let movements = self.model.movements();
        let Some(movement) = self.pick(movements) else {
            return self.list();
        };
        let (wallet, phone) = (movement.wallet, movement.phone.clone());
        // The last that this contact has, so that those which came with the shop are not among them.
        let mut places: Vec<usize> = (0..movements.len())
            .filter(|place| movements[*place].wallet == wallet && movements[*place].phone == phone)
            .collect();
        let limit = places.len().min(10);
        places.drain(..places.len() - limit);
        let operation = match self.below(20) {
            0 => None,
            _ => self.pick(&places).copied(),
        };
        if self.chance(80) {
            let body = json!({"motivo": "Se equivocó"});
            self.next.push_back(Request {
                key: self.new_key(),
                ..self.request(self.supervisor(), Asked::Reverse(operation), body)
            });
        }
        let asked = Asked::Movements {
            wallet,
            phone,
            limit,
        };
        self.request(Agent::Staff(PACO), asked, Value::Null)
    }

    fn mark(&self) -> Request {
        let phone = match self.below(12) {
            0 => "123".to_owned(),
            _ => self.phone(),
        };
        let agent = self.supervisor();
        if self.chance(55) {
            return self.request(agent, Asked::Unmark(phone), Value::Null);
        }
        let marks = ["bloqueado", "bloqueado", "bloqueado", "fijo", "otro"];
        let mark = self.pick(&marks).expect("marks");
        self.request(agent, Asked::Mark(phone), json!({"marca": mark}))
    }

    fn change(&self) -> Request {
        let agent = match self.below(12) {
            0 => Agent::Staff(GERENTE),
            1 => Agent::Staff(PACO),
            _ => Agent::Staff(ADMINISTRADOR),
        };
        let place = self.wallet();
        let mut change = Map::new();
        for name in ["exige_ticket", "ticket_unico", "exige_nacimiento"] {
            if self.chance(25) {
                change.insert(name.to_owned(), json!(self.chance(50)));
            }
        }
        for name in [
            "clientes_disponibles",
            "canjes_disponibles",
            "creditos_disponibles",
        ] {
            if self.chance(50) {
                let bound = if self.chance(30) { 2 } else { 40 };
                change.insert(name.to_owned(), json!(self.below(bound)));
            }
        }
        if self.chance(40) {
            let percentages = ["0.01", "2.50", "3.33", "10.00", "50.00", "100.00"];
            change.insert("porcentaje".to_owned(), json!(self.pick(&percentages)));
        }
        if self.chance(30) {
            let thresholds = [Some("0.00"), Some("5.00"), Some("50.00"), None];
            change.insert("pin_desde".to_owned(), json!(self.pick(&thresholds)));
        }
        if self.chance(30) {
            let people = self.model.people().iter();
            let some: Vec<String> = people
                .filter(|_| self.chance(60))
                .map(|person| format!("{{user:{}}}", person.login))
                .collect();
            let named = if self.chance(40) {
                Value::Null
            } else {
                json!(some)
            };
            change.insert("colaboradores".to_owned(), named);
        }
        if self.chance(25) {
            let (name, wrong) = match self.below(9) {
                0 => ("porcentaje", json!("0.00")),
                1 => ("porcentaje", json!("100.01")),
                2 => ("porcentaje", json!(10)),
                3 => ("porcentaje", json!("1.005")),
                4 => ("clientes_disponibles", json!(-1)),
                5 => ("colaboradores", json!([999_999_999])),
                6 => ("nombre", json!(WALLETS[1 - place].to_lowercase())),
                7 => ("clave", json!("x")),
                _ => ("exige_ticket", json!("no")),
            };
            change.insert(name.to_owned(), wrong);
        }
        let wallet = (!self.chance(4)).then_some(place);
        self.request(agent, Asked::Change(wallet), Value::Object(change))
    }

    /// An earlier request with its key once more.
    fn again(&self) -> Request {
        let earlier = self.pick(&self.asked).cloned();
        earlier.unwrap_or_else(|| self.list())
    }

    /// Something else under the key of an earlier request.
    fn another_under_a_key(&mut self) -> Request {
        let Some(earlier) = self.pick(&self.asked).cloned() else {
            return self.list();
        };
        let mut request = match self.below(4) {
            0 => self.add_contact(),
            1 => self.update(),
            _ => self.earn(),
        };
        // The same one asks, or it would be another key.
        request.agent = earlier.agent;
        request.is_form &= earlier.agent.login().is_none();
        request.key = earlier.key;
        request
    }

    /// A request with something wrong in it, mostly.
    fn spoiled(&mut self, mut request: Request) -> Request {
        let Asked::Documented(method) = request.asked else {
            return request;
        };
        let is_of_employees = matches!(method, Method::AddEmployee | Method::DisableEmployee);
        match self.below(40) {
            0 | 1 => request.agent = Agent::WrongKey,
            2 => request.key = Some("two words".to_owned()),
            3 | 4 if request.agent.login().is_some() => request.body = json!([1]),
            5..15 if is_of_employees && request.agent.login().is_some() => {
                request.body = json!([1])
            }
            _ => {}
        }
        if let Some(attributes) = request.body.as_object_mut() {
            for _ in 0..1 + self.below(2) {
                let name = self.pick(requests::attributes(method)).expect("attributes");
                if self.chance(25) {
                    attributes.remove(*name);
                } else {
                    let values = requests::odd_values(name);
                    let mut value = self.pick(&values).expect("odd values").clone();
                    // In a form, everything is a text.
                    if request.is_form && !value.is_string() {
                        value = json!("");
                    }
                    attributes.insert((*name).to_owned(), value);
                }
            }
        }
        request
    }

    /// How much time passes: a second; now and then some minutes.
    fn span_ms(&self) -> i64 {
        match self.below(200) {
            _ if self.pace == Pace::Still => 0,
            0 => MINUTE_MS * i64::try_from(1 + self.below(20)).expect("small"),
            _ => 1000,
        }
    }

    /// What is kept of an answer: the number of who was registered, the operations that are listed for the first time.
    fn saves(&mut self, request: &Request, people_before: usize) -> Vec<Saved> {
        match &request.asked {
            Asked::Documented(Method::AddEmployee) => self.model.people()[people_before..]
                .iter()
                .map(|person| Saved {
                    name: format!("user:{}", person.login),
                    at: "/collaboratorId".to_owned(),
                })
                .collect(),
            Asked::Movements {
                wallet,
                phone,
                limit,
            } => {
                let movements = self.model.movements();
                let newest = (0..movements.len()).rev().filter(|place| {
                    movements[*place].wallet == *wallet && movements[*place].phone == *phone
                });
                let newest: Vec<usize> = newest.take(*limit).collect();
                let listed = newest.into_iter().enumerate();
                listed
                    .filter(|(_, operation)| self.named.insert(*operation))
                    .map(|(row, operation)| Saved {
                        name: format!("operation:{operation}"),
                        at: format!("/{row}/id"),
                    })
                    .collect()
            }
            _ => vec![],
        }
    }
}

impl Iterator for Generator {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        self.count += 1;
        let passes_ms = self.span_ms();
        self.model.pass(passes_ms);
        let request = match self.next.pop_front() {
            Some(request) => request,
            None => self.draw(),
        };
        let people_before = self.model.people().len();
        let answer = self.model.run(&request);
        let saves = self.saves(&request, people_before);
        let (name, told) = (
            requests::name(&request),
            match answer.told {
                Told::Done => "done",
                Told::Known => "known",
                Told::Replayed => "replayed",
                Told::Refused(code) => code,
            },
        );
        *self
            .coverage
            .entry((name, answer.status, told))
            .or_default() += 1;
        let is_harmless = answer.is_stored
            || matches!(answer.told, Told::Known | Told::Refused(_))
                && request.body.get("authorized_pin").is_none()
                && request.asked != Asked::Documented(Method::AddEmployee)
                // A number that is marked again is so since later.
                && !matches!(request.asked, Asked::Mark(_));
        let (method, path) = requests::target(&request);
        if request.key.is_some() {
            self.asked.push(request.clone());
        }
        Some(Step {
            passes_ms,
            actor: match request.agent {
                Agent::Key => format!("apikey:{}", self.apikey),
                Agent::WrongKey => "apikey:wrong".to_owned(),
                Agent::Staff(login) => login.to_owned(),
            },
            method,
            path,
            body: request.body,
            is_form: request.is_form,
            idempotency_key: request.key,
            status: answer.status,
            code: answer.code,
            answer: answer.body,
            saves,
            is_sent_twice: is_harmless && self.chance(10),
            is_replay: answer.told == Told::Replayed,
            is_stored: answer.is_stored,
            balances: self.model.balances(),
        })
    }
}
