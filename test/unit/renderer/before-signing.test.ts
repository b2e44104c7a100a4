import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import en from '../../../renderer/locales/en/index.ts'

const root = fileURLToPath(new URL('../../../renderer/features', import.meta.url))
/** The one that signs what was asked for before: it stands there because of what was said then. */
const AFTERWARDS = ['record/HeldToasts.vue']
/** Sentences of their own that say it. */
const OWN = ['stepout.undo']

it('every button that puts a name to something has beside it that this can’t be undone', () => {
  const signing = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.vue') && !AFTERWARDS.includes(file))
    .map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') })).filter(({ text }) => /kind="sign"|'sign'/.test(text))
  expect(signing.length).toBeGreaterThan(5)
  expect(signing.filter(({ text }) => !text.includes('<BeforeSigning') && !OWN.some((key) => text.includes(key))).map(({ file }) => file)).toEqual([])
  const words = en as unknown as Record<string, Record<string, string>>
  for (const key of ['held.before', 'held.beforeAtOnce', ...OWN]) {
    const [space, name] = key.split('.') as [string, string]
    expect(words[space]?.[name], key).toMatch(/undone|can’t be taken back/)
  }
})
