import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import en from '../../../renderer/locales/en/index.ts'
import { createWords } from '../../../renderer/locales/index.ts'
import { ENGLISH, LANGUAGES, languageOf, PSEUDO } from '../../../renderer/locales/languages.ts'
import { pseudo, pseudoOf, type Messages } from '../../../renderer/locales/pseudo.ts'
import { understand } from '../../../renderer/features/commitment/quick/quick-promise.ts'
import { quickWords } from '../../../renderer/features/commitment/quick/quick-words.ts'
import { formatter } from '../../../renderer/ui/when.ts'

const flat = (messages: Messages, path = ''): [string, string][] => Object.entries(messages).flatMap(([key, said]): [string, string][] =>
  typeof said === 'string' ? [[`${path}${key}`, said]] : flat(said, `${path}${key}.`))
const values = (message: string): string[] => Array.from(message.matchAll(/\{[^}]*\}/g), ([value]) => value).sort()
const letters = (message: string): number => message.replace(/\{[^}]*\}/g, '').length

describe('every language', () => {
  it.each(LANGUAGES.map((language) => [language.tag, language] as const))('%s says what English says: no key less or more, the same values and forms in each', async (_, { words }) => {
    const said = new Map(flat(await words()))
    const english = flat(en)
    expect([...said.keys()].sort()).toEqual(english.map(([key]) => key).sort())
    for (const [key, message] of english) {
      expect([key, values(said.get(key)!)]).toEqual([key, values(message)])
      expect([key, said.get(key)!.split(' | ').length]).toEqual([key, message.split(' | ').length])
    }
  })

  it('is a tag that dates and numbers can follow, and is found by a close one', () => {
    for (const { tag } of LANGUAGES) expect(() => new Intl.DateTimeFormat(tag)).not.toThrow()
    expect(languageOf('en-US').tag).toBe(ENGLISH)
    expect(languageOf('tlh').tag).toBe(ENGLISH)
    expect(languageOf(null).tag).toBe(ENGLISH)
    expect(languageOf(PSEUDO)).toMatchObject({ dir: 'rtl', trial: true })
  })
})

describe('the language made up by rule', () => {
  it('is two fifths longer, accented and in brackets', () => {
    const said = pseudoOf('Nothing has left this device')
    expect(said).toMatch(/^\[Ñóţĥíñĝ ĥáš ļéƒţ ţĥíš ðéṽíçé .+\]$/)
    for (const [key, message] of flat(en)) {
      for (const [i, form] of message.split(' | ').entries()) {
        if (form.trim() === '') continue
        const made = pseudoOf(message).split(' | ')[i]!
        expect([key, letters(made) >= letters(form) * 1.35]).toEqual([key, true])
        expect([key, letters(made) <= letters(form) * 1.5 + 4]).toEqual([key, true])
      }
    }
  })

  it('leaves values to be put in, references and forms of a plural as they are', () => {
    expect(pseudoOf('{n} person | {n} people')).toMatch(/^\[\{n\} þéŕšóñ.*\] \| \[\{n\} þéóþļé.*\]$/)
    expect(pseudoOf("a {'@'} b")).toContain("{'@'}")
    expect(pseudoOf('')).toBe('')
  })

  it('understands a line that is typed in its own words, and no English one', () => {
    const i18n = createWords(PSEUDO)
    i18n.global.setLocaleMessage(PSEUDO, pseudo(en) as typeof en)
    const words = quickWords(PSEUDO, (key) => i18n.global.t(key))
    const meant = (typed: string) => understand(typed, [{ id: 'ben', name: 'Ben' }], '2026-05-20', words)
    expect(meant('bring the notes ţó Ben ƀý Friday')).toMatchObject({ kind: 'promise', what: 'bring the notes', people: ['ben'], due: '2026-05-22' })
    expect(meant('ášķ Ben ţó mend the churn ţóṁóŕŕóŵ')).toMatchObject({ kind: 'request', what: 'mend the churn', people: ['ben'], due: '2026-05-21' })
    expect(meant('bring the notes to Ben')).toMatchObject({ what: 'bring the notes to Ben', people: [] })
  })

  it('is made of anything, and every sentence of it can be read by the message compiler', () => {
    const i18n = createWords()
    i18n.global.setLocaleMessage(PSEUDO, pseudo(en) as typeof en)
    i18n.global.locale.value = PSEUDO as never
    for (const [key] of flat(en)) if (!key.startsWith('understood.')) expect(i18n.global.t(key, { n: 2, name: 'Ada' })).toMatch(/^\[[\s\S]*\]$|^$/)
    fc.assert(fc.property(fc.string(), (text) => { pseudoOf(text) }))
  })
})

describe('numbers in sentences', () => {
  const wordsOf = (...preferred: string[]) => createWords(ENGLISH, () => preferred).global

  it('are written as the region of the system does, with the words of the page', () => {
    expect(wordsOf('en-US').t('frame.needsYou', { n: 1204 }, 1204)).toBe('1,204 things could use you')
    expect(wordsOf('en-IN').t('frame.needsYou', { n: 1234567 })).toBe('12,34,567 things could use you')
    expect(wordsOf('nl-NL', 'en-ZA').t('counted.aWeek', { n: 2.5 })).toBe('2,5 h a week')
    // Dutch says nothing of how English is written.
    expect(wordsOf('nl-NL').t('counted.aWeek', { n: 2.5 })).toBe('2.5 h a week')
    expect(wordsOf('en-ZA').n(2.55, { maximumFractionDigits: 1 })).toBe('2,6')
    expect(wordsOf('en-GB').n(0.1 + 0.2)).toBe('0.3')
  })

  it('choose the form of a plural as they did, and leave words that hold figures alone', () => {
    const { t } = wordsOf('en-US')
    expect([0, 1, 2].map((n) => t('sync.onlyHereTitle', { n }))).toEqual([0, 1, 2].map((n) => t('sync.onlyHereTitle', n)))
    expect(t('sync.onlyHereTitle', 0)).toBe('Nothing is only on this device')
    expect(t('frame.needsYou', 1)).toBe('1 thing could use you')
    expect(t('frame.needsYou', {}, 1204)).toBe('1,204 things could use you')
    expect(t('counted.aWeek', { n: '2026' })).toBe('2026 h a week')
  })

  it('follow the language when another is chosen', () => {
    const words = createWords(ENGLISH, () => ['en-US', 'de-DE'])
    words.global.setLocaleMessage('de', { counted: { aWeek: '{n} h die Woche' } } as never)
    words.global.locale.value = 'de' as never
    expect(words.global.t('counted.aWeek', { n: 1204.5 })).toBe('1.204,5 h die Woche')
  })
})

describe('dates by language', () => {
  const words = { today: 'vandaag', tomorrow: 'morgen', yesterday: 'gisteren', todayAt: (time: string) => `vandaag ${time}` }
  it('follow the tag of the language, and never move to a neighbouring day', () => {
    const now = (): Date => new Date(2026, 4, 20, 12)
    expect(formatter('nl', words, now).day('2026-05-22')).toBe('vr 22 mei')
    expect(formatter(ENGLISH, words, now).day('2026-05-22')).toBe('Fri 22 May')
    expect(formatter(ENGLISH, words, now).dated('2026-05-22')).toBe('22 May 2026')
    expect(formatter('ar-EG', words, now).day('2026-05-22')).toMatch(/٢٢/)
  })

  it('say the hours of a day as the region counts them', () => {
    const at = new Date(2026, 4, 20, 16, 5, 9).getTime()
    const [gb, us] = [formatter('en-GB', words), formatter('en-US', words)]
    expect([gb.time(at), gb.second(at), gb.clock('09:30')]).toEqual(['16:05', '16:05:09', '09:30'])
    expect([us.time(at), us.second(at), us.clock('09:30')].map((said) => said.replace('\u202f', ' '))).toEqual(['4:05 PM', '4:05:09 PM', '9:30 AM'])
  })
})
