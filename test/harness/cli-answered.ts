// The command line against a host that answers as a test says, and notes what it was asked to do. Importing this sets it up.
import { afterEach, beforeEach } from 'vitest'
import { orThrow } from '#shared/base/result.ts'
import type { Overview, PersonView } from '#shared/protocol/contract.ts'
import type { Handlers } from '#host/contract/handlers.ts'
import { listenSocket } from '#host/contract/socket.ts'
import { lockDataFolder } from '#host/lock/index.ts'
import { main } from '../../electron/cli/main.ts'
import { fakeHost, temporaryFolder } from '../contract/host/fake-host.ts'

export const id = (start: string): string => start.padEnd(64, '0')
export const [HOME, ADA, BEN] = [id('11'), id('aa'), id('b1')]

const OVERVIEW: Overview = {
  version: '0', data: '', identity: { name: 'Ada', device: 'desk' }, locked: false, keyStorage: 'file', workspaces: [], joins: [], held: [], theme: 'system',
}
const person = (name: string, one: string, you = false): PersonView => ({
  id: one, name, formerNames: [], pronouns: null, does: null, attention: null, photo: null, you, member: true, nameShared: false, keyCode: `oak elm ash ${one.slice(0, 2)}`, here: false, lastExchange: null, joinedAt: null, invitedBy: null,
})

/** What the host was asked to do, by the name it is noted under, since the test began. */
export let given: [string, unknown][] = []
/** Notes what it is asked, and answers with `result`. */
export const noting = (name: string, result: unknown) => (params: unknown): never => (given.push([name, params]), result as never)
export const forget = (): void => { given = [] }

let data: string
const closing: (() => unknown)[] = []

/** Before each test a host of Ada's, with Ben in her workspace, that gives these answers beside. */
export function answers(more: Partial<Handlers>): void {
  beforeEach(async () => {
    const folder = temporaryFolder()
    closing.push(() => folder.remove())
    data = folder.path
    forget()
    const lock = orThrow(await lockDataFolder(data))
    closing.push(() => lock.dispose())
    const made = fakeHost({
      'app.overview': () => OVERVIEW,
      'workspace.list': () => [{ id: HOME, name: 'Hollin Bank', me: ADA, members: 2, left: false, sample: false }],
      'people.list': () => [person('Ada', ADA, true), person('Ben', BEN)],
      ...more,
    })
    const socket = await listenSocket(lock, made.endpoint, made.reports)
    closing.push(() => socket.dispose())
  })
}
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Where the command's data lies in this test. */
export const dataOf = (): string => data

/** Runs a command on 21 May 2026. */
export async function run(...args: string[]) {
  let [out, note] = ['', '']
  const exit = await main([...args, '--data', data], {
    env: {}, platform: 'linux', home: data, interactive: false, now: () => new Date(2026, 4, 21),
    out: (text) => { out += text }, note: (text) => { note += text },
    readPassphrase: () => Promise.reject(new Error('not in a terminal')), ended: () => new Promise(() => {}),
  })
  return { exit, out, note, get json() { return JSON.parse(out) as Record<string, unknown> } }
}
