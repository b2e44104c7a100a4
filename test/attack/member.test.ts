// A member who is let in like any other and runs a program of their own.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Town } from '../harness/attack.ts'

let town: Town
beforeAll(async () => { town = await Town.open() })
afterAll(() => town.dispose())
beforeEach(() => town.begin())
afterEach(() => town.part())

describe('a member with a program of their own', () => {
  it('is let in, since the key is a member\'s', async () => {
    const mallory = town.mallory()
    const ada = await mallory.meets(await town.deviceOf(town.ada))
    expect(ada.admission).toBe('full')
    await town.goOn()
    expect(town.lost()).toEqual([])
  })
})
