// The parser of updates: what honest documents say passes, whatever its size; all else is refused by name, in linear time.
import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { awaited, CIRCLE_CAPS, DRAFT_CAPS, isAmount, readUpdate, type UpdateCaps, type UpdateContents, type UpdateFault } from '#shared/document/update-guard.ts'
import { MESSAGE_CAPS } from '#shared/protocol/frames.ts'
import { chain, circle, hexKey, raw, reader, type Raw } from '../../harness/updates.ts'

const sound = (update: Uint8Array, caps: UpdateCaps = CIRCLE_CAPS): UpdateContents => {
  const verdict = readUpdate(update, caps)
  if (!verdict.ok) throw new Error(verdict.fault)
  return verdict.contents
}
const faultOf = (update: Uint8Array, caps: UpdateCaps = CIRCLE_CAPS): UpdateFault | null => {
  const verdict = readUpdate(update, caps)
  return verdict.ok ? null : verdict.fault
}
const knownOf = (doc: Y.Doc) => (client: number): number => Y.getState(doc.store, client)
const nothing = (): number => 0

describe('a large workspace', () => {
  it('of 100,000 acts, 10,000 drafts and 3,000 sessions passes, whole or from any state', () => {
    const doc = new Y.Doc()
    const [acts, drafts] = [doc.getMap<Uint8Array>('acts'), doc.getMap<Uint8Array>('drafts')]
    const act = new Uint8Array(1400).fill(7)
    let early: Uint8Array | null = null
    for (let session = 0; session < 3000; session++) {
      doc.clientID = 1_000_000 + session * 7919
      doc.transact(() => {
        for (let i = session; i < 100_000; i += 3000) acts.set(hexKey(i), act)
        for (let i = session; i < 10_000; i += 3000) drafts.set(`${hexKey(i)}/${hexKey(i).slice(0, 16)}`, act.subarray(0, 300))
        if (session % 10 === 0) drafts.delete(`${hexKey(session)}/${hexKey(session).slice(0, 16)}`)
      })
      if (session === 1500) early = Y.encodeStateVector(doc)
    }
    const whole = Y.encodeStateAsUpdate(doc)
    expect(whole.length).toBeLessThan(MESSAGE_CAPS.document)
    const contents = sound(whole)
    expect([contents.structs >= 110_000, contents.blocks.size, [...contents.roots].sort()]).toEqual([true, 3000, ['acts', 'drafts']])
    expect(contents.deletedRanges).toBeGreaterThan(250)
    expect(awaited(contents, nothing)).toBeNull()
    for (const [client, { from, to }] of contents.blocks) expect([from, to]).toEqual([0, Y.getState(doc.store, client)])
    const rest = sound(Y.encodeStateAsUpdate(doc, early!))
    expect(awaited(rest, nothing)).not.toBeNull()
    expect(awaited(rest, (client) => Y.decodeStateVector(early!).get(client) ?? 0)).toBeNull()
  })
})

describe('whatever Yjs writes passes', () => {
  const doing = fc.array(fc.record({ who: fc.nat(3), what: fc.nat(9), at: fc.nat(40), word: fc.string({ unit: 'grapheme', maxLength: 6 }) }), { maxLength: 60 })

  function play(steps: readonly { who: number; what: number; at: number; word: string }[]): { docs: Y.Doc[]; updates: Uint8Array[] } {
    const docs = [1, 2, 3, 4].map((clientID) => {
      const doc = new Y.Doc()
      doc.clientID = clientID * 1000
      return doc
    })
    const updates: Uint8Array[] = []
    for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const { who, what, at, word } of steps) {
      const doc = docs[who]!
      const text = doc.getText('t')
      const list = doc.getArray('l')
      const body = doc.getXmlFragment('x')
      if (what === 0) text.insert(at % (text.length + 1), word)
      else if (what === 1 && text.length > 0) text.delete(at % text.length, 1)
      else if (what === 2) doc.getMap('m').set(word, { word, at, list: [at, null, undefined, true, 1.5, -at, word, Uint8Array.of(at)] })
      else if (what === 3) doc.getMap('m').delete(word)
      else if (what === 4) list.insert(at % (list.length + 1), [word, at, [word]])
      else if (what === 5 && list.length > 0) list.delete(at % list.length, 1)
      else if (what === 6) body.insert(at % (body.length + 1), [new Y.XmlElement('p'), new Y.XmlText(word)])
      else if (what === 7 && text.length > 0) text.format(at % text.length, 1, { bold: at % 2 === 0 || null, link: { to: word } })
      else if (what === 8) Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[at % 4]!, Y.encodeStateVector(doc)))
      else if (what === 9) text.insertEmbed(at % (text.length + 1), { picture: word })
    }
    return { docs, updates }
  }

  it('single edits, states, differences and merges, of every type it has', () => {
    fc.assert(fc.property(doing, (steps) => {
      const { docs, updates } = play(steps)
      const whole = docs.map((doc) => Y.encodeStateAsUpdate(doc))
      const parts = docs.map((doc, i) => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(docs[(i + 1) % 4]!)))
      const merged = Y.mergeUpdates([...updates.filter((_, i) => i % 3 !== 0), ...whole.slice(2)])
      for (const update of [...updates, ...whole, ...parts, merged]) expect(faultOf(update, DRAFT_CAPS)).toBeNull()
    }), { numRuns: 300 })
  })

  it('and it is known beforehand whether Yjs would have to keep some of it aside', () => {
    fc.assert(fc.property(doing, fc.array(fc.nat(1000)), (steps, order) => {
      const { updates } = play(steps)
      const doc = new Y.Doc()
      const shuffled = updates.map((update, i) => ({ update, key: order[i % (order.length || 1)] ?? i })).sort((a, b) => a.key - b.key)
      for (const { update } of shuffled) {
        const waits = awaited(sound(update, DRAFT_CAPS), knownOf(doc)) !== null
        const trial = new Y.Doc()
        Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc))
        Y.applyUpdate(trial, update)
        expect(waits).toBe(trial.store.pendingStructs !== null || trial.store.pendingDs !== null)
        if (!waits) Y.applyUpdate(doc, update)
      }
    }), { numRuns: 300 })
  })

  it('and the entries of a circle, as they are written, deleted and folded', () => {
    const doc = new Y.Doc()
    const other = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    other.on('update', (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < 200; i++) {
      const [one, two] = i % 2 === 0 ? [doc, other] : [other, doc]
      one.getMap('drafts').set(`${hexKey(i % 9)}/x`, Uint8Array.of(i))
      one.getMap('plain').set('number', i)
      if (i % 5 === 0) one.getMap('drafts').delete(`${hexKey(i % 9)}/x`)
      if (i % 7 === 0) Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    }
    for (const update of [...updates, Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdate(other)]) expect(faultOf(update)).toBeNull()
  })
})

describe('what is none is refused by name, and nothing is thrown', () => {
  it('random bytes, and sound updates with a bit flipped, cut short or carried on', () => {
    const update = Y.encodeStateAsUpdate(circle(20))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readUpdate(bytes)), { numRuns: 3000 })
    fc.assert(fc.property(fc.nat(update.length * 8 - 1), (bit) => {
      const bytes = update.slice()
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      const verdict = readUpdate(bytes)
      // Whatever still passes does not throw in Yjs, and leaves nothing behind there where it is taken.
      const doc = new Y.Doc()
      if (!verdict.ok || awaited(verdict.contents, nothing) !== null) return
      Y.applyUpdate(doc, bytes)
      expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
    }), { numRuns: 3000 })
    expect(faultOf(update.slice(0, -1))).toBe('malformed')
    expect(faultOf(Uint8Array.of(...update, 0))).toBe('malformed')
    expect(faultOf(new Uint8Array())).toBe('malformed')
  })

  it('updates in the second format, whatever they expand to', () => {
    expect(faultOf(Y.encodeStateAsUpdateV2(circle(5)))).not.toBeNull()
    expect(faultOf(Uint8Array.of(0, 0, 2, 164, 214, 3, 0, 0, 1, 8, 0, 0, 0, 0, 0, 255, 255, 255, 127, 1, 0))).not.toBeNull()
  })

  const gc = (length: number) => (to: Raw): Raw => to.byte(0).uint(length)
  const entry = (to: Raw, key = 'k'): Raw => to.byte(0x28).uint(1).text('acts').text(key).uint(1)
  const block = (write: (to: Raw) => void, structs = 1, client = 5, clock = 0): Uint8Array =>
    raw((to) => { to.uint(1).uint(structs).uint(client).uint(clock); write(to); to.uint(0) })

  it.each<[string, UpdateFault, Uint8Array]>([
    ['more clients than bytes', 'malformed', raw((to) => to.uint(5).uint(0))],
    ['a million clients announced', 'clients', raw((to) => to.uint(1_000_000).uint(0))],
    ['2^50 structs announced', 'structs', raw((to) => to.uint(1).uint(2 ** 50).uint(5).uint(0))],
    ['2^50 deletes announced', 'deletes', raw((to) => to.uint(0).uint(1).uint(5).uint(2 ** 50))],
    ['a clock beyond all use', 'clock', block(gc(2 ** 33))],
    ['a number longer than numbers are', 'malformed', Uint8Array.of(1, 1, 5, 255, 255, 255, 255, 255, 255, 255, 255, 127, 0, 1, 0)],
    ['nothing, at length', 'malformed', block(gc(0))],
    ['a struct of no kind', 'kind', block((to) => to.byte(31).uint(1))],
    ['a client twice', 'malformed', raw((to) => { for (to.uint(2); to.length < 9;) gc(1)(to.uint(1).uint(5).uint(0)); to.uint(0) })],
    ['deletes out of order', 'malformed', raw((to) => to.uint(0).uint(1).uint(5).uint(2).uint(9).uint(1).uint(3).uint(1))],
    ['something beside its own future', 'malformed', block((to) => to.byte(0xa8).uint(5).uint(7).uint(1).byte(127))],
    ['a text where entries are', 'kind', Y.encodeStateAsUpdate(withText('hello'))],
    ['a nested type', 'kind', Y.encodeStateAsUpdate(withNested())],
    ['a key of a megabyte', 'key', block((to) => entry(to, 'k'.repeat(1_000_000)).byte(127))],
    ['a value of no kind', 'malformed', block((to) => entry(to).byte(3))],
    ['a text that is none', 'malformed', block((to) => entry(to).byte(119).uint(2).byte(0xc3).byte(0x28))],
  ])('%s', (_, fault, update) => {
    expect(faultOf(update)).toBe(fault)
  })

  it('values nested without end, in either notation, and a million of them', () => {
    const nested = block((to) => { for (entry(to); to.length < 100_000;) to.byte(117).uint(1) })
    expect(faultOf(nested)).toBe('depth')
    const embed = raw((to) => to.uint(1).uint(1).uint(5).uint(0).byte(5).uint(1).text('t').text('['.repeat(100_000)).uint(0))
    expect(faultOf(embed, DRAFT_CAPS)).toBe('depth')
    const many = block((to) => { for (entry(to).byte(117).uint(2_000_000); to.length < 2_000_100;) to.byte(127) })
    expect(faultOf(many)).toBe('values')
    const wide = raw((to) => to.uint(1).uint(1).uint(5).uint(0).byte(5).uint(1).text('t').text(`[${'0,'.repeat(200_000)}0]`).uint(0))
    expect(faultOf(wide, DRAFT_CAPS)).toBe('values')
  })

  it('subdocuments, each a whole document in memory', () => {
    const doc = new Y.Doc()
    doc.getMap('acts').set('sub', new Y.Doc())
    expect([faultOf(Y.encodeStateAsUpdate(doc)), faultOf(Y.encodeStateAsUpdate(doc), DRAFT_CAPS)]).toEqual(['kind', 'kind'])
  })

  it('names of types without end, and thousands in one place', () => {
    const roots = raw((to) => {
      to.uint(1).uint(20).uint(5).uint(0)
      for (let i = 0; i < 20; i++) to.byte(0x28).uint(1).text(`root ${i}`).text('k').uint(1).byte(127)
      to.uint(0)
    })
    expect(faultOf(roots)).toBe('roots')
    const rivals = raw((to) => {
      to.uint(1).uint(1001).uint(5).uint(0)
      for (let i = 0; i < 1001; i++) entry(to).byte(127)
      to.uint(0)
    })
    expect(faultOf(rivals)).toBe('rivals')
  })

  it('tells too much from what is none', () => {
    expect([isAmount('structs'), isAmount('oversize'), isAmount('malformed'), isAmount('kind')]).toEqual([true, true, false, false])
  })
})

describe('what an update waits for', () => {
  const contents = (write: (to: Raw) => void): UpdateContents => sound(raw(write), DRAFT_CAPS)

  it('a later clock, a gap, a neighbour, a deleted clock', () => {
    const later = contents((to) => to.uint(1).uint(1).uint(5).uint(9).byte(0).uint(1).uint(0))
    expect([awaited(later, nothing), awaited(later, () => 9), awaited(later, () => 20)]).toEqual([5, null, null])
    const gap = contents((to) => to.uint(1).uint(3).uint(5).uint(0).byte(0).uint(1).byte(10).uint(3).byte(0).uint(1).uint(0))
    expect([awaited(gap, nothing), awaited(gap, () => 3), awaited(gap, () => 4)]).toEqual([5, 5, null])
    const beside = contents((to) => to.uint(1).uint(1).uint(5).uint(0).byte(0x84).uint(6).uint(2).text('x').uint(0))
    expect([awaited(beside, nothing), awaited(beside, (client) => (client === 6 ? 3 : 0))]).toEqual([6, null])
    const deleted = contents((to) => to.uint(0).uint(1).uint(7).uint(1).uint(4).uint(2))
    expect([awaited(deleted, nothing), awaited(deleted, () => 5), awaited(deleted, () => 6)]).toEqual([7, 7, null])
  })

  it('circles, which Yjs would keep aside for ever', () => {
    const circles = contents((to) => {
      to.uint(2)
      for (const [one, other] of [[5, 6], [6, 5]] as const) to.uint(1).uint(one).uint(0).byte(0x84).uint(other).uint(0).text('x')
      to.uint(0)
    })
    expect(awaited(circles, nothing)).not.toBeNull()
  })

  it('nothing, where two clients lean on each other in turns', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    for (let i = 0; i < 50; i++) {
      const [one, two] = i % 2 === 0 ? [a, b] : [b, a]
      one.getText('t').insert(one.getText('t').length, 'x')
      Y.applyUpdate(two, Y.encodeStateAsUpdate(one, Y.encodeStateVector(two)))
    }
    expect(awaited(sound(Y.encodeStateAsUpdate(a), DRAFT_CAPS), nothing)).toBeNull()
  })
})

describe('the work grows with the bytes and no faster', () => {
  const families: Readonly<Record<string, (n: number) => Uint8Array>> = {
    'an honest document': (n) => Y.encodeStateAsUpdate(circle(n)),
    'structs behind a missing one': (n) => chain(n, { from: 9 }),
    'one struct for each of many clients': (n) => raw((to) => {
      to.uint(n)
      for (let i = 0; i < n; i++) to.uint(1).uint(i + 1).uint(0).byte(0).uint(1)
      to.uint(0)
    }),
    'clients that lean on one another in a long line': (n) => raw((to) => {
      to.uint(n)
      for (let i = 0; i < n; i++) to.uint(1).uint(i + 1).uint(0).byte(0x84).uint((i + 1) % n + 1).uint(0).text('x')
      to.uint(0)
    }),
    'clients that wait for the last struct of one': (n) => raw((to) => {
      to.uint(n + 1).uint(n).uint(999_999).uint(0)
      for (let i = 0; i < n; i++) to.byte(0).uint(1)
      for (let i = 0; i < n; i++) to.uint(1).uint(i + 1).uint(0).byte(0x84).uint(999_999).uint(n - 1).text('x')
      to.uint(0)
    }),
    'two clients that take turns': (n) => raw((to) => {
      to.uint(2)
      for (const [one, other, ahead] of [[5, 6, 0], [6, 5, 1]] as const) {
        to.uint(n).uint(one).uint(0)
        for (let i = 0; i < n; i++) {
          if (i < ahead) to.byte(0).uint(1)
          else to.byte(0x84).uint(other).uint(i - ahead).text('x')
        }
      }
      to.uint(0)
    }),
    'deletes of nothing': (n) => raw((to) => {
      to.uint(0).uint(1).uint(5).uint(n)
      for (let i = 0; i < n; i++) to.uint(2 * i).uint(1)
    }),
    'deep and wide values': (n) => raw((to) => {
      to.uint(1).uint(1).uint(5).uint(0).byte(0x28).uint(1).text('acts').text('k').uint(n)
      for (let i = 0; i < n; i++) to.byte(117).uint(1).byte(117).uint(1).byte(127)
      to.uint(0)
    }),
  }

  it.each(Object.keys(families))('%s', (name) => {
    const caps = { ...DRAFT_CAPS, bytes: 2 ** 30, clients: 1e6, structs: 1e6, deletes: 1e6, values: 1e6, rivals: 1e6 }
    const stepsOf = (n: number): number => {
      const update = families[name]!(n)
      const { steps, contents } = reader(update, caps)
      let more = 0
      if (contents) awaited(contents, nothing, () => more++)
      return (steps + more) / update.length
    }
    const [few, many] = [stepsOf(500), stepsOf(50_000)]
    expect(many).toBeLessThan(Math.max(4, few * 1.5))
  })
})

function withText(words: string): Y.Doc {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, words)
  return doc
}

function withNested(): Y.Doc {
  const doc = new Y.Doc()
  doc.getMap('acts').set('nested', new Y.Map())
  return doc
}

it('the test writes what Yjs reads', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, raw((to) => to.uint(1).uint(1).uint(5).uint(0).byte(0x28).uint(1).text('acts').text('k').uint(1).byte(119).text('v').uint(0)))
  expect(doc.getMap('acts').toJSON()).toEqual({ k: 'v' })
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 2 ** 40)
  expect(raw((to) => to.uint(2 ** 40))).toEqual(encoding.toUint8Array(encoder))
})
