// `npm test`: types, lint, then every test that needs nothing but this checkout. A stage that fails does not keep the
// others from reporting; the last line is the sum.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projects, typecheck } from './typecheck.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = join(root, 'node_modules', '.cache', 'reports')

interface Tally {
  readonly stage: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/** Runs one of the project's own tools with this Node, its output straight to the terminal. Resolves with the exit code. */
function run(script: string, ...args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

async function types(): Promise<Omit<Tally, 'seconds'>> {
  const done = await typecheck(projects(), ({ project, ok, output }) => {
    console.log(`${ok ? '  ok     ' : '  failed '} ${project === '.' ? 'configuration' : project}`)
    if (output) console.log(output.trimEnd())
  })
  const failed = done.filter((check) => !check.ok).length
  return { stage: 'types', passed: done.length - failed, failed, skipped: 0 }
}

async function lint(): Promise<Omit<Tally, 'seconds'>> {
  const code = await run('eslint/bin/eslint.js', '--max-warnings', '0', '.')
  return { stage: 'lint', passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

async function tests(project: string): Promise<Omit<Tally, 'seconds'>> {
  const file = join(reports, `${project}.json`)
  rmSync(file, { force: true })
  const code = await run(
    'vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`,
  )
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    // A file that breaks while loading fails without a single test; and errors outside any test only show in the code.
    const broken = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length
    const failed = report.numFailedTests + broken
    return {
      stage: project,
      passed: report.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch {
    return { stage: project, passed: 0, failed: 1, skipped: 0 }
  }
}

const stages: Readonly<Record<string, () => Promise<Omit<Tally, 'seconds'>>>> = {
  types,
  lint,
  unit: () => tests('unit'),
  e2e: () => tests('e2e'),
}
const titles: Readonly<Record<string, string>> = {
  types: 'Types of every layer',
  lint: 'Lint and import zones',
  unit: 'Unit, contract, scenario and fuzz tests',
  e2e: 'Browser tests',
}

mkdirSync(reports, { recursive: true })
const tallies: Tally[] = []
for (const [name, stage] of Object.entries(stages)) {
  console.log(`\n${titles[name]}`)
  const started = performance.now()
  const tally = await stage()
  tallies.push({ ...tally, seconds: (performance.now() - started) / 1000 })
}

console.log('\nstage      passed  failed  skipped  seconds')
for (const { stage, passed, failed, skipped, seconds } of tallies) {
  const numbers = [String(passed).padStart(6), String(failed).padStart(7), String(skipped).padStart(8), seconds.toFixed(1).padStart(8)]
  console.log(`${stage.padEnd(10)} ${numbers.join(' ')}`)
}
const sum = (key: 'passed' | 'failed' | 'skipped') => tallies.reduce((total, tally) => total + tally[key], 0)
const skipped = sum('skipped')
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = sum('failed') === 0 ? 0 : 1
