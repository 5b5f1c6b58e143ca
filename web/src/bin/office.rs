//! The back office: history and closing reports.

fn main() {
    ventanilla_web::office();
}
