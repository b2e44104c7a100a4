// From the words typed to a command and what it was given. Node's parser makes the tokens; what they mean for a command
// is decided here, so that a mistake is named in the person's own words.
import { parseArgs } from 'node:util'
import { fail, ok, problem, ProblemError, type Result } from '#shared/base/result.ts'
import { COMMON, type Command, type OptionSpec } from './command.ts'

export class Given {
  readonly #values: ReadonlyMap<string, readonly (string | true)[]>
  readonly positionals: readonly string[]

  constructor(values: ReadonlyMap<string, readonly (string | true)[]>, positionals: readonly string[]) {
    this.#values = values
    this.positionals = positionals
  }

  flag(name: string): boolean {
    return this.#values.has(name)
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name)?.at(-1)
    return typeof value === 'string' ? value : undefined
  }

  texts(name: string): readonly string[] {
    return (this.#values.get(name) ?? []).filter((value) => typeof value === 'string')
  }

  /** A whole number in the range; throws a usage problem for anything else. */
  whole(name: string, least: number, most: number): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new ProblemError(problem(
      'usage.number', `--${name} takes a whole number from ${least} to ${most}, not "${text}".`, `Give a number such as --${name} ${least}.`,
    ))
  }

  /** The n-th word the command takes; `read` has seen to it that it is there. */
  at(position: number): string {
    return this.positionals[position] ?? ''
  }
}

export interface Invocation {
  /** Null for the bare program and for help on a group such as `commitment`. */
  readonly command: Command | null
  /** The words of the group asked about, where there is no command. */
  readonly group: string
  readonly given: Given
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]
interface Option { readonly name: string; readonly value: string | undefined; readonly names: string[] }

/** Reads a command line. Problems all have codes that begin with `usage.`. */
export function read(args: readonly string[], commands: readonly Command[]): Result<Invocation> {
  const known = allOptions(commands)
  const tokensBy = (specs: Readonly<Record<string, OptionSpec>>): readonly Token[] => parseArgs({
    args: args.map((arg) => (arg === '-h' ? '--help' : arg)), strict: false, allowPositionals: true, tokens: true,
    options: Object.fromEntries(Object.entries(specs).map(([name, { type }]) => [name, { type: type === 'flag' ? 'boolean' as const : 'string' as const, multiple: true }])),
  }).tokens
  const first = tokensBy(known)
  const words = first.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const command = longestMatch(words, commands)
  // A name may be a flag of one command and take a value in another: once the command is known, it says.
  const tokens = command ? tokensBy({ ...known, ...command.options, ...COMMON }) : first
  const given = command ? split(tokens, command) : { options: tokens.filter(isOption).map(asOption), positionals: words }
  const values = new Map<string, (string | true)[]>()
  for (const option of given.options) {
    const wrong = checkOption(option, command, known)
    if (wrong) return wrong
    values.set(option.name, [...(values.get(option.name) ?? []), option.value ?? true, ...option.names])
  }
  const found = new Given(values, given.positionals)
  if (command) return found.flag('help') ? ok({ command, group: '', given: found }) : complete(command, found)
  const group = groupOf(words, commands)
  return group === null ? unknownCommand(words, commands) : ok({ command: null, group, given: found })
}

function allOptions(commands: readonly Command[]): Readonly<Record<string, OptionSpec>> {
  return Object.assign({ version: { type: 'flag', says: '' } }, COMMON, ...commands.map((command) => command.options ?? {})) as Record<string, OptionSpec>
}

function longestMatch(words: readonly string[], commands: readonly Command[]): Command | null {
  const fits = commands.filter(({ name }) => name.split(' ').every((word, at) => words[at] === word))
  return fits.sort((a, b) => b.name.length - a.name.length)[0] ?? null
}

/** The bare program and `help` ask about everything, `commitment` alone about its commands. */
function groupOf(words: readonly string[], commands: readonly Command[]): string | null {
  const asked = words[0] === 'help' ? words.slice(1) : words
  const group = asked.join(' ')
  return group === '' || commands.some(({ name }) => name === group || name.startsWith(`${group} `)) ? group : null
}

const isOption = (token: Token): token is Extract<Token, { kind: 'option' }> => token.kind === 'option'
const asOption = (token: Extract<Token, { kind: 'option' }>): Option => ({ name: token.name, value: token.value, names: [] })

/**
 * Takes the command's own words off, and lets `--to Ben Chidi` name two people: what follows an option that may be
 * given several times belongs to it, where the command had got before what it takes otherwise.
 */
function split(tokens: readonly Token[], command: Command): { options: Option[]; positionals: string[] } {
  const own = command.name.split(' ').length
  const takes = command.takes?.length ?? 0
  const options: Option[] = []
  const positionals: string[] = []
  let skipped = 0
  let several: Option | null = null
  for (const token of tokens) {
    if (token.kind === 'option') {
      const option = asOption(token)
      options.push(option)
      const multiple = command.options?.[token.name]?.type === 'texts'
      several = multiple && positionals.length >= takes ? option : null
    } else if (token.kind === 'option-terminator') {
      several = null
    } else if (skipped < own) {
      skipped++
    } else if (several) {
      several.names.push(token.value)
    } else {
      positionals.push(token.value)
    }
  }
  return { options, positionals }
}

function checkOption({ name, value }: Option, command: Command | null, known: Readonly<Record<string, OptionSpec>>): Result<never> | null {
  const spec = COMMON[name] ?? command?.options?.[name] ?? (command ? undefined : known[name])
  const help = command ? `"parley ${command.name} --help"` : '"parley --help"'
  if (!spec) return fail('usage.option', `There is no option --${name} here.`, `See ${help}. A text that begins with a dash goes behind "--".`)
  if (spec.type === 'flag' && value !== undefined) return fail('usage.option', `--${name} takes no value.`, `Write --${name} alone.`)
  if (spec.type !== 'flag' && value === undefined) return fail('usage.option', `--${name} needs a value.`, `Write --${name} ${spec.value ?? 'VALUE'}.`)
  return null
}

function complete(command: Command, given: Given): Result<Invocation> {
  const takes = command.takes ?? []
  const help = `See "parley ${command.name} --help".`
  const missing = takes[given.positionals.length]
  if (missing !== undefined) return fail('usage.missing', `"parley ${command.name}" needs ${missing}.`, help)
  if (given.positionals.length > takes.length) {
    const extra = given.positionals[takes.length]!
    return fail('usage.extra', `"parley ${command.name}" does not know what to do with "${extra}".`, `Put a text of several words in quotes. ${help}`)
  }
  for (const [name, spec] of Object.entries(command.options ?? {})) {
    if (spec.required && given.texts(name).length === 0) {
      return fail('usage.missing', `"parley ${command.name}" needs --${name} ${spec.value ?? ''}.`.replace(' .', '.'), help)
    }
  }
  return ok({ command, group: '', given })
}

function unknownCommand(words: readonly string[], commands: readonly Command[]): Result<never> {
  const first = words[0]!
  const near = commands.filter(({ name }) => name.startsWith(first.slice(0, 2))).map(({ name }) => name)
  const hint = near.length > 0 ? `Did you mean ${near.slice(0, 3).map((name) => `"${name}"`).join(' or ')}? ` : ''
  return fail('usage.command', `There is no command "${words.slice(0, 2).join(' ')}".`, `${hint}"parley --help" lists them all.`)
}
