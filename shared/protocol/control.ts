// The control channel of a peer link: acknowledgements and the sign of life. One frame each, outside the window.
import { FrameError } from './frames.ts'

export type Control =
  /** `charge` is the receive window's total; `ledger` counts whole ledger messages taken in. Both modulo 2^32. */
  | { readonly t: 'ack'; readonly charge: number; readonly ledger: number }
  | { readonly t: 'ping'; readonly n: number }
  | { readonly t: 'pong'; readonly n: number }

const KINDS = ['ack', 'ping', 'pong'] as const

export function encodeControl(control: Control): Uint8Array {
  const bytes = new Uint8Array(control.t === 'ack' ? 9 : 5)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, KINDS.indexOf(control.t))
  view.setUint32(1, control.t === 'ack' ? control.charge : control.n)
  if (control.t === 'ack') view.setUint32(5, control.ledger)
  return bytes
}

/** Throws FrameError on anything else. */
export function decodeControl(bytes: Uint8Array): Control {
  const kind = KINDS[bytes[0] ?? 255]
  if (kind === undefined || bytes.length !== (kind === 'ack' ? 9 : 5)) throw new FrameError('frame.malformed')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (kind === 'ack') return { t: kind, charge: view.getUint32(1), ledger: view.getUint32(5) }
  return { t: kind, n: view.getUint32(1) }
}
