import { describe, expect, it } from 'vitest'
import { fromDock, toDock } from '../../../renderer/workbench/editor/dock-form.ts'
import { EMPTY, groupsOf, readLayout, writeLayout, type EditorLayout, type PartLayout } from '../../../renderer/workbench/editor/layout.ts'
import { NOWHERE, stepped, visited } from '../../../renderer/workbench/history.ts'

const known = (kind: string): boolean => kind === 'desk' || kind === 'record'
const desk = { kind: 'desk', id: '', preview: false } as const
const record = (id: string, preview = false) => ({ kind: 'record', id, preview }) as const
const group = (...tabs: { kind: string; id: string; preview: boolean }[]) => ({ tabs, current: 0 })

const nested: PartLayout = {
  split: 'row', of: [
    { share: 300, part: group(desk, record('1')) },
    { share: 600, part: { split: 'column', of: [{ share: 200, part: { tabs: [record('2'), record('3', true)], current: 1 } }, { share: 400, part: group(record('2')) }] } },
  ],
}

describe('the layout of the editor area', () => {
  it('is the same after it was kept', () => {
    const layout: EditorLayout = { root: nested, active: 1, scrolled: { 'record:2': [120, 0] } }
    expect(readLayout(writeLayout(layout, known), known)).toEqual(layout)
  })

  it.each([null, '', 'nonsense', '7', '[]', '{"root":7}', '{"root":{"split":"row","of":{}}}', '{"root":{"tabs":[null,7,{"kind":"record"}]}}'])('is empty where %s was kept', (text) => {
    expect(readLayout(text, known)).toEqual(EMPTY)
  })

  it('leaves out pages that are no more, and gives their room to the rest', () => {
    const text = JSON.stringify({ root: { split: 'row', of: [{ share: 1, part: group(desk) }, { share: -4, part: group({ kind: 'admin', id: 'x', preview: false }) }] }, active: 9, scrolled: { a: ['x'] } })
    expect(readLayout(text, known)).toEqual({ root: group(desk), active: 0, scrolled: {} })
  })

  it('reads no deeper than a person could have split, and no page twice in a group', () => {
    let deep: PartLayout = group(desk, desk)
    expect(groupsOf(readLayout(JSON.stringify({ root: deep }), known).root)[0]!.tabs).toEqual([desk])
    for (let i = 0; i < 50; i++) deep = { split: 'row', of: [{ share: 1, part: deep }, { share: 1, part: group(desk) }] }
    expect(groupsOf(readLayout(JSON.stringify({ root: deep }), known).root).length).toBeLessThan(12)
  })

  it('goes through dockview’s form and back', () => {
    const dock = toDock(nested, 2, { width: 900, height: 600 })
    expect(Object.keys(dock.panels)).toHaveLength(5)
    expect(fromDock(dock)).toEqual({ root: nested, active: 2 })
    expect(fromDock(toDock(group(desk), 0, { width: 900, height: 600 }))).toEqual({ root: group(desk), active: 0 })
    const column: PartLayout = { split: 'column', of: [{ share: 300, part: group(desk) }, { share: 300, part: group(record('1')) }] }
    expect(fromDock(toDock(column, 1, { width: 900, height: 600 }))).toEqual({ root: column, active: 1 })
  })
})

describe('back and forward', () => {
  const at = (id: string, place = '') => ({ kind: 'record', id, at: place })
  const walked = [at('1'), at('2'), at('2'), at('2', 'rev 1'), at('3')].reduce(visited, NOWHERE)

  it('lead over pages and the places in them, each once', () => {
    expect(walked.places).toHaveLength(4)
    const back = stepped(walked, -1, () => true)!
    expect(back.place).toEqual(at('2', 'rev 1'))
    expect(stepped(back.history, 1, () => true)!.place).toEqual(at('3'))
  })

  it('pass what can’t be shown any more, and end at the ends', () => {
    expect(stepped(walked, -1, ({ id }) => id === '1')!.place).toEqual(at('1'))
    expect(stepped(walked, 1, () => true)).toBeNull()
    expect(stepped(NOWHERE, -1, () => true)).toBeNull()
  })

  it('forget what lay ahead once another way is taken', () => {
    const back = stepped(walked, -1, () => true)!.history
    const other = visited(back, at('4'))
    expect(stepped(other, 1, () => true)).toBeNull()
    expect(stepped(other, -1, () => true)!.place).toEqual(at('2', 'rev 1'))
  })
})
