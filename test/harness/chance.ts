// Chance with a seed: random lives of a few people, and the same acts in other orders.
import type { VerifiedAct } from '#shared/acts/act.ts'
import { ProblemError } from '#shared/base/result.ts'
import type { WorkspaceId } from '#shared/base/ids.ts'
import type { Letter } from './letter.ts'
import type { Person, World } from './people.ts'
import { Replica } from './replica.ts'

/** A small generator (mulberry32), so that a failing seed replays exactly. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256))
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  shuffle<T>(items: readonly T[]): T[] {
    const left = [...items]
    return items.map(() => left.splice(this.below(left.length), 1)[0]!)
  }
}

/** The same acts taken in some other order, some of them twice. */
export function inAnotherOrder(acts: readonly VerifiedAct[], workspace: WorkspaceId, chance: Chance): Replica {
  const replica = new Replica(workspace)
  for (const act of chance.shuffle([...acts, ...acts.filter(() => chance.next() < 0.2)])) replica.take(act)
  return replica
}

/** A state as text in which every difference shows, the order of maps included. */
export const plain = (state: unknown): string => JSON.stringify(state, (_, value: unknown) =>
  value instanceof Map ? ['map', ...value] : value instanceof Set ? ['set', ...value] : value)

const VERBS = ['accept', 'accept', 'accept', 'accept', 'accept', 'accept', 'decline', 'question', 'withdraw', 'checkin', 'fulfil', 'acknowledge', 'release']

/** One person does one thing, as the program lets them or, now and then, as a changed program would. */
export function liveOn(voices: readonly Person[], letters: readonly Letter[], world: World, chance: Chance): void {
  const person = chance.pick(voices)
  const letter = chance.pick(letters)
  const dice = chance.next()
  if (dice < 0.05) world.partition(...split(voices, chance))
  else if (dice < 0.15) world.heal()
  else if (dice < 0.25) offerSomething(person, letter, voices, chance)
  else if (dice < 0.4) signAnything(person, letter, chance)
  else trySaying(person, letter, chance.pick(VERBS), voices, chance)
}

function split(voices: readonly Person[], chance: Chance): Person[][] {
  const groups: Person[][] = [[], []]
  for (const voice of voices) groups[chance.below(2)]!.push(voice)
  return groups
}

/** Refusals are answers; anything else that is thrown is a fault. */
function allowingRefusal(run: () => void): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
  }
}

function offerSomething(person: Person, letter: Letter, voices: readonly Person[], chance: Chance): void {
  const others = [...new Map(voices.map((voice) => [voice.id, voice])).values()].filter((other) => other.id !== person.id)
  const some = others.filter(() => chance.next() < 0.5)
  const { revisions } = letter.agreement(person)
  allowingRefusal(() => {
    if (revisions.length === 0) {
      const { kind } = letter.draft
      letter.give(person, 'offer', { offer: person.offerOf(letter, kind === 'promise' ? [person] : [person, ...some], kind === 'promise' ? some : []) })
    } else person.amends(letter, { words: `Words ${chance.below(1000)}` })
  })
}

function trySaying(person: Person, letter: Letter, verb: string, voices: readonly Person[], chance: Chance): void {
  const { revisions } = letter.agreement(person)
  const revision = revisions.length > 0 && chance.next() < 0.6 ? { revision: chance.pick(revisions.slice(-2)).id } : {}
  const about = chance.next() < 0.5 ? { about: chance.pick(voices).id } : {}
  allowingRefusal(() => letter.give(person, verb, { text: 'So be it', ...revision, ...about }))
}

/** Around `intend`: any verb about any revision, true words or not, old or new. */
function signAnything(person: Person, letter: Letter, chance: Chance): void {
  const { revisions, opener, nonce } = letter.agreement(person)
  if (revisions.length === 0 || opener === null || nonce === null) return
  const { id: revision, terms, people } = chance.pick(revisions.slice(-3))
  const text = letter.hashOf('anything')
  const claims = letter.draft.kind === 'charter' ? [] : letter.commitment(person).parts.flatMap((part) => part.claims)
  const bodies = {
    accept: { revision, terms: chance.next() < 0.8 ? terms : text },
    decline: { revision }, question: { revision, text }, withdraw: { revision }, stepout: {}, checkin: { revision, text },
    fulfil: { revision }, release: { revision, person: chance.pick(people) },
    acknowledge: { claim: claims.length > 0 ? chance.pick(claims).act : revision },
    offer: {
      kind: letter.draft.kind, to: [], terms, opener, nonce,
      // Now and then it forgets somebody.
      people: chance.shuffle(people).slice(chance.next() < 0.4 ? 1 : 0),
      parents: chance.shuffle(revisions.slice(-3).map((one) => one.id)).slice(0, chance.below(4)),
    },
  } as const
  const verb = chance.pick([...Object.keys(bodies), 'offer', 'accept', 'accept'] as (keyof typeof bodies)[])
  person.signs(`${letter.concept.id}.${verb}`, letter.id, bodies[verb] as never)
}
