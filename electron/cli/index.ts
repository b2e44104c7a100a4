#!/usr/bin/env node
// The `parley` command.
import { homedir } from 'node:os'
import { main } from './main.ts'
import { askPassphrase } from './passphrase.ts'
import type { Surroundings } from './command.ts'

// A reader that has enough (`parley ls | head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })
}

const around: Surroundings = {
  env: process.env,
  platform: process.platform,
  home: homedir(),
  interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
  now: () => new Date(),
  out: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
  readPassphrase: askPassphrase,
  ended: () => new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  }),
}

process.exitCode = await main(process.argv.slice(2), around)
