// The online part of a workspace: its link as long as there is one, and who is let in.
import * as Y from 'yjs'
import { derive } from '#shared/acts/crypto.ts'
import { toBase64 } from '#shared/base/bytes.ts'
import { DisposableStore } from '#shared/base/disposable.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { Network, type Recognition } from '../exchange/network.ts'
import type { LinkState } from '../link-process/index.ts'
import type { Workspace, WorkspaceOptions } from './workspace.ts'

export interface OnlineEvents {
  textsArrived(): void
  exchanged(device: DeviceId, reachMoved: boolean, acknowledged: boolean): void
}

export class Online {
  network: Network | null = null
  readonly #workspace: Workspace
  readonly #options: WorkspaceOptions
  readonly #events: OnlineEvents
  /** What lives as long as one link does. */
  #open: DisposableStore | null = null
  #closed = false

  constructor(workspace: Workspace, options: WorkspaceOptions, events: OnlineEvents) {
    this.#workspace = workspace
    this.#options = options
    this.#events = events
  }

  /** Starts the link, where there is a network and none was started. */
  connect(): void {
    const { meeting, vault } = this.#options
    const secret = vault.workspaceSecret(this.#workspace.id)
    if (!meeting || !secret || this.network || this.#closed) return
    const network = (this.network = this.#start(() => `ws://127.0.0.1:${meeting.port}`, secret))
    const { document, met, onChange, onOccasion } = this.#workspace
    const open = (this.#open = new DisposableStore())
    open.onDispose(document.attach(network))
    network.onPeer.on((event) => {
      if (event.what === 'opened') met.connected(event.device)
      if (event.what === 'closed') meeting.doubt()
      onOccasion.emit(event)
    })
    let state: LinkState = 'starting'
    network.onChange.on(() => {
      if (network.connected.size === 0) document.alone()
      if (network.state !== state) onOccasion.emit({ what: 'link', state: (state = network.state) })
      onChange.emit({ kind: 'people' })
      onChange.emit({ kind: 'status' })
    })
    network.onExchange.on(({ device, reachMoved, acknowledged }) => this.#events.exchanged(device, reachMoved, acknowledged))
    open.add(network)
  }

  /** A link shakes hands as one device and carries one document: another of either needs another link. */
  reconnect(): void {
    const open = this.#open
    this.network = null
    void (async () => {
      await open?.dispose()
      this.#workspace.onChange.emit({ kind: 'people' })
      this.connect()
    })().catch((error: unknown) => this.#options.reports.log(`link: ${(error as Error).name}`))
  }

  async dispose(): Promise<void> {
    this.#closed = true
    await this.#open?.dispose()
  }

  #start(rendezvousUrl: () => string, secret: Uint8Array): Network {
    const { document, directory, ledger, reach, presences, records, bans, voice, met, onOccasion, id } = this.#workspace
    const { reports, verifier, addresses, remember, clock, spawnLink } = this.#options
    const { doc, epoch } = document.open()
    return new Network({
      workspace: id, key: () => voice.key, topic: this.#workspace.topic(), password: toBase64(derive(secret, 'signalling')),
      rendezvousUrl, document: () => Y.encodeStateAsUpdate(doc), epoch,
      met: () => document.met(), looked: (device, look) => document.looked(device, look),
      ledger, reach, verifier, recognise: (device) => this.#recognise(device),
      onDocument: (update) => document.take(update), onPresence: (states) => presences.remote(states),
      refused: reports.refused, bans, log: reports.log, addresses, remember,
      missingTexts: () => [...records.missing.texts(), ...directory.missingTexts()], textsArrived: () => this.#events.textsArrived(), now: () => clock.now(),
      clockOf: (device, at) => onOccasion.emit({ what: 'clock', device, ahead: met.clockTold(device, at) }), spawn: spawnLink,
    })
  }

  #recognise(device: DeviceId): Recognition {
    const membership = this.#workspace.membership()
    const owner = this.#workspace.people.ownerOf(device)
    if (!owner) return { as: 'unknown' }
    if (owner.member) return { as: 'member', person: owner.id }
    // Admitted, and on the way to join: it needs the ledger to say so.
    const admitted = membership.invites.some((invite) => invite.admits.some((admit) => admit.person === owner.id))
    if (admitted && !owner.left) return { as: 'member', person: owner.id }
    return owner.left ? { as: 'not a member' } : { as: 'unknown' }
  }
}
