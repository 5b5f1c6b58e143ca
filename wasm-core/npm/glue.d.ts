/**
 * The functions of the package, over a module of your own making: for places that the package has no entry for. `core.wasm` and `forms.wasm` need
 * nothing from outside; `validateForm` and `validateForms` are there only with `forms.wasm`. `renew` gives the exports of another instance, for when a full
 * stack has ended a call in its middle.
 *
 * @example
 * const module = await WebAssembly.compile(bytes);
 * const instance = () => new WebAssembly.Instance(module).exports;
 * const { parseAmount } = bind(instance(), instance);
 */
export function bind(exports: object, renew?: () => object): typeof import("./forms.js");
