// Looks at this machine: who answers at its own addresses, what firewall can be seen. Asks for no rights and changes nothing.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { networkInterfaces } from 'node:os'
import { BEACON_PORT } from '#shared/protocol/address.ts'
import { systemOf, type System } from '#shared/protocol/interface-kind.ts'
import type { Core } from '../core.ts'
import { macFirewallOf, nftablesDrops, ufwEnabled, windowsNetworkOf } from './firewall.ts'
import { NO_FIREWALL, type Firewall, type NetworkSnapshot, type SelfCall } from './snapshot.ts'

const ANSWER_WITHIN_MS = 1500
const PROGRAM_WITHIN_MS = 4000
const MAX_SELF_CALLS = 4

export async function gatherNetwork(core: Core): Promise<NetworkSnapshot> {
  const system = systemOf(process.platform)
  const [running, firewall] = await Promise.all([runningNow(core), firewallOf(system)])
  return { system, running, firewall, beaconPort: BEACON_PORT }
}

async function runningNow(core: Core): Promise<NetworkSnapshot['running']> {
  const { meeting } = core
  if (!meeting) return null
  const open = [...core.workspaces.values()]
  const tried = new Map(open.flatMap(({ id }) => core.ways.of(id)).map(({ address, outcome }) => [address, outcome]))
  return {
    port: meeting.port, failure: meeting.failure, online: core.finding.addresses().length > 0, visitors: fromElsewhere(meeting.visitors), interfaces: meeting.interfaces,
    selfCalls: await Promise.all(core.finding.addresses().slice(0, MAX_SELF_CALLS).map(callOneself)),
    tried: [...tried].map(([address, outcome]) => ({ address, outcome })),
    connected: open.reduce((sum, workspace) => sum + workspace.connected.size, 0),
    links: open.filter(({ network }) => network).map(({ name, network, connected }) => ({ workspace: name, state: network!.state, connected: connected.size })),
  }
}

/** What runs on this machine may come in by its network address too. */
function fromElsewhere(visitors: ReadonlySet<string>): number {
  const own = new Set(Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address)))
  return [...visitors].filter((address) => !own.has(address)).length
}

/** A rendezvous answers a plain request with 426 and says what it is. */
function callOneself(address: string): Promise<SelfCall> {
  return new Promise((resolve) => {
    const request = get(`http://${address}/`, { timeout: ANSWER_WITHIN_MS, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => { text = (text + chunk).slice(0, 500) })
      response.on('end', () => resolve({ address, answered: response.statusCode === 426 && text.includes('Parley') ? 'parley' : 'something else' }))
      response.on('error', () => resolve({ address, answered: 'nothing' }))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve({ address, answered: 'nothing' }))
  })
}

async function firewallOf(system: System): Promise<Firewall> {
  switch (system) {
    case 'linux': return {
      ...NO_FIREWALL, ufw: ufwEnabled(contentOf('/etc/ufw/ufw.conf')), firewalld: existsSync('/run/firewalld.pid') || existsSync('/run/firewalld'),
      nftables: nftablesDrops(contentOf('/etc/nftables.conf')),
    }
    case 'win32': return { ...NO_FIREWALL, windowsNetwork: windowsNetworkOf(await printed('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', '(Get-NetConnectionProfile).NetworkCategory'])) }
    case 'darwin': return { ...NO_FIREWALL, macFirewall: macFirewallOf(await printed('/usr/libexec/ApplicationFirewall/socketfilterfw', ['--getglobalstate'])) }
    case 'other': return NO_FIREWALL
  }
}

/** Null where it can't be read. */
function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** What a program of the system prints; null where it fails or takes long. */
const printed = (program: string, args: readonly string[]): Promise<string | null> => new Promise((resolve) => {
  execFile(program, args, { timeout: PROGRAM_WITHIN_MS, windowsHide: true }, (error, stdout) => resolve(error ? null : stdout))
})
