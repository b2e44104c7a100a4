// The network: how one stands with others, and what happened.
import { z } from 'zod'
import type { Damage } from '../../domain/epoch/index.ts'
import type { ActReach, PeerView, SearchState, StandingView, TimelineItem, WayView } from '../network-views.ts'
import { id, ws } from './shapes.ts'

export interface StatusView {
  readonly workspace: string
  readonly name: string
  readonly standing: StandingView
  /** Every device of others, members first; those never met too. */
  readonly peers: readonly PeerView[]
  readonly connected: number
  /** Addresses of colleagues' Parleys, those that answer first. */
  readonly ways: readonly WayView[]
  readonly search: SearchState
  /** Acts that no other person's device is known to have. */
  readonly onlyHere: readonly { readonly id: string; readonly title: string; readonly verb: string; readonly at: number }[]
  /** Foreign or faulty input refused, by name. */
  readonly refused: Readonly<Record<string, number>>
  readonly link: 'starting' | 'running' | 'restarting' | 'stopped'
  readonly rendezvous: { readonly port: number | null; readonly addresses: readonly string[] }
  readonly acts: number
  /** Acts kept but not yet counting, since something they know of has not arrived. */
  readonly waiting: number
  /** Devices whose chain forked: name and person. */
  readonly forks: readonly { readonly device: string; readonly name: string }[]
  readonly document: DocumentView
}

/** The shared document of drafts, which is begun anew as another epoch where it was found damaged. */
export interface DocumentView {
  readonly epoch: number
  /** A newer one has begun and is not filled yet: drafts are still those of the one before. */
  readonly entering: boolean
  /** What was found and is not repaired yet; null where nothing was. */
  readonly damage: Damage | null
}

export const networkRequests = {
  /** Who has which act of a record. */
  'records.reach': z.strictObject({ ...ws, id }),
  'status': z.strictObject(ws),
  /** What happened on the network, newest first: of one workspace and this machine, or of all. */
  'network.timeline': z.strictObject({ workspace: id.optional(), limit: z.int().min(1).max(1000).default(100) }),
  /** Tries an address for this workspace, now and from then on. */
  'network.add': z.strictObject({ ...ws, address: z.string().trim().min(1).max(260) }),
  /** Looks for people again now: every address is tried, a beacon goes out. */
  'network.look': z.strictObject({}),
} as const

export interface NetworkResults {
  'records.reach': readonly ActReach[]
  'status': StatusView
  'network.timeline': readonly TimelineItem[]
  /** As it was understood, for finding it among `ways`. */
  'network.add': { readonly address: string }
  'network.look': null
}
