// What was signed of a group, its minutes, a role, an experiment, a decision and a charter: exported by one who holds it, checked by whoever
// has the file. One byte otherwise, and it is refused with its reason.
import { describe, expect, it } from 'vitest'
import { fromBase64, fromUtf8, toBase64, utf8 } from '#shared/base/bytes.ts'
import type { VerifyView } from '#shared/protocol/contract.ts'
import type { Someone } from '../../harness/hosts.ts'
import { adaAndBen } from '../../harness/stage.ts'

interface File { format: string; about: string; record: string; asKnownOn: number; acts: { bytes: string; signature: string }[]; texts: string[] }
type Made = (ada: Someone, ben: Someone, a: string, b: string) => Promise<string>

/** Group and minutes, and what else belongs to a group. */
const group: Made = async (ada, ben, a, b) => {
  const { id } = await ada.in('commitment.offer', { meta: { title: 'Steam', kind: 'working group', gives: [a, b], receives: [] }, sections: [{ voice: 'why', text: 'Steam for all.' }] })
  await ben.seesRecord(id, 'the charter')
  await ben.gives(id, 'accept')
  await ada.seesRecord(id, 'that it holds', ({ state }) => state === 'active')
  await ada.gives(id, 'learned', { text: 'Valves wear.' })
  return id
}

const RECORDS: Readonly<Record<string, { readonly make: Made; readonly called: string; readonly words: string }>> = {
  group: { make: group, called: 'the working group "Steam" is active', words: 'Steam for all.' },
  minutes: {
    called: 'the minutes "Steam, Tuesday" are signed', words: 'Trap 4 leaks.',
    make: async (ada, ben, a, b) => {
      const steam = await group(ada, ben, a, b)
      const { id } = await ada.in('commitment.offer', {
        meta: { title: 'Steam, Tuesday', kind: 'minutes', gives: [a], receives: [b], on: '2026-05-19', links: [{ id: 'group', how: 'of group', record: steam, title: 'Steam' }] }, sections: [{ voice: 'said', text: 'Trap 4 leaks.' }],
      })
      await ben.seesRecord(id, 'the minutes')
      await ben.gives(id, 'remember', { text: 'It was trap 5.' })
      await ada.seesRecord(id, 'what Ben remembers', ({ minutes }) => minutes!.memories.length === 1)
      return id
    },
  },
  role: {
    called: 'the role "Steward" is in force', words: 'Warm water.',
    make: async (ada, ben, a, b) => {
      const { id } = await ada.in('commitment.offer', { meta: { title: 'Steward', kind: 'role', gives: [a], receives: [] }, sections: [{ voice: 'why', text: 'Warm water.' }] })
      await ada.gives(id, 'handon', { to: [b], text: 'You know it.' })
      await ben.seesRecord(id, 'that it is handed on', ({ role }) => role!.handons.length === 1)
      await ben.gives(id, 'takeon')
      await ada.seesRecord(id, 'that Ben has it', ({ role }) => role!.holders[0]?.id === b)
      return id
    },
  },
  experiment: {
    called: 'the experiment "Crates" is concluded', words: 'Lids do not like rain.',
    make: async (ada, ben, a, b) => {
      const { id } = await ada.in('commitment.offer', { meta: { title: 'Crates', kind: 'experiment', gives: [a, b], receives: [], measures: [{ id: 'm', measure: 'Crates back' }] }, sections: [{ voice: 'believe', text: 'They come back.' }] })
      await ben.seesRecord(id, 'the words')
      await ben.gives(id, 'accept')
      await ada.gives(id, 'start', { on: '2026-05-20' })
      await ada.gives(id, 'reading', { stone: 'm', value: '38', on: '2026-05-21' })
      await ada.gives(id, 'conclude', { as: 'drop', text: 'Lids do not like rain.' })
      await ada.seesRecord(id, 'that Ben takes part', ({ experiment }) => experiment!.takingPart.length === 2)
      return id
    },
  },
  decision: {
    called: 'the decision "Gloves" is decided', words: 'Thick ones.',
    make: async (ada, ben, a, b) => {
      const { id } = await ada.in('commitment.offer', { meta: { title: 'Gloves', kind: 'decision', gives: [a], receives: [] }, sections: [{ voice: 'intend', text: 'To buy gloves.' }] })
      await ada.gives(id, 'ask', { people: [b], as: 'affected' })
      await ben.seesRecord(id, 'that he is asked', ({ needsMe }) => needsMe === 'advise')
      await ben.gives(id, 'advise', { text: 'Thick ones.' })
      await ada.seesRecord(id, 'the advice', ({ decision }) => decision!.advisers[0]!.advice.length === 1)
      await ada.gives(id, 'answer', { about: b, used: 'yes', text: 'Thick it is.' })
      await ada.gives(id, 'decide', { text: 'Bought.' })
      return id
    },
  },
  charter: {
    called: 'the charter "Hollin Bank" is offered', words: 'Bread for the valley.',
    make: async (ada, _ben, a, b) => {
      const { id } = await ada.in('commitment.offer', { meta: { title: 'Hollin Bank', kind: 'charter', gives: [a, b], receives: [], twentyPercent: 20 }, sections: [{ voice: 'why', text: 'Bread for the valley.' }] })
      return id
    },
  },
}

/** The same text with one character changed to another of its alphabet. */
const flipped = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
const changed = (file: File, change: (copy: File) => void): string => {
  const copy = structuredClone(file)
  change(copy)
  return JSON.stringify(copy)
}

describe('the signed record', () => {
  it.each(Object.entries(RECORDS))('of a %s is what was signed, and one byte otherwise is refused with its reason', async (_, { make, called, words }) => {
    const { ada, ben, a, b } = await adaAndBen()
    const id = await make(ada, ben, a, b)
    const { record } = await ada.in('export.record', { id })
    const verify = (text: string): Promise<VerifyView> => ben.call('verify.record', { record: text })
    const whole = await verify(record)
    expect(whole).toMatchObject({ valid: true, says: expect.stringContaining(called) as unknown, acts: expect.any(Number) as unknown })

    const file = JSON.parse(record) as File
    expect(file.acts.length).toBeGreaterThan(2)
    const refused = async (text: string, why: RegExp): Promise<void> => {
      const { valid, says } = await verify(text)
      expect({ valid, says }).toEqual({ valid: false, says: expect.stringMatching(why) as unknown })
    }
    // Of every act: what it says, and what was signed under it.
    for (const [at, { bytes, signature }] of file.acts.entries()) {
      const said = fromUtf8(fromBase64(bytes)!)!
      const other = toBase64(utf8(said.replace(/(\d)(?=\D*$)/, (digit) => (digit === '9' ? '8' : '9'))))
      expect(other).not.toBe(bytes)
      await refused(changed(file, (copy) => { copy.acts[at]!.bytes = other }), REASON)
      await refused(changed(file, (copy) => { copy.acts[at]!.bytes = flipped(bytes, bytes.length >> 1) }), REASON)
      await refused(changed(file, (copy) => { copy.acts[at]!.signature = flipped(signature, 20) }), /does not match what it stands under/)
    }
    // Of the words: one letter, by the words themselves.
    const at = file.texts.findIndex((text) => fromUtf8(fromBase64(text)!)!.includes(words))
    expect(at, words).toBeGreaterThanOrEqual(0)
    await refused(changed(file, (copy) => { copy.texts[at] = toBase64(utf8(fromUtf8(fromBase64(copy.texts[at]!)!)!.replace(words, words.replace(/[a-z]/, 'x')))) }), /words in this file that nobody signed|words that were signed are missing/)
    await refused(changed(file, (copy) => { copy.texts.push(toBase64(utf8('Nobody said this.'))) }), /words in this file that nobody signed/)
    await refused(changed(file, (copy) => { copy.record = flipped(copy.record, 3) }), REASON)
    await refused(record.slice(0, -2), REASON)
  })
})

/** A sentence for people, and no counter. */
const REASON = /^[A-Z][^.]+\.( [A-Z].*\.)?$/
