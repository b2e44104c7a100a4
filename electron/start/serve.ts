// Parley in a browser tab: the command line serves the same workbench on this machine.
import { createInterface } from 'node:readline'
import { run, type Ended, type Run } from './child.ts'
import { COMMAND, ROOT } from './place.ts'

export interface Served {
  readonly host: Run
  /** A link to the page, which works once; null where it ended without one. */
  readonly url: string | null
  /** What it said when it would not run; later words go straight to the terminal. */
  readonly complaint: string
  readonly code: number | null
}

/** Starts `parley serve` and resolves once the page answers, or once it has ended. */
export async function serve(args: readonly string[]): Promise<Served> {
  const host = run(process.execPath, [COMMAND, 'serve', ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  let running = false
  host.process.stderr?.on('data', (chunk: Buffer) => {
    if (running) process.stderr.write(chunk)
    else complaint += chunk.toString()
  })
  const first = new Promise<string>((resolve) => {
    createInterface({ input: host.process.stdout! }).once('line', resolve)
  })
  const came = await Promise.race([first, host.ended])
  running = true
  if (typeof came !== 'string') return { host, url: null, complaint, code: (came as Ended).code }
  return { host, url: (JSON.parse(came) as { url: string | null }).url, complaint, code: null }
}

/** A fresh link to the page of a Parley that runs already, or null. */
export async function openRunning(args: readonly string[]): Promise<string | null> {
  const { process: child, ended } = run(process.execPath, [COMMAND, 'open', '--json', ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout?.on('data', (chunk) => { output += String(chunk) })
  const { code } = await ended
  return code === 0 ? (JSON.parse(output) as { url: string }).url : null
}
