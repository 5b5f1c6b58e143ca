//! Sessions of clients (contract of phone credits, section 6; RFC 6749).

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::email;
use crate::field::query::Query;
use crate::field::reader::Fields;
use crate::field::{Flaw, Invalid, value};
use crate::wire::kantuta::auth::{PASSWORD_CHARS_MAX, opaque_debug};
use crate::wire::names::wire_names;

/// The most characters of a token.
const TOKEN_CHARS_MAX: usize = 4096;
/// The header of a request's signature.
pub const SIGNATURE_HEADER: &str = "x-request-signature";
/// The header of a signed request's time.
pub const TIMESTAMP_HEADER: &str = "x-request-timestamp";

/// Something that a client's session may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// List whose phones can be recharged.
    ProvidersRead,
    /// Create orders.
    OrderCreate,
    /// Complete orders.
    OrderComplete,
}

/// POST `/oauth/token`, as a form.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// What the session is given for.
    pub grant: Grant,
    /// What the session is to be allowed; none where nothing was asked for, which means everything, or everything that it had.
    pub scopes: Option<Vec<Scope>>,
}

/// What a session is given for.
#[derive(Clone, PartialEq, Eq)]
pub enum Grant {
    /// A user's name and password.
    Password {
        /// The e-mail, or a collaborator's number.
        username: String,
        /// The password, exactly as written.
        password: String,
    },
    /// The client's own secret.
    ClientCredentials,
    /// A session that was given before.
    RefreshToken {
        /// Its refresh token.
        refresh_token: String,
    },
}

opaque_debug!(TokenRequest);
opaque_debug!(Grant);

/// The answer of POST `/oauth/token`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenResponse {
    /// What requests carry.
    pub access_token: String,
    /// What the session goes on with; good once. `null` where no user logged in, since the client's secret is there again (RFC 6749,
    /// section 4.4.3).
    pub refresh_token: Option<String>,
    /// Always `bearer`.
    pub token_type: String,
    /// How long the access token is good, in seconds.
    pub expires_in: i64,
    /// The user, or the client where no user logged in.
    pub user_id: String,
    /// Whether no user logged in.
    #[serde(rename = "virtual")]
    pub is_virtual: bool,
    /// What the session may do.
    pub scope: Vec<Scope>,
}

opaque_debug!(TokenResponse);

/// POST `/oauth/revoke`: a JSON object under whatever content type, or a form.
#[derive(Clone, PartialEq, Eq)]
pub struct RevokeRequest {
    /// The access token whose session ends.
    pub access_token: String,
}

opaque_debug!(RevokeRequest);

/// GET `/users/me`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The user, or the client where no user logged in.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The user's role; `null` where no user logged in.
    pub role: Option<String>,
    /// Whether no user logged in.
    #[serde(rename = "virtual")]
    pub is_virtual: bool,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::ProvidersRead, Self::OrderCreate, Self::OrderComplete];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ProvidersRead => "phone_credit:providers:read",
            Self::OrderCreate => "phone_credit:order:create",
            Self::OrderComplete => "phone_credit:order:complete",
        }
    }

    /// The scope of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

impl TokenRequest {
    /// Reads a form's decoded pairs; every error is collected. A grant that is not served is [`Code::GrantUnsupported`], a scope that is none
    /// [`Code::ScopeUnknown`].
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut form = Query::read(pairs);
        let kind = form.required("grant_type", |text| match text {
            "password" | "client_credentials" | "refresh_token" => Ok(text.to_owned()),
            _ => Err(Flaw::new(Code::GrantUnsupported)),
        });
        // Commas as the documented client joins them, blanks as RFC 6749 section 3.3 has it.
        let scopes = form.optional("scope", |text| {
            text.split([',', ' '])
                .filter(|name| !name.is_empty())
                .map(|name| Scope::parse(name).ok_or(Flaw::new(Code::ScopeUnknown)))
                .collect::<Result<Vec<Scope>, Flaw>>()
        });
        let token = |text: &str| match text.chars().count() {
            0..=TOKEN_CHARS_MAX => Ok(text.to_owned()),
            _ => Err(Flaw::new(Code::TooLong).with("maximo", TOKEN_CHARS_MAX.to_string())),
        };
        let grant = match kind.as_deref() {
            Some("password") => {
                let username = form.required("username", |text| {
                    email::normalise_login(text).ok_or(Flaw::new(Code::EmailFormat))
                });
                let password = form.required("password", |text| match text.chars().count() {
                    0..=PASSWORD_CHARS_MAX => Ok(text.to_owned()),
                    _ => {
                        Err(Flaw::new(Code::TooLong).with("maximo", PASSWORD_CHARS_MAX.to_string()))
                    }
                });
                username
                    .zip(password)
                    .map(|(username, password)| Grant::Password { username, password })
            }
            Some("client_credentials") => Some(Grant::ClientCredentials),
            Some("refresh_token") => form
                .required("refresh_token", token)
                .map(|refresh_token| Grant::RefreshToken { refresh_token }),
            Some(_) | None => None,
        };
        form.finish(|| {
            Some(Self {
                grant: grant?,
                scopes: scopes.filter(|scopes| !scopes.is_empty()),
            })
        })
    }
}

impl RevokeRequest {
    /// Reads a body that is a JSON object, whatever its content type says.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let access_token = fields.required("accessToken", value::text(1..=TOKEN_CHARS_MAX));
        fields.finish(|| {
            Some(Self {
                access_token: access_token?,
            })
        })
    }

    /// Reads a form's decoded pairs.
    pub fn parse_form(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut form = Query::read(pairs);
        let access_token = form.required("accessToken", |text| Ok(text.to_owned()));
        form.finish(|| {
            Some(Self {
                access_token: access_token?,
            })
        })
    }
}

wire_names!(Scope, "Scope", Scope::as_str, Scope::parse, Scope::ALL);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<TokenRequest, Invalid> {
        let pairs: Vec<(String, String)> = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        TokenRequest::parse(&pairs)
    }

    #[test]
    fn grants() {
        let password = read(&[
            ("grant_type", "password"),
            ("username", "A@B.co"),
            ("password", " pw "),
        ])
        .unwrap();
        assert_eq!(password.scopes, None);
        assert!(
            password.grant
                == Grant::Password {
                    username: "a@b.co".to_owned(),
                    password: " pw ".to_owned()
                }
        );
        let client = read(&[("grant_type", "client_credentials"), ("scope", "")]).unwrap();
        assert!(client.grant == Grant::ClientCredentials && client.scopes.is_none());
        let refresh = read(&[("grant_type", "refresh_token"), ("refresh_token", "RT")]).unwrap();
        assert!(
            refresh.grant
                == Grant::RefreshToken {
                    refresh_token: "RT".to_owned()
                }
        );
    }

    #[test]
    fn scopes_are_joined_in_two_ways() {
        let names = [
            "phone_credit:providers:read,phone_credit:order:create",
            "phone_credit:providers:read phone_credit:order:create",
        ];
        for scope in names {
            let request = read(&[("grant_type", "client_credentials"), ("scope", scope)]).unwrap();
            assert_eq!(
                request.scopes,
                Some(vec![Scope::ProvidersRead, Scope::OrderCreate]),
                "{scope}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, Code);
        let cases: &[Case<'_>] = &[
            (&[], "grant_type", Code::Required),
            (
                &[("grant_type", "implicit")],
                "grant_type",
                Code::GrantUnsupported,
            ),
            (
                &[("grant_type", "password"), ("password", "x")],
                "username",
                Code::Required,
            ),
            (
                &[("grant_type", "password"), ("username", "a@b.co")],
                "password",
                Code::Required,
            ),
            (
                &[
                    ("grant_type", "password"),
                    ("username", "no"),
                    ("password", "x"),
                ],
                "username",
                Code::EmailFormat,
            ),
            (
                &[("grant_type", "refresh_token")],
                "refresh_token",
                Code::Required,
            ),
            (
                &[
                    ("grant_type", "client_credentials"),
                    ("scope", "everything"),
                ],
                "scope",
                Code::ScopeUnknown,
            ),
            (
                &[("grant_type", "password"), ("grant_type", "password")],
                "grant_type",
                Code::DuplicateProperty,
            ),
        ];
        for (pairs, field, code) in cases {
            let invalid = read(pairs).unwrap_err();
            assert!(invalid.contains(field, *code), "{pairs:?}: {invalid}");
        }
    }

    #[test]
    fn revoking() {
        assert!(
            RevokeRequest::parse(br#"{"accessToken":"AT"}"#)
                .unwrap()
                .access_token
                == "AT"
        );
        assert!(
            RevokeRequest::parse(b"{}")
                .unwrap_err()
                .contains("accessToken", Code::Required)
        );
        let pairs = [("accessToken".to_owned(), "AT".to_owned())];
        assert!(RevokeRequest::parse_form(&pairs).unwrap().access_token == "AT");
        assert!(RevokeRequest::parse_form(&[]).is_err());
    }

    #[test]
    fn nothing_secret_is_shown() {
        let request = read(&[
            ("grant_type", "password"),
            ("username", "a@b.co"),
            ("password", "hunter2"),
        ]);
        assert!(!format!("{request:?}").contains("hunter2"));
    }
}
