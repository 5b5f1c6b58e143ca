//! `Country` and its rule pack: what differs between the countries that a tenant can be in.

use crate::currency::Currency;
use crate::operator::Operator;
use crate::phone::{AreaCodes, PhoneRules};

/// A country that a tenant can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    /// Bolivia, complete.
    Bolivia,
    /// Venezuela: currency, calling code and offset.
    Venezuela,
    /// Brazil: currency, numbering and offset; what is sold is [`crate::dealer::Dealer`]'s.
    Brazil,
    /// Mexico: currency, numbering and offset.
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
        trunk_prefixes: &[],
        areas: AreaCodes::NONE,
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
        trunk_prefixes: &["0"],
        areas: AreaCodes {
            digits: 2,
            ranges: &[
                (11, 19),
                (21, 22),
                (24, 24),
                (27, 28),
                (31, 35),
                (37, 38),
                (41, 49),
                (51, 51),
                (53, 55),
                (61, 69),
                (71, 71),
                (73, 75),
                (77, 77),
                (79, 79),
                (81, 89),
                (91, 99),
            ],
        },
        mobile_first_digits: "9",
        landline_first_digits: "2345",
        landline_digits: 10,
    }),
    operators: &[],
    utc_offset_minutes: -180,
};

/// Numbering: ten digits, their area code among them, and nothing that tells mobiles from landlines since 2019-08-03, when the prefixes 01, 044,
/// 045 and the 1 after the calling code were dropped. Area codes of two digits (55, 33, 81) count as all those of three that begin so. The
/// codes that have geographic numbers, of the plan as published on 2026-11.
static MEXICO: CountryPack = CountryPack {
    currency: Currency::Mxn,
    calling_code: "52",
    phone_rules: Some(PhoneRules {
        digits: 10,
        trunk_prefixes: &["044", "045", "01", "1"],
        areas: AreaCodes {
            digits: 3,
            ranges: &[
                (200, 201),
                (220, 229),
                (231, 233),
                (235, 238),
                (241, 241),
                (243, 249),
                (271, 276),
                (278, 279),
                (281, 285),
                (287, 288),
                (294, 294),
                (296, 297),
                (311, 317),
                (319, 319),
                (321, 339),
                (341, 349),
                (351, 359),
                (371, 378),
                (381, 389),
                (391, 395),
                (411, 415),
                (417, 419),
                (421, 429),
                (431, 438),
                (440, 459),
                (461, 469),
                (471, 479),
                (481, 483),
                (485, 489),
                (492, 496),
                (498, 499),
                (550, 569),
                (588, 588),
                (591, 597),
                (599, 599),
                (612, 616),
                (618, 618),
                (621, 629),
                (631, 639),
                (641, 649),
                (651, 653),
                (656, 665),
                (667, 669),
                (671, 677),
                (686, 687),
                (694, 698),
                (711, 729),
                (731, 739),
                (741, 749),
                (751, 751),
                (753, 759),
                (761, 779),
                (781, 786),
                (789, 789),
                (791, 791),
                (797, 797),
                (810, 819),
                (821, 821),
                (823, 826),
                (828, 829),
                (831, 836),
                (841, 842),
                (844, 846),
                (861, 862),
                (864, 864),
                (866, 873),
                (877, 878),
                (891, 892),
                (894, 894),
                (897, 897),
                (899, 899),
                (913, 914),
                (916, 919),
                (921, 924),
                (932, 934),
                (936, 938),
                (951, 951),
                (953, 954),
                (958, 958),
                (960, 969),
                (971, 972),
                (981, 988),
                (990, 999),
            ],
        },
        mobile_first_digits: "0123456789",
        landline_first_digits: "",
        landline_digits: 10,
    }),
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
