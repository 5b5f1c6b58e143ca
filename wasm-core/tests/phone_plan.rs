//! placeholder
#[test]
fn t() {
    let n = phonenumber::parse(Some(phonenumber::country::BO), "76543210").unwrap();
    println!("{:?} {} {:?}", n, n.is_valid(), n.number_type(&phonenumber::metadata::DATABASE));
}
