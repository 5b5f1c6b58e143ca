//! What adds contacts and moves their points: what is refused, in which order, and what it costs of a wallet's quotas (contract of wallets,
//! sections 5, 7 and 8).

use super::attributes::{Attributes, Wrong, birth_date};
use super::model::{Agent, Answer, Contact, Done, Model, Movement, Refusal, Request, assert_key};
use super::{GERENTE, PIN, decimal, number};
use serde_json::{Value, json};

/// How often a PIN may be tried by somebody, and by all together, within fifteen minutes.
const ATTEMPTS_MAX: (i64, i64) = (5, 20);
const WINDOW_MS: i64 = 15 * 60 * 1000;

/// The codes of a method for what is refused of a movement, where the method says it at all.
struct Codes {
    no_contact: &'static str,
    foreign: &'static str,
    not_allowed: &'static str,
    blocked: &'static str,
    too_many: &'static str,
    no_credits: &'static str,
}

const OF_SALE: Codes = Codes {
    no_contact: "new_sale_12",
    foreign: "new_sale_13",
    not_allowed: "new_sale_14",
    blocked: "wallet_redeem_14",
    too_many: "wallet_redeem_10",
    no_credits: "wallet_redeem_13",
};
const OF_UPDATE: Codes = Codes {
    no_contact: "balance_update_10",
    foreign: "balance_update_11",
    not_allowed: "balance_update_12",
    blocked: "wallet_balance_update_10",
    too_many: "wallet_balance_update_07",
    no_credits: "wallet_balance_update_09",
};

/// What is wrong with an attribute: one code where it is missing, another where it is something else.
fn either(missing: &'static str, malformed: &'static str) -> impl Fn(Wrong) -> (u16, &'static str) {
    move |wrong| match wrong {
        Wrong::Missing => (400, missing),
        Wrong::Malformed => (400, malformed),
    }
}

/// What an attribute that may be missing says.
fn optional<T>(read: Result<T, Wrong>, malformed: &'static str) -> Result<Option<T>, Refusal> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Wrong::Missing) => Ok(None),
        Err(Wrong::Malformed) => Err((400, malformed)),
    }
}

impl Model {
    /// The contact that is to be added. What is wrong with the request itself comes out in any case; what the shop has against it only where
    /// nothing was done under the same key before.
    pub(super) fn contact_to_add(
        &self,
        agent: Agent,
        attributes: &Attributes,
    ) -> Result<Result<Contact, Refusal>, Refusal> {
        const FOREIGN: Refusal = (403, "contact_add_06");
        let wallet = attributes.wallet().map_err(|_| (400, "contact_add_02"))?;
        let phone = attributes.phone("phone");
        let phone = phone.map_err(either("contact_add_03", "contact_add_04"))?;
        let name = attributes.text("customer_name", 100);
        let name = name.map_err(|_| (400, "contact_add_05"))?;
        let signer = self.signer(agent, attributes, (400, "contact_add_06"), FOREIGN)?;
        self.assert_standing(agent)?;
        let born = attributes.written("customer_birthdate").ok();
        Ok(self.judged_contact(wallet, phone, name, &signer, born))
    }

    fn judged_contact(
        &self,
        wallet: Option<usize>,
        phone: &str,
        name: &str,
        signer: &str,
        born: Option<&str>,
    ) -> Result<Contact, Refusal> {
        if !self.may_sign(signer) {
            return Err((403, "contact_add_06"));
        }
        let wallet = wallet.ok_or((404, "contact_add_07"))?;
        if ["0", "1", "202"].iter().any(|area| phone.starts_with(area)) {
            return Err((400, "wallet_manager_15"));
        }
        if self.marks.get(phone).is_some_and(|mark| mark == "fijo") {
            return Err((400, "wallet_manager_14"));
        }
        let born = match born {
            Some(written) => Some(birth_date(written).ok_or((400, "wallet_manager_09"))?),
            None if self.wallets[wallet].is_birth_date_required => {
                return Err((400, "wallet_manager_09"));
            }
            None => None,
        };
        if !self.is_allowed(wallet, signer) {
            return Err((403, "contact_add_06"));
        }
        if self.place_of_contact(wallet, phone).is_some() {
            return Err((409, "wallet_manager_08"));
        }
        if self.wallets[wallet].contacts_left < 1 {
            return Err((402, "wallet_manager_18"));
        }
        if self.wallets[wallet].credits_left < 1 {
            return Err((402, "wallet_manager_11"));
        }
        Ok(Contact {
            wallet,
            phone: phone.to_owned(),
            name: name.to_owned(),
            born,
            points: 0,
        })
    }

    pub(super) fn add_contact(&mut self, contact: Contact) -> Result<Done, Refusal> {
        let wallet = &mut self.wallets[contact.wallet];
        wallet.contacts_left -= 1;
        wallet.credits_left -= 1;
        self.contacts.push(contact);
        Ok((
            200,
            json!({"success": true, "status": 200, "code": "contact_add_01"}),
        ))
    }

    /// The movement of a sale, as [`Model::contact_to_add`].
    pub(super) fn sale(
        &mut self,
        agent: Agent,
        attributes: &Attributes,
    ) -> Result<Result<Movement, Refusal>, Refusal> {
        const FOREIGN: Refusal = (403, "new_sale_13");
        let wallet = attributes.wallet().map_err(|_| (400, "new_sale_02"))?;
        let phone = attributes.phone("phone");
        let phone = phone.map_err(either("new_sale_03", "new_sale_04"))?;
        let gives = attributes.gives().map_err(|_| (400, "new_sale_05"))?;
        let purchase = optional(attributes.amount("transaction_amount"), "new_sale_07")?;
        if gives && purchase.is_none() {
            return Err((400, "new_sale_06"));
        }
        let used = if gives {
            0
        } else {
            let used = attributes.amount("points_used");
            used.map_err(|_| (400, "new_sale_08"))?
        };
        // What is wrong with the signer as a text comes before the ticket, whose it is after it.
        if agent.login().is_none() && attributes.written("usertool_id").is_err() {
            return Err((400, "new_sale_09"));
        }
        let ticket = optional(attributes.text("ticket", 100), "new_sale_11");
        // To other systems, both are unknown, and ignored.
        let is_staff = agent.login().is_some();
        let supervisor = match attributes.written("authorized_by") {
            Ok(_) if is_staff => match attributes.user("authorized_by") {
                Ok("") => Some(number_of_nobody(attributes)?),
                named => named.ok().map(str::to_owned),
            },
            _ => None,
        };
        let pin = attributes
            .written("authorized_pin")
            .ok()
            .filter(|_| is_staff);
        if pin.is_some_and(|pin| !is_pin(pin)) {
            return Err((400, "pin_format"));
        }
        let signer = self.signer(agent, attributes, (400, "new_sale_09"), FOREIGN)?;
        self.assert_standing(agent)?;
        let Some(wallet) = wallet else {
            return Ok(Err((404, "new_sale_10")));
        };
        let ticket = match ticket {
            Ok(ticket) => ticket,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if self.wallets[wallet].is_ticket_required && ticket.is_none() {
            return Ok(Err((400, "new_sale_11")));
        }
        let points = if gives {
            // Hundredths of a percent of hundredths: four digits too many, and halves go up.
            (purchase.unwrap_or(0) * self.wallets[wallet].percentage + 5_000) / 10_000
        } else {
            used
        };
        let mut authorised_by = None;
        if let Some(threshold) = self.wallets[wallet].threshold
            && !gives
            && points > threshold
            && let Some(login) = agent.login().filter(|_| !agent.supervises())
        {
            let given = supervisor.zip(pin);
            match self.authorised(login, given) {
                Ok(supervisor) => authorised_by = Some(supervisor),
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        Ok(Ok(Movement {
            kind: if gives { "earning" } else { "redemption" },
            wallet,
            phone: phone.to_owned(),
            points,
            purchase,
            ticket: ticket.map(str::to_owned),
            reason: None,
            signer,
            authorised_by,
            balance_after: 0,
            is_reversed: false,
        }))
    }

    /// Whose PIN it is. An attempt counts before it is known to have failed.
    fn authorised(
        &mut self,
        login: &'static str,
        given: Option<(String, &str)>,
    ) -> Result<String, Refusal> {
        let (supervisor, pin) = given.ok_or((403, "authorization_required"))?;
        let own = (supervisor.clone(), Some(login));
        let all = (supervisor.clone(), None);
        let now_ms = self.now_ms;
        let limits = [(&own, ATTEMPTS_MAX.0), (&all, ATTEMPTS_MAX.1)];
        let is_locked = limits.iter().any(|(bucket, most)| {
            let counted = self.attempts.get(*bucket);
            counted.is_some_and(|(count, until_ms)| *until_ms > now_ms && count >= most)
        });
        if is_locked {
            return Err((429, "login_locked"));
        }
        for bucket in [&own, &all] {
            let fresh = (0, now_ms + WINDOW_MS);
            let counted = self.attempts.entry(bucket.clone()).or_insert(fresh);
            if counted.1 <= now_ms {
                *counted = fresh;
            }
            counted.0 += 1;
        }
        if supervisor != GERENTE || pin != PIN {
            return Err((403, "pin_invalid"));
        }
        self.attempts.remove(&own);
        if let Some((count, _)) = self.attempts.get_mut(&all) {
            *count = (*count - 1).max(0);
        }
        Ok(supervisor)
    }

    /// The movement of an adjustment, as [`Model::contact_to_add`].
    pub(super) fn update(
        &self,
        agent: Agent,
        attributes: &Attributes,
    ) -> Result<Result<Movement, Refusal>, Refusal> {
        const FOREIGN: Refusal = (403, "balance_update_11");
        let wallet = attributes
            .wallet()
            .map_err(|_| (400, "balance_update_02"))?;
        let phone = attributes.phone("phone");
        let phone = phone.map_err(either("balance_update_03", "balance_update_04"))?;
        let gives = attributes.gives().map_err(|_| (400, "balance_update_05"))?;
        let points = attributes.amount("transaction_amount");
        let points = points.map_err(either("balance_update_06", "balance_update_07"))?;
        if agent.login().is_none() && attributes.written("usertool_id").is_err() {
            return Err((400, "balance_update_08"));
        }
        let is_long = |text: &str| text.trim().chars().count() > 200;
        let malformed = if attributes.written("reason").is_ok_and(is_long) {
            "too_long"
        } else {
            "control_character"
        };
        let reason = optional(attributes.text("reason", 200), malformed)?;
        if agent.login().is_some() && reason.is_none() {
            return Err((400, "required"));
        }
        let signer = self.signer(agent, attributes, (400, "balance_update_08"), FOREIGN)?;
        self.assert_standing(agent)?;
        let Some(wallet) = wallet else {
            return Ok(Err((404, "balance_update_09")));
        };
        Ok(Ok(Movement {
            kind: if gives { "addition" } else { "removal" },
            wallet,
            phone: phone.to_owned(),
            points,
            purchase: None,
            ticket: None,
            reason: reason.map(str::to_owned),
            signer,
            authorised_by: None,
            balance_after: 0,
            is_reversed: false,
        }))
    }

    /// Moves the points, unless something is against it.
    pub(super) fn make(&mut self, mut movement: Movement) -> Result<Done, Refusal> {
        let is_sale = matches!(movement.kind, "earning" | "redemption");
        let is_redemption = movement.kind == "redemption";
        let codes = if is_sale { OF_SALE } else { OF_UPDATE };
        let contact = self.place_of_contact(movement.wallet, &movement.phone);
        let contact = contact.ok_or((404, codes.no_contact))?;
        if !self.may_sign(&movement.signer) {
            return Err((403, codes.foreign));
        }
        if !self.is_allowed(movement.wallet, &movement.signer) {
            return Err((403, codes.not_allowed));
        }
        if self.wallets[movement.wallet].is_ticket_unique && self.is_ticket_known(&movement) {
            return Err((409, "new_sale_15"));
        }
        let mark = self.marks.get(&movement.phone);
        if mark.is_some_and(|mark| mark == "bloqueado") {
            return Err((403, codes.blocked));
        }
        let points = self.contacts[contact].points;
        if !movement.gives() && points < movement.points {
            return Err((402, codes.too_many));
        }
        let wallet = &mut self.wallets[movement.wallet];
        if is_redemption && wallet.redemptions_left < 1 {
            return Err((402, "wallet_redeem_18"));
        }
        if wallet.credits_left < 1 {
            return Err((402, codes.no_credits));
        }
        wallet.credits_left -= 1;
        wallet.redemptions_left -= i64::from(is_redemption);
        let signed = if movement.gives() { 1 } else { -1 } * movement.points;
        self.contacts[contact].points += signed;
        movement.balance_after = points + signed;
        let code = if is_sale {
            "new_sale_01"
        } else {
            "balance_update_01"
        };
        let body = json!({
            "success": true, "newBalance": number(movement.balance_after), "code": code, "status": 200
        });
        self.movements.push(movement);
        Ok((200, body))
    }

    /// Whether a sale that was not undone has the same ticket.
    fn is_ticket_known(&self, movement: &Movement) -> bool {
        movement.ticket.is_some()
            && self.movements.iter().any(|other| {
                other.wallet == movement.wallet
                    && other.ticket == movement.ticket
                    && !other.is_reversed
            })
    }

    pub(super) fn reverse(
        &mut self,
        operation: Option<usize>,
        request: &Request,
    ) -> Result<Answer, Refusal> {
        assert_key(request)?;
        self.under_key(request, |model| {
            let place = operation.ok_or((404, "operation_not_found"))?;
            let movement = model.movements[place].clone();
            if movement.is_reversed {
                return Err((409, "operation_already_reversed"));
            }
            let contact = model.place_of_contact(movement.wallet, &movement.phone);
            let points = &mut model.contacts[contact.expect("a contact")].points;
            if movement.gives() && *points < movement.points {
                return Err((402, "points_insufficient"));
            }
            *points -= if movement.gives() { 1 } else { -1 } * movement.points;
            if movement.kind == "redemption" {
                model.wallets[movement.wallet].redemptions_left += 1;
            }
            model.movements[place].is_reversed = true;
            Ok((
                201,
                json!({"tipo": "reversal", "revierte_a": format!("{{operation:{place}}}")}),
            ))
        })
    }

    /// The newest movements of a contact, as they are listed.
    pub(super) fn newest(&self, wallet: usize, phone: &str, limit: usize) -> Value {
        let name = |login: &String| self.person(login).map(|person| person.name.as_str());
        let of_contact = self.movements.iter().rev();
        let of_contact = of_contact.filter(|known| known.wallet == wallet && known.phone == phone);
        let rows = of_contact.take(limit).map(|movement| {
            json!({
                "tipo": movement.kind,
                "puntos": decimal(movement.points),
                "saldo": decimal(movement.balance_after),
                "monto": movement.purchase.map(decimal),
                "ticket": movement.ticket,
                "motivo": movement.reason,
                "telefono": phone,
                "colaborador": name(&movement.signer),
                "autorizo": movement.authorised_by.as_ref().and_then(name),
                "estado": if movement.is_reversed { "reversed" } else { "succeeded" }
            })
        });
        Value::Array(rows.collect())
    }
}

/// A number that is nobody's here, as whoever authorises.
fn number_of_nobody(attributes: &Attributes) -> Result<String, Refusal> {
    let text = attributes.written("authorized_by").unwrap_or_default();
    match text.parse::<i64>() {
        Ok(1..) => Ok(text.to_owned()),
        Ok(_) => Err((400, "too_small")),
        Err(_) => Err((400, "not_an_integer")),
    }
}

fn is_pin(text: &str) -> bool {
    (4..=8).contains(&text.len()) && text.chars().all(|digit| digit.is_ascii_digit())
}
