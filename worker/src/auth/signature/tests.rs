use super::*;

const KEY: &str = "asd";
const NONCE: &str = "1670525711124";
const NOW_MS: i64 = 1_670_525_711_124;

const LIST: &str = "/v2/list/basic_services";
const PAY: &str = "/v2/operation/use/pay";
const BALANCE: &str = "/v2/operation/get/balance";
const SAMPLE: &str = r#"{"numberService":"04243675525","idTypeService":57,"amount":10}"#;

fn key() -> SigningKey {
    SigningKey::new(KEY).unwrap()
}

/// Sections 5.2 and 5.3: path, data and signature.
const VECTORS: [(&str, &str, &str); 22] = [
    (
        LIST,
        r#"{"canGetBalance":false}"#,
        "da655611cd2178582e526273d3f3723dbb8a945723f1c2390d244852fab40f6f15ddb8d69812ab14efa9b9b8045cc55e",
    ),
    (
        PAY,
        SAMPLE,
        "311d8b9584f172a5304154326eb818d5ae52b410d3ff0b0920d1113ff0caacaa0ccd7b59e4a466961ed16d04da6dabd2",
    ),
    (
        "/cps/v2/operation/use/pay",
        SAMPLE,
        "61161e8cabb4c95e5660a551df8fc925692d5be1cc7599ec58de65b57dfc2f4d80a3e9b3fd68958633a042be38e41c3d",
    ),
    (
        BALANCE,
        r#"{"numberService":"02123457654","idTypeService":"63"}"#,
        "0ad20d80cf992db75544a591d26e99d8a58063f705e31a2e9d529b8fe02f8f5fa30d44632b3beb8a77d00d9917785daf",
    ),
    (
        BALANCE,
        r#"{"numberService":"02123457654","idTypeService":63}"#,
        "e6a87d77f7d3a61a374987ebd610ab9e6d25dc8d323f4bc7925cd09399dc624b850d29d2d5bafe8a92e18d77eff6a161",
    ),
    (
        "/cps/v2/operation/get/balance",
        r#"{"numberService":"02123457654","idTypeService":"63"}"#,
        "89ecf7c5c782a055926d77cb0d706eb3b08d3de7571f3bcf6c3381e3d792c90f6a93d430e968010f94b6fe364cc45e14",
    ),
    (
        "/cps/v2/operation/get/balance",
        r#"{"numberService":"02123457654","idTypeService":63}"#,
        "a14367d8b4aa8aa3c9f28aebf0726358dc94a9631dc361dc90c806d5fe138af5cd7b65691cf590f47262903a7cebb27f",
    ),
    (
        LIST,
        r#"{"canGetBalance":"false"}"#,
        "77bfc1f5f9a7a217a6d048dc530635f5ffdd7bbae939e254110c48ea5a66be5cd0b5ab8dd9ec25bdf85c88651b793942",
    ),
    (
        LIST,
        r#"{"canGetBalance":true}"#,
        "82badc38a4011e42d187b737ed3691f43bf94461a72889c9cc6da1ff267b437925166b57839c4a41291fee97b8b73933",
    ),
    (
        LIST,
        r#"{"canGetBalance":"true"}"#,
        "4190ba8adefc22eafd96e82a273d1e019f3fd1f14252b436e1aa4455d14e6751b4b2b79c13451264f0b557db13d7d00d",
    ),
    (
        LIST,
        "{}",
        "6ecf507ee50c767c109bd0206eb9bcc4c96f3ee38387344c3aaaecf6fd72e61509733712518bea507e9673adce68ea65",
    ),
    (
        LIST,
        "",
        "7907dd8a69497a8fd958b3f88274a2c594c868127498c2fa2b6435f92ead3aed413846f79664afb1c630df078cb582b8",
    ),
    (
        "/cps/v2/list/basic_services",
        r#"{"canGetBalance":false}"#,
        "d3a617b5c3a676e902ef62817f9e1352885d7c130e0e7a6e99b552d94062fe66f45ba3bc3f4f349ac489a4e342c7d4cc",
    ),
    (
        "/cps/v2/list/basic_services",
        r#"{"canGetBalance":"false"}"#,
        "43ead08eb22c0d7307b095e1dd52c483462e12e25eb2a1180cbc722a2b58861702d5e4276149119bdd2ddbc6692bdc06",
    ),
    (
        "/cps/v2/list/basic_services",
        r#"{"canGetBalance":true}"#,
        "ca9f9d0921a6163f29e4fa21fdc7fa1bc24410bd6d6e6c544375f91360ee400b709e5cc0ff59bd0ecb65b78929df0275",
    ),
    (
        "/cps/v2/list/basic_services",
        r#"{"canGetBalance":"true"}"#,
        "a14b18237bf2e3f2b35cf5c7df33486559e28da9dce9bc52a02d18f43352f9e16099d8acc849a8a4e5205dd7e00e999c",
    ),
    (
        "/cps/v2/list/basic_services",
        "{}",
        "da7dfaa36738604d8175122077e80aa9a83fb59d75a2d48519c651e179d80392b30d6c7b41cb69f095f60052a008600c",
    ),
    (
        "/cps/v2/list/basic_services",
        "",
        "2ecd92c4282d0e5ac17d2a9a79cf5ddfbe22d7eecc80d5a1881a8840bbf2cab6f2ad3c7b261ecbac714517ee684358c6",
    ),
    (
        PAY,
        r#"{"numberService": "04243675525", "idTypeService": 57, "amount": 10}"#,
        "bba92fc417921b9ed7eff920dc04ef5f32f530435f0a0b42b04ce421f13eebc677ff17f100e03529b15cf338dac627fd",
    ),
    (
        PAY,
        r#"{"amount":10,"idTypeService":57,"numberService":"04243675525"}"#,
        "19fc0686389107f18b137f2751086e0360e8594aa47624541253d69445743d026f3ab13072a20d650c653da45e44f5ee",
    ),
    (
        PAY,
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10.5}"#,
        "24840ee0b2c7671a88b292095e724df36025dca88e4a9a4ecac49481983f3d59569ba3bf7d65451fe8f75afe31dafadf",
    ),
    (
        PAY,
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10.50}"#,
        "8fd14b7a46472e6d39e8704de41e56878df697f8606579819306d5d701df080fa26557eaa8b949d551d129257e427738",
    ),
];

fn signature_of(path: &str, data: &str) -> &'static str {
    VECTORS
        .iter()
        .find(|(known, text, _)| (*known, *text) == (path, data))
        .unwrap()
        .2
}

fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

/// Whether a request is believed whose nonce is good.
fn is_believed(method: Method, target: &str, body: &str, signature: &str) -> bool {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let presented = Presented {
        method,
        path,
        query: &pairs(query),
        body: body.as_bytes(),
        nonce: NONCE,
        signature,
    };
    verify(&presented, &key(), NOW_MS).is_ok()
}

#[test]
fn the_documented_vectors() {
    for (path, data, signature) in VECTORS {
        assert_eq!(
            key().sign(path, NONCE, data.as_bytes()),
            signature,
            "{path} {data}"
        );
    }
}

#[test]
fn the_header_that_the_documentation_prints_is_of_another_key() {
    for (path, data, _) in VECTORS {
        let signature = key().sign(path, NONCE, data.as_bytes());
        assert!(!(signature.starts_with("e12c9727") && signature.ends_with("6c5438")));
    }
}

#[test]
fn every_documented_form_is_believed() {
    let list = |data| {
        [
            signature_of(LIST, data),
            signature_of("/cps/v2/list/basic_services", data),
        ]
    };
    let balance = |data| {
        [
            signature_of(BALANCE, data),
            signature_of("/cps/v2/operation/get/balance", data),
        ]
    };
    let cases = [
        (
            "list/basic_services?canGetBalance=false",
            list(r#"{"canGetBalance":false}"#),
        ),
        (
            "list/basic_services?canGetBalance=false",
            list(r#"{"canGetBalance":"false"}"#),
        ),
        (
            "list/basic_services?canGetBalance=true",
            list(r#"{"canGetBalance":true}"#),
        ),
        (
            "list/basic_services?canGetBalance=true",
            list(r#"{"canGetBalance":"true"}"#),
        ),
        ("list/basic_services", list("{}")),
        ("list/basic_services", list("")),
        (
            "operation/get/balance?numberService=02123457654&idTypeService=63",
            balance(r#"{"numberService":"02123457654","idTypeService":63}"#),
        ),
        (
            "operation/get/balance?numberService=02123457654&idTypeService=63",
            balance(r#"{"numberService":"02123457654","idTypeService":"63"}"#),
        ),
    ];
    for (target, signatures) in cases {
        for signature in signatures {
            for prefix in ["", "/cps"] {
                let target = format!("{prefix}/v2/{target}");
                assert!(is_believed(Method::Get, &target, "", signature), "{target}");
                let capitals = signature.to_ascii_uppercase();
                assert!(is_believed(Method::Get, &target, "", &capitals), "{target}");
            }
        }
    }
    for path in [PAY, "/cps/v2/operation/use/pay"] {
        for (_, body, signature) in VECTORS.iter().filter(|(path, _, _)| path.ends_with("/pay")) {
            assert!(
                is_believed(Method::Post, path, body, signature),
                "{path} {body}"
            );
        }
    }
}

#[test]
fn a_body_with_blanks_is_believed_by_its_compact_form() {
    let compact = signature_of(PAY, SAMPLE);
    for body in [
        r#"{"numberService": "04243675525", "idTypeService": 57, "amount": 10}"#,
        "\n{\t\"numberService\" :\r\n\"04243675525\",\"idTypeService\":57,\"amount\":10 } ",
        r#"{"numberService":"0424367552\u0035","idTypeService":57,"amount":10}"#,
    ] {
        assert!(is_believed(Method::Post, PAY, body, compact), "{body}");
    }
    // But not the other way round, nor in another order, nor with another literal of the same number.
    let blanks = signature_of(
        PAY,
        r#"{"numberService": "04243675525", "idTypeService": 57, "amount": 10}"#,
    );
    assert!(!is_believed(Method::Post, PAY, SAMPLE, blanks));
    for body in [
        r#"{"amount":10,"idTypeService":57,"numberService":"04243675525"}"#,
        r#"{"numberService":"04243675525","idTypeService":57,"amount":10.0}"#,
        r#"{"numberService":"04243675525","idTypeService":57,"amount":1e1}"#,
    ] {
        assert!(!is_believed(Method::Post, PAY, body, compact), "{body}");
    }
}

#[test]
fn whatever_else_is_not_believed() {
    let good = signature_of(PAY, SAMPLE);
    assert!(is_believed(Method::Post, PAY, SAMPLE, good));
    let other_key = SigningKey::new("asD")
        .unwrap()
        .sign(PAY, NONCE, SAMPLE.as_bytes());
    let other_nonce = key().sign(PAY, "1670525711125", SAMPLE.as_bytes());
    let shorter = good.get(..94).unwrap();
    for signature in [
        "",
        "00",
        shorter,
        &format!("{good}00"),
        &format!("{shorter}0g"),
        &format!(" {good}"),
        &format!("{shorter}é"),
        &"0".repeat(96),
        &other_key,
        &other_nonce,
    ] {
        assert!(
            !is_believed(Method::Post, PAY, SAMPLE, signature),
            "{signature}"
        );
    }
    for (target, body) in [
        (PAY, SAMPLE.replace("57", "58").as_str()),
        (PAY, &SAMPLE.replace("04243675525", "04243675526")),
        (PAY, &SAMPLE.replace("10}", "100}")),
        (PAY, ""),
        (PAY, "{}"),
        (BALANCE, SAMPLE),
        ("/v1/operation/use/pay", SAMPLE),
        ("/cps/cps/v2/operation/use/pay", SAMPLE),
        ("/cpsv2/operation/use/pay", SAMPLE),
        ("/v2/operation/use/pay/", SAMPLE),
    ] {
        assert!(
            !is_believed(Method::Post, target, body, good),
            "{target} {body}"
        );
    }
    // A GET's data is its query, not its body.
    assert!(!is_believed(Method::Get, PAY, SAMPLE, good));
    let typed = signature_of(
        BALANCE,
        r#"{"numberService":"02123457654","idTypeService":63}"#,
    );
    for query in [
        "",
        "numberService=02123457654",
        "idTypeService=63&numberService=02123457654",
        "numberService=02123457654&idTypeService=063",
        "numberService=02123457654&idTypeService=63&x=1",
        "numberService=2123457654&idTypeService=63",
    ] {
        let target = format!("{BALANCE}?{query}");
        assert!(!is_believed(Method::Get, &target, "", typed), "{query}");
    }
    // A number of 11 digits is text, never a number.
    let bare = key().sign(
        BALANCE,
        NONCE,
        br#"{"numberService":12123457654,"idTypeService":63}"#,
    );
    let target = format!("{BALANCE}?numberService=12123457654&idTypeService=63");
    assert!(!is_believed(Method::Get, &target, "", &bare));
}

#[test]
fn a_nonce_is_of_these_minutes() {
    let check = |nonce: &str, now_ms| {
        let presented = Presented {
            method: Method::Post,
            path: PAY,
            query: &[],
            body: SAMPLE.as_bytes(),
            nonce,
            signature: &key().sign(PAY, nonce, SAMPLE.as_bytes()),
        };
        verify(&presented, &key(), now_ms)
    };
    for (distance_ms, expected) in [
        (0, Ok(())),
        (300_000, Ok(())),
        (-300_000, Ok(())),
        (300_001, Err(Disbelief::Nonce)),
        (-300_001, Err(Disbelief::Nonce)),
    ] {
        assert_eq!(
            check(NONCE, NOW_MS + distance_ms),
            expected,
            "{distance_ms}"
        );
    }
    for nonce in [
        "",
        "167052571112",
        "16705257111240",
        "-670525711124",
        "+670525711124",
        " 670525711124",
        "167052571112a",
        "1670525711.24",
        "١٦٧٠٥٢٥٧١١١٢٤",
    ] {
        assert_eq!(check(nonce, NOW_MS), Err(Disbelief::Nonce), "{nonce}");
    }
}

#[test]
fn a_key_shows_nothing_of_itself_and_is_not_empty() {
    assert_eq!(format!("{:?}", key()), "SigningKey(***)");
    assert!(SigningKey::new("").is_none());
}
