// What a file that was carried here brought, in a sentence or two.
import type { BundleView } from '../../../shared/protocol/contract.ts'

export function takenWords(view: BundleView, t: (key: string, values?: Record<string, unknown>, count?: number) => string): string {
  const name = view.from ?? t('people.someone')
  if (view.kind === 'request') return t('carry.asksToJoin', { name, workspace: view.workspaceName })
  const news = view.acts + view.drafts === 0 ? t('carry.nothingNew', { name }) : t('carry.taken', { n: view.acts, name }, view.acts)
  const lacked = view.lacks > 0 ? t('carry.lacked', { n: view.lacks, name }, view.lacks) : ''
  return [view.kind === 'reply' ? t('join.admittedTitle', { workspace: view.workspaceName }).concat('.') : '', news, lacked].filter(Boolean).join(' ')
}
