// Ways of working to begin a workspace's charter with. Each is a data file of plain words that are read and changed
// before anybody signs them; nothing in the program depends on which was taken.
import type { Block, Section } from '../../record/view.ts'
import advice from './en/advice.json' with { type: 'json' }
import consent from './en/consent.json' with { type: 'json' }
import house from './en/house.json' with { type: 'json' }
import network from './en/network.json' with { type: 'json' }

export interface CharterRule {
  readonly title: string
  readonly words: string
}

export interface CharterTemplate {
  readonly id: string
  readonly name: string
  /** Whom it fits, in a sentence or two. */
  readonly fits: string
  /** [CH3] Percent of those a later revision names who must accept it. */
  readonly share: number
  /** Months until it is looked at again. */
  readonly reviewMonths: number
  /** Percent of one's hours that are one's own; where it says nothing of it, left out. */
  readonly twentyPercent?: number
  /** What follows a decision without advice. */
  readonly withoutAdvice?: string
  readonly rules: readonly CharterRule[]
}

export const CHARTER_TEMPLATES: readonly CharterTemplate[] = [consent, advice, network, house]

export const charterTemplate = (id: string): CharterTemplate | null => CHARTER_TEMPLATES.find((template) => template.id === id) ?? null

/** Rules as a section of the charter, each a paragraph (or more) that begins with its name. Those without words are left out. */
export function charterSections(rules: readonly CharterRule[]): Section[] {
  const words = rules.flatMap(ruleBlocks)
  return words.length === 0 ? [] : [{ voice: 'words', words }]
}

function ruleBlocks({ title, words }: CharterRule): Block[] {
  const [first, ...rest] = words.split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '')
  if (first === undefined) return []
  const named = title.trim()
  const lead = named === '' ? [] : [{ text: `${named.replace(/[.:]$/, '')}. `, marks: ['bold' as const] }]
  return [{ type: 'paragraph', content: [...lead, { text: first }] }, ...rest.map((text): Block => ({ type: 'paragraph', content: [{ text }] }))]
}
