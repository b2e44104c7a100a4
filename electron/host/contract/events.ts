// Where the host's events meet the sessions that hear them.
import type { HostEvent } from '#shared/protocol/contract.ts'
import type { DraftRef } from './handlers.ts'

const keyOf = (draft: DraftRef): string => `${draft.workspace} ${draft.id}`

/** The listening end of one session. */
export interface Subscriber {
  readonly id: string
  hears(draft: DraftRef): boolean
  send(event: HostEvent): void
}

/** The set of drafts a session follows. */
export class Subscriptions {
  readonly #drafts = new Set<string>()

  add(draft: DraftRef): void {
    this.#drafts.add(keyOf(draft))
  }

  delete(draft: DraftRef): void {
    this.#drafts.delete(keyOf(draft))
  }

  has(draft: DraftRef): boolean {
    return this.#drafts.has(keyOf(draft))
  }
}

/**
 * Everybody hears everything but `draft` and `presence`, which go to those who have that draft open.
 * `except` leaves out the session that caused the event and knows it already.
 */
export class EventHub {
  readonly #subscribers = new Map<string, Subscriber>()

  publish(event: HostEvent, except?: { readonly id: string }): void {
    const draft = event.event === 'draft' || event.event === 'presence' ? event : null
    for (const subscriber of [...this.#subscribers.values()]) {
      if (subscriber.id === except?.id) continue
      if (draft && !subscriber.hears(draft)) continue
      subscriber.send(event)
    }
  }

  /** For the endpoint: a session begins to hear. */
  add(subscriber: Subscriber): void {
    this.#subscribers.set(subscriber.id, subscriber)
  }

  delete(id: string): void {
    this.#subscribers.delete(id)
  }

  get size(): number {
    return this.#subscribers.size
  }
}
