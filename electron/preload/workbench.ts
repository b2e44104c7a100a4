// The only things the page gets of Electron: a port to the host, links that were opened from outside, a window for another
// workspace when it asks for one, and its own commands in the menu. Neither ipcRenderer nor any of its events is handed over.
import { ipcRenderer } from 'electron'

ipcRenderer.on('parley-port', ({ ports: [port] }) => {
  if (port) window.postMessage('parley-port', location.origin, [port])
})

ipcRenderer.on('parley-link', (_event, link: unknown) => {
  if (typeof link === 'string') window.postMessage({ parley: 'link', link }, location.origin)
})

ipcRenderer.on('parley-command', (_event, command: unknown) => {
  if (typeof command === 'string') window.postMessage({ parley: 'command', command }, location.origin)
})

window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  const asked = data as { parley?: unknown; workspace?: unknown; menu?: unknown } | null
  if (source !== window) return
  if (asked?.parley === 'window' && typeof asked.workspace === 'string') ipcRenderer.send('parley-window', asked.workspace)
  if (asked?.parley === 'menu' && Array.isArray(asked.menu)) ipcRenderer.send('parley-menu', asked.menu)
})

// By then the page's scripts have run and listen.
window.addEventListener('load', () => ipcRenderer.send('parley-loaded'))
