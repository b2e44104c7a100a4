// The addresses of this machine from which it may speak: one of each family on each interface, best first.
import { existsSync, readdirSync } from 'node:fs'
import { isIP } from 'node:net'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { isLoopback } from '#shared/protocol/address.ts'
import { betterAddress, isLinkLocal, kindOf, systemOf, type DeviceFacts, type InterfaceKind, type System } from '#shared/protocol/interface-kind.ts'

export interface Place {
  readonly name: string
  readonly kind: InterfaceKind
  readonly family: 'IPv4' | 'IPv6'
  readonly address: string
  /** Bits of the address that the whole network has in common. */
  readonly prefix: number
  /** What the system calls the interface in IPv6 addresses: its name, or a number on Windows. */
  readonly zone: string
  /** Whether anything is to be said here. */
  readonly speaks: boolean
}

/** Loopback reaches nobody (WebRTC has no way over it), and behind a container bridge are only this machine's own. */
const speaksOn = (kind: InterfaceKind): boolean => kind !== 'loopback' && kind !== 'container'

export const placeKey = ({ name, family, address }: Place): string => `${name} ${family} ${address}`

export function placesOf(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>, system: System, device: (name: string) => DeviceFacts | null,
): Place[] {
  const places = Object.entries(interfaces).flatMap(([name, entries = []]) => {
    const facts = entries[0] && { name, internal: entries[0].internal, mac: entries[0].mac, system, device: device(name) }
    if (!facts) return []
    const kind = kindOf(facts)
    const all = entries.map((entry): Place => ({
      name, kind, family: entry.family, address: entry.address, prefix: Number(entry.cidr?.split('/')[1] ?? (entry.family === 'IPv4' ? 24 : 64)),
      zone: system === 'win32' ? String(entry.scopeid ?? 0) : name, speaks: speaksOn(kind),
    }))
    // IPv6 has several on each interface, of which one that others can be told is worth most; IPv4 seldom, on networks of their own.
    const [best] = all.filter(({ family }) => family === 'IPv6').sort((a, b) => Number(isLinkLocal(a.address)) - Number(isLinkLocal(b.address)))
    return [...all.filter(({ family }) => family === 'IPv4'), ...(best ? [best] : [])]
  })
  return places.sort(betterAddress)
}

export const readPlaces = (): Place[] => placesOf(networkInterfaces(), systemOf(process.platform), process.platform === 'linux' ? deviceFacts : () => null)

/** All addresses of this machine, without zones. */
export const ownAddresses = (): ReadonlySet<string> => new Set(Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address)))

/** Whether a machine with these addresses is on a network that speaks the protocol of this one. True of this machine itself, of
 * names, which nobody knows before they are asked for, and where the system tells no addresses at all. */
export function isAttached(host: string | undefined, own: ReadonlySet<string>): boolean {
  const family = isIP(host ?? '')
  return family === 0 || own.size === 0 || isLoopback(host!) || [...own].some((address) => !isLoopback(address) && isIP(address) === family)
}

/** What Linux tells of an interface; null where it has nothing under that name (a container may show others' names). */
function deviceFacts(name: string): DeviceFacts | null {
  const at = `/sys/class/net/${name}`
  if (/[/\0]/.test(name) || !existsSync(at)) return null
  const has = (what: string): boolean => existsSync(`${at}/${what}`)
  return {
    wireless: has('wireless') || has('phy80211'), hardware: has('device'), tunnel: has('tun_flags'),
    bridged: has('bridge') ? listed(`${at}/brif`) : null,
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Everybody's address on this network; null where it has none (IPv6, links between two). */
export function broadcastOf({ family, address, prefix }: Place): string | null {
  if (family === 'IPv6' || prefix > 30 || prefix < 1) return null
  const bits = (ipv4Bits(address) | (0xffff_ffff >>> prefix)) >>> 0
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
}

/** Whose network an address belongs to; null where none of them can tell. */
export function placeFor(source: string, places: readonly Place[]): Place | null {
  const [address, zone] = source.split('%') as [string, string?]
  const family = address.includes(':') ? 'IPv6' : 'IPv4'
  const ofFamily = places.filter((place) => place.family === family)
  if (zone !== undefined) return ofFamily.find((place) => place.zone === zone) ?? null
  const bits = bitsOf(address)
  const near = ofFamily.filter((place) => place.prefix > 0 && bits.slice(0, place.prefix) === bitsOf(place.address).slice(0, place.prefix))
  return near.sort((a, b) => b.prefix - a.prefix)[0] ?? null
}

const ipv4Bits = (address: string): number => address.split('.').reduce((bits, part) => ((bits << 8) | Number(part)) >>> 0, 0)

function bitsOf(address: string): string {
  if (!address.includes(':')) return ipv4Bits(address).toString(2).padStart(32, '0')
  const [head = '', tail] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const [front, back] = [groups(head), groups(tail ?? '')]
  const gap = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0')
  return [...front, ...gap, ...back].map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}
