//! Prints the first steps of a random day, one JSON object a line, for a run against a real server whose clock shows START and cannot be
//! moved: `model_steps SEED COUNT START`, where START is in milliseconds since 1970.

use ventanilla_tests::generator::{Generator, Pace};

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .map(|argument| argument.parse::<u64>().expect("a number"));
    let seed = arguments.next().expect("a seed");
    let count = usize::try_from(arguments.next().expect("a count")).expect("a small count");
    let start_ms = i64::try_from(arguments.next().expect("a start")).expect("an instant");
    for step in Generator::new(seed, start_ms, Pace::Still).take(count) {
        println!("{}", serde_json::to_string(&step).expect("JSON"));
    }
}
