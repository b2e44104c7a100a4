// What stands on the paper, voice by voice, in the order of a play: why, who promises what, the bounds, how long, what if
// it slips. Pure: words come from the page.
import type { ListName, SingleName } from '../../../../shared/domain/record/fields.ts'
import { isCommitmentKind, KINDS } from '../../../../shared/domain/record/kinds.ts'
import type { Section, TermsView } from '../../../../shared/protocol/contract.ts'
import { pairsOf, type ItemPair } from '../fields/pairs.ts'
import { sectionKey, type Place } from '../words/changes.ts'

export type PartVoice = Place['voice'] | 'places' | 'conditions' | 'boundaries' | 'goals' | 'links' | 'aloud' | 'witnesses' | FactVoice | 'measures' | 'success' | 'closing' | 'turns' | 'topics' | 'outputs'

/** Single fields that stand on paper as lines of their own, by the voice they stand beside. */
export const FACTS = {
  met: ['on'], coming: ['joining', 'deciding', 'share', 'facilitation', 'turnWeeks'], size: ['reach', 'undo', 'spend'], budget: ['spendHours'], advice: ['adviceBy'], own: ['twentyPercent'], alone: ['withoutAdvice'], part: ['rolePart'],
} as const satisfies Readonly<Record<string, readonly SingleName[]>>
export type FactVoice = keyof typeof FACTS
export const FACT_VOICES = Object.keys(FACTS) as readonly FactVoice[]

export interface FactPair {
  readonly name: SingleName
  readonly before: unknown
  readonly after: unknown
}

export interface PaperPart {
  readonly key: string
  readonly voice: PartVoice
  readonly person: string | null
  readonly section: Section | null
  readonly facts: readonly FactPair[]
  /** Items that belong under these words, by list. */
  readonly items: { readonly [Name in ListName]?: readonly ItemPair<Name>[] }
}

/** Lists that stand under the words of whoever they belong to. */
const OWN = ['activities', 'stones', 'time', 'seasons'] as const

const personOf = (pair: ItemPair): string | null => ((pair.after ?? pair.before) as { readonly person?: string } | null)?.person ?? null
const hasItems = (items: PaperPart['items']): boolean => Object.keys(items).length > 0

/** Two sets of words; with no other words, both are the same. What either says has a place on both papers, so that they lie line by line. */
export interface Sides {
  readonly before: TermsView
  readonly after: TermsView
}
const isThere = (value: unknown): boolean => value !== undefined && value !== null
const stands = ({ before, after }: { readonly before: unknown; readonly after: unknown }): boolean => isThere(before) || isThere(after)

/** Whether the older words, or the newer, say nothing of what stands in a part. */
export const isMissingFrom = (side: keyof Sides, part: PaperPart, words: TermsView): boolean =>
  !words.sections.some((section) => sectionKey(section) === part.key) && !part.facts.some((fact) => isThere(fact[side])) &&
  !Object.values(part.items).some((pairs) => pairs.some((pair) => pair[side] !== null))

/** Sections that the newer words no longer have. */
const gone = (before: TermsView, after: TermsView): readonly Section[] =>
  before.sections.filter((section) => !after.sections.some((one) => sectionKey(one) === sectionKey(section)))

class Parts {
  readonly #sections: Map<string, Section>
  readonly #sides: Sides
  readonly made: PaperPart[] = []

  constructor(sides: Sides) {
    this.#sides = sides
    const { before, after } = sides
    this.#sections = new Map([...after.sections, ...gone(before, after)].map((section) => [sectionKey(section), section]))
  }

  add(voice: PartVoice, person: string | null, items: PaperPart['items'] = {}, facts: readonly FactPair[] = []): void {
    const section = this.#take(voice, person)
    if (section || hasItems(items) || facts.length > 0 || voice === 'term') this.made.push({ key: `${voice}:${person ?? ''}`, voice, person, section, items, facts })
  }

  /** Single fields that something is said of. */
  facts(voice: FactVoice): readonly FactPair[] {
    const { before, after } = this.#sides
    return FACTS[voice].map((name) => ({ name, before: before[name], after: after[name] })).filter(stands)
  }

  /** Items of these lists that fit. */
  items(lists: readonly ListName[], fits: (pair: ItemPair) => boolean): PaperPart['items'] {
    const { before, after } = this.#sides
    return Object.fromEntries(lists.flatMap((list) => {
      const pairs = (pairsOf(list, before, after) as readonly ItemPair[]).filter(fits)
      return pairs.length === 0 ? [] : [[list, pairs]]
    })) as PaperPart['items']
  }

  /** Everybody these lists have something of, in their order. */
  people(lists: readonly ListName[]): readonly string[] {
    const { before, after } = this.#sides
    return [...new Set(lists.flatMap((list) => (pairsOf(list, before, after) as readonly ItemPair[]).flatMap((pair) => personOf(pair) ?? [])))]
  }

  promising(): readonly string[] {
    const named = [...this.#sections.values()].flatMap((section) => (section.voice === 'promises' && section.person ? [section.person] : []))
    return [...new Set([...named, ...this.people(OWN)])]
  }

  /** What no voice above has taken. */
  rest(): void {
    for (const section of [...this.#sections.values()]) this.add(section.voice, section.person ?? null)
  }

  #take(voice: PartVoice, person: string | null): Section | null {
    const key = `${voice}:${person ?? ''}`
    const section = this.#sections.get(key) ?? null
    this.#sections.delete(key)
    return section
  }
}

const sort = (pair: ItemPair): string => ((pair.after ?? pair.before) as { readonly sort?: string }).sort ?? ''

export function partsOf(sides: Sides): readonly PaperPart[] {
  const { kind } = sides.after
  return kind === 'charter' || isCommitmentKind(kind) ? promisedParts(sides) : ownParts(sides)
}

/** Words that nobody promises: the voices of their kind in its order, then what stands beside words. */
function ownParts(sides: Sides): readonly PaperPart[] {
  const parts = new Parts(sides)
  const all = (list: ListName): PaperPart['items'] => parts.items([list], () => true)
  parts.add('met', null, {}, parts.facts('met'))
  for (const voice of KINDS[sides.after.kind].voices) if (voice !== 'term' && voice !== 'learning') parts.add(voice, null)
  parts.add('measures', null, all('measures'))
  for (const which of ['success', 'closing'] as const) parts.add(which, null, parts.items(['criteria'], (pair) => sort(pair) === which))
  for (const voice of FACT_VOICES) if (voice !== 'met') parts.add(voice, null, voice === 'coming' ? all('turns') : {}, parts.facts(voice))
  parts.add('hours', null, parts.items(['time', 'seasons'], () => true))
  parts.add('term', null)
  parts.rest()
  for (const list of ['outputs', 'topics', 'links'] as const) parts.add(list, null, all(list))
  return parts.made
}

function promisedParts(sides: Sides): readonly PaperPart[] {
  const parts = new Parts(sides)
  parts.add('why', null)
  for (const person of parts.promising()) parts.add('promises', person, parts.items(OWN, (pair) => personOf(pair) === person))
  parts.add('hours', null, parts.items(OWN, (pair) => personOf(pair) === null))
  parts.add('words', null)
  for (const voice of ['coming', 'own', 'alone'] as const) parts.add(voice, null, {}, parts.facts(voice))
  for (const person of parts.people(['goals'])) parts.add('goals', person, parts.items(['goals'], (pair) => personOf(pair) === person))
  parts.add('conditions', null, parts.items(['conditions'], (pair) => sort(pair) === 'condition'))
  parts.add('boundaries', null, parts.items(['conditions'], (pair) => sort(pair) === 'boundary'))
  parts.add('term', null)
  parts.add('slips', null)
  parts.rest()
  parts.add('links', null, parts.items(['links'], () => true))
  return parts.made
}
