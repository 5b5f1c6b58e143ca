//! Payment coupons: collecting, issuing, customers and their invoices, the scanner.

fn main() {
    ventanilla_web::coupons();
}
