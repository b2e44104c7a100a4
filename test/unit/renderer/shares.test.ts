import { describe, expect, it } from 'vitest'
import { isAnyTwo, sharesBeside, shareWords } from '../../../renderer/features/record/fields/field-words.ts'

const say = (key: string, n: number): string => `${key} ${n}`

describe('the share that changing a charter needs', () => {
  it('is said by its name where it has one, else in a hundred', () => {
    expect([0, 50, 66, 75, 100, 60].map((share) => shareWords(share, say).replace('fields.', ''))).toEqual([
      'shareTwo 0', 'shareHalf 50', 'shareTwoThirds 66', 'shareThreeQuarters 75', 'shareAll 100', 'sharePart 60',
    ])
  })

  it('named as two thirds is two thirds of as many as a group has', () => {
    for (let people = 3; people < 50; people++) expect(Math.ceil((66 * people) / 100), `${people}`).toBe(Math.ceil((2 * people) / 3))
  })

  it('is not spoken of where it comes to fewer than two: then any two are enough [R12]', () => {
    const anyTwo = (share: number): number[] => [1, 2, 3, 4].filter((named) => isAnyTwo(share, named))
    expect([0, 50, 66, 100].map(anyTwo)).toEqual([[1, 2, 3, 4], [1, 2], [1], [1]])
  })

  it('is chosen among those with a name, and what stands there already stays', () => {
    expect(sharesBeside(undefined)).toEqual([0, 50, 66, 75, 100])
    expect(sharesBeside(60)).toEqual([0, 50, 60, 66, 75, 100])
  })
})
