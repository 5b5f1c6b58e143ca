//! What is typed of a loyalty wallet, and the request that it makes. Pure.

use crate::components::settings::Change;
use crate::components::settings::fields;
use crate::draft::Draft;
use ventanilla_core::code::Language;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::loyalty::{
    LoyaltyWallet, LoyaltyWalletRequest, LoyaltyWalletUpdateRequest,
};
use ventanilla_core::{Amount, Currency};

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The name.
    pub(crate) name: String,
    /// How many percent it gives.
    pub(crate) percentage: String,
    /// Whether every sale names its ticket.
    pub(crate) asks_ticket: bool,
    /// Whether a ticket is good once.
    pub(crate) is_ticket_once: bool,
    /// Whether a customer's date of birth is asked for.
    pub(crate) asks_birth: bool,
    /// How many more customers it takes.
    pub(crate) contacts: String,
    /// How many more redemptions it takes.
    pub(crate) redemptions: String,
    /// How many more messages it pays for.
    pub(crate) messages: String,
    /// More points than that need a PIN; blank for never.
    pub(crate) threshold: String,
    /// The shop's page for its customers.
    pub(crate) link: String,
    /// What the service calls it that keeps its points; blank where they are kept here.
    pub(crate) upstream: String,
    /// Whether everybody may use it.
    pub(crate) is_for_all: bool,
    /// Who may, where not everybody may.
    pub(crate) collaborators: Vec<i64>,
}

impl Typed {
    /// What a new one starts with.
    pub(crate) fn fresh() -> Self {
        Self {
            name: String::new(),
            percentage: String::new(),
            asks_ticket: false,
            is_ticket_once: false,
            asks_birth: false,
            contacts: "1000".to_owned(),
            redemptions: "1000".to_owned(),
            messages: "1000".to_owned(),
            threshold: String::new(),
            link: String::new(),
            upstream: String::new(),
            is_for_all: true,
            collaborators: Vec::new(),
        }
    }

    /// What stands in the fields of one that is there.
    pub(crate) fn of(known: &LoyaltyWallet, currency: Currency, language: Language) -> Self {
        let number = |amount: Amount| fields::typed_amount(amount, currency, language);
        Self {
            name: known.nombre.clone(),
            percentage: number(known.porcentaje.amount()),
            asks_ticket: known.exige_ticket,
            is_ticket_once: known.ticket_unico,
            asks_birth: known.exige_nacimiento,
            contacts: known.clientes_disponibles.to_string(),
            redemptions: known.canjes_disponibles.to_string(),
            messages: known.creditos_disponibles.to_string(),
            threshold: known
                .pin_desde
                .map(|threshold| number(threshold.amount()))
                .unwrap_or_default(),
            link: known.enlace_clientes.clone(),
            upstream: known.clave_proveedor.clone().unwrap_or_default(),
            is_for_all: known.para_todos,
            collaborators: known.colaboradores.clone(),
        }
    }
}

/// The request that makes one.
pub(crate) fn added(typed: &Typed, currency: Currency) -> Result<Change, Vec<FieldError>> {
    let draft = Draft::new()
        .text("nombre", &typed.name)
        .decimal("porcentaje", &typed.percentage, currency)
        .flag("exige_ticket", typed.asks_ticket)
        .flag("ticket_unico", typed.asks_ticket && typed.is_ticket_once)
        .flag("exige_nacimiento", typed.asks_birth)
        .whole("clientes_disponibles", typed.contacts.trim())
        .whole("canjes_disponibles", typed.redemptions.trim())
        .whole("creditos_disponibles", typed.messages.trim())
        .text("enlace_clientes", &typed.link)
        .text("clave_proveedor", &typed.upstream);
    let draft = if typed.threshold.trim().is_empty() {
        draft
    } else {
        draft.decimal("pin_desde", &typed.threshold, currency)
    };
    let checked = draft.read(LoyaltyWalletRequest::parse)?;
    Ok(Change {
        method: "POST",
        path: "/monederos".to_owned(),
        body: Some(checked.body),
    })
}

/// The request that changes one: only what is not as it was.
pub(crate) fn changed(
    id: i64,
    before: &Typed,
    typed: &Typed,
    currency: Currency,
) -> Result<Change, Vec<FieldError>> {
    let mut draft = Draft::new()
        .changed("nombre", &before.name, &typed.name)
        .changed("enlace_clientes", &before.link, &typed.link);
    if typed.percentage.trim() != before.percentage {
        draft = draft.decimal("porcentaje", &typed.percentage, currency);
    }
    let once = |typed: &Typed| typed.asks_ticket && typed.is_ticket_once;
    for (name, was, is) in [
        ("exige_ticket", before.asks_ticket, typed.asks_ticket),
        ("ticket_unico", once(before), once(typed)),
        ("exige_nacimiento", before.asks_birth, typed.asks_birth),
    ] {
        if was != is {
            draft = draft.flag(name, is);
        }
    }
    for (name, was, is) in [
        ("clientes_disponibles", &before.contacts, &typed.contacts),
        (
            "canjes_disponibles",
            &before.redemptions,
            &typed.redemptions,
        ),
        ("creditos_disponibles", &before.messages, &typed.messages),
    ] {
        if was != is.trim() {
            // What is blank is no number: the core says so.
            draft = if is.trim().is_empty() {
                draft.json(name, "\"\"".to_owned())
            } else {
                draft.whole(name, is.trim())
            };
        }
    }
    if typed.threshold.trim() != before.threshold {
        draft = if typed.threshold.trim().is_empty() {
            draft.nothing("pin_desde")
        } else {
            draft.decimal("pin_desde", &typed.threshold, currency)
        };
    }
    if typed.upstream.trim() != before.upstream {
        draft = if typed.upstream.trim().is_empty() {
            draft.nothing("clave_proveedor")
        } else {
            draft.text("clave_proveedor", &typed.upstream)
        };
    }
    if typed.is_for_all && !before.is_for_all {
        draft = draft.nothing("colaboradores");
    } else if !typed.is_for_all
        && (before.is_for_all || typed.collaborators != before.collaborators)
    {
        let ids: Vec<String> = typed.collaborators.iter().map(i64::to_string).collect();
        draft = draft.json("colaboradores", format!("[{}]", ids.join(",")));
    }
    let checked = draft.read(LoyaltyWalletUpdateRequest::parse)?;
    Ok(Change {
        method: "PATCH",
        path: format!("/monederos/{id}"),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::super::sale::tests::wallet;
    use super::*;

    fn typed() -> Typed {
        Typed {
            name: " Lealtad ".to_owned(),
            percentage: "3.33".to_owned(),
            ..Typed::fresh()
        }
    }

    fn body(change: Result<Change, Vec<FieldError>>) -> String {
        change.unwrap().body.unwrap()
    }

    fn wrong(change: Result<Change, Vec<FieldError>>) -> Vec<String> {
        let errors = change.unwrap_err();
        let mut fields: Vec<String> = errors.into_iter().map(|error| error.field).collect();
        fields.sort();
        fields
    }

    #[test]
    fn new_ones() {
        assert_eq!(
            body(added(&typed(), Currency::Mxn)),
            r#"{"nombre":"Lealtad","porcentaje":"3.33","exige_ticket":false,"ticket_unico":false,"exige_nacimiento":false,"clientes_disponibles":1000,"canjes_disponibles":1000,"creditos_disponibles":1000,"enlace_clientes":""}"#
        );
        let with = Typed {
            threshold: "500".to_owned(),
            is_ticket_once: true,
            ..typed()
        };
        let with = body(added(&with, Currency::Mxn));
        assert!(with.contains(r#""pin_desde":"500.00""#), "{with}");
        // A ticket that is not asked for is not good once only.
        assert!(with.contains(r#""ticket_unico":false"#), "{with}");
        let upstream = Typed {
            upstream: " monedero-1 ".to_owned(),
            ..typed()
        };
        let upstream = body(added(&upstream, Currency::Mxn));
        assert!(
            upstream.contains(r#""clave_proveedor":"monedero-1""#),
            "{upstream}"
        );
        let bad = Typed {
            upstream: "dos palabras".to_owned(),
            name: String::new(),
            percentage: "100.01".to_owned(),
            contacts: "muchos".to_owned(),
            link: "http://x".to_owned(),
            ..typed()
        };
        assert_eq!(
            wrong(added(&bad, Currency::Mxn)),
            [
                "clave_proveedor",
                "clientes_disponibles",
                "enlace_clientes",
                "nombre",
                "porcentaje"
            ]
        );
    }

    #[test]
    fn only_what_changed_is_sent() {
        let known = wallet(true, r#""500.00""#);
        let before = Typed::of(&known, Currency::Mxn, Language::En);
        let change = |typed: &Typed| changed(1, &before, typed, Currency::Mxn);
        assert_eq!(body(change(&before)), "{}");
        let table = [
            (
                Typed {
                    percentage: "5".to_owned(),
                    ..before.clone()
                },
                r#"{"porcentaje":"5.00"}"#,
            ),
            (
                Typed {
                    threshold: " ".to_owned(),
                    ..before.clone()
                },
                r#"{"pin_desde":null}"#,
            ),
            (
                Typed {
                    is_for_all: true,
                    ..before.clone()
                },
                r#"{"colaboradores":null}"#,
            ),
            (
                Typed {
                    collaborators: vec![7, 3],
                    ..before.clone()
                },
                r#"{"colaboradores":[7,3]}"#,
            ),
            (
                Typed {
                    asks_ticket: false,
                    contacts: "9".to_owned(),
                    ..before.clone()
                },
                r#"{"exige_ticket":false,"clientes_disponibles":9}"#,
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(body(change(&typed)), expected, "{typed:?}");
        }
        let upstream = Typed {
            upstream: "monedero-1".to_owned(),
            ..before.clone()
        };
        assert_eq!(
            body(change(&upstream)),
            r#"{"clave_proveedor":"monedero-1"}"#
        );
        // Back to where it was kept before.
        assert_eq!(
            body(changed(1, &upstream, &before, Currency::Mxn)),
            r#"{"clave_proveedor":null}"#
        );
        assert_eq!(body(changed(1, &upstream, &upstream, Currency::Mxn)), "{}");
        let bad = Typed {
            name: " ".to_owned(),
            percentage: String::new(),
            messages: String::new(),
            ..before.clone()
        };
        assert_eq!(
            wrong(change(&bad)),
            ["creditos_disponibles", "nombre", "porcentaje"]
        );
    }
}
