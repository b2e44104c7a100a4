// Naming people while one types, and marking words where they stand.
import { describe, expect, it } from 'vitest'
import { markedIn, snippetOf, wordsIn } from '#shared/formats/search-marks.ts'
import { readQuery, withFilter } from '#shared/formats/search-query.ts'
import { recordConcepts } from '#shared/domain/registry.ts'
import { KINDS, RECORD_KINDS } from '#shared/domain/record/kinds.ts'
import { wayOf } from '#shared/domain/record/told.ts'
import { VERBS, type RecordRow } from '#shared/domain/record/view.ts'
import { aroundTitle, toldOf } from '../../../renderer/features/activity/activity-words.ts'
import { actWords, askedName } from '../../../renderer/features/record/act-words.ts'
import { matchedIn } from '../../../renderer/features/search/open-at.ts'
import { named, namingAt, partsOf } from '../../../renderer/features/talk/mentions.ts'
import { placesIn } from '../../../renderer/features/talk/spot-ranges.ts'

describe('naming somebody', () => {
  it('begins with an "@" at a word’s beginning and ends with a second space', () => {
    expect(namingAt('Ask @Be', 7)).toEqual({ start: 4, end: 7, typed: 'Be' })
    expect(namingAt('@', 1)).toEqual({ start: 0, end: 1, typed: '' })
    expect(namingAt('Ask @Ada Lo', 11)).toMatchObject({ typed: 'Ada Lo' })
    for (const text of ['ada@bank', 'Ask @Ada Lovelace tomorrow', 'Ask @ ', '@Ada\n', 'nobody', `@${'x'.repeat(80)}`]) expect([text, namingAt(text, text.length)]).toEqual([text, null])
    expect(namingAt('@Ben and more', 4)).toMatchObject({ typed: 'Ben' })
  })

  it('puts the whole name in place of what was typed', () => {
    expect(named('Ask @Be tomorrow', { start: 4, end: 7, typed: 'Be' }, 'Ben Okafor')).toEqual({ text: 'Ask @Ben Okafor tomorrow', caret: 16 })
  })

  it('is found again in what was said, the longest name first, and nothing else becomes a name', () => {
    const mentions = [{ id: '1', as: 'Ada' }, { id: '2', as: 'Ada Lovelace' }, { id: '3', as: 'عدي' }]
    const read = (text: string) => partsOf(text, mentions).map(({ words, mention }) => [words, mention?.id ?? null])
    expect(read('@Ada Lovelace and @Ada, @Ben')).toEqual([['@Ada Lovelace', '2'], [' and ', null], ['@Ada', '1'], [', @Ben', null]])
    expect(read('مرحبا @عدي 🍞')).toEqual([['مرحبا ', null], ['@عدي', '3'], [' 🍞', null]])
    expect(read('<b>@</b>')).toEqual([['<b>@</b>', null]])
    expect(read('')).toEqual([])
  })
})

describe('words that were looked for', () => {
  it('are found where they stand, whatever their accents and case', () => {
    const text = 'Crème brûlée und CRÈME'
    expect(placesIn(text, 'creme').map(([from, to]) => text.slice(from, to))).toEqual(['Crème', 'CRÈME'])
    expect(placesIn('a\u0301b 🍞 ab', 'ab').map(([from, to]) => [from, to])).toEqual([[0, 3], [7, 9]])
    expect(placesIn('anything', '  ')).toEqual([])
    expect(matchedIn('… with \u0001rye\u0002 and')).toBe('rye')
    expect(matchedIn('nothing')).toBeNull()
  })
})

describe('what was found', () => {
  it('is marked where it stands, whole words and the beginning of the last', () => {
    const mark = (text: string, query: string) => markedIn(text, wordsIn(query)).replaceAll('\u0001', '[').replaceAll('\u0002', ']')
    expect(mark('Crème brûlée on Fridays, creme', 'creme fri')).toBe('[Crème] brûlée on [Fri]days, [creme]')
    expect(mark('Cre\u0300me', 'creme')).toBe('[Cre\u0300me]')
    expect(mark('Ten 🍞 loaves, tenfold', 'ten loaf')).toBe('[Ten] 🍞 loaves, tenfold')
    expect(mark('خبز وماء', 'خبز')).toBe('[خبز] وماء')
    expect(mark('anything', '')).toBe('anything')
  })

  it('is shown with what stands around it, and cut nowhere in a letter', () => {
    const text = `${'word '.repeat(200)}needle ${'word '.repeat(200)}`
    const snippet = snippetOf(text, ['needle'])
    expect(snippet).toMatch(/^….*\u0001needle\u0002.*…$/)
    expect(snippet.length).toBeLessThan(200)
    expect(snippetOf('short', ['nothing'])).toBe('short')
    expect(snippetOf(`${'🍞'.repeat(100)}`, ['x']).isWellFormed()).toBe(true)
  })
})

describe('what is typed to search', () => {
  const known = { state: ['in force', 'draft'], kind: ['promise'] }
  const read = (typed: string) => {
    const { words, filters, notUnderstood } = readQuery(typed, known)
    return [words, filters.map(({ key, value }) => `${key}=${value}`), notUnderstood]
  }

  it('is words and filters; what is no filter is told and looked for', () => {
    expect(read('rye state:in-force with:"Ada Lovelace" TAG:#Bread')).toEqual(['rye', ['state=in force', 'with=ada lovelace', 'tag=bread'], []])
    expect(read('state:happy colour:red is:mine')).toEqual(['state:happy colour:red', ['is=mine'], ['state:happy', 'colour:red']])
    expect(read('with: "open quote')).toEqual(['open quote', [], []])
    expect(read('at 12:30 http://x')).toEqual(['at 12:30 http://x', [], ['http://x']])
    expect(read('with:עדה 🍞')).toEqual(['🍞', ['with=עדה'], []])
    expect(read('  ')).toEqual(['', [], []])
  })

  it('takes a filter in and out again by a press', () => {
    const once = withFilter('rye', { key: 'with', value: 'ada lovelace' }, known)
    expect(once).toBe('rye with:"ada lovelace"')
    expect(withFilter(once, { key: 'with', value: 'ada lovelace' }, known)).toBe('rye')
    expect(withFilter('', { key: 'state', value: 'in force' }, known)).toBe('state:in-force')
  })
})

describe('what was done', () => {
  it('is told by its verb, and plainly where the verb is not known', () => {
    expect(toldOf({ type: 'commitment.accept', what: null, record: 'r' }).key).toBe('actDid.accept')
    expect(toldOf({ type: 'remark.say', what: 'question', record: 'r' }).key).toBe('did.ask')
    expect(toldOf({ type: 'commitment.juggle', what: null, record: 'r' }).key).toBe('did.somethingOn')
    expect(toldOf({ type: 'juggling.accept', what: null, record: null }).key).toBe('did.something')
    expect(toldOf({ type: 'experiment.accept', what: null, record: 'r' }).key).toBe('actDid.experimentAccept')
    expect(aroundTitle('kept a part of \u0001.', '\u0001')).toEqual(['kept a part of ', '.'])
    expect(aroundTitle('joined', '\u0001')).toEqual(['joined', ''])
  })

  it('has words for every act of every record, and for whatever can be asked for', () => {
    const types = recordConcepts.flatMap((concept) => Object.keys(concept.acts))
    expect(types.length).toBeGreaterThan(60)
    expect(types.filter((type) => actWords(type) === null)).toEqual([])
    const name = (concept: string, kind: RecordRow['kind'], verb: string) => askedName({ concept, kind }, verb)
    expect(VERBS.filter((verb) => recordConcepts.every(({ id }) => name(id, 'letter', verb) === null))).toEqual([])
    expect(actWords('commitment.juggle')).toBeNull()
    expect([name('commitment', 'letter', 'offer'), name('commitment', 'promise', 'offer'), name('role', 'role', 'offer'), name('minutes', 'minutes', 'offer')])
      .toEqual(['actName.offer', 'actName.promise', 'actName.announced', 'actName.signed'])
  })

  it('has words of its own for each way in which words come to be here', () => {
    const offered = actWords('letter.offer')
    for (const kind of RECORD_KINDS) {
      for (const [people, gives] of [[['ada'], undefined], [['ben'], undefined], [['ada', 'ben'], ['ada']]] as const) {
        for (const spoken of KINDS[kind].singles.includes('medium') ? [false, true] : [false]) {
          const way = wayOf({ kind, people, gives }, 'ada', spoken)
          const words = actWords(`${KINDS[kind].concept}.${way}`)
          expect([kind, way, words === null, words?.did === offered?.did]).toEqual([kind, way, false, way === 'offer'])
        }
      }
    }
  })
})
