//! `Country` and its rule pack: what differs between the countries that a tenant can be in.

use crate::currency::Currency;
use crate::operator::Operator;
use crate::phone::PhoneRules;

/// A country that a tenant can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    /// Bolivia, complete.
    Bolivia,
    /// Venezuela: currency, calling code and offset.
    Venezuela,
    /// Brazil: currency, numbering and offset; what is sold is [`crate::dealer::Dealer`]'s.
    Brazil,
    /// Mexico: currency, calling code and offset.
    Mexico,
    /// Argentina: currency, calling code and offset.
    Argentina,
}

/// The rules of one country.
#[derive(Clone, Copy, Debug)]
pub struct CountryPack {
    /// The currency that a new tenant starts with.
    pub currency: Currency,
    /// The international calling code, digits only.
    pub calling_code: &'static str,
    /// How mobile numbers are written and told apart; `None` where the country's rules are not known here.
    pub phone_rules: Option<PhoneRules>,
    /// The mobile operators that top-ups are sold for, in the order pages show them.
    pub operators: &'static [Operator],
    /// The offset from UTC that a new branch starts with, in minutes. Where a country has several, that of its capital.
    pub utc_offset_minutes: i32,
}

impl Country {
    /// Every country.
    pub const ALL: [Self; 5] = [
        Self::Bolivia,
        Self::Venezuela,
        Self::Brazil,
        Self::Mexico,
        Self::Argentina,
    ];

    /// The ISO 3166-1 alpha-2 code, upper case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bolivia => "BO",
            Self::Venezuela => "VE",
            Self::Brazil => "BR",
            Self::Mexico => "MX",
            Self::Argentina => "AR",
        }
    }

    /// The country of an upper-case alpha-2 code; `None` for any other text.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|country| country.code() == code)
    }

    /// The country's rules.
    pub const fn pack(self) -> &'static CountryPack {
        match self {
            Self::Bolivia => &BOLIVIA,
            Self::Venezuela => &VENEZUELA,
            Self::Brazil => &BRAZIL,
            Self::Mexico => &MEXICO,
            Self::Argentina => &ARGENTINA,
        }
    }
}

/// Numbering: 8 national digits without a trunk prefix; mobiles start with 6 or 7, landlines with their region's 2, 3 or 4
/// (national renumbering of 2001-10-20).
static BOLIVIA: CountryPack = CountryPack {
    currency: Currency::Bob,
    calling_code: "591",
    phone_rules: Some(PhoneRules {
        digits: 8,
        trunk_prefix: None,
        area_codes: &[],
        mobile_first_digits: "67",
        landline_first_digits: "234",
        landline_digits: 8,
    }),
    operators: &Operator::ALL,
    utc_offset_minutes: -240,
};

static VENEZUELA: CountryPack = CountryPack {
    currency: Currency::Ves,
    calling_code: "58",
    phone_rules: None,
    operators: &[],
    utc_offset_minutes: -240,
};

/// Numbering: an area code (DDD) of two digits, then nine digits of a mobile, the first of them 9 (the ninth digit came everywhere by
/// 2016-11-06), or eight of a landline. Trunked radios of eight digits are not topped up.
static BRAZIL: CountryPack = CountryPack {
    currency: Currency::Brl,
    calling_code: "55",
    phone_rules: Some(PhoneRules {
        digits: 11,
        trunk_prefix: Some('0'),
        area_codes: &[
            "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "24", "27", "28",
            "31", "32", "33", "34", "35", "37", "38", "41", "42", "43", "44", "45", "46", "47",
            "48", "49", "51", "53", "54", "55", "61", "62", "63", "64", "65", "66", "67", "68",
            "69", "71", "73", "74", "75", "77", "79", "81", "82", "83", "84", "85", "86", "87",
            "88", "89", "91", "92", "93", "94", "95", "96", "97", "98", "99",
        ],
        mobile_first_digits: "9",
        landline_first_digits: "2345",
        landline_digits: 10,
    }),
    operators: &[],
    utc_offset_minutes: -180,
};

static MEXICO: CountryPack = CountryPack {
    currency: Currency::Mxn,
    calling_code: "52",
    phone_rules: None,
    operators: &[],
    utc_offset_minutes: -360,
};

static ARGENTINA: CountryPack = CountryPack {
    currency: Currency::Ars,
    calling_code: "54",
    phone_rules: None,
    operators: &[],
    utc_offset_minutes: -180,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for country in Country::ALL {
            assert_eq!(Country::parse(country.code()), Some(country));
            assert!(
                country
                    .pack()
                    .calling_code
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
            );
        }
        for bad in ["", "bo", "BOL", "BO ", "US", "591"] {
            assert_eq!(Country::parse(bad), None, "{bad:?}");
        }
    }
}
