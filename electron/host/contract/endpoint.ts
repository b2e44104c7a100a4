// The one door to the host: a frame is checked, its params validated, the handler called, and whatever happens comes
// back as a frame. Transports know nothing of methods; handlers know nothing of frames.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { problem, ProblemError, type Problem } from '#shared/base/result.ts'
import { stackOf } from '#shared/base/stack.ts'
import {
  requests, type HostEndpoint, type HostEvent, type HostSession, type Method, type ResponseFrame,
} from '#shared/protocol/contract.ts'
import { Subscriptions, type EventHub } from './events.ts'
import type { Handlers, Reports, SessionContext } from './handlers.ts'

const frameSchema = z.strictObject({ id: z.int().min(0), method: z.string().max(100), params: z.unknown() })

const isMethod = (name: string): name is Method => Object.hasOwn(requests, name)

const silent: Reports = { count: () => {}, log: () => {} }

export function createEndpoint(handlers: Handlers, hub: EventHub, reports: Reports = silent): HostEndpoint {
  let clients = 0
  return { openSession: () => openSession(handlers, hub, reports, ++clients) }
}

function openSession(handlers: Handlers, hub: EventHub, reports: Reports, client: number): HostSession {
  const session = new Session(client, hub)
  hub.add(session)
  return {
    handle: (request) => answer(handlers, session, reports, request),
    onEvent: (listener) => void session.listeners.push(listener),
    dispose: () => session.end(reports),
  }
}

class Session implements SessionContext {
  readonly id = randomBytes(16).toString('hex')
  readonly client: number
  readonly listeners: ((event: HostEvent) => void)[] = []
  readonly #drafts = new Subscriptions()
  readonly #closing: (() => void)[] = []
  readonly #hub: EventHub
  #ended = false

  constructor(client: number, hub: EventHub) {
    this.client = client
    this.#hub = hub
  }

  subscribe(draft: { workspace: string; id: string }): void {
    if (!this.#ended) this.#drafts.add(draft)
  }

  unsubscribe(draft: { workspace: string; id: string }): void {
    this.#drafts.delete(draft)
  }

  isSubscribed(draft: { workspace: string; id: string }): boolean {
    return this.#drafts.has(draft)
  }

  hears(draft: { workspace: string; id: string }): boolean {
    return this.#drafts.has(draft)
  }

  send(event: HostEvent): void {
    if (this.#ended) return
    for (const listener of this.listeners) listener(event)
  }

  onClose(run: () => void): void {
    if (this.#ended) run()
    else this.#closing.push(run)
  }

  get ended(): boolean {
    return this.#ended
  }

  end(reports: Reports): void {
    if (this.#ended) return
    this.#ended = true
    this.#hub.delete(this.id)
    for (const run of this.#closing.splice(0)) {
      try {
        run()
      } catch (error) {
        reports.log(stackOf('closing a session', error))
      }
    }
  }
}

async function answer(handlers: Handlers, session: Session, reports: Reports, request: unknown): Promise<ResponseFrame> {
  const frame = frameSchema.safeParse(request)
  if (!frame.success) {
    reports.count('call.malformed')
    return { id: frameId(request), ok: false, problem: malformed }
  }
  const { id, method, params } = frame.data
  if (session.ended) return { id, ok: false, problem: sessionEnded }
  if (!isMethod(method)) {
    reports.count('call.unknown')
    return { id, ok: false, problem: unknownMethod(method) }
  }
  const checked = requests[method].safeParse(params)
  if (!checked.success) {
    reports.count('call.params')
    return { id, ok: false, problem: badParams(method, checked.error) }
  }
  try {
    const handler = handlers[method] as (params: unknown, session: SessionContext) => unknown
    return { id, ok: true, result: (await handler(checked.data, session)) ?? null }
  } catch (error) {
    if (error instanceof ProblemError) return { id, ok: false, problem: error.problem }
    if (isDiskFull(error)) {
      reports.count('disk.full')
      return { id, ok: false, problem: diskFull }
    }
    reports.count('call.bug')
    reports.log(stackOf(method, error))
    return { id, ok: false, problem: bug(method) }
  }
}

/** So that the asker can match even a refused frame to its call. */
function frameId(request: unknown): number {
  const id = typeof request === 'object' && request !== null ? (request as { id?: unknown }).id : undefined
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : 0
}

const malformed = problem(
  'call.malformed',
  'The host was sent something that is not a request. Nothing was done.',
  'Reload the page, or use a command line of the same version as the host.',
)

const sessionEnded = problem('session.ended', 'This session has ended. Nothing was done.', 'Open Parley again with parley open.')

const unknownMethod = (method: string): Problem => problem(
  'call.unknown',
  'The host does not know what it was asked to do. Nothing was done.',
  'Use a page or command line of the same version as the host; restarting Parley does that.',
  { method },
)

/** Names the fields that don't fit, never their content: a passphrase could be among them. */
function badParams(method: string, error: z.ZodError): Problem {
  const fields = [...new Set(error.issues.map((issue) => issue.path.map(String).join('.') || 'the whole request'))]
  const first = error.issues[0]
  return problem(
    'call.params',
    `Parley can't use what was given for ${fields.join(', ')}. Nothing was done.`,
    first ? `Change ${fields[0]}: ${sentence(first.message)}` : 'Check what was given and try again.',
    { method, fields },
  )
}

const sentence = (text: string): string => {
  const lower = text.charAt(0).toLowerCase() + text.slice(1)
  return lower.endsWith('.') ? lower : `${lower}.`
}

const SQLITE_FULL = 13

/** Whatever was being written: a file, or a database that has no problem of its own for it. */
function isDiskFull(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown }
  return code === 'ENOSPC' || code === 'EDQUOT' || errcode === SQLITE_FULL
}

const diskFull = problem('disk.full', 'The disk is full, so this was not done. What was signed before is safe.', 'Free some space and try again.')

const bug = (method: string): Problem => problem(
  'bug',
  "Something went wrong inside Parley that should not have. What was signed before is safe; this step was not done.",
  'Try again. If it happens again, restart Parley and report what stands in parley.log in its data folder; "parley doctor" says where that is.',
  { method },
)
