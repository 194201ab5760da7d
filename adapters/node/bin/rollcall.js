#!/usr/bin/env node
import "../dist/rollcall.js"
