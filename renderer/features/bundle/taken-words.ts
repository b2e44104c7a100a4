// What was new in a file that was carried here, in a sentence.
import type { BundleView } from '../../../shared/protocol/contract.ts'

export function newsWords({ kind, acts, drafts, records, workspaceName }: Pick<BundleView, 'kind' | 'acts' | 'drafts' | 'records' | 'workspaceName'>, t: (key: string, values?: Record<string, unknown>, count?: number) => string): string {
  if (kind === 'reply') return t('bundle.broughtAll')
  if (acts === 0) return drafts === 0 ? t('bundle.nothingNew') : t('bundle.draftsNew')
  // Acts that are about no record are about the people.
  if (records.length === 0 && drafts === 0) return t('bundle.peopleNew', { workspace: workspaceName })
  return drafts === 0 ? t('bundle.new', { n: acts }, acts) : t('bundle.newWithDrafts', { n: acts }, acts)
}
