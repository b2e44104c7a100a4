import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCalendarDate } from '../../../../shared/base/clock.ts'
import { dateFrom } from '../../../../renderer/features/commitment/quick/quick-dates.ts'
import { dueAfter, peopleAfter } from '../../../../renderer/features/commitment/quick/quick-choice.ts'
import { understand } from '../../../../renderer/features/commitment/quick/quick-promise.ts'
import { quickWords } from '../../../../renderer/features/commitment/quick/quick-words.ts'
import { createWords } from '../../../../renderer/locales/index.ts'
import { today as todayAt } from '../../../../renderer/ui/when.ts'
import { addDays } from '#shared/base/calendar.ts'

const { t } = createWords().global
const words = quickWords('en-GB', (key) => t(key))
/** A Wednesday. */
const TODAY = '2026-05-20'
const people = [
  { id: 'ben', name: 'Ben Okafor' }, { id: 'chidi', name: 'Chidi' }, { id: 'dewi', name: 'Dewi Lestari' },
  { id: 'emre', name: 'Emre Ümit' }, { id: 'femke', name: 'Femke van Dam' }, { id: 'noor', name: 'نور' },
]
const meant = (typed: string) => understand(typed, people, TODAY, words)
const given = (typed: string) => {
  const { what, people: to, due } = meant(typed)
  return { what, to, due }
}

describe('what is chosen while one types', () => {
  const twins = [...people, { id: 'ben2', name: 'Ben Smit' }]
  /** Types a line letter by letter, as it is read at each; `byHand` chooses once the whole line stands. */
  function after(lines: readonly string[], byHand: (chosen: readonly string[]) => readonly string[] = (chosen) => chosen) {
    let [chosen, due, before]: [readonly string[], string, ReturnType<typeof meant> | null] = [[], '', null]
    lines.forEach((line, at) => {
      for (let typed = 1; typed <= line.length; typed++) {
        const now = understand(line.slice(0, typed), twins, TODAY, words)
        ;[chosen, due, before] = [peopleAfter(chosen, before, now), dueAfter(due, before, now), now]
      }
      if (at === 0) chosen = byHand(chosen)
    })
    return { chosen, due }
  }
  it('is what the line says, and goes when the line says it no more', () => {
    expect(after(['call the dairy to Chidi by Friday'])).toEqual({ chosen: ['chidi'], due: '2026-05-22' })
    expect(after(['call the dairy to Chidi by Friday', 'call the dairy'])).toEqual({ chosen: [], due: '' })
  })
  it('is nobody who only begins as the name that is typed', () => {
    expect(after(['call the dairy to Chidinma'])).toEqual({ chosen: [], due: '' })
    expect(after(['call the dairy to Chidi', 'call the dairy to Zoe'])).toEqual({ chosen: [], due: '' })
  })
  it('stays by hand, until the line says somebody else', () => {
    const dewi = (): readonly string[] => ['dewi']
    expect(after(['call the dairy', 'call the dairy and the mill'], dewi).chosen).toEqual(['dewi'])
    expect(after(['call the dairy', 'call the dairy to Chidi'], dewi).chosen).toEqual(['chidi'])
    expect(after(['call the dairy to Chidi', 'call the dairy'], (chosen) => [...chosen, 'dewi']).chosen).toEqual(['dewi'])
  })
  it('stays which of two of one name, while the name stands', () => {
    const second = (): readonly string[] => ['ben2']
    expect(after(['call to Ben'], second).chosen).toEqual(['ben2'])
    const read = (line: string) => understand(line, twins, TODAY, words)
    expect(peopleAfter(['ben2'], read('call to Ben'), read('call the mill to Ben by Friday'))).toEqual(['ben2'])
    expect(peopleAfter(['ben2'], read('call to Ben'), read('call to Ben and Chidi'))).toEqual(['chidi', 'ben2'])
    expect(peopleAfter(['ben2'], read('call to Ben'), read('call to Dewi'))).toEqual(['dewi'])
    expect(peopleAfter(['ben2'], read('call to Ben'), read('call'))).toEqual([])
  })
})

describe('a date as people say it', () => {
  it.each([
    ['today', '2026-05-20'], ['tomorrow', '2026-05-21'], ['the day after tomorrow', '2026-05-22'],
    ['Friday', '2026-05-22'], ['fri', '2026-05-22'], ['Wednesday', '2026-05-27'], ['next Friday', '2026-05-29'], ['this Friday', '2026-05-22'],
    ['next week', '2026-05-29'], ['the end of the week', '2026-05-22'], ['the end of the month', '2026-05-31'], ['next month', '2026-06-30'],
    ['in three days', '2026-05-23'], ['in 2 weeks', '2026-06-03'], ['in a month', '2026-06-20'],
    ['3 May', '2027-05-03'], ['22 May', '2026-05-22'], ['May 22nd', '2026-05-22'], ['the 22nd of May', '2026-05-22'], ['3 May 2026', '2026-05-03'],
    ['Friday 22 May', '2026-05-22'], ['22 Sept', '2026-09-22'], ['2026-06-01', '2026-06-01'], ['1/6', '2026-06-01'], ['1.6.2027', '2027-06-01'],
    ['29 February', '2028-02-29'], ['the 22nd', '2026-05-22'], ['3rd', '2026-06-03'], ['the 31st', '2026-05-31'], ['Friday morning', '2026-05-22'], ['end of week', '2026-05-22'], ['end of month', '2026-05-31'],
  ])('%s', (typed, date) => expect(dateFrom(typed, TODAY, words)).toBe(date))

  it.each(['hand', '31 February', '2026-02-30', '32 May', 'May', 'the third', 'me', '', '   ', '99/99', 'in zero days', '22', '32nd', '3rds', 'morning'])('"%s" is none', (typed) => {
    expect(dateFrom(typed, TODAY, words)).toBeNull()
  })

  it('reads figures in the order of the language', () => {
    expect(dateFrom('6/1', TODAY, quickWords('en-US', (key) => t(key)))).toBe('2026-06-01')
  })

  it('has the weeks of the region: an American’s begins with this Sunday', () => {
    const [sunday, american] = ['2026-05-24', quickWords('en-US', (key) => t(key))]
    const said = ['this week', 'next week', 'next Friday', 'next Sunday', 'Friday']
    expect(said.map((typed) => dateFrom(typed, sunday, american))).toEqual(['2026-05-29', '2026-06-05', '2026-06-05', '2026-05-31', '2026-05-29'])
    expect(said.map((typed) => dateFrom(typed, sunday, words))).toEqual(['2026-05-24', '2026-05-29', '2026-05-29', '2026-05-31', '2026-05-29'])
  })

  it('knows days and months by the names of the language', () => {
    const dutch = quickWords('nl', (key) => ({ 'understood.tomorrow': 'morgen', 'understood.by': 'voor', 'understood.to': 'aan', 'understood.and': 'en' })[key] ?? '')
    expect(dateFrom('vrijdag', TODAY, dutch)).toBe('2026-05-22')
    expect(dateFrom('3 juni', TODAY, dutch)).toBe('2026-06-03')
    expect(understand('breng de melk aan Ben en Chidi voor vrijdag', people, TODAY, dutch)).toMatchObject({ people: ['ben', 'chidi'], due: '2026-05-22', what: 'breng de melk' })
  })

  it('is the person’s own day, wherever the clock stands', () => {
    const before = process.env['TZ']
    try {
      const at = new Date('2026-05-20T23:30:00Z')
      for (const [zone, tomorrow] of [['Pacific/Kiritimati', '2026-05-22'], ['Europe/Amsterdam', '2026-05-22'], ['UTC', '2026-05-21'], ['Pacific/Pago_Pago', '2026-05-21']] as const) {
        process.env['TZ'] = zone
        expect(dateFrom('tomorrow', todayAt(at), words)).toBe(tomorrow)
      }
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })

  it('never moves a day where clocks change, and weekdays are the next of their name', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 6 }), (ahead, weekday) => {
      const from = addDays('2024-01-01', ahead)
      const date = dateFrom(words.weekdayNames[weekday]![0]!, from, words)!
      expect(new Date(`${date}T12:00:00Z`).getUTCDay()).toBe(weekday)
      expect(date > from && date <= addDays(from, 7)).toBe(true)
      expect(dateFrom('in 45 days', from, words)).toBe(addDays(from, 45))
      expect(isCalendarDate(dateFrom('in a month', from, words)!)).toBe(true)
    }))
  })
})

describe('a promise in a line', () => {
  it.each([
    ['bring the audit notes to Ben by Thursday', { what: 'bring the audit notes', to: ['ben'], due: '2026-05-21' }],
    ['bring the audit notes by Thursday to Ben', { what: 'bring the audit notes', to: ['ben'], due: '2026-05-21' }],
    ['call the dairy for Femke van Dam tomorrow', { what: 'call the dairy', to: ['femke'], due: '2026-05-21' }],
    ['paint the gate by hand to Chidi', { what: 'paint the gate by hand', to: ['chidi'], due: null }],
    ['bring the book to the library for Ben', { what: 'bring the book to the library', to: ['ben'], due: null }],
    ['go to the market by Friday', { what: 'go to the market', to: [], due: '2026-05-22' }],
    ['show the board to Ben, Chidi and Dewi next week', { what: 'show the board', to: ['ben', 'chidi', 'dewi'], due: '2026-05-29' }],
    ['show the board to Ben & Chidi', { what: 'show the board', to: ['ben', 'chidi'], due: null }],
    ['I promise Ben to mend the pump by 3 June', { what: 'mend the pump', to: ['ben'], due: '2026-06-03' }],
    ['I will talk to the baker for Ben', { what: 'talk to the baker', to: ['ben'], due: null }],
    ['ring @Emre for Chidi', { what: 'ring @Emre', to: ['chidi'], due: null }],
    ['mend the pump 🛠️ to نور by 3 June', { what: 'mend the pump 🛠️', to: ['noor'], due: '2026-06-03' }],
    ['bring the notes by tomorrow to ben okafor', { what: 'bring the notes', to: ['ben'], due: '2026-05-21' }],
    ['water the plants until 1 Feb for Femke', { what: 'water the plants', to: ['femke'], due: '2027-02-01' }],
    ['stand by Ben', { what: 'stand by Ben', to: [], due: null }],
    ['by Friday, bring the notes to Ben', { what: 'bring the notes', to: ['ben'], due: '2026-05-22' }],
    ['promise Ben the notes by Friday', { what: 'the notes', to: ['ben'], due: '2026-05-22' }],
    ['I promise Femke van Dam the notes', { what: 'the notes', to: ['femke'], due: null }],
    ['promise to mend the gate', { what: 'mend the gate', to: [], due: null }],
    ['water the beds every Friday for Ben', { what: 'water the beds every Friday', to: ['ben'], due: null }],
    ['type up the notes from Monday', { what: 'type up the notes from Monday', to: [], due: null }],
    ['show the plans to Okafor', { what: 'show the plans', to: ['ben'], due: null }],
    ['show the plans to Emre Umit', { what: 'show the plans', to: ['emre'], due: null }],
    ['wednesday', { what: 'wednesday', to: [], due: null }],
    ['', { what: '', to: [], due: null }],
  ])('%s', (typed, expected) => expect(given(typed)).toEqual(expected))

  it('asks where a name fits several, and tells of one that fits nobody', () => {
    const twins = [...people, { id: 'ben2', name: 'Ben Smit' }]
    const asked = understand('call to Ben and Chidi', twins, TODAY, words)
    expect(asked).toMatchObject({ what: 'call', people: ['chidi'], ambiguous: [{ typed: 'Ben', candidates: ['ben', 'ben2'] }] })
    expect(understand('call to Ben Smit', twins, TODAY, words)).toMatchObject({ people: ['ben2'], ambiguous: [] })
    expect(meant('bring the notes to Zoe by Friday')).toMatchObject({ what: 'bring the notes', people: [], unknown: ['Zoe'], due: '2026-05-22' })
  })

  it('leaves a name that was said to be nobody’s in the words, with whoever stands beside it', () => {
    const read = (typed: string) => understand(typed, people, TODAY, words, ['zoe', 'Amsterdam'])
    expect(read('bring the crates to Amsterdam by Friday')).toMatchObject({ what: 'bring the crates to Amsterdam', people: [], unknown: [], due: '2026-05-22' })
    expect(read('bring the crates to Amsterdam to Chidi')).toMatchObject({ what: 'bring the crates to Amsterdam', people: ['chidi'], unknown: [] })
    expect(read('bring the crates to Chidi and Zoe')).toMatchObject({ what: 'bring the crates to Chidi and Zoe', people: [], unknown: [] })
    expect(understand('bring them to Chidi', people, TODAY, words, ['Chidi'])).toMatchObject({ people: ['chidi'] })
  })

  it('knows an ask, an open offer and what was said aloud', () => {
    expect(meant('ask Ben to bring the notes by Friday')).toMatchObject({ kind: 'request', people: ['ben'], what: 'bring the notes', due: '2026-05-22' })
    expect(meant('ask the baker for bread to Ben')).toMatchObject({ kind: 'promise', what: 'ask the baker for bread', people: ['ben'] })
    expect(meant('give four hours of bookkeeping a week to anyone')).toMatchObject({ kind: 'open', what: 'give four hours of bookkeeping a week', people: [] })
    expect(meant('Ben promised me to mend the gate by Friday')).toMatchObject({ kind: 'verbal', mine: false, people: ['ben'], what: 'mend the gate', due: '2026-05-22' })
    expect(meant('I promised Ben to mend the gate')).toMatchObject({ kind: 'verbal', mine: true, people: ['ben'], what: 'mend the gate' })
  })

  it('knows who is spoken to, and no other colon or comma', () => {
    expect(meant('Ben, show me the boiler by Friday')).toMatchObject({ kind: 'request', people: ['ben'], what: 'show me the boiler', due: '2026-05-22' })
    expect(meant('Ben, Chidi: come at six')).toMatchObject({ kind: 'request', people: ['ben', 'chidi'], what: 'come at six' })
    expect(meant('Ben, Chidi and I clean the hall')).toMatchObject({ kind: 'promise', people: [] })
    expect(meant('Note: bring the notes to Ben')).toMatchObject({ kind: 'promise', people: ['ben'], what: 'Note: bring the notes' })
    expect(meant('Zoe, show me the boiler')).toMatchObject({ kind: 'promise', people: [], what: 'Zoe, show me the boiler' })
  })

  it('understands the examples it gives', () => {
    const example = (kind: string): string => t(`quick.${kind}`)
    expect(meant(example('placeholder'))).toMatchObject({ kind: 'promise', people: ['ben'] })
    expect(meant(example('exampleRequest'))).toMatchObject({ kind: 'request', people: ['ben'], what: 'show me the boiler' })
    expect(meant(example('exampleVerbal'))).toMatchObject({ kind: 'verbal', people: ['ben'], what: 'bring the key' })
    for (const kind of ['exampleOpen', 'exampleNeed'] as const) expect(meant(example(kind)).people).toEqual([])
    for (const kind of ['placeholder', 'exampleRequest', 'exampleNeed', 'exampleVerbal'] as const) expect(meant(example(kind)).due).not.toBeNull()
  })

  it('never throws, invents nobody, and gives dates that exist', () => {
    const pieces = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('to', 'by', 'ask', 'promised', 'and', 'Ben', 'İ', '31', 'February', 'next', 'Friday', '\u202e', '💧', ',', '@'), fc.string()), { maxLength: 12 })
    fc.assert(fc.property(pieces, (parts) => {
      const read = meant(parts.join(' '))
      expect(read.people.every((id) => people.some((person) => person.id === id))).toBe(true)
      expect(read.due === null || isCalendarDate(read.due)).toBe(true)
      expect(read.what.length).toBeLessThanOrEqual(parts.join(' ').normalize('NFC').length)
    }), { numRuns: 400 })
  })

  it('understands what it is made of, whoever and whenever', () => {
    const somebody = fc.constantFrom(...people)
    const days = fc.integer({ min: 0, max: 900 }).map((ahead) => addDays(TODAY, ahead))
    fc.assert(fc.property(somebody, days, fc.boolean(), ({ id, name }, due, first) => {
      const spoken = first ? `mend the pump to ${name} by ${due}` : `mend the pump by ${due} to ${name}`
      expect(given(spoken)).toEqual({ what: 'mend the pump', to: [id], due })
    }))
  })
})
