// What the host answers to, as types: one handler a method of the contract, the session that asked, and the way events
// go out. The endpoint (endpoint.ts) validates and calls; transports (serve.ts, socket.ts, local.ts) carry frames.
import type { z } from 'zod'
import type { HostEvent, Method, Results, requests } from '#shared/protocol/contract.ts'

/** A draft's document, as `draft` and `presence` events name it. */
export interface DraftRef {
  readonly workspace: string
  readonly id: string
}

/** The client connection that a call came from: one a window, one a command. */
export interface SessionContext {
  /** Random text, new for each connection. */
  readonly id: string
  /** From 1 upwards in this run of the host: the `client` of presence events. */
  readonly client: number
  /** From now on this session hears `draft` and `presence` events of the draft. */
  subscribe(draft: DraftRef): void
  unsubscribe(draft: DraftRef): void
  isSubscribed(draft: DraftRef): boolean
  /** Tells this session alone, whatever it subscribed to. */
  send(event: HostEvent): void
  /** Runs once when the connection has ended; at once if it has already. */
  onClose(run: () => void): void
}

/**
 * One function a method. Params are validated, defaults filled in. Throw `ProblemError` (or `orThrow` a `Result`) for
 * what a person can act on; any other exception reaches the client as a bug, with the stack in the host's log only.
 */
export type Handlers = {
  readonly [M in Method]: (params: z.output<(typeof requests)[M]>, session: SessionContext) => Promise<Results[M]> | Results[M]
}

/** Input that was turned away, by the name its counter has in `parley status`. */
export type Refusal =
  | 'call.malformed' | 'call.unknown' | 'call.params' | 'call.bug'
  | 'page.host' | 'page.origin' | 'page.token' | 'page.session' | 'page.oversized' | 'page.request' | 'page.slow'
  | 'socket.secret' | 'socket.malformed' | 'socket.oversized' | 'socket.slow'
  | 'data.in-use' | 'disk.full'

/** What a transport or the endpoint reports to the host it belongs to. */
export interface Reports {
  /** Something foreign or faulty was refused. */
  count(refusal: Refusal): void
  /** A line for the log: never a key, a token, a passphrase or anybody's words. */
  log(line: string): void
}
