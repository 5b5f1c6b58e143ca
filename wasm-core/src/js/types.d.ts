/** ISO 4217. */
export type CurrencyCode = "BOB" | "VES" | "BRL" | "ARS" | "MXN" | "USD";

/** ISO 3166-1 alpha-2. */
export type CountryCode = "BO" | "VE" | "BR" | "MX" | "AR";

/** A mobile operator, as the wire writes it. */
export type OperatorName = "Tigo" | "Entel" | "Viva";

/** The id of a service that can be paid. */
export type ServiceId =
    | 57 | 58 | 59 | 60 | 61 | 62 | 63 | 64 | 207 | 208 | 209 | 210 | 211 | 212 | 213 | 214 | 215 | 216 | 228 | 229;

/** A service that can be paid, as the wire writes it. */
export type ServiceName =
    | "MOVISTAR_PREPAGO" | "MOVILNET_PREPAGO" | "DIGITEL_PREPAGO" | "MOVISTAR_TV" | "MOVISTAR_INTERNET" | "MOVISTAR_FIJO"
    | "DIGITEL_FIJO" | "DIGITEL_INTERNET" | "CANTV_RESIDENCIAL" | "TV_SATELITAL" | "CANTV_EMPRESAS" | "CANTV_ABA" | "ABA_ULTRA"
    | "INTER_PREPAGO" | "INTER_POSPAGO" | "MOVILNET_FIJO" | "SIMPLETV" | "CORPOELEC" | "MOVISTAR_POSPAGO" | "DIGITEL_POSPAGO";

/** What kind of service it is. */
export type ServiceKind =
    | "mobile_prepaid" | "mobile_postpaid" | "mobile_data" | "fixed_line" | "broadband" | "television" | "cable" | "electricity";

/** A mobile operator of Venezuela. Its numbers are not portable: whose a number is, its prefix says. */
export type CarrierName = "Movistar" | "Movilnet" | "Digitel";

/** How far an operation has come. */
export type OperationState = "created" | "submitted" | "succeeded" | "failed" | "unknown" | "reversed";

/** A request of a till that can be checked before it is sent. */
export type FormName =
    | "kantuta/login" | "kantuta/open-session" | "kantuta/close-session" | "kantuta/difference-reason"
    | "kantuta/movement" | "kantuta/top-up" | "kantuta/injection" | "kantuta/operator-reference"
    | "resources/reverse";

/**
 * A scheme of check digits. `mod10-left` is the coupons' (3, 1, 3, 1 from the left), `gs1` that of GTIN and SSCC (from the right).
 * The `mod11-` ones say how far the weights go and what stands for 10: `mod11-9-zero` and `mod11-9-one` are FEBRABAN's of
 * collection and of banks, `mod11-9-x` is ISSN's, `mod11-7-k` the Chilean RUT's, `mod11-7` the Argentine CUIT's.
 */
export type CheckDigitName =
    | "mod10-left" | "gs1" | "luhn" | "mod11-9-zero" | "mod11-9-one" | "mod11-9-x" | "mod11-7-k" | "mod11-7"
    | "isbn-10" | "iso7064-11-2" | "iso7064-97-10" | "iso7064-11,10" | "verhoeff" | "damm";

/** A stable error code. */
export type ErrorCode =
  | "unauthorized"
  | "token_revoked"
  | "forbidden"
  | "login_failed"
  | "login_locked"
  | "refresh_invalid"
  | "reset_code_invalid"
  | "client_invalid"
  | "grant_unsupported"
  | "scope_unknown"
  | "scope_missing"
  | "signature_invalid"
  | "signature_expired"
  | "signature_replayed"
  | "user_not_found"
  | "person_not_found"
  | "email_taken"
  | "last_administrator"
  | "register_not_found"
  | "register_without_movements"
  | "register_name_taken"
  | "register_has_open_session"
  | "register_has_cash"
  | "register_agents_only"
  | "user_has_open_session"
  | "session_not_found"
  | "session_not_open"
  | "session_not_yours"
  | "session_already_closed"
  | "session_still_open"
  | "report_of_open_session"
  | "difference_reason_already_set"
  | "no_active_session"
  | "operator_not_found"
  | "float_insufficient"
  | "cash_insufficient"
  | "operation_not_found"
  | "operation_not_reversible"
  | "operation_already_reversed"
  | "cash_session_required"
  | "idempotency_conflict"
  | "idempotency_in_progress"
  | "idempotency_key_invalid"
  | "result_unknown_without_key"
  | "result_unknown"
  | "reference_already_set"
  | "top_up_not_found"
  | "branch_not_found"
  | "branch_code_taken"
  | "branch_is_default"
  | "branch_in_use"
  | "tenant_exists"
  | "setup_disabled"
  | "customer_not_found"
  | "customer_number_taken"
  | "customer_numbers_exhausted"
  | "invoice_not_found"
  | "invoice_mismatch"
  | "invoice_paid"
  | "invoice_reserved"
  | "invoice_taken"
  | "coupon_not_found"
  | "coupon_expired"
  | "coupon_already_expired"
  | "coupon_used"
  | "coupon_cancelled"
  | "coupon_changed"
  | "coupon_pending_exists"
  | "coupon_already_issued"
  | "total_mismatch"
  | "tendered_too_little"
  | "change_not_in_cash"
  | "tenant_not_found"
  | "tenant_unknown"
  | "import_column_missing"
  | "import_too_many_lines"
  | "import_line_broken"
  | "service_unknown"
  | "balance_not_supported"
  | "account_not_found"
  | "prefund_insufficient"
  | "credit_limit_reached"
  | "provider_account_missing"
  | "provider_unavailable"
  | "provider_refused"
  | "provider_funds_insufficient"
  | "provider_not_found"
  | "integrator_not_found"
  | "integrator_exists"
  | "provider_timeout"
  | "operation_in_progress"
  | "payment_already_resolved"
  | "refund_not_due"
  | "refund_already_paid"
  | "base_url_not_allowed"
  | "wallet_not_found"
  | "wallet_foreign"
  | "wallet_exists"
  | "wallet_id_taken"
  | "wallet_insufficient"
  | "wallets_only"
  | "order_not_found"
  | "order_expired"
  | "order_in_progress"
  | "order_completed"
  | "order_failed"
  | "amount_not_offered"
  | "amount_in_centavos"
  | "order_not_sent"
  | "order_turned_away"
  | "order_unanswered"
  | "order_connection_lost"
  | "order_answer_lost"
  | "order_answer_unclear"
  | "order_answer_mismatch"
  | "order_not_in_history"
  | "order_lookup_failed"
  | "loyalty_wallet_not_found"
  | "loyalty_wallet_exists"
  | "loyalty_wallet_changed"
  | "loyalty_wallet_in_use"
  | "contact_not_found"
  | "contact_exists"
  | "ticket_repeated"
  | "collaborator_foreign"
  | "collaborator_not_allowed"
  | "collaborator_not_found"
  | "collaborator_exists"
  | "points_insufficient"
  | "phone_blocked"
  | "contact_quota_reached"
  | "redemption_quota_reached"
  | "messaging_credits_insufficient"
  | "authorization_required"
  | "pin_invalid"
  | "pin_format"
  | "api_key_not_found"
  | "media_type_unsupported"
  | "body_too_large"
  | "body_invalid"
  | "body_empty"
  | "body_not_utf8"
  | "body_not_json"
  | "body_not_object"
  | "method_not_allowed"
  | "route_not_found"
  | "id_invalid"
  | "cursor_invalid"
  | "validation_failed"
  | "too_many_requests"
  | "not_available"
  | "internal"
  | "required"
  | "unknown_property"
  | "duplicate_property"
  | "not_a_string"
  | "not_a_number"
  | "not_an_integer"
  | "not_a_boolean"
  | "not_an_object"
  | "not_an_array"
  | "not_decimal_text"
  | "not_one_of"
  | "too_small"
  | "too_large"
  | "too_short"
  | "too_long"
  | "too_many_items"
  | "repeated_value"
  | "too_many_decimals"
  | "amount_ambiguous"
  | "control_character"
  | "email_format"
  | "code_format"
  | "date_invalid"
  | "instant_invalid"
  | "time_range_inverted"
  | "balance_not_editable"
  | "administrator_required"
  | "phone_not_digits"
  | "phone_too_short"
  | "phone_too_long"
  | "phone_landline"
  | "phone_unknown_prefix"
  | "phone_unknown_area"
  | "phone_country_unsupported"
  | "api_key_invalid"
  | "service_number_no_zero"
  | "service_number_other_operator"
  | "service_number_mobile"
  | "service_number_area_unknown"
  | "barcode_not_digits"
  | "barcode_length"
  | "barcode_check_digit"
  | "barcode_date_invalid"
  | "barcode_date_future"
  | "coupon_branch_zero"
  | "coupon_customer_zero"
  | "boleto_currency"
  | "boleto_value_kind"
  | "check_digit_none"
  | "unknown_check_digit"
  | "count_unknown_denomination"
  | "count_repeated"
  | "count_not_a_quantity"
  | "count_too_many"
  | "count_mismatch"
  | "unknown_currency"
  | "unknown_country"
  | "unknown_language"
  | "unknown_code"
  | "unknown_state"
  | "unknown_form";

/** What is wrong with one field or argument. */
export interface FieldError {
  /** The field or argument; nested ones with the way to them (`users.0.email`); empty for a body as a whole. */
  field: string;
  code: ErrorCode;
  /** `error.` and the code: the key of a text in the caller's own catalogue. */
  message_key: `error.${ErrorCode}`;
  /** What the text has placeholders for; `message` takes them as they are. */
  parameters: Record<string, string>;
  /** Where in the text, in code points from its start, if it is one place. */
  position?: number;
}

/** What every function answers. Nothing is ever thrown. */
export type Answer<T> = { ok: true; value: T } | { ok: false; errors: FieldError[] };

/** An amount of money. All of it is text: a JavaScript number would be a float. */
export interface AmountValue {
  /** Whole minor units: `"3050"`. */
  minor: string;
  /** With all decimals: `"30.50"`. */
  text: string;
  /** The shortest decimal, a valid JSON number: `"30.5"`. */
  number: string;
  currency: CurrencyCode;
  /** What to print before the amount: `"Bs"`. */
  symbol: string;
}

/** A mobile number. */
export interface PhoneValue {
  /** `"76543210"` */
  national: string;
  /** `"+59176543210"` */
  international: string;
  /** Whom the prefix was issued to. A hint only: numbers are portable. */
  suggested_operator: OperatorName | null;
}

/** A service that can be paid. */
export interface ServiceValue {
  id: ServiceId;
  name: ServiceName;
  /** What people call it, the same in every language: `"Movistar prepago"`. */
  label: string;
  kind: ServiceKind;
  /** Whose mobiles its numbers are; `null` where they are landlines or contracts. */
  carrier: CarrierName | null;
  /** Whether its balance can be asked for, where nobody configured otherwise. */
  can_get_balance: boolean;
  /** Whether it is sold as a top-up. */
  is_top_up: boolean;
}

/** The number or contract of a service. */
export interface ServiceNumberValue {
  service_id: ServiceId;
  /** The digits, with the zeros before them: `"04243675525"`. */
  number: string;
}

/** A note or coin. */
export interface DenominationValue {
  kind: "note" | "coin";
  /** `"200.00"` */
  value: string;
  /** `"20000"` */
  minor: string;
}

/** A counted drawer. */
export interface CountValue {
  total: AmountValue;
  /** Largest first, without those of which there is none. */
  pieces: { value: string; quantity: number }[];
}

/** A checked request. */
export interface FormValue {
  /** The body to send, as JSON text: normalised, its amounts exact. */
  body: string;
}

/** What was scanned or typed, by `kind`. Codes are strings: a JavaScript number would lose their digits. */
export type BarcodeValue =
  | {
      kind: "coupon";
      /** The 19 digits. */
      code: string;
      branch: number;
      customer: number;
      /** The day on which it was made: `"2026-01-27"`. */
      date: string;
    }
  | {
      kind: "gtin";
      /** The digits as they were scanned. */
      code: string;
      format: "GTIN-8" | "GTIN-12" | "GTIN-13" | "GTIN-14";
      /** The same number with 14 digits, one for each item. */
      gtin_14: string;
    }
  | {
      kind: "sscc";
      /** The 18 digits. */
      code: string;
    }
  | {
      kind: "boleto";
      /** The 44 digits of the bars. */
      code: string;
      format: "bank" | "collection";
      /** The digits of the line that is typed, 47 of a bank or 48 of collection. */
      line: string;
      /** The bank's number, three digits. */
      bank: string | null;
      /** `null` where it is left open. */
      amount: AmountValue | null;
      /** `"2026-12-31"`; `null` where it is left open or not said. */
      due_date: string | null;
    };
