//! What the generator writes, held to the tables and the codes.

use super::super::{code_template, tests::all};
use super::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use ventanilla_core::code::Language;

/// The file of a language as the site has it, fresh from the generator.
fn generated(language: Language) -> String {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let of_npm = project.join("node_modules/.bin/node");
    let node = if of_npm.exists() {
        of_npm
    } else {
        PathBuf::from("node")
    };
    let script = format!(
        "import {{ wordsFile }} from './scripts/lib/words.mjs'; process.stdout.write(wordsFile('{}'));",
        language.code()
    );
    let run = Command::new(node)
        .args(["--input-type=module", "--eval", &script])
        .current_dir(project)
        .output()
        .expect("Node is there: scripts/setup.sh installs it");
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{complaint}");
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn files_say_what_the_tables_say() {
    for language in [Language::Pt, Language::En] {
        let words = read(&generated(language)).expect("the file is of this edition");
        for code in Code::ALL {
            assert_eq!(
                words[*code as usize],
                code_template(*code, language),
                "{code:?} {language:?}"
            );
        }
        for (name, text) in all() {
            assert_eq!(
                words[text.0.place],
                text.template(language),
                "{name} {language:?}"
            );
        }
        assert_eq!(words.len(), Code::ALL.len() + all().count());
    }
}

#[test]
fn every_text_has_a_place_of_its_own() {
    let places: BTreeSet<usize> = all().map(|(_, text)| text.0.place).collect();
    let expected: BTreeSet<usize> = (Code::ALL.len()..COUNT).collect();
    assert_eq!(places, expected);
    assert_eq!(places.len(), all().count());
}

#[test]
fn nothing_else_is_read() {
    let words = vec!["x"; COUNT];
    let file = |edition: u32, words: &[&str]| {
        serde_json::json!({ "edition": edition, "words": words }).to_string()
    };
    assert_eq!(
        read(&file(EDITION, &words)).map(|words| words.len()),
        Some(COUNT)
    );
    let table = [
        file(EDITION ^ 1, &words),
        file(EDITION, &words[1..]),
        file(EDITION, &[]),
        file(EDITION, &words).replacen('{', "", 1),
        file(EDITION, &words).replacen("\"x\"", "1", 1),
        format!("{{\"edition\":{EDITION}}}"),
        "<!doctype html>".to_owned(),
        "null".to_owned(),
        String::new(),
    ];
    for body in table {
        assert_eq!(read(&body), None, "{body:.60}");
    }
}

#[test]
fn the_edition_tells_names_and_orders_apart() {
    let of = |names: &[&str]| names.iter().fold(7, |hash, name| hashed(hash, name));
    let table: [&[&str]; 5] = [&["ab", "c"], &["a", "bc"], &["c", "ab"], &["abc"], &["ab"]];
    let editions: BTreeSet<u32> = table.into_iter().map(of).collect();
    assert_eq!(editions.len(), table.len());
}
