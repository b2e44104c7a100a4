import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { AskLimit, broadcastUpdate, EMPTY_STEP_2, readDocumentMessage } from '../../../electron/link/peers/guard.ts'

const written = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

function documentOf(entries: number): Y.Doc {
  const doc = new Y.Doc()
  const map = doc.getMap('m')
  for (let i = 0; i < entries; i++) map.set(`k${i}`, { text: `value ${i}` })
  doc.getText('t').insert(0, 'a few words')
  doc.getText('t').delete(2, 3)
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
    expect(readDocumentMessage(updateMessage(update))).toEqual({ t: 'update', update, completes: false })
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

  it('knows the update that is broadcast', () => {
    expect(broadcastUpdate(updateMessage(Uint8Array.of(0, 0)))).toEqual(Uint8Array.of(0, 0))
    expect(broadcastUpdate(Uint8Array.of(3))).toBeNull()
    expect(broadcastUpdate(EMPTY_STEP_2)).toBeNull()
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
    expect(fault(updateMessage(Y.encodeStateAsUpdateV2(documentOf(5))))).toBe('document.malformed')
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
    expect(fault(presence({ 1: { text: 'x'.repeat(9000) } }))).toBe('presence.oversize')
    expect(fault(presence({ 1: {} }, 2 ** 40))).toBe('presence.oversize')
    expect(fault(presence(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [i, {}]))))).toBe('presence.oversize')
    expect(fault(presence({ 1: null, 2: { text: 'fine' } }))).toBeNull()
  })

  it('more questions than the link answers', () => {
    const limit = new AskLimit(3, 1000)
    for (let i = 0; i < 3; i++) limit.ask(i)
    expect(() => limit.ask(10)).toThrow('document.rate')
    expect(() => limit.ask(5000)).not.toThrow()
  })
})
