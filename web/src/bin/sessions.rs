//! Cash sessions and their closing reports.

fn main() {
    ventanilla_web::sessions();
}
