//! `Slip`: what goes through a receipt printer, line by line. Pure: putting it on paper is the component's.

use crate::format;
use crate::i18n::Text;
use ventanilla_core::code::Language;
use ventanilla_core::wire::time::Iso;
use ventanilla_core::{Amount, Currency, Operator};

/// One line of a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Large and centred: whose shop it is.
    Heading(String),
    /// Centred.
    Centre(String),
    /// The largest thing on the slip.
    Sum(String),
    /// A label and what it is, at either edge.
    Pair(String, String),
    /// As [`Line::Pair`], but weighing more: a total.
    Total(String, String),
    /// A paragraph.
    Paragraph(String),
    /// In a frame: that it is worth nothing, that it was reversed.
    Stamp(String),
    /// A rule across the paper.
    Rule,
    /// Something that scanners read, as SVG.
    Symbol(Drawn),
}

/// A symbol as SVG, drawn for each paper: on a narrow one its bars are finer. Empty where it could not be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drawn {
    /// On paper of 58 mm.
    pub(crate) narrow: String,
    /// On paper of 80 mm.
    pub(crate) wide: String,
    /// On a page.
    pub(crate) page: String,
}

/// What is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// What it is, for the dialog that shows it and for the name of a file.
    pub(crate) title: String,
    /// Its lines, from the top.
    pub(crate) lines: Vec<Line>,
    /// The sale it is the receipt of, if it is one: the operator's reference can still be added to it.
    pub(crate) sale: Option<Box<TopUpSlip>>,
    /// Whether it is a coupon, which customers also get on a whole page.
    pub(crate) is_coupon: bool,
}

/// The shop that a slip is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shop {
    /// Its name.
    pub(crate) name: String,
    /// What its receipts start with; may have several lines.
    pub(crate) header: Option<String>,
    /// Whether it only plays: then nothing printed is worth anything.
    pub(crate) is_demo: bool,
    /// The currency of its books.
    pub(crate) currency: Currency,
    /// The offset from UTC of its day, in minutes.
    pub(crate) offset_minutes: i32,
}

/// A sale of credit, as its receipt says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopUpSlip {
    /// The sale's number.
    pub(crate) id: i64,
    /// The operation that it is.
    pub(crate) operation_id: String,
    /// Whose credit.
    pub(crate) operator: Operator,
    /// The customer's number, national digits.
    pub(crate) number: String,
    /// How much.
    pub(crate) amount: Amount,
    /// When.
    pub(crate) at: Iso,
    /// The register's name; empty where it is not known.
    pub(crate) register: String,
    /// The cashier's name; empty where it is not known.
    pub(crate) cashier: String,
    /// The cashier; `None` where that is not known.
    pub(crate) cashier_id: Option<i64>,
    /// The reference that the operator's own channel gave.
    pub(crate) reference: Option<String>,
    /// Whether the sale was undone.
    pub(crate) is_reversed: bool,
}

/// What every slip starts with.
pub(crate) fn top(shop: &Shop, language: Language) -> Vec<Line> {
    let mut lines = vec![Line::Heading(shop.name.clone())];
    let header = shop.header.as_deref().unwrap_or_default();
    lines.extend(header.lines().map(|line| Line::Centre(line.to_owned())));
    if shop.is_demo {
        lines.push(Line::Stamp(Text::DemoBanner.template(language).to_owned()));
    }
    lines.push(Line::Rule);
    lines
}

impl TopUpSlip {
    /// The receipt of the sale.
    pub(crate) fn slip(&self, shop: &Shop, language: Language) -> Slip {
        let say = |text: Text| text.template(language).to_owned();
        let title = say(Text::DoneTopUp);
        let mut lines = top(shop, language);
        lines.push(Line::Centre(title.clone()));
        if self.is_reversed {
            lines.push(Line::Stamp(say(Text::SlipReversed)));
        }
        lines.push(Line::Sum(format::money(
            self.amount,
            shop.currency,
            language,
        )));
        let pairs = [
            (
                Text::Receipt,
                Text::NumberSign.filled(language, &[("id", &self.id.to_string())]),
            ),
            (Text::Operator, self.operator.name().to_owned()),
            (Text::SlipMobile, format::phone(&self.number)),
            (
                Text::SlipDate,
                format::full_time(self.at, shop.offset_minutes, language),
            ),
            (Text::Register, self.register.clone()),
            (Text::SlipCashier, self.cashier.clone()),
            (
                Text::SlipReference,
                self.reference.clone().unwrap_or_default(),
            ),
        ];
        lines.extend(
            pairs
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(label, value)| Line::Pair(say(label), value)),
        );
        lines.push(Line::Rule);
        lines.push(Line::Paragraph(say(Text::SlipRecorded)));
        Slip {
            title,
            lines,
            sale: Some(Box::new(self.clone())),
            is_coupon: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Shop {
        Shop {
            name: "Kiosco Demo".to_owned(),
            header: Some("NIT 123\nAv. Siempre Viva 1".to_owned()),
            is_demo: true,
            currency: Currency::Bob,
            offset_minutes: -240,
        }
    }

    fn sale() -> TopUpSlip {
        TopUpSlip {
            id: 57,
            operation_id: "8e03978e-40d5-43dd-bc93-6894a57f9324".to_owned(),
            operator: Operator::Tigo,
            number: "76543210".to_owned(),
            amount: Amount::from_minor(3_000).unwrap(),
            at: Iso::parse("2026-07-01T02:47:51.123Z").unwrap(),
            register: "Caja 1".to_owned(),
            cashier: "Ana".to_owned(),
            cashier_id: Some(3),
            reference: None,
            is_reversed: false,
        }
    }

    #[test]
    fn a_receipt_says_what_was_sold_and_what_it_is_worth() {
        let slip = sale().slip(&shop(), Language::Es);
        assert_eq!(slip.title, "Recarga registrada");
        assert_eq!(slip.lines[0], Line::Heading("Kiosco Demo".to_owned()));
        assert_eq!(slip.lines[2], Line::Centre("Av. Siempre Viva 1".to_owned()));
        assert_eq!(slip.lines[3], Line::Stamp("DEMO · SIN VALOR".to_owned()));
        assert!(slip.lines.contains(&Line::Sum("Bs\u{a0}30,00".to_owned())));
        let pair = |label: &str, value: &str| Line::Pair(label.to_owned(), value.to_owned());
        assert!(slip.lines.contains(&pair("Celular", "7654\u{a0}3210")));
        assert!(slip.lines.contains(&pair("Recibo", "N.º 57")));
        assert!(
            !slip
                .lines
                .iter()
                .any(|line| matches!(line, Line::Pair(label, _) if label == "Referencia"))
        );
    }

    #[test]
    fn what_is_known_later_is_on_the_reprint() {
        let sale = TopUpSlip {
            reference: Some("REF-9".to_owned()),
            is_reversed: true,
            ..sale()
        };
        let live = Shop {
            is_demo: false,
            header: None,
            ..shop()
        };
        let slip = sale.slip(&live, Language::En);
        assert_eq!(slip.lines[1], Line::Rule);
        assert!(slip.lines.contains(&Line::Stamp("REVERSED".to_owned())));
        assert!(
            slip.lines
                .contains(&Line::Pair("Reference".to_owned(), "REF-9".to_owned()))
        );
    }
}
