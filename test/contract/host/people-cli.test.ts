// The command line about people: profile, topics, questions; one person alone, whose host opens for each command.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parleyHere } from '../../harness/cli-here.ts'
import { temporaryFolder } from './fake-host.ts'

const root = temporaryFolder()
const run = (...args: string[]) => parleyHere(args, root.path)
async function json(...args: string[]): Promise<unknown> {
  const { exit, out } = await run(...args, '--json')
  if (exit !== 0) throw new Error(`${args.join(' ')}: ${out}`)
  return JSON.parse(out)
}
const codeOf = async (...args: string[]): Promise<{ exit: number; code: string }> => {
  const { exit, out } = await run(...args, '--json')
  return { exit, code: (JSON.parse(out) as { error: { code: string } }).error.code }
}

beforeAll(async () => {
  process.env['PARLEY_STATE'] = `${root.path}/state`
  await json('init', '--name', 'Ada')
  await json('workspace', 'create', 'Hollin Bank')
})
afterAll(() => root.remove())

describe('the command line about people', () => {
  it('says who one is, keeps hours on the device unless told, and tells what is wrong', async () => {
    expect(await json('profile', 'set', '--does', 'Bread', '--language', 'Dutch', '--language', 'English', '--hours', '28')).toMatchObject({
      person: { name: 'Ada', does: 'Bread' }, languages: ['Dutch', 'English'], hours: { amount: 28, seen: null },
    })
    const { out } = await run('profile', 'show')
    expect(out).toContain('Hours a week: 28 (only on this device)')
    expect(await json('profile', 'set', '--hours', '28', '--show-hours')).toMatchObject({ hours: { amount: 28, seen: 28 } })
    expect(await json('profile', 'set', '--does', '')).toMatchObject({ person: { does: null } })
    expect(await codeOf('profile', 'set')).toMatchObject({ code: 'usage.nothing' })
    expect(await codeOf('profile', 'set', '--name', ' ')).toMatchObject({ code: 'profile.name' })
    expect(await codeOf('profile', 'show', '--of', 'Zoe')).toMatchObject({ code: 'people.unknown' })
  })

  it('says how many hours a week one wants to give, keeps them to oneself unless shown, and takes them away', async () => {
    expect(await json('capacity', 'set', '20', '--hide')).toMatchObject({ available: 20 })
    expect((await run('capacity', 'set', '24')).out).toMatch(/^24 h a week, known on this device only\.[^]*It fits in your 24 h a week\./)
    expect((await run('capacity', 'set', '24', '--show')).out).toContain('which the others see')
    await json('capacity', 'set', '26')
    expect(await json('profile', 'show')).toMatchObject({ hours: { amount: 26, seen: 26 } })
    expect((await run('capacity')).out).toContain('It fits in your 26 h a week.')
    for (const wrong of [['-1'], ['169'], ['2.5'], ['many'], ['8', '--show', '--hide']]) expect((await codeOf('capacity', 'set', ...wrong)).code, wrong.join(' ')).toMatch(/^usage/)
    expect((await run('capacity', 'set', 'none')).out).toContain('No hours are set any more.')
    expect(await json('profile', 'show')).toMatchObject({ hours: null })
  })

  it('says away and back', async () => {
    expect(await json('away', '--until', '+10d', '--note', 'On the river')).toMatchObject({ person: { attention: { kind: 'away', note: 'On the river', standIn: null } } })
    expect((await run('people')).out).toMatch(/away until|you/)
    expect((await run('profile', 'show')).out).toMatch(/Away until \d{4}-\d\d-\d\d: On the river/)
    expect(await codeOf('away', '--until', '2020-01-01')).toMatchObject({ code: 'profile.until' })
    expect(await json('back')).toMatchObject({ person: { attention: null } })
  })

  it('claims, wishes and drops topics, names other words, and finds whom to ask', async () => {
    await json('expertise', 'claim', 'Steam traps', '--words', 'Finding the one that leaks', '--how', 'Come by')
    await json('expertise', 'wish', 'Bees')
    expect(await json('ls', 'topics')).toMatchObject([{ topic: 'Bees', learners: [{ name: 'Ada' }] }, { topic: 'Steam traps', helpers: [{ name: 'Ada' }] }])
    expect(await json('topic', 'alias', 'Steam traps', 'Condensate')).toMatchObject({ aliases: [{ other: 'Condensate' }] })
    expect(await json('who', 'condensate')).toMatchObject({ helps: [{ name: 'Ada', why: [{ kind: 'alias' }] }] })
    expect((await run('who', 'condensate')).out).toContain('which Ada also calls Condensate')
    expect((await run('topic', 'show', 'steam traps')).out).toContain('Can help')
    expect(await codeOf('topic', 'unalias', 'Steam traps', 'Wasps')).toMatchObject({ code: 'topic.no-alias' })
    expect(await json('topic', 'unalias', 'condensate', 'steam traps')).toMatchObject({ aliases: [] })
    expect(await codeOf('expertise', 'endorse', 'Steam traps', '--who', 'Ada')).toMatchObject({ code: 'expertise.own' })
    expect(await codeOf('expertise', 'drop', 'Wasps')).toMatchObject({ code: 'expertise.nothing' })
    await json('expertise', 'drop', 'steam traps')
    await json('expertise', 'unwish', 'bees')
    expect((await run('topics')).out).toContain('Nobody stands under a topic yet')
  })

  it('asks, answers, says what helped, closes, and lists', async () => {
    const asked = await json('ask', 'Which trap ticks?', '--topic', 'Steam traps', '--more', 'By column 4.') as { id: string }
    expect(asked).toMatchObject({ state: 'open', text: 'By column 4.', topics: ['Steam traps'] })
    expect(await json('answer', asked.id, 'The grey one.')).toMatchObject({ answers: [{ text: 'The grey one.', helped: false }] })
    expect(await json('question', 'helped', 'Which')).toMatchObject({ state: 'answered' })
    expect((await run('question', 'show', asked.id.slice(0, 8))).out).toContain('helped')
    expect(await json('question', 'close', asked.id, '--text', 'Found')).toMatchObject({ state: 'closed', closing: 'Found' })
    expect(await json('ls', 'questions')).toMatchObject([{ id: asked.id, state: 'closed' }])
    expect(await json('ls', 'commitments')).toEqual([])
    expect(await codeOf('question', 'pass', asked.id)).toMatchObject({ code: 'question.not-asked' })
    expect(await codeOf('answer', 'ffff', 'x')).toMatchObject({ code: 'question.unknown' })
    expect((await run('ask', '--help')).out).toContain('parley ask TEXT')
  })
})
