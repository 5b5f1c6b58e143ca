//! What the till does with sessions, floats and cash.

use super::{Actor, Minor, Model, Moved, Operation, Outcome, Session, Sums};

impl Model {
    pub(super) fn top_up(
        &mut self,
        actor: Actor,
        session: Option<usize>,
        operator: usize,
        amount: Minor,
    ) -> Outcome {
        let session = match self.usable_for_sale(actor, session) {
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

    pub(super) fn inject(
        &mut self,
        actor: Actor,
        session: Option<usize>,
        operator: usize,
        amount: Minor,
    ) -> Outcome {
        let session = match self.usable_for_sale(actor, session) {
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

    pub(super) fn move_cash(
        &mut self,
        actor: Actor,
        session: Option<usize>,
        is_income: bool,
        amount: Minor,
    ) -> Outcome {
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

    pub(super) fn open(
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

    pub(super) fn close(
        &mut self,
        actor: Actor,
        session: Option<usize>,
        counted: Minor,
    ) -> Outcome {
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

    pub(super) fn reverse(&mut self, actor: Actor, operation: Option<usize>) -> Outcome {
        if !actor.manages() {
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

    /// The session, if this actor may sell in it.
    pub(super) fn usable_for_sale(
        &self,
        actor: Actor,
        session: Option<usize>,
    ) -> Result<usize, Outcome> {
        self.usable(
            actor,
            session,
            Outcome::Refused(400, "session_not_open"),
            "session_not_open",
        )
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
