// A host that answers as the test says, and commands that are run against it over the real command socket. Importing this gives
// each test a folder of its own, and closes what was opened in it.
import { afterEach, beforeEach } from 'vitest'
import { orThrow } from '#shared/base/result.ts'
import type { Overview, PersonView, RecordDetail, RecordRow, RevisionView } from '#shared/protocol/contract.ts'
import type { Handlers } from '#host/contract/handlers.ts'
import { listenSocket } from '#host/contract/socket.ts'
import { lockDataFolder } from '#host/lock/index.ts'
import { main } from '../../../electron/cli/main.ts'
import type { Surroundings } from '../../../electron/cli/command.ts'
import { fakeHost, temporaryFolder, type FakeHost } from '../../contract/host/fake-host.ts'

export const id = (start: string): string => start.padEnd(64, '0')
export const [HOME, ADA, BEN, TWIN, LETTER, REV1, REV2, WORDS1, WORDS2] = ['11', 'aa', 'b1', 'b2', 'c1', 'd1', 'd2', 'e1', 'e2'].map((start) => id(start!)) as
  [string, string, string, string, string, string, string, string, string]

export const overview: Overview = {
  version: '0', data: '', identity: { name: 'Ada', device: 'desk' }, locked: false, keyStorage: 'file', workspaces: [], joins: [], held: [], theme: 'system',
}
export const person = (name: string, one: string, more: Partial<PersonView> = {}): PersonView => ({
  id: one, name, formerNames: [], pronouns: null, does: null, attention: null, photo: null, you: false, member: true, nameShared: false, keyCode: `oak elm ash ${one.slice(0, 2)}`, here: false, lastExchange: null, joinedAt: null, invitedBy: null, ...more,
})
export const revision = (number: number, state: RevisionView['state'], one: string, words: string): RevisionView => ({
  id: one, number, state, words, parents: [], by: ADA, byName: 'Ada', at: 0, terms: null, needs: [], signatures: [],
})
export const detail = (revisions: readonly RevisionView[]): RecordDetail => ({
  id: LETTER, concept: 'commitment', kind: 'mutual', title: 'Oats', state: 'offered', revision: null, offer: 1, due: '2026-06-01', review: null, until: null, links: [], needsMe: null,
  words: WORDS1, unavailable: false, onlyHere: false, flags: [], updatedAt: 0,
  parties: [{ id: ADA, name: 'Ada', you: true, role: 'gives', stance: 'accepted', revision: 1, text: null, at: 0, promise: null }],
  revisions, timeline: [], possible: [], keeping: null, changed: null, draft: null,
})
const row = (record: RecordDetail): RecordRow => ({ ...record, parties: [{ id: ADA, name: 'Ada', you: true }] })

const closing: (() => unknown)[] = []
export let data: string
/** What the host was asked to do. */
export let given: [string, unknown][]

beforeEach(() => {
  const folder = temporaryFolder()
  closing.push(() => folder.remove())
  data = folder.path
  given = []
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

export async function host(more: Partial<Handlers>, letter = detail([revision(1, 'offered', REV1, WORDS1)])): Promise<FakeHost> {
  const made = fakeHost({
    'app.overview': () => overview,
    'workspace.list': () => [{ id: HOME, name: 'Hollin Bank', me: ADA, members: 2, left: false, sample: false }],
    'people.list': () => [person('Ada', ADA, { you: true }), person('Ben', BEN), person('Femke', TWIN)],
    'records.list': () => [row(letter)],
    'records.show': () => letter,
    'records.give': (params) => (given.push(['give', params]), { record: letter, held: null }),
    ...more,
  })
  const lock = orThrow(await lockDataFolder(data))
  closing.push(() => lock.dispose())
  const socket = await listenSocket(lock, made.endpoint, made.reports)
  closing.push(() => socket.dispose())
  return made
}

export async function run(args: readonly string[], more: Partial<Surroundings> = {}) {
  let [out, note] = ['', '']
  const exit = await main([...args, '--data', data], {
    env: {}, platform: 'linux', home: data, interactive: false, now: () => new Date(2026, 4, 21),
    out: (text) => { out += text }, note: (text) => { note += text },
    readPassphrase: () => Promise.reject(new Error('not in a terminal')), ended: () => new Promise(() => {}), ...more,
  })
  return { exit, out, note, get json() { return JSON.parse(out) } }
}
