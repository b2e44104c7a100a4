// The desk's commands against real hosts: each command opens one, and closes it when it is done.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeskView, NoticeView } from '#shared/protocol/contract.ts'
import { parleyHere } from '../../harness/cli-here.ts'

let folder: string
let ada: string
const json = async <T>(...args: string[]): Promise<T> => {
  const { exit, json, note } = await parleyHere([...args, '--json'], ada)
  expect(exit, note).toBe(0)
  return json
}
const text = async (...args: string[]): Promise<string> => (await parleyHere(args, ada)).out
const fails = async (...args: string[]): Promise<string> => {
  const { exit, note, out } = await parleyHere(args, ada)
  expect(exit).not.toBe(0)
  return note + out
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-desk-'))
  ada = join(folder, 'ada')
  await json('init', '--name', 'Ada')
  await json('workspace', 'create', 'Hollin Bank')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('parley desk', () => {
  it('says that nothing needs me, brings a reminder when it is due, sets it aside and lets go of it', async () => {
    expect(await text('desk')).toContain('Nothing needs you right now.')
    const made = await json<{ id: string; at: string }>('remind', 'Ring the baker', '--at', '2020-01-02T08:30')
    expect(made.at).toBe('2020-01-02T08:30')
    await json('remind', 'Before the \u001b[31mrota', '--at', '+9d')
    const view = await json<DeskView>('desk')
    expect(view).toMatchObject({ needs: [{ kind: 'reminder', title: 'Ring the baker', record: '' }], reminders: [{ text: 'Before the \u001b[31mrota' }] })
    const shown = await text('desk')
    expect(shown).toMatch(/Reminders\n\s+[0-9a-f]{8}\s+Ring the baker/)
    expect(shown).not.toContain('\u001b')
    expect(await json<{ notices: NoticeView[] }>('notifications')).toMatchObject({ quiet: false, notices: [{ title: 'Ring the baker', seen: false }] })
    await json('notifications', '--seen')
    expect((await json<{ notices: NoticeView[] }>('notifications')).notices[0]!.seen).toBe(true)
    await json('later', 'Ring the baker', '--until', '+3d')
    expect(await json<DeskView>('desk')).toMatchObject({ needs: [], later: [{ title: 'Ring the baker' }] })
    await json('later', 'ring', '--until', 'now')
    expect((await json<DeskView>('desk')).needs).toHaveLength(1)
    await json('remind', 'drop', made.id.slice(0, 8))
    expect((await json<DeskView>('desk')).needs).toEqual([])
  })

  it('refuses what it can’t do, and says what to do instead', async () => {
    expect(await fails('later', 'Nothing like that', '--until', 'tomorrow')).toContain('Nothing on your desk is called "Nothing like that"')
    expect(await fails('remind', 'x', '--at', '2026-02-30')).toContain('2026-02-30')
    expect(await fails('remind', 'x', '--at', 'tomorrow 25:00')).toContain('no time of day')
    expect(await fails('remind', 'drop', 'ffffffff')).toContain('"parley desk" lists them')
  })
})
