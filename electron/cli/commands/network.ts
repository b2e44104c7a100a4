import type { HostClient, StatusView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { readSpan } from '../dates.ts'
import { EXIT } from '../exits.ts'
import { inWorkspace } from '../here.ts'
import { indent, oneLine, table } from '../text.ts'
import { wayCells } from './status.ts'

const TIMEOUT = { timeout: { type: 'text', value: 'SPAN', says: 'how long to wait for an answer (else 8s)' } } as const

/** The status once it holds, or as it is when time is up. */
function statusOnce(client: HostClient, workspace: string, patience: number, holds: (view: StatusView) => boolean): Promise<StatusView> {
  return new Promise((resolve, reject) => {
    let last: StatusView | null = null
    const finish = (view: StatusView): void => {
      clearTimeout(timer)
      listening.dispose()
      resolve(view)
    }
    const take = (view: StatusView): void => {
      last = view
      if (holds(view)) finish(view)
    }
    const ask = (): Promise<StatusView> => client.call('status', { workspace })
    const timer = setTimeout(() => { (last ? Promise.resolve(last) : ask()).then(finish, reject) }, patience)
    const listening = client.onEvent((event) => { if (event.event === 'status' && event.workspace === workspace) take(event.status) })
    ask().then(take, reject)
  })
}

export const add: Command = {
  name: 'network add',
  takes: ['ADDRESS'],
  says: 'Try a colleague’s address, now and from then on. They find it under My address, or with "parley status".',
  options: { ...WORKSPACE, ...TIMEOUT },
  more: 'ADDRESS is like 192.168.1.24:47611, or [fd00::24]:47611. JSON: {"address","outcome"}; the outcome is null where none came in\n'
    + 'time. Exit code 7 where nobody answered; the address is kept and tried again all the same.',
  run: async (call) => {
    const { given, around } = call
    const patience = readSpan('timeout', given.text('timeout') ?? '8s')
    const { client, workspace } = await inWorkspace(call, { network: true })
    const { address } = await client.call('network.add', { workspace, address: given.at(0) })
    const wayOf = (view: StatusView): StatusView['ways'][number] | undefined => view.ways.find((way) => way.address === address)
    const way = wayOf(await statusOnce(client, workspace, patience, (view) => (wayOf(view)?.outcome ?? null) !== null))
    const outcome = way?.outcome ?? null
    const text = outcome === 'connected' ? `A Parley answers at ${oneLine(address)}.`
      : `${way ? table([wayCells(way, around.now().getTime())]) : `${oneLine(address)} was not tried yet.`}\nIt is kept and tried again while Parley runs.`
    return { value: { address, outcome }, text, exit: outcome === 'connected' ? EXIT.ok : EXIT.timeout }
  },
}

export const look: Command = {
  name: 'network look',
  says: 'Look for people now: try every known address and ask on this network.',
  options: { ...WORKSPACE, ...TIMEOUT },
  more: 'JSON: {"connected","standing":{"state","says",…},"ways":[…]}. Exit code 7 where nobody was found in time.',
  run: async (call) => {
    const { given, around } = call
    const patience = readSpan('timeout', given.text('timeout') ?? '8s')
    const { client, workspace } = await inWorkspace(call, { network: true })
    await client.call('network.look', {})
    const { connected, standing, ways } = await statusOnce(client, workspace, patience, (view) => view.connected > 0)
    const tried = ways.length === 0 ? 'No address of anybody is known.' : `Addresses of others\n${indent(table(ways.map((way) => wayCells(way, around.now().getTime()))))}`
    const hint = connected > 0 ? '' : '\n\n"parley doctor" says what could be in the way.'
    return { value: { connected, standing, ways }, text: `${oneLine(standing.says)}\n\n${tried}${hint}`, exit: connected > 0 ? EXIT.ok : EXIT.timeout }
  },
}

export const networkCommands: readonly Command[] = [add, look]
