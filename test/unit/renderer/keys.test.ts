import { describe, expect, it } from 'vitest'
import { byChord, conflicts, isBrowsers, keysFor, readKeys, refused, withKey, withoutOwn } from '../../../renderer/workbench/bindings.ts'
import { chordOf, partsOf, shownChord } from '../../../renderer/workbench/keys.ts'
import { readLook, USUAL, zoomed } from '../../../renderer/workbench/look.ts'

const press = (key: string, held = '', code?: string) => ({
  key, ctrlKey: held.includes('c'), metaKey: held.includes('m'), altKey: held.includes('a'), shiftKey: held.includes('s'), ...(code ? { code } : {}),
})

describe('keys as they are pressed and shown', () => {
  it('are named alike on every keyboard', () => {
    expect(chordOf(press('P', 'cs'))).toBe('Ctrl+Shift+P')
    expect(chordOf(press('k', 'm'))).toBe('Ctrl+K')
    expect(chordOf(press('?', 's'))).toBe('?')
    expect(chordOf(press('+', 'cs'))).toBe('Ctrl++')
    expect(chordOf(press('˜', 'a', 'KeyN'))).toBe('Alt+N')
    expect(chordOf(press('F6', 's'))).toBe('Shift+F6')
  })

  it('are shown as they are printed, and as a Mac prints them', () => {
    expect(shownChord('Ctrl+Shift+P', false)).toBe('Ctrl Shift P')
    expect(shownChord('Alt+ArrowLeft', false)).toBe('Alt ←')
    expect(shownChord('Ctrl+Shift+P', true)).toBe('⇧⌘P')
    expect(shownChord('Ctrl++', false)).toBe('Ctrl +')
    expect(partsOf('Ctrl++')).toEqual(['Ctrl', '+'])
  })
})

describe('keys of commands', () => {
  const palette = { id: 'palette', keys: ['Ctrl+K', 'Ctrl+P'] }
  const side = { id: 'side', keys: ['Ctrl+B'] }
  const quiet = { id: 'quiet' }
  const all = [palette, side, quiet]

  it('can be given, taken over, added, taken away and set back', () => {
    const over = withKey(all, {}, 'quiet', 'Ctrl+K', false)
    expect(byChord(all, over).get('Ctrl+K')!.id).toBe('quiet')
    expect(keysFor(palette, over)).toEqual(['Ctrl+P'])
    const two = withKey(all, over, 'quiet', 'Alt+Q', true)
    expect(keysFor(quiet, two)).toEqual(['Ctrl+K', 'Alt+Q'])
    expect(byChord(all, { ...two, side: [] }).get('Ctrl+B')).toBeUndefined()
    expect(keysFor(palette, withoutOwn(two, 'palette'))).toEqual(['Ctrl+K', 'Ctrl+P'])
  })

  it('tell of two commands with the same, and the one a person chose answers', () => {
    const clash = { side: ['Ctrl+K'] }
    expect([...conflicts(all, clash)]).toEqual([['Ctrl+K', ['palette', 'side']]])
    expect(byChord(all, clash).get('Ctrl+K')!.id).toBe('side')
    expect(conflicts(all, {}).size).toBe(0)
  })

  it('are never plain letters, nor those of copy and paste', () => {
    expect(refused('A')).toBe('keys.needsModifier')
    expect(refused('Enter')).toBe('keys.needsModifier')
    expect(refused('Ctrl+C')).toBe('keys.belongsToText')
    for (const fine of ['Ctrl+K', 'Alt+1', 'F6', 'Shift+F6', '?']) expect(refused(fine), fine).toBeNull()
    expect(isBrowsers('Ctrl+N')).toBe(true)
  })

  it.each([null, '', '[]', '{"a":7}', '{"a":["X"]}', 'nonsense'])('are as they came where %s was kept', (text) => {
    expect(readKeys(text)).toEqual({})
  })
})

describe('how everything looks', () => {
  it('is as usual where nonsense was kept', () => {
    for (const text of [null, '', 'x', 'null', '{"zoom":1e9,"motion":"wild"}']) expect(readLook(text)).toEqual(USUAL)
    expect(readLook('{"zoom":140,"motion":"less","labels":false}')).toEqual({ zoom: 140, motion: 'less', labels: false })
  })

  it('grows and shrinks by steps, to an end', () => {
    expect(zoomed(100, 1)).toBe(110)
    expect(zoomed(140, 1)).toBe(140)
    expect(zoomed(90, -1)).toBe(90)
    expect(zoomed(117, -1)).toBe(110)
  })
})
