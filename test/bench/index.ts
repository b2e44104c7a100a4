// Measures, printed as a table and as JSON. Never part of the tests: a slow machine is not a failure.
//
//   npm run -s bench                 all rows
//   npm run -s bench -- giving join  rows whose name holds one of the words
//   npm run -s bench -- --json       JSON alone
import { cpus, totalmem } from 'node:os'
import { exchangeRows } from './exchange.ts'
import { federationRows } from './federation.ts'
import { givingRows } from './giving.ts'
import { meshRows } from './mesh.ts'
import { lanRows } from './lan.ts'
import { openingRows } from './opening.ts'
import { searchRows } from './search.ts'
import { besideRows } from './beside/index.ts'
import { pageBenches } from './page.ts'
import { waysRows } from './ways.ts'
import type { Bench, Row } from './row.ts'

const benches: readonly Bench[] = [...givingRows, ...openingRows, ...exchangeRows, ...meshRows, ...federationRows, ...lanRows, ...besideRows, ...pageBenches, ...searchRows, ...waysRows]

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const jsonOnly = process.argv.includes('--json')
const chosen = benches.filter((bench) => words.length === 0 || words.some((word) => bench.name.includes(word)))

const rows: Row[] = []
for (const bench of chosen) {
  if (!jsonOnly) process.stderr.write(`${bench.name} ...\n`)
  try {
    rows.push(...await bench.run())
  } catch (error) {
    rows.push({ what: bench.name, value: null, unit: '', aim: null, note: `could not be measured: ${(error as Error).message}` })
  }
}

if (!jsonOnly) {
  const shown = rows.map((row) => [row.what, row.value === null ? '-' : String(row.value), row.unit, row.aim ?? '', row.note ?? ''])
  const table = [['what', 'value', 'unit', 'aim', 'note'], ...shown]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  for (const line of table) console.log(line.map((cell, column) => (column === 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd())
}
const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', memory: totalmem(), node: process.version }
console.log(JSON.stringify({ machine, rows }))
