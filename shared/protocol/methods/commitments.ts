// Commitments beyond the acts themselves: offered at once, duplicated, taken up; hours; templates.
import { z } from 'zod'
import type { CapacityWeek, Fit } from '../../domain/commitment/capacity.ts'
import type { TermsChange } from '../../domain/record/changes.ts'
import type { RecordDetail, RecordLink, RecordState, TermsView } from '../../domain/record/view.ts'
import { draftMeta, voicedWords } from './drafts.ts'
import type { NamedPerson } from './people.ts'
import type { HeldView } from './records.ts'
import { date, id, line, listOf, text, weekRule, ws } from './shapes.ts'

/** Whether hours fit one who gives them. `fits` null: they show none. What is too much is told to the person alone. */
export type FitView = NamedPerson & {
  readonly fits: boolean | null
  readonly over: Fit['over']
  /** Of what is tried or done in a group, to me alone. Null where it is neither, or my hours are not set. */
  readonly own: OwnFit | null
}

/** [HR3] Hours a week: what is my own, and what experiments and groups would ask of it in the fullest week, this one among them. */
export interface OwnFit {
  readonly percent: number
  readonly own: number
  readonly asked: number
}

/** What offering a draft would do, worked out without anything being signed or sent. */
export interface DraftEffect {
  /** Whose yes it needs, mine among them; and to whom else it is made. */
  readonly needs: readonly NamedPerson[]
  readonly receives: readonly NamedPerson[]
  /** The revision it goes on from, and what differs; null for a first one, or where those words are not here. */
  readonly against: number | null
  readonly changes: readonly TermsChange[] | null
  /** The words that go on binding these people until everybody has accepted the new ones. */
  readonly holds: { readonly number: number; readonly people: readonly NamedPerson[] } | null
  /** What its links name; `state` null where that is not here. */
  readonly links: readonly { readonly how: RecordLink['how']; readonly record: string; readonly title: string; readonly state: RecordState | null }[]
  /** Of those who give hours in it. */
  readonly fits: readonly FitView[]
}

export interface TakerView {
  readonly record: string
  readonly title: string
  readonly people: readonly NamedPerson[]
  readonly state: RecordState
}

export interface OpenOfferView {
  readonly owner: NamedPerson
  readonly places: number | null
  readonly open: boolean
  /** Confirmed by the owner; and those that wait for that. */
  readonly taken: readonly TakerView[]
  readonly waiting: readonly TakerView[]
  /** Whether I may take it up, and why not. */
  readonly take: { readonly allowed: boolean; readonly reason: string | null }
}

export interface GivenView {
  readonly record: string
  readonly title: string
  readonly person: NamedPerson
  readonly to: readonly NamedPerson[]
  /** Hours in the week of today. */
  readonly hours: number
}

/** Mine to see. */
export interface CapacityView {
  /** Hours a week that I set in my profile; null: none. */
  readonly available: number | null
  readonly weeks: readonly CapacityWeek[]
  readonly fit: Fit
  readonly promised: readonly GivenView[]
  readonly promisedToMe: readonly GivenView[]
  /** With whom it goes one way only. */
  readonly oneSided: readonly { readonly person: NamedPerson; readonly way: 'from me' | 'to me'; readonly records: readonly string[] }[]
  /** What comes back to me through others: [me, a, b]. */
  readonly loops: readonly (readonly NamedPerson[])[]
}

export interface LeavingView {
  /** What I give that others count on. */
  readonly breaks: readonly (GivenView & { readonly stones: readonly { readonly measure: string; readonly by: string | null; readonly last: string | null }[] })[]
  /** A draft of what to hand over, to be read and changed. */
  readonly handover: string
}

export interface TemplateView {
  readonly id: string
  readonly name: string
  readonly fits: string
  readonly kind: TermsView['kind']
  /** Who saved it; null: it comes with Parley. */
  readonly by: NamedPerson | null
  readonly months: number | null
  readonly reviewMonths: number | null
  /** People stand as places: 1 is who begins, as 64 hex digits. */
  readonly terms: TermsView
  /** I may take it off the list. */
  readonly mine: boolean
}

export const commitmentRequests = {
  /** Drafted, signed and offered in one step. A promise whose giver is somebody else asks them for it. */
  'commitment.offer': z.strictObject({ ...ws, meta: draftMeta, words: text.optional(), sections: voicedWords }),
  /** A private draft of the same words: a plain copy, one that takes the record's place, or one in which I take over from who stepped out. */
  'commitment.duplicate': z.strictObject({ ...ws, id, how: z.enum(['copy', 'supersede', 'take over']).default('copy') }),
  'openoffer.show': z.strictObject({ ...ws, id }),
  /**
   * Of an offer: offers its owner a promise to me that names it, in force once the owner accepts. Of a request: gives its owner a promise of mine
   * that names it, in force at once; `hours` are mine to say. With `hold` as in `records.give`.
   */
  'openoffer.take': z.strictObject({ ...ws, id, title: line.optional(), words: text.optional(), due: date.optional(), hours: z.int().min(0).max(168).optional(), hold: z.boolean().optional() }),
  /** In ISO weeks, or as `rule` has them. */
  'capacity.mine': z.strictObject({ ...ws, weeks: z.int().min(1).max(104).default(26), rule: weekRule.optional() }),
  /** Whether it would fit those who give hours in a revision, were it in force: to be known before it is accepted. Weeks as in `capacity.mine`. */
  'capacity.fits': z.strictObject({ ...ws, id, revision: id, rule: weekRule.optional() }),
  'capacity.leaving': z.strictObject({ ...ws, rule: weekRule.optional() }),
  'template.list': z.strictObject(ws),
  /** A private draft begun from a template. `people`: the others, in the order of its places. */
  'template.begin': z.strictObject({ ...ws, template: z.string().max(64), people: listOf(id, 50), title: line.optional() }),
  /** Keeps the words of a record or draft as a template for everybody in the workspace. */
  'template.save': z.strictObject({ ...ws, id, name: line, fits: z.string().max(500).optional() }),
  'template.retire': z.strictObject({ ...ws, template: id }),
} as const

export interface CommitmentResults {
  'commitment.offer': { readonly id: string; readonly state: RecordState }
  'commitment.duplicate': { readonly id: string }
  'openoffer.show': OpenOfferView
  /** `record`: the commitment made; while it is held, the open offer. */
  'openoffer.take': { readonly record: RecordDetail; readonly held: HeldView | null }
  'capacity.mine': CapacityView
  'capacity.fits': readonly FitView[]
  'capacity.leaving': LeavingView
  'template.list': readonly TemplateView[]
  'template.begin': { readonly id: string }
  'template.save': { readonly id: string }
  'template.retire': null
}
