//! What a sale or an adjustment makes of a customer's points. Pure; the server decides.

use crate::draft::{Checked, Draft};
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::loyalty::{MovementKind, Percentage, TenDigits};
use ventanilla_core::role::Role;
use ventanilla_core::wire::loyalty::parameters::Parameters;
pub(crate) use ventanilla_core::wire::loyalty::requests::TICKET;
use ventanilla_core::wire::loyalty::requests::{SaleKind, SaleRequest, UpdateBalanceRequest};
use ventanilla_core::wire::resources::loyalty::LoyaltyWallet;
use ventanilla_core::{Amount, Code, Currency, Permission};

/// The names of the fields on the wire.
pub(crate) const PURCHASE: &str = "transaction_amount";
/// As [`PURCHASE`], of the points.
pub(crate) const POINTS: &str = "points_used";

/// What comes of it: how many points move, and what the customer has then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coming {
    /// What moves them.
    pub(crate) kind: MovementKind,
    /// How many.
    pub(crate) points: Amount,
    /// What the customer has then.
    pub(crate) after: Amount,
}

impl Coming {
    /// That of so many points; `None` where there are not as many, or more than there can be.
    pub(crate) fn of(kind: MovementKind, points: Amount, balance: Amount) -> Option<Self> {
        let after = if kind.gives() {
            balance.checked_add(points)
        } else {
            balance.checked_sub(points)
        };
        after
            .filter(|after| !after.is_negative() && points.is_positive())
            .map(|after| Self {
                kind,
                points,
                after,
            })
    }
}

/// What is typed of a sale.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// Whether points are used.
    pub(crate) is_using: bool,
    /// The amount of the purchase.
    pub(crate) amount: String,
    /// The points.
    pub(crate) points: String,
    /// The ticket.
    pub(crate) ticket: String,
}

impl Typed {
    /// What would come of it, as far as it is typed.
    pub(crate) fn coming(
        &self,
        wallet: &LoyaltyWallet,
        balance: Amount,
        currency: Currency,
    ) -> Option<Coming> {
        if self.is_using {
            let points = Amount::parse_typed(&self.points, currency).ok()?;
            return Coming::of(MovementKind::Redemption, points, balance);
        }
        let purchase = Amount::parse_typed(&self.amount, currency)
            .ok()
            .filter(|purchase| purchase.is_positive())?;
        let points = Percentage::new(wallet.porcentaje.amount())?.of(purchase)?;
        let after = balance.checked_add(points.amount())?;
        Some(Coming {
            kind: MovementKind::Earning,
            points: points.amount(),
            after,
        })
    }

    /// The request, or what is wrong with which field.
    pub(crate) fn checked(
        &self,
        wallet: &LoyaltyWallet,
        phone: &TenDigits,
        user_id: i64,
        balance: Amount,
        currency: Currency,
    ) -> Result<Checked<SaleRequest>, Vec<FieldError>> {
        let draft = Draft::new()
            .text("wallet_key", &wallet.clave)
            .text("phone", phone.as_str())
            .id("transaction_type", i64::from(self.is_using))
            .id("usertool_id", user_id);
        let draft = if self.is_using {
            draft.amount(POINTS, &self.points, currency)
        } else {
            draft.amount(PURCHASE, &self.amount, currency)
        };
        let draft = if wallet.exige_ticket {
            draft.text(TICKET, &self.ticket)
        } else {
            draft
        };
        let checked = draft.read(|body| {
            Parameters::of_json(body)
                .and_then(|parameters| SaleRequest::parse(&parameters, currency))
        });
        let mut wrong = Vec::new();
        if wallet.exige_ticket && self.ticket.trim().is_empty() {
            wrong.push(Flaw::new(Code::Required).of(TICKET));
        }
        match checked {
            Ok(checked) => {
                if let Err(invalid) = checked.request.ticket() {
                    wrong.extend(invalid.iter().cloned());
                }
                if let SaleKind::Use { points, .. } = checked.request.kind
                    && points.amount() > balance
                {
                    wrong.push(not_enough(balance, currency, POINTS));
                }
                if wrong.is_empty() {
                    Ok(checked)
                } else {
                    Err(wrong)
                }
            }
            Err(mut errors) => {
                errors.append(&mut wrong);
                Err(errors)
            }
        }
    }
}

/// There are fewer points than are to be taken.
pub(crate) fn not_enough(balance: Amount, currency: Currency, field: &str) -> FieldError {
    Flaw::new(Code::PointsInsufficient)
        .with("saldo", balance.to_text(currency))
        .of(field)
}

/// An adjustment, or what is wrong with which field.
pub(crate) fn adjustment(
    wallet: &LoyaltyWallet,
    phone: &TenDigits,
    user_id: i64,
    gives: bool,
    points: &str,
    reason: &str,
    currency: Currency,
) -> Result<Checked<UpdateBalanceRequest>, Vec<FieldError>> {
    let checked = Draft::new()
        .text("wallet_key", &wallet.clave)
        .text("phone", phone.as_str())
        .id("transaction_type", i64::from(!gives))
        .id("usertool_id", user_id)
        .amount(PURCHASE, points, currency)
        .text("reason", reason)
        .read(|body| {
            Parameters::of_json(body)
                .and_then(|parameters| UpdateBalanceRequest::parse(&parameters))
        });
    if reason.trim().is_empty() {
        let missing = Flaw::new(Code::Required).of("reason");
        let mut wrong = checked.err().unwrap_or_default();
        wrong.push(missing);
        return Err(wrong);
    }
    checked
}

/// Whether somebody of that role needs a PIN to have so many points used.
pub(crate) fn needs_pin(role: Role, wallet: &LoyaltyWallet, coming: &Coming) -> bool {
    let is_above = wallet
        .pin_desde
        .is_some_and(|threshold| coming.points > threshold.amount());
    coming.kind == MovementKind::Redemption && is_above && !role.may(Permission::AdjustPoints)
}

/// Whether that user may use a wallet.
pub(crate) fn may_use(wallet: &LoyaltyWallet, user_id: i64) -> bool {
    wallet.para_todos || wallet.colaboradores.contains(&user_id)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::format;
    use ventanilla_core::code::Language;
    use ventanilla_core::wire::answer;

    /// A wallet of 10 % with that beyond it.
    pub(crate) fn wallet(ticket: bool, threshold: &str) -> LoyaltyWallet {
        answer::read(&format!(
            r#"{{"id":1,"clave":"k","nombre":"Puntos Tienda","porcentaje":"10.00","exige_ticket":{ticket},"ticket_unico":false,
            "exige_nacimiento":false,"para_todos":false,"colaboradores":[7],"clientes_disponibles":1,"canjes_disponibles":1,
            "creditos_disponibles":1,"pin_desde":{threshold},"enlace_clientes":"","clientes":0,"puntos":"0.00"}}"#
        ))
        .unwrap()
    }

    fn minor(minor: i64) -> Amount {
        Amount::from_minor(minor).unwrap()
    }

    fn typed(is_using: bool, amount: &str, points: &str, ticket: &str) -> Typed {
        Typed {
            is_using,
            amount: amount.to_owned(),
            points: points.to_owned(),
            ticket: ticket.to_owned(),
        }
    }

    #[test]
    fn what_comes_of_it() {
        let table = [
            (typed(false, "123.45", "", ""), Some((1_235, 13_235))),
            (typed(false, "0.04", "", ""), Some((0, 12_000))),
            (typed(false, "", "", ""), None),
            (typed(false, "0", "", ""), None),
            (typed(true, "", "50", ""), Some((5_000, 7_000))),
            (typed(true, "", "120", ""), Some((12_000, 0))),
            (typed(true, "", "120.01", ""), None),
            (typed(true, "99", "", ""), None),
        ];
        for (typed, expected) in table {
            let coming = typed.coming(&wallet(false, "null"), minor(12_000), Currency::Mxn);
            let found = coming.map(|coming| (coming.points.minor(), coming.after.minor()));
            assert_eq!(found, expected, "{typed:?}");
        }
    }

    #[test]
    fn what_is_sent() {
        let phone = TenDigits::parse("4771234567").unwrap();
        let check = |typed: Typed, ticket: bool| {
            let wallet = wallet(ticket, "null");
            typed
                .checked(&wallet, &phone, 7, minor(12_000), Currency::Mxn)
                .map(|checked| checked.body)
                .map_err(|errors| {
                    let mut wrong: Vec<(String, Code)> = errors
                        .into_iter()
                        .map(|error| (error.field, error.code))
                        .collect();
                    wrong.sort();
                    wrong
                })
        };
        assert_eq!(
            check(typed(false, "123.50", "9", "x"), false).as_deref(),
            Ok(
                r#"{"wallet_key":"k","phone":"4771234567","transaction_type":0,"transaction_amount":123.5,"usertool_id":7}"#
            )
        );
        assert_eq!(
            check(typed(true, "9", "50", " T-1 "), true).as_deref(),
            Ok(
                r#"{"wallet_key":"k","phone":"4771234567","transaction_type":1,"points_used":50,"usertool_id":7,"ticket":"T-1"}"#
            )
        );
        let wrong = |typed, ticket| check(typed, ticket).unwrap_err();
        assert_eq!(
            wrong(typed(false, "", "", ""), true),
            [
                (TICKET.to_owned(), Code::Required),
                (PURCHASE.to_owned(), Code::Required)
            ]
        );
        assert_eq!(
            wrong(typed(true, "", "120.01", ""), false),
            [(POINTS.to_owned(), Code::PointsInsufficient)]
        );
        let error = not_enough(minor(12_050), Currency::Mxn, POINTS);
        assert_eq!(
            format::field_error(&error, Currency::Mxn, Language::Es),
            "No alcanzan los puntos; hay 120,50."
        );
    }

    #[test]
    fn an_adjustment_has_a_reason() {
        let phone = TenDigits::parse("4771234567").unwrap();
        let wallet = wallet(false, "null");
        let adjust = |points: &str, reason: &str| {
            adjustment(&wallet, &phone, 7, false, points, reason, Currency::Mxn)
        };
        assert_eq!(
            adjust("5", " error ").unwrap().body,
            r#"{"wallet_key":"k","phone":"4771234567","transaction_type":1,"transaction_amount":5,"usertool_id":7,"reason":"error"}"#
        );
        let fields = |points: &str, reason: &str| -> Vec<String> {
            let errors = adjust(points, reason).unwrap_err();
            errors.into_iter().map(|error| error.field).collect()
        };
        assert_eq!(fields("5", " "), ["reason"]);
        assert_eq!(fields("", ""), [PURCHASE, "reason"]);
    }

    #[test]
    fn who_needs_a_pin() {
        use MovementKind::{Earning, Redemption, Removal};
        let table = [
            (Role::Operador, Redemption, 50_001, true),
            (Role::Operador, Redemption, 50_000, false),
            (Role::Operador, Earning, 90_000, false),
            (Role::Operador, Removal, 90_000, false),
            (Role::Gerente, Redemption, 90_000, false),
        ];
        for (role, kind, points, expected) in table {
            let coming = Coming::of(kind, minor(points), minor(100_000)).unwrap();
            let with = needs_pin(role, &wallet(false, r#""500.00""#), &coming);
            assert_eq!(with, expected, "{role:?} {kind:?} {points}");
            assert!(!needs_pin(role, &wallet(false, "null"), &coming));
        }
        assert!(may_use(&wallet(false, "null"), 7));
        assert!(!may_use(&wallet(false, "null"), 8));
    }
}
