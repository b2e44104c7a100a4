// What looks through everything a large organisation has, asked of a whole host that has all of it on its disk.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from '#shared/acts/crypto.ts'
import type { WorkspaceId } from '#shared/base/ids.ts'
import type { RecordKind } from '#shared/domain/record/kinds.ts'
import type { HostClient, Method, Params } from '#shared/protocol/contract.ts'
import { textsNamedBy } from '../../electron/host/store/packing.ts'
import { Vault } from '../../electron/host/vault/vault.ts'
import { Facts } from '../../electron/host/workspace/facts.ts'
import { openLedger } from '../harness/ledgers.ts'
import { percentile, round, type Row } from './row.ts'
import { knows, MAKERS, PEOPLE, settle, SIZES, type Valley } from './valley.ts'
import { open } from './workspace.ts'

const ROUNDS = 20
/** Acts that a ledger takes in one transaction here. */
const TOGETHER = 1000

/** A data folder of the founder, with all that anybody said. */
async function folderOf({ people, replica, seed }: Valley): Promise<{ readonly data: string; readonly workspace: WorkspaceId; readonly seconds: number }> {
  const data = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const { workspace } = people[0]!.world
  const { vault } = await Vault.create(data, { name: 'Ada', device: 'bench' }, null)
  vault.useDeviceKey('join:bench', seed)
  vault.adopt('join:bench', workspace, randomBytes(32))
  const folder = join(data, 'workspaces', workspace)
  mkdirSync(folder, { recursive: true })
  const open = openLedger(join(folder, 'ledger.sqlite'), workspace)
  const from = performance.now()
  const arrivals = [...replica.acts.values()].map((verified) => ({ verified, texts: [...textsNamedBy(verified.act.body as never)].flatMap((name) => replica.texts.get(name as never) ?? []) }))
  for (let at = 0; at < arrivals.length; at += TOGETHER) await open.ledger.take(arrivals.slice(at, at + TOGETHER), 'bench', at + TOGETHER >= arrivals.length)
  const seconds = (performance.now() - from) / 1000
  new Facts(open.db).me = people[0]!.id
  open.close()
  return { data, workspace, seconds }
}

async function asked<M extends Method>(client: HostClient, method: M, params: readonly Params<M>[]): Promise<{ readonly first: number; readonly p95: number; readonly bytes: number }> {
  const times: number[] = []
  let bytes = 0
  for (let turn = 0; turn < ROUNDS; turn++) {
    const from = performance.now()
    const answer = await client.call(method, params[turn % params.length]!)
    times.push(performance.now() - from)
    bytes = Math.max(bytes, JSON.stringify(answer).length)
  }
  return { first: times[0]!, p95: percentile(times.slice(1), 95), bytes }
}

export async function whole(): Promise<Row[]> {
  const valley = await settle()
  knows(valley)
  for (const [kind, count] of Object.entries(SIZES) as [RecordKind, number][]) for (let n = 0; n < count; n++) MAKERS[kind]!(valley)
  const { data, workspace, seconds } = await folderOf(valley)
  try {
    const { client, dispose } = await open(data)
    const from = performance.now()
    const { length } = await client.call('records.list', { workspace })
    const rows: Row[] = [{ what: `valley of ${PEOPLE} in a host: every row from nothing`, value: round((performance.now() - from) / 1000), unit: 's', aim: null, note: `${length} rows, folded once and kept beside the ledger; ${valley.replica.acts.size} acts were taken in ${round(seconds)} s` }]
    const spread = (kind: RecordKind): string[] => valley.records.get(kind)!.filter((_, at) => at % 50 === 0).slice(0, ROUNDS)
    const row = async <M extends Method>(what: string, method: M, params: readonly Params<M>[]): Promise<void> => {
      const { first, p95, bytes } = await asked(client, method, params)
      rows.push({ what: `valley of ${PEOPLE} in a host: ${what}, p95`, value: round(p95), unit: 'ms', aim: '100', note: `the first time ${round(first)} ms; at most ${round(bytes / 1000)} kB` })
    }
    await row('decision.suggest', 'decision.suggest', spread('decision').map((id) => ({ workspace, id })))
    await row('group.how', 'group.how', [{ workspace }])
    await row('group.how of a topic', 'group.how', [{ workspace, topic: 'Boilers' }])
    await row('experiment.library', 'experiment.library', [{ workspace, limit: 100 }])
    await row('experiment.library of a topic, by words', 'experiment.library', [{ workspace, topic: 'Waste', text: 'crates', limit: 100 }])
    await row('calendar.days', 'calendar.days', [{ workspace }])
    await dispose()
    return rows
  } finally {
    rmSync(data, { recursive: true, force: true })
    rmSync(`${data}-state`, { recursive: true, force: true })
  }
}
