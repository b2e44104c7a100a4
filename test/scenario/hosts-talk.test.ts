// Hosts: what is said about a record reaches everybody, is found again, and is put away by oneself alone.
import { describe, expect, it } from 'vitest'
import type { SearchHit, TalkView } from '#shared/protocol/contract.ts'
import { codeOf, founds, joins, type Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

async function adaBenChidi() {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  const chidi = opened(await joins('Chidi', ada))
  const bread = await promises(ada, 'Bread on Fridays', ben)
  for (const one of [ben, chidi]) await one.seesRecord(bread, 'the promise')
  return { ada, ben, chidi, bread }
}

const promises = async (one: Someone, title: string, to: Someone): Promise<string> => {
  const people = await one.in('people.list', {})
  return (await one.in('records.promise', { title, receives: [people.find((person) => person.name === to.name)!.id] })).id
}
const idOf = async (one: Someone, name: string): Promise<string> => (await one.in('people.list', {})).find((person) => person.name === name)!.id
const talk = (one: Someone, id: string): Promise<TalkView> => one.in('talk.show', { id })
const seesTalk = (one: Someone, id: string, what: string, holds: (view: TalkView) => boolean): Promise<TalkView> =>
  one.sees(what, async () => { const view = await talk(one, id); return holds(view) ? view : null })
const says = async (one: Someone, id: string, text: string, more: object = {}): Promise<string> =>
  (await one.in('talk.say', { id, kind: 'comment', text, ...more })).remark
const said = (view: TalkView): (string | null)[] => view.threads.flatMap((thread) => thread.remarks.map((one) => one.text))
const found = async (one: Someone, text: string): Promise<readonly SearchHit[]> => (await one.in('find', { text })).hits

describe('talk on a record', () => {
  it('said on both sides of a cut, is the same on both once it is mended', async () => {
    const { ada, ben, chidi, bread } = await adaBenChidi()
    const question = (await ada.in('talk.say', { id: bread, kind: 'question', text: 'Rye or wheat?' })).remark
    await seesTalk(ben, bread, 'the question', (view) => view.threads.length === 1)
    network.cutOff(ben.data)
    const rye = await says(ben, bread, 'Rye 🍞', { reply: question })
    const wheat = await says(ada, bread, 'שלום, wheat', { reply: question })
    await ada.in('talk.tag', { id: bread, tag: '#Bread' })
    await ben.in('talk.tag', { id: bread, tag: 'bread' })
    network.reconnect(ben.data)
    const views = await Promise.all([ada, ben, chidi].map((one) => seesTalk(one, bread, 'everything', (view) => said(view).length === 3 && view.tags[0]?.by.length === 2)))
    for (const view of views) {
      expect(view.threads.map((thread) => [thread.id, thread.question])).toEqual([[question, 'open']])
      expect(new Set(said(view))).toEqual(new Set(['Rye or wheat?', 'Rye 🍞', 'שלום, wheat']))
      expect(view.threads.map((thread) => thread.remarks.map((one) => one.id))).toEqual(views[0]!.threads.map((thread) => thread.remarks.map((one) => one.id)))
    }
    expect((await ada.in('records.show', { id: bread })).flags).toContain('question open')
    expect(await codeOf(ben.in('talk.answered', { id: bread, remark: question }))).toBe('remark.theirs')
    await ada.in('talk.answered', { id: bread, remark: question, by: rye })
    const answered = await seesTalk(ben, bread, 'the answer', (view) => view.threads[0]!.question === 'answered')
    expect(answered.threads[0]!.remarks.map((one) => [one.id, one.helped])).toEqual(expect.arrayContaining([[rye, true], [wheat, false]]))
  })

  it('shows that words were edited or taken back, and forgets neither', async () => {
    const { ada, ben, bread } = await adaBenChidi()
    const id = await says(ada, bread, 'Ten loafs')
    await ada.in('talk.edit', { id: bread, remark: id, text: 'Ten loaves' })
    const edited = await seesTalk(ben, bread, 'the edit', (view) => view.threads[0]?.remarks[0]?.edited !== null && view.threads.length === 1)
    expect(edited.threads[0]!.remarks[0]).toMatchObject({ text: 'Ten loaves', earlier: [{ text: 'Ten loafs' }], reached: expect.any(String) })
    expect((await found(ben, 'loaves')).map((hit) => [hit.place, hit.remark, hit.by])).toEqual([['talk', id, 'Ada']])
    await ada.in('talk.takeBack', { id: bread, remark: id })
    const back = await seesTalk(ben, bread, 'that it was taken back', (view) => view.threads[0]!.remarks[0]!.takenBack)
    expect(back.threads[0]!.remarks[0]).toMatchObject({ text: null, earlier: [] })
    expect(await found(ben, 'loaves')).toEqual([])
    expect((await ben.in('activity.list', { record: bread })).entries.map((entry) => [entry.type, entry.text])).toEqual([
      ['remark.retract', null], ['remark.edit', null], ['remark.say', null], ['commitment.promise', null],
    ])
  })

  it('reaches who is named, until they say something or have read it', async () => {
    const { ada, ben, bread } = await adaBenChidi()
    const mentions = [{ id: await idOf(ada, 'Ben'), as: 'Ben' }]
    const first = await says(ada, bread, 'What do you think, @Ben?', { mentions })
    const waits = (): Promise<readonly string[]> => ben.in('talk.addressed', {}).then((all) => all.map((one) => one.remark))
    await ben.sees('that he is named', async () => (await waits()).length === 1)
    expect(await ben.in('talk.addressed', {})).toMatchObject([{ record: bread, title: 'Bread on Fridays', by: { name: 'Ada' }, text: 'What do you think, @Ben?' }])
    await says(ben, bread, 'I think yes', { reply: first })
    expect(await waits()).toEqual([])
    const second = await says(ada, bread, 'And @Ben, by Friday', { mentions })
    await ben.sees('that he is named again', async () => (await waits()).includes(second))
    await ben.in('talk.heard', { remark: second })
    expect(await waits()).toEqual([])
    await ben.close()
    await ben.open()
    expect(await waits()).toEqual([])
    await ada.sees('that she was answered', async () => (await ada.in('talk.addressed', {})).map((one) => one.text).join() === 'I think yes')
  })

  it('links records both ways, and says where a record is named', async () => {
    const { ada, ben, bread } = await adaBenChidi()
    const oven = await promises(ada, 'Mend the oven', ben)
    await ada.in('talk.link', { id: oven, to: bread, as: 'serves' })
    const named = await says(ada, oven, 'It is for @Bread on Fridays', { mentions: [{ id: bread, as: 'Bread on Fridays' }] })
    const view = await seesTalk(ben, bread, 'the link', (seen) => seen.links.length === 1 && seen.namedIn.length === 1)
    expect(view.links).toMatchObject([{ id: oven, title: 'Mend the oven', as: 'serves', way: 'in', mine: false, by: [{ name: 'Ada' }] }])
    expect(view.namedIn).toMatchObject([{ id: oven, title: 'Mend the oven', remark: named }])
    expect((await talk(ben, oven)).links).toMatchObject([{ id: bread, way: 'out' }])
    expect(await codeOf(ben.in('talk.link', { id: oven, to: bread, as: 'serves', on: false }))).toBe('link.theirs')
    await ada.in('talk.link', { id: oven, to: bread, as: 'serves', on: false })
    await seesTalk(ben, bread, 'that it was taken back', (seen) => seen.links.length === 0)
    await ada.in('talk.link', { id: oven, to: 'f'.repeat(64), as: 'follows' })
    expect((await talk(ada, oven)).links).toMatchObject([{ id: 'f'.repeat(64), title: null, state: null }])
  })

  it('of a draft is in its margin, and of nothing is nowhere', async () => {
    const { ada } = await adaBenChidi()
    const draft = await ada.drafts({ title: 'Not yet', kind: 'mutual' })
    expect(await talk(ada, draft)).toMatchObject({ threads: [], closed: expect.stringContaining('draft') })
    expect(await codeOf(ada.in('talk.say', { id: draft, kind: 'comment', text: 'Hm' }))).toBe('talk.draft')
    expect(await codeOf(talk(ada, 'f'.repeat(64)))).toBe('record.unknown')
    expect(await codeOf(ada.in('talk.say', { id: 'f'.repeat(64), kind: 'comment', text: 'Hm' }))).toBe('record.unknown')
  })

  it('is no part of the countersigned record, which verifies with it and without', async () => {
    const { ada, ben, bread } = await adaBenChidi()
    await says(ada, bread, 'A word beside it')
    await ada.in('talk.tag', { id: bread, tag: 'bread' })
    await seesTalk(ben, bread, 'it all', (view) => view.tags.length === 1)
    const { record } = await ben.in('export.record', { id: bread })
    expect(await ben.call('verify.record', { record })).toMatchObject({ valid: true, title: 'Bread on Fridays', state: 'in force' })
    expect(Buffer.from(JSON.parse(record).texts.join(''), 'base64url').toString()).not.toContain('A word beside it')
  })
})

describe('finding again', () => {
  it('narrows by filters, and says what it did not understand', async () => {
    const { ada, ben, chidi, bread } = await adaBenChidi()
    const soup = await promises(ben, 'Soup on Mondays', chidi)
    await ada.seesRecord(soup, 'the soup')
    await ada.in('talk.tag', { id: soup, tag: 'slow food' })
    await says(ada, bread, 'With soup?')
    const ids = async (text: string): Promise<string[]> => [...new Set((await found(ada, text)).map((hit) => hit.id))].sort()
    const both = [bread, soup].sort()
    expect(await ids('soup')).toEqual(both)
    expect(await ids('with:ben')).toEqual(both)
    expect(await ids('with:chidi')).toEqual([soup])
    expect(await ids('tag:"slow food"')).toEqual([soup])
    expect(await ids('kind:promise state:in-force')).toEqual(both)
    expect(await ids('state:declined')).toEqual([])
    // Ada tagged the soup and spoke of it on the bread; Chidi did neither.
    expect(await ids('soup by:ada')).toEqual(both)
    expect(await ids('soup by:chidi')).toEqual([])
    expect(await ids('by:ben kind:promise')).toEqual([soup])
    const view = await ada.in('find', { text: 'soup colour:red state:happy' })
    expect(view.notUnderstood).toEqual(['colour:red', 'state:happy'])
    const { facets, people } = await ada.in('find', { text: 'be' })
    expect(people.map((person) => person.name)).toEqual(['Ben'])
    expect(facets).toEqual([])
    expect((await ada.in('find', { text: 'soup' })).facets).toEqual(expect.arrayContaining([
      { key: 'tag', value: 'slow food', label: 'slow food', count: 1, on: false }, { key: 'with', value: 'ben', label: 'Ben', count: null, on: false },
    ]))
    expect(await ada.in('talk.tags', {})).toEqual([{ tag: 'slow food', records: 1 }])
    const [title] = await found(ada, 'monday')
    expect(title).toMatchObject({ place: 'title', titleMarked: 'Soup on \u0001Monday\u0002s' })
  })

  it('tells what was done in the order in which it came, a page at a time, and by whom', async () => {
    const { ada, ben, bread } = await adaBenChidi()
    await says(ada, bread, 'x'.repeat(500))
    await ada.in('talk.tag', { id: bread, tag: 'bread' })
    await says(ben, bread, 'Me too')
    await seesTalk(ada, bread, 'that', (view) => view.threads.length === 2)
    const first = await ada.in('activity.list', { limit: 2 })
    expect(first.entries.map((entry) => [entry.name, entry.type, entry.title, entry.what])).toEqual([
      ['Ben', 'remark.say', 'Bread on Fridays', 'comment'], ['Ada', 'remark.tag', 'Bread on Fridays', 'bread'],
    ])
    const rest = await ada.in('activity.list', { before: first.before! })
    expect(rest.entries[0]!.text).toHaveLength(201)
    expect(rest.entries.map((entry) => entry.type)).toContain('membership.admit')
    expect(rest.before).toBeNull()
    const bens = await ada.in('activity.list', { person: await idOf(ada, 'Ben') })
    expect(new Set(bens.entries.map((entry) => entry.name))).toEqual(new Set(['Ben']))
    const people = await ada.in('activity.list', { kind: 'people' })
    expect(people.entries.every((entry) => entry.record === null)).toBe(true)
    expect((await ada.in('activity.list', { kind: 'talk' })).entries.map((entry) => entry.type)).toEqual(['remark.say', 'remark.tag', 'remark.say'])
  })
})

describe('putting away', () => {
  const isAway = async (one: Someone, id: string): Promise<boolean> => (await one.in('records.list', {})).find((row) => row.id === id)!.flags.includes('put away')

  it('is for oneself, over a restart, until somebody else does something with it', async () => {
    const { ada, ben, bread } = await adaBenChidi()
    await ada.in('shelf.away', { id: bread, away: true })
    await says(ada, bread, 'My own word does not bring it back')
    expect(await isAway(ada, bread)).toBe(true)
    expect((await found(ada, 'kind:promise')).length).toBe(0)
    expect((await found(ada, 'is:away')).map((hit) => hit.id)).toEqual([bread])
    expect((await found(ada, 'bread')).length).toBeGreaterThan(0)
    expect(await isAway(ben, bread)).toBe(false)
    await ada.close()
    await ada.open()
    expect(await isAway(ada, bread)).toBe(true)
    await says(ben, bread, 'Ben says something')
    await ada.sees('that it is back', async () => !(await isAway(ada, bread)))
    await ada.in('shelf.away', { id: bread, away: true })
    await ada.in('shelf.away', { id: bread, away: false })
    expect(await isAway(ada, bread)).toBe(false)
    expect(await codeOf(ada.in('shelf.away', { id: 'f'.repeat(64), away: true }))).toBe('record.unknown')
  })

  it('keeps searches by name, on this device', async () => {
    const { ada, ben } = await adaBenChidi()
    const heard = ada.hears('filters')
    const [kept] = await ada.in('shelf.keepFilter', { name: 'Ours', query: 'with:ben state:in-force' })
    expect((await heard).filters).toEqual([kept])
    expect(await ada.in('shelf.keepFilter', { filter: kept!.id, name: 'Ours', query: 'with:ben' })).toEqual([{ ...kept, query: 'with:ben' }])
    await ada.close()
    await ada.open()
    expect(await ada.in('shelf.filters', {})).toHaveLength(1)
    expect(await ben.in('shelf.filters', {})).toEqual([])
    expect(await ada.in('shelf.dropFilter', { filter: kept!.id })).toEqual([])
  })
})
