//! Phone credits and their wallets.

fn main() {
    ventanilla_web::credits();
}
