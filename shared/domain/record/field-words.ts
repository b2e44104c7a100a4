// The words among the fields, for search and for whoever looks what is still to be written. Without cryptography: pages read it.
import { LIST_NAMES, specsOf, type CommitmentFields } from './fields.ts'

/** What people wrote into fields; dates, numbers and ids are no words. */
export const fieldWords = (view: CommitmentFields): string[] => [
  view.priority, view.rhythm, view.withoutAdvice,
  ...LIST_NAMES.flatMap((list) => (view[list] ?? []).flatMap((item) => specsOf(list)
    .filter(([, spec]) => spec.is === 'text').map(([key]) => (item as unknown as Record<string, string | undefined>)[key]))),
].filter((text) => text !== undefined)
