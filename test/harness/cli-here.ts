// The command line within the process of a test.
import { main } from '../../electron/cli/main.ts'
import type { Surroundings } from '../../electron/cli/command.ts'
import { atHome, type CliResult } from './cli.ts'

/** Runs a command within this process: the same code without the start of a process. Its network is this process's own. */
export async function parleyHere(args: readonly string[], data: string, more: Partial<Surroundings> = {}): Promise<CliResult & { readonly json: never }> {
  let [out, note] = ['', '']
  const exit = await main([...atHome(args), '--data', data], {
    env: {}, platform: process.platform, home: data, interactive: false, now: () => new Date(),
    out: (text) => { out += text }, note: (text) => { note += text },
    readPassphrase: () => Promise.reject(new Error('not in a terminal')), ended: () => new Promise(() => {}), ...more,
  })
  return { exit, out, note, get json(): never { return JSON.parse(out) as never } }
}
