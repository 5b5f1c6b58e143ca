//! `Pending`: a request that moves value, kept in the browser from before it leaves until its fate is known; and the rules by which
//! an answer, or none, settles that fate. Pure: storing and asking are the outbox's.

use crate::api::Reply;
use crate::intent::{Intent, Receipt};
use crate::refusal::Refusal;
use crate::told;
use ventanilla_core::Code;
use ventanilla_core::wire::answer::{self, FromJson, Json, Members};
use ventanilla_core::wire::body::Object;

/// What the names of stored requests start with; the rest is the key.
pub(crate) const STORE_PREFIX: &str = "ventanilla.pending.";
/// Between the loss of an answer and the first question after it, in milliseconds.
const FIRST_DELAY_MS: u32 = 1_000;
/// The longest between two questions, in milliseconds.
const DELAY_MS_MAX: u32 = 15_000;
/// After how long a request that cannot be asked for again, and that the server does not know, is one that never came, in milliseconds: the
/// browser has given it up well before that.
const ARRIVAL_MS_MAX: i64 = 35_000;

/// A request whose fate this browser does not know yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pending {
    /// The idempotency key, a UUID.
    pub(crate) key: String,
    /// Who asked. The server keeps keys for each user apart: asked again by another, it would be done again.
    pub(crate) user_id: i64,
    /// The name of who asked.
    pub(crate) user_name: String,
    /// What was asked for.
    pub(crate) intent: Intent,
    /// The body, to the letter: another one under the same key is refused.
    pub(crate) body: String,
    /// Whether something was sent with it that is not kept, a PIN: then nobody can ask for it again, only about it.
    pub(crate) is_partial: bool,
    /// When, by this machine's clock.
    pub(crate) asked_at_ms: i64,
    /// The clear no that came while somebody else was signed in: who asked has yet to be told, and nothing is asked again.
    pub(crate) refusal: Option<Refusal>,
}

/// Which asking an answer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The first: before it, nothing can have been done.
    First,
    /// A later one: an earlier one may have been done.
    Again,
}

/// What an answer, or none, says about a request's fate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// It was done, now or before.
    Done(Box<Receipt>),
    /// It was not done, and will not be.
    Refused(Refusal),
    /// It was not done, since nobody was signed in, in the server's words; it may be asked for anew.
    NotSignedIn(Refusal),
    /// Nobody can tell yet. With `needs_sign_in`, not before somebody has signed in again.
    Open {
        /// Whether asking again is useless until then.
        needs_sign_in: bool,
    },
}

impl Pending {
    /// The name that it is stored under.
    pub(crate) fn store_name(&self) -> String {
        format!("{STORE_PREFIX}{}", self.key)
    }

    /// As it is stored.
    pub(crate) fn to_text(&self) -> String {
        Object::write(|object| {
            object.text("key", &self.key);
            object.whole("user_id", self.user_id);
            object.text("user_name", &self.user_name);
            object.text("method", self.intent.method());
            object.text("path", &self.intent.path());
            object.literal("intent", &self.intent.to_json());
            object.text("body", &self.body);
            if self.is_partial {
                object.literal("is_partial", "true");
            }
            object.whole("asked_at_ms", self.asked_at_ms);
            if let Some(refusal) = &self.refusal {
                object.literal("refusal", &refusal.to_json());
            }
        })
    }

    /// Reads what was stored, by whatever version of the page; `None` where it cannot be asked about.
    pub(crate) fn read(text: &str) -> Option<Self> {
        answer::read(text)
    }

    /// Where it is asked about without being asked for again.
    pub(crate) fn question(&self) -> String {
        format!("/operaciones?idempotency_key={}", self.key)
    }

    /// Says what the answer to [`Pending::question`] means, at that time by this machine's clock.
    pub(crate) fn judge_listed(&self, reply: &Reply, now_ms: i64) -> Verdict {
        let still_open = Verdict::Open {
            needs_sign_in: false,
        };
        let Reply::Answered { status, body } = reply else {
            return still_open;
        };
        match status {
            401 => {
                let outlasts =
                    Refusal::read(body).is_some_and(|refusal| refusal.outlasts_signing_in());
                Verdict::Open {
                    needs_sign_in: !outlasts,
                }
            }
            200..300 => match answer::read::<told::Listed>(body) {
                Some(told::Listed::Recorded) => {
                    Verdict::Done(Box::new(Receipt::Points(told::Points { balance: None })))
                }
                Some(told::Listed::Refused) => Verdict::Refused(Refusal::of(Code::ProviderRefused)),
                // A clock that was set back says nothing about how long it has been.
                Some(told::Listed::Nothing)
                    if !(0..ARRIVAL_MS_MAX).contains(&now_ms.saturating_sub(self.asked_at_ms)) =>
                {
                    Verdict::Refused(Refusal::of(Code::OperationNotFound))
                }
                Some(_) | None => still_open,
            },
            _ => still_open,
        }
    }

    /// Says what an answer means. Only a clear one is final: no answer, one that cannot be read, a server's fault, a request
    /// still running and anything that is not this server's all leave the fate open.
    pub(crate) fn judge(&self, reply: &Reply, attempt: Attempt) -> Verdict {
        let still_open = Verdict::Open {
            needs_sign_in: false,
        };
        let Reply::Answered { status, body } = reply else {
            return still_open;
        };
        if (200..300).contains(status) {
            return self
                .intent
                .read_receipt(body)
                .map_or(still_open, |receipt| Verdict::Done(Box::new(receipt)));
        }
        let Some(refusal) = Refusal::read(body) else {
            return still_open;
        };
        // Whatever its status, it is stored that it was not done.
        if refusal.payment_id.is_some() {
            return Verdict::Refused(refusal);
        }
        match (status, refusal.code, attempt) {
            // Of points the service said no, or was never reached: the same key is answered alike for good.
            (_, Code::ProviderRefused | Code::ProviderUnavailable, _)
                if matches!(self.intent, Intent::MovePoints { .. }) =>
            {
                Verdict::Refused(refusal)
            }
            (500.., _, _)
            | (
                _,
                Code::IdempotencyInProgress | Code::ResultUnknown | Code::ResultUnknownWithoutKey,
                _,
            ) => still_open,
            // Said before anybody looks at the key, whoever has signed in.
            (401, Code::TenantUnknown, Attempt::Again) => still_open,
            (401, Code::TenantUnknown, Attempt::First) => Verdict::Refused(refusal),
            (401, _, Attempt::First) => Verdict::NotSignedIn(refusal),
            (401, _, Attempt::Again) => Verdict::Open {
                needs_sign_in: true,
            },
            // These are said before anybody looks at the key: of an earlier attempt they say nothing.
            (429, _, Attempt::Again) | (_, Code::Forbidden, Attempt::Again) => still_open,
            (400..500, _, _) => Verdict::Refused(refusal),
            _ => still_open,
        }
    }
}

impl Verdict {
    /// Whether nothing more can be known before somebody has signed in again.
    pub(crate) const fn needs_sign_in(&self) -> bool {
        match self {
            Self::NotSignedIn(_) => true,
            Self::Open { needs_sign_in } => *needs_sign_in,
            Self::Done(_) | Self::Refused(_) => false,
        }
    }
}

impl FromJson for Pending {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        // What has no words here still has a method and a path. Older pages stored neither: they had no other kinds.
        let other = || {
            let path: String = members.read("path")?;
            let is_ours = path.starts_with('/') && !path.starts_with("//");
            let method = members.read("method")?;
            is_ours.then_some(Intent::Other { method, path })
        };
        Some(Self {
            key: members.read("key")?,
            user_id: members.read("user_id")?,
            user_name: members.read("user_name")?,
            intent: members.read("intent").or_else(other)?,
            body: members.read("body")?,
            is_partial: members.read::<Option<_>>("is_partial")?.unwrap_or(false),
            asked_at_ms: members.read("asked_at_ms")?,
            refusal: members.read("refusal")?,
        })
    }
}

/// How long to wait before asking again, in milliseconds, after so many questions without a clear answer.
pub(crate) fn delay_ms(questions: u32) -> u32 {
    FIRST_DELAY_MS
        .checked_shl(questions)
        .filter(|delay| *delay >= FIRST_DELAY_MS)
        .unwrap_or(DELAY_MS_MAX)
        .min(DELAY_MS_MAX)
}

/// Whether the same thing is asked for and still open: it might be about to be done twice.
pub(crate) fn has_same(pending: &[Pending], intent: &Intent) -> bool {
    pending.iter().any(|known| known.intent == *intent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::loyalty::MovementKind;
    use ventanilla_core::wire::money::Dec;
    use ventanilla_core::{Amount, Operator};

    fn sale(minor: i64) -> Pending {
        Pending {
            key: "8e03978e-40d5-43dd-bc93-6894a57f9324".to_owned(),
            user_id: 3,
            user_name: "Ana".to_owned(),
            intent: Intent::TopUp {
                operator: Operator::Tigo,
                number: "76543210".to_owned(),
                amount: Dec::from(Amount::from_minor(minor).unwrap()),
            },
            body:
                r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":30,"id_caja_sesion":1}"#
                    .to_owned(),
            is_partial: false,
            asked_at_ms: 1_782_859_671_123,
            refusal: None,
        }
    }

    fn answered(status: u16, body: &str) -> Reply {
        Reply::Answered {
            status,
            body: body.to_owned(),
        }
    }

    fn error(status: u16, code: &str) -> Reply {
        answered(status, &format!(r#"{{"code":"{code}","message":"x"}}"#))
    }

    fn payment_refused(status: u16) -> Reply {
        let body = r#"{"success":false,"error":{"code":"OPERATOR_ERROR","message":"x","reason":"provider_refused","idOperation":"x"}}"#;
        answered(status, body)
    }

    const SOLD: &str = r#"{"id":5,"operadora":"Tigo","numero_cliente":"76543210","monto":30,"fecha_hora":"2026-06-30T22:47:51.123Z",
        "id_caja_sesion":1,"id_operacion":"8e03978e-40d5-43dd-bc93-6894a57f9324","referencia_operadora":null,"estado":true,
        "id_user_create":3,"id_user_update":null,"created_at":"2026-06-30T22:47:51.123Z","updated_at":"2026-06-30T22:47:51.123Z"}"#;

    #[test]
    fn only_a_clear_answer_is_final() {
        use Attempt::{Again, First};
        // Status and body, what the first attempt makes of it, and what a later one does.
        let table = [
            (answered(201, SOLD), "done", "done"),
            (answered(200, SOLD), "done", "done"),
            (
                answered(201, SOLD.split_once("fecha").unwrap().0),
                "open",
                "open",
            ),
            (answered(201, ""), "open", "open"),
            (answered(200, "<html>Portal</html>"), "open", "open"),
            (answered(204, ""), "open", "open"),
            (error(400, "float_insufficient"), "refused", "refused"),
            (error(400, "session_not_open"), "refused", "refused"),
            (error(400, "a_code_of_tomorrow"), "refused", "refused"),
            (error(403, "session_not_yours"), "refused", "refused"),
            (error(403, "forbidden"), "refused", "open"),
            (error(404, "operator_not_found"), "refused", "refused"),
            (error(409, "idempotency_in_progress"), "open", "open"),
            (
                error(409, "operation_already_reversed"),
                "refused",
                "refused",
            ),
            (error(422, "idempotency_conflict"), "refused", "refused"),
            (error(429, "too_many_requests"), "refused", "open"),
            (error(401, "token_revoked"), "not signed in", "sign in"),
            (error(401, "unauthorized"), "not signed in", "sign in"),
            (error(401, "tenant_unknown"), "refused", "open"),
            (error(500, "internal"), "open", "open"),
            (error(503, "result_unknown"), "open", "open"),
            (answered(400, "<html>Bad request</html>"), "open", "open"),
            (answered(401, ""), "open", "open"),
            (answered(404, "Not found"), "open", "open"),
            (answered(302, ""), "open", "open"),
            (answered(502, "Bad gateway"), "open", "open"),
            // It is stored that it was not done, whatever the status.
            (payment_refused(502), "refused", "refused"),
            (payment_refused(504), "refused", "refused"),
            (payment_refused(422), "refused", "refused"),
            (Reply::Lost, "open", "open"),
        ];
        for (reply, first, again) in table {
            for (attempt, expected) in [(First, first), (Again, again)] {
                let verdict = match sale(3_000).judge(&reply, attempt) {
                    Verdict::Done(receipt) => {
                        assert!(matches!(*receipt, Receipt::TopUp(ref sold) if sold.id == 5));
                        "done"
                    }
                    Verdict::Refused(_) => "refused",
                    Verdict::NotSignedIn(_) => "not signed in",
                    Verdict::Open { needs_sign_in } => {
                        if needs_sign_in {
                            "sign in"
                        } else {
                            "open"
                        }
                    }
                };
                assert_eq!(verdict, expected, "{reply:?} {attempt:?}");
            }
        }
    }

    #[test]
    fn what_a_service_refuses_of_points_is_final() {
        use Attempt::{Again, First};
        let points = Pending {
            intent: Intent::MovePoints {
                what: MovementKind::Redemption,
                wallet: "De fuera".to_owned(),
                number: "4771234501".to_owned(),
                customer: "Ana".to_owned(),
                points: Dec::from(Amount::from_minor(10_000).unwrap()),
            },
            ..sale(3_000)
        };
        let table = [
            (502, "provider_refused", true),
            (502, "provider_unavailable", true),
            (504, "provider_timeout", false),
            (503, "result_unknown", false),
            (503, "result_unknown_without_key", false),
            (409, "idempotency_in_progress", false),
            (500, "internal", false),
        ];
        for (status, code, expected) in table {
            for attempt in [First, Again] {
                let verdict = points.judge(&error(status, code), attempt);
                let is_final = matches!(verdict, Verdict::Refused(_));
                assert_eq!(is_final, expected, "{code} {attempt:?}");
                // Of what costs money, only one that names the payment is.
                let of_money = sale(3_000).judge(&error(status, code), attempt);
                assert!(matches!(of_money, Verdict::Open { .. }), "{code}");
            }
        }
    }

    #[test]
    fn what_is_stored_is_read_back_to_the_letter() {
        let pending = sale(3_000);
        assert_eq!(Pending::read(&pending.to_text()), Some(pending.clone()));
        assert_eq!(
            pending.store_name(),
            "ventanilla.pending.8e03978e-40d5-43dd-bc93-6894a57f9324"
        );
        for bad in ["", "{}", "null", r#"{"key":"x"}"#] {
            assert_eq!(Pending::read(bad), None);
        }
        let refused = Pending {
            refusal: Refusal::read(r#"{"code":"float_insufficient","message":"x"}"#),
            ..pending
        };
        assert!(refused.refusal.is_some());
        assert_eq!(Pending::read(&refused.to_text()), Some(refused));
    }

    #[test]
    fn what_a_page_of_another_version_stored_can_be_asked_about() {
        let stored = |place: &str| {
            format!(
                r#"{{"key":"8e03978e-40d5-43dd-bc93-6894a57f9324","user_id":3,"user_name":"Ana",{place}"intent":{{"kind":"of_tomorrow"}},"body":"{{}}","asked_at_ms":1}}"#
            )
        };
        let read = Pending::read(&stored(r#""method":"PUT","path":"/of/tomorrow","#)).unwrap();
        assert_eq!(
            (read.intent.method(), read.intent.path().as_str()),
            ("PUT", "/of/tomorrow")
        );
        assert_eq!(Pending::read(&read.to_text()).as_ref(), Some(&read));
        let table = [
            (answered(200, r#"{"id":5}"#), "done"),
            (answered(200, "<html>Portal</html>"), "open"),
            (answered(200, "[]"), "open"),
            (error(400, "float_insufficient"), "refused"),
            (Reply::Lost, "open"),
        ];
        for (reply, expected) in table {
            let verdict = match read.judge(&reply, Attempt::Again) {
                Verdict::Done(receipt) if *receipt == Receipt::Other => "done",
                Verdict::Refused(_) => "refused",
                Verdict::Open { .. } => "open",
                other => panic!("{other:?}"),
            };
            assert_eq!(verdict, expected, "{reply:?}");
        }
        for place in [
            "",
            r#""method":"PUT","#,
            r#""method":"PUT","path":"//elsewhere","#,
            r#""method":"PUT","path":"https://elsewhere","#,
        ] {
            assert_eq!(Pending::read(&stored(place)), None, "{place}");
        }
    }

    #[test]
    fn what_cannot_be_asked_for_again_is_asked_about() {
        let known = Pending {
            is_partial: true,
            ..sale(3_000)
        };
        assert_eq!(Pending::read(&known.to_text()), Some(known.clone()));
        assert_eq!(
            known.question(),
            "/operaciones?idempotency_key=8e03978e-40d5-43dd-bc93-6894a57f9324"
        );
        let listed = |state: &str| {
            answered(
                200,
                &format!(
                    r#"{{"operaciones":[{{"estado":"{state}"}}],"usuarios":[],"cursor":null}}"#
                ),
            )
        };
        let nothing = answered(200, r#"{"operaciones":[],"usuarios":[],"cursor":null}"#);
        let table = [
            (listed("succeeded"), 1_000, "done"),
            (listed("reversed"), 90_000, "done"),
            (listed("unknown"), 90_000, "open"),
            (listed("submitted"), 90_000, "open"),
            (listed("failed"), 1_000, "refused"),
            (nothing.clone(), 1_000, "open"),
            (nothing.clone(), 34_999, "open"),
            (nothing.clone(), 35_000, "refused"),
            (nothing, -1, "refused"),
            (answered(200, "<html>Portal</html>"), 90_000, "open"),
            (error(500, "internal"), 90_000, "open"),
            (error(403, "forbidden"), 90_000, "open"),
            (error(401, "token_revoked"), 90_000, "sign in"),
            (error(401, "tenant_unknown"), 90_000, "open"),
            (Reply::Lost, 90_000, "open"),
        ];
        for (reply, later_ms, expected) in table {
            let verdict = match known.judge_listed(&reply, known.asked_at_ms + later_ms) {
                Verdict::Done(_) => "done",
                Verdict::Refused(_) => "refused",
                Verdict::NotSignedIn(_) => "not signed in",
                Verdict::Open {
                    needs_sign_in: true,
                } => "sign in",
                Verdict::Open { .. } => "open",
            };
            assert_eq!(verdict, expected, "{reply:?} {later_ms}");
        }
    }

    #[test]
    fn questions_become_rarer() {
        let table = [
            (0, 1_000),
            (1, 2_000),
            (2, 4_000),
            (3, 8_000),
            (4, 15_000),
            (31, 15_000),
            (32, 15_000),
            (u32::MAX, 15_000),
        ];
        for (questions, expected) in table {
            assert_eq!(delay_ms(questions), expected, "{questions}");
        }
    }

    #[test]
    fn the_same_thing_twice_is_noticed() {
        let open = [sale(3_000)];
        assert!(has_same(&open, &sale(3_000).intent));
        assert!(!has_same(&open, &sale(3_001).intent));
        assert!(!has_same(&[], &sale(3_000).intent));
        let opening = Intent::Open {
            register: "Caja 1".to_owned(),
            counted: None,
        };
        assert!(!has_same(&open, &opening));
    }
}
