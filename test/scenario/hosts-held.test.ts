// Signatures that are held though no draft stands behind them: renewals, and open offers taken up.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { actsOnDisk, codeOf, turns, type Someone } from '../harness/hosts.ts'
import { adaAndBen, clock } from '../harness/stage.ts'

const saidBy = (one: Someone, type: string): number => actsOnDisk(one.data).filter((act) => act.act.type === type).length
const heldBy = async (one: Someone) => (await one.call('app.overview', {})).held
const fake = (): void => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds)
  await turns()
}
afterEach(() => { vi.useRealTimers() })

/** A letter in force whose review is long past and comes every third month. */
async function letterOf({ ada, ben, a, b }: Awaited<ReturnType<typeof adaAndBen>>): Promise<string> {
  const id = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [a, b], review: '2020-01-01', everyMonths: 3 }, 'As we said.')
  await ada.gives(id, 'offer')
  await ben.seesRecord(id, 'the letter')
  await ben.gives(id, 'accept')
  await ada.seesRecord(id, 'it in force', (seen) => seen.state === 'in force')
  return id
}

describe('a renewal that is held', () => {
  it('is given after eight seconds, with the number it will have, and not once it is taken back [CO12]', async () => {
    const both = await adaAndBen()
    const { ada } = both
    const id = await letterOf(both)
    fake()
    const first = await ada.in('records.give', { id, verb: 'renew', hold: true })
    expect(first).toMatchObject({ record: { offer: null }, held: { verb: 'renew', revision: 2, title: 'Bread', until: clock.now() + 8000 } })
    await ada.call('held.takeBack', { held: first.held!.id })
    await pass(60_000)
    await ada.in('records.give', { id, verb: 'renew', until: '2040-01-01', hold: true })
    await pass(7999)
    expect(saidBy(ada, 'commitment.offer')).toBe(1)
    await pass(1)
    expect(saidBy(ada, 'commitment.offer')).toBe(2)
    expect(await ada.in('records.show', { id })).toMatchObject({ revision: 1, offer: 2 })
    expect((await ada.in('records.show', { id })).revisions[1]!.terms).toMatchObject({ until: '2040-01-01' })
  })

  it('takes a draft along that says what holds, and leaves one that somebody changed as it is', async () => {
    const both = await adaAndBen()
    const { ada, ben } = both
    const id = await letterOf(both)
    const edited = async () => (await ada.in('records.show', { id })).flags.includes('edited since offer')
    expect(await edited()).toBe(false)
    await ada.in('records.give', { id, verb: 'renew', review: '2040-01-01' })
    expect(await edited()).toBe(false)
    await ben.seesRecord(id, 'the renewal, and nothing written beside it', (seen) => seen.offer === 2 && !seen.flags.includes('edited since offer'))
    await ben.gives(id, 'accept')
    await ada.seesRecord(id, 'it in force', (seen) => seen.revision === 2 && seen.offer === null)
    await ada.in('draft.meta', { id, meta: { title: 'Bread and rolls' } })
    await ada.in('records.give', { id, verb: 'renew', review: '2041-01-01' })
    expect((await ada.in('draft.open', { id })).meta).toMatchObject({ title: 'Bread and rolls', review: '2040-01-01' })
  })

  it('is asked about again after a restart; sent days later it has the dates that were asked for', async () => {
    const both = await adaAndBen()
    const { ada } = both
    const id = await letterOf(both)
    await ada.in('records.give', { id, verb: 'renew', hold: true })
    await ada.close()
    clock.pass(200 * 86_400_000)
    await ada.open()
    const [again] = await heldBy(ada)
    expect(again).toMatchObject({ record: id, verb: 'renew', until: null })
    expect(saidBy(ada, 'commitment.offer')).toBe(1)
    expect(await ada.call('held.send', { held: again!.id })).toMatchObject({ record: { id, revision: 1, offer: 2 } })
  })

  it('is kept and not signed where other words came into force meanwhile', async () => {
    const both = await adaAndBen()
    const { ada, ben } = both
    const id = await letterOf(both)
    await ben.in('draft.amend', { id, words: 'As we said, but later.' })
    await ben.gives(id, 'offer')
    const { revisions } = await ada.seesRecord(id, 'other words', ({ offer }) => offer === 2)
    fake()
    await ada.in('records.give', { id, verb: 'renew', hold: true })
    await ada.gives(id, 'accept', { revision: revisions[1]!.id, words: revisions[1]!.words })
    await pass(8000)
    // Hers of the first words, and Ben's of the others.
    expect(saidBy(ada, 'commitment.offer')).toBe(2)
    const [kept] = await heldBy(ada)
    expect(kept).toMatchObject({ record: id, until: null })
    expect(await codeOf(ada.call('held.send', { held: kept!.id }))).toBe('words.changed')
  })

  it('is refused when it is asked for, not in eight seconds; what may be done says so with the same reason', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const id = await ada.drafts({ title: 'Oats', kind: 'mutual', gives: [a, b] }, 'As we said.')
    await ada.gives(id, 'offer')
    const renewal = async () => (await ada.in('records.show', { id })).possible.find(({ verb }) => verb === 'renew')
    expect(await renewal()).toMatchObject({ allowed: false, reason: 'Nothing here is in force, so nothing can be renewed.' })
    expect(await codeOf(ada.in('records.give', { id, verb: 'renew', hold: true }))).toBe('renew.not-in-force')
    await ben.seesRecord(id, 'the letter')
    await ben.gives(id, 'accept')
    await ada.seesRecord(id, 'it in force', (seen) => seen.state === 'in force')
    expect(await renewal()).toMatchObject({ allowed: false, reason: 'These words name no date, so there is none to renew.' })
    expect(await codeOf(ada.in('records.give', { id, verb: 'renew', hold: true }))).toBe('renew.undated')
    expect(await heldBy(ada)).toEqual([])
    const dated = await letterOf({ ada, ben, a, b })
    expect((await ada.in('records.show', { id: dated })).possible.find(({ verb }) => verb === 'renew')).toEqual({ verb: 'renew', revision: 1, allowed: true, reason: null })
  })
})

describe('an open offer that is taken up', () => {
  const offered = async ({ ada, ben, a }: Awaited<ReturnType<typeof adaAndBen>>): Promise<string> => {
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Four hours', kind: 'open offer', gives: [a], receives: [], hours: 4, places: 1 } })
    await ben.seesRecord(id, 'the offer')
    return id
  }

  it('is held with what was said beside it, and asks its owner only then [OO2]', async () => {
    const both = await adaAndBen()
    const { ada, ben } = both
    const id = await offered(both)
    fake()
    const first = await ben.in('openoffer.take', { id, hold: true })
    expect(first).toMatchObject({ record: { id }, held: { verb: 'take', record: id, title: 'Four hours', revision: null } })
    await ben.call('held.takeBack', { held: first.held!.id })
    await ben.in('openoffer.take', { id, title: 'For the fair', words: 'On Sundays', due: '2031-05-01', hold: true })
    await pass(7999)
    expect(saidBy(ben, 'commitment.offer')).toBe(0)
    await pass(1)
    expect(saidBy(ben, 'commitment.offer')).toBe(1)
    vi.useRealTimers()
    const { waiting } = await ben.in('openoffer.show', { id })
    expect(waiting).toMatchObject([{ title: 'For the fair', state: 'offered' }])
    expect(await ada.seesRecord(waiting[0]!.record, 'that it was taken up')).toMatchObject({ needsMe: 'answer', due: '2031-05-01' })
  })

  it('asks again after a restart, and is not signed once its owner closed it', async () => {
    const both = await adaAndBen()
    const { ada, ben } = both
    const id = await offered(both)
    await ben.in('openoffer.take', { id, hold: true })
    await ben.close()
    await ben.open()
    const [again] = await heldBy(ben)
    expect(again).toMatchObject({ record: id, verb: 'take', until: null })
    await ada.gives(id, 'withdraw')
    await ben.seesRecord(id, 'it closed', (seen) => seen.state === 'ended')
    expect(await codeOf(ben.call('held.send', { held: again!.id }))).toBe('openoffer.closed')
    expect(saidBy(ben, 'commitment.offer')).toBe(0)
  })
})
