#!/usr/bin/env node
// The installed `parley` command: says what is missing on a Node that is too old, instead of failing somewhere inside.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

// `node:sqlite` needs no flag from here on.
if (major > 22 || (major === 22 && minor >= 13)) {
  await import('../cli/index.ts')
} else {
  console.error(`Parley needs Node 24 or newer, and this is Node ${process.versions.node}.`)
  console.error('Install a newer Node, then try again.')
  process.exitCode = 2
}

export {}
