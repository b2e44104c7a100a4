import { useTalk } from '../../stores/talk.ts'
import type { Source } from '../../workbench/registry/sources.ts'
import { look } from './look.ts'
import { tagQuery } from './query-words.ts'

/** All tags in use; alone where "#" is typed first. */
export const tagsSource: Source = {
  id: 'tags', group: 'goTo', sign: '#', most: 3,
  find: () => useTalk().tags.map((one) => ({ key: `tag:${one.tag}`, words: one.tag, icon: 'tag' as const, run: () => look(tagQuery(one.tag)) })),
}
