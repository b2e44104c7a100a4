// Random lives of every concept that makes records, by whatever its schemas allow: signed around the program as well as
// through it, by people who part and meet, on devices that fork. What holds for all of them is checked for all of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from '#shared/base/bytes.ts'
import type { OfferIntention, RecordConcept } from '#shared/domain/fold.ts'
import { KINDS, RECORD_KINDS } from '#shared/domain/record/kinds.ts'
import { sidesOf } from '#shared/domain/record/sides.ts'
import { recordId, textHash } from '#shared/domain/record/id.ts'
import { encodeTerms, paragraphs } from '#shared/domain/record/terms.ts'
import { recordConcepts } from '#shared/domain/registry.ts'
import { anyBody, SOME_WORDS, type Things } from '../harness/any-body.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { contextOf } from '../harness/letter.ts'
import { peopleFrom, type Person } from '../harness/people.ts'

const STEPS = 50
const PATIENCE = 180_000

interface Life {
  readonly concept: RecordConcept<unknown>
  readonly chance: Chance
  readonly voices: readonly Person[]
  /** A member who never says a word. */
  readonly silent: Person
  readonly id: string
  readonly things: () => Things
  /** Words of its kinds. */
  readonly terms: readonly Uint8Array[]
}

async function aLife(concept: RecordConcept<unknown>, seed: number): Promise<Life> {
  const chance = new Chance(seed)
  const { ada, ben, chidi, emre } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben', 'Chidi', 'Emre')
  const voices = [ada, ben, chidi, ben.copiesTheFolder(), ada.addsDevice()]
  voices.forEach((voice, i) => { voice.yearsOff = [0, 10, -10, 3, 0][i]! })
  const nonce = toHex(chance.bytes(16))
  const id = recordId(concept.id, ada.id, nonce)
  const people = [ada, ben, chidi, emre]
  const parties = people.map((person) => ({ person: person.id, name: person.name }))
  const terms = concept.kinds.flatMap((kind) => {
    const written = ['For the valley.', 'For the town.'].map((text) => encodeTerms({ title: 'Bread', kind, sections: [{ voice: KINDS[kind].main, words: paragraphs(text) }], parties }))
    return written.flatMap((made) => (made.ok ? [made.value] : []))
  })
  const texts = [...terms, ...SOME_WORDS]
  for (const person of [...voices, emre]) person.device.replica.keep(...texts)
  const things = (): Things => ({
    people: people.map((person) => person.id), texts: texts.map(textHash), opener: ada.id, nonce, kinds: concept.kinds.length > 0 ? concept.kinds : RECORD_KINDS,
    acts: ada.world.acts().filter(({ act }) => act.subject === id).map((act) => act.id),
    revisions: ada.world.acts().filter(({ act }) => act.subject === id && Object.hasOwn(act.body, 'terms') && Object.hasOwn(act.body, 'nonce')).map((act) => act.id),
  })
  const life: Life = { concept, chance, voices, silent: emre, id, things, terms }
  if (chance.next() < 0.95) begin(life, nonce)
  return life
}

/** Ada opens it as the program lets her; what has no words to be drafted is begun by whatever act of hers begins it. */
function begin(life: Life, nonce: string): void {
  const { concept, chance, voices: [ada, ben, chidi], silent, id, things, terms } = life
  const [kind] = concept.kinds
  if (kind !== undefined) {
    // Some are one person's own.
    for (const others of chance.next() < 0.7 ? [[ben!.id, chidi!.id], []] : [[]]) {
      const sides = sidesOf({ kind, gives: [ada!.id, ...others], receives: chance.next() < 0.3 ? [silent.id] : [] })
      const of = { kind, people: [...sides.gives, ...sides.signs], gives: sides.gives, to: sides.receives, terms: terms[0]!, opener: ada!.id, nonce }
      if (offer(life, ada!, of as unknown as OfferIntention)) return
    }
    return
  }
  for (let tries = 0; tries < 60 && concept.row(stateOf(life, ada!), contextOf(ada!)).state === 'draft'; tries++) {
    const type = chance.pick(Object.keys(concept.acts))
    ada!.signs(type, id, anyBody(concept.acts[type]!, things(), chance) as Parameters<Person['signs']>[2])
  }
}

/** False where the program refuses it. */
function offer(life: Life, person: Person, { gives, ...of }: OfferIntention): boolean {
  const intent = life.concept.intend(stateOf(life, person), 'offer', {
    person: person.id, available: () => true, offer: { ...of, ...(gives && gives.length < of.people.length && { gives }) },
  })
  if (intent.ok) person.gives(intent.value)
  return intent.ok
}

const stateOf = ({ concept, id }: Life, person: Person): unknown => concept.fold(person.device.replica.record(id), person.device.replica.index)

function liveOn(life: Life): void {
  const { concept, chance, voices, silent, id } = life
  const person = chance.pick(voices)
  const { world } = person
  const dice = chance.next()
  if (dice < 0.06) {
    const [one, other] = [[silent], []] as [Person[], Person[]]
    for (const voice of voices) (chance.next() < 0.5 ? one : other).push(voice)
    world.partition(one, other)
  } else if (dice < 0.16) world.heal()
  else if (dice < 0.5) sayWhatIsPossible(life, person)
  else {
    const type = chance.pick(Object.keys(concept.acts))
    person.signs(type, id, anyBody(concept.acts[type]!, life.things(), chance) as Parameters<Person['signs']>[2])
  }
}

/** Through the program: what it says may be done is signed, and then it counts. */
function sayWhatIsPossible(life: Life, person: Person): void {
  const { concept, chance, id } = life
  const member = person.device.replica.members().persons.get(person.id)?.member ?? false
  const state = stateOf(life, person)
  const { possible } = concept.detail(state, contextOf(person))
  const open = possible.filter(({ allowed }) => allowed)
  if (open.length === 0) return
  const { verb, revision } = chance.pick(open)
  const { revisions } = concept.detail(state, contextOf(person))
  if (verb === 'offer') return void offerAgain(life, person)
  const meant = revisions.find(({ number }) => number === revision)
  const intent = concept.intend(state, verb, {
    person: person.id, member, text: 'So be it', available: () => true, ...(meant && { revision: meant.id as never }),
  })
  if (!intent.ok) return
  person.device.replica.keep(...intent.value.texts)
  const act = person.gives(intent.value)
  // A copy of the same folder may have signed apart; what counts is that of this one.
  const ignored = concept.ignored(stateOf(life, person)).find((one) => one.act === act)
  expect(ignored, `${concept.id}.${verb}: what may be done has effect`).toBeUndefined()
  expect(intent.value.subject === id || intent.value.subject === '').toBe(true)
}

/** The next words, of those whom the last ones name. */
function offerAgain(life: Life, person: Person): void {
  const { concept, chance, terms, id } = life
  const last = person.device.replica.record(id).findLast(({ type, body }) => Object.hasOwn(concept.acts, type) && Object.hasOwn(body, 'terms') && Object.hasOwn(body, 'nonce'))
  if (!last || terms.length === 0) return
  const { kind = concept.kinds[0]!, people = [person.id], gives, to = [] } = last.body as unknown as Partial<OfferIntention>
  offer(life, person, { kind, people, to, ...(gives && { gives }), terms: chance.pick(terms) })
}

/** Everything that is shown of it can be shown to anybody, whatever was signed. */
function canBeShown({ concept }: Life, state: unknown, person: Person): void {
  const context = contextOf(person)
  const text = context.text
  concept.row(state, context)
  concept.detail(state, context)
  concept.row(state, { ...context, me: null })
  concept.detail(state, { ...context, me: null, text: () => null })
  concept.desk?.(state, { me: person.id, member: true, text })
  concept.given?.(state, text)
  concept.title(state, text)
  concept.searchText(state, text)
  concept.texts(state)
}

describe.each(recordConcepts.map((concept) => [concept.id, concept] as const))('%s, whatever is signed', (_, concept) => {
  test('comes to the same everywhere, can be shown, and binds nobody who said nothing', async () => {
    let begun = 0
    const effect = new Map<string, number>()
    await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
      const life = await aLife(concept, seed)
      const { chance, voices, silent, id } = life
      for (let step = 0; step < STEPS; step++) liveOn(life)
      const { world } = silent
      world.heal()
      const acts = world.acts()
      const others = [inAnotherOrder(acts, world.workspace, chance), inAnotherOrder(acts, world.workspace, chance)]
      const state = stateOf(life, silent)
      for (const replica of [...voices.map((voice) => voice.device.replica), ...others]) {
        expect(replica.waiting).toBe(0)
        expect(plain(concept.fold(replica.record(id), replica.index))).toBe(plain(state))
      }
      if (concept.row(state, contextOf(silent)).state !== 'draft') begun += 1
      const ignored = new Set(concept.ignored(state).map(({ act }) => act))
      for (const act of silent.device.replica.record(id)) if (!ignored.has(act.id)) effect.set(act.type, 1 + (effect.get(act.type) ?? 0))
      for (const person of [...voices, silent]) canBeShown(life, state, person)
      expect(JSON.stringify(concept.given?.(state, contextOf(silent).text) ?? []), 'gives').not.toContain(`"person":"${silent.id}"`)
      const stance = concept.detail(state, contextOf(voices[0]!)).parties.find((party) => party.id === silent.id)?.stance
      expect([undefined, 'not reached', 'delivered', 'asked', 'waived'], 'stance of who said nothing').toContain(stance)
    }), { numRuns: 12, endOnFailure: true })
    expect(begun, 'lives in which there was anything to go wrong').toBeGreaterThan(9)
    const types = Object.keys(concept.acts)
    expect(types.filter((type) => !effect.has(type)).length, 'kinds of acts that never had effect').toBeLessThanOrEqual(types.length / 3)
    expect([...effect.values()].reduce((sum, n) => sum + n, 0), 'acts with effect').toBeGreaterThan(60)
  }, PATIENCE)
})
