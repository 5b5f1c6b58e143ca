//! Random days at the till: commands, the requests that ask for them, and what the model says should be answered.
//!
//! Ids that only the server knows are written as `{session:3}`, `{operation:7}`, `{register:Caja 1}`; whoever runs the steps puts in
//! what was saved under that name.

use crate::doubles::SeededEntropy;
use crate::model::{Actor, Command, Minor, Model, OPERATORS, Outcome, REGISTERS};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One request and what should come of it.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// Who asks, by e-mail.
    pub actor: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// The body.
    pub body: Value,
    /// The idempotency key.
    pub idempotency_key: String,
    /// The status that should be answered.
    pub status: u16,
    /// The code that should be answered; none where it is done.
    pub code: Option<&'static str>,
    /// The name under which the answer's id is to be kept.
    pub saves: Option<String>,
    /// Whether the very same request is to be sent a second time, and answered the same.
    pub is_sent_twice: bool,
    /// Every balance afterwards, in minor units.
    pub balances: BTreeMap<String, Minor>,
}

/// An endless day.
pub struct Generator {
    random: SeededEntropy,
    model: Model,
    count: u64,
}

impl Generator {
    /// A day that the seed decides.
    pub fn new(seed: u64) -> Self {
        Self {
            random: SeededEntropy::new(seed),
            model: Model::demo(),
            count: 0,
        }
    }

    /// Where the day has come to.
    pub fn model(&self) -> &Model {
        &self.model
    }

    fn below(&self, bound: u64) -> u64 {
        self.random.next_u64() % bound
    }

    fn index(&self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("small")
    }

    fn chance(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// 0.10 to 50.00; now and then far more than anybody has, or exactly what there is, or a cent more than that.
    fn amount(&self, minimum: Minor, available: Minor) -> Minor {
        match self.below(33) {
            0 => minimum + i64::try_from(self.below(1_000_000)).expect("small"),
            1 => available.max(minimum),
            2 => (available + 1).max(minimum),
            _ => minimum + i64::try_from(self.below(5_000)).expect("small"),
        }
    }

    /// Mostly one's own open session, sometimes any other, sometimes none that exists.
    fn session(&self, actor: Actor) -> Option<usize> {
        let any = || (self.model.sessions() > 0).then(|| self.index(self.model.sessions()));
        match self.below(20) {
            0 => None,
            1 | 2 => any(),
            _ => self.model.open_session_of(actor).or_else(any),
        }
    }

    fn command(&self, actor: Actor) -> Command {
        let session = self.session(actor);
        let operator = self.index(3);
        let (float, cash) = (
            self.model.float_of(operator),
            session.map_or(0, |session| self.model.drawer_of(session)),
        );
        match self.below(100) {
            0..12 => Command::Open {
                register: self.index(3),
                sent: self
                    .chance(60)
                    .then(|| i64::try_from(self.below(20_000)).expect("small")),
                counted: false,
            },
            12..15 => Command::Open {
                register: self.index(3),
                sent: Some(self.countable()),
                counted: true,
            },
            15..21 => Command::Close {
                session,
                counted: self.count_of(session),
            },
            21..66 => Command::TopUp {
                session,
                operator,
                amount: self.amount(10, float),
            },
            66..78 => Command::Inject {
                session,
                operator,
                amount: self.amount(100, cash),
            },
            78..88 => Command::Move {
                session,
                is_income: self.chance(55),
                amount: self.amount(10, cash),
            },
            _ => Command::Reverse {
                operation: (self.model.operations() > 0 && self.chance(92))
                    .then(|| self.recent(self.model.operations())),
            },
        }
    }

    /// An amount that notes and coins can make.
    fn countable(&self) -> Minor {
        i64::try_from(self.below(400)).expect("small") * 50
    }

    /// What is in the drawer, mostly; sometimes a little more or less.
    fn count_of(&self, session: Option<usize>) -> Minor {
        let drawer = session.map_or(0, |session| self.model.drawer_of(session));
        let slip = if self.chance(30) {
            i64::try_from(self.below(400)).expect("small") - 200
        } else {
            0
        };
        (drawer + slip).max(0)
    }

    /// Mostly one of the last ones.
    fn recent(&self, length: usize) -> usize {
        let back = self.index(if self.chance(80) {
            length.min(20)
        } else {
            length
        });
        length - 1 - back
    }
}

impl Iterator for Generator {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        self.count += 1;
        let actor = Actor::ALL[self.index(4)];
        let (operations, sessions) = (self.model.operations(), self.model.sessions());
        let (method, path, body, outcome) = if self.chance(8) {
            let (path, body) = self.nonsense(actor);
            (
                "POST",
                path,
                body,
                Outcome::Refused(400, "validation_failed"),
            )
        } else {
            let command = self.command(actor);
            let outcome = self.model.run(actor, &command);
            let (method, path, body) = request(&command);
            (method, path, body, outcome)
        };
        let (status, code) = match outcome {
            Outcome::Done(status) => (status, None),
            Outcome::Refused(status, code) => (status, Some(code)),
        };
        let saves = if self.model.operations() > operations {
            Some(format!("operation:{operations}"))
        } else {
            (self.model.sessions() > sessions).then(|| format!("session:{sessions}"))
        };
        Some(Step {
            actor: actor.email(),
            method,
            path,
            body,
            idempotency_key: format!("model-{}", self.count),
            status,
            code,
            saves,
            is_sent_twice: self.chance(10),
            balances: self.model.balances(),
        })
    }
}

impl Generator {
    /// A request that is wrong in itself.
    fn nonsense(&self, actor: Actor) -> (String, Value) {
        let session = self
            .model
            .open_session_of(actor)
            .map_or(json!(1), |session| json!(format!("{{session:{session}}}")));
        let amounts = [
            json!(0),
            json!(-1),
            json!(0.001),
            json!("abc"),
            json!("10.00"),
            json!(null),
            json!([1]),
            json!(99999999999999999999.0),
        ];
        let phones = [
            json!("7654321"),
            json!("22123456"),
            json!("765432100"),
            json!(""),
            json!(76543210),
            json!("7654321O"),
        ];
        match self.below(5) {
            0 => (
                "/recargas/cliente".into(),
                top_up_body(
                    session,
                    json!("Tigo"),
                    json!("76543210"),
                    amounts[self.index(amounts.len())].clone(),
                ),
            ),
            1 => (
                "/recargas/cliente".into(),
                top_up_body(
                    session,
                    json!("Tigo"),
                    phones[self.index(phones.len())].clone(),
                    json!(10),
                ),
            ),
            2 => (
                "/recargas/cliente".into(),
                top_up_body(session, json!("TIGO"), json!("76543210"), json!(10)),
            ),
            3 => (
                "/cajas/movimiento".into(),
                json!({"tipo": "SALIDA", "monto": 10, "motivo": "x", "id_sesion_caja": session}),
            ),
            _ => (
                "/recargas/inyeccion".into(),
                json!({"operadora_destino": "Viva", "monto": 10, "id_caja_sesion": session, "extra": 1}),
            ),
        }
    }
}

fn request(command: &Command) -> (&'static str, String, Value) {
    let session_id = |session: Option<usize>| {
        session.map_or(json!(999_999_999), |session| {
            json!(format!("{{session:{session}}}"))
        })
    };
    match *command {
        Command::Open {
            register,
            sent,
            counted,
        } => {
            let mut body = json!({"id_caja": format!("{{register:{}}}", REGISTERS[register])});
            match sent {
                Some(amount) if counted => {
                    // The amount goes along: a count of nothing is not believed without it.
                    body["conteo"] = json!({"0.50": amount / 50});
                    body["monto_inicial"] = number(amount);
                }
                Some(amount) => body["monto_inicial"] = number(amount),
                None => {}
            }
            ("POST", "/cajas/abrir".into(), body)
        }
        Command::Close { session, counted } => {
            let id = session.map_or("999999999".to_owned(), |session| {
                format!("{{session:{session}}}")
            });
            (
                "PATCH",
                format!("/cajas/sesion/{id}/cerrar"),
                json!({"monto_final_real": number(counted)}),
            )
        }
        Command::TopUp {
            session,
            operator,
            amount,
        } => (
            "POST",
            "/recargas/cliente".into(),
            top_up_body(
                session_id(session),
                json!(OPERATORS[operator]),
                json!("+591 76543210"),
                number(amount),
            ),
        ),
        Command::Inject {
            session,
            operator,
            amount,
        } => (
            "POST",
            "/recargas/inyeccion".into(),
            json!({"operadora_destino": OPERATORS[operator], "monto": number(amount), "id_caja_sesion": session_id(session)}),
        ),
        Command::Move {
            session,
            is_income,
            amount,
        } => (
            "POST",
            "/cajas/movimiento".into(),
            json!({"tipo": if is_income { "INGRESO" } else { "EGRESO" }, "monto": number(amount), "motivo": "Cambio", "id_sesion_caja": session_id(session)}),
        ),
        Command::Reverse { operation } => {
            let id = operation.map_or(
                "00000000-0000-7000-8000-000000000000".to_owned(),
                |operation| format!("{{operation:{operation}}}"),
            );
            (
                "POST",
                format!("/operaciones/{id}/reversar"),
                json!({"motivo": "Error de tipeo"}),
            )
        }
    }
}

fn top_up_body(session: Value, operator: Value, phone: Value, amount: Value) -> Value {
    json!({"operadora": operator, "numero_cliente": phone, "monto": amount, "id_caja_sesion": session})
}

/// A JSON number with two decimals, as a client writes it.
fn number(minor: Minor) -> Value {
    serde_json::from_str(&format!("{}.{:02}", minor / 100, minor % 100)).expect("a number")
}
