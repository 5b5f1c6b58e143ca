use super::Service::*;
use super::ServiceNumberError::*;
use super::*;
use std::collections::BTreeSet;

/// Contract of CPS, section 4: the id, the constant, and whether its balance can be asked for.
const DOCUMENTED: [(i64, &str, bool); 20] = [
    (57, "MOVISTAR_PREPAGO", false),
    (58, "MOVILNET_PREPAGO", false),
    (59, "DIGITEL_PREPAGO", false),
    (60, "MOVISTAR_TV", false),
    (61, "MOVISTAR_INTERNET", false),
    (62, "MOVISTAR_FIJO", true),
    (63, "DIGITEL_FIJO", true),
    (64, "DIGITEL_INTERNET", false),
    (207, "CANTV_RESIDENCIAL", true),
    (208, "TV_SATELITAL", false),
    (209, "CANTV_EMPRESAS", true),
    (210, "CANTV_ABA", true),
    (211, "ABA_ULTRA", true),
    (212, "INTER_PREPAGO", false),
    (213, "INTER_POSPAGO", true),
    (214, "MOVILNET_FIJO", true),
    (215, "SIMPLETV", false),
    (216, "CORPOELEC", true),
    (228, "MOVISTAR_POSPAGO", true),
    (229, "DIGITEL_POSPAGO", true),
];

#[test]
fn services_are_those_of_the_contract() {
    let found: Vec<(i64, &str, bool)> = Service::ALL
        .iter()
        .map(|service| (service.id(), service.name(), service.can_get_balance()))
        .collect();
    assert_eq!(found, DOCUMENTED);
    assert!(Service::ALL.is_sorted());
    for service in Service::ALL {
        assert_eq!(Service::of_id(service.id()), Some(*service));
        assert!(!service.label().is_empty());
    }
    let labels: BTreeSet<&str> = Service::ALL.iter().map(|service| service.label()).collect();
    assert_eq!(labels.len(), Service::ALL.len());
    for bad in [0, -57, 56, 65, 206, 217, 230, i64::MAX, i64::MIN] {
        assert_eq!(Service::of_id(bad), None, "{bad}");
    }
}

#[test]
fn kinds() {
    let of = |kind: ServiceKind| -> Vec<i64> {
        Service::ALL
            .iter()
            .filter(|service| service.kind() == kind)
            .map(|service| service.id())
            .collect()
    };
    let table: [(ServiceKind, &[i64]); 8] = [
        (ServiceKind::MobilePrepaid, &[57, 58, 59]),
        (ServiceKind::MobilePostpaid, &[228, 229]),
        (ServiceKind::MobileData, &[61, 64]),
        (ServiceKind::FixedLine, &[62, 63, 207, 209, 214]),
        (ServiceKind::Broadband, &[210, 211]),
        (ServiceKind::Television, &[60, 208, 215]),
        (ServiceKind::Cable, &[212, 213]),
        (ServiceKind::Electricity, &[216]),
    ];
    assert_eq!(table.map(|(kind, _)| kind), ServiceKind::ALL);
    for (kind, ids) in table {
        assert_eq!(of(kind), ids, "{kind:?}");
    }
    let names: BTreeSet<&str> = ServiceKind::ALL.map(ServiceKind::as_str).into();
    assert_eq!(names.len(), ServiceKind::ALL.len());
    let top_ups: Vec<i64> = Service::ALL
        .iter()
        .filter(|service| service.is_top_up())
        .map(|service| service.id())
        .collect();
    assert_eq!(top_ups, [57, 58, 59]);
}

#[test]
fn services_of_a_mobile() {
    let ids = |carrier: Carrier| -> Vec<i64> { carrier.services().map(Service::id).collect() };
    assert_eq!(ids(Carrier::Movistar), [57, 61, 228]);
    assert_eq!(ids(Carrier::Movilnet), [58]);
    assert_eq!(ids(Carrier::Digitel), [59, 64, 229]);
}

/// For every service, a number as it may be written, what it becomes, and one that is refused.
const OF_EACH: [(Service, &str, &str, &str, ServiceNumberError); 20] = [
    (
        MovistarPrepago,
        "0424-3675525",
        "04243675525",
        "0424-367552",
        TooShort,
    ),
    (
        MovilnetPrepago,
        "+58 (416) 123.45.67",
        "04161234567",
        "04171234567",
        UnknownPrefix,
    ),
    (
        DigitelPrepago,
        "0058 422 1234567",
        "04221234567",
        "4221234567",
        NoZero,
    ),
    (MovistarTv, "00 123-45", "0012345", "1234", TooShort),
    (
        MovistarInternet,
        "584141234567",
        "04141234567",
        "02121234567",
        Landline,
    ),
    (
        MovistarFijo,
        "0212 345.76.54",
        "02123457654",
        "04141234567",
        Mobile,
    ),
    (
        DigitelFijo,
        "02123457654",
        "02123457654",
        "02103457654",
        UnknownArea,
    ),
    (
        DigitelInternet,
        "0412 1234567",
        "04121234567",
        "0412 123456x",
        NotDigits { position: 11 },
    ),
    (
        CantvResidencial,
        "+582411234567",
        "02411234567",
        "2411234567",
        NoZero,
    ),
    (
        TvSatelital,
        "00000000000000000001",
        "00000000000000000001",
        "000000000000000000001",
        TooLong,
    ),
    (
        CantvEmpresas,
        "(0251) 123-4567",
        "02511234567",
        "02501234567",
        UnknownArea,
    ),
    (
        CantvAba,
        "582611234567",
        "02611234567",
        "026112345678",
        TooLong,
    ),
    (AbaUltra, "02741234567", "02741234567", "", Empty),
    (
        InterPrepago,
        "12345",
        "12345",
        "12.345",
        NotDigits { position: 2 },
    ),
    (
        InterPospago,
        "0 0 0 0 7",
        "00007",
        "A12345",
        NotDigits { position: 0 },
    ),
    (
        MovilnetFijo,
        "0058 295 1234567",
        "02951234567",
        "04261234567",
        Mobile,
    ),
    (
        Simpletv,
        "1234 5678 90",
        "1234567890",
        "+1234567890",
        NotDigits { position: 0 },
    ),
    (Corpoelec, "100-0012-3456", "10000123456", "- -", Empty),
    (
        MovistarPospago,
        "04141234567",
        "04141234567",
        "0414123456",
        TooShort,
    ),
    (
        DigitelPospago,
        "04221234567",
        "04221234567",
        "+54 9 11 1234 5678",
        UnknownPrefix,
    ),
];

#[test]
fn a_good_and_a_bad_number_of_every_service() {
    assert_eq!(OF_EACH.map(|(service, ..)| service), Service::ALL);
    for (service, good, digits, bad, error) in OF_EACH {
        let number = ServiceNumber::parse(service, good).unwrap();
        assert_eq!((number.service(), number.as_str()), (service, digits));
        assert_eq!(ServiceNumber::parse(service, digits).as_ref(), Ok(&number));
        assert_eq!(ServiceNumber::parse_typed(service, good), Ok(number));
        assert_eq!(ServiceNumber::parse(service, bad), Err(error), "{bad:?}");
    }
}

#[test]
fn mobiles() {
    let other = |service, carrier| Err(OtherOperator { service, carrier });
    let cases: &[(Service, &str, Result<&str, ServiceNumberError>)] = &[
        (MovistarPrepago, "04243675525", Ok("04243675525")),
        (MovistarPrepago, " 0414 000 00 00 ", Ok("04140000000")),
        (MovistarPrepago, "+58 424-367.55(25)", Ok("04243675525")),
        (MovistarPrepago, "58 424 3675525", Ok("04243675525")),
        (MovistarPrepago, "0058-4243675525", Ok("04243675525")),
        (MovistarPrepago, "0424\u{a0}3675525", Ok("04243675525")),
        // The document's example, for another operator's service (contract, section 6.1).
        (
            DigitelPrepago,
            "04243675525",
            other(DigitelPrepago, Carrier::Movistar),
        ),
        (
            DigitelPospago,
            "+584263675525",
            other(DigitelPospago, Carrier::Movilnet),
        ),
        (
            MovilnetPrepago,
            "04123675525",
            other(MovilnetPrepago, Carrier::Digitel),
        ),
        (
            MovistarInternet,
            "04123675525",
            other(MovistarInternet, Carrier::Digitel),
        ),
        (MovistarPrepago, "4243675525", Err(NoZero)),
        (MovistarPrepago, "424 367 55 25", Err(NoZero)),
        (MovistarPrepago, "", Err(Empty)),
        (MovistarPrepago, "  ", Err(Empty)),
        (MovistarPrepago, "+", Err(Empty)),
        (MovistarPrepago, "+58", Err(TooShort)),
        (MovistarPrepago, "0424367552", Err(TooShort)),
        (MovistarPrepago, "+58424367552", Err(TooShort)),
        (MovistarPrepago, "042436755255", Err(TooLong)),
        (MovistarPrepago, "+5842436755255", Err(TooLong)),
        (MovistarPrepago, "+58 0424 3675525", Err(TooLong)),
        (MovistarPrepago, "0212 1234567", Err(Landline)),
        (MovistarPrepago, "+58 212 1234567", Err(Landline)),
        (MovistarPrepago, "04151234567", Err(UnknownPrefix)),
        (MovistarPrepago, "04181234567", Err(UnknownPrefix)),
        (MovistarPrepago, "04251234567", Err(UnknownPrefix)),
        (MovistarPrepago, "02101234567", Err(UnknownPrefix)),
        (MovistarPrepago, "00000000000", Err(UnknownPrefix)),
        (MovistarPrepago, "42436755251", Err(UnknownPrefix)),
        (MovistarPrepago, "+1 424 367 5525", Err(UnknownPrefix)),
        (
            MovistarPrepago,
            "0424367552O",
            Err(NotDigits { position: 10 }),
        ),
        (
            MovistarPrepago,
            "0424/3675525",
            Err(NotDigits { position: 4 }),
        ),
        (
            MovistarPrepago,
            "0424+3675525",
            Err(NotDigits { position: 4 }),
        ),
        (
            MovistarPrepago,
            "04243675525\n",
            Err(NotDigits { position: 11 }),
        ),
        (
            MovistarPrepago,
            "٠٤٢٤٣٦٧٥٥٢٥",
            Err(NotDigits { position: 0 }),
        ),
    ];
    for (service, text, expected) in cases {
        let read = ServiceNumber::parse(*service, text);
        assert_eq!(
            read.as_ref()
                .map(ServiceNumber::as_str)
                .map_err(|error| *error),
            *expected,
            "{text:?}"
        );
    }
    assert_eq!(
        ServiceNumber::parse(MovistarPrepago, &"0".repeat(100_000)),
        Err(TooLong)
    );
}

#[test]
fn landlines() {
    let areas_of = |tens: u8, units: &str| -> Vec<String> {
        units
            .chars()
            .map(|unit| format!("02{tens}{unit}"))
            .collect()
    };
    // Contract, section 6.2.
    let areas = [
        areas_of(1, "2"),
        areas_of(3, "45789"),
        areas_of(4, "0123456789"),
        areas_of(5, "123456789"),
        areas_of(6, "0123456789"),
        areas_of(7, "0123456789"),
        areas_of(8, "123456789"),
        areas_of(9, "123456"),
    ]
    .concat();
    for area in 0..1_000 {
        let area = format!("0{area:03}");
        let read = ServiceNumber::parse(CantvResidencial, &format!("{area}1234567"));
        assert_eq!(read.is_ok(), areas.contains(&area), "{area}");
        if let Err(error) = read {
            let mobiles = [
                "0412", "0414", "0415", "0416", "0417", "0418", "0422", "0424", "0426",
            ];
            let expected = match area.as_str() {
                // The country's own calling code, after which there are too few digits.
                "0058" => TooShort,
                area if mobiles.contains(&area) => Mobile,
                _ => UnknownArea,
            };
            assert_eq!(error, expected, "{area}");
        }
    }
}

#[test]
fn typed_numbers_are_given_their_zero() {
    let cases: &[(Service, &str, Result<&str, ServiceNumberError>)] = &[
        (MovistarPrepago, "424 367 55 25", Ok("04243675525")),
        (MovistarPrepago, "04243675525", Ok("04243675525")),
        (MovistarPrepago, "+584243675525", Ok("04243675525")),
        (DigitelFijo, "212 345 76 54", Ok("02123457654")),
        (Corpoelec, "4243675525", Ok("4243675525")),
        (MovistarPrepago, "424367552", Err(TooShort)),
        (MovistarPrepago, "42436755255", Err(TooLong)),
        (MovistarPrepago, "2123457654", Err(Landline)),
        (MovistarPrepago, "1234567890", Err(UnknownPrefix)),
        (DigitelFijo, "4243675525", Err(Mobile)),
        (Corpoelec, "1234", Err(TooShort)),
    ];
    for (service, text, expected) in cases {
        let read = ServiceNumber::parse_typed(*service, text);
        assert_eq!(
            read.as_ref()
                .map(ServiceNumber::as_str)
                .map_err(|error| *error),
            *expected,
            "{text:?}"
        );
    }
}

#[test]
fn operators_while_typing() {
    let cases = [
        ("0412", Some(Carrier::Digitel)),
        ("0422", Some(Carrier::Digitel)),
        ("0414", Some(Carrier::Movistar)),
        ("0424-367", Some(Carrier::Movistar)),
        ("0416", Some(Carrier::Movilnet)),
        ("04261234567", Some(Carrier::Movilnet)),
        ("424", Some(Carrier::Movistar)),
        ("+58 416", Some(Carrier::Movilnet)),
        ("0058412", Some(Carrier::Digitel)),
        ("584241234567", Some(Carrier::Movistar)),
        ("", None),
        ("0", None),
        ("041", None),
        ("42", None),
        ("+58 0416", None),
        ("0415", None),
        ("0212", None),
        ("042436755255", None),
        ("0424x", None),
        ("+1 424", None),
    ];
    for (text, expected) in cases {
        assert_eq!(carrier_of(text), expected, "{text:?}");
    }
}

#[test]
fn errors_are_told_in_words() {
    let error = ServiceNumber::parse(DigitelPrepago, "04243675525").unwrap_err();
    let text = crate::Flaw::from(error)
        .of("number")
        .text(crate::Language::Es);
    assert_eq!(
        text,
        "El número es de Movistar y no se puede usar con Digitel prepago; elija un servicio de Movistar o revise el número."
    );
    assert_eq!(
        error.to_string(),
        "the number is Movistar's, which Digitel prepago is not"
    );
    let error = ServiceNumber::parse(Corpoelec, "12 34x6").unwrap_err();
    assert_eq!(error.position(), Some(5));
    assert_eq!(crate::Flaw::from(error).position, Some(5));
}
