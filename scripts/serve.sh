#!/usr/bin/env bash
# `make serve`: sets up, builds what changed, and becomes the server.
. "$(dirname "$0")/env.sh"
scripts/setup.sh serve
scripts/build.sh worker npm pages docs
exec node scripts/serve.mjs
