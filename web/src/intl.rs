//! Numbers and dates as the browser's Intl writes them for a language and a country. Native tests have a plain stand-in.

use ventanilla_core::Currency;
use ventanilla_core::code::Language;

/// How much of an instant is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeStyle {
    /// The time of day.
    Time,
    /// Day, month and time of day.
    DayAndTime,
    /// Everything, to the second.
    Full,
    /// The day with its year.
    Day,
}

/// How numbers are written: as the country of that currency writes them in that language (a BCP 47 tag).
pub(crate) fn number_tag(language: Language, currency: Currency) -> String {
    let country = match currency {
        Currency::Ars => "AR",
        Currency::Bob => "BO",
        Currency::Brl => "BR",
        Currency::Mxn => "MX",
        Currency::Ves => "VE",
        Currency::Usd => "US",
    };
    format!("{}-{country}", language.code())
}

#[cfg(target_arch = "wasm32")]
/// How dates are written: day before month in every language (a BCP 47 tag).
const fn date_tag(language: Language) -> &'static str {
    match language {
        Language::Es => "es-419",
        Language::Pt => "pt-BR",
        Language::En => "en-001",
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use super::{TimeStyle, date_tag};
    use js_sys::{Array, Date, Function, Intl, Object, Reflect};
    use std::cell::RefCell;
    use ventanilla_core::code::Language;
    use wasm_bindgen::JsValue;

    thread_local! {
        // A formatter costs far more to make than to use.
        static FORMATTERS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
    }

    /// A plain decimal text such as `1234.50`, to the digit: it passes through no float.
    pub(crate) fn number(plain: &str, tag: &str) -> String {
        let decimals = plain
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        let format = formatter(format!("{tag} {decimals}"), || {
            let options = options(&[("useGrouping", "always")]);
            set(
                &options,
                "minimumFractionDigits",
                &JsValue::from_str(&decimals.to_string()),
            );
            set(
                &options,
                "maximumFractionDigits",
                &JsValue::from_str(&decimals.to_string()),
            );
            Intl::NumberFormat::new(&locales(tag), &options).format()
        });
        written(&format, &JsValue::from_str(plain))
    }

    /// An instant as its UTC text, written as if UTC were the place's own time.
    pub(crate) fn instant(utc_text: &str, style: TimeStyle, language: Language) -> String {
        let tag = date_tag(language);
        let format = formatter(format!("{tag} {style:?}"), || {
            let [day, month, hour, minute, second] =
                ["day", "month", "hour", "minute", "second"].map(|part| (part, "2-digit"));
            let year = ("year", "numeric");
            let options = match style {
                TimeStyle::Time => options(&[hour, minute]),
                TimeStyle::DayAndTime => options(&[day, month, hour, minute]),
                TimeStyle::Full => options(&[day, month, year, hour, minute, second]),
                TimeStyle::Day => options(&[day, month, year]),
            };
            set(&options, "timeZone", &"UTC".into());
            set(&options, "hourCycle", &"h23".into());
            Intl::DateTimeFormat::new(&locales(tag), &options).format()
        });
        written(&format, &Date::new(&JsValue::from_str(utc_text)))
    }

    fn formatter(name: String, make: impl FnOnce() -> Function) -> Function {
        FORMATTERS.with_borrow_mut(|known| {
            if let Some((_, format)) = known.iter().find(|(known, _)| *known == name) {
                return format.clone();
            }
            let format = make();
            known.push((name, format.clone()));
            format
        })
    }

    fn written(format: &Function, value: &JsValue) -> String {
        format
            .call1(&JsValue::UNDEFINED, value)
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    }

    fn locales(tag: &str) -> Array {
        Array::of1(&JsValue::from_str(tag))
    }

    fn options(pairs: &[(&str, &str)]) -> Object {
        let options = Object::new();
        for (name, value) in pairs {
            set(&options, name, &JsValue::from_str(value));
        }
        options
    }

    fn set(options: &Object, name: &str, value: &JsValue) {
        // It fails only for frozen objects.
        let _ = Reflect::set(options, &JsValue::from_str(name), value);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use super::TimeStyle;
    use ventanilla_core::code::Language;

    /// What Intl writes for the countries of the demo data; `tests/browser/network.test.mjs` holds the two together.
    pub(crate) fn number(plain: &str, tag: &str) -> String {
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let (thousands, decimal) = if tag.starts_with("en") {
            (",", ".")
        } else {
            (".", ",")
        };
        let mut groups: Vec<&str> = whole
            .as_bytes()
            .rchunks(3)
            .filter_map(|group| str::from_utf8(group).ok())
            .collect();
        groups.reverse();
        let whole = groups.join(thousands);
        if fraction.is_empty() {
            whole
        } else {
            format!("{whole}{decimal}{fraction}")
        }
    }

    pub(crate) fn instant(utc_text: &str, style: TimeStyle, language: Language) -> String {
        let part = |range| utc_text.get(range).unwrap_or_default();
        let (day, month, year) = (part(8..10), part(5..7), part(0..4));
        let date = match language {
            Language::Es if matches!(style, TimeStyle::DayAndTime) => {
                format!("{day}/{}", month.trim_start_matches('0'))
            }
            Language::Es | Language::Pt | Language::En => format!("{day}/{month}"),
        };
        let (minute, second) = (part(11..16), part(11..19));
        match style {
            TimeStyle::Time => minute.to_owned(),
            TimeStyle::DayAndTime => format!("{date}, {minute}"),
            TimeStyle::Full => format!("{date}/{year}, {second}"),
            TimeStyle::Day => format!("{date}/{year}"),
        }
    }
}

pub(crate) use platform::{instant, number};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        assert_eq!(number_tag(Language::Es, Currency::Bob), "es-BO");
        assert_eq!(number_tag(Language::Pt, Currency::Brl), "pt-BR");
    }
}
