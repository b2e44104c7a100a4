import { describe, expect, it } from 'vitest'
import type { DeskView, PersonView, PromiseView, RecordRow } from '../../../shared/protocol/contract.ts'
import { underWay, withWhom } from '../../../renderer/features/desk/side-lines.ts'

const ADA = { id: 'a'.repeat(64), name: 'Ada', you: true }
const BEN = { id: 'b'.repeat(64), name: 'Ben', you: false }

describe('what is under way, beside the desk', () => {
  const row = (id: string, concept: string, more: Partial<RecordRow> = {}): RecordRow => ({
    id, concept, kind: concept === 'group' ? 'working group' : concept, title: id, state: 'active', revision: 1, offer: null, due: null, review: null, until: null, links: [],
    parties: [ADA, BEN], needsMe: null, words: 'e'.repeat(64), unavailable: false, onlyHere: false, flags: [], updatedAt: 1, ...more,
  } as RecordRow)
  const group = (id: string, mine: string | null, more: Partial<RecordRow> = {}): RecordRow => row(id, 'group', { groupRow: { mine, size: 3, formed: true, open: true, joining: 'open' } as never, ...more })
  const trial = (id: string, more: Partial<RecordRow> = {}): RecordRow => row(id, 'experiment', { state: 'running', experimentRow: { asksMe: false, iConcluded: false, concluded: [] } as never, ...more })
  const decision = (id: string, mine: boolean, more: Partial<RecordRow> = {}): RecordRow => row(id, 'decision', { state: 'seeking', decisionRow: { deciders: [], mine, adviceBy: null } as never, ...more })
  const ids = (...rows: RecordRow[]): string[] => underWay(rows, 'en').map(({ id }) => id)

  it('is what I take part in, groups by name first, and nobody else’s', () => {
    expect(ids(decision('Oven', true), trial('Fridays'), group('Water', 'member'), group('Allergens', 'member'))).toEqual(['Allergens', 'Water', 'Fridays', 'Oven'])
    expect(ids(decision('Van', false), trial('Rye', { parties: [BEN] }), group('Snow', null), row('Bread', 'commitment'))).toEqual([])
  })

  it('is not what is over, drafted or put away', () => {
    expect(ids(group('Old', 'member', { state: 'closed' }), decision('Stall', true, { state: 'decided' }), trial('Post', { state: 'concluded' }))).toEqual([])
    expect(ids(decision('Shop', true, { state: 'draft' }), trial('Wall', { state: 'draft' }), group('Hall', 'member', { flags: ['put away'] }))).toEqual([])
  })
})

describe('whom one has to do with, beside the desk', () => {
  const person = (id: string, more: Partial<PersonView> = {}): PersonView => ({ id, name: id, you: false, member: true, here: false, ...more }) as PersonView
  const promise = (...people: string[]): PromiseView => ({ people: people.map((id) => ({ id, name: id })) }) as never
  const desk = (more: Partial<DeskView> = {}): DeskView => ({ needs: [], promises: [], waiting: [], ...more }) as never
  const names = (of: DeskView, ...people: PersonView[]): string[] => withWhom(of, people).map(({ id }) => id)

  it('is who is here, then who asks, has promised or waits, each once', () => {
    const of = desk({ needs: [{ by: { id: 'Chidi', name: 'Chidi' }, people: [] }] as never, promises: [promise('Ben', 'Chidi')], waiting: [{ people: [{ id: 'Dewi', name: 'Dewi' }] }] as never })
    expect(names(of, person('Dewi'), person('Ben'), person('Chidi'), person('Emre', { here: true }), person('Femke'))).toEqual(['Emre', 'Chidi', 'Ben', 'Dewi'])
  })

  it('is never oneself, nor who left', () => {
    expect(names(desk({ promises: [promise('Ada', 'Goran')] }), person('Ada', { you: true, here: true }), person('Goran', { member: false, here: true }))).toEqual([])
  })
})
