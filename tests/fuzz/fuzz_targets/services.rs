//! Numbers of services, as the wire has them, as people type them, and while they are typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ventanilla_core::service::{NumberKind, TypedNumber, carrier_of};
use ventanilla_core::{Service, ServiceNumber, ServiceNumberError};
use ventanilla_fuzz::assert_no_digit_at;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    for service in Service::ALL.iter().copied() {
        sent_or_typed(service, text);
        unfinished(service, text);
    }
});

fn sent_or_typed(service: Service, text: &str) {
    let typed = ServiceNumber::parse_typed(service, text);
    match ServiceNumber::parse(service, text) {
        Ok(number) => {
            assert_eq!(typed.as_ref(), Ok(&number));
            assert_sound(&number, service);
        }
        Err(ServiceNumberError::NoZero) => {
            if let Ok(number) = &typed {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                assert_eq!(number.as_str(), format!("0{digits}"));
                assert_sound(number, service);
            }
        }
        Err(error) => {
            let refused = typed
                .as_ref()
                .expect_err("a number of which only the 0 is missing");
            // With the 0 that it lacks, a number of another prefix can be one too long.
            assert!(
                *refused == error || *refused == ServiceNumberError::TooLong,
                "{text:?}"
            );
            assert_placed(error, service, text);
        }
    }
    if typed.is_ok() {
        assert_typed_character_by_character(service, text);
    }
}

fn assert_sound(number: &ServiceNumber, service: Service) {
    let digits = number.as_str();
    assert_eq!(number.service(), service);
    assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{digits}");
    match service.number_kind() {
        NumberKind::Mobile(carrier) => {
            assert_eq!(digits.len(), 11);
            assert!(
                carrier
                    .prefixes()
                    .iter()
                    .any(|prefix| digits.starts_with(prefix))
            );
            assert_eq!(carrier_of(digits), Some(carrier));
            assert!(carrier.services().any(|known| known == service));
        }
        NumberKind::FixedLine => assert!(digits.len() == 11 && digits.starts_with("02")),
        NumberKind::Contract => assert!((5..=20).contains(&digits.len())),
    }
    assert_eq!(ServiceNumber::parse(service, digits).as_ref(), Ok(number));
    assert_eq!(
        TypedNumber::read(service, digits),
        Ok(TypedNumber::Whole(number.clone()))
    );
}

fn assert_placed(error: ServiceNumberError, service: Service, text: &str) {
    match error {
        ServiceNumberError::NotDigits { position } => assert_no_digit_at(position, text),
        ServiceNumberError::OtherOperator {
            service: asked,
            carrier,
        } => {
            assert_eq!(asked, service);
            assert_ne!(service.number_kind(), NumberKind::Mobile(carrier));
        }
        _ => {}
    }
}

/// Nobody is told of an error on the way to a number that is right, nor of another operator.
fn assert_typed_character_by_character(service: Service, text: &str) {
    for (end, _) in text.char_indices() {
        let begun = &text[..end];
        let read = TypedNumber::read(service, begun);
        assert!(read.is_ok(), "{service:?} {begun:?} of {text:?}: {read:?}");
        if let (NumberKind::Mobile(carrier), Some(said)) =
            (service.number_kind(), carrier_of(begun))
        {
            assert_eq!(said, carrier, "{begun:?} of {text:?}");
        }
    }
}

fn unfinished(service: Service, text: &str) {
    match TypedNumber::read(service, text) {
        Ok(TypedNumber::Whole(number)) => assert_sound(&number, service),
        Ok(TypedNumber::Unfinished { missing }) => {
            assert!(missing > 0, "{service:?} {text:?}");
            for digits in 0..missing {
                let longer = format!("{text}{}", "4".repeat(digits));
                let read = TypedNumber::read(service, &longer);
                assert!(
                    !matches!(read, Ok(TypedNumber::Whole(_))),
                    "{service:?} {longer:?}"
                );
            }
        }
        Err(error) => assert_placed(error, service, text),
    }
}
