// A charter in the making: the template chosen, and the rules of each as far as they were changed. Kept as it is typed.
import { computed, reactive, ref, watch } from 'vue'
import { CHARTER_TEMPLATES, charterTemplate, type CharterRule } from '../../../shared/domain/charter/templates/index.ts'
import { addMonths } from '../../../shared/base/calendar.ts'
import type { Params } from '../../../shared/protocol/contract.ts'
import { useHost } from '../../stores/host.ts'
import { today } from '../../ui/when.ts'

/** No template: an empty charter. */
export const OWN = 'own'
const KEY = 'founding'
const KEEP_AFTER_MS = 400

interface Kept {
  readonly name: string
  readonly purpose: string
  readonly chosen: string
  readonly rules: Readonly<Record<string, readonly CharterRule[]>>
  readonly says?: Readonly<Record<string, Says>>
}

/** What a charter says in fields, as typed. */
export interface Says { readonly twentyPercent: string; readonly withoutAdvice: string }

const rulesOf = (id: string): CharterRule[] => (charterTemplate(id)?.rules ?? []).map((rule) => ({ ...rule }))
const saysOf = (id: string): Says => {
  const { twentyPercent, withoutAdvice = '' } = charterTemplate(id) ?? {}
  return { twentyPercent: twentyPercent === undefined ? '' : String(twentyPercent), withoutAdvice }
}
const freshSays = (): Record<string, Says> => Object.fromEntries([...CHARTER_TEMPLATES.map(({ id }) => id), OWN].map((id) => [id, saysOf(id)]))
const fresh = (): Record<string, CharterRule[]> => Object.fromEntries([...CHARTER_TEMPLATES.map(({ id }) => id), OWN].map((id) => [id, rulesOf(id)]))

/** Null where nothing is said; undefined where it is no such number. */
export function readPercent(typed: string): number | null | undefined {
  const text = typed.trim().replace(/\s*%$/, '')
  if (text === '') return null
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : undefined
}

export function useFounding() {
  const host = useHost()
  const name = ref('')
  const purpose = ref('')
  const chosen = ref<string>(OWN)
  const rules = reactive(fresh())
  const fields = reactive(freshSays())
  let timer: ReturnType<typeof setTimeout> | undefined
  let touched = false

  void host.call('app.kept', { key: KEY }).then(({ value }) => {
    const kept = value === null || touched ? null : JSON.parse(value) as Kept | null
    if (!kept) return
    name.value = kept.name
    purpose.value = kept.purpose
    chosen.value = kept.chosen in rules ? kept.chosen : OWN
    for (const [id, list] of Object.entries(kept.rules)) if (id in rules) rules[id] = [...list]
    for (const [id, one] of Object.entries(kept.says ?? {})) if (id in fields) fields[id] = one
  }).catch(() => {})

  const current = computed(() => rules[chosen.value]!)
  const template = computed(() => charterTemplate(chosen.value))
  const share = computed(() => template.value?.share ?? 0)
  const review = computed(() => (template.value ? addMonths(today(), template.value.reviewMonths) : null))
  const isEdited = (id: string): boolean => JSON.stringify([rules[id], fields[id]]) !== JSON.stringify([rulesOf(id), saysOf(id)])
  const says = computed(() => fields[chosen.value]!)
  const say = (edit: Partial<Says>): void => { fields[chosen.value] = { ...says.value, ...edit } }
  /** What keeps it from being founded. */
  const fault = computed(() => (readPercent(says.value.twentyPercent) === undefined ? 'charter.percentWrong' : null))

  const kept = (): Kept => ({
    name: name.value, purpose: purpose.value, chosen: chosen.value, rules: Object.fromEntries(Object.entries(rules).filter(([id]) => isEdited(id))),
    says: Object.fromEntries(Object.entries(fields).filter(([id]) => isEdited(id))),
  })
  const keep = (value: Kept | null): void => void host.call('app.keep', { key: KEY, value: JSON.stringify(value) }).catch(() => {})
  watch([name, purpose, chosen, rules, fields], () => {
    touched = true
    clearTimeout(timer)
    timer = setTimeout(() => keep(kept()), KEEP_AFTER_MS)
  })

  function change(at: number, edit: Partial<CharterRule>): void {
    rules[chosen.value] = current.value.map((rule, i) => (i === at ? { ...rule, ...edit } : rule))
  }
  const add = (): void => { rules[chosen.value] = [...current.value, { title: '', words: '' }] }
  const leaveOut = (at: number): void => { rules[chosen.value] = current.value.filter((_, i) => i !== at) }

  /** What was typed stands in the workspace now. */
  function done(): void {
    clearTimeout(timer)
    keep(null)
  }
  const charter = (): NonNullable<Params<'workspace.create'>['charter']> => ({
    rules: current.value.map((rule) => ({ ...rule })), share: share.value, ...(review.value && { review: review.value }),
    ...((percent) => (typeof percent === 'number' ? { twentyPercent: percent } : {}))(readPercent(says.value.twentyPercent)),
    ...(says.value.withoutAdvice.trim() && { withoutAdvice: says.value.withoutAdvice.trim() }),
  })

  return { name, purpose, chosen, current, template, share, review, says, say, fault, isEdited, change, add, leaveOut, charter, done }
}
