//! The till as a pure model: what every command should answer and what every balance should be. It shares no code with the worker.

use std::collections::BTreeMap;

/// Minor units.
pub type Minor = i64;

/// Somebody of the demo tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// May do everything, in anybody's session.
    Administrador,
    /// May reverse; uses only an own session.
    Gerente,
    /// The first cashier.
    Ana,
    /// The second cashier.
    Luis,
}

impl Actor {
    /// Everybody.
    pub const ALL: [Self; 4] = [Self::Administrador, Self::Gerente, Self::Ana, Self::Luis];

    /// How they log in.
    pub fn email(self) -> &'static str {
        match self {
            Self::Administrador => "admin@kiosco.demo",
            Self::Gerente => "gerente@kiosco.demo",
            Self::Ana => "ana@kiosco.demo",
            Self::Luis => "luis@kiosco.demo",
        }
    }
}

/// The operators, by name.
pub const OPERATORS: [&str; 3] = ["Tigo", "Entel", "Viva"];
/// The registers, by name.
pub const REGISTERS: [&str; 3] = ["Caja 1", "Caja 2", "Caja Norte"];

/// A session or operation by the order in which the model saw it succeed; none for one that does not exist.
pub type Named = Option<usize>;

/// Something asked of the till.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open a register, by its place in [`REGISTERS`].
    Open {
        /// The register.
        register: usize,
        /// The amount that is sent along, if one is.
        sent: Option<Minor>,
        /// Whether it was counted by denominations.
        counted: bool,
    },
    /// Close a session.
    Close {
        /// The session.
        session: Named,
        /// What was counted.
        counted: Minor,
    },
    /// Sell airtime of an operator, by its place in [`OPERATORS`].
    TopUp {
        /// The session.
        session: Named,
        /// The operator.
        operator: usize,
        /// How much.
        amount: Minor,
    },
    /// Buy float.
    Inject {
        /// The session that pays.
        session: Named,
        /// The operator.
        operator: usize,
        /// How much.
        amount: Minor,
    },
    /// Move cash.
    Move {
        /// The session.
        session: Named,
        /// In or out.
        is_income: bool,
        /// How much.
        amount: Minor,
    },
    /// Move an operation's value back.
    Reverse {
        /// The operation.
        operation: Named,
    },
}

/// What the till should say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done, with this status.
    Done(u16),
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
}

impl Model {
    /// The demo tenant as set up: 1000.00 of float each, bought from outside.
    pub fn demo() -> Self {
        Self {
            drawers: [0; 3],
            floats: [100_000; 3],
            capital: 0,
            over_short: 0,
            outside: -300_000,
            sessions: vec![],
            operations: vec![],
        }
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
    pub fn totals(&self) -> Sums<(&'static str, &'static str, bool)> {
        let mut totals = Sums::new();
        for operation in &self.operations {
            let (kind, is_income) = operation.moved.named();
            let state = if operation.reversed_in.is_some() {
                "reversed"
            } else {
                "succeeded"
            };
            add(&mut totals, (kind, state, is_income), operation.amount);
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
        ]);
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
    pub fn run(&mut self, actor: Actor, command: &Command) -> Outcome {
        match *command {
            Command::Open {
                register,
                sent,
                counted,
            } => self.open(actor, register, sent, counted),
            Command::Close { session, counted } => self.close(actor, session, counted),
            Command::TopUp {
                session,
                operator,
                amount,
            } => {
                let session = match self.usable(
                    actor,
                    session,
                    Outcome::Refused(400, "session_not_open"),
                    "session_not_open",
                ) {
                    Ok(session) => session,
                    Err(outcome) => return outcome,
                };
                if self.floats[operator] < amount {
                    return Outcome::Refused(400, "float_insufficient");
                }
                self.floats[operator] -= amount;
                self.drawers[self.sessions[session].register] += amount;
                self.record(Moved::TopUp { operator }, session, amount)
            }
            Command::Inject {
                session,
                operator,
                amount,
            } => {
                let session = match self.usable(
                    actor,
                    session,
                    Outcome::Refused(400, "session_not_open"),
                    "session_not_open",
                ) {
                    Ok(session) => session,
                    Err(outcome) => return outcome,
                };
                if self.drawer_of(session) < amount {
                    return Outcome::Refused(400, "cash_insufficient");
                }
                self.floats[operator] += amount;
                self.drawers[self.sessions[session].register] -= amount;
                self.record(Moved::Injection { operator }, session, amount)
            }
            Command::Move {
                session,
                is_income,
                amount,
            } => {
                let session = match self.usable(
                    actor,
                    session,
                    Outcome::Refused(404, "session_not_found"),
                    "session_not_open",
                ) {
                    Ok(session) => session,
                    Err(outcome) => return outcome,
                };
                if !is_income && self.drawer_of(session) < amount {
                    return Outcome::Refused(400, "cash_insufficient");
                }
                let signed = if is_income { amount } else { -amount };
                self.drawers[self.sessions[session].register] += signed;
                self.outside -= signed;
                self.record(Moved::Movement { is_income }, session, amount)
            }
            Command::Reverse { operation } => self.reverse(actor, operation),
        }
    }

    fn open(
        &mut self,
        actor: Actor,
        register: usize,
        sent: Option<Minor>,
        counted: bool,
    ) -> Outcome {
        if self.open_session_of(actor).is_some() {
            return Outcome::Refused(400, "user_has_open_session");
        }
        if self
            .sessions
            .iter()
            .any(|session| session.is_open && session.register == register)
        {
            return Outcome::Refused(400, "register_has_open_session");
        }
        let mut session = Session {
            register,
            user: actor,
            is_open: true,
            opening: self.drawers[register],
            expected: None,
            counted: None,
            moved: Sums::new(),
        };
        if let Some(amount) = sent.filter(|_| counted || actor == Actor::Administrador) {
            let difference = amount - self.drawers[register];
            session.opening = amount;
            session.note("cash_session_open", difference);
            self.drawers[register] = amount;
            if counted {
                self.over_short -= difference;
            } else {
                self.capital -= difference;
            }
        }
        self.sessions.push(session);
        Outcome::Done(201)
    }

    fn close(&mut self, actor: Actor, session: Option<usize>, counted: Minor) -> Outcome {
        let session = match self.usable(
            actor,
            session,
            Outcome::Refused(404, "session_not_found"),
            "session_already_closed",
        ) {
            Ok(session) => session,
            Err(outcome) => return outcome,
        };
        let register = self.sessions[session].register;
        let expected = self.drawers[register];
        self.over_short -= counted - expected;
        self.drawers[register] = counted;
        let session = &mut self.sessions[session];
        session.is_open = false;
        session.expected = Some(expected);
        session.counted = Some(counted);
        session.note("cash_session_close", counted - expected);
        Outcome::Done(200)
    }

    fn reverse(&mut self, actor: Actor, operation: Option<usize>) -> Outcome {
        if !matches!(actor, Actor::Administrador | Actor::Gerente) {
            return Outcome::Refused(403, "forbidden");
        }
        let Some(index) = operation else {
            return Outcome::Refused(404, "operation_not_found");
        };
        let original = self.operations[index].clone();
        if original.reversed_in.is_some() {
            return Outcome::Refused(409, "operation_already_reversed");
        }
        let paying = Some(original.session)
            .filter(|session| self.sessions[*session].is_open)
            .or_else(|| self.open_session_of(actor));
        let Some(paying) = paying else {
            return Outcome::Refused(400, "cash_session_required");
        };
        let drawer = self.sessions[paying].register;
        let amount = original.amount;
        match original.moved {
            Moved::TopUp { operator } if self.drawers[drawer] >= amount => {
                self.drawers[drawer] -= amount;
                self.floats[operator] += amount;
            }
            Moved::Injection { operator } if self.floats[operator] >= amount => {
                self.floats[operator] -= amount;
                self.drawers[drawer] += amount;
            }
            Moved::Injection { .. } => return Outcome::Refused(400, "float_insufficient"),
            Moved::Movement { is_income: false } => {
                self.outside -= amount;
                self.drawers[drawer] += amount;
            }
            Moved::Movement { is_income: true } if self.drawers[drawer] >= amount => {
                self.outside += amount;
                self.drawers[drawer] -= amount;
            }
            Moved::TopUp { .. } | Moved::Movement { is_income: true } => {
                return Outcome::Refused(400, "cash_insufficient");
            }
        }
        let (_, came_in) = original.moved.named();
        self.sessions[paying].note("reversal", if came_in { -amount } else { amount });
        self.operations[index].reversed_in = Some(paying);
        Outcome::Done(201)
    }

    fn usable(
        &self,
        actor: Actor,
        session: Option<usize>,
        missing: Outcome,
        closed: &'static str,
    ) -> Result<usize, Outcome> {
        let Some(index) = session else {
            return Err(missing);
        };
        let session = &self.sessions[index];
        if session.user != actor && actor != Actor::Administrador {
            return Err(Outcome::Refused(403, "session_not_yours"));
        }
        if session.is_open {
            Ok(index)
        } else {
            Err(Outcome::Refused(400, closed))
        }
    }

    fn record(&mut self, moved: Moved, session: usize, amount: Minor) -> Outcome {
        let (kind, is_income) = moved.named();
        self.sessions[session].note(kind, if is_income { amount } else { -amount });
        self.operations.push(Operation {
            moved,
            session,
            amount,
            reversed_in: None,
        });
        Outcome::Done(201)
    }
}
