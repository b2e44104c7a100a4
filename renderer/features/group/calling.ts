// What is being called, kept until it is sent: leaving the page loses nothing that was typed.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useHost } from '../../stores/host.ts'
import { useKept } from '../../stores/kept.ts'
import { useOverview } from '../../stores/overview.ts'
import { useRecords } from '../../stores/records.ts'
import { hasEnded, isGroup } from './grouping.ts'

const MAX_TOPICS = 8
const plain = (words: string): string => words.trim().replace(/\s+/gu, ' ').toLocaleLowerCase()
export const topicsOf = (typed: string): readonly string[] => [...new Map(typed.split(',').map((one) => one.trim()).filter((one) => one !== '').map((one) => [plain(one), one])).values()]

export const useCalling = defineStore('calling', () => {
  const host = useHost()
  const overview = useOverview()
  const records = useRecords()
  const kind = ref<'working group' | 'team'>('working group')
  const title = ref('')
  const why = ref('')
  const topics = ref('')
  const kept = useKept(['call'], { kind, title, why, topics })

  const topicsWrong = computed(() => topicsOf(topics.value).length > MAX_TOPICS)
  /** What keeps it from being called, as a key of the locale. */
  const wrong = computed(() => (title.value.trim() === '' ? 'groupMissing.title' : why.value.trim() === '' ? 'groupMissing.why' : topicsWrong.value ? 'group.tooManyTopics' : null))
  /** A living group of the same name: said, and no hindrance. */
  const twin = computed(() => (title.value.trim() === '' ? null : ([...records.rows.values()].find((row) => isGroup(row) && !hasEnded(row) && plain(row.title) === plain(title.value))?.title ?? null)))

  /** Returns the group's id. Rejects with a ProblemError; then everything typed stays. */
  async function call(): Promise<string> {
    const { id } = await host.call('group.call', { workspace: overview.workspace?.id ?? '', kind: kind.value, title: title.value.trim(), text: why.value.trim(), topics: [...topicsOf(topics.value)] })
    kept.clear()
    return id
  }
  return { kind, title, why, topics, topicsWrong, wrong, twin, call }
})
