//! Customers and their invoices, typed or out of a file.

fn main() {
    ventanilla_web::customers();
}
