// What the doctor says of a machine it did not have to look at: each system's hints, from facts alone.
import { describe, expect, it } from 'vitest'
import type { DoctorLine } from '#shared/protocol/contract.ts'
import type { InterfaceReport } from '#shared/protocol/link.ts'
import { firewallLines, macFirewallOf, nftablesDrops, ufwEnabled, windowsNetworkOf } from '#host/doctor/firewall.ts'
import { networkLines } from '#host/doctor/network.ts'
import { clockLines, cutOffLines, homeLine } from '#host/doctor/people.ts'
import { NO_FIREWALL, type NetworkSnapshot } from '#host/doctor/snapshot.ts'

type Running = NonNullable<NetworkSnapshot['running']>

const eth = (more: Partial<InterfaceReport> = {}): InterfaceReport => ({
  name: 'eth0', kind: 'lan', address: '10.0.0.4', family: 'IPv4', sent: 'yes', joined: 'yes', heard: 0, own: true, ...more,
})
const docker = eth({ name: 'docker0', kind: 'container', address: '172.17.0.1', sent: 'no', joined: 'no', own: false })
const running = (more: Partial<Running> = {}): Running => ({
  port: 47611, failure: null, online: true, visitors: 0, interfaces: [eth()], tried: [], connected: 0, links: [],
  selfCalls: [{ address: '10.0.0.4:47611', answered: 'parley' }], ...more,
})
const snapshot = (more: Partial<Running> = {}, system: NetworkSnapshot['system'] = 'linux', firewall: Partial<NetworkSnapshot['firewall']> = {}): NetworkSnapshot => (
  { system, running: running(more), firewall: { ...NO_FIREWALL, ...firewall }, beaconPort: 47655 })
const line = (lines: readonly DoctorLine[], what: string): DoctorLine => {
  const found = lines.find((candidate) => candidate.what === what)
  if (!found) throw new Error(`nothing is said of ${what}, only of ${lines.map((one) => one.what).join(', ')}`)
  return found
}
const says = (found: DoctorLine): string => `${found.says} ${found.remedy ?? ''}`

describe('every line', () => {
  const machines: readonly NetworkSnapshot[] = [
    snapshot(), snapshot({ interfaces: [], online: false }), snapshot({ port: null, failure: 'EADDRINUSE' }), { ...snapshot(), running: null },
    ...(['linux', 'darwin', 'win32', 'other'] as const).flatMap((system) => ['EHOSTUNREACH', 'EPERM', 'ENETUNREACH'].map((sent) => snapshot({ interfaces: [eth({ sent, own: false })] }, system))),
    snapshot({ tried: [{ address: '10.0.0.9:1', outcome: 'no answer' }] }), snapshot({ interfaces: [eth({ own: false, joined: 'EADDRINUSE' })] }),
  ]
  it.each(machines.map((machine, n) => [n, machine] as const))('says what it means, and what to do where something is amiss (machine %i)', (_, machine) => {
    for (const found of networkLines(machine)) {
      expect(found.says).toMatch(/[.]$/)
      if (!found.ok) expect(found.remedy).toMatch(/[.]$|[a-z]\)?$/)
      expect(says(found)).not.toMatch(/undefined|null|NaN|!/)
    }
  })
})

describe('networks of this machine', () => {
  it('are named with what they are; those inside the machine come last', () => {
    const found = line(networkLines(snapshot({ interfaces: [eth(), docker, eth({ name: 'wlan0', kind: 'wifi', address: '192.168.1.5' })] })), 'Interfaces')
    expect(found).toMatchObject({ ok: true, says: 'eth0 (cable) 10.0.0.4, wlan0 (Wi-Fi) 192.168.1.5. docker0 joins only what runs on this machine and comes last.' })
  })

  it('none at all is said first, and that work goes on', () => {
    const lines = networkLines(snapshot({ online: false, interfaces: [docker], links: [{ workspace: 'Hollin Bank', state: 'running', connected: 0 }] }))
    expect(lines.map(({ what }) => what)).toEqual(['Network', 'Link of Hollin Bank'])
    expect(lines[0]).toMatchObject({ ok: false, says: expect.stringContaining('on no network') })
  })

  it('an address that the machine gave itself is no network', () => {
    expect(line(networkLines(snapshot({ interfaces: [eth({ address: '169.254.7.7' })] })), 'Interfaces')).toMatchObject({ ok: false, says: expect.stringContaining('very same cable'), remedy: expect.stringContaining('DHCP') })
    const linkLocal = eth({ address: 'fe80::1', family: 'IPv6' })
    expect(line(networkLines(snapshot({ interfaces: [linkLocal], online: false })), 'Interfaces')).toMatchObject({ ok: false, says: expect.stringContaining('nothing can be exchanged') })
  })

  it('of a host that is not running says how to start it', () => {
    expect(networkLines({ ...snapshot(), running: null })).toMatchObject([{ remedy: expect.stringContaining('parley serve') }])
  })

  it('a VPN is told, with what to do where nobody is reached', () => {
    const vpn = eth({ name: 'tun0', kind: 'vpn', address: '10.8.0.2' })
    expect(line(networkLines(snapshot({ interfaces: [eth(), vpn] })), 'VPN')).toMatchObject({ ok: true, says: expect.stringContaining('tun0'), remedy: expect.stringContaining('parley network add') })
    expect(line(networkLines(snapshot({ interfaces: [eth(), vpn], connected: 1 })), 'VPN').remedy).toBeNull()
  })
})

describe('the way in', () => {
  it('is open once another machine came in', () => {
    const lines = networkLines(snapshot({ visitors: 2 }, 'linux', { ufw: true }))
    expect(line(lines, 'Way in')).toMatchObject({ ok: true, says: expect.stringContaining('is open') })
    expect(lines.some(({ what }) => what === 'Firewall')).toBe(false)
  })

  it('that answers only from here may still be closed from elsewhere', () => {
    expect(line(networkLines(snapshot()), 'Way in')).toMatchObject({ ok: true, says: expect.stringContaining('a firewall could still be in the way') })
  })

  it('is amiss where Parley does not answer at its own address, or somebody else does', () => {
    const silent = snapshot({ selfCalls: [{ address: '10.0.0.4:47611', answered: 'nothing' }] })
    expect(line(networkLines(silent), 'Way in')).toMatchObject({ ok: false, remedy: expect.stringContaining('--rendezvous-host') })
    const other = snapshot({ selfCalls: [{ address: '10.0.0.4:47611', answered: 'something else' }] })
    expect(line(networkLines(other), 'Way in')).toMatchObject({ ok: false, says: expect.stringContaining('Another program') })
  })
})

describe('beacons', () => {
  it('that leave nowhere on macOS mean that the permission is missing', () => {
    const found = line(networkLines(snapshot({ interfaces: [eth({ sent: 'EHOSTUNREACH', own: false }), eth({ name: 'en1', sent: 'EHOSTUNREACH', own: false })] }, 'darwin')), 'Beacons out')
    expect(found).toMatchObject({ ok: false, says: expect.stringContaining('not permitted'), remedy: expect.stringContaining('Local Network') })
  })

  it('the same on Linux is a missing route', () => {
    expect(line(networkLines(snapshot({ interfaces: [eth({ sent: 'EHOSTUNREACH', own: false })] })), 'Beacons out').remedy).toContain('route')
  })

  it('forbidden by a firewall name the port', () => {
    expect(says(line(networkLines(snapshot({ interfaces: [eth({ sent: 'EPERM', own: false })] })), 'Beacons out'))).toContain('UDP to port 47655')
  })

  it('that leave on one interface are enough', () => {
    const found = line(networkLines(snapshot({ interfaces: [eth(), eth({ name: 'wlan0', kind: 'wifi', sent: 'ENETUNREACH', own: false })] })), 'Beacons out')
    expect(found).toMatchObject({ ok: true, says: expect.stringContaining('On wlan0 they don\'t (ENETUNREACH)') })
  })

  it('heard of a colleague say that multicast works', () => {
    expect(line(networkLines(snapshot({ interfaces: [eth({ heard: 3 })] })), 'Beacons in')).toMatchObject({ ok: true, says: 'Beacons of colleagues were heard on eth0.' })
  })

  it('of nobody but oneself leave open who is there', () => {
    expect(line(networkLines(snapshot()), 'Beacons in')).toMatchObject({ ok: true, remedy: expect.stringContaining('guest Wi-Fi') })
  })

  it('not even one\'s own are dropped on this machine', () => {
    expect(line(networkLines(snapshot({ interfaces: [eth({ own: false })] })), 'Beacons in')).toMatchObject({ ok: false, says: expect.stringContaining('firewall') })
  })

  it('can\'t be listened for where another program has the port', () => {
    expect(line(networkLines(snapshot({ interfaces: [eth({ own: false, joined: 'EADDRINUSE' })] })), 'Beacons in')).toMatchObject({ ok: false, says: expect.stringContaining('another program') })
  })
})

describe('other machines', () => {
  const tried = (...outcomes: Running['tried'][number]['outcome'][]): Running['tried'] => outcomes.map((outcome, n) => ({ address: `10.0.0.${n + 9}:1`, outcome }))
  const about = (more: Partial<Running>): DoctorLine | undefined => networkLines(snapshot(more)).find(({ what }) => what === 'Other machines')

  it('that do not answer may be kept apart by the network', () => {
    expect(about({ tried: tried('no answer', 'no answer') })).toMatchObject({ ok: false, says: expect.stringContaining('None of the 2 addresses') })
    expect(about({ tried: tried('no answer'), interfaces: [eth({ kind: 'wifi' })] })!.says).toContain('Guest Wi-Fi')
  })
  it('that answer without a connection have UDP dropped', () => expect(about({ tried: tried('connected', 'no answer') })).toMatchObject({ ok: false, remedy: expect.stringContaining('UDP') }))
  it('without Parley are told apart', () => expect(about({ tried: tried('refused', 'no answer') })).toMatchObject({ ok: true, says: expect.stringContaining('not running there') }))
  it('are no matter where somebody is connected', () => expect(about({ tried: tried('no answer'), connected: 1 })).toBeUndefined())
})

describe('firewalls', () => {
  const hint = (system: NetworkSnapshot['system'], firewall: Partial<NetworkSnapshot['firewall']>): DoctorLine => firewallLines(snapshot({}, system, firewall))[0]!

  it('of Linux are named with the command that opens both ports', () => {
    expect(hint('linux', { ufw: true }).remedy).toBe('Open them: sudo ufw allow 47611/tcp && sudo ufw allow 47655/udp')
    expect(hint('linux', { firewalld: true }).remedy).toContain('--add-port=47611/tcp --add-port=47655/udp')
    expect(hint('linux', { nftables: true }).remedy).toContain('tcp dport 47611 and udp dport 47655')
    expect(hint('linux', {})).toMatchObject({ ok: true, remedy: null })
  })
  it('of Windows let nobody in on a public network', () => {
    expect(hint('win32', { windowsNetwork: 'public' })).toMatchObject({ ok: false, remedy: expect.stringContaining('Private network') })
    expect(hint('win32', { windowsNetwork: 'private' })).toMatchObject({ ok: true, says: 'Windows takes this for a private network.' })
    expect(hint('win32', {}).says).toContain('could not be learned')
  })
  it('of macOS may block all that comes in', () => {
    expect(hint('darwin', { macFirewall: 'blocks all' }).ok).toBe(false)
    expect(hint('darwin', { macFirewall: 'on' })).toMatchObject({ ok: true, remedy: expect.stringContaining('Options') })
  })
  it('are not guessed at where the system is another', () => expect(firewallLines(snapshot({}, 'other'))).toEqual([]))

  it('are read from what each system writes', () => {
    expect([ufwEnabled('# conf\nENABLED=yes\n'), ufwEnabled('ENABLED=no\n'), ufwEnabled('#ENABLED=yes'), ufwEnabled(null)]).toEqual([true, false, false, false])
    expect(nftablesDrops('table inet filter {\n\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n\t\tct state established accept\n\t}\n}\n')).toBe(true)
    expect(nftablesDrops('table inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter;\n\t}\n\tchain forward {\n\t\ttype filter hook forward priority filter; policy drop;\n\t}\n}\n')).toBe(false)
    expect(nftablesDrops('table inet f {\n\tchain input {\n\t\ttype filter hook input priority 0; policy accept;\n\t\tct state established accept\n\t\treject with icmpx admin-prohibited\n\t}\n}\n')).toBe(true)
    expect([nftablesDrops('# policy drop'), nftablesDrops(null)]).toEqual([false, false])
    expect(['Private\r\nPublic\r\n', 'Private\r\n', 'DomainAuthenticated', '', null].map(windowsNetworkOf)).toEqual(['public', 'private', 'domain', null, null])
    expect(['Firewall is disabled. (State = 0)', 'Firewall is enabled. (State = 1)', 'Firewall is enabled. (State = 2)', 'what', null].map(macFirewallOf)).toEqual(['off', 'on', 'blocks all', null, null])
  })
})

describe('clocks', () => {
  const MINUTE = 60_000
  it('that agree are one quiet line, and none where nobody told', () => {
    expect(clockLines([])).toEqual([])
    expect(clockLines([{ name: 'Ben', ahead: 2 * MINUTE }])).toMatchObject([{ ok: true, says: 'The clock of Ben agrees with this one.' }])
  })
  it('of one colleague are that colleague\'s', () => {
    expect(clockLines([{ name: 'Ben', ahead: 7 * MINUTE }, { name: 'Chidi', ahead: 0 }])).toMatchObject([{ ok: false, what: 'Clock of Ben', says: expect.stringContaining('7 minutes ahead of this one') }])
    expect(clockLines([{ name: 'Ben', ahead: -200 * MINUTE }])).toMatchObject([{ says: expect.stringContaining('3 hours behind this one') }])
  })
  it('of all colleagues on the same side are this machine\'s', () => {
    expect(clockLines([{ name: 'Ben', ahead: 9 * MINUTE }, { name: 'Chidi', ahead: 10 * MINUTE }])).toMatchObject([{ ok: false, what: 'Clock of this machine' }])
    expect(clockLines([{ name: 'Ben', ahead: 9 * MINUTE }, { name: 'Chidi', ahead: -10 * MINUTE }])).toHaveLength(2)
  })
  it('never say that anything is decided by them', () => expect(clockLines([{ name: 'Ben', ahead: 9 * MINUTE }])[0]!.says).toContain('Nothing is decided by clocks'))
})

it('a device that was cut off is named, with for how long', () => {
  expect(cutOffLines([{ workspace: 'Hollin Bank', name: 'Ben', address: null, what: 'frame.oversize', left: 29_500 }])).toMatchObject([{ area: 'people', ok: true, says: expect.stringContaining('A device of Ben sent what no Parley sends (frame.oversize) and is kept out for another 30 s.') }])
  expect(cutOffLines([{ workspace: 'Hollin Bank', name: null, address: '10.0.0.9', what: 'frame.oversize', left: 1 }])[0]!.says).toContain('Somebody at 10.0.0.9')
})

it('being elsewhere means a VPN, a Parley that all can reach, or a file', () => {
  expect(homeLine(true, 47611)).toMatchObject({ area: 'home', ok: true, remedy: expect.stringMatching(/VPN.*parley keep.*47611.*bundle/) })
})
