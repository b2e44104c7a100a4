// People as they show themselves: profiles, expertise, topics, whom to ask.
import type { ActId, PersonId } from '#shared/base/ids.ts'
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import { fail, orThrow, type Result } from '#shared/base/result.ts'
import { intendAlias, intendExpertise, intendUnalias, topicKey, type ExpertiseIntention, type ExpertiseVerb } from '#shared/domain/expertise/index.ts'
import type { Intent } from '#shared/domain/fold.ts'
import { intendProfile, readPhoto, type ProfileChange } from '#shared/domain/profile/index.ts'
import type { Params, ProfileView } from '#shared/protocol/contract.ts'
import type { PeopleResults } from '#shared/protocol/methods/people.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { keepHours } from '../hours.ts'
import { evidenceFor, evidenceOf, topicRows, topicView } from '../workspace/expertise-view.ts'
import { findPeople } from '../workspace/find-people.ts'
import { personView, profileView } from '../workspace/profile-view.ts'
import type { Workspace } from '../workspace/workspace.ts'

export const peopleHandlers = (core: Core): Pick<Handlers, keyof PeopleResults> => {
  const say = async (id: string, about: string | null, verb: ExpertiseVerb, of: Pick<ExpertiseIntention, 'topic'> & Partial<Params<'expertise.claim'>>): Promise<ProfileView> => {
    const workspace = core.workspace(id)
    const whom = (about ?? workspace.me) as PersonId
    if (about !== null) personView(workspace, whom)
    const { topic, words, how, evidence } = of
    const state = workspace.directory.expertise(whom)
    const intent = orThrow(intendExpertise(state, verb, {
      person: workspace.me, member: isMember(workspace), about: whom, topic: wellFormed(topic),
      ...(words !== undefined && { words: wellFormed(words) }), ...(how !== undefined && { how: wellFormed(how) }), ...(evidence && { evidence: soundEvidence(workspace, evidence) }),
    }))
    await give(workspace, intent)
    return profileView(core, workspace, whom)
  }
  return {
    'profile.show': ({ workspace: id, person }) => {
      const workspace = core.workspace(id)
      return profileView(core, workspace, (person ?? workspace.me) as PersonId)
    },
    'profile.set': async ({ workspace: id, change, picture, hours }) => {
      const workspace = core.workspace(id)
      await setProfile(core, workspace, changeFrom(change, hours), picture)
      if (hours) keepHours(core, workspace, hours.amount)
      return profileView(core, workspace, workspace.me)
    },
    'profile.photo': ({ workspace: id, person }) => {
      const workspace = core.workspace(id)
      const { photo } = workspace.directory.profile(person as PersonId).words
      const bytes = photo ? workspace.ledger.text(photo) : null
      const read = bytes && readPhoto(bytes)
      return read ? { type: read.type, bytes: toBase64(bytes) } : null
    },
    'expertise.claim': ({ workspace, ...of }) => say(workspace, null, 'claim', of),
    'expertise.drop': ({ workspace, ...of }) => say(workspace, null, 'drop', of),
    'expertise.wish': ({ workspace, ...of }) => say(workspace, null, 'wish', of),
    'expertise.unwish': ({ workspace, ...of }) => say(workspace, null, 'unwish', of),
    'expertise.endorse': ({ workspace, person, ...of }) => say(workspace, person, 'endorse', of),
    'expertise.unendorse': ({ workspace, person, ...of }) => say(workspace, person, 'unendorse', of),
    'expertise.evidence': ({ workspace: id }) => {
      const workspace = core.workspace(id)
      return evidenceFor(workspace, workspace.me)
    },
    'topics.list': ({ workspace }) => topicRows(core.workspace(workspace)),
    'topics.show': ({ workspace, topic }) => topicView(core.workspace(workspace), namedTopic(topic), core.options.clock.now()),
    'topics.alias': async ({ workspace: id, topic, also }) => {
      const workspace = core.workspace(id)
      await give(workspace, orThrow(intendAlias(workspace.directory.topics(), workspace.me, isMember(workspace), wellFormed(topic), wellFormed(also))))
      return topicView(workspace, topic, core.options.clock.now())
    },
    'topics.unalias': async ({ workspace: id, alias }) => {
      const workspace = core.workspace(id)
      await give(workspace, orThrow(intendUnalias(workspace.directory.topics(), workspace.me, isMember(workspace), alias as ActId)))
      return null
    },
    'people.find': ({ workspace, text }) => findPeople(core.workspace(workspace), text),
  }
}

const isMember = (workspace: Workspace): boolean => workspace.people.isMember(workspace.me)
const wellFormed = (text: string): string => text.toWellFormed()

async function give(workspace: Workspace, intent: Intent): Promise<void> {
  await workspace.voice.give({ ...intent, circle: 'workspace' })
}

type Change = Params<'profile.set'>['change'] & object
type Hours = Params<'profile.set'>['hours']

/** Empty text takes a field away; hours are said only where they are shown, and taken away where they were. */
function changeFrom(change: Change, hours: Hours): ProfileChange {
  const texts = Object.fromEntries(Object.entries(change).map(([field, value]) => [field, typeof value === 'string' ? wellFormed(value).trim() || null : value]))
  const languages = change.languages?.map((one) => wellFormed(one).trim()).filter((one) => one !== '')
  const { attention } = change
  return {
    ...texts,
    ...(languages && { languages: languages.length > 0 ? [...new Set(languages)] : null }),
    ...(attention && { attention: { kind: attention.kind, ...(attention.until && { until: attention.until }), ...(attention.note?.trim() && { note: wellFormed(attention.note).trim() }), ...(attention.standIn && { standIn: attention.standIn as PersonId }) } }),
    ...(hours && { hours: hours.shown ? hours.amount : null }),
  } as ProfileChange
}

/** Signs what differs. Only hours on this device may have changed: then there is nothing to sign. */
async function setProfile(core: Core, workspace: Workspace, change: ProfileChange, picture: string | null | undefined): Promise<void> {
  const { attention } = change
  if (attention?.standIn && !workspace.people.isMember(attention.standIn)) orThrow(fail('profile.stand-in', 'Who is to stand in is not a member here.', 'Name somebody who is.'))
  if (attention?.until && attention.until < core.today()) orThrow(fail('profile.until', 'That day is over already. Nothing was changed.', 'Name the last day you are away, today or later.'))
  const bytes = picture ? fromBase64(picture) : null
  const rest = Object.fromEntries(Object.entries(change).filter(([field]) => field !== 'hours'))
  const silent = Object.keys(rest).length === 0 && picture === undefined && change.hours === null
  const intent: Result<Intent> = intendProfile(workspace.directory.profile(workspace.me), {
    person: workspace.me, member: isMember(workspace), change: { ...change, ...(picture === null && { photo: null }) } as never,
    ...(picture && { picture: bytes ?? new Uint8Array() }),
  })
  if (silent && !intent.ok && intent.problem.code === 'profile.same') return
  await give(workspace, orThrow(intent))
}

/** [EX7] Only what shows something of the person. */
function soundEvidence(workspace: Workspace, ids: readonly string[]): readonly string[] {
  const odd = ids.find((id) => !evidenceOf(workspace, workspace.me, id as never).holds)
  return odd === undefined ? ids : orThrow(fail('expertise.evidence', 'That shows nothing of yours: no promise that was kept, no answer that helped, no advice that was used, no group you are of.', 'Name one of those listed.', { record: odd }))
}

const namedTopic = (topic: string): string =>
  topicKey(topic) === '' ? orThrow(fail<string>('topic.malformed', 'That is no name for a topic.', 'A topic is a few words on one line, such as "steam traps".')) : topic
