use super::*;

const BOB: Currency = Currency::Bob;

fn table(text: &str) -> Table {
    Table::read(text.as_bytes()).unwrap()
}

/// Each refused line as line, column and code.
fn refusals(refused: &[RefusedLine]) -> Vec<(i64, &str, Code)> {
    for line in refused {
        assert!(!line.mensaje.is_empty() && !line.mensaje.contains('{'));
    }
    let shown = refused
        .iter()
        .map(|line| (line.linea, line.columna.as_str(), line.code));
    shown.collect()
}

#[test]
fn customers_good_and_bad() {
    let name = "ñ".repeat(NAME_CHARS_MAX);
    let document = "1".repeat(DOCUMENT_CHARS_MAX);
    let text = format!(
        "Cliente ID;Nombre;Dirección;CI\n\
         56789; Peña, Juan ;Calle 1;1234567 LP\n\
         000001;Ana;;\n\
         999999;{name};;{document}\n\
         0;Cero;;\n\
         1000000;Demasiado;;\n\
         -5;Menos;;\n\
         12a;Letras;;\n\
         1.5;Decimal;;\n\
         99999999999999999999;Enorme;;\n\
         ;Sin número;;\n\
         7; ;;\n\
         8;{name}ñ;;\n\
         9;Nul\0o;;\n\
         10;\"Dos\nlíneas\";;\n\
         11;Largo;;{document}1\n\
         56789;Otra;;\n\
         1;Ana;;\n\
         7;Ahora sí;;\n\
         12;Falta\n\
         13;Última;x;\n",
    );
    let imported = customers(&table(&text)).unwrap();
    let rows: Vec<_> = imported
        .rows
        .iter()
        .map(|row| {
            (
                row.line,
                row.number.get(),
                row.name.as_str(),
                row.document.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (2, 56_789, "Peña, Juan", Some("1234567 LP")),
            (3, 1, "Ana", None),
            (4, 999_999, name.as_str(), Some(document.as_str())),
            (22, 13, "Última", None),
        ]
    );
    assert_eq!(
        refusals(&imported.refused),
        [
            (5, "Cliente ID", Code::TooSmall),
            (6, "Cliente ID", Code::TooLarge),
            (7, "Cliente ID", Code::TooSmall),
            (8, "Cliente ID", Code::NotAnInteger),
            (9, "Cliente ID", Code::NotAnInteger),
            (10, "Cliente ID", Code::TooLarge),
            (11, "Cliente ID", Code::Required),
            (12, "Nombre", Code::Required),
            (13, "Nombre", Code::TooLong),
            (14, "Nombre", Code::ControlCharacter),
            (15, "Nombre", Code::ControlCharacter),
            // The line that the name goes on in.
            (16, "", Code::ImportLineBroken),
            (17, "CI", Code::TooLong),
            (18, "Cliente ID", Code::RepeatedValue),
            (19, "Cliente ID", Code::RepeatedValue),
            // Line 12 was refused, but which of the two is meant is not guessed.
            (20, "Cliente ID", Code::RepeatedValue),
            (21, "", Code::ImportLineBroken),
        ]
    );
    assert_eq!(imported.refused[0].mensaje, "El mínimo es 1.");
    assert_eq!(imported.refused[1].mensaje, "El máximo es 999999.");
}

#[test]
fn names_of_columns() {
    for heading in [
        "cliente_id,nombre",
        "CLIENTE,NAME",
        "Número-Cliente,Razón Social",
        "ID,Nombre,nit",
        "extra,id,otra,nombre",
    ] {
        assert!(customers(&table(heading)).is_ok(), "{heading}");
    }
    // The documented name comes first, wherever it stands.
    let imported = customers(&table("id,nombre,cliente_id\n1,Ana,2\n")).unwrap();
    assert_eq!(imported.rows[0].number.get(), 2);
    for heading in [
        "id,cliente_id,tipo,numero,monto",
        "factura_id,cliente,tipo,numero,importe",
        "UUID,Numero Cliente,Tipo,Número,TOTAL",
    ] {
        assert!(invoices(&table(heading), BOB).is_ok(), "{heading}");
    }
}

#[test]
fn headings_that_lack_something() {
    let missing = |invalid: Invalid| -> Vec<(String, Code)> {
        for error in &invalid {
            assert_eq!(
                error.parameter("columna").unwrap_or(&error.field),
                error.field
            );
        }
        invalid
            .into_iter()
            .map(|error| (error.field, error.code))
            .collect()
    };
    let lacks = |name: &str| (name.to_owned(), Code::ImportColumnMissing);
    for empty in ["", "\n", "x,y\n1,2\n", "PK\u{3}\u{4}\0\0", "linea\n1\n"] {
        assert_eq!(
            missing(customers(&table(empty)).unwrap_err()),
            [lacks("cliente_id"), lacks("nombre")],
            "{empty:?}"
        );
    }
    assert_eq!(
        missing(invoices(&table("id,tipo,total\n"), BOB).unwrap_err()),
        [lacks("cliente_id"), lacks("numero")]
    );
    assert_eq!(
        missing(customers(&table("id,nombre,Nombre,dni,DNI\n")).unwrap_err()),
        [
            ("nombre".to_owned(), Code::DuplicateProperty),
            ("documento".to_owned(), Code::DuplicateProperty)
        ]
    );
    let heading_only = customers(&table("id,nombre\n")).unwrap();
    assert!(heading_only.rows.is_empty() && heading_only.refused.is_empty());
}

#[test]
fn invoices_good_and_bad() {
    let long_id = "f".repeat(INVOICE_ID_CHARS_MAX + 1);
    let long_kind = "k".repeat(INVOICE_KIND_CHARS_MAX + 1);
    let text = format!(
        "id,cliente_id,tipo,numero,monto\n\
         f1,56789,FACTURA A,123,10000.00\n\
         f1,56789,FACTURA A,124,1.00\n\
         F1,1,B,9007199254740991,0.01\n\
         ,1,B,1,1.00\n\
         {long_id},1,B,1,1.00\n\
         f2,0,B,1,1.00\n\
         f3,1000000,B,1,1.00\n\
         f4,x,B,1,1.00\n\
         f5,1,,1,1.00\n\
         f6,1,{long_kind},1,1.00\n\
         f7,1,B,0,1.00\n\
         f8,1,B,9007199254740992,1.00\n\
         f9,1,B,A-1,1.00\n\
         f10,1,B,,1.00\n\
         f11,1,B,1\n\
         f\u{1},1,B,1,1.00\n"
    );
    let imported = invoices(&table(&text), BOB).unwrap();
    let first = InvoiceLine {
        line: 2,
        reference: "f1".to_owned(),
        customer: CustomerNumber::new(56_789).unwrap(),
        kind: "FACTURA A".to_owned(),
        number: 123,
        amount: Amount::from_small_minor(1_000_000),
    };
    assert_eq!(imported.rows[0], first);
    assert_eq!((imported.rows.len(), imported.rows[1].line), (2, 4));
    assert_eq!(
        refusals(&imported.refused),
        [
            (3, "id", Code::RepeatedValue),
            (5, "id", Code::Required),
            (6, "id", Code::TooLong),
            (7, "cliente_id", Code::TooSmall),
            (8, "cliente_id", Code::TooLarge),
            (9, "cliente_id", Code::NotAnInteger),
            (10, "tipo", Code::Required),
            (11, "tipo", Code::TooLong),
            (12, "numero", Code::TooSmall),
            (13, "numero", Code::TooLarge),
            (14, "numero", Code::NotAnInteger),
            (15, "numero", Code::Required),
            (16, "", Code::ImportLineBroken),
            (17, "id", Code::ControlCharacter),
        ]
    );
}

#[test]
fn amounts_as_people_write_them() {
    let cases: &[(&str, Result<i64, Code>)] = &[
        ("10000.00", Ok(1_000_000)),
        ("10000,00", Ok(1_000_000)),
        ("10.000,00", Ok(1_000_000)),
        ("10,000.00", Ok(1_000_000)),
        ("10 000,00", Ok(1_000_000)),
        ("10\u{a0}000,00", Ok(1_000_000)),
        ("10'000.00", Ok(1_000_000)),
        (" 30,5 ", Ok(3_050)),
        ("30.5", Ok(3_050)),
        ("1.000.000", Ok(100_000_000)),
        ("1", Ok(100)),
        ("0,01", Ok(1)),
        ("1.234", Err(Code::AmountAmbiguous)),
        ("1,234", Err(Code::AmountAmbiguous)),
        ("10.000", Err(Code::AmountAmbiguous)),
        ("", Err(Code::Required)),
        ("  ", Err(Code::Required)),
        ("0", Err(Code::TooSmall)),
        ("-1,00", Err(Code::TooSmall)),
        ("-99999999999999999999", Err(Code::TooSmall)),
        ("99999999999999999999", Err(Code::TooLarge)),
        ("1.2345", Err(Code::TooManyDecimals)),
        ("0,001", Err(Code::TooManyDecimals)),
        ("1e3", Err(Code::NotANumber)),
        ("Bs 10,00", Err(Code::NotANumber)),
        ("1,2,3", Err(Code::NotANumber)),
        ("=1+1", Err(Code::NotANumber)),
        ("diez", Err(Code::NotANumber)),
        ("10\0", Err(Code::NotANumber)),
    ];
    for (written, expected) in cases {
        let text = format!("id;cliente_id;tipo;numero;monto\nf;1;B;1;{written}\n");
        let imported = invoices(&table(&text), BOB).unwrap();
        match expected {
            Ok(minor) => assert_eq!(imported.rows[0].amount.minor(), *minor, "{written}"),
            Err(code) => assert_eq!(
                refusals(&imported.refused),
                [(2, "monto", *code)],
                "{written}"
            ),
        }
    }
}

#[test]
fn one_bad_line_in_5000() {
    let line = |number: usize| match number {
        2500 => "2500;\"Sin cerrar\n".to_owned(),
        _ => format!("{number};Cliente \"\"{number}\n"),
    };
    let text: String = (1..=5000).map(line).collect();
    let whole = table(&format!("cliente_id;nombre\n{text}"));
    let imported = customers(&whole).unwrap();
    assert_eq!(imported.rows.len(), 4999);
    assert_eq!(
        refusals(&imported.refused),
        [(2501, "", Code::ImportLineBroken)]
    );
    assert_eq!(
        check_lines(&whole),
        Err(Flaw::new(Code::ImportTooManyLines).with("maximo", "1000"))
    );
    // In parts, the same lines are good and bad.
    let mut in_parts = Imported {
        rows: Vec::new(),
        refused: Vec::new(),
    };
    for part in crate::csv::parts(&whole, 500) {
        let part = table(&part);
        assert_eq!((check_lines(&part), part.records().len()), (Ok(()), 500));
        let imported = customers(&part).unwrap();
        in_parts.rows.extend(imported.rows);
        in_parts.refused.extend(imported.refused);
    }
    assert_eq!(in_parts, imported);
}

#[test]
fn as_many_lines_as_one_request_takes() {
    let lines = |count: usize| format!("id\n{}", "x\n".repeat(count));
    assert_eq!(check_lines(&table(&lines(LINES_MAX))), Ok(()));
    assert!(check_lines(&table(&lines(LINES_MAX + 1))).is_err());
}
