// Who has which draft open, and where their caret is. Gentle and volatile: it lives in the link's awareness and in open
// sessions, never on disk, and decides nothing.
import { z } from 'zod'
import { isId, type PersonId, type RecordId } from '#shared/base/ids.ts'
import type { SessionContext } from '../contract/handlers.ts'
import type { People } from './people.ts'

const MAX_STATE = 4000
const MAX_REMOTE = 64

const remoteSchema = z.object({
  host: z.string().max(64),
  person: z.string().refine(isId),
  drafts: z.array(z.object({ client: z.int(), id: z.string().refine(isId), state: z.string().max(MAX_STATE) })).max(16),
})
type Remote = z.infer<typeof remoteSchema>

interface Local {
  readonly session: SessionContext
  readonly id: RecordId
  state: string
}

export class Presences {
  readonly #workspace: string
  /** Tells this run of the host from others in presence lists. */
  readonly #host: string
  readonly #people: People
  readonly #isShared: (id: RecordId) => boolean
  readonly #tell: (state: string | null) => void
  readonly #locals = new Map<string, Local>()
  #remotes: readonly Remote[] = []
  readonly #numbers = new Map<string, number>()

  /** `isShared`: whether others may know that there is this draft. */
  constructor(workspace: string, host: string, people: People, isShared: (id: RecordId) => boolean, tell: (state: string | null) => void) {
    this.#workspace = workspace
    this.#host = host
    this.#people = people
    this.#isShared = isShared
    this.#tell = tell
  }

  set(session: SessionContext, id: RecordId, state: string | null): void {
    const key = `${session.id} ${id}`
    if (state === null) {
      if (!this.#locals.delete(key)) return
    } else if (!this.#locals.has(key)) {
      this.#locals.set(key, { session, id, state })
      session.onClose(() => this.set(session, id, null))
    } else this.#locals.get(key)!.state = state
    const locals = [...this.#locals.values()].filter((local) => this.#isShared(local.id))
    this.#tell(locals.length === 0 ? null : JSON.stringify({
      host: this.#host, person: this.#people.me,
      drafts: locals.slice(0, 16).map((local) => ({ client: local.session.client, id: local.id, state: local.state })),
    } satisfies Remote))
    this.#send(id)
  }

  remote(states: readonly string[]): void {
    const before = new Set(this.#remotes.flatMap((remote) => remote.drafts.map((draft) => draft.id)))
    this.#remotes = states.slice(0, MAX_REMOTE).map(parse).filter((remote) => remote !== null)
      .filter((remote) => remote.host !== this.#host && this.#people.isMember(remote.person as PersonId))
    for (const remote of this.#remotes) for (const draft of remote.drafts) before.add(draft.id)
    for (const id of before) this.#send(id as RecordId)
  }

  /** What a session that has just opened a draft should see. */
  greet(session: SessionContext, id: RecordId): void {
    session.send({ event: 'presence', workspace: this.#workspace, id, others: this.#others(id, session) })
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
    const others = []
    for (const local of this.#locals.values()) {
      if (local.id !== id || local.session.id === except.id) continue
      others.push({ client: this.#number(`here ${local.session.client}`), person: this.#people.me, name: this.#people.name(this.#people.me), state: local.state })
    }
    for (const remote of this.#remotes) {
      for (const draft of remote.drafts) {
        if (draft.id !== id) continue
        const person = remote.person as PersonId
        others.push({ client: this.#number(`${remote.host} ${draft.client}`), person, name: this.#people.name(person), state: draft.state })
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

function parse(text: string): Remote | null {
  try {
    const parsed = remoteSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
