#!/usr/bin/env bash
# clippy over what is compiled to WebAssembly; warnings are errors.
. "$(dirname "$0")/env.sh"
# In the release profile, whose dependencies the build of Worker and pages has compiled or will.
lint() {
  if [ -x "$SYSROOT/bin/rustc" ]; then
    # The distribution's compiler has a clippy of its own, which is called the way `cargo clippy` would.
    SYSROOT=$SYSROOT RUSTC_WORKSPACE_WRAPPER=/usr/bin/clippy-driver CLIPPY_ARGS='-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__' \
      CLIPPY_CONF_DIR=$PROJECT with_wasm cargo check --release --locked --target wasm32-unknown-unknown "$@"
  else
    with_wasm cargo clippy --release --locked --target wasm32-unknown-unknown "$@" -- -D warnings
  fi
}
lint --package ventanilla-worker --package ventanilla-web
lint --package ventanilla-core --features forms
