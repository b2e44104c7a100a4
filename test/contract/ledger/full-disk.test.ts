// A full disk is a sentence, not the end of a host: nothing lost, nothing half done, and all goes on when there is room.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testFolder } from '../../harness/hosts.ts'

const folder = testFolder()
afterAll(() => folder.remove())

interface Told {
  readonly codes: Readonly<Record<string, readonly string[]>>
  readonly alive: Readonly<Record<string, string>>
  readonly afterwards: Readonly<Record<string, string>>
  readonly forks: number
  readonly told: boolean
  readonly drafts: readonly string[]
  readonly workspaces: readonly (readonly [string, number])[]
  readonly grew: boolean
  readonly kept: boolean
  readonly uncaught: readonly string[]
  readonly logged: readonly string[]
}

describe('a host whose disk is full', () => {
  let told: Told
  beforeAll(async () => {
    const [disk, elsewhere] = [join(folder.path, 'disk'), join(folder.path, 'elsewhere')]
    for (const path of [disk, elsewhere]) mkdirSync(path)
    const script = `mount -t tmpfs -o size=6m tmpfs '${disk}' && exec '${process.execPath}' '${fileURLToPath(new URL('full-disk-host.ts', import.meta.url))}' '${disk}' '${elsewhere}'`
    const { stdout } = await promisify(execFile)('unshare', ['-rm', 'sh', '-c', script])
    told = JSON.parse(stdout.trim().split('\n').at(-1)!) as Told
  })

  it('says of every signature and every note that the disk is full, and of nothing that it is a bug', () => {
    const all = new Set(Object.values(told.codes).flat())
    all.delete('done')
    expect([...all]).toEqual(['disk.full'])
    for (const method of ['records.give', 'records.promise', 'invite.create', 'held.send']) expect(told.codes[method]).toContain('disk.full')
  })

  it('goes on answering, and does not end by what it could not write', () => {
    expect(told.uncaught).toEqual([])
    expect(told.alive).toEqual({ list: 'done', show: 'done', search: 'done', status: 'done' })
  })

  it('keeps all that was confirmed, takes in what others said meanwhile, and goes on when there is room', () => {
    expect(told.kept).toBe(true)
    expect(told.afterwards).toEqual({ checkin: 'done', theme: 'done', draft: 'done' })
    expect(told.grew).toBe(true)
    expect(told.told).toBe(true)
    expect(told.forks).toBe(0)
    expect([...told.drafts].sort()).toEqual(['Later', 'More'])
  })

  it('leaves no workspace half founded', () => {
    expect(told.workspaces).toEqual([['Hollin Bank', 2]])
  })
})
