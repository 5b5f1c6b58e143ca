//! Services paid.

fn main() {
    ventanilla_web::services();
}
