// Somebody at their workbench: a host of their own that serves its page, and a browser with a profile of its own that
// shows it. Hosts and browsers of a test share one private network, or stand on a machine each of one, so that the hosts
// meet over real WebRTC.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser, type TestBrowser, type WatchedPage } from './browser.ts'
import { parleyJson, startHost, type CliOptions, type RunningHost } from './cli.ts'
import { Lan, type Machine } from './lan.ts'
import { Namespace } from './netns.ts'

/** The size of the window the pictures are taken at. */
export const WIDE = { width: 1440, height: 900 } as const
export const NARROW = { width: 1024, height: 640 } as const

const LATER = new URL('later.mjs', import.meta.url).href

/** How long anything may take to show on a page, in ms. */
const PATIENCE_MS = 45_000

/** Where a host and its browser run. */
type Place = NonNullable<CliOptions['inside']>

export class Workbench {
  readonly name: string
  readonly options: CliOptions
  readonly #place: Place | Machine
  readonly #through: readonly string[]
  readonly #pages: WatchedPage[] = []
  #host: RunningHost | null = null
  #browser: TestBrowser | null = null
  #page: Page | null = null

  constructor(name: string, folder: string, place: Place | Machine) {
    this.name = name
    this.#place = place
    this.options = { data: join(folder, name.toLowerCase()), inside: place }
    this.#through = [place.inside.execPath!, ...place.inside.execArgv!.slice(0, -1)]
  }

  get isOpen(): boolean {
    return this.#page !== null
  }

  get page(): Page {
    return need(this.#page, `the page of ${this.name} is not open`)
  }

  get browser(): TestBrowser {
    return need(this.#browser, `the browser of ${this.name} is not open`)
  }

  get host(): RunningHost {
    return need(this.#host, `the host of ${this.name} does not run`)
  }

  /** What any of the pages complained of so far. */
  get errors(): readonly string[] {
    return this.#pages.flatMap(({ errors }) => errors)
  }

  /** Host, browser, and the page at the URL the host printed. */
  async open(): Promise<void> {
    await Promise.all([this.serve(), this.#launch()])
    await this.visit(this.host.url!)
    const fault = await this.#fault()
    if (fault === null) return
    // As a person would: they open it once more. What was wrong is printed, so that it is not lost.
    console.warn(`${fault}\nIt is opened once more.`)
    await this.page.close()
    this.#pages.length = 0
    await this.visit((await this.does<{ url: string }>('open')).url)
    const again = await this.#fault()
    if (again !== null) throw new Error(again)
  }

  /** What can be known of a page that never gets as far as to ask or show anything; null where it does. */
  async #fault(): Promise<string | null> {
    const stands = await this.page.locator('h1, footer').first().waitFor().then(() => true, () => false)
    // That says that Parley let nobody in.
    if (stands && !(await this.page.getByText('parley open', { exact: true }).isVisible())) return null
    const shown = await this.page.locator('body').innerHTML()
    return [
      `The page of ${this.name} at ${this.page.url().replace(/#.*/, '')} came to nothing.`, `It complained: ${this.errors.join('; ') || 'of nothing'}.`,
      `Its host said: ${this.host.note() || 'nothing'}.`, `It shows: ${shown.slice(0, 600)}`,
    ].join('\n')
  }

  /** Starts the host. `port` is that of its page, any free one where left out; `laterMs` sets its clock ahead. */
  async serve({ port = 0, laterMs = 0 }: { readonly port?: number; readonly laterMs?: number } = {}): Promise<void> {
    const env: Readonly<Record<string, string>> = laterMs === 0 ? {} : { NODE_OPTIONS: `--import=${LATER}`, PARLEY_TEST_LATER_MS: String(laterMs) }
    this.#host = await startHost(['serve', '--no-open', '--port', String(port)], { ...this.options, env })
  }

  /** Ends the host. The browser and its page stay. */
  async stop(signal?: NodeJS.Signals): Promise<void> {
    await this.#host?.stop(signal)
    this.#host = null
  }

  /** Starts it again at the address its page had. */
  async serveAgain(): Promise<void> {
    await this.serve({ port: Number(new URL(this.page.url()).port) })
  }

  /** Takes the cable out of the machine this stands on; host, browser and page go on. Of an office on a LAN. */
  async unplug(): Promise<void> {
    await this.#machine().unplug()
  }

  async plugIn(): Promise<void> {
    await this.#machine().plugIn()
  }

  #machine(): Machine {
    if (!('unplug' in this.#place)) throw new Error(`${this.name} stands on a machine without a cable`)
    return this.#place
  }

  /** Opens a URL in a new tab, which is the page from now on. */
  async visit(url: string): Promise<Page> {
    const watched = await this.browser.open(url)
    watched.page.setDefaultTimeout(PATIENCE_MS)
    this.#pages.push(watched)
    this.#page = watched.page
    return watched.page
  }

  /** What the person could do with the command line instead. */
  does<T = Record<string, unknown>>(...args: string[]): Promise<T> {
    return parleyJson<T>(args, this.options)
  }

  async dispose(): Promise<void> {
    await this.#browser?.dispose()
    await this.stop()
  }

  async #launch(): Promise<void> {
    this.#browser = await launchBrowser({ ...WIDE, through: this.#through })
    await this.#browser.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  }
}

/** People who can reach each other, each at their workbench. */
export class Office {
  readonly #network: { dispose(): Promise<void> }
  readonly #places: readonly Place[]
  readonly #people: Workbench[] = []
  readonly folder: string

  /** In the order of their seats. */
  get people(): readonly Workbench[] {
    return this.#people
  }

  private constructor(network: { dispose(): Promise<void> }, places: readonly Place[]) {
    this.#network = network
    this.#places = places
    this.folder = mkdtempSync(join(tmpdir(), 'parley-office-'))
  }

  /** All on one machine. Throws with the reason where the system allows no private network. */
  static async open(): Promise<Office> {
    const namespace = await Namespace.open()
    return new Office(namespace, [namespace])
  }

  /** A machine each on one LAN, by their addresses in the order of the seats taken. */
  static async onLan(...addresses: readonly string[]): Promise<Office> {
    const lan = await Lan.open(...addresses)
    return new Office(lan, lan.machines)
  }

  /** A workbench that is not opened yet. */
  seat(name: string): Workbench {
    const person = new Workbench(name, this.folder, this.#places[Math.min(this.#people.length, this.#places.length - 1)]!)
    this.#people.push(person)
    return person
  }

  async dispose(): Promise<void> {
    try {
      await Promise.all(this.#people.map((person) => person.dispose()))
    } finally {
      await this.#network.dispose()
      rmSync(this.folder, { recursive: true, force: true })
    }
  }
}

function need<T>(value: T | null, complaint: string): T {
  if (value === null) throw new Error(complaint)
  return value
}
