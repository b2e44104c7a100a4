// What each act is called where it is listed. Keys of the locale, whole, so that a search finds them.
export const VERB_WORDS: Readonly<Record<string, string>> = {
  draft: 'verb.draft',
  offer: 'verb.offer',
  accept: 'verb.accept',
  decline: 'verb.decline',
  question: 'verb.question',
  withdraw: 'verb.withdraw',
  stepout: 'verb.stepout',
  checkin: 'verb.checkin',
  reading: 'verb.reading',
  risk: 'verb.risk',
  clear: 'verb.clear',
  fulfil: 'verb.fulfil',
  acknowledge: 'verb.acknowledge',
  release: 'verb.release',
  renew: 'verb.renew',
  take: 'verb.take',
}
