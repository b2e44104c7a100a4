// The countersigned record: whoever has the file can check every word of it, and it says no more than was said.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signAct, verifyAct, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import { deviceKeyFromSeed, type DeviceKey } from '#shared/acts/crypto.ts'
import { fromBase64, fromUtf8, toBase64, utf8 } from '#shared/base/bytes.ts'
import type { ActId, PersonId, RecordId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import type { RecordDetail } from '#shared/domain/record/view.ts'
import { recordConcept } from '#shared/domain/registry.ts'
import { provenPast, verifyRecord } from '#shared/formats/record.ts'
import { verifyView } from '#shared/formats/verify-view.ts'
import { exportRecord } from '../../../electron/host/exchange/record-export.ts'
import { arriving, doings, openLedger, play } from '../../harness/ledgers.ts'
import type { Letter } from '../../harness/letter.ts'
import { people, type Person, type World } from '../../harness/people.ts'

const TODAY = '2026-05-22'
interface File {
  format: string
  about: string
  record: string
  asKnownOn: number
  acts: { bytes: string; signature: string }[]
  texts: string[]
}
const parsed = (text: string): File => JSON.parse(text) as File
const saysOf = (file: File | string): string => {
  const verified = verifyRecord(typeof file === 'string' ? file : JSON.stringify(file), TODAY)
  return verified.ok ? `${verified.value.detail.state}` : verified.problem.message
}
const actIn = (file: File, at: number): Act => JSON.parse(fromUtf8(fromBase64(file.acts[at]!.bytes)!)) as Act
const indexOf = (file: File, type: string, nth = 0): number => file.acts.flatMap((_, at) => (actIn(file, at).type === type ? [at] : []))[nth]!

/** What the host would export, from a ledger that holds all acts of the world. */
async function exported(letter: { readonly id: string }, world: World, by: Person): Promise<{ file: string; shown: RecordDetail; knows: (a: ActId, b: ActId) => boolean }> {
  const open = openLedger(':memory:', world.workspace)
  await open.ledger.take(arriving(...world.acts()), 'peer')
  for (const voice of world.voices) {
    open.ledger.askFor([...voice.device.replica.texts.keys()])
    for (const [name, text] of voice.device.replica.texts) if (open.ledger.text(name) === null) open.ledger.keepWanted(name, text)
  }
  const concept = recordConcept('commitment')!
  const chains = open.ledger.chains('workspace')
  const acts = open.ledger.actsOf('workspace', letter.id)
  const state = concept.fold(acts, chains.index)
  const shown = concept.detail(state, {
    me: by.id, asOf: TODAY, reach: () => 'everyone', delivered: () => true, name: (id: PersonId) => world.nameOf(id), text: (hash) => open.ledger.text(hash),
  })
  const workspace = { id: world.workspace, ledger: open.ledger, membership: () => open.judge.state(), records: { detail: () => shown } }
  const file = exportRecord(workspace as never, { id: letter.id as RecordId, circle: 'workspace', concept, state, acts, remarks: null, spent: null, text: (hash) => open.ledger.text(hash) }, world.now)
  return { file, shown, knows: (a, b) => chains.index.knows(chains.place(a)!, chains.place(b)!) }
}

/** Of what the file proves, nothing that the ledger does not know; between the record's acts, all of it. */
function provesWhatIsKnown(file: string, knows: (a: ActId, b: ActId) => boolean): void {
  const acts = parsed(file).acts.map((act) => verifyAct({ bytes: fromBase64(act.bytes)!, signature: fromBase64(act.signature)! }))
  const { ordered, past } = provenPast(acts)!
  const wrong = ordered.flatMap((a, i) => ordered.flatMap((b, j) => (
    a.act.subject !== '' && b.act.subject !== '' && past.knows(i, j) !== knows(a.id, b.id) ? [`${a.act.type} ${past.knows(i, j) ? 'seems to know' : 'should know'} ${b.act.type}`] : []
  )))
  expect(wrong).toEqual([])
}

/** Acts that did not know of each other have no order of their own: the file may tell them in another one. */
const sameAsShown = (file: string, shown: RecordDetail): void => {
  const { detail } = orThrow(verifyRecord(file, TODAY))
  const told = ({ state, revision, title, parties, timeline }: RecordDetail): unknown => ({
    state, revision, title, parties: parties.map(({ name, stance, revision: of }) => [name, stance, of]), timeline: timeline.map(({ verb, name, text }) => JSON.stringify([verb, name, text])).sort(),
  })
  expect(told(detail)).toEqual(told(shown))
}

/** Offered, accepted, amended, accepted again, kept. */
async function milkRound(): Promise<Awaited<ReturnType<typeof people<['Ada', 'Ben']>>> & { letter: Letter; file: string; shown: RecordDetail; knows: (a: ActId, b: ActId) => boolean }> {
  const all = await people('Ada', 'Ben')
  const { ada, ben, world } = all
  const letter = ada.drafts('The milk round')
  ada.offers(letter).to(ben)
  ben.accepts(letter)
  ben.promises('Salt', [ada])
  ben.amends(letter, { words: 'But not on Sundays.' })
  ada.promises('Flour', [ben])
  ada.accepts(letter)
  ada.checksIn(letter, 'All well.')
  return { ...all, letter, ...await exported(letter, world, ada) }
}

describe('an exported record', () => {
  it('verifies without a workspace and tells what the host shows, signatures, words and all', async () => {
    const { file, shown, knows } = await milkRound()
    expect(saysOf(file)).toBe('in force')
    sameAsShown(file, shown)
    provesWhatIsKnown(file, knows)
    const view = verifyView(file, TODAY)
    expect(view).toMatchObject({ valid: true, title: 'The milk round', state: 'in force', revision: 2 })
    expect(view.says).toContain('as known on 2026-05-22. That date, and that nothing said until then was left out, is the word of whoever wrote this file')
    expect(view.parties.map(({ name, stance }) => `${name} ${stance}`).sort()).toEqual(['Ada accepted', 'Ben accepted'])
    // Of the other promises, spoken in between, nothing is told but what links the chain.
    expect(file).not.toContain(toBase64(utf8('Salt')).slice(0, -1))
  })

  it('is refused with any signature, word or act of it changed, and says which it is', async () => {
    const { file } = await milkRound()
    const whole = parsed(file)
    for (let at = 0; at < whole.acts.length; at++) {
      const changed = structuredClone(whole)
      const signature = fromBase64(changed.acts[at]!.signature)!
      signature[at % 64]! ^= 1
      changed.acts[at]!.signature = toBase64(signature)
      expect(saysOf(changed)).toContain('A signature in this file does not match')
      const other = structuredClone(whole)
      other.acts[at]!.bytes = toBase64(utf8(fromUtf8(fromBase64(other.acts[at]!.bytes)!).replace(/"at":\d/, '"at":9').replace(/"at":9(?=\d{12})/, '"at":8')))
      expect(saysOf(other)).toContain('A signature in this file does not match')
    }
    for (let at = 0; at < whole.texts.length; at++) {
      const changed = structuredClone(whole)
      changed.texts[at] = toBase64(utf8('other words'))
      expect(saysOf(changed)).toContain('words in this file that nobody signed')
      const verified = verifyRecord(JSON.stringify({ ...whole, texts: whole.texts.toSpliced(at, 1) }), TODAY)
      // A missing reason or check-in is missing; missing terms make the file worthless.
      if (verified.ok) expect(verified.value.detail.timeline.some((entry) => entry.text === null && entry.verb === 'checkin')).toBe(true)
      else expect(verified.problem.message).toContain('The words that were signed are missing')
    }
  })

  it('is refused, and never more than refused, with any one byte of it changed', async () => {
    const { file } = await milkRound()
    const honest = JSON.stringify(orThrow(verifyRecord(file, TODAY)).detail)
    const about = [file.indexOf('"about"'), file.indexOf('"record"')] as const
    fc.assert(fc.property(fc.nat(file.length - 1), fc.constantFrom(...'"{}[]:,0aA_-\\ \n'), (at, letter) => {
      if (file[at] === letter || (at > about[0] && at < about[1])) return
      const changed = file.slice(0, at) + letter + file.slice(at + 1)
      const verified = verifyRecord(changed, TODAY)
      if (!verified.ok) expect(verified.problem.code).toBe('record.invalid')
      // White space, the exporter's date, or a check-in's text: what is left says nothing that was not said.
      else if (JSON.stringify(verified.value.detail) !== honest) expect(verified.value.detail.timeline.some((entry) => entry.text === null)).toBe(true)
    }), { numRuns: 400 })
  })

  it('with two texts swapped is the same record, since each is found by its hash', async () => {
    const { file } = await milkRound()
    const swapped = parsed(file)
    swapped.texts.reverse()
    swapped.acts.reverse()
    expect(saysOf(swapped)).toBe('in force')
  })

  it('without one acceptance no longer says that it is in force', async () => {
    const { file } = await milkRound()
    const less = parsed(file)
    less.acts.splice(indexOf(less, 'commitment.accept', 1), 1)
    const { detail } = orThrow(verifyRecord(JSON.stringify(less), TODAY))
    expect([detail.state, detail.revision, detail.offer]).toEqual(['in force', 1, 2])
    less.acts.splice(indexOf(less, 'commitment.accept', 0), 1)
    expect(orThrow(verifyRecord(JSON.stringify(less), TODAY)).detail.state).toBe('offered')
  })

  it('without the acts that say whose keys signed names nobody', async () => {
    const { file } = await milkRound()
    for (const type of ['workspace.found', 'person.found', 'membership.admit', 'membership.join']) {
      const less = parsed(file)
      less.acts.splice(indexOf(less, type), 1)
      const verified = verifyRecord(JSON.stringify(less), TODAY)
      expect(verified.ok && verified.value.detail.state === 'in force' && verified.value.detail.revision === 2).toBe(false)
    }
  })

  it('does not take the same act twice for two', async () => {
    const { file, shown } = await milkRound()
    const twice = parsed(file)
    twice.acts.push(...structuredClone(twice.acts))
    sameAsShown(JSON.stringify(twice), shown)
    expect(orThrow(verifyRecord(JSON.stringify(twice), TODAY)).acts).toBe(parsed(file).acts.length)
  })

  it('is refused with acts of another workspace or another circle among its own', async () => {
    const [one, other] = [await milkRound(), await milkRound()]
    const mixed = parsed(one.file)
    mixed.acts.push(parsed(other.file).acts[3]!)
    expect(saysOf(mixed)).toContain('different workspaces')
    const { act } = one.world.acts().at(-1)!
    const aside = signAct({ ...act, circle: 'me', seq: 0, prev: '', seen: [] }, one.ada.device.key)
    const circles = parsed(one.file)
    circles.acts.push({ bytes: toBase64(aside.bytes), signature: toBase64(aside.signature) })
    expect(saysOf(circles)).toContain('different circles')
  })

  it('with somebody else’s acceptance forged into it says so', async () => {
    const { file, ada, ben } = await milkRound()
    const less = parsed(file)
    const at = indexOf(less, 'commitment.accept', 1)
    const honest = actIn(less, at)
    const thief = deviceKeyFromSeed(new Uint8Array(32).fill(9))
    const put = (act: Act, key: DeviceKey): string => {
      const forged = signAct(act, key)
      const next = structuredClone(less)
      next.acts[at] = { bytes: toBase64(forged.bytes), signature: toBase64(forged.signature) }
      return saysOf(next) + String(orThrow(verifyRecord(JSON.stringify(next), TODAY)).detail.revision)
    }
    expect(honest.person).toBe(ada.id)
    expect(put({ ...honest, device: thief.id }, thief)).toBe('in force1')
    expect(put({ ...honest, device: ben.device.key.id, seq: 90 }, ben.device.key)).toBe('in force1')
  })

  it.each([
    ['no record at all', 'Dear Ada,'], ['another format', '{"format":"parley/record/2"}'], ['nothing', ''], ['a number', '7'],
    ['a list', '[]'], ['a record without acts', JSON.stringify({ format: 'parley/record/1', about: '', record: 'x', asKnownOn: 0, acts: [], texts: [] })],
    ['acts that are none', JSON.stringify({ format: 'parley/record/1', about: '', record: 'x', asKnownOn: 0, acts: [{ bytes: 'AAAA', signature: 'A' }], texts: [] })],
  ])('that is %s is refused in a sentence', (_, text) => {
    expect(saysOf(text)).toMatch(/^This file|^An act in this file/)
    expect(verifyView(text, TODAY)).toMatchObject({ valid: false, parties: [], acts: 0 })
  })

  it('of 20,000 acts in one line is read to its end', async () => {
    const { world, ada, letter } = await milkRound()
    const chain: VerifiedAct[] = [...world.acts()]
    const own = chain.filter((act) => act.act.device === ada.device.key.id)
    let { id: prev, act: { seq } } = own.reduce((last, act) => (act.act.seq > last.act.seq ? act : last))
    // Every one names the next best; no signature of the rest is looked at here.
    const template = own[0]!
    while (chain.length < 20_000) {
      const next = ++seq
      const id = next.toString(16).padStart(64, '0') as ActId
      chain.push({ ...template, id, act: { ...template.act, type: 'knot.tie', person: ada.id, workspace: world.workspace, body: {}, seq: next, prev, seen: [] } })
      prev = id
    }
    const proven = provenPast(chain)!
    expect(proven.ordered.length).toBe(20_000)
    const places = new Map(proven.ordered.map((act, place) => [act.id, place]))
    expect(proven.past.knows(places.get(prev)!, places.get(template.id)!)).toBe(true)
    expect(proven.past.depth(places.get(prev)!)).toBeGreaterThan(19_900)
    expect(letter.id).toBeDefined()
  })

  it('refuses acts that name one another in a circle', () => {
    const names = ['a', 'b', 'c'].map((letter) => letter.repeat(64) as ActId)
    const base = { type: 'x.y', subject: '', person: '', workspace: '', device: 'd', seen: [], body: {} }
    const ring = names.map((id, i) => ({ id, act: { ...base, device: id, seq: 0, prev: names[(i + 1) % 3] } }) as unknown as VerifiedAct)
    expect(provenPast(ring)).toBeNull()
  })
})

describe('a record of people who were apart', () => {
  it('carries the acts in between where only they prove who knew what', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('The milk round')
    ada.offers(letter).to(ben)
    // Ben hears of the offer only through what Chidi said about something else.
    chidi.promises('Hay', [ben])
    ada.promises('Flour', [ben])
    ben.promises('Salt', [ada])
    ben.accepts(letter)
    ada.withdraws(letter)
    chidi.promises('Oats', [ben])
    ben.amends(letter, { words: 'Once more.' })
    const { file, shown, knows } = await exported(letter, world, ada)
    provesWhatIsKnown(file, knows)
    sameAsShown(file, shown)
  })

  it('tells of a forked device what the ledger tells, though one branch of it is about other things', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    const offer = ada.offers(letter).to(ben)
    ben.accepts(letter)
    const twin = ben.copiesTheFolder()
    world.partition([ada, ben], [twin])
    ben.withdraws(letter)
    // The other branch speaks of something else, then signs its old acceptance again: concurrent, so it undoes nothing.
    twin.promises('Salt', [ada])
    const terms = letter.agreement(ada).revisions[0]!.terms
    twin.signs('commitment.accept', letter.id, { revision: offer, terms })
    world.heal()
    const { file, shown, knows } = await exported(letter, world, ada)
    expect(shown.state).toBe('ended')
    provesWhatIsKnown(file, knows)
    sameAsShown(file, shown)
  })

  it('tells of any history, with forks, copies and nonsense in it, what the ledger tells', async () => {
    let told = 0
    await fc.assert(fc.asyncProperty(doings, async (doing) => {
      const { world, everyone } = await play(doing)
      const ada = everyone[0]!
      for (const id of ada.device.replica.subjects()) {
        const { file, shown } = await exported({ id }, world, ada)
        if (shown.revisions.length === 0) continue
        sameAsShown(file, shown)
        told++
      }
    }), { numRuns: 12 })
    expect(told).toBeGreaterThan(5)
  })

  it('exported on a day that no calendar has is refused in a sentence', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    const { file } = await exported(letter, world, ada)
    expect(verifyView(file, TODAY).valid).toBe(true)
    expect(verifyView(JSON.stringify({ ...parsed(file), asKnownOn: 9e15 }), TODAY)).toMatchObject({ valid: false, says: expect.stringContaining('damaged') as string })
  })

  it('leaves out what has no effect, so that it can not seem to have one', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    world.partition([ada], [ben])
    const offer = ada.offers(letter).to(ben)
    const { terms } = letter.agreement(ada).revisions[0]!
    // A changed program accepts what it has not seen: it names the revision and knows nothing of it.
    ben.signs('commitment.accept', letter.id, { revision: offer, terms })
    world.heal()
    const { file, shown } = await exported(letter, world, ada)
    expect(shown.state).toBe('offered')
    sameAsShown(file, shown)
  })
})
