//! Paying a service: the form, the payment that it made, and the latest ones.

mod balance;
pub(crate) mod latest;
pub(crate) mod number_box;
pub(crate) mod pay;
pub(crate) mod payment;
mod picker;
mod place;
mod ranking;
mod refund;
mod watch;
mod words;

use crate::access;
use crate::browser;
use crate::components::parts::{block, link, paragraph};
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::refusal::Refusal;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::{follow, later, part};
use latest::Latest;
use leptos::prelude::*;
use place::Place;
use ventanilla_core::Permission;
use ventanilla_core::service::NumberKind;

/// The heading.
pub(crate) const TITLE: &str = "pay-title";
/// The link to the till, where a register is opened.
const OPEN: &str = "pay-open-register";
/// The turn of the list of payments, which nobody waits for.
pub(crate) const LATEST_TURN: u32 = 3;

/// What showing payments takes, whatever they are of.
#[derive(Clone, Copy)]
pub(crate) struct Payments {
    /// The till.
    pub(crate) till: Till,
    /// Where they are made, and shown.
    home: ServiceSection,
    /// The latest payments.
    pub(crate) latest: Latest,
    /// The payment that was refused just now, and why, in words: later only the provider's own are known.
    refused: StoredValue<(String, String)>,
}

/// What the parts of the section have in common.
#[derive(Clone, Copy)]
pub(crate) struct Paying {
    /// The till.
    till: Till,
    /// What is being looked for.
    searched: RwSignal<String>,
    /// The number that is being typed.
    number: RwSignal<String>,
    /// Of which kind it is: what the form shown last asked for.
    kind: StoredValue<Option<NumberKind>>,
    /// The amount that is being typed.
    amount: RwSignal<String>,
    /// What has been paid.
    payments: Payments,
}

/// The section; `rest` is what stands in the address after its name.
pub(crate) fn section(till: Till, _section: ServiceSection, rest: Signal<String>) -> AnyView {
    if !untrack(|| access::sells_services(till.currency())) {
        let title = view! { <h1>{till.words(Text::ServicesTitle)}</h1> }.into_any();
        let why = till.say(Text::PayElsewhere).to_owned();
        return block(
            "",
            "paying",
            vec![title, paragraph("pay-elsewhere", "card lead", why)],
        );
    }
    let paying = Paying {
        till,
        searched: RwSignal::new(String::new()),
        kind: StoredValue::new(None),
        number: RwSignal::new(String::new()),
        amount: RwSignal::new(String::new()),
        payments: Payments::new(till, ServiceSection::Pay),
    };
    let place = Memo::new(move |_| rest.with(|rest| Place::read(rest)));
    paying
        .payments
        .follow_notices(move |payment_id| match place.get() {
            Place::Payment(shown) => shown == payment_id,
            Place::Form(_) => paying.is_idle(),
        });
    let is_open = Memo::new(move |_| till.session.with(Option::is_some));
    let may_pay = Memo::new(move |_| till.role().may(Permission::Sell));
    let shown = part(move || match place.get() {
        Place::Payment(id) => untrack(|| payment::section(paying.payments, &id)),
        Place::Form(_) if !may_pay.get() => paragraph(
            "pay-read-only",
            "card lead",
            till.say(Text::ReadOnly).to_owned(),
        ),
        Place::Form(_) if !is_open.get() => needs_session(till),
        Place::Form(service) => untrack(|| pay::section(paying, service)),
    });
    view! {
        <section class="paying" aria-labelledby=TITLE>
            <h1 id=TITLE tabindex="-1">{till.words(Text::ServicesTitle)}</h1>
            <div>{shown}</div>
            {later(LATEST_TURN, move || latest::section(paying.payments.latest))}
        </section>
    }
    .into_any()
}

/// What a notice offers: the way to the payment that it tells of.
pub(crate) fn offers(till: Till) -> AnyView {
    let Some(told) = till.notice.with_untracked(Told::of) else {
        return ().into_any();
    };
    let address = told.home.at(&told.payment_id);
    let see = link(
        till,
        "notice-payment",
        "button secondary",
        address,
        Text::PaySee,
    );
    block("", "offers", vec![see])
}

/// Whether a notice tells of a payment.
pub(crate) fn tells_of_payment(notice: &Option<Notice>) -> bool {
    Told::of(notice).is_some()
}

/// The payment that a notice tells of: done, under way, or stored and then refused.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    payment_id: String,
    /// Where it is shown.
    home: ServiceSection,
    /// Why it was refused, if it was.
    refusal: Option<Refusal>,
}

impl Told {
    fn of(notice: &Option<Notice>) -> Option<Self> {
        match notice.as_ref()? {
            Notice::Done(receipt, intent) => match receipt.as_ref() {
                Receipt::Paid(payment) => Some(Self {
                    payment_id: payment.id.clone(),
                    home: home_of(intent),
                    refusal: None,
                }),
                _ => None,
            },
            Notice::Refused(refusal, intent) => Some(Self {
                payment_id: refusal.payment_id.clone()?,
                home: home_of(intent),
                refusal: Some(refusal.clone()),
            }),
            Notice::NotStored | Notice::NotSignedIn => None,
        }
    }
}

/// Where what was asked for is shown.
const fn home_of(intent: &Intent) -> ServiceSection {
    match intent {
        Intent::Recharge { .. } => ServiceSection::Recharge,
        _ => ServiceSection::Pay,
    }
}

impl Payments {
    /// Nothing shown yet.
    pub(crate) fn new(till: Till, home: ServiceSection) -> Self {
        Self {
            till,
            home,
            latest: Latest::new(till),
            refused: StoredValue::new((String::new(), String::new())),
        }
    }

    /// Goes to the payment that a notice tells of, which then says all of it, unless somebody is at something else by now: that is for
    /// `is_expected` to say.
    pub(crate) fn follow_notices(self, is_expected: impl Fn(&str) -> bool + 'static) {
        self.follow_boxed(Box::new(is_expected));
    }

    fn follow_boxed(self, is_expected: Box<dyn Fn(&str) -> bool>) {
        let till = self.till;
        follow(move || {
            let (is_news, told) = till
                .notice
                .with(|notice| (notice.is_some(), Told::of(notice)));
            if is_news {
                untrack(|| self.latest.again());
            }
            if let Some(told) = told {
                untrack(|| {
                    if is_expected(&told.payment_id) {
                        self.hear(told);
                    }
                });
            }
        });
    }

    fn hear(self, told: Told) {
        let till = self.till;
        if let Some(refusal) = &told.refusal {
            let words = refusal.text(till.language.get(), till.currency());
            self.refused.set_value((told.payment_id.clone(), words));
        }
        till.notice.set(None);
        browser::go(&told.home.at(&told.payment_id));
    }
}

impl Paying {
    /// Whether nothing is typed, asked or shown.
    fn is_idle(self) -> bool {
        [self.searched, self.number, self.amount]
            .iter()
            .all(|typed| typed.with_untracked(|typed| typed.trim().is_empty()))
            && self.till.confirming.with_untracked(Option::is_none)
            && self.till.slip.with_untracked(Option::is_none)
    }

    /// What was typed has been asked for: the next payment is another.
    fn clear(self) {
        self.number.set(String::new());
        self.amount.set(String::new());
    }
}

/// What stands in the place of a form while no register is open.
pub(crate) fn needs_session(till: Till) -> AnyView {
    let why = till.say(Text::CollectNeedsSession).to_owned();
    block(
        "",
        "card needs",
        vec![
            paragraph("pay-needs-session", "hint caution", why),
            link(
                till,
                OPEN,
                "button primary",
                "/app/".to_owned(),
                Text::OpenTitle,
            ),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment_slip::tests::payment;
    use ventanilla_core::wire::answer;
    use ventanilla_core::wire::money::Dec;
    use ventanilla_core::wire::resources::payments::{OrderState, RefundState};
    use ventanilla_core::{Amount, Service};

    const ID: &str = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    fn intent() -> Intent {
        Intent::PayService {
            service: Service::MovistarPrepago,
            number: "04243675525".to_owned(),
            amount: Dec::from(Amount::from_minor(1_000).unwrap()),
        }
    }

    fn refused(id: &str) -> Option<Notice> {
        let body = format!(
            r#"{{"success":false,"error":{{"code":"OPERATOR_ERROR","message":"x","reason":"provider_refused"{id}}}}}"#
        );
        Some(Notice::Refused(Refusal::read(&body).unwrap(), intent()))
    }

    #[test]
    fn which_payment_a_notice_is_of() {
        let paid = answer::read(&format!(
            r#"{{"idOperation":"{ID}","idTypeService":57,"numberService":"04243675525","amount":10,"status":"pending","reference":"x",
            "createdAt":"2026-07-01T02:47:51.123Z"}}"#
        ))
        .unwrap();
        let done = |receipt| Some(Notice::Done(Box::new(receipt), intent()));
        let told = |notice| Told::of(&notice).map(|told| (told.payment_id, told.refusal.is_some()));
        assert_eq!(
            told(done(Receipt::Paid(paid))),
            Some((ID.to_owned(), false))
        );
        let stored = format!(r#","idOperation":"{ID}""#);
        assert_eq!(told(refused(&stored)), Some((ID.to_owned(), true)));
        // Nothing was stored, and nothing is owed to anybody.
        assert_eq!(told(refused("")), None);
        let refunded = payment(OrderState::Refused, RefundState::Paid);
        assert_eq!(told(done(Receipt::Refunded(refunded))), None);
        assert_eq!(told(None), None);
    }
}
