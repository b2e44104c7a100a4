// The commands about talk, against real hosts: what they say, and what they say when they can not.
import { describe, expect, it } from 'vitest'
import type { ActivityPage, AddressedView, PersonView, SearchHit, TalkView } from '#shared/protocol/contract.ts'
import { mentionsIn } from '../../../electron/cli/commands/talk.ts'
import { parleyHere } from '../../harness/cli-here.ts'
import { founds, joins, type Someone } from '../../harness/hosts.ts'
import { clock, folder, network, opened } from '../../harness/stage.ts'

const BREAD = 'Bread on Fridays'

const cliOf = (one: Someone) => ({
  run: (...args: string[]) => parleyHere(args, one.data),
  text: async (...args: string[]): Promise<string> => (await parleyHere(args, one.data)).out,
  json: async <T = unknown>(...args: string[]): Promise<T> => (await parleyHere([...args, '--json'], one.data)).json as T,
})

async function adaAndBen(): Promise<{ ada: Someone; ben: Someone }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock, listen: true }))
  const ben = opened(await joins('Ben', ada))
  const people = await ada.in('people.list', {})
  for (const title of [BREAD, 'Mend the oven']) {
    const { id } = await ada.in('records.promise', { title, receives: [people.find((person) => person.name === 'Ben')!.id] })
    await ben.seesRecord(id, title)
  }
  return { ada, ben }
}

describe('the command line', () => {
  it('comments, asks, tags, links, finds and puts away', async () => {
    const { ada, ben } = await adaAndBen()
    const asked = await cliOf(ada).json<TalkView>('ask-about', BREAD, 'Rye or wheat, @Ben?')
    const question = asked.threads[0]!.id
    expect(asked.threads[0]).toMatchObject({ question: 'open', remarks: [{ mentions: [{ as: 'Ben', kind: 'person' }] }] })
    await ben.sees('that he is named', async () => (await cliOf(ben).json<AddressedView[]>('mentions')).length === 1)
    await cliOf(ben).json('comment', BREAD, 'Rye', '--reply', question.slice(0, 10))
    expect(await cliOf(ben).json<AddressedView[]>('mentions')).toEqual([])
    await ada.sees('the answer', async () => (await cliOf(ada).json<TalkView>('talk', BREAD)).threads[0]!.remarks.length === 2)
    expect((await cliOf(ada).json<TalkView>('answered', BREAD, question.slice(0, 10))).threads[0]!.question).toBe('answered')
    expect((await cliOf(ada).json<TalkView>('ask-again', BREAD, question.slice(0, 10))).threads[0]!.question).toBe('open')
    expect((await cliOf(ada).json<{ tags: { tag: string }[] }>('tag', BREAD, '#Slow Bread')).tags.map(({ tag }) => tag)).toEqual(['slow bread'])
    expect((await cliOf(ada).json<TalkView>('link', 'Mend', BREAD, '--as', 'serves')).links).toMatchObject([{ as: 'serves', way: 'out', title: BREAD }])
    expect(await cliOf(ada).text('talk', BREAD)).toMatch(/Rye or wheat, @Ben\?[\s\S]*Tags: slow bread[\s\S]*Mend the oven/)
    expect((await cliOf(ada).json<SearchHit[]>('search', 'tag:"slow bread" rye')).map((hit) => hit.place)).toEqual(['talk', 'talk'])
    expect(await cliOf(ada).json('archive', BREAD)).toEqual({ away: true, title: BREAD, state: 'in force' })
    expect((await cliOf(ada).json<SearchHit[]>('search', 'is:away')).map((hit) => hit.title)).toEqual([BREAD])
    const page = await cliOf(ada).json<ActivityPage>('activity', '--who', 'Ada', '--on', BREAD, '--kind', 'talk')
    expect(page.entries.map((entry) => entry.type)).toEqual(['remark.tag', 'remark.reopen', 'remark.answered', 'remark.say'])
  })

  it('says what it can not do, and what it did not understand', async () => {
    const { ada } = await adaAndBen()
    expect(await cliOf(ada).json('link', BREAD, 'Mend', '--as', 'owns')).toMatchObject({ error: { code: 'usage.as' } })
    expect(await cliOf(ada).json('comment', BREAD, 'Yes', '--reply', 'ffff')).toMatchObject({ error: { code: 'remark.unknown' } })
    expect(await cliOf(ada).json('activity', '--kind', 'gossip')).toMatchObject({ error: { code: 'usage.kind' } })
    const { note } = await cliOf(ada).run('search', 'colour:red')
    expect(note).toContain('Not understood as a filter, looked for as words: colour:red')
  })

  it('takes "@Name" for the one person it can mean', () => {
    const person = (id: string, name: string, member = true): PersonView => ({ id, name, member }) as PersonView
    const people = [person('1', 'Ada Lovelace'), person('2', 'Ada Byron'), person('3', 'Ben Okafor'), person('4', 'Chidi', false)]
    expect(mentionsIn('@Ben and @Ada Byron, not @Ada or @Chidi', people).map(({ id, as }) => [id, as])).toEqual([['2', 'Ada Byron'], ['3', 'Ben']])
  })
})
