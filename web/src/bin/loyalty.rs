//! Customers' points earned and used.

fn main() {
    ventanilla_web::loyalty();
}
