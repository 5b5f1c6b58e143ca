//! What the shop's own resources change: wallets, and what is known of numbers.

use super::model::{Done, Model, Refusal};
use super::{WALLETS, decimal};
use serde_json::{Value, json};

/// What a change of a wallet may name.
const MEMBERS: [&str; 10] = [
    "nombre",
    "porcentaje",
    "exige_ticket",
    "ticket_unico",
    "exige_nacimiento",
    "colaboradores",
    "clientes_disponibles",
    "canjes_disponibles",
    "creditos_disponibles",
    "pin_desde",
];

/// Hundredths of a decimal text with both decimals; none of anything else.
fn hundredths(value: &Value) -> Option<i64> {
    let (whole, decimals) = value.as_str()?.split_once('.')?;
    (decimals.len() == 2).then_some(())?;
    format!("{whole}{decimals}").parse().ok()
}

impl Model {
    pub(super) fn change(
        &mut self,
        wallet: Option<usize>,
        change: &Value,
    ) -> Result<Done, Refusal> {
        self.assert_change(change)?;
        let place = wallet.ok_or((404, "loyalty_wallet_not_found"))?;
        let is_taken = |name: &Value| {
            let other = WALLETS[1 - place].to_lowercase();
            name.as_str()
                .is_some_and(|name| name.to_lowercase() == other)
        };
        if change.get("nombre").is_some_and(is_taken) {
            return Err((409, "loyalty_wallet_exists"));
        }
        let named = match change.get("colaboradores") {
            Some(Value::Array(named)) => {
                let logins: Option<Vec<String>> = named.iter().map(login).collect();
                Some(Some(logins.ok_or((403, "collaborator_foreign"))?))
            }
            Some(_) => Some(None),
            None => None,
        };
        let people: Vec<String> = self
            .people
            .iter()
            .map(|person| person.login.clone())
            .collect();
        let clients = self.contacts.iter().filter(|known| known.wallet == place);
        let (clients, points) = (clients.count(), self.points_of(place));
        let wallet = &mut self.wallets[place];
        let flag =
            |name: &str, known: bool| change.get(name).and_then(Value::as_bool).unwrap_or(known);
        let quota =
            |name: &str, known: i64| change.get(name).and_then(Value::as_i64).unwrap_or(known);
        wallet.percentage = change
            .get("porcentaje")
            .and_then(hundredths)
            .unwrap_or(wallet.percentage);
        wallet.is_ticket_required = flag("exige_ticket", wallet.is_ticket_required);
        wallet.is_ticket_unique = flag("ticket_unico", wallet.is_ticket_unique);
        wallet.is_birth_date_required = flag("exige_nacimiento", wallet.is_birth_date_required);
        wallet.contacts_left = quota("clientes_disponibles", wallet.contacts_left);
        wallet.redemptions_left = quota("canjes_disponibles", wallet.redemptions_left);
        wallet.credits_left = quota("creditos_disponibles", wallet.credits_left);
        if let Some(threshold) = change.get("pin_desde") {
            wallet.threshold = hundredths(threshold);
        }
        if let Some(named) = named {
            wallet.allowed = named;
        }
        // In the order of their numbers.
        let allowed = people.iter().filter(|login| {
            wallet
                .allowed
                .as_ref()
                .is_some_and(|all| all.contains(login))
        });
        let allowed: Vec<String> = allowed.map(|login| format!("{{user:{login}}}")).collect();
        Ok((
            200,
            json!({
                "nombre": WALLETS[place],
                "porcentaje": decimal(wallet.percentage),
                "exige_ticket": wallet.is_ticket_required,
                "ticket_unico": wallet.is_ticket_unique,
                "exige_nacimiento": wallet.is_birth_date_required,
                "para_todos": wallet.allowed.is_none(),
                "colaboradores": allowed,
                "clientes_disponibles": wallet.contacts_left,
                "canjes_disponibles": wallet.redemptions_left,
                "creditos_disponibles": wallet.credits_left,
                "pin_desde": wallet.threshold.map(decimal),
                "clientes": clients,
                "puntos": decimal(points)
            }),
        ))
    }

    fn assert_change(&self, change: &Value) -> Result<(), Refusal> {
        let members = change.as_object().ok_or((400, "body_not_object"))?;
        let is_good = members.iter().all(|(name, value)| {
            MEMBERS.contains(&name.as_str())
                && match name.as_str() {
                    "porcentaje" => {
                        hundredths(value).is_some_and(|all| (1..=10_000).contains(&all))
                    }
                    "pin_desde" => value.is_null() || hundredths(value).is_some_and(|all| all >= 0),
                    "clientes_disponibles" | "canjes_disponibles" | "creditos_disponibles" => {
                        value.as_i64().is_some_and(|quota| quota >= 0)
                    }
                    "nombre" => value.is_string(),
                    "colaboradores" => value.is_null() || value.is_array(),
                    _ => value.is_boolean(),
                }
        });
        if is_good {
            Ok(())
        } else {
            Err((400, "validation_failed"))
        }
    }

    pub(super) fn mark(&mut self, phone: &str, body: &Value) -> Result<Done, Refusal> {
        assert_number(phone)?;
        let mark = body["marca"].as_str().unwrap_or_default();
        if !["bloqueado", "fijo"].contains(&mark) {
            return Err((400, "validation_failed"));
        }
        self.marks.insert(phone.to_owned(), mark.to_owned());
        let marks = self.marks.iter();
        let marks = marks.map(|(phone, mark)| json!({"telefono": phone, "marca": mark}));
        Ok((200, marks.collect()))
    }

    pub(super) fn unmark(&mut self, phone: &str) -> Result<Done, Refusal> {
        assert_number(phone)?;
        self.marks.remove(phone);
        Ok((204, Value::Null))
    }
}

fn assert_number(phone: &str) -> Result<(), Refusal> {
    if phone.len() == 10 {
        Ok(())
    } else {
        Err((400, "phone_not_digits"))
    }
}

/// Whom an id in a list names; none for an id that nobody has.
fn login(id: &Value) -> Option<String> {
    let name = id.as_str()?.strip_prefix("{user:")?.strip_suffix('}')?;
    Some(name.to_owned())
}
