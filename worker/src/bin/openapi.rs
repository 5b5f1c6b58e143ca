//! Prints the OpenAPI document as JSON on standard output.

fn main() -> Result<(), serde_json::Error> {
    println!("{}", ventanilla_worker::openapi::document().to_json()?);
    Ok(())
}
