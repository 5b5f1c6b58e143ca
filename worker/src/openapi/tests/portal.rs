//! What the document says of payment coupons: that its examples fit one another, the demo and the contract.

use super::{object, operations, published};
use crate::openapi::requests::body;
use crate::openapi::{entry, examples};
use serde_json::{Value, json};
use ventanilla_core::barcode::{BranchNumber, CouponCode, CustomerNumber};
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::portal::coupons::DUE_DAYS_DEFAULT;
use ventanilla_core::wire::time::{Date, Iso};

fn day(ms: i64) -> Date {
    Iso::from_ms(ms).date_at(-180)
}

#[test]
fn the_coupon_is_the_contract_s() {
    let issued = day(examples::ISSUED_MS);
    assert_eq!(issued.to_text(), "2026-01-27");
    let code = CouponCode::build(
        BranchNumber::new(1).unwrap(),
        CustomerNumber::new(examples::CUSTOMER).unwrap(),
        issued,
    );
    assert_eq!(
        (code.as_str(), examples::COUPON),
        (examples::COUPON, "0001000123202601277")
    );
    let due = Date::from_days(issued.days() + i64::from(DUE_DAYS_DEFAULT));
    assert_eq!(due.to_text(), examples::DUE_DAY);
    assert_eq!(
        day(examples::COLLECTED_MS).to_text(),
        examples::COLLECTED_DAY
    );
    assert_eq!(
        examples::mistyped_coupon().unwrap().code,
        Code::BarcodeCheckDigit
    );
    let collected = entry::json(&examples::collected_coupon());
    assert_eq!(collected["recibo_id"], examples::RECEIPT);
    assert_eq!(collected["recibo"]["numero"], collected["recibo_id"]);
    assert_eq!(
        collected["recibo"]["id_caja_sesion"],
        body(Form::CollectCoupon).example["id_caja_sesion"]
    );
}

#[test]
fn customers_and_invoices_are_of_the_demo() {
    let demo: Value = serde_json::from_str(include_str!("../../../../tests/demo.json")).unwrap();
    let cooperative = &demo["tenants"][1];
    assert_eq!(cooperative["name"], "Cooperativa Demo");
    let customers = cooperative["customers"].as_array().unwrap();
    let customer = customers
        .iter()
        .find(|customer| customer["id"] == examples::CUSTOMER)
        .unwrap();
    assert_eq!(
        customer["name"],
        entry::json(&examples::customer())["nombre"]
    );
    let invoice = &customer["invoices"][0];
    let asked = &body(Form::IssueCoupon).example["facturas"][0];
    for name in ["id", "tipo", "numero"] {
        assert_eq!(invoice[name], asked[name], "{name}");
    }
    assert_eq!(invoice["monto"], "10000.00");
    // What is new is not there yet.
    let new = body(Form::Customer).example;
    assert!(
        customers
            .iter()
            .all(|customer| customer["id"] != new["cliente_id"])
    );
    let new = body(Form::Invoice).example;
    assert!(
        customers
            .iter()
            .flat_map(|customer| customer["invoices"].as_array().unwrap())
            .all(|invoice| invoice["id"] != new["id"])
    );
}

#[test]
fn balances_come_to_zero() {
    let minor: i64 = examples::branch_balances()
        .iter()
        .map(|branch| branch.saldo.amount().minor())
        .sum();
    assert_eq!(minor, 0);
}

#[test]
fn files_are_read_but_for_a_line() {
    for report in [examples::customers_report(), examples::invoices_report()] {
        assert_eq!(
            (report.lineas, report.creadas, report.rechazadas),
            (3, 2, 1)
        );
        let [refused] = report.rechazos.as_slice() else {
            panic!("{report:?}");
        };
        assert_eq!((refused.linea, refused.code), (4, Code::TooSmall));
    }
}

#[test]
fn every_answer_is_in_its_envelope() {
    for (path, method, operation) in operations(&published()) {
        if !path.starts_with("/portal/") {
            continue;
        }
        for (status, response) in object(&operation["responses"]) {
            let content = &response["content"]["application/json"];
            if status.as_str() >= "400" {
                for example in object(&content["examples"]).values() {
                    assert_eq!(example["value"]["success"], false, "{method} {path}");
                }
                continue;
            }
            let names: Vec<&String> = object(&content["example"]).keys().collect();
            assert_eq!(names, ["success", "data"], "{method} {path}");
            assert_eq!(content["example"]["success"], true, "{method} {path}");
            assert_eq!(
                content["schema"]["required"],
                json!(["success", "data"]),
                "{method} {path}"
            );
        }
    }
}

/// A cashier is told which coupon it was; nobody is told twice in two ways.
#[test]
fn refusals_tell_what_there_is_to_tell() {
    let document = published();
    let answered =
        &document["paths"]["/portal/cupones/{codigo_barras}/cobrar"]["post"]["responses"];
    let example = |status: &str, code: &str| {
        answered[status]["content"]["application/json"]["examples"][code]["value"].clone()
    };
    assert_eq!(
        example("409", "coupon_used"),
        json!({
            "success": false, "error": "Cupón ya utilizado el 2026-01-28, recibo 0002-00000001. No lo cobre de nuevo.", "code": "coupon_used",
            "estado": "used", "fecha_vencimiento": "2026-02-26", "fecha_uso": "2026-01-28", "recibo_id": "0002-00000001"
        })
    );
    assert_eq!(
        example("404", "coupon_expired"),
        json!({
            "success": false, "error": "Cupón no encontrado o vencido", "code": "coupon_expired", "estado": "expired",
            "fecha_vencimiento": "2026-02-26"
        })
    );
    assert_eq!(
        example("404", "coupon_not_found"),
        json!({ "success": false, "error": "Cupón no encontrado o vencido", "code": "coupon_not_found" })
    );
    let found = &document["paths"]["/portal/cupones/{codigo_barras}"]["get"]["responses"]["400"];
    assert_eq!(
        found["content"]["application/json"]["examples"]["validation_failed"]["value"]["details"]
            [0]["field"],
        "codigo_barras"
    );
}
