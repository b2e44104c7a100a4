import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../electron/cli/data-folder.ts'
import { EXIT, exitFor } from '../../../electron/cli/exits.ts'
import { columns, indent, jsonText, moment, oneLine, plain, table, wrap } from '../../../electron/cli/text.ts'
import { problem } from '../../../shared/base/result.ts'

describe('foreign text', () => {
  it('can’t steer a terminal', () => {
    const hostile = 'Ben\u001b[2J\u009b31m\u0007\u202enimda\u2066\u200f'
    for (const shown of [plain(hostile), oneLine(hostile)]) expect(shown).not.toMatch(/[\u0000-\u0008\u001b\u007f-\u009f\u200f\u202e\u2066]/)
    expect(plain('two\nlines\tand a tab')).toBe('two\nlines\tand a tab')
    expect(oneLine('two\r\nlines\n')).toBe('two lines')
  })

  it('is the same value in JSON, and steers nothing there either', () => {
    const value = { name: 'Ben\u001b[2J\u009b\u202e\u2028é' }
    const text = jsonText(value)
    expect(text).not.toMatch(/[\u001b\u007f-\u009f\u202e\u2028]/)
    expect(JSON.parse(text)).toEqual(value)
    expect(text).toContain('é')
  })
})

describe('a table', () => {
  it('lines up by columns on the screen, not by letters of the encoding', () => {
    expect(table([['Ada', 'here'], ['Dewi\u0301', 'away'], ['世界', '']])).toBe('Ada   here\nDewi\u0301  away\n世界')
    expect([columns('e\u0301'), columns('世'), columns('👩‍🌾')]).toEqual([1, 2, 2])
  })
})

it('wraps at spaces and keeps what is longer than a line', () => {
  expect(wrap('one two three', 7)).toBe('one two\nthree')
  expect(wrap('x'.repeat(20), 7)).toBe('x'.repeat(20))
  expect(indent('a\n\nb')).toBe('  a\n\n  b')
})

it('tells a moment in the reader’s zone, and never fails on a foreign clock', () => {
  expect(moment(new Date(2026, 4, 1, 9, 5).getTime())).toBe('2026-05-01 09:05')
  expect([moment(null), moment(9e15), moment(Number.NaN)]).toEqual(['never', 'at no known time', 'never'])
})

describe('the data folder', () => {
  const around = { env: {}, platform: 'linux' as NodeJS.Platform, home: '/home/ada' }
  it('is the one given, else PARLEY_DATA, else the platform’s place', () => {
    expect(dataFolder('/a', { ...around, env: { PARLEY_DATA: '/b' } })).toBe('/a')
    expect(dataFolder(undefined, { ...around, env: { PARLEY_DATA: '/b' } })).toBe('/b')
    expect(dataFolder(undefined, around)).toBe('/home/ada/.local/share/parley')
    expect(dataFolder(undefined, { ...around, env: { XDG_DATA_HOME: '/x', PARLEY_DATA: '' } })).toBe('/x/parley')
    expect(dataFolder(undefined, { ...around, env: { XDG_DATA_HOME: 'relative' } })).toBe('/home/ada/.local/share/parley')
    expect(dataFolder(undefined, { ...around, platform: 'darwin' })).toBe('/home/ada/Library/Application Support/Parley')
    expect(dataFolder(undefined, { ...around, platform: 'win32', env: { APPDATA: '/roaming' } })).toBe('/roaming/Parley')
  })
})

it.each([
  ['bug', EXIT.bug], ['usage.option', EXIT.usage], ['call.params', EXIT.usage], ['people.ambiguous', EXIT.notFound], ['record.unknown', EXIT.notFound],
  ['workspace.none', EXIT.notFound], ['workspace.several', EXIT.notFound], ['identity.none', EXIT.noIdentity], ['identity.locked', EXIT.noIdentity],
  ['data.in-use', EXIT.data], ['data.unusable', EXIT.data], ['host.gone', EXIT.host], ['host.silent', EXIT.host], ['join.timeout', EXIT.timeout],
  ['invite.expired', EXIT.refused], ['offer.none', EXIT.refused], ['disk.full', EXIT.data], ['vault.passphrase', EXIT.noIdentity], ['revision.choose', EXIT.notFound], ['join.refused', EXIT.refused],
])('problem %s ends with exit code %d', (code, exit) => {
  expect(exitFor(problem(code, 'It did.', 'Do.'))).toBe(exit)
})
