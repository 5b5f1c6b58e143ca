//! `Entry`: what is said by hand of one route.

use super::guard::Guard;
use super::url_forms::UrlForm;
use crate::http::Method;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::schema::{Array, ObjectBuilder, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use ventanilla_core::code::Code;
use ventanilla_core::field::Invalid;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::portal::envelope::Success;

/// What the operations are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Access,
    Users,
    Registers,
    Sessions,
    Recharges,
    Coupons,
    Customers,
    Services,
    PhoneCredits,
    Loyalty,
    Payments,
    Providers,
    Reports,
    Operations,
    Settings,
    Server,
}

/// A header of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerHeader {
    /// Whether the answer had been given before.
    Replayed,
    /// Where the next page starts.
    NextCursor,
    /// Where to look instead.
    Location,
}

/// A good answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) description: &'static str,
    pub(super) content: Option<(RefOr<Schema>, Value)>,
    pub(super) headers: Vec<AnswerHeader>,
}

/// What is said of one route.
pub(super) struct Entry {
    pub(super) tag: Tag,
    pub(super) method: Method,
    pub(super) pattern: &'static str,
    /// The operation's name for generated clients.
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static str,
    /// What the path's variable segment is.
    pub(super) segment: &'static str,
    /// What it refuses with besides what every route of its kind does.
    pub(super) refuses: Vec<Code>,
    /// What its reader says of wrong requests, where the door tells more of them than that they are wrong.
    pub(super) wrong: Vec<Invalid>,
    pub(super) form: Option<Form>,
    /// Whether a form of HTML with the same fields is taken as well.
    pub(super) is_url_form_too: bool,
    /// The body, where it is a form of HTML.
    pub(super) url_form: Option<UrlForm>,
    /// A file for example, where the body is one.
    pub(super) file: Option<&'static str>,
    /// Whether an Idempotency-Key is honoured.
    pub(super) takes_key: bool,
    pub(super) query: Vec<Parameter>,
    pub(super) guard: Guard,
    pub(super) answers: Vec<Answer>,
    /// Schemas by name, of the answers and of what they are made of.
    pub(super) schemas: Vec<(String, RefOr<Schema>)>,
}

impl Tag {
    /// Every tag, in the order of a day's work.
    pub(super) const ALL: [Self; 16] = [
        Self::Access,
        Self::Users,
        Self::Registers,
        Self::Sessions,
        Self::Recharges,
        Self::Coupons,
        Self::Customers,
        Self::Services,
        Self::PhoneCredits,
        Self::Loyalty,
        Self::Payments,
        Self::Providers,
        Self::Reports,
        Self::Operations,
        Self::Settings,
        Self::Server,
    ];

    /// Begins an entry.
    pub(super) fn entry(
        self,
        method: Method,
        pattern: &'static str,
        id: &'static str,
        summary: &'static str,
        description: &'static str,
    ) -> Entry {
        Entry {
            tag: self,
            method,
            pattern,
            id,
            summary,
            description,
            segment: "",
            refuses: Vec::new(),
            wrong: Vec::new(),
            form: None,
            is_url_form_too: false,
            url_form: None,
            file: None,
            takes_key: false,
            query: Vec::new(),
            guard: Guard::Access,
            answers: Vec::new(),
            schemas: Vec::new(),
        }
    }
}

impl Entry {
    pub(super) fn segment(mut self, description: &'static str) -> Self {
        self.segment = description;
        self
    }

    pub(super) fn refuses(mut self, codes: &[Code]) -> Self {
        self.refuses.extend_from_slice(codes);
        self
    }

    /// Its reader refuses these.
    pub(super) fn refuses_requests(mut self, wrong: Vec<Invalid>) -> Self {
        self.wrong = wrong;
        self
    }

    pub(super) fn takes(mut self, form: Form) -> Self {
        self.form = Some(form);
        self
    }

    /// The body is JSON or a form of HTML, of the same fields.
    pub(super) fn takes_either(mut self, form: Form) -> Self {
        self.is_url_form_too = true;
        self.takes(form)
    }

    /// The body is a form of HTML.
    pub(super) fn takes_url_form(mut self, form: UrlForm) -> Self {
        self.url_form = Some(form);
        self
    }

    /// The body is a CSV file, for example that one.
    pub(super) fn takes_file(mut self, example: &'static str) -> Self {
        self.file = Some(example);
        self
    }

    pub(super) fn filtered_by(mut self, parameters: Vec<Parameter>) -> Self {
        self.query = parameters;
        self
    }

    pub(super) fn guarded_by(mut self, guard: Guard) -> Self {
        self.guard = guard;
        self
    }

    /// Answers with `T`, for example that one.
    pub(super) fn answers<T: ToSchema + Serialize>(
        mut self,
        status: u16,
        description: &'static str,
        example: &T,
    ) -> Self {
        self.keep_schemas_of::<T>();
        let schema = Ref::from_schema_name(T::name()).into();
        self.answers_as(status, description, schema, json(example))
    }

    /// Answers with a bare array of `T`, for example that one.
    pub(super) fn answers_list<T: ToSchema + Serialize>(
        mut self,
        status: u16,
        description: &'static str,
        example: &[T],
    ) -> Self {
        self.keep_schemas_of::<T>();
        let schema = Array::new(Ref::from_schema_name(T::name())).into();
        self.answers_as(status, description, schema, json(&example))
    }

    /// Answers with `T` in the envelope of the portal, for example that one.
    pub(super) fn answers_with<T: ToSchema + Serialize>(
        mut self,
        status: u16,
        description: &'static str,
        example: T,
    ) -> Self {
        self.keep_schemas_of::<T>();
        let schema = envelope(Ref::from_schema_name(T::name()));
        self.answers_as(status, description, schema, json(&Success::of(example)))
    }

    /// Answers with an array of `T` in the envelope of the portal, for example that one.
    pub(super) fn answers_with_list<T: ToSchema + Serialize>(
        mut self,
        status: u16,
        description: &'static str,
        example: &[T],
    ) -> Self {
        self.keep_schemas_of::<T>();
        let schema = envelope(Array::new(Ref::from_schema_name(T::name())));
        self.answers_as(status, description, schema, json(&Success::of(example)))
    }

    /// Answers with what has no type on the wire.
    pub(super) fn answers_as(
        mut self,
        status: u16,
        description: &'static str,
        schema: RefOr<Schema>,
        example: Value,
    ) -> Self {
        self.answers.push(Answer {
            status,
            description,
            content: Some((schema, example)),
            headers: Vec::new(),
        });
        self
    }

    /// Answers without a body.
    pub(super) fn answers_nothing(mut self, status: u16, description: &'static str) -> Self {
        self.answers.push(Answer {
            status,
            description,
            content: None,
            headers: Vec::new(),
        });
        self
    }

    /// The answer given last carries that header.
    pub(super) fn with_header(mut self, header: AnswerHeader) -> Self {
        if let Some(answer) = self.answers.last_mut() {
            answer.headers.push(header);
        }
        self
    }

    /// An Idempotency-Key is honoured.
    pub(super) fn idempotent(mut self) -> Self {
        self.takes_key = true;
        self.with_header(AnswerHeader::Replayed)
    }

    /// Whether it takes a body.
    pub(super) fn has_body(&self) -> bool {
        self.form.is_some() || self.url_form.is_some() || self.file.is_some()
    }

    fn keep_schemas_of<T: ToSchema>(&mut self) {
        self.schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(&mut self.schemas);
    }
}

/// What [`Success`] puts around `data`.
fn envelope(data: impl Into<RefOr<Schema>>) -> RefOr<Schema> {
    let success = ObjectBuilder::new()
        .schema_type(Type::Boolean)
        .enum_values(Some([true]))
        .description(Some("Siempre `true`."));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("success", success)
        .property("data", data)
        .required("success")
        .required("data")
        .into()
}

/// A wire value as the examples hold it. They are shown, never computed with, so what becomes of their numbers does not matter.
pub(super) fn json(value: &impl Serialize) -> Value {
    serde_json::to_string(value)
        .and_then(|text| serde_json::from_str(&text))
        .unwrap_or_default()
}
