// What is open while Parley runs on a desktop: one host, its children, a workbench window for each workspace asked for.
import { app, dialog, Menu, MessageChannelMain, safeStorage } from 'electron'
import { guardContents } from './contents.ts'
import { HostProcess } from './host-process.ts'
import { menuTemplate } from './menu.ts'
import { join } from 'node:path'
import { servePages } from './pages.ts'
import { openSealKey } from './seal-key.ts'
import { WorkbenchWindow } from './workbench-window.ts'

export class Desktop {
  readonly #data: string
  readonly #profile: string
  #host: HostProcess | null = null
  /** By workspace; the first one, which shows what was looked at last, by null. */
  readonly #windows = new Map<string | null, WorkbenchWindow>()
  /** A link that came before there was a window to show it. */
  #link: string | null = null
  #closing: Promise<void> | null = null
  closed = false

  constructor(data: string, profile: string) {
    this.#data = data
    this.#profile = profile
  }

  /** To be called once, when Electron is ready. */
  async open(): Promise<void> {
    guardContents()
    servePages()
    this.#showMenu(null)
    if (app.isPackaged) app.setAsDefaultProtocolClient('parley')
    const seal = await openSealKey(safeStorage, join(this.#profile, 'seal-key'), process.platform)
    this.#host = new HostProcess({ data: this.#data, sealKey: seal.key, keyNote: seal.says }, {
      started: () => { for (const window of this.#windows.values()) this.#connect(window) },
      failed: (message, remedy) => {
        dialog.showErrorBox(message, remedy)
        app.quit()
      },
    })
    this.#openWindow(null)
  }

  /** Brings the window to the front, with a link to preview if one was opened. */
  show(link: string | null): void {
    if (link !== null) this.#link = link
    if (!this.#host || this.#closing) return
    const [window] = this.#windows.values()
    if (!window) return this.#openWindow(null)
    window.focus()
    this.#passLink(window)
  }

  /** Ends the host in order. */
  dispose(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#host?.dispose()
      this.closed = true
    })()
    return this.#closing
  }

  #openWindow(workspace: string | null): void {
    const known = this.#windows.get(workspace)
    if (known) return known.focus()
    const window = new WorkbenchWindow(join(this.#profile, workspace === null ? 'window.json' : `window-${workspace.slice(0, 16)}.json`), workspace, {
      loaded: () => {
        this.#connect(window)
        this.#passLink(window)
      },
      closed: () => { this.#windows.delete(workspace) },
      another: (asked) => { if (!this.#closing) this.#openWindow(asked) },
      menuChanged: () => { if (window.isInFront) this.#showMenu(window) },
      cameToFront: () => this.#showMenu(window),
    })
    this.#windows.set(workspace, window)
  }

  /** One menu serves all windows: it is that of the one in front. */
  #showMenu(window: WorkbenchWindow | null): void {
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({
      platform: process.platform, packaged: app.isPackaged, page: window?.menu ?? null, run: (command) => window?.send('parley-command', command),
    })))
  }

  /** A direct way between page and host: nothing of what they say passes through here. */
  #connect(window: WorkbenchWindow): void {
    if (!window.isLoaded || !this.#host) return
    const { port1, port2 } = new MessageChannelMain()
    this.#host.attachPage(port1)
    window.send('parley-port', null, [port2])
  }

  #passLink(window: WorkbenchWindow): void {
    if (this.#link === null || !window.isLoaded) return
    window.send('parley-link', this.#link)
    this.#link = null
  }
}
