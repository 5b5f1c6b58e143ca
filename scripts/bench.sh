#!/usr/bin/env bash
# `make bench`: builds the Worker if it changed and measures it on the local runtime.
. "$(dirname "$0")/env.sh"
scripts/setup.sh serve
scripts/build.sh worker
exec node tests/bench/bench.mjs
