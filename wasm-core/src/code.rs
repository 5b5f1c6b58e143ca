//! `Code`: the stable error codes, and what each says in three languages.

/// The texts of one language, each after its code, in the order of the codes. They are kept as the lines of two texts, which takes much
/// less room in the npm module than a table of texts: what the server says, and what readers say, which is all that the module needs.
macro_rules! texts {
    (server { $($server:ident $server_text:literal)* } readers { $($reader:ident $reader_text:literal)* }) => {
        pub(super) const CODES: &[super::Code] = &[$(super::Code::$server,)* $(super::Code::$reader,)*];
        pub(super) const OF_SERVER: &str = concat!($($server_text, "\n",)*);
        pub(super) const OF_READERS: &str = concat!($($reader_text, "\n",)*);
    };
}

mod en;
mod es;
mod pt;

/// A language that errors are worded in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Spanish, in which the wire speaks.
    #[default]
    Es,
    /// Portuguese.
    Pt,
    /// English.
    En,
}

macro_rules! codes {
    (server { $($server:ident $server_text:literal $server_doc:literal)* } readers { $($reader:ident $reader_text:literal $reader_doc:literal)* }) => {
        /// A stable error code. Its texts may be reworded; the code itself never changes its name or its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $server_doc] $server,)*
            $(#[doc = $reader_doc] $reader,)*
        }

        impl Code {
            /// Every code: first those that only the server says.
            pub const ALL: &'static [Self] = &[$(Self::$server,)* $(Self::$reader,)*];
            /// The codes that the readers of this crate say, and with them the npm package.
            pub const OF_READERS: &'static [Self] = &[$(Self::$reader,)*];
            /// Their names, in the same order, each with a line feed after it.
            pub const READER_NAMES: &'static str = concat!($($reader_text, "\n",)*);

            /// The name, as the wire writes it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$server => $server_text,)*
                    $(Self::$reader => $reader_text,)*
                }
            }

            /// The code of exactly that name; `None` for any other text.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }
    };
}

codes! {
server {
    // The caller.
    Unauthorized "unauthorized" "No token, or one that is malformed, forged or expired."
    TokenRevoked "token_revoked" "The token was good, but its session, user or role is so no longer."
    Forbidden "forbidden" "The caller's role does not allow it, or it belongs to somebody else."
    LoginFailed "login_failed" "Unknown e-mail, wrong password or inactive user: never told apart."
    LoginLocked "login_locked" "Too many failed logins. Parameter `minutos`."
    RefreshInvalid "refresh_invalid" "The refresh token is unknown, expired or already used."
    ResetCodeInvalid "reset_code_invalid" "The code of a password reset is wrong, expired or was not confirmed."
    ClientInvalid "client_invalid" "Unknown client, wrong secret or inactive client: never told apart."
    GrantUnsupported "grant_unsupported" "A grant that is not served."
    ScopeUnknown "scope_unknown" "Not a scope."
    ScopeMissing "scope_missing" "The session was given without that scope. Parameter `permiso`."
    SignatureInvalid "signature_invalid" "The request's signature is missing or wrong."
    SignatureExpired "signature_expired" "The time of a signed request is missing, is none, or is not of this minute."
    SignatureReplayed "signature_replayed" "The signature was used before."

    // Users.
    UserNotFound "user_not_found" "No such user."
    PersonNotFound "person_not_found" "No such person. Parameter `id`."
    EmailTaken "email_taken" "Another user has that e-mail."
    LastAdministrator "last_administrator" "The tenant would be left without an active Administrador."

    // Registers and cash sessions.
    RegisterNotFound "register_not_found" "No such active register. Parameter `id`."
    RegisterWithoutMovements "register_without_movements" "Nothing ever moved in that register, or there is none. Parameter `id`."
    RegisterNameTaken "register_name_taken" "Another register has that name."
    RegisterHasOpenSession "register_has_open_session" "The register has an open session."
    RegisterHasCash "register_has_cash" "The register still holds cash. Parameter `saldo`."
    RegisterAgentsOnly "register_agents_only" "A register of the speciality SOLO_AGENTES sells no top-ups."
    UserHasOpenSession "user_has_open_session" "The user has an open session already."
    SessionNotFound "session_not_found" "No such cash session. Parameter `id`."
    SessionNotOpen "session_not_open" "The cash session does not exist or is not open."
    SessionNotYours "session_not_yours" "The cash session is another user's."
    SessionAlreadyClosed "session_already_closed" "The cash session is closed already."
    SessionStillOpen "session_still_open" "The cash session is not closed yet."
    ReportOfOpenSession "report_of_open_session" "Drawers are counted blind, so the report of an open session is not for the caller's role."
    DifferenceReasonAlreadySet "difference_reason_already_set" "The reason of a difference is written once."
    NoActiveSession "no_active_session" "The user has no open session. Parameter `id`."

    // Float, cash and operations.
    OperatorNotFound "operator_not_found" "No such active operator. Parameter `operadora`."
    FloatInsufficient "float_insufficient" "Less float than the amount. Parameters `operadora`, `saldo`."
    CashInsufficient "cash_insufficient" "Less cash in the register than the amount. Parameter `saldo`."
    OperationNotFound "operation_not_found" "No such operation."
    OperationNotReversible "operation_not_reversible" "An operation of that kind or in that state cannot be reversed."
    OperationAlreadyReversed "operation_already_reversed" "The operation was reversed before."
    CashSessionRequired "cash_session_required" "The caller must have an open cash session for this."
    IdempotencyConflict "idempotency_conflict" "The Idempotency-Key was used for another request."
    IdempotencyInProgress "idempotency_in_progress" "The first request with that Idempotency-Key is still running."
    IdempotencyKeyInvalid "idempotency_key_invalid" "The Idempotency-Key is empty, too long or not visible ASCII."
    ResultUnknownWithoutKey "result_unknown_without_key" "Nobody can tell whether it was done, and there is no key to ask with."
    ResultUnknown "result_unknown" "Nobody can tell yet whether it was done; the same key will tell."
    ReferenceAlreadySet "reference_already_set" "The operator's reference is written once."
    TopUpNotFound "top_up_not_found" "No such top-up. Parameter `id`."

    // Branches and set-up.
    BranchNotFound "branch_not_found" "No such branch."
    BranchCodeTaken "branch_code_taken" "Another branch has that code."
    BranchIsDefault "branch_is_default" "The branch is the tenant's default."
    BranchInUse "branch_in_use" "The branch still has active registers."
    TenantExists "tenant_exists" "A tenant of that name, or one of its users, exists already."
    SetupDisabled "setup_disabled" "Setting up tenants is switched off."

    // Customers, invoices and coupons.
    CustomerNotFound "customer_not_found" "No such customer."
    CustomerNumberTaken "customer_number_taken" "Another customer has that number."
    CustomerNumbersExhausted "customer_numbers_exhausted" "999999 is taken, so that no next number can be given."
    InvoiceNotFound "invoice_not_found" "No such invoice of that customer. Parameter `factura`."
    InvoiceMismatch "invoice_mismatch" "The invoice has another kind, number or amount. Parameter `factura`."
    InvoicePaid "invoice_paid" "The invoice was paid. Parameter `factura`."
    InvoiceReserved "invoice_reserved" "The invoice is in another pending coupon. Parameter `factura`."
    InvoiceTaken "invoice_taken" "Another invoice has that id."
    CouponNotFound "coupon_not_found" "No such coupon."
    CouponExpired "coupon_expired" "The coupon's last day is over. Parameter `fecha_vencimiento`."
    CouponAlreadyExpired "coupon_already_expired" "The coupon cannot be cancelled: its last day is over. Parameter `fecha_vencimiento`."
    CouponUsed "coupon_used" "The coupon was collected. Parameters `fecha_uso`, `recibo_id`."
    CouponCancelled "coupon_cancelled" "The coupon was cancelled. Parameter `fecha_cancelacion`."
    CouponChanged "coupon_changed" "The code is another coupon's by now."
    CouponPendingExists "coupon_pending_exists" "A pending coupon with the same code has other invoices."
    CouponAlreadyIssued "coupon_already_issued" "The same coupon is pending already; it is answered, not refused."
    TenderedTooLittle "tendered_too_little" "Less was handed over than the coupon asks for. Parameter `saldo`."
    ChangeNotInCash "change_not_in_cash" "Only cash can be more than the amount. Parameter `saldo`."
    TenantNotFound "tenant_not_found" "No such tenant."
    TenantUnknown "tenant_unknown" "The host name is another tenant's, or not in use."
    ImportColumnMissing "import_column_missing" "A column of the file is missing. Parameter `columna`."
    ImportTooManyLines "import_too_many_lines" "More lines than one request takes. Parameter `maximo`."
    ImportLineBroken "import_line_broken" "The line has another number of columns than the heading, or a quotation mark that does not end."

    // Services, providers and integrators.
    BalanceNotSupported "balance_not_supported" "The service does not answer balances. Parameter `servicio`."
    AccountNotFound "account_not_found" "The operator does not know the number."
    PrefundInsufficient "prefund_insufficient" "Less in the prefund than the amount. Parameter `saldo`."
    CreditLimitReached "credit_limit_reached" "The amount goes beyond an integrator's credit limit. Parameter `saldo`."
    ProviderAccountMissing "provider_account_missing" "A live tenant without an account at the provider."
    ProviderUnavailable "provider_unavailable" "The provider could not be reached, so that nothing was done."
    ProviderRefused "provider_refused" "The provider said no, so that nothing was done."
    ProviderFundsInsufficient "provider_funds_insufficient" "The provider said that the shop's money there is not enough, so that nothing was done."
    ProviderNotFound "provider_not_found" "No such provider."
    IntegratorNotFound "integrator_not_found" "No such integrator."
    IntegratorExists "integrator_exists" "Another integrator has that name."
    ProviderTimeout "provider_timeout" "The provider did not answer in time."
    OperationInProgress "operation_in_progress" "The same is being done right now."
    PaymentAlreadyResolved "payment_already_resolved" "Somebody has said what became of it."
    RefundNotDue "refund_not_due" "Nothing is owed to the customer for that payment."
    RefundAlreadyPaid "refund_already_paid" "The customer was given the money back."
    BaseUrlNotAllowed "base_url_not_allowed" "Requests may not be sent to that address."
    WalletNotFound "wallet_not_found" "No such wallet."
    WalletForeign "wallet_foreign" "The wallet is another tenant's."
    WalletExists "wallet_exists" "Another wallet has that name."
    WalletIdTaken "wallet_id_taken" "Another wallet has that id at the provider."
    WalletInsufficient "wallet_insufficient" "Less in the wallet than the amount. Parameter `saldo`."
    WalletsOnly "wallets_only" "The shop's money at that provider lies in wallets."
    OrderNotFound "order_not_found" "No such order."
    OrderExpired "order_expired" "The order was not completed in time."
    OrderInProgress "order_in_progress" "The order is being completed, or nobody can tell yet whether it was."
    OrderCompleted "order_completed" "The order was completed."
    OrderFailed "order_failed" "The order was completed once, and refused."
    AmountNotOffered "amount_not_offered" "None of the amounts that the order offers. Parameter `valores`."
    AmountInCentavos "amount_in_centavos" "Centavos where reais are asked for. Parameter `monto`."
    OrderNotSent "order_not_sent" "The order was never sent to the provider, or not looked at, so that nothing was done."
    OrderTurnedAway "order_turned_away" "The provider had too many requests and did not look at the order, so that nothing was done."
    OrderUnanswered "order_unanswered" "The provider did not answer about the order in time."
    OrderConnectionLost "order_connection_lost" "The connection to the provider failed before there was an answer about the order."
    OrderAnswerLost "order_answer_lost" "No answer of the provider's about the order was recorded."
    OrderAnswerUnclear "order_answer_unclear" "What the provider answered does not say what became of the order."
    OrderAnswerMismatch "order_answer_mismatch" "What the provider answered is of another order, amount or number."
    OrderNotInHistory "order_not_in_history" "The provider's history does not have the order, or not once."
    OrderLookupFailed "order_lookup_failed" "The provider could not be asked what became of the order."

    // Loyalty wallets.
    LoyaltyWalletNotFound "loyalty_wallet_not_found" "No such loyalty wallet."
    LoyaltyWalletExists "loyalty_wallet_exists" "Another loyalty wallet has that name."
    LoyaltyWalletChanged "loyalty_wallet_changed" "The loyalty wallet was changed a moment ago."
    LoyaltyWalletInUse "loyalty_wallet_in_use" "Where a wallet's points are kept cannot change once it has some."
    ContactNotFound "contact_not_found" "The number is in no contact of the loyalty wallet."
    ContactExists "contact_exists" "The number is a contact of the loyalty wallet already."
    TicketRepeated "ticket_repeated" "The ticket was recorded before."
    CollaboratorForeign "collaborator_foreign" "The collaborator is another shop's, archived or unknown."
    CollaboratorNotAllowed "collaborator_not_allowed" "The collaborator may not use the loyalty wallet."
    CollaboratorNotFound "collaborator_not_found" "No collaborator has that number."
    CollaboratorExists "collaborator_exists" "A collaborator has that name or number already."
    PointsInsufficient "points_insufficient" "Fewer points than the amount. Parameter `saldo`."
    PhoneBlocked "phone_blocked" "The number is on the shop's blacklist."
    ContactQuotaReached "contact_quota_reached" "The loyalty wallet has no contacts left."
    RedemptionQuotaReached "redemption_quota_reached" "The loyalty wallet has no redemptions left."
    MessagingCreditsInsufficient "messaging_credits_insufficient" "The loyalty wallet has no messaging credits left."
    AuthorizationRequired "authorization_required" "A supervisor has to authorise it with a PIN. Parameter `saldo`."
    PinInvalid "pin_invalid" "Not the PIN of a supervisor who may authorise."
    ApiKeyNotFound "api_key_not_found" "No such API key."
    MediaTypeUnsupported "media_type_unsupported" "The body is of a type that is not read."

    // The request as a whole.
    MethodNotAllowed "method_not_allowed" "The path exists, but not with that method."
    RouteNotFound "route_not_found" "The path does not exist. Parameters `metodo`, `ruta`."
    IdInvalid "id_invalid" "An id in the path is not a whole number from 1 to 2^53 - 1."
    CursorInvalid "cursor_invalid" "The cursor is not one that was given out for this list."
    ValidationFailed "validation_failed" "Some fields are wrong; `errors` names them."
    TooManyRequests "too_many_requests" "Too many requests from the same place. Parameter `minutos`."
    NotAvailable "not_available" "That part is not available here."
    Internal "internal" "Something failed inside; the cause is in the log."
}
readers {
    // A body as a whole.
    BodyTooLarge "body_too_large" "The body is larger than what is read."
    BodyInvalid "body_invalid" "The body is not what it should be."
    BodyEmpty "body_empty" "The body is empty."
    BodyNotUtf8 "body_not_utf8" "The body is not UTF-8."
    BodyNotJson "body_not_json" "The body is not JSON."
    BodyNotObject "body_not_object" "The body is JSON, but not an object."

    // Fields, of any kind.
    Required "required" "Missing, null or empty."
    UnknownProperty "unknown_property" "A property that is not asked for."
    DuplicateProperty "duplicate_property" "The same property twice."
    NotAString "not_a_string" "Not a JSON string."
    NotANumber "not_a_number" "Not a JSON number, or one with an exponent."
    NotAnInteger "not_an_integer" "Not a whole JSON number."
    NotABoolean "not_a_boolean" "Neither true nor false."
    NotAnObject "not_an_object" "Not a JSON object."
    NotAnArray "not_an_array" "Not a JSON array."
    NotDecimalText "not_decimal_text" "Not a string with a decimal number."
    NotOneOf "not_one_of" "None of the values that are possible. Parameter `valores`."
    TooSmall "too_small" "Less than the least. Parameter `minimo`."
    TooLarge "too_large" "More than the most. Parameter `maximo`."
    TooShort "too_short" "Fewer characters than the least. Parameter `minimo`."
    TooLong "too_long" "More characters than the most. Parameter `maximo`."
    TooManyItems "too_many_items" "More items than the most. Parameter `maximo`."
    RepeatedValue "repeated_value" "A value that must be unique occurs twice."
    TooManyDecimals "too_many_decimals" "More decimals than the currency has."
    AmountAmbiguous "amount_ambiguous" "The amount can be read in two ways."
    ControlCharacter "control_character" "A control character in a text."
    EmailFormat "email_format" "Not an e-mail address."
    CodeFormat "code_format" "Not letters, digits and hyphens."
    DateInvalid "date_invalid" "Not a date of the calendar written YYYY-MM-DD."
    InstantInvalid "instant_invalid" "Neither an instant with its offset nor a date."
    TimeRangeInverted "time_range_inverted" "The end lies before the start."
    BalanceNotEditable "balance_not_editable" "A register's balance changes by operations only."
    AdministratorRequired "administrator_required" "A tenant needs at least one Administrador."
    TotalMismatch "total_mismatch" "The total is not what the invoices come to. Parameters `total`, `suma`."
    PinFormat "pin_format" "Not four to eight digits."

    // Phone numbers.
    PhoneNotDigits "phone_not_digits" "Something that is neither a digit nor a separator."
    PhoneTooShort "phone_too_short" "Fewer digits than a number has."
    PhoneTooLong "phone_too_long" "More digits than a number has."
    PhoneLandline "phone_landline" "A landline cannot be topped up."
    PhoneUnknownPrefix "phone_unknown_prefix" "No mobile of the country starts like that."
    PhoneUnknownArea "phone_unknown_area" "The country has no such area code."
    PhoneCountryUnsupported "phone_country_unsupported" "Numbers of this country are not known."
    PhoneUnassigned "phone_unassigned" "No number of the country has that digit there."
    PhoneOtherCountry "phone_other_country" "The calling code is another country's."

    ApiKeyInvalid "api_key_invalid" "Not a public key: 32 or 64 letters and digits."

    // Numbers of services.
    ServiceUnknown "service_unknown" "No service has that id."
    ServiceNumberNoZero "service_number_no_zero" "A national number without the 0 before it."
    ServiceNumberOtherOperator "service_number_other_operator" "The prefix is another operator's. Parameters `operadora`, `servicio`."
    ServiceNumberMobile "service_number_mobile" "A mobile number where a landline is asked for."
    ServiceNumberAreaUnknown "service_number_area_unknown" "No landline of the country starts like that."

    // Barcodes and check digits.
    BarcodeNotDigits "barcode_not_digits" "Something other than the digits of a code."
    BarcodeLength "barcode_length" "No code that is asked for has that many digits. Parameter `digitos`."
    BarcodeCheckDigit "barcode_check_digit" "A check digit is wrong: some digit was misread or mistyped."
    BarcodeDateInvalid "barcode_date_invalid" "The date in a code does not exist."
    BarcodeDateFuture "barcode_date_future" "The date in a code is after today."
    CouponBranchZero "coupon_branch_zero" "A coupon of branch 0000."
    CouponCustomerZero "coupon_customer_zero" "A coupon of customer 000000."
    BoletoCurrency "boleto_currency" "A boleto in another currency than the real."
    BoletoValueKind "boleto_value_kind" "The third digit of a collection boleto says nothing that is known."
    CheckDigitNone "check_digit_none" "The scheme has no check digit for those digits."
    UnknownCheckDigit "unknown_check_digit" "Not a check digit scheme that is known here."

    // Counts of cash.
    CountUnknownDenomination "count_unknown_denomination" "Not a note or coin of the currency. Parameter `denominacion`."
    CountRepeated "count_repeated" "A denomination twice. Parameter `denominacion`."
    CountNotAQuantity "count_not_a_quantity" "Not a whole number of pieces. Parameter `denominacion`."
    CountTooMany "count_too_many" "Too many pieces. Parameter `denominacion`."
    CountMismatch "count_mismatch" "The count and the amount differ. Parameters `conteo`, `monto`."

    // Arguments of the exports for JavaScript.
    UnknownCurrency "unknown_currency" "Not a currency code that is known here."
    UnknownCountry "unknown_country" "Not a country code that is known here."
    UnknownLanguage "unknown_language" "Not a language that is known here."
    UnknownCode "unknown_code" "Not an error code."
    UnknownState "unknown_state" "Not a state of an operation."
    UnknownForm "unknown_form" "Not a form that is known here."
}
}

impl Language {
    /// Every language, the wire's own first.
    pub const ALL: [Self; 3] = [Self::Es, Self::Pt, Self::En];

    /// The ISO 639-1 code, lower case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::Pt => "pt",
            Self::En => "en",
        }
    }

    /// The language of a code or tag such as `es`, `es-BO` or `pt-BR`; `None` for any other text.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

impl Code {
    /// What is wrong and what to do, with placeholders such as `{saldo}`. Where the first door's contract words it, the
    /// Spanish text is the contract's own.
    pub fn template(self, language: Language) -> &'static str {
        self.reader_template(language).unwrap_or_else(|| {
            let lines = match language {
                Language::Es => es::OF_SERVER,
                Language::Pt => pt::OF_SERVER,
                Language::En => en::OF_SERVER,
            };
            line(lines, self as usize)
        })
    }

    /// The name, of what the readers of this crate can say; `None` for what only the server says. Unlike [`Code::as_str`], it does not
    /// bring the server's names into the npm module.
    pub fn reader_name(self) -> Option<&'static str> {
        Some(line(Self::READER_NAMES, self.reader_number()?))
    }

    /// The code of that name among those that readers say; `None` for any other text.
    pub fn parse_reader(name: &str) -> Option<Self> {
        let number = Self::READER_NAMES
            .split('\n')
            .position(|known| known == name)?;
        Self::OF_READERS.get(number).copied()
    }

    /// As [`Code::template`], of what the readers of this crate can say; `None` for what only the server says.
    pub fn reader_template(self, language: Language) -> Option<&'static str> {
        let lines = match language {
            Language::Es => es::OF_READERS,
            Language::Pt => pt::OF_READERS,
            Language::En => en::OF_READERS,
        };
        Some(line(lines, self.reader_number()?))
    }

    /// Its place in [`Code::OF_READERS`], from zero; `None` for what only the server says.
    pub const fn reader_number(self) -> Option<usize> {
        (self as usize).checked_sub(Self::BodyTooLarge as usize)
    }

    /// The template with its placeholders filled in. A parameter may be of any use or none; a placeholder without one is
    /// left out.
    pub fn text(self, language: Language, parameters: &[(&str, &str)]) -> String {
        fill(self.template(language), parameters)
    }

    /// As [`Code::text`], of what the readers of this crate can say; `None` for what only the server says.
    pub fn reader_text(self, language: Language, parameters: &[(&str, &str)]) -> Option<String> {
        Some(fill(self.reader_template(language)?, parameters))
    }
}

/// The line of that number, from zero.
fn line(lines: &'static str, number: usize) -> &'static str {
    lines.split('\n').nth(number).unwrap_or_default()
}

/// A code that a language lacks, or has at another place, does not compile.
const _: () = assert!(is_whole(es::CODES) && is_whole(pt::CODES) && is_whole(en::CODES));

const fn is_whole(mut codes: &[Code]) -> bool {
    let mut all = Code::ALL;
    while let ([code, other_codes @ ..], [expected, others @ ..]) = (codes, all) {
        if *code as usize != *expected as usize {
            return false;
        }
        (codes, all) = (other_codes, others);
    }
    codes.is_empty() && all.is_empty()
}

/// Replaces each `{name}` by the parameter of that name, in one pass: a parameter's own braces and brackets mean nothing. A placeholder
/// that has no parameter is left out, and with it all that stands in brackets around it.
pub fn fill(template: &str, parameters: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((clause, following)) = after.split_once(']') else {
            break;
        };
        fill_into(&mut text, before, parameters);
        let mut filled = String::new();
        if fill_into(&mut filled, clause, parameters) {
            text.push_str(&filled);
        }
        rest = following;
    }
    fill_into(&mut text, rest, parameters);
    text
}

/// Fills in what has no brackets. False where a placeholder has no parameter.
fn fill_into(text: &mut String, template: &str, parameters: &[(&str, &str)]) -> bool {
    let mut is_complete = true;
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, following)) = after.split_once('}') else {
            rest = after;
            break;
        };
        match parameters.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => text.push_str(value),
            None => is_complete = false,
        }
        rest = following;
    }
    text.push_str(rest);
    is_complete
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_read_back() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(*code));
            let is_readers = Code::OF_READERS.contains(code);
            assert_eq!(code.reader_name(), is_readers.then_some(code.as_str()));
            let parsed = Code::parse_reader(code.as_str());
            assert_eq!(parsed, is_readers.then_some(*code));
            for language in Language::ALL {
                let template = code.reader_template(language);
                assert_eq!(template, is_readers.then(|| code.template(language)));
            }
            let lawful =
                |byte: u8| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit();
            assert!(code.as_str().bytes().all(lawful), "{code:?}");
        }
        for bad in ["", "Unauthorized", "required ", "x"] {
            assert_eq!(Code::parse(bad), None);
            assert_eq!(Code::parse_reader(bad), None);
        }
    }

    fn placeholders(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn every_language_says_something_with_the_same_parameters() {
        for code in Code::ALL {
            let expected = placeholders(code.template(Language::Es));
            for language in Language::ALL {
                let template = code.template(language);
                assert!(template.len() > 5, "{code:?} {language:?}");
                assert_eq!(
                    template.matches('{').count(),
                    template.matches('}').count(),
                    "{code:?} {language:?}"
                );
                assert_eq!(placeholders(template), expected, "{code:?} {language:?}");
            }
        }
    }

    #[test]
    fn filling_in() {
        type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
        let cases: &[Case] = &[
            ("Saldo: {saldo}.", &[("saldo", "30.00")], "Saldo: 30.00."),
            ("{a}{b}{a}", &[("a", "1"), ("b", "{a}")], "1{a}1"),
            ("nothing", &[("a", "1")], "nothing"),
            ("{missing}.", &[], "."),
            ("open {brace", &[("brace", "x")], "open brace"),
            ("Few[; there are {a}].", &[("a", "5")], "Few; there are 5."),
            ("Few[; there are {a}].", &[], "Few."),
            ("[{a} of {b}]", &[("a", "5")], ""),
            ("{a}[ {b}]", &[("a", "[x]"), ("b", "]{a}")], "[x] ]{a}"),
            ("open [bracket {a}", &[("a", "5")], "open [bracket 5"),
            ("", &[], ""),
        ];
        for (template, parameters, expected) in cases {
            assert_eq!(fill(template, parameters), *expected);
        }
        assert_eq!(
            Code::FloatInsufficient.text(Language::Es, &[("operadora", "Tigo"), ("saldo", "5.00")]),
            "Saldo insuficiente para la operadora Tigo. Saldo actual: 5.00"
        );
    }

    #[test]
    fn languages() {
        let cases = [
            ("es", Some(Language::Es)),
            ("es-BO", Some(Language::Es)),
            ("PT-br", Some(Language::Pt)),
            ("en", Some(Language::En)),
            ("", None),
            ("fr", None),
            ("esp", None),
            ("-es", None),
        ];
        for (tag, expected) in cases {
            assert_eq!(Language::parse(tag), expected, "{tag:?}");
        }
    }
}
