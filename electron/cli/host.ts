// How a command reaches a host: the one that has the data folder open, else one it opens itself for as long as it runs.
import { setTimeout as pause } from 'node:timers/promises'
import { readFileSync } from 'node:fs'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { HostClient } from '#shared/protocol/contract.ts'
import { connectSocket } from '#host/contract/connect.ts'
import type { Host, HostOptions } from '#host/index.ts'
import type { Given } from './arguments.ts'
import type { HostNeed, Surroundings } from './command.ts'

/** How long another command, which has the folder open without listening, is waited for. */
const BUSY_MS = 5000

export interface Reached {
  readonly client: HostClient
  dispose(): Promise<void>
}

export async function reachHost(data: string, given: Given, around: Surroundings, need: HostNeed = {}): Promise<Reached> {
  const reached = await connectOrOpen(data, need)
  try {
    if (!need.anyone) await admit(reached.client, given, around)
    return reached
  } catch (error) {
    await reached.dispose()
    throw error
  }
}

async function connectOrOpen(data: string, need: HostNeed): Promise<Reached> {
  return whileBusy(async () => {
    const client = await connectSocket(data)
    return client ? { client, dispose: async () => client.close() } : openHere(data, need)
  }, async () => false)
}

async function openHere(data: string, need: HostNeed): Promise<Reached> {
  const [{ openHost }, { localClient }] = await Promise.all([import('#host/index.ts'), import('#host/contract/local.ts')])
  const host = await openHost({ data, link: need.network ?? false, listen: need.listen ?? false, ...(need.rendezvousHost !== undefined && { rendezvousHost: need.rendezvousHost }) })
  const client = localClient(host.endpoint)
  return {
    client,
    dispose: async () => {
      client.close()
      await host.dispose()
    },
  }
}

/** Opens the folder for as long as this process runs. Throws `data.in-use` where another host has it and listens. */
export async function openOwn(options: HostOptions): Promise<Host> {
  const { openHost } = await import('#host/index.ts')
  return whileBusy(() => openHost(options), async () => {
    const other = await connectSocket(options.data)
    other?.close()
    return other !== null
  })
}

/** Tries again while another command has the folder open for a moment, or a host is just starting or ending. */
async function whileBusy<T>(attempt: () => Promise<T>, isLasting: () => Promise<boolean>): Promise<T> {
  const until = Date.now() + BUSY_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const busy = error instanceof ProblemError && error.problem.code === 'data.in-use'
      if (!busy || Date.now() > until || await isLasting()) throw error
      await pause(50)
    }
  }
}

/** Sees to it that there is an identity and that its key is unlocked. */
async function admit(client: HostClient, given: Given, around: Surroundings): Promise<void> {
  const { identity, locked } = await client.call('app.overview', {})
  if (!identity && !locked) {
    throw new ProblemError(problem('identity.none', 'There is no identity in this data folder yet.', 'Create one with "parley init --name NAME", or choose another folder with --data.'))
  }
  if (!locked) return
  const passphrase = await passphraseFor(given, around)
  if (passphrase === null) {
    throw new ProblemError(problem('identity.locked', 'The key of this identity is locked by a passphrase.', 'Give it with --passphrase-file FILE, or run the command in a terminal.'))
  }
  await client.call('identity.unlock', { passphrase })
}

/** From the file named on the command line, else asked for in a terminal, else null. */
export async function passphraseFor(given: Given, around: Surroundings): Promise<string | null> {
  const file = given.text('passphrase-file') ?? around.env['PARLEY_PASSPHRASE_FILE']
  if (file !== undefined) return readPassphraseFile(file)
  return around.interactive ? around.readPassphrase() : null
}

export function readPassphraseFile(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ProblemError(problem('file.unreadable', `The passphrase file can't be read: ${(error as Error).message}.`, 'Check the path given with --passphrase-file.'))
  }
  const first = text.split(/\r?\n/, 1)[0]!
  if (first === '') throw new ProblemError(problem('file.empty', 'The passphrase file has nothing on its first line.', 'Write the passphrase on the first line of it.'))
  return first
}
