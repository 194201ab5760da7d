#!/usr/bin/env -S deno run --no-prompt --allow-net --allow-env=ROLLCALL_*,PG*,OTEL_*,MSGPACKR_* --allow-read=. --allow-write=.
import "../dist/rollcall.js"
