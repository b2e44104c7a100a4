// Calendar files, read again by the few rules of RFC 5545 that a reader goes by.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#shared/base/bytes.ts'
import { calendarFile, type CalendarEvent } from '#shared/formats/icalendar.ts'

const REVIEW: CalendarEvent = { uid: 'abc-review@parley', day: '2026-06-12', title: 'Review: Bread on Fridays', changed: Date.UTC(2026, 4, 22, 9, 30, 5) }

interface Read { readonly [name: string]: string }

/** Unfolds, splits at the first colon and takes the escapes out, as a calendar would. */
function read(file: string): { calendar: Read; events: Read[] } {
  const lines = file.replaceAll('\r\n ', '').split('\r\n')
  expect(lines.pop()).toBe('')
  const events: Record<string, string>[] = []
  const calendar: Record<string, string> = {}
  let into = calendar
  for (const line of lines) {
    const [, name, value] = /^([A-Z-]+(?:;[^:]*)?):(.*)$/su.exec(line)!
    if (line === 'BEGIN:VEVENT') events.push(into = {})
    else if (line === 'END:VEVENT') into = calendar
    else into[name!] = value!.replace(/\\([\\;,nN])/gu, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))
  }
  return { calendar, events }
}

describe('a calendar file', () => {
  test('has the head that calendars ask for, and a day that ends with the next', () => {
    const file = calendarFile('Hollin Bank', [REVIEW])
    expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true)
    expect(file.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true)
    expect(read(file).events).toEqual([{
      'UID': 'abc-review@parley', 'DTSTAMP': '20260522T093005Z', 'DTSTART;VALUE=DATE': '20260612', 'DTEND;VALUE=DATE': '20260613',
      'SUMMARY': 'Review: Bread on Fridays', 'TRANSP': 'TRANSPARENT',
    }])
  })

  test('writes several days, ends of months and years, and no end before its beginning', () => {
    const ends = (day: string, last?: string) => read(calendarFile('', [{ ...REVIEW, day, ...(last && { last }) }])).events[0]!['DTEND;VALUE=DATE']
    expect(ends('2026-06-12', '2026-06-14')).toBe('20260615')
    expect(ends('2026-12-31')).toBe('20270101')
    expect(ends('2028-02-28')).toBe('20280229')
    expect(ends('2026-06-12', '2026-01-01')).toBe('20260613')
    expect(ends('9999-12-31')).toBeUndefined()
  })

  test('keeps what people write, whatever signs are in it, in lines of at most 75 bytes', () => {
    const title = 'Review; then, "Bread\\Jam": 100 %, تقرير 👩‍👩‍👧 '.repeat(8)
    const text = 'one\r\ntwo\nthree; four, five\\six\tseven'
    const file = calendarFile('Ada, Ben; Co', [{ ...REVIEW, title, text }])
    for (const line of file.split('\r\n')) expect(utf8(line).length).toBeLessThanOrEqual(75)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(read(file).events[0]).toMatchObject({ SUMMARY: title, DESCRIPTION: 'one\ntwo\nthree; four, five\\six\tseven' })
    expect(read(file).calendar['X-WR-CALNAME']).toBe('Ada, Ben; Co')
  })

  test('cannot be made to say something else by a title', () => {
    const { events, calendar } = read(calendarFile('x\r\nMETHOD:CANCEL', [{ ...REVIEW, title: 'Lunch\r\nEND:VEVENT\r\nBEGIN:VALARM\u0000\u001b[2J' }]))
    expect(events).toHaveLength(1)
    expect(events[0]!['SUMMARY']).toBe('Lunch\nEND:VEVENT\nBEGIN:VALARM[2J')
    expect(calendar['METHOD']).toBe('PUBLISH')
  })

  test('names each thing once, the earliest first, and the same events make the same file', () => {
    const later = { ...REVIEW, uid: 'b@parley', day: '2026-07-01' }
    const file = calendarFile('', [later, REVIEW, later])
    expect(read(file).events.map((one) => one['UID'])).toEqual(['abc-review@parley', 'b@parley'])
    expect(calendarFile('', [REVIEW, later])).toBe(file)
  })

  test('is readable whatever the clocks and texts [total]', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.oneof(fc.double(), fc.integer()), (title, changed) => {
      const file = calendarFile(title, [{ ...REVIEW, title, changed }])
      for (const line of file.split('\r\n')) expect(utf8(line).length).toBeLessThanOrEqual(75)
      expect(read(file).events[0]!['DTSTAMP']).toMatch(/^\d{8}T\d{6}Z$/)
      expect(read(file).events[0]!['DTSTART;VALUE=DATE']).toBe('20260612')
    }))
  })
})
