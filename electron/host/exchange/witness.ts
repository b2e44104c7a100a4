// Sees what happens on the network and notes it in the timeline.
import type { DeviceId } from '#shared/base/ids.ts'
import { isLinkLocal } from '#shared/protocol/interface-kind.ts'
import type { InterfaceReport } from '#shared/protocol/link.ts'
import type { Workspace, WorkspaceOccasion } from '../workspace/workspace.ts'
import { arrivedSaid, clockSaid, cutOffSaid, dialledSaid, foundSaid, linkSaid, networkSaid, peerSaid } from './happenings.ts'
import type { MeetingPoint } from './meeting-point.ts'
import type { Timeline } from './timeline.ts'
import { machineOf, type Ways } from './ways.ts'

export interface WitnessOptions {
  readonly timeline: Timeline
  readonly ways: Ways
  workspaces(): Iterable<Workspace>
  now(): number
}

export class Witness {
  readonly #options: WitnessOptions
  #interfaces: readonly InterfaceReport[] | null = null
  readonly #restarting = new Set<Workspace>()

  constructor(options: WitnessOptions) {
    this.#options = options
  }

  followMeeting(meeting: MeetingPoint): void {
    const { timeline } = this.#options
    meeting.onDialled.on(({ address }) => {
      const tried = meeting.dialled.get(address)
      if (tried && !this.#isAside(address)) timeline.note({ ...dialledSaid(address, tried.outcome), workspace: this.#onlyOwner(meeting, address), address })
    })
    meeting.onFound.on(({ about, address, interface: at }) => {
      const workspace = [...this.#options.workspaces()].find(({ id }) => about === id || about === `invites of ${id}`)
      if (!this.#isAside(address)) timeline.note({ ...foundSaid(address, at), workspace: workspace?.id ?? null, address })
    })
    meeting.onInterfaces.on((interfaces) => {
      // While the rendezvous starts again nothing is known of them, which is no news about the network.
      if (meeting.port === null) return
      const said = this.#interfaces && networkSaid(this.#interfaces, interfaces)
      this.#interfaces = interfaces
      if (said) timeline.note(said)
    })
  }

  follow(workspace: Workspace): void {
    workspace.onOccasion.on((occasion) => this.#noteOf(workspace, occasion))
    workspace.bans.onBreach.on((breach) => {
      const owner = breach.device === null ? null : workspace.people.ownerOf(breach.device)
      const { now, timeline } = this.#options
      const said = cutOffSaid(breach, owner?.name ?? null, now())
      timeline.note({ ...said, workspace: workspace.id, person: owner?.id ?? null, name: owner?.name ?? null, address: breach.address })
    })
  }

  #noteOf(workspace: Workspace, occasion: WorkspaceOccasion): void {
    const { timeline, ways } = this.#options
    if (occasion.what === 'link') {
      if (occasion.state === 'waiting') this.#restarting.add(workspace)
      else if (occasion.state !== 'running' || !this.#restarting.delete(workspace)) return
      timeline.note({ ...linkSaid(occasion.state === 'waiting'), workspace: workspace.id })
      return
    }
    const owner = workspace.people.ownerOf(occasion.device as DeviceId)
    const who = { workspace: workspace.id, person: owner?.id ?? null, name: owner?.name ?? null }
    if (occasion.what === 'clock') {
      const said = clockSaid(owner?.name ?? 'Somebody', occasion.ahead)
      if (said) timeline.note({ ...said, ...who })
    } else if (occasion.what === 'arrived') {
      timeline.note({ ...arrivedSaid(owner?.name ?? 'a device not known here'), ...who })
    } else {
      const address = 'address' in occasion ? occasion.address : null
      const found = occasion.what === 'opened' ? ways.foundOf(workspace.id, occasion.device, address) : null
      timeline.note({ ...peerSaid(occasion, owner?.name ?? null, found), ...who, address })
    }
  }

  /** A link-local address is one more of a machine that has others, wherever there is IPv4; it would fill the timeline. */
  #isAside(address: string): boolean {
    return isLinkLocal(machineOf(address)) && (this.#interfaces ?? []).some(({ family, kind }) => family === 'IPv4' && kind !== 'loopback' && kind !== 'container')
  }

  /** The workspace an address is tried for, where it is for one alone. */
  #onlyOwner(meeting: MeetingPoint, address: string): string | null {
    const owners = [...this.#options.workspaces()].filter(({ id }) => meeting.addressesOf(id).includes(address))
    return owners.length === 1 ? owners[0]!.id : null
  }
}
