//! Symbols, read again: by readers written here from the standards' tables, and by a scanner's program where there is one.

#![allow(clippy::arithmetic_side_effects, reason = "a panic is a failed test")]

use super::*;
use std::collections::BTreeMap;
use std::process::Command;

const COUPON: &str = "0001056789202601274";
const MEDIA: [Medium; 3] = [Medium::Roll58, Medium::Roll80, Medium::Page];

/// Dots of a symbol with its quiet zones, of its narrowest bar, of its widest.
type Measures = (u32, usize, usize);
type Draw = fn(&str, Medium) -> Result<Symbol, SymbolError>;

/// The widths of the bars and spaces of the characters of Code 128, from ISO/IEC 15417.
const CODE_128: &str = "\
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 \
    223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 \
    112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 \
    311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 \
    122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 \
    214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232";

/// The picture as rows of dots, from the SVG alone.
fn dots(symbol: &Symbol) -> Vec<Vec<bool>> {
    let svg = symbol.svg();
    let between = |from: &str, to: &str| {
        let rest = svg.split_once(from).unwrap().1;
        rest.split_once(to).unwrap().0.to_owned()
    };
    let size = between("viewBox=\"0 0 ", "\"");
    let (width, height) = size.split_once(' ').unwrap();
    let mut rows = vec![vec![false; width.parse().unwrap()]; height.parse().unwrap()];
    for bar in between("d=\"", "\"").split_terminator('z') {
        let numbers: Vec<usize> = bar
            .split(|letter: char| !letter.is_ascii_digit())
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().unwrap())
            .collect();
        let [x, y, width, height, back] = numbers[..] else {
            panic!("{bar}");
        };
        assert_eq!(width, back);
        for row in rows.iter_mut().skip(y).take(height) {
            assert!(row[x..].len() >= width, "it is inside");
            row.iter_mut()
                .skip(x)
                .take(width)
                .for_each(|dot| *dot = true);
        }
    }
    rows
}

/// The widths of white, black, white … black, white along the bars.
fn widths(symbol: &Symbol) -> Vec<usize> {
    let rows = dots(symbol);
    assert!(rows.iter().all(|row| *row == rows[0]));
    rows[0]
        .chunk_by(|one, next| one == next)
        .map(<[bool]>::len)
        .collect()
}

/// Reads Code 128 of digits; the second is the number of modules between the quiet zones.
fn read_code_128(symbol: &Symbol) -> (String, usize) {
    let widths = widths(symbol);
    let module = widths[1] / 2;
    let bars = &widths[1..widths.len() - 1];
    assert!(bars.iter().all(|width| width % module == 0));
    let modules: Vec<usize> = bars.iter().map(|width| width / module).collect();
    assert!(widths[0] >= 10 * module && *widths.last().unwrap() >= 10 * module);
    let table: BTreeMap<String, usize> = CODE_128
        .split_whitespace()
        .map(str::to_owned)
        .zip(0..)
        .collect();
    let (characters, stop) = modules.split_at(modules.len() - 7);
    assert_eq!(stop, [2, 3, 3, 1, 1, 1, 2]);
    let values: Vec<usize> = characters
        .chunks(6)
        .map(|widths| table[&widths.iter().map(usize::to_string).collect::<String>()])
        .collect();
    let (check, values) = values.split_last().unwrap();
    let sum: usize = values
        .iter()
        .enumerate()
        .map(|(place, value)| place.max(1) * value)
        .sum();
    assert_eq!(sum % 103, *check);
    let mut is_pairs = values[0] == 105;
    assert!(is_pairs || values[0] == 104);
    let mut text = String::new();
    for value in &values[1..] {
        match (is_pairs, value) {
            (true, 100) => is_pairs = false,
            (true, pair) => text.push_str(&format!("{pair:02}")),
            (false, value) => text.push(char::from(u8::try_from(value + 32).unwrap())),
        }
    }
    (text, modules.iter().sum())
}

/// Reads interleaved 2 of 5: the two wide ones of a digit weigh 1, 2, 4, 7 and nothing, and eleven is a zero.
fn read_itf(symbol: &Symbol) -> String {
    let widths = widths(symbol);
    let narrow = widths[1];
    assert!(widths[0] >= 10 * narrow && *widths.last().unwrap() >= 10 * narrow);
    let wide = *widths[1..widths.len() - 1].iter().max().unwrap();
    assert!(
        wide * 4 >= narrow * 9 && wide <= narrow * 3,
        "{narrow} {wide}"
    );
    let is_wide: Vec<bool> = widths[1..widths.len() - 1]
        .iter()
        .map(|width| {
            assert!(*width == narrow || *width == wide);
            *width == wide
        })
        .collect();
    assert_eq!(is_wide[..4], [false; 4]);
    let (pairs, stop) = is_wide[4..].split_at(is_wide.len() - 7);
    assert_eq!(stop, [true, false, false]);
    let digit = |wide: Vec<&bool>| {
        assert_eq!(wide.iter().filter(|wide| ***wide).count(), 2);
        let sum: u32 = wide
            .iter()
            .zip([1, 2, 4, 7, 0])
            .map(|(wide, weight)| if **wide { weight } else { 0 })
            .sum();
        char::from_digit(sum % 11, 10).unwrap()
    };
    pairs
        .chunks(10)
        .flat_map(|pair| {
            let bars = pair.iter().step_by(2).collect();
            let spaces = pair.iter().skip(1).step_by(2).collect();
            [digit(bars), digit(spaces)]
        })
        .collect()
}

/// What a scanner's program reads from the printed dots; `None` where there is none on this machine.
fn scanned(symbol: &Symbol, name: &str) -> Option<String> {
    let rows = dots(symbol);
    let mut picture = format!("P5 {} {} 255\n", symbol.width, rows.len()).into_bytes();
    picture.extend(rows.iter().flatten().map(|dot| if *dot { 0 } else { 255 }));
    let file = std::env::temp_dir().join(format!("ventanilla-{}-{name}.pgm", std::process::id()));
    std::fs::write(&file, picture).unwrap();
    let read = Command::new("zbarimg").arg("--quiet").arg(&file).output();
    std::fs::remove_file(&file).unwrap();
    let output = read.ok()?;
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

#[test]
fn a_coupon_on_every_paper() {
    let table: &[(Draw, [Measures; 3])] = &[
        (code128, [(352, 2, 8), (528, 3, 12), (528, 3, 12)]),
        (itf, [(378, 2, 5), (546, 3, 7), (628, 3, 9)]),
    ];
    for (draw, expected) in table {
        for (medium, (width, narrow, wide)) in MEDIA.into_iter().zip(expected) {
            let symbol = draw(COUPON, medium).unwrap();
            let widths = widths(&symbol);
            let bars = &widths[1..widths.len() - 1];
            assert_eq!(symbol.width, *width, "{medium:?}");
            assert_eq!(bars.iter().min(), Some(narrow), "{medium:?}");
            assert!(bars.iter().max() <= Some(wide), "{medium:?}");
        }
    }
    for medium in MEDIA {
        let symbol = code128(COUPON, medium).unwrap();
        assert_eq!(read_code_128(&symbol), (COUPON.to_owned(), 156));
        let symbol = itf(COUPON, medium).unwrap();
        assert_eq!(read_itf(&symbol), format!("0{COUPON}"));
        // 21 modules and 4 on each side.
        let symbol = qr(COUPON, medium).unwrap();
        assert_eq!((symbol.width, symbol.height), (29 * 6, 29 * 6));
    }
}

#[test]
fn digits_are_read_as_they_were() {
    let mut digits = String::new();
    for length in 1..=40_u32 {
        // Every pair of digits comes somewhere.
        digits.push(char::from_digit(length * length * 7 % 10, 10).unwrap());
        let symbol = code128(&digits, Medium::Page).unwrap();
        assert_eq!(read_code_128(&symbol).0, digits);
        let symbol = itf(&digits, Medium::Page).unwrap();
        assert_eq!(
            read_itf(&symbol).trim_start_matches('0'),
            digits.trim_start_matches('0')
        );
    }
    for pair in 0..100 {
        let digits = format!("{pair:02}{:02}", 99 - pair);
        assert_eq!(
            read_code_128(&code128(&digits, Medium::Roll58).unwrap()).0,
            digits
        );
        assert_eq!(read_itf(&itf(&digits, Medium::Roll58).unwrap()), digits);
    }
}

#[test]
fn what_has_no_symbol() {
    let long = "1234567890".repeat(12);
    let very_long = "1234567890".repeat(800);
    let table: &[(Draw, &str, Medium, Option<SymbolError>)] = &[
        (code128, "", Medium::Page, Some(SymbolError::Text)),
        (code128, "12a4", Medium::Page, Some(SymbolError::Text)),
        (code128, "12 34", Medium::Page, Some(SymbolError::Text)),
        (code128, "-1", Medium::Page, Some(SymbolError::Text)),
        (code128, "١٢", Medium::Page, Some(SymbolError::Text)),
        (
            code128,
            "12\u{0181}34",
            Medium::Page,
            Some(SymbolError::Text),
        ),
        (itf, "", Medium::Page, Some(SymbolError::Text)),
        (itf, "12a4", Medium::Page, Some(SymbolError::Text)),
        (itf, "1.2", Medium::Page, Some(SymbolError::Text)),
        (itf, "١٢", Medium::Page, Some(SymbolError::Text)),
        (qr, "", Medium::Page, Some(SymbolError::Text)),
        (qr, "Cupón", Medium::Page, Some(SymbolError::Text)),
        // Two more digits are one more character of eleven modules of two dots.
        (code128, "1234567890123456789012", Medium::Roll58, None),
        (
            code128,
            "12345678901234567890123456",
            Medium::Roll58,
            Some(SymbolError::TooWide),
        ),
        (code128, "12345678901234567890123456", Medium::Roll80, None),
        (code128, &long, Medium::Page, Some(SymbolError::TooWide)),
        (itf, "12345678901234567890", Medium::Roll58, None),
        (
            itf,
            "1234567890123456789012",
            Medium::Roll58,
            Some(SymbolError::TooWide),
        ),
        (itf, "1234567890123456789012", Medium::Roll80, None),
        (itf, &long, Medium::Page, Some(SymbolError::TooWide)),
        (qr, &long, Medium::Roll58, None),
        (qr, &very_long, Medium::Roll58, Some(SymbolError::TooWide)),
        (qr, &very_long, Medium::Page, Some(SymbolError::TooWide)),
    ];
    for (draw, text, medium, error) in table {
        assert_eq!(draw(text, *medium).err(), *error, "{text:?} {medium:?}");
    }
}

#[test]
fn a_scanner_reads_what_is_printed() {
    let address = "https://portal.example.com/cupones/0001056789202601274";
    for (index, medium) in MEDIA.into_iter().enumerate() {
        let table = [
            (code128(COUPON, medium), "CODE-128", COUPON.to_owned()),
            (itf(COUPON, medium), "I2/5", format!("0{COUPON}")),
            (qr(COUPON, medium), "QR-Code", COUPON.to_owned()),
            (qr(address, medium), "QR-Code", address.to_owned()),
        ];
        for (place, (symbol, kind, text)) in table.into_iter().enumerate() {
            let read = scanned(&symbol.unwrap(), &format!("{index}-{place}"));
            // Without the program there is nothing to compare.
            assert!(
                read.as_ref()
                    .is_none_or(|read| *read == format!("{kind}:{text}")),
                "{medium:?} {text}: {read:?}"
            );
        }
    }
}
