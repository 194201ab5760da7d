#!/usr/bin/env -S bun --no-env-file --max-http-header-size=32768
import "../dist/rollcall.js"
