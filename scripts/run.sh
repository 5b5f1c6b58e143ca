#!/usr/bin/env bash
# Sets up what the Node scripts need and becomes one of them: run.sh FILE [arguments...].
. "$(dirname "$0")/env.sh"
scripts/setup.sh tools
exec node "$@"
