// SECURITY.md claims nothing that no test shows.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const links = [...text.matchAll(/\[shown\]\(([^ )]+) "([^"]+)"\)/g)].map(([, file, name]) => ({ file: file!, name: name! }))
/** The claims: lines of a list in the sections about who attacks. */
const claims = text.slice(text.indexOf('## A stranger'), text.indexOf('## Where it ends')).split('\n').filter((line) => line.startsWith('- '))

/** Names of tests as they are written in a source. */
function namesIn(file: string): Set<string> {
  const source = readFileSync(join(root, file), 'utf8')
  return new Set([...source.matchAll(/(?:\bit|\)|\])\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, name]) => name!.replaceAll("\\'", "'")))
}

describe('SECURITY.md', () => {
  it('links each claim to a test', () => {
    expect(claims.filter((line) => !line.includes('[shown]('))).toEqual([])
    expect(text.match(/\[shown\]/g)!.length).toBe(links.length)
    expect(links.length).toBeGreaterThan(claims.length - 1)
  })

  it.each(links)('$file has: $name', ({ file, name }) => {
    expect(namesIn(file)).toContain(name)
  })
})
