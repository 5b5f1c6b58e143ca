//! Prints a random day for a run against a real server whose clock shows START and cannot be moved, one JSON object a line: first what has to be
//! known of the shop, then its first steps. `model_steps till|wallets SEED COUNT START`, where START is in milliseconds since 1970.

use serde::Serialize;
use ventanilla_tests::step::{Frame, Pace, Step};
use ventanilla_tests::{generator, wallets};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let shop = arguments.next().expect("a shop");
    let mut numbers = arguments.map(|argument| argument.parse::<u64>().expect("a number"));
    let seed = numbers.next().expect("a seed");
    let count = usize::try_from(numbers.next().expect("a count")).expect("a small count");
    let start_ms = i64::try_from(numbers.next().expect("a start")).expect("an instant");
    match shop.as_str() {
        "till" => {
            let steps = generator::Generator::new(seed, start_ms, Pace::Still);
            print(&generator::FRAME, steps.take(count));
        }
        "wallets" => {
            let steps = wallets::Generator::new(seed, start_ms, Pace::Still);
            print(&wallets::FRAME, steps.take(count));
        }
        other => panic!("there is no shop {other}"),
    }
}

fn print(frame: &Frame, steps: impl Iterator<Item = Step>) {
    print_line(frame);
    for step in steps {
        print_line(&step);
    }
}

fn print_line(value: &impl Serialize) {
    println!("{}", serde_json::to_string(value).expect("JSON"));
}
