// A data folder on a disk that is full, made of memory in a private mount namespace.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from './fake-host.ts'

const entry = fileURLToPath(new URL('../../../electron/cli/index.ts', import.meta.url))
const root = temporaryFolder()
afterAll(() => root.remove())
beforeAll(() => mkdirSync(join(root.path, 'disk')))

/** Runs shell lines on a fresh disk of 2 MB; `parley` prints its JSON on one line, with the exit code behind it. */
async function onSmallDisk(lines: string): Promise<string[]> {
  const script = `
    set -u; cd '${root.path}'; mount -t tmpfs -o size=2m tmpfs disk; export PARLEY_DATA=$PWD/disk/data PARLEY_STATE=$PWD/state
    parley() { out=$('${process.execPath}' '${entry}' "$@" --json); code=$?; echo "$out" | tr -d '\\n'; echo " $code"; }
    fill() { cat /dev/zero > disk/fill 2>/dev/null || true; }
    ${lines}`
  const { stdout } = await promisify(execFile)('unshare', ['-rmn', 'sh', '-c', script])
  return stdout.trim().split('\n')
}

it('is told as what it is when the folder is opened, and all is there once there is room', async () => {
  const said = await onSmallDisk(`
    parley init --name Ada; parley workspace create Hollin
    fill; parley workspace list; parley promise Oats --to Ben
    rm disk/fill; parley workspace list`)
  expect(said.map((line) => line.slice(-1))).toEqual(['0', '0', '5', '5', '0'])
  for (const line of said.slice(2, 4)) expect(line).toContain('"code": "disk.full"')
  expect(said[4]).toContain('"name": "Hollin"')
})

it('refuses in a running host what can’t be kept, and loses nothing that was', async () => {
  const said = await onSmallDisk(`
    parley init --name Ada; parley workspace create Hollin
    ip link set lo up; mkfifo first; '${process.execPath}' '${entry}' keep > first & pid=$!
    read -r line < first
    fill; parley workspace create Hollow; parley people --workspace Hollin
    rm disk/fill; parley workspace create Hedge; parley workspace list
    kill $pid; wait $pid; echo "ended $?"; parley workspace list`)
  expect(said[2]).toMatch(/"code": "disk\.\w+".* 5$/)
  expect(said[3]).toMatch(/"name": "Ada".* 0$/)
  expect(said[4]).toMatch(/"name": "Hedge".* 0$/)
  expect(said[6]).toBe('ended 0')
  for (const line of [said[5], said[7]]) {
    expect(line).toContain('"name": "Hollin"')
    expect(line).toContain('"name": "Hedge"')
  }
})
