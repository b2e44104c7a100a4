// Items of lists as one types them: parts with semicolons between, in the order that --help says.
import type { CalendarDate } from '#shared/base/clock.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import { fits, LISTS, readAmount, type Amount } from '#shared/domain/record/fields.ts'
import { readDate } from '../dates.ts'

/** One item of a list without its id. */
export type Item = Readonly<Record<string, string | undefined>>

export interface Reading {
  readonly flag: string
  /** Who types it. */
  readonly me: string
  readonly today: Date
  /** Its id. Throws where nobody or several are called so. */
  person(name: string): Promise<string>
  record(text: string): Promise<string>
}

/** Throws a usage problem for what reads otherwise. */
export type ItemReader = (text: string, of: Reading) => Item | Promise<Item>

const parts = (text: string): readonly string[] => text.split(';').map((part) => part.trim())

function otherwise(flag: string, text: string, takes: string, example: string): never {
  throw new ProblemError(problem(`usage.${flag}`, `--${flag} takes ${takes}, and "${text}" reads otherwise.`, `Write it like --${flag} ${example}.`))
}

const whenGiven = (key: string, value: string | undefined): Item => (value === undefined || value === '' ? {} : { [key]: value })
const dateOf = ({ flag, today }: Reading, text: string): CalendarDate => readDate(flag, text, today)
const amountOf = (text: string): Amount | undefined | null => (text === '' ? undefined : readAmount(text))

export const stone: ItemReader = (text, of) => {
  const [measure = '', target = '', by = ''] = parts(text)
  const [, number = '', unit = ''] = /^(\S*)\s*(.*)$/.exec(target) ?? []
  const amount = readAmount(number)
  if (measure === '' || (target !== '' && amount === null)) otherwise(of.flag, text, 'a measure, a target and a date', '"Shifts with a note; 18 of 20; 2026-06-12"')
  return { person: of.me, measure, ...(amount !== null && { target: amount }), ...whenGiven('unit', unit), ...(by !== '' && { by: dateOf(of, by) }) }
}

export const measure: ItemReader = (text, { flag }) => {
  const [what = '', was = '', hoped = '', stop = '', unit = '', every = ''] = parts(text)
  const [baseline, hope, line] = [amountOf(was), amountOf(hoped), amountOf(stop)]
  if (what === '' || baseline === null || hope === null || line === null || (every !== '' && !fits(LISTS.measures.every, every))) {
    return otherwise(flag, text, 'a measure and numbers', '"Crates back; 40; 57; 51; of 60; 7"')
  }
  return { measure: what, ...whenGiven('unit', unit), ...whenGiven('baseline', baseline), ...whenGiven('hoped', hope), ...whenGiven('stop', line), ...whenGiven('every', every) }
}

export const activity: ItemReader = (text, { flag, me }) => {
  const [what = '', authority = 'act'] = parts(text)
  if (what === '' || !fits(LISTS.activities.authority, authority)) otherwise(flag, text, 'what you do and how far you decide it', '"Order the flour; decide"')
  return { person: me, what, authority }
}

export const goal: ItemReader = (text, of) => {
  const [words = '', by = ''] = parts(text)
  if (words === '') otherwise(of.flag, text, 'what you want to learn and a date', '"Read a balance sheet; 2026-06-12"')
  return { person: of.me, words, ...(by !== '' && { by: dateOf(of, by) }) }
}

export const time: ItemReader = async (text, { flag, person }) => {
  const [name = '', hours = ''] = parts(text)
  const amount = readAmount(hours)
  if (name === '' || !fits(LISTS.time.hours, amount)) otherwise(flag, text, 'a name and hours a week', '"Ben; 2.5"')
  return { person: await person(name), hours: amount! }
}

export const season: ItemReader = (text, of) => {
  const [from = '', to = '', hours = ''] = parts(text)
  const amount = readAmount(hours)
  if (from === '' || to === '' || !fits(LISTS.seasons.hours, amount)) otherwise(of.flag, text, 'two dates and hours a week', '"2026-12-01; 2027-01-31; 4"')
  return { from: dateOf(of, from), to: dateOf(of, to), hours: amount! }
}

/** Words as they are typed, semicolons included. */
export const sorted = (sort: string): ItemReader => (words) => ({ sort, words })
export const topic: ItemReader = (text) => ({ topic: text })
export const turn: ItemReader = async (name, { person }) => ({ person: await person(name) })

/** What is no record stays words: the part behind the last semicolon is looked up only where it could be an id. */
export const output: ItemReader = async (text, { record }) => {
  const [, words = text, id] = /^(.*);\s*([0-9a-f]{4,64})$/s.exec(text.trim()) ?? []
  return { words: words.trim(), ...(id !== undefined && { record: await record(id) }) }
}
