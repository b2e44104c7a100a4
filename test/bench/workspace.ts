// A data folder with a workspace of so many acts, made by the real host.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openHost, type Host } from '../../electron/host/index.ts'
import { localClient } from '../../electron/host/contract/local.ts'
import type { HostClient } from '#shared/protocol/contract.ts'

export interface Opened {
  readonly host: Host
  readonly client: HostClient
  dispose(): Promise<void>
}

export async function open(data: string): Promise<Opened> {
  const host = await openHost({ data, stateFolder: `${data}-state` })
  const client = localClient(host.endpoint)
  return {
    host, client,
    dispose: async () => {
      client.close()
      await host.dispose()
    },
  }
}

export interface Folder {
  readonly data: string
  readonly workspace: string
  /** Bytes of everything in the workspace's folder. */
  size(): number
  /** Bytes of content by store, without the database's own pages and indexes. */
  stores(): Readonly<Record<'ledger' | 'words' | 'views' | 'document', number>>
  remove(): void
}

/** Stands for a colleague in promises that nobody exchanges. */
const SOMEONE = 'ab'.repeat(32)

/** Founds a workspace and gives promises until it holds `acts` acts, `together` at a time. */
export async function folderWith(acts: number, together = 200): Promise<Folder & { seconds: number }> {
  const data = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const { client, dispose } = await open(data)
  await client.call('identity.create', { name: 'Ada' })
  const { id: workspace } = await client.call('workspace.create', { name: 'Bench' })
  const from = performance.now()
  for (let given = 2; given < acts; given += together) {
    await Promise.all(Array.from({ length: Math.min(together, acts - given) }, (_, i) => client.call('records.promise', {
      workspace, title: `Bring the audit notes for room ${given + i} and tell who waits for them`, receives: [SOMEONE], due: '2027-03-01',
    })))
  }
  const seconds = (performance.now() - from) / 1000
  await dispose()
  const folder = join(data, 'workspaces', workspace)
  return {
    data, workspace, seconds,
    size: () => ['ledger.sqlite', 'ledger.sqlite-wal'].reduce((sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0), 0),
    stores: () => {
      const db = new DatabaseSync(join(folder, 'ledger.sqlite'), { readOnly: true })
      const sum = (columns: string, table: string): number => (db.prepare(`select coalesce(sum(${columns}), 0) as bytes from ${table}`).get() as { bytes: number }).bytes
      const stores = {
        ledger: sum('length(id) + length(bytes) + length(signature)', 'acts'), words: sum('length(hash) + length(bytes)', 'texts'),
        views: sum('length(row)', 'views'), document: sum('length(bytes)', 'documents'),
      }
      db.close()
      return stores
    },
    remove: () => {
      rmSync(data, { recursive: true, force: true })
      rmSync(`${data}-state`, { recursive: true, force: true })
    },
  }
}
