// `npm start`: Parley in its own window where Electron and a display can be had, else the same workbench in a browser.
import { ensureBuilt } from './build.ts'
import { findElectron, hasDisplay } from './electron.ts'
import { ROOT } from './place.ts'
import { run, type Run } from './child.ts'
import { openRunning, serve } from './serve.ts'

/** An Electron that ends sooner than this with an error never came up. */
const CAME_UP_MS = 5000

const args = process.argv.slice(2)
let running: Run | null = null
let ending = false

function end(): void {
  if (ending) return
  ending = true
  void (running?.end() ?? Promise.resolve()).then(() => process.exit(0))
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
// Whoever started this may be killed without a word; nothing is to be left running then.
const parent = process.ppid
setInterval(() => { if (process.ppid !== parent) end() }, 1000).unref()

/** True where Electron ran and was closed by the person. */
async function inWindow(): Promise<boolean> {
  if (!hasDisplay()) {
    console.log('There is no display here, so Parley is served for a browser on this machine.')
    return false
  }
  const found = await findElectron()
  if ('missing' in found) {
    console.log(`${found.missing}, so Parley opens in the browser.`)
    return false
  }
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const started = performance.now()
  running = run(found.path, [ROOT, ...args], { cwd: ROOT, stdio: 'inherit', env })
  const { code } = await running.ended
  running = null
  if (code === 0 || performance.now() - started > CAME_UP_MS) return true
  console.log('Electron does not run here, so Parley opens in the browser.')
  return false
}

async function inBrowser(): Promise<number> {
  const { host, url, complaint, code } = await serve(args)
  running = host
  if (url === null) return alreadyRunning(complaint, code)
  console.log(`\nParley is open at\n${url}\n`)
  console.log('The link works once; "npm run -s parley -- open" prints another. Ctrl+C ends Parley.')
  return (await host.ended).code ?? 0
}

/** The one data folder may be open already: then its page is what the person wants. */
async function alreadyRunning(complaint: string, code: number | null): Promise<number> {
  const url = await openRunning(dataArguments(args))
  if (url === null) {
    process.stderr.write(complaint)
    return code ?? 1
  }
  console.log(`\nParley is running already. A fresh link to its page:\n${url}\n`)
  return 0
}

function dataArguments(from: readonly string[]): string[] {
  const at = from.indexOf('--data')
  return at >= 0 ? from.slice(at, at + 2) : from.filter((argument) => argument.startsWith('--data='))
}

const failure = await ensureBuilt()
if (failure !== null) {
  console.error(`${failure.trimEnd()}\n\nParley could not be built.`)
  process.exit(1)
}
if (!ending) {
  const code = (await inWindow()) ? 0 : await inBrowser()
  if (!ending) process.exit(code)
}
