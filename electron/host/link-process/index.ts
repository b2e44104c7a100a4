// The host's two kinds of keyless children: a link per open workspace and one rendezvous. Both are watched and started
// again; see `child.ts`. Electron hands in spawners of its own.
import type { Disposable } from '#shared/base/disposable.ts'
import type { HostToLink, HostToRendezvous, LinkToHost, RendezvousToHost } from '#shared/protocol/link.ts'
import { WatchedChild, type ChildState, type ChildTiming, type Spawner } from './child.ts'
import { forkingEntry } from './fork.ts'
import { checkLinkMessage, checkRendezvousMessage } from './messages.ts'

export type { ChildRun, ChildRunEvents, ChildState, ChildTiming, Spawner } from './child.ts'
export { entryOf, forking, forkingEntry, type ChildEntry, type ForkSettings } from './fork.ts'
export { SpareChild } from './spare.ts'

export type LinkState = ChildState

export interface ChildHandle<In> extends Disposable {
  /** False where the child is down just now: the next one is told by `start`. */
  send(message: In): boolean
  readonly state: ChildState
  /** The child did what no child does: see `WatchedChild`. */
  fault(what: string): void
  /** Resolves once the child is gone. */
  dispose(): Promise<void>
}

export type LinkHandle = ChildHandle<HostToLink>
export type RendezvousHandle = ChildHandle<HostToRendezvous>

interface Common<Out> {
  onMessage(message: Out): void
  onState?(state: ChildState): void
  onHung?(): void
  log?(line: string): void
  refused?(what: string): void
  /** Default: a forked Node process. */
  readonly spawn?: Spawner | undefined
  readonly timing?: Partial<ChildTiming> | undefined
}

export interface LinkOptions extends Common<LinkToHost> {
  /** Asked for at every start, so that a fresh link has the document and presence of that moment. */
  start(): HostToLink & { readonly t: 'start' }
}

export interface RendezvousOptions extends Common<RendezvousToHost> {
  /** Asked for at every start: the kept port. Topics, addresses and meetings are to be sent again at `listening`. */
  start(): HostToRendezvous & { readonly t: 'start' }
}

/** What a link is given for each byte it reads, in ms: far more than it needs on a machine that is busy. */
const MS_PER_BYTE = 0.002

const graceOf = (message: HostToLink | LinkToHost): number => {
  if (message.t === 'reading') return message.bytes * MS_PER_BYTE
  return message.t === 'start' ? message.document.length * MS_PER_BYTE : 0
}

/** Opens the link of one workspace. Connection ids are the child's: in a state other than `running` none of them holds. */
export const openLink = (options: LinkOptions): LinkHandle => new WatchedChild<HostToLink, LinkToHost>({
  ...options,
  spawn: options.spawn ?? forkingEntry('peers', outputOf(options)),
  check: checkLinkMessage,
  isRunning: (message) => message.t === 'ready',
  grace: graceOf,
})

/** Opens the rendezvous. A port in use arrives as `failed`; send another `start` to try again. */
export const openRendezvous = (options: RendezvousOptions): RendezvousHandle =>
  new WatchedChild<HostToRendezvous, RendezvousToHost>({
    ...options,
    spawn: options.spawn ?? forkingEntry('rendezvous', outputOf(options)),
    check: checkRendezvousMessage,
    isRunning: (message) => message.t === 'listening',
  })

/** How links come to be where nobody says otherwise. */
export const forkingLinks = (log: (line: string) => void): Spawner => forkingEntry('peers', outputOf({ log }))

const outputOf = ({ log }: Pick<Common<never>, 'log'>) => (log ? { output: (text: string) => log(text.trimEnd()) } : {})
