export * from "./index.js";
import type { CountryCode, CurrencyCode, FieldError, Language } from "./index.js";

/** A request of one of the five doors: the door, a slash, and the request. */
export type FormName =
    | "kantuta/login"
    | "kantuta/open-session"
    | "kantuta/close-session"
    | "kantuta/difference-reason"
    | "kantuta/movement"
    | "kantuta/top-up"
    | "kantuta/injection"
    | "kantuta/operator-reference"
    | "resources/reverse"
    | "cps/pay"
    | "portal/issue-coupon"
    | "portal/collect-coupon"
    | "portal/cancel-coupon"
    | "phone-credits/create-order"
    | "phone-credits/complete-order"
    | "loyalty/add-contact"
    | "loyalty/sale"
    | "loyalty/update-balance";

/** What is wrong with a field of a request, and what to say of it. */
export interface FormError extends FieldError {
    /** What is wrong and what to do, in each language. */
    messages: Record<Language, string>;
}

/** A checked request. */
export interface FormValue {
    /** The body to send, as JSON text: normalised, its amounts exact. */
    body: string;
}

/** What a request is answered. */
export type FormAnswer = { ok: true; value: FormValue } | { ok: false; errors: FormError[] };

/** Where the request is sent from. */
export interface FormOptions {
    /** Bolivia unless said otherwise. */
    country?: CountryCode;
    /** That of the country unless said otherwise. */
    currency?: CurrencyCode;
}

/**
 * Reads the body of a request, an object or JSON text, as the server will: the same checks, all of them at once, one error for each field.
 *
 * @example
 * validateForm("kantuta/top-up", { operadora: "Tigo", numero_cliente: "+591 76543210", monto: 30.5, id_caja_sesion: 7 })
 */
export function validateForm(form: FormName, body: object | string, options?: FormOptions): FormAnswer;

/** The same for each body, in order. */
export function validateForms(
    form: FormName,
    bodies: readonly (object | string)[],
    options?: FormOptions,
): { ok: true; value: FormAnswer[] } | { ok: false; errors: FieldError[] };
