//! Commands as the requests that ask for them, and requests that are wrong in themselves.

use super::Generator;
use crate::model::{Actor, Command, CouponCommand, OPERATORS, REGISTERS, VOUCHER, number};
use serde_json::{Value, json};

impl Generator {
    /// A request that is wrong in itself.
    pub(super) fn nonsense(&self, actor: Actor) -> Request {
        let (path, body) = self.wrong(actor);
        ("POST", path, body)
    }

    fn wrong(&self, actor: Actor) -> (String, Value) {
        let session = self
            .model
            .open_session_of(actor)
            .map_or(json!(1), |session| json!(format!("{{session:{session}}}")));
        let amounts = [
            json!(0),
            json!(-1),
            json!(0.001),
            json!("abc"),
            json!("10.00"),
            json!(null),
            json!([1]),
            json!(99999999999999999999.0),
        ];
        let phones = [
            json!("7654321"),
            json!("22123456"),
            json!("765432100"),
            json!(""),
            json!(76543210),
            json!("7654321O"),
        ];
        match self.below(9) {
            0 => (
                "/recargas/cliente".into(),
                top_up_body(
                    session,
                    json!("Tigo"),
                    json!("76543210"),
                    amounts[self.index(amounts.len())].clone(),
                ),
            ),
            1 => (
                "/recargas/cliente".into(),
                top_up_body(
                    session,
                    json!("Tigo"),
                    phones[self.index(phones.len())].clone(),
                    json!(10),
                ),
            ),
            2 => (
                "/recargas/cliente".into(),
                top_up_body(session, json!("TIGO"), json!("76543210"), json!(10)),
            ),
            3 => (
                "/cajas/movimiento".into(),
                json!({"tipo": "SALIDA", "monto": 10, "motivo": "x", "id_sesion_caja": session}),
            ),
            4 => (
                "/portal/cupones/generar".into(),
                json!({"cliente_id": 101, "facturas": [{"id": "fac-bo-101-1", "monto": amounts[self.index(amounts.len())]}], "total": 150}),
            ),
            5 => (
                "/portal/cupones/generar".into(),
                json!({"cliente_id": 101, "facturas": {"id": "fac-bo-101-1", "monto": 150}, "total": 150}),
            ),
            6 => (
                format!("/portal/cupones/{}/cobrar", self.model.code_today(0, 101)),
                json!({"id_caja_sesion": session, "metodo_pago": "CHEQUE"}),
            ),
            7 => {
                let mut code = self.model.code_today(0, 101);
                let last = code.pop().expect("a digit");
                code.push(if last == '0' { '1' } else { '0' });
                (
                    format!("/portal/cupones/{code}/cobrar"),
                    json!({"id_caja_sesion": session}),
                )
            }
            _ => (
                "/recargas/inyeccion".into(),
                json!({"operadora_destino": "Viva", "monto": 10, "id_caja_sesion": session, "extra": 1}),
            ),
        }
    }
}

/// Method, path and body.
pub(super) type Request = (&'static str, String, Value);

pub(super) fn request(command: &Command) -> Request {
    match *command {
        Command::Open {
            register,
            sent,
            counted,
        } => {
            let mut body = json!({"id_caja": format!("{{register:{}}}", REGISTERS[register])});
            match sent {
                Some(amount) if counted => {
                    // The amount goes along: a count of nothing is not believed without it.
                    body["conteo"] = json!({"0.50": amount / 50});
                    body["monto_inicial"] = number(amount);
                }
                Some(amount) => body["monto_inicial"] = number(amount),
                None => {}
            }
            ("POST", "/cajas/abrir".into(), body)
        }
        Command::Close { session, counted } => {
            let id = session.map_or("999999999".to_owned(), |session| {
                format!("{{session:{session}}}")
            });
            (
                "PATCH",
                format!("/cajas/sesion/{id}/cerrar"),
                json!({"monto_final_real": number(counted)}),
            )
        }
        Command::TopUp {
            session,
            operator,
            amount,
        } => (
            "POST",
            "/recargas/cliente".into(),
            top_up_body(
                session_id(session),
                json!(OPERATORS[operator]),
                json!("+591 76543210"),
                number(amount),
            ),
        ),
        Command::Inject {
            session,
            operator,
            amount,
        } => (
            "POST",
            "/recargas/inyeccion".into(),
            json!({"operadora_destino": OPERATORS[operator], "monto": number(amount), "id_caja_sesion": session_id(session)}),
        ),
        Command::Move {
            session,
            is_income,
            amount,
        } => (
            "POST",
            "/cajas/movimiento".into(),
            json!({"tipo": if is_income { "INGRESO" } else { "EGRESO" }, "monto": number(amount), "motivo": "Cambio", "id_sesion_caja": session_id(session)}),
        ),
        Command::Coupon(ref command) => coupon_request(command),
        Command::Reverse { operation } => {
            let id = operation.map_or(
                "00000000-0000-7000-8000-000000000000".to_owned(),
                |operation| format!("{{operation:{operation}}}"),
            );
            (
                "POST",
                format!("/operaciones/{id}/reversar"),
                json!({"motivo": "Error de tipeo"}),
            )
        }
    }
}

fn top_up_body(session: Value, operator: Value, phone: Value, amount: Value) -> Value {
    json!({"operadora": operator, "numero_cliente": phone, "monto": amount, "id_caja_sesion": session})
}

fn coupon_request(command: &CouponCommand) -> Request {
    match command {
        CouponCommand::Record {
            reference,
            customer,
            number: voucher,
            amount,
        } => (
            "POST",
            "/portal/facturas".into(),
            json!({"id": reference, "cliente_id": customer, "tipo": VOUCHER, "numero": voucher, "monto": number(*amount)}),
        ),
        CouponCommand::Issue {
            customer,
            invoices,
            total,
            due_days,
        } => {
            let invoices: Vec<Value> = invoices
                .iter()
                .map(|invoice| {
                    let mut item =
                        json!({"id": invoice.reference, "monto": number(invoice.amount)});
                    if let Some((kind, voucher)) = &invoice.voucher {
                        item["tipo"] = json!(kind);
                        item["numero"] = json!(voucher);
                    }
                    item
                })
                .collect();
            let mut body =
                json!({"cliente_id": customer, "facturas": invoices, "total": number(*total)});
            if let Some(days) = due_days {
                body["dias_vencimiento"] = json!(days);
            }
            ("POST", "/portal/cupones/generar".into(), body)
        }
        CouponCommand::Collect {
            session,
            code,
            method,
            tendered,
        } => {
            let mut body =
                json!({"id_caja_sesion": session_id(*session), "metodo_pago": method.wire()});
            if let Some(amount) = tendered {
                body["monto_entregado"] = number(*amount);
            }
            ("POST", format!("/portal/cupones/{code}/cobrar"), body)
        }
        CouponCommand::Cancel { code } => (
            "POST",
            format!("/portal/cupones/{code}/cancelar"),
            json!({"motivo": "Se equivocó de factura"}),
        ),
        CouponCommand::Find { code } => ("GET", format!("/portal/cupones/{code}"), Value::Null),
        CouponCommand::ReverseCollection { coupon } => (
            "POST",
            format!("/operaciones/{{collection:{coupon}}}/reversar"),
            json!({"motivo": "Se equivocó de cupón"}),
        ),
    }
}

fn session_id(session: Option<usize>) -> Value {
    session.map_or(json!(999_999_999), |session| {
        json!(format!("{{session:{session}}}"))
    })
}
