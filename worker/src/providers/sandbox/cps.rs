//! The sandbox as CPS: the wire of contracts/cps.md sections 3, 5 and 7, and the look-up of section 10.
//!
//! One thing is the sandbox's own: a rejected payment says why, under `data.error`, in the contract's codes.

use super::answers::{
    Answer, html_page, internal_error, json, slow, time_out, too_many, truncated,
};
use super::script::Standing;
use super::{CPS_API_KEY, CPS_PRIVATE_KEY, Sandbox, Script, Ticket};
use crate::auth::signature::{
    API_KEY_HEADER, NONCE_HEADER, Presented, SIGNATURE_HEADER, SigningKey, verify,
};
use crate::http::Method;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::cps::{balance, fate, pay, services};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use ventanilla_core::wire::cps::services::ServiceListQuery;
use ventanilla_core::wire::time::Iso;
use ventanilla_core::{Amount, Currency, Service};

/// What stands before the documented paths.
const PREFIX: &str = "/cps";
/// The currency of amounts (contract, section 7).
const CURRENCY: Currency = Currency::Ves;

/// An error of section 7.
type Refusal = HttpResponse;

pub(super) async fn answer(
    sandbox: &Sandbox,
    request: &HttpRequest,
    (path, query): (&str, &str),
) -> Answer {
    let query: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    match route(request, path, &query, sandbox.clock.now_ms()) {
        Ok(Route::Pay(order)) => pay_order(sandbox, request, &order).await,
        Ok(Route::Balance { service, number }) => {
            balance_of(sandbox, request, service, &number).await
        }
        Ok(Route::Settled(response)) | Err(response) => Ok(response),
    }
}

/// What is asked for, everything about it being good.
enum Route {
    Pay(Order),
    Balance { service: i64, number: String },
    Settled(HttpResponse),
}

struct Order {
    service: i64,
    number: String,
    /// The amount's literal text, echoed as it came.
    literal: Box<RawValue>,
    amount: Amount,
    nonce: String,
}

/// In the order of section 7: route, headers, nonce, signature, syntax, fields, service, number, capability.
fn route(
    request: &HttpRequest,
    path: &str,
    query: &[(String, String)],
    now_ms: i64,
) -> Result<Route, Refusal> {
    let below = path.strip_prefix(PREFIX).ok_or_else(no_such_path)?;
    let id = below.strip_prefix(fate::PATH);
    let method = match below {
        pay::PATH => Method::Post,
        balance::PATH | services::PATH => Method::Get,
        _ if id.is_some() => Method::Get,
        _ => return Err(no_such_path()),
    };
    if request.method != method {
        return Err(error(
            405,
            "METHOD_NOT_ALLOWED",
            "The method is not allowed",
            None,
        ));
    }
    let nonce = authenticate(request, path, query, now_ms)
        .ok_or_else(|| error(401, "UNAUTHORIZED", "Unauthorized", None))?;
    match (below, id) {
        (_, Some(id)) => Ok(Route::Settled(fate_of(id, now_ms))),
        (pay::PATH, None) => read_order(request.body.as_deref(), nonce).map(Route::Pay),
        (balance::PATH, None) => read_balance(query),
        (_, None) => list(query).map(Route::Settled),
    }
}

fn no_such_path() -> Refusal {
    error(404, "NOT_FOUND", "There is nothing at this path", None)
}

/// The nonce of a request that is signed with the sandbox's key.
fn authenticate<'a>(
    request: &'a HttpRequest,
    path: &str,
    query: &[(String, String)],
    now_ms: i64,
) -> Option<&'a str> {
    let nonce = request.header(NONCE_HEADER)?;
    let presented = Presented {
        method: request.method,
        path,
        query,
        body: request.body.as_deref().unwrap_or_default().as_bytes(),
        nonce,
        signature: request.header(SIGNATURE_HEADER)?,
    };
    let key = SigningKey::new(CPS_PRIVATE_KEY)?;
    let is_ours = request.header(API_KEY_HEADER) == Some(CPS_API_KEY);
    (is_ours && verify(&presented, &key, now_ms).is_ok()).then_some(nonce)
}

fn read_order(body: Option<&str>, nonce: &str) -> Result<Order, Refusal> {
    let fields: BTreeMap<String, Box<RawValue>> = serde_json::from_str(body.unwrap_or_default())
        .map_err(|_| error(400, "INVALID_BODY", "The body is no JSON object", None))?;
    let field = |name: &'static str| {
        fields
            .get(name)
            .ok_or_else(|| error(400, "MISSING_FIELD", "The field is missing", Some(name)))
    };
    let number: String = serde_json::from_str(field("numberService")?.get())
        .map_err(|_| invalid("numberService"))?;
    let service: i64 = serde_json::from_str(field("idTypeService")?.get())
        .map_err(|_| invalid("idTypeService"))?;
    let literal = field("amount")?;
    let amount = Amount::parse(literal.get(), CURRENCY)
        .ok()
        .filter(|amount| amount.is_positive())
        .ok_or_else(|| invalid("amount"))?;
    known_service(service)?;
    plausible(&number)?;
    Ok(Order {
        service,
        number,
        literal: literal.clone(),
        amount,
        nonce: nonce.to_owned(),
    })
}

fn read_balance(query: &[(String, String)]) -> Result<Route, Refusal> {
    let parameter = |name: &'static str| {
        query
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .ok_or_else(|| error(400, "MISSING_FIELD", "The field is missing", Some(name)))
    };
    let number = parameter("numberService")?;
    let service = parameter("idTypeService")?
        .parse()
        .map_err(|_| invalid("idTypeService"))?;
    let service = known_service(service)?;
    plausible(number)?;
    if service.can_get_balance() {
        Ok(Route::Balance {
            service: service.id(),
            number: number.to_owned(),
        })
    } else {
        Err(error(
            422,
            "BALANCE_NOT_SUPPORTED",
            "The service tells no balance",
            None,
        ))
    }
}

fn known_service(id: i64) -> Result<Service, Refusal> {
    Service::of_id(id).ok_or_else(|| {
        error(
            400,
            "UNKNOWN_SERVICE",
            "There is no such service",
            Some("idTypeService"),
        )
    })
}

/// A number that can be one of any service; which forms each service has is checked before anything is sent here.
fn plausible(number: &str) -> Result<(), Refusal> {
    let is_plausible =
        (5..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_plausible {
        Ok(())
    } else {
        Err(error(
            400,
            "INVALID_NUMBER",
            "The number is not one of the service's",
            Some("numberService"),
        ))
    }
}

fn list(query: &[(String, String)]) -> Result<HttpResponse, Refusal> {
    let query = ServiceListQuery::parse(query)
        .map_err(|_| error(400, "INVALID_QUERY", "true or false", Some("canGetBalance")))?;
    Ok(json(200, &query.answer(Service::can_get_balance)))
}

fn fate_of(id: &str, now_ms: i64) -> HttpResponse {
    #[derive(Serialize)]
    struct Operation<'a> {
        id: &'a str,
        estado: &'static str,
    }
    let Some(ticket) = Ticket::read(id) else {
        return error(404, "NOT_FOUND", "There is no such operation", None);
    };
    let span_ms = now_ms.saturating_sub(ticket.created_at_ms);
    let estado = match ticket.script().standing(span_ms) {
        Standing::Pending => "submitted",
        Standing::Delivered => "succeeded",
        Standing::Failed => "failed",
        Standing::Reversed => "reversed",
    };
    json(200, &Operation { id, estado })
}

async fn pay_order(sandbox: &Sandbox, request: &HttpRequest, order: &Order) -> Answer {
    let script = Script::of(&order.number);
    let name = format!(
        "{} {} {}",
        order.service,
        order.number,
        order.amount.minor()
    );
    if script == Script::TooManyRequests {
        // Every other time, so that a number can be used again.
        let attempts = sandbox.memory.count(&format!("cps attempt {name}")).await;
        match attempts {
            Ok(attempts) if attempts.checked_rem(2) == Some(1) => return Ok(too_many()),
            Ok(_) => {}
            Err(words) => return Err(HttpError::Connection(words)),
        }
    }
    if script.has_effect()
        && let Err(words) = sandbox.memory.count(&format!("cps effect {name}")).await
    {
        return Err(HttpError::Connection(words));
    }
    match script {
        Script::InsufficientFunds => Ok(error(
            402,
            "INSUFFICIENT_FUNDS",
            "The account has not enough in it",
            None,
        )),
        Script::UnknownNumber => Ok(unknown_number()),
        Script::Unavailable => {
            let fault = Fault {
                code: "OPERATOR_ERROR",
                message: "The operator is not available",
                field: None,
            };
            Ok(paid(
                sandbox,
                order,
                "rejected",
                &order.literal,
                Some(fault),
            ))
        }
        Script::TimeOutWithoutEffect | Script::TimeOutAfterEffect => {
            Err(time_out(sandbox, request).await)
        }
        Script::ErrorWithoutEffect | Script::ErrorAfterEffect => Ok(internal_error()),
        Script::HtmlPage => Ok(html_page()),
        Script::ListChanged => Ok(invalid("amount")),
        Script::TruncatedAfterEffect => Ok(truncated(paid(
            sandbox,
            order,
            "approved",
            &order.literal,
            None,
        ))),
        Script::WrongAmount => {
            let other = order
                .amount
                .checked_add(Amount::from_small_minor(100))
                .unwrap_or(Amount::ZERO)
                .to_json_number(CURRENCY);
            Ok(match RawValue::from_string(other) {
                Ok(other) => paid(sandbox, order, "approved", &other, None),
                Err(_) => internal_error(),
            })
        }
        Script::Slow => {
            slow(sandbox, request).await?;
            Ok(paid(sandbox, order, "approved", &order.literal, None))
        }
        Script::PendingThenDelivered | Script::PendingThenFailed => {
            Ok(paid(sandbox, order, "pending", &order.literal, None))
        }
        Script::Delivered | Script::DeliveredThenReversed | Script::TooManyRequests => {
            Ok(paid(sandbox, order, "approved", &order.literal, None))
        }
    }
}

/// A balance: a hundred and the cents that the number's last four digits are, so that each number has its own.
async fn balance_of(
    sandbox: &Sandbox,
    request: &HttpRequest,
    service: i64,
    number: &str,
) -> Answer {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Data<'a> {
        id_type_service: i64,
        number_service: &'a str,
        balance: Box<RawValue>,
        currency: &'static str,
    }
    match Script::of(number) {
        Script::UnknownNumber => Ok(unknown_number()),
        Script::Unavailable => Ok(error(
            502,
            "OPERATOR_ERROR",
            "The operator is not available",
            None,
        )),
        Script::TimeOutWithoutEffect | Script::TimeOutAfterEffect => {
            Err(time_out(sandbox, request).await)
        }
        Script::ErrorWithoutEffect | Script::ErrorAfterEffect => Ok(internal_error()),
        Script::HtmlPage => Ok(html_page()),
        _ => {
            let cents = number
                .len()
                .checked_sub(4)
                .and_then(|start| number.get(start..)?.parse().ok())
                .unwrap_or(0);
            let balance = Amount::from_small_minor(10_000)
                .checked_add(Amount::from_small_minor(cents))
                .map(|balance| RawValue::from_string(balance.to_text(CURRENCY)));
            let Some(Ok(balance)) = balance else {
                return Ok(internal_error());
            };
            let data = Data {
                id_type_service: service,
                number_service: number,
                balance,
                currency: CURRENCY.code(),
            };
            Ok(success(&data))
        }
    }
}

/// A payment's answer.
fn paid(
    sandbox: &Sandbox,
    order: &Order,
    status: &'static str,
    amount: &RawValue,
    error: Option<Fault>,
) -> HttpResponse {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Data<'a> {
        id_operation: String,
        id_type_service: i64,
        number_service: &'a str,
        amount: &'a RawValue,
        status: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
        created_at: Iso,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<Fault>,
    }
    let created_at_ms = sandbox.clock.now_ms();
    let ticket = Ticket::of(&order.number, created_at_ms);
    let id_operation = ticket.write(&format!(
        "{} {} {} {}",
        order.nonce,
        order.service,
        order.number,
        order.amount.minor()
    ));
    let reference = (status == "approved").then(|| {
        let end = id_operation.rsplit('-').next().unwrap_or_default();
        format!("SANDBOX-{}", end.to_ascii_uppercase())
    });
    success(&Data {
        id_operation,
        id_type_service: order.service,
        number_service: &order.number,
        amount,
        status,
        reference,
        created_at: Iso::from_ms(created_at_ms),
        error,
    })
}

/// An error as section 7 has it.
#[derive(Serialize)]
struct Fault {
    code: &'static str,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

fn success(data: &impl Serialize) -> HttpResponse {
    #[derive(Serialize)]
    struct Body<'a, T> {
        success: bool,
        data: &'a T,
    }
    json(
        200,
        &Body {
            success: true,
            data,
        },
    )
}

fn error(
    status: u16,
    code: &'static str,
    message: &'static str,
    field: Option<&'static str>,
) -> HttpResponse {
    #[derive(Serialize)]
    struct Body {
        success: bool,
        error: Fault,
    }
    json(
        status,
        &Body {
            success: false,
            error: Fault {
                code,
                message,
                field,
            },
        },
    )
}

fn invalid(field: &'static str) -> HttpResponse {
    error(400, "INVALID_FIELD", "The field is not valid", Some(field))
}

fn unknown_number() -> HttpResponse {
    error(
        404,
        "ACCOUNT_NOT_FOUND",
        "The operator does not know the number",
        None,
    )
}
