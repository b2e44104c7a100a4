// What is open while Parley runs on a desktop: one host, its children, one workbench window.
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
  #window: WorkbenchWindow | null = null
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
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)))
    if (app.isPackaged) app.setAsDefaultProtocolClient('parley')
    const seal = await openSealKey(safeStorage, join(this.#profile, 'seal-key'), process.platform)
    if (seal.says) console.warn(seal.says)
    this.#host = new HostProcess({ data: this.#data, sealKey: seal.key }, {
      started: () => this.#connect(),
      failed: (message, remedy) => {
        dialog.showErrorBox(message, remedy)
        app.quit()
      },
    })
    this.#openWindow()
  }

  /** Brings the window to the front, with a link to preview if one was opened. */
  show(link: string | null): void {
    if (link !== null) this.#link = link
    if (!this.#host || this.#closing) return
    if (!this.#window) return this.#openWindow()
    this.#window.focus()
    this.#passLink()
  }

  /** Ends the host in order. */
  dispose(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#host?.dispose()
      this.closed = true
    })()
    return this.#closing
  }

  #openWindow(): void {
    this.#window = new WorkbenchWindow(join(this.#profile, 'window.json'), {
      loaded: () => {
        this.#connect()
        this.#passLink()
      },
      closed: () => { this.#window = null },
    })
  }

  /** A direct way between page and host: nothing of what they say passes through here. */
  #connect(): void {
    if (!this.#window?.isLoaded || !this.#host) return
    const { port1, port2 } = new MessageChannelMain()
    this.#host.attachPage(port1)
    this.#window.send('parley-port', null, [port2])
  }

  #passLink(): void {
    if (this.#link === null || !this.#window?.isLoaded) return
    this.#window.send('parley-link', this.#link)
    this.#link = null
  }
}
