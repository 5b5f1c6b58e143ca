//! The exports of the npm package. JavaScript writes texts into the exchange and calls with their lengths and with places in the lists of
//! [`tables`]; what comes back is the length of the answer, and below zero what is wrong: its length, or a number that says it. `npm/glue.js`,
//! the only caller, makes plain objects of it, and nothing has to be freed.

mod answer;
mod argument;
mod exchange;
mod reading;
mod scan;
mod tables;
mod types;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::amount::Amount;
use crate::barcode::{self, Barcode, BranchNumber, CouponCode, CustomerNumber};
use crate::cash::CashCount;
use crate::code::{Code, Language};
use crate::country::Country;
use crate::currency::Currency;
use crate::dealer::Dealer;
use crate::field::Flaw;
#[cfg(feature = "forms")]
use crate::field::Invalid;
use crate::field::value::whole_in;
use crate::operator::{self, Operator};
use crate::percent::Percent;
use crate::phone::NationalNumber;
use crate::service::{Carrier, Service, ServiceNumber, carrier_of};
use crate::wire::time::Date;
#[cfg(feature = "forms")]
use crate::wire::{BODY_BYTES_MAX, Form};
use crate::written::decimal;
use answer::Answer;
use reading::{
    country_at, currency_at, json_argument, most, national_number, scheme_at, typed_amount,
    typed_flaw, wanted_at,
};

/// A quarter of the usual allocator's size, and as quick for the little that is allocated here.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Makes room for a call's texts, and says where they are to be written.
#[wasm_bindgen]
pub fn input(bytes: usize) -> usize {
    exchange::input(bytes)
}

/// Where the answer of the last call is.
#[wasm_bindgen]
pub fn output() -> usize {
    exchange::output()
}

/// The lists whose places the other exports take, as JSON.
#[wasm_bindgen(js_name = tables)]
pub fn write_tables() -> i32 {
    exchange::answer(|_, answer| {
        answer.whole(&tables::json());
        Ok(())
    })
}

/// The days since 1970-01-01 of a day, `YYYY-MM-DD`; the least number of all where it is none.
#[wasm_bindgen]
pub fn day(text: i32) -> i32 {
    exchange::day(text)
}

/// Reads an amount as people type it: its minor units, its text, and the shortest number.
#[wasm_bindgen]
pub fn amount(text: i32, currency: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let typed = typed_amount(arguments, text, currency);
        let (amount, currency) = arguments.finish(typed)?;
        write_amount(answer, amount, currency);
        Ok(())
    })
}

/// Whether a text is an amount as people type it.
#[wasm_bindgen]
pub fn is_amount(text: i32, currency: i32) -> bool {
    exchange::holds(|arguments| {
        let text = arguments.text("text", text)?;
        let currency = currency_at(arguments, currency)?;
        Some(Amount::parse_typed(text, currency).is_ok())
    })
}

/// Writes an amount of so many minor units, which are a text as well.
#[wasm_bindgen]
pub fn minor(text: i32, currency: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let text = arguments.text("minor", text);
        let currency = currency_at(arguments, currency);
        let amount = arguments.read("minor", text.zip(currency), |(text, currency)| {
            let most = Amount::MAX.minor();
            let minor = whole_in(text, &(most.saturating_neg()..=most))?;
            let amount = Amount::from_minor(minor).map_err(|_| Flaw::new(Code::NotAnInteger))?;
            Ok((amount, currency))
        });
        let (amount, currency) = arguments.finish(amount)?;
        write_amount(answer, amount, currency);
        Ok(())
    })
}

/// The share of an amount that a rate in percent comes to; both are as people type them.
#[wasm_bindgen]
pub fn percent(text: i32, rate: i32, currency: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let amount = typed_amount(arguments, text, currency);
        let rate = arguments.text("percent", rate);
        let rate = arguments.read("percent", rate, |rate| {
            Percent::parse_typed(rate).map_err(|error| {
                let most = Percent::MAX.to_text();
                typed_flaw(error, rate, "0".to_owned(), most)
            })
        });
        let share = arguments.read("text", amount.zip(rate), |((amount, currency), rate)| {
            let too_large = || Flaw::new(Code::TooLarge).with("maximo", most(currency));
            Ok((rate.of(amount).ok_or_else(too_large)?, currency))
        });
        let (share, currency) = arguments.finish(share)?;
        write_amount(answer, share, currency);
        Ok(())
    })
}

/// Reads a number of a country's plan: its digits, its kind, and whom its prefix was issued to.
#[wasm_bindgen]
pub fn phone(text: i32, country: i32, wanted: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let text = arguments.text("text", text);
        let country = country_at(arguments, country);
        let asked = country.zip(wanted_at(arguments, wanted));
        let number = arguments.read("text", asked.zip(text), |((country, wanted), text)| {
            national_number(country, text, wanted)
        });
        let number = arguments.finish(number)?;
        answer.text(number.digits());
        answer.text(number.kind().as_str());
        answer.text(issued_to(&number).unwrap_or_default());
        Ok(())
    })
}

/// Whether a text is a number of a country's plan.
#[wasm_bindgen]
pub fn is_phone(text: i32, country: i32, wanted: i32) -> bool {
    exchange::holds(|arguments| {
        let text = arguments.text("text", text)?;
        let country = country_at(arguments, country)?;
        let wanted = wanted_at(arguments, wanted)?;
        Some(national_number(country, text, wanted).is_ok())
    })
}

/// The operator that what has been typed of a number hints at; nothing while that is open.
#[wasm_bindgen]
pub fn operator(text: i32, country: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let text = arguments.text("text", text);
        let country = country_at(arguments, country);
        let (text, country) = arguments.finish(text.zip(country))?;
        answer.whole(suggestion(country, text).unwrap_or_default());
        Ok(())
    })
}

/// Reads the number or contract of a service as people type it.
#[wasm_bindgen]
pub fn service_number(text: i32, service: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let text = arguments.text("text", text);
        let id = arguments.whole("id", service, i64::MIN..=i64::MAX);
        let service = arguments.read("id", id, |id| {
            Service::of_id(id).ok_or(Flaw::new(Code::ServiceUnknown))
        });
        let number = arguments.read("text", service.zip(text), |(service, text)| {
            Ok(ServiceNumber::parse_typed(service, text)?)
        });
        answer.whole(arguments.finish(number)?.as_str());
        Ok(())
    })
}

/// The check digit of a number's other digits.
#[wasm_bindgen]
pub fn check_digit(payload: i32, scheme: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let payload = arguments.text("payload", payload);
        let scheme = scheme_at(arguments, scheme);
        let check = arguments.read("payload", scheme.zip(payload), |(scheme, payload)| {
            Ok(scheme.compute(payload)?)
        });
        answer.whole(&arguments.finish(check)?);
        Ok(())
    })
}

/// Whether a text is digits that end in their check digit.
#[wasm_bindgen]
pub fn has_check_digit(text: i32, scheme: i32) -> bool {
    exchange::holds(|arguments| {
        let text = arguments.text("text", text)?;
        Some(scheme_at(arguments, scheme)?.is_valid(text))
    })
}

/// Reads what was scanned or typed; `today` in days since 1970-01-01. Nothing is answered of a GTIN that is just what the text is: to read it out again
/// would take longer than to check it did.
#[wasm_bindgen]
pub fn barcode(text: i32, today: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let text = arguments.text("text", text);
        let today = arguments.day("today", today);
        let barcode = arguments.read("text", text.zip(today), |(text, today)| {
            Ok((text, barcode::recognize(text, today)?))
        });
        let (text, barcode) = arguments.finish(barcode)?;
        write_barcode(answer, text, &barcode);
        Ok(())
    })
}

/// Whether a text is a code that is read here.
#[wasm_bindgen]
pub fn is_barcode(text: i32, today: i32) -> bool {
    exchange::holds(|arguments| {
        let text = arguments.text("text", text)?;
        let today = arguments.day("today", today)?;
        Some(barcode::recognize(text, today).is_ok())
    })
}

/// The digits of the coupon that a branch makes for a customer on a day.
#[wasm_bindgen]
pub fn coupon(branch: i32, customer: i32, date: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let branch = arguments
            .whole("branch", branch, 1..=BranchNumber::MAX.into())
            .and_then(BranchNumber::new);
        let customer = arguments
            .whole("customer", customer, 1..=CustomerNumber::MAX.into())
            .and_then(CustomerNumber::new);
        let date = arguments.day("date", date);
        let ((branch, customer), date) = arguments.finish(branch.zip(customer).zip(date))?;
        answer.whole(CouponCode::build(branch, customer, date).as_str());
        Ok(())
    })
}

/// The notes and coins of a currency, largest first, as JSON.
#[wasm_bindgen]
pub fn denominations(currency: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let currency = currency_at(arguments, currency);
        let currency = arguments.finish(currency)?;
        answer.list(currency.denominations(), |object, known| {
            object.text("kind", known.kind().as_str());
            object.text("value", &known.value().to_text(currency));
            object.text("minor", &decimal(known.minor()));
        });
        Ok(())
    })
}

/// Adds up a count, a JSON object of denominations and quantities: the total as an amount, then each denomination and its quantity.
#[wasm_bindgen]
pub fn count(json: i32, currency: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let json = json_argument(arguments, "count", json);
        let currency = currency_at(arguments, currency);
        let count = arguments.read("count", currency.zip(json), |(currency, json)| {
            Ok((CashCount::parse(json, currency)?, currency))
        });
        let (count, currency) = arguments.finish(count)?;
        write_amount(answer, count.total(), currency);
        for (value, quantity) in count.pieces() {
            answer.text(&value.to_text(currency));
            answer.text(&decimal((*quantity).into()));
        }
        Ok(())
    })
}

/// Reads a request's body as the server will, and gives back the body to send. What is wrong has its texts with it.
#[cfg(feature = "forms")]
#[wasm_bindgen]
pub fn form(json: i32, form: i32, country: i32, currency: i32) -> i32 {
    exchange::answer_with_messages(|arguments, answer| {
        if json < 0 {
            return Err(Invalid::body(Code::BodyNotObject));
        }
        let json = arguments.text("", json);
        let form = arguments.one_of("form", form, Form::OF_DOORS, || Code::UnknownForm.into());
        let country = country_at(arguments, country);
        let currency = currency_at(arguments, currency);
        let ((json, form), (country, currency)) =
            arguments.finish(json.zip(form).zip(country.zip(currency)))?;
        if json.len() > BODY_BYTES_MAX {
            return Err(Invalid::body(Code::BodyTooLarge));
        }
        answer.whole(&form.check_of_door(json.as_bytes(), country, currency)?);
        Ok(())
    })
}

/// The text of an error code in a language, with its parameters from a JSON object.
#[wasm_bindgen]
pub fn message(code: i32, language: i32, parameters: i32) -> i32 {
    exchange::answer(|arguments, answer| {
        let code = arguments.text("code", code);
        let language = arguments.text("language", language);
        let json = json_argument(arguments, "parameters", parameters);
        let members = json.and_then(|json| arguments.members("parameters", json));
        let language = arguments.read("language", language, |language| {
            Language::parse(language).ok_or(Flaw::new(Code::UnknownLanguage))
        });
        let text = arguments.read("code", code.zip(language.zip(members)), |(code, rest)| {
            let (language, members) = rest;
            let pairs: Vec<(&str, &str)> = members
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let text = Code::parse_reader(code).and_then(|code| code.reader_text(language, &pairs));
            text.ok_or(Flaw::new(Code::UnknownCode))
        });
        answer.whole(&arguments.finish(text)?);
        Ok(())
    })
}

/// What a key does to what a scanner may be typing; see `scan`.
#[wasm_bindgen]
pub fn scan(settings: i32, state: i32, key: i32, at_ms: f64, flags: u32) -> i32 {
    exchange::answer(|arguments, answer| {
        scan::press(arguments, answer, (settings, state, key), at_ms, flags)
    })
}

/// The name of the operator that digits hint at.
fn suggestion(country: Country, text: &str) -> Option<&'static str> {
    match country {
        Country::Venezuela => carrier_of(text).map(Carrier::name),
        Country::Bolivia | Country::Brazil | Country::Mexico | Country::Argentina => {
            operator::suggest(country, text).map(Operator::name)
        }
    }
}

/// The name of the operator that a whole number was issued to.
fn issued_to(number: &NationalNumber) -> Option<&'static str> {
    match number.country() {
        Country::Venezuela => carrier_of(number.digits()).map(Carrier::name),
        country @ (Country::Bolivia | Country::Brazil | Country::Mexico | Country::Argentina) => {
            operator::suggest_of(country, number.digits()).map(Operator::name)
        }
    }
}

/// The names of the operators whose credit is sold in a country.
fn operators(country: Country) -> Vec<&'static str> {
    match country {
        Country::Bolivia => Operator::ALL.map(Operator::name).to_vec(),
        Country::Venezuela => Carrier::ALL.map(Carrier::name).to_vec(),
        Country::Brazil => Dealer::ALL.map(Dealer::name).to_vec(),
        Country::Mexico | Country::Argentina => Vec::new(),
    }
}

fn write_amount(answer: &mut Answer<'_>, amount: Amount, currency: Currency) {
    answer.amount(amount, currency.exponent());
}

fn write_barcode(answer: &mut Answer<'_>, text: &str, barcode: &Barcode) {
    match barcode {
        Barcode::Gtin(gtin) if gtin.as_str() == text => {}
        Barcode::Coupon(coupon) => {
            answer.text("coupon");
            answer.text(coupon.as_str());
            answer.text(&decimal(coupon.branch().get().into()));
            answer.text(&decimal(coupon.customer().get().into()));
            answer.text(&coupon.date().to_text());
        }
        Barcode::Gtin(gtin) => {
            answer.text("gtin");
            answer.text(gtin.as_str());
        }
        Barcode::Sscc(sscc) => {
            answer.text("sscc");
            answer.text(sscc.as_str());
        }
        Barcode::Boleto(boleto) => {
            answer.text("boleto");
            answer.text(boleto.barcode());
            answer.text(boleto.kind().as_str());
            answer.text(&boleto.line());
            answer.text(boleto.bank().unwrap_or_default());
            answer.text(&boleto.due_date().map(Date::to_text).unwrap_or_default());
            if let Some(amount) = boleto.amount() {
                write_amount(answer, amount, Currency::Brl);
            }
        }
    }
}
