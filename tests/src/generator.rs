//! Random days at the till: commands, the requests that ask for them, and what the model says should be answered.

mod coupons;
mod requests;

use crate::doubles::SeededEntropy;
use crate::model::{
    Actor, Answer, BRANCHES, Command, CouponCommand, Method, Minor, Model, Outcome,
};
use crate::step::{Coverage, Frame, Ids, Pace, Saved, Step};
use serde_json::json;

const HOUR_MS: i64 = 3_600_000;

/// The shop of these days.
pub const FRAME: Frame = Frame {
    tenant: "Kiosco Demo",
    staff: &[
        Actor::Administrador.email(),
        Actor::Gerente.email(),
        Actor::Ana.email(),
        Actor::Luis.email(),
    ],
    ids: &[
        Ids {
            kind: "register",
            path: "/cajas",
            within: "",
            by: "nombre",
            id: "id",
        },
        Ids {
            kind: "branch",
            path: "/sucursales",
            within: "",
            by: "codigo",
            id: "id",
        },
    ],
    balances: "SELECT trim(account.kind || ' ' || coalesce(cash_register.name, operator.name, customer.number, branch.code, '')) AS name, \
         account.posted AS value FROM account \
       LEFT JOIN customer ON account.kind = 'customer_receivable' AND customer.id = account.owner_id \
       LEFT JOIN branch ON account.kind = 'between_branches' AND branch.id = account.owner_id \
       LEFT JOIN cash_register ON account.kind = 'register_cash' AND cash_register.id = account.owner_id \
       LEFT JOIN operator ON account.kind = 'operator_float' AND operator.id = account.owner_id",
};

/// What the model had before a command.
struct Before {
    operations: usize,
    sessions: usize,
    coupons: usize,
    /// The pending coupon that is to be collected.
    to_collect: Option<usize>,
}

/// An endless day, or a run of days where time passes.
pub struct Generator {
    random: SeededEntropy,
    model: Model,
    pace: Pace,
    offsets_min: [i64; 2],
    count: u64,
    coverage: Coverage,
}

impl Generator {
    /// A day that the seed decides.
    pub fn new(seed: u64, start_ms: i64, pace: Pace) -> Self {
        let random = SeededEntropy::new(seed);
        // Clocks of two places on earth where it is neither just before nor just after midnight.
        let offset = || loop {
            let offset_min = (random.next_u64() % 105) as i64 * 15 - 12 * 60;
            let local_ms = start_ms + offset_min * 60_000;
            if (HOUR_MS..20 * HOUR_MS).contains(&local_ms.rem_euclid(24 * HOUR_MS)) {
                return offset_min;
            }
        };
        let offsets_min = [offset(), offset()];
        Self {
            model: Model::demo(start_ms, offsets_min),
            random,
            pace,
            offsets_min,
            count: 0,
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

    /// A second; now and then some hours, or up to the last millisecond of a branch's day, or the first of its next.
    fn span_ms(&self) -> i64 {
        match self.below(100) {
            _ if self.pace == Pace::Still => 0,
            0 => HOUR_MS * i64::try_from(1 + self.below(60)).expect("small"),
            1 => {
                let midnight_ms = self.model.ms_to_midnight(self.index(BRANCHES.len()));
                midnight_ms - i64::from(self.chance(50))
            }
            _ => 1000,
        }
    }

    fn command(&self, actor: Actor) -> Command {
        if self.chance(33) {
            Command::Coupon(self.coupon_command(actor))
        } else {
            self.till_command(actor)
        }
    }

    fn till_command(&self, actor: Actor) -> Command {
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
        let place = usize::try_from(self.count - 1).expect("a small count");
        if place < BRANCHES.len() {
            return Some(self.set_clock(place));
        }
        let passes_ms = self.span_ms();
        self.model.pass(passes_ms);
        let actor = Actor::ALL[self.index(4)];
        let mut collected = None;
        let (name, request, answer, saves) = if self.chance(8) {
            let refused = Outcome::Refused(400, "validation_failed");
            ("nonsense", self.nonsense(actor), refused.into(), None)
        } else {
            let command = self.command(actor);
            let before = self.before(&command);
            let answer = self.model.run(actor, &command);
            let saves = self.saves(&before, &answer);
            collected = self.how_collected(&before, &command, &answer);
            (command.name(), requests::request(&command), answer, saves)
        };
        let (status, code) = match answer.outcome {
            Outcome::Done(status) | Outcome::Known(status) => (status, None),
            Outcome::Refused(status, code) => (status, Some(code)),
        };
        let is_stored = matches!(answer.outcome, Outcome::Done(_));
        let told = match answer.outcome {
            Outcome::Done(_) => "done",
            Outcome::Known(_) => "known",
            Outcome::Refused(_, code) => code,
        };
        *self.coverage.entry((name, status, told)).or_default() += 1;
        if let Some(how) = collected {
            *self.coverage.entry((name, status, how)).or_default() += 1;
        }
        let (method, path, body) = request;
        Some(Step {
            passes_ms,
            actor: actor.email().to_owned(),
            method,
            path,
            body,
            is_form: false,
            idempotency_key: Some(format!("model-{}", self.count)),
            status,
            code,
            answer: answer.body,
            saves: saves.into_iter().collect(),
            is_sent_twice: self.chance(10),
            is_replay: false,
            is_stored,
            balances: self.model.balances(),
        })
    }
}

impl Generator {
    /// Gives a branch its clock, before anything else.
    fn set_clock(&self, branch: usize) -> Step {
        let body = json!({"zona_utc_minutos": self.offsets_min[branch]});
        Step {
            passes_ms: 0,
            actor: Actor::Administrador.email().to_owned(),
            method: "PATCH",
            path: format!("/sucursales/{{branch:{}}}", BRANCHES[branch]),
            body: body.clone(),
            is_form: false,
            idempotency_key: Some(format!("model-{}", self.count)),
            status: 200,
            code: None,
            answer: body,
            saves: vec![],
            is_sent_twice: false,
            is_replay: false,
            is_stored: false,
            balances: self.model.balances(),
        }
    }

    fn before(&self, command: &Command) -> Before {
        Before {
            operations: self.model.operations(),
            sessions: self.model.sessions(),
            coupons: self.model.coupons().len(),
            to_collect: match command {
                Command::Coupon(CouponCommand::Collect { code, .. }) => {
                    self.model.pending_coupon(code)
                }
                _ => None,
            },
        }
    }

    /// How a coupon was collected, for the coverage, if it was.
    fn how_collected(
        &self,
        before: &Before,
        command: &Command,
        answer: &Answer,
    ) -> Option<&'static str> {
        let Command::Coupon(CouponCommand::Collect { method, .. }) = command else {
            return None;
        };
        let coupon = before
            .to_collect
            .filter(|_| matches!(answer.outcome, Outcome::Done(_)))?;
        Some(match (method, self.model.was_collected_elsewhere(coupon)) {
            (Method::Cash, false) => "EFECTIVO",
            (Method::Qr, false) => "QR",
            (Method::Transfer, false) => "TRANSFERENCIA",
            (Method::Cash, true) => "EFECTIVO in another branch",
            (Method::Qr, true) => "QR in another branch",
            (Method::Transfer, true) => "TRANSFERENCIA in another branch",
        })
    }

    /// What is kept of an answer, by what the model has more of than before.
    fn saves(&self, before: &Before, answer: &Answer) -> Option<Saved> {
        let (name, at) = if self.model.operations() > before.operations {
            (format!("operation:{}", before.operations), "/id_operacion")
        } else if self.model.sessions() > before.sessions {
            (format!("session:{}", before.sessions), "/id")
        } else if self.model.coupons().len() > before.coupons {
            (format!("coupon:{}", before.coupons), "/data/cupon_id")
        } else {
            let coupon = before
                .to_collect
                .filter(|_| matches!(answer.outcome, Outcome::Done(_)))?;
            (format!("collection:{coupon}"), "/data/recibo/id_operacion")
        };
        Some(Saved {
            name,
            at: at.to_owned(),
        })
    }
}
