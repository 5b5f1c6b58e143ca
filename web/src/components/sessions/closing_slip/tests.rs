use super::*;

const REPORT: &str = r#"{
    "sesion": {
        "id": 7, "id_caja": 1, "caja": "Caja 1", "sucursal": "Centro", "zona_utc_minutos": -240, "id_usuario": 3, "usuario": "ana", "abierta_por": "ana",
        "cerrada_por": "gerente", "fecha_apertura": "2026-06-30T12:00:00.000Z", "fecha_cierre": "2026-06-30T22:47:51.123Z",
        "monto_inicial": "200.00", "diferencia_apertura": "0.00", "monto_final_teorico": "225.10", "monto_final_real": "225.00",
        "diferencia": "-0.10", "motivo_diferencia": "Vuelto mal dado", "conteo_apertura": {"100.00": 2},
        "conteo_cierre": {"100.00": 2, "20.00": 1, "5.00": 1, "0.50": 0}
    },
    "movimientos": [
        {"fecha": "2026-06-30T12:10:00.000Z", "tipo": "top_up", "sentido": "INGRESO", "detalle": "76543210", "operadora": "Tigo",
         "numero": 1, "monto": "110.60", "estado": "succeeded"},
        {"fecha": "2026-06-30T13:10:00.000Z", "tipo": "cash_movement", "sentido": "EGRESO", "detalle": "Taxi", "operadora": null,
         "numero": 2, "monto": "15.50", "estado": "succeeded"},
        {"fecha": "2026-06-30T22:47:51.123Z", "tipo": "cash_session_close", "sentido": "EGRESO", "detalle": null, "operadora": null,
         "numero": null, "monto": "0.10", "estado": "succeeded"}
    ],
    "totales": [
        {"tipo": "cash_session_open", "sentido": "INGRESO", "cantidad": 1, "monto": "200.00"},
        {"tipo": "top_up", "sentido": "INGRESO", "cantidad": 5, "monto": "110.60"},
        {"tipo": "cash_movement", "sentido": "EGRESO", "cantidad": 1, "monto": "15.50"},
        {"tipo": "reversal", "sentido": "EGRESO", "cantidad": 1, "monto": "70.00"}
    ],
    "recargas": [{"operadora": "Tigo", "cantidad": 4, "monto": "40.60"}],
    "completo": true
}"#;

fn report() -> ClosingReport {
    serde_json::from_str(REPORT).unwrap()
}

fn shop() -> Shop {
    Shop {
        name: "Kiosco".to_owned(),
        header: None,
        is_demo: false,
        currency: Currency::Bob,
        offset_minutes: 0,
    }
}

fn slip(report: &ClosingReport) -> Vec<Line> {
    closing_slip(report, &shop(), Language::Es).lines
}

fn pair(label: &str, value: &str) -> Line {
    Line::Pair(label.to_owned(), value.to_owned())
}

fn total(label: &str, value: &str) -> Line {
    Line::Total(label.to_owned(), value.to_owned())
}

#[test]
fn a_closed_session_with_a_difference() {
    let paragraph = |text: &str| Line::Paragraph(text.to_owned());
    let expected = [
        Line::Heading("Kiosco".to_owned()),
        Line::Rule,
        Line::Centre("Informe de cierre".to_owned()),
        pair("Turno", "N.º 7"),
        pair("Caja", "Caja 1"),
        pair("Sucursal", "Centro"),
        pair("Cajero", "ana"),
        // By the branch's clock, whatever the shop's is.
        pair("Apertura", "30/06/2026, 08:00:00"),
        pair("Cierre", "30/06/2026, 18:47:51"),
        pair("Cerró", "gerente"),
        Line::Rule,
        pair("Efectivo inicial", "Bs\u{a0}200,00"),
        pair("Recarga × 5", "+Bs\u{a0}110,60"),
        pair("Egreso × 1", "−Bs\u{a0}15,50"),
        pair("Reversa × 1", "−Bs\u{a0}70,00"),
        Line::Rule,
        paragraph("Recargas vendidas, sin las reversadas"),
        pair("Tigo × 4", "Bs\u{a0}40,60"),
        Line::Rule,
        total("Esperado", "Bs\u{a0}225,10"),
        total("Contado", "Bs\u{a0}225,00"),
        total("Falta", "−Bs\u{a0}0,10"),
        paragraph("Motivo: Vuelto mal dado"),
        Line::Rule,
        paragraph("Al cerrar"),
        pair("100 × 2", "Bs\u{a0}200,00"),
        pair("20 × 1", "Bs\u{a0}20,00"),
        pair("5 × 1", "Bs\u{a0}5,00"),
        Line::Rule,
        paragraph("Movimientos"),
        pair(
            "08:10 N.º 1 Recarga Tigo: 7654\u{a0}3210",
            "+Bs\u{a0}110,60",
        ),
        pair("09:10 N.º 2 Egreso: Taxi", "−Bs\u{a0}15,50"),
        pair("18:47 Ajuste al cerrar", "−Bs\u{a0}0,10"),
        Line::Rule,
        paragraph("Firma: ____________________"),
    ];
    assert_eq!(slip(&report()), expected);
}

#[test]
fn what_is_missing_is_said() {
    let mut cut = report();
    cut.completo = false;
    assert!(slip(&cut).contains(&Line::Stamp("INFORME INCOMPLETO".to_owned())));

    let mut open = report();
    open.sesion.fecha_cierre = None;
    open.sesion.cerrada_por = None;
    open.sesion.monto_final_teorico = None;
    open.sesion.monto_final_real = None;
    open.sesion.diferencia = None;
    open.sesion.motivo_diferencia = None;
    open.sesion.conteo_cierre = None;
    open.movimientos.clear();
    open.totales.clear();
    open.recargas.clear();
    let lines = slip(&open);
    assert!(lines.contains(&Line::Stamp("TURNO ABIERTO".to_owned())));
    assert!(!lines.iter().any(|line| matches!(line, Line::Total(..))));
    assert!(!lines.contains(&Line::Paragraph("Movimientos".to_owned())));
    assert!(
        !lines
            .iter()
            .any(|line| matches!(line, Line::Pair(label, _) if label == "Cerró"))
    );
}

#[test]
fn every_movement_with_its_day_and_state() {
    let mut long = report();
    let at = |text: &str| ventanilla_core::wire::time::Iso::parse(text).unwrap();
    // By the branch's clock the last two are of the next day.
    for (entry, time) in long.movimientos.iter_mut().zip([
        "2026-06-30T12:10:00Z",
        "2026-07-01T04:00:00Z",
        "2026-07-01T04:30:00Z",
    ]) {
        entry.fecha = at(time);
    }
    long.movimientos[0].estado = OperationState::Reversed;
    let lines = slip(&long);
    let start = lines
        .iter()
        .position(|line| *line == Line::Paragraph("Movimientos".to_owned()))
        .unwrap();
    let expected = [
        Line::Centre("30/06/2026".to_owned()),
        pair(
            "08:10 N.º 1 Recarga Tigo: 7654\u{a0}3210 (Reversada)",
            "+Bs\u{a0}110,60",
        ),
        Line::Centre("01/07/2026".to_owned()),
        pair("00:00 N.º 2 Egreso: Taxi", "−Bs\u{a0}15,50"),
        pair("00:30 Ajuste al cerrar", "−Bs\u{a0}0,10"),
    ];
    assert_eq!(lines[start + 1..start + 6], expected);
}

#[test]
fn a_balanced_one_in_english() {
    let mut balanced = report();
    balanced.sesion.monto_final_real = balanced.sesion.monto_final_teorico;
    balanced.sesion.diferencia = Some(Dec::from(Amount::ZERO));
    balanced.sesion.motivo_diferencia = None;
    balanced.sesion.cerrada_por = Some("ana".to_owned());
    let slip = closing_slip(&balanced, &shop(), Language::En);
    assert_eq!(slip.title, "Closing report");
    assert!(slip.lines.contains(&total("Balanced", "Bs\u{a0}0.00")));
    assert!(
        !slip
            .lines
            .iter()
            .any(|line| matches!(line, Line::Pair(label, _) if label == "Closed by"))
    );
}

#[test]
fn pieces_largest_first() {
    let count = |pairs: &[(&str, u32)]| -> BTreeMap<String, u32> {
        pairs
            .iter()
            .map(|(name, quantity)| ((*name).to_owned(), *quantity))
            .collect()
    };
    let read = |pairs: &[(&str, u32)]| -> Vec<(i64, u32, Option<i64>)> {
        pieces(&count(pairs), Currency::Bob)
            .into_iter()
            .map(|(value, quantity, sum)| (value.minor(), quantity, sum.map(Amount::minor)))
            .collect()
    };
    assert_eq!(
        read(&[("0.50", 3), ("20.00", 1), ("100.00", 2)]),
        [
            (10_000, 2, Some(20_000)),
            (2_000, 1, Some(2_000)),
            (50, 3, Some(150))
        ]
    );
    assert_eq!(read(&[("5.00", 0)]), []);
    assert_eq!(read(&[("x", 1), ("", 2)]), []);
    assert_eq!(read(&[]), []);
}
