// Two people who only ever carry files to each other, by the command line.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parleyHere } from '../../harness/cli-here.ts'
import { temporaryFolder } from './fake-host.ts'

const root = temporaryFolder()
const [ada, ben] = [join(root.path, 'ada'), join(root.path, 'ben')]
const file = (name: string): string => join(root.path, name)

async function does<T>(data: string, ...args: string[]): Promise<T> {
  const { exit, json, note } = await parleyHere([...args, '--json'], data)
  expect({ args, exit, json, note }).toMatchObject({ exit: 0 })
  return json as T
}

beforeAll(async () => {
  process.env['PARLEY_STATE'] = join(root.path, 'state')
  await does(ada, 'init', '--name', 'Ada')
  await does(ben, 'init', '--name', 'Ben')
  await does(ada, 'workspace', 'create', 'Hollin Bank')
})
afterAll(() => root.remove())

describe('by files alone', () => {
  it('somebody joins', async () => {
    const { link } = await does<{ link: string }>(ada, 'invite')
    await does(ben, 'bundle', 'request', link, '--file', file('asks'))
    const { reply } = await does<{ reply: string }>(ada, 'bundle', 'take', file('asks'), '--reply', file('answer'))
    expect(reply).toBe(file('answer'))
    expect(await does(ben, 'bundle', 'take', file('answer'))).toMatchObject({ kind: 'reply', from: 'Ada', workspaceName: 'Hollin Bank' })
    await expect.poll(async () => (await does<{ name: string; member: boolean }[]>(ben, 'people')).every(({ member }) => member)).toBe(true)
    await does(ben, 'bundle', 'make', '--to', 'Ada', '--file', file('joined'))
    await does(ada, 'bundle', 'take', file('joined'))
    expect((await does<{ name: string }[]>(ada, 'people')).map(({ name }) => name)).toEqual(['Ada', 'Ben'])
  })

  it('a promise is made and heard of', async () => {
    const { id } = await does<{ id: string }>(ada, 'promise', 'Bring the audit notes', '--to', 'Ben')
    await does(ada, 'bundle', 'make', '--to', 'Ben', '--file', file('news'))
    expect(readFileSync(file('news')).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    expect(statSync(file('news')).mode & 0o777).toBe(0o600)
    expect(await does(ben, 'bundle', 'take', file('news'))).toMatchObject({ kind: 'exchange', from: 'Ada', reply: null })
    expect(await does(ben, 'show', id)).toMatchObject({ state: 'in force', title: 'Bring the audit notes' })
  })

  it('a file is never written over, and a damaged one tells what to do', async () => {
    expect(await parleyHere(['bundle', 'make', '--file', file('news'), '--json'], ada)).toMatchObject({ exit: 1, json: { error: { code: 'file.exists' } } })
    writeFileSync(file('torn'), readFileSync(file('news')).subarray(0, -40))
    expect(await parleyHere(['bundle', 'take', file('torn'), '--json'], ben)).toMatchObject({ exit: 1, json: { error: { code: 'bundle.damaged' } } })
    expect(await parleyHere(['bundle', 'take', file('missing'), '--json'], ben)).toMatchObject({ json: { error: { code: 'file.unreadable' } } })
    expect(existsSync(file('torn'))).toBe(true)
  })
})
