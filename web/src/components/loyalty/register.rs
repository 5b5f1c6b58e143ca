//! A customer registered in the middle of a sale: what is typed of the sale stays.

use super::attending::{Attending, Looked};
use super::phone;
use super::who;
use crate::api::ReadError;
use crate::browser;
use crate::components::field::TextField;
use crate::components::form::{Form, Submit};
use crate::components::parts::plain_button;
use crate::components::settings::form_state::FormState;
use crate::components::trouble::read_error;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::view::text_if;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Code;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::loyalty::{TenDigits, birth_date};
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::AddContactRequest;
use ventanilla_core::wire::resources::loyalty::LoyaltyWallet;
use ventanilla_core::wire::time::{Date, Iso};

const NAME: &str = "contact-name";
const BIRTH: &str = "contact-birth";
const SAVE: &str = "contact-save";
/// The name of the date of birth on the wire.
const BIRTH_FIELD: &str = "customer_birthdate";

/// The form, for the number that was looked up.
pub(crate) fn view(attending: Attending) -> AnyView {
    let till = attending.till;
    let (Looked::Missing(number), Some(wallet)) = (attending.looked.get(), attending.wallet.get())
    else {
        return ().into_any();
    };
    browser::focus_soon(NAME);
    let form = FormState::of(SAVE);
    let [name, birth] = [(); 2].map(|()| RwSignal::new(String::new()));
    let needs_birth = wallet.exige_nacimiento;
    let shown = phone::shown(number.as_str());
    let lead = till.say_with(Text::ContactLead, &[("monedero", &wallet.nombre)]);
    let save = Callback::new(move |()| {
        let today = untrack(|| Iso::from_ms(till.now_ms()).date_at(till.offset_minutes()));
        let user_id = untrack(|| who::signed_in(till));
        let typed = (name.get_untracked(), birth.get_untracked());
        let body = added(&wallet, &number, user_id, &typed.0, &typed.1, today);
        let Some(body) = form.begin(body) else {
            return;
        };
        spawn_local(async move {
            let answer = till
                .change("POST", "/wallet/contact/add", Some(&body))
                .await;
            if !form.is_shown() {
                return;
            }
            match answer {
                Ok(_) => attending.look_up(),
                // Somebody else was faster, or an answer was lost.
                Err(ReadError::Refused(refusal)) if refusal.code == Code::ContactExists => {
                    attending.look_up();
                }
                Err(error) => form.fail(error),
            }
        });
    });
    let trouble = text_if(move || {
        form.trouble.with(|error| match error.as_ref()? {
            ReadError::Lost | ReadError::Outdated => Some(till.say(Text::ContactLost).to_owned()),
            ReadError::Refused(refusal) if refusal.code == Code::ResultUnknownWithoutKey => {
                Some(till.say(Text::ContactUnknown).to_owned())
            }
            error => Some(read_error(till, error)),
        })
    });
    let after_name = Callback::new(move |()| {
        if needs_birth {
            browser::focus_soon(BIRTH);
        } else {
            save.run(());
        }
    });
    let born = needs_birth.then(|| {
        view! {
            <TextField
                id=BIRTH label=Text::ContactBirth field=BIRTH_FIELD value=birth errors=form.errors kind="date" on_enter=save
            />
        }
    });
    let back = Callback::new(move |()| attending.change_number());
    view! {
        <div class="card">
            <Form on_submit=save>
                <div class="whose"><h2>{till.words(Text::ContactTitle)}</h2> <strong data-testid="contact-phone">{shown}</strong></div>
                <p class="lead">{lead}</p>
                <TextField id=NAME label=Text::ContactName field="customer_name" value=name errors=form.errors on_enter=after_name/>
                {born}
                <p class="wrong" role="alert" data-testid="contact-trouble">{trouble}</p>
                <Submit id=SAVE text=Text::ContactSave is_busy=form.is_busy/>
                {plain_button(till, "contact-back", "secondary", Text::PointsChangeNumber, back)}
            </Form>
        </div>
    }
    .into_any()
}

/// The body, or what is wrong with which field.
fn added(
    wallet: &LoyaltyWallet,
    number: &TenDigits,
    user_id: i64,
    name: &str,
    birth: &str,
    today: Date,
) -> Result<String, Vec<FieldError>> {
    let checked = Draft::new()
        .text("wallet_key", &wallet.clave)
        .text("phone", number.as_str())
        .text("customer_name", name)
        .id("usertool_id", user_id)
        .text(BIRTH_FIELD, birth)
        .read(|body| {
            Parameters::of_json(body).and_then(|parameters| AddContactRequest::parse(&parameters))
        });
    let is_blank = birth.trim().is_empty();
    let wrong = match (is_blank, wallet.exige_nacimiento) {
        (true, true) => Some(Code::Required),
        (true, false) => None,
        (false, _) => birth_date(birth.trim(), today)
            .is_none()
            .then_some(Code::DateInvalid),
    };
    match (checked, wrong) {
        (Ok(checked), None) => Ok(checked.body),
        (checked, wrong) => {
            let mut errors = checked.err().unwrap_or_default();
            errors.extend(wrong.map(|code| Flaw::new(code).of(BIRTH_FIELD)));
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sale::tests::wallet;
    use super::*;

    #[test]
    fn what_is_sent() {
        let number = TenDigits::parse("4771234567").unwrap();
        let today = Date::parse("2026-07-01").unwrap();
        let mut wallet = wallet(false, "null");
        assert_eq!(
            added(&wallet, &number, 7, " Ana ", "", today).as_deref(),
            Ok(r#"{"wallet_key":"k","phone":"4771234567","customer_name":"Ana","usertool_id":7}"#)
        );
        wallet.exige_nacimiento = true;
        let wrong = |name: &str, birth: &str| -> Vec<(String, Code)> {
            let errors = added(&wallet, &number, 7, name, birth, today).unwrap_err();
            errors
                .into_iter()
                .map(|error| (error.field, error.code))
                .collect()
        };
        assert_eq!(
            wrong("", ""),
            [
                ("customer_name".to_owned(), Code::Required),
                (BIRTH_FIELD.to_owned(), Code::Required)
            ]
        );
        assert_eq!(
            wrong("Ana", "2026-07-02"),
            [(BIRTH_FIELD.to_owned(), Code::DateInvalid)]
        );
        assert!(added(&wallet, &number, 7, "Ana", "1990-02-28", today).is_ok());
    }
}
