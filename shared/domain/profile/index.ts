// Profile: what a person says of themselves. One record a person (the subject is the person's id).
//
// [P1] Only the person says it: a member in the act's own past, from a device that was theirs. Nobody writes in another's.
// [P2] A field is what the newest act that speaks of it says. Of acts that know nothing of each other the same one wins on
//      every machine: the one that is deeper in causal past, then the one with the greater id. No clock is asked.
// [P3] Every name that was ever said stays with the person, so that who was known by it is found by it.
// [P4] What has no effect changes nothing else: an act is taken whole or not at all.
// [P5] Who stands in while a person is away is a name and nothing more: it asks nobody for anything.
// [P6] Until when a person is away is a date beside it; whether that day has come is judged where it is shown.
//
// acts.ts what can be said; photo.ts which pictures are shown; away.ts who is away today.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Json } from '../../acts/canonical.ts'
import { inOrder, type Concept, type CountedAct, type Ignored, type Intent, type Reason } from '../fold.ts'
import { textHash } from '../record/id.ts'
import { validateBody } from '../validate.ts'
import { PROFILE_FIELDS, profileActs, type ProfileChange, type ProfileField, type ProfileWords } from './acts.ts'
import { readPhoto } from './photo.ts'

export { PROFILE_FIELDS, WHEN, profileFields, type Attention, type ProfileChange, type ProfileField, type ProfileWords, type When } from './acts.ts'
export { MAX_PHOTO_BYTES, MAX_PHOTO_SIDE, readPhoto, type Photo } from './photo.ts'
export { attentionOn } from './away.ts'

export interface Profile {
  readonly words: ProfileWords
  /** The act that said it, and when by its author's clock. For fields that stand. */
  readonly said: { readonly [Field in ProfileField]?: { readonly act: ActId; readonly at: number } }
  /** [P3] Names ever said, first to last, each once. */
  readonly names: readonly string[]
  readonly ignored: readonly Ignored[]
}

export const profile: Concept<Profile> = {
  id: 'profile',
  prefixes: ['profile'],
  acts: profileActs,
  validate: (type, body) => validateBody(profileActs, type, body),
  fold(acts, past) {
    const words: Partial<Record<ProfileField, unknown>> = {}
    const said: Partial<Record<ProfileField, { act: ActId; at: number }>> = {}
    const names: string[] = []
    const ignored: Ignored[] = []
    // [P2] Parents come before children, and what is concurrent in the same order everywhere.
    for (const act of inOrder(acts, past)) {
      const change = read(act)
      if (typeof change === 'string') {
        ignored.push({ act: act.id, reason: change })
        continue
      }
      for (const field of PROFILE_FIELDS) {
        const value = change[field]
        if (value === undefined) continue
        delete words[field]
        delete said[field]
        if (value === null) continue
        words[field] = value
        said[field] = { act: act.id, at: act.at }
      }
      if (change.name && !names.includes(change.name)) names.push(change.name)
    }
    return { words: words as ProfileWords, said, names, ignored }
  },
}

/** [P1] */
function read(act: CountedAct): ProfileChange | Reason {
  if (act.type !== 'profile.say') return 'unknown verb'
  const parsed = profileActs['profile.say'].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (act.subject !== (act.person as string)) return 'not for them'
  return act.member ? parsed.data : 'not a member'
}

/** What a person wants to say of themselves; `picture` are the bytes of a new photo. */
export interface ProfileIntention {
  readonly person: PersonId
  readonly member: boolean
  readonly change: Omit<ProfileChange, 'photo'> & { readonly photo?: null }
  readonly picture?: Uint8Array
}

/** The body to sign, without what stands already; or the reason in words. */
export function intendProfile(state: Profile, { person, member, change, picture }: ProfileIntention): Result<Intent> {
  if (!member) return fail('profile.left', 'You have left this workspace, so nothing new is said here.', 'What you said before stays readable.')
  if (picture && !readPhoto(picture)) {
    return fail('profile.photo', 'That picture is too large or of a kind that is not shown here. Nothing was changed.', 'Take a PNG, JPEG or WebP of at most 512 by 512 points and 64 KiB.')
  }
  const photo: TextHash | null | undefined = picture ? textHash(picture) : change.photo
  const wanted: ProfileChange = { ...change, ...(photo !== undefined && { photo }) }
  if (wanted.attention?.standIn === person) {
    return fail('profile.stand-in', 'Nobody stands in for themselves.', 'Name somebody else, or leave it open.')
  }
  if (wanted.name === null) return fail('profile.name', 'A name can be changed, but not left empty.', 'Write the name that colleagues are to know you by.')
  const body = Object.fromEntries(PROFILE_FIELDS.filter((field) => wanted[field] !== undefined && !same(wanted[field], state.words[field] ?? null))
    .map((field) => [field, wanted[field]]))
  if (Object.keys(body).length === 0) return fail('profile.same', 'That is what your profile says already.', 'Change something first.')
  const parsed = profileActs['profile.say'].safeParse(body)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? ''
    return fail('profile.malformed', `That can't be said in a profile as it is (${field}). Nothing was changed.`, 'Shorten it, and write it in one plain line.', { field })
  }
  return ok({ type: 'profile.say', subject: person, body: body as Record<string, Json>, texts: picture ? [picture] : [] })
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
