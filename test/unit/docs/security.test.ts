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

/** What no test of this project can show: what somebody keeps, what was before anybody came, what others built. */
const UNSHOWN = ['**What members saw**', '**A quorum that colluded**', '**Dependencies and the system**']
/** Each limit with the lines that go on with it. */
const limits = text.slice(text.indexOf('## Where it ends'), text.indexOf('## How to report')).split(/^- /m).slice(1)

/** Names of tests as they are written in a source. */
function namesIn(file: string): Set<string> {
  const source = readFileSync(join(root, file), 'utf8')
  return new Set([...source.matchAll(/(?:\b(?:it|test)|\)|\])\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, name]) => name!.replaceAll("\\'", "'")))
}

describe('SECURITY.md', () => {
  it('links each claim to a test', () => {
    expect(claims.filter((line) => !line.includes('[shown]('))).toEqual([])
    expect(text.match(/\[shown\]/g)!.length).toBe(links.length)
    expect(links.length).toBeGreaterThan(claims.length - 1)
  })

  it('links each limit to the test that runs into it, where there can be one', () => {
    expect(limits.length).toBeGreaterThan(UNSHOWN.length)
    expect(limits.filter((limit) => !limit.includes('[shown](') && !UNSHOWN.some((name) => limit.startsWith(name)))).toEqual([])
  })

  it.each(links)('$file has: $name', ({ file, name }) => {
    expect(namesIn(file)).toContain(name)
  })
})
