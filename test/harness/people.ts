// The scenario language. People with real keys in one workspace, each folding their own copy:
//
//   const { ada, ben, world } = await people('Ada', 'Ben')
//   const letter = ada.drafts('Bread on Fridays')
//   ada.offers(letter).to(ben)
//   ben.accepts(letter)
//   expect(letter.asSeenBy(ben).state).toBe('in force')
//
// What a person says goes through `intend`, as in the program, and throws ProblemError where it is refused. `signs`
// goes around it: what a changed program could sign.
import { cryptoReady, type DeviceKey } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { ActId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import type { Intent, Intention, OfferIntention, RecordConcept } from '#shared/domain/fold.ts'
import { deviceProofBytes, joinProofBytes, makeProof } from '#shared/domain/membership/index.ts'
import { encodeTerms } from '#shared/domain/record/terms.ts'
import { sidesOf } from '#shared/domain/record/sides.ts'
import { conceptIdOfKind, KINDS } from '#shared/domain/record/kinds.ts'
import { Letter, type LetterDraft } from './letter.ts'
import { Device, Replica, type Saying } from './replica.ts'
import { World } from './world.ts'

export { World } from './world.ts'

const YEAR = 365.25 * 24 * 3600 * 1000

/** A person at one of their devices. */
export class Person {
  readonly name: string
  readonly world: World
  readonly device: Device
  id: PersonId = '' as PersonId
  /** How far this device's clock is off, in years. */
  yearsOff = 0
  readonly spare: DeviceKey

  constructor(name: string, world: World, device: Device) {
    this.name = name
    this.world = world
    this.device = device
    this.spare = world.newKey()
    world.voices.push(this)
  }

  drafts(title: string, more: Partial<LetterDraft> = {}): Letter {
    const kind = more.kind ?? 'mutual'
    return new Letter({ kind, words: 'As we said.', ...more, title }, this, conceptIdOfKind(kind), toHex(this.world.bytes(16)))
  }

  /** A promise in one line: in force once given. */
  promises(title: string, to: readonly Person[], more: Partial<LetterDraft> = {}): Letter {
    const letter = this.drafts(title, { kind: 'promise', ...more })
    letter.give(this, 'offer', { offer: this.offerOf(letter, [this], to) })
    return letter
  }

  /** Offers a draft: `.to(ben)` for something mutual or a letter that Ben signs, `.asking(ben)` for a promise of Ben's to oneself, `.toAnyone()`. */
  offers(letter: Letter): { to(...others: Person[]): ActId; asking(giver: Person): ActId; toAnyone(): ActId } {
    const { kind, medium } = letter.draft
    const give = (gives: readonly Person[], others: readonly Person[]): ActId => {
      const sides = sidesOf({ kind, ...(medium && { medium }), gives: idsOf(gives), receives: idsOf(others) })
      return letter.give(this, 'offer', { offer: this.offerOf(letter, [...sides.gives, ...sides.signs] as PersonId[], sides.receives as PersonId[], sides.gives as PersonId[]) })
    }
    return {
      to: (...others) => kind === 'mutual' || kind === 'charter' ? give([this, ...others], []) : give([this], others),
      asking: (giver) => give([giver], [this]),
      toAnyone: () => give([this], []),
    }
  }

  /** A next revision, of the same people unless told otherwise. */
  amends(letter: Letter, change: Partial<LetterDraft> & { people?: readonly (Person | PersonId)[]; to?: readonly (Person | PersonId)[]; parents?: readonly ActId[] }): ActId {
    const last = letter.agreement(this).revisions.at(-1)!
    const { people, to, parents, ...draft } = change
    const offer = this.offerOf(letter.with(draft), people ?? last.people, to ?? last.to, people ? undefined : last.gives)
    return letter.give(this, 'offer', { offer: { ...offer, ...(parents && { parents }) } })
  }

  accepts(letter: Letter, revision?: ActId): ActId {
    return letter.give(this, 'accept', { ...(revision && { revision }) })
  }

  declines(letter: Letter, text?: string): ActId {
    return letter.give(this, 'decline', { ...(text && { text }) })
  }

  asks(letter: Letter, text: string): ActId {
    return letter.give(this, 'question', { text })
  }

  withdraws(letter: Letter, revision?: ActId): ActId {
    return letter.give(this, 'withdraw', { ...(revision && { revision }) })
  }

  stepsOut(letter: Letter, text?: string, more: { notice?: string; handover?: string; asking?: readonly Person[] } = {}): ActId {
    const { asking, ...rest } = more
    return letter.give(this, 'stepout', { ...(text && { text }), ...rest, ...(asking && { to: idsOf(asking) }) })
  }

  checksIn(letter: Letter, text: string, confidence?: number, help?: string): ActId {
    return letter.give(this, 'checkin', { text, ...(confidence && { confidence }), ...(help && { help }) })
  }

  /** What was found of a stone; without a value: that it is reached. */
  reads(letter: Letter, stone: string, on: string, value?: string, text?: string): ActId {
    return letter.give(this, 'reading', { stone, on, ...(value !== undefined && { value }), ...(text && { text }) })
  }

  saysAtRisk(letter: Letter, text?: string): ActId {
    return letter.give(this, 'risk', { ...(text && { text }) })
  }

  takesBackRisk(letter: Letter): ActId {
    return letter.give(this, 'clear', {})
  }

  /** Says something that changes nothing: it only comes later. */
  checksOn(letter: Letter): ActId {
    return letter.give(this, 'question', { text: 'How is it going?', revision: letter.agreement(this).revisions[0]!.id })
  }

  claims(letter: Letter, text?: string): ActId {
    return letter.give(this, 'fulfil', { ...(text && { text }) })
  }

  acknowledges(letter: Letter, about?: Person): ActId {
    return letter.give(this, 'acknowledge', { ...(about && { about: about.id }) })
  }

  releases(letter: Letter, about?: Person): ActId {
    return letter.give(this, 'release', { ...(about && { about: about.id }) })
  }

  leaves(): ActId {
    return this.signs('membership.leave', '', {})
  }

  /** Another device of the same person, near at once. */
  addsDevice(label = 'phone'): Person {
    const key = this.world.newKey()
    const proof = makeProof(deviceProofBytes(this.world.workspace, this.id), key)
    this.signs('device.add', '', { device: key.id, label, proof })
    const other = new Person(this.name, this.world, new Device(new Replica(this.world.workspace), key))
    other.id = this.id
    this.world.exchange()
    return other
  }

  /** The data folder copied and run twice: from here on the device's chain may fork. */
  copiesTheFolder(): Person {
    const twin = new Person(this.name, this.world, this.device.copy(this.world.workspace))
    twin.id = this.id
    return twin
  }

  /** Signs without asking whether one may. */
  signs(type: string, subject: string, body: Saying['body'], as: PersonId | '' = this.id): ActId {
    const acts = this.device.sign({ type, subject, body }, as, this.world.workspace, this.at())
    this.world.exchange()
    return acts.at(-1)!.id
  }

  gives(intent: Intent): ActId {
    this.device.replica.keep(...intent.texts)
    return this.signs(intent.type, intent.subject, intent.body as Saying['body'])
  }

  /** What the program would sign for this intention, or ProblemError. */
  intends(concept: RecordConcept<unknown>, subject: string, verb: string, more: Omit<Intention, 'person'>): Intent {
    const state = concept.fold(this.device.replica.record(subject), this.device.replica.index)
    const member = this.device.replica.members().persons.get(this.id)?.member ?? false
    return orThrow(concept.intend(state, verb, {
      person: this.id, member, available: (hash) => this.device.replica.texts.has(hash), ...more,
    }))
  }

  offerOf(letter: Letter, people: readonly (Person | PersonId)[], to: readonly (Person | PersonId)[], gives?: readonly PersonId[]): OfferIntention {
    const ids = (all: readonly (Person | PersonId)[]): PersonId[] => all.map((one) => (one instanceof Person ? one.id : one))
    const { kind, share } = letter.draft
    const parties = [...ids(people), ...ids(to)].map((person) => ({ person, name: this.world.nameOf(person) }))
    const terms = orThrow(encodeTerms({ ...letter.terms(), parties }))
    return {
      kind, people: ids(people), to: ids(to), terms, opener: letter.opener.id, nonce: letter.nonce, ...(gives && gives.length < people.length && { gives }), ...(share !== undefined && !KINDS[kind].singles.includes('share') && { share }),
    }
  }

  at(): number {
    this.world.now += 1000
    return Math.max(0, Math.round(this.world.now + this.yearsOff * YEAR))
  }

  /** Comes with the link that `by` made: founds themselves, is admitted, joins. */
  enters(by: Person): void {
    const own = { name: this.name, spare: this.spare.id, label: `${this.name}'s laptop` }
    const nonce = toHex(this.world.bytes(16))
    this.id = this.signs('person.found', '', { ...own, nonce }, '') as string as PersonId
    const seed = this.world.newKey()
    const invite = by.signs('membership.invite', '', { key: seed.id, uses: 1, expires: this.world.now })
    const proof = makeProof(joinProofBytes(this.world.workspace, this.id, this.device.key.id), seed)
    const admit = by.signs('membership.admit', '', { invite, person: this.id, device: this.device.key.id, proof })
    this.signs('membership.join', '', { admit })
  }
}

const idsOf = (people: readonly Person[]): PersonId[] => people.map(({ id }) => id)

/** A founding act is signed before there is a workspace to hold it. */
export function founds(name: string, world: World): Person {
  const spare = world.newKey()
  const key = world.newKey()
  const body = { name: 'Hollin Bank', person: { name, spare: spare.id, label: `${name}'s laptop` }, nonce: toHex(world.bytes(16)) }
  const [founding] = new Device(new Replica('' as WorkspaceId), key).sign({ type: 'workspace.found', subject: '', body }, '', '', world.now)
  world.workspace = founding!.id as string as WorkspaceId
  const replica = new Replica(world.workspace)
  replica.take(founding!)
  const person = new Person(name, world, new Device(replica, key, { seq: 1, prev: founding!.id }))
  person.id = founding!.id as string as PersonId
  Object.assign(person, { spare })
  return person
}

type Named<Names extends readonly string[]> = { readonly [Name in Names[number] as Uncapitalize<Name>]: Person }

/** People who are all members of one workspace and near each other; the first founded it. */
export async function people<const Names extends readonly string[]>(
  ...names: Names
): Promise<Named<Names> & { readonly world: World }> {
  await cryptoReady
  return gather(new World(), names)
}

/** The same people with the same keys for the same bytes. */
export async function peopleFrom<const Names extends readonly string[]>(
  bytes: (length: number) => Uint8Array, ...names: Names
): Promise<Named<Names> & { readonly world: World }> {
  await cryptoReady
  return gather(new World(bytes), names)
}

function gather<const Names extends readonly string[]>(world: World, names: Names): Named<Names> & { readonly world: World } {
  const founder = founds(names[0]!, world)
  const everyone = [founder]
  for (const name of names.slice(1)) {
    const person = new Person(name, world, new Device(new Replica(world.workspace), world.newKey()))
    world.exchange()
    person.enters(founder)
    everyone.push(person)
  }
  const named = Object.fromEntries(everyone.map((person) => [person.name[0]!.toLowerCase() + person.name.slice(1), person]))
  return { ...(named as unknown as Named<Names>), world }
}
