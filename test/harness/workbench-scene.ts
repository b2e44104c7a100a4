// The built page with a host that only plays: it answers each call from a table and tells what it is bid to. For what a
// real network shows only after hours, or never when it should.
import type { Page } from 'playwright-core'
import { servePage, type PageServer } from '../../electron/host/contract/serve.ts'
import { orThrow, ProblemError } from '../../shared/base/result.ts'
import type { HostEvent, HostSession, Method, Overview, Params, RequestFrame, ResponseFrame, Results, StatusView } from '../../shared/protocol/contract.ts'
import { launchBrowser, type TestBrowser, type WatchedPage } from './browser.ts'
import { WIDE } from './workbench.ts'

const OUT = new URL('../../out/renderer', import.meta.url).pathname

export type Answers = { [M in Method]?: (params: Params<M>) => Results[M] | Promise<Results[M]> }

export const WORKSPACE = 'c0'.repeat(32)
export const ME = 'a0'.repeat(32)

/** Somebody in a workspace that is otherwise empty. */
export const overviewOf = (more: Partial<Overview> = {}): Overview => ({
  version: '0.1.0', data: '/home/ada/.parley', identity: { name: 'Ada', device: 'Ada’s laptop' }, locked: false, keyStorage: 'keyring',
  workspaces: [{ id: WORKSPACE, name: 'Hollin Bank', me: ME, members: 1, left: false, sample: false }], joins: [], held: [], theme: 'system', ...more,
})

export const statusOf = (more: Partial<StatusView> = {}): StatusView => ({
  workspace: WORKSPACE, name: 'Hollin Bank', peers: [], connected: 0, ways: [], search: 'looking', onlyHere: [], refused: {}, link: 'running',
  standing: { state: 'alone', says: '', others: 0, connected: 0, haveAll: 0, asOf: null, waitingFor: [], onlyHere: 0, last: null },
  rendezvous: { port: 47611, addresses: ['192.168.1.24:47611'] }, acts: 0, waiting: 0, forks: [], document: { epoch: 0, entering: false, damage: null }, ...more,
})

const EMPTY: Answers = {
  'app.overview': () => overviewOf(),
  'app.kept': () => ({ value: null }),
  'app.keep': () => null,
  'people.list': () => [],
  'invite.list': () => [],
  'records.list': () => [],
  'status': () => statusOf(),
}

export class Scene {
  readonly calls: { readonly method: Method; readonly params: unknown }[] = []
  readonly #sessions = new Set<(event: HostEvent) => void>()
  #answers: Answers
  #server: PageServer | null = null
  #browser: TestBrowser | null = null
  #watched: WatchedPage | null = null

  private constructor(answers: Answers) {
    this.#answers = { ...EMPTY, ...answers }
  }

  static async open(answers: Answers, root = OUT): Promise<Scene> {
    const scene = new Scene(answers)
    const reports = { count: () => {}, log: () => {} }
    scene.#server = orThrow(await servePage({ openSession: () => scene.#session() }, { root, reports }))
    scene.#browser = await launchBrowser(WIDE)
    await scene.#browser.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await scene.enter()
    return scene
  }

  get page(): Page {
    return this.#watched!.page
  }

  get browser(): TestBrowser {
    return this.#browser!
  }

  /** What the page complained of so far. */
  get errors(): readonly string[] {
    return this.#watched!.errors
  }

  /** From now on these are answered so. */
  answer(more: Answers): void {
    this.#answers = { ...this.#answers, ...more }
  }

  tell(event: HostEvent): void {
    for (const send of this.#sessions) send(event)
  }

  /** A page of its own that knows nothing of the one before. */
  async enter(): Promise<void> {
    await this.#watched?.page.close()
    this.#watched = await this.browser.open(this.#server!.newUrl())
    this.page.setDefaultTimeout(45_000)
  }

  async dispose(): Promise<void> {
    await this.#browser?.dispose()
    await this.#server?.dispose()
  }

  #session(): HostSession {
    let hear: (event: HostEvent) => void = () => {}
    return {
      handle: (request) => this.#handle(request as RequestFrame),
      onEvent: (listener) => {
        hear = listener
        this.#sessions.add(hear)
      },
      dispose: () => void this.#sessions.delete(hear),
    }
  }

  async #handle({ id, method, params }: RequestFrame): Promise<ResponseFrame> {
    this.calls.push({ method, params })
    const answer = this.#answers[method] as ((params: unknown) => unknown) | undefined
    if (answer) {
      try {
        return { id, ok: true, result: await answer(params) }
      } catch (error) {
        if (error instanceof ProblemError) return { id, ok: false, problem: error.problem }
        throw error
      }
    }
    return { id, ok: false, problem: { code: 'scene', message: `This scene has no answer to ${method}.`, remedy: '' } }
  }
}
