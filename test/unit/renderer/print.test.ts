// What is printed under the words: of hostile and half-there records too, never a blank cell in the place of a word.
import { describe, expect, it } from 'vitest'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { printParts, type PrintWords } from '../../../renderer/features/record/print/parts.ts'

const words: PrintWords = {
  t: (key, named) => `${key}${named ? JSON.stringify(named) : ''}`, day: (date) => date, at: (moment) => `at ${moment}`, names: (all) => all.join('+'), amount: (value) => value,
  watched: (measure) => JSON.stringify(measure), titleOf: (record) => `title of ${record}`, nameOf: (person) => `name of ${person}`,
}
const BARE: RecordDetail = {
  id: 'r', concept: 'commitment', kind: 'mutual', title: 'Oats', state: 'in force', revision: 1, offer: null, due: null, review: null, until: null, links: [], needsMe: null, words: null, unavailable: false, onlyHere: false,
  flags: [], updatedAt: 0, parties: [], revisions: [], timeline: [], possible: [], keeping: null, changed: null, draft: null,
}
const ben = { id: 'ben', name: 'Ben', you: false }
const said = { ...ben, act: 'a', at: 5, text: 'Why not' }
const adviser = { ...ben, reach: 'not reached', standing: 'silent', as: ['affected'], why: [], groups: ['g'], askedAt: 1, advice: [], passed: [], unconfirmed: [], waived: [] } as const

describe('what is printed under the words', () => {
  it('is nothing where nothing was said', () => {
    expect(printParts(BARE, words)).toEqual([])
  })

  it('leaves out columns in which nothing stands', () => {
    const [parties] = printParts({ ...BARE, parties: [{ ...ben, role: 'gives', stance: 'delivered', revision: null, text: null, at: null, promise: null }] }, words)
    expect(parties).toEqual({ key: 'parties', title: 'print.parties', head: ['print.name', 'print.stance'], rows: [['Ben', 'stance.delivered']] })
  })

  it('tells of each piece of advice how it was used, of whoever is silent how far it came, and of waived why', () => {
    const decision = {
      deciders: [ben], advisers: [
        adviser,
        { ...adviser, name: 'Chidi', advice: [{ ...said, text: 'Thick ones', revision: 2, concern: true, notedBy: ben, answers: [{ ...said, used: 'partly', text: 'On Mondays' }] }] },
        { ...adviser, name: 'Dewi', waived: [{ ...said, text: 'Away' }] },
      ],
      outcomes: [], open: [],
    } as unknown as NonNullable<RecordDetail['decision']>
    const advice = printParts({ ...BARE, decision }, words).find(({ key }) => key === 'advice')!
    expect(advice.head).toEqual(['print.name', 'print.asked', 'print.said', 'print.used', 'print.how'])
    expect(advice.rows.map((row) => [row[0], row[3], row[4]])).toEqual([['Ben', 'decision.reachNotReached', ''], ['Chidi', 'decision.usedPartly', 'Ben: On Mondays'], ['Dewi', 'decision.usedWaived', 'Ben: Away']])
    expect(advice.rows[1]![2]).toBe('Thick ones · print.concern · decision.notedBy{"name":"Ben"} · rev.name{"n":2} · at 5')
  })

  it('names everybody once who signed, also who signed twice, and nobody who took it back', () => {
    const signature = { person: 'ben', name: 'Ben', you: false, at: 1, how: 'offered', undone: false } as const
    const revision = { id: 'x', number: 1, words: 'f'.repeat(64), parents: [], state: 'in force', by: 'ben', byName: 'Ben', at: 1, terms: null, needs: [], signatures: [signature, { ...signature, how: 'accepted' }, { ...signature, person: 'c', name: 'Chidi', undone: true }] } as const
    expect(printParts({ ...BARE, revisions: [revision] }, words)).toMatchObject([{ key: 'revisions', rows: [['1', 'Ben', 'at 1', 'revision.inForce', 'Ben', 'f'.repeat(16)]] }])
  })

  it('prints a measure without a reading by what is wanted of it', () => {
    const measure = { id: 'm', measure: 'Crates', unit: null, baseline: '4', hoped: null, stop: '9', readings: [] }
    const experiment = { takingPart: [], measures: [measure], conclusions: [], notebook: [], pauses: [] } as unknown as NonNullable<RecordDetail['experiment']>
    expect(printParts({ ...BARE, experiment }, words)).toEqual([{ key: 'measure-m', title: 'Crates', says: '{"baseline":"4","stop":"9"}', head: [], rows: [] }])
  })
})
