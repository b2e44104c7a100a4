// Whatever a button opens is a page that some feature has: a tab of no kind would stay blank.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../renderer', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(vue|ts)$/.test(file)).map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }))
const found = (of: RegExp): { readonly file: string; readonly kind: string }[] =>
  sources.flatMap(({ file, text }) => Array.from(text.matchAll(of), ([, kind]) => ({ file, kind: kind! })))

it('every page that is opened by its kind is registered', () => {
  const known = new Set(found(/kind: '([a-z-]+)',[^}]*?load: \(\) => import/g).map(({ kind }) => kind))
  const opened = found(/(?:[Tt]abs(?:\(\))?)(?:\.|\[[^\]]*\]\()(?:(?:open|beside)\()?'([a-z-]+)'/g)
  expect(known.size).toBeGreaterThan(20)
  expect(opened.length).toBeGreaterThan(40)
  expect(opened.filter(({ kind }) => !known.has(kind))).toEqual([])
})
