// `npm test`: types, lint, then every test that needs nothing but this checkout. The browser tests often wait for a page, so
// they run while types and lint are checked. A stage that fails does not keep the others from reporting; the last line is the sum.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { projects, typecheck } from './typecheck.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = join(root, 'node_modules', '.cache', 'reports')

interface Tally {
  readonly stage: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** For each that failed, its name and why. */
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
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] | null }[]
  }[]
}

/** Where a stage's output goes: to the terminal at once, or all of it once the stage is over. */
type Print = (text: string) => void
type Stage = (print: Print) => Promise<Omit<Tally, 'seconds'>>

/** Runs one of the project's own tools with this Node. Resolves with the exit code. */
function run(print: Print, script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: ['inherit', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print)
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

const types: Stage = async (print) => {
  const done = await typecheck(projects(), ({ project, ok, output }) => {
    print(`${ok ? '  ok     ' : '  failed '} ${project === '.' ? 'configuration' : project}\n`)
    if (output) print(`${output.trimEnd()}\n`)
  })
  const names = done.filter((check) => !check.ok).map((check) => `types of ${check.project}`)
  return { stage: 'types', passed: done.length - names.length, failed: names.length, skipped: 0, names }
}

const lint: Stage = async (print) => {
  const code = await run(print, 'eslint/bin/eslint.js', ['--max-warnings', '0', '.'])
  const names = code === 0 ? [] : ['lint']
  return { stage: 'lint', passed: 1 - names.length, failed: names.length, skipped: 0, names }
}

/** The attacks that are over soon; `npm run test:attack` carries out all of them. */
const SHORT_ATTACKS = ['stranger', 'member', 'presence', 'updates', 'laden', 'repair', 'link', 'page'].map((name) => `test/attack/${name}.test.ts`)

/** Flows that needn't run each time: `npm run test:e2e` has them too. */
const LONG = ['--exclude', '**/*.long.test.ts']

/** Of why a test failed, as much as tells it: whoever reads only the end of a long run need not look further up. */
const beginning = (why: string): readonly string[] => stripVTControlCharacters(why).split('\n').filter((line) => line.trim() !== '').slice(0, 24)

/** `more`: files, where only some are meant, and options. */
const tests = (project: string, ...more: readonly string[]): Stage => async (print) => {
  const [file, outside] = [join(reports, `${project}.json`), join(reports, `${project}.outside.json`)]
  for (const old of [file, outside]) rmSync(old, { force: true })
  const code = await run(print, 'vitest/vitest.mjs', [
    'run', ...more, '--project', project,
    '--reporter=default', '--reporter=./test/stuck.ts', '--reporter=./test/outside.ts', '--reporter=json', `--outputFile.json=${file}`,
  ], { PARLEY_OUTSIDE: outside })
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    const names = report.testResults.flatMap((result) => {
      const failed = result.assertionResults.filter((test) => test.status === 'failed').map((test) => [test.fullName, test.failureMessages?.join('\n') ?? ''])
      // A file that breaks while loading fails without a single test.
      if (result.status === 'failed' && failed.length === 0) failed.push(['the file itself', result.message])
      return failed.map(([name, why = '']) => [`${relative(root, result.name)}: ${name}`, ...beginning(why)].join('\n      '))
    })
    const errors = existsSync(outside) ? JSON.parse(readFileSync(outside, 'utf8')) as readonly string[] : []
    names.push(...errors.map((why) => [`${project}: outside any test`, ...beginning(why)].join('\n      ')))
    if (code !== 0 && names.length === 0) names.push(`${project}: the run itself ended with ${code}`)
    return {
      stage: project, passed: report.numPassedTests, failed: names.length, skipped: report.numPendingTests + report.numTodoTests, names,
    }
  } catch {
    return { stage: project, passed: 0, failed: 1, skipped: 0, names: [`${project}: the run itself`] }
  }
}

const stages = {
  types: { title: 'Types of every layer', run: types },
  lint: { title: 'Lint and import zones', run: lint },
  unit: { title: 'Unit, contract, scenario and fuzz tests', run: tests('unit') },
  links: { title: 'Links over real WebRTC, one file at a time', run: tests('links') },
  attack: { title: 'Attacks on real hosts, the short ones', run: tests('attack', ...SHORT_ATTACKS) },
  e2e: { title: 'Browser tests, the quick ones', run: tests('e2e', ...LONG) },
} satisfies Readonly<Record<string, { readonly title: string; readonly run: Stage }>>

async function timed(name: keyof typeof stages, print: Print): Promise<Tally> {
  const { title, run: stage } = stages[name]
  print(`\n${title}\n`)
  const started = performance.now()
  return { ...await stage(print), seconds: (performance.now() - started) / 1000 }
}

async function oneByOne(...names: readonly (keyof typeof stages)[]): Promise<Tally[]> {
  const done: Tally[] = []
  for (const name of names) done.push(await timed(name, (text) => process.stdout.write(text)))
  return done
}

/** Prints once it is over, so that its lines don't stand between those of others. */
async function aside(name: keyof typeof stages): Promise<{ readonly tally: Tally; readonly output: string }> {
  let output = ''
  const tally = await timed(name, (text) => { output += text })
  return { tally, output }
}

mkdirSync(reports, { recursive: true })
const [compilers, browsers] = await Promise.all([oneByOne('types', 'lint'), aside('e2e')])
process.stdout.write(browsers.output)
const tallies = [...compilers, browsers.tally, ...await oneByOne('unit', 'links', 'attack')]

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
