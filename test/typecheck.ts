// Checks every layer's tsconfig, two at a time, and says which failed. `node test/typecheck.ts [FOLDER...]`
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Check {
  readonly project: string
  readonly ok: boolean
  readonly output: string
}

/** Folders with a tsconfig.json, the root's own as `.`. */
export function projects(): string[] {
  const electron = readdirSync(join(root, 'electron'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map((entry) => `electron/${entry.name}`)
  return ['.', 'shared', ...electron, 'renderer', 'test'].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
}

function check(project: string): Promise<Check> {
  // vue-tsc understands components; the test layer mounts some.
  const compiler = project === 'renderer' || project === 'test' ? 'vue-tsc/bin/vue-tsc.js' : 'typescript/bin/tsc'
  const cache = join('node_modules', '.cache', 'types', `${project.replaceAll('/', '-')}.tsbuildinfo`)
  const args = [join('node_modules', compiler), '-p', project, '--incremental', '--tsBuildInfoFile', cache, '--pretty', 'false']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => { output += String(chunk) })
    child.stderr.on('data', (chunk) => { output += String(chunk) })
    child.on('error', reject)
    child.on('close', (code) => {
      // A layer nobody has written a file for yet has nothing to check.
      const empty = output.includes('TS18003')
      resolve({ project, ok: code === 0 || empty, output: empty ? '' : output })
    })
  })
}

/** Runs all checks, at most one a core at once, and hands each result over as it comes. */
export async function typecheck(folders: readonly string[], report: (check: Check) => void): Promise<Check[]> {
  const waiting = [...folders]
  const done: Check[] = []
  const lanes = Array.from({ length: Math.max(1, Math.min(availableParallelism(), 4)) }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await check(next)
      done.push(result)
      report(result)
    }
  })
  await Promise.all(lanes)
  return done
}

if (import.meta.main) {
  const named = process.argv.slice(2)
  const done = await typecheck(named.length > 0 ? named : projects(), ({ project, ok, output }) => {
    console.log(`${ok ? 'ok    ' : 'failed'} types of ${project === '.' ? 'the configuration' : project}`)
    if (output) console.log(output.trimEnd())
  })
  process.exitCode = done.every((result) => result.ok) ? 0 : 1
}
