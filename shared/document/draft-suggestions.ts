// Suggestions in a draft: words that somebody would add or take out, until somebody takes or leaves them.
import * as Y from 'yjs'
import { SUGGESTED } from './draft-blocks.ts'
import { runsOf } from './text-runs.ts'

const EITHER = [SUGGESTED.insertion, SUGGESTED.deletion] as const

/** Whether anybody's suggestion still stands in these fragments: what is undecided is not offered. */
export const hasSuggestions = (draft: Y.Doc, fields: readonly string[]): boolean =>
  fields.some((field) => isSuggested(draft.getXmlFragment(field), 0))

const MAX_DEPTH = 40

function isSuggested(parent: Y.XmlFragment, depth: number): boolean {
  if (depth > MAX_DEPTH) return false
  return parent.toArray().some((node) => {
    if (node instanceof Y.XmlText) return runsOf(node, EITHER).some(({ looks }) => EITHER.some((name) => name in looks))
    return node instanceof Y.XmlElement && isSuggested(node, depth + 1)
  })
}

/** Takes all suggestions or leaves all, for those who write in a terminal. */
export function settleSuggestions(draft: Y.Doc, fields: readonly string[], how: 'take' | 'leave', origin: unknown): void {
  draft.transact(() => { for (const field of fields) settle(draft.getXmlFragment(field), how, 0) }, origin)
}

function settle(parent: Y.XmlFragment, how: 'take' | 'leave', depth: number): void {
  if (depth > MAX_DEPTH) return
  for (const node of parent.toArray()) {
    if (node instanceof Y.XmlText) settleText(node, how)
    else if (node instanceof Y.XmlElement) settle(node, how, depth + 1)
  }
}

function settleText(node: Y.XmlText, how: 'take' | 'leave'): void {
  const gone = how === 'take' ? SUGGESTED.deletion : SUGGESTED.insertion
  let at = 0
  for (const { text, looks } of runsOf(node, EITHER)) {
    const length = text?.length ?? 1
    if (gone in looks || ((SUGGESTED.insertion in looks) && text === '\u200B')) {
      node.delete(at, length)
      continue
    }
    if (EITHER.some((name) => name in looks)) node.format(at, length, { [SUGGESTED.insertion]: null, [SUGGESTED.deletion]: null })
    at += length
  }
}
