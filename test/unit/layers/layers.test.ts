import { ESLint } from 'eslint'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layerOf, layers, rootFiles } from '../../../eslint.config.js'

interface Layer {
  readonly folder: string
  readonly layers: readonly string[]
  readonly packages: readonly string[] | null
  readonly runtime: 'none' | 'node' | 'page' | 'any'
}

const rows = layers as readonly Layer[]
const root = new URL('../../../', import.meta.url).pathname
const SKIPPED = new Set(['node_modules', 'out', 'coverage', 'test-results', 'shots'])
const SOURCE = /\.(?:[cm]?[jt]sx?|vue)$/

const under = (folder: string): string[] =>
  readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return under(path)
    return [path]
  })

const files = under('')
const sources = files.filter((path) => SOURCE.test(path))
// Rules that ask for types need a file on disk, and what is planted here is none.
const typed = ['await-thenable', 'no-floating-promises', 'no-misused-promises'].map((rule) => [`@typescript-eslint/${rule}`, 'off'] as const)
const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    files: ['electron/**/*.ts', 'shared/**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: Object.fromEntries(typed),
  },
})

async function rulesBrokenBy(code: string, path: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: root + path })
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message)
}

/** An import of `to` as it would be written in a file that lies straight in `folder`. */
function importing(folder: string, to: string): string {
  const path = relative(folder, to)
  return `import * as planted from '${path.startsWith('.') ? path : `./${path}`}'\nexport { planted }\n`
}

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

/** One file of each layer that `layer` may not import, the nearest first. */
function forbiddenTo(layer: Layer): string[] {
  const allowed = [layer.folder, ...layer.layers]
  return rows.flatMap((other) => {
    if (allowed.some((folder) => within(other.folder, folder))) return []
    const path = sources.find((file) =>
      layerOf(file)?.folder === other.folder && file.endsWith('.ts') && !file.endsWith('.d.ts')
      && !allowed.some((folder) => within(file, folder)))
    return path ? [path] : []
  })
}

describe('every source file lies in a layer', () => {
  it('finds no file outside the table', () => {
    const lost = sources.filter((path) => !layerOf(path) && !rootFiles.includes(path) && path !== 'shared/runtime.d.ts')
    expect(lost).toEqual([])
  })

  it('would notice one', () => {
    expect(layerOf('shared/misplaced.ts')).toBeUndefined()
    expect(layerOf('electron/misplaced.ts')).toBeUndefined()
    expect(layerOf('extra/misplaced.ts')).toBeUndefined()
  })

  it('has each layer typechecked by a tsconfig that includes it', () => {
    const projects = files.filter((path) => path.endsWith('tsconfig.json')).map((path) => dirname(path))
    const lost = rows.filter((layer) => !projects.some((folder) => within(layer.folder, folder)))
    expect(lost).toEqual([])
  })
})

describe.each(rows.filter((layer) => layer.folder !== 'test'))('$folder', (layer) => {
  const planted = `${layer.folder}/planted.ts`

  it('is stopped at every layer it may not import', async () => {
    const targets = forbiddenTo(layer)
    expect(targets.length).toBeGreaterThan(0)
    const passed: string[] = []
    for (const target of targets) {
      const broken = await rulesBrokenBy(importing(layer.folder, target), planted)
      if (!broken.includes('import-x/no-restricted-paths')) passed.push(target)
    }
    expect(passed).toEqual([])
  })

  it('is stopped at foreign packages, in all three ways to name one', async () => {
    const foreign = layer.packages?.includes('electron') ? 'vue' : 'electron'
    expect(await rulesBrokenBy(`import '${foreign}'\n`, planted)).toContain('no-restricted-imports')
    expect(await rulesBrokenBy(`export const load = () => import('${foreign}')\n`, planted)).toContain('no-restricted-syntax')
    expect(await rulesBrokenBy(`export type Planted = import('${foreign}').Planted\n`, planted)).toContain('no-restricted-syntax')
  })

  it('is stopped at the globals of other runtimes', async () => {
    const names = { none: ['window', 'process', 'fetch', 'setTimeout'], node: ['window', 'document'], page: ['process', 'Buffer'], any: [] }
    for (const name of names[layer.runtime]) {
      expect(await rulesBrokenBy(`export const planted = ${name}\n`, planted), name).toContain('no-restricted-globals')
    }
  })
})

describe('rules inside a layer', () => {
  it('keeps clocks and chance out of shared', async () => {
    for (const code of ['Date.now()', 'new Date()', 'Math.random()']) {
      expect(await rulesBrokenBy(`export const planted = ${code}\n`, 'shared/domain/planted.ts'), code).toContain('no-restricted-syntax')
    }
  })

  it('keeps style attributes and raw HTML out of templates', async () => {
    const planted = (attribute: string) => `<script setup lang="ts">\nconst text = ''\n</script>\n<template><p ${attribute}>{{ text }}</p></template>\n`
    expect(await rulesBrokenBy(planted('style="margin: 0"'), 'renderer/ui/Planted.vue')).toContain('vue/no-static-inline-styles')
    expect(await rulesBrokenBy(planted('v-html="text"'), 'renderer/ui/Planted.vue')).toContain('vue/no-v-html')
  })

  it('writes colours only in the token file', () => {
    const colour = /#[0-9a-f]{3,8}\b(?![^\n]*url\()|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(/i
    const styles = (path: string) => {
      const text = readFileSync(root + path, 'utf8')
      return path.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) => match[1]).join('\n')
    }
    const coloured = files.filter((path) => path.startsWith('renderer/') && /\.(?:css|vue)$/.test(path))
      .filter((path) => path !== 'renderer/ui/tokens.css' && colour.test(styles(path)))
    expect(coloured).toEqual([])
  })

  it('finds circles of imports', async () => {
    // On disk `b` imports `a`; here `a` imports `b` as well.
    const closing = "import { b } from './b.ts'\nexport const a = () => b()\n"
    expect(await rulesBrokenBy(closing, 'test/unit/layers/planted/a.ts')).toContain('import-x/no-cycle')
  })
})
