// Cuts out of a program what nobody needs: `snip.mjs IN.wasm OUT.wasm`. What tells of a panic: it ends the program either way, and where nobody listens
// its words are only weight; what is cut traps as soon as it is reached. And what wasm-bindgen keeps for values of JavaScript's, where none are passed:
// the program then needs nothing from outside. For wasm-opt to drop what was needed by nothing else.
import { readFileSync, writeFileSync } from 'node:fs';
import binaryen from 'binaryen';

const [from, to] = process.argv.slice(2);
// The ways into it, in the names that Rust's compiler gives.
const WAYS = [
  /^core\[\w+\]::panicking::/, /^std\[\w+\]::panicking::/, /^core\[\w+\]::(?:option|result)::\w+_failed$/, /^core\[\w+\]::slice::\w+::\w*fail/,
  /^core\[\w+\]::str::slice_error_fail/, /^core\[\w+\]::cell::panic_/, /^std\[\w+\]::thread::local::panic_access_error/,
  /^alloc\[\w+\]::raw_vec::handle_error/, /^alloc\[\w+\]::alloc::handle_alloc_error/, /^<std\[\w+\]::panicking::/,
];
// Most of what they say, and of which place in the source. Texts stand side by side in the memory, with nothing between them: each ends in what only it has.
const WORDS = [/\/rustc\/[0-9a-f]{40}\/library\/[\w/]+\.rs(?=\0)/g, /(?<![\w/])wasm-core\/src\/[\w/]+\.rs(?=\0)/g, /assertion failed: [\w.]+\(\w*\)/g];

binaryen.setDebugInfo(true);
const program = binaryen.readBinary(readFileSync(from));
let isPanicCut = false;
for (let at = 0; at < program.getNumFunctions(); at += 1) {
  const handle = program.getFunctionByIndex(at);
  const { name, module, params, results } = binaryen.getFunctionInfo(handle);
  if (module || !WAYS.some((way) => way.test(name))) continue;
  binaryen.Function.setBody(handle, program.unreachable());
  isPanicCut ||= name.endsWith('::panicking::panic_fmt');
}
for (let at = program.getNumExports() - 1; at >= 0; at -= 1) {
  const { name } = binaryen.getExportInfo(program.getExportByIndex(at));
  if (name.startsWith('__')) program.removeExport(name);
}
if (!isPanicCut) throw new Error(`${from} has no function of that name for panics: keep its names until here, and follow the compiler's`);
const binary = Buffer.from(program.emitBinary());
for (const words of WORDS) {
  for (const { 0: found, index } of binary.latin1Slice().matchAll(words)) binary.fill(0, index, index + found.length);
}
writeFileSync(to, binary);
