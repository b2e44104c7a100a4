// Phosphor icons, as the paths inside their SVG files: regular everywhere, fill where a thing is current.
import addressBook from '@phosphor-icons/core/regular/address-book.svg?raw'
import addressBookFill from '@phosphor-icons/core/fill/address-book-fill.svg?raw'
import archive from '@phosphor-icons/core/regular/archive.svg?raw'
import arrowBendUpLeft from '@phosphor-icons/core/regular/arrow-bend-up-left.svg?raw'
import tag from '@phosphor-icons/core/regular/tag.svg?raw'
import bookmarkSimple from '@phosphor-icons/core/regular/bookmark-simple.svg?raw'
import pulse from '@phosphor-icons/core/regular/pulse.svg?raw'
import arrowCounterClockwise from '@phosphor-icons/core/regular/arrow-counter-clockwise.svg?raw'
import arrowRight from '@phosphor-icons/core/regular/arrow-right.svg?raw'
import arrowsOut from '@phosphor-icons/core/regular/arrows-out.svg?raw'
import arrowUUpLeft from '@phosphor-icons/core/regular/arrow-u-up-left.svg?raw'
import arrowsClockwise from '@phosphor-icons/core/regular/arrows-clockwise.svg?raw'
import alarm from '@phosphor-icons/core/regular/alarm.svg?raw'
import bell from '@phosphor-icons/core/regular/bell.svg?raw'
import bellZ from '@phosphor-icons/core/regular/bell-z.svg?raw'
import arrowSquareOut from '@phosphor-icons/core/regular/arrow-square-out.svg?raw'
import list from '@phosphor-icons/core/regular/list.svg?raw'
import bellSlash from '@phosphor-icons/core/regular/bell-slash.svg?raw'
import binoculars from '@phosphor-icons/core/regular/binoculars.svg?raw'
import calendarBlank from '@phosphor-icons/core/regular/calendar-blank.svg?raw'
import calendarCheck from '@phosphor-icons/core/regular/calendar-check.svg?raw'
import caretDown from '@phosphor-icons/core/regular/caret-down.svg?raw'
import caretRight from '@phosphor-icons/core/regular/caret-right.svg?raw'
import caretUp from '@phosphor-icons/core/regular/caret-up.svg?raw'
import chatCircleText from '@phosphor-icons/core/regular/chat-circle-text.svg?raw'
import check from '@phosphor-icons/core/regular/check.svg?raw'
import checkCircle from '@phosphor-icons/core/regular/check-circle.svg?raw'
import checkCircleFill from '@phosphor-icons/core/fill/check-circle-fill.svg?raw'
import ear from '@phosphor-icons/core/regular/ear.svg?raw'
import checks from '@phosphor-icons/core/regular/checks.svg?raw'
import circle from '@phosphor-icons/core/regular/circle.svg?raw'
import circleDashed from '@phosphor-icons/core/regular/circle-dashed.svg?raw'
import circleHalf from '@phosphor-icons/core/regular/circle-half.svg?raw'
import clock from '@phosphor-icons/core/regular/clock.svg?raw'
import clockCounterClockwise from '@phosphor-icons/core/regular/clock-counter-clockwise.svg?raw'
import cloudSlash from '@phosphor-icons/core/regular/cloud-slash.svg?raw'
import copy from '@phosphor-icons/core/regular/copy.svg?raw'
import doorOpen from '@phosphor-icons/core/regular/door-open.svg?raw'
import dotsThree from '@phosphor-icons/core/regular/dots-three.svg?raw'
import downloadSimple from '@phosphor-icons/core/regular/download-simple.svg?raw'
import envelopeOpen from '@phosphor-icons/core/regular/envelope-open.svg?raw'
import fileArrowDown from '@phosphor-icons/core/regular/file-arrow-down.svg?raw'
import gitDiff from '@phosphor-icons/core/regular/git-diff.svg?raw'
import lightbulb from '@phosphor-icons/core/regular/lightbulb.svg?raw'
import pause from '@phosphor-icons/core/regular/pause.svg?raw'
import gitFork from '@phosphor-icons/core/regular/git-fork.svg?raw'
import handshake from '@phosphor-icons/core/regular/handshake.svg?raw'
import handshakeFill from '@phosphor-icons/core/fill/handshake-fill.svg?raw'
import handWaving from '@phosphor-icons/core/regular/hand-waving.svg?raw'
import hardDrive from '@phosphor-icons/core/regular/hard-drive.svg?raw'
import hourglassMedium from '@phosphor-icons/core/regular/hourglass-medium.svg?raw'
import houseLine from '@phosphor-icons/core/regular/house-line.svg?raw'
import key from '@phosphor-icons/core/regular/key.svg?raw'
import laptop from '@phosphor-icons/core/regular/laptop.svg?raw'
import listBullets from '@phosphor-icons/core/regular/list-bullets.svg?raw'
import listMagnifyingGlass from '@phosphor-icons/core/regular/list-magnifying-glass.svg?raw'
import listNumbers from '@phosphor-icons/core/regular/list-numbers.svg?raw'
import lock from '@phosphor-icons/core/regular/lock.svg?raw'
import magnifyingGlassFill from '@phosphor-icons/core/fill/magnifying-glass-fill.svg?raw'
import magnifyingGlass from '@phosphor-icons/core/regular/magnifying-glass.svg?raw'
import moon from '@phosphor-icons/core/regular/moon.svg?raw'
import network from '@phosphor-icons/core/regular/network.svg?raw'
import paperPlaneTilt from '@phosphor-icons/core/regular/paper-plane-tilt.svg?raw'
import pencilSimple from '@phosphor-icons/core/regular/pencil-simple.svg?raw'
import pencilSimpleLine from '@phosphor-icons/core/regular/pencil-simple-line.svg?raw'
import plugsConnected from '@phosphor-icons/core/regular/plugs-connected.svg?raw'
import plus from '@phosphor-icons/core/regular/plus.svg?raw'
import prohibit from '@phosphor-icons/core/regular/prohibit.svg?raw'
import qrCode from '@phosphor-icons/core/regular/qr-code.svg?raw'
import question from '@phosphor-icons/core/regular/question.svg?raw'
import printer from '@phosphor-icons/core/regular/printer.svg?raw'
import scales from '@phosphor-icons/core/regular/scales.svg?raw'
import scroll from '@phosphor-icons/core/regular/scroll.svg?raw'
import sealCheck from '@phosphor-icons/core/regular/seal-check.svg?raw'
import sidebarSimple from '@phosphor-icons/core/regular/sidebar-simple.svg?raw'
import signature from '@phosphor-icons/core/regular/signature.svg?raw'
import slidersHorizontal from '@phosphor-icons/core/regular/sliders-horizontal.svg?raw'
import squareSplitHorizontal from '@phosphor-icons/core/regular/square-split-horizontal.svg?raw'
import sun from '@phosphor-icons/core/regular/sun.svg?raw'
import table from '@phosphor-icons/core/regular/table.svg?raw'
import textB from '@phosphor-icons/core/regular/text-b.svg?raw'
import textUnderline from '@phosphor-icons/core/regular/text-underline.svg?raw'
import textItalic from '@phosphor-icons/core/regular/text-italic.svg?raw'
import trash from '@phosphor-icons/core/regular/trash.svg?raw'
import tray from '@phosphor-icons/core/regular/tray.svg?raw'
import trayFill from '@phosphor-icons/core/fill/tray-fill.svg?raw'
import trayArrowDown from '@phosphor-icons/core/regular/tray-arrow-down.svg?raw'
import uploadSimple from '@phosphor-icons/core/regular/upload-simple.svg?raw'
import userPlus from '@phosphor-icons/core/regular/user-plus.svg?raw'
import usersThreeFill from '@phosphor-icons/core/fill/users-three-fill.svg?raw'
import flask from '@phosphor-icons/core/regular/flask.svg?raw'
import flaskFill from '@phosphor-icons/core/fill/flask-fill.svg?raw'
import chatsCircle from '@phosphor-icons/core/regular/chats-circle.svg?raw'
import chatsCircleFill from '@phosphor-icons/core/fill/chats-circle-fill.svg?raw'
import handPalm from '@phosphor-icons/core/regular/hand-palm.svg?raw'
import identificationBadge from '@phosphor-icons/core/regular/identification-badge.svg?raw'
import notepad from '@phosphor-icons/core/regular/notepad.svg?raw'
import megaphone from '@phosphor-icons/core/regular/megaphone-simple.svg?raw'
import usersThree from '@phosphor-icons/core/regular/users-three.svg?raw'
import warningOctagon from '@phosphor-icons/core/regular/warning-octagon.svg?raw'
import wifiSlash from '@phosphor-icons/core/regular/wifi-slash.svg?raw'
import x from '@phosphor-icons/core/regular/x.svg?raw'
import arrowClockwise from '@phosphor-icons/core/regular/arrow-clockwise.svg?raw'
import at from '@phosphor-icons/core/regular/at.svg?raw'
import checkSquare from '@phosphor-icons/core/regular/check-square.svg?raw'
import square from '@phosphor-icons/core/regular/square.svg?raw'
import image from '@phosphor-icons/core/regular/image.svg?raw'
import linkSimple from '@phosphor-icons/core/regular/link-simple.svg?raw'
import listChecks from '@phosphor-icons/core/regular/list-checks.svg?raw'
import textH from '@phosphor-icons/core/regular/text-h.svg?raw'
import chatText from '@phosphor-icons/core/regular/chat-text.svg?raw'
import highlighter from '@phosphor-icons/core/regular/highlighter.svg?raw'
import rowsPlusBottom from '@phosphor-icons/core/regular/rows-plus-bottom.svg?raw'
import columnsPlusRight from '@phosphor-icons/core/regular/columns-plus-right.svg?raw'
import arrowUp from '@phosphor-icons/core/regular/arrow-up.svg?raw'
import arrowDown from '@phosphor-icons/core/regular/arrow-down.svg?raw'
import users from '@phosphor-icons/core/regular/users.svg?raw'

const sources = {
  list,
  'arrow-square-out': arrowSquareOut,
  pulse,
  'bookmark-simple': bookmarkSimple,
  tag,
  'arrow-bend-up-left': arrowBendUpLeft,
  archive,
  'address-book': addressBook, 'address-book-fill': addressBookFill, 'arrow-counter-clockwise': arrowCounterClockwise,
  'arrow-right': arrowRight, 'arrow-u-up-left': arrowUUpLeft, 'arrows-clockwise': arrowsClockwise,
  alarm, bell, 'bell-z': bellZ,
  'arrows-out': arrowsOut, binoculars, 'calendar-blank': calendarBlank, 'calendar-check': calendarCheck,
  'caret-down': caretDown, 'caret-right': caretRight, 'caret-up': caretUp, 'chat-circle-text': chatCircleText, check,
  'check-circle': checkCircle, 'check-circle-fill': checkCircleFill, checks, circle, 'circle-dashed': circleDashed,
  ear,
  'circle-half': circleHalf, clock, 'clock-counter-clockwise': clockCounterClockwise, 'cloud-slash': cloudSlash, copy,
  'door-open': doorOpen, 'dots-three': dotsThree, 'download-simple': downloadSimple, 'envelope-open': envelopeOpen,
  'file-arrow-down': fileArrowDown, 'git-diff': gitDiff, 'git-fork': gitFork, handshake,
  'handshake-fill': handshakeFill, 'hand-waving': handWaving, 'hard-drive': hardDrive, 'hourglass-medium': hourglassMedium,
  'house-line': houseLine, key, laptop, 'list-bullets': listBullets, 'list-magnifying-glass': listMagnifyingGlass,
  'list-numbers': listNumbers, lock, 'magnifying-glass': magnifyingGlass, 'magnifying-glass-fill': magnifyingGlassFill, moon, network,
  'paper-plane-tilt': paperPlaneTilt, 'pencil-simple': pencilSimple, 'pencil-simple-line': pencilSimpleLine,
  'plugs-connected': plugsConnected, plus, printer, prohibit, 'qr-code': qrCode, question, scales, scroll, 'seal-check': sealCheck,
  'sidebar-simple': sidebarSimple, signature, 'sliders-horizontal': slidersHorizontal, 'square-split-horizontal': squareSplitHorizontal, sun, table,
  'text-b': textB, 'text-italic': textItalic, 'text-underline': textUnderline, trash, tray, 'tray-arrow-down': trayArrowDown, 'tray-fill': trayFill,
  'upload-simple': uploadSimple, 'user-plus': userPlus, 'users-three': usersThree, 'warning-octagon': warningOctagon,
  'wifi-slash': wifiSlash, x,
  'users-three-fill': usersThreeFill, flask, 'flask-fill': flaskFill, 'chats-circle': chatsCircle, 'chats-circle-fill': chatsCircleFill, 'hand-palm': handPalm, lightbulb, pause,
  'identification-badge': identificationBadge, notepad, 'megaphone-simple': megaphone,
  'bell-slash': bellSlash, 'arrow-clockwise': arrowClockwise, at, 'check-square': checkSquare, square, image, 'link-simple': linkSimple, 'list-checks': listChecks, 'text-h': textH, 'chat-text': chatText, highlighter, 'rows-plus-bottom': rowsPlusBottom, 'columns-plus-right': columnsPlusRight, 'arrow-up': arrowUp, 'arrow-down': arrowDown, users,
}

export type IconName = keyof typeof sources

/** The `d` of each path in the icon's file: drawn as elements, so that no markup is ever set from text. */
const paths = new Map<IconName, readonly string[]>()
/** Read once a name: each row of a list draws one. */
export function pathsOf(name: IconName): readonly string[] {
  const known = paths.get(name) ?? Array.from(sources[name].matchAll(/<path d="([^"]+)"/g), (match) => match[1]!)
  paths.set(name, known)
  return known
}
