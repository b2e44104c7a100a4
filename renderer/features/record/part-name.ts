// Two letters stand side by side, each with parts of the same names; whoever goes by landmarks hears whose part it is.
import { useI18n } from 'vue-i18n'

/** A part's name as it is read out: "Signatures: The milk round". `title` may be empty. */
export function usePartName(): (part: string, title: string) => string {
  const { t } = useI18n()
  return (part, title) => t('inspect.part', { part, title: title || t('list.untitled') })
}
