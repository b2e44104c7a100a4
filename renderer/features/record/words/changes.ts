// What changed between two revisions, under the name of the section it sits in.
import type { ImageBlock, InlineMark, Section, TermsView } from '../../../../shared/protocol/contract.ts'
import { difference, type Change, type Piece } from '../../../../shared/domain/record/difference.ts'
import { keyOf, sameMeaning, sameToken, tokensOf, type BreakKind, type Meaning, type Token } from '../../../../shared/domain/record/tokens.ts'

/** `missing`: words that only the other side has, with nothing in their place: a gap as long as they are. */
export type Look = Change | 'missing'
export interface Run extends Meaning {
  readonly change: Look
  readonly text: string
  readonly marks: readonly InlineMark[]
  /** Which change of these words it is part of, the same on each side; 0 where nothing changed. */
  readonly nth: number
}
export interface Line {
  readonly kind: BreakKind
  readonly depth: number
  readonly runs: readonly Run[]
  /** The whole line is missing. */
  readonly missing?: boolean
  /** A picture, and whether it came, went or is missing. */
  readonly image?: { readonly change: Look; readonly nth: number; readonly block: ImageBlock }
}

/** The older words or the newer, with gaps where the others have more; or the newer with what was removed struck out in them. */
export type Side = 'before' | 'after' | 'both'

export type Place = Pick<Section, 'voice' | 'person'> | { readonly voice: 'title' | 'due' | 'review' | 'hours'; readonly person?: undefined }

export interface SectionChange {
  readonly place: Place
  readonly pieces: readonly Piece<Token>[]
}

export const sectionKey = (section: Place): string => `${section.voice}:${section.person ?? ''}`

const plain = (text: string): Token[] => tokensOf([{ type: 'paragraph', content: [{ text }] }])

function sections(terms: TermsView): Map<string, Section> {
  return new Map(terms.sections.map((section) => [sectionKey(section), section]))
}

/**
 * A gap between two changed words belongs to them, and what was removed stands together before what was added: three words
 * exchanged for three others read as one change.
 */
export function tidy<T extends Token>(pieces: readonly Piece<T>[]): readonly Piece<T>[] {
  const isGap = (piece: Piece<T> | undefined): boolean => piece?.change === 'same' && piece.item.type === 'word' && piece.item.text.trim() === ''
  const joined = pieces.flatMap((piece, at): Piece<T>[] => {
    const [before, after] = [pieces[at - 1], pieces[at + 1]]
    if (!isGap(piece) || !before || !after || before.change === 'same' || after.change === 'same') return [piece]
    return [{ change: 'removed', item: piece.item }, { change: 'added', item: piece.item }]
  })
  const ordered: Piece<T>[] = []
  for (let at = 0; at < joined.length;) {
    let end = at
    while (end < joined.length && joined[end]!.change !== 'same') end++
    const changed = joined.slice(at, end)
    ordered.push(...changed.filter((piece) => piece.change === 'removed'), ...changed.filter((piece) => piece.change === 'added'))
    if (end < joined.length) ordered.push(joined[end]!)
    at = end + 1
  }
  return opened(slid(ordered))
}

const isSign = (item: Token): boolean => item.type === 'word' && /^[^\p{L}\p{N}\s]$/u.test(item.text)

/** A sentence is taken with the stop that ends it, not with the one before it: both are the same sign, so which of them changed is for us to say. */
function slid<T extends Token>(pieces: Piece<T>[]): readonly Piece<T>[] {
  for (let start = 0; start < pieces.length; start++) {
    const { change, item } = pieces[start]!
    if (change === 'same' || pieces[start - 1]?.change === change || !isSign(item)) continue
    let end = start
    while (pieces[end]?.change === change) end++
    const after = pieces[end]
    if (after?.change !== 'same' || !sameToken(item, after.item)) continue
    // The newer words keep their own items in their order.
    const [first, last]: readonly [T, T] = change === 'added' ? [item, after.item] : [after.item, item]
    pieces[start] = { change: 'same', item: first }
    pieces[end] = { change, item: last }
  }
  return pieces
}

/** A line that came or went is taken from the break that opens it, where it begins with the same words as the line after it. */
function opened<T extends Token>(pieces: readonly Piece<T>[]): readonly Piece<T>[] {
  const out = [...pieces]
  for (let start = 1; start < out.length; start++) {
    const { change } = out[start]!
    if (change === 'same' || out[start - 1]!.change !== 'same') continue
    let end = start
    while (out[end]?.change === change) end++
    const by = out[end]?.change === 'same' ? stepsToBreak(out, start, end) : 0
    for (let step = 1; step <= by; step++) {
      const [first, last]: readonly [T, T] = [out[start - step]!.item, out[end - step]!.item]
      // The newer words keep their own items in their order.
      out[start - step] = { change, item: change === 'added' ? first : last }
      out[end - step] = { change: 'same', item: change === 'added' ? last : first }
    }
  }
  return out
}

/** How far back the same change could begin at a break; 0 where it could not. */
function stepsToBreak(pieces: readonly Piece<Token>[], start: number, end: number): number {
  for (let step = 1; step <= end - start; step++) {
    const [first, last] = [pieces[start - step], pieces[end - step]!]
    if (first?.change !== 'same' || !sameToken(first.item, last.item)) return 0
    if (first.item.type === 'break') return step
  }
  return 0
}

interface Compared { readonly place: Place; readonly from: readonly Token[]; readonly to: readonly Token[] }

/** Every place, in the order of the newer words, with those only in the older ones last. */
function* places(before: TermsView, after: TermsView): Generator<Compared> {
  yield { place: { voice: 'title' }, from: plain(before.title), to: plain(after.title) }
  const old = sections(before)
  for (const section of after.sections) {
    const was = old.get(sectionKey(section))
    old.delete(sectionKey(section))
    yield { place: section, from: was ? tokensOf(was.words) : [], to: tokensOf(section.words) }
  }
  for (const was of old.values()) yield { place: was, from: tokensOf(was.words), to: [] }
}
const isApart = ({ from, to }: Compared): boolean => from.length !== to.length || from.some((token, at) => !sameToken(token, to[at]!))

/** Whether the words of any place differ. */
export const wordsDiffer = (before: TermsView, after: TermsView): boolean => [...places(before, after)].some(isApart)

/** Every place whose words differ, and how. */
export const changesBetween = (before: TermsView, after: TermsView): readonly SectionChange[] =>
  [...places(before, after)].filter(isApart).map(({ place, from, to }) => ({ place, pieces: tidy(difference(from, to, keyOf)) }))

/** One value that says it in words: what of them changed, for `side`. */
export const runsBetween = (before: string, after: string, side: Side): readonly Run[] =>
  linesOf(tidy(difference(plain(before), plain(after), keyOf)), side)[0]?.runs ?? []

interface Shown { readonly change: Look; readonly nth: number; readonly item: Token }

const isRow = (item: Token): boolean => item.type === 'break' && (item.kind === 'row' || item.kind === 'head')
/** Whether a break and everything up to the next one came or went together, and the words around it go on in a line of their own; of a row, with its cells. */
function isWholeLine(pieces: readonly Piece<Token>[], at: number): boolean {
  const { change, item: open } = pieces[at]!
  const ends = ({ item }: Piece<Token>): boolean => item.type === 'break' && !(isRow(open) && item.kind === 'cell')
  let end = at + 1
  while (pieces[end]?.change === change && !ends(pieces[end]!)) end++
  const after = pieces.slice(end).find((piece) => piece.change !== change)
  return (pieces[end] === undefined || ends(pieces[end]!)) && (after === undefined || after.item.type === 'break')
}

/** What stands on a side: its own words, and a gap where the other has words and it has none instead. */
function shownOn(side: Side, pieces: readonly Piece<Token>[]): readonly Shown[] {
  const lacks: Change | null = side === 'before' ? 'added' : side === 'after' ? 'removed' : null
  const shown: Shown[] = []
  let nth = 0
  for (let start = 0; start < pieces.length;) {
    if (pieces[start]!.change === 'same') {
      shown.push({ ...pieces[start++]!, nth: 0 })
      continue
    }
    let end = start
    while (end < pieces.length && pieces[end]!.change !== 'same') end++
    nth++
    const isReplaced = pieces.slice(start, end).some(({ change, item }) => change !== lacks && item.type === 'word' && item.text.trim() !== '')
    let isLineMissing = false
    for (; start < end; start++) {
      const { change, item } = pieces[start]!
      if (change !== lacks) shown.push({ change, nth, item })
      else if (item.type === 'break') {
        isLineMissing = item.image !== undefined || isWholeLine(pieces, start)
        if (isLineMissing) shown.push({ change: 'missing', nth, item })
      } else if (isLineMissing || !isReplaced) shown.push({ change: 'missing', nth, item })
    }
  }
  return shown
}

/** Pieces as lines of runs, for `side`: the older words show what was removed, the newer what was added, `both` all. */
export function linesOf(pieces: readonly Piece<Token>[], side: Side): readonly Line[] {
  const lines: { kind: BreakKind; depth: number; runs: Run[]; missing?: boolean; image?: NonNullable<Line['image']> }[] = []
  for (const { change, nth, item } of shownOn(side, pieces)) {
    if (item.type === 'break') {
      // A paragraph that was taken out and stands again keeps one line.
      if (change === 'removed' && side === 'both' && lines.length > 0 && !item.image) continue
      lines.push({ kind: item.kind, depth: item.depth, runs: [], ...(change === 'missing' && { missing: true }), ...(item.image && { image: { change, nth, block: item.image } }) })
      continue
    }
    const open = lines.at(-1)
    // What stands below a picture, or before the first break, is a line of its own.
    const line = open && !open.image ? open : lines[lines.push({ kind: 'paragraph', depth: 0, runs: [] }) - 1]!
    const last = line.runs.at(-1)
    const { type: _, ...word } = item
    if (last && last.nth === nth && last.change === change && last.marks.join() === item.marks.join() && sameMeaning(last, item)) {
      line.runs[line.runs.length - 1] = { ...last, text: last.text + item.text }
    } else line.runs.push({ change, nth, ...word })
  }
  return lines.map((line) => ({ ...line, runs: line.runs.flatMap(bare) }))
}

/** Spaces around what changed are no part of the change one looks at. */
function bare(run: Run): readonly Run[] {
  if (run.change === 'same' || run.text.trim() === '') return [run]
  const [, head, text, tail] = /^(\s*)(.*?)(\s*)$/s.exec(run.text)!
  const space = (words: string): Run[] => (words === '' ? [] : [{ change: 'same', nth: 0, text: words, marks: [] }])
  return [...space(head!), { ...run, text: text! }, ...space(tail!)]
}

/** A section as lines without any change. */
export const linesOfSection = (section: Section): readonly Line[] =>
  linesOf(tokensOf(section.words).map((item) => ({ change: 'same' as const, item })), 'after')

/** Runs around the changes only: `reach` words of what stays the same on each side, the rest as an ellipsis. */
export function excerpt(runs: readonly Run[], reach = 6): readonly Run[] {
  return runs.map((run, at) => {
    if (run.change !== 'same') return run
    const words = run.text.split(/(?<=\s)/)
    if (words.length <= reach * 2) return run
    const head = at === 0 ? '' : words.slice(0, reach).join('').trimEnd()
    const tail = at === runs.length - 1 ? '' : words.slice(-reach).join('')
    return { ...run, text: [head, '…', tail].filter((part) => part !== '').join(' ') }
  })
}
