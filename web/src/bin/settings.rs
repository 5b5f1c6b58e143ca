//! The settings: users, branches, registers, operators, the shop, the own password.

fn main() {
    ventanilla_web::settings();
}
