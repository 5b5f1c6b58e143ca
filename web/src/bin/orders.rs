//! Payments that wait for an answer or a person.

fn main() {
    ventanilla_web::orders();
}
