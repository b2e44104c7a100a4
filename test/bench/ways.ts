// What a large organisation has: a thousand people, and what they decide, try and do together. Acts are signed and folded by
// the real domain in one replica; disk and network have rows of their own.
import { cryptoReady } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import { orThrow } from '#shared/base/result.ts'
import type { Intention, RecordConcept } from '#shared/domain/fold.ts'
import type { CommitmentFields } from '#shared/domain/record/fields.ts'
import { recordId } from '#shared/domain/record/id.ts'
import { conceptIdOfKind, KINDS, type RecordKind } from '#shared/domain/record/kinds.ts'
import { encodeTerms, paragraphs } from '#shared/domain/record/terms.ts'
import { sidesOf } from '#shared/domain/record/sides.ts'
import { recordConceptOfKind } from '#shared/domain/registry.ts'
import { Chance } from '../harness/chance.ts'
import { contextOf } from '../harness/letter.ts'
import { founds, Person } from '../harness/people.ts'
import { Device, type Replica } from '../harness/replica.ts'
import { World } from '../harness/world.ts'
import { megabytes, percentile, round, type Bench, type Row } from './row.ts'

const PEOPLE = 1000
const SIZES: Readonly<Partial<Record<RecordKind, number>>> = { 'working group': 300, experiment: 1000, decision: 3000 }

interface Valley {
  readonly people: readonly Person[]
  readonly replica: Replica
  readonly chance: Chance
  readonly records: Map<RecordKind, string[]>
}

async function settle(): Promise<Valley> {
  await cryptoReady
  const chance = new Chance(7)
  const world = new World((length) => chance.bytes(length))
  // They share one replica, so there is nothing to exchange.
  world.partition()
  const founder = founds('Ada', world)
  const { replica } = founder.device
  const people = [founder]
  for (let n = 1; n < PEOPLE; n++) {
    const person = new Person(`Person ${n}`, world, new Device(replica, world.newKey()))
    person.enters(founder)
    people.push(person)
  }
  return { people, replica, chance, records: new Map() }
}

function some({ people, chance }: Valley, count: number): Person[] {
  const chosen = new Set<Person>()
  while (chosen.size < count) chosen.add(chance.pick(people))
  return [...chosen]
}

/** One record as a person lays it before others, and what they give on it. */
class Laid {
  readonly id: string
  readonly concept: RecordConcept<unknown>
  constructor(valley: Valley, kind: RecordKind, by: Person, others: readonly Person[], fields: CommitmentFields) {
    const nonce = toHex(valley.chance.bytes(16))
    this.id = recordId(conceptIdOfKind(kind), by.id, nonce)
    this.concept = recordConceptOfKind(kind)!
    const all = [by, ...others]
    const terms = orThrow(encodeTerms({
      title: `The ${kind} number ${valley.chance.below(10_000)}`, kind, sections: [{ voice: KINDS[kind].main, words: paragraphs('So that steam is safe, never in short supply, and costs the valley a little less each year.') }],
      parties: all.map(({ id, name }) => ({ person: id, name })), ...fields,
    }))
    const sides = sidesOf({ kind, gives: all.map(({ id }) => id), receives: [] })
    this.give(by, 'offer', { offer: { kind, people: sides.gives as Person['id'][], to: [], terms, opener: by.id, nonce } })
    const known = valley.records.get(kind) ?? []
    known.push(this.id)
    valley.records.set(kind, known)
  }

  give(person: Person, verb: string, more: Omit<Intention, 'person'> = {}): void {
    const { replica } = person.device
    // They are members, all of them; asking who is would cost more than everything else here.
    const intention: Intention = { person: person.id, member: true, available: (hash) => replica.texts.has(hash), ...more }
    person.gives(orThrow(this.concept.intend(this.concept.fold(replica.record(this.id), replica.index), verb, intention)))
  }
}

function group(valley: Valley): void {
  const [by, ...others] = some(valley, 9) as [Person, ...Person[]]
  const laid = new Laid(valley, 'working group', by, others, { from: '2026-02-03', review: '2026-07-02', until: '2026-09-30', hours: 2 })
  for (const person of others) laid.give(person, 'accept')
}

function experiment(valley: Valley): void {
  const [by, ...others] = some(valley, 3) as [Person, ...Person[]]
  const laid = new Laid(valley, 'experiment', by, others, {
    from: '2026-04-06', until: '2026-05-18', spendHours: 40, measures: [{ id: 'm1', measure: 'Crates back', unit: 'a week', baseline: '40', hoped: '57', stop: '30', direction: 'up', every: '7' }],
  })
  for (const person of others) laid.give(person, 'accept')
  laid.give(by, 'start', { on: '2026-04-06' })
  for (const [week, value] of ['44', '51', '55', '58'].entries()) laid.give(by, 'reading', { stone: 'm1', value, on: `2026-04-${13 + week * 4}` })
  if (valley.chance.next() < 0.5) for (const person of [by, ...others]) laid.give(person, 'conclude', { as: 'adopt', text: 'The crates come back.' })
}

function decision(valley: Valley): void {
  const [by, ...asked] = some(valley, 6) as [Person, ...Person[]]
  const laid = new Laid(valley, 'decision', by, [], { reach: 'many', undo: 'effort', adviceBy: '2026-05-20', review: '2026-11-20' })
  laid.give(by, 'ask', { people: asked.map(({ id }) => id), as: 'affected' })
  const [silent, ...others] = asked as [Person, ...Person[]]
  for (const person of others) laid.give(person, 'advise', { text: 'The boiler can carry it if Line 1 does not start in the same half hour.' })
  for (const person of others) laid.give(by, 'answer', { about: person.id, used: 'yes', text: 'Start times are staggered.' })
  laid.give(by, 'waive', { people: [silent.id], text: 'Away until June.' })
  laid.give(by, 'decide')
}

const MAKERS: Readonly<Partial<Record<RecordKind, (valley: Valley) => void>>> = { 'working group': group, experiment, decision }

function timed(run: () => void): number {
  const from = performance.now()
  run()
  return performance.now() - from
}

/** Heap in use once what is garbage is gone, where Node was started to allow that. */
const heap = (): number => {
  (globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage().heapUsed
}

async function ways(): Promise<Row[]> {
  const before = heap()
  const valley = await settle()
  const missing: string[] = []
  const from = performance.now()
  for (const [kind, count] of Object.entries(SIZES) as [RecordKind, number][]) {
    if (!recordConceptOfKind(kind)) missing.push(kind)
    else for (let n = 0; n < count; n++) MAKERS[kind]!(valley)
  }
  const signed = (performance.now() - from) / 1000
  const { replica, people, records } = valley
  const ledger = heap() - before
  const rows: Row[] = [{
    what: `valley of ${PEOPLE}: acts signed and folded`, value: replica.counted.size, unit: 'acts', aim: null,
    note: `in ${round(signed)} s${missing.length > 0 ? `; not yet: ${missing.join(', ')}` : ''}`,
  }]
  const context = contextOf(people[1]!)
  // What has arrived where is asked of others' replicas; here there is one.
  const alone = { ...context, reach: () => 'everyone' as const, delivered: () => true }
  const shown: unknown[] = []
  for (const [kind, ids] of records) {
    const concept = recordConceptOfKind(kind)!
    const folds = ids.map((id) => timed(() => void concept.fold(replica.record(id), replica.index)))
    const details = ids.slice(0, 300).map((id) => {
      const state = concept.fold(replica.record(id), replica.index)
      return timed(() => void concept.detail(state, alone))
    })
    const list = timed(() => { for (const id of ids) shown.push(concept.row(concept.fold(replica.record(id), replica.index), alone)) })
    rows.push(
      { what: `${kind}: fold after one act, p95`, value: round(percentile(folds, 95)), unit: 'ms', aim: '5', note: `${ids.length} of them` },
      { what: `${kind}: view of one, p95`, value: round(percentile(details, 95)), unit: 'ms', aim: '15' },
      { what: `${kind}: all rows from nothing`, value: round(list), unit: 'ms', aim: null, note: `${ids.length} rows; kept beside the ledger, so this is paid once` },
    )
  }
  rows.push({ what: `valley of ${PEOPLE}: heap`, value: megabytes(ledger), unit: 'MB', aim: null, note: `ledger in memory with texts and causal index; ${shown.length} rows take ${megabytes(heap() - before - ledger)} MB more` })
  return rows
}

export const waysRows: readonly Bench[] = [{ name: 'ways', run: ways }]
