// What `--help` prints, made from the commands themselves.
import { COMMON, type Command, type OptionSpec } from './command.ts'
import { EXIT_WORDS } from './exits.ts'
import { indent, table, wrap } from './text.ts'

const optionWord = (name: string, { value, type }: OptionSpec): string => `--${name}${value ? ` ${value}` : ''}${type === 'texts' ? '...' : ''}`

export function usageLine({ name, takes, options }: Command): string {
  const words = Object.entries(options ?? {}).map(([option, spec]) => {
    const word = optionWord(option, spec)
    return spec.required ? word : `[${word}]`
  })
  return ['parley', name, ...(takes ?? []), ...words].join(' ')
}

const optionTable = (options: Readonly<Record<string, OptionSpec>>): string =>
  indent(table(Object.entries(options).map(([name, spec]) => [optionWord(name, spec), spec.says])))

export function commandHelp(command: Command): string {
  const parts = [indent(wrap(usageLine(command), 76), '  ').replace(/^ {2}/, ''), wrap(command.says)]
  if (command.options) parts.push(`Options\n${optionTable(command.options)}`)
  parts.push(`For every command\n${optionTable(COMMON)}`)
  if (command.more) parts.push(command.more)
  return parts.join('\n\n')
}

export function groupHelp(group: string, commands: readonly Command[]): string {
  const chosen = group ? commands.filter(({ name }) => name.startsWith(`${group} `) || name === group) : commands
  const list = indent(table(chosen.map((command) => [[command.name, ...(command.takes ?? [])].join(' '), command.says.split('. ')[0]!.replace(/\.$/, '')])))
  if (group) return `parley ${group}\n\n${list}\n\n"parley ${group} COMMAND --help" says more.`
  return [
    'parley COMMAND [OPTIONS]', 'Promises between people who manage themselves. Nothing leaves this machine but to the people of your workspaces.',
    `Commands\n${list}`, `For every command\n${optionTable(COMMON)}`,
    'Names and ids may be shortened as long as they fit only one. "parley COMMAND --help" says more.',
    `Exit codes\n${indent(table(EXIT_WORDS.map(([code, words]) => [String(code), words])))}`,
  ].join('\n\n')
}
