// The host's keyless children, started on its word: the link's peers in a hidden sandboxed window with Chromium's own
// WebRTC, the rendezvous in a utility process. Each talks to the host over a port that passes through here unread.
import { BrowserWindow, MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import { join } from 'node:path'
import type { ChildKind } from '#shared/protocol/desktop.ts'
import { linkSession } from './pages.ts'
import { addressOf } from './policy/origins.ts'
import { hear } from './sender.ts'

export interface ChildEvents {
  /** It listens; this is the host's end of the way to it. */
  up(port: MessagePortMain): void
  /** Called once. */
  ended(reason: string): void
}

/** Returns what ends it at once. */
export function startChild(kind: ChildKind, events: ChildEvents): () => void {
  let told = false
  const once: ChildEvents = {
    up: (port) => events.up(port),
    ended: (reason) => {
      if (told) return
      told = true
      events.ended(reason)
    },
  }
  return kind === 'peers' ? startPeers(once) : startRendezvous(once)
}

function startPeers({ up, ended }: ChildEvents): () => void {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'link.cjs'),
      session: linkSession(),
      sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false,
      // A hidden page would be slowed down, and every link with it.
      backgroundThrottling: false,
    },
  })
  const end = (reason: string): void => {
    ended(reason)
    if (!window.isDestroyed()) window.destroy()
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => end(reason))
  window.webContents.on('did-fail-load', (_event, _code, description) => end(description))
  window.on('closed', () => ended('closed'))
  let connected = false
  hear('parley-link-loaded', window, 'link', () => {
    // A page that loads a second time has lost what it knew.
    if (connected) return end('reloaded')
    connected = true
    const { port1, port2 } = new MessageChannelMain()
    window.webContents.postMessage('parley-link-port', null, [port2])
    up(port1)
  })
  void window.loadURL(addressOf('link')).catch(() => end('the page of the link did not load'))
  return () => end('killed')
}

/** Nothing of the environment, which may hold secrets; but without this one Windows opens no sockets. */
const { SystemRoot } = process.env
const bare = SystemRoot === undefined ? {} : { SystemRoot }

function startRendezvous({ up, ended }: ChildEvents): () => void {
  const child = utilityProcess.fork(join(import.meta.dirname, 'rendezvous-utility.js'), [], {
    serviceName: 'Parley rendezvous', stdio: 'inherit', env: bare,
  })
  child.once('spawn', () => {
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage(null, [port2])
    up(port1)
  })
  child.once('exit', (code) => ended(`exit ${code}`))
  return () => void child.kill()
}
