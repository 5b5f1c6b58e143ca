#!/usr/bin/env bash
# `make test`: sets up and runs every check and test. ONLY=runtime,browser runs the named steps alone.
# Nothing here asks anybody anything, and standard input may be closed.
exec </dev/null
. "$(dirname "$0")/env.sh"
scripts/setup.sh test
exec node scripts/test.mjs
