// A decision by advice in the scenario language: `ada.signs` underneath, so that what the fold refuses can be said too.
import { utf8, toHex } from '#shared/base/bytes.ts'
import type { ActId, PersonId } from '#shared/base/ids.ts'
import { foldDecision, type Adviser, type Decision, type DecisionAct } from '#shared/domain/decision/index.ts'
import { recordId, textHash } from '#shared/domain/record/id.ts'
import type { Person } from './people.ts'

type Body = Parameters<Person['signs']>[2]

export class Deciding {
  readonly id: string
  readonly #opener: Person
  readonly #nonce: string

  constructor(opener: Person) {
    this.#opener = opener
    this.#nonce = toHex(opener.world.bytes(16))
    this.id = recordId('decision', opener.id, this.#nonce)
  }

  says(by: Person, verb: DecisionAct extends `decision.${infer Verb}` ? Verb : never, body: Body): ActId {
    return by.signs(`decision.${verb}`, this.id, body)
  }

  words(by: Person, text: string): string {
    const bytes = utf8(text)
    by.device.replica.keep(bytes)
    return textHash(bytes)
  }

  proposes(by: Person, text: string, more: { parents?: readonly ActId[]; wording?: true } = {}): ActId {
    const parents = more.parents ?? this.as(by).newest
    return this.says(by, 'propose', { opener: this.#opener.id, nonce: this.#nonce, terms: this.words(by, text), parents: [...parents], ...(more.wording && { wording: true }) })
  }

  asks(by: Person, ...people: readonly Person[]): ActId {
    return this.says(by, 'ask', { people: people.map(({ id }) => id), as: 'affected' })
  }

  advises(by: Person, text: string, revision = this.newestOf(by)): ActId {
    return this.says(by, 'advise', { revision, text: this.words(by, text) })
  }

  answers(by: Person, advice: ActId, used: 'yes' | 'partly' | 'no' = 'yes'): ActId {
    return this.says(by, 'answer', { advice, used, text: this.words(by, 'Why.') })
  }

  waives(by: Person, people: readonly PersonId[], revision = this.newestOf(by)): ActId {
    return this.says(by, 'waive', { revision, people: [...people], text: this.words(by, 'Away until May.') })
  }

  passes(by: Person, revision = this.newestOf(by)): ActId {
    return this.says(by, 'pass', { revision })
  }

  decides(by: Person, revision = this.newestOf(by)): ActId {
    return this.says(by, 'decide', { revision })
  }

  decidesAlone(by: Person, revision = this.newestOf(by)): ActId {
    return this.says(by, 'decidealone', { revision, text: this.words(by, 'The roof leaks now.') })
  }

  /** As the person sees it. */
  as(person: Person): Decision {
    const { replica } = person.device
    return foldDecision(replica.record(this.id), replica.index)
  }

  newestOf(person: Person): ActId {
    return this.as(person).newest.at(-1)!
  }

  adviser(person: Person, seenBy: Person): Adviser | undefined {
    return this.as(seenBy).advisers.find((one) => one.person === person.id)
  }

  reasons(person: Person): string[] {
    return this.as(person).ignored.map(({ reason }) => reason)
  }
}
