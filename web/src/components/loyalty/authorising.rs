//! `Authorising`: what the last question shows of the points, and the PIN that it asks for above a threshold. The PIN goes with one request and is
//! kept nowhere.

use super::attending::points;
use super::sale::Coming;
use crate::components::choice::Choice;
use crate::components::confirm;
use crate::components::coupons::loader::Loader;
use crate::components::field::{Errors, TextField};
use crate::components::parts::{paragraph, word};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::refusal::Refusal;
use crate::till::{Besides, Confirming, Till};
use crate::view::{follow, part, text, yes};
use crate::{browser, format};
use leptos::prelude::*;
use ventanilla_core::code::Code;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::loyalty::is_pin;
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::loyalty::requests::{Authorisation, SaleRequest};
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::operations::UserName;

/// The field of the PIN.
const PIN: &str = "points-pin";
/// Its name on the wire.
const PIN_FIELD: &str = "authorized_pin";
/// The name of who authorises on the wire.
const WHO_FIELD: &str = "authorized_by";
/// What the ids of those who authorise start with.
const WHO: &str = "points-who";

/// What the last question is about.
#[derive(Clone)]
pub(crate) struct Asked {
    /// What comes of it.
    pub(crate) coming: Coming,
    /// What stands below it, each with its name.
    pub(crate) facts: Vec<(Text, String)>,
    /// The sale, where a PIN may go with it.
    pub(crate) sale: Option<SaleRequest>,
    /// Above how many points a PIN is asked for; `None` where none is.
    pub(crate) threshold: Option<Dec>,
}

/// What the last question shows and asks besides.
#[derive(Clone, Copy)]
pub(crate) struct Authorising {
    till: Till,
    /// What it is about.
    pub(crate) asked: RwSignal<Option<Asked>>,
    supervisors: Loader,
    chosen: RwSignal<Option<i64>>,
    pin: RwSignal<String>,
    errors: Errors,
    /// Why the last PIN was not good.
    why: RwSignal<String>,
    /// What was asked when a PIN was wrong: it is asked again.
    confirming: StoredValue<Option<Confirming>>,
}

impl Authorising {
    /// Nothing is asked yet.
    pub(crate) fn new(till: Till) -> Self {
        Self {
            till,
            asked: RwSignal::new(None),
            supervisors: Loader::new(till),
            chosen: RwSignal::new(None),
            pin: RwSignal::new(String::new()),
            errors: RwSignal::new(Vec::new()),
            why: RwSignal::new(String::new()),
            confirming: StoredValue::new(None),
        }
    }

    /// Has the last question show it, for as long as the section is shown.
    pub(crate) fn begin(self) {
        let till = self.till;
        self.supervisors.read("/monederos/autorizan".to_owned());
        self.supervisors.when_back();
        till.besides.set_value(Some(Besides {
            shown: ViewFn::from(move || self.view()),
            first: Callback::new(move |()| self.first()),
            complete: Callback::new(move |body| self.complete(body)),
        }));
        on_cleanup(move || till.besides.set_value(None));
        follow(move || match till.confirming.get() {
            Some(confirming) => self.confirming.set_value(Some(confirming)),
            // Nothing of it outlives the question.
            None => {
                self.pin.set(String::new());
                self.errors.set(Vec::new());
                self.why.set(String::new());
            }
        });
        // What was wrong is being typed anew.
        follow(move || {
            if self.pin.with(|pin| !pin.is_empty()) {
                self.why.set(String::new());
            }
        });
    }

    /// What the question is about, where it is about points.
    fn current(self) -> Option<Asked> {
        let is_of_points = self.till.confirming.with(|confirming| {
            confirming.as_ref().is_some_and(|asked| {
                matches!(
                    asked.intent,
                    Intent::MovePoints { .. } | Intent::Reverse { .. }
                )
            })
        });
        self.asked.get().filter(|_| is_of_points)
    }

    /// Who may authorise; the only one is chosen.
    fn supervisors(self) -> Vec<UserName> {
        self.supervisors.get_bare().unwrap_or_default()
    }

    fn chosen(self) -> Option<i64> {
        match self.supervisors().as_slice() {
            [only] => Some(only.id),
            _ => self.chosen.get(),
        }
    }

    /// What has the focus first.
    fn first(self) -> String {
        let asked = untrack(|| self.current());
        if asked.is_none_or(|asked| asked.threshold.is_none()) {
            return confirm::YES.to_owned();
        }
        let (supervisors, chosen) = untrack(|| (self.supervisors(), self.chosen()));
        match (supervisors.first(), chosen) {
            (Some(first), None) => format!("{WHO}-{}", first.id),
            _ => PIN.to_owned(),
        }
    }

    /// The body with the PIN; what lacks is said beside its field.
    fn complete(self, body: String) -> Option<String> {
        let asked = untrack(|| self.current());
        let Some((sale, _)) = asked.and_then(|asked| asked.sale.zip(asked.threshold)) else {
            return Some(body);
        };
        let pin = self.pin.get_untracked();
        match authorised(sale, untrack(|| self.chosen()), &pin) {
            Ok(body) => Some(body),
            Err(wrong) => {
                self.errors.set(wrong);
                browser::focus_first_wrong();
                None
            }
        }
    }

    /// Whether that no is about the PIN: then the same is asked again, and why stands beside it.
    pub(crate) fn asks_again(self, refusal: &Refusal) -> bool {
        let till = self.till;
        let is_of_pin = matches!(
            refusal.code,
            Code::PinInvalid | Code::PinFormat | Code::LoginLocked | Code::AuthorizationRequired
        );
        let asked = self
            .asked
            .get_untracked()
            .is_some_and(|asked| asked.threshold.is_some());
        if !is_of_pin || !asked {
            return false;
        }
        let confirming = self.confirming.get_value();
        self.pin.set(String::new());
        let why = untrack(|| refusal.text(till.language.get(), till.currency()));
        self.why.set(why);
        till.confirming.set(confirming);
        browser::focus_soon(PIN);
        true
    }

    fn view(self) -> AnyView {
        let till = self.till;
        let Some(asked) = untrack(|| self.current()) else {
            return ().into_any();
        };
        let sign = if asked.coming.kind.gives() {
            "+"
        } else {
            "−"
        };
        let moved = points(till, asked.coming.points);
        let moved = till.say_with(Text::PointsUnit, &[("puntos", &format!("{sign}{moved}"))]);
        let after = points(till, asked.coming.after);
        let mut facts = asked.facts;
        facts.push((
            Text::PointsAfter,
            till.say_with(Text::PointsUnit, &[("puntos", &after)]),
        ));
        let facts: Vec<AnyView> = facts
            .into_iter()
            .map(|(label, value)| {
                view! { <p class="fact"><span class="caption">{till.say(label)}</span> <strong>{value}</strong></p> }
                    .into_any()
            })
            .collect();
        let pin = asked.threshold.map(|threshold| self.pin_view(threshold));
        view! {
            <p class="sum" data-testid="confirm-points">{moved}</p>
            <div class="facts" data-testid="confirm-facts">{facts}</div>
            {pin}
        }
        .into_any()
    }

    fn pin_view(self, threshold: Dec) -> AnyView {
        let till = self.till;
        let lead = till.say_with(
            Text::PinLead,
            &[("puntos", &points(till, threshold.amount()))],
        );
        let who = part(move || {
            self.supervisors
                .show_bare("points-who-retry", |list: Vec<UserName>| match list.as_slice() {
                    [] => paragraph("points-nobody", "wrong", till.say(Text::PinNobody).to_owned()),
                    [only] => {
                        let label = till.say(Text::PinWho);
                        view! { <p class="fact" data-testid=WHO><span class="caption">{label}</span> <strong>{only.nombre.clone()}</strong></p> }
                            .into_any()
                    }
                    _ => self.choices(&list),
                })
        });
        let yes = Callback::new(move |()| till.confirm());
        view! {
            <div class="authorising" data-testid="points-authorising">
                <p class="hint caution">{lead}</p>
                {who}
                <TextField
                    id=PIN label=Text::PinLabel field=PIN_FIELD value=self.pin errors=self.errors kind="password" keys="numeric"
                    class="number" note=self.why on_enter=yes
                />
            </div>
        }
        .into_any()
    }

    fn choices(self, list: &[UserName]) -> AnyView {
        let till = self.till;
        let choices: Vec<AnyView> = list
            .iter()
            .map(|user| {
                let id = user.id;
                let is_on = yes(move || self.chosen.get() == Some(id));
                let is_wrong = yes(move || {
                    self.errors
                        .with(|errors| errors.iter().any(|error| error.field == WHO_FIELD))
                });
                let choose = Callback::new(move |()| {
                    self.chosen.set(Some(id));
                    crate::components::field::forgive(self.errors, WHO_FIELD);
                });
                let name = word("name", user.nombre.clone());
                view! {
                    <Choice group=WHO id=format!("{WHO}-{id}") is_on=is_on is_wrong=is_wrong on_choose=choose next=PIN>{name}</Choice>
                }
                .into_any()
            })
            .collect();
        let wrong = text(move || {
            self.errors.with(|errors| {
                let wrong = errors.iter().find(|error| error.field == WHO_FIELD);
                wrong.map_or_else(String::new, |error| {
                    format::field_error(error, till.currency(), till.language.get())
                })
            })
        });
        view! {
            <fieldset data-testid=WHO>
                <legend>{till.say(Text::PinWho)}</legend>
                <div class="choices">{choices}</div>
                <p class="wrong" role="alert">{wrong}</p>
            </fieldset>
        }
        .into_any()
    }
}

/// The body of a sale with who authorises it, or what lacks.
fn authorised(
    mut sale: SaleRequest,
    supervisor_id: Option<i64>,
    pin: &str,
) -> Result<String, Vec<FieldError>> {
    let mut wrong = Vec::new();
    if supervisor_id.is_none() {
        wrong.push(Flaw::new(Code::Required).of(WHO_FIELD));
    }
    if !is_pin(pin) {
        let code = if pin.is_empty() {
            Code::Required
        } else {
            Code::PinFormat
        };
        wrong.push(Flaw::new(code).of(PIN_FIELD));
    }
    match supervisor_id {
        Some(user_id) if wrong.is_empty() => {
            sale.authorisation = Some(Authorisation {
                user_id,
                pin: pin.to_owned(),
            });
            Ok(sale.to_json())
        }
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Currency;
    use ventanilla_core::wire::loyalty::parameters::Parameters;

    #[test]
    fn the_pin_goes_with_what_is_sent_alone() {
        let sale = || {
            let attributes = [
                ("wallet_key", "k"),
                ("phone", "4771234567"),
                ("transaction_type", "1"),
                ("points_used", "600"),
                ("usertool_id", "3"),
            ];
            let pairs = attributes.map(|(name, value)| (name.to_owned(), value.to_owned()));
            SaleRequest::parse(&Parameters::of_form(pairs), Currency::Mxn).unwrap()
        };
        assert!(!sale().to_json().contains("pin"));
        let body = authorised(sale(), Some(2), "2468").unwrap();
        assert!(
            body.ends_with(r#""authorized_by":2,"authorized_pin":"2468"}"#),
            "{body}"
        );
        let wrong = |who, pin| -> Vec<(String, Code)> {
            let errors = authorised(sale(), who, pin).unwrap_err();
            errors
                .into_iter()
                .map(|error| (error.field, error.code))
                .collect()
        };
        assert_eq!(wrong(Some(2), ""), [(PIN_FIELD.to_owned(), Code::Required)]);
        assert_eq!(
            wrong(None, "12a4"),
            [
                (WHO_FIELD.to_owned(), Code::Required),
                (PIN_FIELD.to_owned(), Code::PinFormat)
            ]
        );
    }
}
