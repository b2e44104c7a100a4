// What is being asked or answered, kept until it is sent: neither leaving the page nor a reload loses what was typed.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Params, QuestionDetail } from '../../../../shared/protocol/contract.ts'
import { useHost } from '../../../stores/host.ts'
import { useKept } from '../../../stores/kept.ts'
import { useOverview } from '../../../stores/overview.ts'

export const useAsking = defineStore('asking', () => {
  const host = useHost()
  const overview = useOverview()
  const title = ref('')
  const text = ref('')
  const topics = ref('')
  const to = ref<string[]>([])
  const kept = useKept(['question'], { title, text, topics, to })

  /** Rejects with a ProblemError; then everything typed stays. */
  async function ask(): Promise<QuestionDetail> {
    const asked = await host.call('question.ask', {
      workspace: overview.workspace?.id ?? '', title: title.value, to: [...to.value],
      topics: topics.value.split(',').map((one) => one.trim()).filter((one) => one !== ''), ...(text.value.trim() && { text: text.value }),
    })
    kept.clear()
    return asked
  }

  const give = (id: string, verb: Params<'question.give'>['verb'], more: { text?: string; answer?: string } = {}): Promise<QuestionDetail> =>
    host.call('question.give', { workspace: overview.workspace?.id ?? '', id, verb, ...more })

  /** Answers being written, by question: kept while one looks elsewhere. */
  const answers = ref<Record<string, string>>({})
  useKept(['reply'], { answers })

  return { title, text, topics, to, answers, ask, give }
})
