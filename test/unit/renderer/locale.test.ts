import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createWords } from '../../../renderer/locales/index.ts'
import en from '../../../renderer/locales/en/index.ts'

const root = fileURLToPath(new URL('../../../renderer', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.startsWith('locales'))
  .map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }))

const keys = new Set(Object.entries(en).flatMap(([space, words]) => Object.keys(words).map((key) => `${space}.${key}`)))
const quoted = new Set(sources.flatMap(({ text }) => Array.from(text.matchAll(/['"`]([a-z]\w*\.\w+)['"`]/gi), ([, key]) => key!)))

describe('what the page says', () => {
  it('has a sentence for every key that is asked for', () => {
    const missing = sources.flatMap(({ file, text }) =>
      Array.from(text.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g), ([, key]) => key!).filter((key) => !keys.has(key)).map((key) => `${key} in ${file}`))
    expect(missing).toEqual([])
  })

  it('has a sentence for every key that a choice of words can give', () => {
    const choices = sources.flatMap(({ text }) => Array.from(text.matchAll(/\bt\(([^()]*\?[^()]*)[,)]/g), ([, inner]) => inner!))
      .flatMap((inner) => Array.from(inner.matchAll(/['"]([a-z]\w*\.\w+)['"]/gi), ([, key]) => key!))
    expect(choices.length).toBeGreaterThan(0)
    expect(choices.filter((key) => !keys.has(key))).toEqual([])
  })

  it('says nothing that nobody asks for', () => {
    expect([...keys].filter((key) => !quoted.has(key))).toEqual([])
  })

  it('can be read by the message compiler, sentence by sentence', () => {
    const words = createWords().global
    for (const key of keys) {
      const said = words.t(key, { n: 2, name: 'Ada', names: 'Ben', rev: 3 })
      expect(said, key).not.toBe(key)
      expect(said.trim(), key).not.toBe('')
    }
  })

  it('counts one and many', () => {
    const { t } = createWords().global
    expect(t('frame.needsYou', { n: 1 }, 1)).toBe('1 thing could use you')
    expect(t('frame.needsYou', { n: 6 }, 6)).toBe('6 things could use you')
    expect(t('sync.onlyHereTitle', { n: 0 }, 0)).toBe('Nothing is only on this device')
  })

  it('never shouts, and never says OK', () => {
    const all = Object.values(en).flatMap((words) => Object.values(words as Record<string, string>))
    expect(all.filter((text) => text.includes('!') || /\bOK\b/.test(text) || /\p{Extended_Pictographic}/u.test(text))).toEqual([])
  })

  it('is nowhere in the templates themselves', () => {
    const bare = sources.filter(({ file }) => file.endsWith('.vue')).flatMap(({ file, text }) => {
      const template = /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? ''
      // Text between tags, without interpolations, that holds a word of letters. `parley open` is what is typed.
      return Array.from(template.replace(/\{\{[\s\S]*?\}\}/g, '').replace(/<!--[\s\S]*?-->/g, '').matchAll(/>([^<>]*\p{L}{2,}[^<>]*)</gu), ([, words]) => words!.trim())
        .filter((words) => words !== 'parley open' && !/^(?:[:@]|&&|\|\|)/.test(words) && !/[=("]/.test(words)).map((words) => `${words} in ${file}`)
    })
    expect(bare).toEqual([])
  })
})
