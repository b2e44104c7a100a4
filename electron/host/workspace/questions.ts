// Questions as people see them, folded when first asked for and kept until something new is said on them.
import type { ActId, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import { wordsOf } from '#shared/domain/agreement/index.ts'
import { topicKey } from '#shared/domain/expertise/index.ts'
import { hasReplied, possibleOf, question as concept, type Answer, type Question } from '#shared/domain/question/index.ts'
import { QUESTION_VERBS, type AnswerView, type QuestionDetail, type QuestionRow } from '#shared/protocol/contract.ts'
import type { Committed, Ledger } from '../store/ledger.ts'
import type { People } from './people.ts'
import type { Records } from './records.ts'
import type { Deliveries } from './standing.ts'

/** Longest piece of an answer in a list. */
const SNIPPET = 200

export interface QuestionsOptions {
  readonly ledger: Ledger
  readonly records: Records
  readonly people: People
  readonly deliveries: Deliveries
}

/** A question that was asked. */
export type Asked = Question & { readonly ask: NonNullable<Question['ask']> }

export class Questions {
  readonly #options: QuestionsOptions
  readonly #known = new Map<RecordId, Asked | null>()

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  committed(batch: Committed): void {
    for (const act of batch.acts) if (act.type.startsWith('question.')) this.#known.delete(act.subject as RecordId)
  }

  /** Null where that is no question that is known here. */
  get(id: RecordId): Asked | null {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const { ledger, records } = this.#options
    const acts = records.circleOf(id) === 'workspace' ? ledger.actsOf('workspace', id).filter((act) => act.type.startsWith('question.')) : []
    const folded = acts.length > 0 ? concept.fold(acts, ledger.chains('workspace').index) : null
    const question = folded?.ask ? { ...folded, ask: folded.ask } : null
    this.#known.set(id, question)
    return question
  }

  /** The newest first. */
  all(): Asked[] {
    return this.#options.records.idsOf(concept.id).map((id) => this.get(id)).filter((one) => one !== null)
      .sort((a, b) => b.ask.at - a.ask.at || (a.id < b.id ? -1 : 1))
  }

  under(key: string): Asked[] {
    return this.all().filter((one) => isUnder(one, key))
  }

  row(of: Asked): QuestionRow {
    const { people, records } = this.#options
    const shown = of.answers.findLast((one) => one.helped) ?? of.answers.at(-1)
    const row = records.row(of.id as RecordId)
    return {
      id: of.id, title: of.ask.title, asker: people.named(of.ask.person), to: of.ask.to.map(people.named), topics: of.ask.topics, state: of.state,
      at: of.ask.at, updatedAt: Math.max(...of.said.map((one) => one.at)),
      answer: shown ? { by: people.named(shown.person), words: this.#snippet(shown), helped: shown.helped } : null,
      asksMe: people.isMember(people.me) && of.state !== 'closed' && of.ask.to.includes(people.me) && !hasReplied(of, people.me),
      onlyHere: row?.onlyHere ?? true,
    }
  }

  detail(of: Asked): QuestionDetail {
    const { people, deliveries } = this.#options
    const text = of.ask.text === null ? null : this.#text(of.ask.text)
    return {
      ...this.row(of), text, missing: of.ask.text !== null && text === null,
      to: of.ask.to.map((person) => {
        const passed = of.passed.find((one) => one.person === person)
        const stance = of.answers.some((one) => one.person === person) ? 'answered' : passed ? 'passed'
          : deliveries.delivered(of.ask.act, person) ? 'delivered' : 'not reached'
        return { ...people.named(person), member: people.isMember(person), stance, text: passed?.text ? this.#text(passed.text) : null }
      }),
      answers: of.answers.map((one) => this.#answer(one)),
      closing: of.closing ? this.#text(of.closing) : null,
      possible: QUESTION_VERBS.map((verb) => {
        const { allowed, reason } = possibleOf(of, verb, people.me, people.isMember(people.me))
        return { verb, allowed, reason }
      }),
    }
  }

  /** Throws `question.unknown`. */
  find(id: string): Asked {
    return this.get(id as RecordId) ?? orThrow(fail('question.unknown', 'There is no such question on this device.', 'Look it up in the list; it may not have arrived yet.'))
  }

  #answer(of: Answer): AnswerView {
    const { people, deliveries } = this.#options
    return {
      id: of.act, by: { ...people.named(of.person), member: people.isMember(of.person) }, at: of.at, text: this.#text(of.text), helped: of.helped,
      reached: deliveries.reach(of.act as ActId),
    }
  }

  #snippet(of: Answer): string | null {
    const words = this.#text(of.text)?.replace(/\s+/gu, ' ')
    return words === undefined ? null : words.length <= SNIPPET ? words : `${words.slice(0, SNIPPET).toWellFormed().replace(/\S*$/u, '')}…`
  }

  #text(hash: TextHash): string | null {
    return wordsOf(hash, (one) => this.#options.ledger.text(one))
  }
}

export const isUnder = (of: Asked, key: string): boolean => of.ask.topics.some((topic) => topicKey(topic) === key)

/** Who answered, each once. */
export const answerers = (of: Asked): PersonId[] => [...new Set(of.answers.map((one) => one.person))]
