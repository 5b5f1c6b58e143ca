//! Which services are offered for what is typed, and in which order: those paid last come first. Pure.

use super::words;
use ventanilla_core::Service;
use ventanilla_core::code::Language;
use ventanilla_core::search;
use ventanilla_core::service::{NumberKind, ServiceKind, TypedNumber, carrier_of};

/// How many of those paid last are remembered.
const RECENT_MAX: usize = 5;
/// From how many digits on a number says what it is.
const NUMBER_DIGITS_MIN: usize = 4;
/// Any service of landlines: all of them have the same numbers.
const OF_LANDLINES: Service = Service::CantvResidencial;

/// The services paid last, as they are stored, the last one first.
pub(crate) fn read(text: &str) -> Vec<Service> {
    let mut recent: Vec<Service> = Vec::new();
    let known = text
        .split(',')
        .filter_map(|id| id.parse().ok().and_then(Service::of_id));
    for service in known {
        if recent.len() < RECENT_MAX && !recent.contains(&service) {
            recent.push(service);
        }
    }
    recent
}

/// The same as they are stored once that one was paid.
pub(crate) fn with(recent: &[Service], service: Service) -> String {
    let others = recent.iter().copied().filter(|known| *known != service);
    std::iter::once(service)
        .chain(others)
        .take(RECENT_MAX)
        .map(|known| known.id().to_string())
        .collect::<Vec<_>>()
        .join(",")
}

/// The services that fit what is typed: words of their names, or the customer's number.
pub(crate) fn offered(typed: &str, recent: &[Service], language: Language) -> Vec<Service> {
    let mut services = ordered(recent);
    if let Some(kind) = number_kind(typed) {
        services.retain(|service| service.number_kind() == kind);
    } else {
        let wanted = search::words(typed);
        services.retain(|service| fits(*service, &wanted, language));
    }
    services
}

/// What a typed text is the number of, where its digits say so: then it need not be typed again.
pub(crate) fn number_kind(typed: &str) -> Option<NumberKind> {
    if let Some(carrier) = carrier_of(typed) {
        return Some(NumberKind::Mobile(carrier));
    }
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let is_landline = digits >= NUMBER_DIGITS_MIN && TypedNumber::read(OF_LANDLINES, typed).is_ok();
    is_landline.then_some(NumberKind::FixedLine)
}

/// The service of the same kind whose number that is, where it is none of this one's.
pub(crate) fn instead_of(service: Service, typed: &str) -> Option<Service> {
    carrier_of(typed)?
        .services()
        .find(|other| other.kind() == service.kind() && *other != service)
}

/// Every service: those paid last, then the others by their kind.
fn ordered(recent: &[Service]) -> Vec<Service> {
    let others = ServiceKind::ALL.into_iter().flat_map(|kind| {
        Service::ALL
            .iter()
            .copied()
            .filter(move |service| service.kind() == kind && !recent.contains(service))
    });
    recent.iter().copied().chain(others).collect()
}

/// Whether every word starts one of the service's.
fn fits(service: Service, wanted: &[String], language: Language) -> bool {
    let kind = words::kind_name(service.kind()).template(language);
    let known = search::words(&format!("{} {kind} {}", service.label(), service.id()));
    wanted
        .iter()
        .all(|word| known.iter().any(|known| known.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Service::*;
    use ventanilla_core::service::Carrier;

    #[test]
    fn those_paid_last_are_remembered() {
        let table = [
            ("", MovistarPrepago, "57"),
            ("57", Corpoelec, "216,57"),
            ("57,216", Corpoelec, "216,57"),
            ("57,58,59,60,61", Corpoelec, "216,57,58,59,60"),
            ("x,57,57,999", MovistarTv, "60,57"),
        ];
        for (stored, paid, expected) in table {
            assert_eq!(with(&read(stored), paid), expected, "{stored}");
        }
        assert_eq!(read("216,57"), [Corpoelec, MovistarPrepago]);
    }

    #[test]
    fn all_are_offered_the_last_ones_first() {
        let all = offered("", &[Corpoelec, Simpletv], Language::Es);
        assert_eq!(all.len(), Service::ALL.len());
        assert_eq!(all[..3], [Corpoelec, Simpletv, MovistarPrepago]);
    }

    #[test]
    fn what_is_typed() {
        let table: &[(&str, &[Service])] = &[
            ("mov pre", &[MovistarPrepago, MovilnetPrepago]),
            ("MOVISTAR TV", &[MovistarTv]),
            ("luz", &[Corpoelec]),
            ("cantv", &[CantvResidencial, CantvEmpresas, CantvAba]),
            ("TELÉFONO cantv", &[CantvResidencial, CantvEmpresas]),
            ("216", &[Corpoelec]),
            (
                "0424",
                &[MovistarPrepago, MovistarPospago, MovistarInternet],
            ),
            ("+58 416 1234567", &[MovilnetPrepago]),
            (
                "0212-12",
                &[
                    MovistarFijo,
                    DigitelFijo,
                    CantvResidencial,
                    CantvEmpresas,
                    MovilnetFijo,
                    CantvAba,
                    AbaUltra,
                ],
            ),
            ("zzz", &[]),
        ];
        for (typed, expected) in table {
            assert_eq!(offered(typed, &[], Language::Es), *expected, "{typed}");
        }
    }

    #[test]
    fn whose_number_it_is() {
        let table = [
            ("0424", Some(NumberKind::Mobile(Carrier::Movistar))),
            ("0212", Some(NumberKind::FixedLine)),
            ("021", None),
            ("57", None),
            ("mov", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(number_kind(typed), expected, "{typed}");
        }
    }

    #[test]
    fn another_operators_number_has_a_service_of_its_own() {
        let table = [
            (DigitelPrepago, "0424", Some(MovistarPrepago)),
            (MovistarPrepago, "0424-3675525", None),
            (MovistarPrepago, "0424", None),
            (DigitelPospago, "0414-1234567", Some(MovistarPospago)),
            // Movilnet has no bill that is paid here.
            (MovistarPospago, "0416", None),
            (CantvAba, "0424", None),
            (MovistarPrepago, "0212", None),
        ];
        for (service, typed, expected) in table {
            assert_eq!(instead_of(service, typed), expected, "{service:?} {typed}");
        }
    }
}
