//! What is printed of a coupon: the coupon itself, for the customer to pay with, and the receipt of its collection. Pure.

use crate::components::coupons::words;
use crate::format;
use crate::i18n::Text;
use crate::slip::{Drawn, Line, Shop, Slip, top};
use ventanilla_core::code::Language;
use ventanilla_core::wire::portal::coupons::{
    CouponDetail, CouponInvoice, CouponState, PaymentMethod,
};
use ventanilla_core::wire::time::Date;
use ventanilla_core::{Amount, Currency};

/// A coupon, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CouponSheet {
    /// Its 19 digits.
    pub(crate) code: String,
    /// The customer's number.
    pub(crate) customer_id: i64,
    /// The customer's name.
    pub(crate) customer: String,
    /// Its invoices.
    pub(crate) invoices: Vec<CouponInvoice>,
    /// What it asks for.
    pub(crate) amount: Amount,
    /// The last day it can be collected.
    pub(crate) due: Date,
    /// Where it stands; what cannot be collected says so.
    pub(crate) state: CouponState,
}

/// What scanners read of it; what is not wanted is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Symbols {
    /// The bars.
    pub(crate) bars: Option<Drawn>,
    /// The square.
    pub(crate) square: Option<Drawn>,
}

impl CouponSheet {
    /// The coupon with its symbols.
    pub(crate) fn slip(&self, shop: &Shop, symbols: Symbols, language: Language) -> Slip {
        let say = |text: Text| text.template(language).to_owned();
        let title = say(Text::SlipCoupon);
        let mut lines = top(shop, language);
        lines.push(Line::Centre(title.clone()));
        if self.state != CouponState::Pending {
            let state = words::state_name(self.state).template(language);
            // None of them has an accent, and the table of all the world's letters is five kilobytes.
            lines.push(Line::Stamp(state.to_ascii_uppercase()));
        }
        lines.push(Line::Sum(format::money(
            self.amount,
            shop.currency,
            language,
        )));
        lines.push(Line::Pair(say(Text::Customer), self.customer.clone()));
        lines.push(Line::Pair(
            say(Text::CustomerNumber),
            self.customer_id.to_string(),
        ));
        lines.push(Line::Rule);
        lines.extend(invoices(&self.invoices, shop.currency, language));
        lines.push(Line::Total(
            say(Text::CouponTotal),
            format::money(self.amount, shop.currency, language),
        ));
        lines.push(Line::Total(
            say(Text::DueDate),
            format::date(self.due, language),
        ));
        lines.push(Line::Rule);
        lines.extend(symbols.bars.map(Line::Symbol));
        lines.push(Line::Centre(format::coupon_code(&self.code)));
        lines.extend(symbols.square.map(Line::Symbol));
        lines.push(Line::Paragraph(say(Text::SlipCouponHint)));
        Slip {
            title,
            lines,
            sale: None,
            is_coupon: true,
        }
    }
}

/// The receipt of a collection; `None` of a coupon that was not collected.
pub(crate) fn receipt(coupon: &CouponDetail, shop: &Shop, language: Language) -> Option<Slip> {
    let receipt = coupon.recibo.as_ref()?;
    let say = |text: Text| text.template(language).to_owned();
    let money = |amount: Amount| format::money(amount, shop.currency, language);
    let title = say(Text::SlipCollection);
    let mut lines = top(shop, language);
    lines.push(Line::Centre(title.clone()));
    lines.push(Line::Sum(money(receipt.monto.amount())));
    let pair = |label: Text, value: String| Line::Pair(say(label), value);
    lines.push(pair(Text::Receipt, receipt.numero.clone()));
    lines.push(pair(Text::Customer, coupon.cliente_nombre.clone()));
    lines.push(pair(
        Text::Coupon,
        format::coupon_code(&coupon.cupon.codigo_barras),
    ));
    lines.push(Line::Rule);
    lines.extend(invoices(&coupon.cupon.facturas, shop.currency, language));
    lines.push(Line::Total(
        say(Text::CouponTotal),
        money(receipt.monto.amount()),
    ));
    lines.push(pair(
        Text::MethodOfPayment,
        say(format::method_name(receipt.metodo_pago)),
    ));
    if receipt.metodo_pago == PaymentMethod::Efectivo {
        lines.push(pair(
            Text::Tendered,
            money(receipt.monto_entregado.amount()),
        ));
        lines.push(pair(Text::ChangeDue, money(receipt.vuelto.amount())));
    }
    lines.push(Line::Rule);
    lines.push(pair(
        Text::SlipDate,
        format::full_time(receipt.fecha_hora, shop.offset_minutes, language),
    ));
    lines.push(pair(Text::CouponBranch, receipt.sucursal.clone()));
    if receipt.sucursal_emisora != receipt.sucursal {
        lines.push(pair(Text::IssuingBranch, receipt.sucursal_emisora.clone()));
    }
    lines.push(pair(Text::Register, receipt.caja.clone()));
    lines.push(pair(Text::SlipCashier, receipt.cajero.clone()));
    Some(Slip {
        title,
        lines,
        sale: None,
        is_coupon: false,
    })
}

fn invoices(
    invoices: &[CouponInvoice],
    currency: Currency,
    language: Language,
) -> impl Iterator<Item = Line> {
    invoices.iter().map(move |invoice| {
        Line::Pair(
            words::invoice(invoice),
            format::money(invoice.monto.amount(), currency, language),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::coupons::words::tests::coupon;
    use ventanilla_core::wire::answer;

    fn shop() -> Shop {
        Shop {
            name: "Kiosco Demo".to_owned(),
            header: None,
            is_demo: true,
            currency: Currency::Bob,
            offset_minutes: -240,
        }
    }

    fn sheet(state: CouponState) -> CouponSheet {
        let coupon = coupon(state.as_str());
        CouponSheet {
            code: coupon.codigo_barras,
            customer_id: 101,
            customer: "Juana".to_owned(),
            invoices: coupon.facturas,
            amount: coupon.monto.amount(),
            due: coupon.fecha_vencimiento,
            state,
        }
    }

    #[test]
    fn a_coupon_says_what_it_is_worth_and_until_when() {
        let bars = Drawn {
            narrow: "<svg/>".to_owned(),
            ..Drawn::default()
        };
        let symbols = Symbols {
            bars: Some(bars.clone()),
            square: None,
        };
        let slip = sheet(CouponState::Pending).slip(&shop(), symbols, Language::Es);
        assert!(slip.is_coupon);
        let has = |line: Line| assert!(slip.lines.contains(&line), "{line:?} in {:?}", slip.lines);
        has(Line::Stamp("DEMO · SIN VALOR".to_owned()));
        has(Line::Sum("Bs\u{a0}239,50".to_owned()));
        has(Line::Pair(
            "Factura A 2001".to_owned(),
            "Bs\u{a0}239,50".to_owned(),
        ));
        has(Line::Total("Vence el".to_owned(), "31/01/2026".to_owned()));
        has(Line::Symbol(bars));
        has(Line::Centre(
            "0001\u{a0}000101\u{a0}20260127\u{a0}4".to_owned(),
        ));
    }

    #[test]
    fn what_cannot_be_collected_says_so() {
        let slip = sheet(CouponState::Expired).slip(&shop(), Symbols::default(), Language::Es);
        assert!(slip.lines.contains(&Line::Stamp("VENCIDO".to_owned())));
    }

    #[test]
    fn receipts() {
        let text = r#"{"cliente_id":101,"cliente_nombre":"Juana","cupon_id":"c","codigo_barras":"0001000101202601274","monto":239.50,
            "estado":"used","fecha_generacion":"2026-01-01","fecha_vencimiento":"2026-01-31","fecha_uso":"2026-01-27",
            "recibo_id":"0001-00000012","facturas":[],"recibo":{"numero":"0001-00000012","metodo_pago":"EFECTIVO","monto":239.50,
            "monto_entregado":300.00,"vuelto":60.50,"fecha_hora":"2026-01-27T22:47:51.123Z","sucursal":"Norte",
            "sucursal_emisora":"Centro","caja":"Caja 1","id_caja_sesion":7,"cajero":"Ana","id_operacion":"o"}}"#;
        let mut coupon: CouponDetail = answer::read(text).unwrap();
        let slip = receipt(&coupon, &shop(), Language::Es).unwrap();
        let pair = |label: &str, value: &str| Line::Pair(label.to_owned(), value.to_owned());
        for line in [
            pair("Recibo", "0001-00000012"),
            pair("Vuelto", "Bs\u{a0}60,50"),
            pair("Emitido en", "Centro"),
            Line::Stamp("DEMO · SIN VALOR".to_owned()),
        ] {
            assert!(slip.lines.contains(&line), "{line:?} in {:?}", slip.lines);
        }
        if let Some(receipt) = &mut coupon.recibo {
            receipt.metodo_pago = PaymentMethod::Qr;
            receipt.sucursal_emisora = "Norte".to_owned();
        }
        let slip = receipt(&coupon, &shop(), Language::Es).unwrap();
        assert!(
            !slip
                .lines
                .iter()
                .any(|line| matches!(line, Line::Pair(label, _) if label == "Vuelto" || label == "Emitido en"))
        );
        coupon.recibo = None;
        assert_eq!(receipt(&coupon, &shop(), Language::Es), None);
    }
}
