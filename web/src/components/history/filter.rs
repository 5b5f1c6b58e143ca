//! `Filter`: what of the history is shown, as it stands in the address and as the server is asked for it. Pure.

use super::search::{self, Search};
use crate::address;
use ventanilla_core::field::FieldError;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::wire::resources::operations::OperationFilter;
use ventanilla_core::wire::time::{Date, Iso};
use ventanilla_core::{Country, Currency, Operator};

const MS_PER_DAY: i64 = 86_400_000;
/// How many days before today a week starts that ends today.
const DAYS_OF_A_WEEK_BEFORE: i64 = 6;
/// The first year that can be asked for: no shop's history is older, and a year that is half typed is.
const FIRST_YEAR: i64 = 2000;
/// The field of the search box, whatever it is read as.
pub(crate) const SEARCH_FIELD: &str = "buscar";

/// What of the history is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Of which days.
    pub(crate) span: Span,
    /// Of one kind only.
    pub(crate) kind: Option<OperationKind>,
    /// In one state only.
    pub(crate) state: Option<OperationState>,
    /// Of one operator only.
    pub(crate) operator: Option<Operator>,
    /// What is typed in the search box.
    pub(crate) typed: String,
}

/// Of which days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Span {
    /// Of today, whichever day that is.
    #[default]
    Today,
    /// Of these days, both included; where an end is missing, there is none.
    Between(Option<Date>, Option<Date>),
}

/// The spans that are one touch away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preset {
    /// Today.
    Today,
    /// Yesterday.
    Yesterday,
    /// Seven days, of which today is the last.
    Week,
    /// Everything.
    All,
    /// Any other two dates.
    Dates,
}

impl Preset {
    /// All of them, in the order of the page.
    pub(crate) const ALL: [Self; 5] = [
        Self::Today,
        Self::Yesterday,
        Self::Week,
        Self::All,
        Self::Dates,
    ];

    /// The span it stands for; `None` where two dates are to be chosen.
    pub(crate) fn span(self, today: Date) -> Option<Span> {
        let between = |from, until| Some(Span::Between(Some(from), Some(until)));
        match self {
            Self::Today => between(today, today),
            Self::Yesterday => {
                let yesterday = days_before(today, 1);
                between(yesterday, yesterday)
            }
            Self::Week => between(days_before(today, DAYS_OF_A_WEEK_BEFORE), today),
            Self::All => Some(Span::Between(None, None)),
            Self::Dates => None,
        }
    }
}

impl Span {
    /// Its first and its last day.
    pub(crate) const fn days(self, today: Date) -> (Option<Date>, Option<Date>) {
        match self {
            Self::Today => (Some(today), Some(today)),
            Self::Between(from, until) => (from, until),
        }
    }

    /// What the page calls it.
    pub(crate) fn preset(self, today: Date) -> Preset {
        Preset::ALL
            .into_iter()
            .find(|preset| {
                preset
                    .span(today)
                    .is_some_and(|span| span.days(today) == self.days(today))
            })
            .unwrap_or(Preset::Dates)
    }
}

/// A day that can be asked for, as addresses and date fields write it.
pub(crate) fn day(text: &str) -> Option<Date> {
    Date::parse(text).filter(|day| day.year() >= FIRST_YEAR)
}

impl Filter {
    /// Reads the query of an address. What means nothing is left out, so that any link shows something.
    pub(crate) fn from_address(query: &str) -> Self {
        let pairs = address::pairs(query);
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        let span = match (value("desde"), value("hasta")) {
            (None, None) => Span::Today,
            (from, until) => Span::Between(from.and_then(day), until.and_then(day)),
        };
        Self {
            span,
            kind: value("tipo").and_then(OperationKind::parse),
            state: value("estado").and_then(OperationState::parse),
            operator: value("operadora").and_then(Operator::parse),
            typed: value(SEARCH_FIELD).unwrap_or_default().to_owned(),
        }
    }

    /// Whether it leaves everything that was done in its days. Anything narrower can leave an operation without what reversed it.
    pub(crate) fn is_of_days_only(&self) -> bool {
        self.kind.is_none()
            && self.state.is_none()
            && self.operator.is_none()
            && self.typed.trim().is_empty()
    }

    /// The query of its address; empty where it is the usual one.
    pub(crate) fn to_address(&self) -> String {
        let mut pairs = Vec::new();
        if let Span::Between(from, until) = self.span {
            let text = |day: Option<Date>| day.map(Date::to_text).unwrap_or_default();
            pairs.push(pair("desde", &text(from)));
            pairs.push(pair("hasta", &text(until)));
        }
        self.push_choices(&mut pairs);
        if !self.typed.trim().is_empty() {
            pairs.push(pair(SEARCH_FIELD, self.typed.trim()));
        }
        address::query(&pairs)
    }

    /// What the server is asked with, once the core has read it; or what is wrong with which field.
    pub(crate) fn request(
        &self,
        today: Date,
        country: Country,
        currency: Currency,
    ) -> Result<String, Vec<FieldError>> {
        let (from, until) = self.span.days(today);
        let mut pairs = Vec::new();
        for (name, day) in [("desde", from), ("hasta", until)] {
            pairs.extend(day.map(|day| pair(name, &day.to_text())));
        }
        self.push_choices(&mut pairs);
        let mut errors = Vec::new();
        match search::read(&self.typed, country, currency) {
            Ok(Search::Anything) => {}
            Ok(Search::Number(text) | Search::Words(text)) => {
                pairs.push(pair(SEARCH_FIELD, &text));
            }
            Ok(Search::Amount(amount)) => {
                pairs.push(pair("monto", &amount.to_text(currency)));
            }
            // One that was chosen as well is asked for once; of two of them there is nothing, and that name is about neither.
            Ok(Search::Operator(operator)) => match self.operator {
                None => pairs.push(pair("operadora", operator.name())),
                Some(chosen) if chosen == operator => {}
                Some(_) => pairs.push(pair(SEARCH_FIELD, operator.name())),
            },
            Err(flaw) => errors.push(flaw.of(SEARCH_FIELD)),
        }
        if let Err(invalid) = OperationFilter::parse_without_page(&pairs, currency) {
            errors.extend(invalid.into_iter().map(|mut error| {
                if error.field == "monto" {
                    SEARCH_FIELD.clone_into(&mut error.field);
                }
                error
            }));
        }
        if errors.is_empty() {
            Ok(address::query(&pairs))
        } else {
            Err(errors)
        }
    }

    fn push_choices(&self, pairs: &mut Vec<(String, String)>) {
        pairs.extend(self.kind.map(|kind| pair("tipo", kind.as_str())));
        pairs.extend(self.state.map(|state| pair("estado", state.as_str())));
        pairs.extend(
            self.operator
                .map(|operator| pair("operadora", operator.name())),
        );
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The day so many days before.
fn days_before(day: Date, days: i64) -> Date {
    let back_ms = days.saturating_mul(MS_PER_DAY);
    Iso::from_ms(day.start_ms(0).saturating_sub(back_ms)).date_at(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn between(from: &str, until: &str) -> Span {
        Span::Between(Date::parse(from), Date::parse(until))
    }

    fn ask(query: &str) -> Result<String, Vec<(String, Code)>> {
        Filter::from_address(query)
            .request(date("2026-03-01"), Country::Bolivia, Currency::Bob)
            .map_err(|errors| {
                errors
                    .into_iter()
                    .map(|error| (error.field, error.code))
                    .collect()
            })
    }

    #[test]
    fn an_address_keeps_a_filter() {
        let table = [
            ("", ""),
            ("?", ""),
            (
                "desde=2026-02-01&hasta=2026-03-01",
                "desde=2026-02-01&hasta=2026-03-01",
            ),
            ("?desde=&hasta=", "desde=&hasta="),
            ("hasta=2026-03-01", "desde=&hasta=2026-03-01"),
            (
                "buscar=Caja%201&operadora=Tigo&estado=reversed&tipo=top_up",
                "tipo=top_up&estado=reversed&operadora=Tigo&buscar=Caja%201",
            ),
            // What means nothing.
            ("tipo=sale&estado=&operadora=tigo&otro=1&buscar=++", ""),
            ("desde=2026-02-30&hasta=ayer", "desde=&hasta="),
            ("desde=0202-01-15&hasta=1999-12-31", "desde=&hasta="),
            (
                "desde=2000-01-01&hasta=20266-01-01",
                "desde=2000-01-01&hasta=",
            ),
        ];
        for (query, expected) in table {
            let filter = Filter::from_address(query);
            assert_eq!(filter.to_address(), expected, "{query}");
            assert_eq!(
                Filter::from_address(expected),
                Filter {
                    typed: filter.typed.trim().to_owned(),
                    ..filter
                }
            );
        }
    }

    #[test]
    fn what_the_server_is_asked() {
        let today = "desde=2026-03-01&hasta=2026-03-01";
        let table = [
            ("", Ok(today.to_owned())),
            ("desde=&hasta=", Ok(String::new())),
            ("desde=&hasta=&buscar=30,5", Ok("monto=30.50".to_owned())),
            (
                "desde=&hasta=&buscar=%2B591%207654-3210",
                Ok("buscar=76543210".to_owned()),
            ),
            (
                "desde=&hasta=&buscar=Caja%201",
                Ok("buscar=Caja%201".to_owned()),
            ),
            ("desde=&hasta=&buscar=tigo", Ok("operadora=Tigo".to_owned())),
            (
                "desde=&hasta=&operadora=Tigo&buscar=TIGO",
                Ok("operadora=Tigo".to_owned()),
            ),
            (
                "desde=&hasta=&operadora=Viva&buscar=Tigo",
                Ok("operadora=Viva&buscar=Tigo".to_owned()),
            ),
            (
                "tipo=injection&operadora=Viva",
                Ok(format!("{today}&tipo=injection&operadora=Viva")),
            ),
            (
                "desde=2026-03-02&hasta=2026-03-01",
                Err(vec![("hasta", Code::TimeRangeInverted)]),
            ),
            ("buscar=1.234", Err(vec![("buscar", Code::AmountAmbiguous)])),
            ("buscar=-5", Err(vec![("buscar", Code::TooSmall)])),
            ("buscar=99999999999", Err(vec![("buscar", Code::TooLarge)])),
            (
                "desde=2026-03-02&hasta=2026-03-01&buscar=1.234",
                Err(vec![
                    ("buscar", Code::AmountAmbiguous),
                    ("hasta", Code::TimeRangeInverted),
                ]),
            ),
        ];
        for (query, expected) in table {
            let expected = expected.map_err(|errors| {
                errors
                    .into_iter()
                    .map(|(field, code)| (field.to_owned(), code))
                    .collect::<Vec<_>>()
            });
            assert_eq!(ask(query), expected, "{query}");
        }
        assert_eq!(
            ask(&format!("buscar={}", "x".repeat(101))),
            Err(vec![("buscar".to_owned(), Code::TooLong)])
        );
    }

    #[test]
    fn what_was_done_and_what_reversed_it() {
        let table = [
            ("", true),
            ("desde=2026-02-01&hasta=2026-03-01", true),
            ("desde=&hasta=", true),
            ("tipo=top_up", false),
            ("estado=reversed", false),
            ("operadora=Tigo", false),
            ("buscar=30", false),
            ("desde=&hasta=&buscar=76543210", false),
        ];
        for (query, expected) in table {
            let filter = Filter::from_address(query);
            assert_eq!(filter.is_of_days_only(), expected, "{query}");
        }
    }

    #[test]
    fn spans_by_name() {
        let today = date("2026-03-01");
        let table = [
            (Span::Today, Preset::Today),
            (between("2026-03-01", "2026-03-01"), Preset::Today),
            (between("2026-02-28", "2026-02-28"), Preset::Yesterday),
            (between("2026-02-23", "2026-03-01"), Preset::Week),
            (between("", ""), Preset::All),
            (between("2026-02-22", "2026-03-01"), Preset::Dates),
            (between("2026-03-01", ""), Preset::Dates),
            (between("2026-03-02", "2026-03-01"), Preset::Dates),
        ];
        for (span, expected) in table {
            assert_eq!(span.preset(today), expected, "{span:?}");
        }
        assert_eq!(days_before(date("2024-03-01"), 1), date("2024-02-29"));
        assert_eq!(days_before(date("2026-01-01"), 1), date("2025-12-31"));
        assert_eq!(days_before(date("0000-01-01"), 1), date("0000-01-01"));
    }
}
