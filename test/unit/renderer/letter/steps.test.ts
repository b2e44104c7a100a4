import { describe, expect, it } from 'vitest'
import { stepFrom } from '../../../../renderer/features/record/steps/steps.ts'

describe('going through changes', () => {
  const keys = ['why 1', 'why 2', 'due 1']
  it('begins at the first, or at the last where one goes back', () => {
    expect([stepFrom(keys, null, 1), stepFrom(keys, null, -1)]).toEqual([0, 2])
  })
  it('goes on from where one stands, and round at each end', () => {
    expect([stepFrom(keys, 'why 1', 1), stepFrom(keys, 'due 1', 1), stepFrom(keys, 'why 1', -1)]).toEqual([1, 0, 2])
  })
  it('begins anew where the change one stood at is gone, and goes nowhere where there is none', () => {
    expect([stepFrom(keys, 'why 7', 1), stepFrom([], null, 1), stepFrom([], 'why 1', -1)]).toEqual([0, null, null])
  })
})
