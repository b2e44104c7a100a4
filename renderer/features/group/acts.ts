// What one may say in a group beyond signing its charter, and what each asks for in its form. Whether it may be said now is
// the host's to say (`possible`).

export type ActField = 'text' | 'until' | 'person' | 'swap' | 'home' | 'record' | 'topic' | 'title'

/** Asked for by a button: the verb, and the act or person that it is about. */
export interface GroupAct {
  readonly verb: string
  readonly what?: string
  readonly person?: string
}

export interface ActForm {
  readonly title: string
  readonly means: string
  readonly action: string
  /** What the words are called; left out where it takes none. */
  readonly label?: string
  readonly fields: readonly ActField[]
  /** Nothing is sent without these. */
  readonly needs: readonly ActField[]
  /** Held for eight seconds: it binds me, or can't be taken back. */
  readonly signs?: boolean
}

/** By verb; an agreeing, a passing and a taking back by what they answer. */
export const FORMS: Readonly<Record<string, ActForm>> = {
  interest: {
    title: 'groupDo.interestTitle', means: 'groupDo.interestMeans', action: 'groupDo.interestAction', label: 'groupDo.interestLabel', fields: ['text'], needs: [],
  },
  uninterest: {
    title: 'groupDo.uninterestTitle', means: 'groupDo.uninterestMeans', action: 'groupDo.uninterestAction', label: 'groupDo.uninterestLabel', fields: ['text'], needs: [],
  },
  welcome: {
    title: 'groupDo.welcomeTitle', means: 'groupDo.welcomeMeans', action: 'groupDo.welcomeAction', label: 'groupDo.welcomeLabel', fields: ['text'], needs: [], signs: true,
  },
  facilitate: {
    title: 'groupDo.facilitateTitle', means: 'groupDo.facilitateMeans', action: 'groupDo.facilitateAction', label: 'groupDo.facilitateLabel', fields: ['text', 'until'], needs: [],
  },
  handon: {
    title: 'groupDo.handonTitle', means: 'groupDo.handonMeans', action: 'groupDo.handonAction', label: 'groupDo.handonLabel', fields: ['person', 'text'], needs: ['person'],
  },
  letgo: {
    title: 'groupDo.letgoTitle', means: 'groupDo.letgoMeans', action: 'groupDo.letgoAction', label: 'groupDo.letgoLabel', fields: ['text'], needs: [],
  },
  swap: {
    title: 'groupDo.swapTitle', means: 'groupDo.swapMeans', action: 'groupDo.swapAction', fields: ['swap'], needs: ['swap'],
  },
  pause: {
    title: 'groupDo.pauseTitle', means: 'groupDo.pauseMeans', action: 'groupDo.pauseAction', label: 'groupDo.pauseLabel', fields: ['text', 'until'], needs: [], signs: true,
  },
  resume: {
    title: 'groupDo.resumeTitle', means: 'groupDo.resumeMeans', action: 'groupDo.resumeAction', label: 'groupDo.resumeLabel', fields: ['text'], needs: [], signs: true,
  },
  close: {
    title: 'groupDo.closeTitle', means: 'groupDo.closeMeans', action: 'groupDo.closeAction', label: 'groupDo.closeLabel', fields: ['text', 'home', 'record'], needs: ['text'], signs: true,
  },
  'agree close': {
    title: 'groupDo.agreeCloseTitle', means: 'groupDo.agreeCloseMeans', action: 'groupDo.agreeCloseAction', fields: [], needs: [], signs: true,
  },
  'agree pause': {
    title: 'groupDo.agreePauseTitle', means: 'groupDo.agreePauseMeans', action: 'groupDo.agreePauseAction', fields: [], needs: [], signs: true,
  },
  'agree resume': {
    title: 'groupDo.agreeResumeTitle', means: 'groupDo.agreeResumeMeans', action: 'groupDo.agreeResumeAction', fields: [], needs: [], signs: true,
  },
  'agree swap': {
    title: 'groupDo.agreeSwapTitle', means: 'groupDo.agreeSwapMeans', action: 'groupDo.agreeSwapAction', fields: [], needs: [],
  },
  'pass close': {
    title: 'groupDo.passCloseTitle', means: 'groupDo.passCloseMeans', action: 'groupDo.passCloseAction', label: 'groupDo.passCloseLabel', fields: ['text'], needs: [],
  },
  'pass pause': {
    title: 'groupDo.passPauseTitle', means: 'groupDo.passPauseMeans', action: 'groupDo.passPauseAction', label: 'groupDo.passPauseLabel', fields: ['text'], needs: [],
  },
  'pass resume': {
    title: 'groupDo.passResumeTitle', means: 'groupDo.passResumeMeans', action: 'groupDo.passResumeAction', label: 'groupDo.passResumeLabel', fields: ['text'], needs: [],
  },
  'pass ask': {
    title: 'groupDo.passAskTitle', means: 'groupDo.passAskMeans', action: 'groupDo.passAskAction', label: 'groupDo.passAskLabel', fields: ['text'], needs: [],
  },
  'join pause': {
    title: 'groupDo.joinPauseTitle', means: 'groupDo.joinPauseMeans', action: 'groupDo.joinPauseAction', fields: [], needs: [], signs: true,
  },
  'back close': {
    title: 'groupDo.backCloseTitle', means: 'groupDo.backCloseMeans', action: 'groupDo.backCloseAction', label: 'groupDo.backCloseLabel', fields: ['text'], needs: [], signs: true,
  },
  'back pause': {
    title: 'groupDo.backPauseTitle', means: 'groupDo.backPauseMeans', action: 'groupDo.backPauseAction', label: 'groupDo.backPauseLabel', fields: ['text'], needs: [],
  },
  'back resume': {
    title: 'groupDo.backResumeTitle', means: 'groupDo.backResumeMeans', action: 'groupDo.backResumeAction', label: 'groupDo.backResumeLabel', fields: ['text'], needs: [],
  },
  'back swap': {
    title: 'groupDo.backSwapTitle', means: 'groupDo.backSwapMeans', action: 'groupDo.backSwapAction', fields: [], needs: [],
  },
  'back ask': {
    title: 'groupDo.backAskTitle', means: 'groupDo.backAskMeans', action: 'groupDo.backAskAction', label: 'groupDo.backAskLabel', fields: ['text'], needs: [],
  },
  'pass swap': {
    title: 'groupDo.passSwapTitle', means: 'groupDo.passSwapMeans', action: 'groupDo.passSwapAction', label: 'groupDo.passSwapLabel', fields: ['text'], needs: [],
  },
  publish: {
    title: 'groupDo.publishTitle', means: 'groupDo.publishMeans', action: 'groupDo.publishAction', label: 'groupDo.publishLabel', fields: ['title', 'topic', 'text'], needs: ['title', 'topic', 'text'],
  },
  unpublish: {
    title: 'groupDo.unpublishTitle', means: 'groupDo.unpublishMeans', action: 'groupDo.unpublishAction', fields: [], needs: [],
  },
  output: {
    title: 'groupDo.outputTitle', means: 'groupDo.outputMeans', action: 'groupDo.outputAction', label: 'groupDo.outputLabel', fields: ['title', 'text', 'record'], needs: ['title'],
  },
  learned: {
    title: 'groupDo.learnedTitle', means: 'groupDo.learnedMeans', action: 'groupDo.learnedAction', label: 'groupDo.learnedLabel', fields: ['text'], needs: ['text'],
  },
}
