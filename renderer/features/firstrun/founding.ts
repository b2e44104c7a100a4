// A charter in the making: the template chosen, and the rules of each as far as they were changed. Kept as it is typed.
import { computed, reactive, ref, watch } from 'vue'
import { CHARTER_TEMPLATES, charterTemplate, type CharterRule } from '../../../shared/domain/charter/templates/index.ts'
import { addMonths } from '../../../shared/base/calendar.ts'
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
}

const rulesOf = (id: string): CharterRule[] => (charterTemplate(id)?.rules ?? []).map((rule) => ({ ...rule }))
const fresh = (): Record<string, CharterRule[]> => Object.fromEntries([...CHARTER_TEMPLATES.map(({ id }) => id), OWN].map((id) => [id, rulesOf(id)]))

export function useFounding() {
  const host = useHost()
  const name = ref('')
  const purpose = ref('')
  const chosen = ref<string>(OWN)
  const rules = reactive(fresh())
  let timer: ReturnType<typeof setTimeout> | undefined
  let touched = false

  void host.call('app.kept', { key: KEY }).then(({ value }) => {
    const kept = value === null || touched ? null : JSON.parse(value) as Kept | null
    if (!kept) return
    name.value = kept.name
    purpose.value = kept.purpose
    chosen.value = kept.chosen in rules ? kept.chosen : OWN
    for (const [id, list] of Object.entries(kept.rules)) if (id in rules) rules[id] = [...list]
  }).catch(() => {})

  const current = computed(() => rules[chosen.value]!)
  const template = computed(() => charterTemplate(chosen.value))
  const share = computed(() => template.value?.share ?? 0)
  const review = computed(() => (template.value ? addMonths(today(), template.value.reviewMonths) : null))
  const isEdited = (id: string): boolean => JSON.stringify(rules[id]) !== JSON.stringify(rulesOf(id))

  const kept = (): Kept => ({
    name: name.value, purpose: purpose.value, chosen: chosen.value, rules: Object.fromEntries(Object.entries(rules).filter(([id]) => isEdited(id))),
  })
  const keep = (value: Kept | null): void => void host.call('app.keep', { key: KEY, value: JSON.stringify(value) }).catch(() => {})
  watch([name, purpose, chosen, rules], () => {
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
  const charter = (): { rules: CharterRule[]; share: number; review?: string } => ({
    rules: current.value.map((rule) => ({ ...rule })), share: share.value, ...(review.value && { review: review.value }),
  })

  return { name, purpose, chosen, current, template, share, review, isEdited, change, add, leaveOut, charter, done }
}
