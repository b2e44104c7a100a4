import { describe, expect, it } from 'vitest'
import { findPeople, findRevision, findWorkspace, impliedRevision, matching } from '../../../electron/cli/find.ts'
import type { HostClient, PersonView, RecordDetail, RevisionView } from '../../../shared/protocol/contract.ts'

const id = (start: string): string => start.padEnd(64, '0')

const person = (name: string, start: string, more: Partial<PersonView> = {}): PersonView => ({
  id: id(start), name, formerNames: [], pronouns: null, does: null, attention: null, photo: null, you: false, member: true, nameShared: false, keyCode: `code of ${start}`, here: false, lastExchange: null, joinedAt: null, invitedBy: null, ...more,
})

const names = (people: readonly PersonView[], ...wanted: string[]) => findPeople(people, wanted).map((one) => one.id)
const codeOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return (error as { problem: { code: string; details?: { candidates?: string[] } } }).problem
  }
  return null
}

describe('a person', () => {
  const people = [person('Ada', 'aa', { you: true }), person('Ben', 'b1'), person('Benedikt', 'b2'), person('Dewi', 'd1'), person('Émile', 'e1')]

  it('is found by name, whatever its case, before names that only begin so', () => {
    expect(names(people, 'BEN')).toEqual([id('b1')])
    expect(names(people, 'bened', 'dew')).toEqual([id('b2'), id('d1')])
    expect(names(people, 'e\u0301mile')).toEqual([id('e1')])
  })

  it('is found by the beginning of the id, or by key code', () => {
    expect(names(people, 'b2', 'code of d1')).toEqual([id('b2'), id('d1')])
  })

  it('named twice counts once', () => {
    expect(names(people, 'Ben', 'b1')).toEqual([id('b1')])
  })

  it('whose name fits several is refused, with their key codes', () => {
    const twins = [person('Ben', 'b1'), person('ben', 'b2'), person('Ada', 'aa')]
    const found = codeOf(() => findPeople(twins, ['Ada', 'Ben']))
    expect(found).toMatchObject({ code: 'people.ambiguous' })
    expect(found!.details!.candidates).toEqual(['Ben, key code code of b1, id b1000000', 'ben, key code code of b2, id b2000000'])
    expect(codeOf(() => findPeople(people, ['be']))).toMatchObject({ code: 'people.ambiguous' })
  })

  it('whose name is the beginning of another’s id is refused too', () => {
    expect(codeOf(() => findPeople([person('Bea Long', '11'), person('Chidi', 'bea1')], ['bea']))).toMatchObject({ code: 'people.ambiguous' })
  })

  it('who has left gives way to a member of that name', () => {
    expect(names([person('Ben', 'b1', { member: false }), person('Ben', 'b2')], 'ben')).toEqual([id('b2')])
    expect(names([person('Ben', 'b1', { member: false })], 'ben')).toEqual([id('b1')])
  })

  it.each(['Zoe', '', ' ', '.*', 'ff'])('%j is nobody', (wanted) => {
    expect(codeOf(() => findPeople(people, [wanted]))).toMatchObject({ code: 'people.unknown', remedy: expect.stringContaining('Ben') })
  })

  it('can’t write into the list of candidates', () => {
    const found = codeOf(() => findPeople([person('Ben\u001b[2J', 'b1'), person('Ben\nA', 'b2')], ['ben']))
    expect(JSON.stringify(found)).not.toMatch(/\\u001b|\\n/)
  })
})

describe('a workspace', () => {
  const client = (all: { name: string; id: string; left?: boolean }[]): HostClient =>
    ({ call: async () => all.map((one) => ({ me: id('aa'), members: 1, left: false, ...one })) }) as unknown as HostClient
  const two = [{ name: 'Hollin Bank', id: id('11') }, { name: 'Hollow', id: id('22') }]

  it('need not be named where there is one, those left aside', async () => {
    expect(await findWorkspace(client([two[0]!, { ...two[1]!, left: true }]), undefined)).toMatchObject({ name: 'Hollin Bank' })
  })

  it.each([
    [undefined, 'workspace.several'], ['hol', 'workspace.ambiguous'], ['xyz', 'workspace.unknown'],
  ])('of two, %j is refused as %s', async (wanted, code) => {
    await expect(findWorkspace(client(two), wanted)).rejects.toMatchObject({ problem: { code } })
  })

  it('of two is named by prefix or id', async () => {
    expect(await findWorkspace(client(two), 'hollo')).toMatchObject({ name: 'Hollow' })
    expect(await findWorkspace(client(two), '11')).toMatchObject({ name: 'Hollin Bank' })
  })

  it('is missing where there is none', async () => {
    await expect(findWorkspace(client([]), undefined)).rejects.toMatchObject({ problem: { code: 'workspace.none' } })
  })
})

describe('a revision', () => {
  const revision = (number: number, state: RevisionView['state'], start: string): RevisionView => ({
    id: id(start), number, state, words: id(`f${number}`), parents: [], by: id('aa'), byName: 'Ada', at: 0, terms: null, needs: [], signatures: [],
  })
  const detail = (...revisions: RevisionView[]) => ({ revisions }) as unknown as RecordDetail

  it('is the one on offer for an answer, the one in force for what follows', () => {
    const both = detail(revision(1, 'in force', 'a1'), revision(2, 'offered', 'a2'))
    expect(['accept', 'decline', 'question', 'withdraw'].map((verb) => impliedRevision(both, verb)?.number)).toEqual([2, 2, 2, 2])
    expect(['checkin', 'fulfil', 'acknowledge', 'release', 'stepout'].map((verb) => impliedRevision(both, verb)?.number)).toEqual([1, 1, 1, 1, 1])
    expect(impliedRevision(detail(revision(1, 'in force', 'a1')), 'decline')?.number).toBe(1)
    expect(impliedRevision(detail(revision(1, 'declined', 'a1')), 'accept')).toBeNull()
  })

  it('of two on offer is not chosen for anyone', () => {
    const found = codeOf(() => impliedRevision(detail(revision(2, 'offered', 'a2'), revision(2, 'offered', 'b2')), 'accept'))
    expect(found).toMatchObject({ code: 'revision.ambiguous', details: { revisions: [id('a2'), id('b2')] } })
  })

  it('is named by number, or by the id where two share one', () => {
    const all = detail(revision(1, 'superseded', 'a1'), revision(2, 'offered', 'a2'), revision(2, 'offered', 'b2'))
    expect(findRevision(all, '1').id).toBe(id('a1'))
    expect(findRevision(all, 'b2').id).toBe(id('b2'))
    expect(codeOf(() => findRevision(all, '2'))).toMatchObject({ code: 'revision.ambiguous' })
    expect(codeOf(() => findRevision(all, '9'))).toMatchObject({ code: 'revision.unknown' })
    expect(codeOf(() => findRevision(all, 'a'))).toMatchObject({ code: 'revision.ambiguous' })
  })
})

it('matches ids exactly before it matches prefixes', () => {
  const all = [{ id: 'ab', name: '' }, { id: 'abc', name: '' }]
  expect(matching(all, 'ab')).toEqual([all[0]])
})
