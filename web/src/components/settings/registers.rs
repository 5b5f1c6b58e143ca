//! Registers: each with its drawer, its branch and what it is for.

mod request;

use self::request::{Typed, create, update};
use super::desk::{Bodies, Change, Desk, NEW, SAVE};
use super::fields::{self, Alternative, At};
use super::form_state::FormState;
use super::frame::{self, List, Place, Row, Sheet};
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::form::review;
use crate::components::question::Question;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::office_page::OfficeSection;
use crate::outbox::Ended;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::wire::kantuta::registers::{CreateRegisterRequest, Register, Specialty};
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::branches::Branch;

const SECTION: OfficeSection = OfficeSection::Registers;

/// The fields of the form.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    specialty: RwSignal<String>,
    branch_id: RwSignal<String>,
    balance: RwSignal<String>,
}

/// The section.
pub(crate) fn view(desk: Desk, bodies: &Bodies, rest: &str) -> Result<AnyView, ReadError> {
    let registers: Vec<Register> = api::parse(&bodies.first)?;
    let branches: Vec<Branch> = api::parse(&bodies.second)?;
    Ok(match Place::of(rest) {
        Place::List => list(desk, registers, &branches),
        Place::New => new(desk, branches),
        Place::One(id) => match registers.into_iter().find(|register| register.id == id) {
            Some(register) => edit(desk, register, &branches),
            None => frame::gone(desk, SECTION),
        },
        Place::Nowhere => frame::gone(desk, SECTION),
    })
}

fn list(desk: Desk, registers: Vec<Register>, branches: &[Branch]) -> AnyView {
    let till = desk.till;
    let rows = registers
        .into_iter()
        .map(|register| {
            let branch = branch_name(branches, register.id_sucursal);
            let specialty = specialty_face(register.especialidad).0;
            Row {
                id: register.id,
                name: register.nombre,
                detail: Signal::derive(move || format!("{branch} · {}", till.say(specialty))),
                figure: till.money_signal(register.saldo.amount()),
                badge: None,
                class: "",
            }
        })
        .collect();
    // One whose answer came late belongs in the list as well.
    Effect::new(move |before: Option<Option<i64>>| {
        let made = made_register(till);
        if before.is_some_and(|before| before != made) && made.is_some() {
            desk.refresh();
        }
        made
    });
    let about = List {
        section: SECTION,
        title: Text::Registers,
        lead: Text::RegistersLead,
        new: Some(Text::RegisterNew),
        none: Text::RegistersNone,
    };
    frame::list(desk, about, rows)
}

fn new(desk: Desk, branches: Vec<Branch>) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let first_branch = branches.iter().find(|branch| branch.estado);
    let fields = Fields {
        name: RwSignal::new(String::new()),
        specialty: RwSignal::new(Specialty::default().as_str().to_owned()),
        branch_id: RwSignal::new(
            first_branch.map_or_else(String::new, |branch| branch.id.to_string()),
        ),
        balance: RwSignal::new(String::new()),
    };
    desk.come_back_to(NEW.to_owned());
    let visible = body(till, form, fields, &branches, None, true);
    let branches = StoredValue::new(branches);
    let on_end = Callback::new(move |ended: Ended| match ended {
        // What came of it, or that it is still open, is said above.
        Ended::Done | Ended::Unknown => desk.leave(SECTION),
        Ended::Refused(refusal) if desk.is_here() => form.fail(ReadError::Refused(refusal)),
        Ended::NotSent if desk.is_here() => browser::focus_soon(SAVE),
        Ended::Refused(_) | Ended::NotSent => {}
    });
    let save = Callback::new(move |()| {
        form.trouble.set(None);
        let checked = create(&fields.typed(), untrack(|| till.currency()));
        let intent = |request: CreateRegisterRequest| Intent::CreateRegister {
            branch: branches.with_value(|branches| branch_name(branches, request.id_sucursal)),
            register: request.nombre,
            amount: Dec::from(request.saldo),
        };
        review(till, form.errors, checked, intent, on_end);
    });
    let sheet = Sheet {
        section: SECTION,
        title: fields::words(till, Text::RegisterNew),
        lead: Signal::stored(String::new()),
        form,
        save: Text::Continue,
        has_list: true,
        on_submit: save,
    };
    frame::sheet(desk, sheet, visible, ().into_any())
}

fn edit(desk: Desk, known: Register, branches: &[Branch]) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let fields = Fields {
        name: RwSignal::new(known.nombre.clone()),
        specialty: RwSignal::new(known.especialidad.as_str().to_owned()),
        branch_id: RwSignal::new(
            known
                .id_sucursal
                .map_or_else(String::new, |id| id.to_string()),
        ),
        balance: RwSignal::new(String::new()),
    };
    let (id, name, balance) = (known.id, known.nombre.clone(), known.saldo.amount());
    desk.come_back_to(frame::row_id(SECTION, id));
    let visible = body(till, form, fields, branches, known.id_sucursal, false);
    let known = StoredValue::new(known);
    let save = Callback::new(move |()| {
        let change = known.with_value(|known| update(known, &fields.typed()));
        let then = move |body: String| {
            let name = api::parse(&body)
                .map(|register: Register| register.nombre)
                .unwrap_or_default();
            desk.finish(SECTION, Text::SettingsSavedOf, name, Some(id));
        };
        desk.send(form, change, Box::new(then));
    });
    let lead = Signal::derive(move || {
        format!(
            "{}: {}",
            till.say(Text::RegisterInDrawer),
            till.money(balance)
        )
    });
    let sheet = Sheet {
        section: SECTION,
        title: Signal::stored(name.clone()),
        lead,
        form,
        save: Text::SettingsSave,
        has_list: true,
        on_submit: save,
    };
    frame::sheet(desk, sheet, visible, retiring(desk, id, name))
}

/// The way to retire a register, with its question.
fn retiring(desk: Desk, id: i64, name: String) -> AnyView {
    let till = desk.till;
    let form = FormState::of("register-retire");
    let retired = name.clone();
    let retire = Callback::new(move |()| {
        let change = Change {
            method: "DELETE",
            path: format!("/cajas/{id}"),
            body: None,
        };
        let name = retired.clone();
        let then = move |_: String| {
            desk.come_back_to(NEW.to_owned());
            desk.finish(SECTION, Text::RegisterRetired, name, None);
        };
        desk.send(form, Ok(change), Box::new(then));
    });
    let ask = move |_| {
        form.trouble.set(None);
        desk.question.set(Some(Question {
            title: Text::RegisterRetireTitle,
            lead: Text::RegisterRetireHint,
            name: name.clone(),
            yes: Text::RegisterRetireYes,
            then: retire,
        }));
    };
    let words = Signal::derive(move || {
        till.say(if form.is_busy.get() {
            Text::OneMoment
        } else {
            Text::RegisterRetire
        })
    });
    view! {
        <section class="card retiring">
            <p class="hint">{till.words(Text::RegisterRetireHint)}</p>
            <button type="button" class="danger" id="register-retire" data-testid="register-retire" disabled=form.is_busy on:click=ask>{words}</button>
            <p class="wrong" role="alert" data-testid="retire-trouble">{frame::trouble_signal(till, form)}</p>
        </section>
    }
    .into_any()
}

fn body(
    till: Till,
    form: FormState,
    typed: Fields,
    branches: &[Branch],
    branch_id: Option<i64>,
    has_balance: bool,
) -> AnyView {
    browser::focus_soon("register-name");
    let at = |id, field| At { id, field, form };
    let choices = branches
        .iter()
        .filter(|branch| branch.estado || Some(branch.id) == branch_id)
        .map(|branch| (branch.id.to_string(), branch.nombre.clone()))
        .collect();
    let to_branch = fields::to("register-branch");
    let to_save = fields::to(SAVE);
    let balance = has_balance.then(|| {
        fields::amount(
            till,
            at("register-balance", "saldo"),
            Text::RegisterBalance,
            typed.balance,
            Text::RegisterBalanceHint,
            to_save,
        )
    });
    let next = if has_balance {
        "register-balance"
    } else {
        SAVE
    };
    view! {
        {fields::text(till, at("register-name", "nombre"), Text::SettingsName, typed.name, None, to_branch)}
        {fields::select(till, at("register-branch", "id_sucursal"), Text::Branch, typed.branch_id, choices, None)}
        {fields::choices(till, at("register-specialty", "especialidad"), Text::RegisterSpecialty, typed.specialty, specialties(), next)}
        {balance}
    }
    .into_any()
}

impl Fields {
    fn typed(self) -> Typed {
        Typed {
            name: self.name.get_untracked(),
            specialty: self.specialty.get_untracked(),
            branch_id: self.branch_id.get_untracked(),
            balance: self.balance.get_untracked(),
        }
    }
}

fn made_register(till: Till) -> Option<i64> {
    till.notice.with(|notice| match notice {
        Some(Notice::Done(receipt, _)) => match receipt.as_ref() {
            Receipt::Created(register) => Some(register.id),
            _ => None,
        },
        _ => None,
    })
}

fn branch_name(branches: &[Branch], id: Option<i64>) -> String {
    branches
        .iter()
        .find(|branch| Some(branch.id) == id)
        .map(|branch| branch.nombre.clone())
        .unwrap_or_default()
}

/// The name of a speciality, and what it means.
const fn specialty_face(specialty: Specialty) -> (Text, Text) {
    match specialty {
        Specialty::Mixta => (Text::SpecialtyMixed, Text::SpecialtyMixedHint),
        Specialty::SoloVentas => (Text::SpecialtySales, Text::SpecialtySalesHint),
        Specialty::SoloAgentes => (Text::SpecialtyAgents, Text::SpecialtyAgentsHint),
    }
}

fn specialties() -> Vec<Alternative> {
    [
        Specialty::Mixta,
        Specialty::SoloVentas,
        Specialty::SoloAgentes,
    ]
    .into_iter()
    .map(|specialty| {
        let (name, meaning) = specialty_face(specialty);
        (specialty.as_str().to_owned(), name, meaning)
    })
    .collect()
}
