// What each act says where it is told: "offered rev 3", "asks".
export const SAID_WORDS: Readonly<Record<string, string>> = {
  offer: 'said.offer',
  accept: 'said.accept',
  decline: 'said.decline',
  question: 'said.question',
  withdraw: 'said.withdraw',
  stepout: 'said.stepout',
  checkin: 'said.checkin',
  reading: 'said.reading',
  risk: 'said.risk',
  clear: 'said.clear',
  fulfil: 'said.fulfil',
  acknowledge: 'said.acknowledge',
  release: 'said.release',
}
