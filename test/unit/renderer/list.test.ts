import { describe, expect, it } from 'vitest'
import { indexAt, indexOf, itemAt, runOf, typedAhead } from '../../../renderer/ui/list.ts'
import { readFrame, USUAL } from '../../../renderer/workbench/layout.ts'
import { keepWorkspace, linkTo, takeWorkspace, windowName, windowWorkspace, workspaceIn } from '../../../renderer/host/windows.ts'
import { tokenIn } from '../../../renderer/host/session.ts'

const groups = [
  { id: 'a', words: 'Waiting', rows: ['Audit', 'Boiler'], folded: false },
  { id: 'b', words: 'Nothing', rows: [] },
  { id: 'c', words: 'Kept', rows: ['Cover', 'Crate'], folded: true },
  { id: 'd', words: 'Drafts', rows: ['Dairy', 'Daisy', 'Barn'] },
]
const own = (row: string): string => row
const run = runOf(groups, 30, 40)
const items = Array.from({ length: run.count }, (_, index) => itemAt(run, index, own)!)

describe('a long list', () => {
  it('has headings and rows in one run, without empty groups and what is folded away', () => {
    expect(items.map(({ key }) => key)).toEqual(['group:a', 'Audit', 'Boiler', 'group:c', 'group:d', 'Dairy', 'Daisy', 'Barn'])
    expect(items.find(({ key }) => key === 'Dairy')!.place).toBe(3)
    expect(run.rows).toBe(5)
    expect(itemAt(run, run.count, own)).toBeNull()
    expect(itemAt(runOf<string>([], 30, 40), 0, own)).toBeNull()
  })

  it('stands one below the other, each where its height and those above it put it', () => {
    let start = 0
    for (const item of items) {
      expect(item.start).toBe(start)
      expect([item.start, item.start + item.size - 1].map((px) => indexAt(run, px))).toEqual([item.index, item.index])
      start += item.size
    }
    expect(run.height).toBe(start)
    expect([indexAt(run, -50), indexAt(run, start + 999)]).toEqual([0, run.count - 1])
    expect(indexAt(runOf([], 30, 40), 70)).toBe(0)
  })

  it('finds a row by its key, unless it is folded away', () => {
    expect(indexOf(run, 'Daisy', own)).toBe(6)
    expect(indexOf(run, 'Crate', own)).toBeNull()
    expect(indexOf(run, 'Nobody', own)).toBeNull()
  })

  it('is walked by letters: the next that begins so, round its end', () => {
    const find = (from: number, letters: string): string | null => {
      const at = typedAhead(run, from, letters, own)
      return at === null ? null : items[at]!.key
    }
    expect(find(1, 'b')).toBe('Boiler')
    expect(find(2, 'b')).toBe('Barn')
    expect(find(7, 'b')).toBe('Boiler')
    expect(find(5, 'dais')).toBe('Daisy')
    expect(find(5, 'dd')).toBe('Daisy')
    expect(find(1, 'x')).toBeNull()
  })
})

describe('the layout of the frame', () => {
  it.each([null, '', 'x', 'null', '7', '{"width":"wide","side":1,"panel":7}'])('is as usual where %s was kept', (text) => {
    expect(readFrame(text)).toEqual(USUAL)
  })

  it('keeps its sizes within what can be used', () => {
    expect(readFrame('{"width":9999,"height":1,"side":false,"panel":"network","part":"people"}')).toEqual({ ...USUAL, width: 400, height: 120, side: false, panel: 'network', part: 'people' })
  })
})

describe('a window', () => {
  const WORKSPACE = 'c0'.repeat(32)
  const storage = (): Pick<Storage, 'getItem' | 'setItem'> => {
    const kept = new Map<string, string>()
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
  }

  it('is told its workspace in the link that opens it, beside the token', () => {
    const link = linkTo(`http://127.0.0.1:4711/#token=${'t'.repeat(32)}`, WORKSPACE)
    const hash = new URL(link).hash
    expect(tokenIn(hash)).toBe('t'.repeat(32))
    expect(workspaceIn(hash)).toBe(WORKSPACE)
    expect(workspaceIn('#workspace=<script>')).toBeNull()
    expect(windowName(WORKSPACE)).toBe(`parley-${WORKSPACE.slice(0, 16)}`)
  })

  it('remembers it for itself', () => {
    const kept = storage()
    takeWorkspace('#token=abc', kept)
    expect(windowWorkspace(kept)).toBeNull()
    takeWorkspace(`#workspace=${WORKSPACE}`, kept)
    expect(windowWorkspace(kept)).toBe(WORKSPACE)
    keepWorkspace('d1'.repeat(32), kept)
    expect(windowWorkspace(kept)).toBe('d1'.repeat(32))
  })
})
