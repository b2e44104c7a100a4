import { describe, expect, it } from 'vitest'
import type { NeedView, RecordRow } from '#shared/protocol/contract.ts'
import { awaitsSignature, dayWords, needSays } from '../../../renderer/features/desk/need-words.ts'
import { regionOf } from '../../../renderer/ui/region.ts'
import { weekRuleOf } from '#shared/base/calendar.ts'
import { groupOf } from '../../../renderer/features/commitment/grouping.ts'
import { contextOf } from '../../../renderer/features/record/row-marks.ts'
import { titleWords } from '../../../renderer/features/record/rows.ts'
import { createWords } from '../../../renderer/locales/index.ts'

const ADA = { id: 'a'.repeat(64), name: 'Ada Lovell', you: true }
const BEN = { id: 'b'.repeat(64), name: 'Ben Okafor', you: false }
const CHIDI = { id: 'c'.repeat(64), name: 'Chidi Eze', you: false }
const row = (more: Partial<RecordRow> = {}): RecordRow => ({
  id: '1', concept: 'commitment', kind: 'mutual', title: 'The milk round', state: 'offered', revision: null, offer: 1, due: null, review: null, until: null, links: [],
  parties: [ADA, BEN], needsMe: 'answer', words: 'e'.repeat(64), unavailable: false, onlyHere: false, flags: [], updatedAt: 1, ...more,
})
const need = (more: Partial<NeedView> = {}): NeedView => ({
  key: 'k', kind: 'answer', group: 'offers', record: '1', title: 'The milk round', by: BEN, people: [BEN], revision: 'r', number: 1, before: null, text: null, act: null,
  day: null, late: false, hours: null, purpose: null, way: null, ...more,
})
const join = (names: readonly string[]): string => names.join(' and ')
const { t } = createWords().global
const says = (more: Partial<NeedView>): string => {
  const { key, values } = needSays(need(more), join)
  return t(key, values)
}

describe('what needs me, in a sentence', () => {
  it('names who asks, and which words came before', () => {
    expect(says({})).toBe('Ben offers rev 1.')
    expect(says({ hours: 2 })).toBe('Ben offers rev 1. It asks about 2\u00a0h a week of you.')
    expect([says({ way: 'ask' }), says({ way: 'note' })]).toEqual(['Ben asks you to promise this: rev 1.', 'Ben noted what was said: rev 1.'])
    expect(says({ way: 'ask', hours: 2 })).toBe('Ben asks you to promise this: rev 1. It asks about 2\u00a0h a week of you.')
    expect(says({ purpose: 'Bread for the valley.' })).toBe('Ben offers the charter. What it is for: “Bread for the valley.”')
    expect(says({ purpose: '' })).toBe('Ben offers the charter: what everybody in it agrees about working together.')
    expect(says({ kind: 'accept again', number: 3, before: 2 })).toBe('Ben offers other words: rev 3. You signed rev 2.')
    expect(says({ kind: 'choose', by: null, people: [BEN, CHIDI] })).toBe('Ben and Chidi each made an offer while apart.')
  })

  it('keeps to the words of who said it, whatever is in them', () => {
    expect(says({ kind: 'question', text: 'Also on Sundays?' })).toBe('Ben asks: “Also on Sundays?”')
    expect(says({ kind: 'acknowledge', text: '{name} @:desk.by | x' })).toBe('Ben says it is kept: “{name} @:desk.by | x”')
    expect(says({ kind: 'acknowledge' })).toBe('Ben says it is kept. Do you see it so too?')
    expect(says({ kind: 'mention', text: null })).toBe('Ben names you.')
  })

  it('asks for a new date where one went by, and marks nobody', () => {
    expect(says({ kind: 'past date', by: null })).toBe('You promised it to Ben. Ask for a new date?')
    const day = (date: string): string => date
    expect(dayWords(need({ kind: 'past date', day: '2026-05-19', late: true }), day)).toEqual({ key: 'desk.wasFor', values: { day: '2026-05-19' } })
    expect(dayWords(need({ day: '2026-05-29' }), day)?.key).toBe('desk.by')
    expect(dayWords(need({ kind: 'review', day: '2026-05-29', late: true }), day)?.key).toBe('desk.on')
    expect(dayWords(need({ kind: 'reading', day: '2026-05-21' }), day)).toEqual({ key: 'desk.due', values: {} })
    expect(dayWords(need({ kind: 'reading', day: '2026-05-21', late: true }), day)?.key).toBe('desk.wasFor')
    expect(dayWords(need(), day)).toBeNull()
  })

  it('is in wax only where it awaits a signature', () => {
    expect((['answer', 'accept again', 'choose', 'question', 'acknowledge', 'review'] as const).filter((kind) => awaitsSignature({ kind }))).toEqual(['answer', 'accept again', 'choose'])
  })
})

describe('the week', () => {
  it('begins as it does where the person lives, and on Monday where nobody knows', () => {
    expect(weekRuleOf('en-GB')).toEqual({ firstDay: 1, minimalDays: 4 })
    expect(weekRuleOf('nl-NL').firstDay).toBe(1)
    expect(weekRuleOf('en-US')).toEqual({ firstDay: 7, minimalDays: 1 })
    expect(weekRuleOf('ar-EG').firstDay).toBe(6)
    expect(weekRuleOf('not a language')).toEqual({ firstDay: 1, minimalDays: 4 })
  })

  it('are those of the place that the system tells, in the language of the page', () => {
    expect(regionOf('en-GB', ['en-US', 'en'])).toBe('en-US')
    expect(regionOf('en-GB', ['nl-NL', 'en-AU', 'en-US'])).toBe('en-AU')
    expect(regionOf('en-GB', ['nl-NL', 'nl'])).toBe('en-GB')
    expect(regionOf('en-GB', ['en'])).toBe('en-GB')
    expect(regionOf('nl', ['nl-BE'])).toBe('nl-BE')
    expect(weekRuleOf(regionOf('en-GB', ['en-US']))).toEqual({ firstDay: 7, minimalDays: 1 })
  })
})

describe('the charter in a list', () => {
  const t = (key: string, { title = '' }: Record<string, string>): string => `${key} ${title}`.trim()
  it('has a name and a group of its own until it asks for my answer', () => {
    expect(titleWords({ kind: 'charter', title: 'Hollin Bank' }, t)).toBe('row.charterTitle Hollin Bank')
    expect(titleWords(row(), t)).toBe('The milk round')
    expect(groupOf(row({ kind: 'charter', needsMe: null }))).toBe('charter')
    expect(groupOf(row({ kind: 'charter' }))).toBe('waiting')
    expect(groupOf(row({ kind: 'charter', needsMe: null, state: 'ended' }))).toBe('ended')
  })

  it('says its day alone, which has no room beside more words', () => {
    const keys = (more: Partial<RecordRow>): string[] => contextOf(row({ kind: 'charter', needsMe: null, offer: null, revision: 1, state: 'in force', ...more }), (date) => date, String).map(({ key }) => key)
    expect(keys({ review: '2027-05-20' })).toEqual(['row.review'])
    expect(keys({})).toEqual(['row.charter'])
  })
})
