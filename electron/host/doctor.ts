// What `parley doctor` and the page's "what could be in the way?" say: is everything where it should be, what stands
// between this machine and others, and what to do about it. Facts are gathered first; what is said of them is pure.
import type { DoctorLine } from '#shared/protocol/contract.ts'
import type { Core } from './core.ts'
import { gatherNetwork } from './doctor/gather.ts'
import { installationLines } from './doctor/installation.ts'
import { networkLines } from './doctor/network.ts'
import { clockLines, cutOffLines, forkLines, homeLine, type ClockFacts, type CutOffFacts, type ForkFacts } from './doctor/people.ts'

export async function examine(core: Core): Promise<DoctorLine[]> {
  const network = await gatherNetwork(core)
  return [
    ...installationLines(core), ...networkLines(network),
    ...clockLines(clocksOf(core)), ...forkLines(forksOf(core)), ...cutOffLines(cutOffOf(core)), homeLine(network.running !== null, network.running?.port ?? null),
  ]
}

function clocksOf(core: Core): ClockFacts[] {
  const byDevice = [...core.workspaces.values()].flatMap((workspace) => workspace.people.others().flatMap(({ name, devices }) => (
    devices.map(({ id }) => ({ name, ahead: workspace.met.clockAhead(id) })))))
  return byDevice.flatMap(({ name, ahead }) => (ahead === null ? [] : [{ name, ahead }]))
}

function forksOf(core: Core): ForkFacts[] {
  return [...core.workspaces.values()].flatMap((workspace) => workspace.ledger.chains('workspace').forkedDevices().map((device) => (
    { workspace: workspace.name, name: workspace.people.ownerOf(device)?.name ?? 'someone' })))
}

function cutOffOf(core: Core): CutOffFacts[] {
  const now = core.options.clock.now()
  return [...core.workspaces.values()].flatMap(({ name: workspace, bans, people }) => bans.list().map(({ device, address, what, until }) => (
    { workspace, name: (device && people.ownerOf(device)?.name) ?? null, address, what, left: until - now })))
}
