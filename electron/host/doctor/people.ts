// What can be told of colleagues' devices: clocks and chains. Nothing is decided by a clock; a wrong one confuses people.
import type { DoctorLine } from '#shared/protocol/contract.ts'
import { CLOCK_TOLERANCE_MS, skewWords } from '../exchange/happenings.ts'
import { amiss, fine } from './line.ts'

export interface ClockFacts {
  readonly name: string
  /** Ms that it is ahead of this one. */
  readonly ahead: number
}

export function clockLines(clocks: readonly ClockFacts[]): DoctorLine[] {
  if (clocks.length === 0) return []
  const off = clocks.filter(({ ahead }) => Math.abs(ahead) > CLOCK_TOLERANCE_MS)
  if (off.length === 0) return [fine('people', 'Clocks', clocks.length === 1 ? `The clock of ${clocks[0]!.name} agrees with this one.` : `The clocks of ${clocks.length} colleagues' devices agree with this one.`)]
  const sameSide = off.every(({ ahead }) => Math.sign(ahead) === Math.sign(off[0]!.ahead))
  if (off.length >= 2 && off.length === clocks.length && sameSide) {
    return [amiss('people', 'Clock of this machine', `All ${off.length} colleagues heard from have another time: theirs are about ${skewWords(off[0]!.ahead)} this one. Nothing is decided by clocks, but what you sign shows the wrong time.`, 'Let the system set date and time by itself.')]
  }
  return off.map(({ name, ahead }) => amiss('people', `Clock of ${name}`, `It is ${skewWords(ahead)} this one. Nothing is decided by clocks, but times shown may look odd.`, `Tell ${name}; let the system set date and time on both machines.`))
}

export interface ForkFacts {
  readonly workspace: string
  readonly name: string
}

export const forkLines = (forks: readonly ForkFacts[]): DoctorLine[] => forks.map(({ workspace, name }) => amiss(
  'people', `Chains of ${workspace}`, `A device of ${name} signed in two places at once; both are kept.`,
  'Nothing is lost. A data folder was copied and used twice: keep only one of the copies.',
))

export interface CutOffFacts {
  readonly workspace: string
  /** Null where it is not known whose device it was. */
  readonly name: string | null
  readonly address: string | null
  readonly what: string
  /** How long it is kept out still, in ms. */
  readonly left: number
}

export const cutOffLines = (cutOff: readonly CutOffFacts[]): DoctorLine[] => cutOff.map(({ workspace, name, address, what, left }) => fine(
  'people', `Cut off from ${workspace}`,
  `${name === null ? `Somebody at ${address ?? 'an address not known'}` : `A device of ${name}`} sent what no Parley sends (${what}) and is kept out for another ${Math.max(1, Math.ceil(left / 1000))} s. Your records are not affected.`,
  name === null ? null : `If it happens again: ask ${name} to look whether that device runs a Parley of the same version, and unchanged.`,
))

/** What it means that there is no server, for who is not where the others are. */
export const homeLine = (running: boolean, port: number | null): DoctorLine => fine(
  'home', 'Being elsewhere',
  'Parley has no server: devices meet on one network. From home or on the way you can read, write and sign; it reaches others when you meet again.',
  `To meet from elsewhere, join the network of a colleague by VPN and add an address there (parley network add ADDRESS), or keep a Parley running at an address all can reach (a small machine that is invited under a name of its own and runs parley keep${running && port !== null ? `; this one's port is ${port}` : ''}). A bundle file carries everything without a network.`,
)
