// A record as scenarios speak of it: handed around, answered, and looked at through one person's eyes.
import { utf8 } from '#shared/base/bytes.ts'
import type { ActId, PersonId } from '#shared/base/ids.ts'
import type { Agreement } from '#shared/domain/agreement/index.ts'
import type { Commitment } from '#shared/domain/commitment/index.ts'
import type { Intention, PresentContext, RecordConcept } from '#shared/domain/fold.ts'
import { recordId, textHash } from '#shared/domain/record/id.ts'
import { KINDS } from '#shared/domain/record/kinds.ts'
import { paragraphs } from '#shared/domain/record/terms.ts'
import type { CommitmentFields, RecordDetail, RecordKind, TermsView } from '#shared/domain/record/view.ts'
import { recordConcept } from '#shared/domain/registry.ts'
import type { Person } from './people.ts'

export interface LetterDraft extends CommitmentFields {
  readonly title: string
  readonly kind: RecordKind
  readonly words: string
  readonly witnesses?: NonNullable<TermsView['witnesses']>
}

export class Letter {
  readonly draft: LetterDraft
  readonly opener: Person
  readonly nonce: string
  readonly id: string
  readonly concept: RecordConcept<unknown>

  constructor(draft: LetterDraft, opener: Person, concept: string, nonce: string) {
    this.draft = draft
    this.opener = opener
    this.nonce = nonce
    this.id = recordId(concept, opener.id, nonce)
    this.concept = recordConcept(concept)!
  }

  /** The same record with other words in hand. */
  with(change: Partial<LetterDraft>): Letter {
    return new Letter({ ...this.draft, ...change }, this.opener, this.concept.id, this.nonce)
  }

  terms(): TermsView {
    const { words, share, ...rest } = this.draft
    // Of a charter it stands in the offer alone.
    return { ...rest, ...(share !== undefined && KINDS[rest.kind].singles.includes('share') && { share }), sections: [{ voice: 'words', words: paragraphs(words) }] }
  }

  give(person: Person, verb: string, more: Omit<Intention, 'person'>): ActId {
    return person.gives(person.intends(this.concept, this.id, verb, more))
  }

  state(person: Person): unknown {
    return this.concept.fold(person.device.replica.record(this.id), person.device.replica.index)
  }

  agreement(person: Person): Agreement {
    return (this.state(person) as { agreement: Agreement }).agreement
  }

  commitment(person: Person): Commitment {
    return this.state(person) as Commitment
  }

  /** Everything the page would draw for this person. */
  asSeenBy(person: Person, asOf = '2026-05-22'): RecordDetail {
    return this.concept.detail(this.state(person), contextOf(person, asOf))
  }

  /** Stances by name. */
  stances(person: Person): Record<string, string> {
    return Object.fromEntries(this.asSeenBy(person).parties.map((party) => [party.name, party.stance]))
  }

  /** Why each act that has no effect has none. */
  ignored(person: Person): string[] {
    return this.concept.ignored(this.state(person)).map((one) => one.reason).sort()
  }

  hashOf(text: string): string {
    return textHash(utf8(text))
  }
}

export function contextOf(person: Person, asOf = '2026-05-22'): PresentContext {
  const { world, device } = person
  const others = world.voices.filter((voice) => voice.id !== person.id)
  const members = device.replica.members().persons
  const has = (one: Person, act: ActId): boolean => one.device.replica.counted.has(act)
  return {
    me: person.id, asOf, member: members.get(person.id)?.member ?? false, isHere: (of) => members.get(of)?.member ?? false,
    name: (of: PersonId) => world.nameOf(of),
    text: (hash) => device.replica.texts.get(hash) ?? null,
    reach: (act) => others.every((one) => has(one, act)) ? 'everyone' : others.some((one) => has(one, act)) ? 'some' : 'only here',
    delivered: (act, of) => others.some((one) => one.id === of && has(one, act)),
  }
}
