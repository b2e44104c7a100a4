// What the README promises of `npm run demo`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('the demo plays the main job through to the end, and says so line by line', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../demo/index.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [told, failed] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => { told += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { failed += text })
  const [code] = await once(child, 'close') as [number]
  expect([code, failed]).toEqual([0, ''])
  const lines = told.trim().split('\n').map((line) => /^ *\d+\.\d\d s {2}(.+)$/.exec(line)?.[1])
  expect(lines.every((line) => line !== undefined), told).toBe(true)
  expect(told).toContain('Revision 2 is in force for both.')
  expect(told).toContain('Every signature matches.')
  expect(lines.at(-1)).toBe('Done.')
})
