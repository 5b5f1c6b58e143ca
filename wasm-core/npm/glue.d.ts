/**
 * The functions of the package, over a module of your own making: for places that the package has no entry for. `core.wasm` and `forms.wasm` need
 * nothing from outside; `validateForm` and `validateForms` are there only with `forms.wasm`.
 *
 * @example
 * const { instance } = await WebAssembly.instantiate(bytes);
 * const { parseAmount } = bind(instance.exports);
 */
export function bind(exports: WebAssembly.Exports): typeof import("./forms.js");
