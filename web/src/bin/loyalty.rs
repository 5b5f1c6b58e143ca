//! Customers' points and loyalty wallets.

fn main() {
    ventanilla_web::loyalty();
}
