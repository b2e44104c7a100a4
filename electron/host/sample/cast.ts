// The sample's people. Each has a throwaway key, made when the sample is made and kept nowhere but for the one whose
// eyes it is seen through. What they say goes through the same `intend`, is signed, and is taken in by the same ledger
// as anything that comes from a colleague; there is no other way to put something into a workspace.
import { signAct, MAX_SEEN, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import { deviceKeyFromSeed, randomBytes, type DeviceKey } from '#shared/acts/crypto.ts'
import { toHex, utf8 } from '#shared/base/bytes.ts'
import type { ActId, PersonId, RecordId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import type { Intention } from '#shared/domain/fold.ts'
import { intendExpertise } from '#shared/domain/expertise/index.ts'
import { intendCall, type GroupKind } from '#shared/domain/group/index.ts'
import { intendProfile, type ProfileChange } from '#shared/domain/profile/index.ts'
import { intendAsk } from '#shared/domain/question/index.ts'
import { joinProofBytes, makeProof } from '#shared/domain/membership/index.ts'
import { recordId, textHash } from '#shared/domain/record/id.ts'
import { encodeTerms, paragraphs } from '#shared/domain/record/terms.ts'
import type { Section } from '#shared/domain/record/view.ts'
import type { CommitmentFields } from '#shared/domain/record/fields.ts'
import { conceptIdOfKind, KINDS, VOICES, type RecordKind, type Voice } from '#shared/domain/record/kinds.ts'
import { noConcept, recordConceptOfKind } from '#shared/domain/registry.ts'
import type { Intent } from '../store/ledger.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** What a record of the story says. `words`: what each gives, by first name; `voices`: what stands beside any other voice. */
export interface Said {
  readonly title: string
  readonly voices?: Partial<Readonly<Record<Voice, string>>>
  readonly fields?: CommitmentFields
  readonly why?: string
  readonly words?: Readonly<Record<string, string>>
  readonly term?: string
  readonly slips?: string
  /** Calendar dates. */
  readonly due?: string
  readonly review?: string
  /** Hours a week. */
  readonly hours?: number
}

/** A record on the table, as the story hands it around. */
export interface Laid {
  readonly id: RecordId
  readonly kind: RecordKind
  readonly gives: readonly Player[]
  readonly to: readonly Player[]
}

/** The moment the story has got to, in ms since 1970; moved on by it. */
export interface StoryClock {
  at: number
}

export class Player {
  readonly name: string
  readonly key: DeviceKey
  readonly seed: Uint8Array
  readonly spare: DeviceKey
  id = '' as PersonId
  #workspace: Workspace | null = null
  readonly #clock: StoryClock

  constructor(name: string, clock: StoryClock) {
    this.name = name
    this.seed = randomBytes(32)
    this.key = deviceKeyFromSeed(this.seed)
    this.spare = deviceKeyFromSeed(randomBytes(32))
    this.#clock = clock
  }

  /** The founding act: signed before there is a workspace to hold it. */
  founds(name: string): VerifiedAct {
    const person = { name: this.name, spare: this.spare.id, label: `${this.name}’s laptop` }
    const founding = this.#sign('' as WorkspaceId, { type: 'workspace.found', body: { name, person, nonce: toHex(randomBytes(16)) } }, '', 0, '', [])
    this.id = founding.id as string as PersonId
    return founding
  }

  enters(workspace: Workspace): void {
    this.#workspace = workspace
  }

  /** Comes with an invite of a member's, as anybody does. */
  async joins(workspace: Workspace, by: Player): Promise<void> {
    this.#workspace = workspace
    const found = await this.says({ type: 'person.found', body: { name: this.name, spare: this.spare.id, label: `${this.name}’s laptop`, nonce: toHex(randomBytes(16)) } })
    this.id = found as string as PersonId
    const seed = deviceKeyFromSeed(randomBytes(32))
    const invite = await by.says({ type: 'membership.invite', body: { key: seed.id, uses: 1, expires: this.#clock.at + 86_400_000 } })
    const proof = makeProof(joinProofBytes(workspace.id, this.id, this.key.id), seed)
    const admit = await by.says({ type: 'membership.admit', body: { invite, person: this.id, device: this.key.id, proof } })
    await this.says({ type: 'membership.join', body: { admit } })
  }

  /** Something between several, each giving something. */
  offersLetter(to: readonly Player[], said: Said): Promise<Laid> {
    return this.#opens({ kind: 'mutual', gives: [this, ...to], to: [] }, said)
  }

  /** In one line, in force once given. */
  promises(to: readonly Player[], said: Said): Promise<Laid> {
    return this.#opens({ kind: 'promise', gives: [this], to }, said)
  }

  /** Of any other kind; of one's own where nobody else is named. */
  opens(kind: RecordKind, said: Said, others: readonly Player[] = []): Promise<Laid> {
    return this.#opens(KINDS[kind].people === 'all' || KINDS[kind].people === 'some' ? { kind, gives: [this, ...others], to: [] } : { kind, gives: [this], to: others }, said)
  }

  /** Calls a group, which has no charter yet. */
  async calls(kind: GroupKind, title: string, text: string, topics: readonly string[]): Promise<Laid> {
    const member = this.#there.people.isMember(this.id)
    const intent = orThrow(intendCall({ person: this.id, member, kind, title, text, topics, nonce: toHex(randomBytes(16)) }))
    await this.says(intent)
    return { id: intent.subject as RecordId, kind, gives: [this], to: [] }
  }

  /** A next revision of what is there; of other people, where they are named. */
  async amends(laid: Laid, said: Said, gives = laid.gives): Promise<void> {
    await this.#offers({ ...laid, gives }, said, {})
  }

  accepts = (laid: Laid): Promise<void> => this.gives(laid.id, 'accept')
  declines = (laid: Laid, text: string): Promise<void> => this.gives(laid.id, 'decline', { text })
  asks = (laid: Laid, text: string): Promise<void> => this.gives(laid.id, 'question', { text })
  checksIn = (laid: Laid, text: string, confidence?: number): Promise<void> => this.gives(laid.id, 'checkin', { text, ...(confidence && { confidence }) })
  claims = (laid: Laid, text: string): Promise<void> => this.gives(laid.id, 'fulfil', { text })
  acknowledges = (laid: Laid, text: string): Promise<void> => this.gives(laid.id, 'acknowledge', { text })
  releases = (laid: Laid, text: string): Promise<void> => this.gives(laid.id, 'release', { text })
  stepsOut = (laid: Laid, text: string): Promise<void> => this.gives(laid.id, 'stepout', { text })

  /** Values by stepping stone. */
  async reads({ id }: Laid, values: Readonly<Record<string, string>>, on: string): Promise<void> {
    for (const [stone, value] of Object.entries(values)) await this.gives(id, 'reading', { stone, value, on })
  }

  /** What they say of themselves. */
  async tells(change: Omit<ProfileChange, 'photo'>): Promise<void> {
    const state = this.#there.directory.profile(this.id)
    await this.says(orThrow(intendProfile(state, { person: this.id, member: this.#there.people.isMember(this.id), change })))
  }

  /** What they can help with, or want to learn. */
  async knows(topic: string, words: string, verb: 'claim' | 'wish' = 'claim'): Promise<void> {
    await this.#speaksOf(this, verb, topic, words)
  }

  /** That a colleague can help with it, by name. */
  vouches = (whom: Player, topic: string, words: string): Promise<void> => this.#speaksOf(whom, 'endorse', topic, words)

  /** A question, to those named or to everyone. */
  async wonders(title: string, text: string, topics: readonly string[], to: readonly Player[] = []): Promise<RecordId> {
    const member = this.#there.people.isMember(this.id)
    const intent = orThrow(intendAsk({ person: this.id, member, title, text, topics, to: to.map(({ id }) => id), nonce: toHex(randomBytes(16)) }))
    await this.says(intent)
    return intent.subject as RecordId
  }

  /** Leaves the workspace, with a word to those who stay. */
  async leaves(text: string): Promise<void> {
    const words = utf8(text)
    await this.says({ type: 'membership.leave', body: { text: textHash(words) }, texts: [words] })
  }

  async #speaksOf(whom: Player, verb: 'claim' | 'wish' | 'endorse', topic: string, words: string): Promise<void> {
    const state = this.#there.directory.expertise(whom.id)
    await this.says(orThrow(intendExpertise(state, verb, { person: this.id, member: this.#there.people.isMember(this.id), about: whom.id, topic, words })))
  }

  /** What the program would sign for this person now. Throws ProblemError where they may not. */
  async gives(record: RecordId, verb: string, more: Omit<Intention, 'person'> = {}): Promise<void> {
    const folded = orThrow(this.#there.records.fold(record))
    await this.says(orThrow(folded.concept.intend(folded.state, verb, this.#intention(more))))
  }

  async #opens(laid: Omit<Laid, 'id'>, said: Said): Promise<Laid> {
    const nonce = toHex(randomBytes(16))
    const whole: Laid = { ...laid, id: recordId(conceptIdOfKind(laid.kind), this.id, nonce) as RecordId }
    await this.#offers(whole, said, { opener: this.id, nonce })
    return whole
  }

  async #offers(laid: Laid, said: Said, first: { readonly opener?: PersonId; readonly nonce?: string }): Promise<void> {
    const { records, ledger } = this.#there
    const concept = recordConceptOfKind(laid.kind) ?? orThrow(noConcept())
    const state = records.has(laid.id) ? orThrow(records.fold(laid.id)).state : concept.fold([], ledger.chains('workspace').index)
    const { title, due, review, hours, fields } = said
    const parties = [...laid.gives, ...laid.to].map(({ id, name }) => ({ person: id, name }))
    const terms = orThrow(encodeTerms({
      title, kind: laid.kind, sections: sectionsOf(said, laid.gives), parties, ...(due && { due }), ...(review && { review }), ...(hours !== undefined && { hours }), ...fields,
    }))
    const offer = { kind: laid.kind, people: laid.gives.map(({ id }) => id), to: laid.to.map(({ id }) => id), terms, ...first }
    await this.says(orThrow(concept.intend(state, 'offer', this.#intention({ offer }))))
  }

  #intention(more: Omit<Intention, 'person'>): Intention {
    const available = (hash: TextHash): boolean => this.#there.ledger.text(hash) !== null
    return { person: this.id, member: this.#there.people.isMember(this.id), available, ...more }
  }

  get #there(): Workspace {
    if (!this.#workspace) throw new Error(`${this.name} is in no workspace yet`)
    return this.#workspace
  }

  /** Signs and lays before everybody, in the story's moment. */
  async says({ type, subject = '', body, texts = [] }: Pick<Intent, 'type' | 'body'> & Partial<Intent>): Promise<ActId> {
    const { ledger, id } = this.#there
    const chains = ledger.chains('workspace')
    const head = chains.headsOf(this.key.id).at(-1)
    const seen = chains.tips().filter((tip) => tip !== head).slice(0, MAX_SEEN).map((tip) => chains.id(tip)).sort()
    const act = this.#sign(id, { type, subject, body }, this.id, head === undefined ? 0 : chains.seq(head) + 1, head === undefined ? '' : chains.id(head), seen)
    await ledger.take([{ verified: act, texts }], 'sample')
    if (!ledger.has('workspace', act.id)) throw new Error(`the sample's ${type} was not taken in`)
    return act.id
  }

  #sign(workspace: WorkspaceId | '', { type, subject = '', body }: Pick<Intent, 'type' | 'body'> & Partial<Intent>, person: PersonId | '', seq: number, prev: ActId | '', seen: readonly ActId[]): VerifiedAct {
    const act: Act = { v: 1, workspace, circle: 'workspace', type, subject, body, person, device: this.key.id, seq, prev, seen, at: this.#clock.at }
    return signAct(act, this.key)
  }
}

function sectionsOf({ why, words = {}, term, slips, voices = {} }: Said, gives: readonly Player[]): Section[] {
  const promised = gives.flatMap(({ id, name }) => (words[name] ? [{ voice: 'promises' as const, person: id, words: paragraphs(words[name]) }] : []))
  const said = (voice: Section['voice'], text: string | undefined): Section[] => (text ? [{ voice, words: paragraphs(text) }] : [])
  const other = VOICES.flatMap((voice) => said(voice, voices[voice]))
  return [...said('why', why), ...promised, ...other, ...said('term', term), ...said('slips', slips)]
}
