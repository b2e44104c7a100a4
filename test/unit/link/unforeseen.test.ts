import { afterEach, describe, expect, it, vi } from 'vitest'
import { breachOf, Breach } from '../../../electron/link/peers/refusal.ts'

afterEach(() => void vi.restoreAllMocks())

describe('an error raised by a peer’s bytes', () => {
  it('is counted by the rule it broke, and nothing is written of it', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    expect(breachOf(new Breach('frame.unknown'))).toBe('frame.unknown')
    expect(log).not.toHaveBeenCalled()
  })

  it('that broke none is counted as such; the log has where it arose, and not what it says', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    expect(breachOf(new TypeError('the words of a letter'))).toBe('exception')
    const [written] = log.mock.calls[0] as [string]
    expect(written).toMatch(/^link: TypeError\n\s+at /)
    expect(written).toContain('unforeseen.test.ts')
    expect(written).not.toContain('letter')
  })
})
