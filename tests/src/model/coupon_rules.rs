//! What becomes of invoices and coupons (contract of coupons): what is refused, in which order, and whose money a collection is.

use super::coupons::{Coupon, Ended, Invoice, VOUCHER, place_of, receipt};
use super::{
    Actor, Answer, BRANCH_OF_REGISTER, CouponCommand, Method, Minor, Model, Named, NamedInvoice,
    Outcome, REGISTERS, add, calendar,
};
use serde_json::{Value, json};

/// The days until a coupon is overdue where a request says nothing.
const DUE_DAYS_DEFAULT: i64 = 30;

impl Model {
    pub(super) fn run_coupon(&mut self, actor: Actor, command: &CouponCommand) -> Answer {
        match command {
            CouponCommand::Record {
                reference,
                customer,
                number,
                amount,
            } => self.record_invoice(actor, reference, *customer, *number, *amount),
            CouponCommand::Issue {
                customer,
                invoices,
                total,
                due_days,
            } => self.issue(actor, *customer, invoices, *total, *due_days),
            CouponCommand::Collect {
                session,
                code,
                method,
                tendered,
            } => self.collect(actor, *session, code, *method, *tendered),
            CouponCommand::Cancel { code } => self.cancel(code),
            CouponCommand::Find { code } => self.look_up(code),
            CouponCommand::ReverseCollection { .. } if actor.manages() => {
                Outcome::Refused(400, "operation_not_reversible").into()
            }
            CouponCommand::ReverseCollection { .. } => Outcome::Refused(403, "forbidden").into(),
        }
    }

    fn record_invoice(
        &mut self,
        actor: Actor,
        reference: &str,
        customer: u32,
        voucher: i64,
        amount: Minor,
    ) -> Answer {
        if !actor.manages() {
            return Outcome::Refused(403, "forbidden").into();
        }
        let Some(place) = place_of(customer) else {
            return Outcome::Refused(404, "customer_not_found").into();
        };
        if self.place_of_invoice(reference).is_some() {
            return Outcome::Refused(409, "invoice_taken").into();
        }
        self.invoices.push(Invoice {
            reference: reference.to_owned(),
            customer,
            number: voucher,
            amount,
            coupon: None,
        });
        self.debts[place] += amount;
        self.income -= amount;
        add(&mut self.booked, ("invoice_issue", None), amount);
        Answer {
            outcome: Outcome::Done(201),
            body: json!({"data": {"id": reference, "cliente_id": customer, "tipo": VOUCHER, "numero": voucher,
                "monto": number(amount), "estado": "open", "codigo_barras": null}}),
        }
    }

    fn place_of_invoice(&self, reference: &str) -> Option<usize> {
        self.invoices
            .iter()
            .position(|invoice| invoice.reference == reference)
    }

    fn issue(
        &mut self,
        actor: Actor,
        customer: u32,
        named: &[NamedInvoice],
        total: Minor,
        due_days: Option<i64>,
    ) -> Answer {
        if named.iter().map(|invoice| invoice.amount).sum::<Minor>() != total {
            return Outcome::Refused(400, "validation_failed").into();
        }
        if place_of(customer).is_none() {
            return Outcome::Refused(404, "customer_not_found").into();
        }
        let places: Option<Vec<usize>> = named
            .iter()
            .map(|invoice| {
                self.place_of_invoice(&invoice.reference)
                    .filter(|place| self.invoices[*place].customer == customer)
            })
            .collect();
        let Some(places) = places else {
            return Outcome::Refused(404, "invoice_not_found").into();
        };
        let agrees = |(named, place): (&NamedInvoice, &usize)| {
            let invoice = &self.invoices[*place];
            let voucher = (VOUCHER.to_owned(), invoice.number);
            named.amount == invoice.amount
                && named.voucher.as_ref().is_none_or(|said| *said == voucher)
        };
        if !named.iter().zip(&places).all(agrees) {
            return Outcome::Refused(400, "invoice_mismatch").into();
        }
        let branch = self.open_session_of(actor).map_or(0, |session| {
            BRANCH_OF_REGISTER[self.sessions[session].register]
        });
        let code = self.code_today(branch, customer);
        let pending = self.pending_coupon(&code);
        if let Some(pending) = pending
            && sorted(&self.coupons[pending].invoices) == sorted(&places)
        {
            let mut body = self.issued(pending);
            body["data"]["cupon_id"] = json!(format!("{{coupon:{pending}}}"));
            return Answer {
                outcome: Outcome::Known(200),
                body,
            };
        }
        let is_in = |state: &str| {
            places
                .iter()
                .any(|place| self.state_of_invoice(*place).0 == state)
        };
        if is_in("paid") {
            return Outcome::Refused(409, "invoice_paid").into();
        }
        if pending.is_some() {
            return Outcome::Refused(409, "coupon_pending_exists").into();
        }
        if is_in("reserved") {
            return Outcome::Refused(409, "invoice_reserved").into();
        }
        for place in &places {
            self.invoices[*place].coupon = Some(self.coupons.len());
        }
        self.coupons.push(Coupon {
            code,
            customer,
            amount: total,
            branch,
            due_day: self.today(branch) + due_days.unwrap_or(DUE_DAYS_DEFAULT),
            invoices: places,
            ended: None,
        });
        add(&mut self.booked, ("coupon_issue", None), total);
        Answer {
            outcome: Outcome::Done(200),
            body: self.issued(self.coupons.len() - 1),
        }
    }

    /// What is answered for a coupon that was issued.
    fn issued(&self, coupon: usize) -> Value {
        let coupon = &self.coupons[coupon];
        let invoices: Vec<Value> = coupon
            .invoices
            .iter()
            .map(|place| &self.invoices[*place])
            .map(|invoice| {
                json!({"id": invoice.reference, "tipo": VOUCHER, "numero": invoice.number, "monto": number(invoice.amount)})
            })
            .collect();
        json!({"success": true, "data": {"codigo_barras": coupon.code, "monto": number(coupon.amount),
            "fecha_vencimiento": calendar::iso(coupon.due_day), "facturas": invoices}})
    }

    /// What is answered for a coupon that is not pending; none for one that is.
    fn refusal(&self, coupon: Option<usize>) -> Option<Answer> {
        let Some(coupon) = coupon else {
            return Some(Outcome::Refused(404, "coupon_not_found").into());
        };
        let state = self.state_of_coupon(coupon);
        let mut body = json!({"success": false, "estado": state,
            "fecha_vencimiento": calendar::iso(self.coupons[coupon].due_day)});
        let outcome = match state {
            "used" => Outcome::Refused(409, "coupon_used"),
            "cancelled" => Outcome::Refused(409, "coupon_cancelled"),
            "expired" => Outcome::Refused(404, "coupon_expired"),
            _ => return None,
        };
        if let Some(Ended::Used {
            day,
            branch,
            receipt: number,
        }) = self.coupons[coupon].ended
        {
            body["fecha_uso"] = json!(calendar::iso(day));
            body["recibo_id"] = json!(receipt(branch, number));
        }
        Some(Answer { outcome, body })
    }

    fn collect(
        &mut self,
        actor: Actor,
        session: Named,
        code: &str,
        method: Method,
        tendered: Option<Minor>,
    ) -> Answer {
        let session = match self.usable_for_sale(actor, session) {
            Ok(session) => session,
            Err(outcome) => return outcome.into(),
        };
        let found = self.find_coupon(code);
        if let Some(refusal) = self.refusal(found) {
            return refusal;
        }
        let index = found.expect("it is not refused");
        let (amount, customer, issuer) = {
            let coupon = &self.coupons[index];
            (coupon.amount, coupon.customer, coupon.branch)
        };
        let change = tendered.unwrap_or(amount) - amount;
        if change < 0 {
            return Outcome::Refused(400, "tendered_too_little").into();
        }
        if change > 0 && method != Method::Cash {
            return Outcome::Refused(400, "change_not_in_cash").into();
        }
        let register = self.sessions[session].register;
        let collector = BRANCH_OF_REGISTER[register];
        self.debts[place_of(customer).expect("a customer")] -= amount;
        if collector != issuer {
            self.branches[issuer].claim += amount;
            self.branches[collector].claim -= amount;
        }
        let came_in = if method == Method::Cash {
            self.drawers[register] += amount;
            self.sessions[session].note("coupon_collection", amount);
            Some(true)
        } else {
            self.bank_clearing += amount;
            None
        };
        add(&mut self.booked, ("coupon_collection", came_in), amount);
        self.branches[collector].receipt += 1;
        let (day, number_of_receipt) = (self.today(collector), self.branches[collector].receipt);
        self.coupons[index].ended = Some(Ended::Used {
            day,
            branch: collector,
            receipt: number_of_receipt,
        });
        let mut body = self.detail(index);
        body["data"]["recibo"] = json!({"numero": receipt(collector, number_of_receipt), "metodo_pago": method.wire(),
            "monto": number(amount), "monto_entregado": number(amount + change), "vuelto": number(change),
            "caja": REGISTERS[register], "id_caja_sesion": format!("{{session:{session}}}")});
        Answer {
            outcome: Outcome::Done(200),
            body,
        }
    }

    fn cancel(&mut self, code: &str) -> Answer {
        let found = self.find_coupon(code);
        if let Some(refusal) = self.refusal(found) {
            // To whoever collects an expired coupon is not there; to whoever cancels it is in another state.
            return match refusal.outcome {
                Outcome::Refused(_, "coupon_expired") => Answer {
                    outcome: Outcome::Refused(409, "coupon_already_expired"),
                    ..refusal
                },
                _ => refusal,
            };
        }
        let index = found.expect("it is not refused");
        self.coupons[index].ended = Some(Ended::Cancelled);
        let amount = self.coupons[index].amount;
        add(&mut self.booked, ("coupon_cancellation", None), amount);
        Answer {
            outcome: Outcome::Done(200),
            body: self.detail(index),
        }
    }

    fn look_up(&self, code: &str) -> Answer {
        let found = self.find_coupon(code);
        match found {
            Some(index) if self.state_of_coupon(index) != "expired" => Answer {
                outcome: Outcome::Known(200),
                body: self.detail(index),
            },
            _ => self.refusal(found).expect("it is not there"),
        }
    }

    /// What is answered for a coupon that is shown.
    fn detail(&self, index: usize) -> Value {
        let coupon = &self.coupons[index];
        let day_of_use = match coupon.ended {
            Some(Ended::Used { day, .. }) => Some(calendar::iso(day)),
            _ => None,
        };
        let mut body = self.issued(index);
        let data = &mut body["data"];
        data["cupon_id"] = json!(format!("{{coupon:{index}}}"));
        data["cliente_id"] = json!(coupon.customer);
        data["estado"] = json!(self.state_of_coupon(index));
        data["fecha_uso"] = json!(day_of_use);
        data["recibo_id"] = json!(self.receipt_of(index));
        body
    }
}

fn sorted(places: &[usize]) -> Vec<usize> {
    let mut places = places.to_vec();
    places.sort_unstable();
    places
}

/// A number with two decimals.
pub(crate) fn number(minor: Minor) -> Value {
    serde_json::from_str(&format!("{}.{:02}", minor / 100, minor % 100)).expect("a number")
}
