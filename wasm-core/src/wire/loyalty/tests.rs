use super::answers::LoyaltyError;
use super::documented::{Documented, Fault, Method};
use super::parameters::Parameters;
use super::requests::*;
use crate::code::{Code, Language};
use crate::currency::Currency;
use crate::field::Invalid;
use std::collections::BTreeSet;

fn form(text: &str) -> Parameters {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    Parameters::of_form(pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), value.replace('+', " "))
    }))
}

/// The code that a request is refused with; empty where it is read.
fn code<T>(method: Method, read: Result<T, Invalid>) -> &'static str {
    match read {
        Ok(_) => "",
        Err(invalid) => {
            Documented::of_invalid(method, &invalid).map_or("undocumented", Documented::code)
        }
    }
}

#[test]
fn the_first_error_is_the_one_that_counts() {
    let sale = |text: &str| code(Method::Sale, SaleRequest::parse(&form(text), Currency::Mxn));
    let add = |text: &str| code(Method::AddContact, AddContactRequest::parse(&form(text)));
    let update = |text: &str| {
        code(
            Method::UpdateBalance,
            UpdateBalanceRequest::parse(&form(text)),
        )
    };
    let get = |text: &str| code(Method::GetContacts, GetContactsRequest::parse(&form(text)));
    let employ = |text: &str| code(Method::AddEmployee, AddEmployeeRequest::parse(&form(text)));
    let archive = |text: &str| {
        code(
            Method::DisableEmployee,
            DisableEmployeeRequest::parse(&form(text)),
        )
    };
    let cases = [
        (sale(""), "new_sale_02"),
        (sale("wallet_key=+&phone=1"), "new_sale_02"),
        (sale("wallet_key=k"), "new_sale_03"),
        (sale("wallet_key=k&phone=477123456"), "new_sale_04"),
        (sale("wallet_key=k&phone=47712345678"), "new_sale_04"),
        (sale("wallet_key=k&phone=524771234567"), "new_sale_04"),
        (sale("wallet_key=k&phone=477123456a"), "new_sale_04"),
        (sale("wallet_key=k&phone=4771234567"), "new_sale_05"),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type="),
            "new_sale_05",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=2"),
            "new_sale_05",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0x"),
            "new_sale_05",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0"),
            "new_sale_06",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=1e2"),
            "new_sale_07",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=-5"),
            "new_sale_07",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=0"),
            "new_sale_07",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=NaN"),
            "new_sale_07",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=1.005"),
            "new_sale_07",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=1,000"),
            "new_sale_07",
        ),
        (
            sale(
                "wallet_key=k&phone=4771234567&transaction_type=1&transaction_amount=x&points_used=1&usertool_id=1",
            ),
            "new_sale_07",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=1"),
            "new_sale_08",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=1&points_used=0"),
            "new_sale_08",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=1&points_used=1.005"),
            "new_sale_08",
        ),
        (
            sale(
                "wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=5&points_used=x",
            ),
            "new_sale_09",
        ),
        (
            sale(
                "wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=5&usertool_id=x&points_used=x",
            ),
            "",
        ),
        (
            sale("wallet_key=k&phone=4771234567&transaction_type=1&points_used=5&usertool_id=1"),
            "",
        ),
        (add(""), "contact_add_02"),
        (add("wallet_key=k"), "contact_add_03"),
        (add("wallet_key=k&phone=1"), "contact_add_04"),
        (add("wallet_key=k&phone=4771234567"), "contact_add_05"),
        (
            add("wallet_key=k&phone=4771234567&customer_name=Ana"),
            "contact_add_06",
        ),
        (
            add("wallet_key=k&phone=4771234567&customer_name=Ana&usertool_id=1"),
            "",
        ),
        (update(""), "balance_update_02"),
        (update("wallet_key=k"), "balance_update_03"),
        (update("wallet_key=k&phone=x"), "balance_update_04"),
        (
            update("wallet_key=k&phone=4771234567&transaction_amount=5"),
            "balance_update_05",
        ),
        (
            update("wallet_key=k&phone=4771234567&transaction_type=2&transaction_amount=5"),
            "balance_update_05",
        ),
        (
            update("wallet_key=k&phone=4771234567&transaction_type=1"),
            "balance_update_06",
        ),
        (
            update("wallet_key=k&phone=4771234567&transaction_type=1&transaction_amount=0.001"),
            "balance_update_07",
        ),
        (
            update("wallet_key=k&phone=4771234567&transaction_type=1&transaction_amount=1"),
            "balance_update_08",
        ),
        (
            update(
                "wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=1&usertool_id=8",
            ),
            "",
        ),
        (get(""), "balance_get_02"),
        (get("wallet_key=k&phone=12"), "balance_get_03"),
        (get("wallet_key=k&phone="), ""),
        (employ(""), "err_toolusers_02"),
        (
            employ("type=jefe&employee_name=A&business_name=B&number=4771234567&password=12345678"),
            "err_toolusers_02",
        ),
        (
            employ("type=cajero&employee_name=A&business_name=B&number=477&password=12345678"),
            "err_toolusers_02",
        ),
        (
            employ("type=cajero&employee_name=A&business_name=B&number=4771234567&password=123"),
            "err_toolusers_02",
        ),
        (
            employ(
                "type=gerente&employee_name=A&business_name=B&number=4771234567&password=12345678",
            ),
            "",
        ),
        (archive("type=cajero"), "err_toolusers_02"),
        (archive("number=4771234567&type=nobody"), ""),
    ];
    for (index, (found, expected)) in cases.into_iter().enumerate() {
        assert_eq!(found, expected, "case {index}");
    }
}

#[test]
fn json_says_what_a_form_says() {
    let json = br#"{"wallet_key":"k","phone":4771234567,"transaction_type":0,"transaction_amount":1000.5,"usertool_id":"7","source":"mcp","ticket":null}"#;
    let from_json = SaleRequest::parse(&Parameters::of_json(json).unwrap(), Currency::Mxn);
    let from_form = SaleRequest::parse(
        &form(
            "wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=1000.5&usertool_id=7",
        ),
        Currency::Mxn,
    );
    assert_eq!(from_json, from_form);
    assert!(from_json.is_ok());
    for (body, expected) in [
        ("{\"wallet_key\":[1]}", "new_sale_02"),
        ("{\"wallet_key\":{}}", "new_sale_02"),
        ("{\"wallet_key\":\"k\",\"phone\":4.77e9}", "new_sale_04"),
        ("", "new_sale_02"),
        ("{}", "new_sale_02"),
    ] {
        let parameters = Parameters::of_json(body.as_bytes()).unwrap();
        assert_eq!(
            code(Method::Sale, SaleRequest::parse(&parameters, Currency::Mxn)),
            expected,
            "{body}"
        );
    }
    for (body, expected) in [
        (&b"["[..], Code::BodyNotJson),
        (b"[]", Code::BodyNotObject),
        (b"3", Code::BodyNotObject),
        (b"\xff", Code::BodyNotUtf8),
    ] {
        assert_eq!(Parameters::of_json(body), Err(Invalid::body(expected)));
    }
}

#[test]
fn bodies_are_read_back() {
    let sale = SaleRequest::parse(
        &form("wallet_key=k&phone=4771234567&transaction_type=1&points_used=12.5&transaction_amount=20&usertool_id=7&ticket=A-1&authorized_by=3&authorized_pin=1234"),
        Currency::Mxn,
    )
    .unwrap();
    let again = Parameters::of_json(crate::wire::Body::to_json(&sale).as_bytes()).unwrap();
    assert_eq!(SaleRequest::parse(&again, Currency::Mxn), Ok(sale));
    let add = AddContactRequest::parse(&form("wallet_key=k&phone=4771234567&customer_name=Ana&usertool_id=7&customer_birthdate=1990-01-01")).unwrap();
    let again = Parameters::of_json(crate::wire::Body::to_json(&add).as_bytes()).unwrap();
    assert_eq!(AddContactRequest::parse(&again), Ok(add));
    let update = UpdateBalanceRequest::parse(&form("wallet_key=k&phone=4771234567&transaction_type=1&transaction_amount=0.1&usertool_id=7&reason=x")).unwrap();
    let again = Parameters::of_json(crate::wire::Body::to_json(&update).as_bytes()).unwrap();
    assert_eq!(UpdateBalanceRequest::parse(&again), Ok(update));
    let employee = AddEmployeeRequest::parse(&form(
        "type=gerente&employee_name=A&business_name=B&number=4771234567&password=12345678",
    ))
    .unwrap();
    let again = Parameters::of_json(crate::wire::Body::to_json(&employee).as_bytes()).unwrap();
    assert!(AddEmployeeRequest::parse(&again) == Ok(employee));
}

#[test]
fn bodies_that_nobody_signs_are_read_back() {
    let again = |body: &dyn crate::wire::Body| Parameters::of_json(body.to_json().as_bytes());
    for nobody in ["x", "0", "-1", "1.5", "9007199254740992"] {
        let add = form(&format!(
            "wallet_key=k&phone=4771234567&customer_name=Ana&usertool_id={nobody}"
        ));
        let add = AddContactRequest::parse(&add).unwrap();
        let read = again(&add).unwrap();
        assert_eq!(AddContactRequest::parse(&read), Ok(add), "{nobody}");
        let moved = form(&format!(
            "wallet_key=k&phone=4771234567&transaction_type=0&transaction_amount=5&usertool_id={nobody}"
        ));
        let sale = SaleRequest::parse(&moved, Currency::Mxn).unwrap();
        let read = again(&sale).unwrap();
        assert_eq!(
            SaleRequest::parse(&read, Currency::Mxn),
            Ok(sale),
            "{nobody}"
        );
        let update = UpdateBalanceRequest::parse(&moved).unwrap();
        let read = again(&update).unwrap();
        assert_eq!(UpdateBalanceRequest::parse(&read), Ok(update), "{nobody}");
    }
}

#[test]
fn the_table() {
    let mut codes = BTreeSet::new();
    for row in Documented::ALL {
        for code in row.codes {
            assert!(codes.insert((row.method, *code)), "{code}");
            assert_eq!(Documented::parse(row.method, code), Some(row));
        }
        for fault in row.faults {
            assert_eq!(Documented::of(row.method, *fault), Some(row), "{fault:?}");
        }
        for language in Language::ALL {
            assert!(!row.text(language).is_empty());
        }
    }
    // Every row of the five tables of errors, the wrong key of each among them.
    let count = |method| {
        Documented::ALL
            .iter()
            .filter(|row| row.method == method)
            .count()
    };
    let counts = [
        Method::AddContact,
        Method::GetContacts,
        Method::Sale,
        Method::UpdateBalance,
        Method::AddEmployee,
        Method::DisableEmployee,
    ]
    .map(count);
    assert_eq!(counts, [15, 4, 19, 15, 5, 4]);
    assert_eq!(Documented::parse(Method::Sale, "wallet_redeem_11"), None);
    assert_eq!(Documented::parse(Method::Sale, "contact_add_02"), None);
}

#[test]
fn errors_as_they_are_answered() {
    let refused = |method, code| {
        let error = LoyaltyError::refused(method, code, &[], 400);
        (error.code, error.message)
    };
    let texts = |code: &str, message: &str| (code.to_owned(), message.to_owned());
    for (method, code, expected) in [
        (
            Some(Method::Sale),
            Code::LoyaltyWalletNotFound,
            texts("new_sale_10", "Monedero no existe."),
        ),
        (
            Some(Method::AddContact),
            Code::LoyaltyWalletNotFound,
            texts("contact_add_07", "Monedero no existe"),
        ),
        (
            Some(Method::GetContacts),
            Code::LoyaltyWalletNotFound,
            texts("balance_get_02", "Llave de monedero indefinido."),
        ),
        (
            Some(Method::Sale),
            Code::TokenRevoked,
            texts("auth_01", "Usuario no autorizado"),
        ),
        (
            Some(Method::ListUsers),
            Code::Forbidden,
            texts("auth_01", "Usuario no autorizado"),
        ),
        (
            Some(Method::DisableEmployee),
            Code::CollaboratorNotFound,
            texts("err_toolusers_04", "Error al archivar el usuario."),
        ),
        (
            Some(Method::AddEmployee),
            Code::Internal,
            texts("err_toolusers_04", "Error al crear el usuario."),
        ),
    ] {
        assert_eq!(refused(method, code), expected);
    }
    let (code, message) = refused(Some(Method::Sale), Code::IdempotencyConflict);
    assert_eq!(
        (code.as_str(), message.is_empty()),
        ("idempotency_conflict", false)
    );
    assert_eq!(refused(None, Code::RouteNotFound).0, "route_not_found");
    for (method, text, expected) in [
        (
            Method::Sale,
            "wallet_redeem_10",
            (Code::PointsInsufficient, None),
        ),
        (Method::Sale, "new_sale_03", (Code::Required, Some("phone"))),
        (
            Method::Sale,
            "new_sale_04",
            (Code::BodyInvalid, Some("phone")),
        ),
        (
            Method::Sale,
            "wallet_redeem_12",
            (Code::Required, Some("ticket")),
        ),
        // What has been read can still be somebody else's.
        (
            Method::Sale,
            "new_sale_13",
            (Code::CollaboratorForeign, None),
        ),
        (
            Method::GetContacts,
            "balance_get_02",
            (Code::LoyaltyWalletNotFound, None),
        ),
        (
            Method::DisableEmployee,
            "err_toolusers_04",
            (Code::CollaboratorNotFound, None),
        ),
        (
            Method::AddContact,
            "wallet_manager_12",
            (Code::Internal, None),
        ),
    ] {
        let row = Documented::parse(method, text);
        assert_eq!(row.map(Documented::reason), Some(expected), "{text}");
    }
    let told = LoyaltyError::refused(Some(Method::Sale), Code::Forbidden, &[], 403)
        .because(Code::Forbidden, None);
    assert_eq!(
        serde_json::to_value(&told).unwrap()["reason"],
        serde_json::json!("forbidden")
    );
    assert_eq!(
        serde_json::to_value(&told).unwrap().get("field"),
        None,
        "{told:?}"
    );
}

#[test]
fn a_fault_is_of_its_method() {
    assert_eq!(
        Documented::of(
            Method::ListWallets,
            Fault::Refused(Code::LoyaltyWalletNotFound)
        ),
        None
    );
}
