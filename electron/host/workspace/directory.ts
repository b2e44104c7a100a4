// What people of a workspace say of themselves and of topics, folded when first asked for and kept until somebody says
// something new. The subject of those acts is the person, or the list of topics; never a record.
import type { PersonId, TextHash } from '#shared/base/ids.ts'
import { expertise, topics, topicsSubject, type Expertise, type Topics } from '#shared/domain/expertise/index.ts'
import type { Concept, CountedAct } from '#shared/domain/fold.ts'
import { profile, type Profile } from '#shared/domain/profile/index.ts'
import type { Committed, Ledger } from '../store/ledger.ts'

/** Whose statements are other than they were, and whether a name is among them. */
export interface DirectoryChange {
  readonly people: readonly PersonId[]
  readonly topics: boolean
  readonly named: readonly PersonId[]
}

export class Directory {
  readonly #ledger: Ledger
  readonly #profiles = new Map<PersonId, Profile>()
  readonly #expertise = new Map<PersonId, Expertise>()
  #topics: Topics | null = null

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  profile(person: PersonId): Profile {
    return kept(this.#profiles, person, () => this.#fold(profile, person))
  }

  expertise(person: PersonId): Expertise {
    return kept(this.#expertise, person, () => this.#fold(expertise, person))
  }

  topics(): Topics {
    return (this.#topics ??= this.#fold(topics, topicsSubject()))
  }

  /** Photos that somebody names and whose bytes are not here. Only of profiles that were looked at. */
  missingTexts(): TextHash[] {
    const named = [...this.#profiles.values()].flatMap(({ words }) => (words.photo ? [words.photo] : []))
    return named.filter((photo) => this.#ledger.text(photo) === null)
  }

  /** Forgets what acts speak anew of. Null where none of them is about people or topics. */
  committed(batch: Committed): DirectoryChange | null {
    if (batch.circle !== 'workspace') return null
    const said = batch.acts.filter((act) => isOf(act, profile) || isOf(act, expertise))
    const aliases = batch.acts.some((act) => isOf(act, topics))
    if (said.length === 0 && !aliases) return null
    if (aliases) this.#topics = null
    for (const act of said) (isOf(act, profile) ? this.#profiles : this.#expertise).delete(act.subject as PersonId)
    const people = [...new Set(said.map((act) => act.subject as PersonId))]
    return { people, topics: aliases, named: [...new Set(said.filter((act) => isOf(act, profile) && 'name' in act.body).map((act) => act.subject as PersonId))] }
  }

  #fold<State>(concept: Concept<State>, subject: string): State {
    const acts = this.#ledger.actsOf('workspace', subject).filter((act) => isOf(act, concept))
    return concept.fold(acts, this.#ledger.chains('workspace').index)
  }
}

const isOf = (act: CountedAct, concept: Pick<Concept<unknown>, 'id'>): boolean => act.type.startsWith(`${concept.id}.`)

function kept<State>(of: Map<PersonId, State>, person: PersonId, fold: () => State): State {
  const known = of.get(person)
  if (known) return known
  const state = fold()
  of.set(person, state)
  return state
}
