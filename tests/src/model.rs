//! The till as a pure model: what every command should answer and what every balance should be. It shares no code with the worker.

mod calendar;
mod command;
mod coupon_rules;
mod coupons;
mod till;

pub use command::{Actor, Command, CouponCommand, Method, Named, NamedInvoice};
pub(crate) use coupon_rules::number;
pub use coupons::{Coupon, Invoice, VOUCHER};

use serde_json::Value;
use std::collections::BTreeMap;

/// Minor units.
pub type Minor = i64;

/// The operators, by name.
pub const OPERATORS: [&str; 3] = ["Tigo", "Entel", "Viva"];
/// The registers, by name.
pub const REGISTERS: [&str; 3] = ["Caja 1", "Caja 2", "Caja Norte"];
/// The branches, by code; they are numbered from 1 in this order, and the first is the default one.
pub const BRANCHES: [&str; 2] = ["CENTRO", "NORTE"];
/// The branch of each of [`REGISTERS`].
const BRANCH_OF_REGISTER: [usize; 3] = [0, 0, 1];
/// The customers, by number.
pub const CUSTOMERS: [u32; 4] = [101, 102, 103, 104];

/// What the till should say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done, with this status; stored under the request's key.
    Done(u16),
    /// Nothing was to be done or stored; this status answers with what is there.
    Known(u16),
    /// Refused, with this status and code; nothing has changed.
    Refused(u16, &'static str),
}

/// How many, and what they come to, by what they are.
pub type Sums<K> = BTreeMap<K, (i64, Minor)>;

/// What the report of a session should say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it was opened with.
    pub opening: Minor,
    /// What should have been in the drawer at closing; none while it is open.
    pub expected: Option<Minor>,
    /// What was counted then.
    pub counted: Option<Minor>,
    /// What moved the drawer, by the wire's name of the kind and whether cash came in.
    pub moved: Sums<(&'static str, bool)>,
    /// What was sold of each operator and not reversed.
    pub sold: Sums<&'static str>,
}

/// An outcome, and what the answer's body has to contain; null where nothing is asked of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The outcome.
    pub outcome: Outcome,
    /// A part of the body. Ids that only the server knows are names in braces.
    pub body: Value,
}

impl From<Outcome> for Answer {
    fn from(outcome: Outcome) -> Self {
        Self {
            outcome,
            body: Value::Null,
        }
    }
}

#[derive(Debug, Clone)]
struct Session {
    register: usize,
    user: Actor,
    is_open: bool,
    opening: Minor,
    expected: Option<Minor>,
    counted: Option<Minor>,
    moved: Sums<(&'static str, bool)>,
}

impl Session {
    /// Notes what came into its drawer, or with a minus went out.
    fn note(&mut self, kind: &'static str, signed: Minor) {
        if signed != 0 {
            add(&mut self.moved, (kind, signed > 0), signed.abs());
        }
    }
}

fn add<K: Ord>(sums: &mut Sums<K>, key: K, amount: Minor) {
    let (count, sum) = sums.entry(key).or_default();
    *count += 1;
    *sum += amount;
}

#[derive(Debug, Clone)]
enum Moved {
    TopUp { operator: usize },
    Injection { operator: usize },
    Movement { is_income: bool },
}

impl Moved {
    /// The wire's name of the kind, and whether cash came into the drawer.
    fn named(&self) -> (&'static str, bool) {
        match self {
            Self::TopUp { .. } => ("top_up", true),
            Self::Injection { .. } => ("injection", false),
            Self::Movement { is_income } => ("cash_movement", *is_income),
        }
    }
}

#[derive(Debug, Clone)]
struct Operation {
    moved: Moved,
    session: usize,
    amount: Minor,
    /// The session whose drawer paid for its reversal.
    reversed_in: Option<usize>,
}

/// Every balance and whatever decides about a command.
#[derive(Debug, Clone)]
pub struct Model {
    drawers: [Minor; 3],
    floats: [Minor; 3],
    capital: Minor,
    over_short: Minor,
    outside: Minor,
    sessions: Vec<Session>,
    operations: Vec<Operation>,
    now_ms: i64,
    branches: [Branch; 2],
    debts: [Minor; 4],
    income: Minor,
    bank_clearing: Minor,
    invoices: Vec<Invoice>,
    coupons: Vec<Coupon>,
    /// The operations about invoices and coupons, by kind and whether cash came in; none where no drawer moved.
    booked: Sums<(&'static str, Option<bool>)>,
}

/// What a branch knows of coupons.
#[derive(Debug, Clone, Copy)]
struct Branch {
    offset_min: i64,
    /// What the other branches owe it.
    claim: Minor,
    /// The number of its newest receipt.
    receipt: i64,
}

impl Model {
    /// The demo tenant as set up: 1000.00 of float each, bought from outside, and some invoices. The branches' days are these many minutes
    /// ahead of UTC.
    pub fn demo(now_ms: i64, offsets_min: [i64; 2]) -> Self {
        let invoices = coupons::demo_invoices();
        let owed = |customer: u32| {
            invoices
                .iter()
                .filter(|invoice| invoice.customer == customer)
                .map(|invoice| invoice.amount)
                .sum()
        };
        Self {
            drawers: [0; 3],
            floats: [100_000; 3],
            capital: 0,
            over_short: 0,
            outside: -300_000,
            sessions: vec![],
            operations: vec![],
            now_ms,
            branches: offsets_min.map(|offset_min| Branch {
                offset_min,
                claim: 0,
                receipt: 0,
            }),
            debts: CUSTOMERS.map(owed),
            income: -invoices.iter().map(|invoice| invoice.amount).sum::<Minor>(),
            bank_clearing: 0,
            invoices,
            coupons: vec![],
            booked: Sums::new(),
        }
    }

    /// Time passes.
    pub fn pass(&mut self, span_ms: i64) {
        self.now_ms += span_ms;
    }

    /// How many sessions were opened.
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// How many operations can be named for a reversal.
    pub fn operations(&self) -> usize {
        self.operations.len()
    }

    /// What the report of a session should say.
    pub fn report(&self, session: usize) -> Report {
        let Session {
            opening,
            expected,
            counted,
            moved,
            ..
        } = self.sessions[session].clone();
        let mut sold = Sums::new();
        for operation in &self.operations {
            if let Moved::TopUp { operator } = operation.moved
                && operation.session == session
                && operation.reversed_in != Some(session)
            {
                add(&mut sold, OPERATORS[operator], operation.amount);
            }
        }
        Report {
            opening,
            expected,
            counted,
            moved,
            sold,
        }
    }

    /// What the operations that can be named come to, by the wire's names of kind and state and whether cash came in.
    pub fn totals(&self) -> Sums<(&'static str, &'static str, Option<bool>)> {
        let mut totals: Sums<_> = self
            .booked
            .iter()
            .map(|((kind, is_income), sum)| ((*kind, "succeeded", *is_income), *sum))
            .collect();
        for operation in &self.operations {
            let (kind, is_income) = operation.moved.named();
            let state = if operation.reversed_in.is_some() {
                "reversed"
            } else {
                "succeeded"
            };
            add(
                &mut totals,
                (kind, state, Some(is_income)),
                operation.amount,
            );
        }
        totals
    }

    /// The open session of somebody.
    pub fn open_session_of(&self, actor: Actor) -> Option<usize> {
        self.sessions
            .iter()
            .position(|session| session.is_open && session.user == actor)
    }

    /// What the drawer of a session's register holds.
    pub fn drawer_of(&self, session: usize) -> Minor {
        self.drawers[self.sessions[session].register]
    }

    /// What is left of an operator's float.
    pub fn float_of(&self, operator: usize) -> Minor {
        self.floats[operator]
    }

    /// Every balance by the name the database has for it.
    pub fn balances(&self) -> BTreeMap<String, Minor> {
        let mut all = BTreeMap::from([
            ("capital".to_owned(), self.capital),
            ("cash_over_short".to_owned(), self.over_short),
            ("outside".to_owned(), self.outside),
            ("income".to_owned(), self.income),
            ("bank_clearing".to_owned(), self.bank_clearing),
            // Services are no part of these days.
            ("customer_deposit".to_owned(), 0),
            ("provider_prefund".to_owned(), 0),
        ]);
        all.extend(
            CUSTOMERS
                .iter()
                .zip(self.debts)
                .map(|(number, debt)| (format!("customer_receivable {number}"), debt)),
        );
        all.extend(
            BRANCHES
                .iter()
                .zip(self.branches)
                .map(|(code, branch)| (format!("between_branches {code}"), branch.claim)),
        );
        all.extend(
            REGISTERS
                .iter()
                .zip(self.drawers)
                .map(|(name, balance)| (format!("register_cash {name}"), balance)),
        );
        all.extend(
            OPERATORS
                .iter()
                .zip(self.floats)
                .map(|(name, balance)| (format!("operator_float {name}"), balance)),
        );
        all
    }

    /// Does what is asked, or says why not.
    pub fn run(&mut self, actor: Actor, command: &Command) -> Answer {
        match *command {
            Command::Open {
                register,
                sent,
                counted,
            } => self.open(actor, register, sent, counted).into(),
            Command::Close { session, counted } => self.close(actor, session, counted).into(),
            Command::TopUp {
                session,
                operator,
                amount,
            } => self.top_up(actor, session, operator, amount).into(),
            Command::Inject {
                session,
                operator,
                amount,
            } => self.inject(actor, session, operator, amount).into(),
            Command::Move {
                session,
                is_income,
                amount,
            } => self.move_cash(actor, session, is_income, amount).into(),
            Command::Reverse { operation } => self.reverse(actor, operation).into(),
            Command::Coupon(ref command) => self.run_coupon(actor, command),
        }
    }
}
