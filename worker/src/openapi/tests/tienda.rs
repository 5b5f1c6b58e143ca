//! Loyalty wallets in the document are those of the demo's tienda: its people, its figures, and its set-up.

use super::{check, object, published, text};
use crate::openapi::requests::body;
use crate::openapi::{entry, examples};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use ventanilla_core::code::Code;
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::loyalty::TenDigits;
use ventanilla_core::role::Role;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::{AddEmployeeRequest, role_name};

fn tienda() -> Value {
    let demo: Value = serde_json::from_str(include_str!("../../../../tests/demo.json")).unwrap();
    let tenants = demo["tenants"].as_array().unwrap();
    let found = tenants
        .iter()
        .find(|tenant| tenant["name"] == "Tienda Demo");
    found.unwrap().clone()
}

/// Users, wallets, contacts and marks are the demo's, and the figures follow from one another.
#[test]
fn the_shop_is_of_the_demo() {
    let demo: Value = serde_json::from_str(include_str!("../../../../tests/demo.json")).unwrap();
    let tienda = tienda();
    let before: usize = demo["tenants"]
        .as_array()
        .unwrap()
        .iter()
        .take_while(|tenant| tenant["name"] != tienda["name"])
        .map(|tenant| tenant["users"].as_array().unwrap().len())
        .sum();
    let users = examples::tool_users().result;
    for (index, (shown, user)) in users
        .iter()
        .zip(tienda["users"].as_array().unwrap())
        .enumerate()
    {
        let login = text(&user["email"]);
        let name = user["name"].as_str().or(login.split('@').next());
        assert_eq!(Some(shown.usertool_name.as_str()), name);
        assert_eq!(
            shown.usertool_id,
            i64::try_from(before + index + 1).unwrap()
        );
        let number = TenDigits::parse(login).map(|_| login).unwrap_or_default();
        assert_eq!(shown.usertool_number, number);
        let role = Role::from_name(text(&user["role"])).unwrap();
        assert_eq!(Some(shown.usertool_type.as_str()), role_name(role));
        assert_eq!(shown.usertool_branch, text(&tienda["branches"][0]["name"]));
    }
    assert_eq!(users.len(), tienda["users"].as_array().unwrap().len());
    let supervisor = tienda["users"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|user| user.get("pin").is_some());
    assert_eq!(
        supervisor
            .map(|user| text(&user["name"]))
            .collect::<Vec<_>>(),
        [examples::supervisor().nombre]
    );

    let wallets = [examples::loyalty_wallet(), examples::strict_wallet()];
    let of_demo = tienda["loyalty"]["monederos"].as_array().unwrap();
    for (shown, wallet) in wallets.iter().zip(of_demo) {
        let json = entry::json(shown);
        for (name, value) in object(&wallet["monedero"]) {
            assert_eq!(&json[name], value, "{name}");
        }
        let contacts = wallet["clientes"].as_array().unwrap();
        assert_eq!(json["clientes"], json!(contacts.len()));
        let hundredths: i64 = contacts
            .iter()
            .map(|contact| in_hundredths(&contact["puntos"]))
            .sum();
        assert_eq!(in_hundredths(&json["puntos"]), hundredths);
        let named: Vec<&str> = wallet["colaboradores"]
            .as_array()
            .into_iter()
            .flatten()
            .map(text)
            .collect();
        assert_eq!(shown.para_todos, named.is_empty());
        assert_eq!(shown.colaboradores.len(), named.len());
    }
    let listed = &examples::wallet_list().result[0];
    assert_eq!(
        (&listed.wallet_name, &listed.wallet_key),
        (&wallets[0].nombre, &wallets[0].clave)
    );

    let contact = entry::json(&examples::contacts())["result"].clone();
    let maria = &of_demo[0]["clientes"][0];
    assert_eq!(
        (&contact["contact_name"], &contact["contact_phone"]),
        (&maria["nombre"], &maria["telefono"])
    );
    let points = |figure: &Value| in_hundredths(&json!(figure.to_string()));
    let start = points(&contact["contact_balance"]);
    assert_eq!(start, in_hundredths(&maria["puntos"]));
    let sold = points(&entry::json(&examples::sold())["newBalance"]);
    let [used, earned] = <[_; 2]>::try_from(examples::loyalty_movements()).unwrap();
    let (used, earned) = (entry::json(&used), entry::json(&earned));
    assert_eq!(start + in_hundredths(&earned["puntos"]), sold);
    assert_eq!(in_hundredths(&earned["saldo"]), sold);
    let asked = body(Form::Sale).example;
    assert_eq!(
        in_hundredths(&earned["monto"]),
        in_hundredths(&json!(asked["transaction_amount"].to_string()))
    );
    assert_eq!(
        (&earned["ticket"], &earned["telefono"]),
        (&asked["ticket"], &asked["phone"])
    );
    let given = in_hundredths(&json!(
        body(Form::UpdateBalance).example["transaction_amount"].to_string()
    ));
    assert_eq!(
        points(&entry::json(&examples::updated())["newBalance"]),
        sold + given
    );
    let jorge = &of_demo[0]["clientes"][1];
    assert_eq!(
        (&used["telefono"], &used["cliente"]),
        (&jorge["telefono"], &jorge["nombre"])
    );
    assert_eq!(
        in_hundredths(&jorge["puntos"]) - in_hundredths(&used["puntos"]),
        in_hundredths(&used["saldo"])
    );
    assert!(in_hundredths(&used["puntos"]) > in_hundredths(&json!(examples::PIN_THRESHOLD)));

    let marks: BTreeSet<(String, String)> = tienda["loyalty"]["telefonos"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| {
            (
                text(&mark["telefono"]).to_owned(),
                text(&mark["marca"]).to_owned(),
            )
        })
        .collect();
    let shown: BTreeSet<(String, String)> = examples::marked_phones()
        .into_iter()
        .map(|mark| (mark.telefono, mark.marca.as_str().to_owned()))
        .collect();
    assert_eq!(shown, marks);
    assert!(text(&tienda["keys"]["wallet_apikey"]).starts_with(&examples::api_key().comienzo));
    let told = examples::new_api_key();
    assert!(told.apikey.starts_with(&told.clave.comienzo));

    // Who is registered is nobody there is already.
    let added = body(Form::AddEmployee).example.to_string();
    let added = AddEmployeeRequest::parse(&Parameters::of_json(added.as_bytes()).unwrap()).unwrap();
    assert!(
        users
            .iter()
            .all(|user| user.usertool_name != added.employee_name
                && user.usertool_number != added.number.as_str())
    );
    assert_eq!(
        examples::employee_added().collaborator_id,
        users.last().unwrap().usertool_id + 1
    );
    let number = body(Form::DisableEmployee).example["number"].clone();
    assert_eq!(number, added.number.as_str());
}

/// Hundredths of a decimal text.
fn in_hundredths(decimal: &Value) -> i64 {
    let (whole, rest) = text(decimal).split_once('.').unwrap_or((text(decimal), ""));
    format!("{whole}{rest:0<2}").parse().unwrap()
}

/// The demo's own set-up has nothing that the document does not know, and its reader takes it.
#[test]
fn the_set_up_of_the_demo_is_documented() {
    let document = published();
    let schemas = &document["components"]["schemas"];
    let known = |schema: &str, value: &Value| {
        for name in object(value).keys() {
            let properties = &schemas[schema]["properties"];
            assert!(properties.get(name).is_some(), "{schema}.{name}");
        }
    };
    let tienda = tienda();
    known("SetupTenantRequest", &tienda);
    known("SetupKeys", &tienda["keys"]);
    for user in tienda["users"].as_array().unwrap() {
        known("SetupUser", user);
    }
    let loyalty = &tienda["loyalty"];
    known("SetupLoyalty", loyalty);
    for wallet in loyalty["monederos"].as_array().unwrap() {
        known("SetupLoyaltyWallet", wallet);
        known("LoyaltyWalletRequest", &wallet["monedero"]);
        for contact in wallet["clientes"].as_array().unwrap() {
            known("SetupContact", contact);
        }
    }
    for mark in loyalty["telefonos"].as_array().unwrap() {
        known("SetupPhoneMark", mark);
    }
    let sent = tienda.to_string();
    let read = Form::SetupTenant.check(sent.as_bytes(), Country::Mexico, Currency::Mxn);
    assert!(read.is_ok(), "{read:?}");
    // Elsewhere there are none, as the description says.
    let mut elsewhere = body(Form::SetupTenant).example;
    elsewhere["loyalty"] = loyalty.clone();
    let errors = check(Form::SetupTenant, &elsewhere).unwrap_err();
    assert!(errors.contains("loyalty", Code::NotAvailable));
}
