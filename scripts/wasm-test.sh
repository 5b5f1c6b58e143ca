#!/usr/bin/env bash
# The tests of wasm-core compiled to WebAssembly: wasm-test.sh node, or wasm-test.sh chrome.
. "$(dirname "$0")/env.sh"
case $1 in
  node) where=(--node) ;;
  chrome)
    where=(--headless --chrome --chromedriver "$CHROMEDRIVER")
    cat >wasm-core/webdriver.json <<JSON
{ "goog:chromeOptions": { "binary": "$CHROMIUM", "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] } }
JSON
    ;;
  *) echo "wasm-test.sh: node or chrome, not $1" >&2; exit 2 ;;
esac
with_wasm wasm-pack test --mode no-install "${where[@]}" wasm-core --locked --features forms
