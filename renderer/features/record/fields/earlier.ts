// What the fields of a draft said in the words it is read against, told beside those that say something else now.
import { inject, provide, type InjectionKey } from 'vue'
import type { ListName, SingleName } from '../../../../shared/domain/record/fields.ts'
import type { TermsView } from '../../../../shared/protocol/contract.ts'
import { usePeople } from '../../../stores/people.ts'
import { useFieldWords } from './field-words.ts'

const EARLIER: InjectionKey<() => TermsView | null> = Symbol('earlier words')
export const tellEarlier = (terms: () => TermsView | null): void => provide(EARLIER, terms)

const KNOWN_BY: ReadonlySet<string> = new Set(['measure', 'what', 'words', 'topic', 'hours'])

type Item = Readonly<Record<string, unknown>> & { readonly id: string }

export interface Earlier {
  /** What it was, empty where it was nothing; null where it is the same, or nothing is marked. */
  single(name: SingleName, now: unknown): string | null
  field(list: ListName, item: string, field: string, now: unknown): string | null
  /** What items were known by that stand there no more. */
  gone(list: ListName, still: readonly { readonly id: string }[], fits: (item: Item) => boolean): readonly string[]
}

export function useEarlier(): Earlier {
  const terms = inject(EARLIER, () => null)
  const people = usePeople()
  const say = useFieldWords((id) => people.byId.get(id)?.name ?? '')
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? '') === JSON.stringify(b ?? '')
  const was = (field: string, before: unknown, now: unknown): string | null => (same(before, now) ? null : say.value.value(field, before))
  const items = (list: ListName): readonly Item[] => (terms()?.[list] ?? []) as unknown as readonly Item[]
  return {
    single: (name, now) => (terms() ? was(name, terms()![name], now) : null),
    field: (list, id, field, now) => {
      if (!terms()) return null
      const before = items(list).find((one) => one.id === id)
      // Of what is new as a whole, what it is known by is enough.
      return before || KNOWN_BY.has(field) ? was(field, before?.[field], now) : null
    },
    gone: (list, still, fits) => items(list).filter((one) => fits(one) && !still.some(({ id }) => id === one.id))
      .map((one) => String(one['measure'] ?? one['what'] ?? one['words'] ?? one['topic'] ?? one['title'] ?? '')).filter((words) => words !== ''),
  }
}
