// Hints about firewalls, per system. A firewall is in the way or not: that can't be known from inside, so these lines
// stay quiet once somebody came in from elsewhere.
import type { DoctorLine } from '#shared/protocol/contract.ts'
import { amiss, fine } from './line.ts'
import type { Firewall, NetworkSnapshot } from './snapshot.ts'

export function firewallLines({ system, firewall, running, beaconPort }: NetworkSnapshot): DoctorLine[] {
  if (!running || running.port === null || running.visitors > 0) return []
  const ports = { tcp: running.port, udp: beaconPort }
  switch (system) {
    case 'linux': return linux(firewall, ports)
    case 'win32': return windows(firewall)
    case 'darwin': return mac(firewall)
    case 'other': return []
  }
}

interface Ports { readonly tcp: number; readonly udp: number }

function linux({ ufw, firewalld, nftables }: Firewall, { tcp, udp }: Ports): DoctorLine[] {
  const says = (name: string): string => `${name} is active. Unless the ports of Parley are open in it, colleagues can't come in and their beacons are not heard; you can still go to them.`
  if (ufw) return [fine('network', 'Firewall', says('ufw'), `Open them: sudo ufw allow ${tcp}/tcp && sudo ufw allow ${udp}/udp`)]
  if (firewalld) {
    return [fine('network', 'Firewall', says('firewalld'), `Open them: sudo firewall-cmd --permanent --add-port=${tcp}/tcp --add-port=${udp}/udp && sudo firewall-cmd --reload`)]
  }
  if (nftables) return [fine('network', 'Firewall', says('nftables'), `Accept tcp dport ${tcp} and udp dport ${udp} in the input chain of /etc/nftables.conf.`)]
  return [fine('network', 'Firewall', 'No ufw, firewalld or nftables rules were seen here. Rules set by other means are not visible without rights.')]
}

function windows({ windowsNetwork }: Firewall): DoctorLine[] {
  if (windowsNetwork === 'public') {
    return [amiss('network', 'Firewall', 'Windows takes this for a public network and lets nobody in, so colleagues can neither come in nor be heard.', 'If you trust it: Settings, Network & internet, Properties of this network, choose Private network. Allow Parley (or Node.js) when Windows asks.')]
  }
  return [fine('network', 'Firewall', windowsNetwork === null ? 'What Windows makes of this network could not be learned.' : `Windows takes this for a ${windowsNetwork} network.`,
    'If nobody can reach you: Windows Security, Firewall & network protection, Allow an app through firewall: Parley (or Node.js) must be ticked for this kind of network.')]
}

function mac({ macFirewall }: Firewall): DoctorLine[] {
  if (macFirewall === 'blocks all') {
    return [amiss('network', 'Firewall', 'The firewall of macOS blocks everything that comes in, so colleagues can not come in.', 'System Settings, Network, Firewall, Options: switch off Block all incoming connections.')]
  }
  if (macFirewall === 'on') {
    return [fine('network', 'Firewall', 'The firewall of macOS is on. It asks once whether Parley may accept connections.', 'System Settings, Network, Firewall, Options: Parley (or node) must read Allow incoming connections.')]
  }
  return [fine('network', 'Firewall', macFirewall === 'off' ? 'The firewall of macOS is off.' : 'Whether the firewall of macOS is on could not be learned.')]
}

/** `/etc/ufw/ufw.conf` says `ENABLED=yes`. */
export const ufwEnabled = (conf: string | null): boolean => /^\s*ENABLED\s*=\s*yes\b/im.test(conf ?? '')

/** A ruleset whose input chain drops, or rejects, what it does not name. */
export function nftablesDrops(conf: string | null): boolean {
  const rules = (conf ?? '').replace(/#.*$/gm, '')
  const input = /hook\s+input[^}]*?(?=\n\s*chain\b|\}\s*\n\s*\}|$)/s.exec(rules)?.[0] ?? ''
  return /policy\s+drop\b/.test(input) || /^\s*(?:counter\s+)?(?:drop|reject\b.*)\s*;?\s*$/m.test(input)
}

/** What PowerShell's `(Get-NetConnectionProfile).NetworkCategory` printed, one word a line: the strictest counts. */
export function windowsNetworkOf(printed: string | null): Firewall['windowsNetwork'] {
  const words = (printed ?? '').split(/\s+/).map((word) => word.toLowerCase())
  if (words.includes('public') || words.includes('0')) return 'public'
  if (words.includes('private') || words.includes('1')) return 'private'
  return words.some((word) => word === 'domainauthenticated' || word === '2') ? 'domain' : null
}

/** What `socketfilterfw --getglobalstate` printed. */
export function macFirewallOf(printed: string | null): Firewall['macFirewall'] {
  const state = /State = (\d)/i.exec(printed ?? '')?.[1]
  if (state === undefined) return null
  return state === '0' ? 'off' : state === '1' ? 'on' : 'blocks all'
}
