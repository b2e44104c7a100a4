// A promise to oneself: it needs nobody, and nobody gets to know of it.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { founds, joins, type Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

const tableOf = async (one: Someone, sql: string): Promise<unknown[]> => {
  const db = new DatabaseSync(join(one.data, 'workspaces', await one.workspace(), 'ledger.sqlite'), { readOnly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

it('is in force once given, is kept by saying so, and needs nobody to be there', async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const { id, state } = await ada.in('records.promise', { title: 'Read the milk law', receives: [await ada.me()], due: '2026-12-01' })
  expect(state).toBe('in force')
  expect((await ada.in('records.list', {})).find((row) => row.id === id)).toMatchObject({ title: 'Read the milk law', onlyHere: true, parties: [{ you: true }] })
  await ada.gives(id, 'fulfil', { text: 'All of it.' })
  expect((await ada.in('records.show', { id })).state).toBe('fulfilled')
  expect((await ada.call('search', { text: 'milk' })).map((hit) => hit.id)).toEqual([id])
})

it('stays on the own device: its acts and its words, whatever is said of it and whoever is there', async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  const before = (await ben.in('status', {})).acts
  const { id } = await ada.in('records.promise', { title: 'Ask for less work', receives: [await ada.me()] })
  await ada.gives(id, 'checkin', { text: 'Still hard to say.' })
  await ada.in('talk.say', { id, kind: 'comment', text: 'Perhaps on Monday.' })
  // By the time this has arrived, what came before it would have.
  const { id: other } = await ada.in('records.promise', { title: 'Salt', receives: [await ben.me()] })
  await ben.seesRecord(other, 'the promise to Ben')
  expect((await ben.in('status', {})).acts).toBe(before + 1)
  expect((await ben.in('records.list', {})).map((row) => row.title)).not.toContain('Ask for less work')
  await ada.sees('that Ben has all that is his', async () => (await ada.in('status', {})).onlyHere.length === 0)
  expect((await tableOf(ada, `select distinct circle from acts where subject = '${id}'`)).map((row) => (row as { circle: string }).circle)).toEqual(['me'])
  // Words are asked for by their hash: those of the own circle are in another place than is looked up then.
  const words = (rows: unknown[]): string[] => rows.map((row) => Buffer.from((row as { bytes: Uint8Array }).bytes).toString())
  expect(words(await tableOf(ada, 'select bytes from texts')).some((text) => /less work|hard to say|on Monday/.test(text))).toBe(false)
  expect(words(await tableOf(ada, 'select bytes from own_texts')).filter((text) => /less work|hard to say|on Monday/.test(text)).length).toBe(3)
})

it('is refused as a record for others, in a sentence', async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const { id } = await ada.in('records.promise', { title: 'Sleep eight hours', receives: [await ada.me()] })
  await expect(ada.in('export.record', { id })).rejects.toMatchObject({ problem: { code: 'record.private' } })
})

it('is never turned into one that names somebody', async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  const me = await ada.me()
  const { id } = await ada.in('records.promise', { title: 'Water the beds', receives: [me] })
  await ada.in('draft.amend', { id })
  await ada.gives(id, 'offer')
  expect((await ada.in('records.show', { id })).revisions.length).toBe(2)
  await ada.in('draft.amend', { id })
  await ada.in('draft.meta', { id, meta: { receives: [await ben.me()] } })
  await expect(ada.gives(id, 'offer')).rejects.toMatchObject({ problem: { code: 'record.private' } })
  expect((await ada.in('records.show', { id })).revisions.length).toBe(2)
})
