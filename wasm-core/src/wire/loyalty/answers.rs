//! Answers, each with its members in the contract's order: `code` comes before `status` in some, and one has no `status` (contract of wallets,
//! section 11).

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::documented::{Documented, Fault, Method};
use crate::code::{Code, Language};
use crate::field::Invalid;
use crate::loyalty::Points;
use crate::readable;
use crate::wire::answer::{FromJson, Json};
use crate::wire::money::Num;

/// The parameter of a refusal that has the documented code itself, where an upstream service has told it.
pub const STATED_CODE: &str = "codigo";
/// The parameter of a refusal that has the attribute that a documented code is about, if it is about one.
pub const STATED_FIELD: &str = "campo";

/// The `status` of a success.
pub const SUCCESS_STATUS: u16 = 200;

/// POST `/toolusers/get`: who works there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToolUsers {
    /// Always `true`.
    pub success: bool,
    /// The collaborators, those who were archived among them.
    pub result: Vec<ToolUser>,
    /// `tool_users_01`.
    pub code: String,
}

/// A collaborator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToolUser {
    /// The id, which signs transactions.
    pub usertool_id: i64,
    /// The name.
    pub usertool_name: String,
    /// The mobile number that they sign in with; empty for those who sign in with an e-mail address.
    pub usertool_number: String,
    /// Where they work.
    pub usertool_branch: String,
    /// `cajero` or `gerente`.
    pub usertool_type: String,
    /// 1 where they may sign, 0 once archived.
    pub usertool_status: i64,
}

/// POST `/wallet/get`: the shop's wallets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalletList {
    /// Always `true`.
    pub success: bool,
    /// The wallets.
    pub result: Vec<ListedWallet>,
    /// Always 200.
    pub status: u16,
    /// `wallets_get_01`.
    pub code: String,
}

/// A wallet as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedWallet {
    /// The name.
    pub wallet_name: String,
    /// The key that the other methods ask for.
    pub wallet_key: String,
    /// The page of the shop's own for its customers; empty where it has none.
    pub wallet_app_client: String,
    /// The page where points are earned and used.
    pub wallet_app_redeem: String,
}

/// POST `/wallet/contact/get`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contacts {
    /// Always `true`.
    pub success: bool,
    /// Every contact, or the one that was asked for.
    pub result: FoundContacts,
    /// Always 200.
    pub status: u16,
    /// `balance_get_01`.
    pub code: String,
}

/// What was found: a list without a number, one contact with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum FoundContacts {
    /// Every contact.
    All(Vec<Contact>),
    /// The one.
    One(Contact),
}

/// A contact of a wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// The name.
    pub contact_name: String,
    /// The number, ten digits.
    pub contact_phone: String,
    /// The date of birth, `YYYY-MM-DD`; `null` where it is not known.
    pub contact_birthdate: Option<String>,
    /// The points.
    pub contact_balance: Num,
}

/// The answer of POST `/wallet/contact/add` and `/employee/disable`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Done {
    /// Always `true`.
    pub success: bool,
    /// What was done, in Spanish.
    pub message: String,
    /// Always 200.
    pub status: u16,
    /// `contact_add_01` or `toolusers_01`.
    pub code: String,
}

/// The answer of POST `/wallet/sale` and `/wallet/balance/update`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewBalance {
    /// Always `true`.
    pub success: bool,
    /// What was done, in Spanish.
    pub message: String,
    /// The points that the contact has now.
    pub new_balance: Num,
    /// `new_sale_01` or `balance_update_01`.
    pub code: String,
    /// Always 200.
    pub status: u16,
}

/// The answer of POST `/employee/add`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EmployeeAdded {
    /// Always `true`.
    pub success: bool,
    /// What was done, in Spanish.
    pub message: String,
    /// The collaborator's id, the `usertool_id` of transactions.
    pub collaborator_id: i64,
    /// Always 200.
    pub status: u16,
    /// `toolusers_01`.
    pub code: String,
}

/// The body of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoyaltyError {
    /// Always `false`.
    pub success: bool,
    /// In Spanish what is wrong.
    pub message: String,
    /// The HTTP status that says it, whatever the answer's own is.
    pub status: u16,
    /// The documented code, or a stable code of ours where the contract has none.
    pub code: String,
    /// To staff, what our own table calls it: a documented code may say several things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Code>,
    /// To staff, the attribute that it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl ToolUsers {
    /// The answer with those.
    pub fn of(result: Vec<ToolUser>) -> Self {
        Self {
            success: true,
            result,
            code: Method::ListUsers.success_code().to_owned(),
        }
    }
}

impl WalletList {
    /// The answer with those.
    pub fn of(result: Vec<ListedWallet>) -> Self {
        Self {
            success: true,
            result,
            status: SUCCESS_STATUS,
            code: Method::ListWallets.success_code().to_owned(),
        }
    }
}

impl Contacts {
    /// The answer with those.
    pub fn of(result: FoundContacts) -> Self {
        Self {
            success: true,
            result,
            status: SUCCESS_STATUS,
            code: Method::GetContacts.success_code().to_owned(),
        }
    }
}

impl Done {
    /// A contact was added.
    pub fn contact_added() -> Self {
        Self::of("Contacto creado correctamente.", Method::AddContact)
    }

    /// A collaborator was archived.
    pub fn employee_archived() -> Self {
        Self::of(
            "Se archivó correctamente el usuario.",
            Method::DisableEmployee,
        )
    }

    fn of(message: &str, method: Method) -> Self {
        Self {
            success: true,
            message: message.to_owned(),
            status: SUCCESS_STATUS,
            code: method.success_code().to_owned(),
        }
    }
}

impl NewBalance {
    /// A sale was recorded.
    pub fn of_sale(points: Points) -> Self {
        Self::of("Venta creada correctamente.", points, Method::Sale)
    }

    /// Points were given or taken.
    pub fn of_update(points: Points) -> Self {
        Self::of(
            "Saldo actualizado correctamente",
            points,
            Method::UpdateBalance,
        )
    }

    fn of(message: &str, points: Points, method: Method) -> Self {
        Self {
            success: true,
            message: message.to_owned(),
            new_balance: points.amount().into(),
            code: method.success_code().to_owned(),
            status: SUCCESS_STATUS,
        }
    }
}

impl EmployeeAdded {
    /// The answer with that id.
    pub fn of(collaborator_id: i64) -> Self {
        Self {
            success: true,
            message: "Usuario creado con éxito.".to_owned(),
            collaborator_id,
            status: SUCCESS_STATUS,
            code: Method::AddEmployee.success_code().to_owned(),
        }
    }
}

impl LoyaltyError {
    /// The error of a refusal by that method, or at this door where it is none of its methods'.
    pub fn refused(
        method: Option<Method>,
        code: Code,
        parameters: &[(&str, &str)],
        status: u16,
    ) -> Self {
        // Whatever keeps a caller out, this door has one word for.
        let said = match code {
            Code::TokenRevoked | Code::Forbidden => Code::Unauthorized,
            code => code,
        };
        let stated = parameters.iter().find(|(name, _)| *name == STATED_CODE);
        if let (Some(method), Some((_, stated))) = (method, stated)
            && let Some(row) = Documented::parse(method, stated)
        {
            return Self::of(row.text(Language::Es).to_owned(), status, stated);
        }
        let row = method.and_then(|method| Documented::of(method, Fault::Refused(said)));
        match row {
            Some(row) => Self::documented(row, status),
            None => Self::of(code.text(Language::Es, parameters), status, code.as_str()),
        }
    }

    /// The error of a request that is wrong: of its first error.
    pub fn invalid(method: Option<Method>, invalid: &Invalid, status: u16) -> Self {
        let row = method.and_then(|method| Documented::of_invalid(method, invalid));
        match (row, invalid.errors().first()) {
            (Some(row), _) => Self::documented(row, status),
            (None, Some(error)) => {
                let text = error.text(Language::Es);
                let message = match error.field.as_str() {
                    "" => text,
                    field => format!("{field}: {text}"),
                };
                Self::of(message, status, error.code.as_str())
            }
            (None, None) => Self::refused(method, Code::BodyInvalid, &[], status),
        }
    }

    /// The error that a row of the contract is.
    pub fn documented(row: &Documented, status: u16) -> Self {
        Self::of(row.text(Language::Es).to_owned(), status, row.code())
    }

    fn of(message: String, status: u16, code: &str) -> Self {
        Self {
            success: false,
            message,
            status,
            code: code.to_owned(),
            reason: None,
            field: None,
        }
    }

    /// The same for staff, whose pages go by our own code.
    #[must_use]
    pub fn because(mut self, code: Code, field: Option<&str>) -> Self {
        self.reason = Some(code);
        self.field = field.map(str::to_owned);
        self
    }
}

impl<'de> Deserialize<'de> for FoundContacts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let literal = <Box<serde_json::value::RawValue>>::deserialize(deserializer)?;
        if literal.get().starts_with('[') {
            serde_json::from_str(literal.get()).map(Self::All)
        } else {
            serde_json::from_str(literal.get()).map(Self::One)
        }
        .map_err(D::Error::custom)
    }
}

impl FromJson for FoundContacts {
    fn from_json(json: Json<'_>) -> Option<Self> {
        if json.is_object() {
            Contact::from_json(json).map(Self::One)
        } else {
            Vec::from_json(json).map(Self::All)
        }
    }
}

readable!(ToolUsers {
    success,
    result,
    code
});
readable!(ToolUser {
    usertool_id,
    usertool_name,
    usertool_number,
    usertool_branch,
    usertool_type,
    usertool_status
});
readable!(WalletList {
    success,
    result,
    status,
    code
});
readable!(ListedWallet {
    wallet_name,
    wallet_key,
    wallet_app_client,
    wallet_app_redeem
});
readable!(Contacts {
    success,
    result,
    status,
    code
});
readable!(Contact {
    contact_name,
    contact_phone,
    contact_birthdate,
    contact_balance
});
readable!(Done {
    success,
    message,
    status,
    code
});
readable!(NewBalance { success, message, new_balance as "newBalance", code, status });
readable!(EmployeeAdded { success, message, collaborator_id as "collaboratorId", status, code });
readable!(LoyaltyError {
    success,
    message,
    status,
    code,
    reason,
    field
});
