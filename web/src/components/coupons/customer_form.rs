//! A customer being added or changed.

use super::customer_path;
use super::customers::{address_of, row};
use super::loader::Loader;
use super::picker::list_path;
use crate::api::ReadError;
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{Form, Submit};
use crate::components::parts::{link, paragraph};
use crate::components::sell::field_errors;
use crate::components::trouble::read_error;
use crate::coupons_page::CouponSection;
use crate::draft::{Checked, Draft};
use crate::i18n::Text;
use crate::refusal::Refusal;
use crate::till::Till;
use crate::view::{part, text, text_if};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Code;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::wire::answer;
use ventanilla_core::wire::portal::customers::{
    Customer, CustomerPage, CustomerRequest, CustomerUpdateRequest,
};
use ventanilla_core::wire::portal::envelope::Success;

const NAME: &str = "customer-name";
const SAVE: &str = "customer-save";
/// How many who have a name already are shown.
const ALIKE_MAX: u32 = 8;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    number: String,
    name: String,
    document: String,
}

/// A new customer.
pub(crate) fn new(till: Till) -> AnyView {
    form(till, None)
}

/// A customer that is there already.
pub(crate) fn edit(till: Till, number: i64) -> AnyView {
    let customer: Loader = Loader::new(till);
    customer.read(customer_path(number));
    part(move || customer.show("customer-retry", |customer| form(till, Some(customer)))).into_any()
}

fn form(till: Till, known: Option<Customer>) -> AnyView {
    let errors: Errors = RwSignal::new(Vec::new());
    let trouble: RwSignal<Option<ReadError>> = RwSignal::new(None);
    let is_busy = RwSignal::new(false);
    // Whoever has that name, where it is not known whether a new customer was stored.
    let alike: Loader = Loader::new(till);
    alike.when_back();
    let number = RwSignal::new(String::new());
    let name = RwSignal::new(
        known
            .as_ref()
            .map(|known| known.nombre.clone())
            .unwrap_or_default(),
    );
    let document = RwSignal::new(
        known
            .as_ref()
            .and_then(|known| known.documento.clone())
            .unwrap_or_default(),
    );
    browser::focus_soon(NAME);
    let is_new = known.is_none();
    let back = known.as_ref().map_or_else(
        || CouponSection::Customers.at(""),
        |known| address_of(known.cliente_id, ""),
    );
    let known = StoredValue::new(known);
    let save = Callback::new(move |()| {
        if is_busy.get_untracked() {
            return;
        }
        trouble.set(None);
        alike.clear();
        let typed = Typed {
            number: number.get_untracked(),
            name: name.get_untracked(),
            document: document.get_untracked(),
        };
        let request = known.with_value(|known| match known {
            Some(known) => changed(known, &typed)
                .map(|checked| ("PATCH", customer_path(known.cliente_id), checked.body)),
            None => {
                added(&typed).map(|checked| ("POST", "/portal/clientes".to_owned(), checked.body))
            }
        });
        match request {
            Err(wrong) => {
                errors.set(wrong);
                browser::focus_first_wrong();
            }
            Ok((method, path, body)) => {
                is_busy.set(true);
                spawn_local(async move {
                    let answer = till.change(method, &path, Some(&body)).await;
                    if is_busy.try_set(false).is_some() {
                        // The form is gone.
                        return;
                    }
                    match answer {
                        Ok(body) => {
                            let saved = answer::read::<Success<Customer>>(&body);
                            let address = saved.map_or_else(
                                || CouponSection::Customers.at(""),
                                |saved| address_of(saved.data.cliente_id, ""),
                            );
                            browser::go(&address);
                        }
                        Err(error) => {
                            let wrong = wrong_fields(&error);
                            if wrong.is_empty() {
                                if is_new && is_in_doubt(&error) {
                                    alike.read(list_path(&typed.name, ALIKE_MAX, 0));
                                }
                                trouble.set(Some(error));
                                browser::focus_soon(SAVE);
                            } else {
                                errors.set(wrong);
                                browser::focus_first_wrong();
                            }
                        }
                    }
                });
            }
        }
    });
    let why = text_if(move || {
        trouble.with(|trouble| {
            trouble.as_ref().map(|error| match error {
                error if is_in_doubt(error) && is_new => till.say(Text::CustomerLost).to_owned(),
                error if is_in_doubt(error) => till.say(Text::SettingsLost).to_owned(),
                error => read_error(till, error),
            })
        })
    });
    let title = if is_new {
        Text::CustomerNew
    } else {
        Text::CustomerChange
    };
    let to_document = Callback::new(|()| browser::focus_soon("customer-document"));
    let after_document = Callback::new(move |()| {
        if is_new {
            browser::focus_soon("customer-number");
        } else {
            save.run(());
        }
    });
    let number_field = is_new.then(|| {
        let hint = text(move || till.say(Text::CustomerNumberHint));
        view! {
            <TextField
                id="customer-number" label=Text::CustomerNumber field="cliente_id" value=number errors=errors keys="numeric" hint=hint
                on_enter=save
            />
        }
    });
    let document_hint = text(move || till.say(Text::CustomerDocumentHint));
    view! {
        <div class="settings-form">
            <div class="card">
                <Form on_submit=save>
                    <h1 id="customers-title" tabindex="-1">{till.words(title)}</h1>
                    <TextField id=NAME label=Text::CustomerName field="nombre" value=name errors=errors on_enter=to_document/>
                    <TextField
                        id="customer-document" label=Text::CustomerDocument field="documento" value=document errors=errors hint=document_hint
                        on_enter=after_document
                    />
                    {number_field}
                    <p class="wrong" role="alert" data-testid="customer-trouble">{why}</p>
                    <div aria-live="polite" data-testid="customer-alike">
                        {part(move || alike.show("customer-alike-retry", |page| listed_alike(till, page)))}
                    </div>
                    <div class="actions">
                        <Submit id=SAVE text=Text::SettingsSave busy_text=Text::SettingsSaving is_busy=is_busy class="primary"/>
                        {link(till, "customer-cancel", "button secondary", back, Text::SettingsCancel)}
                    </div>
                </Form>
            </div>
        </div>
    }
    .into_any()
}

/// Whether nobody knows if it was stored.
const fn is_in_doubt(error: &ReadError) -> bool {
    matches!(error, ReadError::Lost | ReadError::Outdated)
}

/// Those who have that name already: what was in doubt is among them, or was not stored.
fn listed_alike(till: Till, page: CustomerPage) -> AnyView {
    if page.clientes.is_empty() {
        return paragraph(
            "customer-alike-none",
            "hint",
            till.say(Text::NoCustomerFound).to_owned(),
        );
    }
    let rows: Vec<AnyView> = page
        .clientes
        .into_iter()
        .map(|customer| row(till, customer))
        .collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn added(typed: &Typed) -> Result<Checked<CustomerRequest>, Vec<FieldError>> {
    Draft::new()
        .whole("cliente_id", typed.number.trim())
        .text("nombre", &typed.name)
        .text("documento", &typed.document)
        .read(CustomerRequest::parse)
}

/// Only what is not as it was.
fn changed(
    known: &Customer,
    typed: &Typed,
) -> Result<Checked<CustomerUpdateRequest>, Vec<FieldError>> {
    let before = known.documento.as_deref().unwrap_or_default();
    let draft = Draft::new().changed("nombre", &known.nombre, &typed.name);
    let draft = if typed.document.trim().is_empty() && !before.is_empty() {
        draft.nothing("documento")
    } else {
        draft.changed("documento", before, &typed.document)
    };
    draft.read(CustomerUpdateRequest::parse)
}

/// What a refusal says is wrong with which field.
fn wrong_fields(error: &ReadError) -> Vec<FieldError> {
    match error {
        ReadError::Refused(refusal) => refused_fields(refusal),
        ReadError::Lost | ReadError::NotSignedIn | ReadError::Unreadable | ReadError::Outdated => {
            Vec::new()
        }
    }
}

fn refused_fields(refusal: &Refusal) -> Vec<FieldError> {
    match refusal.code {
        Code::CustomerNumberTaken | Code::CustomerNumbersExhausted => {
            vec![Flaw::new(refusal.code).of("cliente_id")]
        }
        _ => field_errors(&refusal.fields),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(number: &str, name: &str, document: &str) -> Typed {
        Typed {
            number: number.to_owned(),
            name: name.to_owned(),
            document: document.to_owned(),
        }
    }

    #[test]
    fn new_ones() {
        let body = |typed: &Typed| added(typed).map(|checked| checked.body);
        assert_eq!(
            body(&typed(" 105 ", " Ana ", "")).as_deref(),
            Ok(r#"{"cliente_id":105,"nombre":"Ana"}"#)
        );
        assert_eq!(
            body(&typed("", "Ana", "123")).as_deref(),
            Ok(r#"{"nombre":"Ana","documento":"123"}"#)
        );
        let wrong: Vec<String> = body(&typed("x", "", ""))
            .unwrap_err()
            .into_iter()
            .map(|error| error.field)
            .collect();
        assert_eq!(wrong, ["cliente_id", "nombre"]);
    }

    #[test]
    fn only_what_changed_is_sent() {
        let known: Customer = answer::read(
            r#"{"cliente_id":101,"nombre":"Ana","documento":"123","deuda":0.00,"facturas_abiertas":0}"#,
        )
        .unwrap();
        let table = [
            (typed("", "Ana ", "123"), "{}"),
            (typed("", "Ana P.", "123"), r#"{"nombre":"Ana P."}"#),
            (typed("", "Ana", " "), r#"{"documento":null}"#),
            (typed("", "Ana", "456"), r#"{"documento":"456"}"#),
        ];
        for (typed, expected) in table {
            assert_eq!(changed(&known, &typed).unwrap().body, expected, "{typed:?}");
        }
        assert!(changed(&known, &typed("", "", "123")).is_err());
    }

    #[test]
    fn refusals_stand_beside_their_field() {
        let refusal =
            Refusal::read(r#"{"success":false,"error":"x","code":"customer_number_taken"}"#)
                .unwrap();
        let wrong = wrong_fields(&ReadError::Refused(refusal));
        assert_eq!(wrong[0].field, "cliente_id");
        assert!(wrong_fields(&ReadError::Lost).is_empty());
        assert!(is_in_doubt(&ReadError::Lost));
        assert!(!is_in_doubt(&ReadError::NotSignedIn));
    }
}
