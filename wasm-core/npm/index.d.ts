/** ISO 4217. */
export type CurrencyCode = "BOB" | "VES" | "BRL" | "ARS" | "MXN" | "USD";

/** ISO 3166-1 alpha-2. */
export type CountryCode = "BO" | "VE" | "BR" | "MX" | "AR";

/** A mobile operator whose credit is sold: of Bolivia, of Venezuela, of Brazil. */
export type OperatorName =
    | "Tigo" | "Entel" | "Viva" | "Movistar" | "Movilnet" | "Digitel" | "Vivo" | "Claro" | "Oi" | "Tim";

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

/**
 * A scheme of check digits. `mod10-left` is the coupons' (3, 1, 3, 1 from the left), `gs1` that of GTIN and SSCC (from the right).
 * The `mod11-` ones say how far the weights go and what stands for 10: `mod11-9-zero` and `mod11-9-one` are FEBRABAN's of
 * collection and of banks, `mod11-9-x` is ISSN's, `mod11-7-k` the Chilean RUT's, `mod11-7` the Argentine CUIT's.
 */
export type CheckDigitName =
    | "mod10-left" | "gs1" | "luhn" | "mod11-9-zero" | "mod11-9-one" | "mod11-9-x" | "mod11-7-k" | "mod11-7"
    | "isbn-10" | "iso7064-11-2" | "iso7064-97-10" | "iso7064-11,10" | "verhoeff" | "damm";

/** A stable error code: everything that this package says is wrong. */
export type ErrorCode =
    | "body_too_large"
    | "body_invalid"
    | "body_empty"
    | "body_not_utf8"
    | "body_not_json"
    | "body_not_object"
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
    | "total_mismatch"
    | "pin_format"
    | "phone_not_digits"
    | "phone_too_short"
    | "phone_too_long"
    | "phone_landline"
    | "phone_unknown_prefix"
    | "phone_unknown_area"
    | "phone_country_unsupported"
    | "phone_unassigned"
    | "phone_other_country"
    | "api_key_invalid"
    | "service_unknown"
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

/** A language that errors are worded in. A tag such as `es-BO` is taken as well. */
export type Language = "es" | "pt" | "en";

/** What is wrong with one field or argument. */
export interface FieldError {
    /** The field or argument; nested ones with the way to them (`facturas.0.monto`); empty for a body as a whole. */
    field: string;
    code: ErrorCode;
    /** `error.` and the code: the key of a text in your own catalogue. {@link message} has one in three languages. */
    message_key: `error.${ErrorCode}`;
    /** What the text has placeholders for. */
    parameters: Record<string, string>;
    /** Where in the text, in code points from its start, if it is one place. */
    position?: number;
}

/** What is not as it should be; at least one error. */
export interface Refusal {
    ok: false;
    errors: FieldError[];
}

/** What the functions answer: plain objects, which may be kept, copied and sent anywhere. Nothing is thrown, whatever they are given. */
export type Answer<T> = { ok: true; value: T } | Refusal;

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

/** Which numbers are asked for; `any` unless said otherwise. `mobile` refuses landlines with `phone_landline`. */
export type PhoneWanted = "any" | "mobile";

/** What the numbering plan says of a number. Mexico's tells landlines from mobiles in a few area codes only. */
export type PhoneKind = "mobile" | "fixed" | "fixed_or_mobile";

/** A number of a country's numbering plan. */
export interface PhoneValue {
    country: CountryCode;
    /** The national significant number: `"76543210"`. */
    national: string;
    /** As E.164 writes it: `"+59176543210"`. */
    international: string;
    kind: PhoneKind;
    /** Whom the prefix was issued to. A hint only where numbers are portable. */
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

/** How a scanner types that is plugged in as a keyboard. */
export interface ScanSettings {
    /** The most milliseconds between two keys of a scan, 10 to 150; 50 unless said otherwise. */
    gap_ms_max?: number;
    /** The fewest characters of a scan, 3 to 64, without the prefix; 6 unless said otherwise. */
    characters_min?: number;
    /** What the scanner sends behind the code; Enter or Tab unless said otherwise. */
    ending?: "enter-tab" | "enter" | "tab" | "pause";
    /** What every scan starts with, at most 8 characters without blanks; nothing unless said otherwise. It is removed. */
    prefix?: string;
}

/** A key, as a `KeyboardEvent` has it: the event itself can be given. */
export interface ScanKey {
    key: string;
    /** When, in milliseconds from any beginning; now, by `performance.now()`, where it says no time. */
    timeStamp?: number;
    repeat?: boolean;
    ctrlKey?: boolean;
    altKey?: boolean;
    metaKey?: boolean;
}

/** A scan. */
export interface Scan {
    /** What was scanned, without the prefix. */
    text: string;
    /** How many characters have reached whatever had the focus. */
    leaked: number;
    /** The key that completed it, which must do nothing on the page; `null` where a pause did. */
    terminator: "Enter" | "Tab" | null;
}

/**
 * What a key turned out to be. `started`: perhaps the first character of a scan; `pending`: perhaps a further one; `typed`: a person's,
 * and so was all that was pending; `swallow`: it belongs to a scan that is complete, and must do nothing; `scan`: it completes one, or where a
 * pause has, comes after it.
 */
export type ScanOutcome = "started" | "pending" | "typed" | "swallow" | "scan";

/** Tells what a scanner types from what a person types, key by key. It keeps a text, and nothing has to be freed. */
export interface ScanDetector {
    /** After how many milliseconds without a key `pause` is to be asked; `null` where only a key completes a scan. */
    readonly pause_ms: number | null;
    /** Takes a key before it has had any effect on the page. */
    press(key: ScanKey): { outcome: ScanOutcome; scan: Scan | null };
    /** Takes that nothing was pressed until now. */
    pause(timeStamp: number): Scan | null;
}

/**
 * Reads an amount as people type it: `30`, `30,5`, `1.234,56`, `1,234.56`, `1 234.50`. Refused, never guessed or rounded, is what can be read
 * in two ways (`1.234`) and what has more decimals than the currency.
 *
 * @example
 * parseAmount("1.234,56", "BOB") // { ok: true, value: { minor: "123456", text: "1234.56", number: "1234.56", currency: "BOB", symbol: "Bs" } }
 */
export function parseAmount(text: string, currency: CurrencyCode): Answer<AmountValue>;

/** The same for each text, in order. */
export function parseAmounts(texts: readonly string[], currency: CurrencyCode): Answer<Answer<AmountValue>[]>;

/** Whether a text is an amount as people type it; `false` for anything else. */
export function isAmount(text: string, currency: CurrencyCode): boolean;

/** Writes an amount of so many minor units, which are a text: `formatAmount("3050", "BOB")` has the text `"30.50"`. */
export function formatAmount(minor: string, currency: CurrencyCode): Answer<AmountValue>;

/**
 * The share of an amount that a rate comes to, rounded to whole minor units, halves away from zero. Both are as people type them; the rate is
 * from 0 to 1000 % with two decimals at most.
 *
 * @example
 * percentOf("100,50", "13", "BOB") // { ok: true, value: { text: "13.07", … } }
 */
export function percentOf(text: string, percent: string, currency: CurrencyCode): Answer<AmountValue>;

/**
 * Reads a number of a country's numbering plan, mobile or fixed. Accepted and removed are separators, the country's calling code and what is
 * dialled before a number inside the country; Argentina's `15` becomes the `9` of the plan. The position of an error is that of the first digit
 * with which no number goes on.
 */
export function validatePhone(country: CountryCode, text: string, wanted?: PhoneWanted): Answer<PhoneValue>;

/** The same for each text, in order. */
export function validatePhones(country: CountryCode, texts: readonly string[], wanted?: PhoneWanted): Answer<Answer<PhoneValue>[]>;

/** Whether a text is a number of a country's numbering plan; `false` for anything else. */
export function isPhone(country: CountryCode, text: string, wanted?: PhoneWanted): boolean;

/** The operators whose credit is sold in a country, in the order to show them; none in Mexico and Argentina. */
export function operators(country: CountryCode): Answer<OperatorName[]>;

/**
 * The operator that what has been typed of a number hints at; `null` while that is open, and where nothing is known. Numbers of Bolivia are
 * portable, so that it is a hint there; in Venezuela it is the operator.
 */
export function suggestOperator(country: CountryCode, text: string): Answer<OperatorName | null>;

/** The Venezuelan services that can be paid, by id. */
export function services(): Answer<ServiceValue[]>;

/** Reads the number or contract of a service as people type it: the ten digits of a phone are given their 0. */
export function validateServiceNumber(id: ServiceId, text: string): Answer<ServiceNumberValue>;

/** The same for each text, in order. */
export function validateServiceNumbers(id: ServiceId, texts: readonly string[]): Answer<Answer<ServiceNumberValue>[]>;

/** Check digits, in the schemes of {@link CheckDigitName}. */
export declare const checkDigit: {
    /** Every scheme. */
    schemes(): CheckDigitName[];
    /** What stands after the other digits: one digit, `X` or `K` where the scheme has them, or two digits. */
    compute(scheme: CheckDigitName, payload: string): Answer<string>;
    /** Whether a text is digits that end in their check digit, a letter in upper case; `false` for anything else. */
    isValid(scheme: CheckDigitName, text: string): boolean;
};

/**
 * Reads what was scanned or typed, and says what it is: a payment coupon, a GTIN, an SSCC or a boleto. Blanks, dots, hyphens and the scanner's
 * symbology identifier are passed over, and so are control characters. Behind the identifier 00, an SSCC has 20 digits.
 *
 * @param today the shop's date, `YYYY-MM-DD`; that of this machine unless said otherwise. No coupon is of a later day, and it tells which of two
 * days a boleto means.
 */
export function parseBarcode(text: string, today?: string): Answer<BarcodeValue>;

/** The same for each text, in order. */
export function parseBarcodes(texts: readonly string[], today?: string): Answer<Answer<BarcodeValue>[]>;

/** Whether a text is a code that {@link parseBarcode} reads; `false` for anything else. */
export function isBarcode(text: string, today?: string): boolean;

/**
 * The 19 digits of the coupon that a branch makes for a customer on a day.
 *
 * @param branch 1 to 9999
 * @param customer 1 to 999999
 * @param date `YYYY-MM-DD`; today unless said otherwise
 */
export function makeCouponBarcode(branch: number, customer: number, date?: string): Answer<string>;

/** The notes and coins of a currency, largest first. */
export function denominations(currency: CurrencyCode): Answer<DenominationValue[]>;

/** Adds up a count of a drawer: `countCash("BOB", { "200.00": 3, "0.50": 4 })`. */
export function countCash(currency: CurrencyCode, count: Record<string, number>): Answer<CountValue>;

/** Begins to tell scans from typing; see {@link ScanDetector}. */
export function scanDetector(settings?: ScanSettings): Answer<ScanDetector>;

/** What is wrong and what to do, in a language. */
export function message(error: FieldError, language: Language | (string & {})): Answer<string>;
/** The text of a code, its placeholders filled in. */
export function message(code: ErrorCode, language: Language | (string & {}), parameters?: Record<string, string | number>): Answer<string>;

/** Whose numbering metadata the phones are checked with: a package and its version. */
export declare const numbering: string;
