import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { moveItem, readFields, removeItem, writeItem } from '#shared/document/draft-fields.ts'
import { readMeta, writeMeta } from '#shared/document/draft.ts'
import type { Stone } from '#shared/domain/record/fields.ts'

const ada = '1'.padStart(64, '0')

/** Two copies of one draft that meet when told to. */
function twoCopies(): { one: Y.Doc; other: Y.Doc; meet(): void } {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  const meet = (): void => {
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  }
  return { one, other, meet }
}
const stones = (draft: Y.Doc): readonly Stone[] => readFields(draft).stones ?? []

describe('structured fields of a draft', () => {
  test('two people who edit different stones, or different fields of one, both keep what they wrote', () => {
    const { one, other, meet } = twoCopies()
    writeItem(one, 'stones', 's1', { person: ada, measure: 'Notes', target: '16' }, null)
    writeItem(one, 'stones', 's2', { person: ada, measure: 'Stops' }, null)
    meet()
    writeItem(one, 'stones', 's1', { target: '18' }, null)
    writeItem(other, 'stones', 's1', { by: '2026-06-12' }, null)
    writeItem(other, 'stones', 's2', { measure: 'Stops a month' }, null)
    meet()
    expect(stones(one)).toEqual([{ id: 's1', person: ada, measure: 'Notes', target: '18', by: '2026-06-12' }, { id: 's2', person: ada, measure: 'Stops a month' }])
    expect(stones(other)).toEqual(stones(one))
  })

  test('who adds a stone does not take away one that came meanwhile', () => {
    const { one, other, meet } = twoCopies()
    writeItem(one, 'stones', 's1', { measure: 'One' }, null)
    writeItem(other, 'stones', 's2', { measure: 'Other' }, null)
    meet()
    expect(stones(one).map((stone) => stone.measure).sort()).toEqual(['One', 'Other'])
  })

  test('an edit to a stone that somebody took out brings back no half of it', () => {
    const { one, other, meet } = twoCopies()
    writeItem(one, 'stones', 's1', { person: ada, measure: 'Notes' }, null)
    meet()
    removeItem(one, 'stones', 's1', null)
    writeItem(other, 'stones', 's1', { target: '3' }, null)
    meet()
    expect(stones(one)).toEqual([])
    expect(readMeta(one).stones).toBeUndefined()
  })

  test('keep the order people give them', () => {
    const draft = new Y.Doc()
    for (const id of ['a', 'b', 'c']) writeItem(draft, 'stones', id, { measure: id }, null)
    moveItem(draft, 'stones', 'c', 'a', null)
    moveItem(draft, 'stones', 'a', null, null)
    expect(stones(draft).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    writeMeta(draft, { stones: [{ id: 'b', person: ada, measure: 'b' }, { id: 'new', person: ada, measure: 'new' }, { id: 'c', person: ada, measure: 'c' }] }, null)
    expect(stones(draft).map(({ id }) => id)).toEqual(['b', 'new', 'c'])
  })

  test('a whole list writes only what differs, and null takes a field out', () => {
    const draft = new Y.Doc()
    writeMeta(draft, { stones: [{ id: 's1', person: ada, measure: 'Notes', target: '3' }], priority: 'Calm', everyMonths: 3 }, null)
    const before = Y.encodeStateVector(draft)
    writeMeta(draft, { stones: [{ id: 's1', person: ada, measure: 'Notes', target: '3' }] }, null)
    expect(Y.encodeStateVector(draft)).toEqual(before)
    writeItem(draft, 'stones', 's1', { target: null }, null)
    writeMeta(draft, { priority: undefined } as never, null)
    expect(readFields(draft)).toEqual({ everyMonths: 3, stones: [{ id: 's1', person: ada, measure: 'Notes' }] })
  })

  test('whatever a peer writes, what comes out has the right types', () => {
    const odd = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.double())
    const key = fc.oneof(fc.constantFrom('stones/s1/rank', 'stones/s1/measure', 'stones/s1/target', 'time/t/hours', 'time/t/rank', 'seasons/x/rank', 'links/l/rank', '__proto__/a/rank', 'stones//rank'), fc.string())
    fc.assert(fc.property(fc.dictionary(key, odd), fc.dictionary(fc.constantFrom('due', 'reviews', 'places', 'medium', 'everyMonths', 'witnesses'), odd), (fields, meta) => {
      const draft = new Y.Doc()
      for (const [name, value] of Object.entries(fields)) draft.getMap('fields').set(name, value)
      for (const [name, value] of Object.entries(meta)) draft.getMap('meta').set(name, value)
      const read = readMeta(draft)
      for (const stone of read.stones ?? []) expect([typeof stone.id, typeof stone.person, typeof stone.measure]).toEqual(['string', 'string', 'string'])
      expect(['undefined', 'number']).toContain(typeof read.everyMonths)
      expect([undefined, 'written', 'verbal']).toContain(read.medium)
    }))
  })
})
