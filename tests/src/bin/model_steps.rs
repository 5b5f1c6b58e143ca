//! Prints the first steps of a random day, one JSON object a line, for a run against a real server: `model_steps SEED COUNT`.

use ventanilla_tests::generator::Generator;

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .map(|argument| argument.parse::<u64>().expect("a number"));
    let seed = arguments.next().expect("a seed");
    let count = usize::try_from(arguments.next().expect("a count")).expect("a small count");
    for step in Generator::new(seed).take(count) {
        println!("{}", serde_json::to_string(&step).expect("JSON"));
    }
}
