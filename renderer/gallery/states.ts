/* eslint vue/one-component-per-file: off -- each state is a small component of its own. */
// Each part of renderer/ui and the states it can stand in. A part without a state here fails a test.
import { defineComponent, h, ref, type Component } from 'vue'
import UiAgenda from '../ui/UiAgenda.vue'
import UiAvatar from '../ui/UiAvatar.vue'
import UiButton from '../ui/UiButton.vue'
import UiChoice from '../ui/UiChoice.vue'
import UiDay from '../ui/UiDay.vue'
import UiDialog from '../ui/UiDialog.vue'
import UiEmpty from '../ui/UiEmpty.vue'
import UiField from '../ui/UiField.vue'
import UiFileButton from '../ui/UiFileButton.vue'
import UiGroupMark from '../ui/UiGroupMark.vue'
import UiGuilloche from '../ui/UiGuilloche.vue'
import UiIcon from '../ui/UiIcon.vue'
import UiKeyHint from '../ui/UiKeyHint.vue'
import UiLifeLine from '../ui/UiLifeLine.vue'
import UiList from '../ui/UiList.vue'
import UiMark from '../ui/UiMark.vue'
import UiMarked from '../ui/UiMarked.vue'
import UiMenu from '../ui/UiMenu.vue'
import UiNotice from '../ui/UiNotice.vue'
import UiPopover from '../ui/UiPopover.vue'
import UiProblem from '../ui/UiProblem.vue'
import UiProgress from '../ui/UiProgress.vue'
import UiQr from '../ui/UiQr.vue'
import UiReadings from '../ui/UiReadings.vue'
import UiRosette from '../ui/UiRosette.vue'
import UiSegmented from '../ui/UiSegmented.vue'
import UiSelect from '../ui/UiSelect.vue'
import UiSheet from '../ui/UiSheet.vue'
import UiSideRow from '../ui/UiSideRow.vue'
import UiSkeleton from '../ui/UiSkeleton.vue'
import UiStone from '../ui/UiStone.vue'
import UiTime from '../ui/UiTime.vue'
import UiToast from '../ui/UiToast.vue'
import UiTurnRing from '../ui/UiTurnRing.vue'
import type { IconName } from '../ui/icons.ts'
import type { ListGroup } from '../ui/list.ts'

export interface State {
  readonly name: string
  readonly is: Component
  /** Takes the whole width. */
  readonly wide?: boolean
  /** Needs room below, for what opens there. */
  readonly tall?: boolean
}
export interface Part {
  readonly name: string
  readonly states: readonly State[]
}

const HASH = '5f'.repeat(32)
const LATER = 'c3'.repeat(32)
const LONG = 'Ochtendploegoverdrachtsverantwoordelijkheid van de bakkerij aan de beek'
const INVITE = 'parley://join/abcdefghijklmnopqrstuvwxyz0123456789'

const drawn = (draw: () => ReturnType<typeof h> | readonly ReturnType<typeof h>[]): Component => () => draw()
/** A part whose value a person changes. */
const changing = <T>(first: T, draw: (value: T, set: (to: T) => void) => ReturnType<typeof h>): Component => defineComponent({
  setup() {
    const value = ref(first)
    return () => draw(value.value as T, (to) => { (value.value as T) = to })
  },
})
/** Something that is opened by a press, and says below what came of it. */
const opening = (words: string, draw: (close: () => void) => ReturnType<typeof h>): Component => defineComponent({
  setup() {
    const open = ref(false)
    return () => [h(UiButton, { onPress: () => { open.value = !open.value } }, () => words), open.value ? draw(() => { open.value = false }) : null]
  },
})
const menu = (groups: InstanceType<typeof UiMenu>['groups']): Component => defineComponent({
  setup() {
    const [at, chosen] = [ref<HTMLElement | null>(null), ref('')]
    return () => [
      h(UiButton, { onPress: () => { at.value = at.value ? null : document.activeElement as HTMLElement } }, () => 'What can be done'),
      h('span', { 'class': 'secondary', 'data-chosen': chosen.value }, ` ${chosen.value}`),
      at.value ? h(UiMenu, { label: 'What can be done', groups, at: at.value, onChoose: (id) => { [at.value, chosen.value] = [null, id] }, onClose: () => { at.value = null } }) : null,
    ]
  },
})
/** Counts presses, so that one can see which take effect. */
const counting = (draw: (press: () => void) => ReturnType<typeof h>): Component => changing(0, (n, set) =>
  h('span', [draw(() => set(n + 1)), h('span', { class: 'secondary', 'data-count': n }, n > 0 ? ` ${n}` : '')]))

const button = (props: Record<string, unknown>, words = 'Ask Tomasz'): Component => counting((press) => h(UiButton, { ...props, onPress: press }, () => words))
const field = (props: Record<string, unknown>, first = ''): Component => changing(first, (value, set) =>
  h(UiField, { label: 'What is it about?', ...props, 'modelValue': value, 'onUpdate:modelValue': set } as never))

interface Line { readonly id: string; readonly words: string }
const list = (groups: readonly ListGroup<Line>[], slots: Readonly<Record<string, () => unknown>> = {}, loaded = true): Component => changing<string>('r2', (value, set) => h('div', { class: 'list' }, [h(UiList as Component, {
  label: 'Letters', loaded, reading: 'Reading letters', current: value, keyOf: (row: Line) => row.id, wordsOf: (row: Line) => row.words, groups, onOpen: (row: Line) => set(row.id),
}, { row: ({ row }: { row: Line }) => h('span', row.words), ...slots })]))
/** Its first row goes to the other group with the first press; what was pressed twice is told in `data-kept`. */
const movingRow = changing<{ readonly moved: boolean; readonly kept: string }>({ moved: false, kept: '' }, (at, set) => {
  const [bread, shop]: [Line, Line] = [{ id: 'bread', words: 'Bread on Fridays' }, { id: 'shop', words: 'Who opens the shop' }]
  return h('div', { 'class': 'list', 'data-kept': at.kept }, [h(UiList as Component, {
    label: 'Letters', loaded: true, reading: 'Reading letters', keyOf: (row: Line) => row.id, wordsOf: (row: Line) => row.words,
    groups: [{ id: 'waiting', words: 'Waiting for me', rows: at.moved ? [] : [bread] }, { id: 'force', words: 'In force', rows: at.moved ? [shop, bread] : [shop] }],
    onOpen: (row: Line, { keep }: { keep: boolean }) => set({ moved: true, kept: keep ? row.id : at.kept }),
  }, { row: ({ row }: { row: Line }) => h('span', row.words) })])
})

const life = (points: readonly [kind: string, date: string, words: string, strong?: string][], resting = false): Component =>
  drawn(() => h(UiLifeLine, { label: 'From its charter to its end', resting, points: points.map(([kind, date, words, strong]) => ({ kind, date, words, ...(strong === undefined ? {} : { strong }) })) } as never))
const STANDS: readonly (readonly [IconName, string, 'ink' | 'moss' | 'ochre' | 'brick'])[] = [
  ['circle-dashed', 'Draft', 'ink'], ['circle-half', 'Offered rev 2', 'ochre'], ['check-circle', 'In force', 'moss'], ['calendar-check', 'Review due', 'ochre'],
  ['checks', 'Kept', 'moss'], ['door-open', 'Ended early', 'ink'], ['cloud-slash', 'Not reached', 'ochre'], ['tray-arrow-down', 'Delivered', 'ink'],
  ['chat-circle-text', 'Replied', 'moss'], ['hand-waving', 'Waived', 'ink'], ['hand-palm', 'Stopped by rule', 'ochre'], ['warning-octagon', 'Doesn’t match', 'brick'],
]
const NAMES = ['Greta Holm', 'Ada Duarte', 'Farid Haddad', 'Tomasz Zieliński', 'Noor Bakker', 'Dov Levin']
const ring = (names: readonly string[], current: number, turns: readonly (readonly [when: string, who: string])[], middle = 'May to Oct'): Component => drawn(() => h(UiTurnRing, {
  label: 'Who facilitates, and when', people: names.map((name) => ({ id: name, name })), current: names[current] ?? null, middle,
  turns: turns.map(([when, who], at) => ({ key: when, when, who, now: at === 0 && current >= 0 })),
}))

export const parts: readonly Part[] = [
  {
    name: 'UiButton',
    states: [
      { name: 'signs', is: button({ kind: 'sign', icon: 'signature' }, 'Accept rev 3') },
      { name: 'does', is: button({ kind: 'do', icon: 'paper-plane-tilt' }) },
      { name: 'opens', is: button({ kind: 'open' }, 'Talk first') },
      { name: 'quiet', is: button({ kind: 'quiet' }, 'Later') },
      { name: 'closed', is: button({ kind: 'sign', icon: 'signature', closed: 'Mei’s advice has no answer.' }, 'Decide') },
      { name: 'icon alone', is: button({ icon: 'dots-three', label: 'More about this letter' }, '') },
      { name: 'small, large', is: drawn(() => [h(UiButton, { size: 'small' }, () => 'Compare'), h(UiButton, { size: 'large', kind: 'do' }, () => 'Start it')]) },
      { name: 'long words', is: button({ kind: 'do' }, LONG) },
    ],
  },
  { name: 'UiChoice', states: [
    { name: 'plain', is: counting((press) => h(UiChoice, { icon: 'table', title: 'Start a new workspace', text: 'You would be the first one here', onPress: press })) },
    { name: 'strong', is: counting((press) => h(UiChoice, { icon: 'envelope-open', title: 'Join with an invite', text: 'By code, or a line of text', strong: true, onPress: press })) },
  ] },
  { name: 'UiDay', states: [
    { name: 'chosen', is: changing('2026-05-22', (value, set) => h(UiDay as Component, { 'label': 'By when', 'modelValue': value, 'onUpdate:modelValue': set })) },
    { name: 'empty', is: changing('', (value, set) => h(UiDay as Component, { 'label': 'Day of the review', 'modelValue': value, 'onUpdate:modelValue': set })) },
  ] },
  { name: 'UiTime', states: [
    { name: 'chosen', is: changing('22:00', (value, set) => h(UiTime as Component, { 'label': 'From', 'modelValue': value, 'onUpdate:modelValue': set })) },
    { name: 'empty', is: changing('', (value, set) => h(UiTime as Component, { 'label': 'At', 'modelValue': value, 'onUpdate:modelValue': set })) },
  ] },
  { name: 'UiField', states: [
    { name: 'empty', is: field({ placeholder: 'such as Ada’s laptop', icon: 'laptop' }) },
    { name: 'with a hint', is: field({ hint: 'The name of your company, team or house.' }, 'Hollin Bank') },
    { name: 'wrong', is: field({ wrong: 'Your colleagues need a name to read under your words.' }) },
    { name: 'many lines', is: field({ rows: 3, serif: true }, 'I bring the audit notes to Mei by Thursday.') },
    { name: 'date', is: field({ type: 'date', label: 'By' }, '2026-05-22') },
    { name: 'time', is: field({ type: 'time', label: 'At' }, '14:05') },
    { name: 'read from the right', is: field({}, 'خبز يوم الجمعة') },
  ] },
  { name: 'UiSegmented', states: [
    { name: 'three', is: changing<string>('rev', (value, set) => h(UiSegmented as Component, { 'label': 'What is shown', 'options': [{ value: 'rev', words: 'rev 3 as offered' }, { value: 'text', words: 'Working text', note: '+4 words' }, { value: 'compare', words: 'Compare', icon: 'git-diff' }], 'modelValue': value, 'onUpdate:modelValue': set })) },
    { name: 'nothing chosen yet', is: changing<string | null>(null, (value, set) => h(UiSegmented as Component, { 'label': 'How it went', 'options': [{ value: 'kept', words: 'Kept' }, { value: 'partly', words: 'Partly' }, { value: 'not', words: 'Not' }], 'modelValue': value, 'onUpdate:modelValue': set })) },
    { name: 'long words', is: changing<string>('a', (value, set) => h(UiSegmented as Component, { 'label': 'Which', 'options': [{ value: 'a', words: LONG }, { value: 'b', words: 'خبز يوم الجمعة' }], 'modelValue': value, 'onUpdate:modelValue': set })) },
  ] },
  { name: 'UiSelect', states: [
    { name: 'one of several', is: changing<string>('7d', (value, set) => h(UiSelect as Component, { 'label': 'Good for', 'options': [{ value: '1h', words: 'An hour' }, { value: '7d', words: 'A week' }], 'modelValue': value, 'onUpdate:modelValue': set })) },
    { name: 'long words', is: changing<string>('a', (value, set) => h(UiSelect as Component, { 'label': LONG, 'options': [{ value: 'a', words: LONG }, { value: 'b', words: 'A week' }], 'modelValue': value, 'onUpdate:modelValue': set })) },
  ] },
  { name: 'UiPopover', states: [
    { name: 'opens below', tall: true, is: opening('Who is here', (close) => h(UiPopover, { label: 'Who is here', onClose: close }, () => h('p', { class: 'serif' }, [h(UiButton, { kind: 'quiet', onPress: close }, () => 'Look again')]))) },
    ...(['below-right', 'below-middle', 'above-left', 'above-right'] as const).map((at): State => ({
      name: at.replace('-', ', '), tall: true, is: opening(`Ask ${at.split('-')[0]}`, (close) => h(UiPopover, { label: at, at, onClose: close }, () => h(UiButton, { kind: 'quiet', onPress: close }, () => 'Look again'))),
    })),
  ] },
  { name: 'UiMenu', states: [
    { name: 'opens below', tall: true, is: menu([{ id: 'begin', words: 'Begin', items: [{ id: 'promise', words: 'New promise', icon: 'pencil-simple', keys: 'Alt N' }, { id: 'letter', words: 'New letter', keys: 'Alt ←' }] }, { id: 'view', words: 'View', items: [{ id: 'close', words: 'Close the tab', closed: 'Nothing is open.' }, { id: 'split', words: LONG }] }]) },
  ] },
  { name: 'UiDialog', states: [{ name: 'asks', is: opening('Step out…', (close) => h(UiDialog, { title: 'Step out of Steam & Energy?', onClose: close }, {
    default: () => h('p', 'What you signed stays in the record.'),
    actions: () => [h('span', { 'data-way-back': '' }, [h(UiButton, { onPress: close }, () => 'Stay')]), h(UiButton, { kind: 'sign', icon: 'signature', onPress: close }, () => 'Step out on 28 May')],
  })) }] },
  { name: 'UiNotice', states: [
    { name: 'error', wide: true, is: drawn(() => h(UiNotice, { kind: 'error', icon: 'warning-octagon', title: 'This signature doesn’t match these words', text: 'Nothing was changed. It may be an old copy.' }, { actions: () => h(UiButton, { size: 'small' }, () => 'Show both texts') })) },
    { name: 'wait', wide: true, is: drawn(() => h(UiNotice, { kind: 'wait', icon: 'wifi-slash', title: 'On your own for now', text: 'Everything still works here. 3 changes wait on this device.' })) },
    { name: 'note', wide: true, is: drawn(() => h(UiNotice, { icon: 'git-fork', title: 'You and Ben each offered a rev 4 while apart', text: 'Both are kept. Neither has more weight.' })) },
    { name: 'quiet', wide: true, is: drawn(() => h(UiNotice, { kind: 'quiet', icon: 'tray-arrow-down', text: 'It leaves with the next device that meets theirs.' })) },
    { name: 'with something to do', wide: true, is: counting((press) => h(UiNotice, { icon: 'clock', title: 'These words were looked at last in May', text: LONG.repeat(3) }, { actions: () => h(UiButton, { size: 'small', onPress: press }, () => 'Look at them') })) },
  ] },
  { name: 'UiProblem', states: [
    { name: 'with a way out', wide: true, is: counting((press) => h(UiProblem, { problem: { code: 'words.changed', message: 'Someone changed these words after you read them.', remedy: 'Read them again, then offer.' }, retry: true, onRetry: press, onAway: press })) },
    { name: 'of a file, without a second try', wide: true, is: counting((press) => h(UiProblem, { about: `${LONG}.parley`, problem: { code: 'file.unreadable', message: 'This file is not a record.', remedy: 'Ask for it again.' }, onAway: press })) },
  ] },
  { name: 'UiEmpty', states: [
    { name: 'first time', wide: true, is: drawn(() => h(UiEmpty, { title: 'No commitments yet', text: 'Start with something you already do for someone.' }, { actions: () => h(UiButton, { kind: 'do', icon: 'pencil-simple' }, () => 'Write one') })) },
    { name: 'all done', wide: true, is: drawn(() => h(UiEmpty, { title: 'Nothing needs you right now.', done: true })) },
    { name: 'words alone', wide: true, is: drawn(() => h(UiEmpty, { title: 'Nobody has asked anything here.' })) },
  ] },
  { name: 'UiSkeleton', states: [
    { name: 'after 300 ms', wide: true, is: drawn(() => h(UiSkeleton, { reading: 'Reading 412 letters from this device' })) },
    { name: 'of a long list', wide: true, is: drawn(() => h(UiSkeleton, { reading: 'Reading people', rows: 8 })) },
    { name: 'kept from it', wide: true, is: counting((press) => h(UiSkeleton, { reading: 'Reading people', problem: { code: 'disk.failed', message: 'The disk refused to read.', remedy: 'Check the disk, then try again.' }, onRetry: press })) },
  ] },
  { name: 'UiProgress', states: [
    { name: 'can be stopped', wide: true, is: counting((press) => h(UiProgress, { label: 'Writing the file', done: 132, all: 412, stops: true, onStop: press })) },
    { name: 'just begun', wide: true, is: drawn(() => h(UiProgress, { label: 'Reading a file', done: 0, all: 12 })) },
    { name: 'being stopped', wide: true, is: drawn(() => h(UiProgress, { label: 'Making the file', done: 132, all: 412, stops: true, stopping: true })) },
    { name: 'nobody knows how much', wide: true, is: drawn(() => h(UiProgress, { label: 'Removing the sample', done: 0, all: 0 })) },
    { name: 'done', wide: true, is: drawn(() => h(UiProgress, { label: 'Read', done: 12, all: 12 })) },
    { name: 'of many', wide: true, is: changing(0, (done, set) => h('div', [
      h(UiProgress, { label: 'Reading what came', done, all: 12_000 }), h(UiButton, { size: 'small', onPress: () => set(Math.min(12_000, done + 100)) }, () => 'A hundred more'),
    ])) },
  ] },
  { name: 'UiToast', states: [
    { name: 'can be taken back', wide: true, is: drawn(() => h(UiToast, { label: 'Waiting to be signed' }, { mark: () => h(UiRosette, { hash: HASH, size: 28, wax: true }), default: () => 'Rev 3 is signed in 8 seconds.', actions: () => h(UiButton, { size: 'small', icon: 'arrow-u-up-left' }, () => 'Take back') })) },
    { name: 'words alone', wide: true, is: drawn(() => h(UiToast, { label: 'Signed' }, () => 'Rev 3 is signed.')) },
    { name: 'about eight things', wide: true, is: drawn(() => h(UiToast, { label: 'What needs you' }, { mark: () => h(UiIcon, { name: 'bell' }), default: () => [h('strong', '8 things need you'), h('br'), Array.from({ length: 8 }, () => LONG).join(', ')], actions: () => [h(UiButton, () => 'Open'), h(UiButton, { kind: 'quiet', icon: 'x', label: 'Put this away' })] })) },
  ] },
  { name: 'UiAvatar', states: [
    { name: 'sizes', is: drawn(() => ([18, 22, 26, 32, 40, 72] as const).map((size) => h(UiAvatar, { name: 'Ada Duarte', of: 'ada', size }))) },
    { name: 'here, seen', is: drawn(() => (['here', 'seen'] as const).map((near) => h(UiAvatar, { name: 'Ben', of: 'ben', size: 40, near }))) },
    { name: 'tints', is: drawn(() => ['Ada', 'Ben', 'Chidi', 'Dewi', 'Emre', 'Femke', '😀', 'نور'].map((name) => h(UiAvatar, { name, of: name, size: 32 }))) },
  ] },
  { name: 'UiRosette', states: [
    { name: 'resting, current', is: drawn(() => [h(UiRosette, { hash: HASH, size: 66, label: 'rev 2' }), h(UiRosette, { hash: LATER, size: 66, wax: true, label: 'rev 3, current' })]) },
    { name: 'small', is: drawn(() => [h(UiRosette, { hash: HASH, size: 28 }), h(UiRosette, { hash: LATER, size: 18, wax: true })]) },
  ] },
  { name: 'UiStone', states: (['to come', 'under way', 'due', 'reached', 'moved'] as const).map((state) => ({ name: state, is: drawn(() => h(UiStone, { state, label: state })) })) },
  { name: 'UiReadings', states: [
    { name: 'with a line to stop at, one due', is: drawn(() => h(UiReadings, { label: 'Crates back', unit: 'of 60', baseline: 40, target: 57, stop: 51, due: '2026-06-05', narrow: true, readings: [{ date: '2026-05-08', value: 52 }, { date: '2026-05-15', value: 55 }, { date: '2026-05-29', value: 57 }] } as never)) },
    { name: 'to a target', wide: true, is: drawn(() => h(UiReadings, { label: 'Rolls left over on a Friday', unit: 'rolls', baseline: 22, target: 6, by: '2026-06-26', readings: [{ date: '2026-05-01', value: 21 }, { date: '2026-05-08', value: 15 }, { date: '2026-05-22', value: 9 }] } as never)) },
    { name: 'one reading', wide: true, is: drawn(() => h(UiReadings, { label: 'Hours at night', unit: 'h', readings: [{ date: '2026-05-08', value: 12 }] } as never)) },
    { name: 'none yet', wide: true, is: drawn(() => h(UiReadings, { label: 'Hours at night', unit: 'h', baseline: 12, target: 8, by: '2026-09-30', readings: [] } as never)) },
  ] },
  { name: 'UiMarked', states: [
    { name: 'found words', is: drawn(() => h(UiMarked, { text: 'I bake \u0001eighty\u0002 rolls by ten.' } as never)) },
    { name: 'nothing marked', is: drawn(() => h(UiMarked, { text: 'I bake eighty rolls by ten.' } as never)) },
  ] },
  { name: 'UiFileButton', states: [
    { name: 'asks for a file', is: counting((press) => h(UiFileButton, { icon: 'upload-simple', onChosen: press }, () => 'Choose a file')) },
    { name: 'small, large', is: drawn(() => [h(UiFileButton, { size: 'small' }, () => 'Add a picture'), h(UiFileButton, { size: 'large' }, () => 'Add a picture')]) },
  ] },
  { name: 'UiSideRow', states: [
    { name: 'in a side bar', wide: true, is: drawn(() => [
      h(UiSideRow, { icon: 'tray', words: 'Needs me', count: 6, current: true }), h(UiSideRow, { icon: 'hourglass-medium', words: 'Waiting for others', count: 4 }),
      h(UiSideRow, { icon: 'bookmark-simple', words: 'Mine and late', context: 'is:mine is:late' }), h(UiSideRow, { icon: 'tag', words: LONG, context: LONG, count: 1234 }),
    ]) },
  ] },
  { name: 'UiList', states: [
    { name: 'groups', wide: true, is: list([
      { id: 'waiting', words: 'Waiting for me', rows: [{ id: 'r1', words: 'Bread on Fridays' }, { id: 'r2', words: 'Who opens the shop' }], folded: false },
      { id: 'force', words: 'In force', rows: Array.from({ length: 200 }, (_, i) => ({ id: `f${i}`, words: `The delivery round ${i + 1}` })), folded: false },
    ]) },
    { name: 'folded, and headings that do not fold', wide: true, is: list([
      { id: 'kept', words: 'Kept', rows: [{ id: 'k1', words: 'Flour by Monday' }], folded: true }, { id: 'plain', words: LONG, rows: [{ id: 'p1', words: LONG }, { id: 'p2', words: 'خبز يوم الجمعة' }] },
      { id: 'more', words: 'Drafts', rows: [{ id: 'd1', words: 'Crates' }] },
    ]) },
    { name: 'a row that moves as it is opened', wide: true, is: movingRow },
    { name: 'with a thing to do at the end', wide: true, is: list([{ id: 'open', words: 'Looking for people', rows: [{ id: 'e1', words: 'Line 2 Crew' }, { id: 'e2', words: LONG }] }], { end: () => h(UiButton, { size: 'small' }, () => 'Join') }) },
    { name: 'being read', wide: true, is: list([], {}, false) },
    { name: 'empty', wide: true, is: list([], { default: () => h(UiEmpty, { title: 'No commitments yet' }) }) },
  ] },
  { name: 'UiGroupMark', states: [
    { name: 'sizes', is: drawn(() => ([18, 22, 26, 42] as const).map((size) => h(UiGroupMark, { name: 'Steam & Energy', size }))) },
    { name: 'names', is: drawn(() => ['Line 2 Crew', 'x', '', 'نور', '😀 Fun', LONG].map((name) => h(UiGroupMark, { name, size: 26 }))) },
    { name: 'ended', is: drawn(() => h(UiGroupMark, { name: 'Winter Rota', size: 42, over: true })) },
  ] },
  { name: 'UiLifeLine', states: [
    { name: 'half way', wide: true, is: life([['begun', '2026-02-03', 'Chartered 3 Feb', '3 Feb'], ['today', '2026-05-22', 'today'], ['review', '2026-07-02', 'Review 2 July', '2 July'], ['end', '2026-09-30', 'Ends 30 Sept unless members renew it', '30 Sept']]) },
    { name: 'no end', wide: true, is: life([['begun', '2026-02-03', 'Chartered 3 Feb', '3 Feb'], ['today', '2026-05-22', 'today'], ['review', '2026-06-02', 'Review 2 June', '2 June']]) },
    { name: 'rests, and its end has passed', wide: true, is: life([['begun', '2026-02-03', 'Chartered 3 Feb', '3 Feb'], ['end', '2026-05-20', 'Was to end 20 May', '20 May'], ['today', '2026-05-22', 'today'], ['review', '2026-07-02', 'Review 2 July, after its end', '2 July']], true) },
    { name: 'ended', wide: true, is: life([['begun', '2026-02-03', 'Chartered 3 Feb', '3 Feb'], ['ended', '2026-05-20', 'Ended 20 May', '20 May']]) },
    { name: 'one day', wide: true, is: life([['begun', '2026-05-22', 'Called 22 May', '22 May'], ['today', '2026-05-22', 'today'], ['end', '2026-05-22', 'Ends 22 May', '22 May']]) },
  ] },
  { name: 'UiTurnRing', states: [
    { name: 'six', wide: true, is: ring(NAMES, 0, [['May', 'Greta, now'], ['June', 'you'], ['July', 'Farid'], ['Aug', 'Tomasz'], ['Sept', 'Noor']]) },
    { name: 'two', wide: true, is: ring(NAMES.slice(0, 2), 1, [['May', 'Ada, now'], ['June', 'Greta']]) },
    { name: 'one', wide: true, is: ring(NAMES.slice(0, 1), 0, [['May', 'Greta, now']]) },
    { name: 'nobody yet', wide: true, is: ring(NAMES, -1, [['June', LONG]], '') },
    { name: 'fourteen', wide: true, is: ring(Array.from({ length: 14 }, (_, i) => `Person ${i}`), 5, [['May', 'Person 5, now']]) },
    { name: 'sixty', wide: true, is: ring(Array.from({ length: 60 }, (_, i) => `Person ${i}`), 5, [['May', 'Person 5, now']]) },
  ] },
  { name: 'UiAgenda', states: [
    { name: 'can be added to', wide: true, is: changing<readonly string[]>(['What did the weekend boiler log show?', 'Nights in July, two open'], (value, set) => h(UiAgenda, {
      label: 'To talk about', items: value.map((words, at) => ({ id: words, words, by: { id: NAMES[at % 6]!, name: NAMES[at % 6]! } })), add: 'Add something to talk about', remove: 'Take it off',
      onAdd: (words: string) => set([...value, words]), onRemove: (id: string) => set(value.filter((one) => one !== id)),
    })) },
    { name: 'to read, long words', wide: true, is: drawn(() => h(UiAgenda, { label: 'Talked about', items: [{ id: 'a', words: LONG.repeat(3) }, { id: 'b', words: 'خبز يوم الجمعة' }] })) },
  ] },
  { name: 'UiKeyHint', states: [{ name: 'keys', is: drawn(() => h(UiKeyHint, { keys: 'Ctrl K' })) }, { name: 'one, three', is: drawn(() => ['↑', 'Ctrl Shift P'].map((keys) => h(UiKeyHint, { keys }))) }] },
  { name: 'UiIcon', states: [
    { name: 'sizes', is: drawn(() => ([14, 16, 18, 20] as const).map((size) => h(UiIcon, { name: 'handshake', size }))) },
    { name: 'with a word each', wide: true, is: drawn(() => h('div', { class: 'shapes' }, STANDS.map(([name, words, colour]) =>
      h('span', { style: { color: `var(--${colour})` } }, [h(UiIcon, { name }), words])))) },
  ] },
  { name: 'UiMark', states: [{ name: 'the app', is: drawn(() => h(UiMark)) }] },
  { name: 'UiQr', states: [{ name: 'an invite', is: drawn(() => h(UiQr, { text: INVITE, label: 'Code of the invite' })) }] },
  { name: 'UiSheet', states: [{ name: 'with a side', wide: true, tall: true, is: drawn(() => h('div', { class: 'frame' }, [h(UiSheet, { title: 'Parley' }, { default: () => h('p', { class: 'serif' }, 'A place to keep your word to each other.'), side: () => h(UiButton, { kind: 'do' }, () => 'Carry on') })])) }] },
  { name: 'UiGuilloche', states: [{ name: 'the table', wide: true, tall: true, is: drawn(() => h(UiGuilloche)) }] },
]
