//! Setting up a tenant: one entry of the demo data, or what an installation sends.

mod loyalty;

pub use loyalty::{SetupContact, SetupLoyalty, SetupLoyaltyWallet, SetupPhoneMark};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::branches;
use super::integrators;
use super::settings::{Mode, NAME_CHARS_MAX};
use super::wallets;
use crate::amount::Amount;
use crate::barcode::CustomerNumber;
use crate::code::Code;
use crate::country::Country;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value::{self, AmountRange};
use crate::operator::Operator;
use crate::provider::Provider;
use crate::role::Role;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::kantuta::auth::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, opaque_debug};
use crate::wire::kantuta::{AMOUNT_MAX, registers};
use crate::wire::money;
use crate::wire::portal::coupons::{
    INVOICE_ID_CHARS_MAX, INVOICE_KIND_CHARS_MAX, INVOICE_NUMBER_MAX, customer_number,
};
use crate::wire::portal::settings::portal_secret;
use crate::wire::portal::{self, customers};

/// The most characters of a user's name.
pub const USER_NAME_CHARS_MAX: usize = 80;
/// The most users, branches or registers of one request.
pub const ITEMS_MAX: usize = 50;

/// POST `/instalacion/tenants`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupTenantRequest {
    /// The tenant's name.
    pub name: String,
    /// The country.
    pub country: Country,
    /// The currency of its books.
    pub currency: Currency,
    /// Whether it plays or works.
    pub mode: Mode,
    /// The users; at least one Administrador among them.
    pub users: Vec<SetupUser>,
    /// The branches; at least one.
    pub branches: Vec<SetupBranch>,
    /// The registers, without cash.
    pub registers: Vec<SetupRegister>,
    /// The operators and the float that each starts with.
    pub operators: Vec<SetupOperator>,
    /// The customers and what they owe; none without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<SetupCustomer>>))]
    pub customers: Vec<SetupCustomer>,
    /// The money at providers to start with; none without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<SetupPrefund>>))]
    pub prefunds: Vec<SetupPrefund>,
    /// The wallet that phone credits are paid from; none without it.
    pub phone_credits: Option<SetupWallet>,
    /// The loyalty wallets; none without it.
    pub loyalty: Option<SetupLoyalty>,
    /// Secrets that other systems sign with; none without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<SetupKeys>))]
    pub keys: SetupKeys,
}

/// A user to create.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupUser {
    /// An e-mail address in lower case, or a collaborator's number of exactly ten digits.
    pub email: String,
    /// The password, exactly as written.
    pub password: String,
    /// The role.
    pub role: Role,
    /// The name; without it, what stands before the at sign, or the number.
    pub name: Option<String>,
    /// The PIN of somebody who authorises; none without it.
    pub pin: Option<String>,
}

/// A branch to create.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupBranch {
    /// The short code, in upper case.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A register to create.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupRegister {
    /// The name.
    pub name: String,
    /// The code of its branch.
    pub branch: String,
}

/// An operator to create.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupOperator {
    /// The operator.
    pub name: Operator,
    /// The float it starts with.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Dec))]
    pub float: Amount,
}

/// A customer to create.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupCustomer {
    /// The customer's number.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id: CustomerNumber,
    /// The name.
    pub name: String,
    /// The open invoices.
    pub invoices: Vec<SetupInvoice>,
}

/// An invoice to create.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupInvoice {
    /// The invoice's id.
    pub id: String,
    /// What kind of voucher.
    pub tipo: String,
    /// The voucher's number.
    pub numero: i64,
    /// What it asks for.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Dec))]
    pub monto: Amount,
}

/// Money at a provider to start with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupPrefund {
    /// The provider.
    pub provider: Provider,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Dec))]
    pub amount: Amount,
}

/// A wallet to create.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupWallet {
    /// Its id, a UUID in lower case.
    pub wallet_id: String,
    /// Its name.
    pub name: String,
    /// The money it starts with.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Dec))]
    pub amount: Amount,
}

/// Secrets to start with.
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupKeys {
    /// What the tenant's customer portal signs its tokens with.
    pub portal_jwt_secret: Option<String>,
    /// The keys of an integrator that asks for service payments.
    pub cps: Option<SetupIntegrator>,
    /// The keys of a client that asks for phone credits.
    pub phone_credits: Option<SetupClient>,
    /// An API key for every part of the door of loyalty wallets.
    pub wallet_apikey: Option<String>,
}

/// A client of phone credits to create, with its secret.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupClient {
    /// Its id: 32 or 64 letters and digits.
    pub client_id: String,
    /// What it signs with.
    pub client_secret: String,
}

/// An integrator to create, with its keys.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupIntegrator {
    /// The public key: 32 or 64 characters (contract of CPS, section 5.1).
    pub api_key: String,
    /// What it signs with.
    pub private_key: String,
    /// How much it may owe.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Dec))]
    pub credit_limit: Amount,
}

/// PUT `/instalacion/dominios/:dominio`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DomainRequest {
    /// The tenant whose host name it is.
    pub tenant_id: i64,
    /// Whether it is in use; without it, it is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub activo: bool,
}

/// The answer of PUT `/instalacion/dominios/:dominio`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Domain {
    /// The host name.
    pub dominio: String,
    /// The tenant.
    pub tenant_id: i64,
    /// Whether it is in use.
    pub activo: bool,
}

/// The answer of POST `/instalacion/tenants`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupTenantResponse {
    /// The tenant's number.
    pub tenant_id: i64,
    /// The tenant's name.
    pub name: String,
}

opaque_debug!(SetupUser);
opaque_debug!(SetupKeys);
opaque_debug!(SetupIntegrator);
opaque_debug!(SetupClient);

impl SetupTenantRequest {
    /// Reads a body; every error is collected. Amounts are decimal strings.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let name = fields.required("name", value::text(1..=NAME_CHARS_MAX));
        let country = fields.required("country", value::choice(&Country::ALL, Country::code));
        let currency = fields.required("currency", value::choice(&Currency::ALL, Currency::code));
        let mode = fields.required("mode", value::choice(&Mode::ALL, Mode::as_str));
        let users = fields.list("users", ITEMS_MAX, read_user);
        let branches = fields.list("branches", ITEMS_MAX, read_branch);
        let registers = fields.list("registers", ITEMS_MAX, read_register);
        // Without a good country or currency their own errors are enough: the operators are read as if they were Bolivia's.
        let (of_country, of_currency) = (
            country.unwrap_or(Country::Bolivia),
            currency.unwrap_or(Currency::Bob),
        );
        let operators = fields.list("operators", ITEMS_MAX, |item| {
            read_operator(item, of_country.pack().operators, of_currency)
        });
        let customers = if fields.has("customers") {
            fields.list("customers", ITEMS_MAX, |item| {
                read_customer(item, of_currency)
            })
        } else {
            fields.ignore("customers");
            Some(Vec::new())
        };
        let prefunds = if fields.has("prefunds") {
            fields.list("prefunds", ITEMS_MAX, |item| {
                read_prefund(item, of_currency)
            })
        } else {
            fields.ignore("prefunds");
            Some(Vec::new())
        };
        let phone_credits = if fields.has("phone_credits") {
            let wallet = fields.object("phone_credits", |item| read_wallet(item, of_currency));
            // Phone credits are Brazilian, and so is their money.
            if currency.is_some_and(|currency| currency != Currency::Brl) {
                fields.refuse("phone_credits", Code::NotAvailable);
            }
            wallet.map(Some)
        } else {
            fields.ignore("phone_credits");
            Some(None)
        };
        let loyalty = if fields.has("loyalty") {
            let loyalty = fields.object("loyalty", SetupLoyalty::read);
            // The numbers of loyalty wallets are Mexican.
            if currency.is_some_and(|currency| currency != Currency::Mxn) {
                fields.refuse("loyalty", Code::NotAvailable);
            }
            loyalty.map(Some)
        } else {
            fields.ignore("loyalty");
            Some(None)
        };
        let keys = if fields.has("keys") {
            fields.object("keys", |keys| read_keys(keys, of_currency))
        } else {
            fields.ignore("keys");
            Some(SetupKeys::default())
        };
        refuse_contradictions(
            &mut fields,
            users.as_deref(),
            branches.as_deref(),
            registers.as_deref(),
        );
        if let (Some(Some(loyalty)), Some(users)) = (&loyalty, &users) {
            loyalty.refuse_strangers(&mut fields, users);
        }
        refuse_repeated(
            &mut fields,
            "operators",
            "name",
            operators
                .iter()
                .flatten()
                .map(|operator| operator.name.name()),
        );
        refuse_repeated(
            &mut fields,
            "prefunds",
            "provider",
            prefunds
                .iter()
                .flatten()
                .map(|prefund| prefund.provider.name()),
        );
        let of_customers = customers.as_deref().unwrap_or_default();
        let numbers: Vec<String> = of_customers
            .iter()
            .map(|customer| customer.id.get().to_string())
            .collect();
        refuse_repeated(
            &mut fields,
            "customers",
            "id",
            numbers.iter().map(String::as_str),
        );
        let invoices = of_customers.iter().enumerate().flat_map(|(of, customer)| {
            let places = customer.invoices.iter().enumerate();
            places.map(move |(index, invoice)| {
                let path = format!("customers.{of}.invoices.{index}.id");
                (path, invoice.id.as_str())
            })
        });
        refuse_repeated_at(&mut fields, invoices);
        fields.finish(|| {
            Some(Self {
                name: name?,
                country: country?,
                currency: currency?,
                mode: mode?,
                users: users?,
                branches: branches?,
                registers: registers?,
                operators: operators?,
                customers: customers?,
                prefunds: prefunds?,
                phone_credits: phone_credits?,
                loyalty: loyalty?,
                keys: keys?,
            })
        })
    }
}

impl DomainRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let tenant_id = fields.required("tenant_id", value::id);
        let activo = fields.optional("activo", value::boolean);
        fields.finish(|| {
            Some(Self {
                tenant_id: tenant_id?,
                activo: activo.unwrap_or(true),
            })
        })
    }
}

impl Body for DomainRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.whole("tenant_id", self.tenant_id);
            body.flag("activo", self.activo);
        })
    }
}

impl Body for SetupTenantRequest {
    fn to_json(&self) -> String {
        let users = self.users.iter().map(|user| {
            Object::write(|item| {
                item.text("email", &user.email);
                item.text("password", &user.password);
                item.text("role", user.role.name());
                item.optional_text("name", user.name.as_deref());
                item.optional_text("pin", user.pin.as_deref());
            })
        });
        let branches = self.branches.iter().map(|branch| {
            Object::write(|item| {
                item.text("code", &branch.code);
                item.text("name", &branch.name);
            })
        });
        let registers = self.registers.iter().map(|register| {
            Object::write(|item| {
                item.text("name", &register.name);
                item.text("branch", &register.branch);
            })
        });
        let operators = self.operators.iter().map(|operator| {
            Object::write(|item| {
                item.text("name", operator.name.name());
                item.text("float", &money::decimal_text(operator.float));
            })
        });
        let customers = self.customers.iter().map(|customer| {
            let invoices = customer.invoices.iter().map(|invoice| {
                Object::write(|item| {
                    item.text("id", &invoice.id);
                    item.text("tipo", &invoice.tipo);
                    item.whole("numero", invoice.numero);
                    item.text("monto", &money::decimal_text(invoice.monto));
                })
            });
            Object::write(|item| {
                item.whole("id", i64::from(customer.id.get()));
                item.text("name", &customer.name);
                item.list("invoices", invoices.collect());
            })
        });
        let prefunds = self.prefunds.iter().map(|prefund| {
            Object::write(|item| {
                item.text("provider", prefund.provider.name());
                item.text("amount", &money::decimal_text(prefund.amount));
            })
        });
        let keys = Object::write(|keys| {
            keys.optional_text("portal_jwt_secret", self.keys.portal_jwt_secret.as_deref());
            if let Some(cps) = &self.keys.cps {
                let cps = Object::write(|item| {
                    item.text("api_key", &cps.api_key);
                    item.text("private_key", &cps.private_key);
                    item.text("credit_limit", &money::decimal_text(cps.credit_limit));
                });
                keys.literal("cps", &cps);
            }
            if let Some(client) = &self.keys.phone_credits {
                let client = Object::write(|item| {
                    item.text("client_id", &client.client_id);
                    item.text("client_secret", &client.client_secret);
                });
                keys.literal("phone_credits", &client);
            }
            keys.optional_text("wallet_apikey", self.keys.wallet_apikey.as_deref());
        });
        Object::write(|body| {
            body.text("name", &self.name);
            body.text("country", self.country.code());
            body.text("currency", self.currency.code());
            body.text("mode", self.mode.as_str());
            body.list("users", users.collect());
            body.list("branches", branches.collect());
            body.list("registers", registers.collect());
            body.list("operators", operators.collect());
            body.list("customers", customers.collect());
            body.list("prefunds", prefunds.collect());
            if let Some(wallet) = &self.phone_credits {
                let wallet = Object::write(|item| {
                    item.text("wallet_id", &wallet.wallet_id);
                    item.text("name", &wallet.name);
                    item.text("amount", &money::decimal_text(wallet.amount));
                });
                body.literal("phone_credits", &wallet);
            }
            let loyalty = self.loyalty.as_ref().map(SetupLoyalty::to_json);
            body.optional_literal("loyalty", loyalty);
            body.literal("keys", &keys);
        })
    }
}

serialize_as_body!(SetupTenantRequest, DomainRequest);

fn read_customer(item: &mut Fields<'_>, currency: Currency) -> Option<SetupCustomer> {
    let id = item.required("id", customer_number);
    let name = item.required("name", value::text(1..=customers::NAME_CHARS_MAX));
    let invoices = item.list("invoices", ITEMS_MAX, |item| read_invoice(item, currency));
    Some(SetupCustomer {
        id: id?,
        name: name?,
        invoices: invoices?,
    })
}

fn read_invoice(item: &mut Fields<'_>, currency: Currency) -> Option<SetupInvoice> {
    let id = item.required("id", value::text(1..=INVOICE_ID_CHARS_MAX));
    let tipo = item.required("tipo", value::text(1..=INVOICE_KIND_CHARS_MAX));
    let numero = item.required("numero", value::integer(1..=INVOICE_NUMBER_MAX));
    let monto = item.required("monto", value::amount_text(currency, portal::AMOUNTS));
    Some(SetupInvoice {
        id: id?,
        tipo: tipo?,
        numero: numero?,
        monto: monto?,
    })
}

/// Reads the secrets; those of other doors are passed over.
fn read_keys(keys: &mut Fields<'_>, currency: Currency) -> Option<SetupKeys> {
    let portal_jwt_secret = keys.optional("portal_jwt_secret", portal_secret);
    let cps = if keys.has("cps") {
        Some(keys.object("cps", |cps| read_integrator(cps, currency))?)
    } else {
        keys.ignore("cps");
        None
    };
    let phone_credits = if keys.has("phone_credits") {
        Some(keys.object("phone_credits", read_client)?)
    } else {
        keys.ignore("phone_credits");
        None
    };
    let is_repeated = cps
        .as_ref()
        .zip(phone_credits.as_ref())
        .is_some_and(|(cps, client)| cps.api_key == client.client_id);
    if is_repeated {
        keys.refuse("phone_credits.client_id", Code::RepeatedValue);
    }
    let wallet_apikey = keys.optional("wallet_apikey", integrators::api_key);
    Some(SetupKeys {
        portal_jwt_secret,
        cps,
        phone_credits,
        wallet_apikey,
    })
}

fn read_integrator(item: &mut Fields<'_>, currency: Currency) -> Option<SetupIntegrator> {
    let api_key = item.required("api_key", integrators::api_key);
    let private_key = item.required("private_key", integrators::private_key);
    let credit_limit = item.required("credit_limit", integrators::credit_limit(currency));
    Some(SetupIntegrator {
        api_key: api_key?,
        private_key: private_key?,
        credit_limit: credit_limit?,
    })
}

fn read_client(item: &mut Fields<'_>) -> Option<SetupClient> {
    let client_id = item.required("client_id", integrators::api_key);
    let client_secret = item.required("client_secret", integrators::private_key);
    Some(SetupClient {
        client_id: client_id?,
        client_secret: client_secret?,
    })
}

fn read_wallet(item: &mut Fields<'_>, currency: Currency) -> Option<SetupWallet> {
    let wallet_id = item.required("wallet_id", wallets::id);
    let name = item.required("name", value::text(1..=wallets::NAME_CHARS_MAX));
    let amount = item.required("amount", value::amount_text(currency, portal::AMOUNTS));
    Some(SetupWallet {
        wallet_id: wallet_id?,
        name: name?,
        amount: amount?,
    })
}

fn read_prefund(item: &mut Fields<'_>, currency: Currency) -> Option<SetupPrefund> {
    let funded: Vec<Provider> = Provider::ALL
        .into_iter()
        .filter(|provider| provider.has_funds() && !provider.has_wallets())
        .collect();
    let provider = item.required("provider", value::choice(&funded, Provider::name));
    let amount = item.required("amount", value::amount_text(currency, portal::AMOUNTS));
    Some(SetupPrefund {
        provider: provider?,
        amount: amount?,
    })
}

fn read_user(item: &mut Fields<'_>) -> Option<SetupUser> {
    let email = item.required("email", value::login);
    let password = item.required(
        "password",
        value::password(PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX),
    );
    let role = item.required("role", value::choice(&Role::ALL, Role::name));
    let name = item.optional("name", value::text(1..=USER_NAME_CHARS_MAX));
    let pin = item.optional("pin", super::loyalty::pin);
    Some(SetupUser {
        email: email?,
        password: password?,
        role: role?,
        name,
        pin,
    })
}

fn read_branch(item: &mut Fields<'_>) -> Option<SetupBranch> {
    let code = item.required("code", branches::code);
    let name = item.required("name", value::text(1..=branches::NAME_CHARS_MAX));
    Some(SetupBranch {
        code: code?,
        name: name?,
    })
}

fn read_register(item: &mut Fields<'_>) -> Option<SetupRegister> {
    let name = item.required(
        "name",
        value::text(registers::NAME_CHARS_MIN..=registers::NAME_CHARS_MAX),
    );
    let branch = item.required("branch", branches::code);
    Some(SetupRegister {
        name: name?,
        branch: branch?,
    })
}

fn read_operator(
    item: &mut Fields<'_>,
    operators: &[Operator],
    currency: Currency,
) -> Option<SetupOperator> {
    let name = item.required("name", value::choice(operators, Operator::name));
    let float = AmountRange {
        minimum: Amount::ZERO,
        maximum: AMOUNT_MAX,
    };
    let float = item.required("float", value::amount_text(currency, float));
    Some(SetupOperator {
        name: name?,
        float: float?,
    })
}

/// What is right by itself and wrong together. Lists with errors of their own are left out: nothing is known about them.
fn refuse_contradictions(
    fields: &mut Fields<'_>,
    users: Option<&[SetupUser]>,
    branches: Option<&[SetupBranch]>,
    registers: Option<&[SetupRegister]>,
) {
    if let Some(users) = users {
        if !users.iter().any(|user| user.role == Role::Administrador) {
            fields.refuse("users", Code::AdministratorRequired);
        }
        refuse_repeated(
            fields,
            "users",
            "email",
            users.iter().map(|user| user.email.as_str()),
        );
    }
    if let Some(branches) = branches {
        if branches.is_empty() {
            fields.refuse("branches", Code::Required);
        }
        refuse_repeated(
            fields,
            "branches",
            "code",
            branches.iter().map(|branch| branch.code.as_str()),
        );
    }
    if let Some(registers) = registers {
        refuse_repeated(
            fields,
            "registers",
            "name",
            registers.iter().map(|register| register.name.as_str()),
        );
    }
    if let (Some(branches), Some(registers)) = (branches, registers) {
        for (index, register) in registers.iter().enumerate() {
            if !branches.iter().any(|branch| branch.code == register.branch) {
                fields.refuse(&format!("registers.{index}.branch"), Code::BranchNotFound);
            }
        }
    }
}

fn refuse_repeated<'a>(
    fields: &mut Fields<'_>,
    list: &str,
    field: &str,
    values: impl Iterator<Item = &'a str>,
) {
    let places = values.enumerate();
    refuse_repeated_at(
        fields,
        places.map(|(index, value)| (format!("{list}.{index}.{field}"), value)),
    );
}

/// Refuses every value that stands at an earlier place as well.
fn refuse_repeated_at<'a>(
    fields: &mut Fields<'_>,
    values: impl Iterator<Item = (String, &'a str)>,
) {
    let mut seen = BTreeSet::new();
    for (path, value) in values {
        if !seen.insert(value) {
            fields.refuse(&path, Code::RepeatedValue);
        }
    }
}
