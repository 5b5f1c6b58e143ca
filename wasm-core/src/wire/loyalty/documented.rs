//! The documented codes, each with what it says, of which method, and what it is said of (contract of wallets, sections 3 to 10).

use crate::code::{Code, Language};
use crate::field::{FieldError, Invalid};

/// A method of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `/toolusers/get`.
    ListUsers,
    /// `/wallet/get`.
    ListWallets,
    /// `/wallet/contact/add`.
    AddContact,
    /// `/wallet/contact/get`.
    GetContacts,
    /// `/wallet/sale`.
    Sale,
    /// `/wallet/balance/update`.
    UpdateBalance,
    /// `/employee/add`.
    AddEmployee,
    /// `/employee/disable`.
    DisableEmployee,
}

impl Method {
    /// Every method, in the contract's order.
    pub const ALL: [Self; 8] = [
        Self::ListUsers,
        Self::ListWallets,
        Self::AddContact,
        Self::GetContacts,
        Self::Sale,
        Self::UpdateBalance,
        Self::AddEmployee,
        Self::DisableEmployee,
    ];

    /// Its path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::ListUsers => "/toolusers/get",
            Self::ListWallets => "/wallet/get",
            Self::AddContact => "/wallet/contact/add",
            Self::GetContacts => "/wallet/contact/get",
            Self::Sale => "/wallet/sale",
            Self::UpdateBalance => "/wallet/balance/update",
            Self::AddEmployee => "/employee/add",
            Self::DisableEmployee => "/employee/disable",
        }
    }

    /// The code of its success.
    pub const fn success_code(self) -> &'static str {
        match self {
            Self::ListUsers => "tool_users_01",
            Self::ListWallets => "wallets_get_01",
            Self::AddContact => "contact_add_01",
            Self::GetContacts => "balance_get_01",
            Self::Sale => "new_sale_01",
            Self::UpdateBalance => "balance_update_01",
            Self::AddEmployee | Self::DisableEmployee => "toolusers_01",
        }
    }

    /// The method of that path; `None` for any other.
    pub fn of_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.path() == path)
    }
}

/// What a documented code is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// That attribute is missing, empty or blank.
    Missing(&'static str),
    /// That attribute is there and not what it should be.
    Malformed(&'static str),
    /// A rule's no.
    Refused(Code),
}

/// One row of the contract's tables.
#[derive(Debug, PartialEq, Eq)]
pub struct Documented {
    /// Whose table it is in.
    pub method: Method,
    /// Its codes. The first is the method's own where it has one, and the one that is answered; the others are an inner service's.
    pub codes: &'static [&'static str],
    /// What it is said of; nothing where only the documented service itself says it.
    pub faults: &'static [Fault],
    wording: Wording,
}

macro_rules! wordings {
    ($($name:ident $spanish:literal $portuguese:literal $english:literal)*) => {
        /// What a row says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Wording {
            $($name,)*
        }

        impl Wording {
            const fn text(self, language: Language) -> &'static str {
                match language {
                    Language::Es => match self { $(Self::$name => $spanish,)* },
                    Language::Pt => match self { $(Self::$name => $portuguese,)* },
                    Language::En => match self { $(Self::$name => $english,)* },
                }
            }
        }
    };
}

// The Spanish is the contract's, its slips and uneven full stops included (section 11).
wordings! {
    Unauthorized "Usuario no autorizado" "Usuário não autorizado" "Not authorised"
    WalletKey "Llave de monedero indefinido." "Falta a chave da carteira." "The wallet's key is missing."
    PhoneMissing "Teléfono indefinido." "Falta o telefone." "The phone number is missing."
    PhoneMalformed "Teléfono con formato incorrecto." "O telefone não tem 10 dígitos." "The phone number does not have 10 digits."
    Name "Nombre indefinido." "Falta o nome." "The name is missing."
    User "Usuario indefinido." "Falta o usuário." "The user is missing."
    NoWallet "Monedero no existe" "A carteira não existe" "The wallet does not exist"
    NoWalletStopped "Monedero no existe." "A carteira não existe." "The wallet does not exist."
    ContactExists "El usuario ya se encuentra registrado" "O cliente já está cadastrado" "The customer is registered already"
    Area "Lada no soportada" "DDD não atendido" "The area code is not served"
    BirthDate "Error en formato de fecha de cumpleaños" "A data de nascimento não é válida" "The date of birth is not a date"
    ContactNotMade "Error generar el contacto nuevo" "Erro ao criar o contato" "The contact could not be made"
    Credits "Saldo insuficiente" "Créditos insuficientes" "Not enough messaging credits"
    ContactNotUpdated "Error al actualizar el estatus del contacto" "Erro ao atualizar o contato" "The contact's state could not be updated"
    Landline "Teléfono es de casa o fijo" "O telefone é fixo" "The phone number is a landline"
    ContactQuota "No cuentas con clientes disponibles." "Não há mais clientes disponíveis." "There are no customers left."
    NoContact "El contacto no se encuentra registrado en el monedero." "O cliente não está cadastrado na carteira." "The customer is not registered in the wallet."
    Kind "Tipo de transacción indefinido." "Falta o tipo de transação, 0 ou 1." "The type of transaction is missing: 0 or 1."
    AmountMissing "Monto de transacción indefinido." "Falta o valor da transação." "The amount is missing."
    AmountMalformed "Monto de transacción con formato incorrecto." "O valor da transação não é válido." "The amount is not valid."
    PointsMalformed "Puntos a utilizar con formato incorrecto." "Os pontos a usar não são válidos." "The points to use are not valid."
    UserId "Id del usuario indefinido." "Falta o id do usuário." "The user's id is missing."
    Ticket "Ticket indefinido." "Falta o cupom fiscal." "The ticket is missing."
    TicketRepeated "El ticket ya fue registrado." "O cupom fiscal já foi registrado." "The ticket was recorded before."
    UserForeign "El usuario de la herramienta no pertenece al usuario de la apikey." "O usuário não é da conta da apikey." "The user is not of the apikey's account."
    UserNotAllowed "El usuario de la herramienta no tiene permisos sobre el monedero." "O usuário não tem permissão na carteira." "The user may not use the wallet."
    TooManyPoints "Los puntos a utilizar son mayores a los disponibles." "Os pontos a usar são mais que os disponíveis." "The points to use are more than there are."
    TooManyPointsToRemove "Los puntos a remover son mayores a los disponibles." "Os pontos a retirar são mais que os disponíveis." "The points to remove are more than there are."
    Blocked "Número de teléfono se encuentra en tu blacklist." "O telefone está na lista de bloqueados." "The phone number is on your blacklist."
    RedemptionQuota "No cuentas con canjes disponibles." "Não há mais resgates disponíveis." "There are no redemptions left."
    NotProcessed "Error al procesar la petición" "Erro ao processar o pedido" "The request could not be processed"
    Parameter "Parámetro inválido." "Parâmetro inválido." "A parameter is not valid."
    EmployeeExists "Ya existe un usuario con el mismo nombre o password" "Já existe um usuário com o mesmo nome ou senha" "There is a user with the same name or password"
    EmployeeNotMade "Error al crear el usuario." "Erro ao criar o usuário." "The user could not be created."
    EmployeeNotArchived "Error al archivar el usuario." "Erro ao arquivar o usuário." "The user could not be archived."
}

macro_rules! documented {
    ($($method:ident [$($code:literal),+] $wording:ident [$($fault:expr),*])*) => {
        const ROWS: &[Documented] = &[$(Documented {
            method: Method::$method,
            codes: &[$($code),+],
            faults: &[$($fault),*],
            wording: Wording::$wording,
        },)*];
    };
}

use Fault::{Malformed, Missing, Refused};

// A wrong key is answered alike by every method, whether or not its table has it.
documented! {
    ListUsers ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]
    ListWallets ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]

    AddContact ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]
    AddContact ["contact_add_02", "wallet_manager_03"] WalletKey [Missing("wallet_key"), Malformed("wallet_key")]
    AddContact ["contact_add_03", "wallet_manager_04"] PhoneMissing [Missing("phone")]
    AddContact ["contact_add_04"] PhoneMalformed [Malformed("phone")]
    AddContact ["contact_add_05", "wallet_manager_05"] Name [Missing("customer_name"), Malformed("customer_name")]
    AddContact ["contact_add_06", "wallet_manager_06"] User
        [Missing("usertool_id"), Malformed("usertool_id"), Refused(Code::CollaboratorForeign), Refused(Code::CollaboratorNotAllowed)]
    AddContact ["contact_add_07", "wallet_manager_07"] NoWallet [Refused(Code::LoyaltyWalletNotFound)]
    AddContact ["wallet_manager_15"] Area [Refused(Code::PhoneUnknownArea)]
    AddContact ["wallet_manager_14"] Landline [Refused(Code::PhoneLandline)]
    AddContact ["wallet_manager_09"] BirthDate [Missing("customer_birthdate"), Malformed("customer_birthdate")]
    AddContact ["wallet_manager_08", "wallet_manager_13"] ContactExists [Refused(Code::ContactExists)]
    AddContact ["wallet_manager_18"] ContactQuota [Refused(Code::ContactQuotaReached)]
    AddContact ["wallet_manager_11"] Credits [Refused(Code::MessagingCreditsInsufficient)]
    AddContact ["wallet_manager_10"] ContactNotMade [Refused(Code::Internal)]
    AddContact ["wallet_manager_12"] ContactNotUpdated []

    GetContacts ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]
    GetContacts ["balance_get_02", "wallet_balance_get_02"] WalletKey
        [Missing("wallet_key"), Malformed("wallet_key"), Refused(Code::LoyaltyWalletNotFound)]
    GetContacts ["balance_get_03"] PhoneMalformed [Malformed("phone")]
    GetContacts ["balance_get_04"] NoContact [Refused(Code::ContactNotFound)]

    Sale ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]
    Sale ["new_sale_02", "wallet_redeem_02"] WalletKey [Missing("wallet_key"), Malformed("wallet_key")]
    Sale ["new_sale_03"] PhoneMissing [Missing("phone")]
    Sale ["new_sale_04"] PhoneMalformed [Malformed("phone")]
    Sale ["new_sale_05", "wallet_redeem_06"] Kind [Missing("transaction_type"), Malformed("transaction_type")]
    Sale ["new_sale_06"] AmountMissing [Missing("transaction_amount")]
    Sale ["new_sale_07", "wallet_redeem_03"] AmountMalformed [Malformed("transaction_amount")]
    Sale ["new_sale_08", "wallet_redeem_07"] PointsMalformed [Missing("points_used"), Malformed("points_used")]
    Sale ["new_sale_09"] UserId [Missing("usertool_id")]
    Sale ["new_sale_10"] NoWalletStopped [Refused(Code::LoyaltyWalletNotFound)]
    Sale ["new_sale_11", "wallet_redeem_12"] Ticket [Missing("ticket"), Malformed("ticket")]
    Sale ["new_sale_12"] NoContact [Refused(Code::ContactNotFound)]
    Sale ["new_sale_13", "wallet_redeem_15"] UserForeign [Malformed("usertool_id"), Refused(Code::CollaboratorForeign)]
    Sale ["new_sale_14", "wallet_redeem_16"] UserNotAllowed [Refused(Code::CollaboratorNotAllowed)]
    Sale ["new_sale_15"] TicketRepeated [Refused(Code::TicketRepeated)]
    Sale ["wallet_redeem_14"] Blocked [Refused(Code::PhoneBlocked)]
    Sale ["wallet_redeem_10"] TooManyPoints [Refused(Code::PointsInsufficient)]
    Sale ["wallet_redeem_18"] RedemptionQuota [Refused(Code::RedemptionQuotaReached)]
    Sale ["wallet_redeem_13"] Credits [Refused(Code::MessagingCreditsInsufficient)]

    UpdateBalance ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]
    UpdateBalance ["balance_update_02", "wallet_balance_update_02"] WalletKey [Missing("wallet_key"), Malformed("wallet_key")]
    UpdateBalance ["balance_update_03"] PhoneMissing [Missing("phone")]
    UpdateBalance ["balance_update_04"] PhoneMalformed [Malformed("phone")]
    UpdateBalance ["balance_update_05", "wallet_balance_update_04"] Kind [Missing("transaction_type"), Malformed("transaction_type")]
    UpdateBalance ["balance_update_06"] AmountMissing [Missing("transaction_amount")]
    UpdateBalance ["balance_update_07", "wallet_balance_update_05"] AmountMalformed [Malformed("transaction_amount")]
    UpdateBalance ["balance_update_08"] UserId [Missing("usertool_id")]
    UpdateBalance ["balance_update_09"] NoWalletStopped [Refused(Code::LoyaltyWalletNotFound)]
    UpdateBalance ["balance_update_10"] NoContact [Refused(Code::ContactNotFound)]
    UpdateBalance ["balance_update_11", "wallet_balance_update_11"] UserForeign
        [Malformed("usertool_id"), Refused(Code::CollaboratorForeign)]
    UpdateBalance ["balance_update_12", "wallet_balance_update_12"] UserNotAllowed [Refused(Code::CollaboratorNotAllowed)]
    UpdateBalance ["wallet_balance_update_10"] Blocked [Refused(Code::PhoneBlocked)]
    UpdateBalance ["wallet_balance_update_07"] TooManyPointsToRemove [Refused(Code::PointsInsufficient)]
    UpdateBalance ["wallet_balance_update_09"] Credits [Refused(Code::MessagingCreditsInsufficient)]

    AddEmployee ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]
    AddEmployee ["err_toolusers_01"] NotProcessed [Refused(Code::BodyNotJson), Refused(Code::BodyNotObject), Refused(Code::BodyNotUtf8)]
    AddEmployee ["err_toolusers_02"] Parameter [
        Missing("type"), Malformed("type"), Missing("employee_name"), Malformed("employee_name"), Missing("business_name"),
        Malformed("business_name"), Missing("number"), Malformed("number"), Missing("password"), Malformed("password")
    ]
    AddEmployee ["err_toolusers_03"] EmployeeExists [Refused(Code::CollaboratorExists)]
    AddEmployee ["err_toolusers_04"] EmployeeNotMade [Refused(Code::Internal)]

    DisableEmployee ["auth_01"] Unauthorized [Refused(Code::Unauthorized)]
    DisableEmployee ["err_toolusers_01"] NotProcessed [Refused(Code::BodyNotJson), Refused(Code::BodyNotObject), Refused(Code::BodyNotUtf8)]
    DisableEmployee ["err_toolusers_02"] Parameter [Missing("number"), Malformed("number")]
    DisableEmployee ["err_toolusers_04"] EmployeeNotArchived [Refused(Code::CollaboratorNotFound), Refused(Code::Internal)]
}

impl Documented {
    /// Every row, in the order of the contract's sections and, within one, of precedence.
    pub const ALL: &'static [Self] = ROWS;

    /// The row that says it; `None` where the contract has none.
    pub fn of(method: Method, fault: Fault) -> Option<&'static Self> {
        Self::ALL
            .iter()
            .find(|row| row.method == method && row.faults.contains(&fault))
    }

    /// The row of what is wrong with a request: with its first error, in the order in which the method looks for them.
    pub fn of_invalid(method: Method, invalid: &Invalid) -> Option<&'static Self> {
        let error = invalid.errors().first()?;
        Self::ALL.iter().find(|row| {
            row.method == method && row.faults.iter().any(|fault| fault.is_said_of(error))
        })
    }

    /// The row that has that code, the method's own or an inner service's; `None` for a code that is not documented.
    pub fn parse(method: Method, code: &str) -> Option<&'static Self> {
        Self::ALL
            .iter()
            .find(|row| row.method == method && row.codes.contains(&code))
    }

    /// What our own table calls what the row says, and the attribute that it is about. Where a rule's no is among it, that is what a request which was
    /// read can still be told; [`Code::Internal`] where only the documented service says it.
    pub fn reason(&self) -> (Code, Option<&'static str>) {
        let no = self.faults.iter().find_map(|fault| match fault {
            Refused(code) => Some((*code, None)),
            Missing(_) | Malformed(_) => None,
        });
        no.or_else(|| self.faults.first().map(|fault| fault.reason()))
            .unwrap_or((Code::Internal, None))
    }

    /// The code that is answered.
    pub fn code(&self) -> &'static str {
        self.codes.first().copied().unwrap_or_default()
    }

    /// What it says; in Spanish exactly as the contract has it.
    pub const fn text(&self, language: Language) -> &'static str {
        self.wording.text(language)
    }
}

impl Fault {
    /// What our own table calls it, and the attribute that it is about.
    pub const fn reason(self) -> (Code, Option<&'static str>) {
        match self {
            Missing(field) => (Code::Required, Some(field)),
            Malformed(field) => (Code::BodyInvalid, Some(field)),
            Refused(code) => (code, None),
        }
    }

    fn is_said_of(self, error: &FieldError) -> bool {
        match self {
            Missing(field) => error.field == field && error.code == Code::Required,
            Malformed(field) => error.field == field && error.code != Code::Required,
            Refused(code) => error.field.is_empty() && error.code == code,
        }
    }
}
