// What is typed into a form is kept on this device until it is sent: by another tab, another page, a reload or a restart
// nothing of it is lost. Two places: this tab's own storage at once, so that a reload in the middle of a word keeps it, and
// the host a moment later. Nobody else reads either.
import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'
import type { Mention } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

const PAUSE_MS = 400
/** What the host takes of a form at most; more of it stays in this tab alone. */
const MOST = 50_000

const MOST_KEY = 300

type Fields = Readonly<Record<string, Ref<unknown>>>
type Values = Record<string, unknown>

/** A form and what it is about, such as `['checkin', record]`. */
export type KeptKey = readonly [form: string, ...about: (string | undefined)[]]

/** The workspace is named in it: when that is removed from this device, so is what was typed in it. */
export const keyOf = (workspace: string, about: KeptKey): string => ['typed', workspace, ...about.map((one) => one ?? '')].join(':').slice(0, MOST_KEY)

const copy = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)) as T)
const isPlain = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Only what differs from how the form begins; of a field that is an object, only those of its keys. */
export function typedIn(start: Values, now: Values): Values {
  return Object.fromEntries(Object.entries(now).flatMap(([name, value]) => {
    const before = start[name]
    if (same(before, value)) return []
    if (!isPlain(before) || !isPlain(value)) return [[name, value]]
    return [[name, Object.fromEntries(Object.entries(value).filter(([key, one]) => !same(before[key], one)))]]
  }))
}

/** What was kept, put into a form as it begins; what is of another shape than the field is left out. */
export function putBack(start: Values, kept: unknown): Values {
  if (!isPlain(kept)) return {}
  return Object.fromEntries(Object.entries(start).flatMap(([name, before]) => {
    const value = kept[name]
    if (value === undefined || (before !== null && (typeof value !== typeof before || Array.isArray(value) !== Array.isArray(before)))) return []
    return [[name, isPlain(before) && isPlain(value) ? { ...before, ...value } : value]]
  }))
}

const parsed = (value: string | null): unknown => {
  try {
    return value === null || value === '' ? null : JSON.parse(value)
  } catch {
    return null
  }
}
function readHere(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}
function keepHere(key: string, value: string): void {
  try {
    if (value === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, value)
  } catch {
    // Full: the host has it in a moment.
  }
}

/** What this page has told the host already, by key: a form that opens again need not ask, and nobody types into it before the answer. */
const told = new WeakMap<object, Map<string, string>>()

/** Keeps these fields. `clear` once they were sent, or let go on purpose: the form is as it began. */
export function useKept(about: MaybeRefOrGetter<KeptKey>, fields: Fields): { clear(): void } {
  const host = useHost()
  const start = copy(valuesOf(fields))
  const overview = useOverview()
  const known = told.get(host) ?? new Map<string, string>()
  told.set(host, known)
  const keyNow = (): string => keyOf(overview.workspace?.id ?? '', toValue(about))
  let key = keyNow()
  let timer: ReturnType<typeof setTimeout> | undefined
  let touched = false
  let filling = false

  const typed = (): string => {
    const values = typedIn(start, valuesOf(fields))
    return Object.keys(values).length === 0 ? '' : JSON.stringify(values)
  }
  const fill = (values: Values): void => {
    filling = true
    for (const [name, value] of Object.entries(values)) fields[name]!.value = copy(value)
    filling = false
  }
  const tell = (): void => {
    clearTimeout(timer)
    timer = undefined
    const [of, value] = [key, typed()]
    known.set(of, value)
    if (value.length > MOST) return
    void host.call('app.keep', { key: of, value }).then(() => { if (readHere(of) === value) keepHere(of, '') }).catch(() => {})
  }
  function load(): void {
    const of = key
    const here = putBack(start, parsed(readHere(of) ?? known.get(of) ?? null))
    if (Object.keys(here).length > 0) return fill(here)
    void host.call('app.kept', { key: of }).then(({ value }) => { if (!touched && of === key) fill(putBack(start, parsed(value))) }).catch(() => {})
  }
  watch(keyNow, (next) => {
    if (timer !== undefined) tell()
    key = next
    touched = false
    fill(start)
    load()
  })
  watch(Object.values(fields), () => {
    if (filling) return
    touched = true
    keepHere(key, typed())
    clearTimeout(timer)
    timer = setTimeout(tell, PAUSE_MS)
  }, { deep: true, flush: 'sync' })
  onScopeDispose(() => { if (timer !== undefined) tell() })
  load()

  return {
    clear() {
      fill(start)
      keepHere(key, '')
      tell()
    }
  }
}

const valuesOf = (fields: Fields): Values => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]))

export interface KeptText { readonly text: Ref<string>; readonly mentions: Ref<readonly Mention[]>; clear(): void }

/** Words with people named in them. */
export function useKeptText(about: MaybeRefOrGetter<KeptKey>): KeptText {
  const text = ref('')
  const mentions = ref<readonly Mention[]>([])
  return { text, mentions, ...useKept(about, { text, mentions }) }
}
