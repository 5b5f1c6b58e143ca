//! `Service`: what is paid through CPS, and [`ServiceNumber`]: the number or contract that is paid for.

mod number;
mod typed;

pub use number::{ServiceNumber, ServiceNumberError, carrier_of};
pub use typed::TypedNumber;

/// Declares the services, one a line: variant, id, name on the wire, name for people, kind, whose number it takes, and whether its
/// balance can be asked for.
macro_rules! services {
    ($($variant:ident $id:literal $name:literal $label:literal $kind:ident $number:ident $(($carrier:ident))? $balance:literal $doc:literal)*) => {
        /// A service that can be paid (contract of CPS, section 4).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Service {
            $(#[doc = $doc] $variant,)*
        }

        impl Service {
            /// Every service, by id.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The id, as `idTypeService` carries it.
            pub const fn id(self) -> i64 {
                match self { $(Self::$variant => $id,)* }
            }

            /// The contract's constant, as the wire writes it: `MOVISTAR_PREPAGO`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What people call it, the same in every language: `Movistar prepago`.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// What kind of service it is.
            pub const fn kind(self) -> ServiceKind {
                match self { $(Self::$variant => ServiceKind::$kind,)* }
            }

            /// What its numbers are (contract of CPS, section 6).
            pub const fn number_kind(self) -> NumberKind {
                match self { $(Self::$variant => NumberKind::$number $((Carrier::$carrier))?,)* }
            }

            /// Whether its balance can be asked for, where nobody configured otherwise (contract of CPS, section 4: the default set).
            pub const fn can_get_balance(self) -> bool {
                match self { $(Self::$variant => $balance,)* }
            }
        }
    };
}

services! {
    MovistarPrepago 57 "MOVISTAR_PREPAGO" "Movistar prepago" MobilePrepaid Mobile(Movistar) false "Movistar's prepaid mobile."
    MovilnetPrepago 58 "MOVILNET_PREPAGO" "Movilnet prepago" MobilePrepaid Mobile(Movilnet) false "Movilnet's prepaid mobile."
    DigitelPrepago 59 "DIGITEL_PREPAGO" "Digitel prepago" MobilePrepaid Mobile(Digitel) false "Digitel's prepaid mobile."
    MovistarTv 60 "MOVISTAR_TV" "Movistar TV" Television Contract false "Movistar's television."
    MovistarInternet 61 "MOVISTAR_INTERNET" "Movistar internet" MobileData Mobile(Movistar) false "Movistar's mobile data."
    MovistarFijo 62 "MOVISTAR_FIJO" "Movistar fijo" FixedLine FixedLine true "Movistar's landline."
    DigitelFijo 63 "DIGITEL_FIJO" "Digitel fijo" FixedLine FixedLine true "Digitel's landline."
    DigitelInternet 64 "DIGITEL_INTERNET" "Digitel internet" MobileData Mobile(Digitel) false "Digitel's mobile data."
    CantvResidencial 207 "CANTV_RESIDENCIAL" "CANTV residencial" FixedLine FixedLine true "CANTV's landline of a home."
    TvSatelital 208 "TV_SATELITAL" "TV satelital" Television Contract false "Satellite television."
    CantvEmpresas 209 "CANTV_EMPRESAS" "CANTV empresas" FixedLine FixedLine true "CANTV's landline of a business."
    CantvAba 210 "CANTV_ABA" "CANTV ABA" Broadband FixedLine true "CANTV's broadband, by its landline."
    AbaUltra 211 "ABA_ULTRA" "ABA Ultra" Broadband FixedLine true "CANTV's faster broadband, by its landline."
    InterPrepago 212 "INTER_PREPAGO" "Inter prepago" Cable Contract false "Inter's prepaid cable."
    InterPospago 213 "INTER_POSPAGO" "Inter pospago" Cable Contract true "Inter's postpaid cable."
    MovilnetFijo 214 "MOVILNET_FIJO" "Movilnet fijo" FixedLine FixedLine true "Movilnet's wireless landline."
    Simpletv 215 "SIMPLETV" "SimpleTV" Television Contract false "SimpleTV's satellite television."
    Corpoelec 216 "CORPOELEC" "Corpoelec" Electricity Contract true "Corpoelec's electricity."
    MovistarPospago 228 "MOVISTAR_POSPAGO" "Movistar pospago" MobilePostpaid Mobile(Movistar) true "Movistar's postpaid mobile."
    DigitelPospago 229 "DIGITEL_POSPAGO" "Digitel pospago" MobilePostpaid Mobile(Digitel) true "Digitel's postpaid mobile."
}

/// What kind of service it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceKind {
    /// Credit for a mobile.
    MobilePrepaid,
    /// A mobile's bill.
    MobilePostpaid,
    /// Data for a mobile.
    MobileData,
    /// A landline, wired or not.
    FixedLine,
    /// Internet over a landline.
    Broadband,
    /// Television by satellite or by subscription.
    Television,
    /// Cable: television and internet.
    Cable,
    /// Electricity.
    Electricity,
}

/// A mobile operator of Venezuela.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    /// Movistar.
    Movistar,
    /// Movilnet.
    Movilnet,
    /// Digitel.
    Digitel,
}

/// What the numbers of a service are (contract of CPS, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// A mobile of that operator, whose prefixes are its own.
    Mobile(Carrier),
    /// A landline of any operator: its prefix says where it is, not whose.
    FixedLine,
    /// A contract, account, decoder or card, of which nothing is known but that it is digits.
    Contract,
}

impl Service {
    /// The service of that id; `None` for any other.
    pub fn of_id(id: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|service| service.id() == id)
    }

    /// Whether it is sold as a top-up: credit that a customer asks for by amount.
    pub const fn is_top_up(self) -> bool {
        matches!(self.kind(), ServiceKind::MobilePrepaid)
    }
}

impl ServiceKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::MobilePrepaid,
        Self::MobilePostpaid,
        Self::MobileData,
        Self::FixedLine,
        Self::Broadband,
        Self::Television,
        Self::Cable,
        Self::Electricity,
    ];

    /// The name, as the exports for JavaScript write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MobilePrepaid => "mobile_prepaid",
            Self::MobilePostpaid => "mobile_postpaid",
            Self::MobileData => "mobile_data",
            Self::FixedLine => "fixed_line",
            Self::Broadband => "broadband",
            Self::Television => "television",
            Self::Cable => "cable",
            Self::Electricity => "electricity",
        }
    }
}

impl Carrier {
    /// Every operator.
    pub const ALL: [Self; 3] = [Self::Movistar, Self::Movilnet, Self::Digitel];

    /// The brand, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Movistar => "Movistar",
            Self::Movilnet => "Movilnet",
            Self::Digitel => "Digitel",
        }
    }

    /// The first four digits of its numbers (contract of CPS, section 6.1: libphonenumber's carrier data for +58).
    pub const fn prefixes(self) -> [&'static str; 2] {
        match self {
            Self::Movistar => ["0414", "0424"],
            Self::Movilnet => ["0416", "0426"],
            Self::Digitel => ["0412", "0422"],
        }
    }

    /// The services that its mobile numbers have, by id.
    pub fn services(self) -> impl Iterator<Item = Service> {
        Service::ALL
            .iter()
            .copied()
            .filter(move |service| service.number_kind() == NumberKind::Mobile(self))
    }
}

#[cfg(test)]
mod tests;
