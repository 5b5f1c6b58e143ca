//! Payment coupons issued, printed, listed and cancelled.

fn main() {
    ventanilla_web::issuing();
}
