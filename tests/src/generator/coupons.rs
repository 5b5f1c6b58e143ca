//! What is asked about invoices and coupons.

use super::Generator;
use crate::model::{Actor, BRANCHES, CUSTOMERS, CouponCommand, Method, NamedInvoice, VOUCHER};

/// A number that no customer has.
const NOBODY: u32 = 999;

impl Generator {
    pub(super) fn coupon_command(&self, actor: Actor) -> CouponCommand {
        match self.below(100) {
            // Cashiers may not, and hardly ever try.
            0..30 if actor.manages() || self.chance(25) => CouponCommand::Record {
                reference: self.new_reference(),
                customer: self.customer(),
                number: 3000 + i64::try_from(self.count).expect("small"),
                amount: 10 + i64::try_from(self.below(20_000)).expect("small"),
            },
            0..55 => self.issue(),
            55..82 => {
                let coupon = self.coupon();
                CouponCommand::Collect {
                    session: self.session_to_collect(actor),
                    tendered: self.tendered(coupon),
                    code: self.code(coupon),
                    method: match self.below(10) {
                        0..6 => Method::Cash,
                        6..8 => Method::Qr,
                        _ => Method::Transfer,
                    },
                }
            }
            82..90 => CouponCommand::Cancel {
                code: self.code(self.coupon()),
            },
            90..97 => CouponCommand::Find {
                code: self.code(self.coupon()),
            },
            _ => self.coupon_in("used").map_or_else(
                || self.issue(),
                |coupon| CouponCommand::ReverseCollection { coupon },
            ),
        }
    }

    /// Mostly one of the last coupons that are pending, sometimes one that has expired, any of the last ones, or none.
    fn coupon(&self) -> Option<usize> {
        let length = self.model.coupons().len();
        match self.below(20) {
            0 => None,
            1..13 => self.coupon_in("pending"),
            13..15 => self.coupon_in("expired"),
            _ => (length > 0).then(|| self.recent(length)),
        }
    }

    fn coupon_in(&self, state: &str) -> Option<usize> {
        let all: Vec<usize> = (0..self.model.coupons().len())
            .filter(|coupon| self.model.state_of_coupon(*coupon) == state)
            .collect();
        (!all.is_empty()).then(|| all[self.recent(all.len())])
    }

    /// As for anything else; an administrator takes anybody's session where there is no own one.
    fn session_to_collect(&self, actor: Actor) -> Option<usize> {
        let open = Actor::ALL
            .into_iter()
            .find_map(|other| self.model.open_session_of(other));
        match actor {
            Actor::Administrador if self.chance(80) => self.model.open_session_of(actor).or(open),
            _ => self.session(actor),
        }
    }

    /// A coupon's code, or one that may not have been given.
    fn code(&self, coupon: Option<usize>) -> String {
        coupon.map_or_else(
            || {
                self.model
                    .code_today(self.index(BRANCHES.len()), self.customer())
            },
            |coupon| self.model.coupons()[coupon].code.clone(),
        )
    }

    fn tendered(&self, coupon: Option<usize>) -> Option<i64> {
        let amount = coupon.map_or(5_000, |coupon| self.model.coupons()[coupon].amount);
        match self.below(10) {
            0 => Some(amount - 1),
            1 => Some(amount + 1),
            2 | 3 => Some(amount + i64::try_from(self.below(10_000)).expect("small")),
            4 | 5 => Some(amount),
            _ => None,
        }
    }

    fn customer(&self) -> u32 {
        if self.chance(4) {
            NOBODY
        } else {
            CUSTOMERS[self.index(CUSTOMERS.len())]
        }
    }

    fn new_reference(&self) -> String {
        if self.chance(8) {
            let invoices = self.model.invoices();
            invoices[self.recent(invoices.len())].reference.clone()
        } else {
            format!("factura-{}", self.count)
        }
    }

    /// Some of a customer's open invoices, mostly; the same as a pending coupon; any; or what is wrong in one way or another.
    fn issue(&self) -> CouponCommand {
        let customer = self.customer();
        let chosen = match self.below(100) {
            0..20 => self.same_again(customer),
            20..28 => self.some(customer, |state| state == "reserved"),
            28..32 => self.some(customer, |_| true),
            _ => self.some(customer, |state| state == "open"),
        };
        let chosen = if chosen.is_empty() {
            self.some(customer, |_| true)
        } else {
            chosen
        };
        let mut invoices: Vec<NamedInvoice> =
            chosen.into_iter().map(|place| self.named(place)).collect();
        if invoices.is_empty() || self.chance(3) {
            invoices.push(NamedInvoice {
                reference: format!("nada-{}", self.count),
                amount: 100,
                voucher: None,
            });
        }
        if self.chance(3) {
            // Most invoices are somebody else's.
            let any = self.named(self.index(self.model.invoices().len()));
            if invoices
                .iter()
                .all(|known| known.reference != any.reference)
            {
                invoices.push(any);
            }
        }
        let last = invoices.len() - 1;
        match self.below(40) {
            0 => invoices[last].amount += 1,
            1 => invoices[last].voucher = Some((VOUCHER.to_owned(), 1)),
            2 => {
                if let Some((kind, _)) = &mut invoices[last].voucher {
                    kind.push('X');
                }
            }
            _ => {}
        }
        let total: i64 = invoices.iter().map(|invoice| invoice.amount).sum();
        CouponCommand::Issue {
            customer,
            invoices,
            total: total + i64::from(self.chance(3)),
            due_days: self
                .chance(85)
                .then(|| i64::try_from(1 + self.below(4)).expect("small")),
        }
    }

    /// The invoices of a pending coupon that a branch issued to a customer today, in any order.
    fn same_again(&self, customer: u32) -> Vec<usize> {
        let pending = (0..BRANCHES.len()).find_map(|branch| {
            let code = self.model.code_today(branch, customer);
            self.model.pending_coupon(&code)
        });
        let mut places = pending.map_or(vec![], |coupon| self.model.invoices_of(coupon).to_vec());
        if self.chance(50) {
            places.reverse();
        }
        places
    }

    /// One to three of the last invoices of a customer in such a state.
    fn some(&self, customer: u32, is_wanted: impl Fn(&str) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.model.invoices().len())
            .filter(|place| {
                self.model.invoices()[*place].customer == customer
                    && is_wanted(self.model.state_of_invoice(*place).0)
            })
            .collect();
        let count = 1 + self.index(3);
        let mut chosen = vec![];
        while !places.is_empty() && chosen.len() < count {
            chosen.push(places.swap_remove(self.recent(places.len())));
        }
        chosen
    }

    fn named(&self, place: usize) -> NamedInvoice {
        let invoice = &self.model.invoices()[place];
        NamedInvoice {
            reference: invoice.reference.clone(),
            amount: invoice.amount,
            voucher: self
                .chance(60)
                .then(|| (VOUCHER.to_owned(), invoice.number)),
        }
    }
}
