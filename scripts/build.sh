#!/usr/bin/env bash
# Builds what is named, and only where its inputs changed: build.sh [worker] [pages] [docs] [npm].
. "$(dirname "$0")/env.sh"
STAMPS=$PROJECT/target/stamps
mkdir -p "$STAMPS"
# Two builds at once (a server and a test run, say) would write the same files.
if command -v flock >/dev/null; then exec 9>"$STAMPS/lock"; flock 9; fi

sha256=(sha256sum)
command -v sha256sum >/dev/null || sha256=(shasum -a 256)

# Names and contents of what a build reads, and of what builds it; the tests in Chromium leave a webdriver.json there.
inputs_hash() {
  {
    cat scripts/build.sh scripts/versions.sh package-lock.json Cargo.toml Cargo.lock
    with_wasm rustc --version --verbose
    find "$@" -type f -not -path '*/build/*' -not -path '*/dist/*' -not -name webdriver.json -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 "${sha256[@]}"
  } | "${sha256[@]}"
}

# Runs `build_NAME` unless the inputs are those of the last time and what it made is still there.
built() { # name, output, what to say, inputs...
  local name=$1 output=$2 words=$3 hash
  shift 3
  hash=$(inputs_hash "$@")
  if [ -e "$output" ] && [ "$(cat "$STAMPS/$name" 2>/dev/null)" = "$hash" ]; then return 0; fi
  say "building $words"
  rm -f "$STAMPS/$name"
  "build_$name"
  printf '%s\n' "$hash" >"$STAMPS/$name"
}

# What the compiler makes use of.
WASM_FEATURES=(--enable-reference-types --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals
  --enable-multivalue --enable-exception-handling)

# -Os leaves more alike than -Oz does, and so packs smaller; so do accesses to memory without the hints of alignment that no engine uses. The lowest
# addresses are the far end of the stack. Functions' names are left out, a tenth of what would be loaded; what a panic says has its place in the source.
# Streams written in Rust are a linked crate's, exported for JavaScript that would use them; there is none.
PACKED=('--remove-exports=*intounderlying*' -Os --one-caller-inline-max-function-size=30 --low-memory-unused --zero-filled-memory --dealign
  --strip-debug --strip-producers --strip-target-features)
# As -Os writes it, without doing again what it did.
ORDERED=(--optimize-level=2 --shrink-level=1 --reorder-functions-by-name --strip-debug)

# Optimises a program and puts its functions into the order in which they pack best.
pack() { # in, out, what else wasm-opt is told...
  local in=$1 out=$2
  shift 2
  "$WASM_OPT_BIN" "${PACKED[@]}" "${WASM_FEATURES[@]}" "$@" "$in" -o "$out"
  node scripts/order.mjs "$out" "$out"
  "$WASM_OPT_BIN" "${ORDERED[@]}" "${WASM_FEATURES[@]}" "$out" -o "$out"
}

build_worker() {
  (cd worker && with_wasm worker-build --release)
  local built=worker/build/index_bg.wasm
  pack "$built" "$built"
}

build_programs() {
  local staging=$PROJECT/target/bindgen out=$PROJECT/target/programs
  rm -rf "$staging" "$out"
  mkdir -p "$out"
  # Views are built from erased types: a sixth less to download than one type for each view.
  RUSTFLAGS="--cfg erase_components" with_wasm cargo build --release --locked --package ventanilla-web --target wasm32-unknown-unknown
  local program
  for program in till office sessions settings coupons issuing customers services orders providers credits loyalty wallets; do
    "$WASM_BINDGEN_BIN" --target web --no-typescript --out-dir "$staging" --out-name "$program" \
      "target/wasm/wasm32-unknown-unknown/release/ventanilla-$program.wasm"
    pack "$staging/${program}_bg.wasm" "$out/${program}_bg.wasm" --minify-imports-and-exports-and-modules >"$staging/$program.json"
    node scripts/shorten.mjs "$staging/$program.js" "$staging/$program.json"
    # Each starts itself.
    "$ESBUILD_BIN" web/start.js "--alias:program=$staging/$program.js" --bundle --format=esm --minify --target=es2022 --log-level=warning --outfile="$out/$program.js"
  done
}

build_site() {
  node scripts/site.mjs
}

build_docs() {
  rm -rf web/dist/docs
  mkdir -p web/dist/docs
  cp node_modules/swagger-ui-dist/{swagger-ui.css,swagger-ui-bundle.js,swagger-ui-bundle.js.LICENSE.txt,LICENSE,NOTICE} web/dist/docs/
  cp -R web/docs/. web/dist/docs/
  cargo run --quiet --locked --package ventanilla-worker --features openapi --bin openapi >target/openapi.json
  mv target/openapi.json web/dist/openapi.json
}

# The two modules of the npm package, without and with the readers of whole requests, and the package.
build_npm() {
  local staging=$PROJECT/target/bindgen/npm feature
  # wasm-bindgen makes the exports; its own script is not used, since nothing but numbers is passed.
  rm -rf "$staging"
  for feature in js forms; do
    with_wasm cargo build --quiet --release --locked --package ventanilla-core --lib --features "$feature" --target wasm32-unknown-unknown
    "$WASM_BINDGEN_BIN" --target web --no-typescript --out-dir "$staging/$feature" --out-name module \
      target/wasm/wasm32-unknown-unknown/release/ventanilla_core.wasm
    node scripts/snip.mjs "$staging/$feature/module_bg.wasm" "$staging/$feature.wasm"
    pack "$staging/$feature.wasm" "$staging/$feature.wasm"
  done
  node scripts/npm.mjs "$staging/js.wasm" "$staging/forms.wasm"
}

npm_file() { sed -n 's|^version = "\(.*\)"$|target/npm/ventanilla-core-\1.tgz|p' Cargo.toml | head -n 1; }

# The site has the npm package in it.
npm_package() { built npm "$(npm_file)" "the npm package" wasm-core LICENSE-APACHE LICENSE-MIT scripts/npm.mjs scripts/snip.mjs scripts/order.mjs scripts/lib/npm.mjs; }

for part in "$@"; do
  case $part in
    worker) built worker worker/build/index.js "the Worker (minutes the first time)" wasm-core worker migrations scripts/order.mjs ;;
    pages)
      npm_package
      built programs target/programs/wallets.js "the pages' programs (minutes the first time)" wasm-core web/src web/Cargo.toml web/start.js scripts/order.mjs scripts/shorten.mjs
      built site web/dist/app/sw.js "the site" scripts/site.mjs scripts/lib/npm.mjs scripts/lib/pages.mjs scripts/lib/words.mjs web/examples web/page.html web/theme.js web/load.js web/static web/headers \
        wasm-core/src/code wasm-core/src/code.rs web/src/i18n target/programs target/npm/package
      ;;
    docs) built docs web/dist/openapi.json "the API's documentation (minutes the first time)" wasm-core worker web/docs ;;
    npm) npm_package ;;
    *) echo "build.sh: no such part: $part" >&2; exit 2 ;;
  esac
done
