// One person at a workbench: a real host in this process, its page in a browser. For what needs no colleague; where people
// meet, see workbench.ts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { localClient } from '../../electron/host/contract/local.ts'
import { openHost, type Host } from '../../electron/host/index.ts'
import type { HostClient } from '../../shared/protocol/contract.ts'
import { launchBrowser, SHOTS, type TestBrowser, type WatchedPage } from './browser.ts'
import { WIDE } from './workbench.ts'
import { mkdir } from 'node:fs/promises'

const OUT = new URL('../../out/renderer', import.meta.url).pathname
const PATIENCE_MS = 45_000

export class OnePerson {
  readonly client: HostClient
  readonly browser: TestBrowser
  readonly #host: Host
  readonly #data: string
  readonly #watched: WatchedPage[] = []

  private constructor(data: string, host: Host, client: HostClient, browser: TestBrowser) {
    this.#data = data
    this.#host = host
    this.client = client
    this.browser = browser
  }

  /** `fill` runs before the page is opened. */
  static async open(fill: (client: HostClient) => Promise<unknown> = async () => {}): Promise<OnePerson> {
    const data = mkdtempSync(join(tmpdir(), 'parley-one-'))
    const host = await openHost({ data, stateFolder: `${data}-state`, serve: { root: OUT } })
    const client = localClient(host.endpoint)
    await client.call('identity.create', { name: 'Ada' })
    await fill(client)
    return new OnePerson(data, host, client, await launchBrowser(WIDE))
  }

  get page(): Page {
    return this.#watched.at(-1)!.page
  }

  /** What any of the pages complained of so far. */
  get errors(): readonly string[] {
    return this.#watched.flatMap(({ errors }) => errors)
  }

  /** Another tab of the browser, which is the page from now on. */
  async enter(): Promise<Page> {
    this.#watched.push(await this.browser.open(this.#host.newUrl()!))
    this.page.setDefaultTimeout(PATIENCE_MS)
    return this.page
  }

  /** A picture of a test that failed. */
  async onFailure(name: string): Promise<void> {
    await mkdir(SHOTS, { recursive: true })
    await this.page.screenshot({ path: join(SHOTS, `failed-${name.replace(/\W+/g, '-').slice(0, 80)}.png`) }).catch(() => {})
  }

  async dispose(): Promise<void> {
    await this.browser.dispose()
    this.client.close()
    await this.#host.dispose()
    rmSync(this.#data, { recursive: true, force: true })
    rmSync(`${this.#data}-state`, { recursive: true, force: true })
  }
}

/** A workspace with drafts of one's own, by their titles; gives its id and theirs. */
export async function workspaceWith(client: HostClient, name: string, ...titles: readonly string[]): Promise<{ readonly id: string; readonly drafts: readonly string[] }> {
  const { id } = await client.call('workspace.create', { name })
  const drafts: string[] = []
  for (const title of titles) {
    const made = await client.call('draft.create', { workspace: id, meta: { title, kind: 'mutual', gives: [], receives: [] }, circle: 'me' })
    drafts.push(made.id)
  }
  return { id, drafts }
}
