import { describe, expect, it } from 'vitest'
import { givenOf, missingIn, type Filled } from '../../../../renderer/features/group/filled.ts'
import { FORMS } from '../../../../renderer/features/group/acts.ts'
import { lifePoints, ringPeople, turnRows } from '../../../../renderer/features/group/life.ts'
import { topicsOf } from '../../../../renderer/features/group/calling.ts'
import { detail, FULL } from '../../../e2e/group/cast.ts'
import { formOf } from '../../../../renderer/features/group/reading.ts'
import type { GroupView } from '../../../../shared/domain/group/view.ts'

const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => [key.replace('group.', ''), ...Object.values(values)].join(' ')
const day = (date: string): string => date
const at = (date: string): number => Date.parse(`${date}T12:00:00`)
const life = (more: Partial<GroupView>): string[] => lifePoints({ ...FULL, chartered: at('2026-02-03'), review: null, sunset: null, ...more } as GroupView, '2026-05-22', say, day).map(({ words }) => words)
const EMPTY: Filled = { text: '', until: '', person: '', mine: '', theirs: '', home: '', record: '', topic: '', title: '' }

describe('the life of a group', () => {
  it('runs from its charter to its end, with its review', () => {
    expect(life({ review: '2026-07-02' as never, sunset: '2026-09-30' as never })).toEqual(['chartered 2026-02-03', 'today', 'review 2026-07-02', 'endsOn 2026-09-30'])
    expect(life({})).toEqual(['chartered 2026-02-03', 'today'])
  })

  it('says that days have gone by or contradict one another, and hides neither', () => {
    expect(life({ review: '2026-05-01' as never, reviewDue: true, sunset: '2026-05-20' as never, sunsetPassed: true })).toEqual(['chartered 2026-02-03', 'today', 'reviewSince 2026-05-01', 'wasToEnd 2026-05-20'])
    expect(life({ review: '2026-12-01' as never, sunset: '2026-09-30' as never })).toContain('reviewAfter 2026-12-01')
  })

  it('begins with its call where there is no charter, and ends where it was closed', () => {
    expect(life({ chartered: null, call: { ...FULL.call!, at: at('2026-05-20') } })).toEqual(['called 2026-05-20', 'today'])
    expect(life({ chartered: at('2026-05-22') })).toEqual(['charteredToday'])
    expect(life({ chartered: null, call: { ...FULL.call!, at: at('2026-05-22') }, sunset: '2026-09-30' as never })).toEqual(['calledToday', 'endsOn 2026-09-30'])
    expect(life({ chartered: null, call: null, life: [] })).toEqual(['today'])
    expect(life({ sunset: '2026-09-30' as never, life: [{ what: 'closed', at: at('2026-05-21'), by: FULL.members[0]!, revision: null }] })).toEqual(['chartered 2026-02-03', 'endedOn 2026-05-21'])
  })
})

describe('its turns', () => {
  it('are read in order, with whose it is now, and each person stands once on the ring', () => {
    const rows = turnRows(FULL.facilitation.turns, [FULL.members[0]!.id], say, day)
    expect(rows.map(({ who }) => who)).toEqual(['turnNow Greta', 'you', 'Ben', 'turnSwapped Tomasz', 'Noor', 'Dov'])
    expect(turnRows(FULL.facilitation.turns, [], say, day)[0]).toMatchObject({ who: 'turnTheirs Greta', now: true })
    expect(ringPeople([...FULL.facilitation.turns, ...FULL.facilitation.turns])).toHaveLength(6)
    expect(turnRows([], [], say, day)).toEqual([])
    expect(turnRows(FULL.facilitation.turns.map((turn) => ({ ...turn, from: null })), [], say, day).map(({ when }) => when).slice(0, 2)).toEqual(['turnFirst', 'turnThen'])
  })
})

describe('what is said in a form', () => {
  it('is sent without what is empty, and not before what is needed is there', () => {
    expect(missingIn(EMPTY, FORMS['close']!.needs)).toBe('text')
    expect(missingIn({ ...EMPTY, text: '  ' }, ['text'])).toBe('text')
    expect(missingIn({ ...EMPTY, mine: 'ada 2026-05-01' }, ['swap'])).toBe('swap')
    expect(givenOf({ verb: 'close' }, FORMS['close']!.fields, { ...EMPTY, text: ' Enough. ', home: 'Ben' })).toEqual({ verb: 'close', text: 'Enough.', home: 'Ben' })
    expect(givenOf({ verb: 'swap' }, ['swap'], { ...EMPTY, mine: 'ada 2026-05-01', theirs: 'ben 2026-06-01' })).toEqual({ verb: 'swap', about: 'ben', mine: '2026-05-01', theirs: '2026-06-01' })
    expect(givenOf({ verb: 'welcome', person: 'ben' }, ['text'], EMPTY)).toEqual({ verb: 'welcome', about: 'ben' })
    expect(givenOf({ verb: 'handon' }, ['person', 'text'], { ...EMPTY, person: 'ben' })).toEqual({ verb: 'handon', to: ['ben'] })
    expect(givenOf({ verb: 'agree', what: 'act' }, [], EMPTY)).toEqual({ verb: 'agree', what: 'act' })
  })

  it('has a form for everything that one can answer', () => {
    const swap = FULL.facilitation.swaps[0]!.act
    expect(formOf({ verb: 'agree', what: swap }, FULL)).toBe('agree swap')
    expect(formOf({ verb: 'pass', what: 'unknown' }, FULL)).toBe('pass ask')
    for (const what of ['pause', 'resume', 'close'] as const) {
      const group = { ...FULL, proposals: [{ act: 'p', what }] } as unknown as GroupView
      for (const verb of ['agree', 'pass']) expect(FORMS[formOf({ verb, what: 'p' }, group)]).toBeDefined()
    }
    for (const { verb } of detail().possible) if (!['offer', 'renew', 'stepout'].includes(verb)) expect(FORMS[verb], verb).toBeDefined()
  })

  it('takes topics as they are typed, each once', () => {
    expect(topicsOf(' energy, Boilers ,, boilers,')).toEqual(['energy', 'boilers'])
    expect(topicsOf('')).toEqual([])
  })
})
