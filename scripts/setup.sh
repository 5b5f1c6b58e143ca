#!/usr/bin/env bash
# Installs what is missing: npm packages (`setup.sh tools`), to build and serve (`serve`), to measure in Chromium too (`bench`), to build
# all that is shipped (`build`), to run every test (`test`). Idempotent: where nothing is missing it takes a moment.
. "$(dirname "$0")/env.sh"
need=${1:-serve}
case $need in tools | serve | bench | build | test) ;; *) echo "setup.sh: tools, serve, bench, build or test, not $need" >&2; exit 2 ;; esac
mkdir -p "$CACHE"

# System packages are installed only as root; anyone else is told the one line to run.
packages_wanted=()
system_package() { # command-or-file, packages...
  local probe=$1; shift
  if [ ! -e "$probe" ] && ! command -v "$probe" >/dev/null; then packages_wanted+=("$@"); fi
}
system_packages_install() {
  [ ${#packages_wanted[@]} -gt 0 ] || return 0
  local line="apt-get install --yes --no-install-recommends ${packages_wanted[*]}"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing system packages: ${packages_wanted[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive $line -qq; } >"$CACHE/apt.log" 2>&1 || { tail -n 20 "$CACHE/apt.log" >&2; exit 1; }
  else
    echo "Missing system packages. Run this, then the same command again:" >&2
    echo "  sudo apt-get update && sudo $line" >&2
    exit 1
  fi
  packages_wanted=()
}

# A crates.io binary, in a folder of its own named after its version.
cargo_tool() { # crate, version, folder, binary
  [ -x "$3/bin/$4" ] && return 0
  say "building $1 $2 (some minutes, once on this machine)"
  cargo install --locked --quiet --root "$3" --target-dir "$CACHE/tools-target" "$1" --version "$2"
}

# A std for wasm32-unknown-unknown: rustup's; else, where rustup cannot fetch it, one built from the distribution's sources.
wasm_std() {
  [ -x "$SYSROOT/bin/rustc" ] && return 0
  if command -v rustup >/dev/null; then
    rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown && return 0
    rustup target add wasm32-unknown-unknown >/dev/null 2>&1 && return 0
  fi
  system_package /usr/bin/rustc rustc-web
  compgen -G '/usr/src/rustc-*/library/std' >/dev/null || packages_wanted+=(rust-web-src)
  system_packages_install
  say "building std for wasm32-unknown-unknown (about a minute, once on this machine)"
  local build=$CACHE/std-build staging=$SYSROOT.new host
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  rm -rf "$build" "$staging"
  mkdir -p "$build/src"
  printf '[package]\nname = "empty_crate"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\npanic = "unwind"\n[workspace]\n' >"$build/Cargo.toml"
  : >"$build/src/lib.rs"
  (cd "$build" && RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR=$build/target \
    cargo build --quiet -Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test --release --target wasm32-unknown-unknown)
  local host_lib=$staging/lib/rustlib/$host wasm_lib=$staging/lib/rustlib/wasm32-unknown-unknown/lib
  mkdir -p "$wasm_lib" "$host_lib/bin" "$staging/bin"
  find "$build/target/wasm32-unknown-unknown/release/deps" -name 'lib*.rlib' ! -name 'libempty_crate-*' -exec cp {} "$wasm_lib/" \;
  ln -s "/usr/lib/rustlib/$host/lib" "$host_lib/lib"
  ln -s "$(rustc --print sysroot)/lib/rustlib/$host/bin/rust-lld" "$host_lib/bin/rust-lld"
  printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot "%s" "$@"\n' "$SYSROOT" >"$staging/bin/rustc"
  chmod +x "$staging/bin/rustc"
  rm -rf "$SYSROOT" "$build"
  mv "$staging" "$SYSROOT"
}

node_modules() {
  [ -e node_modules/.installed ] && cmp -s package-lock.json node_modules/.installed && return 0
  say "installing npm packages"
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed
}

if [ "$need" = tools ]; then
  command -v npm >/dev/null || { echo "npm is missing: install Node.js with npm first." >&2; exit 1; }
  node_modules
  exit 0
fi
for tool in cargo npm; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: install Rust (rustup.rs) and Node.js with npm first." >&2; exit 1; }
done
system_package cc build-essential
system_package curl curl
if [ "$need" = test ] || [ "$need" = bench ]; then system_package "$CHROMIUM" chromium; fi
if [ "$need" = test ]; then
  system_package "$CHROMEDRIVER" chromium-driver
  # libFuzzer is written in it.
  system_package c++ build-essential
  # Reads the bar codes that are printed.
  system_package zbarimg zbar-tools
fi
system_packages_install
wasm_std
# clippy for wasm32 has to be of the compiler that std was built with.
if [ "$need" = test ] && [ -x "$SYSROOT/bin/rustc" ]; then
  compgen -G '/usr/bin/clippy-driver*' >/dev/null || packages_wanted+=(rust-web-clippy)
  system_packages_install
fi
node_modules
cargo_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "$WASM_BINDGEN_DIR" wasm-bindgen
cargo_tool worker-build "$WORKER_BUILD_VERSION" "$WORKER_BUILD_DIR" worker-build
if [ "$need" = test ]; then cargo_tool wasm-pack "$WASM_PACK_VERSION" "$WASM_PACK_DIR" wasm-pack; fi
rm -rf "$CACHE/tools-target"
