//! What the platform does for us, as traits: a database, a clock, entropy, mail, HTTP, waiting. Everything else in this crate is a function
//! of these.

use crate::auth::agent::API_KEY_HEADER;
use crate::http::Method;
use crate::providers::Nonces;
use futures::future::LocalBoxFuture;
use std::fmt;
use std::rc::Rc;
use ventanilla_core::amount::Amount;
use ventanilla_core::wire::phone_credits::oauth::SIGNATURE_HEADER;

/// The platform, as the operations see it.
pub struct Ports {
    /// The database.
    pub db: Box<dyn Db>,
    /// The time.
    pub clock: Box<dyn Clock>,
    /// Randomness for ids, salts and codes.
    pub entropy: Box<dyn Entropy>,
    /// Outgoing mail.
    pub mail: Box<dyn Mail>,
    /// Outgoing requests.
    pub http: Box<dyn Http>,
    /// Waiting.
    pub timer: Box<dyn Timer>,
    /// What requests to providers are told apart by.
    pub nonces: Rc<Nonces>,
    /// Where causes go that no client is told.
    pub log: Box<dyn Log>,
}

/// Rows of one statement. Every row is one JSON object, made by the statement itself in its only column, `row`.
pub type Rows = Vec<String>;

/// A database that runs a list of statements as one transaction, in one round trip.
pub trait Db {
    /// Runs all statements in their order; if one fails, none has happened. Answers the rows of each.
    fn batch(&self, statements: Vec<Statement>) -> LocalBoxFuture<'_, Result<Vec<Rows>, DbError>>;
}

/// Wall-clock time.
pub trait Clock {
    /// Milliseconds since the epoch, UTC.
    fn now_ms(&self) -> i64;
}

/// A cryptographically secure source of random bytes.
pub trait Entropy {
    /// Fills the buffer, or says why it could not.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String>;
}

/// One plain-text message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The addressee's e-mail.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Whether it is a demo tenant's: its addresses are nobody's, so the log gets the letter, and no mail service ever does.
    pub demo: bool,
}

/// Outgoing mail.
pub trait Mail {
    /// Hands the letter over; an error means that it was not accepted.
    fn send(&self, letter: Letter) -> LocalBoxFuture<'_, Result<(), String>>;
}

/// One outgoing request, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole URL, normalised: what is signed of it has to be what arrives.
    pub url: String,
    /// Header names in lower case, with their values.
    pub headers: Vec<(&'static str, String)>,
    /// The body, sent as these very bytes.
    pub body: Option<String>,
    /// How long everything may take, up to the last byte of the answer.
    pub timeout_ms: i64,
    /// The longest body that is read of the answer.
    pub response_bytes_max: usize,
}

/// Headers whose values are nobody's to read: they are not in any log and not in any stored text.
const SECRET_HEADERS: [&str; 6] = [
    API_KEY_HEADER,
    "api-key",
    "api-signature",
    "authorization",
    "cookie",
    SIGNATURE_HEADER,
];

/// What is written instead of a secret.
pub const MASK: &str = "***";

impl HttpRequest {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The headers as they may be written down.
    pub fn masked_headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.headers.iter().map(|(name, value)| {
            let shown = if SECRET_HEADERS.contains(name) {
                MASK
            } else {
                value.as_str()
            };
            (*name, shown)
        })
    }

    /// The values that may not be written down.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        self.headers
            .iter()
            .filter(|(name, _)| SECRET_HEADERS.contains(name))
            .map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<(&str, &str)> = self.masked_headers().collect();
        formatter
            .debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &headers)
            .field("body", &self.body)
            .field("timeout_ms", &self.timeout_ms)
            .field("response_bytes_max", &self.response_bytes_max)
            .finish()
    }
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status; redirects are never followed, so that 3xx is one like any other.
    pub status: u16,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer. None of these says that the request did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HttpError {
    /// It took longer than the request allowed.
    TimedOut,
    /// The answer was longer than the request allowed.
    TooLarge,
    /// The connection failed, in the platform's words.
    Connection(String),
}

impl fmt::Display for HttpError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut => formatter.write_str("there was no answer in time"),
            Self::TooLarge => formatter.write_str("the answer was too long to be read"),
            Self::Connection(words) => write!(formatter, "the connection failed: {words}"),
        }
    }
}

/// Outgoing requests.
pub trait Http {
    /// Sends a request once and reads the whole answer, within the request's own time-out. Follows no redirect and repeats nothing.
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'_, Result<HttpResponse, HttpError>>;
}

/// Waiting.
pub trait Timer {
    /// Comes back after so many milliseconds.
    fn sleep_ms(&self, span_ms: i64) -> LocalBoxFuture<'_, ()>;
}

/// The operator's log.
pub trait Log {
    /// Writes one line about something that went wrong.
    fn error(&self, line: &str);
}

/// One SQL statement and its parameters. The text is a constant of `store`, never put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    sql: &'static str,
    parameters: Vec<Option<String>>,
}

impl Statement {
    /// A statement without parameters yet; they are added in the order of their numbers.
    pub fn new(sql: &'static str) -> Self {
        Self {
            sql,
            parameters: Vec::new(),
        }
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        self.parameters.push(Some(value.into()));
        self
    }

    /// Adds a text or NULL.
    #[must_use]
    pub fn optional_text(mut self, value: Option<&str>) -> Self {
        self.parameters.push(value.map(str::to_owned));
        self
    }

    /// Adds an integer, as decimal text: the platform would bind a number as a double. The SQL casts it back.
    #[must_use]
    pub fn integer(self, value: i64) -> Self {
        self.text(value.to_string())
    }

    /// Adds an integer or NULL.
    #[must_use]
    pub fn optional_integer(mut self, value: Option<i64>) -> Self {
        self.parameters.push(value.map(|value| value.to_string()));
        self
    }

    /// Adds an amount in minor units.
    #[must_use]
    pub fn amount(self, value: Amount) -> Self {
        self.integer(value.minor())
    }

    /// Adds an amount in minor units, or NULL.
    #[must_use]
    pub fn optional_amount(self, value: Option<Amount>) -> Self {
        self.optional_integer(value.map(Amount::minor))
    }

    /// Adds 1 or 0.
    #[must_use]
    pub fn flag(self, value: bool) -> Self {
        self.integer(i64::from(value))
    }

    /// Adds 1, 0 or NULL.
    #[must_use]
    pub fn optional_flag(self, value: Option<bool>) -> Self {
        self.optional_integer(value.map(i64::from))
    }

    /// The SQL text.
    pub fn sql(&self) -> &'static str {
        self.sql
    }

    /// The parameters, first is `?1`.
    pub fn parameters(&self) -> &[Option<String>] {
        &self.parameters
    }
}

/// Why a batch did not happen, or may not have happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DbError {
    /// A guard, a trigger or a named CHECK said no; nothing has changed. `detail` is what follows the code's semicolon.
    Raised {
        /// The stable code, as the SQL has it.
        code: String,
        /// What came with it: a figure in minor units, or an object of texts as JSON.
        detail: Option<String>,
    },
    /// A UNIQUE or PRIMARY KEY constraint; nothing has changed. Columns as SQLite lists them: `table.column, table.column`.
    Unique(String),
    /// It may or may not have been committed: read again before anything else.
    Ambiguous(String),
    /// A fault of ours or of the platform.
    Fault(String),
}

impl DbError {
    /// Reads SQLite's message, with or without what D1 puts around it.
    pub fn from_message(message: &str) -> Self {
        let mut text = message.trim();
        for prefix in ["Error: ", "D1_ERROR: "] {
            text = text.strip_prefix(prefix).unwrap_or(text);
        }
        // From the end, since what a guard raises may have anything in it: `…: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)`.
        let text = match text.rsplit_once(" (extended: SQLITE_") {
            Some((text, _)) => text,
            None => text,
        };
        let text = match text.rsplit_once(": SQLITE_") {
            Some((text, _)) => text.trim(),
            None => text.trim(),
        };
        if let Some(name) = text.strip_prefix("CHECK constraint failed: ") {
            return Self::Raised {
                code: name.to_owned(),
                detail: None,
            };
        }
        if let Some(columns) = text.strip_prefix("UNIQUE constraint failed: ") {
            return Self::Unique(columns.to_owned());
        }
        let (code, detail) = match text.split_once(';') {
            Some((code, detail)) => (code, Some(detail.to_owned())),
            None => (text, None),
        };
        if !code.is_empty()
            && code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        {
            return Self::Raised {
                code: code.to_owned(),
                detail,
            };
        }
        // Words of SQLite's that are no code of ours are a fault of ours, and a value that cannot be bound was never sent. Whatever else
        // goes wrong (a lost connection, a reset, a limit of the platform) leaves open what has happened.
        if !message.contains("SQLITE_") && !message.contains("D1_TYPE_ERROR") {
            return Self::Ambiguous(message.to_owned());
        }
        Self::Fault(message.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read() {
        let raised = |code: &str, detail: Option<&str>| DbError::Raised {
            code: code.into(),
            detail: detail.map(Into::into),
        };
        let cases = [
            (
                "D1_ERROR: float_insufficient;3590: SQLITE_CONSTRAINT",
                raised("float_insufficient", Some("3590")),
            ),
            (
                "float_insufficient;3590",
                raised("float_insufficient", Some("3590")),
            ),
            (
                "D1_ERROR: float_insufficient;3590: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)",
                raised("float_insufficient", Some("3590")),
            ),
            (
                "D1_ERROR: session_not_open: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)",
                raised("session_not_open", None),
            ),
            (
                "D1_ERROR: invoice_paid;{\"factura\":\"A: SQLITE_1\"}: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)",
                raised("invoice_paid", Some("{\"factura\":\"A: SQLITE_1\"}")),
            ),
            (
                "D1_ERROR: UNIQUE constraint failed: operation.tenant_id, operation.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
                DbError::Unique("operation.tenant_id, operation.id".into()),
            ),
            (
                "D1_ERROR: session_not_open: SQLITE_CONSTRAINT_TRIGGER",
                raised("session_not_open", None),
            ),
            (
                "CHECK constraint failed: account_floor",
                raised("account_floor", None),
            ),
            (
                "D1_ERROR: UNIQUE constraint failed: operation.tenant_id, operation.actor: SQLITE_CONSTRAINT_UNIQUE",
                DbError::Unique("operation.tenant_id, operation.actor".into()),
            ),
            (
                "D1_ERROR: Network connection lost.",
                DbError::Ambiguous("D1_ERROR: Network connection lost.".into()),
            ),
            (
                "FOREIGN KEY constraint failed: SQLITE_CONSTRAINT",
                DbError::Fault("FOREIGN KEY constraint failed: SQLITE_CONSTRAINT".into()),
            ),
            (
                "D1_ERROR: no such table: x: SQLITE_ERROR",
                DbError::Fault("D1_ERROR: no such table: x: SQLITE_ERROR".into()),
            ),
            (
                "D1_ERROR: D1 DB exceeded its CPU time limit and was reset.",
                DbError::Ambiguous(
                    "D1_ERROR: D1 DB exceeded its CPU time limit and was reset.".into(),
                ),
            ),
            (
                "D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'",
                DbError::Fault(
                    "D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'".into(),
                ),
            ),
            ("", DbError::Ambiguous(String::new())),
        ];
        for (message, expected) in cases {
            assert_eq!(DbError::from_message(message), expected, "{message}");
        }
    }
}
