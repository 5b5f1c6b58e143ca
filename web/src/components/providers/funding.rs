//! Money that has gone to a provider or come in from an integrator, outside of the drawers.

use super::integrators;
use super::sheet::{self, SAVE, Sheet};
use super::standing::{available, debt};
use crate::browser;
use crate::components::credits::order;
use crate::components::field::{Errors, TextField};
use crate::components::form;
use crate::components::sell::{AmountField, field_errors};
use crate::draft::{Checked, Draft};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::text;
use leptos::prelude::*;
use ventanilla_core::Currency;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::integrators::{FundingRequest, Integrator};
use ventanilla_core::wire::resources::providers::ProviderState;
use ventanilla_core::wire::resources::wallets::Wallet;

const AMOUNT: &str = "funding-amount";
const REASON: &str = "funding-reason";

/// What the money is for.
#[derive(Clone, Debug)]
pub(crate) enum Purpose {
    /// To be spent at a provider.
    Fund(ProviderState),
    /// To be spent from a wallet.
    Wallet(Wallet),
    /// What an integrator owes.
    Debt(Integrator),
}

impl Purpose {
    fn title(&self, till: Till) -> String {
        match self {
            Self::Fund(provider) => {
                till.say_with(Text::FundTitle, &[("proveedor", provider.nombre.label())])
            }
            Self::Wallet(wallet) => {
                till.say_with(Text::WalletFundTitle, &[("cartera", &wallet.nombre)])
            }
            Self::Debt(integrator) => {
                till.say_with(Text::DebtTitle, &[("integrador", &integrator.nombre)])
            }
        }
    }

    fn lead(&self, till: Till) -> String {
        match self {
            Self::Fund(provider) => till.say_with(
                Text::FundLead,
                &[("monto", &till.money(available(provider)))],
            ),
            Self::Wallet(wallet) => till.say_with(
                Text::FundLead,
                &[("monto", &till.money(order::available(wallet)))],
            ),
            Self::Debt(integrator) => {
                let (word, amount) = debt(integrator.debe.amount());
                till.say_with(
                    Text::DebtLead,
                    &[("debe", till.say(word)), ("monto", &till.money(amount))],
                )
            }
        }
    }

    /// Where the list is that it goes back to.
    fn back(&self) -> String {
        match self {
            Self::Fund(_) => ServiceSection::Funds.at(""),
            Self::Wallet(_) => ServiceSection::Wallets.at(""),
            Self::Debt(_) => integrators::list_address(),
        }
    }

    fn intent(&self, request: FundingRequest) -> Intent {
        let (amount, reason) = (Dec::from(request.monto), request.motivo);
        match self {
            Self::Fund(provider) => Intent::FundPrefund {
                provider: provider.nombre,
                amount,
                reason,
            },
            Self::Wallet(wallet) => Intent::FundWallet {
                wallet_id: wallet.id.clone(),
                wallet: wallet.nombre.clone(),
                amount,
                reason,
            },
            Self::Debt(integrator) => Intent::PayDebt {
                integrator_id: integrator.id,
                integrator: integrator.nombre.clone(),
                amount,
                reason,
            },
        }
    }
}

/// The form.
pub(crate) fn view(till: Till, purpose: Purpose) -> AnyView {
    let errors: Errors = RwSignal::new(Vec::new());
    let [amount, reason] = [(); 2].map(|()| RwSignal::new(String::new()));
    let (title, lead, back) = (purpose.title(till), purpose.lead(till), purpose.back());
    let purpose = StoredValue::new(purpose);
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => browser::go(&purpose.with_value(Purpose::back)),
        Ended::Refused(refusal) if refusal.fields.is_empty() => browser::focus_soon(AMOUNT),
        Ended::Refused(refusal) => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_first_wrong();
        }
        Ended::NotSent => browser::focus_soon(SAVE),
    });
    let review = Callback::new(move |()| {
        let checked = checked(
            &amount.get_untracked(),
            &reason.get_untracked(),
            untrack(|| till.currency()),
        );
        let intent = |request| purpose.with_value(|purpose| purpose.intent(request));
        form::review(till, errors, checked, intent, on_end);
    });
    browser::focus_soon(AMOUNT);
    let to_reason = Callback::new(|()| browser::focus_soon(REASON));
    let hint = text(move || till.say(Text::FundingProofHint));
    let sheet = Sheet {
        title,
        lead,
        save: Text::Continue,
        is_busy: Signal::stored(false),
        trouble: Signal::stored(String::new()),
        back,
        on_submit: review,
    };
    let fields = vec![
        view! { <AmountField id=AMOUNT value=amount errors=errors on_enter=to_reason/> }.into_any(),
        view! {
            <TextField id=REASON label=Text::FundingProof field="motivo" value=reason errors=errors hint=hint on_enter=review/>
        }
        .into_any(),
    ];
    sheet::view(till, sheet, fields)
}

fn checked(
    amount: &str,
    reason: &str,
    currency: Currency,
) -> Result<Checked<FundingRequest>, Vec<FieldError>> {
    Draft::new()
        .decimal("monto", amount, currency)
        .text("motivo", reason)
        .read(|body| FundingRequest::parse(body, currency))
}

#[cfg(test)]
mod tests {
    use super::super::standing::tests::integrator;
    use super::*;
    use ventanilla_core::Code;

    #[test]
    fn what_is_typed() {
        let right = [
            (
                "5000",
                " Transferencia 4471 ",
                r#"{"monto":"5000.00","motivo":"Transferencia 4471"}"#,
            ),
            ("1.234,5", "x", r#"{"monto":"1234.50","motivo":"x"}"#),
            ("0,01", "ñ \"7\"", r#"{"monto":"0.01","motivo":"ñ \"7\""}"#),
        ];
        for (amount, reason, expected) in right {
            let checked = checked(amount, reason, Currency::Ves).unwrap();
            assert_eq!(checked.body, expected);
        }
        let long = "x".repeat(201);
        type Wrong<'a> = &'a [(&'a str, Code)];
        let wrong: [(&str, &str, Wrong<'_>); 9] = [
            (
                "",
                "",
                &[("monto", Code::Required), ("motivo", Code::Required)],
            ),
            ("5000", "  ", &[("motivo", Code::Required)]),
            ("0", "x", &[("monto", Code::TooSmall)]),
            ("-5", "x", &[("monto", Code::TooSmall)]),
            ("cien", "x", &[("monto", Code::NotANumber)]),
            ("0,001", "x", &[("monto", Code::TooManyDecimals)]),
            ("5,001", "x", &[("monto", Code::AmountAmbiguous)]),
            ("99999999999999999999", "x", &[("monto", Code::TooLarge)]),
            ("5", &long, &[("motivo", Code::TooLong)]),
        ];
        for (amount, reason, expected) in wrong {
            let mut errors: Vec<(String, Code)> = checked(amount, reason, Currency::Ves)
                .unwrap_err()
                .into_iter()
                .map(|error| (error.field, error.code))
                .collect();
            errors.sort();
            let errors: Vec<(&str, Code)> = errors
                .iter()
                .map(|(field, code)| (field.as_str(), *code))
                .collect();
            assert_eq!(errors, expected, "{amount} {reason}");
        }
    }

    #[test]
    fn what_is_asked_for() {
        let request = checked("5000", "T 4471", Currency::Ves).unwrap().request;
        let purpose = Purpose::Debt(integrator("100.00", "30.00"));
        assert_eq!(purpose.back(), "/app/proveedores/#integradores");
        assert_eq!(purpose.intent(request).path(), "/integradores/3/pagos");
    }
}
