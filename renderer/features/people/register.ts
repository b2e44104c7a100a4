import { usePeople } from '../../stores/people.ts'
import UiAvatar from '../../ui/UiAvatar.vue'
import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'

const avatar = (name: string, of: string) => ({ is: UiAvatar, props: { name, of, size: 18 } })

export const people: Feature = {
  pages: [
    {
      kind: 'person', takesId: true, splits: true, load: () => import('./PersonPage.vue'),
      head: (id, say) => {
        const name = usePeople().byId.get(id)?.name ?? say('frame.people')
        return { words: name, mark: avatar(name, id) }
      },
    },
    { kind: 'invite', load: () => import('./InvitePage.vue'), head: (_, say) => ({ words: say('frame.inviteTab'), icon: 'user-plus' }) },
    { kind: 'you', load: () => import('./YouPage.vue'), head: (_, say) => ({ words: say('frame.youTab'), icon: 'key' }) },
  ],
  parts: [{
    id: 'people', order: 80, words: 'frame.people', command: 'cmd.people', icon: 'address-book', fill: 'address-book-fill', keys: ['Alt+3'],
    load: () => import('./PeopleList.vue'),
  }],
  commands: () => [
    { id: 'invite', title: 'cmd.invite', icon: 'user-plus', menu: 'begin', run: () => useTabs().open('invite') },
    { id: 'go.you', title: 'cmd.you', icon: 'key', menu: 'go', run: () => useTabs().open('you') },
  ],
  sources: () => [{
    id: 'people', group: 'goTo', sign: '@', most: 4,
    find: () => usePeople().people.map((person) => ({
      key: `person:${person.id}`, words: person.name, mark: avatar(person.name, person.id),
      run: ({ beside }) => useTabs()[beside ? 'beside' : 'open']('person', person.id),
    })),
  }],
}
