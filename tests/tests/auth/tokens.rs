//! What keeps somebody in, and what throws them out.

use crate::{
    ADMINISTRATOR, ANA, HOME, MANAGER, MINUTE_MS, Sent, at_once, busy_shop, id_of, tokens,
};
use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_tests::sqlite::Fault;
use ventanilla_worker::http::Method;
use ventanilla_worker::router::{Door, ROUTES};

fn refreshing<'a>(token: &'a str) -> Sent<'a> {
    Sent {
        address: HOME,
        method: Method::Post,
        path: "/auth/refresh_token",
        bearer: Some(token),
        body: String::new(),
    }
}

fn pair(reply: &Reply) -> (String, String) {
    let text = |field: &str| reply.body[field].as_str().unwrap().to_owned();
    (text("access_token"), text("refresh_token"))
}

#[track_caller]
fn is_in(shop: &Shop, access: &str, status: u16) {
    Sent::get("/auth/roles/list", access)
        .to(shop)
        .expect(status);
}

#[test]
fn a_refresh_gives_two_new_tokens() {
    let shop = Shop::demo(1);
    let first = tokens(&shop, ANA);
    shop.clock.advance_ms(MINUTE_MS);
    let second = pair(&refreshing(&first.1).to(&shop).expect(201));
    assert_ne!(first.0, second.0);
    assert_ne!(first.1, second.1);
    is_in(&shop, &second.0, 200);
    // The access token from before lasts as long as it says.
    is_in(&shop, &first.0, 200);
    let third = pair(&refreshing(&second.1).to(&shop).expect(201));
    is_in(&shop, &third.0, 200);
}

#[test]
fn a_refresh_token_shown_twice_ends_its_log_in() {
    let shop = Shop::demo(1);
    let other = tokens(&shop, ANA);
    let first = tokens(&shop, ANA);
    let second = pair(&refreshing(&first.1).to(&shop).expect(201));
    // At once it may be a second tab, later it is a thief.
    for (wait_ms, status) in [(29_999, 200), (1, 401)] {
        shop.clock.advance_ms(wait_ms);
        let again = refreshing(&first.1).to(&shop).expect(401);
        assert_eq!(again.code(), "refresh_invalid");
        is_in(&shop, &second.0, status);
    }
    refreshing(&second.1).to(&shop).expect(401);
    // Another log-in of the same person goes on.
    is_in(&shop, &other.0, 200);
    refreshing(&other.1).to(&shop).expect(201);
}

#[test]
fn of_parallel_refreshes_one_succeeds() {
    let shop = busy_shop(1);
    let token = tokens(&shop, ANA).1;
    let replies = at_once(&shop, (0..10).map(|_| refreshing(&token)).collect());
    let succeeded: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 201).collect();
    assert_eq!(succeeded.len(), 1);
    assert_eq!(
        replies.iter().filter(|reply| reply.status == 401).count(),
        9
    );
    is_in(&shop, &pair(succeeded[0]).0, 200);
}

#[test]
fn what_is_no_refresh_token_refreshes_nothing() {
    let shop = Shop::demo(1);
    let (access, refresh) = tokens(&shop, ANA);
    for token in [
        "",
        "null",
        "a.b.c",
        &access,
        &format!("{refresh}x"),
        &refresh[..refresh.len() - 1],
    ] {
        assert_eq!(
            refreshing(token).to(&shop).expect(401).code(),
            "refresh_invalid",
            "{token}"
        );
    }
    Sent {
        bearer: None,
        ..refreshing("")
    }
    .to(&shop)
    .expect(401);
    // None of that harmed the log-in. A body is not read, whatever it is.
    Sent {
        body: "[1".into(),
        ..refreshing(&refresh)
    }
    .to(&shop)
    .expect(201);
}

#[test]
fn a_refresh_token_expires() {
    let shop = Shop::demo(1);
    let token = tokens(&shop, ANA).1;
    shop.clock
        .advance_ms(shop.app.settings.refresh_token_lifetime_s * 1000);
    refreshing(&token).to(&shop).expect(401);
}

#[test]
fn each_refresh_prolongs_the_log_in() {
    let shop = Shop::demo(1);
    let mut token = tokens(&shop, ANA).1;
    for _ in 0..5 {
        shop.clock
            .advance_ms(shop.app.settings.refresh_token_lifetime_s * 1000 - 1000);
        // Others log in meanwhile, and delete what is over.
        tokens(&shop, MANAGER);
        token = pair(&refreshing(&token).to(&shop).expect(201)).1;
    }
    assert_eq!(shop.db.query(&format!("SELECT count(*) FROM refresh_token JOIN login_session ON login_session.id = login_session_id WHERE user_id = {}", id_of(&shop, ANA))), ["2"]);
}

#[test]
fn a_lost_answer_to_a_refresh_does_not_end_the_log_in() {
    let shop = Shop::demo(1);
    let token = tokens(&shop, ANA).1;
    shop.db.fail_next(Fault::LostBeforeCommit);
    refreshing(&token).to(&shop).expect(503);
    shop.db.fail_next(Fault::LostAfterCommit);
    let (access, refresh) = pair(&refreshing(&token).to(&shop).expect(201));
    is_in(&shop, &access, 200);
    refreshing(&refresh).to(&shop).expect(201);
}

#[test]
fn a_refresh_sees_a_new_role_and_a_user_who_may_not_log_in_any_more() {
    let shop = Shop::demo(1);
    let administrator = tokens(&shop, ADMINISTRATOR).0;
    let (access, refresh) = tokens(&shop, ANA);
    let path = format!("/usuario/{}", id_of(&shop, ANA));
    let patch = |body: Value| {
        Sent {
            method: Method::Patch,
            ..Sent::post(&path, &body)
        }
        .with_bearer(&administrator)
        .to(&shop)
    };
    patch(json!({"id_role": 4})).expect(200);
    assert_eq!(
        Sent::get("/cajas", &access).to(&shop).expect(401).code(),
        "token_revoked"
    );
    let (access, refresh) = pair(&refreshing(&refresh).to(&shop).expect(201));
    assert_eq!(
        shop.app
            .token_key
            .identity(&access, shop.app.ports.clock.now_ms())
            .unwrap()
            .role
            .name(),
        "Gerente"
    );
    patch(json!({"estado": false})).expect(200);
    is_in(&shop, &access, 401);
    refreshing(&refresh).to(&shop).expect(401);
    // Not even after coming back.
    patch(json!({"estado": true})).expect(200);
    is_in(&shop, &access, 401);
    refreshing(&refresh).to(&shop).expect(401);
}

#[test]
fn an_inactive_user_refreshes_nothing_even_where_nothing_was_revoked() {
    let shop = Shop::demo(1);
    let token = tokens(&shop, ANA).1;
    let switch_off = "UPDATE user_account SET active = 0, token_version = 2";
    shop.db
        .execute(&format!("{switch_off} WHERE login = '{ANA}'"))
        .unwrap();
    refreshing(&token).to(&shop).expect(401);
}

#[test]
fn a_log_out_ends_one_log_in() {
    let shop = Shop::demo(1);
    let (here, there) = (tokens(&shop, ANA), tokens(&shop, ANA));
    let log_out = |access: &str| {
        Sent {
            body: String::new(),
            ..Sent::post("/auth/logout", &Value::Null)
        }
        .with_bearer(access)
        .to(&shop)
    };
    let reply = log_out(&here.0).expect(204);
    assert_eq!(reply.body, Value::Null);
    is_in(&shop, &here.0, 401);
    refreshing(&here.1).to(&shop).expect(401);
    assert_eq!(log_out(&here.0).expect(401).code(), "token_revoked");
    is_in(&shop, &there.0, 200);
    refreshing(&there.1).to(&shop).expect(201);
}

#[test]
fn a_revoked_token_reads_nothing_anywhere() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    Sent {
        body: String::new(),
        ..Sent::post("/auth/logout", &Value::Null)
    }
    .with_bearer(&access)
    .to(&shop)
    .expect(204);
    let mut read = 0;
    for route in ROUTES
        .iter()
        .filter(|route| route.method == Method::Get && !["/", "/salud"].contains(&route.pattern))
    {
        let path: Vec<&str> = route
            .pattern
            .split('/')
            .map(|segment| match segment {
                ":codigo_barras" => "0001056789202601274",
                segment if segment.starts_with(':') => "1",
                segment => segment,
            })
            .collect();
        let path = path.join("/");
        let path = ["/operaciones/1", "/pagos/1"]
            .iter()
            .fold(path, |path, start| {
                let of = start.trim_end_matches('1');
                path.replace(start, &format!("{of}00000000-0000-7000-8000-000000000000"))
            });
        let reply = Sent::get(&path, &access).to(&shop).expect(401);
        let code = match route.door {
            Door::Cps => &reply.body["error"]["reason"],
            Door::PhoneCredits => &reply.body["details"]["code"],
            Door::Kantuta | Door::Portal | Door::Loyalty | Door::Resources => &reply.body["code"],
        };
        assert_eq!(code, "token_revoked", "{path}");
        read += 1;
    }
    assert!(read > 15);
}

#[test]
fn roles_are_a_bare_array() {
    let shop = Shop::demo(1);
    let roles = Sent::get("/auth/roles/list", &tokens(&shop, ANA).0)
        .to(&shop)
        .expect(200)
        .body;
    let names: Vec<(i64, &str)> = roles
        .as_array()
        .unwrap()
        .iter()
        .map(|role| {
            (
                role["id"].as_i64().unwrap(),
                role["nombre"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [
            (1, "Administrador"),
            (2, "Operador"),
            (3, "Usuario"),
            (4, "Gerente")
        ]
    );
}
