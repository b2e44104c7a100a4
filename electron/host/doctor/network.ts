// What could be in the way between this machine and others, one line a cause. Pure.
import { isLinkLocal } from '#shared/protocol/interface-kind.ts'
import type { InterfaceReport } from '#shared/protocol/link.ts'
import type { DoctorLine } from '#shared/protocol/contract.ts'
import { firewallLines } from './firewall.ts'
import { amiss, fine } from './line.ts'
import type { NetworkSnapshot } from './snapshot.ts'

type Running = NonNullable<NetworkSnapshot['running']>

export function networkLines(snapshot: NetworkSnapshot): DoctorLine[] {
  const { running } = snapshot
  if (!running) {
    return [fine('network', 'Network', 'Parley is not running for this folder, so nobody can reach this device just now.', 'Start it: parley serve, or parley keep without a page.')]
  }
  const outward = running.interfaces.filter(({ kind }) => kind !== 'loopback' && kind !== 'container')
  if (!running.online && outward.length === 0) {
    return [amiss('network', 'Network', 'This machine is on no network, so nobody can be reached. Everything else works, and what you sign is kept.', 'Connect it to the network of a colleague, by cable or Wi-Fi.'), ...linkLines(running)]
  }
  return [
    interfaceLine(outward, running.interfaces), rendezvousLine(running), ...wayInLines(running),
    ...(running.interfaces.length > 0 ? [beaconsOut(snapshot, outward), ...beaconsIn(outward)] : []),
    ...vpnLines(running, outward), ...isolationLines(running, outward), ...firewallLines(snapshot), ...linkLines(running),
  ]
}

function interfaceLine(outward: readonly InterfaceReport[], all: readonly InterfaceReport[]): DoctorLine {
  if (all.length === 0) return fine('network', 'Interfaces', 'They are being looked at.')
  const named = [...new Set(outward.filter(({ address }) => !isLinkLocal(address)).map(({ name, kind, address }) => `${name}${kindWord(kind)} ${address}`))]
  const inside = new Set(all.filter(({ kind }) => kind === 'container').map(({ name }) => name))
  const apart = inside.size === 0 ? '' : inside.size === 1 ? ` ${[...inside].join('')} joins only what runs on this machine and comes last.`
    : ` ${[...inside].join(', ')} join only what runs on this machine and come last.`
  if (named.length === 0) {
    // WebRTC makes no candidates of link-local IPv6.
    const able = outward.some(({ family }) => family === 'IPv4') ? 'Only people on the very same cable or access point can be reached.' : 'People may be found, but nothing can be exchanged with them.'
    return amiss('network', 'Interfaces', `The network gave this machine no address, only such as it gives itself. ${able}${apart}`, 'Check cable or Wi-Fi, and that the router hands out addresses (DHCP).')
  }
  return fine('network', 'Interfaces', `${named.join(', ')}.${apart}`)
}

const KIND_WORDS: Readonly<Partial<Record<InterfaceReport['kind'], string>>> = { wifi: ' (Wi-Fi)', lan: ' (cable)', vpn: ' (VPN)' }
const kindWord = (kind: InterfaceReport['kind']): string => KIND_WORDS[kind] ?? ''

function rendezvousLine({ port, failure }: Running): DoctorLine {
  if (port !== null) return fine('network', 'Port', `Colleagues' Parleys come in at TCP port ${port}.`)
  return amiss('network', 'Port', `Nobody can come in (${failure ?? 'it is still starting'}); this device can still go to others.`, 'Try again in a moment, or choose another port with --rendezvous-port.')
}

/** Whether the port answers where others would call. From here a firewall is not seen: who came in from elsewhere proves more. */
function wayInLines({ port, selfCalls, visitors }: Running): DoctorLine[] {
  if (port === null) return []
  if (visitors > 0) return [fine('network', 'Way in', 'Others came in over the network since Parley started, so the way in is open.')]
  const wrong = selfCalls.find(({ answered }) => answered === 'something else')
  if (wrong) return [amiss('network', 'Way in', `Another program answers at ${wrong.address}, so colleagues who try it don't reach you.`, 'End that program, or choose another port with --rendezvous-port.')]
  const answering = selfCalls.filter(({ answered }) => answered === 'parley').map(({ address }) => address)
  if (selfCalls.length > 0 && answering.length === 0) {
    return [amiss('network', 'Way in', 'Parley does not answer at its own network address, so others can hardly reach it.', 'If it was started with --rendezvous-host, name the address of the network or leave it out. Else a firewall on this machine is in the way.')]
  }
  if (answering.length === 0) return []
  return [fine('network', 'Way in', `Parley answers at ${answering.join(', ')} when asked from this machine. Nobody has come in from elsewhere yet, so a firewall could still be in the way.`)]
}

function beaconsOut({ system }: NetworkSnapshot, outward: readonly InterfaceReport[]): DoctorLine {
  const meant = outward.filter(({ sent }) => sent !== 'no')
  if (meant.length === 0) return fine('network', 'Beacons out', 'None has gone out yet: nobody is looked for, or Parley has just started.')
  const failed = meant.filter(({ sent }) => sent !== 'yes')
  if (failed.length === meant.length) return blocked(system, failed)
  const some = failed.length > 0 ? ` On ${namesOf(failed)} they don't (${failed[0]!.sent}); the others will do.` : ''
  return fine('network', 'Beacons out', `They leave on ${namesOf(meant.filter(({ sent }) => sent === 'yes'))}, so colleagues on the same network can find this device.${some}`)
}

function blocked(system: NetworkSnapshot['system'], failed: readonly InterfaceReport[]): DoctorLine {
  const codes = new Set(failed.map(({ sent }) => sent))
  const known = 'Addresses given by hand or in an invite still work.'
  if (system === 'darwin' && codes.has('EHOSTUNREACH')) {
    return amiss('network', 'Beacons out', 'macOS lets nothing out to the local network, on any interface. That means Parley was not permitted to use it, so nobody can be found or reached.', 'System Settings, Privacy & Security, Local Network: switch Parley on (or the terminal you started it from), then start it again.')
  }
  if (codes.has('EPERM') || codes.has('EACCES')) {
    return amiss('network', 'Beacons out', `A firewall on this machine forbids sending them. ${known}`, 'Allow outgoing UDP to port 47655, or add colleagues by address: parley network add ADDRESS.')
  }
  return amiss('network', 'Beacons out', `The system can't send them (${[...codes].join(', ')}), so this device is not found by itself. ${known}`, 'Check that the network has a route (an address from the router). Else add colleagues by address: parley network add ADDRESS.')
}

function beaconsIn(outward: readonly InterfaceReport[]): DoctorLine[] {
  const sending = outward.filter(({ sent }) => sent === 'yes')
  if (sending.length === 0) return []
  const heard = sending.reduce((sum, one) => sum + one.heard, 0)
  if (heard > 0) return [fine('network', 'Beacons in', `Beacons of colleagues were heard on ${namesOf(sending.filter((one) => one.heard > 0))}.`)]
  const deaf = sending.filter(({ joined }) => joined !== 'yes')
  if (deaf.length === sending.length) {
    const code = deaf[0]!.joined
    const why = code === 'EADDRINUSE' ? 'another program keeps the port to itself' : `the system refused: ${code}`
    return [amiss('network', 'Beacons in', `This machine can't listen for beacons (${why}), so others are not found by themselves. They can still find you.`, 'End the other program, or add colleagues by address: parley network add ADDRESS.')]
  }
  if (sending.some(({ own }) => own)) {
    return [fine('network', 'Beacons in', 'This machine hears its own beacons, so multicast works here. None of a colleague was heard: perhaps nobody is there, or the network does not pass them on.', 'If somebody is there: guest Wi-Fi and separate networks (VLAN) keep beacons out. Give their address: parley network add ADDRESS.')]
  }
  return [amiss('network', 'Beacons in', 'This machine does not even hear its own beacons, so something on it drops them: mostly a firewall.', 'Allow incoming UDP at port 47655, or add colleagues by address: parley network add ADDRESS.')]
}

function vpnLines({ connected }: Running, outward: readonly InterfaceReport[]): DoctorLine[] {
  const vpns = [...new Set(outward.filter(({ kind }) => kind === 'vpn').map(({ name }) => name))]
  if (vpns.length === 0) return []
  const says = `A VPN is up (${vpns.join(', ')}). Beacons rarely pass one, and some keep all traffic to themselves, so that people beside you are not reached.`
  const remedy = 'If colleagues are in the VPN too, add their address there: parley network add ADDRESS. If they are beside you, allow local network access in the VPN, or switch it off for a try.'
  return [fine('network', 'VPN', says, connected > 0 ? null : remedy)]
}

/** Everything here is in order and still nobody answers: then it is the network between. */
function isolationLines({ tried, connected }: Running, outward: readonly InterfaceReport[]): DoctorLine[] {
  const outcomes = tried.map(({ outcome }) => outcome).filter((outcome) => outcome !== null)
  if (connected > 0 || outcomes.length === 0) return []
  if (outcomes.some((outcome) => outcome === 'connected')) {
    return [amiss('network', 'Other machines', 'A Parley of your workspace answers, but no direct connection came about yet.', 'Give it half a minute. If it stays so, a firewall on one of the two machines lets in neither UDP nor TCP: allow Parley (or node) there.')]
  }
  if (outcomes.every((outcome) => outcome === 'no answer')) {
    const wifi = outward.some(({ kind }) => kind === 'wifi') ? ' Guest Wi-Fi often does.' : ''
    return [amiss('network', 'Other machines', `None of ${outcomes.length === 1 ? 'the one address' : `the ${outcomes.length} addresses`} known answers: they are away, have other addresses now, or this network keeps devices apart.${wifi}`, 'Ask a colleague for the address under My address, and add it: parley network add ADDRESS. On guest Wi-Fi, use the other network or a cable. A bundle file needs no network.')]
  }
  if (outcomes.includes('refused')) {
    return [fine('network', 'Other machines', 'A machine answers at a known address, but Parley is not running there.', 'Ask your colleague to start Parley.')]
  }
  return []
}

const linkLines = ({ links }: Running): DoctorLine[] => links.map(({ workspace, state, connected }) => (
  state === 'running' ? fine('network', `Link of ${workspace}`, connected === 0 ? 'Running; nobody is connected.' : `Running; ${connected} connected.`)
    : amiss('network', `Link of ${workspace}`, `It is ${state === 'waiting' ? 'being started again' : state}.`, 'It starts again by itself, and nothing is lost. If it does not, restart Parley.')))

const namesOf = (interfaces: readonly InterfaceReport[]): string => [...new Set(interfaces.map(({ name }) => name))].join(', ')
