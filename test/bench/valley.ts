// A valley of a thousand people for benches: their groups, experiments and decisions, signed by the real domain in one replica.
import { cryptoReady, deviceKeyFromSeed } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import { orThrow } from '#shared/base/result.ts'
import type { Intention, RecordConcept } from '#shared/domain/fold.ts'
import type { CommitmentFields, RecordLink } from '#shared/domain/record/fields.ts'
import { recordId } from '#shared/domain/record/id.ts'
import { conceptIdOfKind, KINDS, type RecordKind } from '#shared/domain/record/kinds.ts'
import { encodeTerms, paragraphs } from '#shared/domain/record/terms.ts'
import { sidesOf } from '#shared/domain/record/sides.ts'
import { recordConceptOfKind } from '#shared/domain/registry.ts'
import { Chance } from '../harness/chance.ts'
import { founds, Person } from '../harness/people.ts'
import { Device, type Replica } from '../harness/replica.ts'
import { World } from '../harness/world.ts'

export const PEOPLE = 1000
export const SIZES: Readonly<Partial<Record<RecordKind, number>>> = { 'working group': 300, experiment: 1000, decision: 3000 }

export interface Valley {
  readonly people: readonly Person[]
  readonly replica: Replica
  readonly chance: Chance
  readonly records: Map<RecordKind, string[]>
  /** Of the founder's device, so that a host can be theirs. */
  readonly seed: Uint8Array
}

export async function settle(): Promise<Valley> {
  await cryptoReady
  const chance = new Chance(7)
  const drawn: Uint8Array[] = []
  const world = new World((length) => {
    const bytes = chance.bytes(length)
    drawn.push(bytes)
    return bytes
  })
  // They share one replica, so there is nothing to exchange.
  world.partition()
  const founder = founds('Ada', world)
  const { replica, key } = founder.device
  const seed = drawn.find((bytes) => bytes.length === 32 && deviceKeyFromSeed(bytes).id === key.id)!
  const people = [founder]
  for (let n = 1; n < PEOPLE; n++) {
    const person = new Person(`Person ${n}`, world, new Device(replica, world.newKey()))
    person.enters(founder)
    people.push(person)
  }
  return { people, replica, chance, records: new Map(), seed }
}

/** What they speak about; a hundred of them say that they know one of these. */
const TOPICS = ['Steam', 'Traps', 'Boilers', 'Crates', 'Waste', 'Labels', 'Cheese', 'Flour', 'Vans', 'Gloves'] as const

export function knows({ people }: Valley): void {
  for (const [n, person] of people.slice(0, 100).entries()) person.signs('expertise.claim', person.id, { topic: TOPICS[n % TOPICS.length]!, words: 'Ask me on Tuesdays.' })
}

const about = ({ chance }: Valley): NonNullable<CommitmentFields['topics']> => [{ id: 't1', topic: chance.pick(TOPICS) }]
function linked({ chance, records }: Valley, how: RecordLink['how'], to: RecordKind): Pick<CommitmentFields, 'links'> {
  const all = records.get(to) ?? []
  return all.length === 0 ? {} : { links: [{ id: 'l1', how, record: chance.pick(all), title: `A ${to}` }] }
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
  const laid = new Laid(valley, 'working group', by, others, { from: '2026-02-03', review: '2026-07-02', until: '2026-09-30', hours: 2, topics: about(valley) })
  for (const person of others) laid.give(person, 'accept')
  if (valley.chance.next() < 0.2) laid.give(others[0]!, 'publish', { topic: valley.chance.pick(TOPICS), title: 'How we bleed the valve', text: 'Slowly, and never alone.' })
}

function experiment(valley: Valley): void {
  const [by, ...others] = some(valley, 3) as [Person, ...Person[]]
  const laid = new Laid(valley, 'experiment', by, others, {
    from: '2026-04-06', until: '2026-05-18', spendHours: 40, measures: [{ id: 'm1', measure: 'Crates back', unit: 'a week', baseline: '40', hoped: '57', stop: '30', direction: 'up', every: '7' }],
    topics: about(valley), ...linked(valley, 'of group', 'working group'),
  })
  for (const person of others) laid.give(person, 'accept')
  laid.give(by, 'start', { on: '2026-04-06' })
  for (const [week, value] of ['44', '51', '55', '58'].entries()) laid.give(by, 'reading', { stone: 'm1', value, on: `2026-04-${13 + week * 4}` })
  if (valley.chance.next() < 0.5) for (const person of [by, ...others]) laid.give(person, 'conclude', { as: 'adopt', text: 'The crates come back.' })
}

function decision(valley: Valley): void {
  const [by, ...asked] = some(valley, 6) as [Person, ...Person[]]
  const laid = new Laid(valley, 'decision', by, [], { reach: 'many', undo: 'effort', adviceBy: '2026-05-20', review: '2026-11-20', topics: about(valley), ...linked(valley, 'of group', 'working group') })
  laid.give(by, 'ask', { people: asked.map(({ id }) => id), as: 'affected' })
  const [silent, ...others] = asked as [Person, ...Person[]]
  for (const person of others) laid.give(person, 'advise', { text: 'The boiler can carry it if Line 1 does not start in the same half hour.' })
  for (const person of others) laid.give(by, 'answer', { about: person.id, used: 'yes', text: 'Start times are staggered.' })
  laid.give(by, 'waive', { people: [silent.id], text: 'Away until June.' })
  laid.give(by, 'decide')
}

export const MAKERS: Readonly<Partial<Record<RecordKind, (valley: Valley) => void>>> = { 'working group': group, experiment, decision }
