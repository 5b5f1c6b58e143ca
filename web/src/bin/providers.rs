//! Providers and integrators.

fn main() {
    ventanilla_web::providers();
}
