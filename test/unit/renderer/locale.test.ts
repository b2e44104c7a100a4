import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { createWords } from '../../../renderer/locales/index.ts'
import en from '../../../renderer/locales/en/index.ts'

const root = fileURLToPath(new URL('../../../renderer', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.startsWith('locales'))
  .map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }))

const keys = new Set(Object.entries(en).flatMap(([space, words]) => Object.keys(words).map((key) => `${space}.${key}`)))
const quoted = new Set(sources.flatMap(({ text }) => Array.from(text.matchAll(/['"`]([a-z]\w*\.\w+)['"`]/gi), ([, key]) => key!)))

const isKey = (text: string): boolean => /^[a-z]\w*\.\w+$/i.test(text)
/** Keys in tables and choices (ids of commands look alike, and are none): strings of one list, object or condition, where one of them is a key of the locale, are all taken for keys. */
function inTables(text: string): string[] {
  const code = /<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? text
  const source = ts.createSourceFile('page.ts', code, ts.ScriptTarget.Latest)
  const found: string[] = []
  const words = (node: ts.Expression): string[] => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
    if (ts.isConditionalExpression(node)) return [...words(node.whenTrue), ...words(node.whenFalse)]
    return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node) ? words(node.expression) : []
  }
  const take = (all: readonly string[]): void => {
    const dotted = all.filter(isKey)
    if (dotted.some((one) => keys.has(one))) found.push(...dotted)
  }
  const walk = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) take(node.properties.flatMap((one) => (ts.isPropertyAssignment(one) && one.name.getText(source) !== 'id' ? words(one.initializer) : [])))
    if (ts.isArrayLiteralExpression(node)) take(node.elements.flatMap(words))
    if (ts.isConditionalExpression(node)) take(words(node))
    ts.forEachChild(node, walk)
  }
  walk(source)
  return found
}

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

  it('has a sentence for every key that stands in a table', () => {
    const known = [...keys][0]!
    expect(inTables(`const WORDS = { a: '${known}', b: on ? 'letter.nobodyWroteThis' : '${known}' }`)).toContain('letter.nobodyWroteThis')
    const asked = sources.flatMap(({ file, text }) => inTables(text).map((key) => ({ file, key })))
    expect(asked.length).toBeGreaterThan(200)
    expect(asked.filter(({ key }) => !keys.has(key)).map(({ file, key }) => `${key} in ${file}`)).toEqual([])
  })

  it('has a sentence for every problem that the page itself has', () => {
    expect([...quoted].filter((key) => key.startsWith('problem.') && !keys.has(key))).toEqual([])
  })

  it('has each of its spaces once, so that none takes another’s place unseen', () => {
    const spaces = readdirSync(`${root}/locales/en`).filter((file) => file.endsWith('.json'))
      .flatMap((file) => Array.from(readFileSync(`${root}/locales/en/${file}`, 'utf8').matchAll(/^ {2}"(\w+)": \{/gm), ([, space]) => space!))
    expect(spaces.filter((space, at) => spaces.indexOf(space) !== at)).toEqual([])
    expect(new Set(spaces)).toEqual(new Set(Object.keys(en)))
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

  it('is in no script either: no sentence but of what is thrown, which is a bug', () => {
    const said: string[] = []
    // `keys.ts` says what is printed on keys.
    for (const { file, text } of sources.filter((one) => !one.file.startsWith('gallery') && one.file !== 'workbench/keys.ts')) {
      const source = ts.createSourceFile(file, /<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? text, ts.ScriptTarget.Latest, true)
      const walk = (node: ts.Node): void => {
        if (ts.isNewExpression(node) && node.expression.getText(source) === 'Error' || ts.isImportDeclaration(node)) return
        const words = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? node.head.text : ''
        if (/^\p{Lu}[\p{L}’]* \p{L}{2,}/u.test(words)) said.push(`${words} in ${file}`)
        ts.forEachChild(node, walk)
      }
      walk(source)
    }
    expect(said).toEqual([])
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
