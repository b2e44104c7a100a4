import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { admitsPresence, EMPTY_STEP_2, fitsPresence, forgetPending, PeerLimits, readDocumentMessage, takeUpdate, type DocumentMessage } from '../../../electron/link/peers/guard.ts'
import { chain, raw, tangle } from '../../harness/updates.ts'

const written = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

function documentOf(entries: number): Y.Doc {
  const doc = new Y.Doc()
  const map = doc.getMap('m')
  for (let i = 0; i < entries; i++) map.set(`k${i}`, { text: `value ${i}` })
  for (let i = 0; i < entries; i += 3) map.delete(`k${i}`)
  return doc
}

const updateMessage = (update: Uint8Array) => written((encoder) => {
  encoding.writeVarUint(encoder, 0)
  syncProtocol.writeUpdate(encoder, update)
})
const step = (write: (encoder: encoding.Encoder) => void) => written((encoder) => {
  encoding.writeVarUint(encoder, 0)
  write(encoder)
})
const presence = (states: Record<string, unknown>, clock = 1) => written((encoder) => {
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, written((inner) => {
    encoding.writeVarUint(inner, Object.keys(states).length)
    for (const [client, state] of Object.entries(states)) {
      encoding.writeVarUint(inner, Number(client))
      encoding.writeVarUint(inner, clock)
      encoding.writeVarString(inner, typeof state === 'string' ? state : JSON.stringify(state))
    }
  }))
})

describe('what y-webrtc says passes', () => {
  it('questions, answers, updates and presence', () => {
    const doc = documentOf(20)
    expect(readDocumentMessage(step((encoder) => syncProtocol.writeSyncStep1(encoder, doc))).t).toBe('ask')
    expect(readDocumentMessage(step((encoder) => syncProtocol.writeSyncStep2(encoder, doc)))).toMatchObject({ t: 'update', completes: true })
    const update = Y.encodeStateAsUpdate(doc)
    expect(readDocumentMessage(updateMessage(update))).toMatchObject({ t: 'update', update, completes: false })
    expect(readDocumentMessage(Uint8Array.of(3)).t).toBe('ask presence')
    expect(readDocumentMessage(EMPTY_STEP_2)).toMatchObject({ t: 'update', completes: true })
    const awareness = new awarenessProtocol.Awareness(doc)
    awareness.setLocalState({ text: 'here' })
    const said = written((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(awareness, [doc.clientID]))
    })
    expect(readDocumentMessage(said)).toMatchObject({ t: 'presence' })
    awareness.destroy()
  })

  it('an empty exchange tells y-webrtc that it is complete and changes nothing', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, EMPTY_STEP_2.subarray(3))
    expect(Y.encodeStateVector(doc)).toEqual(Uint8Array.of(0))
  })

})

describe('all else is a breach, never an exception of another kind', () => {
  const fault = (bytes: Uint8Array): string | null => {
    try {
      readDocumentMessage(bytes)
      return null
    } catch (error) {
      expect((error as Error).name).toBe('Breach')
      return (error as Error).message
    }
  }

  it('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void fault(bytes)), { numRuns: 2000 })
  })

  it('a real update with bits flipped', () => {
    const message = updateMessage(Y.encodeStateAsUpdate(documentOf(5)))
    fc.assert(fc.property(fc.nat(message.length * 8 - 1), (bit) => {
      const bytes = message.slice()
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      void fault(bytes)
    }), { numRuns: 1000 })
  })

  it('a real update cut short or carried on', () => {
    const update = Y.encodeStateAsUpdate(documentOf(5))
    expect(fault(updateMessage(update.slice(0, -1)))).toBe('document.malformed')
    expect(fault(updateMessage(Uint8Array.of(...update, 0)))).toBe('document.malformed')
    expect(fault(Uint8Array.of(...updateMessage(update), 0))).toBe('document.malformed')
  })

  it('updates in the second format', () => {
    expect(fault(updateMessage(Y.encodeStateAsUpdateV2(documentOf(5))))).toMatch(/^document\./)
  })

  it('messages of other kinds: y-webrtc would print an error, or take the name of another window', () => {
    expect(fault(Uint8Array.of(4, 1, 1, 97))).toBe('document.malformed')
    expect(fault(Uint8Array.of(2))).toBe('document.malformed')
    expect(fault(Uint8Array.of(0, 3, 0))).toBe('document.malformed')
    expect(fault(new Uint8Array())).toBe('document.malformed')
  })

  it('presence that is no JSON object, too large, too many, or from too far in the future', () => {
    expect(fault(presence({ 1: '{' }))).toBe('document.malformed')
    expect(fault(presence({ 1: '5' }))).toBe('document.malformed')
    expect(fault(presence({ 1: { text: 'x'.repeat(40_000) } }))).toBe('presence.oversize')
    expect([fitsPresence({ text: 'x'.repeat(40_000) }), fitsPresence({ text: '"'.repeat(16_000) })]).toEqual([false, true])
    expect(fault(presence({ 1: { text: '"'.repeat(16_000) } }))).toBeNull()
    expect(fault(presence({ 1: {} }, 2 ** 40))).toBe('presence.oversize')
    expect(fault(presence({ 1: `[${'1e20,'.repeat(5000)}0]` }))).toBe('presence.oversize')
    expect(fault(presence(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [i, {}]))))).toBe('presence.oversize')
    expect(fault(presence({ 1: null, 2: { text: 'fine' } }))).toBeNull()
  })

  it('more questions than the link answers, and more that has to wait than anybody honest sends', () => {
    const limits = new PeerLimits(0)
    for (let i = 0; i < 20; i++) limits.ask(i)
    expect(() => limits.ask(20)).toThrow('document.rate')
    expect(() => limits.ask(5000)).not.toThrow()
    for (let i = 0; i < 2000; i++) limits.early(0)
    expect(() => limits.early(1)).toThrow('document.pending')
    expect(() => limits.early(1000)).not.toThrow()
  })
})

describe('the document of a link', () => {
  const updateOf = (update: Uint8Array, completes = false): DocumentMessage & { t: 'update' } => {
    const message = readDocumentMessage(completes ? step((encoder) => { encoding.writeVarUint(encoder, 1); encoding.writeVarUint8Array(encoder, update) }) : updateMessage(update))
    if (message.t !== 'update') throw new Error(message.t)
    return message
  }
  const pendingIn = (doc: Y.Doc) => [doc.store.pendingStructs, doc.store.pendingDs]

  /** What a peer's document says as it is edited, and its whole state at the end. */
  function edits(count: number) {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < count; i++) doc.getMap('m').set(`k${i % 3}`, i)
    return { updates, whole: Y.encodeStateAsUpdate(doc), content: doc.getMap('m').toJSON() }
  }

  it('takes what comes in order, keeps nothing that came too early, and has all of it by the answer', () => {
    const { updates, whole, content } = edits(9)
    const doc = new Y.Doc()
    expect(takeUpdate(doc, updateOf(updates[0]!), 'peer')).toBe('taken')
    for (const late of updates.slice(2).reverse()) expect(takeUpdate(doc, updateOf(late), 'peer')).toBe('early')
    expect(pendingIn(doc)).toEqual([null, null])
    expect(takeUpdate(doc, updateOf(updates[1]!), 'peer')).toBe('taken')
    expect(takeUpdate(doc, updateOf(whole, true), 'peer')).toBe('taken')
    expect(doc.getMap('m').toJSON()).toEqual(content)
  })

  it('holds nothing of 4,000 structs behind a missing one, nor of deletes of what nobody wrote', () => {
    const doc = documentOf(3)
    const before = Y.encodeStateAsUpdate(doc)
    for (let i = 1; i <= 4000; i++) expect(takeUpdate(doc, updateOf(chain(1, { from: 2 * i })), 'peer')).toBe('early')
    const erasing = raw((to) => to.uint(0).uint(1).uint(99).uint(1).uint(0).uint(1_000_000))
    expect(takeUpdate(doc, updateOf(erasing), 'peer')).toBe('early')
    expect(pendingIn(doc)).toEqual([null, null])
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('an answer that lacks something cannot come from a sound document', () => {
    expect(() => takeUpdate(new Y.Doc(), updateOf(chain(1, { from: 5 }), true), 'peer')).toThrow('document.incomplete')
  })

  it('leaves what is too much where it is, without a breach: its sender may have gathered it from others', () => {
    const rivals = raw((to) => {
      to.uint(1).uint(2000).uint(5).uint(0)
      for (let i = 0; i < 2000; i++) to.byte(0x28).uint(1).text('acts').text('k').uint(1).byte(127)
      to.uint(0)
    })
    const doc = new Y.Doc()
    expect(takeUpdate(doc, updateOf(rivals), 'peer')).toBe('too much')
    expect(Y.encodeStateVector(doc)).toEqual(Uint8Array.of(0))
    const limits = new PeerLimits(0)
    for (let i = 0; i < 5; i++) limits.tooMuch(i)
    expect(() => limits.tooMuch(5)).toThrow('document.too-much')
  })

  it('leaves values where they are that Yjs would place in quadratic time, in one update or in two', () => {
    const doc = new Y.Doc()
    expect(takeUpdate(doc, updateOf(tangle(4000)), 'peer')).toBe('too much')
    const line = raw((to) => {
      to.uint(1).uint(4000).uint(5).uint(0).byte(0x28).uint(1).text('acts').text('tangle').uint(1).byte(127)
      for (let i = 1; i < 4000; i++) to.byte(0xa8).uint(5).uint(i - 1).uint(1).byte(127)
      to.uint(0)
    })
    const rivals = raw((to) => {
      to.uint(1).uint(3999).uint(6).uint(0)
      for (let i = 0; i < 3999; i++) to.byte(0xa8).uint(5).uint(3998 - i).uint(1).byte(127)
      to.uint(0)
    })
    expect(takeUpdate(doc, updateOf(line), 'peer')).toBe('taken')
    expect(takeUpdate(doc, updateOf(rivals), 'peer')).toBe('too much')
    const first = raw((to) => {
      to.uint(1).uint(900).uint(7).uint(0)
      for (let i = 0; i < 900; i++) to.byte(0x28).uint(1).text('acts').text('tangle').uint(1).byte(127)
      to.uint(0)
    })
    expect(takeUpdate(doc, updateOf(first), 'peer')).toBe('too much')
    expect(doc.getMap('acts').size).toBe(1)
  })

  it('takes what twelve people wrote to the same hundred keys again and again without knowing of one another', () => {
    const docs = Array.from({ length: 12 }, () => new Y.Doc())
    for (const doc of docs) for (let times = 0; times < 5; times++) for (let i = 0; i < 100; i++) doc.getMap('acts').set(`k${i}`, times)
    const relay = new Y.Doc()
    for (const doc of docs) expect(takeUpdate(relay, updateOf(Y.encodeStateAsUpdate(doc)), 'peer')).toBe('taken')
    const newcomer = new Y.Doc()
    expect(takeUpdate(newcomer, updateOf(Y.encodeStateAsUpdate(relay), true), 'peer')).toBe('taken')
    expect(newcomer.getMap('acts').toJSON()).toEqual(relay.getMap('acts').toJSON())
  })

  it('hands nothing on that its host had waiting', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, chain(3, { from: 5 }))
    expect(pendingIn(doc)).not.toEqual([null, null])
    forgetPending(doc)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(Uint8Array.of(0, 0))
  })
})

describe('presence in numbers', () => {
  it('is read so often a second, and of so many at once; those that are gone make room', () => {
    const limits = new PeerLimits(0)
    expect(Array.from({ length: 600 }, () => limits.presence(0)).filter(Boolean)).toHaveLength(500)
    const awareness = new awarenessProtocol.Awareness(new Y.Doc())
    const clocks = (from: number, count: number) => new Map(Array.from({ length: count }, (_, i) => [from + i, 1]))
    for (const client of clocks(10, 246).keys()) {
      awareness.meta.set(client, { clock: 1, lastUpdated: 0 })
      awareness.states.set(client, {})
    }
    expect([admitsPresence(awareness, clocks(5000, 5)), admitsPresence(awareness, clocks(5000, 50)), admitsPresence(awareness, clocks(10, 50))]).toEqual([true, false, true])
    for (const client of clocks(10, 100).keys()) awareness.states.delete(client)
    expect(admitsPresence(awareness, clocks(5000, 50))).toBe(true)
    awareness.destroy()
  })
})
