// Who has which draft open, and where their caret is. Gentle and volatile: it lives in the link's awareness and in open
// sessions, never on disk, and decides nothing. It is shown as of whoever owns the device that signed it.
import type { DeviceKey } from '#shared/acts/crypto.ts'
import type { DeviceId, RecordId, WorkspaceId } from '#shared/base/ids.ts'
import type { Person } from '#shared/domain/membership/index.ts'
import type { SessionContext } from '../contract/handlers.ts'
import type { People } from './people.ts'
import { readPresence, signPresence, type SignedPresence } from './signed-presence.ts'

const MAX_REMOTE = 64
/** Runs of one device's host of which the newest word is remembered. */
const MAX_RUNS = 16

export interface PresencesOptions {
  readonly workspace: WorkspaceId
  /** Tells this run of the host from others in presence lists. */
  readonly host: string
  readonly key: () => DeviceKey
  readonly people: People
  /** Whether others may know that there is this draft. */
  isShared(id: RecordId): boolean
  tell(state: string): void
  refused(what: string): void
}

interface Local {
  readonly session: SessionContext
  readonly id: RecordId
  state: string
}

export class Presences {
  readonly #options: PresencesOptions
  readonly #locals = new Map<string, Local>()
  /** As they came in last; null for what is nobody's. Each is checked once. */
  #heard: ReadonlyMap<string, SignedPresence | null> = new Map()
  /** The newest word of each run of a device's host. */
  readonly #newest = new Map<DeviceId, Map<string, number>>()
  readonly #numbers = new Map<string, number>()
  #told = 0

  constructor(options: PresencesOptions) {
    this.#options = options
  }

  set(session: SessionContext, id: RecordId, state: string | null): void {
    const place = `${session.id} ${id}`
    if (state === null) {
      if (!this.#locals.delete(place)) return
    } else if (!this.#locals.has(place)) {
      this.#locals.set(place, { session, id, state })
      session.onClose(() => this.set(session, id, null))
    } else this.#locals.get(place)!.state = state
    const { workspace, host, key, isShared, tell } = this.#options
    const drafts = [...this.#locals.values()].filter((local) => isShared(local.id)).slice(0, 16)
      .map((local) => ({ client: local.session.client, id: local.id, state: local.state }))
    // That nothing is open any more is said too, so that nobody can go on saying what was said before.
    if (drafts.length > 0 || this.#told > 0) tell(signPresence(workspace, { host, n: ++this.#told, drafts }, key()))
    this.#send(id)
  }

  remote(states: readonly string[]): void {
    const affected = new Set(this.#open())
    const before = this.#heard
    this.#heard = new Map(states.slice(0, MAX_REMOTE).map((text) => [text, before.has(text) ? before.get(text)! : this.#hear(text)]))
    for (const id of this.#open()) affected.add(id)
    for (const id of affected) this.#send(id as RecordId)
  }

  /** What a session that has just opened a draft should see. */
  greet(session: SessionContext, id: RecordId): void {
    session.send({ event: 'presence', workspace: this.#options.workspace, id, others: this.#others(id, session) })
  }

  /** The newest word of every run of others' hosts, and who it is of. */
  #remotes(): { readonly said: SignedPresence; readonly person: Person }[] {
    const { host, people } = this.#options
    return [...this.#heard.values()].flatMap((said) => {
      if (said === null || said.host === host || said.n !== this.#newest.get(said.device)?.get(said.host)) return []
      const person = people.ownerOf(said.device)
      return person?.member ? [{ said, person }] : []
    })
  }

  #open(): string[] {
    return this.#remotes().flatMap(({ said }) => said.drafts.map((draft) => draft.id))
  }

  #hear(text: string): SignedPresence | null {
    const { workspace, people, refused } = this.#options
    const said = readPresence(workspace, text)
    if (!said) {
      refused('presence.unsigned')
      return null
    }
    // Keys cost nothing to make up: only of people's devices is anything remembered.
    if (!people.ownerOf(said.device)) return said
    const runs = this.#newest.get(said.device) ?? new Map<string, number>()
    if ((runs.get(said.host) ?? -1) > said.n) {
      refused('presence.replayed')
      return null
    }
    runs.delete(said.host)
    this.#newest.set(said.device, runs.set(said.host, said.n))
    for (const oldest of runs.keys()) if (runs.size > MAX_RUNS) runs.delete(oldest)
    return said
  }

  #send(id: RecordId): void {
    const told = new Set<string>()
    for (const { session, id: open } of this.#locals.values()) {
      if (open !== id || told.has(session.id)) continue
      told.add(session.id)
      this.greet(session, id)
    }
  }

  #others(id: RecordId, except: SessionContext): { client: number; person: string; name: string; state: string }[] {
    const { people } = this.#options
    const others = []
    for (const local of this.#locals.values()) {
      if (local.id !== id || local.session.id === except.id) continue
      others.push({ client: this.#number(`here ${local.session.client}`), person: people.me, name: people.name(people.me), state: local.state })
    }
    for (const { said, person } of this.#remotes()) {
      for (const draft of said.drafts) {
        if (draft.id !== id) continue
        others.push({ client: this.#number(`${said.device} ${said.host} ${draft.client}`), person: person.id, name: person.name, state: draft.state })
      }
    }
    return others
  }

  #number(key: string): number {
    let number = this.#numbers.get(key)
    if (number === undefined) this.#numbers.set(key, (number = this.#numbers.size + 1))
    return number
  }
}
