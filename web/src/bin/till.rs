//! The till: what a cashier works with.

fn main() {
    ventanilla_web::till();
}
