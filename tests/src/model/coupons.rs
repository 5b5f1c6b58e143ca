//! What is known of invoices and coupons: their codes, where they stand, what is owed.

use super::{CUSTOMERS, Minor, Model, calendar};

const DAY_MS: i64 = 86_400_000;

/// What a customer owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its id.
    pub reference: String,
    /// Whose.
    pub customer: u32,
    /// The voucher's number; all are of one kind.
    pub number: i64,
    /// How much.
    pub amount: Minor,
    /// The coupon it was put in last.
    pub(super) coupon: Option<usize>,
}

/// What every invoice is.
pub const VOUCHER: &str = "Factura";

/// How a coupon was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Used {
        day: i64,
        branch: usize,
        receipt: i64,
    },
    Cancelled,
}

/// A coupon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coupon {
    /// The 19 digits.
    pub code: String,
    /// Its customer.
    pub customer: u32,
    /// What it asks for.
    pub amount: Minor,
    pub(super) branch: usize,
    pub(super) due_day: i64,
    /// Its invoices, in their order, by their places in the model's list.
    pub(super) invoices: Vec<usize>,
    pub(super) ended: Option<Ended>,
}

/// The invoices of tests/demo.json.
pub(super) fn demo_invoices() -> Vec<Invoice> {
    [
        ("fac-bo-101-1", 101, 2001, 15_000),
        ("fac-bo-101-2", 101, 2002, 8_950),
        ("fac-bo-101-3", 101, 2003, 4_000),
        ("fac-bo-102-1", 102, 2004, 32_000),
        ("fac-bo-102-2", 102, 2005, 7_525),
        ("fac-bo-103-1", 103, 2006, 125_000),
        ("fac-bo-104-1", 104, 2007, 6_000),
        ("fac-bo-104-2", 104, 2008, 6_000),
    ]
    .into_iter()
    .map(|(reference, customer, number, amount)| Invoice {
        reference: reference.to_owned(),
        customer,
        number,
        amount,
        coupon: None,
    })
    .collect()
}

/// Branch 4 digits, customer 6, day 8, and what brings the sum of 3, 1, 3, 1 ... from the left to a ten.
fn code(branch_number: usize, customer: u32, day: i64) -> String {
    let text = format!("{branch_number:04}{customer:06}{}", calendar::digits(day));
    let sum: u32 = text
        .chars()
        .zip([3, 1].into_iter().cycle())
        .map(|(digit, weight)| weight * digit.to_digit(10).expect("a digit"))
        .sum();
    format!("{text}{}", (10 - sum % 10) % 10)
}

pub(super) fn receipt(branch: usize, number: i64) -> String {
    format!("{:04}-{number:08}", branch + 1)
}

impl Model {
    /// Every invoice, the oldest first.
    pub fn invoices(&self) -> &[Invoice] {
        &self.invoices
    }

    /// Every coupon, the oldest first.
    pub fn coupons(&self) -> &[Coupon] {
        &self.coupons
    }

    /// The day of a branch's clock.
    pub(super) fn today(&self, branch: usize) -> i64 {
        (self.now_ms + self.branches[branch].offset_min * 60_000).div_euclid(DAY_MS)
    }

    /// How long until a branch's next day begins.
    pub fn ms_to_midnight(&self, branch: usize) -> i64 {
        let local_ms = self.now_ms + self.branches[branch].offset_min * 60_000;
        DAY_MS - local_ms.rem_euclid(DAY_MS)
    }

    /// The code that a coupon of this branch and customer would have now.
    pub fn code_today(&self, branch: usize, customer: u32) -> String {
        code(branch + 1, customer, self.today(branch))
    }

    /// Where a coupon stands, as the wire has it.
    pub fn state_of_coupon(&self, coupon: usize) -> &'static str {
        let coupon = &self.coupons[coupon];
        match coupon.ended {
            Some(Ended::Used { .. }) => "used",
            Some(Ended::Cancelled) => "cancelled",
            None if coupon.due_day < self.today(coupon.branch) => "expired",
            None => "pending",
        }
    }

    /// The coupon that holds or paid an invoice, with the invoice's state as the wire has it.
    pub fn state_of_invoice(&self, invoice: usize) -> (&'static str, Option<usize>) {
        let coupon = self.invoices[invoice].coupon;
        match coupon.map(|coupon| self.state_of_coupon(coupon)) {
            Some("used") => ("paid", coupon),
            Some("pending") => ("reserved", coupon),
            _ => ("open", None),
        }
    }

    /// The receipt that a coupon was collected with.
    pub fn receipt_of(&self, coupon: usize) -> Option<String> {
        match self.coupons[coupon].ended {
            Some(Ended::Used {
                branch,
                receipt: number,
                ..
            }) => Some(receipt(branch, number)),
            _ => None,
        }
    }

    /// The invoices of a coupon, as places in [`Model::invoices`].
    pub fn invoices_of(&self, coupon: usize) -> &[usize] {
        &self.coupons[coupon].invoices
    }

    /// Whether a coupon was collected by another branch than the one that had issued it.
    pub fn was_collected_elsewhere(&self, coupon: usize) -> bool {
        let coupon = &self.coupons[coupon];
        matches!(coupon.ended, Some(Ended::Used { branch, .. }) if branch != coupon.branch)
    }

    /// What a customer owes.
    pub fn debt_of(&self, customer: u32) -> Minor {
        self.debts[place_of(customer).expect("a customer")]
    }

    /// What the other branches owe a branch.
    pub fn claim_of(&self, branch: usize) -> Minor {
        self.branches[branch].claim
    }

    /// Of the coupons with a code, the pending one, else the newest.
    pub(super) fn find_coupon(&self, code: &str) -> Option<usize> {
        let of_code = |coupon: &usize| self.coupons[*coupon].code == code;
        let newest_first = || (0..self.coupons.len()).rev().filter(of_code);
        newest_first()
            .find(|coupon| self.state_of_coupon(*coupon) == "pending")
            .or_else(|| newest_first().next())
    }

    /// The pending coupon of a code.
    pub fn pending_coupon(&self, code: &str) -> Option<usize> {
        self.find_coupon(code)
            .filter(|coupon| self.state_of_coupon(*coupon) == "pending")
    }
}

pub(super) fn place_of(customer: u32) -> Option<usize> {
    CUSTOMERS.iter().position(|known| *known == customer)
}
