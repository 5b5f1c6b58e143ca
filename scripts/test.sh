#!/usr/bin/env bash
# `make test`: sets up and runs every check and test. ONLY=runtime,browser runs the named steps alone.
. "$(dirname "$0")/env.sh"
scripts/setup.sh test
exec node scripts/test.mjs </dev/null
