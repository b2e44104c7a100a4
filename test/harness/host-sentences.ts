// Every sentence with which the host may answer a page, read off its sources: `{0}`, `{1}` stand where values are put in.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['shared/base', 'shared/domain', 'shared/document', 'shared/formats', 'shared/protocol', 'electron/host']
/** Words of sample people, and of templates, which are data. */
const NOT_SAID = /^electron\/host\/sample\/|^shared\/domain\/template\/en\//
/** What these are given after the first is said to a person, however short. */
const SAYING = new Set(['fail', 'problem', 'amiss', 'fine'])
/** Here sentences are put together of parts. */
const IN_PARTS = /^electron\/host\/(?:doctor\/|exchange\/happenings\.ts)/

const isSentence = (text: string): boolean => /^[A-Z“{]/.test(text) && /\s/.test(text) && /[.?:…]$/.test(text)
const saysSomething = (text: string): boolean => /\p{L}{3}/u.test(text.replace(/\{\d\}/g, ''))
const isWorded = (text: string): boolean => saysSomething(text) && /\s/.test(text.trim())

const patternOf = (node: ts.TemplateExpression): string => node.head.text + node.templateSpans.map((span, at) => `{${at}}${span.literal.text}`).join('')

/** All words that an expression may come to: a choice has several. */
function wordsIn(node: ts.Node, found: Set<string>): void {
  if (ts.isStringLiteralLike(node) && saysSomething(node.text)) found.add(node.text.trim())
  if (ts.isTemplateExpression(node)) {
    if (saysSomething(patternOf(node))) found.add(patternOf(node).trim())
    // What is chosen among to be put in is said as well.
    for (const { expression } of node.templateSpans) if (ts.isConditionalExpression(expression)) wordsIn(expression, found)
    return
  }
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach((one) => wordsIn(one, found))
  if (ts.isBinaryExpression(node)) return [node.left, node.right].forEach((one) => wordsIn(one, found))
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) wordsIn(node.expression, found)
}

function read(file: string, found: Set<string>): void {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const wanted = IN_PARTS.test(file) ? isWorded : isSentence
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SAYING.has(node.expression.text)) node.arguments.slice(1).forEach((one) => wordsIn(one, found))
    if (ts.isStringLiteralLike(node) && wanted(node.text)) found.add(node.text.trim())
    if (ts.isTemplateExpression(node) && wanted(patternOf(node)) && saysSomething(patternOf(node))) wordsIn(node, found)
    ts.forEachChild(node, walk)
  }
  walk(source)
}

export function hostSentences(): string[] {
  const found = new Set<string>()
  for (const folder of SOURCES) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const file = join(folder, name)
      if (file.endsWith('.ts') && !NOT_SAID.test(file)) read(file, found)
    }
  }
  return [...found].sort()
}
