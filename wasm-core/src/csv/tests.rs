use super::*;

/// Each record as its line and its values, `!` for a broken one.
fn shown(bytes: &[u8]) -> Vec<String> {
    let table = Table::read(bytes).unwrap();
    let show = |record: &Record| match record.values() {
        Some(values) => format!("{} {}", record.line(), values.join("|")),
        None => format!("{} !", record.line()),
    };
    table.records().iter().map(show).collect()
}

fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = core::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(unit).collect()
}

#[test]
fn encodings() {
    let text = "id;nombre\n1;Peña “€” 😀\n";
    let expected = ["2 1|Peña “€” 😀"];
    assert_eq!(shown(text.as_bytes()), expected);
    assert_eq!(shown(format!("\u{feff}{text}").as_bytes()), expected);
    assert_eq!(shown(&utf_16(text, u16::to_le_bytes)), expected);
    assert_eq!(shown(&utf_16(text, u16::to_be_bytes)), expected);
    assert_eq!(
        shown(b"id;nombre\n1;Pe\xf1a \x93\x80\x94 \x92\x85\n"),
        ["2 1|Peña “€” ’…"]
    );
    // A mark alone is a file without anything.
    for empty in [
        &b""[..],
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\n\r\n\n",
        b" ; ;\n",
    ] {
        let table = Table::read(empty).unwrap();
        assert!(table.heading().is_empty() && table.records().is_empty());
    }
}

#[test]
fn files_that_are_not_what_their_mark_says() {
    let bad: &[&[u8]] = &[
        b"\xef\xbb\xbfid;nombre\n1;Pe\xf1a\n",
        b"\xff\xfei\0d\0\n",
        b"\xff\xfei\0\x00\xd8d\0",
        b"\xfe\xff\0i\xdc\x00\0d",
        b"\xef\xbb\xbf\xff",
    ];
    for bytes in bad {
        assert_eq!(
            Table::read(bytes),
            Err(Flaw::new(Code::BodyNotUtf8)),
            "{bytes:?}"
        );
    }
}

#[test]
fn separators_lines_and_quotation_marks() {
    let cases: &[(&str, &[&str])] = &[
        ("a,b\n1,2\n", &["2 1|2"]),
        ("a;b\n1;2\n", &["2 1|2"]),
        ("a\tb\n1\t2\n", &["2 1|2"]),
        // Whichever the heading has most of, and not within quotation marks.
        ("a;b;c,d\n1;2;3,4\n", &["2 1|2|3,4"]),
        ("\"a,b,c\";d\n1;2\n", &["2 1|2"]),
        ("a\n1\n", &["2 1"]),
        ("a,b\r\n1,2\r\n3,4\r\n", &["2 1|2", "3 3|4"]),
        ("a,b\r1,2\r3,4", &["2 1|2", "3 3|4"]),
        ("a,b\n1,2", &["2 1|2"]),
        ("a,b\n1,", &["2 1|"]),
        // Empty lines count, but are no records.
        ("\n\na,b\n\n1,2\n  \n,\n3,4\n\n", &["5 1|2", "8 3|4"]),
        ("a,b\n\"\",\"\"\n", &["2 |"]),
        ("a,b\n\"1,1\",\"say \"\"x\"\"\"\n", &["2 1,1|say \"x\""]),
        ("a,b\n\"1\n1\",2\n3,4\n", &["2 1\n1|2", "4 3|4"]),
        ("a,b\r\n\"1\r\n1\",2\r\n3,4\r\n", &["2 1\r\n1|2", "4 3|4"]),
        ("a,b\n\"1\r1\",2\n3,4\n", &["2 1\r1|2", "4 3|4"]),
        ("\"a\nz\",b\n1,2\n", &["3 1|2"]),
        // A mark within a plain value is part of it.
        ("a,b\n1,pipe 3\"\n2,\"x\"\n", &["2 1|pipe 3\"", "3 2|x"]),
        ("a,b\n1, \"x\"\n", &["2 1| \"x\""]),
        ("a,b\n1,x\0y\n", &["2 1|x\0y"]),
        // A byte order mark is one where the file begins; after that it is a character.
        ("\u{feff}a,b\n\u{feff}1,2\n", &["2 \u{feff}1|2"]),
        (
            "a,b\n\u{feff}\"1\",2\n3,4\n",
            &["2 \u{feff}\"1\"|2", "3 3|4"],
        ),
        ("a,b\n", &[]),
        ("a,b", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text.as_bytes()), *expected, "{text:?}");
    }
}

#[test]
fn a_broken_record_costs_its_first_line() {
    let cases: &[(&str, &[&str])] = &[
        ("a,b\n1\n2,2\n", &["2 !", "3 2|2"]),
        ("a,b\n1,2,3\n2,2\n", &["2 !", "3 2|2"]),
        ("a,b\n1;2\n2,2\n", &["2 !", "3 2|2"]),
        // A mark that nothing ends, with and without others after it.
        ("a,b\n1,\"x\n2,2\n", &["2 !", "3 2|2"]),
        ("a,b\n1,\"x", &["2 !"]),
        ("a,b\n1,\"", &["2 !"]),
        ("a,b\n1,\"x\n2,\"y\"\n3,z\n", &["2 !", "3 2|y", "4 3|z"]),
        (
            "a,b\n1,\"x\n2,y\n3,\"z\n4,4\n",
            &["2 !", "3 2|y", "4 !", "5 4|4"],
        ),
        ("a,b\n1,\"x\n2,\"\"\n3,3\n", &["2 !", "3 2|", "4 3|3"]),
        // Two marks of two lines that could be a pair, but for what a value between them would be.
        (
            "a,b,c\n1,\"x\n2,\",y\",3\n4,5,6\n",
            &["2 !", "3 2|,y|3", "4 4|5|6"],
        ),
        ("a,b\n1,\"x\n\"2,y\n3,3\n", &["2 !", "3 !", "4 3|3"]),
        // Something after the mark that ends a value.
        ("a,b\n1,\"Juan \"Pepe\" X\"\n2,2\n", &["2 !", "3 2|2"]),
        ("a,b\n1,\"x\" \n2,2\n", &["2 !", "3 2|2"]),
        // Lines that were put together, but do not make a record.
        ("a,b\n\"1\n1\",2,3\n4,4\n", &["2 !", "3 !", "4 4|4"]),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text.as_bytes()), *expected, "{text:?}");
    }
    for bad in ["\"a,b\n1,2\n", "\"a\"x,b\n1,2\n", "\""] {
        assert_eq!(
            Table::read(bad.as_bytes()),
            Err(Flaw::new(Code::ImportLineBroken)),
            "{bad:?}"
        );
    }
}

#[test]
fn the_most_lines_of_a_record() {
    let value = "\n".repeat(RECORD_LINES_MAX - 1);
    let lines = format!("a,b\n1,\"{value}\"\n2,2\n");
    assert_eq!(
        shown(lines.as_bytes()),
        [
            format!("2 1|{value}"),
            format!("{} 2|2", RECORD_LINES_MAX + 2)
        ]
    );
    let lines = format!("a,b\n1,\"{value}\n\"\n2,2\n");
    let broken = [
        "2 !".to_owned(),
        format!("{} !", RECORD_LINES_MAX + 2),
        format!("{} 2|2", RECORD_LINES_MAX + 3),
    ];
    assert_eq!(shown(lines.as_bytes()), broken);
}

#[test]
fn a_mark_that_is_not_ended_in_5000_lines() {
    for bad in ["2500,\"Pérez", "2500,\"Pérez \"x", "2500", "2500,a,b"] {
        let line = |number: usize| match number {
            2500 => format!("{bad}\n"),
            _ if number.is_multiple_of(3) => format!("{number},\"Ana, {number}\"\n"),
            _ => format!("{number},Ana\n"),
        };
        let text: String = (2..=5001).map(line).collect();
        let table = Table::read(format!("id,nombre\n{text}").as_bytes()).unwrap();
        let broken: Vec<i64> = table
            .records()
            .iter()
            .filter(|record| record.values().is_none())
            .map(Record::line)
            .collect();
        assert_eq!((table.records().len(), broken), (5000, vec![2500]), "{bad}");
        assert!(
            (2..)
                .zip(table.records())
                .all(|(line, record)| record.line() == line)
        );
    }
}

#[test]
fn a_column_of_lines() {
    let cases: &[(&str, &[&str])] = &[
        ("linea,a\n501,x\n502,y\n", &["501 x", "502 y"]),
        ("a; Línea \nx;501\n", &["501 x"]),
        // What is no line does not become one.
        (
            "linea,a\n0,x\n-1,y\nz,z\n,w\n1.5,v\n",
            &["2 x", "3 y", "4 z", "5 w", "6 v"],
        ),
        (
            "linea,a\n9007199254740991,x\n9007199254740992,y\n",
            &["9007199254740991 x", "3 y"],
        ),
        // A broken record has its line where that comes first.
        ("linea,a\n501\n502,x,y\n", &["501 !", "502 !"]),
        ("a,linea\nx\nx,501,y\n", &["2 !", "3 !"]),
        ("linea,a\n\"\n\",x\n8,y\n", &["2 !", "3 !", "8 y"]),
        ("linea\n7\n", &["7 "]),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text.as_bytes()), *expected, "{text:?}");
        let table = Table::read(text.as_bytes()).unwrap();
        assert!(table.optional_column(&[LINE_COLUMN]).unwrap().is_none());
    }
}

#[test]
fn columns_by_name() {
    let table =
        Table::read("ID Cliente;Razón-Social ; id;ID;número\u{a0}fiscal\n".as_bytes()).unwrap();
    assert_eq!(
        table.heading(),
        [
            "ID Cliente",
            "Razón-Social",
            "id",
            "ID",
            "número\u{a0}fiscal"
        ]
    );
    assert_eq!(table.column(&["id_cliente"]), Ok(0));
    assert_eq!(table.column(&["nombre", "razon_social"]), Ok(1));
    assert_eq!(table.column(&["razon_social", "id"]), Ok(1));
    assert_eq!(table.column(&["numero_fiscal"]), Ok(4));
    assert_eq!(
        table.column(&["id"]),
        Err(Flaw::new(Code::DuplicateProperty))
    );
    let missing = Flaw::new(Code::ImportColumnMissing).with("columna", "monto");
    assert_eq!(table.column(&["monto", "importe"]), Err(missing));
    assert_eq!(table.optional_column(&["monto"]), Ok(None));
}

#[test]
fn parts_keep_lines_and_what_is_broken() {
    let table = Table::read(b"a;b\n1;\"x,\ny\"\n2\n\n3;z\n").unwrap();
    let parts = parts(&table, 2);
    assert_eq!(
        parts,
        ["linea,a,b\n2,1,\"x,\ny\"\n4,,,\n", "linea,a,b\n6,3,z\n"]
    );
    assert_eq!(shown(parts[0].as_bytes()), ["2 1|x,\ny", "4 !"]);
    assert_eq!(super::parts(&table, 0).len(), 3);
    assert!(super::parts(&Table::read(b"a;b\n").unwrap(), 500).is_empty());
}
