// Random lives of one record, as fast-check commands, so that a life that fails is told by its fewest steps: people who part
// and meet, leave the workspace, say what the program lets them, or, with a changed program, whatever the schemas allow.
import fc from 'fast-check'
import { expect } from 'vitest'
import { ProblemError } from '#shared/base/result.ts'
import type { ActId } from '#shared/base/ids.ts'
import type { CountedAct } from '#shared/domain/fold.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { anyBody, SOME_WORDS } from './any-body.ts'
import { Chance, inAnotherOrder, plain } from './chance.ts'
import type { Letter } from './letter.ts'
import { peopleFrom, type Person, type World } from './people.ts'

/** `PARLEY_LONG=1` lives many more lives. */
export const LONG = process.env['PARLEY_LONG'] === '1'

export interface Cast {
  readonly ada: Person
  readonly ben: Person
  readonly chidi: Person
  readonly dewi: Person
  /** Ada's, too. */
  readonly phone: Person
  readonly world: World
}

export abstract class Life<State> {
  readonly world: World
  readonly voices: readonly Person[]
  readonly record: Letter
  readonly #seen = new Map<Person, { readonly length: number; readonly state: State }>()
  /** Acts that had effect when the program let somebody give them. */
  readonly said = new Map<string, number>()

  constructor({ world, ada, ben, chidi, dewi, phone }: Cast, record: Letter) {
    this.world = world
    this.voices = [ada, ben, chidi, dewi, phone]
    this.record = record
  }

  /** One of several voices says this through the program. Throws ProblemError where it is refused. */
  abstract say(by: Person, verb: string, chance: Chance): ActId
  /** What may never be otherwise, looked at by one person who held `before`. */
  abstract holds(by: Person, now: State, before: State): void
  /** Acts that have effect. */
  abstract counted(state: State): readonly ActId[]
  abstract ignored(state: State): readonly ActId[]

  acts(by: Person): readonly CountedAct[] {
    return by.device.replica.record(this.record.id)
  }

  state(by: Person): State {
    return this.record.state(by) as State
  }

  member(by: Person): boolean {
    return by.device.replica.members().persons.get(by.id)?.member ?? false
  }

  /** What was said in the past of an act, and nothing else. */
  before(act: ActId, by: Person): State {
    const all = this.acts(by)
    const { index } = by.device.replica
    const place = all.find(({ id }) => id === act)!.place
    return this.record.concept.fold(all.filter((one) => one.id !== act && index.knows(place, one.place)), index) as State
  }

  says(by: Person, verb: string, chance: Chance): void {
    try {
      const act = this.say(by, verb, chance)
      expect(this.ignored(this.state(by)), `${verb}: what may be said has effect`).not.toContain(act)
      this.said.set(verb, 1 + (this.said.get(verb) ?? 0))
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
    }
  }

  /** Around the program: right in form, and about anything there is. */
  signsAnything(by: Person, chance: Chance): void {
    const { concept, opener, nonce, id } = this.record
    const acts = this.acts(by)
    // Mostly about acts of one sort, or what is rare would hardly ever be named.
    const sort = chance.pick([...new Set(acts.map((act) => act.type))])
    const named = chance.next() < 0.7 ? acts.filter((act) => act.type === sort) : acts
    by.device.replica.keep(...SOME_WORDS)
    const things = {
      people: this.voices.map((one) => one.id), texts: SOME_WORDS.map(textHash), opener: opener.id, nonce, kinds: concept.kinds, acts: named.map((act) => act.id),
      revisions: acts.filter(({ body }) => Object.hasOwn(body, 'terms') && Object.hasOwn(body, 'nonce')).map((act) => act.id),
    }
    const type = chance.pick(Object.keys(concept.acts))
    by.signs(type, id, anyBody(concept.acts[type]!, things, chance) as Parameters<Person['signs']>[2])
  }

  /** After each step, at everybody whom it reached: what was said only grows, and what the concept promises. */
  look(): void {
    for (const by of this.voices) {
      const { length } = this.acts(by)
      const before = this.#seen.get(by)
      if (before?.length === length) continue
      const state = this.state(by)
      if (before) {
        const now = new Set(this.counted(state))
        expect(this.counted(before.state).filter((act) => !now.has(act)), `what was said only grows, for ${by.name}`).toEqual([])
      }
      this.holds(by, state, before?.state ?? state)
      this.#seen.set(by, { length, state })
    }
  }

  /** Everybody hears of everything, and comes to the same; also whoever heard it in another order. */
  meets(chance: Chance): State {
    this.world.heal()
    this.look()
    const state = this.state(this.voices[0]!)
    for (const by of this.voices) expect(plain(this.state(by)), by.name).toBe(plain(state))
    const other = inAnotherOrder(this.world.acts(), this.world.workspace, chance)
    expect(plain(this.record.concept.fold(other.record(this.record.id), other.index))).toBe(plain(state))
    return state
  }
}

type Kind = 'part' | 'meet' | 'leave' | 'say' | 'sign'
interface Told { readonly kind: Kind; readonly who: number; readonly verb: string; readonly seed: number }

class Step implements fc.AsyncCommand<object, Life<unknown>> {
  readonly told: Told

  constructor(told: Told) {
    this.told = told
  }

  check(): boolean {
    return true
  }

  run(_: object, life: Life<unknown>): Promise<void> {
    const { kind, who, verb, seed } = this.told
    const by = life.voices[who % life.voices.length]!
    const chance = new Chance(seed)
    if (kind === 'part') {
      life.world.partition(life.voices.filter((_one, at) => (seed >> at) % 2 === 0), life.voices.filter((_one, at) => (seed >> at) % 2 === 1))
      // Who is near now hears at once, and not in the middle of what somebody says next.
      life.world.exchange()
    }
    else if (kind === 'meet') life.world.heal()
    else if (kind === 'leave') leave(by)
    else if (kind === 'say') life.says(by, verb, chance)
    else life.signsAnything(by, chance)
    life.look()
    return Promise.resolve()
  }

  toString(): string {
    const { kind, who, verb, seed } = this.told
    return `${kind}(${who}, ${verb}, ${seed})`
  }
}

function leave(by: Person): void {
  if (by.device.replica.members().persons.get(by.id)?.member) by.leaves()
}

const steps = (verbs: readonly string[]) => fc.commands([fc.record({
  kind: fc.oneof(...([['say', 22], ['sign', 8], ['part', 3], ['meet', 4], ['leave', 1]] as const).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
  who: fc.nat(4), verb: fc.constantFrom(...verbs), seed: fc.nat(),
}).map((told) => new Step(told))], { maxCommands: 60, size: 'max' })

async function castOf(seed: number): Promise<Cast> {
  const chance = new Chance(seed)
  const all = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben', 'Chidi', 'Dewi')
  const phone = all.ada.addsDevice()
  all.ben.yearsOff = 10
  all.chidi.yearsOff = -10
  return { ...all, phone }
}

/** Lives so many lives; `ends` says what is always left to do at the end of one. Returns how often each verb was said with effect. */
export async function live<L extends Life<unknown>>(runs: number, verbs: readonly string[], begin: (cast: Cast) => L, ends: (life: L, chance: Chance) => void): Promise<ReadonlyMap<string, number>> {
  const said = new Map<string, number>()
  await fc.assert(fc.asyncProperty(fc.nat(), steps(verbs), async (seed, commands) => {
    const life = begin(await castOf(seed))
    await fc.asyncModelRun(() => ({ model: {}, real: life as Life<unknown> }), commands)
    ends(life, new Chance(seed))
    for (const [verb, n] of life.said) said.set(verb, n + (said.get(verb) ?? 0))
  }), { numRuns: runs, endOnFailure: !LONG })
  return said
}
