// Presence is passed on by everybody to everybody: a member with a program of their own may hold it back, and can't say it
// in another's name.
import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { DeviceId } from '#shared/base/ids.ts'
import { signPresence } from '../../electron/host/workspace/signed-presence.ts'
import { Town } from '../harness/attack.ts'
import type { Conversation, HostilePeer } from '../harness/hostile-peer.ts'

let town: Town
let mallory: HostilePeer
let toAda: Conversation
let [letter, ben] = ['', '' as DeviceId]
beforeAll(async () => {
  town = await Town.open()
  ben = await town.deviceOf(town.ben)
  letter = await town.ada.drafts({ title: 'Bread', kind: 'mutual', gives: [await town.ada.me(), await town.ben.me()] }, 'As we said.')
  await town.ben.sees('the draft', async () => (await town.ben.in('records.list', {})).some(({ id }) => id === letter))
  await town.ada.in('draft.open', { id: letter })
  await town.ada.in('draft.presence', { id: letter, state: '{"at":"Ada"}' })
})
afterAll(() => town.dispose())
beforeEach(async () => {
  await town.begin()
  mallory = town.mallory()
  toAda = await mallory.meets(await town.deviceOf(town.ada))
})
afterEach(() => town.part())

/** What y-webrtc calls awareness: the state of a client it has made up. */
function presents(text: string, client = 4711, clock = 1): void {
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, 1)
  encoding.writeVarUint(states, client)
  encoding.writeVarUint(states, clock)
  encoding.writeVarString(states, JSON.stringify({ device: ben, text }))
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, 1)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(states))
  toAda.message('document', encoding.toUint8Array(message))
}
const drafts = (state: string): { host: string; n: number; drafts: { client: number; id: string; state: string }[] } => ({ host: 'f'.repeat(16), n: 1, drafts: [{ client: 1, id: letter, state }] })
const shows = (name: string, state: string): Promise<unknown> =>
  town.ada.hears('presence', ({ id, others }) => id === letter && others.some((other) => other.name === name && other.state === state))

it('who writes Ben\'s name over a caret of their own is not believed', async () => {
  const { key } = town.stolen
  presents(JSON.stringify({ host: 'a', person: await town.ben.me(), drafts: drafts('{"at":"Mallory"}').drafts }))
  await town.counts(town.ada, 'presence.unsigned')
  presents(JSON.stringify({ ...JSON.parse(signPresence(town.workspace, drafts('{"at":"Mallory"}'), key)) as object, device: ben }), 4712)
  await town.counts(town.ada, 'presence.unsigned', 2)
  const shown = shows('Mallory', '{"at":"me"}')
  presents(signPresence(town.workspace, drafts('{"at":"me"}'), key), 4713)
  await shown
  await town.goOn()
  expect(town.lost()).toEqual([])
})

it('who plays back where Ben was does not put him there again', async () => {
  const first = shows('Ben', '{"at":"one"}')
  await town.ben.in('draft.open', { id: letter })
  await town.ben.in('draft.presence', { id: letter, state: '{"at":"one"}' })
  await first
  const heard = await mallory.presenceOf(ben, 'one')
  const second = shows('Ben', '{"at":"two"}')
  await town.ben.in('draft.presence', { id: letter, state: '{"at":"two"}' })
  await second
  const gone = town.ada.hears('presence', ({ id, others }) => id === letter && others.every(({ name }) => name !== 'Ben'))
  await town.ben.in('draft.close', { id: letter })
  await gone
  presents(heard, 4714)
  await town.counts(town.ada, 'presence.replayed')
  await town.goOn()
})
