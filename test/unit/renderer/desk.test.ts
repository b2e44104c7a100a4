import { describe, expect, it } from 'vitest'
import type { PartyView, RecordDetail, RecordRow, RevisionView } from '#shared/protocol/contract.ts'
import { askGroupOf, askOf } from '../../../renderer/features/desk/asks.ts'
import { promisesOf } from '../../../renderer/features/desk/promises.ts'
import { groupOf, titleWords } from '../../../renderer/features/commitment/grouping.ts'

const ADA = { id: 'a'.repeat(64), name: 'Ada Lovell', you: true }
const BEN = { id: 'b'.repeat(64), name: 'Ben Okafor', you: false }
const CHIDI = { id: 'c'.repeat(64), name: 'Chidi Eze', you: false }
const row = (more: Partial<RecordRow> = {}): RecordRow => ({
  id: '1', concept: 'commitment', kind: 'mutual', title: 'The milk round', state: 'offered', revision: null, offer: 1, due: null, review: null, until: null, links: [],
  parties: [ADA, BEN], needsMe: 'answer', words: 'e'.repeat(64), unavailable: false, onlyHere: false, flags: [], updatedAt: 1, ...more,
})
const party = (person: typeof ADA, more: Partial<PartyView> = {}): PartyView =>
  ({ ...person, role: 'gives', stance: 'delivered', revision: null, text: null, at: null, promise: null, ...more })
const revision = (number: number, by: typeof ADA, signed: readonly (typeof ADA)[], more: Partial<RevisionView> = {}): RevisionView => ({
  id: `${number}${by.name}`, number, words: String(number).repeat(64), parents: [], state: 'offered', by: by.id, byName: by.name, at: 1, terms: null, needs: [],
  signatures: signed.map((person) => ({ person: person.id, name: person.name, you: person.you, at: 1, how: 'accepted', undone: false })), ...more,
})
const detail = (of: RecordRow, more: Partial<RecordDetail> = {}): RecordDetail =>
  ({ ...of, parties: of.parties.map((one) => party(one as typeof ADA)), revisions: [], timeline: [], possible: [], keeping: null, changed: null, draft: null, ...more })
const join = (names: readonly string[]): string => names.join(' and ')

describe('what needs me, in a sentence', () => {
  it('names who offers, and which words came before', () => {
    const first = row()
    expect(askOf(first, detail(first, { revisions: [revision(1, BEN, [BEN])] }), join)?.said).toEqual({ key: 'desk.first', values: { name: 'Ben', n: 1 } })
    const again = row({ state: 'in force', revision: 1, offer: 2, needsMe: 'accept again' })
    const revisions = [revision(1, ADA, [ADA, BEN], { state: 'in force' }), revision(2, BEN, [BEN])]
    expect(askOf(again, detail(again, { revisions }), join)).toMatchObject({
      said: { key: 'desk.again', values: { name: 'Ben', n: 2, before: 1 } }, person: { id: BEN.id }, action: { key: 'desk.read', values: { n: 2 } },
    })
  })

  it('names nobody by guessing while only the row is known', () => {
    expect(askOf(row(), null, join)?.said).toEqual({ key: 'desk.first', values: { name: 'Ben', n: 1 } })
    expect(askOf(row({ parties: [ADA, BEN, CHIDI] }), null, join)).toBeNull()
  })

  it('says what was asked or claimed in the words of who said it', () => {
    const asks = row({ needsMe: 'answer question' })
    const question = detail(asks, { parties: [party(ADA), party(BEN, { stance: 'question', text: 'Also on Sundays?' })] })
    expect(askOf(asks, question, join)?.said).toEqual({ key: 'desk.asks', values: { name: 'Ben', text: 'Also on Sundays?' } })
    const claims = row({ state: 'in force', parties: [ADA, BEN, CHIDI], needsMe: 'acknowledge' })
    const claimed = detail(claims, { parties: [party(ADA), party(BEN), party(CHIDI, { promise: 'claimed' })] })
    expect(askOf(claims, claimed, join)?.said).toEqual({ key: 'desk.claims', values: { name: 'Chidi' } })
    expect([asks, claims, row()].map(askGroupOf)).toEqual(['questions', 'kept', 'offers'])
  })

  it('names both where two offers met', () => {
    const both = row({ needsMe: 'choose', parties: [ADA, BEN, CHIDI], flags: ['two offers'] })
    expect(askOf(both, detail(both, { revisions: [revision(2, BEN, [BEN]), revision(2, CHIDI, [CHIDI])] }), join)?.said)
      .toEqual({ key: 'desk.two', values: { names: 'Ben and Chidi' } })
  })
})

describe('promises on the desk', () => {
  it('stand by direction, and those of others stay out', () => {
    const of = (id: string, kind: RecordRow['kind'], parties: RecordRow['parties'], more: Partial<RecordRow> = {}): RecordRow =>
      row({ id, kind, parties, state: 'in force', needsMe: null, ...more })
    const { promised, toMe, between } = promisesOf([
      of('mine', 'promise', [ADA, BEN]), of('sooner', 'promise', [ADA, BEN], { due: '2026-05-22' }), of('to me', 'promise', [BEN, ADA]),
      of('ours', 'mutual', [BEN, ADA]), of('theirs', 'promise', [BEN, CHIDI]), of('charter', 'charter', [ADA, BEN]), of('kept', 'promise', [ADA, BEN], { state: 'fulfilled' }),
    ])
    expect([promised, toMe, between].map((rows) => rows.map(({ id }) => id))).toEqual([['sooner', 'mine'], ['to me'], ['ours']])
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
})
