//! Answers one line for each line of the standard input, so that other implementations can be compared with the core's:
//! `check SCHEME DIGITS` gives the check digit, `boleto TODAY DIGITS` its bars, line, cents and due date, with `-` for what is
//! left open, `number SERVICE TEXT` and `typed SERVICE TEXT` the number of a service as the wire and as people write it, `phone COUNTRY TEXT`
//! the national digits of a number as people write it; `!` and a code is what was refused.

use std::io::{self, BufRead, BufWriter, Write};

use ventanilla_core::barcode::Boleto;
use ventanilla_core::wire::Date;
use ventanilla_core::{CheckDigit, Code, Country, Flaw, PhoneNumber, Service, ServiceNumber};

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        match answer(&line?) {
            Ok(text) => writeln!(output, "{text}")?,
            Err(flaw) => writeln!(output, "!{}", flaw.code.as_str())?,
        }
    }
    output.flush()
}

fn answer(line: &str) -> Result<String, Flaw> {
    let mut words = line.split(' ');
    let mut word = || words.next().unwrap_or_default();
    match (word(), word(), word()) {
        ("check", scheme, digits) => {
            let scheme = CheckDigit::parse(scheme).ok_or(Code::UnknownCheckDigit)?;
            Ok(scheme.compute(digits)?)
        }
        ("boleto", today, digits) => {
            let today = Date::parse(today).ok_or(Code::DateInvalid)?;
            let boleto = Boleto::parse(digits, today)?;
            let open = || "-".to_owned();
            let cents = boleto.amount().map(|amount| amount.minor().to_string());
            Ok(format!(
                "{} {} {} {}",
                boleto.barcode(),
                boleto.line(),
                cents.unwrap_or_else(open),
                boleto.due_date().map(Date::to_text).unwrap_or_else(open)
            ))
        }
        ("number", id, text) => {
            let number = ServiceNumber::parse(service(id)?, text)?;
            Ok(number.as_str().to_owned())
        }
        ("typed", id, text) => {
            let number = ServiceNumber::parse_typed(service(id)?, text)?;
            Ok(number.as_str().to_owned())
        }
        ("phone", country, text) => {
            let country = Country::parse(country).ok_or(Code::NotAvailable)?;
            Ok(PhoneNumber::parse(country, text)?.national().to_owned())
        }
        _ => Err(Code::NotAvailable.into()),
    }
}

fn service(id: &str) -> Result<Service, Code> {
    let id = id.parse().ok();
    id.and_then(Service::of_id).ok_or(Code::ServiceUnknown)
}
