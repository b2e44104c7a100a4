// What the page takes along. Signing code in it would be 200 kB that no page may run: WebAssembly is against its policy.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"\n]*?(?:\n[^'"]*?)?from\s+)?'([^']+)'|import\('([^']+)'\)/g

/** Each file that is reached, with the one that imports it; packages too. */
function reached(entry: string): ReadonlyMap<string, string | null> {
  const seen = new Map<string, string | null>()
  const waiting: [string, string | null][] = [[entry, null]]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [file, from] = next
    if (seen.has(file)) continue
    seen.set(file, from)
    if (!existsSync(join(root, file)) || !/\.(ts|vue)$/.test(file)) continue
    for (const [, isType, still, later] of readFileSync(join(root, file), 'utf8').matchAll(IMPORT)) {
      const target = still ?? later
      if (isType || target === undefined) continue
      waiting.push([target.startsWith('#shared/') ? `shared/${target.slice(8)}` : target.startsWith('.') ? join(dirname(file), target) : `package ${target}`, file])
    }
  }
  return seen
}

it('the page holds no signing code', () => {
  const files = reached('renderer/main.ts')
  expect(files.size).toBeGreaterThan(200)
  const way = (file: string): string => (files.get(file) ? `${file} <- ${way(files.get(file)!)}` : file)
  expect([...files.keys()].filter((file) => /^package (libsodium|sodium|@scure)|^shared\/acts\/crypto/.test(file)).map(way)).toEqual([])
})
