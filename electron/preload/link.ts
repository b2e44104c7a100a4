// The hidden window of the link gets its port to the host, and nothing else.
import { ipcRenderer } from 'electron'

ipcRenderer.on('parley-link-port', ({ ports: [port] }) => {
  if (port) window.postMessage('parley-link', location.origin, [port])
})

window.addEventListener('load', () => ipcRenderer.send('parley-link-loaded'))
