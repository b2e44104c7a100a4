// What a command is: its words, what it takes, and what it does with a host.
import type { HostClient } from '#shared/protocol/contract.ts'
import type { Given } from './arguments.ts'

export interface OptionSpec {
  readonly type: 'text' | 'texts' | 'flag'
  /** How the value reads in the usage line: `--by DATE`. */
  readonly value?: string
  readonly says: string
  readonly required?: boolean
}

export interface Outcome {
  /** What `--json` prints. */
  readonly value: unknown
  /** What is printed without it. */
  readonly text: string
  readonly exit?: number
}

/** The machine around a command, so that tests can bring their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly interactive: boolean
  now(): Date
  out(text: string): void
  /** Progress and remarks; never part of a result. */
  note(text: string): void
  readPassphrase(): Promise<string>
  /** Resolves when the person or the system asks the command to end. */
  ended(): Promise<void>
}

export interface Call {
  readonly given: Given
  readonly around: Surroundings
  /** The data folder, absolute. */
  readonly data: string
  /** A client of the host that runs, else of one opened for this command; unlocked where a passphrase is at hand. */
  host(need?: HostNeed): Promise<HostClient>
}

export interface HostNeed {
  /** The command talks to other people's devices itself. */
  readonly network?: boolean
  /** The only address others may reach that host at; all of the machine's where left out. */
  readonly rendezvousHost?: string | undefined
  /** The command takes long, so others may talk to the host it opened. */
  readonly listen?: boolean
  /** The command works before there is an identity, or while it is locked. */
  readonly anyone?: boolean
}

export interface Command {
  /** For example `commitment offer`. */
  readonly name: string
  /** Names of what it takes without an option: `ID`, `TEXT`. */
  readonly takes?: readonly string[]
  readonly options?: Readonly<Record<string, OptionSpec>>
  readonly says: string
  /** More for `--help`: results and examples. */
  readonly more?: string
  run(call: Call): Promise<Outcome | null>
}

/** Every command takes these. */
export const COMMON: Readonly<Record<string, OptionSpec>> = {
  'data': { type: 'text', value: 'DIR', says: 'the data folder (else PARLEY_DATA, else the usual place)' },
  'json': { type: 'flag', says: 'print one JSON value' },
  'passphrase-file': { type: 'text', value: 'FILE', says: 'take the passphrase of the key from the first line of a file' },
  'help': { type: 'flag', says: 'say how the command is used' },
}

export const WORKSPACE: Readonly<Record<string, OptionSpec>> = {
  workspace: { type: 'text', value: 'NAME|ID', says: 'which workspace, where there is more than one' },
}
