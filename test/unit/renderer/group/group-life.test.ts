import { describe, expect, it } from 'vitest'
import { givenOf, missingIn, type Filled } from '../../../../renderer/features/group/filled.ts'
import { FORMS } from '../../../../renderer/features/group/acts.ts'
import { lifePoints, ringPeople, turnRows } from '../../../../renderer/features/group/life.ts'
import { topicsOf } from '../../../../renderer/features/group/calling.ts'
import { howSaying, topicsOnce } from '../../../../renderer/features/group/how-found.ts'
import { knowersOf } from '../../../../renderer/features/group/knowing.ts'
import type { HowRow } from '../../../../shared/protocol/methods/groups.ts'
import { membersOf, runs, say, stateOf, viewOf } from '../../../harness/group.ts'
import { people, type Person } from '../../../harness/people.ts'
import { detail, FULL } from '../../../e2e/group/cast.ts'
import { formOf, proposalsOf, swapsOf } from '../../../../renderer/features/group/reading.ts'
import type { GroupView } from '../../../../shared/domain/group/view.ts'

const words = (key: string, values: Readonly<Record<string, string | number>> = {}): string => [key.replace('group.', ''), ...Object.values(values)].join(' ')
const day = (date: string): string => date
const at = (date: string): number => Date.parse(`${date}T12:00:00`)
const life = (more: Partial<GroupView>): string[] => lifePoints({ ...FULL, chartered: at('2026-02-03'), review: null, sunset: null, ...more } as GroupView, '2026-05-22', words, day).map(({ words }) => words)
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
    const rows = turnRows(FULL.facilitation.turns, [FULL.members[0]!.id], words, day)
    expect(rows.map(({ who }) => who)).toEqual(['turnNow Greta', 'you', 'Ben', 'turnSwapped Tomasz', 'Noor', 'Dov'])
    expect(turnRows(FULL.facilitation.turns, [], words, day)[0]).toMatchObject({ who: 'turnTheirs Greta', now: true })
    expect(ringPeople([...FULL.facilitation.turns, ...FULL.facilitation.turns])).toHaveLength(6)
    expect(turnRows([], [], words, day)).toEqual([])
    expect(turnRows([{ ...FULL.facilitation.turns[0]!, from: null }], [FULL.members[0]!.id], words, day)).toMatchObject([{ when: 'turnFirst', who: 'Greta', now: true }])
    expect(turnRows(FULL.facilitation.turns.map((turn) => ({ ...turn, from: null })), [], words, day).map(({ when }) => when).slice(0, 2)).toEqual(['turnFirst', 'turnThen'])
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
    expect(FORMS[formOf({ verb: 'pass', what: swap }, FULL)]).toBeDefined()
    expect(formOf({ verb: 'pass', what: 'unknown' }, FULL)).toBe('pass ask')
    for (const what of ['pause', 'resume', 'close'] as const) {
      for (const holds of [false, true]) for (const you of [false, true]) {
        const group = { ...FULL, proposals: [{ act: 'p', what, holds, agreed: [{ you }] }] } as unknown as GroupView
        for (const verb of ['agree', 'pass']) expect(FORMS[formOf({ verb, what: 'p' }, group)]).toBeDefined()
        expect(formOf({ verb: 'pass', what: 'p' }, group)).toBe(you ? `back ${what}` : `pass ${what}`)
      }
    }
    expect(formOf({ verb: 'pass', what: swap }, FULL)).toBe('pass swap')
    const { facilitation } = FULL
    const own = { ...FULL, facilitation: { ...facilitation, swaps: [{ ...facilitation.swaps[0]!, by: { ...facilitation.swaps[0]!.to } }], asked: [{ act: 'asked', by: { you: true } }] } } as unknown as GroupView
    for (const what of [swap, 'asked']) expect(FORMS[formOf({ verb: 'pass', what }, own)]!.title).toMatch(/\.back/)
    for (const { verb } of detail().possible) if (!['offer', 'renew', 'stepout'].includes(verb)) expect(FORMS[verb], verb).toBeDefined()
  })

  it('takes topics as they are typed, each once', () => {
    expect(topicsOf(' energy, Boilers ,, boilers,')).toEqual(['energy', 'boilers'])
    expect(topicsOf('')).toEqual([])
  })
})

describe('what is proposed', () => {
  const view = (group: ReturnType<typeof runs>, by: Person) => proposalsOf(viewOf(group, by))
  const shown = (group: ReturnType<typeof runs>, by: Person) => ({ open: view(group, by).open.map(({ what, replies }) => [what, ...replies]), answered: view(group, by).answered.map(({ what, replies }) => [what, ...replies]) })

  it('a closing asks everybody until each has answered, also once it holds, and is answered otherwise later [G13, G14, G16]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const group = runs('Steam', [ada, ben, chidi, dewi])
    say(ada, group, 'close', { text: 'Done' })
    say(ben, group, 'agree')
    expect(shown(group, chidi)).toEqual({ open: [['close', 'agree', 'pass']], answered: [] })
    expect(shown(group, ben)).toEqual({ open: [['close', 'pass']], answered: [] })
    say(chidi, group, 'pass')
    expect(shown(group, chidi)).toEqual({ open: [['close', 'agree']], answered: [] })
    say(dewi, group, 'pass')
    expect(group.asSeenBy(chidi)).toMatchObject({ state: 'active', needsMe: null })
    expect(shown(group, chidi)).toEqual({ open: [], answered: [['close', 'agree']] })
    expect(lifePoints(viewOf(group, chidi), '2026-05-22', words, day).map(({ kind }) => kind)).not.toContain('ended')
    say(chidi, group, 'agree')
    expect(group.asSeenBy(ada).state).toBe('closed')
    expect(lifePoints(viewOf(group, chidi), '2026-05-22', words, day).map(({ kind }) => kind)).toContain('ended')
    say(ben, group, 'pass')
    expect(membersOf(group, ada)).toEqual(['Ben', 'Dewi'])
  })

  it('a pause that holds is joined by others, and taken back by who agreed [G14, G16]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const group = runs('Steam', [ada, ben, chidi])
    say(ada, group, 'pause', { until: '2026-08-01' })
    say(ben, group, 'agree')
    expect(shown(group, chidi)).toEqual({ open: [['pause', 'agree', 'pass']], answered: [] })
    expect(formOf({ verb: 'agree', what: view(group, chidi).open[0]!.act }, viewOf(group, chidi))).toBe('join pause')
    say(chidi, group, 'agree')
    expect(shown(group, chidi)).toEqual({ open: [['pause', 'pass']], answered: [] })
    expect(proposalsOf(viewOf(group, chidi, '2026-08-02'))).toEqual({ open: [], answered: [] })
    // Another may follow one that ends on a day. All take both back: there is no pause left, and nothing to go on from.
    say(ben, group, 'resume')
    say(chidi, group, 'pause')
    for (const person of [ada, ben, chidi]) for (const { act, agreed } of stateOf(group, person).proposals) if (agreed.includes(person.id)) say(person, group, 'pass', { what: act })
    expect(shown(group, ben)).toEqual({ open: [], answered: [] })
    expect(group.asSeenBy(ada)).toMatchObject({ state: 'active', needsMe: null })
    say(ada, group, 'pause')
  })

  it('swaps stand until the later turn is over, and either takes an agreed one back [G12]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const group = runs('Steam', [ada, ben], { facilitation: 'time', turnWeeks: 4, from: '2026-05-04', turns: [ada, ben].map(({ id }, at) => ({ id: `t${at}`, person: id })) })
    say(ada, group, 'swap', { about: ben.id, mine: '2026-05-04', theirs: '2026-06-01' })
    const replies = (by: Person, today = '2026-05-22') => swapsOf(viewOf(group, by).facilitation, today).map((one) => one.replies)
    expect([replies(ada), replies(ben)]).toEqual([[['pass']], [['agree', 'pass']]])
    say(ben, group, 'agree')
    expect([replies(ada), replies(ben), replies(ben, '2026-06-28'), replies(ben, '2026-06-29')]).toEqual([[['pass']], [['pass']], [['pass']], []])
    say(ada, group, 'pass')
    expect(swapsOf(viewOf(group, ben).facilitation, '2026-05-22')).toEqual([])
  })
})

describe('who knows most', () => {
  it('is who the directory names under its topics, of its members alone, in order of names', () => {
    const [greta, ada, ben] = FULL.members
    const helps = (...people: readonly string[]) => people.map((person) => ({ person, name: '', why: [] }))
    expect(knowersOf([greta!, ada!, ben!], new Map([['boilers', helps(greta!.id, ben!.id, 'stranger')], ['energy', helps(greta!.id)]])).map(({ person, topics }) => [person.name, ...topics])).toEqual([
      [ben!.name, 'boilers'], [greta!.name, 'boilers', 'energy'],
    ])
    expect(knowersOf(FULL.members, new Map())).toEqual([])
  })
})

describe('how groups do it', () => {
  const row = (title: string, topic: string): HowRow => ({ act: title, title, topic, text: 'Last column first.', by: FULL.members[0]!, at: 0, group: 'g', groupTitle: 'Steam', state: 'active' })

  it('is found by what was typed, in its title, words, topic or group', () => {
    const rows = [row('Reading the log', 'Boilers'), row('Rota by lot', 'rota')]
    expect(howSaying(rows, ' ')).toEqual(rows)
    expect(howSaying(rows, 'LOG').map(({ title }) => title)).toEqual(['Reading the log'])
    expect(howSaying(rows, 'steam')).toHaveLength(2)
    expect(howSaying(rows, 'bees')).toEqual([])
    expect(topicsOnce(['rota', 'Boilers', 'boilers', 'Rota'])).toEqual(['Boilers', 'rota'])
  })
})
