// How this host finds others and is found: its meeting point, what it asks of it for each workspace, and where it can
// be reached itself.
import { networkInterfaces } from 'node:os'
import type { WorkspaceId } from '#shared/base/ids.ts'
import type { Result } from '#shared/base/result.ts'
import { readAddress } from '#shared/protocol/address.ts'
import type { SearchState } from '#shared/protocol/contract.ts'
import { betterAddress, kindOf, systemOf } from '#shared/protocol/interface-kind.ts'
import type { Core } from './core.ts'
import { MeetingPoint } from './exchange/meeting-point.ts'
import { searchState } from './exchange/ways.ts'
import { real } from './sample/guard.ts'
import type { Workspace } from './workspace/workspace.ts'

export class Finding {
  /** Null where the host was opened without a network. */
  readonly meeting: MeetingPoint | null
  readonly #core: Core

  constructor(core: Core) {
    this.#core = core
    this.meeting = core.options.network ? this.#open() : null
  }

  /** Whether people are looked for beside the known addresses. */
  get search(): SearchState {
    return searchState(this.meeting?.interfaces ?? [])
  }

  /** Looks for people now instead of at the next turn. */
  look(): void {
    this.meeting?.look()
    this.meeting?.retry()
  }

  /** Looks for a workspace's people, or with what has changed since. */
  wish(workspace: Workspace): void {
    if (!this.meeting || workspace.sample || !this.#core.workspaces.has(workspace.id)) return
    this.meeting.wish(workspace.id, {
      topics: [workspace.topic()], meet: [], addresses: this.#core.settings.candidatesOf(workspace.id), every: false, beacons: [workspace.beacon()],
    })
    // Newcomers are met at once, whoever of the two can reach the other.
    const topics = workspace.invites.topics()
    this.meeting.wish(`invites of ${workspace.id}`, { topics, meet: topics, addresses: [], every: true, beacons: workspace.invites.beacons() })
  }

  /** What a person types. Problems: `network.address`, `workspace.unknown`. */
  add(id: string, text: string): Result<string> {
    const workspace = real(this.#core.workspace(id), 'address')
    const address = readAddress(text)
    if (!address.ok) return address
    this.#core.settings.remember(workspace.id, [address.value], { source: 'by hand', at: this.#now(), answered: false })
    this.wish(workspace)
    this.meeting?.retry()
    return address
  }

  /** Where an invite and whoever answered it say that colleagues are. */
  learn(id: WorkspaceId, told: readonly string[], invited: readonly string[]): void {
    const { settings } = this.#core
    const at = this.#now()
    settings.hear(id, told, at)
    settings.remember(id, invited, { source: 'invite', at, answered: false })
    for (const address of new Set([...told, ...invited])) {
      if (this.meeting?.answers(address)) settings.remember(id, [address], { source: this.meeting.sourceOf(address) ?? 'told', at, answered: true })
    }
  }

  /** `host:port` under which colleagues may find this host, best first. */
  addresses = (): string[] => {
    const port = this.meeting?.port
    if (!port) return []
    const only = this.#core.options.rendezvousHost
    if (only !== undefined && !isWildcard(only)) return [inBrackets(only, port)]
    // The child has looked closer at what each is; which addresses there are is not left to its word.
    const kinds = new Map(this.meeting?.interfaces.map(({ name, kind }) => [name, kind]))
    const all = Object.entries(networkInterfaces()).flatMap(([name, entries]) => (entries ?? []).map((entry) => ({
      ...entry, kind: kinds.get(name) ?? kindOf({ name, internal: entry.internal, mac: entry.mac, system: systemOf(process.platform), device: null }),
    })))
    return all.filter((entry) => !entry.internal && !entry.address.startsWith('fe80')).sort(betterAddress)
      .map(({ address }) => inBrackets(address, port))
  }

  #now(): number {
    return this.#core.options.clock.now()
  }

  #open(): MeetingPoint {
    const { settings, refused, workspaces } = this.#core
    const { rendezvousPort, rendezvousHost, log, spawnRendezvous } = this.#core.options
    const meeting = new MeetingPoint({
      port: rendezvousPort ?? settings.data.rendezvousPort ?? 0, host: rendezvousHost ?? '::',
      onPort: (port) => { if (settings.data.rendezvousPort !== port) settings.note((data) => { data.rendezvousPort = port }) },
      refused, log, now: () => this.#now(), spawn: spawnRendezvous,
    })
    meeting.onListening.on(() => {
      for (const workspace of workspaces.values()) workspace.connect()
      this.#core.shown.status()
    })
    meeting.onMeeting.on(({ topic, data }) => {
      for (const workspace of workspaces.values()) {
        workspace.invites.answer(topic, data).then((reply) => { if (reply) meeting.publish(topic, reply) }, (error: unknown) => log(`invite: ${(error as Error).name}`))
      }
    })
    meeting.onDialled.on(({ address }) => this.#dialled(meeting, address))
    // Where one network comes up or goes, others may be reached that a moment ago were not, and invites name other addresses.
    meeting.onInterfaces.on(() => this.#core.shown.network())
    return meeting
  }

  #dialled(meeting: MeetingPoint, address: string): void {
    const { settings, workspaces } = this.#core
    if (meeting.dialled.get(address)?.outcome !== 'connected') return
    const source = meeting.sourceOf(address) ?? 'told'
    for (const id of workspaces.keys()) {
      if (meeting.addressesOf(id).includes(address)) settings.remember(id, [address], { source, at: this.#now(), answered: true })
    }
  }
}

/** `host:port`, IPv6 in brackets. */
const inBrackets = (host: string, port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

/** All of a machine's addresses. */
const isWildcard = (host: string): boolean => host === '::' || host === '0.0.0.0'
