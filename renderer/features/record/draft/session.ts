// One open draft: its document kept equal with the host's, and who else is in it. Loaded only when a draft is opened.
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { fromBase64, toBase64 } from '../../../../shared/base/bytes.ts'
import { ProblemError } from '../../../../shared/base/result.ts'
import { readMeta } from '../../../../shared/document/draft.ts'
import type { DraftMeta, HostEvent, Method, Params, Results } from '../../../../shared/protocol/contract.ts'
import { changeBetween, statesOf, type PresenceState } from './presence.ts'

/** Origin of changes that came from the host, which are not sent back. */
export const FROM_HOST = Symbol('from host')

export interface DraftHost {
  call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]>
  hear(listener: (event: HostEvent) => void): () => void
  whenBack(run: () => void): () => void
}

export interface Present {
  readonly client: number
  readonly person: string
  readonly name: string
  /** The field they read, and whether their caret stands in it. */
  readonly at: string | null
  readonly writes: boolean
}

/** Where what the host has not taken yet outlives a reload of the page. */
export interface Unsent {
  read(key: string): string | null
  write(key: string, value: string | null): void
}
const NOWHERE: Unsent = { read: () => null, write: () => {} }

export interface DraftListener {
  meta(meta: DraftMeta): void
  present(others: readonly Present[]): void
  circle(circle: 'me' | 'workspace'): void
  /** Carets of these clients stand elsewhere now. */
  moved(clients: readonly number[]): void
}

/** The host did not answer; anything else is an answer. */
const isSilence = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'connection lost'

/**
 * The page's sessions: one draft may stand in two groups of tabs side by side. To the host the page is one client,
 * which it neither tells of its own changes nor lets go of before it has closed the draft for good.
 */
const together = new WeakMap<DraftHost, ReadonlySet<DraftSession>>()

export class DraftSession {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly workspace: string
  readonly id: string
  readonly #host: DraftHost
  readonly #listener: DraftListener
  #meta: DraftMeta = { title: '', kind: 'mutual', gives: [], receives: [] }
  /** What of the meta the host has not confirmed: it stands over what the document says, and goes again after a silence. */
  #metaUnsent: Partial<DraftMeta> = {}
  #waiting: Uint8Array[] = []
  /** Pushed and not answered for, and those that were met with silence. */
  readonly #unsent = new Set<Uint8Array>()
  readonly #kept: Unsent
  #shown = true
  #at: string | null = null
  readonly #sending = new Set<Promise<void>>()
  readonly #beforeTaken = new Set<() => void>()
  #stops: (() => void)[] = []

  constructor(host: DraftHost, workspace: string, id: string, listener: DraftListener, kept: Unsent = NOWHERE) {
    this.#host = host
    this.workspace = workspace
    this.id = id
    this.#listener = listener
    this.#kept = kept
  }

  get meta(): DraftMeta {
    return this.#meta
  }

  async open(): Promise<void> {
    await this.#exchange()
    together.set(this.#host, new Set([...(together.get(this.#host) ?? []), this]))
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === FROM_HOST) return
      this.#send(update)
      for (const other of this.#others()) other.#take(update)
    })
    this.#restore()
    // People, dates and other single facts stand in `meta`; items of lists in `fields`.
    for (const map of ['meta', 'fields']) this.doc.getMap(map).observe(() => this.#readMeta())
    const moved = (_: unknown, origin: unknown): void => { if (origin === 'local') this.#tell() }
    this.awareness.on('change', moved)
    let first = true
    this.#stops = [
      () => this.awareness.off('change', moved),
      this.#host.hear((event) => this.#hear(event)),
      this.#host.whenBack(() => {
        if (!first) void this.#exchange().catch(() => {})
        first = false
      }),
    ]
  }

  #others(): readonly DraftSession[] {
    return [...(together.get(this.#host) ?? [])].filter((other) => other !== this && other.id === this.id && other.workspace === this.workspace)
  }

  /** Takes the host's state and gives it what it lacks: after a lost connection nothing typed meanwhile is missing. */
  async #exchange(): Promise<void> {
    const { workspace, id } = this
    const opened = await this.#host.call('draft.open', { workspace, id })
    const update = fromBase64(opened.update)
    if (!update) throw new TypeError('draft state is not base64url')
    this.#meta = opened.meta
    this.#take(update)
    this.#waiting = []
    this.#unsent.clear()
    const missing = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVectorFromUpdate(update))
    // Two bytes say that nothing is missing: no structs, no deletions.
    if (missing.length > 2) this.#send(missing)
    this.#listener.circle(opened.circle)
    this.#readMeta()
    if (Object.keys(this.#metaUnsent).length > 0) void this.setMeta(this.#metaUnsent).catch(() => {})
  }

  #take(update: Uint8Array): void {
    for (const listener of this.#beforeTaken) listener()
    Y.applyUpdate(this.doc, update, FROM_HOST)
  }

  /** Calls right before what others wrote is taken in, until what is returned is called. */
  beforeTaken(listener: () => void): () => void {
    this.#beforeTaken.add(listener)
    return () => this.#beforeTaken.delete(listener)
  }

  #send(update: Uint8Array): void {
    if (this.#waiting.push(update) === 1) queueMicrotask(() => this.#push())
  }

  /**
   * Goes out at once, with what else was changed in this turn. It does not wait for the push before it: a page that is
   * left or reloaded takes along what it has not sent.
   */
  #push(): void {
    const batch = this.#waiting
    this.#waiting = []
    if (batch.length === 0) return
    const update = toBase64(batch.length === 1 ? batch[0]! : Y.mergeUpdates(batch))
    for (const one of batch) this.#unsent.add(one)
    const sending = this.#host.call('draft.push', { workspace: this.workspace, id: this.id, update })
      .then(() => this.#sent(batch), (error: unknown) => {
        // The next exchange finds what the host lacks by itself; a reload before that finds it kept here.
        if (isSilence(error)) this.keep()
        else this.#sent(batch)
      })
      .finally(() => this.#sending.delete(sending))
    this.#sending.add(sending)
  }

  #sent(batch: readonly Uint8Array[]): void {
    for (const one of batch) this.#unsent.delete(one)
    if (this.#unsent.size === 0) this.#kept.write(this.#key, null)
  }

  get #key(): string {
    return `draft ${this.workspace} ${this.id}`
  }

  /** What was typed and not taken by the host, for the page that comes after this one. */
  keep(): void {
    const unsent = [...this.#unsent, ...this.#waiting]
    if (unsent.length > 0) this.#kept.write(this.#key, toBase64(unsent.length === 1 ? unsent[0]! : Y.mergeUpdates(unsent)))
  }

  #restore(): void {
    const text = this.#kept.read(this.#key)
    const update = text === null ? null : fromBase64(text)
    if (!update) return
    try {
      Y.applyUpdate(new Y.Doc(), update)
      Y.applyUpdate(this.doc, update)
    } catch {
      // Not what this page wrote; nothing of it can be put back.
    }
    // Where the host holds it already, nothing is sent that would make this go.
    if (this.#waiting.length === 0) this.#kept.write(this.#key, null)
  }

  /** A picture goes to the host at once: it says by which hash the words may show it. */
  async addPicture(bytes: string): Promise<string> {
    return (await this.#host.call('draft.addImage', { workspace: this.workspace, id: this.id, bytes })).image
  }

  picture(hash: string): Promise<Results['draft.image']> {
    return this.#host.call('draft.image', { workspace: this.workspace, id: this.id, image: hash })
  }

  /** The field that is read now. */
  readAt(field: string | null): void {
    if (field === this.#at) return
    this.#at = field
    this.#tell()
  }

  /** Whether others see where this person is. */
  show(shown: boolean): void {
    if (shown === this.#shown) return
    this.#shown = shown
    this.#tell()
  }

  /** Resolves when the host has all that was typed here. */
  async settled(): Promise<void> {
    this.#push()
    while (this.#sending.size > 0) await Promise.all(this.#sending)
  }

  #hear(event: HostEvent): void {
    if ((event.event !== 'draft' && event.event !== 'presence') || event.workspace !== this.workspace || event.id !== this.id) return
    if (event.event === 'draft') {
      const update = event.update === '' ? null : fromBase64(event.update)
      if (update) this.#take(update)
    } else this.#present(statesOf(event.others))
  }

  #present(states: Map<number, PresenceState>): void {
    const { states: known, clientID } = this.awareness
    const change = changeBetween(known, states, clientID)
    for (const client of change.removed) known.delete(client)
    for (const [client, state] of states) known.set(client, state)
    this.awareness.emit('change', [change, 'host'])
    this.awareness.emit('update', [change, 'host'])
    this.#listener.moved(change.updated)
    this.#listener.present([...states.values()].map(({ user, at, cursor }) => ({ client: user.client, person: user.person, name: user.name, at, writes: cursor !== null })))
  }

  #tell(): void {
    const cursor = (this.awareness.getLocalState() as { cursor?: unknown } | null)?.cursor ?? null
    const state = this.#shown ? JSON.stringify({ cursor, at: this.#at }) : null
    void this.#host.call('draft.presence', { workspace: this.workspace, id: this.id, state }).catch(() => {})
  }

  #readMeta(): void {
    // Empty only where the host has not written it yet: then what it said on opening stands.
    if (this.doc.getMap('meta').size > 0) this.#meta = { ...readMeta(this.doc), ...this.#metaUnsent }
    this.#listener.meta(this.#meta)
  }

  async setMeta(change: Partial<DraftMeta>): Promise<void> {
    const meta = { ...this.#meta, ...change }
    this.#metaUnsent = { ...this.#metaUnsent, ...change }
    this.#meta = meta
    this.#listener.meta(meta)
    // Only what changes here: what others change at the same time is theirs. Null takes a field out.
    const sent = this.#host.call('draft.meta', {
      workspace: this.workspace, id: this.id, meta: Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? null])),
    })
    const said = (): void => {
      this.#metaUnsent = Object.fromEntries(Object.entries(this.#metaUnsent).filter(([key, value]) => !(key in change) || change[key as keyof DraftMeta] !== value))
    }
    const sending = sent.then(said, (error: unknown) => { if (!isSilence(error)) said() }).finally(() => this.#sending.delete(sending))
    this.#sending.add(sending)
    await sent
  }

  async dispose(): Promise<void> {
    for (const stop of this.#stops) stop()
    await this.settled()
    const place = { workspace: this.workspace, id: this.id }
    together.set(this.#host, new Set([...(together.get(this.#host) ?? [])].filter((one) => one !== this)))
    if (this.#others().length > 0) {
      this.awareness.destroy()
      this.doc.destroy()
      return
    }
    await this.#host.call('draft.presence', { ...place, state: null }).catch(() => {})
    await this.#host.call('draft.close', place).catch(() => {})
    this.awareness.destroy()
    this.doc.destroy()
  }
}
