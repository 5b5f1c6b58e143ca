//! What became of an order that nobody could tell of, said by a person who found out, with evidence.

use super::orders::{about, list_address};
use super::phone;
use crate::browser;
use crate::components::field::TextField;
use crate::components::providers::panel::Panel;
use crate::components::providers::sheet::{self, Sheet};
use crate::components::question::Question;
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::Currency;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::loyalty_orders::{LoyaltyOrder, ResolveOrderRequest};
use ventanilla_core::wire::resources::payments::Resolution;

const FOUND: &str = "upstream-found";
const EVIDENCE: &str = "upstream-evidence";
const BALANCE: &str = "upstream-balance";

/// What is typed.
#[derive(Clone, Copy, Debug)]
struct Typed<'a> {
    found: &'a str,
    evidence: &'a str,
    balance: &'a str,
}

/// The form for that order.
pub(crate) fn view(panel: Panel, order: &LoyaltyOrder) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    // By its name; nothing is chosen until somebody does.
    let [found, evidence, balance] = [(); 3].map(|()| RwSignal::new(String::new()));
    let (id, number) = (order.id.clone(), phone::shown(&order.telefono));
    let save = Callback::new(move |()| {
        let typed = (
            found.get_untracked(),
            evidence.get_untracked(),
            balance.get_untracked(),
        );
        let typed = Typed {
            found: &typed.0,
            evidence: &typed.1,
            balance: &typed.2,
        };
        match decided(&id, typed, untrack(|| till.currency())) {
            Ok(change) => ask(panel, form, typed.found, number.clone(), change),
            Err(wrong) => {
                form.begin::<Change>(Err(wrong));
            }
        }
    });
    let at = |id, field| At { id, field, form };
    let ways = Resolution::ALL
        .map(|of| {
            let (name, meaning) = face(of);
            (of.as_str().to_owned(), name, meaning)
        })
        .to_vec();
    browser::focus_soon(format!("{FOUND}-{}", Resolution::Delivered.as_str()));
    let to_balance = Callback::new(move |()| {
        if is_done(&found.get_untracked()) {
            browser::focus_soon(BALANCE);
        } else {
            save.run(());
        }
    });
    let there = part(move || {
        if !found.with(|found| is_done(found)) {
            return ().into_any();
        }
        let hint = fields::words(till, Text::UpstreamBalanceHint);
        view! {
            <TextField
                id=BALANCE label=Text::UpstreamBalance field="saldo" value=balance errors=form.errors keys="decimal" hint=hint on_enter=save
            />
        }
        .into_any()
    });
    let fields = vec![
        view! { <div class="kept alone" data-testid="upstream-about">{about(till, order)}</div> }
            .into_any(),
        fields::choices(
            till,
            at(FOUND, "resultado"),
            Text::ResolutionFound,
            found,
            ways,
            EVIDENCE,
        ),
        fields::text(
            till,
            at(EVIDENCE, "evidencia"),
            Text::Evidence,
            evidence,
            Some(Text::UpstreamEvidenceHint),
            to_balance,
        ),
        there.into_any(),
    ];
    let sheet = Sheet {
        title: till.say(Text::UpstreamDecideTitle).to_owned(),
        lead: till.say(Text::UpstreamDecideLead).to_owned(),
        save: Text::Continue,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: list_address(),
        on_submit: save,
    };
    sheet::view(till, sheet, fields)
}

/// The last question; the same decision twice is one.
fn ask(panel: Panel, form: FormState, found: &str, number: String, change: Change) {
    let title = if is_done(found) {
        Text::UpstreamDoneTitle
    } else {
        Text::UpstreamNotDoneTitle
    };
    panel.question.set(Some(Question {
        title,
        lead: Text::UpstreamDecideFinal,
        name: number.clone(),
        yes: Text::UpstreamRecord,
        then: Callback::new(move |()| {
            let number = number.clone();
            let then = move |_: String| {
                panel.leave(form, Text::UpstreamDecided, number, &list_address());
            };
            panel.send(form, Ok(change.clone()), Box::new(then));
        }),
    }));
}

/// What a decision is called, and what it means.
const fn face(of: Resolution) -> (Text, Text) {
    match of {
        Resolution::Delivered => (Text::UpstreamDone, Text::UpstreamDoneHint),
        Resolution::NotDelivered => (Text::UpstreamNotDone, Text::UpstreamNotDoneHint),
    }
}

fn is_done(found: &str) -> bool {
    found == Resolution::Delivered.as_str()
}

/// Has the core read what is chosen and typed. Of what was not done there is no balance.
fn decided(id: &str, typed: Typed<'_>, currency: Currency) -> Result<Change, Vec<FieldError>> {
    let draft = Draft::new()
        .text("resultado", typed.found)
        .text("evidencia", typed.evidence);
    let draft = if is_done(typed.found) && !typed.balance.trim().is_empty() {
        draft.decimal("saldo", typed.balance, currency)
    } else {
        draft
    };
    let checked = draft.read(ResolveOrderRequest::parse)?;
    Ok(Change {
        method: "POST",
        path: format!("/monederos/pedidos/{id}/resolver"),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;
    use ventanilla_core::wire::resources::payments::EVIDENCE_CHARS_MAX;

    fn decide(found: &str, evidence: &str, balance: &str) -> Result<Change, Vec<FieldError>> {
        let typed = Typed {
            found,
            evidence,
            balance,
        };
        decided("8e03978e", typed, Currency::Mxn)
    }

    #[test]
    fn what_is_sent() {
        let table = [
            (
                ("entregado", " Panel, 10:15 ", "900"),
                r#"{"resultado":"entregado","evidencia":"Panel, 10:15","saldo":"900.00"}"#,
            ),
            (
                ("entregado", "Panel", " "),
                r#"{"resultado":"entregado","evidencia":"Panel"}"#,
            ),
            // Typed before it was found out that it was not done.
            (
                ("no_entregado", "Panel", "900"),
                r#"{"resultado":"no_entregado","evidencia":"Panel"}"#,
            ),
        ];
        for ((found, evidence, balance), body) in table {
            let change = decide(found, evidence, balance).unwrap();
            assert_eq!(change.method, "POST");
            assert_eq!(change.path, "/monederos/pedidos/8e03978e/resolver");
            assert_eq!(change.body.as_deref(), Some(body));
        }
    }

    #[test]
    fn what_lacks_is_said() {
        let long = "x".repeat(EVIDENCE_CHARS_MAX + 1);
        let table = [
            (
                "",
                "",
                "",
                vec![("evidencia", Code::Required), ("resultado", Code::Required)],
            ),
            ("entregado", "  ", "", vec![("evidencia", Code::Required)]),
            ("no_entregado", "", "5", vec![("evidencia", Code::Required)]),
            ("entregado", &long, "", vec![("evidencia", Code::TooLong)]),
            ("entregado", "Panel", "-1", vec![("saldo", Code::TooSmall)]),
            (
                "entregado",
                "Panel",
                "mucho",
                vec![("saldo", Code::NotANumber)],
            ),
        ];
        for (found, evidence, balance, expected) in table {
            let mut wrong: Vec<(String, Code)> = decide(found, evidence, balance)
                .unwrap_err()
                .into_iter()
                .map(|error| (error.field, error.code))
                .collect();
            wrong.sort();
            let expected: Vec<(String, Code)> = expected
                .into_iter()
                .map(|(field, code)| (field.to_owned(), code))
                .collect();
            assert_eq!(wrong, expected, "{found} {balance}");
        }
    }
}
