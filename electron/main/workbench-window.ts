// The window a person works in.
import { BrowserWindow, nativeTheme, screen, type MessagePortMain } from 'electron'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPageMenu, type PageMenuGroup } from '#shared/protocol/page-menu.ts'
import { addressOf } from './policy/origins.ts'
import { parsePlace, placeWithin, SMALLEST, type WindowPlace } from './policy/window-place.ts'
import { hear } from './sender.ts'

/** Shown until the page paints, so that no white flashes up: the page's `--table` in each theme. */
const TABLE = { light: '#dbded1', dark: '#121614' }

export interface WorkbenchEvents {
  /** The page listens; also after it was reloaded. */
  loaded(): void
  closed(): void
  /** The page asks for a window of another workspace. */
  another(workspace: string): void
  /** What its page can do is another, or called otherwise. */
  menuChanged(): void
  cameToFront(): void
}

export class WorkbenchWindow {
  readonly #window: BrowserWindow
  #loaded = false
  #menu: readonly PageMenuGroup[] | null = null

  /** `workspace`: the one it shows; null leaves it to the page. */
  constructor(placeFile: string, workspace: string | null, events: WorkbenchEvents) {
    const { maximized, ...area } = placeWithin(readPlace(placeFile), screen.getAllDisplays().map((display) => display.workArea))
    this.#window = new BrowserWindow({
      ...area,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: 'Parley',
      backgroundColor: nativeTheme.shouldUseDarkColors ? TABLE.dark : TABLE.light,
      webPreferences: {
        preload: join(import.meta.dirname, '..', 'preload', 'workbench.cjs'),
        sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false,
      },
    })
    if (maximized) this.#window.maximize()
    this.#window.once('ready-to-show', () => this.#window.show())
    this.#window.on('close', () => writePlace(placeFile, { ...this.#window.getNormalBounds(), maximized: this.#window.isMaximized() }))
    this.#window.on('closed', () => {
      this.#loaded = false
      events.closed()
    })
    this.#window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#loaded = false
    })
    this.#window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') this.#window.reload()
    })
    hear('parley-loaded', this.#window, 'workbench', () => {
      this.#loaded = true
      events.loaded()
    })
    hear('parley-window', this.#window, 'workbench', (asked) => { if (isWorkspace(asked)) events.another(asked) })
    hear('parley-menu', this.#window, 'workbench', (said) => {
      this.#menu = readPageMenu(said) ?? this.#menu
      events.menuChanged()
    })
    this.#window.on('focus', () => events.cameToFront())
    void this.#window.loadURL(addressOf('workbench') + (workspace === null ? '' : `#workspace=${workspace}`))
  }

  get isLoaded(): boolean {
    return this.#loaded
  }

  get isInFront(): boolean {
    return this.#window.isFocused()
  }

  /** What its page says it can do; null until it has. */
  get menu(): readonly PageMenuGroup[] | null {
    return this.#menu
  }

  send(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    this.#window.webContents.postMessage(channel, message, ports)
  }

  focus(): void {
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }
}

const isWorkspace = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8,128}$/.test(value)

function readPlace(file: string): WindowPlace | null {
  try {
    return parsePlace(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Where it can't be written, the window opens in its usual place next time. */
function writePlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(place), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch (error) {
    console.warn(`The window's place could not be kept: ${(error as Error).message}`)
  }
}
