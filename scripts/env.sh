# The environment every script runs in: where tools are kept, what comes first on PATH. Sourced, from the top of the project.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/versions.sh

PROJECT=$PWD
CACHE=${VENTANILLA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ventanilla}
WASM_BINDGEN_DIR=$CACHE/wasm-bindgen-cli-$WASM_BINDGEN_VERSION
WORKER_BUILD_DIR=$CACHE/worker-build-$WORKER_BUILD_VERSION
WASM_PACK_DIR=$CACHE/wasm-pack-$WASM_PACK_VERSION
SYSROOT=$CACHE/wasm-sysroot

export PATH="$PROJECT/node_modules/.bin:$WASM_BINDGEN_DIR/bin:$WORKER_BUILD_DIR/bin:$WASM_PACK_DIR/bin:$PATH"
export WASM_BINDGEN_BIN=$WASM_BINDGEN_DIR/bin/wasm-bindgen
export WASM_OPT_BIN=$PROJECT/node_modules/.bin/wasm-opt
export ESBUILD_BIN=$PROJECT/node_modules/.bin/esbuild
# wrangler and miniflare would otherwise ask the network for a copy of request metadata.
export CLOUDFLARE_CF_FETCH_ENABLED=false WRANGLER_SEND_METRICS=false WRANGLER_HIDE_BANNER=true SCARF_ANALYTICS=false
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium} CHROMEDRIVER=${CHROMEDRIVER:-/usr/bin/chromedriver}

say() { printf '\033[1m%s\033[0m\n' "· $*" >&2; }

# Runs a command with the compiler that has a std for wasm32: rustup's own where it has the target, else the one setup.sh
# put together. Crates built by two compilers do not mix, so wasm builds have a target folder of their own.
with_wasm() (
  export CARGO_TARGET_DIR=$PROJECT/target/wasm
  if [ -x "$SYSROOT/bin/rustc" ]; then
    export PATH="$SYSROOT/bin:$PATH" RUSTC=$SYSROOT/bin/rustc
  fi
  "$@"
)
