// A profile as the one who looks may see it.
import type { PersonId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import type { PersonView, ProfileView } from '#shared/protocol/contract.ts'
import type { Core } from '../core.ts'
import { hoursAvailable } from '../hours.ts'
import { byName, entryView } from './expertise-view.ts'
import { answerers } from './questions.ts'
import type { Workspace } from './workspace.ts'

/** Throws `people.unknown`. Who left has one too: what was said stays readable. */
export function profileView(core: Core, workspace: Workspace, id: PersonId): ProfileView {
  const person = personView(workspace, id)
  const { words, said } = workspace.directory.profile(id)
  const { entries, wishes } = workspace.directory.expertise(id)
  const now = core.options.clock.now()
  return {
    person, languages: words.languages ?? [], about: words.about ?? null, asking: words.asking ?? null, role: words.role ?? null,
    contact: words.contact ?? null, hours: hoursAvailable(core, workspace, id), week: words.week ?? null, weekSaidAt: said.week?.at ?? null,
    entries: entries.map((entry) => entryView(workspace, id, entry, now)),
    wishes: wishes.map(({ key, topic, words: wanted }) => ({ key, topic, words: wanted, helpers: helpersWith(workspace, key, id) })),
    answered: workspace.questions.all().filter((one) => answerers(one).includes(id)).map((one) => workspace.questions.row(one)),
  }
}

export const personView = (workspace: Workspace, id: PersonId): PersonView =>
  workspace.people.views(workspace).find((one) => one.id === id)
    ?? orThrow(fail('people.unknown', 'Nobody by that key is known here.', 'Look them up in the list; what they said may not have arrived yet.'))

const helpersWith = (workspace: Workspace, key: string, but: PersonId): ProfileView['wishes'][number]['helpers'] =>
  workspace.people.members().filter((one) => one.id !== but && workspace.directory.expertise(one.id).entries.some((entry) => entry.key === key))
    .map((one) => workspace.people.named(one.id)).sort(byName)
