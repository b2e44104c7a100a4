// The only thing the page gets of Electron: a port to the host, and links that were opened from outside. Neither
// ipcRenderer nor any of its events is handed over.
import { ipcRenderer } from 'electron'

ipcRenderer.on('parley-port', ({ ports: [port] }) => {
  if (port) window.postMessage('parley-port', location.origin, [port])
})

ipcRenderer.on('parley-link', (_event, link: unknown) => {
  if (typeof link === 'string') window.postMessage({ parley: 'link', link }, location.origin)
})

// By then the page's scripts have run and listen.
window.addEventListener('load', () => ipcRenderer.send('parley-loaded'))
