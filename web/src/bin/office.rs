//! The back office: history, closing reports and settings.

fn main() {
    ventanilla_web::office();
}
