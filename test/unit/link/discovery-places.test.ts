// Real-life lists of interfaces: which kind each is, from which addresses beacons leave, and which come first in an invite.
import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { broadcastOf, isAttached, placeFor, placesOf, type Place } from '../../../electron/link/discovery/places.ts'
import type { DeviceFacts, InterfaceKind, System } from '../../../shared/protocol/interface-kind.ts'

type Entry = readonly [cidr: string, mac?: string]
interface Machine {
  readonly system: System
  readonly interfaces: Readonly<Record<string, readonly Entry[]>>
  readonly devices?: Readonly<Record<string, Partial<DeviceFacts>>>
}

const CARD = '3c:52:82:5f:11:02'
const NONE = '00:00:00:00:00:00'

function info([cidr, mac = CARD]: Entry): NetworkInterfaceInfo {
  const [address, prefix] = cidr.split('/') as [string, string]
  const internal = address === '::1' || address.startsWith('127.')
  const shared = { address, mac, internal, cidr, netmask: prefix }
  return address.includes(':') ? { ...shared, family: 'IPv6', scopeid: address.startsWith('fe80') ? 7 : 0 } : { ...shared, family: 'IPv4' }
}

function placesOn({ system, interfaces, devices }: Machine): Place[] {
  const plain: DeviceFacts = { wireless: false, hardware: false, tunnel: false, bridged: null }
  const listed = Object.fromEntries(Object.entries(interfaces).map(([name, entries]) => [name, entries.map(info)]))
  return placesOf(listed, system, (name) => (devices?.[name] ? { ...plain, ...devices[name] } : null))
}

const kinds = (machine: Machine): Record<string, InterfaceKind> => Object.fromEntries(placesOn(machine).map(({ name, kind }) => [name, kind]))

const linuxLaptop: Machine = {
  system: 'linux',
  interfaces: {
    'lo': [['127.0.0.1/8', NONE], ['::1/128', NONE]],
    'docker0': [['172.17.0.1/16'], ['fe80::42:aff:fe00:1/64']],
    'br-5f2b9c1d7e3a': [['172.18.0.1/16']],
    'virbr0': [['192.168.122.1/24']],
    'tun0': [['10.8.0.6/24', NONE]],
    'wg0': [['10.66.0.2/32', NONE]],
    'tailscale0': [['100.101.102.103/32', NONE], ['fd7a:115c:a1e0::1/128', NONE]],
    'vethab12cd3': [['fe80::9c2b:1ff:fe22:1/64']],
    'wlp2s0': [['192.168.1.24/24'], ['2001:db8:1:2:aaaa::5/64'], ['fe80::1a2b:3c4d:5e6f:7a8b/64']],
    'enp0s31f6': [['192.168.1.25/24'], ['fe80::2/64']],
  },
  devices: {
    'docker0': { bridged: ['veth11'] }, 'br-5f2b9c1d7e3a': { bridged: [] }, 'virbr0': { bridged: ['vnet0'] }, 'tun0': { tunnel: true },
    'tailscale0': { tunnel: true }, 'wlp2s0': { wireless: true, hardware: true }, 'enp0s31f6': { hardware: true },
  },
}

const mac: Machine = {
  system: 'darwin',
  interfaces: {
    lo0: [['127.0.0.1/8', NONE], ['::1/128', NONE], ['fe80::1/64', NONE]],
    anpi0: [['fe80::1c2/64']],
    en0: [['fe80::14c2:1/64'], ['192.168.178.31/24'], ['2001:db8::31/64']],
    awdl0: [['fe80::ac1/64']],
    llw0: [['fe80::ac1/64']],
    utun0: [['fe80::ce81/64', NONE]],
    utun4: [['10.7.0.3/16', NONE]],
    bridge0: [['169.254.3.9/16']],
    bridge100: [['192.168.64.1/24']],
    vmenet0: [['fe80::77/64']],
  },
}

const windows: Machine = {
  system: 'win32',
  interfaces: {
    'Ethernet': [['fe80::21/64'], ['10.0.0.7/24']],
    'WLAN': [['192.168.1.40/24']],
    'Drahtlosnetzwerkverbindung 2': [['192.168.2.40/24']],
    'Conexión de área local': [['10.1.0.7/24']],
    'vEthernet (WSL (Hyper-V firewall))': [['172.28.0.1/20']],
    'vEthernet (Default Switch)': [['172.29.0.1/20']],
    'VirtualBox Host-Only Network': [['192.168.56.1/24']],
    'VMware Network Adapter VMnet8': [['192.168.80.1/24']],
    'Tailscale': [['100.64.0.9/32']],
    'OpenVPN TAP-Windows6': [['10.9.0.2/24']],
    'Loopback Pseudo-Interface 1': [['127.0.0.1/8', NONE], ['::1/128', NONE]],
  },
}

describe('kinds of interfaces', () => {
  it('on a Linux laptop with containers and tunnels', () => {
    expect(kinds(linuxLaptop)).toEqual({
      'lo': 'loopback', 'docker0': 'container', 'br-5f2b9c1d7e3a': 'container', 'virbr0': 'container', 'vethab12cd3': 'container',
      'tun0': 'vpn', 'wg0': 'vpn', 'tailscale0': 'vpn', 'wlp2s0': 'wifi', 'enp0s31f6': 'lan',
    })
  })

  it('on a Mac', () => {
    expect(kinds(mac)).toEqual({
      lo0: 'loopback', anpi0: 'other', en0: 'lan', awdl0: 'other', llw0: 'other', utun0: 'vpn', utun4: 'vpn', bridge0: 'lan',
      bridge100: 'container', vmenet0: 'container',
    })
  })

  it('on Windows, in several languages', () => {
    expect(kinds(windows)).toEqual({
      'Ethernet': 'lan', 'WLAN': 'wifi', 'Drahtlosnetzwerkverbindung 2': 'wifi', 'Conexión de área local': 'lan',
      'vEthernet (WSL (Hyper-V firewall))': 'container', 'vEthernet (Default Switch)': 'container', 'VirtualBox Host-Only Network': 'container',
      'VMware Network Adapter VMnet8': 'container', 'Tailscale': 'vpn', 'OpenVPN TAP-Windows6': 'vpn', 'Loopback Pseudo-Interface 1': 'loopback',
    })
  })

  it('of a bridge, by what it joins: a card makes it the way out, machines inside do not', () => {
    const bridge = (name: string, bridged: readonly string[]): InterfaceKind | undefined => (
      kinds({ system: 'linux', interfaces: { [name]: [['10.0.0.5/24']] }, devices: { [name]: { bridged } } })[name]
    )
    expect(bridge('br0', ['enp3s0', 'vnet1'])).toBe('lan')
    expect(bridge('vmbr0', ['eno1', 'tap100i0'])).toBe('lan')
    expect(bridge('br0', ['vnet1', 'vnet2'])).toBe('container')
    expect(bridge('docker0', ['eth0'])).toBe('container')
  })

  it('of a name nobody knows, by the hardware behind it', () => {
    const unknown = (mac?: string, device?: Partial<DeviceFacts>): InterfaceKind | undefined => (
      kinds({ system: 'linux', interfaces: { uplink: [mac === undefined ? ['10.0.0.5/24'] : ['10.0.0.5/24', mac]] }, ...(device && { devices: { uplink: device } }) }).uplink
    )
    expect(unknown(CARD, { hardware: true })).toBe('lan')
    expect(unknown(CARD, { wireless: true })).toBe('wifi')
    expect(unknown(CARD)).toBe('other')
    expect(unknown(NONE)).toBe('vpn')
  })
})

describe('addresses to speak from', () => {
  it('come with cards first, tunnels and containers last, link-local ones at the very end', () => {
    const order = placesOn(linuxLaptop).map(({ name, family }) => `${name} ${family}`)
    expect(order.slice(0, 3)).toEqual(['enp0s31f6 IPv4', 'wlp2s0 IPv4', 'wlp2s0 IPv6'])
    expect(order.indexOf('docker0 IPv4')).toBeGreaterThan(order.indexOf('tailscale0 IPv6'))
    expect(order.at(-1)).toMatch(/IPv6/)
  })

  it('are one IPv6 address an interface, the one that others can be told', () => {
    const six = placesOn(linuxLaptop).filter(({ family, name }) => family === 'IPv6' && name === 'wlp2s0')
    expect(six.map(({ address }) => address)).toEqual(['2001:db8:1:2:aaaa::5'])
  })

  it('leave out loopback and what lies within this machine', () => {
    const silent = new Set(placesOn(linuxLaptop).filter(({ speaks }) => !speaks).map(({ name }) => name))
    expect(silent).toEqual(new Set(['lo', 'docker0', 'br-5f2b9c1d7e3a', 'virbr0', 'vethab12cd3']))
  })

  it('carry the zone that the system wants: a name, on Windows a number', () => {
    expect(placesOn(mac).find(({ name, family }) => name === 'awdl0' && family === 'IPv6')?.zone).toBe('awdl0')
    expect(placesOn(windows).find(({ name, family }) => name === 'Ethernet' && family === 'IPv6')?.zone).toBe('7')
  })
})

describe('a network', () => {
  const place = (cidr: string, name = 'eth0'): Place => {
    const [address, prefix] = cidr.split('/') as [string, string]
    return { name, kind: 'lan', family: address.includes(':') ? 'IPv6' : 'IPv4', address, prefix: Number(prefix), zone: name, speaks: true }
  }

  it.each([
    ['192.168.1.24/24', '192.168.1.255'], ['10.1.2.3/8', '10.255.255.255'], ['172.16.5.1/20', '172.16.15.255'], ['192.0.2.1/30', '192.0.2.3'],
    ['192.0.2.1/31', null], ['10.66.0.2/32', null], ['2001:db8::1/64', null],
  ])('of %s has everybody at %s', (cidr, everybody) => {
    expect(broadcastOf(place(cidr))).toBe(everybody)
  })

  it('is told by the source of what comes from it, the narrowest first', () => {
    const all = [place('10.0.0.1/8', 'wide'), place('10.1.0.1/16', 'narrow'), place('2001:db8:1::1/64', 'six'), place('fe80::9/64', 'local')]
    const name = (source: string): string | undefined => placeFor(source, all)?.name
    expect(name('10.1.9.9')).toBe('narrow')
    expect(name('10.2.9.9')).toBe('wide')
    expect(name('2001:db8:1::77')).toBe('six')
    expect(name('2001:db8:2::77')).toBeUndefined()
    expect(name('fe80::77%local')).toBe('local')
    expect(name('fe80::77%six')).toBe('six')
    expect(name('192.0.2.1')).toBeUndefined()
  })
})

describe('being on a network', () => {
  const alone = ['127.0.0.1', '::1']

  it.each([
    ['10.0.0.4', ['10.0.0.5'], true], ['10.0.0.4', [], false], ['10.0.0.4', ['fe80::9', '2001:db8::9'], false], ['127.0.0.1', [], true],
    ['fe80::4%eth0', ['fe80::9'], true], ['2001:db8::4', ['10.0.0.5'], false], ['::1', [], true],
    ['ada.local', [], true], ['localhost', [], true], [undefined, [], true],
  ])('to reach %s with %j: %j', (host, own, expected) => {
    expect(isAttached(host, new Set([...alone, ...own]))).toBe(expected)
  })

  it('is not judged where the system tells no addresses', () => {
    expect(isAttached('10.0.0.4', new Set())).toBe(true)
  })
})
