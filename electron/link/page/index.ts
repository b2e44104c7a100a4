// The link in a hidden sandboxed page, with the browser's own WebRTC. The host's end of the port comes with the first
// message the page gets.
import type { HostToLink, LinkToHost } from '#shared/protocol/link.ts'
import { Link } from '../peers/link.ts'
import { loadSilenced } from '../peers/signalling.ts'
import type { HostPort } from '../peers/surroundings.ts'

function pagePort(port: MessagePort): HostPort {
  return {
    send: (message: LinkToHost) => port.postMessage(message),
    backlog: 0,
    onMessage: (take) => {
      port.onmessage = ({ data }: MessageEvent<HostToLink>) => take(data)
    },
  }
}

const begin = (event: MessageEvent): void => {
  const [port] = event.ports
  // Only the page's own preload script may hand the port in.
  if (event.source !== window || event.data !== 'parley-link' || !port) return
  window.removeEventListener('message', begin)
  const rtc = { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate }
  const link = new Link(pagePort(port), rtc, () => window.close())
  window.addEventListener('error', ({ error }) => link.caught(error))
  window.addEventListener('unhandledrejection', ({ reason }) => link.caught(reason))
}

window.addEventListener('message', begin)
// The page may wait for its workspace: by then it has what it needs.
void loadSilenced()
