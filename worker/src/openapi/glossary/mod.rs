//! What schemas and their fields mean, in Spanish: the document is for those who call this server. That nothing is left out is tested.

mod fields;
mod loyalty;
mod phone_credits;
mod portal;
mod schemas;
mod services;

/// What a schema is.
pub(super) fn schema(name: &str) -> Option<&'static str> {
    find(schemas::SCHEMAS, name)
        .or_else(|| find(portal::SCHEMAS, name))
        .or_else(|| find(services::SCHEMAS, name))
        .or_else(|| find(phone_credits::SCHEMAS, name))
        .or_else(|| find(loyalty::SCHEMAS, name))
}

/// What a field is: what is said of it in that schema, else wherever it occurs.
pub(super) fn field(schema: &str, field: &str) -> Option<&'static str> {
    let key = format!("{schema}.{field}");
    find(fields::OF_SCHEMAS, &key)
        .or_else(|| find(portal::OF_SCHEMAS, &key))
        .or_else(|| find(services::OF_SCHEMAS, &key))
        .or_else(|| find(phone_credits::OF_SCHEMAS, &key))
        .or_else(|| find(loyalty::OF_SCHEMAS, &key))
        .or_else(|| find(fields::FIELDS, field))
        .or_else(|| find(portal::FIELDS, field))
        .or_else(|| find(services::FIELDS, field))
        .or_else(|| find(phone_credits::FIELDS, field))
        .or_else(|| find(loyalty::FIELDS, field))
}

/// Every key of the tables, for the test that none is out of use.
#[cfg(test)]
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    [
        schemas::SCHEMAS,
        portal::SCHEMAS,
        services::SCHEMAS,
        phone_credits::SCHEMAS,
        loyalty::SCHEMAS,
        fields::OF_SCHEMAS,
        portal::OF_SCHEMAS,
        services::OF_SCHEMAS,
        phone_credits::OF_SCHEMAS,
        loyalty::OF_SCHEMAS,
        fields::FIELDS,
        portal::FIELDS,
        services::FIELDS,
        phone_credits::FIELDS,
        loyalty::FIELDS,
    ]
    .into_iter()
    .flatten()
    .map(|(key, _)| *key)
}

fn find(table: &'static [(&str, &str)], key: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, text)| *text)
}
