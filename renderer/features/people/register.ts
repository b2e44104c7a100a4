import { useHost } from '../../stores/host.ts'
import { useOverview } from '../../stores/overview.ts'
import { usePeople } from '../../stores/people.ts'
import { useRecords } from '../../stores/records.ts'
import UiAvatar from '../../ui/UiAvatar.vue'
import type { Feature } from '../../workbench/registry/feature.ts'
import type { Entry } from '../../workbench/registry/sources.ts'
import { useTabs } from '../../workbench/tabs.ts'
import { useTopicNames } from './topic/names.ts'
import { editOwn } from './own-page.ts'

const avatar = (name: string, of: string, near: 'here' | 'seen' | null = null) => ({ is: UiAvatar, props: { name, of, size: 18, near } })

export const people: Feature = {
  pages: [
    {
      kind: 'person', takesId: true, splits: true, load: () => import('./PersonPage.vue'),
      head: (id, say) => {
        const name = usePeople().byId.get(id)?.name ?? say('frame.people')
        return { words: name, mark: avatar(name, id) }
      },
    },
    { kind: 'topics', load: () => import('./topic/TopicsPage.vue'), head: (_, say) => ({ words: say('topic.all'), icon: 'list-bullets' }) },
    { kind: 'topic', takesId: true, splits: true, load: () => import('./topic/TopicPage.vue'), head: (id) => ({ words: useTopicNames().names.get(id) ?? id, icon: 'list-bullets' }) },
    { kind: 'questions', load: () => import('./question/QuestionsPage.vue'), head: (_, say) => ({ words: say('question.all'), icon: 'question' }) },
    {
      kind: 'question', takesId: true, splits: true, load: () => import('./question/QuestionPage.vue'),
      head: (id, say) => ({ words: useRecords().rows.get(id)?.title ?? say('question.one'), icon: 'question' }),
    },
    { kind: 'ask', load: () => import('./question/AskPage.vue'), head: (_, say) => ({ words: say('asking.title'), icon: 'question' }) },
    { kind: 'invite', load: () => import('./InvitePage.vue'), head: (_, say) => ({ words: say('frame.inviteTab'), icon: 'user-plus' }) },
    { kind: 'you', load: () => import('./YouPage.vue'), head: (_, say) => ({ words: say('frame.youTab'), icon: 'key' }) },
  ],
  records: [{ concept: 'question', icon: 'question', listPart: 'people', page: () => import('./question/QuestionPage.vue') }],
  parts: [{
    id: 'people', order: 80, words: 'frame.people', command: 'cmd.people', icon: 'address-book', fill: 'address-book-fill', keys: ['Alt+3'],
    load: () => import('./PeopleList.vue'),
  }],
  commands: () => [
    { id: 'invite', title: 'cmd.invite', icon: 'user-plus', menu: 'begin', run: () => useTabs().open('invite') },
    { id: 'ask', title: 'asking.title', icon: 'question', menu: 'begin', keys: ['Alt+Q'], run: () => useTabs().open('ask') },
    { id: 'questions', title: 'question.all', icon: 'question', menu: 'go', run: () => useTabs().open('questions') },
    { id: 'topics', title: 'topic.all', icon: 'list-bullets', menu: 'go', run: () => useTabs().open('topics') },
    { id: 'profile', title: 'myself.mine', icon: 'address-book', menu: 'go', run: () => { const { me } = usePeople(); if (me) useTabs().open('person', me.id) } },
    { id: 'away', title: 'away.title', icon: 'moon', run: () => editOwn('away') },
    { id: 'go.you', title: 'cmd.you', icon: 'key', menu: 'go', run: () => useTabs().open('you') },
  ],
  sources: () => [
    {
      id: 'people', group: 'goTo', sign: '@', most: 4,
      find: ({ say }) => usePeople().people.map((person) => ({
        key: `person:${person.id}`, words: person.name, mark: avatar(person.name, person.id, person.here ? 'here' : null), note: person.does ?? '',
        aside: person.you ? say('people.thisIsYou') : person.here ? say('people.here') : '',
        run: ({ beside }) => useTabs()[beside ? 'beside' : 'open']('person', person.id),
      })),
    },
    {
      id: 'topics', group: 'goTo', most: 3,
      find: () => useTopicNames().topics.map(({ key, topic }) => ({
        key: `topic:${key}`, words: topic, icon: 'list-bullets' as const, run: ({ beside }) => useTabs()[beside ? 'beside' : 'open']('topic', key),
      })),
    },
    {
      id: 'who-helps', group: 'people', most: 5, matched: true,
      find: async ({ text, say }): Promise<readonly Entry[]> => {
        const workspace = useOverview().workspace?.id
        if (!workspace || text.trim().length < 2) return []
        const found = await useHost().call('people.find', { workspace, text })
        return found.helps.map((one) => {
          const [why] = one.why.filter((each) => each.kind === 'helps' || each.kind === 'alias' || each.kind === 'answered')
          const note = why?.kind === 'answered' ? say('people.whyAnswered', { title: why.title })
            : why?.kind === 'alias' ? say('people.whyAlias', { topic: why.topic, other: why.other, name: why.by }) : why?.kind === 'helps' ? why.topic : ''
          return {
            key: `helps:${one.person}`, words: one.name, note, mark: avatar(one.name, one.person),
            run: ({ beside }: { readonly beside: boolean }) => useTabs()[beside ? 'beside' : 'open']('person', one.person),
          }
        })
      },
    },
  ],
}
