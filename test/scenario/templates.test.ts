import { beforeAll, describe, expect, test } from 'vitest'
import { cryptoReady } from '#shared/acts/crypto.ts'
import type { PersonId } from '#shared/base/ids.ts'
import { fieldsToSign } from '#shared/domain/record/fields-of-draft.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { parseTerms, paragraphs } from '#shared/domain/record/terms.ts'
import type { TermsView } from '#shared/domain/record/view.ts'
import { begunFrom, BUILT_IN, isTemplate, placeOf, template, templateOf } from '#shared/domain/template/index.ts'
import { people, type Person } from '../harness/people.ts'
import { idFrom } from '../unit/domain/fake.ts'

beforeAll(() => cryptoReady)

const ada = idFrom(0xada) as PersonId
const ben = idFrom(0xbe) as PersonId
const chidi = idFrom(0xc1) as PersonId
const words: TermsView = {
  kind: 'letter', title: 'My year', from: '2026-01-01', until: '2026-12-31', review: '2026-04-01', everyMonths: 3, due: '2026-12-31',
  sections: [{ voice: 'promises', person: ada, words: paragraphs('The stock book') }, { voice: 'promises', person: ben, words: paragraphs('I read it') }],
  stones: [{ id: 's', person: ben, measure: 'Read weekly', by: '2026-06-01' }], links: [{ id: 'l', how: 'supersedes', record: idFrom(9), title: 'Last year' }],
  witnesses: [{ person: chidi, name: 'Chidi' }],
}
const savedIn = (person: Person) => template.fold(person.device.replica.record(person.world.workspace), person.device.replica.index)

describe('a template', () => {
  test('names nobody: people become places, dates, links and witnesses go [TP1]', () => {
    const made = templateOf(words, [ada, ben])
    const read = parseTerms(made.ok ? made.value : null)!
    expect(isTemplate(read)).toBe(true)
    expect(read).toEqual({
      kind: 'letter', title: 'My year', everyMonths: 3, stones: [{ id: 's', person: placeOf(2), measure: 'Read weekly' }],
      parties: [{ person: placeOf(1), name: '1' }, { person: placeOf(2), name: '2' }],
      sections: [{ voice: 'promises', person: placeOf(1), words: paragraphs('The stock book') }, { voice: 'promises', person: placeOf(2), words: paragraphs('I read it') }],
    })
    expect(isTemplate(words)).toBe(false)
  })

  test('is begun with people in its places, and dates counted from that day [TP1]', () => {
    const { terms } = BUILT_IN.find(({ id }) => id === 'yearly-letter')!
    const { meta, sections } = begunFrom(terms, [ada, ben, chidi], '2026-05-22', { months: 12, reviewMonths: 3 })
    expect(meta).toMatchObject({ kind: 'letter', gives: [ada], receives: [ben, chidi], from: '2026-05-22', until: '2027-05-22', review: '2026-08-22', activities: [{ person: ada }] })
    expect(sections.find(({ voice }) => voice === 'promises')).toMatchObject({ person: ada })
    expect(fieldsToSign(meta, [ada, ben, chidi]).ok).toBe(true)
  })

  test('with somebody not chosen yet loses no words', () => {
    const { terms } = BUILT_IN.find(({ id }) => id === 'learning-pair')!
    const { sections, meta } = begunFrom(terms, [ada], '2026-05-22', { months: null, reviewMonths: null })
    expect(sections.flatMap(({ words: blocks }) => blocks)).toHaveLength(terms.sections.flatMap(({ words: blocks }) => blocks).length)
    expect(meta.gives).toEqual([ada])
  })

  test('of each kind there is one that comes with Parley, whole and naming nobody', () => {
    expect(BUILT_IN.map(({ id }) => id)).toEqual(expect.arrayContaining(['yearly-letter', 'between-teams', 'handover', 'weekly-service', 'learning-pair', 'open-hours', 'verbal-note']))
    expect(new Set(BUILT_IN.map(({ id }) => id)).size).toBe(BUILT_IN.length)
    for (const kind of ['letter', 'mutual', 'promise', 'open offer', 'role', 'minutes', 'experiment', 'working group', 'team']) expect(BUILT_IN.some(({ terms }) => terms.kind === kind), kind).toBe(true)
    expect(BUILT_IN.filter(({ terms }) => terms.kind === 'role').map(({ id }) => id)).toEqual(['steward', 'contact', 'welcome-newcomers', 'teacher'])
    for (const { id, terms } of BUILT_IN) {
      expect(isTemplate(terms), id).toBe(true)
      expect(fieldsToSign(terms, [placeOf(1), placeOf(2)]).ok, id).toBe(true)
      expect(templateOf(terms, [placeOf(1), placeOf(2)]).ok, id).toBe(true)
    }
  })

  test('is saved by a member for all, and taken off the list by the same alone [TP1, TP2]', async () => {
    const { ada: she, ben: he, world } = await people('Ada', 'Ben')
    const terms = textHash(new Uint8Array([1]))
    const id = she.signs('template.save', world.workspace, { name: 'Our letter', terms })
    expect(savedIn(he).saved).toMatchObject([{ id, name: 'Our letter', by: she.id, fits: '', months: null }])
    he.signs('template.retire', world.workspace, { template: id })
    expect(savedIn(she).saved).toHaveLength(1)
    expect(savedIn(she).ignored.map(({ reason }) => reason)).toEqual(['not for them'])
    she.signs('template.retire', world.workspace, { template: id })
    expect(savedIn(he).saved).toEqual([])
    he.leaves()
    he.signs('template.save', world.workspace, { name: 'Late', terms })
    expect(savedIn(she).ignored.map(({ reason }) => reason)).toContain('not a member')
  })
})
