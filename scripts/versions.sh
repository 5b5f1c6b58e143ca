# Versions of the tools that are built from crates.io. Sourced by the other scripts.
# wasm-bindgen-cli must equal the wasm-bindgen crate in Cargo.toml to the letter.
# shellcheck shell=bash disable=SC2034
WASM_BINDGEN_VERSION=0.2.129
WORKER_BUILD_VERSION=0.8.7
WASM_PACK_VERSION=0.15.1
