//! Loyalty wallets as they are kept.

fn main() {
    ventanilla_web::wallets();
}
