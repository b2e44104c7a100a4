// Where a rendezvous may be: `host:port`, IPv6 in brackets. What people type and what others say of themselves.
import { fail, ok, type Result } from '../base/result.ts'

/** UDP port of beacons. The same everywhere, since nobody can be told another before they have met. */
export const BEACON_PORT = 47_655

/** How an address was come by. */
export const ADDRESS_SOURCES = ['invite', 'remembered', 'beacon', 'told', 'by hand'] as const
export type AddressSource = (typeof ADDRESS_SOURCES)[number]

export interface Candidate {
  readonly address: string
  readonly source: AddressSource
}

const FORM = /^(\[[0-9a-fA-F:.]+(%[A-Za-z0-9._-]{1,32})?\]|[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?):(\d{1,5})$/

export function isAddress(text: string): boolean {
  const port = Number(FORM.exec(text)?.[4] ?? 0)
  return port > 0 && port < 65_536
}

/** Of this machine alone. */
export const isLoopback = (host: string): boolean => host === '::1' || host === 'localhost' || host.startsWith('127.')

/** The address in what a person typed or pasted. Problem: `address.unreadable`. */
export function readAddress(text: string): Result<string> {
  const address = text.replace(/\s+/g, '')
  if (isAddress(address)) return ok(address)
  return fail(
    'address.unreadable', `${text.trim().slice(0, 80)} is not an address Parley can try, so nothing was changed.`,
    'Write it like 192.168.1.24:47611, as shown under My address on the other device.',
  )
}
