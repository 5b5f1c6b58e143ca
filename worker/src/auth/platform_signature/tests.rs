use super::*;

const TIMESTAMP: &str = "1573264495581";
const NOW_MS: i64 = 1_573_264_495_581;

const PROVIDERS: &str = "/phone-credits/providers";
const CREATE: &str = "/phone-credits/order/create";
const CREATE_BODY: &str = r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"001"}"#;
const COMPLETE: &str = "/phone-credits/order/98291601-80aa-4082-ba6d-bf92621fe9c7/complete";
const COMPLETE_BODY: &str = r#"{"amount":"5.00","source":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f"}"#;
const HISTORY: &str = "/phone-credits/order/history/2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f";

/// Method, target, timestamp, body, and the signature.
type Vector = (
    Method,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
);

/// Section 7.1: the vendor's own, those that were computed, and those that were taken off the wire; all of the key `root`.
const OF_ROOT: [Vector; 7] = [
    (
        Method::Post,
        "/payments",
        "1573264495581",
        Some("{}"),
        "3e3e70e7904f7c99f999e519d950bf4a3d6807a70bdfe3be36e58f4966e14bb3",
    ),
    (
        Method::Get,
        PROVIDERS,
        TIMESTAMP,
        None,
        "450d5eb619a8642b06bdf69ee227ff4289bcf636a420b0be57c7a9064057a9ed",
    ),
    (
        Method::Post,
        CREATE,
        TIMESTAMP,
        Some(CREATE_BODY),
        "0fa7932769ae7d9c5e549aba51bcf9df817f38645ac637d1debd655212d9b8bd",
    ),
    (
        Method::Post,
        COMPLETE,
        TIMESTAMP,
        Some(COMPLETE_BODY),
        "f79300768d677295a9ae7a29d5fd28932a1de218868d14f5667bb2cf0c5b0aaa",
    ),
    (
        Method::Get,
        HISTORY,
        TIMESTAMP,
        None,
        "92c0a423cacd279796ca5c3e3c16548a3cfe4a7c9ec1a96f6b005f18d827800b",
    ),
    (
        Method::Get,
        PROVIDERS,
        "1795303608055",
        None,
        "da0713bfefde51e30ab651addd86c97467f1a9080bd4f1d02bc1961f5ab46146",
    ),
    (
        Method::Post,
        "/phone-credits/order/o1/complete",
        "1795303608062",
        Some(r#"{"amount":"5.00","source":"w1"}"#),
        "c1a7a56adea89686890f2f2b0b33f180fe89e32e8252d506c043986aecc5d5f3",
    ),
];

/// The same of the key `asd`, where the contract has them.
const OF_ASD: [Vector; 4] = [
    (
        Method::Get,
        PROVIDERS,
        TIMESTAMP,
        None,
        "f66bc79c7ecf2436032a42d61d74cd0c5f63a5c45db86d9014fe1f3968c82362",
    ),
    (
        Method::Post,
        CREATE,
        TIMESTAMP,
        Some(CREATE_BODY),
        "68991289ce8110c8b87a70c821e38c37b0669963977e86e38a15cceaab3748c6",
    ),
    (
        Method::Post,
        COMPLETE,
        TIMESTAMP,
        Some(COMPLETE_BODY),
        "f897cf6b0760d27eeac1d4323a8d9f3c7d97f2b36e6c5a635183a182fa5879bf",
    ),
    (
        Method::Get,
        HISTORY,
        TIMESTAMP,
        None,
        "14618cfb7c944777bcf822eded87e4bdb195b0b5bebbbb976498e7e95045df2a",
    ),
];

fn key(secret: &str) -> PlatformKey {
    PlatformKey::new(secret).unwrap()
}

/// A completion, signed with the key `root`.
fn completion() -> Presented<'static> {
    Presented {
        method: Method::Post,
        target: COMPLETE,
        body: COMPLETE_BODY.as_bytes(),
        timestamp: TIMESTAMP,
        signature: OF_ROOT[3].4,
    }
}

fn judge(presented: &Presented<'_>) -> Result<(), Disbelief> {
    verify(presented, &key("root"), NOW_MS, "")
}

/// The same, of another time or body, signed as it is presented.
fn judge_signed(presented: &Presented<'_>, now_ms: i64) -> Result<(), Disbelief> {
    let body = std::str::from_utf8(presented.body).unwrap();
    let signature = key("root").sign(
        presented.method,
        presented.target,
        presented.timestamp,
        Some(body).filter(|body| !body.is_empty()),
    );
    let presented = Presented {
        signature: &signature,
        ..*presented
    };
    verify(&presented, &key("root"), now_ms, "")
}

#[test]
fn the_vectors_of_the_contract() {
    for (secret, vectors) in [("root", OF_ROOT.as_slice()), ("asd", OF_ASD.as_slice())] {
        for (method, target, timestamp, body, signature) in vectors {
            let signed = key(secret).sign(*method, target, timestamp, *body);
            assert_eq!(signed, *signature, "{secret} {target}");
            let presented = Presented {
                method: *method,
                target,
                body: body.unwrap_or_default().as_bytes(),
                timestamp,
                signature,
            };
            let now_ms = timestamp.parse().unwrap();
            assert_eq!(verify(&presented, &key(secret), now_ms, ""), Ok(()));
            let other = verify(&presented, &key("other"), now_ms, "");
            assert_eq!(other, Err(Disbelief::Signature), "{secret} {target}");
        }
    }
    // The vendor's vector of the bare code: a message that is one part.
    let mut mac = key("test").0;
    mac.update(b"test");
    assert_eq!(
        crate::identifier::hex(&mac.finalize().into_bytes()),
        "88cd2108b5347d973cf39cdf9053d7dd42704876d8c9a9bd8e2d168259d3ddf7"
    );
}

#[test]
fn a_body_is_signed_where_one_is_sent() {
    let sign = |method, body| key("root").sign(method, "/x", TIMESTAMP, body);
    for method in [Method::Post, Method::Put] {
        assert_ne!(sign(method, Some("{}")), sign(method, None));
        assert_ne!(sign(method, Some("")), sign(method, None));
    }
    for method in [Method::Get, Method::Delete, Method::Patch] {
        assert_eq!(sign(method, Some("{}")), sign(method, None));
    }
}

#[test]
fn whatever_is_changed_is_not_believed() {
    let good = completion();
    assert_eq!(judge(&good), Ok(()));
    for index in 0..good.body.len() {
        let mut body = good.body.to_vec();
        body[index] ^= 1;
        let presented = Presented {
            body: &body,
            ..good
        };
        assert_eq!(judge(&presented), Err(Disbelief::Signature), "{index}");
    }
    for presented in [
        Presented { body: b"", ..good },
        Presented {
            method: Method::Put,
            ..good
        },
        Presented {
            method: Method::Get,
            ..good
        },
        Presented {
            target: CREATE,
            ..good
        },
        Presented {
            target: "/phone-credits/order/98291601-80aa-4082-ba6d-bf92621fe9c7/complete?x=1",
            ..good
        },
        // Of the same minute, and not what was signed.
        Presented {
            timestamp: "1573264495582",
            ..good
        },
        Presented {
            timestamp: "1573264495",
            ..good
        },
    ] {
        assert_eq!(
            judge(&presented),
            Err(Disbelief::Signature),
            "{presented:?}"
        );
    }
}

#[test]
fn signatures_are_hexadecimal_in_either_case() {
    let good = completion();
    let upper = good.signature.to_ascii_uppercase();
    let signature = |signature| judge(&Presented { signature, ..good });
    assert_eq!(signature(&upper), Ok(()));
    let doubled = good.signature.repeat(2);
    for bad in [
        "",
        "f7",
        "x",
        good.signature.get(1..).unwrap(),
        good.signature.get(2..).unwrap(),
        &format!("{}g", good.signature.get(1..).unwrap()),
        &format!("{}00", good.signature),
        &format!("0x{}", good.signature),
        &format!(" {}", good.signature),
        &doubled,
        &"0".repeat(64),
    ] {
        assert_eq!(signature(bad), Err(Disbelief::Signature), "{bad}");
    }
}

#[test]
fn a_request_is_of_this_minute() {
    let good = completion();
    for (distance_ms, expected) in [
        (0, Ok(())),
        (30_000, Ok(())),
        (-30_000, Ok(())),
        (30_001, Err(Disbelief::Timestamp)),
        (31_000, Err(Disbelief::Timestamp)),
        (-30_001, Err(Disbelief::Timestamp)),
        (-31_000, Err(Disbelief::Timestamp)),
        (86_400_000, Err(Disbelief::Timestamp)),
    ] {
        let judged = verify(&good, &key("root"), NOW_MS + distance_ms, "");
        assert_eq!(judged, expected, "{distance_ms}");
    }
    // A time that is bad is what is wrong, whatever the signature.
    let old = Presented {
        signature: "",
        ..good
    };
    let judged = verify(&old, &key("root"), NOW_MS + 31_000, "");
    assert_eq!(judged, Err(Disbelief::Timestamp));
}

#[test]
fn ten_digits_are_seconds() {
    let at = |timestamp, now_ms| {
        judge_signed(
            &Presented {
                timestamp,
                ..completion()
            },
            now_ms,
        )
    };
    for (timestamp, now_ms, expected) in [
        ("1573264495", 1_573_264_495_999, Ok(())),
        ("1573264495", 1_573_264_525_000, Ok(())),
        ("1573264495", 1_573_264_525_001, Err(Disbelief::Timestamp)),
        ("1573264495", 1_573_264_465_000, Ok(())),
        ("1573264495", 1_573_264_464_999, Err(Disbelief::Timestamp)),
        // Neither.
        ("", NOW_MS, Err(Disbelief::Timestamp)),
        ("0", 0, Err(Disbelief::Timestamp)),
        ("157326449558", 157_326_449_558, Err(Disbelief::Timestamp)),
        ("01573264495581", NOW_MS, Err(Disbelief::Timestamp)),
        ("+573264495581", 573_264_495_581, Err(Disbelief::Timestamp)),
        ("1573264495.58", NOW_MS, Err(Disbelief::Timestamp)),
        ("157326449558x", NOW_MS, Err(Disbelief::Timestamp)),
        (" 573264495581", NOW_MS, Err(Disbelief::Timestamp)),
        ("1573264495581,", NOW_MS, Err(Disbelief::Timestamp)),
        ("٩٩٩٩٩", NOW_MS, Err(Disbelief::Timestamp)),
        ("9999999999999", NOW_MS, Err(Disbelief::Timestamp)),
        (
            "2019-11-09T01:54:55.581Z",
            NOW_MS,
            Err(Disbelief::Timestamp),
        ),
    ] {
        assert_eq!(at(timestamp, now_ms), expected, "{timestamp} {now_ms}");
    }
}

#[test]
fn a_body_may_have_been_signed_as_a_serialiser_writes_it() {
    let good = completion();
    let loose = format!(
        " {}\r\n",
        COMPLETE_BODY.replace(',', " ,\n\t").replace(':', " : ")
    );
    let escaped = COMPLETE_BODY.replace("source", r"sour\u0063e");
    for body in [loose.as_str(), &escaped] {
        let sent = Presented {
            body: body.as_bytes(),
            ..good
        };
        assert_eq!(judge(&sent), Ok(()), "{body}");
        assert_eq!(judge_signed(&sent, NOW_MS), Ok(()), "{body}");
    }
    // Not the same members, or no JSON.
    let other_order = r#"{"source":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f","amount":"5.00"}"#;
    for body in [
        other_order,
        &COMPLETE_BODY.replace("\"5.00\"", "5.00"),
        &format!("{COMPLETE_BODY}{COMPLETE_BODY}"),
        &format!("{COMPLETE_BODY},"),
    ] {
        let sent = Presented {
            body: body.as_bytes(),
            ..good
        };
        assert_eq!(judge(&sent), Err(Disbelief::Signature), "{body}");
    }
    let broken = [COMPLETE_BODY.as_bytes(), &[0xff]].concat();
    let sent = Presented {
        body: &broken,
        ..good
    };
    assert_eq!(judge(&sent), Err(Disbelief::Signature));
}

#[test]
fn a_prefix_may_stand_before_the_path() {
    let good = completion();
    let mounted = format!("/credits{COMPLETE}");
    let signed_mounted =
        key("root").sign(good.method, &mounted, good.timestamp, Some(COMPLETE_BODY));
    for (received, signature, prefix, is_believed) in [
        (COMPLETE, good.signature, "", true),
        (COMPLETE, good.signature, "/credits", true),
        (&mounted, good.signature, "/credits", true),
        (&mounted, &signed_mounted, "/credits", true),
        (&mounted, &signed_mounted, "", true),
        // A server behind a gateway that takes the prefix away.
        (COMPLETE, &signed_mounted, "/credits", true),
        (&mounted, good.signature, "", false),
        (&mounted, good.signature, "/credit", false),
        (&mounted, good.signature, "/other", false),
        (COMPLETE, &signed_mounted, "", false),
        (COMPLETE, &signed_mounted, "/other", false),
    ] {
        let presented = Presented {
            target: received,
            signature,
            ..good
        };
        let judged = verify(&presented, &key("root"), NOW_MS, prefix);
        assert_eq!(judged.is_ok(), is_believed, "{received} {prefix}");
    }
}

#[test]
fn a_query_is_signed_as_it_was_received() {
    let target = "/phone-credits/providers?b=%20&a=1";
    let sent = Presented {
        method: Method::Get,
        target,
        body: b"",
        timestamp: TIMESTAMP,
        signature: "",
    };
    assert_eq!(judge_signed(&sent, NOW_MS), Ok(()));
    let signature = key("root").sign(Method::Get, target, TIMESTAMP, None);
    for other in [PROVIDERS, "/phone-credits/providers?a=1&b=%20"] {
        let presented = Presented {
            target: other,
            signature: &signature,
            ..sent
        };
        assert_eq!(judge(&presented), Err(Disbelief::Signature), "{other}");
    }
}

#[test]
fn nothing_secret_is_shown_and_an_empty_secret_is_no_key() {
    assert_eq!(format!("{:?}", key("root")), "PlatformKey(***)");
    assert!(PlatformKey::new("").is_none());
}
