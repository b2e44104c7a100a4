// One host: what it holds back, what it refuses and what it finds.
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import { actsOnDisk, codeOf, founds, joins, turns, type Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

afterEach(() => void vi.useRealTimers())

/** Ada and Ben, and a letter of theirs that Ada has drafted where both can see it. */
async function adaAndBen(): Promise<{ ada: Someone; ben: Someone; letter: string }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  const letter = await ada.drafts({ title: 'Bread on Fridays', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'As we said.')
  return { ada, ben, letter }
}
const saidBy = (one: Someone, type: string): number => actsOnDisk(one.data).filter((act) => act.act.type === type).length

describe('a signature that is held', () => {
  it('is given after eight seconds and not before', async () => {
    const { ada, letter } = await adaAndBen()
    const { words } = await ada.in('draft.preview', { id: letter })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { held } = await ada.in('records.give', { id: letter, verb: 'offer', words, hold: true })
    expect(held).toMatchObject({ verb: 'offer', title: 'Bread on Fridays', until: clock.now() + 8000 })
    vi.advanceTimersByTime(7999)
    await turns()
    expect(saidBy(ada, 'commitment.offer')).toBe(0)
    expect((await ada.call('app.overview', {})).held.map((one) => one.id)).toEqual([held!.id])
    vi.advanceTimersByTime(1)
    await turns()
    expect(saidBy(ada, 'commitment.offer')).toBe(1)
    expect((await ada.call('app.overview', {})).held).toEqual([])
    expect(await codeOf(ada.call('held.takeBack', { held: held!.id }))).toBe('held.gone')
  })

  it('is told by what it does, also after a restart', async () => {
    const { ada, ben, letter } = await adaAndBen()
    const [a, b] = [await ada.me(), await ben.me()]
    const request = await ada.drafts({ title: 'Bring flour', kind: 'promise', gives: [b], receives: [a] }, 'By Friday.')
    const spoken = await ada.drafts({ title: 'Who locks up', kind: 'mutual', gives: [a, b], medium: 'verbal' }, 'Whoever leaves last.')
    const role = await ada.drafts({ title: 'Keeper of the keys', kind: 'role', gives: [a] }, 'I keep the keys.')
    for (const id of [letter, request, spoken, role]) await ada.in('records.give', { id, verb: 'offer', hold: true })
    const told = async (): Promise<string[]> => (await ada.call('app.overview', {})).held.map((one) => one.told)
    expect(await told()).toEqual(['offer', 'ask', 'note', 'announce'])
    await ada.close()
    await ada.open()
    expect(await told()).toEqual(['offer', 'ask', 'note', 'announce'])
  })

  it('is never given once taken back, and at once when sent now', async () => {
    const { ada, letter } = await adaAndBen()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const first = await ada.in('records.give', { id: letter, verb: 'offer', hold: true })
    await ada.call('held.takeBack', { held: first.held!.id })
    vi.advanceTimersByTime(60_000)
    await turns()
    expect(saidBy(ada, 'commitment.offer')).toBe(0)
    const second = await ada.in('records.give', { id: letter, verb: 'offer', hold: true })
    await ada.call('held.send', { held: second.held!.id })
    vi.advanceTimersByTime(60_000)
    await turns()
    expect(saidBy(ada, 'commitment.offer')).toBe(1)
  })

  it('is asked about again after a restart, and never given by itself', async () => {
    const { ada, letter } = await adaAndBen()
    await ada.in('records.give', { id: letter, verb: 'offer', hold: true })
    await ada.close()
    clock.pass(3_600_000)
    await ada.open()
    const [again] = (await ada.call('app.overview', {})).held
    expect(again).toMatchObject({ record: letter, verb: 'offer', until: null })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.advanceTimersByTime(3_600_000)
    await turns()
    expect(saidBy(ada, 'commitment.offer')).toBe(0)
    vi.useRealTimers()
    await ada.call('held.send', { held: again!.id })
    expect(saidBy(ada, 'commitment.offer')).toBe(1)
  })

  it('is kept and asked about again where the words changed while it was held', async () => {
    const { ada, ben, letter } = await adaAndBen()
    const { words } = await ada.in('draft.preview', { id: letter })
    await ben.sees('the draft', async () => (await ben.in('records.list', {})).some((row) => row.id === letter))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await ada.in('records.give', { id: letter, verb: 'offer', words, hold: true })
    await ben.in('draft.amend', { id: letter, words: 'Something else entirely.' })
    await turns(20)
    expect((await ada.in('draft.preview', { id: letter })).words).not.toBe(words)
    vi.advanceTimersByTime(8000)
    await turns()
    expect(saidBy(ada, 'commitment.offer')).toBe(0)
    const [kept] = (await ada.call('app.overview', {})).held
    expect(kept).toMatchObject({ record: letter, until: null })
    expect(await codeOf(ada.call('held.send', { held: kept!.id }))).toBe('words.changed')
  })
})

describe('words', () => {
  it('that differ from what was shown are never signed', async () => {
    const { ada, ben, letter } = await adaAndBen()
    const shown = await ada.in('draft.preview', { id: letter })
    expect(shown).toMatchObject({ number: 1, problem: null, terms: { title: 'Bread on Fridays' } })
    await ada.in('draft.amend', { id: letter, words: 'As we said, but later.' })
    expect(await codeOf(ada.gives(letter, 'offer', { words: shown.words }))).toBe('words.changed')
    expect(await codeOf(ada.gives(letter, 'offer', { words: shown.words, hold: true }))).toBe('words.changed')
    const now = await ada.in('draft.preview', { id: letter })
    await ada.gives(letter, 'offer', { words: now.words })
    const { revisions } = await ben.seesRecord(letter, 'the offer')
    expect(await codeOf(ben.gives(letter, 'accept', { revision: revisions[0]!.id, words: shown.words }))).not.toBe('done')
    expect(saidBy(ben, 'commitment.accept')).toBe(0)
    await ben.gives(letter, 'accept', { revision: revisions[0]!.id, words: now.words })
    expect(saidBy(ben, 'commitment.accept')).toBe(1)
  })

  it('typed by another page come as updates to those who have the draft open, and an edit that can not be read is refused', async () => {
    const { ada, letter } = await adaAndBen()
    const { update } = await ada.in('draft.open', { id: letter })
    const page = new Y.Doc()
    Y.applyUpdate(page, fromBase64(update)!)
    page.getMap('meta').set('title', 'Bread on Mondays')
    await ada.in('draft.push', { id: letter, update: toBase64(Y.encodeStateAsUpdate(page)) })
    expect((await ada.in('draft.open', { id: letter })).meta.title).toBe('Bread on Mondays')
    for (const wrong of ['A', 'AAECAwQ', toBase64(Y.encodeStateAsUpdate(page)).slice(0, 50)]) expect(await codeOf(ada.in('draft.push', { id: letter, update: wrong }))).toBe('draft.update')
    expect((await ada.in('draft.open', { id: letter })).meta.title).toBe('Bread on Mondays')
  })

  it('of a draft of my own stay on my device until I share it, and then are one draft for all', async () => {
    const { ada, ben } = await adaAndBen()
    const { id } = await ada.in('draft.create', { meta: { title: 'Mine', kind: 'mutual', gives: [await ada.me(), await ben.me()], receives: [] }, words: 'Not yet.', circle: 'me' })
    expect(await ada.in('draft.open', { id })).toMatchObject({ circle: 'me' })
    await ada.close()
    await ada.open()
    expect((await ada.in('draft.open', { id })).meta.title).toBe('Mine')
    expect((await ben.in('records.list', {})).some((row) => row.id === id)).toBe(false)
    await ada.in('draft.share', { id })
    await ben.sees('the shared draft', async () => (await ben.in('records.list', {})).some((row) => row.id === id))
    expect((await ben.in('draft.preview', { id })).words).toBe((await ada.in('draft.preview', { id })).words)
    expect((await ada.in('records.list', {})).filter((row) => row.id === id).length).toBe(1)
  })

  it('that one puts aside stay with everyone, are out of that one’s lists alone, and can be had back by anyone', async () => {
    const { ada, ben, letter } = await adaAndBen()
    await ben.sees('the draft', async () => (await ben.in('records.list', {})).some((row) => row.id === letter))
    const flags = async (one: Someone): Promise<readonly string[] | undefined> => (await one.in('records.list', {})).find((row) => row.id === letter)?.flags
    await ben.in('draft.aside', { id: letter, aside: true })
    const told = await ada.sees('who put it aside, and when', async () => (await ada.in('records.show', { id: letter })).aside ?? null)
    expect(told).toEqual({ byName: 'Ben', you: false, at: clock.now() })
    expect([await flags(ada), await flags(ben)]).toEqual([[], ['put away']])
    expect((await ada.in('draft.preview', { id: letter })).terms.sections).toHaveLength(1)
    await ben.close()
    await ben.open()
    expect(await ben.in('records.show', { id: letter })).toMatchObject({ aside: { you: true }, flags: ['put away'] })
    expect((await ben.in('draft.preview', { id: letter })).terms.sections).toHaveLength(1)
    await ada.in('draft.aside', { id: letter, aside: false })
    await ben.sees('it in the list again', async () => (await flags(ben))?.length === 0)
    await ben.in('draft.aside', { id: letter, aside: true })
    await ben.in('shelf.away', { id: letter, away: false })
    expect(await ben.in('records.show', { id: letter })).toMatchObject({ flags: [] })
    expect(await ben.in('records.show', { id: letter })).not.toHaveProperty('aside')
  })

  it('of mine alone are kept when I put them aside, and come back with their words', async () => {
    const { ada, ben } = await adaAndBen()
    const { id } = await ada.in('draft.create', { meta: { title: 'Mine', kind: 'mutual', gives: [await ada.me(), await ben.me()], receives: [] }, words: 'Not yet.', circle: 'me' })
    await ada.in('draft.aside', { id, aside: true })
    await ada.close()
    await ada.open()
    expect(await ada.in('records.show', { id })).toMatchObject({ flags: ['put away'], aside: { you: true } })
    await ada.in('draft.aside', { id, aside: false })
    expect(await ada.in('records.show', { id })).toMatchObject({ flags: [], title: 'Mine' })
    expect((await ada.in('draft.preview', { id })).terms.sections).toHaveLength(1)
  })

  it('that an earlier version of Parley hid from everyone are there again, put away', async () => {
    const { ada, letter } = await adaAndBen()
    const { update } = await ada.in('draft.open', { id: letter })
    const page = new Y.Doc()
    Y.applyUpdate(page, fromBase64(update)!)
    page.getMap('meta').set('discarded', true)
    await ada.in('draft.push', { id: letter, update: toBase64(Y.encodeStateAsUpdate(page)) })
    expect(await ada.in('records.show', { id: letter })).toMatchObject({ flags: ['put away'], aside: { byName: null, you: false, at: null } })
    await ada.in('draft.aside', { id: letter, aside: false })
    expect(await ada.in('records.show', { id: letter })).toMatchObject({ flags: [] })
  })
})

describe('a list', () => {
  it('has what was last acted on first, on another day and after a restart too, and drafts before it', async () => {
    const { ada, ben, letter } = await adaAndBen()
    await ada.gives(letter, 'offer')
    const promise = async (title: string) => (await ada.in('records.promise', { title, receives: [await ben.me()], due: '2026-06-01' })).id
    const [oats, hay] = [await promise('Oats'), await promise('Hay')]
    const drafts = [await ada.drafts({ title: 'The first draft', kind: 'promise', gives: [await ada.me()] }), await ada.drafts({ title: 'The second draft', kind: 'promise', gives: [await ada.me()] })].reverse()
    const listed = async () => (await ada.in('records.list', { concept: 'commitment' })).map(({ id }) => id)
    expect((await listed()).slice(2)).toEqual([hay, oats, letter])
    await ada.in('records.give', { id: oats, verb: 'checkin', text: 'The field is sown' })
    const order = [oats, hay, letter]
    expect((await listed()).slice(2)).toEqual(order)
    clock.pass(2 * 86_400_000)
    await ada.in('draft.amend', { id: drafts[1]!, words: 'More of it.' })
    for (const when of ['another day', 'after a restart']) {
      if (when === 'after a restart') {
        await ada.close()
        await ada.open()
      }
      expect(await listed(), when).toEqual([drafts[1], drafts[0], ...order])
      const found = (await ada.in('find', { text: 'is:mine' })).hits.filter(({ concept }) => concept === 'commitment')
      expect(found.map(({ id }) => id), when).toEqual(await listed())
    }
  })

  it('says after a crash what the last act made of a record, though its row was not written again', async () => {
    const { ada, ben, letter } = await adaAndBen()
    await ada.gives(letter, 'offer')
    await ben.seesRecord(letter, 'the offer')
    await ada.close()
    await ada.open()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await ada.gives(letter, 'withdraw')
    const killed = ada.copied(join(folder.path, 'ada-killed'))
    vi.useRealTimers()
    await ada.close()
    opened(await killed.open())
    expect((await killed.in('records.list', { concept: 'commitment' })).map(({ state }) => state)).toEqual(['ended'])
  })
})

describe('search', () => {
  it('takes what people type as words, never as a query', async () => {
    const { ada, ben, letter } = await adaAndBen()
    await ada.in('draft.amend', { id: letter, words: 'Crème brûlée AND "NEAR" the fire; columns: title* (50 %) -- naïve façade über Größe.' })
    await ada.gives(letter, 'offer')
    const { id: other } = await ada.in('records.promise', { title: 'Oats for the horse', receives: [await ben.me()] })
    const found = async (text: string): Promise<string[]> => (await ada.call('search', { text })).map((hit) => hit.id).sort()
    for (const text of ['brulee', 'BRÛLÉE', 'brûl', 'cre\u0300me bru\u0302le\u0301e', 'grosse', 'uber', 'naive facade', 'fri', 'bread fridays', 'near', 'AND']) {
      expect([text, await found(text)]).toEqual([text, text === 'grosse' ? [] : [letter]])
    }
    expect(await found('horse')).toEqual([other])
    for (const text of ['"', '*', '(', ')', 'OR', 'NOT horse', 'title:horse', '{title} : horse', '^horse', 'horse*', 'horse"', 'NEAR(horse, 2)', 'a AND', ' ', '\u0000', '-horse', "'; drop table acts; --", '\ud800', '𝔥orse', 'ع', '%']) {
      await expect(ada.call('search', { text })).resolves.toBeDefined()
    }
    expect(await found('horse')).toEqual([other])
    expect((await ada.call('search', { text: 'brulee' }))[0]!.snippet).toContain('\u0001brûlée\u0002')
  })

  it('finds the words that are in force now, over a restart, and in every workspace unless told which', async () => {
    const { ada, ben, letter } = await adaAndBen()
    await ada.gives(letter, 'offer')
    await ben.seesRecord(letter, 'the offer')
    await ben.gives(letter, 'accept')
    await ada.seesRecord(letter, 'the acceptance', ({ state }) => state === 'in force')
    await ada.in('draft.amend', { id: letter, words: 'Rye from now on.' })
    await ada.gives(letter, 'offer')
    await ada.close()
    await ada.open()
    const found = await ada.call('search', { text: 'rye' })
    expect(found.map((hit) => [hit.id, hit.state])).toEqual([[letter, 'in force']])
    const other = await ada.call('workspace.create', { name: 'Another' })
    expect(await ada.call('search', { workspace: other.id, text: 'rye' })).toEqual([])
  })
})

describe('what a host says of itself', () => {
  it('counts what is only on this device until a colleague has it', async () => {
    const { ada, ben } = await adaAndBen()
    await ada.sees('that all is told', async () => (await ada.in('status', {})).onlyHere.length === 0)
    network.cutOff(ada.data)
    const { id } = await ada.in('records.promise', { title: 'Oats', receives: [await ben.me()] })
    expect((await ada.in('status', {})).onlyHere).toMatchObject([{ title: 'Oats', verb: 'promise' }])
    expect((await ada.in('records.show', { id })).onlyHere).toBe(true)
    await ada.close()
    await ada.open()
    expect((await ada.in('status', {})).onlyHere).toMatchObject([{ title: 'Oats' }])
    network.reconnect(ada.data)
    await ada.sees('that Ben has it', async () => (await ada.in('status', {})).onlyHere.length === 0)
    await ada.sees('it no longer marked', async () => !(await ada.in('records.show', { id })).onlyHere)
    expect((await ada.in('records.list', {})).find((row) => row.id === id)!.onlyHere).toBe(false)
  })

  it('counts what it refused, by name', async () => {
    const { ada, ben } = await adaAndBen()
    network.onWire = (from, message) => (from === ben.data ? Uint8Array.of(99, ...message) : message)
    await ben.in('records.promise', { title: 'Never arrives', receives: [await ada.me()] })
    await ada.sees('a message refused', async () => ((await ada.refused())['ledger.malformed'] ?? 0) > 0)
    network.onWire = null
    expect(await codeOf(ada.call('records.show', { workspace: 'zz', id: 'zz' }))).toBe('call.params')
    expect((await ada.refused())['call.params']).toBe(1)
    // Nothing is lost by it: the next round brings what did not arrive.
    network.cutOff(ben.data)
    network.reconnect(ben.data)
    await ada.sees('what Ben promised', async () => (await ada.in('records.list', {})).some((row) => row.title === 'Never arrives'))
  })
})
