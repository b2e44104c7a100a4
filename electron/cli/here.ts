// Where a command is at work: the host, the workspace that is meant, and the record that it names.
import type { HostClient, Params, PersonView, RecordDetail, RecordRow, Verb } from '#shared/protocol/contract.ts'
import type { Call, HostNeed } from './command.ts'
import { findPeople, findRow, findWorkspace } from './find.ts'

export interface Here {
  readonly client: HostClient
  /** Its id. */
  readonly workspace: string
  readonly name: string
  readonly me: string
  /** The people who are meant; of nobody, nobody is asked for. */
  peopleOf(names: readonly string[]): Promise<readonly PersonView[]>
  idsOf(names: readonly string[]): Promise<string[]>
}

export interface OnRecord extends Here {
  readonly row: RecordRow
  readonly id: string
  show(): Promise<RecordDetail>
  /** Signs and resolves with the record as it stands then. */
  give(verb: Verb, more?: Said): Promise<RecordDetail>
}

/** What is said with an act. */
export type Said = Partial<Omit<Params<'records.give'>, 'workspace' | 'id' | 'verb'>>

/** The workspace of `--workspace`, else the only one. */
export async function inWorkspace({ given, host }: Pick<Call, 'given' | 'host'>, need?: HostNeed): Promise<Here> {
  const client = await host(need)
  const { id: workspace, name, me } = await findWorkspace(client, given.text('workspace'))
  const peopleOf = async (names: readonly string[]): Promise<readonly PersonView[]> => (names.length === 0 ? [] : findPeople(await client.call('people.list', { workspace }), names))
  return { client, workspace, name, me, peopleOf, idsOf: async (names) => (await peopleOf(names)).map(({ id }) => id) }
}

/** The record or draft that a command takes, in its workspace. */
export async function onRecord(call: Pick<Call, 'given' | 'host'>): Promise<OnRecord> {
  const here = await inWorkspace(call)
  const { client, workspace } = here
  const row = await findRow(client, workspace, call.given.at(0))
  const { id } = row
  return {
    ...here, row, id,
    show: () => client.call('records.show', { workspace, id }),
    give: async (verb, more) => (await client.call('records.give', { workspace, id, verb, ...more })).record,
  }
}
