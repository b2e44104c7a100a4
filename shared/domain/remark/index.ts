// Remark: what people say about a record, and how they find it again: comments and questions, mentions, tags, links.
// It has no records of its own. The subject of its acts is the record they are about, whatever its concept, so one walk
// through the ledger finds them beside the record's own acts, and no other concept reads them.
//
// [RE1] A member speaks, from a device of theirs, in the act's own causal past. Who left says nothing new, and may still
//       take back what they said, a tag or a link of theirs, and say that their question is answered.
// [RE2] A remark is a comment or a question. It may reply to a remark that it knows on the same record; a reply to a
//       reply stands in the same thread. A reply to what it does not know has no effect.
// [RE3] Only whoever said it says it anew, in other words. Every wording is kept; shown is the one that nobody reworded
//       since, and that it was edited.
// [RE4] Only whoever said it takes it back, for good: an edit that is made at the same time does not bring it back. The
//       words stay in the ledger and are shown as taken back; replies stand.
// [RE5] A question is open until its asker says that it is answered, with or without naming the remarks in its thread that
//       helped. The asker may open it again; nobody else does either. A question that was taken back is not open.
// [RE6] Anyone tags. A tag stands as long as one of those who added it has not taken theirs away: nobody takes away
//       another's, so that what one person finds things by is not lost through somebody else.
// [RE7] Anyone says that a record relates to, serves or follows from another. A link stands as a tag does. What it leads to
//       may be unknown, gone or somebody's draft: it is kept, and shown as not here. A record has no link to itself.
// [RE8] A device has effect with at most 1,000 remarks and edits, 100 tags and 200 links on one record, counted in the act's own past.
// [RE9] Who was addressed (mentioned, or replied to) is waited for until they say something in that thread which knows it:
//       a remark, or that the question is answered.
// [RE10] Nothing here changes what a record is: consent, state and words are the same with all remarks and with none.
//
// acts.ts bodies; fold.ts where it stands; intend.ts may I; view.ts what people see.
import type { Concept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { remarkActs } from './acts.ts'
import { foldRemarks, type Remarks } from './fold.ts'

export { LINK_KINDS, MAX_REMARK_TEXT, remarkActs, type LinkKind, type Mention } from './acts.ts'
export { isOpen, shownWording, type LinkSaid, type Remark, type Remarks, type TagSaid, type Wording } from './fold.ts'
export { intendRemark, type Saying } from './intend.ts'
export { normalTag } from './tag.ts'

export const remark: Concept<Remarks> = {
  id: 'remark',
  prefixes: ['remark'],
  acts: remarkActs,
  validate: (type, body) => validateBody(remarkActs, type, body),
  fold: foldRemarks,
}
