#!/usr/bin/env bash
# `make npm`: the npm package, packed, and what it weighs.
. "$(dirname "$0")/env.sh"
scripts/setup.sh build
scripts/build.sh npm
node scripts/sizes.mjs npm
echo "packed: $(ls target/npm/*.tgz)"
