//! Held against serde, which reads the same types by other means: for a good answer of each type, and for each with one of its members
//! taken away or made into something else.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{FromJson, read};
use crate::wire::cps::balances::Balance;
use crate::wire::cps::error::CpsError;
use crate::wire::cps::payments::Payment;
use crate::wire::cps::services::ServiceItem;
use crate::wire::kantuta::auth::LoginResponse;
use crate::wire::kantuta::error::FieldCode;
use crate::wire::kantuta::recharges::{Injection, OperatorBalance, TopUp};
use crate::wire::kantuta::registers::Register;
use crate::wire::kantuta::sessions::{CashMovement, CashSession};
use crate::wire::kantuta::users::{UserFound, UserList};
use crate::wire::portal::coupons::{Coupon, CouponDetail, CouponPage, IssuedCoupon, Receipt};
use crate::wire::portal::customers::{Customer, CustomerPage};
use crate::wire::portal::envelope::{ErrorDetail, Success};
use crate::wire::portal::import::ImportReport;
use crate::wire::portal::invoices::{Invoice, InvoicePage};
use crate::wire::portal::settings::{BranchBalance, PortalSecret};
use crate::wire::resources::branches::Branch;
use crate::wire::resources::integrators::{Integrator, IntegratorKeys};
use crate::wire::resources::operations::{OperationPage, OperationTotals};
use crate::wire::resources::operators::OperatorSettings;
use crate::wire::resources::payments::{ProviderCall, ServicePayments};
use crate::wire::resources::providers::ProviderState;
use crate::wire::resources::sessions::ClosingReport;
use crate::wire::resources::settings::TenantSettings;
use crate::wire::time::Date;

const AT: &str = "2026-06-30T22:47:51.123Z";
const UUID: &str = "8e03978e-40d5-43dd-bc93-6894a57f9324";

/// The text, and the same with each member, however deep, left out or replaced.
fn variants(value: &Value) -> Vec<Value> {
    let mut found = vec![value.clone()];
    let replacements = [
        json!(null),
        json!("x"),
        json!(7),
        json!(-1.5),
        json!(true),
        json!([]),
        json!({}),
    ];
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let mut without = members.clone();
                without.remove(name);
                found.push(Value::Object(without));
                for other in replacements.iter().cloned().chain(variants(inner)) {
                    let mut with = members.clone();
                    with.insert(name.clone(), other);
                    found.push(Value::Object(with));
                }
            }
            let mut more = members.clone();
            more.insert("a_member_of_tomorrow".to_owned(), json!([{"a": 1}]));
            found.push(Value::Object(more));
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                for other in variants(inner) {
                    let mut with = items.clone();
                    with[index] = other;
                    found.push(Value::Array(with));
                }
            }
        }
        _ => {}
    }
    found
}

fn check<T: FromJson + DeserializeOwned + PartialEq>(value: &Value) {
    check_against(value, |text| serde_json::from_str::<T>(text).ok());
}

fn check_against<T: FromJson + PartialEq>(value: &Value, other: impl Fn(&str) -> Option<T>) {
    let name = std::any::type_name::<T>();
    assert!(read::<T>(&value.to_string()).is_some(), "{name}: {value}");
    let all = variants(value);
    assert!(all.len() > 5, "{name}");
    for variant in all {
        let text = variant.to_string();
        assert!(read::<T>(&text) == other(&text), "{name}: {text}");
    }
}

fn with_audit(mut value: Value) -> Value {
    let audit = json!({"estado": true, "id_user_create": 3, "id_user_update": null, "created_at": AT, "updated_at": AT});
    if let (Value::Object(members), Value::Object(more)) = (&mut value, audit) {
        members.extend(more);
    }
    value
}

fn session() -> Value {
    with_audit(json!({
        "id": 7, "monto_inicial": "100.00", "monto_final_teorico": null, "monto_final_real": 99.5, "diferencia": "-0.50",
        "estado_sesion": "ABIERTA", "fecha_apertura": AT, "fecha_cierre": null, "id_caja": 1, "id_usuario": 3, "motivo_diferencia": "ñandú \"x\""
    }))
}

fn user() -> Value {
    let person = with_audit(
        json!({"id": 3, "nombres": "Ana", "p_apellido": "Pérez", "s_apellido": "", "fecha_nacimiento": null, "genero": "F"}),
    );
    with_audit(json!({
        "id": 3, "name": "Ana Pérez", "email": "ana@x.bo", "persona": person, "role": {"id": 2, "nombre": "Operador", "descripcion": "x"}
    }))
}

fn operation() -> Value {
    json!({
        "id": UUID, "tipo": "top_up", "estado": "succeeded", "numero": 57, "monto": "30.00", "moneda": "BOB", "sentido": "INGRESO",
        "operadora": "Tigo", "id_usuario": 3, "id_caja_sesion": 7, "id_caja": 1, "detalle": "76543210", "motivo": null,
        "referencia_operadora": null, "revierte_a": null, "reversible": false, "idempotency_key": null, "fecha_hora": AT, "actualizada": AT
    })
}

#[test]
fn logins_and_users() {
    check::<LoginResponse>(&json!({"access_token": "a.b.c", "refresh_token": "d", "user": user()}));
    check::<UserList>(&json!({"status": 200, "message": "x", "data": [user()]}));
    check::<UserFound>(&json!({"status": 200, "message": "x", "data": user()}));
}

#[test]
fn registers_and_sessions() {
    check::<CashSession>(&session());
    check::<Register>(&with_audit(
        json!({"id": 1, "nombre": "Caja 1", "especialidad": "MIXTA", "saldo": "0.00", "id_sucursal": 1, "sesiones": [session()]}),
    ));
    check::<CashMovement>(&with_audit(
        json!({"id": 5, "tipo": "EGRESO", "monto": 15.5, "motivo": "Taxi", "fecha": AT, "id_sesion_caja": 7, "id_operacion": UUID}),
    ));
}

#[test]
fn sales_and_float() {
    check::<OperatorBalance>(&with_audit(
        json!({"id": 1, "nombre_operadora": "Viva", "saldo_actual": "970.00", "umbral_saldo_bajo": "50.00"}),
    ));
    check::<TopUp>(&with_audit(json!({
        "id": 57, "operadora": "Tigo", "numero_cliente": "76543210", "monto": 30, "fecha_hora": AT, "id_caja_sesion": 7,
        "id_operacion": UUID, "referencia_operadora": null, "caja_sesion": session()
    })));
    check::<Injection>(&with_audit(json!({
        "id": 9, "operadora_destino": "Entel", "monto": "50.00", "fecha_hora": AT, "id_caja_origen": 7, "id_operacion": UUID,
        "motivo": null, "caja_origen": session()
    })));
}

#[test]
fn the_back_office() {
    check::<OperationPage>(
        &json!({"operaciones": [operation()], "usuarios": [{"id": 3, "nombre": "Ana"}], "cursor": "1.x"}),
    );
    check::<OperationTotals>(&json!({
        "totales": [{"tipo": "reversal", "estado": "reversed", "sentido": null, "cantidad": 2, "monto": "60.00"}], "completo": true, "moneda": "BOB"
    }));
    check::<ClosingReport>(&json!({
        "sesion": {
            "id": 7, "id_caja": 1, "caja": "Caja 1", "sucursal": "Centro", "zona_utc_minutos": -240, "id_usuario": 3, "usuario": "Ana", "abierta_por": "Ana",
            "cerrada_por": null, "fecha_apertura": AT, "fecha_cierre": null, "monto_inicial": "100.00", "diferencia_apertura": "0.00",
            "monto_final_teorico": null, "monto_final_real": "99.50", "diferencia": "-0.50", "motivo_diferencia": null,
            "conteo_apertura": {"100.00": 1}, "conteo_cierre": null
        },
        "movimientos": [{
            "fecha": AT, "tipo": "top_up", "sentido": "INGRESO", "detalle": null, "operadora": "Tigo", "numero": 57, "monto": "30.00",
            "estado": "succeeded"
        }],
        "totales": [{"tipo": "top_up", "sentido": "INGRESO", "cantidad": 1, "monto": "30.00"}],
        "recargas": [{"operadora": "Tigo", "cantidad": 1, "monto": "30.00"}],
        "completo": true
    }));
    check::<Branch>(
        &json!({"id": 1, "codigo": "CENTRO", "nombre": "Centro", "zona_utc_minutos": -240, "estado": true}),
    );
    check::<OperatorSettings>(
        &json!({"id": 1, "nombre": "Tigo", "activa": true, "umbral_saldo_bajo": null}),
    );
    check::<TenantSettings>(&json!({
        "nombre": "Kiosco", "pais": "BO", "moneda": "BOB", "modo": "demo", "zona_utc_minutos": -240, "cierre_ciego": true,
        "encabezado_recibo": "a\nb"
    }));
}

fn invoice_of_coupon() -> Value {
    json!({"id": "uuid-1234", "tipo": "Factura A", "numero": 123, "monto": 10000.5})
}

fn coupon() -> Value {
    json!({
        "cupon_id": UUID, "codigo_barras": "0001000123202601277", "monto": 10000.5, "estado": "used", "fecha_generacion": "2026-01-27",
        "fecha_vencimiento": "2026-02-26", "fecha_uso": "2026-01-28", "recibo_id": "0002-00000001", "facturas": [invoice_of_coupon()]
    })
}

fn receipt() -> Value {
    json!({
        "numero": "0002-00000001", "metodo_pago": "EFECTIVO", "monto": 10000.5, "monto_entregado": 10001, "vuelto": 0.5, "fecha_hora": AT,
        "sucursal": "Sucursal Estación", "sucursal_emisora": "Casa Central", "caja": "Caja Estación", "id_caja_sesion": 12, "cajero": "diego",
        "id_operacion": UUID
    })
}

/// A coupon with what only its detail has, as far as it is there.
fn detail(further: Value) -> Value {
    let mut detail = coupon();
    let customer = json!({"cliente_id": 123, "cliente_nombre": "Juan Pérez"});
    for more in [customer, further] {
        if let (Value::Object(members), Value::Object(more)) = (&mut detail, more) {
            members.extend(more);
        }
    }
    detail
}

/// serde reads a coupon and what is around it one after the other, without the buffer in which money would be a float.
fn read_detail(text: &str) -> Option<CouponDetail> {
    #[derive(Deserialize)]
    struct Around {
        cliente_id: i64,
        cliente_nombre: String,
        recibo: Option<Receipt>,
        motivo_cancelacion: Option<String>,
        fecha_cancelacion: Option<Date>,
    }
    let around: Around = serde_json::from_str(text).ok()?;
    Some(CouponDetail {
        cliente_id: around.cliente_id,
        cliente_nombre: around.cliente_nombre,
        cupon: serde_json::from_str(text).ok()?,
        recibo: around.recibo,
        motivo_cancelacion: around.motivo_cancelacion,
        fecha_cancelacion: around.fecha_cancelacion,
    })
}

fn customer() -> Value {
    json!({"cliente_id": 123, "nombre": "Juan Pérez", "documento": null, "deuda": 10000.5, "facturas_abiertas": 1})
}

fn invoice() -> Value {
    json!({
        "id": "uuid-1234", "cliente_id": 123, "tipo": "Factura A", "numero": 123, "monto": 10000.5, "estado": "reserved",
        "codigo_barras": "0001000123202601277", "fecha_hora": AT
    })
}

#[test]
fn coupons() {
    check::<IssuedCoupon>(&json!({
        "cupon_id": UUID, "codigo_barras": "0001000123202601277", "monto": 10000.5, "fecha_vencimiento": "2026-02-26",
        "facturas": [invoice_of_coupon()]
    }));
    check::<Coupon>(&coupon());
    check::<CouponPage>(&json!({"cupones": [coupon()], "total": 2, "has_more": true}));
    for further in [
        json!({}),
        json!({"recibo": receipt()}),
        json!({"motivo_cancelacion": "Se emitió por error"}),
    ] {
        check_against(&detail(further), read_detail);
    }
    check::<Receipt>(&receipt());
}

#[test]
fn customers_and_invoices() {
    check::<Customer>(&customer());
    check::<CustomerPage>(&json!({"clientes": [customer()], "has_more": false}));
    check::<Invoice>(&invoice());
    check::<InvoicePage>(&json!({"facturas": [invoice()], "has_more": true}));
    check::<ImportReport>(&json!({
        "lineas": 3, "creadas": 1, "existentes": 1, "rechazadas": 1,
        "rechazos": [{"linea": 4, "columna": "monto", "code": "too_small", "mensaje": "El mínimo es 0.01."}]
    }));
}

#[test]
fn the_portal_and_its_envelope() {
    check::<BranchBalance>(
        &json!({"id_sucursal": 1, "numero": 1, "nombre": "Casa Central", "saldo": -0.5}),
    );
    check::<PortalSecret>(&json!({"secreto": "5f0c", "version": 2}));
    check::<Success<BranchBalance>>(&json!({
        "success": true, "data": {"id_sucursal": 1, "numero": 1, "nombre": "Casa Central", "saldo": 0}
    }));
    check::<Success<Vec<Customer>>>(&json!({"success": true, "data": [customer()]}));
    check::<Success<IssuedCoupon>>(&json!({
        "success": true,
        "data": {
            "cupon_id": UUID, "codigo_barras": "0001000123202601277", "monto": 1, "fecha_vencimiento": "2026-02-26", "facturas": []
        }
    }));
}

#[test]
fn services() {
    check::<Vec<ServiceItem>>(
        &json!([{"idTypeService": 57, "name": "MOVISTAR_PREPAGO", "canGetBalance": false}]),
    );
    check::<Success<Payment>>(&json!({
        "success": true, "data": {
            "idOperation": UUID, "idTypeService": 57, "numberService": "04243675525", "amount": 10.5, "status": "pending",
            "reference": "0001-00000007", "createdAt": AT
        }
    }));
    check::<Success<Balance>>(&json!({
        "success": true, "data": {"idTypeService": 63, "numberService": "02123457654", "balance": 125.5, "currency": "VES"}
    }));
    check::<CpsError>(&json!({
        "success": false, "error": {
            "code": "INVALID_FIELD", "message": "x", "field": "amount", "reason": "too_small", "idOperation": UUID
        }
    }));
}

fn payment() -> Value {
    json!({
        "id_operacion": UUID, "recibo": "0001-S00000007", "servicio": 57, "numero": "04145550099", "monto": "10.50", "moneda": "VES",
        "estado": "refused", "referencia": null, "detalle": "Número desconocido", "resuelto_por": "gerente", "devolucion": "pendiente",
        "es_simulado": true, "cajero": "carmen", "caja": "Caja 1", "sucursal": "Bodega Centro", "id_caja_sesion": 7, "integrador": null,
        "fecha_hora": AT, "actualizada": AT
    })
}

fn integrator() -> Value {
    json!({"id": 1, "nombre": "Integrador", "api_key": "b0de6a", "limite_credito": "10000.00", "debe": "-0.50", "activo": true})
}

/// serde reads an integrator and its key one after the other, without the buffer in which money would be a float.
fn read_keys(text: &str) -> Option<IntegratorKeys> {
    #[derive(Deserialize)]
    struct Around {
        private_key: String,
    }
    let around: Around = serde_json::from_str(text).ok()?;
    Some(IntegratorKeys {
        integrador: serde_json::from_str(text).ok()?,
        private_key: around.private_key,
    })
}

#[test]
fn payments_providers_and_integrators() {
    check::<ServicePayments>(&json!({"pagos": [payment()]}));
    check::<Vec<ProviderCall>>(&json!([
        {"enviado": "POST /cps/v2/operation/use/pay", "enviado_en": AT, "respuesta": "200", "respondido_en": AT}
    ]));
    check::<Vec<ProviderState>>(
        &json!([{"nombre": "cps", "fondo": "50000.00", "retenido": "0.00", "base_url": "https://cps.example"}]),
    );
    check::<Integrator>(&integrator());
    let mut keys = integrator();
    keys["private_key"] = json!("b0de6a");
    check_against(&keys, read_keys);
}

#[test]
fn errors_of_fields() {
    check::<FieldCode>(&json!({"field": "monto", "code": "too_small"}));
    check::<ErrorDetail>(
        &json!({"field": "facturas.0.id", "message": "Complete este dato.", "code": "required"}),
    );
}

#[test]
fn what_is_no_json_is_no_answer() {
    for text in [
        "",
        " ",
        "{",
        "[1,]",
        "nul",
        "{\"a\":1} x",
        "<html></html>",
        "[01]",
        "[+1]",
        "[1e3]",
    ] {
        assert_eq!(read::<Vec<i64>>(text), None, "{text}");
        assert_eq!(read::<Option<bool>>(text), None, "{text}");
    }
}
