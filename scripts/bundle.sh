#!/usr/bin/env bash
# `make build`: builds everything, packs the Worker as a deployment would, and prints the sizes that are downloaded or loaded cold.
. "$(dirname "$0")/env.sh"
scripts/setup.sh build
scripts/build.sh worker npm pages docs
say "packing what would be deployed"
rm -rf target/bundle
wrangler deploy --dry-run --outdir target/bundle
node scripts/sizes.mjs
