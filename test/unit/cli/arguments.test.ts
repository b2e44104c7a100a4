import { describe, expect, it } from 'vitest'
import { read } from '../../../electron/cli/arguments.ts'
import { COMMANDS } from '../../../electron/cli/commands/index.ts'
import { commandHelp, groupHelp } from '../../../electron/cli/help.ts'
import { EXIT_WORDS } from '../../../electron/cli/exits.ts'

const words = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!)

function understood(line: string) {
  const result = read(words(line), COMMANDS)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

function refused(line: string) {
  const result = read(words(line), COMMANDS)
  return result.ok ? null : result.problem
}

describe('a command line', () => {
  it('finds the command of two words before that of one', () => {
    expect(understood('invite').command?.name).toBe('invite')
    expect(understood('invite revoke 3fa9').command?.name).toBe('invite revoke')
    expect(understood('workspace create Hollin').command?.name).toBe('workspace create')
  })

  it('takes common options anywhere', () => {
    for (const line of ['--data D --json show 3fa9', 'show --data D 3fa9 --json', 'show 3fa9 --data=D --json']) {
      const { command, given } = understood(line)
      expect([command?.name, given.text('data'), given.flag('json'), given.at(0)]).toEqual(['show', 'D', true, '3fa9'])
    }
  })

  it('takes a name as the command means it that was given, whatever it means in another', () => {
    expect(understood('show 3fa9 --reach').given.flag('reach')).toBe(true)
    const { command, given } = understood('group agree 3fa9 --to close')
    expect([command?.name, given.at(0), given.text('to')]).toEqual(['group agree', '3fa9', 'close'])
    expect(understood('promise --to Ben "Bring oats"').given.texts('to')).toEqual(['Ben'])
  })

  it('takes several names after one --to, and after several', () => {
    expect(understood('promise "Bring oats" --to Ben Chidi --by friday').given.texts('to')).toEqual(['Ben', 'Chidi'])
    expect(understood('promise "Bring oats" --to Ben --by friday --to Chidi').given.texts('to')).toEqual(['Ben', 'Chidi'])
    const { given } = understood('commitment new --to Ben Chidi --title Oats --text "Every week"')
    expect([given.texts('to'), given.text('title')]).toEqual([['Ben', 'Chidi'], 'Oats'])
  })

  it('takes the text after the names where it was not given before', () => {
    const { given } = understood('promise --to Ben "Bring oats"')
    expect([given.texts('to'), given.at(0)]).toEqual([['Ben'], 'Bring oats'])
  })

  it('never takes a word of the text for a name', () => {
    expect(refused('promise --to Ben Bring oats')).toMatchObject({ code: 'usage.extra' })
    expect(refused('promise Bring oats --to Ben')).toMatchObject({ code: 'usage.extra', remedy: expect.stringContaining('quotes') })
  })

  it('takes a text that begins with a dash behind two dashes', () => {
    expect(understood('promise --to Ben -- --force').given.at(0)).toBe('--force')
  })

  it.each([
    ['frobnicate', 'usage.command'], ['commitment frobnicate', 'usage.command'], ['constructor', 'usage.command'],
    ['show', 'usage.missing'], ['request Oats', 'usage.missing'], ['init', 'usage.missing'], ['show a b', 'usage.extra'],
    ['show a --colour red', 'usage.option'], ['people --uses 3', 'usage.option'], ['show a --json=yes', 'usage.option'],
    ['init --name', 'usage.option'], ['promise Oats --to', 'usage.option'], ['show a --version', 'usage.option'],
  ])('"%s" is refused as %s, with a way out', (line, code) => {
    const found = refused(line)
    expect(found).toMatchObject({ code })
    expect(found!.message).toMatch(/\.$/)
    expect(found!.remedy).toMatch(/parley|Write|--/)
  })

  it('asks for help on everything, a group, or a command that lacks what it needs', () => {
    expect(understood('')).toMatchObject({ command: null, group: '' })
    expect(understood('commitment')).toMatchObject({ command: null, group: 'commitment' })
    expect(understood('help commitment')).toMatchObject({ command: null, group: 'commitment' })
    expect(understood('show --help').command?.name).toBe('show')
    expect(understood('show -h').given.flag('help')).toBe(true)
  })

  it('takes whole numbers within bounds only', () => {
    for (const uses of ['0', '101', '1.5', '-3', '1e2', 'two', '']) {
      const { given } = understood(`invite --uses=${uses}`)
      expect(() => given.whole('uses', 1, 100)).toThrow(/--uses/)
    }
    expect(understood('invite --uses 7').given.whole('uses', 1, 100)).toBe(7)
  })
})

describe('help', () => {
  it('lists every command and every exit code', () => {
    const text = groupHelp('', COMMANDS)
    for (const { name } of COMMANDS) expect(text).toContain(`  ${name}`)
    for (const [code, says] of EXIT_WORDS) expect(text).toMatch(new RegExp(`${code} +${says}`))
  })

  it.each(COMMANDS.map((command) => [command.name, command] as const))('for "%s" tells what it takes and what it gives', (name, command) => {
    const text = commandHelp(command)
    expect(text.startsWith(`parley ${name}`)).toBe(true)
    for (const option of [...Object.keys(command.options ?? {}), 'json', 'data', 'help']) expect(text).toContain(`--${option}`)
    for (const line of text.split('\n')) expect(line).toBe(line.trimEnd())
    expect(text).toMatch(/JSON|Prints one line/)
  })

  it('uses plain words: no exclamation marks, nothing shouted', () => {
    for (const command of COMMANDS) expect(commandHelp(command)).not.toMatch(/!|please|successfully|\bOops\b/i)
  })
})

describe('the words that scripts rely on', () => {
  it.each([
    'init --name Ada', 'workspace create Hollin', 'workspace list', 'workspace show', 'people', 'invite --expires 7d --uses 1', 'join parley://x',
    'open', 'serve --port 0 --host 127.0.0.1 --rendezvous-port 4711 --no-open', 'keep', 'promise TEXT --to Ben Chidi --by 2026-06-01',
    'commitment new --to Ben --title T --text T --by 2026-06-01 --review 2026-07-01 --hours 3', 'commitment offer ID', 'commitment accept ID --revision 2',
    'commitment decline ID --text T', 'commitment question ID --text T', 'commitment withdraw ID', 'commitment checkin ID --text T',
    'request TEXT --from Ben --by 2026-06-01', 'offer-open TEXT --hours 4 --places 2', 'take ID --text T', 'commitment new --kind letter --template T --to Ben', 'commitment counter ID --text T',
    'reading ID --stone S --value 2.5 --on 2026-06-01', 'risk ID --text T', 'risk ID --over', 'renew ID --until 2027-01-01', 'stepout ID --notice T --handover T --ask Ben', 'commitment stepout ID',
    'diff ID --from 1 --to 3', 'ls templates', 'ls offers', 'template save ID --name T', 'capacity --weeks 4', 'capacity --leaving', 'commitment duplicate ID --supersede',
    'commitment fulfil ID', 'commitment acknowledge ID', 'commitment release ID', 'ls commitments', 'ls people', 'show ID', 'search TEXT',
    'status', 'export ID --record FILE', 'verify FILE', 'doctor', 'leave',
  ])('parley %s --json --data D', (line) => {
    expect(understood(`${line} --json --data D`).command).not.toBeNull()
  })
})
