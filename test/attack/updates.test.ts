// A member whose program says on the document channel what no Parley says. Whoever breaks the form is cut off, named and
// turned away for a while; what is well formed is nobody's breach, and costs nobody a word that was given.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeFrame, PAYLOAD_BYTES } from '#shared/protocol/frames.ts'
import type { LinkToHost } from '#shared/protocol/link.ts'
import type { TimelineItem } from '#shared/protocol/contract.ts'
import { Town } from '../harness/attack.ts'
import type { Conversation } from '../harness/hostile-peer.ts'
import { asks, updateMessage } from '../harness/document-talk.ts'
import type { Someone } from '../harness/hosts.ts'
import { chain, raw } from '../harness/updates.ts'

let town: Town
let since = 0
let toAda: Conversation
/** How many carets Ada's link told her host of at once, at most. */
let carets = 0
beforeAll(async () => {
  town = await Town.open({ ada: (namespace) => ({ spawnLink: (events) => namespace.spawner('peers')({
    ...events,
    message: (message) => {
      const said = message as LinkToHost
      if (said.t === 'presence') carets = Math.max(carets, said.states.length)
      events.message(message)
    },
  }) }) })
})
afterAll(() => town.dispose())
beforeEach(async () => {
  // What was held against Mallory in the test before is over.
  await town.begin()
  since = town.clock.now()
  toAda = await town.mallory().meets(await town.deviceOf(town.ada))
})
afterEach(() => town.part())

const says = (update: Uint8Array): void => toAda.message('document', updateMessage(update))

const cutOffs = async (one: Someone): Promise<readonly TimelineItem[]> =>
  (await one.in('network.timeline', { limit: 1000 })).filter(({ kind, at }) => kind === 'cut off' && at >= since)

/** Ada's host counts the breach, tells it in plain words, and Mallory is out; Ben notices nothing. */
async function cutOff(what: string): Promise<void> {
  await town.counts(town.ada, what)
  // As Ada has it: in a flood the word that it is over may get lost on its way to Mallory.
  await town.ada.sees('that Mallory was cut off', async () => !(await town.ada.in('status', {})).peers.some(({ name, connected }) => name === 'Mallory' && connected))
  const [item] = await town.ada.sees('it in the timeline', async () => {
    const found = await cutOffs(town.ada)
    return found.length > 0 ? found : null
  })
  expect([item!.name, item!.says.includes(what)]).toEqual(['Mallory', true])
}

/** Ada and Ben go on with their work and have what they had; nobody but Mallory was ever cut off. */
async function goOn(): Promise<void> {
  await town.goOn()
  expect(town.lost()).toEqual([])
  for (const one of [town.ada, town.ben]) expect((await cutOffs(one)).filter(({ name }) => name !== 'Mallory')).toEqual([])
}

describe('is cut off and named', () => {
  it('who sends the second format, whose run lengths would make Yjs loop for minutes', async () => {
    // One client, two thousand million structs of nothing, in twenty bytes.
    says(Uint8Array.of(0, 0, 1, 5, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 255, 255, 255, 255, 7, 0))
    await cutOff('document.malformed')
    await goOn()
  })

  it('who sends a text or a type where entries are', async () => {
    const doc = new Y.Doc()
    doc.getText('acts').insert(0, 'hello')
    says(Y.encodeStateAsUpdate(doc))
    await cutOff('document.kind')
    await goOn()
  })

  it('who nests values a hundred thousand deep', async () => {
    says(raw((to) => { for (to.uint(1).uint(1).uint(5).uint(0).byte(0x28).uint(1).text('acts').text('k').uint(1); to.length < 200_000;) to.byte(117).uint(1) }))
    await cutOff('document.depth')
    await goOn()
  })

  it('who floods with updates behind one that never comes: nothing of them is kept', async () => {
    for (let i = 1; i <= 4000; i++) says(chain(1, { from: 2 * i }))
    await cutOff('document.pending')
    await goOn()
  })

  it('who announces a gigabyte', async () => {
    const frame = encodeFrame('document', 0, new Uint8Array(2 * PAYLOAD_BYTES), 0)
    new DataView(frame.buffer).setUint32(6, 2 ** 30)
    toAda.frame(frame)
    await cutOff('message.oversize')
    await goOn()
  })

  it('who answers a question with what is not whole', async () => {
    toAda.message('document', raw((to) => to.byte(0).byte(1).bytes(chain(1, { from: 7 }))))
    await cutOff('document.incomplete')
    await goOn()
  })

  it('and is turned away at the door as long as it is held against them', async () => {
    toAda.frame('not bytes at all')
    await cutOff('frame.malformed')
    const again = town.mallory()
    const ada = await town.deviceOf(town.ada)
    await again.calls('to be turned away', () => again.conversations.filter(({ closed }) => closed).length >= 2)
    await town.counts(town.ada, 'handshake.banned')
    expect(again.conversations.some(({ device }) => device === ada)).toBe(false)
    town.clock.pass(3_600_000)
    await again.meets(ada)
    await goOn()
  })
})

describe('is nobody\'s breach, and costs no act', () => {
  it('a struct under Ada\'s own number and next clock', async () => {
    const doc = await asks(toAda, town.ada)
    for (const [client, next] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
      says(raw((to) => to.uint(1).uint(1).uint(client).uint(next).byte(0x28).uint(1).text('acts').text('squat').uint(1).byte(127).uint(0)))
    }
    await goOn()
    expect([toAda.closed, await cutOffs(town.ada)]).toEqual([false, []])
  })

  it('twelve bytes that claim a thousand of everyone\'s next clocks for nothing', async () => {
    const doc = await asks(toAda, town.ada)
    for (const [client, next] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
      says(raw((to) => to.uint(1).uint(1).uint(client).uint(next).byte(0).uint(1000).uint(0)))
    }
    await goOn()
    expect([toAda.closed, await cutOffs(town.ada)]).toEqual([false, []])
  })

  it('deletes of all there is', async () => {
    const doc = await asks(toAda, town.ada)
    const clocks = Y.decodeStateVector(Y.encodeStateVector(doc))
    says(raw((to) => { to.uint(0).uint(clocks.size); for (const [client, next] of clocks) to.uint(client).uint(1).uint(0).uint(next) }))
    await goOn()
    expect([toAda.closed, await cutOffs(town.ada)]).toEqual([false, []])
  })

  it('deletes of what is yet to be written: they are not kept, and erase nothing', async () => {
    const doc = await asks(toAda, town.ada)
    const clocks = Y.decodeStateVector(Y.encodeStateVector(doc))
    says(raw((to) => { to.uint(0).uint(clocks.size); for (const [client, next] of clocks) to.uint(client).uint(1).uint(next).uint(1_000_000) }))
    await goOn()
    expect([toAda.closed, await cutOffs(town.ada)]).toEqual([false, []])
  })
})

it('who floods with presence of made-up people is not heard beyond a few hundred of them', async () => {
  const named = (client: number): Uint8Array => raw((to) => to.uint(1).uint(client).uint(1).text(JSON.stringify({ device: town.stolen.key.id, text: `at ${client}` })))
  carets = 0
  for (let i = 0; i < 5000; i++) toAda.message('document', raw((to) => to.byte(1).bytes(named(1000 + i))))
  await goOn()
  expect(carets).toBeGreaterThan(0)
  expect(carets).toBeLessThanOrEqual(256)
  expect([toAda.closed, await cutOffs(town.ada)]).toEqual([false, []])
})
