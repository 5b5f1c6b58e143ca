//! Payment coupons collected, and the scanner tried out.

fn main() {
    ventanilla_web::coupons();
}
