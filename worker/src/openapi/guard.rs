//! `Guard`: whom an operation is open to, and the security schemes of the document that say so.

use crate::auth::agent::API_KEY_HEADER as WALLET_KEY_HEADER;
use crate::auth::signature::{API_KEY_HEADER, NONCE_HEADER, SIGNATURE_HEADER};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};

/// What an operation asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Nothing.
    Nobody,
    /// The token of a log-in.
    Access,
    /// That of a log-in, or the one that the tenant's own portal signs for its customer.
    Party,
    /// That of a log-in, or the signature of another system.
    Payer,
    /// That of a log-in, or a client's together with its signature.
    Buyer,
    /// That of a log-in, or a client's.
    Bearer,
    /// That of a log-in, or another system's API key.
    Agent,
    /// A client's id and secret.
    Client,
    /// The token that renews a log-in.
    Refresh,
    /// The one that sets up tenants.
    Setup,
}

impl Guard {
    /// Alternatives: any one of them is enough.
    pub(super) fn requirements(self) -> Vec<SecurityRequirement> {
        let alone = |name| SecurityRequirement::new(name, Vec::<String>::new());
        let tokens = self.tokens().iter().map(|token| alone(token.name()));
        let secret = (self == Self::Client).then(|| alone(CLIENT_SECRET));
        let key = (self == Self::Agent).then(|| alone(WALLET_KEY));
        let signed = self.signed();
        let signed = (!signed.is_empty()).then(|| {
            signed
                .iter()
                .fold(SecurityRequirement::default(), |all, name| {
                    all.add(*name, Vec::<String>::new())
                })
        });
        tokens.chain(secret).chain(key).chain(signed).collect()
    }

    /// The tokens, any one of which is enough by itself.
    const fn tokens(self) -> &'static [Token] {
        match self {
            Self::Nobody | Self::Client => &[],
            Self::Access | Self::Payer | Self::Buyer | Self::Agent => &[Token::Access],
            Self::Party => &[Token::Access, Token::Portal],
            Self::Bearer => &[Token::Access, Token::Client],
            Self::Refresh => &[Token::Refresh],
            Self::Setup => &[Token::Setup],
        }
    }

    /// The schemes that a signed request has to satisfy, all of them together; none where none is taken.
    fn signed(self) -> Vec<&'static str> {
        match self {
            Self::Payer => [
                SignedHeader::Key,
                SignedHeader::Nonce,
                SignedHeader::Signature,
            ]
            .map(SignedHeader::scheme)
            .into(),
            Self::Buyer => vec![
                Token::Client.name(),
                SignedHeader::RequestTimestamp.scheme(),
                SignedHeader::RequestSignature.scheme(),
            ],
            Self::Nobody
            | Self::Access
            | Self::Party
            | Self::Bearer
            | Self::Agent
            | Self::Client
            | Self::Refresh
            | Self::Setup => Vec::new(),
        }
    }

    /// Whether a user's own token opens it, so that what is wrong with one is said.
    pub(super) const fn is_of_users(self) -> bool {
        matches!(
            self,
            Self::Access | Self::Party | Self::Payer | Self::Buyer | Self::Bearer | Self::Agent
        )
    }
}

/// The name of the security scheme of a client's id and secret.
const CLIENT_SECRET: &str = "clientSecret";
/// That of the API key of a system that asks for loyalty wallets.
const WALLET_KEY: &str = "walletApiKey";

/// Every security scheme, by name.
pub(super) fn schemes() -> Vec<(&'static str, SecurityScheme)> {
    let tokens = Token::ALL.map(|token| {
        let mut scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(token.description()));
        if let Some(format) = token.format() {
            scheme = scheme.bearer_format(format);
        }
        (token.name(), SecurityScheme::Http(scheme.build()))
    });
    let secret = HttpBuilder::new()
        .scheme(HttpAuthScheme::Basic)
        .description(Some(
            "El sistema cliente: `client_id:client_secret` en base64 (RFC 7617). Son la `api_key` y la `private_key` que responde `POST /integradores`.",
        ));
    let headers = SignedHeader::ALL.map(|header| {
        let value = ApiKeyValue::with_description(header.header(), header.description());
        (
            header.scheme(),
            SecurityScheme::ApiKey(ApiKey::Header(value)),
        )
    });
    let secret = (CLIENT_SECRET, SecurityScheme::Http(secret.build()));
    let key = ApiKeyValue::with_description(
        WALLET_KEY_HEADER,
        "La clave de un sistema que pide monederos, que responde `POST /claves-api`. Vale para las partes de la API que se le dieron. Si va, no se mira \
         ningún token.",
    );
    let key = (WALLET_KEY, SecurityScheme::ApiKey(ApiKey::Header(key)));
    tokens
        .into_iter()
        .chain([secret, key])
        .chain(headers)
        .collect()
}

/// A token, which is a security scheme of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// That of a log-in.
    Access,
    /// That of a customer.
    Portal,
    /// That of a client.
    Client,
    /// The one that renews a log-in.
    Refresh,
    /// The one that sets up tenants.
    Setup,
}

impl Token {
    /// Every token.
    const ALL: [Self; 5] = [
        Self::Access,
        Self::Portal,
        Self::Client,
        Self::Refresh,
        Self::Setup,
    ];

    /// The name of the security scheme.
    const fn name(self) -> &'static str {
        match self {
            Self::Access => "accessToken",
            Self::Portal => "portalToken",
            Self::Client => "clientToken",
            Self::Refresh => "refreshToken",
            Self::Setup => "setupToken",
        }
    }

    /// What the token is.
    const fn description(self) -> &'static str {
        match self {
            Self::Access => "El `access_token` que responde `POST /auth/login`.",
            Self::Portal => {
                "El token de un cliente, que firma el portal del propio negocio: un JWT HS256 con el secreto de `POST /portal/secreto` y \
                 `{\"cliente_id\": 123, \"tenant_id\": 1, \"nombre\": \"Juan Pérez\", \"exp\": 1893456000}`."
            }
            Self::Client => {
                "El `access_token` que responde `POST /oauth/token`. Bajo `/phone-credits`, con los dos encabezados de la firma."
            }
            Self::Refresh => {
                "El `refresh_token` que responde `POST /auth/login`; sirve una sola vez."
            }
            Self::Setup => "El secreto `SETUP_TOKEN` del servidor, mientras esté configurado.",
        }
    }

    /// What it is written as, where clients may care.
    const fn format(self) -> Option<&'static str> {
        match self {
            Self::Access | Self::Portal | Self::Client => Some("JWT"),
            Self::Refresh | Self::Setup => None,
        }
    }
}

/// A header of a signed request. Each is a security scheme of the document; those of an integrator (contract of CPS) are asked for together,
/// and so are those of a client (contract of phone credits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignedHeader {
    /// Which integrator signs.
    Key,
    /// When.
    Nonce,
    /// An integrator's signature.
    Signature,
    /// When a client signs.
    RequestTimestamp,
    /// A client's signature.
    RequestSignature,
}

impl SignedHeader {
    /// Every header.
    pub(super) const ALL: [Self; 5] = [
        Self::Key,
        Self::Nonce,
        Self::Signature,
        Self::RequestTimestamp,
        Self::RequestSignature,
    ];

    /// The name of the security scheme.
    pub(super) const fn scheme(self) -> &'static str {
        match self {
            Self::Key => "apiKey",
            Self::Nonce => "apiNonce",
            Self::Signature => "apiSignature",
            Self::RequestTimestamp => "requestTimestamp",
            Self::RequestSignature => "requestSignature",
        }
    }

    /// The header's own name.
    pub(super) const fn header(self) -> &'static str {
        match self {
            Self::Key => API_KEY_HEADER,
            Self::Nonce => NONCE_HEADER,
            Self::Signature => SIGNATURE_HEADER,
            // As that contract writes them; a test holds them to what the server reads.
            Self::RequestTimestamp => "X-Request-Timestamp",
            Self::RequestSignature => "X-Request-Signature",
        }
    }

    /// What goes in it.
    pub(super) const fn description(self) -> &'static str {
        match self {
            Self::Key => {
                "La `api_key` del integrador, que responde `POST /integradores`. Van los tres encabezados, o ninguno."
            }
            Self::Nonce => {
                "La hora en milisegundos desde 1970, 13 cifras; a lo más cinco minutos de la del servidor (`X-Server-Time`), y una sola vez: \
                 cada intento lleva otra."
            }
            Self::Signature => {
                "HMAC-SHA384, en 96 cifras hexadecimales, de camino + `api-nonce` + datos, uno tras otro y sin nada entre ellos, con la \
                 `private_key` tal cual como clave. El camino no lleva parámetros, y puede llevar `/cps` o no. Los datos son el cuerpo, los mismos bytes que \
                 se envían; de un `GET`, los parámetros como objeto JSON sin espacios y en el orden de la dirección, con los valores como texto o con su tipo; \
                 sin parámetros, nada o `{}`. Por ejemplo, con la clave `asd`, de `/v2/list/basic_services1670525711124{\"canGetBalance\":false}`: \
                 `da655611cd2178582e526273d3f3723dbb8a945723f1c2390d244852fab40f6f15ddb8d69812ab14efa9b9b8045cc55e`."
            }
            Self::RequestTimestamp => {
                "La hora en milisegundos desde 1970, 13 cifras (se acepta también en segundos, 10 cifras); a lo más 30 segundos antes o después de la del \
                 servidor (`X-Server-Time`). Es el mismo texto que se firma."
            }
            Self::RequestSignature => {
                "HMAC-SHA256, en 64 cifras hexadecimales, de método, camino y `X-Request-Timestamp` unidos por comas, y de un `POST` con cuerpo además otra coma y \
                 el cuerpo, los mismos bytes que se envían; con el `client_secret` tal cual como clave. El camino empieza con `/`, con el prefijo bajo el que esté la \
                 API o sin él, y lleva los parámetros, si los hay. Se firma cada pedido, también un `GET`, y cada firma sirve una sola vez: cada intento lleva otra hora. Por ejemplo, con la \
                 clave `root`, de `POST,/phone-credits/order/create,1573264495581,{\"phoneCode\":\"19\",\"phoneNumber\":\"996416288\",\"providerCode\":\"001\"}`: \
                 `0fa7932769ae7d9c5e549aba51bcf9df817f38645ac637d1debd655212d9b8bd`."
            }
        }
    }
}
