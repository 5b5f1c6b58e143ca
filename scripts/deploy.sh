#!/usr/bin/env bash
# `make deploy`: sets up, builds what changed, and deploys it.
. "$(dirname "$0")/env.sh"
scripts/setup.sh serve
scripts/build.sh worker npm pages docs
exec node scripts/deploy.mjs
