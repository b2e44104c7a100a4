import { describe, expect, test } from 'vitest'
import { CausalIndex } from '#shared/acts/causal.ts'
import { isUndone, undoesAny } from '#shared/domain/undo.ts'

describe('taking back what one said [R6]', () => {
  test('a withdrawal undoes what it knows, and not what knows it', () => {
    const index = new CausalIndex()
    const yes = index.add(0, null, [])
    const no = index.add(1, yes, [])
    const again = index.add(2, no, [])
    expect(isUndone(yes, [yes, again], [no], index)).toBe(true)
    expect(isUndone(again, [yes, again], [no], index)).toBe(false)
  })

  test('the same yes on a fork is undone with the first', () => {
    const index = new CausalIndex()
    const root = index.add(0, null, [])
    const yes = index.add(1, root, [])
    const no = index.add(2, yes, [])
    const forked = index.add(1, root, [])
    expect(index.knows(no, forked)).toBe(false)
    expect(isUndone(forked, [yes, forked], [no], index)).toBe(true)
  })

  test('a newer yes on another branch is not undone by a withdrawal that only knew the older one', () => {
    const index = new CausalIndex()
    const yes = index.add(0, null, [])
    const no = index.add(1, yes, [])
    // The laptop took it back and said yes again; the phone, knowing only the first yes, takes it back too.
    const again = index.add(2, no, [])
    const phones = index.add(0, null, [yes])
    expect(isUndone(again, [yes, again], [no, phones], index)).toBe(false)
    expect(isUndone(yes, [yes, again], [no, phones], index)).toBe(true)
  })

  test('an undoing that knows no saying undoes none [R11]', () => {
    const index = new CausalIndex()
    const yes = index.add(0, null, [])
    const no = index.add(0, null, [])
    expect(undoesAny(no, [yes], index)).toBe(false)
    expect(isUndone(yes, [yes], [no], index)).toBe(false)
  })
})
