import { useI18n } from 'vue-i18n'
import { spanSaid } from './spans.ts'

export function useSpan(): (minutes: number) => string {
  const { t } = useI18n()
  return (minutes) => {
    const { key, values } = spanSaid(minutes)
    return t(key, values)
  }
}
