// What the README tells a newcomer to type exists, and its pictures are there and light.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMMON } from '../../../electron/cli/command.ts'
import { COMMANDS } from '../../../electron/cli/commands/index.ts'

const root = new URL('../../../', import.meta.url)
const text = readFileSync(new URL('README.md', root), 'utf8')
const scripts = (JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: Record<string, string> }).scripts

/** Words of every `parley ...` that stands in a block of commands; what is quoted is one word. */
const typed = [...text.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block]) => block!.split('\n'))
  .map((line) => line.replace(/\s#.*$/, ''))
  .flatMap((line) => line.split(/;|&&/))
  .map((line) => (line.trim().match(/"[^"]*"|\S+/g) ?? []) as string[])
  .filter(([first]) => first === 'parley')
  .map((words) => words.slice(1))

const commandOf = (words: readonly string[]) => COMMANDS.find(({ name }) => name === words.slice(0, 2).join(' ')) ?? COMMANDS.find(({ name }) => name === words[0])

test('every command of the README exists, with its options and what it takes', () => {
  expect(typed.length).toBeGreaterThan(30)
  const wrong = typed.filter(([first]) => !first!.startsWith('-')).flatMap((words) => {
    const command = commandOf(words)
    if (!command) return [`parley ${words.join(' ')}: no such command`]
    const rest = words.slice(command.name.split(' ').length)
    const options = { ...COMMON, ...command.options }
    const unknown = rest.filter((word) => word.startsWith('--') && !(word.slice(2) in options)).map((word) => `parley ${command.name}: no option ${word}`)
    const taken = rest.filter((word, i) => !word.startsWith('--') && !(rest[i - 1]?.startsWith('--') && options[rest[i - 1]!.slice(2)]?.type !== 'flag'))
    const needs = (command.takes ?? []).filter((name) => !name.startsWith('[')).length
    return [...unknown, ...(taken.length < needs ? [`parley ${words.join(' ')}: it takes ${command.takes!.join(' ')}`] : [])]
  })
  expect(wrong).toEqual([])
})

test('every command that is named beside another exists', () => {
  const beside = [...text.matchAll(/#[^\n]*/g)].flatMap(([comment]) => [...comment.matchAll(/parley ([a-z-]+(?: [a-z-]+)?)/g)].map(([, words]) => words!.split(' ')))
  expect(beside.length).toBeGreaterThan(4)
  expect(beside.filter((words) => !commandOf(words)).map((words) => words.join(' '))).toEqual([])
})

test('every script of npm that the README names exists', () => {
  const named = [...text.matchAll(/npm (?:run (?:-s )?)?([\w:]+)/g)].map(([, name]) => name!).filter((name) => !['install', 'pack'].includes(name))
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
})

test('the pictures of the README are there, said in words, and at most 300 kB each', () => {
  const pictures = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, says, path]) => ({ says: says!, at: new URL(path!, root) }))
  expect(pictures.length).toBeGreaterThan(1)
  expect(pictures.filter(({ says, at }) => says === '' || !existsSync(at) || statSync(at).size > 300_000)).toEqual([])
})
