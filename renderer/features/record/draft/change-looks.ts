// What the working text changes of earlier words, marked where it stands: added words underlined, removed ones struck. They are
// only drawn: nothing of it is part of the text, and what is struck is neither selected nor copied.
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { NODES, SUGGESTED } from '../../../../shared/document/draft-blocks.ts'
import { difference } from '../../../../shared/domain/record/difference.ts'
import { keyOf, tokensOf, wordsOf, type Token } from '../../../../shared/domain/record/tokens.ts'
import { isAddress, type Block, type InlineMark, type InlineText } from '../../../../shared/domain/record/words.ts'
import { tidy } from '../words/changes.ts'

export interface EarlierWords {
  /** What the text is read against; null where nothing is marked. */
  readonly held: () => readonly Block[] | null
  /** What lies on offer meanwhile: words that are not in it either were typed since. */
  readonly offered: () => readonly Block[] | null
}

/** A word of the text and where it stands. */
export type Placed = Token & { readonly from: number; readonly to: number }

/** Which box words stand in is not marked: a new line is a new line. */
const LINE = { type: 'break', kind: 'paragraph', depth: 0 } as const
const isBlank = (token: Token): boolean => token.type === 'word' && token.text.trim() === ''

/** Lines without a word are none. */
function lines<T extends Token>(tokens: readonly T[]): T[] {
  return tokens.filter((token, at) => {
    const next = tokens[at + 1]
    return token.type === 'word' || (next !== undefined && next.type === 'word')
  })
}
export const earlierTokens = (blocks: readonly Block[]): Token[] => lines(tokensOf(blocks).map((token) => (token.type === 'word' ? token : LINE)))

const MARKS: readonly InlineMark[] = ['bold', 'italic']
interface Run extends InlineText { text: string; readonly at: number[] }

/** Neighbours of one look are one run, as they are when the words are frozen. What somebody suggests to add is no part of them yet. */
function runsIn(block: Node, start: number): readonly Run[] {
  const runs: Run[] = []
  const add = (text: string, pos: number, look: Partial<InlineText>): void => {
    const last = runs.at(-1)
    const same = last && look.person === undefined && look.record === undefined && last.person === undefined && last.record === undefined &&
      (last.marks ?? []).join() === (look.marks ?? []).join() && last.link === look.link
    const run = same ? last : runs[runs.push({ text: '', at: [], ...look }) - 1]!
    for (const [at, letter] of text.split('').entries()) {
      if (letter === '\u200B') continue
      run.text += letter
      run.at.push(pos + at)
    }
  }
  block.forEach((node, offset) => {
    const pos = start + offset
    const names = node.marks.map((mark) => mark.type.name)
    if (node.isText && !names.includes(SUGGESTED.insertion)) {
      const href: unknown = node.marks.find((mark) => mark.type.name === 'link')?.attrs['href']
      const marks = MARKS.filter((mark) => names.includes(mark))
      add(node.text ?? '', pos, { ...(marks.length > 0 && { marks }), ...(typeof href === 'string' && isAddress(href) && { link: href }) })
    } else if (node.type.name === NODES.break) add('\n', pos, {})
    else if (node.type.name === NODES.person || node.type.name === NODES.record) {
      const [id, label] = [String(node.attrs['id']), String(node.attrs['label'])]
      runs.push({ text: label, at: label.split('').map(() => pos), ...(node.type.name === NODES.person ? { person: id } : { record: id }) })
    }
  })
  return runs
}

export function placedTokens(doc: Node): Placed[] {
  const tokens: Placed[] = []
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true
    const words = runsIn(block, pos + 1).flatMap((run) => {
      let letters = 0
      return wordsOf(run).map((word): Placed => {
        const from = run.at[letters]!
        letters += word.text.length
        return { ...word, from, to: run.at[letters - 1]! + 1 }
      })
    })
    if (!words.every(isBlank)) tokens.push({ ...LINE, from: pos + 1, to: pos + 1 }, ...words)
    return false
  })
  return tokens
}

export interface Marked {
  readonly added: readonly { readonly from: number; to: number; readonly typed: boolean; readonly nth: number }[]
  /** `nth`: of which change; what was removed and what was added for it are one. */
  readonly removed: readonly { readonly at: number; readonly words: string; readonly nth: number }[]
}

/** `typed`: not on offer either. */
export function markedIn(doc: Node, held: readonly Token[], offered: readonly Token[] | null): Marked {
  const now = placedTokens(doc)
  const typed = new Set<Token>(offered ? difference<Token>(offered, now, keyOf).flatMap(({ change, item }) => (change === 'added' ? [item] : [])) : [])
  const added: { readonly from: number; to: number; readonly typed: boolean; readonly nth: number }[] = []
  const removed: { readonly at: number; readonly words: string; readonly nth: number }[] = []
  let nth = 0
  let changing = false
  let struck = ''
  let end: number | null = null
  let goesOn = false
  const strike = (at: number): void => {
    if (struck.trim() !== '') removed.push({ at, words: struck.trim(), nth })
    struck = ''
  }
  for (const { change, item } of tidy(difference<Token>(held, now, keyOf))) {
    if (change !== 'same' && !changing) nth++
    changing = change !== 'same'
    if (change === 'removed') {
      struck += item.type === 'word' ? item.text : ' '
      continue
    }
    const { from, to } = item as Placed
    strike(end ?? from)
    end = to
    const last = added.at(-1)
    if (change === 'same' || item.type === 'break') goesOn = false
    else if (!isBlank(item)) {
      if (goesOn && last?.typed === typed.has(item)) last.to = to
      else added.push({ from, to, typed: typed.has(item), nth })
      goesOn = true
    }
  }
  const start = end ?? startOf(doc)
  if (start !== null) strike(start)
  return { added, removed }
}

/** Where the first line begins. */
function startOf(doc: Node): number | null {
  let start: number | null = null
  doc.descendants((block, pos) => {
    if (start === null && block.isTextblock) start = pos + 1
    return start === null
  })
  return start
}

/** Drawn by the style sheet: it is no text that could be copied along. */
function struckOut(words: string, nth: number): HTMLElement {
  const element = document.createElement('span')
  element.className = 'changed-out'
  element.dataset['words'] = words
  element.dataset['nth'] = String(nth)
  element.setAttribute('aria-hidden', 'true')
  return element
}

export const changeLooksKey = new PluginKey<DecorationSet>('changeLooks')

function looks(doc: Node, { held, offered }: EarlierWords): DecorationSet {
  const [before, offer] = [held(), offered()]
  if (before === null) return DecorationSet.empty
  const { added, removed } = markedIn(doc, earlierTokens(before), offer && earlierTokens(offer))
  return DecorationSet.create(doc, [
    ...added.map(({ from, to, typed, nth }) => Decoration.inline(from, to, { 'class': typed ? 'changed typed' : 'changed', 'data-nth': String(nth) })),
    ...removed.map(({ at, words, nth }) => Decoration.widget(at, () => struckOut(words, nth), { side: -1, ignoreSelection: true, key: `out ${nth} ${words}` })),
  ])
}

/** Longest a mark waits for a pause in which it is drawn, in milliseconds. */
const SOON_MS = 200

export const changeLooks = (of: EarlierWords) => Extension.create({
  name: 'changeLooks',
  addProseMirrorPlugins() {
    return [new Plugin<DecorationSet>({
      key: changeLooksKey,
      state: {
        init: (_, { doc }) => looks(doc, of),
        apply: (tr, was) => (tr.getMeta(changeLooksKey) === undefined ? was.map(tr.mapping, tr.doc) : looks(tr.doc, of)),
      },
      props: { decorations: (state) => changeLooksKey.getState(state) },
      // A letter shows first, what it changes a moment later: comparing a long section takes longer than a key may.
      view(view) {
        let cancel: (() => void) | null = null
        const mark = (): void => {
          cancel = null
          if (view.composing) return later()
          view.dispatch(view.state.tr.setMeta(changeLooksKey, 'again'))
        }
        const soon = (): void => {
          const waiting = requestIdleCallback(mark, { timeout: SOON_MS })
          cancel = () => cancelIdleCallback(waiting)
        }
        // A word that is put together by an input method is let alone until it stands.
        const later = (): void => {
          const waiting = setTimeout(mark, SOON_MS)
          cancel = () => clearTimeout(waiting)
        }
        return {
          update: ({ state }, before) => { if (state.doc !== before.doc && cancel === null) soon() },
          destroy: () => cancel?.(),
        }
      },
    })]
  },
})
