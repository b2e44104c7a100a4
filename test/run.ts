// `npm test`: types, lint, then every test that needs nothing but this checkout. A stage that fails does not keep the
// others from reporting; the last line is the sum.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projects, typecheck } from './typecheck.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = join(root, 'node_modules', '.cache', 'reports')

interface Tally {
  readonly stage: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** A line for each that failed. */
  readonly names: readonly string[]
  readonly seconds: number
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
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
  const names = done.filter((check) => !check.ok).map((check) => `types of ${check.project}`)
  return { stage: 'types', passed: done.length - names.length, failed: names.length, skipped: 0, names }
}

async function lint(): Promise<Omit<Tally, 'seconds'>> {
  const code = await run('eslint/bin/eslint.js', '--max-warnings', '0', '.')
  const names = code === 0 ? [] : ['lint']
  return { stage: 'lint', passed: 1 - names.length, failed: names.length, skipped: 0, names }
}

/** The attacks that are over soon; `npm run test:attack` carries out all of them. */
const SHORT_ATTACKS = ['stranger', 'member', 'presence', 'updates', 'repair', 'link', 'page'].map((name) => `test/attack/${name}.test.ts`)

/** Flows that needn't run each time: `npm run test:e2e` has them too. */
const LONG = ['--exclude', '**/*.long.test.ts']

/** `more`: files, where only some are meant, and options. */
async function tests(project: string, ...more: readonly string[]): Promise<Omit<Tally, 'seconds'>> {
  const file = join(reports, `${project}.json`)
  rmSync(file, { force: true })
  const code = await run(
    'vitest/vitest.mjs', 'run', ...more, '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`,
  )
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    const names = report.testResults.flatMap((result) => {
      const failed = result.assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName)
      // A file that breaks while loading fails without a single test.
      if (result.status === 'failed' && failed.length === 0) failed.push('the file itself')
      return failed.map((name) => `${relative(root, result.name)}: ${name}`)
    })
    // Errors outside any test only show in the code.
    if (code !== 0 && names.length === 0) names.push(`${project}: errors outside any test`)
    return {
      stage: project, passed: report.numPassedTests, failed: names.length, skipped: report.numPendingTests + report.numTodoTests, names,
    }
  } catch {
    return { stage: project, passed: 0, failed: 1, skipped: 0, names: [`${project}: the run itself`] }
  }
}

const stages: Readonly<Record<string, () => Promise<Omit<Tally, 'seconds'>>>> = {
  types,
  lint,
  unit: () => tests('unit'),
  attack: () => tests('attack', ...SHORT_ATTACKS),
  e2e: () => tests('e2e', ...LONG),
}
const titles: Readonly<Record<string, string>> = {
  types: 'Types of every layer',
  lint: 'Lint and import zones',
  unit: 'Unit, contract, scenario and fuzz tests',
  attack: 'Attacks on real hosts, the short ones',
  e2e: 'Browser tests, the quick ones',
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
const names = tallies.flatMap((tally) => tally.names)
if (names.length > 0) console.log(`\nFailed\n${names.map((name) => `  ${name}`).join('\n')}`)
const skipped = sum('skipped')
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = sum('failed') === 0 ? 0 : 1
